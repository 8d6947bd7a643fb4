// SPDX-License-Identifier: Apache-2.0

//! Tests of the verifier, over real tries, headers, keys and signatures.
//!
//! * `state`, `records`, `chain`: the builders of states, of registers and of chains with evidence.
//! * `trie`, `finality`, `hand_offs`, `moments`: one file for each step of the check.
//! * `files`: bundles and files of hand-offs, and what they claim.
//! * `vouching`: sets that no hand-off leads to, and that somebody vouches for.
//! * `cheats`, `stolen`: the ways to cheat that are known, one test for each; those with stolen keys.
//! * `bytes`: each byte changed, each node left out.
//! * `properties`: verdicts over a proof and over the plain state.
//! * `registers`, `logs`: what a proven state says about records and about the log of events.
//! * `mutated`: random and mutated input, of which `TESTAMUR_INPUTS` says how much.
//! * `vectors`: the files of `tests/vectors.json`, which a second implementation checks as well.
//! * `memory`: the memory that a check asks for.
//! * `sizes`: the size of a bundle in a large state.
//! * `cohorts`: one bundle for a whole batch, and its size.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bytes;
mod chain;
mod cheats;
mod cohorts;
mod commits;
mod files;
mod finality;
mod hand_offs;
mod logs;
mod memory;
mod moments;
mod mutated;
mod properties;
mod records;
mod registers;
mod sizes;
mod state;
mod stolen;
mod trie;
mod vectors;
mod vouching;
