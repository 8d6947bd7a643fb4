// SPDX-License-Identifier: Apache-2.0

//! Tests of calls of the council that find what they ask for. The council votes for days, and its
//! motion must not fail as a whole because a part of it is so already.

use super::*;
use crate::{Accounts, Permissions, Role};
use frame_support::{assert_noop, assert_ok, hypothetically};
use testamur_primitives::{
	AccreditationId, AccreditationState, KeyEnd, KeyPurpose, Post, PublicKey, Scope, Terms,
};

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
		once(Call::remove_operator { institution, operator: REGISTRAR });
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
		changes_nothing(Call::lift_void { accreditation });
		changes_nothing(Call::reinstate_accreditation { accreditation });
		// It takes over what a grantor suspended.
		let by = signed(AGENCY_ADMIN);
		assert_ok!(Credentials::suspend_accreditation(by, UNIVERSITY_GRANT));
		once(Call::suspend_accreditation { accreditation: UNIVERSITY_GRANT });
		assert_ok!(Credentials::suspend_accreditation(council(), accreditation));
		once(Call::reinstate_accreditation { accreditation });
		assert_ok!(Credentials::withdraw_accreditation(council(), accreditation, Some(START)));
		changes_nothing(Call::suspend_accreditation { accreditation });
		once(Call::lift_void { accreditation });
	});
}

#[test]
fn calls_on_document_keys_find_what_they_ask_for() {
	with_accredited(|| {
		let (institution, purpose) = (UNIVERSITY, KeyPurpose::Credentials);
		let [used, retired] = [1, 2].map(|n| PublicKey::Ed25519([n; 32]));
		let by = || signed(UNIVERSITY_ADMIN);
		for key in [used, retired] {
			assert_ok!(Credentials::add_document_key(by(), key, purpose));
		}
		assert_ok!(Credentials::retire_document_key(by(), retired));
		set_time(START + DAY / 2);
		let declare = |key, since| Call::declare_compromised { institution, key, since };
		let reinstate = |key, end| Call::reinstate_document_key { institution, key, end };
		once(declare(used, START));
		once(reinstate(retired, KeyEnd::Never));
		once(reinstate(retired, KeyEnd::At(START + 1)));
		changes_nothing(Call::lift_compromise { institution, key: used });
		changes_nothing(reinstate(used, KeyEnd::Never));
		changes_nothing(reinstate(retired, KeyEnd::At(START)));
		assert_ok!(dispatch(declare(used, START), council()));
		once(declare(used, START + 1));
		once(Call::lift_compromise { institution, key: used });
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
		let lift = |accreditation| Call::lift_void { accreditation };
		fails(lift(AccreditationId(77)), Error::<Test>::AccreditationNotFound);
		let remove = |institution, operator| Call::remove_operator { institution, operator };
		fails(remove(UNIVERSITY, UNIVERSITY_ADMIN), Error::<Test>::OperatorNotFound);
		fails(remove(UNIVERSITY, 0), Error::<Test>::AccountUnstated);
		for unknown in [InstitutionId(0), InstitutionId(77)] {
			fails(remove(unknown, REGISTRAR), Error::<Test>::InstitutionNotFound);
		}
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
		let remove = |institution| Call::remove_operator { institution, operator: STRANGER };
		let refused = dispatch(remove(UNIVERSITY), signed(UNIVERSITY_ADMIN));
		assert_noop!(refused, Error::<Test>::OperatorNotFound);
		let refused = dispatch(remove(AGENCY), signed(UNIVERSITY_ADMIN));
		assert_noop!(refused, Error::<Test>::PermissionDenied);
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
			remove(THIEF),
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
	Call::remove_operator { institution: AGENCY, operator }
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

/// Checks that a grantor who renews or narrows further than a motion asks for does not make it fail,
/// and that one which asks for something else is refused.
#[test]
fn a_grantor_that_goes_further_does_not_make_a_motion_fail() {
	with_accredited(|| {
		let accreditation = UNIVERSITY_GRANT;
		let terms = |days| Terms {
			valid_until: START + days * DAY,
			..terms(scope(&[COURSE, OTHER_COURSE]), true, 0)
		};
		let narrow = |terms| Call::narrow_accreditation { accreditation, terms };
		let renew =
			|days| Call::renew_accreditation { accreditation, valid_until: START + days * DAY };
		let by_agency = |call| {
			assert_ok!(dispatch(call, signed(AGENCY_ADMIN)));
		};
		let narrower = || Terms { scope: scope(&[COURSE]), ..terms(10) };
		by_agency(narrow(narrower()));
		for days in [10, 11, 20] {
			changes_nothing(narrow(terms(days)));
		}
		by_agency(renew(30));
		for days in [11, 20, 30] {
			changes_nothing(renew(days));
		}
		for other in [terms(29), Terms { scope: scope(&[OTHER_COURSE]), ..terms(30) }] {
			let refused = dispatch(narrow(other), council());
			assert_noop!(refused, Error::<Test>::NotNarrower);
		}
		set_time(START + 20 * DAY);
		assert_noop!(dispatch(renew(20), council()), Error::<Test>::RenewalNotLater);
	});
}

/// Checks that an accomplice who takes a thief's account into another institution neither makes the
/// motion against the thief fail nor has the motion reach into that institution.
#[test]
fn a_motion_does_not_reach_into_another_institution() {
	let thief = THIEFS[0];
	let enlisted: &dyn Fn() = &|| enlist(COLLEGE_ADMIN, thief, ALL_BUT_ISSUE);
	let made_admin: &dyn Fn() = &|| {
		let call = Call::hand_over { admin: thief, consent: consent(thief, COLLEGE, Post::Admin) };
		assert_ok!(dispatch(call, signed(COLLEGE_ADMIN)));
	};
	for taken in [enlisted, made_admin] {
		with_a_thief(|| {
			assert_ok!(dispatch(Call::resign {}, signed(thief)));
			taken();
			let before = Accounts::<Test>::get(thief);
			assert_eq!(before.as_ref().map(|account| account.institution), Some(COLLEGE));
			let suspend = Call::suspend_institution { institution: AGENCY };
			assert_ok!(decide([suspend, replace_the_admin(), remove(thief)]));
			assert_eq!(Accounts::<Test>::get(thief), before);
		});
	}
}

/// Checks that a motion which lifts a void leaves a grant alone that another motion has reinstated
/// meanwhile, and that of two motions for both the second finds what it asks for.
#[test]
fn a_motion_lifts_a_void_and_leaves_the_rest_alone() {
	let lift = || Call::lift_void { accreditation: UNIVERSITY_GRANT };
	let reinstate = || Call::reinstate_accreditation { accreditation: UNIVERSITY_GRANT };
	let state = || Credentials::accreditation(UNIVERSITY_GRANT).unwrap().unwrap().state;
	with_accredited(|| {
		assert_ok!(decide([withdraw(UNIVERSITY_GRANT, Some(START))]));
		assert_ok!(decide([lift(), reinstate()]));
		assert_eq!(state(), AccreditationState::Active);
		for call in [lift(), reinstate()] {
			changes_nothing(call);
		}
		assert_eq!(state(), AccreditationState::Active);
	});
}
