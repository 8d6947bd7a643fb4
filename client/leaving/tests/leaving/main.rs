// SPDX-License-Identifier: Apache-2.0

//! Tests of the folder by which an institution proves its credentials without the chain, over real signatures, tries,
//! votes and files.
//!
//! * `chain`, `records`, `state`: the builders of the tests of `testamur-proof`.
//! * `world`, `fake`: documents, their block and a node, which are those of the tests of `testamur-verification`.
//! * `institution`: that institution as a whole, and what is left of it.
//! * `left`: what is in a folder, and that it goes on after whatever ended a run.
//! * `again`: further runs over a folder that is there.
//! * `refused`: what is not kept.
//! * `changed`: folders of which something was changed or taken away.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod again;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/chain.rs"]
mod chain;
mod changed;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../verification/tests/findings/fake.rs"]
mod fake;
mod institution;
mod left;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/records.rs"]
mod records;
mod refused;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../../proof/tests/proof/state.rs"]
mod state;
#[allow(dead_code, reason = "the tests of another crate use the rest")]
#[path = "../../../verification/tests/findings/world.rs"]
mod world;
