// SPDX-License-Identifier: Apache-2.0

//! What watches over a node among others.
//!
//! * [`announcements`], [`import`]: hear of every block that others have.
//! * [`clock`]: says when the clock of this machine, or of another validator, is wrong.
//! * [`equivocation`]: reports who writes two blocks for one slot.
//! * [`session_keys`]: says when a validator lacks its keys.
//! * [`peers`]: says when there are none.
//! * [`slots`], [`allowances`]: metrics.

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
pub(crate) use authors::Sealed;
pub(crate) use clock::Clock;
pub(crate) use import::ObservingVerifier;

/// Start what every node has.
pub(crate) fn start(
	components: &Components,
	sync: &Arc<SyncingService<Block>>,
) -> Result<(), PrometheusError> {
	peers::start(components, sync);
	allowances::start(components)
}

/// Start what a node has besides on a chain whose validators make blocks in turn.
pub(crate) fn start_among_validators(
	components: &Components,
	sync: &Arc<SyncingService<Block>>,
	verified: mpsc::Receiver<Sealed>,
) -> Result<(), PrometheusError> {
	slots::start(components)?;
	session_keys::start(components, sync)?;
	equivocation::start(components, sync, verified)
}
