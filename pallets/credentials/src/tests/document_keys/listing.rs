// SPDX-License-Identifier: Apache-2.0

//! Tests of the listing of keys: complete, in pages, and never silent about damage.

use super::*;
use codec::Encode;
use frame_support::{hypothetically, storage::unhashed};
use testamur_primitives::{
	limits::MAX_PAGE,
	views::{DocumentKeyView, Page, QueryError},
	RecordId,
};

fn list(from: u32, limit: u32) -> Result<Option<Page<DocumentKeyView>>, QueryError> {
	Credentials::document_keys(UNIVERSITY, from, limit)
}

/// Returns the keys on a page and the number of the next page.
fn page(from: u32, limit: u32) -> (Vec<PublicKey>, Option<u32>) {
	let Page { items, next } = list(from, limit).unwrap().unwrap();
	(items.iter().map(|view| view.key).collect(), next)
}

#[test]
fn keys_are_listed_by_number_whatever_became_of_them() {
	with_keys(&[key(9), p256(3), key(1)], || {
		assert_ok!(dispatch(retire(p256(3)), by_admin()));
		assert_ok!(dispatch(declare(key(1), START), by_admin()));
		assert_eq!(page(1, MAX_PAGE), (vec![key(9), p256(3), key(1)], None));
		let views = list(1, 3).unwrap().unwrap().items;
		assert_eq!(views.iter().map(|view| view.record.number).collect::<Vec<_>>(), [1, 2, 3]);
		assert_eq!(views[1].record, record(p256(3)));
		assert_eq!(page(1, 2), (vec![key(9), p256(3)], Some(3)));
		assert_eq!(page(3, 2), (vec![key(1)], None));
		assert_eq!(page(0, 1), (vec![key(9)], Some(2)));
		for behind in [4, 5, u32::MAX] {
			assert_eq!(page(behind, 2), (vec![], None));
		}
		let none = Page { items: vec![], next: None };
		assert_eq!(Credentials::document_keys(AGENCY, 1, MAX_PAGE), Ok(Some(none)));
		assert_eq!(Credentials::document_keys(InstitutionId(77), 1, MAX_PAGE), Ok(None));
		let over = QueryError::LimitExceeded { requested: MAX_PAGE + 1, limit: MAX_PAGE };
		assert_eq!(list(1, MAX_PAGE + 1), Err(over));
	});
}

#[test]
fn a_lost_or_altered_record_is_damage_and_no_shorter_list() {
	let numbers =
		[1, 2, 3].map(|number| RecordId::DocumentKeyNumber { institution: UNIVERSITY, number });
	let records =
		[key(1), key(2), key(3)].map(|key| RecordId::DocumentKey { institution: UNIVERSITY, key });
	let counts = RecordId::DocumentKeyCounts(UNIVERSITY);
	let everything = || list(1, MAX_PAGE).map(|_| ());
	with_keys(&[key(1), key(2), key(3)], || {
		assert_eq!(everything(), Ok(()));
		for id in numbers.into_iter().chain(records).chain([counts]) {
			hypothetically!({
				unhashed::kill(&id.key());
				assert_eq!(everything(), Err(id.missing().into()));
			});
			hypothetically!({
				let value = unhashed::get_raw(&id.key()).unwrap();
				unhashed::put_raw(&id.key(), &[value, vec![0]].concat());
				assert_eq!(everything(), Err(id.malformed().into()));
			});
		}
		// A number that leads to what is no key, or to one without a record.
		hypothetically!({
			unhashed::put_raw(&numbers[0].key(), &PublicKey::Ed25519([0; 32]).encode());
			assert_eq!(everything(), Err(numbers[0].malformed().into()));
			unhashed::put_raw(&numbers[0].key(), &key(9).encode());
			let of_none = RecordId::DocumentKey { institution: UNIVERSITY, key: key(9) };
			assert_eq!(everything(), Err(of_none.missing().into()));
		});
		// Two numbers cannot lead to one key.
		hypothetically!({
			unhashed::put_raw(&numbers[2].key(), &key(2).encode());
			assert_eq!(everything(), Err(records[1].malformed().into()));
		});
		hypothetically!({
			let of_none = DocumentKey { purpose: KeyPurpose::Unstated, ..record(key(1)) };
			unhashed::put_raw(&records[0].key(), &of_none.encode());
			assert_eq!(everything(), Err(records[0].malformed().into()));
		});
		let institution = RecordId::Institution(UNIVERSITY);
		hypothetically!({
			unhashed::kill(&institution.key());
			assert_eq!(everything(), Err(institution.missing().into()));
		});
	});
}

#[test]
fn a_count_that_contradicts_the_keys_is_damage() {
	let counts = RecordId::DocumentKeyCounts(UNIVERSITY);
	let everything = || list(1, MAX_PAGE).map(|_| ());
	with_keys(&[key(1), key(2), key(3)], || {
		// A count that is too small hides a key, and shows by the key behind the last.
		hypothetically!({
			let two = KeyCounts { given: 2, listed: 2, current: 2 };
			DocumentKeyCounts::<Test>::insert(UNIVERSITY, two);
			assert_eq!(everything(), Err(counts.malformed().into()));
		});
		hypothetically!({
			DocumentKeyCounts::<Test>::mutate(UNIVERSITY, |counts| counts.given = 4);
			let fourth = RecordId::DocumentKeyNumber { institution: UNIVERSITY, number: 4 };
			assert_eq!(everything(), Err(fourth.missing().into()));
		});
		for (given, listed, current) in
			[(3, 4, 3), (3, 2, 3), (200, 129, 0), (200, 20, 17), (0, 0, 0)]
		{
			hypothetically!({
				let numbers = KeyCounts { given, listed, current };
				DocumentKeyCounts::<Test>::insert(UNIVERSITY, numbers);
				assert_eq!(everything(), Err(counts.malformed().into()), "{numbers:?}");
			});
		}
	});
}

#[test]
fn a_verdict_cannot_tell_from_a_damaged_key() {
	with_keys(&[key(1)], || {
		issue(1);
		let id = RecordId::DocumentKey { institution: UNIVERSITY, key: key(1) };
		hypothetically!({
			unhashed::put_raw(&id.key(), &[1]);
			let answer = Credentials::verify(vec![reference(1, Some(key(1)))]);
			assert_eq!(answer, Err(id.malformed().into()));
			assert!(Credentials::verify(vec![reference(1, None)]).is_ok());
		});
	});
}
