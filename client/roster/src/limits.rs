// SPDX-License-Identifier: Apache-2.0

//! Every bound of a list, with its reason.

use std::ops::RangeInclusive;

/// Maximum size of a file, in bytes: 335 for each of [`MAX_ROWS`] rows. Places in a file therefore
/// fit 32 bits, also after UTF-16 was turned into UTF-8.
pub const MAX_BYTES: usize = 64 << 20;
/// Maximum number of rows of a list, the header not counted: twice the largest cohort that the tools
/// of issuers are measured with.
pub const MAX_ROWS: u32 = 200_000;
/// Maximum number of columns of a file. A gradebook has a column for each assignment and up to six
/// for each group of assignments, so it has hundreds; a spreadsheet that was saved as a whole has
/// 16,384.
pub const MAX_COLUMNS: usize = 1_024;
/// Maximum length of a cell, in characters: as many as Excel takes into one.
pub const MAX_CELL: usize = 32_767;
/// Maximum length of the header of a wanted column, in characters. It bounds the effort of finding
/// headers that look alike.
pub const MAX_HEADER: usize = 64;
/// Maximum number of faults that are listed. The others are counted: who has corrected a hundred
/// cells knows the cause.
pub const MAX_FAULTS: usize = 100;
/// Maximum number of digits of a decimal number: as many as every spreadsheet and every reader of
/// JSON keeps.
pub const MAX_DIGITS: usize = 15;
/// Largest whole number: 2^53 - 1, up to which every reader of JSON is exact.
pub const MAX_WHOLE: u64 = (1 << 53) - 1;
/// Years of dates. A year outside of them is a slip of the hand: nobody born earlier gets a
/// credential, and nothing in a list expires later.
pub const YEARS: RangeInclusive<u32> = 1900..=2199;
