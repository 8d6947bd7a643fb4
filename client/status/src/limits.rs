// SPDX-License-Identifier: Apache-2.0

//! What is the most.

/// The most bytes of the bits of a list that is read, which is that of 16 million credentials.
pub const MAX_BYTES: usize = 2 << 20;
/// The most lists that are published together.
pub(crate) const MAX_LISTS: usize = 1_024;
/// The most keys that an institution can have on record for its files to be made.
pub(crate) const MAX_KEYS: u32 = 10_000;
