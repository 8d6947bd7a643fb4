// SPDX-License-Identifier: Apache-2.0

//! Tests of the invariants of what bounds the powers of single accounts.

use super::*;
use crate::{
	Acts, FinalChanges, FinalChangesAlone, PendingAct, PendingActs, Permissions, Relinquished,
};
use testamur_primitives::limits::MAX_FINAL_CHANGES_ALONE;

#[test]
fn final_changes_alone_are_few() {
	let message =
		"final_changes_alone_are_few: no institution, none or too many, or a period to come";
	let put = |id, since, count| {
		FinalChanges::<Test>::insert(id, FinalChangesAlone { since, count });
	};
	reports(message, || put(InstitutionId(77), START, 1));
	reports(message, || put(UNIVERSITY, START + 1, 1));
	reports(message, || put(UNIVERSITY, START, 0));
	reports(message, || put(UNIVERSITY, START, MAX_FINAL_CHANGES_ALONE + 1));
	ExtBuilder::default().with_cast().build_and_execute(|| {
		put(UNIVERSITY, START, MAX_FINAL_CHANGES_ALONE);
	});
}

#[test]
fn operators_have_permissions() {
	let message = "operators_have_permissions: an operator may do nothing";
	reports(message, || {
		let role = Role::Operator(Permissions::default());
		Accounts::<Test>::insert(REGISTRAR, AccountRecord { institution: UNIVERSITY, role });
	});
}

#[test]
fn relinquished_grants_stay_withdrawn() {
	let message = "relinquished_grants_stay_withdrawn: never accepted, or not withdrawn";
	for id in [UNIVERSITY_GRANT, AccreditationId(77)] {
		reports(message, || Relinquished::<Test>::insert(id, ()));
	}
	reports_of_grants(message, || {
		remove_holding(UNIVERSITY_GRANT);
		edit_institution(UNIVERSITY, |record| record.held = 0);
		edit_grant(UNIVERSITY_GRANT, |grant| {
			grant.state = AccreditationState::Withdrawn { at: START, void_from: None };
			grant.accepted_at = None;
		});
		Relinquished::<Test>::insert(UNIVERSITY_GRANT, ());
	});
}

#[test]
fn acts_are_pending_by_accounts() {
	let act = PendingAct { act: Default::default(), by: REGISTRAR, until: START };
	let message = "acts_are_pending_by_accounts: no institution, no act, or two of an account";
	let pending = |acts: Vec<_>| PendingActs::<Test>::try_from(acts).unwrap();
	reports(message, || Acts::<Test>::insert(UNIVERSITY, pending(vec![act.clone(), act.clone()])));
	reports(message, || Acts::<Test>::insert(UNIVERSITY, pending(vec![])));
	reports(message, || Acts::<Test>::insert(InstitutionId(99), pending(vec![act.clone()])));
	let message = "acts_are_pending_by_accounts: an act of an account that left";
	for by in [STRANGER, AGENCY_ADMIN] {
		let act = PendingAct { by, ..act.clone() };
		reports(message, || Acts::<Test>::insert(UNIVERSITY, pending(vec![act])));
	}
}
