// SPDX-License-Identifier: Apache-2.0

//! The grants under which a credential was issued.

use super::{AccreditationState, Lapse, Loss};
use crate::time::Time;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};
use testamur_primitives::{records, verdict};

/// The accreditation under which a credential stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
	/// The grant under which the batch was anchored or, if it lost that one, attested again.
	pub id: u32,
	/// The moment from which it stands under that grant.
	pub since: Time,
	/// The grant that it has lost in the gravest way, if it was attested again.
	pub former: Option<FormerGrant>,
	/// True if the issuer was accredited at that moment, and no later void denies it.
	pub then: bool,
	/// True if this grant allows to issue the same now.
	pub now: bool,
	/// The grant and those above it, up to the council's.
	pub path: Vec<PathStep>,
}

impl From<verdict::AccreditationSummary> for Grant {
	fn from(summary: verdict::AccreditationSummary) -> Self {
		Self {
			id: summary.id.0,
			since: Time(summary.since),
			former: summary.former.map(FormerGrant::from),
			then: summary.then,
			now: summary.now,
			path: summary.path.into_iter().map(PathStep::from).collect(),
		}
	}
}

/// The grant that a batch has lost in the gravest way, and the grant of its anchoring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerGrant {
	/// The grant that was lost in the gravest way. It is the present one if the batch came back to it.
	pub id: u32,
	/// The way in which it was lost, as it was when the batch was attested again.
	pub loss: Loss,
	/// The grant under which the batch was anchored.
	pub anchored: u32,
	/// True if that grant, or one above it, is void now for the time of the anchoring.
	pub voided: bool,
}

impl From<verdict::FormerGrant> for FormerGrant {
	fn from(former: verdict::FormerGrant) -> Self {
		let verdict::FormerGrant { id, loss, anchored, voided } = former;
		Self { id: id.0, loss, anchored: anchored.0, voided }
	}
}

/// One grant on the path from a holder to the council.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PathStep {
	/// The grant.
	pub id: u32,
	/// The institution that holds it.
	pub holder: u32,
	/// The council or the institution that gave it.
	pub grantor: Grantor,
	/// Its state.
	pub state: AccreditationState,
	/// The time at which it was suspended, withdrawn or declined.
	pub since: Option<Time>,
	/// The one who suspended it, if it is suspended.
	pub suspended_by: Option<Suspender>,
	/// Credentials issued under it, or below it, from this moment on are void.
	pub void_from: Option<Time>,
	/// The first moment of its window.
	pub valid_from: Time,
	/// The first moment after its window.
	pub valid_until: Time,
	/// The reason why this grant, taken by itself, is not in force.
	pub lapse: Option<Lapse>,
}

impl From<verdict::PathStep> for PathStep {
	fn from(step: verdict::PathStep) -> Self {
		let (since, void_from) = moments(step.state);
		Self {
			id: step.id.0,
			holder: step.holder.0,
			grantor: step.grantor.into(),
			state: step.state.into(),
			since,
			suspended_by: Suspender::of(step.state),
			void_from,
			valid_from: Time(step.valid_from),
			valid_until: Time(step.valid_until),
			lapse: step.lapse,
		}
	}
}

/// Returns the time at which a grant entered its state, and the time from which it voids.
pub(super) fn moments(state: records::AccreditationState) -> (Option<Time>, Option<Time>) {
	match state {
		records::AccreditationState::Offered | records::AccreditationState::Active => (None, None),
		records::AccreditationState::Declined { at } => (Some(Time(at)), None),
		records::AccreditationState::Suspended { since, .. } => (Some(Time(since)), None),
		records::AccreditationState::Withdrawn { at, void_from } => {
			(Some(Time(at)), void_from.map(Time))
		},
	}
}

/// The one who suspended a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Suspender {
	/// The council, alone or after the grantor. Nobody else reinstates the grant.
	Council,
	/// The grantor, which reinstates it, as the council does.
	Grantor,
}

impl Suspender {
	/// Returns the one who suspended a grant, or `None` if it is not suspended.
	pub(super) const fn of(state: records::AccreditationState) -> Option<Self> {
		match state {
			records::AccreditationState::Suspended { by_council: true, .. } => Some(Self::Council),
			records::AccreditationState::Suspended { by_council: false, .. } => Some(Self::Grantor),
			_ => None,
		}
	}
}

/// The council (`{"council":true}`) or the institution that gave a grant, with the grant by whose
/// right the institution did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Grantor {
	/// The council.
	Council {
		/// Always true.
		council: bool,
	},
	/// An institution.
	Institution {
		/// Its number.
		institution: u32,
		/// Its own grant.
		accreditation: u32,
	},
}

impl From<records::Grantor> for Grantor {
	fn from(grantor: records::Grantor) -> Self {
		match grantor {
			records::Grantor::Council => Self::Council { council: true },
			records::Grantor::Institution { institution, accreditation } => {
				Self::Institution { institution: institution.0, accreditation: accreditation.0 }
			},
		}
	}
}
