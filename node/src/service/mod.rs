// SPDX-License-Identifier: Apache-2.0

//! The running node, put together from the parts of `sc-*`.
//!
//! * [`partial()`]: database, client, pool and import queue; enough for commands on a database.
//! * [`start`]: the same with network, RPC and one of the two ways to make blocks.
//! * [`network`]: the connection to peers.
//! * [`consensus`]: blocks by Aura, finality by GRANDPA.
//! * [`dev_seal`]: blocks on demand, for development.
//! * [`database`]: refuses one that is in use, damaged or of another chain.

mod consensus;
mod database;
mod dev_seal;
mod full;
mod network;
mod partial;

pub(crate) use full::start;
pub(crate) use partial::{partial, Partial};
