// SPDX-License-Identifier: Apache-2.0

//! Assembles the running node from the components of `sc-*`.
//!
//! * [`partial()`] sets up database, client, pool and import queue, which is enough for commands on
//!   a database.
//! * [`start`] adds the network, the RPC server, the watchers and one of two ways to make blocks.
//! * [`network`] connects the node to its peers, and [`warp`] says where a warp sync begins.
//! * [`consensus`] makes blocks by Aura and finalizes them by GRANDPA.
//! * [`dev_seal`] makes blocks on demand, for development.
//! * [`pool`] gives the pool of transactions its limits.
//! * [`next_runtime`] compiles the runtime of an upgrade before it is applied.
//! * [`database`] refuses a database that is in use, damaged or of another chain.

mod consensus;
mod database;
mod dev_seal;
mod full;
mod network;
mod next_runtime;
mod partial;
mod pool;
mod warp;

pub(crate) use full::start;
pub(crate) use network::check_network;
pub(crate) use partial::{partial, Partial};
pub(crate) use pool::pool_limits;
