// SPDX-License-Identifier: Apache-2.0

//! The log of events: which institutions an event concerns.
//!
//! The events carry all that the register holds, so that it can be rebuilt from them alone. A test
//! does so, over random sequences of calls.

use crate::{Config, Event, Pallet};
use alloc::vec::Vec;
use pallet_event_log::{EventRecorder, Subjects};
use testamur_primitives::{Grantor, InstitutionId};

impl<T: Config> Pallet<T> {
	/// Deposits an event, and records it in the logs of the institutions that it concerns.
	pub(crate) fn deposit_event(event: Event<T>) {
		let institutions = event.institutions();
		let event = <T as frame_system::Config>::RuntimeEvent::from(event);
		T::EventLog::record(&event, institutions);
		frame_system::Pallet::<T>::deposit_event(event);
	}
}

impl<T: Config> Event<T> {
	/// Returns the institutions that the event concerns: those whose own records it changes, both
	/// parties to a grant, and a custodian.
	///
	/// What happens to a grant above does not concern the holders below it, since their records stay
	/// as they are.
	pub fn institutions(&self) -> Subjects<InstitutionId> {
		let concerned = match self {
			Self::InstitutionRegistered { institution, .. }
			| Self::HomePageSet { institution, .. }
			| Self::InstitutionSuspended { institution }
			| Self::InstitutionReinstated { institution }
			| Self::InstitutionClosed { institution }
			| Self::AdminReplaced { institution, .. }
			| Self::AllowanceSet { institution, .. }
			| Self::OperatorSet { institution, .. }
			| Self::OperatorRemoved { institution, .. }
			| Self::ActProposed { institution, .. }
			| Self::DualAuthorizationSet { institution, .. }
			| Self::InstitutionRenamed { institution, .. }
			| Self::BatchAnchored { institution, .. }
			| Self::BatchRevoked { institution, .. }
			| Self::StatusesChanged { institution, .. }
			| Self::BatchAttestedAgain { institution, .. }
			| Self::DocumentKeyAdded { institution, .. }
			| Self::DocumentKeyRetired { institution, .. }
			| Self::DocumentKeyCompromised { institution, .. }
			| Self::CompromiseLifted { institution, .. }
			| Self::DocumentKeyReinstated { institution, .. }
			| Self::BatchesListed { institution, .. }
			| Self::InstitutionTakenOver { institution } => [Some(*institution), None],
			Self::RegisterTakenOver { .. } => [None, None],
			Self::TypeRegistered { owner, .. }
			| Self::TypeRetired { owner, .. }
			| Self::TypeReinstated { owner, .. } => [*owner, None],
			Self::AccreditationOffered { holder, grantor, .. }
			| Self::AccreditationAccepted { holder, grantor, .. }
			| Self::AccreditationDeclined { holder, grantor, .. }
			| Self::AccreditationSuspended { holder, grantor, .. }
			| Self::AccreditationReinstated { holder, grantor, .. }
			| Self::AccreditationWithdrawn { holder, grantor, .. }
			| Self::AccreditationRenewed { holder, grantor, .. }
			| Self::AccreditationNarrowed { holder, grantor, .. }
			| Self::AccreditationVoidMoved { holder, grantor, .. }
			| Self::AccreditationRelinquished { holder, grantor, .. } => {
				[Some(*holder), Grantor::institution(grantor)]
			},
			Self::CustodianAppointed { institution, custodian, .. }
			| Self::CustodianDismissed { institution, custodian }
			| Self::StatusesChangedFor { institution, custodian, .. }
			| Self::CredentialsReissued { institution, custodian, .. } => {
				[Some(*institution), Some(*custodian)]
			},
			Self::__Ignore(_, never) => match *never {},
		};
		Subjects::truncate_from(concerned.into_iter().flatten().collect::<Vec<_>>())
	}
}
