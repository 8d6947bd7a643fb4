// SPDX-License-Identifier: Apache-2.0

//! Comparison of declared weights with the accesses of calls, with the maximum number of
//! validators.
//!
//! Events, their count, the digest and the block number are left out on both sides, as in
//! benchmarks: every call of any pallet accesses them alike.

use super::*;
use crate::{
	weight_of::{authorize_report, report_equivocation},
	AuraProof, KeyOwners, WeightInfo,
};
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{GetCallName, KeyOwnerProofSystem},
	weights::{RuntimeDbWeight, Weight},
};
use frame_system::{pallet_prelude::HeaderFor, RawOrigin};
use sp_consensus_aura::{digests::CompatibleDigestItem, sr25519::AuthoritySignature};
use sp_core::{Pair, H256};
use sp_runtime::{
	key_types::AURA,
	traits::{Dispatchable, Header as _},
	Digest, DigestItem,
};

type Call = crate::Call<Test>;
type Declared = <Test as crate::Config>::WeightInfo;

const LAST: AccountId = MAX_VALIDATORS as u64;

fn all_validators() -> Vec<AccountId> {
	(1..=LAST).collect()
}

fn settings() -> Settings {
	Settings { floor: 1, ceiling: MAX_VALIDATORS, ..SETTINGS }
}

/// Returns a state in a trie with these validators, which run.
fn world(validators: &[AccountId]) -> sp_io::TestExternalities {
	let mut ext = ExtBuilder::default().settings(settings()).validators(validators).build();
	ext.execute_with(|| {
		blocks(2);
		System::reset_events();
	});
	ext.commit_all().unwrap();
	ext
}

fn report() -> Call {
	let sealed = |content: u8| {
		let parent = System::block_number() - 1;
		let slot =
			<DigestItem as CompatibleDigestItem<AuthoritySignature>>::aura_pre_digest(7.into());
		let content = H256::repeat_byte(content);
		let digest = Digest { logs: vec![slot] };
		let parent_hash = System::block_hash(parent);
		let mut header = HeaderFor::<Test>::new(parent + 1, content, content, parent_hash, digest);
		let seal: AuthoritySignature = pair(LAST, 0).sign(header.hash().as_ref()).into();
		header.digest_mut().push(DigestItem::aura_seal(seal));
		header
	};
	let (offender, slot) = (key(LAST, 0), 7.into());
	let key_owner_proof = KeyOwners::<Test>::prove((AURA, offender.clone())).unwrap();
	let proof =
		AuraProof::<Test> { offender, slot, first_header: sealed(1), second_header: sealed(2) };
	Call::report_equivocation { equivocation_proof: Box::new(proof), key_owner_proof }
}

/// Returns the number of values of 24 bytes or more that `run` reads, and of values that it
/// changes.
fn measured(ext: &mut sp_io::TestExternalities, run: impl FnOnce()) -> (u64, u64) {
	let before = ext.execute_with(storage);
	let ((), proof) = ext.execute_and_prove(run);
	let after = ext.execute_with(storage);
	let nodes: Vec<_> = proof.iter_nodes().cloned().collect();
	let read = |value: &[u8]| value.len() >= 24 && nodes.iter().any(|node| node.ends_with(value));
	let reads = before.values().filter(|value| read(value)).count();
	(reads as u64, changed(&before, &after) as u64)
}

/// Returns the numbers of reads and of writes that a weight includes.
fn declared(weight: impl Fn() -> Weight) -> (u64, u64) {
	let usual = DbWeight::get();
	let priced = |read, write| {
		DbWeight::set(RuntimeDbWeight { read, write });
		weight().ref_time()
	};
	let (neither, reads, writes) = (priced(0, 0), priced(1, 0), priced(0, 1));
	DbWeight::set(usual);
	(reads - neither, writes - neither)
}

fn assert_within(name: &str, real: (u64, u64), weight: impl Fn() -> Weight) {
	let limit = declared(weight);
	assert!(real.0 <= limit.0, "{name}: {} reads, {} declared", real.0, limit.0);
	assert!(real.1 <= limit.1, "{name}: {} writes, {} declared", real.1, limit.1);
}

fn assert_covered(validators: &[AccountId], origin: RuntimeOrigin, call: impl FnOnce() -> Call) {
	let mut ext = world(validators);
	let call = ext.execute_with(call);
	let (name, weighed) = (call.get_call_name(), call.clone());
	let real = measured(&mut ext, || {
		assert_ok!(RuntimeCall::from(call).dispatch(origin));
	});
	assert_within(name, real, || weighed.get_dispatch_info().call_weight);
}

#[test]
fn every_call_stays_within_its_weight() {
	let retire = || Call::retire_validator { validator: 1 };
	let changed = Settings { absent_sessions: 9, ..settings() };
	assert_covered(&all_validators()[1..], council(), || Call::admit_validator { validator: 1 });
	assert_covered(&all_validators(), council(), retire);
	assert_covered(&all_validators(), signed(1), || Call::resign {});
	assert_covered(&all_validators(), council(), || Call::configure { settings: changed });
	assert_covered(&all_validators(), council(), || Call::end_session {});
	assert_covered(&all_validators(), RawOrigin::Authorized.into(), report);
	let as_root = || Call::dispatch_as_root { call: Box::new(retire().into()) };
	assert_covered(&all_validators(), assembly(), as_root);
}

#[test]
fn checking_a_report_stays_within_its_weight() {
	use frame_support::{pallet_prelude::TransactionSource::Local, traits::Authorize};
	let mut ext = world(&all_validators());
	let call = RuntimeCall::from(ext.execute_with(report));
	let real = measured(&mut ext, || {
		assert!(call.authorize(Local).unwrap().is_ok());
	});
	assert_eq!(real.1, 0, "a check changes nothing");
	assert_within("authorize_report", real, || call.weight_of_authorize());
}

#[test]
fn the_beginning_of_a_block_stays_within_its_weight() {
	use pallet_authorship::EventHandler;
	use pallet_session::ShouldEndSession;
	let mut ext = world(&all_validators());
	let real = measured(&mut ext, || {
		<Consortium as EventHandler<_, _>>::note_author(3);
		assert!(!Consortium::should_end_session(System::block_number() + 1));
	});
	assert_within("on_initialize", real, Declared::on_initialize);
}

#[test]
fn a_report_weighs_more_with_more_validators() {
	for weigh in [authorize_report::<Test>, report_equivocation::<Test>] {
		assert!(weigh(2 * MAX_VALIDATORS).ref_time() > weigh(MAX_VALIDATORS).ref_time());
		// A false count is charged as the maximum at least.
		assert_eq!(weigh(0), weigh(MAX_VALIDATORS));
	}
	assert_eq!(
		authorize_report::<Test>(MAX_VALIDATORS),
		Declared::authorize_report(MAX_VALIDATORS)
	);
	let weight = |validator_count| {
		let Call::report_equivocation { equivocation_proof, mut key_owner_proof } = report() else {
			unreachable!()
		};
		key_owner_proof.validator_count = validator_count;
		let call = Call::report_equivocation { equivocation_proof, key_owner_proof };
		call.get_dispatch_info().call_weight
	};
	world(&all_validators()).execute_with(|| {
		assert_eq!(weight(MAX_VALIDATORS), Declared::report_equivocation(MAX_VALIDATORS));
		assert_eq!(weight(500), Declared::report_equivocation(500));
		assert!(weight(u32::MAX).ref_time() > u64::MAX / 1_000_000);
	});
}

#[test]
fn reports_and_motions_have_the_operational_class() {
	use frame_support::dispatch::DispatchClass::Operational;
	world(&all_validators()).execute_with(|| {
		for call in [Call::resign {}, Call::end_session {}, report()] {
			assert_eq!(call.get_dispatch_info().class, Operational);
		}
	});
}
