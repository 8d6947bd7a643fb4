// SPDX-License-Identifier: Apache-2.0

//! The running node, put together from the parts of `sc-*`.
//!
//! * [`partial()`]: database, client, pool and import queue; enough for commands on a database.
//! * [`start`]: the same with network, RPC and one of the two ways to make blocks.
//! * [`consensus`]: blocks by Aura, finality by GRANDPA.
//! * [`dev_seal`]: blocks on demand, for development.

mod consensus;
pub(crate) mod dev_seal;
mod full;
mod partial;

pub(crate) use full::start;
pub(crate) use partial::{
	partial, FullBackend, FullClient, FullPool, FullSelectChain, GrandpaBlockImport, GrandpaLink,
	Rest,
};
