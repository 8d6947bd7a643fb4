// SPDX-License-Identifier: Apache-2.0

//! Tests of the invariants of single grants and of the moments in them and in batches.

use super::*;
use testamur_primitives::Scope;

#[test]
fn scopes_name_types() {
	let message = "scopes_name_types: no type, or one that does not exist";
	for types in [vec![], vec![COURSE, TypeId(77)]] {
		reports_of_grants(message, || {
			edit_grant(UNIVERSITY_GRANT, |grant| {
				grant.terms.scope =
					Scope::Types(types.into_iter().collect::<BTreeSet<_>>().try_into().unwrap());
			});
		});
	}
}

#[test]
fn states_match_answers() {
	let message = "states_match_answers: the state and the answer of the holder disagree";
	let active = AccreditationState::Active;
	let suspended = AccreditationState::Suspended { since: START, by_council: true };
	for state in [active, suspended] {
		reports_of_grants(message, || {
			edit_grant(UNIVERSITY_GRANT, |grant| {
				grant.state = state;
				grant.accepted_at = None;
			});
		});
	}
	reports_of_grants(message, || {
		edit_grant(UNIVERSITY_GRANT, |grant| grant.state = AccreditationState::Offered);
	});
	reports_of_grants(message, || {
		remove_holding(UNIVERSITY_GRANT);
		edit_institution(UNIVERSITY, |record| record.held = 0);
		edit_grant(UNIVERSITY_GRANT, |grant| {
			grant.state = AccreditationState::Declined { at: START };
		});
	});
}

#[test]
fn moments_are_past() {
	let message = "moments_are_past: a grant has a moment to come, or one before its offer";
	let early = START - 1;
	let suspended = |since| AccreditationState::Suspended { since, by_council: false };
	let edits: [fn(&mut Accreditation); 3] = [
		|grant| grant.offered_at = START + 1,
		|grant| grant.accepted_at = Some(START + 1),
		|grant| grant.accepted_at = Some(START - 1),
	];
	for edit in edits {
		reports_of_grants(message, || edit_grant(UNIVERSITY_GRANT, edit));
	}
	for since in [early, START + 1] {
		reports_of_grants(message, || {
			edit_grant(UNIVERSITY_GRANT, |grant| grant.state = suspended(since));
		});
	}
	let message = "moments_are_past: a batch has a moment to come, or one before its anchoring";
	let later = START + 1;
	reports(message, || edit_batch(|batch| batch.revoked = Some(revocation(later, None))));
	reports(message, || {
		let (accreditation, former, loss) = (UNIVERSITY_GRANT, UNIVERSITY_GRANT, Loss::Expired);
		let attestation = Attestation { accreditation, since: later, former, loss };
		edit_batch(|batch| batch.attested_again = Some(attestation));
	});
	reports(message, || {
		set_time(later);
		let (accreditation, former, loss) = (UNIVERSITY_GRANT, UNIVERSITY_GRANT, Loss::Expired);
		let attestation = Attestation { accreditation, since: later, former, loss };
		edit_batch(|batch| {
			batch.revoked = Some(revocation(START, None));
			batch.attested_again = Some(attestation);
		});
	});
}
