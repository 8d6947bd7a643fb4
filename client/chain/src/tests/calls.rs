// SPDX-License-Identifier: Apache-2.0

//! The call that is signed, and the records that are read, are those of the runtime, which a test of the
//! runtime writes to its golden files.

use crate::{anchoring::CALL, Anchoring, Validity};
use testamur_primitives::{AccreditationId, Root, TypeId};

#[test]
fn the_call_is_that_of_the_runtime() {
	let calls = include_str!("../../../../runtime/tests/golden/runtime.txt");
	let [pallet, call] = CALL;
	let line = format!(
		"call {pallet}.{call} anchor(accreditation: AccreditationId, type_id: TypeId, anchor: Anchor)\n"
	);
	assert!(calls.contains(&line), "the runtime has no {line}");
}

#[test]
fn a_call_has_its_arguments_in_their_order() {
	let (accreditation, type_id) = (AccreditationId(3), TypeId(7));
	let root = Root([9; 32]);
	let never =
		Anchoring { accreditation, type_id, root, size: 5, validity: Validity::Never }.encoded();
	let expected = [&CALL[..], &[3, 0, 0, 0], &[7, 0, 0, 0], &[9; 32], &[5, 0, 0, 0], &[2]];
	assert_eq!(never, expected.concat());
	let until = Anchoring { accreditation, type_id, root, size: 5, validity: Validity::Until(1) };
	assert_eq!(until.encoded()[never.len() - 1..], [3, 1, 0, 0, 0, 0, 0, 0, 0]);
}

/// Checks the layouts that `membership.rs` decodes against the types of the pallets: every field and every
/// variant, in the order in which they are encoded.
#[test]
fn the_records_that_are_read_are_those_of_the_pallets() {
	let types = include_str!("../../../../runtime/tests/golden/types.txt");
	let of = |name: &str| -> Vec<&str> {
		let lines = types.lines().filter_map(|line| line.strip_prefix("type "));
		lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix(' ')).collect()
	};
	let permissions = "Permissions(issue: bool, change_status: bool, accredit: bool, grave: bool)";
	let records = [
		("types::AccountRecord", vec!["AccountRecord(institution: InstitutionId, role: Role)"]),
		("types::Role", vec!["Role 0 Admin()", "Role 1 Operator(Permissions)"]),
		("types::Permissions", vec![permissions]),
	];
	for (name, layout) in records {
		assert_eq!(of(&format!("pallet_credentials::{name}")), layout);
	}
	assert_eq!(of("testamur_primitives::ids::InstitutionId"), ["InstitutionId(u32)"]);
	let usage = of("pallet_allowance::allowance::Usage");
	assert_eq!(usage, ["Usage<u32>(period: u32, operations: u32)"]);
	let payer = of("pallet_allowance::payers::Payer");
	assert_eq!(payer[0], "Payer<AccountId32, InstitutionId> 0 Member(InstitutionId)");
	let storage = include_str!("../../../../runtime/tests/golden/runtime.txt");
	for map in [
		"Accounts: [Blake2_128Concat] of AccountId32 -> AccountRecord optional",
		"Usages: [Blake2_128Concat] of Payer<AccountId32, InstitutionId> -> Usage<u32> or default",
	] {
		assert!(storage.lines().any(|line| line.ends_with(map)), "{map}");
	}
}
