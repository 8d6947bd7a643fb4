// SPDX-License-Identifier: Apache-2.0

//! Tests of the migration of a chain of layout 1: what precedes the steps, and all of it over the state
//! of a real chain.
//!
//! `tests/fixtures/layout-1.json` holds a state of the node of 0189fe0, references to its credentials
//! and the verdicts of that node. `TESTAMUR_FIXTURE=FILE scripts/rehearse-migration` makes another.

use frame_support::{
	migrations::MultiStepMigrator,
	traits::{GetStorageVersion, OnRuntimeUpgrade, StorageVersion},
};
use pallet_collective::{CostOf, ProposalOf, Proposals, Voting};
use pallet_consortium::{CurrentSettings, Settings, NEVER_ABSENT};
use pallet_event_log::{SubjectLogs, WholeLog};
use serde_json::Value;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::storage::Storage;
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::{
	traits::{Hash as _, Header as _},
	Digest, DigestItem, ExtrinsicInclusionMode,
};
use testamur_primitives::{
	former, keys, records::Name, verdict::Verdict, views::QueryError, AccreditationId,
	CredentialReference, InstitutionId, Leaf, Root,
};
use testamur_runtime::{
	configs::{CouncilCollective, RuntimeBlockWeights, StepWeight, Steps},
	constants::SLOT_DURATION,
	migrations::BeforeSteps,
	Council, Credentials, Executive, Header, Runtime, RuntimeCall, System, UncheckedExtrinsic,
};

use crate::chain;

const FIXTURE: &str = include_str!("../fixtures/layout-1.json");

#[test]
fn a_step_gets_on_and_leaves_half_of_the_block() {
	let limit = StepWeight::get();
	assert!(Steps::least().all_lte(limit));
	assert!(limit.ref_time() * 2 <= RuntimeBlockWeights::get().max_block.ref_time());
}

/// Opens a motion as a chain of the runtime before would have it, and returns its hash.
fn open_motion() -> testamur_runtime::Hash {
	let call = RuntimeCall::System(frame_system::Call::remark { remark: vec![7] });
	let hash = sp_runtime::traits::BlakeTwo256::hash_of(&call);
	Council::do_propose_proposed(Alice.to_account_id(), 3, Box::new(call), 1_000).unwrap();
	hash
}

#[test]
fn motions_with_calls_of_the_runtime_before_are_closed() {
	chain("local_testnet").execute_with(|| {
		let motion = open_motion();
		StorageVersion::new(former::LAYOUT).put::<Credentials>();
		BeforeSteps::on_runtime_upgrade();
		assert!(Proposals::<Runtime, CouncilCollective>::get().is_empty());
		assert!(!ProposalOf::<Runtime, CouncilCollective>::contains_key(motion));
		assert!(!Voting::<Runtime, CouncilCollective>::contains_key(motion));
		assert!(!CostOf::<Runtime, CouncilCollective>::contains_key(motion));
		// The council can make it again, which takes the same place.
		assert_eq!(open_motion(), motion);
	});
}

#[test]
fn a_chain_of_the_present_layout_keeps_its_motions() {
	chain("local_testnet").execute_with(|| {
		let motion = open_motion();
		BeforeSteps::on_runtime_upgrade();
		assert_eq!(Proposals::<Runtime, CouncilCollective>::get().into_inner(), [motion]);
		assert!(!Steps::ongoing());
	});
}

#[test]
fn validators_that_were_never_retired_for_absence_still_are_not() {
	chain("local_testnet").execute_with(|| {
		for (before, after) in [(0, NEVER_ABSENT), (3, 3)] {
			StorageVersion::new(former::LAYOUT).put::<Credentials>();
			CurrentSettings::<Runtime>::mutate(|settings| settings.absent_sessions = before);
			let Settings { session_length, floor, .. } = CurrentSettings::<Runtime>::get();
			BeforeSteps::on_runtime_upgrade();
			let settings = CurrentSettings::<Runtime>::get();
			assert_eq!(settings.absent_sessions, after);
			assert_eq!((settings.session_length, settings.floor), (session_length, floor));
		}
	});
}

/// Returns the fixture: the state, and the references with the verdicts of the node of that time.
fn fixture() -> (TestExternalities, Vec<(CredentialReference, Value)>) {
	let fixture: Value = serde_json::from_str(FIXTURE).unwrap();
	let entries = fixture["state"].as_object().unwrap();
	let top = entries
		.iter()
		.map(|(key, value)| (bytes(key), bytes(value.as_str().unwrap())))
		.collect();
	let storage = Storage { top, children_default: Default::default() };
	let references = fixture["references"].as_array().unwrap().iter().map(reference);
	let verdicts = fixture["verdicts"].as_array().unwrap().iter().cloned();
	(TestExternalities::from(storage), references.zip(verdicts).collect())
}

fn bytes(hex: &str) -> Vec<u8> {
	let digits = hex.strip_prefix("0x").unwrap().as_bytes();
	let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
	digits.chunks(2).map(byte).collect()
}

fn reference(json: &Value) -> CredentialReference {
	let number = |name| u32::try_from(json[name].as_u64().unwrap()).unwrap();
	let hash = |value: &Value| bytes(value.as_str().unwrap()).try_into().unwrap();
	let path: Vec<_> =
		json["path"].as_array().unwrap().iter().map(|node| Root(hash(node))).collect();
	CredentialReference {
		institution: InstitutionId(number("institution")),
		leaf: Leaf(hash(&json["leaf"])),
		index: number("index"),
		size: number("size"),
		path: path.try_into().unwrap(),
		signed_by: None,
	}
}

/// Makes a block without transactions, and returns whether it may have had some.
fn make_block() -> ExtrinsicInclusionMode {
	let slot = *pallet_aura::CurrentSlot::<Runtime>::get() + 1;
	let digest = Digest {
		logs: vec![DigestItem::PreRuntime(
			AURA_ENGINE_ID,
			codec::Encode::encode(&Slot::from(slot)),
		)],
	};
	let number = System::block_number() + 1;
	let parent = System::parent_hash();
	let header = Header::new(number, Default::default(), Default::default(), parent, digest);
	let mode = Executive::initialize_block(&header);
	let time = pallet_timestamp::Call::set { now: slot * SLOT_DURATION };
	let inherent = UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(time));
	assert_eq!(Executive::apply_extrinsic(inherent), Ok(Ok(())));
	Executive::finalize_block();
	mode
}

/// Returns the members of a verdict that the node of that time stated, as words.
fn words(verdict: &Verdict) -> Value {
	let word = |text: String| text[..1].to_lowercase() + &text[1..];
	let reasons: Vec<_> = verdict.reasons.iter().map(|it| word(format!("{it:?}"))).collect();
	let grant = verdict.findings.as_ref().map(|findings| &findings.accreditation);
	serde_json::json!({
		"outcome": word(format!("{:?}", verdict.outcome)),
		"reasons": reasons,
		"accreditation": grant.map(|it| serde_json::json!({
			"id": it.id.0, "then": it.then, "now": it.now,
		})),
	})
}

#[test]
fn the_state_of_a_real_chain_is_migrated() {
	let (mut ext, credentials) = fixture();
	ext.execute_with(|| {
		assert_eq!(Credentials::on_chain_storage_version(), former::LAYOUT);
		let references: Vec<_> =
			credentials.iter().map(|(reference, _)| reference.clone()).collect();
		assert_eq!(Credentials::verify(references.clone()), Err(QueryError::UpgradePending));
		let mut blocks = 0;
		while Steps::ongoing() {
			assert_eq!(make_block(), ExtrinsicInclusionMode::OnlyInherents);
			assert!(System::block_weight().total().all_lte(RuntimeBlockWeights::get().max_block));
			blocks += 1;
			assert!(blocks < 100);
		}
		assert_eq!(Credentials::on_chain_storage_version(), keys::LAYOUT);
		let verdicts = Credentials::verify(references).unwrap();
		for ((reference, expected), verdict) in credentials.iter().zip(&verdicts) {
			let told = words(verdict);
			for member in ["outcome", "reasons"] {
				assert_eq!(told[member], expected[member], "{reference:?}");
			}
			for member in ["id", "then", "now"] {
				let (told, expected) = (&told["accreditation"], &expected["accreditation"]);
				assert_eq!(told[member], expected[member], "{reference:?}");
			}
		}
		check_register();
		assert_eq!(make_block(), ExtrinsicInclusionMode::AllExtrinsics);
	});
}

/// Checks that every query answers over the migrated state of the fixture.
fn check_register() {
	let institutions = 4;
	assert_eq!(WholeLog::<Runtime>::get().size(), 1 + u64::from(institutions));
	for id in (1..=institutions).map(InstitutionId) {
		let record = Credentials::institution(id).unwrap().unwrap();
		assert!(!record.dual_authorization);
		let held = Credentials::accreditations_of(id).unwrap();
		assert_eq!(held.len(), record.held as usize, "institution {}", id.0);
		for grant in held {
			assert!(Credentials::accreditation(grant).unwrap().is_some());
		}
		assert_eq!(SubjectLogs::<Runtime>::get(id).size(), 1);
		Credentials::batches(id, None, 100).unwrap().unwrap();
	}
	// The name of the university hides a direction of writing, which no call would accept now.
	let university = Credentials::institution(InstitutionId(2)).unwrap().unwrap();
	let name: Name = "Uni\u{202e}versity".as_bytes().to_vec().try_into().unwrap();
	assert_eq!(university.profile.name, name);
	assert_eq!(Credentials::types(1, 100).unwrap().items.len(), 3);
	assert_eq!(Credentials::accreditation(AccreditationId(77)), Ok(None));
}
