// SPDX-License-Identifier: Apache-2.0

//! The migration of a chain whose records have layout 1
//! ([ADR 25](../../docs/adr/0025-the-layout-changes-in-steps.md)).
//!
//! The records change in steps, in the blocks from the first one of this runtime on. What is here is
//! done before them, once: motions are closed, since their calls are those of the former runtime, and
//! a setting that would mean something else is set anew.

use frame_support::{
	traits::{GetStorageVersion, OnRuntimeUpgrade},
	weights::Weight,
};
use pallet_collective::{CostOf, Proposals};
use pallet_consortium::{CurrentSettings, NEVER_ABSENT};
use sp_runtime::SaturatedConversion;
use testamur_primitives::former;

use crate::{configs::CouncilCollective, Council, Credentials, Runtime};

/// The changes that precede the first step.
pub struct BeforeSteps;

impl OnRuntimeUpgrade for BeforeSteps {
	fn on_runtime_upgrade() -> Weight {
		let database = <Runtime as frame_system::Config>::DbWeight::get();
		if Credentials::on_chain_storage_version() != former::LAYOUT {
			return database.reads(1);
		}
		let closed = close_motions();
		name_endless_patience();
		// Of each motion, the call, the votes and the ticket of its proposer are removed, and the list is
		// written.
		database.reads_writes(
			3u64.saturating_add(closed),
			1u64.saturating_add(closed.saturating_mul(4)),
		)
	}
}

/// Closes every open motion as rejected, and returns their number.
///
/// A motion is stored with the bytes of its call. The same bytes are another call of the new runtime,
/// or none, and nobody has voted for that. The council can make the motion again.
fn close_motions() -> u64 {
	let open = Proposals::<Runtime, CouncilCollective>::get();
	for motion in &open {
		Council::do_disapprove_proposal(*motion);
		CostOf::<Runtime, CouncilCollective>::remove(motion);
	}
	open.len().saturated_into()
}

/// Replaces the number by which a chain of the former runtime said that no validator is retired for
/// absence. It was 0, which would now retire each at its first absence.
fn name_endless_patience() {
	CurrentSettings::<Runtime>::mutate(|settings| {
		if settings.absent_sessions == 0 {
			settings.absent_sessions = NEVER_ABSENT;
		}
	});
}
