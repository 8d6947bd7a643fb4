// SPDX-License-Identifier: Apache-2.0

//! # Credentials RPC: the server
//!
//! Implements the methods of `pallet-credentials-rpc-api` over the chain and the database of a
//! node.
//!
//! A method parses its parameters, opens the block that the question is about, and reads from it:
//! the block evaluates verdicts natively where this crate knows the record layout and calls its
//! runtime otherwise. `testamur-primitives` defines the meaning of the records, for both ways.
//!
//! * `methods`: the methods.
//! * `guard`: the refusal of missing and unknown parameters, before a method runs.
//! * `params`: parameters with limits.
//! * `at`: the search for the block that `at` names.
//! * `chain` and `block`: the chain of the node, and a block that is open for reading.
//! * `metered`: a state of which only so much is read, for proofs.
//! * `native`: verdicts without a call into the runtime.
//! * `prove`: evidence of what the methods answer, which anybody can check without this node.
//! * `questions`: what evidence is asked for.
//! * `record_cache`: records of a block that many credentials share.
//! * `statuses`: the part of the status chunks that a question is about.

mod at;
mod block;
mod chain;
mod guard;
mod metered;
mod methods;
mod native;
mod params;
mod prove;
mod questions;
mod record_cache;
mod statuses;
#[cfg(test)]
mod tests;
mod turns;

pub use methods::Credentials;
pub use pallet_credentials_rpc_api::time;
pub use prove::{Finality, Sets};
