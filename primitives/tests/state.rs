// SPDX-License-Identifier: Apache-2.0

//! Tests of the reading of a state, and of the names of what is damaged in it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use codec::{Compact, Encode};
use std::{
	collections::{BTreeMap, BTreeSet},
	convert::Infallible,
};
use testamur_primitives::{
	keys,
	state::{ensure_layout, ensure_migrated, read, read_required, time, CannotTell, StateReader},
	AccreditationId, CredentialPointer, InstitutionId, ListLabel, PublicKey, RecordId, Root,
	TypeId,
};

/// A state in memory.
#[derive(Default)]
struct Memory(BTreeMap<Vec<u8>, Vec<u8>>);

impl StateReader for Memory {
	type Error = Infallible;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		Ok(self.0.get(key).cloned())
	}
}

#[test]
fn an_absent_value_is_damage_only_where_another_implies_it() {
	let mut state = Memory::default();
	let id = RecordId::NextType;
	assert_eq!(read::<_, u32>(&state, id), Ok(None));
	assert_eq!(read_required::<_, u32>(&state, id), Err(id.missing().into()));
	for damaged in [vec![], vec![1, 2, 3], vec![1, 2, 3, 4, 5]] {
		state.0.insert(id.key(), damaged);
		assert_eq!(read::<_, u32>(&state, id), Err(id.malformed().into()));
		assert_eq!(read_required::<_, u32>(&state, id), Err(id.malformed().into()));
	}
	state.0.insert(id.key(), 5_u32.encode());
	assert_eq!(read::<_, u32>(&state, id), Ok(Some(5)));
	assert_eq!(read_required::<_, u32>(&state, id), Ok(5));
}

#[test]
fn a_state_is_readable_once_its_runtime_has_migrated_it() {
	let mut state = Memory::default();
	let check = |state: &Memory| ensure_migrated(state, "testamur", 70);
	let key = keys::last_runtime_upgrade();
	assert_eq!(check(&state), Err(RecordId::LastRuntimeUpgrade.missing().into()));
	for (version, name, expected) in [
		(70_u32, "testamur", Ok(())),
		(71, "testamur", Ok(())),
		(69, "testamur", Err(CannotTell::UpgradePending)),
		(70, "before", Err(CannotTell::UpgradePending)),
	] {
		state.0.insert(key.clone(), (Compact(version), name).encode());
		assert_eq!(check(&state), expected, "{name} {version}");
	}
	for damaged in [vec![], vec![0xff; 9], [state.0[&key].clone(), vec![0]].concat()] {
		state.0.insert(key.clone(), damaged);
		assert_eq!(check(&state), Err(RecordId::LastRuntimeUpgrade.malformed().into()));
	}
}

#[test]
fn a_state_is_readable_once_all_of_it_is_of_the_present_layout() {
	let mut state = Memory::default();
	let (id, key) = (RecordId::StorageVersion, keys::storage_version());
	assert_eq!(ensure_layout(&state), Err(id.missing().into()));
	for (layout, expected) in [
		(keys::LAYOUT, Ok(())),
		(keys::LAYOUT - 1, Err(CannotTell::UpgradePending)),
		(keys::LAYOUT + 1, Err(CannotTell::UpgradePending)),
	] {
		state.0.insert(key.clone(), layout.encode());
		assert_eq!(ensure_layout(&state), expected, "{layout}");
	}
	state.0.insert(key, vec![keys::LAYOUT as u8]);
	assert_eq!(ensure_layout(&state), Err(id.malformed().into()));
}

#[test]
fn the_time_of_a_block_is_not_guessed() {
	let mut state = Memory::default();
	assert_eq!(time(&state), Ok(0), "the genesis block has none");
	state.0.insert(keys::now(), 7_u64.encode());
	assert_eq!(time(&state), Ok(7));
	state.0.insert(keys::now(), vec![1]);
	assert_eq!(time(&state), Err(RecordId::Time.malformed().into()));
}

#[test]
fn damage_is_named_by_kind_and_key() {
	let root = Root([0xab; 32]);
	let hex = format!("0x{}", "ab".repeat(32));
	let institution = InstitutionId(7);
	let key = PublicKey::Ed25519([0xab; 32]);
	let pointer = CredentialPointer { institution, root, index: 5 };
	let (label, label_hex) = (ListLabel([0xcd; 16]), format!("0x{}", "cd".repeat(16)));
	let of = |record: &str| format!("{record} of institution 7");
	let names = [
		(RecordId::Institution(institution), "institution 7".into()),
		(RecordId::Accreditation(AccreditationId(3)), "accreditation 3".into()),
		(RecordId::CredentialType(TypeId(4)), "credential type 4".into()),
		(RecordId::Batch { institution, root }, of(&format!("batch {hex}"))),
		(
			RecordId::Statuses { institution, root, chunk: 2 },
			of(&format!("status chunk 2 of batch {hex}")),
		),
		(
			RecordId::Successor(pointer),
			of(&format!("the successor of credential 5 of batch {hex}")),
		),
		(RecordId::Holdings(institution), of("the index of the accreditations")),
		(RecordId::Batches(institution), of("the index of the batches")),
		(RecordId::NextInstitution, "the number of the next institution".into()),
		(RecordId::NextAccreditation, "the number of the next accreditation".into()),
		(RecordId::NextType, "the number of the next credential type".into()),
		(RecordId::Time, "the time of the block".into()),
		(RecordId::StorageVersion, "the version of the records".into()),
		(RecordId::LastRuntimeUpgrade, "the version of the last upgrade".into()),
		(RecordId::AllowanceUses, "the record of used allowances".into()),
		(RecordId::DocumentKey { institution, key }, of(&format!("document key {key}"))),
		(
			RecordId::DocumentKeyNumber { institution, number: 3 },
			of("the number 3 of a document key"),
		),
		(RecordId::DocumentKeyCounts(institution), of("the count of the document keys")),
		(
			RecordId::StatusListEnd { institution, label },
			of(&format!("the end of status list {label_hex}")),
		),
		(
			RecordId::StatusListPart { institution, label, start: 9 },
			of(&format!("the part at place 9 of status list {label_hex}")),
		),
		(RecordId::WholeLog, "the log of all events".into()),
		(RecordId::InstitutionLog(institution), of("the log")),
		(
			RecordId::CustodialChange(pointer),
			of(&format!("the custodial change of credential 5 of batch {hex}")),
		),
		(RecordId::Reissue { institution, root }, of(&format!("the reissue of batch {hex}"))),
	];
	let keys: BTreeSet<_> = names.iter().map(|(record, _)| record.key()).collect();
	assert_eq!(keys.len(), names.len(), "each has a key of its own");
	for (record, name) in names {
		assert_eq!(record.missing().to_string(), format!("{name} is missing"));
		assert_eq!(record.malformed().to_string(), format!("{name} is malformed"));
	}
}
