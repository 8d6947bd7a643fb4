// SPDX-License-Identifier: Apache-2.0

//! Tests of reports of equivocations, with real headers and real seals.

use super::*;
use crate::{AuraProof, KeyOwners, MAX_HEADER_LEN};
use codec::Encode;
use frame_support::{
	pallet_prelude::TransactionSource::{self, External, InBlock, Local},
	traits::{Authorize, KeyOwnerProofSystem},
};
use frame_system::{pallet_prelude::HeaderFor, RawOrigin};
use sp_consensus_aura::{digests::CompatibleDigestItem, sr25519::AuthoritySignature};
use sp_core::{Pair, H256};
use sp_runtime::{
	key_types::AURA,
	traits::Header as _,
	transaction_validity::{InvalidTransaction, TransactionValidityError, ValidTransaction},
	Digest, DigestItem, DispatchResult,
};
use sp_session::MembershipProof;

type Header = HeaderFor<Test>;
type Call = crate::Call<Test>;

/// The slot of the two blocks.
const TWICE: u64 = 77;

fn pre_digest(slot: u64) -> DigestItem {
	<DigestItem as CompatibleDigestItem<AuthoritySignature>>::aura_pre_digest(slot.into())
}

/// Returns a header on the block before this one. Its hash depends on `content`.
fn unsealed(content: u8) -> Header {
	let parent = System::block_number() - 1;
	let digest = Digest { logs: vec![pre_digest(TWICE)] };
	let content = H256::repeat_byte(content);
	Header::new(parent + 1, content, content, System::block_hash(parent), digest)
}

fn sealed_with(mut header: Header, pair: &sp_core::sr25519::Pair) -> Header {
	let signature: AuthoritySignature = pair.sign(header.hash().as_ref()).into();
	header.digest_mut().push(DigestItem::aura_seal(signature));
	header
}

fn sealed(header: Header) -> Header {
	sealed_with(header, &pair(2, 0))
}

/// Returns a proof that validator 2 wrote these two blocks.
fn proof_of(first: Header, second: Header) -> AuraProof<Test> {
	let (offender, slot) = (key(2, 0), TWICE.into());
	AuraProof::<Test> { offender, slot, first_header: first, second_header: second }
}

/// Returns a correct proof.
fn proof() -> AuraProof<Test> {
	proof_of(sealed(unsealed(1)), sealed(unsealed(2)))
}

/// Returns a proof of the ownership of a key, made in the present block.
fn ownership_of(who: AccountId, generation: u8) -> MembershipProof {
	KeyOwners::<Test>::prove((AURA, key(who, generation))).expect("there is a running session")
}

fn call(proof: AuraProof<Test>, owner: MembershipProof) -> Call {
	Call::report_equivocation { equivocation_proof: Box::new(proof), key_owner_proof: owner }
}

/// Returns the answer of the pool or of a block to a report.
fn check(
	source: TransactionSource,
	proof: AuraProof<Test>,
	owner: MembershipProof,
) -> Result<ValidTransaction, TransactionValidityError> {
	let call = RuntimeCall::from(call(proof, owner));
	call.authorize(source).expect("reports are authorized").map(|(valid, _)| valid)
}

fn report(proof: AuraProof<Test>, owner: MembershipProof) -> DispatchResult {
	dispatch(call(proof, owner), frame_system::Origin::<Test>::Authorized.into())
}

/// Checks that neither the pool nor a block accepts a report, and that it changes nothing.
fn refused(error: Error<Test>, proof: AuraProof<Test>, owner: MembershipProof) {
	let invalid = match error {
		Error::OffenceKnown | Error::SessionTooLongAgo => InvalidTransaction::Stale,
		_ => InvalidTransaction::BadProof,
	};
	for source in [InBlock, Local] {
		let checked = check(source, proof.clone(), owner.clone());
		assert_eq!(checked, Err(invalid.into()), "{error:?}");
	}
	assert_noop!(report(proof, owner), error);
}

/// Runs a test after some blocks on which headers can build.
fn test(test: impl FnOnce()) {
	ExtBuilder::default().build_and_execute(|| {
		blocks(5);
		test();
	});
}

#[test]
fn a_proof_is_accepted_once() {
	test(|| {
		assert_ok!(check(Local, proof(), ownership_of(2, 0)));
		assert_ok!(report(proof(), ownership_of(2, 0)));
		assert!(is_disabled(2));
		assert_eq!(
			events(),
			[
				Event::OffenceActedOn { validator: 2, session: 0 },
				Event::ValidatorRetired { validator: 2, reason: Retirement::Offence },
			]
		);
		refused(Error::OffenceKnown, proof(), ownership_of(2, 0));
		// It is not accepted with two other blocks of that slot either, or in the opposite order.
		let others = proof_of(sealed(unsealed(3)), sealed(unsealed(4)));
		refused(Error::OffenceKnown, others, ownership_of(2, 0));
		let AuraProof::<Test> { first_header, second_header, .. } = proof();
		let reverse = proof_of(second_header, first_header);
		refused(Error::OffenceKnown, reverse, ownership_of(2, 0));
	});
}

#[test]
fn a_report_is_for_this_node_and_for_authors() {
	test(|| {
		let (proof, owner) = (proof(), ownership_of(2, 0));
		let external = check(External, proof.clone(), owner.clone());
		assert_eq!(external, Err(InvalidTransaction::Call.into()));
		for source in [Local, InBlock] {
			let valid = check(source, proof.clone(), owner.clone()).unwrap();
			assert!(!valid.propagate);
			assert_eq!((valid.priority, valid.longevity), (u64::MAX, 1_200));
			let tag = ("AuraEquivocation", (key(2, 0), TWICE)).encode();
			assert_eq!((valid.provides, valid.requires), (vec![tag], vec![]));
		}
	});
}

#[test]
fn only_the_check_of_the_pool_authorizes_a_report() {
	test(|| {
		for origin in [council(), assembly(), signed(1), RawOrigin::None.into()] {
			let by_hand = dispatch(call(proof(), ownership_of(2, 0)), origin);
			assert_eq!(by_hand, Err(sp_runtime::DispatchError::BadOrigin));
		}
	});
}

#[test]
fn the_same_block_twice_proves_nothing() {
	test(|| {
		let once = sealed(unsealed(1));
		let twice = proof_of(once.clone(), once);
		refused(Error::InvalidEquivocationProof, twice, ownership_of(2, 0));
	});
}

#[test]
fn two_slots_prove_nothing() {
	test(|| {
		let later = {
			let mut header = unsealed(2);
			header.digest_mut().logs = vec![pre_digest(TWICE + 1)];
			sealed(header)
		};
		let proof = proof_of(sealed(unsealed(1)), later.clone());
		refused(Error::InvalidEquivocationProof, proof, ownership_of(2, 0));
		let proof = proof_of(later, sealed(unsealed(1)));
		refused(Error::InvalidEquivocationProof, proof, ownership_of(2, 0));
		let of_another_slot = AuraProof::<Test> { slot: (TWICE + 1).into(), ..self::proof() };
		refused(Error::InvalidEquivocationProof, of_another_slot, ownership_of(2, 0));
	});
}

#[test]
fn a_block_without_a_slot_proves_nothing() {
	test(|| {
		let mut timeless = unsealed(2);
		timeless.digest_mut().logs.clear();
		let proof = proof_of(sealed(unsealed(1)), sealed(timeless));
		refused(Error::InvalidEquivocationProof, proof, ownership_of(2, 0));
	});
}

#[test]
fn the_seal_of_another_proves_nothing() {
	test(|| {
		for forger in [pair(3, 0), pair(2, 1)] {
			let forged = sealed_with(unsealed(2), &forger);
			let proof = proof_of(sealed(unsealed(1)), forged.clone());
			refused(Error::InvalidEquivocationProof, proof, ownership_of(2, 0));
			let proof = proof_of(forged, sealed(unsealed(1)));
			refused(Error::InvalidEquivocationProof, proof, ownership_of(2, 0));
		}
		let blamed = AuraProof::<Test> { offender: key(3, 0), ..proof() };
		refused(Error::InvalidEquivocationProof, blamed, ownership_of(3, 0));
	});
}

#[test]
fn a_missing_or_misplaced_seal_proves_nothing() {
	test(|| {
		let good = || sealed(unsealed(1));
		let proof = proof_of(good(), unsealed(2));
		refused(Error::InvalidEquivocationProof, proof, ownership_of(2, 0));

		let mut covered = sealed(unsealed(2));
		covered.digest_mut().push(DigestItem::Other(b"more".to_vec()));
		let proof = proof_of(good(), covered);
		refused(Error::InvalidEquivocationProof, proof, ownership_of(2, 0));

		// This seal is valid for another content.
		let mut altered = sealed(unsealed(2));
		altered.set_state_root(H256::repeat_byte(9));
		let proof = proof_of(good(), altered);
		refused(Error::InvalidEquivocationProof, proof, ownership_of(2, 0));
	});
}

/// Returns a sealed header of `length` bytes.
fn of_length(length: usize) -> Header {
	let with = |filler: usize| {
		let mut header = unsealed(2);
		header.digest_mut().push(DigestItem::Other(vec![0; filler]));
		sealed(header)
	};
	// The rest is constant once the filler is so long that its length takes four bytes.
	let rest = with(20_000).encoded_size() - 20_000;
	let header = with(length - rest);
	let error = length - header.encoded_size();
	let header = with(length - rest + error);
	assert_eq!(header.encoded_size(), length);
	header
}

#[test]
fn too_long_a_header_proves_nothing() {
	test(|| {
		let proof = |header| proof_of(sealed(unsealed(1)), header);
		let too_long = proof(of_length(MAX_HEADER_LEN + 1));
		refused(Error::InvalidEquivocationProof, too_long, ownership_of(2, 0));
		assert_ok!(report(proof(of_length(MAX_HEADER_LEN)), ownership_of(2, 0)));
	});
}

#[test]
fn blocks_of_another_chain_prove_nothing() {
	test(|| {
		let good = || sealed(unsealed(1));
		let elsewhere = |parent: H256| {
			let mut header = unsealed(2);
			header.set_parent_hash(parent);
			sealed(header)
		};
		let parent = System::block_hash(System::block_number() - 1);
		assert_ok!(check(Local, proof_of(good(), elsewhere(parent)), ownership_of(2, 0)));
		// The parents are an unknown block, a block of this chain with another number, and zero.
		for parent in [H256::repeat_byte(7), System::block_hash(2), H256::zero()] {
			for proof in [proof_of(good(), elsewhere(parent)), proof_of(elsewhere(parent), good())]
			{
				refused(Error::InvalidEquivocationProof, proof, ownership_of(2, 0));
			}
		}
		for number in [0, System::block_number() - 1, System::block_number() + 1, u64::MAX] {
			let mut header = unsealed(2);
			header.set_number(number);
			let proof = proof_of(good(), sealed(header));
			refused(Error::InvalidEquivocationProof, proof, ownership_of(2, 0));
		}
	});
}

/// Checks headers whose number implies an unknown parent. The hash of an unknown block reads as
/// zero.
#[test]
fn blocks_on_nothing_prove_nothing() {
	test(|| {
		for number in [System::block_number() + 1, 1_000_000, u64::MAX] {
			let on_nothing = |content| {
				let mut header = unsealed(content);
				header.set_number(number);
				header.set_parent_hash(H256::zero());
				sealed(header)
			};
			let proof = proof_of(on_nothing(1), on_nothing(2));
			refused(Error::InvalidEquivocationProof, proof, ownership_of(2, 0));
		}
	});
}

#[test]
fn blocks_may_have_different_parents() {
	test(|| {
		let mut earlier = unsealed(2);
		earlier.set_number(3);
		earlier.set_parent_hash(System::block_hash(2));
		assert_ok!(report(proof_of(sealed(unsealed(1)), sealed(earlier)), ownership_of(2, 0)));
	});
}

#[test]
fn the_key_must_have_been_a_validators() {
	test(|| {
		let not_one = |proof, owner| refused(Error::NotAValidatorsKey, proof, owner);
		not_one(proof(), ownership_of(3, 0));

		let strange = |content| sealed_with(unsealed(content), &pair(STRANGER, 0));
		let of_stranger =
			AuraProof::<Test> { offender: key(STRANGER, 0), ..proof_of(strange(1), strange(2)) };
		not_one(of_stranger, ownership_of(STRANGER, 0));

		let owner = ownership_of(2, 0);
		for validator_count in [0, 3, 5, u32::MAX] {
			not_one(proof(), MembershipProof { validator_count, ..owner.clone() });
		}
		for session in [2, 1_000, u32::MAX] {
			not_one(proof(), MembershipProof { session, ..owner.clone() });
		}
		let with_nodes = |trie_nodes| MembershipProof { trie_nodes, ..owner.clone() };
		not_one(proof(), with_nodes(vec![]));
		not_one(proof(), with_nodes(vec![b"junk".to_vec()]));
		not_one(proof(), with_nodes([owner.trie_nodes.clone(), vec![b"junk".to_vec()]].concat()));
		not_one(proof(), with_nodes([owner.trie_nodes.clone(), owner.trie_nodes.clone()].concat()));
	});
}

#[test]
fn an_equivocation_of_the_last_session_can_be_reported() {
	test(|| {
		let (proof, owner) = (proof(), ownership_of(2, 0));
		sessions(1);
		assert_ok!(report(proof, owner));
		assert_eq!(events()[0], Event::OffenceActedOn { validator: 2, session: 0 });
		assert!(is_disabled(2));
	});
}

/// Checks that neither the offender, by registering other keys first, nor another validator, by
/// registering some at the same time, prevents a proof.
#[test]
fn other_keys_hide_nobody() {
	for who in [2, 3] {
		test(|| {
			assert_ok!(set_keys(who, 1));
			let (proof, owner) = (proof(), ownership_of(2, 0));
			assert_ok!(check(Local, proof.clone(), owner.clone()));
			// A key that does not run yet proves nothing.
			let early = |content| sealed_with(unsealed(content), &pair(who, 1));
			let early = AuraProof::<Test> { offender: key(who, 1), ..proof_of(early(1), early(2)) };
			refused(Error::NotAValidatorsKey, early, ownership_of(who, 1));

			// In the next session the old keys still run.
			sessions(1);
			assert_ok!(check(Local, proof.clone(), owner.clone()));
			assert_eq!(Session::load_keys(&who), Some(session_keys(who, 1)));
			assert_ok!(report(proof, owner));
		});
	}
}

#[test]
fn a_proof_outlives_keys_that_are_registered_after_it() {
	test(|| {
		let (proof, owner) = (proof(), ownership_of(2, 0));
		assert_ok!(set_keys(2, 1));
		assert_ok!(check(Local, proof.clone(), owner.clone()));
		assert_ok!(set_keys(4, 1));
		assert_ok!(report(proof, owner));
	});
}

/// Checks a proof from the root of a session, which is made from its keys when it is planned.
#[test]
fn an_equivocation_with_new_keys_can_be_reported_later() {
	test(|| {
		assert_ok!(set_keys(2, 1));
		sessions(2);
		assert_eq!(authorities()[1], key(2, 1));
		let by_new_key = |content| sealed_with(unsealed(content), &pair(2, 1));
		let proof =
			AuraProof::<Test> { offender: key(2, 1), ..proof_of(by_new_key(1), by_new_key(2)) };
		let owner = ownership_of(2, 1);
		assert_ok!(check(Local, proof.clone(), owner.clone()));
		sessions(1);
		assert_ok!(report(proof, owner));
	});
}

/// Checks that keys that were given up and may have leaked prove nothing against their former
/// owner.
#[test]
fn an_equivocation_of_an_older_session_cannot_be_reported() {
	test(|| {
		let (proof, owner) = (proof(), ownership_of(2, 0));
		sessions(2);
		refused(Error::SessionTooLongAgo, proof, owner);
	});
}
