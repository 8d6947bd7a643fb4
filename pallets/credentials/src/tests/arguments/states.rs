// SPDX-License-Identifier: Apache-2.0

//! The calls on what is not in its usual state, whose arguments are left out.

use super::*;

/// The grants that `more_states` adds.
const VOID: AccreditationId = AccreditationId(8);
const SUSPENDED: AccreditationId = AccreditationId(9);

/// Adds a grant that is void and one that its grantor suspended, both of the agency, and a batch that
/// is revoked and has a successor.
pub(super) fn more_states() {
	let by = || signed(AGENCY_ADMIN);
	for grant in [VOID, SUSPENDED] {
		let (parent, given) = (Some(AGENCY_GRANT), terms(scope(&[COURSE]), true, 0));
		assert_ok!(Credentials::offer_accreditation(by(), UNIVERSITY, parent, given));
		assert_ok!(Credentials::accept_accreditation(signed(UNIVERSITY_ADMIN), grant));
	}
	assert_ok!(Credentials::withdraw_accreditation(by(), VOID, Some(START)));
	assert_ok!(Credentials::suspend_accreditation(by(), SUSPENDED));
	let (reason, successor) = (RevocationReason::Misconduct, Some(root(2)));
	let by = signed(UNIVERSITY_ADMIN);
	assert_ok!(Credentials::revoke_batch(by, root(3), reason, successor));
}

/// Returns calls on what is not in its usual state, with that state and their signers.
pub(super) fn calls_in_other_states() -> Vec<(&'static str, Call, RuntimeOrigin)> {
	let (by_agency, by_admin) = (|| signed(AGENCY_ADMIN), || signed(UNIVERSITY_ADMIN));
	let withdraw =
		|accreditation, from| Call::withdraw_accreditation { accreditation, void_from: Some(from) };
	let (narrow, accreditation) =
		(Terms { valid_until: START + DAY, ..terms(Scope::Any, true, 2) }, LOST);
	let offer = AccreditationId(5);
	let suspended = AccreditationId(4);
	let reason = RevocationReason::Misconduct;
	let revoke = Call::revoke_batch { root: root(3), reason, successor: Some(root(1)) };
	let index = Some(0);
	let successor = StatusChange::NameSuccessor(credential(2, 7).into());
	let change = StatusChangeAt { index, change: successor };
	let name = Call::change_statuses { root: root(3), changes: vec![change].try_into().unwrap() };
	vec![
		(" of a void grant", withdraw(VOID, START - 1), by_agency()),
		(" of a void grant", withdraw(VOID, START - 1), council()),
		(" of a void grant", Call::lift_void { accreditation: VOID }, council()),
		(" of a withdrawn grant", withdraw(accreditation, START), council()),
		(" of a withdrawn grant", Call::reinstate_accreditation { accreditation }, council()),
		(" of an offer", withdraw(offer, START), council()),
		(" of a suspended grant", withdraw(suspended, START), council()),
		(" of a suspended grant", withdraw(SUSPENDED, START), by_agency()),
		(
			" of a suspended grant",
			Call::narrow_accreditation { accreditation: suspended, terms: narrow },
			council(),
		),
		(" of a revoked batch", revoke, by_admin()),
		(" of a revoked batch", name, signed(STATUS_CLERK)),
	]
}
