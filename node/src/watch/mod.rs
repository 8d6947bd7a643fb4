// SPDX-License-Identifier: Apache-2.0

//! Watchers, which tell the operator of a node that something is wrong.
//!
//! * [`announcements`] and [`import`] observe every block that other nodes have.
//! * [`clock`] logs that the clock of this machine, or of another validator, is wrong.
//! * [`equivocation`] reports validators that write two blocks for one slot.
//! * [`session_keys`] logs that a validator lacks its keys.
//! * [`peers`] logs that there are none.
//! * [`slots`] and [`allowances`] only have metrics.

mod allowances;
mod announcements;
mod authors;
mod clock;
mod equivocation;
mod import;
mod peers;
mod session_keys;
mod slots;

use std::sync::Arc;

use prometheus_endpoint::PrometheusError;
use sc_network_sync::SyncingService;
use testamur_runtime::opaque::Block;
use tokio::sync::mpsc;

use crate::components::Components;
pub(crate) use announcements::AnnouncementObserver;
pub(crate) use authors::SealedHeader;
pub(crate) use clock::Clock;
pub(crate) use import::ObservingVerifier;

/// Starts the watchers that every node has.
pub(crate) fn start(
	components: &Components,
	sync: &Arc<SyncingService<Block>>,
) -> Result<(), PrometheusError> {
	peers::start(components, sync);
	allowances::start(components)
}

/// Starts the watchers that a node has besides on a chain whose validators write blocks in turn.
pub(crate) fn start_among_validators(
	components: &Components,
	sync: &Arc<SyncingService<Block>>,
	verified: mpsc::Receiver<SealedHeader>,
) -> Result<(), PrometheusError> {
	slots::start(components)?;
	session_keys::start(components, sync)?;
	equivocation::start(components, sync, verified)
}
