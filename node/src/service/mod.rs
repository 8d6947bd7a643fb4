// SPDX-License-Identifier: Apache-2.0

//! The running node, put together from the parts of `sc-*`.
//!
//! * [`partial()`]: database, client, pool and import queue; enough for commands on a database.
//! * [`start`]: the same with network, RPC and one of the two ways to make blocks.
//! * [`consensus`]: blocks by Aura, finality by GRANDPA.
//! * [`dev_seal`]: blocks on demand, for development.
//!
//! What watches over a node among others:
//!
//! * [`announcements`], [`verifier`]: hear of every block that others have.
//! * [`clock`]: says when the clock of this machine, or of another validator, is wrong.
//! * [`equivocation`]: reports a validator that writes two blocks for one slot.
//! * [`session_keys`]: says when a validator lacks its keys.
//! * [`database`]: refuses one that is in use, damaged or of another chain.
//! * [`peers`]: says when there are none.
//! * [`slots`], [`allowances`]: metrics.

mod allowances;
mod announcements;
mod authors;
mod clock;
mod consensus;
mod database;
pub(crate) mod dev_seal;
mod equivocation;
mod full;
mod partial;
mod peers;
mod session_keys;
mod slots;
mod verifier;

pub(crate) use full::start;
pub(crate) use partial::{
	partial, FullBackend, FullClient, FullPool, FullSelectChain, GrandpaBlockImport, GrandpaLink,
	Rest,
};
