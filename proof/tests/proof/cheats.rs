// SPDX-License-Identifier: Apache-2.0

//! The ways to cheat that are known, each tried on evidence that is accepted without it.
//!
//! The numbers are those of the list in `docs/adr/0026-verification-without-a-server.md`. Stolen keys (23)
//! are in `stolen`.

use crate::{
	chain::{
		change, header, of_chain, put_system, requirements, sign, time_of, trust, Final,
		Validators, TIME,
	},
	hand_offs::{hand_offs, trust_up_to, validators},
	records::{
		keys_for, leaf, plain, reference, reference_in, register, root, set, tree, UNIVERSITY,
	},
};
use codec::Encode;
use core::slice::from_ref;
use testamur_primitives::{
	keys, verdict::Reason, CredentialReference, InstitutionId, RevocationReason, Status,
};
use testamur_proof::{
	check,
	justification::signed_bytes,
	limits,
	refusal::{Gap, Part},
	BlockId, Claims, Evidence, Forgery, HandOffs, Hash, Justification, Proven, Refusal,
	Requirements, TrustRoot, Vote,
};

fn proven(evidence: &Evidence) -> Result<Proven, Refusal> {
	check(&evidence.encode(), &trust(), &requirements())
}

/// Returns the cheat that is found in evidence.
fn forgery(evidence: &Evidence) -> Forgery {
	match proven(evidence) {
		Err(Refusal::Forged(forgery)) => forgery,
		other => panic!("{other:?}"),
	}
}

const ASKED: u32 = 437;

/// Returns a block in which one credential of the cohort is revoked, and evidence for it and another.
fn honest() -> (Final, Evidence) {
	let mut state = register();
	set(&mut state, ASKED, Status::Revoked(RevocationReason::Misconduct));
	set(&mut state, 100, Status::Suspended);
	let block = Final::new(state);
	let keys = keys_for(&block.built, &[reference(ASKED), reference(ASKED + 100)]);
	let evidence = block.evidence(&keys, &[]);
	let verdicts = proven(&evidence).unwrap().verify(&[reference(ASKED)]).unwrap();
	assert_eq!(verdicts[0].reasons, [Reason::Revoked]);
	(block, evidence)
}

/// Returns a block like the honest one, before the revocation.
fn before() -> Final {
	Final::new(register())
}

#[test]
fn cheat_01_another_state_root() {
	let (_, mut evidence) = honest();
	let before = before();
	evidence.header.state_root = before.header.state_root;
	evidence.proof = before.evidence(&[], &[]).proof;
	assert_eq!(forgery(&evidence), Forgery::Signature { voter: 0 });
}

#[test]
fn cheat_02_another_number_or_byte_of_the_header() {
	let (_, honest) = honest();
	let mut evidence = honest.clone();
	evidence.header.number += 1;
	assert_eq!(forgery(&evidence), Forgery::Signature { voter: 0 });
	let length = honest.header.encode().len();
	for byte in 0..length {
		let mut bytes = honest.header.encode();
		bytes[byte] ^= 0x11;
		let Ok(header) = testamur_proof::Header::decode(&bytes) else { continue };
		let evidence = Evidence { header, ..honest.clone() };
		let forgery = forgery(&evidence);
		let expected = [Forgery::Signature { voter: 0 }, Forgery::OutsideSet { block: 0, set: 0 }];
		assert!(expected.contains(&forgery), "{byte}: {forgery:?}");
	}
}

#[test]
fn cheat_03_one_bit_of_a_signature() {
	let (_, honest) = honest();
	for bit in 0..512 {
		let mut evidence = honest.clone();
		evidence.justification.votes[1].signature.0[bit / 8] ^= 1 << (bit % 8);
		assert_eq!(forgery(&evidence), Forgery::Signature { voter: 1 }, "{bit}");
	}
}

#[test]
fn cheat_04_too_few_votes() {
	let (_, mut evidence) = honest();
	evidence.justification.votes.pop();
	assert_eq!(forgery(&evidence), Forgery::TooFewVotes { voted: 2, needed: 3 });
	evidence.justification.votes.clear();
	assert_eq!(forgery(&evidence), Forgery::TooFewVotes { voted: 0, needed: 3 });
}

#[test]
fn cheat_05_one_vote_repeated() {
	let (_, mut evidence) = honest();
	evidence.justification.votes[2] = evidence.justification.votes[1];
	assert_eq!(forgery(&evidence), Forgery::RepeatedVote { voter: 1 });
	// Once for the block and once for its child.
	let (block, mut evidence) = honest();
	let child = crate::chain::descendants(&block.header, 1);
	let later = crate::chain::later_vote(&block.validators, 1, &child[0]);
	evidence.justification.votes.pop();
	evidence.justification.later_votes.push(later);
	evidence.justification.ancestry = child;
	assert_eq!(forgery(&evidence), Forgery::RepeatedVote { voter: 1 });
}

#[test]
fn cheat_06_votes_of_strangers() {
	let (block, mut evidence) = honest();
	evidence.justification.votes[2].voter = 4;
	assert_eq!(forgery(&evidence), Forgery::Stranger { voter: 4 });
	// A stranger in the place of a member.
	let message = signed_bytes(block.header.id(), 7, 0);
	evidence.justification.votes[2] = Vote { voter: 2, signature: sign(99, &message) };
	assert_eq!(forgery(&evidence), Forgery::Signature { voter: 2 });
}

#[test]
fn cheat_07_a_wholly_different_set() {
	let (block, mut evidence) = honest();
	let others = Validators::new(0, 50..=53);
	evidence.justification = others.justify(&block.header);
	assert_eq!(forgery(&evidence), Forgery::Signature { voter: 0 });
	evidence.authorities = Some(others.authorities());
	assert_eq!(forgery(&evidence), Forgery::Authorities { set: 0 });
	// The true authorities with other weights, or in another order.
	let mut authorities = block.validators.authorities();
	authorities[0].weight = 9;
	evidence.authorities = Some(authorities);
	assert_eq!(forgery(&evidence), Forgery::Authorities { set: 0 });
	let mut authorities = block.validators.authorities();
	authorities.swap(0, 1);
	evidence.authorities = Some(authorities);
	assert_eq!(forgery(&evidence), Forgery::Authorities { set: 0 });
}

#[test]
fn cheat_08_another_round() {
	let (_, mut evidence) = honest();
	evidence.justification.round += 1;
	assert_eq!(forgery(&evidence), Forgery::Signature { voter: 0 });
}

#[test]
fn cheat_09_votes_of_one_set_replayed_as_those_of_the_next() {
	// The same validators go on, so the votes would be theirs.
	let same = Validators::new(1, 1..=4);
	let mut root = trust();
	let page = HandOffs {
		hand_offs: [Validators::new(0, 1..=4).hand_off(20, &same)].into(),
		..hand_offs(0)
	};
	root.learn(&page.encode()).unwrap();
	let (_, mut evidence) = honest();
	evidence.set_id = 1;
	let refusal = check(&evidence.encode(), &root, &requirements()).unwrap_err();
	assert_eq!(refusal, Forgery::Signature { voter: 0 }.into());
}

#[test]
fn cheat_10_a_hand_off_left_out() {
	let mut page = hand_offs(3);
	page.hand_offs.remove(1);
	let refusal = trust().learn(&page.encode()).unwrap_err();
	assert!(matches!(refusal, Refusal::Forged(Forgery::Signature { .. })), "{refusal:?}");
	let mut page = hand_offs(3);
	page.hand_offs.remove(0);
	let refusal = trust().learn(&page.encode()).unwrap_err();
	assert!(matches!(refusal, Refusal::Forged(Forgery::Signature { .. })), "{refusal:?}");
}

#[test]
fn cheat_11_a_hand_off_repeated() {
	let mut page = hand_offs(3);
	let copy = page.hand_offs[1].clone();
	page.hand_offs.insert(1, copy);
	// Set 2 begins after the block of the hand-off.
	let outside = Forgery::OutsideSet { block: 40, set: 2 };
	assert_eq!(trust().learn(&page.encode()), Err(outside.into()));
}

#[test]
fn cheat_12_a_block_without_a_change_as_a_hand_off() {
	let mut page = hand_offs(1);
	let hand_off = &mut page.hand_offs[0];
	hand_off.header = header(20, Hash([1; 32]));
	hand_off.justification = validators(0).justify(&hand_off.header);
	assert_eq!(trust().learn(&page.encode()), Err(Forgery::NoHandOff { block: 20 }.into()));
}

#[test]
fn cheat_13_a_hand_off_with_other_next_authorities() {
	let mut page = hand_offs(1);
	let others = Validators::new(1, 50..=53);
	page.hand_offs[0].header.digest[1] = change(&others.authorities(), 0);
	assert_eq!(trust().learn(&page.encode()), Err(Forgery::Signature { voter: 0 }.into()));
}

// Cheats 14 and 15 are in `bytes`.

#[test]
fn cheat_16_items_that_nothing_needs() {
	let (block, honest) = honest();
	let mut evidence = honest.clone();
	evidence.proof.push(vec![0x41, 0x05, 0x00]);
	assert_eq!(forgery(&evidence), Forgery::UnneededItems);
	evidence.proof.extend(honest.proof.clone());
	assert_eq!(forgery(&evidence), Forgery::UnneededItems);
	// An item more in the middle takes the place of another.
	for place in 0..honest.proof.len() {
		let mut evidence = honest.clone();
		let copy = evidence.proof[place].clone();
		evidence.proof.insert(place, copy);
		assert!(proven(&evidence).is_err(), "{place}");
	}
	// More of the state than was asked for is the state all the same.
	let evidence = Evidence { proof: block.built.prove_all(), ..honest };
	let verdicts = proven(&evidence).unwrap().verify(&[reference(ASKED)]).unwrap();
	assert_eq!(verdicts[0].reasons, [Reason::Revoked]);
}

#[test]
fn cheat_17_the_status_withheld() {
	let (block, mut evidence) = honest();
	let chunk = keys::statuses(UNIVERSITY, root(), ASKED / 256);
	let mut keys = crate::chain::system_keys();
	keys.extend(keys_for(&block.built, &[reference(ASKED)]));
	keys.retain(|key| *key != chunk);
	evidence.proof = block.built.prove(&keys, &[]);
	let refusal = proven(&evidence).unwrap().verify(&[reference(ASKED)]).unwrap_err();
	assert_eq!(refusal, Gap::Key(chunk).into());
	// Where the absence of a chunk is shown, the credential is active.
	let last = CredentialReference { ..reference(599) };
	let keys = keys_for(&block.built, from_ref(&last));
	let evidence = block.evidence(&keys, &[]);
	let verdicts = proven(&evidence).unwrap().verify(&[last]).unwrap();
	assert_eq!(verdicts[0].reasons, []);
}

#[test]
fn cheat_18_the_proof_of_another_batch_institution_leaf_or_index() {
	let (block, evidence) = honest();
	let shown = proven(&evidence).unwrap();
	let refused = |reference: CredentialReference| {
		let refusal = shown.verify(&[reference]).unwrap_err();
		assert!(matches!(refusal, Refusal::Incomplete(Gap::Key(_))), "{refusal:?}");
	};
	refused(CredentialReference { leaf: leaf(9_999), ..reference(ASKED) });
	refused(CredentialReference { index: ASKED - 1, ..reference(ASKED) });
	refused(reference_in(&tree(1, 600), 1, ASKED));
	refused(reference_in(&tree(0, 599), 0, ASKED));
	// Another chunk of the same batch.
	refused(reference(100));
	// The nodes that lead to the batches of one institution show that another has none at all.
	let other = [CredentialReference { institution: InstitutionId(1), ..reference(ASKED) }];
	let verdicts = shown.verify(&other).unwrap();
	assert_eq!(verdicts, plain(&block.built.state, &other, TIME).0.unwrap());
	assert_eq!(verdicts[0].reasons, [Reason::NotAnchored]);
}

#[test]
fn cheat_19_the_state_of_another_block() {
	let (_, mut evidence) = honest();
	let before = before();
	let keys = keys_for(&before.built, &[reference(ASKED)]);
	evidence.proof = before.evidence(&keys, &[]).proof;
	assert_eq!(forgery(&evidence), Forgery::State);
}

#[test]
fn cheat_20_evidence_from_before_a_revocation() {
	let before = before();
	let keys = keys_for(&before.built, &[reference(ASKED)]);
	let evidence = before.evidence(&keys, &[]).encode();
	// It is true as of its moment, which it cannot hide.
	let shown = check(&evidence, &trust(), &requirements()).unwrap();
	assert_eq!(shown.as_of().time, TIME);
	let an_hour_later = Requirements::new(TIME + 3_600_001, Some(3_600_000));
	let refusal = check(&evidence, &trust(), &an_hour_later).unwrap_err();
	assert_eq!(refusal, Refusal::TooOld { time: TIME, oldest: TIME + 1 });
	let too_early = Requirements::new(TIME - 3_600_000, Some(3_600_000));
	let refusal = check(&evidence, &trust(), &too_early).unwrap_err();
	assert_eq!(refusal, Refusal::InTheFuture { time: TIME, now: TIME - 3_600_000 });
}

#[test]
fn cheat_21_another_chain_of_the_same_validators() {
	let other = Hash([0x33; 32]);
	let mut state = register();
	put_system(&mut state, TIME);
	state.put(keys::block_hash(0), other);
	let staging = Final::of(Validators::new(0, 1..=4), 50, state);
	let evidence = staging.evidence(&keys_for(&staging.built, &[reference(1)]), &[]);
	let trusted = trust().genesis();
	assert_eq!(proven(&evidence), Err(Refusal::OtherChain { found: other, trusted }));
}

/// Checks hand-offs of the same validators on another chain, such as one for tests, to others whose keys
/// are anybody's.
#[test]
fn cheat_21_a_hand_off_on_another_chain_of_the_same_validators() {
	let (first, careless) = (validators(0), Validators::new(1, 90..=93));
	let there = Hash([0x33; 32]);
	let mut hand_off = first.hand_off(7, &careless);
	hand_off.header.digest[2] = of_chain(there);
	hand_off.justification = first.justify(&hand_off.header);
	let page = HandOffs { hand_offs: [hand_off].into(), ..hand_offs(0) }.encode();
	// It is true on that chain, and says nothing about this one.
	let mut trusted = TrustRoot::at_genesis(there, first.authorities()).unwrap();
	assert_eq!(trusted.learn(&page), Ok(1));
	let mut trusted = trust();
	let other = Refusal::OtherChain { found: there, trusted: trusted.genesis() };
	assert_eq!(trusted.learn(&page), Err(other));
	assert_eq!(trusted.learn(&hand_offs(2).encode()), Ok(2));
	// Whoever has the careless keys makes any state, with the genesis hash of this chain in it.
	let mut state = register();
	put_system(&mut state, time_of(15));
	let mut evidence = Final::of(careless.clone(), 15, state).evidence(&[], &[]);
	evidence.authorities = Some(careless.authorities());
	let refusal = check(&evidence.encode(), &trusted, &requirements()).unwrap_err();
	assert_eq!(refusal, Forgery::Authorities { set: 1 }.into());
}

#[test]
fn cheat_22_a_runtime_that_means_something_else() {
	let mut state = register();
	put_system(&mut state, TIME);
	state.put(keys::last_runtime_upgrade(), (codec::Compact(99_u32), "testamur"));
	let block = Final::of(Validators::new(0, 1..=4), 50, state);
	let unknown =
		Refusal::RuntimeNotUnderstood { name: "testamur".into(), version: 99, layout: None };
	assert_eq!(proven(&block.evidence(&[], &[])), Err(unknown));
}

#[test]
fn cheat_24_a_change_that_is_forced_or_delayed() {
	let next = validators(1).authorities();
	let refusal_of = |item| {
		let mut page = hand_offs(1);
		page.hand_offs[0].header.digest[1] = item;
		page.hand_offs[0].justification = validators(0).justify(&page.hand_offs[0].header);
		trust().learn(&page.encode()).unwrap_err()
	};
	assert_eq!(refusal_of(change(&next, 1)), Refusal::DelayedChange { block: 20 });
	let list: Vec<_> = next.iter().map(|next| (next.key, next.weight)).collect();
	let forced = (2_u8, 1_u32, list, 0_u32).encode();
	let forced = testamur_proof::header::DigestItem::Consensus(*b"FRNK", forced);
	assert_eq!(refusal_of(forced), Refusal::ForcedChange { block: 20 });
}

/// Returns votes of four validators over a message of another kind for a block.
fn votes_of_kind(kind: u8, block: BlockId, number: impl Encode) -> Vec<Vote> {
	let message = (kind, block.hash, number, 7_u64, 0_u64).encode();
	(0..3_u8)
		.map(|seed| Vote { voter: seed.into(), signature: sign(seed + 1, &message) })
		.collect()
}

#[test]
fn cheat_25_pre_votes_in_the_place_of_pre_commits() {
	let (block, honest) = honest();
	let id = block.header.id();
	for kind in [0, 2] {
		let mut evidence = honest.clone();
		evidence.justification.votes = votes_of_kind(kind, id, id.number);
		assert_eq!(forgery(&evidence), Forgery::Signature { voter: 0 });
	}
	let mut evidence = honest;
	evidence.justification.votes = votes_of_kind(1, id, id.number);
	assert!(proven(&evidence).is_ok());
}

#[test]
fn cheat_26_votes_for_descendants_with_a_made_up_ancestry() {
	let (block, mut evidence) = honest();
	let validators = &block.validators;
	// A vote for a block of a fork, with a header that claims to lead from it to this one.
	let fork = header(51, Hash([4; 32]));
	let mut claims = fork.clone();
	claims.parent = block.header.hash();
	let vote = |voter, target| crate::chain::later_vote(validators, voter, target);
	evidence.justification.votes.pop();
	let voted =
		Justification { later_votes: vec![vote(2, &fork)], ..evidence.justification.clone() };
	for ancestry in [&[][..], from_ref(&fork), from_ref(&claims)] {
		let ancestry = ancestry.to_vec();
		evidence.justification = Justification { ancestry, ..voted.clone() };
		assert_eq!(forgery(&evidence), Forgery::Ancestry { voter: 2 });
	}
	// The vote is relabelled as one for the block that does descend.
	evidence.justification = Justification { ancestry: vec![claims.clone()], ..voted };
	evidence.justification.later_votes[0].target = claims.hash();
	assert_eq!(forgery(&evidence), Forgery::Signature { voter: 2 });
	// A vote that was made for it counts.
	evidence.justification.later_votes = vec![vote(2, &claims)];
	assert!(proven(&evidence).is_ok());
}

#[test]
fn cheat_27_huge_or_deeply_nested_input() {
	let (_, honest) = honest();
	let huge = vec![1; limits::MAX_BYTES + 1];
	let too_large = |part, found: usize, limit: usize| Refusal::TooLarge {
		part,
		found: found.try_into().unwrap(),
		limit: limit.try_into().unwrap(),
	};
	let refusal = check(&huge, &trust(), &requirements()).unwrap_err();
	assert_eq!(refusal, too_large(Part::Evidence, huge.len(), limits::MAX_BYTES));
	let items = usize::try_from(limits::MAX_PROOF_ITEMS).unwrap();
	let mut evidence = honest.clone();
	evidence.proof = vec![vec![]; items + 1];
	assert_eq!(proven(&evidence), Err(too_large(Part::Proof, items + 1, items)));
	// Nothing that deep is in the state; that it is deep is found out first.
	let mut evidence = honest.clone();
	evidence.proof = vec![vec![0x80, 0b01, 0b00, 0x00]; 1_000];
	assert_eq!(proven(&evidence), Err(Refusal::Malformed(Part::Proof)));
	let ancestors = usize::try_from(limits::MAX_ANCESTRY).unwrap();
	let mut evidence = honest.clone();
	evidence.justification.ancestry = vec![header(1, Hash([0; 32])); ancestors + 1];
	assert_eq!(proven(&evidence), Err(too_large(Part::Justification, ancestors + 1, ancestors)));
	let voters = usize::try_from(limits::MAX_AUTHORITIES).unwrap();
	let mut evidence = honest.clone();
	evidence.justification.votes = vec![honest.justification.votes[0]; voters + 1];
	assert_eq!(proven(&evidence), Err(too_large(Part::Justification, voters + 1, voters)));
	let mut evidence = honest.clone();
	evidence.authorities = Some(vec![honest_authority(); voters + 1]);
	assert_eq!(proven(&evidence), Err(too_large(Part::Authorities, voters + 1, voters)));
	let digest = usize::try_from(limits::MAX_DIGEST_ITEMS).unwrap();
	let mut evidence = honest.clone();
	evidence.header.digest = vec![honest.header.digest[0].clone(); digest + 1];
	assert_eq!(proven(&evidence), Err(too_large(Part::Header, digest + 1, digest)));
	let many = vec![reference(1); 1_001];
	let refusal = proven(&honest).unwrap().verify(&many).unwrap_err();
	assert_eq!(refusal, too_large(Part::References, 1_001, 1_000));
	let mut page = hand_offs(1);
	page.hand_offs = vec![page.hand_offs[0].clone(); 1_001];
	assert_eq!(trust().learn(&page.encode()), Err(too_large(Part::HandOffs, 1_001, 1_000)));
}

/// Checks that nothing follows from what a file claims, such as the number of the set.
#[test]
fn cheat_28_labels_that_lie() {
	let (block, honest) = honest();
	let trusted = trust_up_to(3);
	for (set_id, refusal) in [
		(0, Forgery::OutsideSet { block: 50, set: 0 }.into()),
		(1, Forgery::OutsideSet { block: 50, set: 1 }.into()),
		(2, Forgery::Signature { voter: 0 }.into()),
		(9, Refusal::UnknownSet { id: 9 }),
	] {
		let evidence = Evidence { set_id, ..honest.clone() };
		assert_eq!(Claims::of(&evidence).set_id, set_id);
		assert_eq!(check(&evidence.encode(), &trusted, &requirements()), Err(refusal));
	}
	let shown = proven(&honest).unwrap();
	assert_eq!((shown.as_of().set_id, shown.as_of().finalized), (0, block.header.id()));
}

/// Checks references that a prover would like to be asked about.
#[test]
fn cheat_29_a_reference_of_the_prover() {
	let (block, _) = honest();
	// The prover shows another credential of the cohort, which is valid.
	let other = reference(ASKED + 100);
	let evidence = block.evidence(&keys_for(&block.built, from_ref(&other)), &[]);
	let shown = proven(&evidence).unwrap();
	assert_eq!(shown.verify(from_ref(&other)).unwrap()[0].reasons, []);
	// The verifier asks about the one in its hands, and has its place from the reference beside it.
	let own = shown.verify(&[reference(ASKED)]);
	assert!(own.is_err() || own.unwrap()[0].reasons == [Reason::Revoked]);
	// The leaf of the document fits no other place: no root follows, or one that nobody anchored.
	let moved = CredentialReference { leaf: reference(ASKED).leaf, ..other };
	let moved = shown.verify(&[moved]);
	assert!(moved.is_err() || moved.unwrap()[0].reasons == [Reason::NotAnchored]);
}

fn honest_authority() -> testamur_proof::Authority {
	Validators::new(0, [1]).authorities()[0]
}
