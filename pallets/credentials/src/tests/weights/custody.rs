// SPDX-License-Identifier: Apache-2.0

//! Comparison of declared weights with the accesses of the calls on closed institutions and in their
//! place.

use super::*;
use crate::{ReissueItem, ReissueItems};
use testamur_primitives::limits::{MAX_CUSTODIAL_ACTS, MAX_REISSUES};

/// The custodian of the holder of the longest path, and its operator.
const CUSTODIAN: InstitutionId = InstitutionId(4);
const CUSTODIANS_OPERATOR: AccountId = 204;
/// The admin of the custodian.
const CUSTODIANS_ADMIN: AccountId = 104;

fn close() -> Call {
	Call::close_institution { institution: HOLDER }
}

fn appoint(custodian: InstitutionId) -> Call {
	let (until, most) = (START + DAY, MAX_CUSTODIAL_ACTS);
	let institution = HOLDER;
	Call::appoint_custodian { institution, custodian, until, status_changes: most, reissues: most }
}

fn change(changes: StatusChanges) -> Call {
	Call::change_statuses_for { institution: HOLDER, root: root(BATCH), changes }
}

/// Returns a call that issues credentials again, each in a chunk of its own that is in use.
fn reissue(count: u32) -> Call {
	reissue_as(3_000, count)
}

fn reissue_as(first: u32, count: u32) -> Call {
	let item =
		|n: u32| ReissueItem { former: root(BATCH), index: Some(n * 256), root: hash(first + n) };
	let items = ReissueItems::try_from((0..count).map(item).collect::<Vec<_>>()).unwrap();
	Call::reissue { institution: HOLDER, items }
}

fn closed() {
	assert_ok!(dispatch(close(), council()));
	assert_ok!(dispatch(appoint(CUSTODIAN), council()));
}

const REVOKE: StatusChange = StatusChange::Revoke(RevocationReason::IssuedInError);

/// Returns a change of each of the credentials that [`reissue`] issues again.
fn each(change: impl Fn(u32) -> StatusChange) -> StatusChanges {
	changes(&(0..MAX_REISSUES).map(|n| (n * 256, change(n))).collect::<Vec<_>>())
}

/// Closes the institution, and has credentials issued again and each of the new ones revoked.
fn taken_back() {
	let by = || signed(CUSTODIANS_OPERATOR);
	closed();
	assert_ok!(dispatch(reissue(MAX_REISSUES), by()));
	for n in 0..MAX_REISSUES {
		let (root, changes) = (hash(3_000 + n), changes(&[(0, REVOKE)]));
		let call = Call::change_statuses_for { institution: HOLDER, root, changes };
		assert_ok!(dispatch(call, by()));
	}
}

/// Has the credentials revoked as well in whose place the new ones stood.
fn revoked_as_well() {
	taken_back();
	assert_ok!(dispatch(change(each(|_| REVOKE)), signed(CUSTODIANS_OPERATOR)));
}

/// Closes the institution, and lets the custodian demand two accounts, of which the first agrees.
fn agreed_by_admin(call: &Call) {
	closed();
	assert_ok!(Credentials::set_dual_authorization(council(), CUSTODIAN, true));
	assert_ok!(dispatch(call.clone(), signed(CUSTODIANS_ADMIN)));
}

#[test]
fn closing_and_appointing_stay_within_their_weights() {
	assert_covered(world(|| ()), close(), council());
	let dismiss = Call::dismiss_custodian { institution: HOLDER };
	assert_covered(world(closed), dismiss, council());
	assert_covered(world(closed), appoint(InstitutionId(3)), council());
	let reinstate = Call::reinstate_institution { institution: HOLDER };
	assert_covered(world(closed), reinstate, council());
}

#[test]
fn calls_in_custody_pay_for_the_logs_of_both_parties() {
	let by = || signed(CUSTODIANS_OPERATOR);
	for (call, origin) in [
		(appoint(InstitutionId(3)), council()),
		(Call::dismiss_custodian { institution: HOLDER }, council()),
		(Call::reinstate_institution { institution: HOLDER }, council()),
		(change(costliest_changes()), by()),
		(reissue(MAX_REISSUES), by()),
	] {
		log::assert_logs_are_paid(world(closed), call, origin);
	}
}

#[test]
fn changes_in_custody_stay_within_their_weight() {
	let by = || signed(CUSTODIANS_OPERATOR);
	let call = change(costliest_changes());
	assert_covered(world(closed), call.clone(), by());
	assert_covered(world(|| agreed_by_admin(&call)), call, by());
	// The traces are there already.
	let ext = world(|| {
		closed();
		let suspend = |n| (n * 256, StatusChange::Suspend);
		let list: Vec<_> = (0..MAX_STATUS_CHANGES).map(suspend).collect();
		assert_ok!(dispatch(change(changes(&list)), by()));
	});
	assert_covered(ext, change(costliest_changes()), by());
}

#[test]
fn reissues_stay_within_their_weight() {
	let by = || signed(CUSTODIANS_OPERATOR);
	let call = reissue(MAX_REISSUES);
	assert_covered(world(closed), call.clone(), by());
	assert_covered(world(|| agreed_by_admin(&call)), call, by());
	// Their successors are there already, and are revoked.
	assert_covered(world(taken_back), reissue_as(4_000, MAX_REISSUES), by());
	// They are revoked themselves as well.
	assert_covered(world(revoked_as_well), reissue_as(4_000, MAX_REISSUES), by());
}

/// Checks the cost of looking whether a successor was issued again, and is taken back.
#[test]
fn exchanges_of_what_was_issued_again_stay_within_their_weight() {
	let by = || signed(CUSTODIANS_OPERATOR);
	let another = |n| {
		let successor = CredentialPointer { institution: HOLDER, root: hash(n), index: 0 };
		StatusChange::NameSuccessor(successor.into())
	};
	let forget = change(each(|_| StatusChange::ForgetSuccessor));
	assert_covered(world(revoked_as_well), change(each(another)), by());
	assert_covered(world(revoked_as_well), forget, by());
}

#[test]
fn calls_in_custody_fit_a_block_and_grow_with_their_lists() {
	let limit = WEIGHT_REF_TIME_PER_SECOND / 4 * 3;
	let check = Check::check_membership().ref_time();
	for call in [change(costliest_changes()), reissue(MAX_REISSUES)] {
		let time = declared(&call).ref_time() + check;
		assert!(time <= limit, "{} takes {time} of {limit}", call.get_call_name());
	}
	let one = (declared_accesses(|| declared(&reissue(1))), declared(&reissue(1)).ref_time());
	let two = (declared_accesses(|| declared(&reissue(2))), declared(&reissue(2)).ref_time());
	assert!(two.0 .0 > one.0 .0 && two.0 .1 >= one.0 .1 + 5 && two.1 > one.1);
	let of = |n: u32| {
		let list: Vec<_> = (0..n).map(|n| (n, StatusChange::Suspend)).collect();
		change(changes(&list))
	};
	let (one, two) = (of(1), of(2));
	let (one, two) = (declared_accesses(|| declared(&one)), declared_accesses(|| declared(&two)));
	assert_eq!(two.1, one.1 + 1, "each change leaves a trace");
	assert_eq!(two.0, one.0 + 1, "and reads what was there");
}
