// SPDX-License-Identifier: Apache-2.0

//! Comparison of declared weights with the accesses of calls that only the council or two accounts
//! make.

use super::{places::fill_places_with_expired_offers, *};
use crate::Permissions;

/// Lets institutions demand two accounts, and has the first agree to a call.
fn agreed_by(first: AccountId, call: &Call) -> sp_io::TestExternalities {
	world(|| {
		for institution in [InstitutionId(4), HOLDER] {
			assert_ok!(Credentials::set_dual_authorization(council(), institution, true));
		}
		assert_ok!(dispatch(call.clone(), signed(first)));
	})
}

#[test]
fn withdrawing_and_narrowing_by_two_accounts_stay_within_their_weights() {
	let accreditation = GRANT;
	let terms = Terms { valid_until: START + DAY, ..largest_terms(0) };
	for call in [
		Call::withdraw_accreditation { accreditation, void_from: None },
		Call::narrow_accreditation { accreditation, terms },
	] {
		assert_covered(agreed_by(104, &call), call, signed(204));
	}
}

#[test]
fn final_changes_by_one_account_and_by_two_stay_within_their_weight() {
	let root = root(BATCH);
	let call = Call::change_statuses { root, changes: costliest_changes() };
	assert_covered(agreed_by(ADMIN, &call), call, signed(OPERATOR));
	let revoke = StatusChange::Revoke(RevocationReason::Misconduct);
	for count in [1, 16] {
		let list: Vec<_> = (0..count).map(|n| (n * 256, revoke)).collect();
		let call = Call::change_statuses { root, changes: changes(&list) };
		let other = Call::revoke_batch {
			root: hash(0),
			reason: RevocationReason::Misconduct,
			successor: None,
		};
		// The chunks are alike, so that a read of one counts as a read of each.
		let (mut ext, weighed) = (agreed_by(ADMIN, &other), call.clone());
		let real = measured(&mut ext, || dispatch(call, signed(OPERATOR)));
		assert_eq!(real.writes, u64::from(count) + 1);
		let real = Measured { reads: 0, ..real };
		assert_within("change_statuses", &real, || declared(&weighed));
	}
}

/// Checks that the number of an account without the permission for grave acts is one more write, and
/// that an account with it does not write it where one account suffices.
#[test]
fn final_changes_of_a_clerk_stay_within_their_weight() {
	const CLERK: AccountId = 206;
	let revoke = StatusChange::Revoke(RevocationReason::Misconduct);
	let list: Vec<_> = (0..16).map(|n| (n * 256, revoke)).collect();
	for (by, further) in [(CLERK, 1), (OPERATOR, 0)] {
		let call = Call::change_statuses { root: root(BATCH), changes: changes(&list) };
		let permissions = Permissions { change_status: true, ..Default::default() };
		let mut ext = world(|| enlist(ADMIN, CLERK, permissions));
		let weighed = call.clone();
		let real = measured(&mut ext, || dispatch(call, signed(by)));
		assert_eq!(real.writes, 16 + further);
		let real = Measured { reads: 0, ..real };
		assert_within("change_statuses", &real, || declared(&weighed));
	}
}

fn reinstate() -> Call {
	Call::reinstate_accreditation { accreditation: GRANT }
}

fn withdraw() {
	assert_ok!(Credentials::withdraw_accreditation(council(), GRANT, None));
}

#[test]
fn reinstating_a_withdrawn_grant_stays_within_its_weight() {
	assert_covered(world(withdraw), reinstate(), council());
	let ext = world(|| {
		withdraw();
		fill_places_with_expired_offers();
	});
	assert_covered(ext, reinstate(), council());
}

#[test]
fn lifting_a_void_stays_within_its_weight() {
	let accreditation = GRANT;
	let ext = world(|| {
		let void = Some(START);
		assert_ok!(Credentials::withdraw_accreditation(council(), accreditation, void));
	});
	assert_covered(ext, Call::lift_void { accreditation }, council());
}

#[test]
fn reinstating_refunds_what_it_does_not_take_out() {
	let spent = |by: RuntimeOrigin| {
		let call = RuntimeCall::from(reinstate());
		let post = sp_runtime::traits::Dispatchable::dispatch(call, by).unwrap();
		post.actual_weight.unwrap()
	};
	let most = Declared::reinstate_withdrawn(MAX_TAKEN_OUT);
	let suspended = log::of_both_parties(Declared::reinstate_accreditation());
	let none = log::of_both_parties(Declared::reinstate_withdrawn(0));
	let most = log::of_both_parties(most);
	assert_eq!(declared(&reinstate()), most.max(suspended));
	world(|| ()).execute_with(|| {
		assert_ok!(Credentials::suspend_accreditation(signed(204), GRANT));
		assert_eq!(spent(signed(204)), suspended);
		assert_eq!(spent(council()), suspended, "it is active");
		withdraw();
		assert_eq!(spent(council()), none);
		withdraw();
		fill_places_with_expired_offers();
		assert_eq!(spent(council()), most);
	});
}
