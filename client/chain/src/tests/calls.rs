// SPDX-License-Identifier: Apache-2.0

//! The call that is signed, and the records that are read, are those of the runtime, which a test of the
//! runtime writes to its golden files.

use crate::{Call, Consent, Motion, Permissions, Signature, StatusChangeAt, Validity};
use testamur_primitives::{
	records::{KeyEnd, Name, Profile, Rights, Scope, Terms, TypeDefinition, TypeKind, Uri},
	AccreditationId, InstitutionId, KeyPurpose, ListLabel, PublicKey, RevocationReason, Root,
	StatusChange, TypeId,
};

/// An account.
const ACCOUNT: [u8; 32] = [7; 32];

/// Returns a call of each kind.
fn calls() -> Vec<Call> {
	[of_institutions(), of_keys_and_types(), of_grants_and_credentials(), of_motions()].concat()
}

fn of_institutions() -> Vec<Call> {
	let institution = InstitutionId(2);
	let consent = Consent { until: 9, signature: Signature::Sr25519([1; 64]) };
	let profile = Profile { name: Name::default(), uri: Uri::default(), country: *b"AT" };
	vec![
		Call::register_institution(&profile, ACCOUNT, 10),
		Call::set_home_page(&Uri::default()),
		Call::suspend_institution(institution),
		Call::reinstate_institution(institution),
		Call::replace_admin(institution, ACCOUNT),
		Call::set_allowance(institution, 10),
		Call::set_operator(ACCOUNT, Permissions::default(), Some(consent)),
		Call::remove_operator(institution, ACCOUNT),
		Call::set_dual_authorization(institution, true),
		Call::rename_institution(institution, &Name::default(), *b"AT"),
		Call::hand_over(ACCOUNT, consent),
		Call::resign(),
		Call::close_institution(institution),
		Call::appoint_custodian(institution, institution, 1, 2, 3),
		Call::dismiss_custodian(institution),
	]
}

fn of_keys_and_types() -> Vec<Call> {
	let (institution, type_id, key) = (InstitutionId(2), TypeId(7), PublicKey::Ed25519([5; 32]));
	let definition = TypeDefinition {
		kind: TypeKind::Badge,
		content_hash: [1; 32],
		uri: Uri::default(),
		level: None,
		workload: None,
		default_validity: None,
	};
	vec![
		Call::register_type(&definition),
		Call::retire_type(type_id),
		Call::reinstate_type(type_id),
		Call::add_document_key(key, KeyPurpose::Credentials),
		Call::retire_document_key(key),
		Call::declare_compromised(institution, key, 1),
		Call::lift_compromise(institution, key),
		Call::reinstate_document_key(institution, key, KeyEnd::Never),
	]
}

fn of_grants_and_credentials() -> Vec<Call> {
	let (institution, grant, root) = (InstitutionId(2), AccreditationId(3), Root([9; 32]));
	let change = StatusChangeAt { index: 1, change: StatusChange::Suspend };
	let rights = Rights { attest: true, delegation: 0 };
	let terms = Terms { scope: Scope::Any, rights, valid_from: 1, valid_until: 2 };
	vec![
		Call::offer_accreditation(institution, Some(grant), &terms),
		Call::accept_accreditation(grant),
		Call::decline_accreditation(grant),
		Call::suspend_accreditation(grant),
		Call::reinstate_accreditation(grant),
		Call::withdraw_accreditation(grant, Some(1)),
		Call::renew_accreditation(grant, 2),
		Call::narrow_accreditation(grant, &terms),
		Call::relinquish_accreditation(grant),
		Call::lift_void(grant),
		Call::anchor(grant, TypeId(7), root, 5, Validity::Never),
		Call::change_statuses(root, &[change]),
		Call::change_statuses_for(institution, root, &[change]),
		Call::revoke_batch(root, RevocationReason::IssuedInError, None),
		Call::attest_again(root, grant),
		Call::list_batches(ListLabel([4; 16]), 0, &[root]),
		Call::all(&[Call::attest_again(root, grant)]),
	]
}

fn of_motions() -> Vec<Call> {
	let resign = Call::resign();
	let motion = Motion { hash: resign.hash(), index: 4 };
	vec![resign.propose(2), Call::vote(motion, true), resign.close(motion)]
}

#[test]
fn the_calls_are_those_of_the_runtime() {
	let golden = include_str!("../../../../runtime/tests/golden/runtime.txt");
	for call in calls() {
		let [pallet, index] = [call.bytes()[0], call.bytes()[1]];
		assert!(golden.contains(&format!("pallet {pallet} {}\n", call.pallet())), "{call:?}");
		let begin = format!("call {pallet}.{index} {}", call.name());
		let rest = golden.lines().find_map(|line| line.strip_prefix(&begin)).expect(&begin);
		let arguments = rest.trim_start_matches('(').trim_end_matches(')');
		let names = arguments.split(", ").filter_map(|argument| Some(argument.split_once(": ")?.0));
		// A comma within a type is followed by no name.
		assert!(names.eq(call.arguments().iter().copied()), "{begin}{rest}");
	}
}

#[test]
fn a_call_has_its_arguments_in_their_order() {
	let (accreditation, type_id, root) = (AccreditationId(3), TypeId(7), Root([9; 32]));
	let anchor = |validity| Call::anchor(accreditation, type_id, root, 5, validity);
	let never = anchor(Validity::Never);
	let expected = [&[20, 18][..], &[3, 0, 0, 0], &[7, 0, 0, 0], &[9; 32], &[5, 0, 0, 0], &[2]];
	assert_eq!(never.bytes(), expected.concat());
	let until = anchor(Validity::Until(1));
	assert_eq!(until.bytes()[never.bytes().len() - 1..], [3, 1, 0, 0, 0, 0, 0, 0, 0]);
	let change = StatusChangeAt { index: 4, change: StatusChange::Suspend };
	let changes = Call::change_statuses(root, &[change, change]);
	let one = [1, 4, 0, 0, 0, 1];
	assert_eq!(changes.bytes(), [&[20, 20][..], &[9; 32], &[8], &one, &one].concat());
	let list = Call::list_batches(ListLabel([4; 16]), 2, &[root]);
	let expected = [&[20, 33][..], &[4; 16], &[1, 2, 0, 0, 0], &[4], &[9; 32]];
	assert_eq!(list.bytes(), expected.concat());
	let both = Call::all(&[never.clone(), list.clone()]);
	assert_eq!(both.bytes(), [&[15, 2, 8], never.bytes(), list.bytes()].concat());
	// A motion states the length of its call, and holds its bytes as they are.
	let motion = Call::resign().propose(2);
	assert_eq!(motion.bytes(), [10, 2, 8, 20, 27, 8]);
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
