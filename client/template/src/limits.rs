// SPDX-License-Identifier: Apache-2.0

//! Every bound of a template, with its reason.

/// Maximum size of a template, in bytes: ten times that of the longest one that makes sense, and
/// small enough to be read at once.
pub const MAX_BYTES: usize = 256 << 10;
/// Maximum length of a name or another text of one line, in characters: a wallet shows no more.
pub const MAX_LINE: usize = 300;
/// Maximum length of a text of several lines, in characters: some four pages.
pub const MAX_PARAGRAPHS: usize = 10_000;
/// Maximum length of an address or an identifier, in characters: what every browser takes.
pub const MAX_IRI: usize = 2_000;
/// Maximum number of items of a list, and of sections of one name.
pub const MAX_ITEMS: usize = 50;
/// Maximum number of faults that are listed; whoever has mended so many reads the template again.
pub const MAX_FAULTS: usize = 100;
/// Maximum number of credit points, of hours and of months.
pub const MAX_CREDITS: f64 = 500.0;
/// Maximum number of hours of a workload.
pub const MAX_HOURS: u32 = 10_000;
/// Maximum number of months for which a credential is valid.
pub const MAX_MONTHS: u32 = 1_200;
/// Maximum size of a document that is checked, in bytes.
pub const MAX_DOCUMENT: usize = 1 << 20;
/// Maximum number of findings about a document that are listed.
pub const MAX_FINDINGS: usize = 200;
