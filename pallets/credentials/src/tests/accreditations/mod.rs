// SPDX-License-Identifier: Apache-2.0

//! Tests of accreditations: offers, answers, the places of holders, the states of grants, voids,
//! returns, changes of terms, and what a thief does with all of it.

use super::*;
use crate::{holdings::holding_key, Accreditations, Holdings};
use testamur_primitives::{Accreditation, AccreditationId, Grantor, Moment, Terms};

mod answers;
mod offers;
mod places;
mod reinstatements;
mod returns;
mod shrunk;
mod states;
mod terms;
pub(super) mod theft;
mod voids;

/// The grant that is given next in an accredited cast.
const NEXT: AccreditationId = AccreditationId(3);
/// The number of a grant that does not exist.
const MISSING: AccreditationId = AccreditationId(77);

fn offer(holder: InstitutionId, parent: Option<AccreditationId>, terms: Terms) -> Call {
	Call::offer_accreditation { holder, parent, terms }
}

fn grant(id: AccreditationId) -> Accreditation {
	Accreditations::<Test>::get(id).unwrap()
}

fn withdraw(accreditation: AccreditationId, void_from: Option<Moment>) -> Call {
	Call::withdraw_accreditation { accreditation, void_from }
}

fn lift(accreditation: AccreditationId) -> Call {
	Call::lift_void { accreditation }
}

fn reinstate(accreditation: AccreditationId) -> Call {
	Call::reinstate_accreditation { accreditation }
}

/// Returns whether a grant is among the holdings of its holder.
fn holds_place(id: AccreditationId) -> bool {
	Holdings::<Test>::contains_key(holding_key(id, &grant(id)))
}

/// Returns whether the university may anchor its type now.
fn university_may_issue() -> bool {
	Credentials::authorization(UNIVERSITY, COURSE).unwrap().is_some()
}
