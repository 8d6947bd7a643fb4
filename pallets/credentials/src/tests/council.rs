// SPDX-License-Identifier: Apache-2.0

//! Tests of calls of the council that find what they ask for. The council votes for days, and its
//! motion must not fail as a whole because a part of it is so already.

use super::*;
use crate::{Accounts, Permissions, Role};
use frame_support::{assert_noop, assert_ok, hypothetically};
use testamur_primitives::{AccreditationId, AccreditationState, Post, Scope, Terms};

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
		once(Call::close_institution { institution });
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

#[test]
fn calls_on_custody_find_what_they_ask_for() {
	with_accredited(|| {
		let (institution, custodian) = (UNIVERSITY, COLLEGE);
		changes_nothing(Call::dismiss_custodian { institution });
		assert_ok!(Credentials::close_institution(council(), institution));
		changes_nothing(Call::suspend_institution { institution });
		let until = START + 9 * DAY;
		let appoint = Call::appoint_custodian {
			institution,
			custodian,
			until,
			status_changes: 7,
			reissues: 3,
		};
		once(appoint.clone());
		assert_ok!(dispatch(appoint, council()));
		once(Call::dismiss_custodian { institution });
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
		// It takes over what a grantor suspended.
		let by = signed(AGENCY_ADMIN);
		assert_ok!(Credentials::suspend_accreditation(by, UNIVERSITY_GRANT));
		once(Call::suspend_accreditation { accreditation: UNIVERSITY_GRANT });
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

/// Checks that a thief with an operator's key who sees the motion coming cannot make it fail: neither
/// by resigning nor by ending what the motion names.
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

/// The accounts of a thief who has the key of the agency's admin.
const THIEFS: [AccountId; 2] = [77, 78];
/// The account that the council makes the agency's admin in its place.
const SUCCESSOR: AccountId = 79;
const ALL_BUT_ISSUE: Permissions =
	Permissions { issue: false, change_status: true, accredit: true, grave: true };

/// Runs a test in which a thief of the agency's admin has enlisted an account of its own.
fn with_a_thief(test: impl FnOnce()) {
	with_accredited(|| {
		enlist(AGENCY_ADMIN, THIEFS[0], ALL_BUT_ISSUE);
		test();
	});
}

fn remove(operator: AccountId) -> Call {
	Call::remove_operator { operator }
}

fn replace_the_admin() -> Call {
	Call::replace_admin { institution: AGENCY, admin: SUCCESSOR }
}

/// Makes the calls of a motion, up to the first that fails.
fn decide(motion: impl IntoIterator<Item = Call>) -> sp_runtime::DispatchResult {
	motion.into_iter().try_for_each(|call| dispatch(call, council()))
}

/// Has the thief make its first account the admin.
fn hand_over() {
	let consent = consent(THIEFS[0], AGENCY, Post::Admin);
	let call = Call::hand_over { admin: THIEFS[0], consent };
	assert_ok!(dispatch(call, signed(AGENCY_ADMIN)));
}

/// Returns the accounts that serve the agency.
fn accounts_of_the_agency() -> BTreeSet<AccountId> {
	let serves = |(who, account): (AccountId, crate::AccountRecord)| {
		(account.institution == AGENCY).then_some(who)
	};
	Accounts::<Test>::iter().filter_map(serves).collect()
}

/// Checks that a thief of the admin's key makes a motion fail that removes its operator before it
/// replaces the admin, and not one that does so in the other order.
#[test]
fn a_motion_replaces_the_admin_before_it_removes_operators() {
	with_a_thief(|| {
		hand_over();
		let admin = Accounts::<Test>::get(THIEFS[0]).unwrap();
		assert_eq!((admin.institution, admin.role), (AGENCY, Role::Admin));
		hypothetically!({
			let failed = decide([remove(THIEFS[0]), replace_the_admin()]);
			assert_eq!(failed, Err(Error::<Test>::OperatorNotFound.into()));
		});
		assert_ok!(decide([replace_the_admin(), remove(THIEFS[0])]));
		assert_eq!(Accounts::<Test>::get(THIEFS[0]), None);
		assert_eq!(institution(AGENCY).admin, SUCCESSOR);
	});
}

/// Checks that one motion for everything lets back in whom the thief has enlisted while the council
/// voted.
#[test]
fn a_motion_that_also_reinstates_lets_an_unnamed_account_back() {
	with_a_thief(|| {
		enlist(AGENCY_ADMIN, THIEFS[1], ALL_BUT_ISSUE);
		assert_ok!(decide([
			Call::suspend_institution { institution: AGENCY },
			replace_the_admin(),
			remove(THIEFS[0]),
			Call::reinstate_institution { institution: AGENCY },
		]));
		assert!(accounts_of_the_agency().contains(&THIEFS[1]));
		let void = withdraw(UNIVERSITY_GRANT, Some(START));
		assert_ok!(dispatch(void, signed(THIEFS[1])));
	});
}

/// Checks that the order in which the council goes leaves a thief no way: neither by enlisting
/// another account, nor by handing over, before the suspension or after it.
#[test]
fn a_suspension_first_leaves_a_thief_no_account() {
	for hands_over in [false, true] {
		with_a_thief(|| {
			// What the thief does while the council votes about the suspension.
			enlist(AGENCY_ADMIN, THIEFS[1], ALL_BUT_ISSUE);
			if hands_over {
				hand_over();
			}
			assert_ok!(decide([Call::suspend_institution { institution: AGENCY }]));
			let admin = if hands_over { THIEFS[0] } else { AGENCY_ADMIN };
			let operator = 80;
			let permissions = ALL_BUT_ISSUE;
			let consented = Some(consent(operator, AGENCY, Post::Operator));
			let another = Call::set_operator { operator, permissions, consent: consented };
			let consent = consent(operator, AGENCY, Post::Admin);
			for call in [another, Call::hand_over { admin: operator, consent }] {
				let refused = dispatch(call, signed(admin));
				assert_noop!(refused, Error::<Test>::InstitutionSuspended);
			}
			let found = accounts_of_the_agency();
			assert!(found.contains(&THIEFS[0]) && found.contains(&THIEFS[1]));
			assert_ok!(decide([replace_the_admin(), remove(THIEFS[0]), remove(THIEFS[1])]));
			assert_eq!(accounts_of_the_agency(), BTreeSet::from([SUCCESSOR, AGENCY_ACCREDITER]));
			assert_ok!(decide([Call::reinstate_institution { institution: AGENCY }]));
			for thief in [AGENCY_ADMIN, THIEFS[0], THIEFS[1]] {
				let void = withdraw(UNIVERSITY_GRANT, Some(START));
				assert_noop!(dispatch(void, signed(thief)), Error::<Test>::NotAMember);
			}
		});
	}
}

/// Checks that a motion which lifts a void withdraws a grant that another motion has reinstated
/// meanwhile, and that one which reinstates it as well does not.
#[test]
fn a_motion_lifts_a_void_and_reinstates_in_one() {
	let lift = || withdraw(UNIVERSITY_GRANT, None);
	let reinstate = || Call::reinstate_accreditation { accreditation: UNIVERSITY_GRANT };
	let state = || Credentials::accreditation(UNIVERSITY_GRANT).unwrap().unwrap().state;
	with_accredited(|| {
		assert_ok!(decide([withdraw(UNIVERSITY_GRANT, Some(START))]));
		assert_ok!(decide([lift(), reinstate()]));
		assert_eq!(state(), AccreditationState::Active);
		hypothetically!({
			assert_ok!(decide([lift()]));
			assert_eq!(state(), AccreditationState::Withdrawn { at: START, void_from: None });
		});
		assert_ok!(decide([lift(), reinstate()]));
		assert_eq!(state(), AccreditationState::Active);
	});
}
