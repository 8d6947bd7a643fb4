// SPDX-License-Identifier: Apache-2.0

//! Tests of the verification of documents, over real signatures, tries, votes and files.
//!
//! * `chain`, `records`, `state`: the builders of the tests of `testamur-proof`.
//! * `world`: a folder with signed documents, and the block in whose state they are anchored.
//! * `fake`: a node, which is honest unless it is told how to lie.
//! * `valid`, `invalid`: what is found of good documents, and each reason against one.
//! * `signatures`: signatures and the keys that they name.
//! * `liars`: nodes that lie, fail, or say nothing.
//! * `offline`: findings by bundles.
//! * `itself`: findings without any evidence.
//! * `carried`: documents in pictures, PDFs, archives and presentations, which `made` makes.
//! * `bundled`: the work and the room that bundles take which come along, counted by `memory`.
//! * `reports`: reports, by which a verification is repeated.
//! * `flipped`: each byte of a good document changed.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bundled;
mod carried;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/chain.rs"]
mod chain;
mod fake;
mod flipped;
mod invalid;
mod itself;
mod liars;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../carriers/tests/carriers/made.rs"]
mod made;
#[path = "../../../../proof/tests/proof/memory.rs"]
mod memory;
mod offline;
mod presentations;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/records.rs"]
mod records;
mod reports;
mod signatures;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/state.rs"]
mod state;
mod valid;
mod world;
