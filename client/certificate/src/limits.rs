// SPDX-License-Identifier: Apache-2.0

//! Every bound of a certificate, with its reason.

/// Maximum size of a design, in bytes: ten times the example with all its explanations.
pub const MAX_DESIGN: usize = 128 << 10;
/// Maximum number of texts of a design, and of its pictures.
pub const MAX_ITEMS: usize = 64;
/// Maximum size of a picture, in bytes: a full page in the quality of print.
pub const MAX_PICTURE: usize = 16 << 20;
/// Maximum number of pixels of a picture: a page of A3 at 300 dots an inch, which needs 140 MB of memory.
pub const MAX_PIXELS: u64 = 36_000_000;
/// Maximum size of a font file, in bytes: three times the collection of Noto Sans CJK.
pub const MAX_FONT: usize = 64 << 20;
/// Maximum number of files in the folders of fonts that are looked at.
pub const MAX_FONT_FILES: usize = 20_000;
/// Maximum length of a text after its values are filled in, in characters: more than a page holds.
pub const MAX_TEXT: usize = 8_192;
/// Maximum number of items of a list, as of learning outcomes.
pub const MAX_LIST: usize = 256;
/// Maximum number of rows of a report: ten nodes about a thousand documents.
pub const MAX_ROWS: usize = 10_000;
/// Maximum length of a text of a report, in characters: a row that has it fits on a page.
pub const MAX_CELL: usize = 600;
/// Maximum number of pages of a certificate.
pub const MAX_PAGES: usize = 8;
/// Maximum width and height of a page, in millimetres: those of A2.
pub const MAX_PAGE: f32 = 600.0;
/// Maximum size of an institution's own picture for badges, in bytes: every learner gets a copy.
pub const MAX_BADGE: usize = 1 << 20;
/// Maximum size of the logo of badges, in bytes.
pub const MAX_LOGO: usize = 4 << 20;
/// Maximum number of pixels of a logo and of a PNG for badges: 4,096 on each side, which need 64 MB of memory.
pub const MAX_LOGO_PIXELS: u64 = 1 << 24;
