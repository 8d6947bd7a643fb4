// SPDX-License-Identifier: Apache-2.0

//! Tests of accreditations: offers, answers, the states of grants, and changes of their terms.

use super::*;
use crate::Accreditations;
use testamur_primitives::{Accreditation, AccreditationId, Terms};

mod answers;
mod offers;
mod states;
mod terms;

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

/// Returns whether the university may anchor its type now.
fn university_may_issue() -> bool {
	Credentials::authorization(UNIVERSITY, COURSE).unwrap().is_some()
}
