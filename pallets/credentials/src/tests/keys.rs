// SPDX-License-Identifier: Apache-2.0

//! Tests that the keys that readers compute are those under which the pallet stores its records.

use super::*;
use crate::{
	Accreditations, Batches, CredentialTypes, CustodialChanges, DocumentKeyCounts,
	DocumentKeyNumbers, DocumentKeys, Holdings, Institutions, ListEnds, ListParts,
	NextAccreditationId, NextInstitutionId, NextTypeId, Pallet, Reissues, Statuses, Successors,
};
use frame_support::traits::{GetStorageVersion, PalletInfoAccess, StorageVersion};
use pallet_event_log::{SubjectLogs, WholeLog};
use testamur_primitives::{keys, AccreditationId, ListLabel, PublicKey, Root, TypeId};

const ROOT: Root = Root([0xa7; 32]);
const LABEL: ListLabel = ListLabel([0xb8; 16]);

#[test]
fn every_record_is_stored_under_the_key_that_readers_compute() {
	for n in [0, 1, 255, 256, u32::MAX] {
		let institution = InstitutionId(n);
		let parts = (institution, ROOT, n ^ 0x55);
		let pairs = [
			(keys::institution(institution), Institutions::<Test>::hashed_key_for(institution)),
			(
				keys::accreditation(AccreditationId(n)),
				Accreditations::<Test>::hashed_key_for(AccreditationId(n)),
			),
			(keys::credential_type(TypeId(n)), CredentialTypes::<Test>::hashed_key_for(TypeId(n))),
			(keys::batch(institution, ROOT), Batches::<Test>::hashed_key_for(institution, ROOT)),
			(keys::statuses(parts.0, parts.1, parts.2), Statuses::<Test>::hashed_key_for(parts)),
			(keys::successor(parts.0, parts.1, parts.2), Successors::<Test>::hashed_key_for(parts)),
			(
				keys::custodial_change(parts.0, parts.1, parts.2),
				CustodialChanges::<Test>::hashed_key_for(parts),
			),
			(keys::reissue(institution, ROOT), Reissues::<Test>::hashed_key_for(institution, ROOT)),
			(
				keys::list_end(institution, LABEL),
				ListEnds::<Test>::hashed_key_for(institution, LABEL),
			),
			(
				keys::list_part(institution, LABEL, parts.2),
				ListParts::<Test>::hashed_key_for((institution, LABEL, parts.2)),
			),
			(keys::institution_log(institution), SubjectLogs::<Test>::hashed_key_for(institution)),
		];
		for (ours, the_pallets) in pairs {
			assert_eq!(ours, the_pallets);
		}
		for key in [PublicKey::Ed25519([0xa7; 32]), PublicKey::P256([0xa7; 33])] {
			let ours = keys::document_key(institution, key);
			assert_eq!(ours, DocumentKeys::<Test>::hashed_key_for(institution, key));
		}
		let number = n ^ 0x55;
		let ours = keys::document_key_number(institution, number);
		assert_eq!(ours, DocumentKeyNumbers::<Test>::hashed_key_for(institution, number));
		let ours = keys::document_key_counts(institution);
		assert_eq!(ours, DocumentKeyCounts::<Test>::hashed_key_for(institution));
	}
	assert_eq!(keys::now(), pallet_timestamp::Now::<Test>::hashed_key());
	assert_eq!(
		keys::last_runtime_upgrade(),
		frame_system::LastRuntimeUpgrade::<Test>::hashed_key()
	);
	assert_eq!(keys::next_institution(), NextInstitutionId::<Test>::hashed_key());
	assert_eq!(keys::next_accreditation(), NextAccreditationId::<Test>::hashed_key());
	assert_eq!(keys::next_type(), NextTypeId::<Test>::hashed_key());
	assert_eq!(keys::whole_log(), WholeLog::<Test>::hashed_key());
}

#[test]
fn every_index_has_the_keys_that_readers_compute() {
	for n in [0, 1, 255, 256, u32::MAX] {
		let (institution, accreditation) = (InstitutionId(n), AccreditationId(n ^ 0x55));
		let end = u64::from(n) << 20;
		let key = (institution, end.to_be_bytes(), accreditation);
		let holding = Holdings::<Test>::hashed_key_for(key);
		assert_eq!(keys::holding(institution, end, accreditation), holding);
		assert!(holding.starts_with(&keys::holdings(institution)));
		assert!(keys::batch(institution, ROOT).starts_with(&keys::batches(institution)));
	}
}

#[test]
fn the_layout_is_the_one_that_readers_know() {
	assert_eq!(Pallet::<Test>::name(), keys::PALLET);
	assert_eq!(EventLog::name(), keys::EVENT_LOG);
	assert_eq!(keys::storage_version(), StorageVersion::storage_key::<Pallet<Test>>());
	assert_eq!(Pallet::<Test>::in_code_storage_version(), keys::LAYOUT);
}
