// SPDX-License-Identifier: Apache-2.0

//! The calls on closed institutions and in their place, whose arguments are left out.

use super::*;
use crate::ReissueItem;

/// An institution that is closed, with its admin. Its batch 1 has a credential that is suspended and
/// one that is revoked.
const SCHOOL: InstitutionId = InstitutionId(4);
const SCHOOL_ADMIN: AccountId = 40;

/// Registers the school, has it issue, closes it and makes the university its custodian.
pub(super) fn close_the_school() {
	let register = Call::register_institution {
		profile: profile("School"),
		admin: SCHOOL_ADMIN,
		allowance: 100,
	};
	assert_ok!(dispatch(register, council()));
	let (by, grant) = (|| signed(SCHOOL_ADMIN), AccreditationId(10));
	let terms = terms(Scope::Any, true, 0);
	assert_ok!(Credentials::offer_accreditation(council(), SCHOOL, None, terms));
	assert_ok!(Credentials::accept_accreditation(by(), grant));
	assert_ok!(Credentials::anchor(by(), grant, COURSE, anchor(1, 5)));
	let ended = changes(&[(0, StatusChange::Suspend), (1, REVOKE)]);
	assert_ok!(Credentials::change_statuses(by(), root(1), ended));
	assert_ok!(Credentials::close_institution(council(), SCHOOL));
	assert_ok!(dispatch(appoint(), council()));
}

fn appoint() -> Call {
	Call::appoint_custodian {
		institution: SCHOOL,
		custodian: UNIVERSITY,
		until: START + DAY,
		status_changes: 100,
		reissues: 100,
	}
}

/// Returns calls on a closed institution and in its place, with their signers.
pub(super) fn calls() -> Vec<(Call, RuntimeOrigin)> {
	let (institution, root) = (SCHOOL, root(1));
	let change = |index, change| Call::change_statuses_for {
		institution,
		root,
		changes: changes(&[(index, change)]),
	};
	let item = ReissueItem { former: root, index: Some(3), root: crate::mock::root(9) };
	let items = vec![item].try_into().unwrap();
	let (registrar, clerk) = (|| signed(REGISTRAR), || signed(STATUS_CLERK));
	let successor = credential(2, 7).into();
	vec![
		(Call::close_institution { institution: UNIVERSITY }, council()),
		(appoint(), council()),
		(Call::dismiss_custodian { institution }, council()),
		(change(0, StatusChange::Reinstate), clerk()),
		(change(3, StatusChange::Suspend), clerk()),
		(change(3, REVOKE), clerk()),
		(change(3, StatusChange::Supersede(successor)), clerk()),
		(change(1, StatusChange::NameSuccessor(successor)), clerk()),
		(Call::reissue { institution, items }, registrar()),
	]
}
