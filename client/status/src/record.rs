// SPDX-License-Identifier: Apache-2.0

//! The document keys on record (`docs/spec/document-keys.md`, "Reading"), and the one that signs lists.

use crate::{fault::Fault, limits::MAX_KEYS, register::Register, snapshot::Snapshot};
use testamur_primitives::{
	keys,
	records::KeyCounts,
	state::{read, read_required},
	DocumentKey, KeyPurpose, PublicKey, RecordId,
};

/// Returns all document keys of the institution with their records, in the order of their numbers.
///
/// # Errors
///
/// Returns why they are not proven.
pub fn document_keys<N: Register>(
	snapshot: &mut Snapshot<'_, N>,
) -> Result<Vec<(PublicKey, DocumentKey)>, Fault> {
	let institution = snapshot.institution();
	let of_counts = RecordId::DocumentKeyCounts(institution);
	let counts: Option<KeyCounts> = snapshot.read(|state| read(state, of_counts))?;
	if counts.is_some_and(|counts| !counts.is_well_formed()) {
		return Err(Fault::Damaged(of_counts.malformed()));
	}
	let given = counts.map_or(0, |counts| counts.given);
	if given > MAX_KEYS {
		return Err(Fault::TooManyKeys);
	}
	let behind = given.saturating_add(1);
	let numbers: Vec<_> = (1..=behind)
		.map(|number| keys::document_key_number(institution, number))
		.collect();
	snapshot.cover(&numbers)?;
	let of_number = |number| RecordId::DocumentKeyNumber { institution, number };
	let beyond: Option<PublicKey> = snapshot.read(|state| read(state, of_number(behind)))?;
	if beyond.is_some() {
		let damage = if counts.is_none() { of_counts.missing() } else { of_counts.malformed() };
		return Err(Fault::Damaged(damage));
	}
	let mut found = Vec::new();
	for number in 1..=given {
		let key: PublicKey = snapshot.read(|state| read_required(state, of_number(number)))?;
		if key.check().is_err() {
			return Err(Fault::Damaged(of_number(number).malformed()));
		}
		found.push((number, key));
	}
	let wanted: Vec<_> =
		found.iter().map(|(_, key)| keys::document_key(institution, *key)).collect();
	snapshot.cover(&wanted)?;
	let with_record = |(number, key): (u32, PublicKey)| {
		let id = RecordId::DocumentKey { institution, key };
		let record: DocumentKey = snapshot.read(|state| read_required(state, id))?;
		match record.number == number && record.is_well_formed() {
			true => Ok((key, record)),
			false => Err(Fault::Damaged(id.malformed())),
		}
	};
	found.into_iter().map(with_record).collect()
}

/// Returns the number of the key with which the institution signs its lists now.
///
/// # Errors
///
/// Refuses a key that is not on record for status lists, or no longer.
pub fn signing_key(keys: &[(PublicKey, DocumentKey)], key: PublicKey) -> Result<u32, Fault> {
	let found = keys.iter().find(|(known, _)| *known == key).map(|(_, record)| record);
	match found {
		None => Err(Fault::UnknownKey(key.to_string())),
		Some(record) if record.purpose != KeyPurpose::StatusLists => {
			Err(Fault::OtherPurpose(key.to_string()))
		},
		Some(record) if !record.is_current() => Err(Fault::EndedKey(key.to_string())),
		Some(record) => Ok(record.number),
	}
}
