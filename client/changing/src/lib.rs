// SPDX-License-Identifier: Apache-2.0

//! # Changes of statuses
//!
//! From credentials and a wish, such as to suspend them, to calls of a chain: [`plan`](plan()) says whom the
//! wish hits before anything is sent, and [`carry_out`] sends what is to be done, part by part, and looks
//! whether it was done.
//!
//! Nothing is written down. A later run asks the chain what is done already, and goes on with the rest, so that
//! a crash at any moment does no harm: a change that was made is not made again.
//!
//! * `register`: what a chain can do, as a trait, which tests stand in for.
//! * `wish`: what is wished for a credential, and whether its status allows it.
//! * `plan`: the parts of a wish, each of which is one call.
//! * `carrying`: sends the parts.
//! * `batches`: what is done to whole batches.
//! * `fault`: why something did not happen.

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

mod batches;
mod carrying;
mod fault;
mod plan;
mod register;
#[cfg(test)]
mod tests;
mod wish;

pub use batches::{carry_out_for_batch, open_batches, BatchWish, OpenBatch};
pub use carrying::{carry_out, settled, Done};
pub use fault::Fault;
pub use plan::{plan, Part, Plan, Target};
pub use register::{Register, Standing};
pub use wish::Obstacle;
