// SPDX-License-Identifier: Apache-2.0

//! Accreditations: what may be offered, how offers are answered, how grants end and change.

use super::*;
use crate::Accreditations;
use testamur_primitives::{Accreditation, AccreditationId, Terms};

mod answers;
mod offers;
mod standing;
mod terms;

/// The grant that is given next in an accredited cast.
const NEXT: AccreditationId = AccreditationId(3);
/// No such grant.
const MISSING: AccreditationId = AccreditationId(77);

fn offer(holder: InstitutionId, parent: Option<AccreditationId>, terms: Terms) -> Call {
	Call::offer_accreditation { holder, parent, terms }
}

fn grant(id: AccreditationId) -> Accreditation {
	Accreditations::<Test>::get(id).unwrap()
}

/// Whether the university may anchor its type now.
fn university_may_issue() -> bool {
	Credentials::authorization(UNIVERSITY, COURSE).is_some()
}
