// SPDX-License-Identifier: Apache-2.0

//! Tests of validators in the runtime as a whole: their transactions, their blocks, and the
//! consequences of equivocation in Aura and GRANDPA.

use codec::{Decode, Encode};
use frame_support::{
	assert_ok,
	storage::storage_prefix,
	traits::{FindAuthor, OnFinalize},
};
use pallet_consortium::{Event, Retirement};
use pallet_consortium_runtime_api::runtime_decl_for_consortium_api::ConsortiumApiV1;
use sp_consensus_aura::{
	digests::CompatibleDigestItem,
	sr25519::{AuthorityId as AuraId, AuthoritySignature},
	AURA_ENGINE_ID,
};
use sp_consensus_grandpa::{
	localized_payload, runtime_decl_for_grandpa_api::GrandpaApiV3, AuthorityId as GrandpaId,
	GRANDPA_ENGINE_ID,
};
use sp_consensus_slots::EquivocationProof;
use sp_core::{
	offchain::{testing::TestTransactionPoolExt, TransactionPoolExt},
	Pair, H256,
};
use sp_io::TestExternalities;
use sp_keyring::{
	Ed25519Keyring,
	Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve},
};
use sp_runtime::{
	traits::Header as _,
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
	},
	Digest, DigestItem,
};
use testamur_primitives::keys::CHAIN_ENGINE;
use testamur_runtime::{
	configs::AuraAuthor, AccountId, AllPalletsWithSystem, Consortium, Executive, Grandpa, Header,
	Runtime, RuntimeCall, RuntimeOrigin, Session, SessionKeys, System, UncheckedExtrinsic,
};

use crate::{
	chain,
	governance::{by, outcome, Motion},
	remark, submit,
};

/// The refusal of a stranger: `pallet_allowance::Refusal::NotAMember`.
const NOT_A_MEMBER: InvalidTransaction = InvalidTransaction::Custom(1);

fn carry(call: impl Into<RuntimeCall>) {
	let motion = Motion::propose(Alice, 3, call.into());
	motion.ayes(&[Alice, Bob, Charlie]);
	assert_ok!(motion.close());
	assert_ok!(outcome());
}

#[test]
fn a_validator_submits_without_serving_an_institution() {
	chain("local_testnet").execute_with(|| {
		let validator = Eve.to_account_id();
		assert_eq!(submit(Eve, 0, remark()), Err(NOT_A_MEMBER.into()));
		carry(pallet_consortium::Call::<Runtime>::admit_validator { validator: validator.clone() });
		assert_ok!(submit(Eve, 0, remark()));
		carry(pallet_consortium::Call::<Runtime>::retire_validator { validator });
		assert_eq!(submit(Eve, 0, remark()), Err(NOT_A_MEMBER.into()));
	});
}

#[test]
fn the_author_of_a_block_is_the_validator_in_turn() {
	chain("local_testnet").execute_with(|| {
		let author = |slot: u64| {
			let digest = slot.encode();
			AuraAuthor::find_author([(AURA_ENGINE_ID, &digest[..])])
		};
		let running = Session::validators();
		for slot in 0..8_u64 {
			assert_eq!(author(slot).as_ref(), running.get(slot as usize % 4));
		}
		assert_eq!(AuraAuthor::find_author([(*b"BABE", &7_u64.encode()[..])]), None);
		assert_eq!(AuraAuthor::find_author([(AURA_ENGINE_ID, &b"short"[..])]), None);
	});
}

/// Runs a test on a chain of four validators, with a pool that stores what the runtime submits.
fn test(test: impl FnOnce(&dyn Fn() -> UncheckedExtrinsic)) {
	let mut ext: TestExternalities = chain("local_testnet");
	let (pool, state) = TestTransactionPoolExt::new();
	ext.register_extension(TransactionPoolExt::new(pool));
	ext.execute_with(|| {
		// The offenders of these tests have registered other keys in the meantime.
		for (who, other) in [(Bob, Ed25519Keyring::Ferdie), (Dave, Ed25519Keyring::Eve)] {
			let aura = Sr25519Keyring::One.public().into();
			let keys = SessionKeys { aura, grandpa: other.public().into() };
			pallet_session::NextKeys::<Runtime>::insert(who.to_account_id(), keys);
		}
		test(&|| {
			let transaction = state.write().transactions.pop().expect("it was submitted");
			UncheckedExtrinsic::decode(&mut &transaction[..]).unwrap()
		});
	});
}

fn validate(source: TransactionSource, report: &UncheckedExtrinsic) -> TransactionValidity {
	let on = System::block_hash(0);
	frame_support::hypothetically!(Executive::validate_transaction(source, report.clone(), on))
}

/// Includes a report in the next block, which another validator writes.
fn include(report: UncheckedExtrinsic, not_by: Sr25519Keyring) {
	let running = Session::validators();
	let slot = (0..4_u64)
		.find(|slot| running[*slot as usize] != not_by.to_account_id())
		.map(|slot| 400 + slot)
		.expect("there are others");
	let digest = Digest { logs: vec![pre_digest(slot)] };
	let (number, parent) = (System::block_number() + 1, System::block_hash(0));
	let header = Header::new(number, H256::zero(), H256::zero(), parent, digest);
	Executive::initialize_block(&header);
	assert_eq!(Executive::apply_extrinsic(report), Ok(Ok(())));
}

fn pre_digest(slot: u64) -> DigestItem {
	<DigestItem as CompatibleDigestItem<AuthoritySignature>>::aura_pre_digest(slot.into())
}

/// Checks that a report is accepted once, only of this node itself or in a block, and that the
/// offender is disabled and retired.
fn assert_expels(who: Sr25519Keyring, report: &UncheckedExtrinsic) {
	let stranger = validate(TransactionSource::External, report);
	assert_eq!(stranger, Err(InvalidTransaction::Call.into()));
	let valid = validate(TransactionSource::Local, report).unwrap();
	assert!(!valid.propagate);

	include(report.clone(), who);

	let validator: AccountId = who.to_account_id();
	let index = Session::validators().iter().position(|other| *other == validator).unwrap();
	assert_eq!(Session::disabled_validators(), [index as u32]);
	assert!(!Consortium::is_validator(&validator));
	let events = System::read_events_for_pallet::<Event<Runtime>>();
	let (session, reason) = (0, Retirement::Offence);
	assert!(events.contains(&Event::OffenceActedOn { validator: validator.clone(), session }));
	assert!(events.contains(&Event::ValidatorRetired { validator, reason }));

	let again = validate(TransactionSource::Local, report);
	assert_eq!(again, Err(TransactionValidityError::Invalid(InvalidTransaction::Stale)));
}

/// Returns the proof of two votes of one validator in one round for different blocks.
fn double_vote(
	voter: Ed25519Keyring,
) -> sp_consensus_grandpa::EquivocationProof<H256, testamur_runtime::BlockNumber> {
	let (set_id, round) = (0_u64, 3_u64);
	let signed = |block: u8| {
		let vote = (H256::repeat_byte(block), 5_u32);
		// The first byte of a message says whether it is a prevote.
		let payload = localized_payload(round, set_id, &(0_u8, vote));
		(vote, voter.pair().sign(&payload))
	};
	let proof = (set_id, 0_u8, round, voter.public(), signed(1), signed(2));
	Decode::decode(&mut &proof.encode()[..]).unwrap()
}

#[test]
fn a_validator_that_votes_twice_in_a_round_of_grandpa_is_expelled() {
	test(|submitted| {
		let voter: GrandpaId = Ed25519Keyring::Bob.public().into();
		let owner = <Runtime as GrandpaApiV3<_>>::generate_key_ownership_proof(0, voter);
		let report = {
			let proof = double_vote(Ed25519Keyring::Bob);
			<Runtime as GrandpaApiV3<_>>::submit_report_equivocation_unsigned_extrinsic(
				proof,
				owner.unwrap(),
			)
			.expect("the pool takes it");
			submitted()
		};
		assert_expels(Bob, &report);
	});
}

/// Returns the proof of two sealed blocks of one slot on the first block of this chain.
fn double_block(author: Sr25519Keyring) -> EquivocationProof<Header, AuraId> {
	let slot = 77;
	let sealed = |content: u8| {
		let content = H256::repeat_byte(content);
		let digest = Digest { logs: vec![pre_digest(slot)] };
		let mut header = Header::new(1, content, content, System::block_hash(0), digest);
		let seal: AuthoritySignature = author.pair().sign(header.hash().as_ref()).into();
		header.digest_mut().push(DigestItem::aura_seal(seal));
		header
	};
	EquivocationProof {
		offender: author.public().into(),
		slot: slot.into(),
		first_header: sealed(1),
		second_header: sealed(2),
	}
}

#[test]
fn a_validator_that_writes_twice_in_a_slot_of_aura_is_expelled() {
	test(|submitted| {
		let owner = <Runtime as ConsortiumApiV1<_>>::generate_key_ownership_proof(
			77.into(),
			Dave.public().into(),
		);
		<Runtime as ConsortiumApiV1<_>>::submit_report_equivocation(
			double_block(Dave),
			owner.unwrap(),
		)
		.expect("the pool takes it");
		assert_expels(Dave, &submitted());
	});
}

#[test]
fn the_pool_refuses_a_report_without_a_proof() {
	test(|submitted| {
		let owner = |who: Sr25519Keyring| {
			<Runtime as ConsortiumApiV1<_>>::generate_key_ownership_proof(
				77.into(),
				who.public().into(),
			)
			.unwrap()
		};
		let report = |proof, owner| {
			<Runtime as ConsortiumApiV1<_>>::submit_report_equivocation(proof, owner);
			validate(TransactionSource::Local, &submitted())
		};
		let bad_proof = Err(InvalidTransaction::BadProof.into());
		assert_ok!(report(double_block(Bob), owner(Bob)));
		assert_eq!(report(double_block(Bob), owner(Dave)), bad_proof);
		assert_eq!(report(double_block(Eve), owner(Eve)), bad_proof);
		let mut same = double_block(Bob);
		same.second_header = same.first_header.clone();
		assert_eq!(report(same, owner(Bob)), bad_proof);
	});
}

#[test]
fn a_signer_cannot_report_by_hand() {
	use sp_runtime::traits::Dispatchable;
	test(|_| {
		let call: RuntimeCall = pallet_consortium::Call::<Runtime>::report_equivocation {
			equivocation_proof: Box::new(double_block(Bob)),
			key_owner_proof: pallet_key_owner(Bob),
		}
		.into();
		for origin in [by(Alice), RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert!(call.clone().dispatch(origin).is_err());
		}
	});
}

fn pallet_key_owner(who: Sr25519Keyring) -> sp_session::MembershipProof {
	use frame_support::traits::KeyOwnerProofSystem;
	let key: AuraId = who.public().into();
	pallet_consortium::KeyOwners::<Runtime>::prove((sp_runtime::key_types::AURA, key)).unwrap()
}

/// Checks the wait without which GRANDPA would drop the change of the session and vote with the old
/// set.
#[test]
fn no_session_ends_while_grandpa_waits_for_a_forced_change() {
	use pallet_session::ShouldEndSession;
	use testamur_runtime::{configs::WhenGrandpaIsReady, Grandpa};

	chain("local_testnet").execute_with(|| {
		System::set_block_number(20);
		assert!(WhenGrandpaIsReady::should_end_session(20));

		assert_ok!(Grandpa::schedule_change(Grandpa::grandpa_authorities(), 30, Some(1)));
		assert!(!WhenGrandpaIsReady::should_end_session(21));

		pallet_grandpa::PendingChange::<Runtime>::kill();
		assert!(WhenGrandpaIsReady::should_end_session(51));
	});
}

/// Checks the limit without which an author could write two blocks with headers too long for a
/// report.
#[test]
#[should_panic(expected = "exceeds max header size limit")]
fn a_block_does_not_begin_with_a_padded_header() {
	chain("local_testnet").execute_with(|| {
		let padding = DigestItem::PreRuntime(*b"padd", vec![0; pallet_consortium::MAX_HEADER_LEN]);
		let digest = Digest { logs: vec![pre_digest(1), padding] };
		let header = Header::new(2, H256::zero(), H256::zero(), System::block_hash(1), digest);
		Executive::initialize_block(&header);
	});
}

/// Checks the order on which verifiers rely: what GRANDPA announces at the end of a block is there when
/// the chain is named.
#[test]
fn a_header_that_hands_over_names_its_chain() {
	chain("local_testnet").execute_with(|| {
		let genesis = System::block_hash(0);
		assert_ok!(Grandpa::schedule_change(Grandpa::grandpa_authorities(), 0, None));
		let stated = storage_prefix(b"Timestamp", b"DidUpdate");
		sp_io::storage::set(&stated, &true.encode());
		AllPalletsWithSystem::on_finalize(System::block_number());

		let engines = System::digest().logs.into_iter().filter_map(|item| match item {
			DigestItem::Consensus(engine, bytes) => Some((engine, bytes)),
			_ => None,
		});
		let [(first, _), (second, named)] = &engines.collect::<Vec<_>>()[..] else {
			panic!("there are not two items");
		};
		assert_eq!((first, second), (&GRANDPA_ENGINE_ID, &CHAIN_ENGINE));
		assert_eq!(*named, genesis.encode());
	});
}
