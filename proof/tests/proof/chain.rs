// SPDX-License-Identifier: Apache-2.0

//! Chains: validators with real keys, headers, votes, and the evidence that an honest prover makes.

use crate::state::{Built, State};
use codec::{Compact, Encode};
use ed25519_zebra::{SigningKey, VerificationKeyBytes};
use std::sync::LazyLock;
use testamur_primitives::{keys, Moment};
use testamur_proof::{
	header::{DigestItem, SLOT_DURATION},
	justification::{signed_bytes, LaterVote},
	signature::Signature,
	Authority, AuthoritySet, BlockId, Evidence, HandOff, Hash, Header, Justification, Past,
	Requirements, TrustRoot, Vote,
};

/// The hash of the genesis block.
pub(crate) const GENESIS: Hash = Hash([0x9e; 32]);
/// The number of the block that evidence shows, unless a test says otherwise.
pub(crate) const NUMBER: u32 = 50;
/// The time of that block, with which its slot begins.
pub(crate) const TIME: Moment = 1_800_000_000_000;
/// The largest age that the verifier of the tests accepts: an hour.
pub(crate) const MAX_AGE: Moment = 3_600_000;

/// Validators, by the seeds of their keys.
#[derive(Clone, Debug)]
pub(crate) struct Validators {
	pub(crate) set_id: u64,
	pub(crate) seeds: Vec<u8>,
}

impl Validators {
	/// Returns the validators with these seeds.
	pub(crate) fn new(set_id: u64, seeds: impl IntoIterator<Item = u8>) -> Self {
		Self { set_id, seeds: seeds.into_iter().collect() }
	}

	pub(crate) fn authorities(&self) -> Vec<Authority> {
		let authority = |seed: &u8| Authority { key: key(*seed), weight: 1 };
		self.seeds.iter().map(authority).collect()
	}

	pub(crate) fn set(&self) -> AuthoritySet {
		AuthoritySet::new(self.set_id, self.authorities()).unwrap()
	}

	/// Returns the vote of the validator at a place.
	pub(crate) fn vote(&self, voter: u32, block: BlockId, round: u64) -> Vote {
		let seed = self.seeds[usize::try_from(voter).unwrap()];
		Vote { voter, signature: sign(seed, &signed_bytes(block, round, self.set_id)) }
	}

	/// Returns the votes of as many validators as decide.
	pub(crate) fn justify(&self, header: &Header) -> Justification {
		let round = 7;
		let voters = 0..u32::try_from(self.set().threshold()).unwrap();
		Justification {
			round,
			votes: voters.map(|voter| self.vote(voter, header.id(), round)).collect(),
			later_votes: Vec::new(),
			ancestry: Vec::new(),
		}
	}

	/// Returns the hand-off of these validators to others in a block.
	pub(crate) fn hand_off(&self, block: u32, next: &Self) -> HandOff {
		let header = change_header(block, &next.authorities(), 0);
		HandOff { justification: self.justify(&header), header }
	}
}

/// The keys of all seeds.
static KEYS: LazyLock<Vec<SigningKey>> =
	LazyLock::new(|| (0..=u8::MAX).map(|seed| SigningKey::from([seed; 32])).collect());

/// Returns the key of a seed.
pub(crate) fn key(seed: u8) -> [u8; 32] {
	VerificationKeyBytes::from(&KEYS[usize::from(seed)]).into()
}

/// Returns a signature with the key of a seed.
pub(crate) fn sign(seed: u8, message: &[u8]) -> Signature {
	Signature(KEYS[usize::from(seed)].sign(message).to_bytes())
}

/// Returns the slot of a block. There is a block in each of them.
pub(crate) fn slot(block: u32) -> u64 {
	TIME / SLOT_DURATION + u64::from(block) - u64::from(NUMBER)
}

/// Returns the time of a block, with which its slot begins.
pub(crate) fn time_of(block: u32) -> Moment {
	slot(block) * SLOT_DURATION
}

/// Returns a header like those of the chain, with a slot and a seal.
pub(crate) fn header(number: u32, state_root: Hash) -> Header {
	let tag = |what: u8| Hash::of(&(what, number, state_root).encode());
	Header {
		parent: tag(1),
		number,
		state_root,
		extrinsics_root: tag(2),
		digest: vec![
			DigestItem::PreRuntime(*b"aura", slot(number).encode()),
			DigestItem::Seal(*b"aura", vec![0x5e; 64]),
		],
	}
}

/// Returns the message by which authorities are changed.
pub(crate) fn change(authorities: &[Authority], delay: u32) -> DigestItem {
	let list: Vec<_> = authorities.iter().map(|next| (next.key, next.weight)).collect();
	DigestItem::Consensus(*b"FRNK", (1_u8, list, delay).encode())
}

/// Returns the statement that a block is of the chain that begins with a genesis block.
pub(crate) fn of_chain(genesis: Hash) -> DigestItem {
	DigestItem::Consensus(*b"TSTM", genesis.0.to_vec())
}

/// Returns the header of a block that changes the authorities, and says of which chain it is.
pub(crate) fn change_header(number: u32, authorities: &[Authority], delay: u32) -> Header {
	let mut header = header(number, Hash([0xcc; 32]));
	header.digest.splice(1..1, [change(authorities, delay), of_chain(GENESIS)]);
	header
}

/// Stores what every state of the chain has.
pub(crate) fn put_system(state: &mut State, time: Moment) {
	state.put(keys::block_hash(0), GENESIS);
	state.put(keys::now(), time);
	state.put(keys::storage_version(), keys::LAYOUT);
	state.put(keys::last_runtime_upgrade(), (Compact(2_u32), "testamur"));
	for number in 1..60_u32 {
		state.put(keys::block_hash(number), Hash::of(&number.encode()));
	}
}

/// Returns the keys that every proof of a state needs.
pub(crate) fn system_keys() -> Vec<Vec<u8>> {
	[keys::block_hash(0), keys::now(), keys::storage_version(), keys::last_runtime_upgrade()].into()
}

/// A final block with its state, and who finalized it.
pub(crate) struct Final {
	pub(crate) validators: Validators,
	pub(crate) header: Header,
	pub(crate) built: Built,
}

impl Final {
	/// Returns block 50 with a state, finalized by four validators since genesis.
	pub(crate) fn new(mut state: State) -> Self {
		put_system(&mut state, TIME);
		Self::of(Validators::new(0, 1..=4), NUMBER, state)
	}

	/// Returns a block with a state as it is.
	pub(crate) fn of(validators: Validators, number: u32, state: State) -> Self {
		let built = state.build();
		Self { validators, header: header(number, built.root), built }
	}

	/// Returns evidence that covers these keys and all keys under these prefixes.
	pub(crate) fn evidence(&self, keys: &[Vec<u8>], prefixes: &[Vec<u8>]) -> Evidence {
		let keys = [system_keys().as_slice(), keys].concat();
		Evidence {
			set_id: self.validators.set_id,
			authorities: None,
			header: self.header.clone(),
			justification: self.validators.justify(&self.header),
			proof: self.built.prove(&keys, prefixes),
			past: None,
		}
	}

	/// Returns evidence that covers these keys of the state of an earlier block, which the state of
	/// this one remembers.
	pub(crate) fn evidence_of_past(&self, past: &Self, keys: &[Vec<u8>]) -> Evidence {
		let remembered = [keys::block_hash(0), keys::block_hash(past.header.number)];
		let keys = [system_keys().as_slice(), keys].concat();
		let proof = past.built.prove(&keys, &[]);
		Evidence {
			proof: self.built.prove(&remembered, &[]),
			past: Some(Past { header: past.header.clone(), proof }),
			..self.evidence(&[], &[])
		}
	}
}

/// Returns the trust in the genesis block with four validators.
pub(crate) fn trust() -> TrustRoot {
	TrustRoot::at_genesis(GENESIS, Validators::new(0, 1..=4).authorities()).unwrap()
}

/// Returns the requirements of the verifier of the tests, ten seconds after the block.
pub(crate) fn requirements() -> Requirements<'static> {
	Requirements::new(TIME + 10_000, Some(MAX_AGE))
}

/// Returns a chain of headers from the child of a block up.
pub(crate) fn descendants(of: &Header, count: u32) -> Vec<Header> {
	let mut headers: Vec<Header> = Vec::new();
	for n in 1..=count {
		let mut next = header(of.number + n, Hash([0xdd; 32]));
		next.parent = headers.last().unwrap_or(of).hash();
		headers.push(next);
	}
	headers
}

/// Returns the vote of a validator for a later block.
pub(crate) fn later_vote(validators: &Validators, voter: u32, target: &Header) -> LaterVote {
	LaterVote { vote: validators.vote(voter, target.id(), 7), target: target.hash() }
}
