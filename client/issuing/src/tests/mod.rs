// SPDX-License-Identifier: Apache-2.0

//! Tests of the steps, with a chain and a disk that fail when they are told to.
//!
//! * `fake`: the disk, and the fuse that makes operations fail.
//! * `pool`: the chain, with a pool that keeps transactions.
//! * `cohorts`: cohorts, runs, and the check of what a run left.
//! * `runs`: runs without a failure, and what they write.
//! * `crashes`: a failure at each operation, and the run after it.
//! * `allowances`: an allowance that is used up.
//! * `chains`: what a chain answers to a transaction.
//! * `journals`: journals of other cohorts, and damaged ones.
//! * `preflights`: the reasons against issuing.
//! * `orders`: the random order.
//! * `listings`: documents that name their places in a status list.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod allowances;
mod chains;
mod cohorts;
mod crashes;
mod fake;
mod journals;
mod listings;
mod orders;
mod pool;
mod preflights;
mod runs;
