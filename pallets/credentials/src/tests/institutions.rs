// SPDX-License-Identifier: Apache-2.0

//! Tests of institutions: registration, names, suspension, admin, allowance, operators. Consents
//! have a file of their own.

use super::*;
use crate::{AccountRecord, Accounts, Actor, NextInstitutionId, Permissions, Role};
use frame_support::{assert_noop, assert_ok};
use testamur_primitives::{
	limits::MAX_OPERATORS, records::Name, Institution, InstitutionState, Post, Profile,
	RevocationReason,
};

const NEWCOMER: AccountId = 40;

fn register(profile: Profile, admin: AccountId) -> Call {
	Call::register_institution { profile, admin, allowance: 100 }
}

/// Returns a call that changes the permissions of an operator.
fn set_operator(operator: AccountId, permissions: Permissions) -> Call {
	Call::set_operator { operator, permissions, consent: None }
}

/// Returns a call that adds an operator of the college with its consent.
fn enlist_for_college(operator: AccountId, permissions: Permissions) -> Call {
	let consent = Some(consent(operator, COLLEGE, Post::Operator));
	Call::set_operator { operator, permissions, consent }
}

fn rename(institution: InstitutionId, name: Name, country: [u8; 2]) -> Call {
	Call::rename_institution { institution, name, country }
}

fn with_uri(uri: &[u8]) -> Profile {
	Profile { uri: uri.to_vec().try_into().unwrap(), ..profile("School") }
}

fn with_name(name: &[u8]) -> Profile {
	Profile { name: name.to_vec().try_into().unwrap(), ..profile("School") }
}

/// Returns a profile for every way in which one can be malformed, with the error for it.
fn malformed() -> Vec<(Profile, Error<Test>)> {
	let name = |text: &str| with_name(text.as_bytes());
	vec![
		(name(""), Error::<Test>::NameEmpty),
		(with_name(b"\xff"), Error::<Test>::NameNotUtf8),
		(name("Univ\u{202e}ersity"), Error::<Test>::NameUnprintable),
		(name("Univ\u{200b}ersity"), Error::<Test>::NameUnprintable),
		(name("Univ\0ersity"), Error::<Test>::NameUnprintable),
		(name("\u{feff}University"), Error::<Test>::NameUnprintable),
		(name("University\u{e0041}"), Error::<Test>::NameUnprintable),
		(name("The  University"), Error::<Test>::NameWhiteSpace),
		(name(" University"), Error::<Test>::NameWhiteSpace),
		(name("University "), Error::<Test>::NameWhiteSpace),
		(name(" "), Error::<Test>::NameWhiteSpace),
		(name("The\u{a0}University"), Error::<Test>::NameWhiteSpace),
		(name("\u{301}University"), Error::<Test>::NameBeginsWithMark),
		(with_uri("https://exämple.org".as_bytes()), Error::<Test>::UriNotAscii),
		(with_uri(b"https://example.org/a b"), Error::<Test>::UriUnprintable),
		(with_uri(b"https://example.org\n"), Error::<Test>::UriUnprintable),
		(Profile { country: *b"nl", ..profile("School") }, Error::<Test>::CountryInvalid),
		(Profile { country: *b"N1", ..profile("School") }, Error::<Test>::CountryInvalid),
		(Profile { country: [0; 2], ..profile("School") }, Error::<Test>::CountryInvalid),
	]
}

#[test]
fn register_institution_works() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(dispatch(register(profile("Agency"), AGENCY_ADMIN), council()));
		let record = Institution {
			profile: profile("Agency"),
			admin: AGENCY_ADMIN,
			state: InstitutionState::Active,
			registered_at: START,
			allowance: 100,
			operators: 0,
			held: 0,
			dual_authorization: false,
			custody: None,
		};
		assert_eq!(institution(AGENCY), record);
		let account = AccountRecord { institution: AGENCY, role: Role::Admin };
		assert_eq!(Accounts::<Test>::get(AGENCY_ADMIN), Some(account));
		let event = Event::InstitutionRegistered {
			institution: AGENCY,
			profile: profile("Agency"),
			admin: AGENCY_ADMIN,
			allowance: 100,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn register_institution_works_without_a_uri() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(dispatch(register(with_uri(b""), AGENCY_ADMIN), council()));
	});
}

#[test]
fn register_institution_numbers_from_one_without_a_gap() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_noop!(
			dispatch(register(profile("School"), AGENCY_ADMIN), council()),
			Error::<Test>::AccountInUse
		);
		assert_ok!(dispatch(register(profile("School"), NEWCOMER), council()));
		assert_eq!(institution(InstitutionId(4)).admin, NEWCOMER);
	});
}

#[test]
fn register_institution_fails_if_profile_malformed() {
	ExtBuilder::default().build_and_execute(|| {
		for (profile, error) in malformed() {
			assert_noop!(dispatch(register(profile, NEWCOMER), council()), error);
		}
	});
}

#[test]
fn register_institution_fails_if_account_serves_already() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for taken in [AGENCY_ADMIN, REGISTRAR] {
			let call = register(profile("School"), taken);
			assert_noop!(dispatch(call, council()), Error::<Test>::AccountInUse);
		}
	});
}

#[test]
fn register_institution_fails_if_numbers_used_up() {
	ExtBuilder::default().build().execute_with(|| {
		NextInstitutionId::<Test>::put(u32::MAX);
		let call = register(profile("School"), NEWCOMER);
		assert_noop!(dispatch(call, council()), Error::<Test>::IdsExhausted);
	});
}

#[test]
fn an_account_can_sign_without_a_balance_and_keeps_its_nonce() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_eq!(System::account(REGISTRAR).sufficients, 1);
		assert_eq!(System::account(REGISTRAR).nonce, 1);
		System::inc_account_nonce(REGISTRAR);
		let operator = REGISTRAR;
		assert_ok!(dispatch(remove(UNIVERSITY, operator), signed(UNIVERSITY_ADMIN)));
		assert_eq!(System::account(REGISTRAR).nonce, 2);
		enlist(AGENCY_ADMIN, REGISTRAR, ALL);
		// Its consent raises the nonce, too.
		assert_eq!(System::account(REGISTRAR).nonce, 3);
		assert_eq!(System::account(REGISTRAR).sufficients, 1);
	});
}

#[test]
fn set_home_page_works() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for uri in [with_uri(b"https://university.example").uri, with_uri(b"").uri] {
			let call = Call::set_home_page { uri: uri.clone() };
			assert_ok!(dispatch(call, signed(UNIVERSITY_ADMIN)));
			let expected = Profile { uri: uri.clone(), ..profile("University") };
			assert_eq!(institution(UNIVERSITY).profile, expected);
			assert_eq!(
				last_event(),
				Event::HomePageSet { institution: UNIVERSITY, uri, by: UNIVERSITY_ADMIN }
			);
		}
	});
}

#[test]
fn set_home_page_fails_if_malformed() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let bad_uri = |error: &Error<Test>| {
			matches!(error, Error::<Test>::UriNotAscii | Error::<Test>::UriUnprintable)
		};
		for (profile, error) in malformed().into_iter().filter(|(_, error)| bad_uri(error)) {
			let call = Call::set_home_page { uri: profile.uri };
			assert_noop!(dispatch(call, signed(UNIVERSITY_ADMIN)), error);
		}
	});
}

#[test]
fn rename_institution_works() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let (name, country) = (profile("Universität").name, *b"DE");
		assert_ok!(dispatch(rename(UNIVERSITY, name.clone(), country), council()));
		let expected = Profile { country, ..profile("Universität") };
		assert_eq!(institution(UNIVERSITY).profile, expected);
		let event = Event::InstitutionRenamed { institution: UNIVERSITY, name, country };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn rename_institution_fails_if_malformed() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let bad_uri = |error: &Error<Test>| {
			matches!(error, Error::<Test>::UriNotAscii | Error::<Test>::UriUnprintable)
		};
		for (profile, error) in malformed().into_iter().filter(|(_, error)| !bad_uri(error)) {
			let call = rename(UNIVERSITY, profile.name, profile.country);
			assert_noop!(dispatch(call, council()), error);
		}
	});
}

#[test]
fn an_admin_cannot_take_the_name_of_another_institution() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let call = rename(COLLEGE, profile("University").name, *b"NL");
		assert_noop!(dispatch(call, signed(COLLEGE_ADMIN)), sp_runtime::traits::BadOrigin);
		let uri = profile("University").uri;
		assert_ok!(dispatch(Call::set_home_page { uri }, signed(COLLEGE_ADMIN)));
		assert_eq!(institution(COLLEGE).profile, profile("College"));
	});
}

#[test]
fn suspend_institution_works() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		set_time(START + DAY);
		let institution = UNIVERSITY;
		assert_ok!(dispatch(Call::suspend_institution { institution }, council()));
		let state = InstitutionState::Suspended { since: START + DAY };
		assert_eq!(super::institution(UNIVERSITY).state, state);
		assert_eq!(last_event(), Event::InstitutionSuspended { institution });
	});
}

#[test]
fn suspend_institution_stops_its_accounts_and_leaves_its_records() {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build_and_execute(|| {
		let batch = Credentials::batch(UNIVERSITY, root(1));
		assert_ok!(Credentials::suspend_institution(council(), UNIVERSITY));
		let anchors =
			Call::anchor { accreditation: UNIVERSITY_GRANT, type_id: COURSE, anchor: anchor(2, 1) };
		assert_noop!(dispatch(anchors, signed(REGISTRAR)), Error::<Test>::InstitutionSuspended);
		let reason = RevocationReason::KeyCompromise;
		let revokes = Call::revoke_batch { root: root(1), reason, successor: None };
		assert_noop!(dispatch(revokes, signed(STATUS_CLERK)), Error::<Test>::InstitutionSuspended);
		assert_eq!(Credentials::batch(UNIVERSITY, root(1)), batch);
	});
}

#[test]
fn reinstate_institution_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(Credentials::suspend_institution(council(), UNIVERSITY));
		let institution = UNIVERSITY;
		assert_ok!(dispatch(Call::reinstate_institution { institution }, council()));
		assert_eq!(super::institution(UNIVERSITY).state, InstitutionState::Active);
		assert_eq!(last_event(), Event::InstitutionReinstated { institution });
		let by = signed(REGISTRAR);
		assert_ok!(Credentials::anchor(by, UNIVERSITY_GRANT, COURSE, anchor(1, 1)));
	});
}

#[test]
fn replace_admin_works() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let call = Call::replace_admin { institution: UNIVERSITY, admin: NEWCOMER };
		assert_ok!(dispatch(call, council()));
		assert_eq!(institution(UNIVERSITY).admin, NEWCOMER);
		assert_eq!(Accounts::<Test>::get(UNIVERSITY_ADMIN), None);
		let event = Event::AdminReplaced {
			institution: UNIVERSITY,
			former: UNIVERSITY_ADMIN,
			admin: NEWCOMER,
			by: Actor::Council,
		};
		assert_eq!(last_event(), event);
		let by_former = dispatch(set_operator(STRANGER, ALL), signed(UNIVERSITY_ADMIN));
		assert_noop!(by_former, Error::<Test>::NotAMember);
	});
}

#[test]
fn replace_admin_works_with_an_operator() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_eq!(institution(UNIVERSITY).operators, 2);
		let call = Call::replace_admin { institution: UNIVERSITY, admin: REGISTRAR };
		assert_ok!(dispatch(call, council()));
		assert_eq!(institution(UNIVERSITY).admin, REGISTRAR);
		assert_eq!(institution(UNIVERSITY).operators, 1);
		enlist(REGISTRAR, UNIVERSITY_ADMIN, ALL);
	});
}

#[test]
fn replace_admin_fails_if_account_in_use() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for admin in [AGENCY_ADMIN, AGENCY_ACCREDITER] {
			let call = Call::replace_admin { institution: UNIVERSITY, admin };
			assert_noop!(dispatch(call, council()), Error::<Test>::AccountInUse);
		}
	});
}

#[test]
fn set_allowance_works() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let institution = UNIVERSITY;
		for allowance in [0, u32::MAX] {
			assert_ok!(dispatch(Call::set_allowance { institution, allowance }, council()));
			assert_eq!(super::institution(UNIVERSITY).allowance, allowance);
			assert_eq!(last_event(), Event::AllowanceSet { institution, allowance });
		}
	});
}

#[test]
fn the_councils_calls_fail_if_institution_not_found() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for institution in [InstitutionId(0), InstitutionId(4), InstitutionId(u32::MAX)] {
			let calls = [
				Call::suspend_institution { institution },
				Call::reinstate_institution { institution },
				Call::replace_admin { institution, admin: NEWCOMER },
				Call::set_allowance { institution, allowance: 1 },
				rename(institution, profile("Name").name, *b"NL"),
			];
			for call in calls {
				assert_noop!(dispatch(call, council()), Error::<Test>::InstitutionNotFound);
			}
		}
	});
}

#[test]
fn set_operator_works() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let (operator, permissions) = (NEWCOMER, ALL);
		let call = enlist_for_college(operator, permissions);
		assert_ok!(dispatch(call, signed(COLLEGE_ADMIN)));
		let role = Role::Operator(permissions);
		let account = AccountRecord { institution: COLLEGE, role };
		assert_eq!(Accounts::<Test>::get(operator), Some(account));
		assert_eq!(institution(COLLEGE).operators, 1);
		assert_eq!(
			last_event(),
			Event::OperatorSet { institution: COLLEGE, operator, permissions, by: COLLEGE_ADMIN }
		);
	});
}

#[test]
fn set_operator_works_to_change_permissions() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let permissions = Permissions { change_status: true, ..Default::default() };
		assert_ok!(dispatch(set_operator(REGISTRAR, permissions), signed(UNIVERSITY_ADMIN)));
		assert_eq!(institution(UNIVERSITY).operators, 2);
		let role = Role::Operator(permissions);
		let account = AccountRecord { institution: UNIVERSITY, role };
		assert_eq!(Accounts::<Test>::get(REGISTRAR), Some(account));
	});
}

#[test]
fn set_operator_fails_if_no_permissions() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for operator in [NEWCOMER, REGISTRAR] {
			let call = set_operator(operator, Permissions::default());
			assert_noop!(dispatch(call, signed(UNIVERSITY_ADMIN)), Error::<Test>::NoPermissions);
		}
	});
}

#[test]
fn set_operator_fails_if_account_in_use() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for operator in [UNIVERSITY_ADMIN, AGENCY_ADMIN, AGENCY_ACCREDITER] {
			let consent = Some(consent(operator, UNIVERSITY, Post::Operator));
			for consent in [None, consent] {
				let call = Call::set_operator { operator, permissions: ALL, consent };
				assert_noop!(dispatch(call, signed(UNIVERSITY_ADMIN)), Error::<Test>::AccountInUse);
			}
		}
	});
}

#[test]
fn set_operator_fails_if_too_many() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let first = 1_000;
		for operator in first..first + u64::from(MAX_OPERATORS) {
			assert_ok!(dispatch(enlist_for_college(operator, ALL), signed(COLLEGE_ADMIN)));
		}
		let by = || signed(COLLEGE_ADMIN);
		let one_more = enlist_for_college(NEWCOMER, ALL);
		assert_noop!(dispatch(one_more.clone(), by()), Error::<Test>::TooManyOperators);
		assert_ok!(dispatch(set_operator(first, ALL), by()));
		assert_ok!(dispatch(remove(COLLEGE, first), by()));
		assert_ok!(dispatch(one_more, by()));
	});
}

fn remove(institution: InstitutionId, operator: AccountId) -> Call {
	Call::remove_operator { institution, operator }
}

#[test]
fn remove_operator_works() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let (institution, operator) = (UNIVERSITY, REGISTRAR);
		assert_ok!(dispatch(remove(UNIVERSITY, operator), signed(UNIVERSITY_ADMIN)));
		assert_eq!(Accounts::<Test>::get(operator), None);
		assert_eq!(super::institution(UNIVERSITY).operators, 1);
		let by = Actor::Account(UNIVERSITY_ADMIN);
		assert_eq!(last_event(), Event::OperatorRemoved { institution, operator, by });
	});
}

#[test]
fn remove_operator_works_for_the_council_also_while_suspended() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(Credentials::suspend_institution(council(), UNIVERSITY));
		let (institution, operator) = (UNIVERSITY, REGISTRAR);
		assert_ok!(dispatch(remove(UNIVERSITY, operator), council()));
		assert_eq!(Accounts::<Test>::get(operator), None);
		let by = Actor::Council;
		assert_eq!(last_event(), Event::OperatorRemoved { institution, operator, by });
	});
}

#[test]
fn remove_operator_fails_if_not_found() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for operator in [STRANGER, UNIVERSITY_ADMIN, AGENCY_ADMIN, AGENCY_ACCREDITER] {
			let refused = dispatch(remove(UNIVERSITY, operator), signed(UNIVERSITY_ADMIN));
			assert_noop!(refused, Error::<Test>::OperatorNotFound);
		}
		let of_others = dispatch(remove(AGENCY, AGENCY_ACCREDITER), signed(UNIVERSITY_ADMIN));
		assert_noop!(of_others, Error::<Test>::PermissionDenied);
		// A motion that names an admin means another call.
		let by_council = dispatch(remove(UNIVERSITY, UNIVERSITY_ADMIN), council());
		assert_noop!(by_council, Error::<Test>::OperatorNotFound);
	});
}

#[test]
fn resign_works_also_while_suspended() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let institution = UNIVERSITY;
		let resigns = |operator: AccountId, left: u32| {
			assert_ok!(dispatch(Call::resign {}, signed(operator)));
			assert_eq!(Accounts::<Test>::get(operator), None);
			assert_eq!(super::institution(UNIVERSITY).operators, left);
			let by = Actor::Account(operator);
			assert_eq!(last_event(), Event::OperatorRemoved { institution, operator, by });
		};
		resigns(REGISTRAR, 1);
		assert_ok!(Credentials::suspend_institution(council(), UNIVERSITY));
		resigns(STATUS_CLERK, 0);
		// Both are free for another institution.
		enlist(COLLEGE_ADMIN, REGISTRAR, ALL);
		assert_ok!(dispatch(register(profile("School"), STATUS_CLERK), council()));
	});
}

#[test]
fn resign_fails_for_the_admin_and_for_a_stranger() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let by_admin = dispatch(Call::resign {}, signed(UNIVERSITY_ADMIN));
		assert_noop!(by_admin, Error::<Test>::AdminCannotResign);
		assert_noop!(dispatch(Call::resign {}, signed(STRANGER)), Error::<Test>::NotAMember);
	});
}
