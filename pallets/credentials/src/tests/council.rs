// SPDX-License-Identifier: Apache-2.0

//! Tests of calls of the council that find what they ask for. The council votes for days, and its
//! motion must not fail as a whole because a part of it is so already.

use super::*;
use crate::{Accounts, Permissions};
use frame_support::{assert_noop, assert_ok, hypothetically};
use testamur_primitives::{AccreditationId, AccreditationState, Scope, Terms};

/// A grant of the agency to the college, which is offered.
const OFFER: AccreditationId = AccreditationId(3);

/// Checks that a call of the council succeeds, changes nothing and deposits no event.
fn changes_nothing(call: Call) {
	let (before, deposited) = (storage(), events().len());
	assert_ok!(dispatch(call.clone(), council()));
	assert_eq!(changed_keys(&before, &storage()), BTreeSet::new(), "{call:?}");
	assert_eq!(events().len(), deposited, "{call:?}");
}

/// Checks that a call of the council succeeds, and changes nothing the second time.
fn once(call: Call) {
	hypothetically!({
		let deposited = events().len();
		assert_ok!(dispatch(call.clone(), council()));
		assert_eq!(events().len(), deposited + 1, "{call:?}");
		set_time(START + DAY);
		changes_nothing(call);
	});
}

fn with_accredited(test: impl FnOnce()) {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let terms = terms(scope(&[COURSE]), true, 0);
		let by = signed(AGENCY_ADMIN);
		assert_ok!(Credentials::offer_accreditation(by, COLLEGE, Some(AGENCY_GRANT), terms));
		test();
	});
}

fn withdraw(accreditation: AccreditationId, void_from: Option<u64>) -> Call {
	Call::withdraw_accreditation { accreditation, void_from }
}

#[test]
fn calls_on_institutions_find_what_they_ask_for() {
	with_accredited(|| {
		let institution = UNIVERSITY;
		let admin = STRANGER;
		once(Call::suspend_institution { institution });
		once(Call::replace_admin { institution, admin });
		once(Call::set_allowance { institution, allowance: 7 });
		once(Call::set_dual_authorization { institution, required: true });
		let name = profile("Another").name;
		once(Call::rename_institution { institution, name, country: *b"NL" });
		let name = profile("University").name;
		once(Call::rename_institution { institution, name, country: *b"SE" });
		once(Call::remove_operator { operator: REGISTRAR });
		changes_nothing(Call::reinstate_institution { institution });
		changes_nothing(Call::replace_admin { institution, admin: UNIVERSITY_ADMIN });
		changes_nothing(Call::set_dual_authorization { institution, required: false });
		assert_ok!(Credentials::suspend_institution(council(), institution));
		once(Call::reinstate_institution { institution });
	});
}

/// Checks that an institution that was suspended first stays suspended since then.
#[test]
fn a_second_suspension_leaves_the_moment_of_the_first() {
	with_accredited(|| {
		assert_ok!(Credentials::suspend_institution(council(), UNIVERSITY));
		assert_ok!(Credentials::suspend_accreditation(council(), UNIVERSITY_GRANT));
		set_time(START + DAY);
		changes_nothing(Call::suspend_institution { institution: UNIVERSITY });
		changes_nothing(Call::suspend_accreditation { accreditation: UNIVERSITY_GRANT });
	});
}

#[test]
fn calls_on_types_find_what_they_ask_for() {
	with_accredited(|| {
		once(Call::retire_type { type_id: COURSE });
		changes_nothing(Call::reinstate_type { type_id: COURSE });
		assert_ok!(Credentials::retire_type(council(), COURSE));
		once(Call::reinstate_type { type_id: COURSE });
	});
}

#[test]
fn calls_on_grants_find_what_they_ask_for() {
	with_accredited(|| {
		let accreditation = AGENCY_GRANT;
		let terms = Terms { valid_until: START + 9 * DAY, ..terms(Scope::Any, false, 2) };
		let valid_until = START + 199 * DAY;
		once(Call::suspend_accreditation { accreditation });
		once(Call::renew_accreditation { accreditation, valid_until });
		once(Call::narrow_accreditation { accreditation, terms });
		for void_from in [None, Some(0), Some(START)] {
			once(withdraw(accreditation, void_from));
		}
		changes_nothing(Call::reinstate_accreditation { accreditation });
		assert_ok!(Credentials::suspend_accreditation(council(), accreditation));
		once(Call::reinstate_accreditation { accreditation });
		assert_ok!(Credentials::withdraw_accreditation(council(), accreditation, Some(START)));
		changes_nothing(Call::suspend_accreditation { accreditation });
		once(withdraw(accreditation, None));
	});
}

/// Checks that the holder of an offer cannot keep the council from taking others back.
#[test]
fn a_declined_offer_is_as_good_as_withdrawn() {
	with_accredited(|| {
		assert_ok!(Credentials::decline_accreditation(signed(COLLEGE_ADMIN), OFFER));
		for void_from in [None, Some(START)] {
			changes_nothing(withdraw(OFFER, void_from));
		}
		let state = Credentials::accreditation(OFFER).unwrap().unwrap().state;
		assert_eq!(state, AccreditationState::Declined { at: START });
	});
}

/// Checks that what is not so already is still an error.
#[test]
fn other_errors_stay() {
	with_accredited(|| {
		let suspend = |accreditation| Call::suspend_accreditation { accreditation };
		let fails = |call, error: Error<Test>| {
			assert_noop!(dispatch(call, council()), sp_runtime::DispatchError::from(error));
		};
		fails(suspend(OFFER), Error::<Test>::AccreditationNotAccepted);
		assert_ok!(Credentials::decline_accreditation(signed(COLLEGE_ADMIN), OFFER));
		fails(suspend(OFFER), Error::<Test>::AccreditationDeclined);
		fails(withdraw(OFFER, Some(START + 1)), Error::<Test>::VoidInFuture);
		let remove = |operator| Call::remove_operator { operator };
		fails(remove(UNIVERSITY_ADMIN), Error::<Test>::OperatorNotFound);
		fails(remove(0), Error::<Test>::AccountUnstated);
		let replace = |institution, admin| Call::replace_admin { institution, admin };
		fails(replace(UNIVERSITY, AGENCY_ADMIN), Error::<Test>::AccountInUse);
		fails(replace(InstitutionId(77), UNIVERSITY_ADMIN), Error::<Test>::InstitutionNotFound);
	});
}

/// Checks that signers learn from an error that they are late.
#[test]
fn signers_are_told() {
	with_accredited(|| {
		let accreditation = UNIVERSITY_GRANT;
		let suspend = Call::suspend_accreditation { accreditation };
		let by = || signed(AGENCY_ADMIN);
		assert_ok!(dispatch(suspend.clone(), by()));
		assert_noop!(dispatch(suspend, by()), Error::<Test>::AlreadySuspended);
		let reinstate = Call::reinstate_accreditation { accreditation };
		assert_ok!(dispatch(reinstate.clone(), by()));
		assert_noop!(dispatch(reinstate, by()), Error::<Test>::NotSuspended);
		assert_ok!(dispatch(withdraw(accreditation, Some(START)), by()));
		let again = dispatch(withdraw(accreditation, Some(START)), by());
		assert_noop!(again, Error::<Test>::VoidUnchanged);
		let remove = Call::remove_operator { operator: STRANGER };
		let refused = dispatch(remove, signed(UNIVERSITY_ADMIN));
		assert_noop!(refused, Error::<Test>::OperatorNotFound);
	});
}

/// Checks that a thief who sees the motion coming cannot make it fail: neither by resigning, nor by
/// handing over to itself, nor by ending what the motion suspends.
#[test]
fn a_thief_does_not_make_the_motion_fail_that_locks_it_out() {
	const THIEF: AccountId = 77;
	let motion = || {
		[
			Call::suspend_institution { institution: AGENCY },
			Call::suspend_accreditation { accreditation: AGENCY_GRANT },
			Call::replace_admin { institution: AGENCY, admin: AGENCY_ADMIN },
			Call::remove_operator { operator: THIEF },
			withdraw(UNIVERSITY_GRANT, Some(START)),
			withdraw(OFFER, None),
		]
	};
	let relinquish = Call::relinquish_accreditation { accreditation: AGENCY_GRANT };
	let decline = Call::decline_accreditation { accreditation: OFFER };
	let tricks = [
		(Call::resign {}, THIEF),
		(relinquish, THIEF),
		(withdraw(UNIVERSITY_GRANT, Some(START)), THIEF),
		(withdraw(UNIVERSITY_GRANT, None), THIEF),
		(withdraw(OFFER, None), THIEF),
		(decline, COLLEGE_ADMIN),
	];
	for (trick, by) in tricks {
		with_accredited(|| {
			let all = Permissions { accredit: true, grave: true, ..Default::default() };
			enlist(AGENCY_ADMIN, THIEF, all);
			assert_ok!(dispatch(trick, signed(by)));
			for call in motion() {
				assert_ok!(dispatch(call, council()));
			}
			assert_eq!(Accounts::<Test>::get(THIEF), None);
		});
	}
}
