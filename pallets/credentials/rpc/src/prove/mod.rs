// SPDX-License-Identifier: Apache-2.0

//! Evidence of what this node answers, which anybody can check without it.
//!
//! The functions of `testamur-primitives` answer over a state that records what is read of it. What
//! they read is proven, with the votes by which the block is final. `testamur-proof` checks every
//! piece of evidence before it is sent, as its reader will.
//!
//! * `finality`: what the engine of finality knows, and the final block that vouches for an answer.
//! * `recorded`: a state that records what is read of it.
//! * `evidence`: the evidence.
//! * `voters`: the members of a set of authorities, by its number.
//! * `authority_sets`: the hand-offs from one set of authorities to the next.

mod authority_sets;
mod evidence;
mod finality;
mod recorded;
mod voters;

pub use finality::{Finality, Sets};
