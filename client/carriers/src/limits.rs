// SPDX-License-Identifier: Apache-2.0

//! The largest sizes and numbers.

/// The most bytes of a picture, of a PDF, and of a file in an archive.
pub const MAX_FILE: usize = 32 << 20;
/// The most bytes of an archive.
pub const MAX_ARCHIVE: usize = 256 << 20;
/// The most bytes of a credential, and of any other attachment that is taken out.
pub const MAX_CREDENTIAL: usize = 3 << 20;
/// The most files in an archive, attachments of a PDF, and credentials in a presentation.
pub const MAX_PARTS: usize = 10_000;
/// The most bytes of all files of an archive for each byte of it. Credentials and PDFs take less than 30.
pub(crate) const MAX_RATIO: usize = 200;
/// The depth to which elements of a picture are nested at most.
pub(crate) const MAX_ELEMENTS: usize = 256;
/// The most bytes of all streams of a PDF that are decompressed.
pub(crate) const MAX_DECODED: usize = 64 << 20;
/// The most bytes of a PDF that are looked at, those that are looked at again included.
pub(crate) const MAX_LOOKED_AT: usize = 4 * MAX_FILE;
/// The most values of a PDF that are read, those that are read again included.
pub(crate) const MAX_ALL_VALUES: usize = 1_000_000;
/// The most objects of a PDF.
pub(crate) const MAX_OBJECTS: usize = 250_000;
/// The most sections of the table of objects, of which each save of a PDF adds one.
pub(crate) const MAX_SECTIONS: usize = 1_000;
/// The depth to which objects of a PDF are nested at most.
pub(crate) const MAX_DEPTH: usize = 64;
/// The most values within one object of a PDF.
pub(crate) const MAX_VALUES: usize = 100_000;
