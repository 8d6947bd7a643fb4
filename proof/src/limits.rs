// SPDX-License-Identifier: Apache-2.0

//! The bounds of what a verifier accepts. Each is checked before the work that it bounds is done.

/// Maximum size of evidence, and of a file of hand-offs, in bytes: one mebibyte.
///
/// Evidence for one credential takes 3 to 11 kB. A page of 100 hand-offs, the most that a node answers
/// with, takes about a quarter of it at 21 validators.
pub const MAX_BYTES: usize = 1 << 20;
/// Maximum number of items of a proof: nodes of the trie, and values that stand by themselves.
pub const MAX_PROOF_ITEMS: u32 = 8_192;
/// Maximum number of nodes from the root of a proof to a node in it.
///
/// The keys of the chain are hashed, so that a million records make a trie of some fifteen levels.
pub const MAX_TRIE_DEPTH: usize = 128;
/// Maximum number of authorities of a set. The runtime has at most 100.
pub const MAX_AUTHORITIES: u32 = 1_024;
/// Maximum number of headers that connect votes for later blocks with the finalized one.
pub const MAX_ANCESTRY: u32 = 256;
/// Maximum number of items in the digest of a header. A block of this chain has at most eight.
pub const MAX_DIGEST_ITEMS: u32 = 64;
/// Maximum number of hand-offs in one file.
pub const MAX_HAND_OFFS: u32 = 1_000;
/// Maximum number of rows in a table of known sets, which is 250 years of 60 hand-offs. A table that is
/// full, with the members of the newest set, has fewer than [`MAX_BYTES`].
pub const MAX_KNOWN_SETS: u32 = 15_000;
