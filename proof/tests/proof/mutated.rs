// SPDX-License-Identifier: Apache-2.0

//! Random and mutated input: nothing panics, nothing takes long, and nothing that is accepted says
//! anything but the truth.
//!
//! `PROOF_INPUTS` states the number of inputs, 20,000 without it. A recorded run has ten million:
//!
//! ```sh
//! PROOF_INPUTS=10000000 cargo test --release --locked --workspace --test proof mutated -- --nocapture
//! ```

use crate::{
	chain::{put_system, requirements, trust, Final, Validators, TIME},
	hand_offs::{hand_offs, trust_up_to},
	properties::Numbers,
	records::{keys_for, plain, reference, register, set},
};
use codec::Encode;
use testamur_primitives::{keys, CredentialReference, RevocationReason, Status, Verdict};
use testamur_proof::{check, Evidence, Refusal, TrustRoot};

fn inputs() -> u64 {
	let stated = std::env::var("PROOF_INPUTS").ok();
	stated.map_or(20_000, |stated| stated.parse().unwrap())
}

/// Changes some bytes as a fuzzer does: flips, removals, copies, and numbers at their edges.
fn mutate(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
	for _ in 0..=numbers.below(3) {
		let length = bytes.len().max(1) as u64;
		let place = usize::try_from(numbers.below(length)).unwrap().min(bytes.len());
		let end = (place + usize::try_from(numbers.below(40)).unwrap()).min(bytes.len());
		match numbers.below(8) {
			0..=2 => {
				if let Some(byte) = bytes.get_mut(place) {
					*byte ^= 1 << numbers.below(8);
				}
			},
			3 => {
				if let Some(byte) = bytes.get_mut(place) {
					*byte = [0, 1, 2, 3, 0x7f, 0x80, 0xfc, 0xff]
						[usize::try_from(numbers.below(8)).unwrap()];
				}
			},
			4 => drop(bytes.drain(place..end)),
			5 => {
				let copy = bytes[place..end].to_vec();
				let to = usize::try_from(numbers.below(length)).unwrap().min(bytes.len());
				bytes.splice(to..to, copy);
			},
			6 => bytes.truncate(place.max(1)),
			_ => {
				let new: Vec<u8> = (place..end).map(|_| numbers.next().to_le_bytes()[3]).collect();
				bytes.splice(place..end, new);
			},
		}
	}
}

/// Evidence to start from, and the verdicts that are true.
struct Seeds {
	evidence: Vec<Vec<u8>>,
	asked: Vec<CredentialReference>,
	truth: Vec<Verdict>,
}

fn seeds() -> Seeds {
	let mut state = register();
	set(&mut state, 437, Status::Revoked(RevocationReason::Misconduct));
	let asked = vec![reference(437), reference(3)];
	let block = Final::new(state);
	let keys = keys_for(&block.built, &asked);
	let mut state = block.built.state.clone();
	put_system(&mut state, TIME);
	state.put(keys::block_hash(50), block.header.hash());
	let last = Final::of(Validators::new(0, 1..=4), 60, state);
	let mut with_ancestry = block.evidence(&keys, &[]);
	let children = crate::chain::descendants(&block.header, 2);
	let later = crate::chain::later_vote(&block.validators, 2, &children[1]);
	with_ancestry.justification.votes.pop();
	with_ancestry.justification.later_votes.push(later);
	with_ancestry.justification.ancestry = children;
	with_ancestry.authorities = Some(block.validators.authorities());
	let evidence =
		[block.evidence(&keys, &[]), last.evidence_of_past(&block, &keys), with_ancestry];
	Seeds {
		evidence: evidence.iter().map(Encode::encode).collect(),
		truth: plain(&block.built.state, &asked, TIME).0.unwrap(),
		asked,
	}
}

/// Changes the parts that signatures and hashes guard, and signs and hashes anew as far as a prover
/// with the keys of too few validators can: the votes stay, the proof does not.
fn rebuild(bytes: &[u8], numbers: &mut Numbers) -> Option<Vec<u8>> {
	let mut evidence = Evidence::decode(bytes).ok()?;
	let count = evidence.proof.len().max(1) as u64;
	let one = usize::try_from(numbers.below(count)).ok()?;
	let other = usize::try_from(numbers.below(count)).ok()?;
	match numbers.below(4) {
		0 => drop(evidence.proof.get(one).is_some().then(|| evidence.proof.remove(one))),
		1 => evidence.proof.swap(one, other),
		2 => mutate(evidence.proof.get_mut(one)?, numbers),
		_ => {
			let copy = evidence.proof.get(other)?.clone();
			evidence.proof.insert(one, copy);
		},
	}
	Some(evidence.encode())
}

#[test]
fn mutated_evidence_is_refused_or_true() {
	let seeds = seeds();
	let root = trust();
	let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
	for bytes in &seeds.evidence {
		let shown = check(bytes, &root, &requirements()).unwrap();
		assert_eq!(shown.verify(&seeds.asked).unwrap(), seeds.truth);
	}
	let (mut accepted, mut deep) = (0_u64, 0_u64);
	for _ in 0..inputs() {
		let seed = usize::try_from(numbers.below(seeds.evidence.len() as u64)).unwrap();
		let mut bytes = seeds.evidence[seed].clone();
		match numbers.below(3) {
			0 => {
				if let Some(rebuilt) = rebuild(&bytes, &mut numbers) {
					bytes = rebuilt;
				}
			},
			_ => mutate(&mut bytes, &mut numbers),
		}
		match check(&bytes, &root, &requirements()) {
			Ok(shown) => {
				accepted += 1;
				match shown.verify(&seeds.asked) {
					Ok(verdicts) => assert_eq!(verdicts, seeds.truth),
					Err(refusal) => assert!(matches!(refusal, Refusal::Incomplete(_)), "{refusal}"),
				}
			},
			Err(Refusal::Malformed(_) | Refusal::TooLarge { .. }) => (),
			Err(_) => deep += 1,
		}
	}
	println!("{} inputs: {deep} refused after they were decoded, {accepted} accepted", inputs());
	assert!(deep > inputs() / 20, "most inputs never get beyond decoding");
}

#[test]
fn random_bytes_are_refused() {
	let root = trust();
	let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
	for _ in 0..inputs() {
		let length = numbers.below(300);
		let mut bytes: Vec<u8> = (0..length).map(|_| numbers.next().to_le_bytes()[1]).collect();
		if let Some(first) = bytes.first_mut() {
			*first = 1;
		}
		assert!(check(&bytes, &root, &requirements()).is_err());
		assert!(trust().learn(&bytes).is_err());
		assert!(TrustRoot::decode(&bytes).is_err());
		let items: Vec<_> = bytes.chunks(9).map(<[u8]>::to_vec).collect();
		assert!(testamur_proof::trie::PartialTrie::from_compact(&items, root.genesis()).is_err());
	}
}

#[test]
fn mutated_hand_offs_teach_nothing_false() {
	let page = hand_offs(2).encode();
	let known = trust_up_to(2);
	let mut numbers = Numbers(0x1234_5678_9abc_def1);
	for _ in 0..inputs() / 10 {
		let mut bytes = page.clone();
		mutate(&mut bytes, &mut numbers);
		let mut root = trust();
		let _ = root.learn(&bytes);
		let mut rows = root.table().iter().zip(known.table());
		assert!(rows.all(|(learnt, known)| learnt.hash == known.hash));
	}
}
