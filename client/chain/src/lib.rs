// SPDX-License-Identifier: Apache-2.0

//! # Access to a chain
//!
//! A connection to a node: what the chain says about institutions, grants and batches, and transactions
//! that are followed until they are final. Every answer is one of a final block. What cannot be told is a
//! [`Fault`], and never an answer.
//!
//! [`Client`] asks and sends. Its calls block, are bounded in time, and connect again where a connection
//! was lost. [`Outcome`] is that of a transaction: only [`Outcome::Finalized`] is a receipt.
//!
//! * `connection`: one connection to a node.
//! * `client`: the client, which connects again.
//! * `metadata`: the runtime of a chain: its calls, storage keys, events and errors.
//! * `questions`: the methods `credentials_…`.
//! * `proving`: evidence for a verifier, and what leads to it.
//! * `membership`: the institution that an account serves, and what is left of an allowance.
//! * `account`: the account that signs.
//! * `calls`: the calls of the chain, by their bytes.
//! * `submission`: signs a call, sends it and follows it.
//! * `inclusion`: the result of a transaction in its block.
//! * `motions`: the motions of the council.
//! * `happenings`: what a transaction brought about, by its events.
//! * `outcome`: the outcomes of a transaction.
//! * `refusal`: the reasons for which a pool refuses a transaction.
//! * `failure`: the errors of calls, with advice.
//! * `fault`: why there is no answer.

#![cfg_attr(
	not(test),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unwrap_used
	)
)]

mod account;
mod calls;
mod client;
mod connection;
mod failure;
mod fault;
mod happenings;
mod inclusion;
mod membership;
mod metadata;
mod motions;
mod outcome;
mod proving;
mod questions;
mod refusal;
mod submission;
#[cfg(test)]
mod tests;

pub use account::{Account, Signature};
pub use calls::{Call, Consent, Motion, Permissions, StatusChangeAt, Validity};
pub use client::Client;
pub use failure::DispatchFailure;
pub use fault::Fault;
pub use happenings::Happenings;
pub use membership::{Allowance, Membership};
pub use motions::{Council, OpenMotion};
pub use outcome::{Block, Loss, Outcome};
pub use refusal::PoolRefusal;
pub use submission::{Signed, ERA};
pub use testamur_json::answers;
