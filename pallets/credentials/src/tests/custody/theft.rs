// SPDX-License-Identifier: Apache-2.0

//! A table of thieves of a custodian's keys: what each does in a day, and how the council and the
//! next custodian repair it. What they do to the custodian itself is in `thieves`.

use super::*;
use crate::FinalChanges;
use testamur_primitives::limits::MAX_FINAL_CHANGES_ALONE;

/// The first number of the documents that a thief writes, and of those that repair them.
const FORGED: u8 = 1;
const REPAIRED: u8 = 150;
/// The number of status changes and of reissues that the custodian may make.
const BOUND: u32 = 30;

/// The damage that a thief did, as readers of the chain see it.
#[derive(Debug, Default, PartialEq)]
struct Damage {
	/// Honest credentials that are revoked, suspended, and superseded by a forged one.
	revoked: usize,
	suspended: usize,
	superseded: usize,
	/// Forged credentials that are valid.
	forged: usize,
}

fn damage() -> Damage {
	let verdicts = Credentials::verify((0..SIZE).map(reference).collect()).unwrap();
	let count = |reason| verdicts.iter().filter(|it| it.reasons.contains(&reason)).count();
	let forged = (0..SIZE as u8).map(|n| judge(single(FORGED + n)));
	Damage {
		revoked: count(Reason::Revoked),
		suspended: count(Reason::Suspended),
		superseded: count(Reason::Superseded),
		forged: forged.filter(|verdict| verdict.reasons.is_empty()).count(),
	}
}

/// Has a thief try everything that a custodian may do, one by one, for a day.
fn attack(thief: AccountId) {
	for n in 0..SIZE {
		let _ = dispatch(reissue(&[(n, FORGED + n as u8)]), signed(thief));
	}
	for n in 0..SIZE {
		let _ = dispatch(change(&[(n, REVOKE)]), signed(thief));
	}
	for n in 0..SIZE {
		let _ = dispatch(change(&[(n, StatusChange::Suspend)]), signed(thief));
	}
}

/// Repairs what a thief did: the council dismisses the custodian and appoints the agency, which
/// revokes what is forged, issues again what has ended and reinstates what was suspended.
fn repair() {
	let dismiss = Call::dismiss_custodian { institution: UNIVERSITY };
	assert_ok!(dispatch(dismiss, council()));
	let before = damage();
	for thief in [CLERK, ISSUER, COLLEGE_ADMIN] {
		attack(thief);
	}
	assert_eq!(damage(), before, "the thief is locked out");
	assert_ok!(dispatch(appoint(AGENCY, END, 2 * SIZE, SIZE), council()));
	let by = || signed(AGENCY_ADMIN);
	for index in 0..SIZE {
		let verdict = judge(reference(index));
		if verdict.reasons == [Reason::Suspended] {
			assert_ok!(dispatch(change(&[(index, StatusChange::Reinstate)]), by()));
		}
		if !has_ended(&verdict) {
			continue;
		}
		if let Some(forged) = verdict.findings.unwrap().status.successor {
			let (root, changes) = (forged.root, changes(&[(0, REVOKE)]));
			let revoke = Call::change_statuses_for { institution: UNIVERSITY, root, changes };
			assert_ok!(dispatch(revoke, by()));
		}
		assert_ok!(dispatch(reissue(&[(index, REPAIRED + index as u8)]), by()));
	}
}

fn has_ended(verdict: &Verdict) -> bool {
	matches!(verdict.reasons[..], [Reason::Superseded | Reason::Revoked])
}

/// Checks that each credential that has ended leads to a valid one, which the agency issued.
fn assert_repaired(revoked: usize, superseded: usize) {
	let expected = Damage { revoked, superseded, ..Damage::default() };
	assert_eq!(damage(), expected);
	for index in 0..SIZE {
		let verdict = judge(reference(index));
		if has_ended(&verdict) {
			let root = verdict.findings.unwrap().status.successor.unwrap().root;
			assert_eq!(root, leaf(REPAIRED + index as u8));
			let new = judge(single(REPAIRED + index as u8));
			assert_eq!((new.reasons, new.findings.unwrap().reissue.unwrap().by), (vec![], AGENCY));
		}
	}
}

/// Plays the theft of an account of the custodian and its repair.
fn play(thief: AccountId, dual: bool, expected: Damage) {
	with_custodian(BOUND, BOUND, || {
		if dual {
			enlist(COLLEGE_ADMIN, 33, ALL);
			assert_ok!(Credentials::set_dual_authorization(council(), COLLEGE, true));
		}
		attack(thief);
		assert_eq!(damage(), expected, "{thief}, two accounts: {dual}");
		let (revoked, superseded) = (expected.revoked, expected.superseded);
		repair();
		assert_repaired(revoked, superseded);
	});
}

#[test]
fn a_thief_of_a_custodians_operator_ends_few() {
	let few = MAX_FINAL_CHANGES_ALONE as usize;
	let bound = BOUND as usize;
	for dual in [false, true] {
		let by_issuer = Damage { superseded: few, forged: few, ..Damage::default() };
		play(ISSUER, dual, by_issuer);
		// The clerk ends as many as it may, and then suspends what is left of its number.
		let by_clerk = Damage { revoked: few, suspended: bound - few, ..Damage::default() };
		play(CLERK, dual, by_clerk);
	}
}

#[test]
fn a_thief_of_a_custodians_admin_does_no_more_than_the_council_allowed() {
	// The admin forges up to its number, and ends some of the others, up to the other number.
	let bound = BOUND as usize;
	let by_admin = Damage { revoked: bound, superseded: 0, forged: bound, ..Damage::default() };
	play(COLLEGE_ADMIN, false, by_admin);
	let few = MAX_FINAL_CHANGES_ALONE as usize;
	let alone = Damage { superseded: few, forged: few, suspended: 24, ..Damage::default() };
	play(COLLEGE_ADMIN, true, alone);
}

/// Checks that a credential which a thief superseded by a good one, of a fellow graduate, is issued again
/// once the next custodian has revoked it and forgotten that successor.
#[test]
fn what_a_thief_superseded_by_a_good_one_is_issued_again() {
	with_custodian(BOUND, BOUND, || {
		let few = MAX_FINAL_CHANGES_ALONE;
		let fellow = former(SIZE - 1).into();
		let supersede = |n| change(&[(n, StatusChange::Supersede(fellow))]);
		for n in 0..few {
			assert_ok!(dispatch(supersede(n), signed(CLERK)));
		}
		assert_ok!(dispatch(Call::dismiss_custodian { institution: UNIVERSITY }, council()));
		assert_ok!(dispatch(appoint(AGENCY, END, 2 * few, few), council()));
		for n in 0..few {
			let again = || reissue(&[(n, REPAIRED + n as u8)]);
			let by = || signed(AGENCY_ADMIN);
			fails(again(), by(), Error::<Test>::SuccessorStands { position: 0 });
			let forget = [(n, REVOKE), (n, StatusChange::ForgetSuccessor)];
			assert_ok!(dispatch(change(&forget), by()));
			assert_ok!(dispatch(again(), by()));
			assert_eq!(judge(single(REPAIRED + n as u8)).reasons, []);
		}
		assert_eq!(judge(reference(SIZE - 1)).reasons, []);
	});
}

/// Checks that a chain of what a thief issued again and again is taken back from its last one to its first,
/// whether the thief revoked what stands in between or not.
#[test]
fn what_a_thief_issued_again_and_again_is_taken_back() {
	let change_new = |n, list: &[StatusChange]| {
		let list: Vec<_> = list.iter().map(|change| (0, *change)).collect();
		let (institution, root, changes) = (UNIVERSITY, leaf(n), changes(&list));
		Call::change_statuses_for { institution, root, changes }
	};
	let again = ReissueItem { former: leaf(1), index: Some(0), root: leaf(2) };
	let by = || signed(AGENCY_ADMIN);
	let stands = || Error::<Test>::SuccessorStands { position: 0 };
	for revoked in [false, true] {
		with_custodian(BOUND, BOUND, || {
			assert_ok!(dispatch(reissue(&[(0, 1)]), signed(ISSUER)));
			assert_ok!(dispatch(reissue_items(vec![again]), signed(ISSUER)));
			if revoked {
				assert_ok!(dispatch(change_new(1, &[REVOKE]), signed(CLERK)));
			}
			assert_eq!(judge(single(2)).reasons, []);
			assert_ok!(dispatch(Call::dismiss_custodian { institution: UNIVERSITY }, council()));
			assert_ok!(dispatch(appoint(AGENCY, END, 3, 1), council()));
			fails(reissue(&[(0, REPAIRED)]), by(), stands());
			let take_back = [REVOKE, StatusChange::ForgetSuccessor];
			fails(change_new(1, &take_back), by(), Error::<Test>::SuccessorStands { position: 1 });
			assert_ok!(dispatch(change_new(2, &[REVOKE]), by()));
			fails(reissue(&[(0, REPAIRED)]), by(), stands());
			let rest = if revoked { &take_back[1..] } else { &take_back };
			assert_ok!(dispatch(change_new(1, rest), by()));
			assert_ok!(dispatch(reissue(&[(0, REPAIRED)]), by()));
			assert_eq!(judge(single(REPAIRED)).reasons, []);
			for forged in [1, 2] {
				assert_eq!(judge(single(forged)).reasons, [Reason::Revoked]);
			}
		});
	}
}

/// Checks that final changes of a theft are counted for the custodian, and not for the institution
/// that is closed.
#[test]
fn what_a_thief_ends_is_counted_where_its_account_serves() {
	with_custodian(BOUND, BOUND, || {
		attack(ISSUER);
		let count = |id| FinalChanges::<Test>::get(id).map(|alone| alone.count);
		assert_eq!((count(COLLEGE), count(UNIVERSITY)), (Some(MAX_FINAL_CHANGES_ALONE), None));
	});
}

/// Checks that a thief of the custodian's accounts cannot issue in the name of the closed institution
/// anything but what takes the place of a credential that it had issued, and says so.
#[test]
fn whatever_a_thief_forges_names_the_custodian() {
	with_custodian(BOUND, BOUND, || {
		attack(COLLEGE_ADMIN);
		for n in 0..BOUND as u8 {
			let findings = judge(single(FORGED + n)).findings.unwrap();
			assert_eq!(findings.reissue.unwrap().by, COLLEGE);
			assert_eq!(findings.reissue.unwrap().former, former(u32::from(n)));
		}
	});
}
