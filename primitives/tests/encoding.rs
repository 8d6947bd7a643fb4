// SPDX-License-Identifier: Apache-2.0

//! Tests of the bytes of stored records, which verifiers of storage proofs rely on.
//!
//! Each field of a record has a value of its own, so a test fails when two fields change places. A
//! change of these bytes is a change of the storage layout: it needs a migration.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use codec::{Decode, Encode};
use testamur_primitives::{
	records::KeyCounts, status::StatusChunk, Accreditation, AccreditationId, AccreditationState,
	Attestation, Batch, BatchRevocation, CredentialPointer, CredentialType, CustodialChange,
	Custody, DocumentKey, Grantor, Institution, InstitutionId, InstitutionState, KeyPurpose, Loss,
	Payer, Profile, PublicKey, Reissue, RevocationReason, Rights, Root, Scope, Status, Terms,
	TypeDefinition, TypeId, TypeKind, TypeState,
};

/// Checks that a record encodes to these bytes, and that they decode to it.
fn frozen<Record: Encode + Decode + PartialEq + std::fmt::Debug>(record: &Record, hex: &str) {
	let bytes: String = record.encode().iter().map(|byte| format!("{byte:02x}")).collect();
	assert_eq!(bytes, hex, "{record:?}");
	assert_eq!(&Record::decode(&mut &record.encode()[..]).unwrap(), record);
}

fn bounded<Text: TryFrom<Vec<u8>>>(text: &str) -> Text {
	text.as_bytes().to_vec().try_into().ok().unwrap()
}

#[test]
fn institution() {
	let profile = Profile { name: bounded("Uni"), uri: bounded("u:"), country: *b"NL" };
	let record = Institution {
		profile,
		admin: [0xaa_u8; 4],
		state: InstitutionState::Suspended { since: 1 },
		registered_at: 2,
		allowance: 3,
		operators: 4,
		held: 5,
		dual_authorization: true,
		custody: Some(Custody {
			custodian: InstitutionId(6),
			since: 7,
			until: 8,
			status_changes: 9,
			reissues: 10,
		}),
	};
	frozen(
		&record,
		"0c556e6908753a4e4caaaaaaaa01010000000000000002000000000000000300000004000000\
		 0500000001010600000007000000000000000800000000000000090000000a000000"
			.replace(' ', "")
			.as_str(),
	);
	frozen(&InstitutionState::Active, "00");
	frozen(&InstitutionState::Closed { since: 1 }, "020100000000000000");
}

#[test]
fn accreditation() {
	let types = [TypeId(7), TypeId(8)].into_iter().collect::<std::collections::BTreeSet<_>>();
	let record = Accreditation {
		holder: InstitutionId(1),
		grantor: Grantor::Institution {
			institution: InstitutionId(2),
			accreditation: AccreditationId(3),
		},
		terms: Terms {
			scope: Scope::Types(types.try_into().unwrap()),
			rights: Rights { attest: true, delegation: 4 },
			valid_from: 5,
			valid_until: 6,
		},
		state: AccreditationState::Withdrawn { at: 9, void_from: Some(10) },
		offered_at: 11,
		accepted_at: Some(12),
		narrowings: 13,
		parent_narrowings: 14,
	};
	frozen(
		&record,
		concat!(
			"01000000",
			"010200000003000000",
			"00080700000008000000",
			"0304",
			"05000000000000000600000000000000",
			"040900000000000000010a00000000000000",
			"0b00000000000000",
			"010c00000000000000",
			"0d000000",
			"0e000000",
		),
	);
	frozen(&Grantor::Council, "00");
	frozen(&Scope::Any, "01");
	frozen(&AccreditationState::Offered, "00");
	frozen(&AccreditationState::Declined { at: 1 }, "010100000000000000");
	frozen(&AccreditationState::Active, "02");
	let suspended = |by_council| AccreditationState::Suspended { since: 1, by_council };
	frozen(&suspended(false), "03010000000000000000");
	frozen(&suspended(true), "03010000000000000001");
}

#[test]
fn rights() {
	let rights = |attest, delegation| Rights { attest, delegation };
	frozen(&rights(false, 0), "00");
	frozen(&rights(true, 0), "01");
	frozen(&rights(false, 3), "0203");
	frozen(&rights(true, 3), "0303");
	// Levels that were left out are no right at all, whatever else was stated.
	for left_out in [[2, 0], [3, 0]] {
		assert_eq!(Rights::decode(&mut &left_out[..]), Ok(rights(false, 0)));
	}
	assert!(Rights::decode(&mut &[4, 1][..]).is_err());
}

#[test]
fn credential_type() {
	let record = CredentialType {
		owner: Some(InstitutionId(1)),
		definition: TypeDefinition {
			kind: TypeKind::Badge,
			content_hash: [0xbb; 32],
			uri: bounded("u:"),
			level: Some(6),
			workload: Some(300),
			default_validity: Some(7),
		},
		state: TypeState::Retired { at: 8 },
		registered_at: 9,
	};
	frozen(
		&record,
		concat!(
			"0101000000",
			"03",
			"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
			"08753a",
			"0106",
			"012c010000",
			"010700000000000000",
			"010800000000000000",
			"0900000000000000",
		),
	);
	frozen(&TypeKind::Unstated, "00");
	frozen(&TypeKind::MicroCredential, "01");
	frozen(&TypeKind::Certificate, "02");
	frozen(&TypeState::Active, "00");
}

#[test]
fn batch() {
	let record = Batch {
		accreditation: AccreditationId(1),
		type_id: TypeId(2),
		size: 3,
		issued_at: 4,
		valid_until: Some(5),
		revoked: Some(BatchRevocation {
			reason: RevocationReason::KeyCompromise,
			at: 6,
			successor: Some(Root([0xdd; 32])),
		}),
		attested_again: Some(Attestation {
			accreditation: AccreditationId(7),
			since: 8,
			former: AccreditationId(9),
			loss: Loss::Narrowed,
		}),
	};
	frozen(
		&record,
		concat!(
			"01000000",
			"02000000",
			"03000000",
			"0400000000000000",
			"010500000000000000",
			"01050600000000000000",
			"01dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
			"010700000008000000000000000900000003",
		),
	);
	let codes: Vec<_> = RevocationReason::ALL.iter().map(|reason| reason.encode()[0]).collect();
	assert_eq!(codes, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn statuses_and_successors() {
	let mut chunk = StatusChunk::default();
	chunk.set(0, Status::Suspended);
	chunk.set(1, Status::Superseded);
	chunk.set(255, Status::Revoked(RevocationReason::KeyCompromise));
	frozen(&chunk, &format!("21{}80", "00".repeat(126)));
	let pointer =
		CredentialPointer { institution: InstitutionId(1), root: Root([0xcc; 32]), index: 2 };
	frozen(&pointer, &format!("01000000{}02000000", "cc".repeat(32)));
}

#[test]
fn document_keys() {
	let record = DocumentKey {
		number: 1,
		purpose: KeyPurpose::StatusLists,
		since: 2,
		until: Some(3),
		compromised_since: Some(4),
	};
	frozen(
		&record,
		concat!("01000000", "02", "0200000000000000", "010300000000000000", "010400000000000000"),
	);
	frozen(&KeyPurpose::Unstated, "00");
	frozen(&KeyPurpose::Credentials, "01");
	frozen(&PublicKey::Ed25519([0xaa; 32]), &format!("00{}", "aa".repeat(32)));
	frozen(&PublicKey::P256([0xbb; 33]), &format!("01{}", "bb".repeat(33)));
	let counts = KeyCounts { given: 1, listed: 2, current: 3 };
	frozen(&counts, "010000000200000003000000");
}

#[test]
fn traces_of_custodians() {
	let change = CustodialChange { by: InstitutionId(1), at: 2, ended: true };
	frozen(&change, "01000000020000000000000001");
	let reissue = Reissue { by: InstitutionId(1), at: 2, former: Root([0xcc; 32]), index: 3 };
	frozen(&reissue, &format!("010000000200000000000000{}03000000", "cc".repeat(32)));
}

/// Checks that an institution without a custodian has one byte more than without this field.
#[test]
fn no_custody_is_one_byte() {
	assert_eq!(None::<Custody>.encode(), [0]);
}

#[test]
fn payers() {
	let institution: Payer<[u8; 32]> = Payer::Institution(InstitutionId(1));
	frozen(&institution, "0001000000");
	frozen(&Payer::Governor([0xaa_u8; 32]), &format!("01{}", "aa".repeat(32)));
}
