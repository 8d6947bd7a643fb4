// SPDX-License-Identifier: Apache-2.0

//! Tests of the files that an institution publishes, over real tries, votes and signatures.
//!
//! * `chain`, `records`, `state`: the builders of the tests of `testamur-proof`.
//! * `world`: an institution with lists and keys, and a node, which is honest unless it is told how to lie.
//! * `lists`: the bits of lists, and that none is left out.
//! * `liars`: nodes that keep something to themselves.
//! * `keys`: document keys, and the DID document that follows from them.
//! * `credentials`: list credentials, made, and read whoever made them.
//! * `sites`: names and addresses.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/chain.rs"]
mod chain;
mod credentials;
mod keys;
mod liars;
mod lists;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/records.rs"]
mod records;
mod sites;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/state.rs"]
mod state;
mod world;
