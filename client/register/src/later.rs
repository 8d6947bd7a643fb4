// SPDX-License-Identifier: Apache-2.0

//! The answers that the record of a later block tells for certain about an earlier moment.
//!
//! A record keeps when it was made, since when its present state lasts, and a window whose beginning never moves and
//! whose end never moves into the past. So it can show that somebody was *not* accredited at an earlier moment. That
//! somebody *was* accredited it never shows: a suspension that has ended leaves no trace in it, and a renewal hides the
//! end that there was before.

use crate::objections::{not_offered, Facts, Objection, Word};
use testamur_primitives::{
	authority::Step,
	records::{Accreditation, AccreditationState, InstitutionState, TypeState},
	Moment, TypeId,
};

impl Facts {
	/// Returns what certainly spoke against the right to issue a type at an earlier moment, or `None` if the record
	/// does not tell. Without `all` there may be grants of the institution that are not among these.
	pub(crate) fn judge_earlier(
		&self,
		type_id: TypeId,
		moment: Moment,
		all: bool,
	) -> Option<Vec<Objection>> {
		let general: Vec<_> = self
			.institution_earlier(moment)
			.into_iter()
			.chain(self.type_earlier(moment))
			.collect();
		if !general.is_empty() {
			return Some(general);
		}
		let objections = self.grants.iter().map(|(id, path)| match path {
			Some(path) => to_grant(*id, path, type_id, moment),
			None => Some(not_offered(*id, None)),
		});
		let objections: Option<Vec<_>> = objections.collect();
		match objections {
			Some(none) if none.is_empty() && all => {
				Some(vec![Objection::general(Word::NoGrant, None)])
			},
			objections => objections.filter(|_| all),
		}
	}

	fn institution_earlier(&self, moment: Moment) -> Option<Objection> {
		let Some(record) = &self.institution else {
			return Some(Objection::general(Word::NotRegistered, None));
		};
		let word = match record.state {
			_ if record.registered_at > moment => {
				return Some(Objection::general(Word::NotRegistered, Some(record.registered_at)));
			},
			InstitutionState::Active => return None,
			InstitutionState::Suspended { .. } => Word::InstitutionSuspended,
			InstitutionState::Closed { .. } => Word::InstitutionClosed,
		};
		let since = record.state.idle_since().filter(|since| *since <= moment);
		since.map(|since| Objection::general(word, Some(since)))
	}

	fn type_earlier(&self, moment: Moment) -> Option<Objection> {
		let Some(record) = &self.credential_type else {
			return Some(Objection::general(Word::TypeNotRegistered, None));
		};
		if record.registered_at > moment {
			return Some(Objection::general(Word::TypeNotRegistered, Some(record.registered_at)));
		}
		match record.state {
			TypeState::Retired { at } if at <= moment => {
				Some(Objection::general(Word::TypeRetired, Some(at)))
			},
			TypeState::Active | TypeState::Retired { .. } => None,
		}
	}
}

/// Returns what certainly spoke against a grant at an earlier moment.
fn to_grant(id: u32, path: &[Step], type_id: TypeId, moment: Moment) -> Option<Objection> {
	let own = path.first().and_then(|(_, own)| {
		let is_as_offered = own.narrowings == 0 && !own.terms.rights.attest;
		is_as_offered.then(|| Objection::to(id, Word::NoRightToIssue, id, None))
	});
	own.or_else(|| {
		path.iter().find_map(|(by, grant)| {
			let (word, at) = lapse(grant, type_id, moment)?;
			Some(Objection::to(id, word, by.0, at))
		})
	})
}

/// Returns why a grant by itself certainly allowed nothing of a type at an earlier moment, and the time of that.
fn lapse(grant: &Accreditation, type_id: TypeId, moment: Moment) -> Option<(Word, Option<Moment>)> {
	let terms = &grant.terms;
	if grant.offered_at > moment {
		return Some((Word::NotYetOffered, Some(grant.offered_at)));
	}
	match (grant.accepted_at, grant.state) {
		(None, AccreditationState::Declined { at }) if at <= moment => {
			return Some((Word::Declined, Some(at)));
		},
		(None, _) => return Some((Word::NotAccepted, None)),
		(Some(at), _) if at > moment => return Some((Word::NotAccepted, Some(at))),
		(_, AccreditationState::Suspended { since, .. }) if since <= moment => {
			return Some((Word::Suspended, Some(since)));
		},
		(_, AccreditationState::Withdrawn { at, .. }) if at <= moment => {
			return Some((Word::Withdrawn, Some(at)));
		},
		_ => (),
	}
	if moment < terms.valid_from {
		return Some((Word::NotYetValid, Some(terms.valid_from)));
	}
	if terms.is_over(moment) {
		return Some((Word::Expired, Some(terms.valid_until)));
	}
	// Scopes are narrowed and never widened, so only one that never was narrowed is the one of that time.
	let was_out_of_scope = grant.narrowings == 0 && !terms.scope.covers(type_id);
	was_out_of_scope.then_some((Word::TypeOutOfScope, None))
}
