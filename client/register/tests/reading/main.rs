// SPDX-License-Identifier: Apache-2.0

//! Tests of the reading of the register, over real tries, votes and signatures.
//!
//! * `chain`, `records`, `state`: the builders of the tests of `testamur-proof`.
//! * `world`: a register with some history, and a node, which is honest unless it is told how to lie.
//! * `browsing`: pages, one institution and one type.
//! * `asking`: who was accredited for what, and when.
//! * `liars`: nodes that lie, fail or keep something to themselves.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod asking;
mod browsing;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/chain.rs"]
mod chain;
mod liars;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/records.rs"]
mod records;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/state.rs"]
mod state;
mod world;
