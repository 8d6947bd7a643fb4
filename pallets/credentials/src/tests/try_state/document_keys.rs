// SPDX-License-Identifier: Apache-2.0

//! Tests of the checks of document keys.

use super::*;
use crate::{DocumentKeyCounts, DocumentKeyNumbers, DocumentKeys};
use testamur_primitives::{
	limits::{MAX_CURRENT_KEYS, MAX_LISTED_KEYS},
	records::KeyCounts,
	DocumentKey, KeyPurpose, Moment, PublicKey,
};

const NUMBERS: &str =
	"document_keys_are_numbered: a number leads to a key that has another, or to none";
const KEYS: &str =
	"document_keys_are_numbered: a key has a number that leads to another, or to none";

/// Returns a key of Ed25519.
fn key(n: u8) -> PublicKey {
	PublicKey::Ed25519([n; 32])
}

/// Checks that a state with three keys of the university passes, the first in use, the second
/// retired and the third compromised, and that the broken state is reported.
fn reports_of_keys(message: &'static str, break_it: impl FnOnce()) {
	ExtBuilder::default().with_cast().build().execute_with(|| {
		let by = || signed(UNIVERSITY_ADMIN);
		for n in 1..=3 {
			let purpose = KeyPurpose::Credentials;
			assert_ok!(Credentials::add_document_key(by(), key(n), purpose));
		}
		assert_ok!(Credentials::retire_document_key(by(), key(2)));
		assert_ok!(Credentials::declare_compromised(by(), UNIVERSITY, key(3), START));
		assert_broken(message, break_it);
	});
}

fn edit_key(n: u8, edit: impl FnOnce(&mut DocumentKey)) {
	DocumentKeys::<Test>::mutate(UNIVERSITY, key(n), |record| edit(record.as_mut().unwrap()));
}

fn edit_counts(edit: impl FnOnce(&mut KeyCounts)) {
	DocumentKeyCounts::<Test>::mutate(UNIVERSITY, edit);
}

#[test]
fn document_keys_are_numbered() {
	reports_of_keys(NUMBERS, || DocumentKeys::<Test>::remove(UNIVERSITY, key(1)));
	reports_of_keys(NUMBERS, || edit_key(1, |record| record.number = 2));
	reports_of_keys(NUMBERS, || DocumentKeyNumbers::<Test>::insert(UNIVERSITY, 4, key(9)));
	reports_of_keys(NUMBERS, || DocumentKeyNumbers::<Test>::insert(UNIVERSITY, 4, key(1)));
	reports_of_keys(NUMBERS, || DocumentKeyNumbers::<Test>::insert(COLLEGE, 1, key(1)));
	reports_of_keys(KEYS, || DocumentKeyNumbers::<Test>::remove(UNIVERSITY, 1));
	reports_of_keys(KEYS, || {
		let record = DocumentKeys::<Test>::get(UNIVERSITY, key(1)).unwrap();
		DocumentKeys::<Test>::insert(UNIVERSITY, key(9), record);
	});

	let message = "document_keys_are_numbered: numbers do not run from 1 to the last one given";
	reports_of_keys(message, || edit_counts(|counts| counts.given = 2));
	reports_of_keys(message, || edit_counts(|counts| counts.given = 4));
	reports_of_keys(message, || DocumentKeyCounts::<Test>::remove(UNIVERSITY));
	reports_of_keys(message, || {
		DocumentKeyNumbers::<Test>::remove(UNIVERSITY, 3);
		DocumentKeyNumbers::<Test>::insert(UNIVERSITY, 4, key(3));
		edit_key(3, |record| record.number = 4);
		edit_counts(|counts| counts.given = 4);
	});
}

#[test]
fn document_keys_are_counted() {
	let message = "document_keys_are_counted: keys are miscounted";
	reports_of_keys(message, || edit_counts(|counts| counts.listed = 3));
	reports_of_keys(message, || edit_counts(|counts| counts.current = 2));
	reports_of_keys(message, || edit_counts(|counts| counts.current = 0));
	reports_of_keys(message, || edit_key(1, |record| record.until = Some(START)));
	reports_of_keys(message, || edit_key(1, |record| record.compromised_since = Some(START)));
	reports_of_keys(message, || edit_key(3, |record| record.compromised_since = None));

	let message = "document_keys_are_counted: a count of no keys";
	reports_of_keys(message, || {
		DocumentKeyCounts::<Test>::insert(COLLEGE, KeyCounts::default());
	});
}

/// Adds keys to the college in its records, all of them in use or all retired.
fn add_keys_past_the_calls(count: u8, until: Option<Moment>) {
	let given = u32::from(count);
	for n in 1..=count {
		let (number, purpose) = (u32::from(n), KeyPurpose::Credentials);
		let record = DocumentKey { number, purpose, since: START, until, compromised_since: None };
		DocumentKeys::<Test>::insert(COLLEGE, key(n), record);
		DocumentKeyNumbers::<Test>::insert(COLLEGE, number, key(n));
	}
	let current = if until.is_some() { 0 } else { given };
	DocumentKeyCounts::<Test>::insert(COLLEGE, KeyCounts { given, listed: given, current });
}

#[test]
fn document_keys_are_bounded() {
	let message = "document_keys_are_bounded: more keys than one institution may have";
	reports_of_keys(message, || add_keys_past_the_calls(MAX_CURRENT_KEYS as u8 + 1, None));
	reports_of_keys(message, || add_keys_past_the_calls(MAX_LISTED_KEYS as u8 + 1, Some(START)));
	ExtBuilder::default().with_cast().build_and_execute(|| {
		add_keys_past_the_calls(MAX_LISTED_KEYS as u8, Some(START));
	});
}

#[test]
fn document_keys_are_well_formed() {
	let message = "document_keys_are_well_formed: a key is older than its institution";
	reports_of_keys(message, || edit_key(1, |record| record.since = START - 1));
	reports_of_keys(message, || {
		let record = DocumentKeys::<Test>::get(UNIVERSITY, key(1)).unwrap();
		let counts = KeyCounts { given: 1, listed: 1, current: 1 };
		DocumentKeys::<Test>::insert(InstitutionId(77), key(1), record);
		DocumentKeyNumbers::<Test>::insert(InstitutionId(77), 1, key(1));
		DocumentKeyCounts::<Test>::insert(InstitutionId(77), counts);
	});

	let message =
		"document_keys_are_well_formed: no key, no purpose, or an end before its beginning";
	reports_of_keys(message, || edit_key(1, |record| record.purpose = KeyPurpose::Unstated));
	reports_of_keys(message, || edit_key(2, |record| record.until = Some(START - 1)));
	reports_of_keys(message, || edit_key(3, |record| record.compromised_since = Some(START - 1)));
	for no_key in [key(0), PublicKey::P256([4; 33])] {
		reports_of_keys(message, || {
			let record = DocumentKeys::<Test>::take(UNIVERSITY, key(1)).unwrap();
			DocumentKeys::<Test>::insert(UNIVERSITY, no_key, record);
			DocumentKeyNumbers::<Test>::insert(UNIVERSITY, 1, no_key);
		});
	}

	let message = "document_keys_are_well_formed: a moment in the future";
	let late = START + 1;
	reports_of_keys(message, || edit_key(3, |record| record.compromised_since = Some(late)));
	reports_of_keys(message, || edit_key(2, |record| record.until = Some(late)));
	reports_of_keys(message, || edit_key(1, |record| record.since = late));

	let message = "document_keys_are_well_formed: a key is older than one of a lower number";
	reports_of_keys(message, || {
		set_time(late);
		edit_key(1, |record| record.since = late);
	});
}
