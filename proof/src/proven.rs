// SPDX-License-Identifier: Apache-2.0

//! The check of evidence, and the state that follows from it.

use crate::{
	evidence::{CompactProof, Evidence},
	hash::Hash,
	header::Header,
	ids::{BlockId, SetId},
	refusal::{Forgery, Gap, Part, Refusal},
	runtimes::{understood, KnownRuntime, KNOWN_RUNTIMES},
	trie::{PartialTrie, ProofFault},
	trust::TrustRoot,
};
use alloc::vec::Vec;
use testamur_primitives::{
	evaluate,
	hash::Software,
	keys,
	state::{checked_time, time, KeyReader, StateReader},
	CredentialReference, Moment, Verdict,
};

/// An account of the chain. Records that are read here name some.
pub type AccountId = [u8; 32];

/// What a verifier demands of a moment, besides that it is proven.
#[derive(Clone, Copy, Debug)]
pub struct Requirements<'a> {
	/// The time by the clock of the verifier, in milliseconds.
	pub now: Moment,
	/// The largest age of the moment, in milliseconds; `None` for a question about the past, which any
	/// moment may answer. A proof shows a moment, and what has been revoked since then it does not show.
	pub max_age: Option<Moment>,
	/// The time by which the clock of the verifier may be behind, in milliseconds.
	pub max_ahead: Moment,
	/// The runtimes whose records are understood.
	pub runtimes: &'a [KnownRuntime],
}

impl Requirements<'static> {
	/// The time by which a clock may be behind unless a verifier states another one: half a minute.
	pub const MAX_AHEAD: Moment = 30_000;

	/// Returns the requirements of a verifier at a time, for moments that are not older than `max_age`.
	pub const fn new(now: Moment, max_age: Option<Moment>) -> Self {
		Self { now, max_age, max_ahead: Self::MAX_AHEAD, runtimes: KNOWN_RUNTIMES }
	}
}

/// The moment that evidence shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
	/// The number of the block.
	pub number: u32,
	/// The hash of the block.
	pub hash: Hash,
	/// The time of the block, in milliseconds.
	pub time: Moment,
	/// The age of the block by the clock of the verifier; 0 where that clock is behind.
	pub age: Moment,
	/// The set of authorities that finalized it, or a later block that remembers it.
	pub set_id: SetId,
	/// The block that the set finalized: this one, or the later one.
	pub finalized: BlockId,
	/// The version of the runtime that wrote the state.
	pub runtime: u32,
}

/// The part of a state that is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
	as_of: AsOf,
	state: ProvenState,
}

/// The values of a proven state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenState {
	trie: PartialTrie,
}

impl StateReader for ProvenState {
	type Error = Gap;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Gap> {
		let found = self.trie.get(key).map_err(|_| Gap::Key(key.to_vec()))?;
		Ok(found.map(<[u8]>::to_vec))
	}
}

impl KeyReader for ProvenState {
	fn next_key(&self, prefix: &[u8], after: &[u8]) -> Result<Option<Vec<u8>>, Gap> {
		self.trie.next_key(prefix, after).map_err(|_| Gap::KeysUnder(prefix.to_vec()))
	}
}

impl Proven {
	/// Returns the moment.
	pub const fn as_of(&self) -> &AsOf {
		&self.as_of
	}

	/// Returns the same with the age that the moment has by the clock of these requirements, for a verifier that keeps
	/// what was proven to it before.
	///
	/// # Errors
	///
	/// Refuses a moment that these requirements do not accept.
	pub fn dated(self, requirements: &Requirements<'_>) -> Result<Self, Refusal> {
		let age = age_of(self.as_of.time, requirements)?;
		Ok(Self { as_of: AsOf { age, ..self.as_of }, ..self })
	}

	/// Returns the state, for readers of `testamur-primitives`.
	pub const fn state(&self) -> &ProvenState {
		&self.state
	}

	/// Covers more of the same state by items of a proof in the plain form, as `state_getReadProof` returns them
	/// of the block. What is not part of the state that validators signed is of no effect.
	///
	/// The caller bounds what it takes from a prover.
	pub fn extend(&mut self, items: impl IntoIterator<Item = Vec<u8>>) {
		self.state.trie.extend(items);
	}

	/// Returns a verdict for each reference, in the same order, as of the moment: the one that a node
	/// gives as of that block.
	///
	/// The references are the verifier's own, made from the documents, and never those of the prover.
	pub fn verify(&self, references: &[CredentialReference]) -> Result<Vec<Verdict>, Refusal> {
		let now = self.as_of.time;
		Ok(evaluate::verify::<_, AccountId, Software>(&self.state, references, now)?)
	}
}

/// Checks evidence and returns the state that it proves.
///
/// What is cheap is checked first. Nothing is answered before everything holds.
pub fn check(
	evidence: &[u8],
	trusted: &TrustRoot,
	requirements: &Requirements<'_>,
) -> Result<Proven, Refusal> {
	check_decoded(&Evidence::decode(evidence)?, trusted, requirements)
}

/// Checks evidence that is decoded, as [`check`] does.
pub fn check_decoded(
	evidence: &Evidence,
	trusted: &TrustRoot,
	requirements: &Requirements<'_>,
) -> Result<Proven, Refusal> {
	let header = &evidence.header;
	let finalized = header.id();
	let set = trusted.authorities(evidence.set_id, evidence.authorities.as_deref())?;
	trusted.ensure_finalized_by(evidence.set_id, finalized.number)?;
	evidence.justification.check(&set, finalized)?;
	let trie = open(header, &evidence.proof)?;
	ensure_chain(&trie, trusted.genesis())?;
	let (header, shown, trie) = match &evidence.past {
		None => (header, finalized, trie),
		Some(past) => {
			let shown = past.header.id();
			ensure_remembered(&trie, shown, finalized.number)?;
			(&past.header, shown, open(&past.header, &past.proof)?)
		},
	};
	if header.replaces_runtime() {
		return Err(Refusal::UpgradePending);
	}
	let state = ProvenState { trie };
	let runtime = understood(&state, requirements.runtimes)?;
	let time = checked_time(time(&state)?, shown.number == 0).map_err(Refusal::Damaged)?;
	trusted.ensure_time_of(shown.number, time)?;
	let age = age_of(time, requirements)?;
	let BlockId { hash, number } = shown;
	let set_id = evidence.set_id;
	let as_of = AsOf { number, hash, time, age, set_id, finalized, runtime };
	Ok(Proven { as_of, state })
}

/// Rebuilds the part of the state of a block that a proof covers.
fn open(header: &Header, proof: &CompactProof) -> Result<PartialTrie, Refusal> {
	PartialTrie::from_compact(proof, header.state_root).map_err(|fault| match fault {
		ProofFault::Truncated | ProofFault::Malformed | ProofFault::TooDeep => {
			Refusal::Malformed(Part::Proof)
		},
		ProofFault::Repeated => Forgery::RepeatedItem.into(),
		ProofFault::Unneeded => Forgery::UnneededItems.into(),
		ProofFault::OtherRoot => Forgery::State.into(),
	})
}

/// Returns the hash of a block that a state remembers.
fn remembered(trie: &PartialTrie, number: u32) -> Result<Option<Hash>, Refusal> {
	let key = keys::block_hash(number);
	let value = trie.get(&key).map_err(|_| Gap::Key(key))?;
	match value.map(<[u8; 32]>::try_from) {
		None => Ok(None),
		Some(Ok(hash)) => Ok(Some(Hash(hash))),
		Some(Err(_)) => Err(Gap::BlockHash(number).into()),
	}
}

/// Checks that a state is of the chain that begins with a block. The same validators may sign for
/// another chain, and a vote does not say for which it is.
fn ensure_chain(trie: &PartialTrie, trusted: Hash) -> Result<(), Refusal> {
	match remembered(trie, 0)? {
		Some(found) if found == trusted => Ok(()),
		Some(found) => Err(Refusal::OtherChain { found, trusted }),
		None => Err(Gap::BlockHash(0).into()),
	}
}

/// Checks that the state of a block remembers another one, which is one of those that it can remember:
/// the genesis block and the last before it. Whoever has stolen keys makes states that remember others.
fn ensure_remembered(trie: &PartialTrie, block: BlockId, by: u32) -> Result<(), Refusal> {
	let oldest = by.saturating_sub(keys::REMEMBERED_BLOCKS);
	let can_be = block.number == 0 || (oldest..by).contains(&block.number);
	match remembered(trie, block.number)? {
		Some(hash) if hash == block.hash && can_be => Ok(()),
		Some(_) => Err(Forgery::Past { block: block.number }.into()),
		None => Err(Gap::BlockHash(block.number).into()),
	}
}

/// Returns the age of a moment that a verifier accepts.
fn age_of(time: Moment, requirements: &Requirements<'_>) -> Result<Moment, Refusal> {
	let Requirements { now, max_age, max_ahead, .. } = *requirements;
	if time > now.saturating_add(max_ahead) {
		return Err(Refusal::InTheFuture { time, now });
	}
	let oldest = max_age.map_or(0, |max_age| now.saturating_sub(max_age));
	if time < oldest {
		return Err(Refusal::TooOld { time, oldest });
	}
	Ok(now.saturating_sub(time))
}
