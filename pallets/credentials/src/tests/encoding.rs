// SPDX-License-Identifier: Apache-2.0

//! Tests that the stored values that this crate defines keep their bytes. Those of records are tested
//! in `primitives/tests/encoding.rs`.

use super::*;
use crate::{
	AccountRecord, FinalChangesAlone, GraveAct, OpenOffer, OpenOffersOf, PendingAct, Permissions,
	Role,
};
use codec::{Decode, Encode};
use sp_core::H256;
use testamur_primitives::{AccreditationId, RevocationReason, Scope, Terms, TypeId};

/// Checks that a value encodes to these bytes, and that they decode to it.
fn frozen<Value: Encode + Decode + PartialEq + std::fmt::Debug>(value: &Value, hex: &str) {
	let bytes: String = value.encode().iter().map(|byte| format!("{byte:02x}")).collect();
	assert_eq!(bytes, hex, "{value:?}");
	assert_eq!(Value::decode(&mut value.encode().as_slice()).as_ref(), Ok(value));
}

#[test]
fn accounts() {
	let of = |role| AccountRecord { institution: InstitutionId(7), role };
	frozen(&of(Role::Admin), "0700000000");
	let single = [
		(Permissions { issue: true, ..Default::default() }, "01000000"),
		(Permissions { change_status: true, ..Default::default() }, "00010000"),
		(Permissions { accredit: true, ..Default::default() }, "00000100"),
		(Permissions { grave: true, ..Default::default() }, "00000001"),
	];
	for (permissions, hex) in single {
		frozen(&of(Role::Operator(permissions)), &format!("0700000001{hex}"));
	}
}

#[test]
fn pending_acts() {
	let act: PendingAct<AccountId, H256> =
		PendingAct { act: H256::repeat_byte(0xaa), by: 1, until: 2 };
	frozen(&act, &format!("{}01000000000000000200000000000000", "aa".repeat(32)));
}

#[test]
fn open_offers() {
	let offer = OpenOffer { accreditation: AccreditationId(7), valid_until: 2 };
	frozen(&OpenOffersOf::truncate_from(vec![offer]), "04070000000200000000000000");
}

#[test]
fn final_changes_alone() {
	frozen(&FinalChangesAlone { since: 1, count: 2 }, "010000000000000002000000");
}

/// Checks the acts, of which the hash is stored.
#[test]
fn grave_acts() {
	let (accreditation, root, hash) = (AccreditationId(1), root(0xbb), "bb".repeat(32));
	let (operator, permissions) = (9, Permissions { grave: true, ..Default::default() });
	let terms = Terms { valid_from: 1, valid_until: 2, ..terms(Scope::Any, true, 0) };
	let acts: [(GraveAct<AccountId>, String); 11] = [
		(
			GraveAct::Withdraw { accreditation, void_from: Some(2) },
			"0001000000010200000000000000".into(),
		),
		(GraveAct::Withdraw { accreditation, void_from: None }, "000100000000".into()),
		(
			GraveAct::RevokeBatch {
				root,
				reason: RevocationReason::KeyCompromise,
				successor: None,
			},
			format!("01{hash}0500"),
		),
		(GraveAct::Relinquish { accreditation }, "0201000000".into()),
		(GraveAct::AttestAgain { root, accreditation }, format!("03{hash}01000000")),
		(GraveAct::RetireType { type_id: TypeId(3) }, "0403000000".into()),
		(GraveAct::Entrust { operator, permissions }, "05090000000000000000000001".into()),
		(GraveAct::HandOver { admin: 9 }, "060900000000000000".into()),
		(GraveAct::SetDualAuthorization { required: true }, "0701".into()),
		(
			GraveAct::Narrow { accreditation, terms },
			"0801000000010101000000000000000200000000000000".into(),
		),
		(
			GraveAct::ChangeStatuses { root, changes: [0xcc; 32] },
			format!("09{hash}{}", "cc".repeat(32)),
		),
	];
	for (act, hex) in acts {
		frozen(&act, &hex);
	}
}
