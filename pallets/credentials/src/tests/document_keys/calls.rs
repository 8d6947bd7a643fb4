// SPDX-License-Identifier: Apache-2.0

//! Tests of the calls that add and retire keys, and of their bounds.

use super::*;
use crate::GraveAct;
use frame_support::{assert_noop, hypothetically};
use testamur_primitives::limits::{
	AUTHORIZATION_WINDOW, MAX_CURRENT_KEYS, MAX_LISTED_KEYS, MAX_REACH_BACK,
};

#[test]
fn an_institution_without_keys_stores_nothing_for_them() {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build_and_execute(|| {
		assert_eq!(DocumentKeys::<Test>::iter().count(), 0);
		assert_eq!(DocumentKeyNumbers::<Test>::iter().count(), 0);
		assert_eq!(DocumentKeyCounts::<Test>::iter().count(), 0);
	});
}

#[test]
fn add_document_key_works() {
	with_keys(&[], || {
		assert_ok!(dispatch(add(key(1)), by_admin()));
		let (number, purpose, since) = (1, KeyPurpose::Credentials, START);
		let stored = DocumentKey { number, purpose, since, until: None, compromised_since: None };
		assert_eq!(record(key(1)), stored);
		assert_eq!(DocumentKeyNumbers::<Test>::get(UNIVERSITY, 1), Some(key(1)));
		assert_eq!(counts(), (1, 1, 1));
		let event = Event::DocumentKeyAdded {
			institution: UNIVERSITY,
			number,
			key: key(1),
			purpose,
			since,
			by: UNIVERSITY_ADMIN,
		};
		assert_eq!(last_event(), event);

		set_time(START + DAY);
		let lists = Call::add_document_key { key: p256(2), purpose: KeyPurpose::StatusLists };
		assert_ok!(dispatch(lists, by_admin()));
		let (number, purpose, since) = (2, KeyPurpose::StatusLists, START + DAY);
		assert_eq!(record(p256(2)), DocumentKey { number, purpose, since, ..stored });
		assert_eq!(counts(), (2, 2, 2));
	});
}

#[test]
fn every_institution_numbers_its_own_keys() {
	with_keys(&[key(1), key(2)], || {
		// Nobody keeps a key from another by adding it first.
		assert_ok!(dispatch(add(key(2)), signed(COLLEGE_ADMIN)));
		let others = DocumentKeys::<Test>::get(COLLEGE, key(2)).unwrap();
		assert_eq!((others.number, record(key(2)).number), (1, 2));
		assert_eq!(counts(), (2, 2, 2));
	});
}

#[test]
fn what_is_no_key_is_not_added() {
	with_keys(&[], || {
		let refused = |key, purpose| dispatch(Call::add_document_key { key, purpose }, by_admin());
		let purpose = KeyPurpose::Credentials;
		for zeroes in [PublicKey::Ed25519([0; 32]), PublicKey::P256([0; 33])] {
			assert_noop!(refused(zeroes, purpose), Error::<Test>::KeyUnstated);
		}
		for first in [0, 1, 4, 5, 255] {
			let mut bytes = [7; 33];
			bytes[0] = first;
			let key = PublicKey::P256(bytes);
			assert_noop!(refused(key, purpose), Error::<Test>::KeyNotCompressed);
		}
		let mut identity = [0; 32];
		identity[0] = 1;
		for sign in [0, 0x80] {
			identity[31] = sign;
			let key = PublicKey::Ed25519(identity);
			assert_noop!(refused(key, purpose), Error::<Test>::KeyOfSmallOrder);
		}
		// The chain does not check that a key is a point of P-256; no point has the x-coordinate 1.
		let mut no_point = [0; 33];
		(no_point[0], no_point[32]) = (2, 1);
		assert!(!PublicKey::P256(no_point).is_point());
		assert_ok!(hypothetically!(refused(PublicKey::P256(no_point), purpose)));
		assert_noop!(refused(key(1), KeyPurpose::Unstated), Error::<Test>::PurposeUnstated);
	});
}

#[test]
fn a_key_is_added_once_whatever_becomes_of_it() {
	with_keys(&[key(1)], || {
		let again = || {
			for purpose in [KeyPurpose::Credentials, KeyPurpose::StatusLists] {
				let call = Call::add_document_key { key: key(1), purpose };
				assert_noop!(dispatch(call, by_admin()), Error::<Test>::KeyExists);
			}
		};
		again();
		assert_ok!(dispatch(retire(key(1)), by_admin()));
		again();
		assert_ok!(dispatch(declare(key(1), START), by_admin()));
		again();
		assert_ok!(dispatch(lift(key(1)), council()));
		again();
		assert_eq!(counts(), (1, 1, 0));
	});
}

#[test]
fn retire_document_key_works() {
	with_keys(&[key(1), key(2)], || {
		set_time(START + DAY);
		assert_ok!(dispatch(retire(key(1)), by_admin()));
		let until = START + DAY;
		assert_eq!(record(key(1)).until, Some(until));
		assert_eq!(counts(), (2, 2, 1));
		let event = Event::DocumentKeyRetired {
			institution: UNIVERSITY,
			number: 1,
			key: key(1),
			until,
			by: UNIVERSITY_ADMIN,
		};
		assert_eq!(last_event(), event);
		set_time(START + 2 * DAY);
		assert_noop!(dispatch(retire(key(1)), by_admin()), Error::<Test>::KeyRetired);
		assert_noop!(dispatch(retire(key(9)), by_admin()), Error::<Test>::KeyNotFound);
		// Another institution's key is none of one's own.
		let others = dispatch(retire(key(2)), signed(COLLEGE_ADMIN));
		assert_noop!(others, Error::<Test>::KeyNotFound);
	});
}

#[test]
fn as_many_keys_are_in_use_as_may_be_and_no_more() {
	with_keys(&[], || {
		let most = MAX_CURRENT_KEYS as u8;
		for n in 1..=most {
			assert_ok!(dispatch(add(key(n)), by_admin()));
		}
		let more = || dispatch(add(key(most + 1)), by_admin());
		assert_noop!(more(), Error::<Test>::TooManyCurrentKeys);
		// A retired key makes room, and so does a compromised one.
		for end in [retire(key(1)), declare(key(2), START)] {
			hypothetically!({
				assert_ok!(dispatch(end, by_admin()));
				assert_ok!(more());
				assert_eq!(counts().2, MAX_CURRENT_KEYS);
			});
		}
		// Ending a key twice makes room once.
		assert_ok!(dispatch(retire(key(1)), by_admin()));
		assert_ok!(dispatch(declare(key(1), START), by_admin()));
		assert_ok!(more());
		let next = dispatch(add(key(most + 2)), by_admin());
		assert_noop!(next, Error::<Test>::TooManyCurrentKeys);
	});
}

#[test]
fn as_many_keys_are_listed_as_may_be_and_no_more() {
	with_keys(&[], || {
		let most = MAX_LISTED_KEYS as u8;
		for n in 1..=most {
			assert_ok!(dispatch(add(key(n)), by_admin()));
			assert_ok!(dispatch(retire(key(n)), by_admin()));
		}
		let more = || dispatch(add(key(most + 1)), by_admin());
		assert_noop!(more(), Error::<Test>::TooManyKeys);
		assert_ok!(dispatch(declare(key(1), START), by_admin()));
		assert_ok!(more());
		assert_eq!(counts(), (MAX_LISTED_KEYS + 1, MAX_LISTED_KEYS, 1));
		// The council lifts it once there is room, which it can make itself.
		assert_noop!(dispatch(lift(key(1)), council()), Error::<Test>::TooManyKeys);
		assert_ok!(dispatch(declare(key(2), START), council()));
		assert_ok!(dispatch(lift(key(1)), council()));
		assert_eq!(counts(), (MAX_LISTED_KEYS + 1, MAX_LISTED_KEYS, 1));
		let next = dispatch(add(key(most + 2)), by_admin());
		assert_noop!(next, Error::<Test>::TooManyKeys);
	});
}

#[test]
fn a_key_comes_back_into_use_once_there_is_room() {
	with_keys(&[], || {
		let most = MAX_CURRENT_KEYS as u8;
		for n in 1..=most {
			assert_ok!(dispatch(add(key(n)), by_admin()));
		}
		assert_ok!(dispatch(declare(key(1), START), by_admin()));
		assert_ok!(dispatch(add(key(most + 1)), by_admin()));
		assert_noop!(dispatch(lift(key(1)), council()), Error::<Test>::TooManyCurrentKeys);
		// One that was retired meanwhile takes no such place.
		assert_ok!(hypothetically!({
			assert_ok!(dispatch(retire(key(1)), by_admin()));
			dispatch(lift(key(1)), council())
		}));
		assert_ok!(dispatch(retire(key(2)), by_admin()));
		assert_ok!(dispatch(lift(key(1)), council()));
		assert_eq!(counts().2, MAX_CURRENT_KEYS);
	});
}

#[test]
fn numbers_are_never_used_again_and_end_at_the_last() {
	ExtBuilder::default().with_cast().build().execute_with(|| {
		DocumentKeyCounts::<Test>::mutate(UNIVERSITY, |counts| counts.given = u32::MAX - 1);
		assert_ok!(dispatch(add(key(1)), by_admin()));
		assert_eq!(record(key(1)).number, u32::MAX);
		assert_noop!(dispatch(add(key(2)), by_admin()), Error::<Test>::IdsExhausted);
	});
}

#[test]
fn only_the_admin_keeps_the_keys() {
	with_keys(&[key(1)], || {
		enlist(UNIVERSITY_ADMIN, STRANGER, ALL);
		for call in [add(key(2)), retire(key(1)), declare(key(1), START)] {
			let by_operator = dispatch(call.clone(), signed(STRANGER));
			assert_noop!(by_operator, Error::<Test>::PermissionDenied);
		}
		let of_others = dispatch(declare(key(1), START), signed(COLLEGE_ADMIN));
		assert_noop!(of_others, Error::<Test>::PermissionDenied);
		for call in [add(key(2)), retire(key(1))] {
			let by_council = dispatch(call, council());
			assert_noop!(by_council, sp_runtime::traits::BadOrigin);
		}
		let lifted = dispatch(lift(key(1)), by_admin());
		assert_noop!(lifted, sp_runtime::traits::BadOrigin);
	});
}

#[test]
fn adding_and_declaring_take_two_accounts_where_grave_acts_do() {
	with_keys(&[key(1)], || {
		for warden in [STRANGER, 98] {
			enlist(UNIVERSITY_ADMIN, warden, ALL);
		}
		assert_ok!(Credentials::set_dual_authorization(council(), UNIVERSITY, true));
		assert_ok!(dispatch(add(key(2)), by_admin()));
		let act = GraveAct::AddDocumentKey { key: key(2), purpose: KeyPurpose::Credentials };
		let (institution, by, until) = (UNIVERSITY, UNIVERSITY_ADMIN, START + AUTHORIZATION_WINDOW);
		assert_eq!(last_event(), Event::ActProposed { institution, act, by, until });
		// Neither another purpose nor another key is what the first account agreed to.
		let lists = Call::add_document_key { key: key(2), purpose: KeyPurpose::StatusLists };
		for other in [lists, add(key(3))] {
			assert_ok!(hypothetically!(dispatch(other, signed(STRANGER))));
		}
		assert_eq!(counts().0, 1);
		assert_ok!(dispatch(add(key(2)), signed(STRANGER)));
		assert_eq!(counts().0, 2);

		// Two operators with the permission for grave acts can do it without the admin.
		assert_ok!(dispatch(declare(key(1), START), signed(STRANGER)));
		assert_eq!(record(key(1)).compromised_since, None);
		assert_ok!(dispatch(declare(key(1), START), signed(98)));
		assert_eq!(record(key(1)).compromised_since, Some(START));
		// The institution of others is refused before anything waits.
		let others = Call::declare_compromised { institution: COLLEGE, key: key(1), since: START };
		assert_noop!(dispatch(others, signed(98)), Error::<Test>::PermissionDenied);
		// The council has agreed by its motion, and retiring takes the admin alone.
		assert_ok!(dispatch(declare(key(2), START), council()));
		assert_ok!(dispatch(retire(key(2)), by_admin()));
		assert_noop!(dispatch(retire(key(1)), signed(98)), Error::<Test>::PermissionDenied);
	});
}

/// Checks that what two accounts agreed to is refused where one account's call would be.
#[test]
fn the_second_account_is_told_what_is_wrong() {
	with_keys(&[key(1)], || {
		enlist(UNIVERSITY_ADMIN, STRANGER, ALL);
		assert_ok!(Credentials::set_dual_authorization(council(), UNIVERSITY, true));
		set_time(START + MAX_REACH_BACK + DAY);
		for (call, error) in [
			(add(key(1)), Error::<Test>::KeyExists),
			(declare(key(1), START), Error::<Test>::CompromiseTooFarBack),
			(declare(key(9), START + 2 * DAY), Error::<Test>::KeyNotFound),
		] {
			assert_ok!(dispatch(call.clone(), by_admin()));
			assert_noop!(dispatch(call, signed(STRANGER)), error);
		}
	});
}
