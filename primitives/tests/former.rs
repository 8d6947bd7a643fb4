// SPDX-License-Identifier: Apache-2.0

//! Tests of the records of layout 1: their bytes are those that the encoding test of that layout
//! demanded, and each means what it meant.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use codec::{Decode, DecodeAll, Encode};
use testamur_primitives::{
	former::{self, present_value},
	keys, Accreditation, AccreditationId, AccreditationState, Batch, BatchRevocation,
	CredentialType, Grantor, Institution, InstitutionId, InstitutionState, Profile,
	RevocationReason, Rights, Root, Scope, Terms, TypeDefinition, TypeId, TypeKind, TypeState,
};

/// Decodes these bytes of the former layout, which must be those that its type encodes to again.
fn former<Record: Decode + Encode>(hex: &str) -> Record {
	let digits = hex.as_bytes().chunks(2);
	let bytes: Vec<u8> = digits
		.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
		.collect();
	let record = Record::decode_all(&mut &bytes[..]).unwrap();
	assert_eq!(record.encode(), bytes);
	record
}

fn bounded<Text: TryFrom<Vec<u8>>>(text: &str) -> Text {
	text.as_bytes().to_vec().try_into().ok().unwrap()
}

#[test]
fn institution() {
	let record: former::Institution<[u8; 4]> = former(concat!(
		"0c556e69",
		"08753a",
		"4e4c",
		"aaaaaaaa",
		"010100000000000000",
		"0200000000000000",
		"03000000",
		"04000000",
		"05000000",
	));
	let expected = Institution {
		profile: Profile { name: bounded("Uni"), uri: bounded("u:"), country: *b"NL" },
		admin: [0xaa_u8; 4],
		state: InstitutionState::Suspended { since: 1 },
		registered_at: 2,
		allowance: 3,
		operators: 4,
		held: 5,
		dual_authorization: false,
		custody: None,
	};
	assert_eq!(Institution::from(record), expected);
	let active = InstitutionState::from(former::<former::InstitutionState>("00"));
	assert_eq!(active, InstitutionState::Active);
}

#[test]
fn accreditation() {
	let types = [TypeId(7), TypeId(8)].into_iter().collect::<std::collections::BTreeSet<_>>();
	let record: former::Accreditation = former(concat!(
		"01000000",
		"010200000003000000",
		"01080700000008000000",
		"0104",
		"05000000000000000600000000000000",
		"040900000000000000010a00000000000000",
		"0b00000000000000",
		"010c00000000000000",
		"0d000000",
		"0e000000",
	));
	let expected = Accreditation {
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
	assert_eq!(Accreditation::from(record), expected);
	assert_eq!(Scope::from(former::<former::Scope>("00")), Scope::Any);
	for (bytes, attest, delegation) in
		[("0100", true, 0), ("0001", false, 1), ("0102", true, 2), ("0000", false, 0)]
	{
		let expected = Rights { attest, delegation };
		assert_eq!(Rights::from(former::<former::Rights>(bytes)), expected);
	}
}

/// Checks the states of grants, of which that of a suspended one says more than it did.
#[test]
fn the_council_suspended_its_own_grants_and_grantors_the_others() {
	let by_institution =
		Grantor::Institution { institution: InstitutionId(1), accreditation: AccreditationId(2) };
	for (bytes, of_council, of_institution) in [
		("00", AccreditationState::Offered, AccreditationState::Offered),
		(
			"010100000000000000",
			AccreditationState::Declined { at: 1 },
			AccreditationState::Declined { at: 1 },
		),
		("02", AccreditationState::Active, AccreditationState::Active),
		(
			"030100000000000000",
			AccreditationState::Suspended { since: 1, by_council: true },
			AccreditationState::Suspended { since: 1, by_council: false },
		),
		(
			"04010000000000000000",
			AccreditationState::Withdrawn { at: 1, void_from: None },
			AccreditationState::Withdrawn { at: 1, void_from: None },
		),
	] {
		let terms = former::Terms {
			scope: former::Scope::Any,
			rights: former::Rights { attest: true, delegation: 0 },
			valid_from: 1,
			valid_until: 2,
		};
		let record = former::Accreditation {
			holder: InstitutionId(3),
			grantor: Grantor::Council,
			terms,
			state: former(bytes),
			offered_at: 1,
			accepted_at: None,
			narrowings: 0,
			parent_narrowings: 0,
		};
		assert_eq!(Accreditation::from(record.clone()).state, of_council);
		let record = former::Accreditation { grantor: by_institution, ..record };
		assert_eq!(Accreditation::from(record).state, of_institution);
	}
}

#[test]
fn credential_type() {
	let record: former::CredentialType = former(concat!(
		"0101000000",
		"02",
		"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
		"08753a",
		"0106",
		"012c010000",
		"010700000000000000",
		"010800000000000000",
		"0900000000000000",
	));
	let expected = CredentialType {
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
	assert_eq!(CredentialType::from(record), expected);
	let kind = |bytes| TypeKind::from(former::<former::TypeKind>(bytes));
	assert_eq!((kind("00"), kind("01")), (TypeKind::MicroCredential, TypeKind::Certificate));
}

#[test]
fn batch() {
	let record: former::Batch = former(concat!(
		"01000000",
		"02000000",
		"03000000",
		"0400000000000000",
		"010500000000000000",
		"01050600000000000000",
	));
	let revocation =
		BatchRevocation { reason: RevocationReason::KeyCompromise, at: 6, successor: None };
	let expected = Batch {
		accreditation: AccreditationId(1),
		type_id: TypeId(2),
		size: 3,
		issued_at: 4,
		valid_until: Some(5),
		revoked: Some(revocation),
		attested_again: None,
	};
	assert_eq!(Batch::from(record), expected);
}

#[test]
fn values_are_converted_by_their_keys() {
	let batch = former::Batch {
		accreditation: AccreditationId(1),
		type_id: TypeId(2),
		size: 3,
		issued_at: 4,
		valid_until: None,
		revoked: None,
	};
	let present = |key: Vec<u8>, value| present_value::<[u8; 32]>(&key, value);
	let (institution, root) = (InstitutionId(1), Root([7; 32]));
	let key = keys::batch(institution, root);
	assert_eq!(present(key.clone(), batch.encode()), Batch::from(batch).encode());
	// What is no record of the former layout is none of the present one.
	for damaged in [vec![], vec![1], Batch::from(batch).encode()] {
		assert_eq!(present(key.clone(), damaged), Vec::<u8>::new());
	}
	for key in [
		keys::institution(institution),
		keys::accreditation(AccreditationId(1)),
		keys::credential_type(TypeId(1)),
	] {
		assert_eq!(present(key, batch.encode()), Vec::<u8>::new());
	}
	// Statuses, successors, time and the rest have kept their bytes.
	for key in
		[keys::statuses(institution, root, 0), keys::successor(institution, root, 0), keys::now()]
	{
		assert_eq!(present(key, batch.encode()), batch.encode());
	}
}
