// SPDX-License-Identifier: Apache-2.0

//! Tests of the invariants of custody.

use super::*;
use crate::{CustodialChanges, Reissues};
use testamur_primitives::{
	limits::{MAX_CUSTODIAL_ACTS, MAX_CUSTODY},
	CustodialChange, Custody, Reissue,
};

const CUSTODY: Custody = Custody {
	custodian: COLLEGE,
	since: START,
	until: START + DAY,
	status_changes: MAX_CUSTODIAL_ACTS,
	reissues: MAX_CUSTODIAL_ACTS,
};
const CHANGE: CustodialChange = CustodialChange { by: COLLEGE, at: START, ended: false };
const REISSUE: Reissue = Reissue { by: COLLEGE, at: START, former: Root([1; 32]), index: 2 };

/// Stores what the college did as the custodian of the university: a change of credential 1 of batch
/// 1, and batch 9 in the place of credential 2.
fn put_traces() {
	edit_institution(UNIVERSITY, |record| {
		record.state = InstitutionState::Closed { since: START };
		record.custody = Some(CUSTODY);
	});
	CustodialChanges::<Test>::insert((UNIVERSITY, root(1), 1), CHANGE);
	let ended = CustodialChange { ended: true, ..CHANGE };
	CustodialChanges::<Test>::insert((UNIVERSITY, root(1), 2), ended);
	let former = Batches::<Test>::get(UNIVERSITY, root(1)).unwrap();
	Batches::<Test>::insert(UNIVERSITY, root(9), Batch { size: 1, ..former });
	Reissues::<Test>::insert(UNIVERSITY, root(9), REISSUE);
	let mut chunk = StatusChunk::default();
	chunk.set(2, Status::Superseded);
	Statuses::<Test>::insert((UNIVERSITY, root(1), 0), chunk);
	Successors::<Test>::insert((UNIVERSITY, root(1), 2), credential(9, 0));
}

/// Checks that a state with a custodian passes, and that the broken state is reported.
fn reports_of_custody(message: &'static str, break_it: impl FnOnce()) {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build().execute_with(|| {
		put_traces();
		assert_broken(message, break_it);
	});
}

#[test]
fn custodies_are_bounded() {
	let put = |custody: Custody| {
		edit_institution(UNIVERSITY, |record| record.custody = Some(custody));
	};
	let message = "custodies_are_bounded: the custodian is no other institution";
	for custodian in [UNIVERSITY, InstitutionId(77)] {
		reports_of_custody(message, || put(Custody { custodian, ..CUSTODY }));
	}
	let message = "custodies_are_bounded: a custody is too long, or begins before or after it may";
	for (since, until) in [
		(START - 1, START + DAY),
		(START + 1, START + DAY),
		(START, START - 1),
		(START, START + MAX_CUSTODY + 1),
	] {
		reports_of_custody(message, || put(Custody { since, until, ..CUSTODY }));
	}
	let message = "custodies_are_bounded: a custody outlasted the reinstatement of its institution";
	for state in [InstitutionState::Active, InstitutionState::Suspended { since: START }] {
		reports_of_custody(message, || {
			edit_institution(UNIVERSITY, |record| record.state = state);
		});
	}
	let message = "custodies_are_bounded: a custody is older than the closure of its institution";
	reports_of_custody(message, || {
		set_time(START + 1);
		let state = InstitutionState::Closed { since: START + 1 };
		edit_institution(UNIVERSITY, |record| record.state = state);
	});
	let message = "custodies_are_bounded: a custodian may do too much";
	let too_many = MAX_CUSTODIAL_ACTS + 1;
	reports_of_custody(message, || put(Custody { status_changes: too_many, ..CUSTODY }));
	reports_of_custody(message, || put(Custody { reissues: too_many, ..CUSTODY }));
}

#[test]
fn custodial_changes_are_of_credentials() {
	let put = |change| CustodialChanges::<Test>::insert((UNIVERSITY, root(1), 1), change);
	let message = "custodial_changes_are_of_credentials: nobody could have made a change";
	for by in [UNIVERSITY, InstitutionId(77)] {
		reports_of_custody(message, || put(CustodialChange { by, ..CHANGE }));
	}
	for at in [START - 1, START + 1] {
		reports_of_custody(message, || put(CustodialChange { at, ..CHANGE }));
	}
	reports_of_custody(message, || {
		CustodialChanges::<Test>::insert((AGENCY, root(1), 1), CHANGE);
	});
	let message = "custodial_changes_are_of_credentials: a change of no credential";
	for (root, index) in [(root(1), 5), (root(7), 0)] {
		reports_of_custody(message, || {
			CustodialChanges::<Test>::insert((UNIVERSITY, root, index), CHANGE);
		});
	}
	let message = "custodial_changes_are_of_credentials: what a custodian ended goes on";
	reports_of_custody(message, || put(CustodialChange { ended: true, ..CHANGE }));
}

#[test]
fn reissues_have_a_former() {
	let put = |reissue| Reissues::<Test>::insert(UNIVERSITY, root(9), reissue);
	let message = "reissues_have_a_former: nobody could have issued it again";
	for by in [UNIVERSITY, InstitutionId(77)] {
		reports_of_custody(message, || put(Reissue { by, ..REISSUE }));
	}
	for at in [START - 1, START + 1] {
		reports_of_custody(message, || put(Reissue { at, ..REISSUE }));
	}
	let message = "reissues_have_a_former: there is no former credential";
	reports_of_custody(message, || put(Reissue { former: root(7), ..REISSUE }));
	reports_of_custody(message, || put(Reissue { index: 5, ..REISSUE }));
	reports_of_custody(message, || put(Reissue { former: root(9), index: 0, ..REISSUE }));
	let message = "reissues_have_a_former: no batch of one, or unlike the former";
	let edit = |edit: fn(&mut Batch)| {
		Batches::<Test>::mutate(UNIVERSITY, root(9), |batch| edit(batch.as_mut().unwrap()));
	};
	reports_of_custody(message, || edit(|batch| batch.size = 2));
	reports_of_custody(message, || edit(|batch| batch.valid_until = Some(START + 1)));
	reports_of_custody(message, || Batches::<Test>::remove(UNIVERSITY, root(9)));
	let message = "reissues_have_a_former: the former credential has not ended";
	reports_of_custody(message, || put(Reissue { index: 3, ..REISSUE }));
	let message = "reissues_have_a_former: no trace of its end";
	let former = (UNIVERSITY, root(1), 2);
	reports_of_custody(message, || CustodialChanges::<Test>::remove(former));
	reports_of_custody(message, || CustodialChanges::<Test>::insert(former, CHANGE));
	reports_of_custody(message, || {
		set_time(START + 1);
		put(Reissue { at: START + 1, ..REISSUE });
	});
}

#[test]
fn one_credential_leads_to_one() {
	let message =
		"one_credential_leads_to_one: two were issued in its place, and neither has ended";
	let twice = || {
		let batch = Batches::<Test>::get(UNIVERSITY, root(9)).unwrap();
		Batches::<Test>::insert(UNIVERSITY, root(10), batch);
		Reissues::<Test>::insert(UNIVERSITY, root(10), REISSUE);
	};
	reports_of_custody(message, twice);
	// So are what was issued again in the place of the first one, which is revoked, and another.
	reports_of_custody(message, || {
		twice();
		let (revoked, place) =
			(Status::Revoked(RevocationReason::Misconduct), (UNIVERSITY, root(9), 0));
		let mut chunk = StatusChunk::default();
		chunk.set(0, revoked);
		Statuses::<Test>::insert(place, chunk);
		let ended = CustodialChange { ended: true, ..CHANGE };
		CustodialChanges::<Test>::insert(place, ended);
		Successors::<Test>::insert(place, credential(11, 0));
		let batch = Batches::<Test>::get(UNIVERSITY, root(9)).unwrap();
		Batches::<Test>::insert(UNIVERSITY, root(11), batch);
		let again = Reissue { former: root(9), index: 0, ..REISSUE };
		Reissues::<Test>::insert(UNIVERSITY, root(11), again);
	});
}
