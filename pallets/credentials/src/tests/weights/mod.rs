// SPDX-License-Identifier: Apache-2.0

//! Comparison of declared weights with the accesses of calls, each with its largest arguments.
//!
//! Events, their count and the block number are left out on both sides, as in benchmarks: every
//! call of any pallet accesses them alike.

mod arguments;
mod attesting;
mod custody;
mod document_keys;
mod log;
mod places;
mod powers;
mod rare;

use super::*;
use crate::{Consent, WeightInfo};
use codec::Encode;
use document_keys::{add_key, assemble_keys, calls_on_keys, declare, KEY};
use frame_support::{
	assert_ok,
	dispatch::{DispatchInfo, GetDispatchInfo},
	traits::GetCallName,
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, RuntimeDbWeight, Weight},
};
use pallet_allowance::{CheckMembership, WeightInfo as _};
use sp_runtime::{testing::TestSignature, traits::DispatchTransaction};
use testamur_primitives::{
	limits::{
		HELD_FOR_COUNCIL, MAX_ANCHORS, MAX_DELEGATION, MAX_HELD, MAX_SCOPE, MAX_STATUS_CHANGES,
		MAX_TAKEN_OUT,
	},
	records::{Anchor, Name, Validity},
	AccreditationId, ConsentText, ListLabel, Post, Profile, RevocationReason, Rights, Root, Terms,
	TypeDefinition, TypeId,
};

type Declared = <Test as crate::Config>::WeightInfo;
type Check = <Test as pallet_allowance::Config>::WeightInfo;

/// The holder of the longest path and its accounts, which are those of a fifth institution.
const HOLDER: InstitutionId = InstitutionId(5);
const ADMIN: AccountId = 105;
const OPERATOR: AccountId = 205;
/// The grant at the end of the longest path, and the one above it.
const GRANT: AccreditationId = AccreditationId(5);
const OFFER: AccreditationId = AccreditationId(6);
const BATCH: u8 = 1;
const FRESH: AccountId = 999;
/// The label of a status list with one batch.
const LABEL: ListLabel = ListLabel([7; 16]);

fn largest_profile() -> Profile {
	Profile {
		name: vec![b'n'; 128].try_into().unwrap(),
		uri: vec![b'u'; 256].try_into().unwrap(),
		country: *b"NL",
	}
}

fn largest_definition() -> TypeDefinition {
	TypeDefinition {
		uri: vec![b'u'; 256].try_into().unwrap(),
		default_validity: Some(1_000 * DAY),
		..definition()
	}
}

/// Returns terms with the longest list of types.
fn largest_terms(delegation: u8) -> Terms {
	let types: Vec<_> = (1..=MAX_SCOPE).map(TypeId).collect();
	Terms { rights: Rights { attest: true, delegation }, ..terms(scope(&types), true, delegation) }
}

fn hash(n: u32) -> Root {
	Root(sp_io::hashing::blake2_256(&n.encode()))
}

fn anchors(first: u32, size: u32) -> Vec<Anchor> {
	let until = |n| Validity::Until(START + DAY + u64::from(n));
	let one = |n| Anchor { root: hash(n), size, validity: until(n) };
	(first..first + MAX_ANCHORS).map(one).collect()
}

/// Builds the longest path of the largest records, and one further offer.
fn assemble() {
	for n in 1..=u64::from(MAX_DELEGATION) + 1 {
		assert_ok!(Credentials::register_institution(
			council(),
			largest_profile(),
			100 + n,
			u32::MAX
		));
		enlist(100 + n, 200 + n, ALL);
	}
	for n in 0..MAX_SCOPE {
		let definition = TypeDefinition { content_hash: hash(n).0, ..largest_definition() };
		assert_ok!(Credentials::register_type(signed(OPERATOR), definition));
	}
	for level in 0..=u32::from(MAX_DELEGATION) {
		let parent = (level > 0).then_some(AccreditationId(level));
		let by = if level > 0 { signed(200 + u64::from(level)) } else { council() };
		let terms = largest_terms(MAX_DELEGATION - level as u8);
		assert_ok!(Credentials::offer_accreditation(by, InstitutionId(level + 1), parent, terms));
		let holder = signed(201 + u64::from(level));
		assert_ok!(Credentials::accept_accreditation(holder, AccreditationId(level + 1)));
	}
	assemble_keys();
	let offer = Terms { valid_until: START + 50 * DAY, ..largest_terms(0) };
	let by = signed(204);
	assert_ok!(Credentials::offer_accreditation(by, HOLDER, Some(AccreditationId(4)), offer));
}

/// Anchors a batch with as many chunks as one call can change, all in use, and a successor for
/// each.
fn issue() {
	let by = || signed(OPERATOR);
	let large = anchor(BATCH, u32::MAX);
	assert_ok!(Credentials::anchor(by(), GRANT, TypeId(1), large));
	let successors = anchors(0, 2).try_into().unwrap();
	assert_ok!(Credentials::anchor_many(by(), GRANT, TypeId(1), successors));
	let first = vec![hash(0)].try_into().unwrap();
	assert_ok!(Credentials::list_batches(by(), LABEL, Some(0), first));
	for n in 0..MAX_STATUS_CHANGES {
		let suspend = changes(&[(1, StatusChange::Suspend)]);
		assert_ok!(Credentials::change_statuses(by(), hash(n), suspend));
	}
	let in_use: Vec<_> =
		(0..MAX_STATUS_CHANGES).map(|n| (n * 256 + 1, StatusChange::Suspend)).collect();
	assert_ok!(Credentials::change_statuses(by(), root(BATCH), changes(&in_use)));
}

/// Returns as many changes as one call can have, each in a chunk of its own and with a successor in
/// a batch of its own.
fn costliest_changes() -> StatusChanges {
	let supersede = |n| {
		let successor = CredentialPointer { institution: HOLDER, root: hash(n), index: 0 };
		(n * 256, StatusChange::Supersede(successor.into()))
	};
	changes(&(0..MAX_STATUS_CHANGES).map(supersede).collect::<Vec<_>>())
}

/// Returns a call that adds a fresh account.
fn enlist_fresh() -> Call {
	let consent = Some(wrapped_consent(FRESH, Post::Operator));
	Call::set_operator { operator: FRESH, permissions: ALL, consent }
}

/// Returns a call that hands over to a fresh account.
fn hand_over() -> Call {
	Call::hand_over { admin: FRESH, consent: wrapped_consent(FRESH, Post::Admin) }
}

/// Returns a consent as wallets sign it, which costs a second check of the signature.
fn wrapped_consent(who: AccountId, post: Post) -> Consent<TestSignature> {
	let until = START + DAY;
	// The hash of the first block is that of every state of the mock.
	let text = ConsentText { genesis: [69; 32], institution: HOLDER, post, nonce: 0, until };
	let text = format!("<Bytes>{text}</Bytes>").into_bytes();
	Consent { until, signature: TestSignature(who, text) }
}

fn rename(institution: InstitutionId, name: Name) -> Call {
	Call::rename_institution { institution, name, country: *b"SE" }
}

/// Returns a call that appends batches to the list that already has one.
fn list_batches(count: u32) -> Call {
	let roots: Vec<_> = (0..count).map(hash).collect();
	Call::list_batches { label: LABEL, start: Some(2), roots: roots.try_into().unwrap() }
}

/// Returns every call with the largest arguments, and the signer for whom it costs the most.
fn costliest_calls() -> Vec<(Call, RuntimeOrigin)> {
	let (institution, accreditation, type_id) = (HOLDER, GRANT, TypeId(1));
	let (profile, definition) = (largest_profile(), largest_definition());
	let (admin, operator) = (|| signed(ADMIN), || signed(OPERATOR));
	// The grantor of the last grant is four steps below the council.
	let grantor = || signed(204);
	let narrower = Terms { valid_until: START + DAY, ..largest_terms(0) };
	let offered = Terms { valid_until: START + 60 * DAY, ..largest_terms(0) };
	let anchor = anchors(1_000, u32::MAX)[0];
	let anchors = anchors(1_000, u32::MAX).try_into().unwrap();
	let (root, reason) = (root(BATCH), RevocationReason::KeyCompromise);
	let register = Call::register_institution { profile, admin: FRESH, allowance: u32::MAX };
	let offer = Call::offer_accreditation {
		holder: HOLDER,
		parent: Some(AccreditationId(4)),
		terms: offered,
	};
	let renew = Call::renew_accreditation { accreditation: OFFER, valid_until: START + 99 * DAY };
	let withdraw = Call::withdraw_accreditation { accreditation, void_from: Some(START) };
	let narrow = Call::narrow_accreditation { accreditation, terms: narrower };
	vec![
		(register, council()),
		(Call::set_home_page { uri: super::profile("Name").uri }, admin()),
		(Call::suspend_institution { institution }, council()),
		(Call::replace_admin { institution, admin: FRESH }, council()),
		(Call::set_allowance { institution, allowance: 1 }, council()),
		(enlist_fresh(), admin()),
		(Call::remove_operator { institution, operator: OPERATOR }, admin()),
		(rename(institution, super::profile("Name").name), council()),
		(hand_over(), admin()),
		(Call::resign {}, operator()),
		(Call::register_type { definition }, operator()),
		(Call::retire_type { type_id }, operator()),
		(offer, grantor()),
		(Call::accept_accreditation { accreditation: OFFER }, operator()),
		(Call::decline_accreditation { accreditation: OFFER }, operator()),
		(Call::suspend_accreditation { accreditation }, grantor()),
		(withdraw, grantor()),
		(renew, grantor()),
		(narrow, grantor()),
		(Call::anchor { accreditation, type_id, anchor }, operator()),
		(Call::anchor_many { accreditation, type_id, anchors }, operator()),
		(Call::change_statuses { root, changes: costliest_changes() }, operator()),
		(Call::revoke_batch { root, reason, successor: Some(hash(0)) }, operator()),
		(Call::set_dual_authorization { institution, required: true }, operator()),
		(Call::relinquish_accreditation { accreditation }, operator()),
		(list_batches(MAX_ANCHORS), operator()),
	]
	.into_iter()
	.chain(calls_on_keys())
	.collect()
}

/// Returns a state in a trie whose records have their largest size.
fn world(prepare: impl FnOnce()) -> sp_io::TestExternalities {
	let mut ext = ExtBuilder::default().build();
	ext.execute_with(|| {
		assemble();
		issue();
		prepare();
		end_block();
	});
	ext.commit_all().unwrap();
	ext
}

/// The accesses of a call, as measured.
struct Measured {
	/// The number of values of 24 bytes or more that it reads; smaller and absent ones are not
	/// counted.
	reads: u64,
	writes: u64,
	/// The size of a proof of all that it reads and writes, in bytes.
	proof: u64,
}

fn measured<R>(
	ext: &mut sp_io::TestExternalities,
	run: impl FnOnce() -> Result<R, sp_runtime::DispatchError>,
) -> Measured {
	let before = ext.execute_with(storage);
	let (result, proof) = ext.execute_and_prove(run);
	assert!(result.is_ok(), "{:?}", result.err());
	let after = ext.execute_with(storage);
	Measured {
		reads: read_keys(&before, &proof.iter_nodes().cloned().collect()).len() as u64,
		writes: changed_keys(&before, &after).len() as u64,
		proof: proof.encoded_size() as u64,
	}
}

/// Returns the numbers of reads and of writes that a weight includes.
fn declared_accesses(weight: impl Fn() -> Weight) -> (u64, u64) {
	let usual = DbWeight::get();
	let priced = |read, write| {
		DbWeight::set(RuntimeDbWeight { read, write });
		weight().ref_time()
	};
	let (neither, reads, writes) = (priced(0, 0), priced(1, 0), priced(0, 1));
	DbWeight::set(usual);
	(reads - neither, writes - neither)
}

fn assert_within(name: &str, real: &Measured, weight: impl Fn() -> Weight) {
	let (reads, writes) = declared_accesses(&weight);
	let proof = weight().proof_size();
	assert!(real.reads <= reads, "{name}: {} reads, {reads} declared", real.reads);
	assert!(real.writes <= writes, "{name}: {} writes, {writes} declared", real.writes);
	assert!(real.proof <= proof, "{name}: proof of {}, {proof} declared", real.proof);
}

fn declared(call: &Call) -> Weight {
	call.get_dispatch_info().call_weight
}

/// The calls that are not charged for reading their signer's account and institution, which the check of
/// each transaction by a member reads before.
const AFTER_THE_CHECK: [&str; 2] = ["anchor", "anchor_many"];

/// Checks a transaction of a member, as the pool and the block do.
fn check(call: &RuntimeCall, origin: RuntimeOrigin) -> Result<(), sp_runtime::DispatchError> {
	CheckMembership::<Test>::new()
		.validate_and_prepare(origin, call, &DispatchInfo::default(), 100, 0)
		.map(|_| ())
		.map_err(|_| sp_runtime::DispatchError::Other("refused"))
}

/// Checks that a call accesses no more than it declares, on top of what the check of its transaction
/// accesses.
fn assert_covered_after_the_check(call: Call, origin: RuntimeOrigin) {
	let (name, weighed) = (call.get_call_name(), call.clone());
	let transaction = RuntimeCall::from(call.clone());
	let of_check = measured(&mut world(|| ()), || check(&transaction, origin.clone()));
	let both = measured(&mut world(|| ()), || {
		check(&transaction, origin.clone())?;
		dispatch(call, origin)
	});
	let real = Measured {
		reads: both.reads - of_check.reads,
		writes: both.writes - of_check.writes,
		proof: both.proof - of_check.proof,
	};
	assert!(real.writes > 0, "{name} changed nothing");
	assert_within(name, &real, || declared(&weighed));
}

fn assert_covered(mut ext: sp_io::TestExternalities, call: Call, origin: RuntimeOrigin) {
	let (name, weighed) = (call.get_call_name(), call.clone());
	let real = measured(&mut ext, || dispatch(call, origin));
	assert!(real.writes > 0, "{name} changed nothing");
	assert_within(name, &real, || declared(&weighed));
}

#[test]
fn every_call_stays_within_its_weight() {
	for (call, origin) in costliest_calls() {
		if AFTER_THE_CHECK.contains(&call.get_call_name()) {
			assert_covered_after_the_check(call, origin);
		} else {
			assert_covered(world(|| ()), call, origin);
		}
	}
}

#[test]
fn reinstating_stays_within_its_weight() {
	let ext = world(|| {
		assert_ok!(Credentials::suspend_institution(council(), HOLDER));
		assert_ok!(Credentials::suspend_accreditation(council(), GRANT));
	});
	assert_covered(ext, Call::reinstate_institution { institution: HOLDER }, council());
	let ext = world(|| {
		assert_ok!(Credentials::suspend_accreditation(signed(204), GRANT));
	});
	let call = Call::reinstate_accreditation { accreditation: GRANT };
	assert_covered(ext, call, signed(204));
}

/// Checks the second of the two accounts that a grave act may take.
#[test]
fn grave_acts_of_two_accounts_stay_within_their_weight() {
	let reason = RevocationReason::KeyCompromise;
	let (void_from, successor) = (Some(START), Some(hash(0)));
	let acts = [
		(Call::revoke_batch { root: root(BATCH), reason, successor }, ADMIN, OPERATOR),
		(Call::retire_type { type_id: TypeId(1) }, ADMIN, OPERATOR),
		(Call::relinquish_accreditation { accreditation: GRANT }, ADMIN, OPERATOR),
		(Call::withdraw_accreditation { accreditation: GRANT, void_from }, 104, 204),
		(enlist_fresh(), OPERATOR, ADMIN),
		(hand_over(), OPERATOR, ADMIN),
		(Call::set_dual_authorization { institution: HOLDER, required: false }, ADMIN, OPERATOR),
		(add_key(), ADMIN, OPERATOR),
		(declare(KEY), OPERATOR, ADMIN),
	];
	for (call, first, second) in acts {
		let ext = world(|| {
			for institution in [InstitutionId(4), HOLDER] {
				assert_ok!(Credentials::set_dual_authorization(council(), institution, true));
			}
			assert_ok!(dispatch(call.clone(), signed(first)));
		});
		assert_covered(ext, call, signed(second));
	}
}

#[test]
fn reinstating_a_type_stays_within_its_weight() {
	let ext = world(|| {
		assert_ok!(Credentials::retire_type(council(), TypeId(1)));
	});
	assert_covered(ext, Call::reinstate_type { type_id: TypeId(1) }, council());
}

#[test]
fn withdrawing_an_offer_stays_within_its_weight() {
	let call = Call::withdraw_accreditation { accreditation: OFFER, void_from: Some(START) };
	assert_covered(world(|| ()), call, signed(204));
}

/// The time at which the offers end that a crowd of grantors made to the holder of the longest path.
const EXPIRY: u64 = START + 10 * DAY;

#[test]
fn every_call_is_weighed_here() {
	let mut listed: Vec<_> =
		costliest_calls().iter().map(|(call, _)| call.get_call_name()).collect();
	listed.extend(["reinstate_institution", "reinstate_accreditation", "reinstate_type"]);
	listed.extend(["attest_again", "lift_void"]);
	// Those on closed institutions and in their place are in a file of their own.
	listed.extend(["close_institution", "appoint_custodian", "dismiss_custodian"]);
	listed.extend(["change_statuses_for", "reissue"]);
	let mut names = Call::get_call_names().to_vec();
	listed.sort_unstable();
	names.sort_unstable();
	assert_eq!(listed, names);
}

#[test]
fn the_check_of_a_transaction_stays_within_its_weight() {
	let mut ext = world(|| ());
	let call = RuntimeCall::from(frame_system::Call::remark { remark: vec![] });
	let real = measured(&mut ext, || check(&call, signed(OPERATOR)));
	assert_eq!(real.writes, 1);
	assert_within("check_membership", &real, Check::check_membership);
}

#[test]
fn every_call_fits_a_block() {
	// A block has one second of computation, of which calls may use three quarters.
	let limit = WEIGHT_REF_TIME_PER_SECOND / 4 * 3;
	let check = Check::check_membership().ref_time();
	for (call, _) in costliest_calls() {
		let time = declared(&call).ref_time() + check;
		assert!(time <= limit, "{} takes {time} of {limit}", call.get_call_name());
	}
}

#[test]
fn the_weight_of_anchoring_does_not_depend_on_the_size() {
	let weight = |size| {
		let call =
			Call::anchor { accreditation: GRANT, type_id: TypeId(1), anchor: anchor(1, size) };
		declared(&call)
	};
	assert_eq!(weight(1), weight(1_000_000));
	assert_eq!(weight(1), weight(u32::MAX));
}
