// SPDX-License-Identifier: Apache-2.0

//! Tests of verdicts from the records in the state of a block, and of the cases in which the
//! runtime is called instead.

use super::{
	mock::{Node, Refusal, State, NEWEST},
	samples::{document_key, signed_reference, time},
};
use crate::{native, record_cache::RecordCache};
use codec::{Decode, Encode};
use pallet_credentials_runtime_api::COMPATIBLE_SINCE;
use serde_json::{json, Value};
use sp_core::{
	storage::{StateVersion, Storage},
	H256,
};
use sp_runtime::{traits::BlakeTwo256, AccountId32};
use sp_state_machine::InMemoryBackend;
use std::sync::atomic::Ordering::SeqCst;
use testamur_primitives::{
	evaluate::MEANING,
	former,
	hash::Leaf,
	keys,
	records::{InstitutionState, Profile},
	status::StatusChunk,
	verdict::{Outcome, Reason},
	views::Contract,
	Accreditation, AccreditationId, AccreditationState, Batch, CredentialReference, CredentialType,
	DocumentKey, Grantor, Institution, InstitutionId, PublicKey, RecordId, RevocationReason,
	Rights, Root, Scope, Status, Terms, TypeDefinition, TypeId, TypeKind, TypeState,
};

pub(super) const LEAF: Leaf = Leaf([0xab; 32]);
pub(super) const UNIVERSITY: InstitutionId = InstitutionId(7);
pub(super) const COURSE: TypeId = TypeId(4);
pub(super) const GRANT: AccreditationId = AccreditationId(3);

pub(super) fn university() -> Institution<AccountId32> {
	Institution {
		profile: Profile {
			name: b"University".to_vec().try_into().unwrap(),
			uri: Default::default(),
			country: *b"NL",
		},
		admin: AccountId32::new([1; 32]),
		state: InstitutionState::Active,
		registered_at: time(1),
		allowance: 1,
		operators: 0,
		held: 1,
		dual_authorization: false,
		custody: None,
	}
}

/// Returns a state of this layout with a single credential.
pub(super) fn state(layout: u16) -> State {
	let institution = university();
	let definition = TypeDefinition {
		kind: TypeKind::Badge,
		content_hash: [5; 32],
		uri: b"https://uni.example/type/4".to_vec().try_into().unwrap(),
		level: None,
		workload: None,
		default_validity: None,
	};
	let credential_type = CredentialType {
		owner: None,
		definition,
		state: TypeState::Active,
		registered_at: time(1),
	};
	let grant = Accreditation {
		holder: UNIVERSITY,
		grantor: Grantor::Council,
		terms: Terms {
			scope: Scope::Any,
			rights: Rights { attest: true, delegation: 0 },
			valid_from: 0,
			valid_until: u64::MAX,
		},
		state: AccreditationState::Active,
		offered_at: time(1),
		accepted_at: Some(time(1)),
		narrowings: 0,
		parent_narrowings: 0,
	};
	let batch = Batch {
		accreditation: GRANT,
		type_id: COURSE,
		size: 1,
		issued_at: time(2),
		valid_until: None,
		revoked: None,
		attested_again: None,
	};
	State::from([
		(keys::storage_version(), layout.encode()),
		(keys::institution(UNIVERSITY), institution.encode()),
		(keys::credential_type(COURSE), credential_type.encode()),
		(keys::accreditation(GRANT), grant.encode()),
		(keys::batch(UNIVERSITY, Root(LEAF.0)), batch.encode()),
	])
}

async fn verify(node: &Node, leaf: Leaf) -> Result<Value, Refusal> {
	verify_at(node, leaf, Value::Null).await
}

async fn verify_at(node: &Node, leaf: Leaf, at: Value) -> Result<Value, Refusal> {
	let reference = json!({
		"institution": UNIVERSITY.0, "leaf": H256(leaf.0), "index": 0, "size": 1, "path": [],
	});
	let mut answer = node.ask("credentials_verify", json!([[reference], at])).await?;
	Ok(answer[0].take())
}

fn calls(node: &Node) -> usize {
	node.behavior.calls.load(SeqCst)
}

#[tokio::test]
async fn known_records_are_evaluated_without_the_runtime() {
	let node = Node::with_state(0, 9, 9, &state(keys::LAYOUT));
	let verdict = verify(&node, LEAF).await.unwrap();
	assert_eq!(verdict["outcome"], "valid");
	assert_eq!(verdict["institution"]["name"], "University");
	assert_eq!(verdict["accreditation"]["path"][0]["id"], GRANT.0);
	assert_eq!(verdict["asOf"], node.as_of(9));
	let reasons = verify(&node, Leaf([1; 32])).await.unwrap()["reasons"].take();
	assert_eq!(reasons, json!(["notAnchored"]));
	assert_eq!(calls(&node), 1, "the time of the block, and no more");
}

#[tokio::test]
async fn cached_records_of_a_block_are_used_for_no_other() {
	let before = state(keys::LAYOUT);
	let mut after = before.clone();
	let mut grant = Accreditation::decode(&mut &before[&keys::accreditation(GRANT)][..]).unwrap();
	grant.state = AccreditationState::Withdrawn { at: time(5), void_from: Some(0) };
	after.insert(keys::accreditation(GRANT), grant.encode());
	let node = Node::with_states(0, 9, 9, |number| if number < 5 { &before } else { &after });
	for (number, outcome) in [(4, "valid"), (5, "invalid"), (4, "valid"), (9, "invalid")] {
		let verdict = verify_at(&node, LEAF, node.hash(number)).await.unwrap();
		assert_eq!(verdict["outcome"], outcome, "block {number}");
	}
	// Another block with the same number has a cache of its own too.
	let node = Node::with_states(0, 9, 9, |number| if number == 1 { &after } else { &before });
	for (block, outcome) in [(json!(node.fork), "valid"), (node.hash(1), "invalid")] {
		let verdict = verify_at(&node, LEAF, block).await.unwrap();
		assert_eq!(verdict["outcome"], outcome);
	}
}

#[test]
fn shared_records_are_not_read_again() {
	let database = |values: State| -> InMemoryBackend<BlakeTwo256> {
		let storage = Storage { top: values, children_default: Default::default() };
		(storage, StateVersion::V1).into()
	};
	let whole = state(keys::LAYOUT);
	let mut batches = whole.clone();
	batches.retain(|key, _| *key == keys::batch(UNIVERSITY, Root(LEAF.0)));
	let (whole, batches) = (database(whole), database(batches));
	let asked = [CredentialReference {
		institution: UNIVERSITY,
		leaf: LEAF,
		index: 0,
		size: 1,
		path: vec![].try_into().unwrap(),
		signed_by: None,
	}];

	let cache = RecordCache::default();
	let verdicts = |state: &InMemoryBackend<BlakeTwo256>, cache: &RecordCache| {
		native::verdicts(state, Some(cache), &asked, time(9))
	};
	let first = verdicts(&whole, &cache).unwrap();
	assert_eq!(first[0].outcome, Outcome::Valid);
	assert_eq!(verdicts(&batches, &cache), Ok(first));
	let uncached = verdicts(&batches, &RecordCache::default());
	let missing = RecordId::Institution(UNIVERSITY).missing();
	assert_eq!(uncached, Err(missing.into()), "the shared records are in the cache only");
	// The records of a credential itself are read each time.
	let none = verdicts(&database(State::new()), &cache).unwrap();
	assert_eq!(none[0].reasons, [Reason::NotAnchored]);
}

#[tokio::test]
async fn their_status_counts() {
	let mut state = state(keys::LAYOUT);
	let mut chunk = StatusChunk::default();
	chunk.set(0, Status::Revoked(RevocationReason::Misconduct));
	state.insert(keys::statuses(UNIVERSITY, Root(LEAF.0), 0), chunk.encode());
	let node = Node::with_state(0, 9, 9, &state);
	let verdict = verify(&node, LEAF).await.unwrap();
	assert_eq!(verdict["reasons"], json!(["revoked"]));
	assert_eq!(verdict["status"]["reason"], "misconduct");
}

/// Checks the key that signed the document, from the text of the question to that of the answer.
#[tokio::test]
async fn the_key_that_signed_it_counts() {
	let mut reference = signed_reference();
	let key: PublicKey = reference["signedBy"].as_str().unwrap().parse().unwrap();
	reference["institution"] = json!(UNIVERSITY.0);
	reference["leaf"] = json!(H256(LEAF.0));
	(reference["index"], reference["size"], reference["path"]) = (json!(0), json!(1), json!([]));
	let stored = keys::document_key(UNIVERSITY, key);
	let (open, until) = (DocumentKey { compromised_since: None, ..document_key(3) }, Some(time(2)));
	for (record, reasons) in [
		(None, json!(["keyNotAuthorized"])),
		(Some(open), json!([])),
		(Some(DocumentKey { until, ..open }), json!(["keyNotAuthorized"])),
		(Some(DocumentKey { compromised_since: until, ..open }), json!(["keyCompromised"])),
	] {
		let mut state = state(keys::LAYOUT);
		if let Some(record) = record {
			state.insert(stored.clone(), record.encode());
		}
		let node = Node::with_state(0, 9, 9, &state);
		let answer = node.ask("credentials_verify", json!([[reference]])).await.unwrap();
		assert_eq!(answer[0]["reasons"], reasons, "{record:?}");
		let number = record.map(|record| record.number);
		assert_eq!(answer[0]["documentKey"]["number"], json!(number));
	}
	let mut damaged = state(keys::LAYOUT);
	damaged.insert(stored, vec![1]);
	let node = Node::with_state(0, 9, 9, &damaged);
	let refusal = node.ask("credentials_verify", json!([[reference]])).await.unwrap_err();
	assert_eq!(refusal.code, 9005);
	let name = format!("document key {key} of institution 7 is malformed");
	assert!(refusal.message.contains(&name), "{refusal:?}");
}

#[tokio::test]
async fn records_of_another_layout_are_left_to_the_runtime() {
	let unknown = [0, keys::LAYOUT + 1, u16::MAX].map(state);
	let mut none = state(keys::LAYOUT);
	none.remove(&keys::storage_version());
	for state in unknown.iter().chain([&none]) {
		let node = Node::with_state(0, 9, 9, state);
		let verdict = verify(&node, LEAF).await.unwrap();
		// The mocked runtime knows one institution, and this is another.
		assert_eq!(verdict["reasons"], json!(["notAnchored"]));
		assert_eq!(calls(&node), 2, "the time of the block, and the verdict");
	}
}

/// Returns the state of layout 1 with the same credential.
pub(super) fn former_state() -> State {
	let Institution { profile, admin, registered_at, allowance, operators, held, .. } =
		university();
	let state_of = former::InstitutionState::Active;
	let institution = former::Institution {
		profile,
		admin,
		state: state_of,
		registered_at,
		allowance,
		operators,
		held,
	};
	let definition = former::TypeDefinition {
		kind: former::TypeKind::Badge,
		content_hash: [5; 32],
		uri: b"https://uni.example/type/4".to_vec().try_into().unwrap(),
		level: None,
		workload: None,
		default_validity: None,
	};
	let credential_type = former::CredentialType {
		owner: None,
		definition,
		state: TypeState::Active,
		registered_at: time(1),
	};
	let grant = former::Accreditation {
		holder: UNIVERSITY,
		grantor: Grantor::Council,
		terms: former::Terms {
			scope: former::Scope::Any,
			rights: former::Rights { attest: true, delegation: 0 },
			valid_from: 0,
			valid_until: u64::MAX,
		},
		state: former::AccreditationState::Active,
		offered_at: time(1),
		accepted_at: Some(time(1)),
		narrowings: 0,
		parent_narrowings: 0,
	};
	let batch = former::Batch {
		accreditation: GRANT,
		type_id: COURSE,
		size: 1,
		issued_at: time(2),
		valid_until: None,
		revoked: None,
	};
	State::from([
		(keys::storage_version(), former::LAYOUT.encode()),
		(keys::institution(UNIVERSITY), institution.encode()),
		(keys::credential_type(COURSE), credential_type.encode()),
		(keys::accreditation(GRANT), grant.encode()),
		(keys::batch(UNIVERSITY, Root(LEAF.0)), batch.encode()),
	])
}

#[tokio::test]
async fn records_of_the_former_layout_are_converted() {
	let node = Node::with_state(0, 9, 9, &former_state());
	node.behavior.version.store(COMPATIBLE_SINCE - 1, SeqCst);
	let present = Node::with_state(0, 9, 9, &state(keys::LAYOUT));
	for leaf in [LEAF, Leaf([1; 32])] {
		let mut verdicts =
			[verify(&node, leaf).await.unwrap(), verify(&present, leaf).await.unwrap()];
		// They are of blocks of two chains.
		assert!(verdicts.iter_mut().all(|verdict| !verdict["asOf"].take().is_null()));
		let [converted, native] = verdicts;
		assert_eq!(converted, native);
	}
	assert_eq!(calls(&node), 1, "the time of the block, and no more");
	// Its runtime has no other answer that this crate would understand.
	let refusal = node.ask("credentials_institution", json!([UNIVERSITY.0])).await.unwrap_err();
	assert_eq!(refusal.code, 9005);
	assert!(refusal.message.contains("an archive node of that time"), "{refusal:?}");
	let mut damaged = former_state();
	damaged.insert(keys::accreditation(GRANT), vec![1]);
	let node = Node::with_state(0, 9, 9, &damaged);
	node.behavior.version.store(COMPATIBLE_SINCE - 1, SeqCst);
	let refusal = verify(&node, LEAF).await.unwrap_err();
	assert!(refusal.message.contains("accreditation 3 is malformed"), "{refusal:?}");
}

/// Checks that a state that is being migrated is left to its runtime, which says so.
#[tokio::test]
async fn records_that_are_being_migrated_are_left_to_the_runtime() {
	let node = Node::with_state(0, 9, 9, &former_state());
	*node.behavior.refusal.lock().unwrap() =
		Some(testamur_primitives::views::QueryError::UpgradePending);
	let refusal = verify(&node, LEAF).await.unwrap_err();
	assert_eq!(refusal.code, 9005);
	assert!(refusal.message.contains("replaced the runtime"), "{refusal:?}");
}

#[tokio::test]
async fn damaged_records_are_an_error() {
	for (record, name) in [
		(RecordId::Institution(UNIVERSITY), "institution 7"),
		(RecordId::Accreditation(GRANT), "accreditation 3"),
		(RecordId::CredentialType(COURSE), "credential type 4"),
	] {
		let mut damaged = state(keys::LAYOUT);
		damaged.remove(&record.key());
		let node = Node::with_state(0, 9, 9, &damaged);
		let refusal = verify(&node, LEAF).await.unwrap_err();
		assert_eq!(refusal.code, 9005);
		assert!(refusal.message.contains(&format!("({name} is missing)")), "{refusal:?}");
	}
	let mut damaged = state(keys::LAYOUT);
	damaged.insert(keys::storage_version(), vec![1]);
	let refusal = verify(&Node::with_state(0, 9, 9, &damaged), LEAF).await.unwrap_err();
	assert!(refusal.message.contains("the version of the records is malformed"), "{refusal:?}");
}

#[tokio::test]
async fn records_of_a_newer_runtime_are_evaluated_if_they_mean_the_same() {
	for (meaning, calls_of_one) in [(MEANING, 1), (MEANING + 1, 2)] {
		let node = Node::with_state(0, 9, 9, &state(keys::LAYOUT));
		node.behavior.version.store(NEWEST + 1, SeqCst);
		*node.behavior.contract.lock().unwrap() = Contract { meaning, compatible_since: NEWEST };
		verify(&node, LEAF).await.unwrap();
		assert_eq!(calls(&node), calls_of_one, "the time of the block, and its verdict");
	}
}
