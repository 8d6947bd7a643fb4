// SPDX-License-Identifier: Apache-2.0

//! Tests of grave acts: their permission, and the second account that an institution may demand.

use super::*;
use crate::{Accounts, Actor, Acts, Batches, GraveAct, PendingAct, PendingActs, Permissions, Role};
use frame_support::{assert_noop, assert_ok, hypothetically};
use testamur_primitives::{
	limits::{AUTHORIZATION_WINDOW, MAX_OPERATORS, MAX_PENDING_ACTS},
	AccreditationId, Post, RevocationReason, Terms, TypeState,
};

/// An operator of the university with the permission for grave acts alone, and another one.
const WARDEN: AccountId = 24;
const SECOND_WARDEN: AccountId = 25;
const GRAVE: Permissions =
	Permissions { issue: false, change_status: false, accredit: false, grave: true };
const REASON: RevocationReason = RevocationReason::KeyCompromise;

fn revoke(n: u8) -> Call {
	Call::revoke_batch { root: root(n), reason: REASON, successor: None }
}

fn is_revoked(n: u8) -> bool {
	Batches::<Test>::get(UNIVERSITY, root(n)).unwrap().revoked.is_some()
}

fn set_dual(required: bool) -> Call {
	Call::set_dual_authorization { institution: UNIVERSITY, required }
}

/// Returns the number of the university's acts that are pending.
fn pending() -> usize {
	Acts::<Test>::get(UNIVERSITY).len()
}

/// Runs a test in which the university has two wardens, and one account suffices.
fn with_wardens(test: impl FnOnce()) {
	ExtBuilder::default()
		.with_batches(&[anchor(1, 5), anchor(2, 5)])
		.build_and_execute(|| {
			for warden in [WARDEN, SECOND_WARDEN] {
				enlist(UNIVERSITY_ADMIN, warden, GRAVE);
			}
			test();
		});
}

/// Runs a test in which grave acts of the university need two accounts.
fn with_two_needed(test: impl FnOnce()) {
	with_wardens(|| {
		assert_ok!(dispatch(set_dual(true), council()));
		test();
	});
}

#[test]
fn operators_do_not_get_the_permission_by_default() {
	assert!(!Permissions::default().grave);
	let all_others = Permissions { grave: false, ..ALL };
	with_wardens(|| {
		let by = signed(UNIVERSITY_ADMIN);
		assert_ok!(Credentials::set_operator(by, STATUS_CLERK, all_others, None));
		let own_type = Call::retire_type { type_id: COURSE };
		for call in [revoke(1), own_type, set_dual(true)] {
			assert_noop!(dispatch(call, signed(STATUS_CLERK)), Error::<Test>::PermissionDenied);
		}
	});
}

/// Checks that whoever may only accredit neither withdraws nor narrows a grant, and can stop it at
/// once all the same.
#[test]
fn withdrawing_and_narrowing_are_grave() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let accreditation = UNIVERSITY_GRANT;
		enlist(AGENCY_ADMIN, WARDEN, GRAVE);
		let withdraw = |void_from| Call::withdraw_accreditation { accreditation, void_from };
		let terms = Terms { valid_until: START + DAY, ..terms(scope(&[COURSE]), true, 0) };
		let narrow = Call::narrow_accreditation { accreditation, terms };
		for call in [withdraw(None), withdraw(Some(START)), withdraw(Some(START - 1)), narrow] {
			let refused = dispatch(call.clone(), signed(AGENCY_ACCREDITER));
			assert_noop!(refused, Error::<Test>::PermissionDenied);
			assert_ok!(hypothetically!(dispatch(call, signed(WARDEN))));
		}
		let suspend = Call::suspend_accreditation { accreditation };
		assert_ok!(dispatch(suspend, signed(AGENCY_ACCREDITER)));
	});
}

/// Checks that an offer that nobody accepted is taken back by one account that may accredit, and by
/// none that may not.
#[test]
fn taking_an_unanswered_offer_back_is_not_grave() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		enlist(AGENCY_ADMIN, WARDEN, GRAVE);
		assert_ok!(Credentials::set_dual_authorization(council(), AGENCY, true));
		let terms = terms(scope(&[COURSE]), true, 0);
		let by = signed(AGENCY_ACCREDITER);
		let parent = Some(AGENCY_GRANT);
		assert_ok!(Credentials::offer_accreditation(by, COLLEGE, parent, terms));
		let accreditation = AccreditationId(3);
		let withdraw = |void_from| Call::withdraw_accreditation { accreditation, void_from };
		let refused = dispatch(withdraw(None), signed(WARDEN));
		assert_noop!(refused, Error::<Test>::PermissionDenied);
		let refused = dispatch(withdraw(Some(START)), signed(AGENCY_ACCREDITER));
		assert_noop!(refused, Error::<Test>::PermissionDenied);
		hypothetically!({
			assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), accreditation));
			let refused = dispatch(withdraw(None), signed(AGENCY_ACCREDITER));
			assert_noop!(refused, Error::<Test>::PermissionDenied);
		});
		assert_ok!(dispatch(withdraw(None), signed(AGENCY_ACCREDITER)));
		assert_eq!(institution(COLLEGE).held, 0);
	});
}

#[test]
fn one_account_suffices_by_default() {
	with_wardens(|| {
		assert_ok!(dispatch(revoke(1), signed(WARDEN)));
		assert!(is_revoked(1));
		assert_eq!(pending(), 0);
	});
}

/// Checks that one other account is looked at, so that the weight of a grave act has a bound.
#[test]
fn only_the_last_of_several_proposals_counts() {
	with_two_needed(|| {
		let by = || signed(UNIVERSITY_ADMIN);
		let may_not = Permissions { issue: true, ..Default::default() };
		for warden in [WARDEN, SECOND_WARDEN] {
			assert_ok!(dispatch(revoke(1), signed(warden)));
			assert_ok!(Credentials::set_operator(by(), warden, may_not, None));
			assert!(!is_revoked(1), "no account with the permission has agreed");
		}
		assert_eq!(pending(), 2);
		// The first gets its permission back, and its proposal stays out of account.
		assert_ok!(dispatch(set_dual(false), council()));
		assert_ok!(Credentials::set_operator(by(), WARDEN, GRAVE, None));
		assert_ok!(dispatch(set_dual(true), council()));
		assert_ok!(dispatch(revoke(1), by()));
		assert!(!is_revoked(1));
		assert_ok!(dispatch(revoke(1), signed(WARDEN)));
		assert!(is_revoked(1));
	});
}

#[test]
fn a_grave_act_takes_two_accounts_where_they_are_demanded() {
	with_two_needed(|| {
		assert_ok!(dispatch(revoke(1), signed(WARDEN)));
		let event = Event::ActProposed {
			institution: UNIVERSITY,
			act: GraveAct::RevokeBatch { root: root(1), reason: REASON, successor: None },
			by: WARDEN,
			until: START + AUTHORIZATION_WINDOW,
		};
		assert_eq!(last_event(), event);
		assert!(!is_revoked(1));
		// The same account is no second one.
		assert_ok!(dispatch(revoke(1), signed(WARDEN)));
		assert!(!is_revoked(1));
		assert_eq!(pending(), 1);
		set_time(START + AUTHORIZATION_WINDOW - 1);
		assert_ok!(dispatch(revoke(1), signed(SECOND_WARDEN)));
		assert!(is_revoked(1));
		assert_eq!(pending(), 0);
		assert!(!Acts::<Test>::contains_key(UNIVERSITY));
	});
}

#[test]
fn the_admin_is_one_of_the_two() {
	with_two_needed(|| {
		assert_ok!(dispatch(revoke(1), signed(UNIVERSITY_ADMIN)));
		assert!(!is_revoked(1));
		assert_ok!(dispatch(revoke(1), signed(WARDEN)));
		assert!(is_revoked(1));
	});
}

/// Checks that another act, or an act of other arguments, is not what the first account agreed to.
#[test]
fn the_second_account_agrees_to_the_same_act_only() {
	with_two_needed(|| {
		assert_ok!(dispatch(revoke(1), signed(WARDEN)));
		let others = [
			revoke(2),
			Call::revoke_batch {
				root: root(1),
				reason: RevocationReason::IssuedInError,
				successor: None,
			},
			Call::revoke_batch { root: root(1), reason: REASON, successor: Some(root(2)) },
			Call::retire_type { type_id: COURSE },
			set_dual(false),
		];
		for call in others {
			assert_ok!(dispatch(call, signed(SECOND_WARDEN)));
			assert!(!is_revoked(1) && !is_revoked(2));
			assert_eq!(pending(), 2, "one of each account");
		}
		assert!(institution(UNIVERSITY).dual_authorization);
	});
}

#[test]
fn an_agreement_lapses() {
	with_two_needed(|| {
		assert_ok!(dispatch(revoke(1), signed(WARDEN)));
		set_time(START + AUTHORIZATION_WINDOW);
		assert_ok!(dispatch(revoke(1), signed(SECOND_WARDEN)));
		assert!(!is_revoked(1));
		assert_eq!(pending(), 1, "the lapsed one is gone");
		assert_ok!(dispatch(revoke(1), signed(WARDEN)));
		assert!(is_revoked(1));
	});
}

/// Checks that an account that lost the permission, or left, has agreed to nothing.
#[test]
fn the_first_account_must_still_be_permitted() {
	let remove = || {
		assert_ok!(Credentials::remove_operator(signed(UNIVERSITY_ADMIN), UNIVERSITY, WARDEN));
	};
	let demote = || {
		let issue = Permissions { issue: true, ..Default::default() };
		assert_ok!(Credentials::set_operator(signed(UNIVERSITY_ADMIN), WARDEN, issue, None));
	};
	let ways: [&dyn Fn(); 2] = [&remove, &demote];
	for leave in ways {
		with_two_needed(|| {
			assert_ok!(dispatch(revoke(1), signed(WARDEN)));
			leave();
			assert_ok!(dispatch(revoke(1), signed(SECOND_WARDEN)));
			assert!(!is_revoked(1));
		});
	}
}

#[test]
fn an_act_that_fails_stays_pending() {
	with_two_needed(|| {
		assert_ok!(dispatch(revoke(9), signed(WARDEN)));
		assert_noop!(dispatch(revoke(9), signed(SECOND_WARDEN)), Error::<Test>::BatchNotFound);
		assert_eq!(pending(), 1);
	});
}

#[test]
fn every_grave_act_takes_two() {
	with_two_needed(|| {
		let retire = Call::retire_type { type_id: COURSE };
		let entrust = Call::set_operator { operator: REGISTRAR, permissions: ALL, consent: None };
		let state = || Credentials::credential_type(COURSE).unwrap().unwrap().state;
		assert_ok!(dispatch(retire.clone(), signed(WARDEN)));
		assert_eq!(state(), TypeState::Active);
		assert_ok!(dispatch(retire, signed(SECOND_WARDEN)));
		assert_ne!(state(), TypeState::Active);
		let is_entrusted = || Accounts::<Test>::get(REGISTRAR).unwrap().role == Role::Operator(ALL);
		assert_ok!(dispatch(entrust.clone(), signed(UNIVERSITY_ADMIN)));
		assert_noop!(dispatch(entrust.clone(), signed(REGISTRAR)), Error::<Test>::PermissionDenied);
		assert!(!is_entrusted());
		assert_ok!(dispatch(entrust, signed(WARDEN)));
		assert!(is_entrusted());
	});
	// So does the appointment of another admin, here of an operator.
	with_two_needed(|| {
		let consent = consent(REGISTRAR, UNIVERSITY, Post::Admin);
		let hand_over = Call::hand_over { admin: REGISTRAR, consent };
		assert_ok!(dispatch(hand_over.clone(), signed(UNIVERSITY_ADMIN)));
		assert_eq!(institution(UNIVERSITY).admin, UNIVERSITY_ADMIN);
		assert_ok!(dispatch(hand_over, signed(WARDEN)));
		assert_eq!(institution(UNIVERSITY).admin, REGISTRAR);
	});
	ExtBuilder::default().accredited().build_and_execute(|| {
		let accreditation = UNIVERSITY_GRANT;
		let before = crate::Accreditations::<Test>::get(accreditation);
		let is_changed = || crate::Accreditations::<Test>::get(accreditation) != before;
		let withdraw = |void_from| Call::withdraw_accreditation { accreditation, void_from };
		let terms = Terms { valid_until: START + DAY, ..terms(scope(&[COURSE]), true, 0) };
		let narrow = Call::narrow_accreditation { accreditation, terms };
		enlist(AGENCY_ADMIN, WARDEN, GRAVE);
		assert_ok!(Credentials::set_dual_authorization(council(), AGENCY, true));
		for call in [withdraw(Some(START)), withdraw(None), narrow] {
			hypothetically!({
				assert_ok!(dispatch(call.clone(), signed(WARDEN)));
				assert!(!is_changed());
				assert_ok!(dispatch(call, signed(AGENCY_ADMIN)));
				assert!(is_changed());
			});
		}
	});
}

#[test]
fn other_acts_need_one_account() {
	with_two_needed(|| {
		let issue = Permissions { issue: true, ..Default::default() };
		enlist(UNIVERSITY_ADMIN, 77, issue);
		let suspended = changes(&[(0, StatusChange::Suspend)]);
		assert_ok!(Credentials::change_statuses(signed(STATUS_CLERK), root(1), suspended));
		assert_eq!(pending(), 0);
	});
}

/// Checks that two accounts agree to either setting, and that the council needs none of them.
#[test]
fn set_dual_authorization_works() {
	with_wardens(|| {
		for required in [true, false] {
			assert_ok!(dispatch(set_dual(required), signed(WARDEN)));
			assert_eq!(institution(UNIVERSITY).dual_authorization, !required);
			assert_ok!(dispatch(set_dual(required), signed(UNIVERSITY_ADMIN)));
			let by = Actor::Account(UNIVERSITY_ADMIN);
			let event = Event::DualAuthorizationSet { institution: UNIVERSITY, required, by };
			assert_eq!(last_event(), event);
			assert_eq!(institution(UNIVERSITY).dual_authorization, required);
		}
		for required in [true, false] {
			assert_ok!(dispatch(set_dual(required), council()));
			assert_eq!(institution(UNIVERSITY).dual_authorization, required);
		}
	});
}

#[test]
fn set_dual_authorization_is_for_ones_own_institution() {
	with_wardens(|| {
		let of_others = Call::set_dual_authorization { institution: COLLEGE, required: true };
		let refused = dispatch(of_others, signed(WARDEN));
		assert_noop!(refused, Error::<Test>::PermissionDenied);
		let unknown =
			Call::set_dual_authorization { institution: InstitutionId(99), required: true };
		assert_noop!(dispatch(unknown, council()), Error::<Test>::InstitutionNotFound);
	});
}

/// Checks every way in which an account leaves its institution: the act to which it agreed leaves
/// with it, and stays gone when the account comes back.
#[test]
fn an_account_that_leaves_takes_its_pending_act_along() {
	let remove = Call::remove_operator { institution: UNIVERSITY, operator: WARDEN };
	for (leave, by) in [
		(remove.clone(), signed(UNIVERSITY_ADMIN)),
		(remove, council()),
		(Call::resign {}, signed(WARDEN)),
	] {
		with_two_needed(|| {
			assert_ok!(dispatch(revoke(1), signed(WARDEN)));
			assert_ok!(dispatch(revoke(2), signed(SECOND_WARDEN)));
			assert_ok!(dispatch(leave, by));
			assert_eq!(pending(), 1, "that of the other is left");
			assert_ok!(dispatch(set_dual(false), council()));
			enlist(UNIVERSITY_ADMIN, WARDEN, GRAVE);
			assert_ok!(dispatch(set_dual(true), council()));
			assert_ok!(dispatch(revoke(1), signed(UNIVERSITY_ADMIN)));
			assert!(!is_revoked(1), "the account has agreed to nothing since it came back");
			assert_ok!(dispatch(revoke(2), signed(WARDEN)));
			assert!(is_revoked(2));
		});
	}
}

#[test]
fn an_admin_that_leaves_takes_its_pending_act_along() {
	let institution = UNIVERSITY;
	let replace = |admin| {
		assert_ok!(dispatch(Call::replace_admin { institution, admin }, council()));
	};
	let hand_over = |admin| {
		let consent = consent(admin, UNIVERSITY, Post::Admin);
		let call = Call::hand_over { admin, consent };
		assert_ok!(dispatch(call.clone(), signed(WARDEN)));
		assert_ok!(dispatch(call, signed(SECOND_WARDEN)));
	};
	let ways: [&dyn Fn(AccountId); 2] = [&replace, &hand_over];
	for appoint in ways {
		with_two_needed(|| {
			assert_ok!(dispatch(revoke(1), signed(UNIVERSITY_ADMIN)));
			appoint(STRANGER);
			assert_eq!(pending(), 0);
			assert!(!Acts::<Test>::contains_key(UNIVERSITY));
			assert_ok!(dispatch(revoke(1), signed(STRANGER)));
			assert!(!is_revoked(1));
		});
	}
	// An operator that becomes the admin stays, and with it the act.
	with_two_needed(|| {
		assert_ok!(dispatch(revoke(1), signed(WARDEN)));
		replace(WARDEN);
		assert_eq!(pending(), 1);
		assert_ok!(dispatch(revoke(1), signed(SECOND_WARDEN)));
		assert!(is_revoked(1));
	});
}

/// Checks what the council does after a theft of the admin's key. The new admin is alone, and cannot
/// appoint the second account, until the council ends dual authorization for a while.
#[test]
fn a_new_admin_needs_the_council_to_get_a_second_account() {
	const ADMIN: AccountId = 26;
	with_two_needed(|| {
		for warden in [WARDEN, SECOND_WARDEN] {
			assert_ok!(Credentials::remove_operator(signed(UNIVERSITY_ADMIN), UNIVERSITY, warden));
		}
		assert_ok!(Credentials::replace_admin(council(), UNIVERSITY, ADMIN));
		let by = || signed(ADMIN);
		let entrust = || {
			let consent = Some(consent(WARDEN, UNIVERSITY, Post::Operator));
			Call::set_operator { operator: WARDEN, permissions: GRAVE, consent }
		};
		let hand_over = Call::hand_over {
			admin: STRANGER,
			consent: consent(STRANGER, UNIVERSITY, Post::Admin),
		};
		for call in [entrust(), hand_over, set_dual(false), revoke(1)] {
			for _ in 0..2 {
				assert_ok!(dispatch(call.clone(), by()));
				assert_eq!(pending(), 1, "{call:?} waits");
			}
		}
		assert!(!Accounts::<Test>::contains_key(WARDEN) && !is_revoked(1));
		assert_eq!(institution(UNIVERSITY).admin, ADMIN);
		assert!(institution(UNIVERSITY).dual_authorization);

		assert_ok!(dispatch(set_dual(false), council()));
		assert_ok!(dispatch(entrust(), by()));
		for who in [ADMIN, WARDEN] {
			assert_ok!(dispatch(set_dual(true), signed(who)));
		}
		assert!(institution(UNIVERSITY).dual_authorization);
		for who in [ADMIN, WARDEN] {
			assert!(!is_revoked(1));
			assert_ok!(dispatch(revoke(1), signed(who)));
		}
		assert!(is_revoked(1));
	});
}

/// Checks that an act of each account has room, and that accounts which come and go fill nothing.
#[test]
fn every_account_of_an_institution_has_room_for_an_act() {
	with_two_needed(|| {
		assert_ok!(dispatch(set_dual(false), council()));
		for who in 1_000..1_000 + AccountId::from(2 * MAX_OPERATORS) {
			enlist(UNIVERSITY_ADMIN, who, GRAVE);
			assert_ok!(dispatch(set_dual(true), signed(who)));
			assert_ok!(Credentials::remove_operator(signed(UNIVERSITY_ADMIN), UNIVERSITY, who));
			assert_eq!(pending(), 0);
		}
		let places = u64::from(MAX_OPERATORS - institution(UNIVERSITY).operators);
		(1_000..1_000 + places).for_each(|who| enlist(UNIVERSITY_ADMIN, who, GRAVE));
		for operator in [REGISTRAR, STATUS_CLERK] {
			let by = signed(UNIVERSITY_ADMIN);
			assert_ok!(Credentials::set_operator(by, operator, GRAVE, None));
		}
		assert_ok!(dispatch(set_dual(true), council()));
		let of_university = |(who, account): (AccountId, crate::AccountRecord)| {
			(account.institution == UNIVERSITY).then_some(who)
		};
		let all: Vec<_> = Accounts::<Test>::iter().filter_map(of_university).collect();
		for (n, who) in (0..).zip(all) {
			assert_ok!(dispatch(revoke(n), signed(who)));
		}
		assert_eq!(pending(), MAX_PENDING_ACTS as usize);
	});
}

/// Checks the bound of the record itself. No sequence of calls leads to it.
#[test]
fn pending_acts_are_bounded() {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build().execute_with(|| {
		let act = |n| PendingAct { act: Default::default(), by: 1_000 + n, until: START + 1 };
		let acts: Vec<_> = (0..AccountId::from(MAX_PENDING_ACTS)).map(act).collect();
		Acts::<Test>::insert(UNIVERSITY, PendingActs::<Test>::try_from(acts).unwrap());
		let propose = || dispatch(set_dual(true), signed(UNIVERSITY_ADMIN));
		assert_noop!(propose(), Error::<Test>::TooManyPendingActs);
		set_time(START + 1);
		assert_ok!(propose());
		assert_eq!(pending(), 1);
	});
}
