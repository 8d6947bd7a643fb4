// SPDX-License-Identifier: Apache-2.0

//! What a verifier trusts: a genesis block, and the sets of authorities that finalized what followed.
//!
//! A set is known by a row of a table, or because the set before handed over to it. A set that is once
//! known is known for good: a hand-off adds rows and changes none, and one that contradicts a row is
//! refused. Whoever steals the keys of former validators can sign other blocks with the numbers of
//! their time, and neither blocks that look newer nor sets that a verifier knows otherwise.
//!
//! A recovery forces a set upon the chain, and no hand-off leads to it: somebody vouches for it. The
//! changes that blocks planned while finality stood still are void from then on.

use crate::{
	authorities::{Authority, AuthoritySet},
	hand_offs::HandOffs,
	hash::Hash,
	ids::SetId,
	known_set::{Beginning, KnownSet},
	limits::MAX_KNOWN_SETS,
	reader::Reader,
	refusal::{Forgery, Gap, Part, Refusal},
};
use alloc::vec::Vec;
use codec::{Compact, Encode, Output};
use testamur_primitives::Moment;

/// The version of the encoding of a trust root, which is its first byte.
pub const VERSION: u8 = 1;

/// What a verifier trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustRoot {
	genesis: Hash,
	/// The end of the slot of the block before the first one of the table, if somebody vouches for it.
	since: Option<Moment>,
	/// The known sets. Their numbers and their blocks follow one another without a gap.
	table: Vec<KnownSet>,
	/// Those sets of which more than the hash is known, in the order of their numbers.
	sets: Vec<AuthoritySet>,
}

impl TrustRoot {
	/// Returns the trust in a genesis block with its authorities, which are set 0.
	pub fn at_genesis(genesis: Hash, authorities: Vec<Authority>) -> Result<Self, Refusal> {
		Self::pinned(genesis, AuthoritySet::new(0, authorities)?, Beginning::OF_CHAIN)
	}

	/// Returns the trust in a later set that somebody vouches for.
	pub fn pinned(genesis: Hash, set: AuthoritySet, beginning: Beginning) -> Result<Self, Refusal> {
		let Beginning { first, since, forced_in } = beginning;
		let row = KnownSet::open(&set, first, forced_in);
		let mut root = Self::from_parts(genesis, since, Vec::from([row]))?;
		root.keep(set);
		Ok(root)
	}

	/// Returns the trust in a table of known sets, in the order of their numbers.
	///
	/// The sets, their blocks and their ends must follow one another, and only the last may go on. A set
	/// that was replaced before it finalized a block has the block before its first one for its last.
	pub fn from_table(genesis: Hash, table: Vec<KnownSet>) -> Result<Self, Refusal> {
		Self::from_parts(genesis, None, table)
	}

	fn from_parts(
		genesis: Hash,
		since: Option<Moment>,
		table: Vec<KnownSet>,
	) -> Result<Self, Refusal> {
		let part = Part::TrustRoot;
		let limit = usize::try_from(MAX_KNOWN_SETS).unwrap_or(usize::MAX);
		if table.len() > limit {
			return Err(Refusal::too_large(part, table.len(), limit));
		}
		let before = core::iter::once(since).chain(table.iter().map(|row| row.until));
		let are_sound = table.iter().zip(before).all(|(row, before)| row.is_sound(before));
		let mut pairs = table.iter().zip(table.iter().skip(1));
		if table.is_empty() || !are_sound || !pairs.all(|(one, next)| next.follows(one)) {
			return Err(Refusal::Malformed(part));
		}
		Ok(Self { genesis, since, table, sets: Vec::new() })
	}

	/// Returns the hash of the genesis block.
	pub const fn genesis(&self) -> Hash {
		self.genesis
	}

	/// Returns the table of known sets.
	pub fn table(&self) -> &[KnownSet] {
		&self.table
	}

	/// Returns the authorities of a set, if more than their hash is known.
	pub fn set(&self, id: SetId) -> Option<&AuthoritySet> {
		let place = self.sets.binary_search_by_key(&id, AuthoritySet::id).ok()?;
		self.sets.get(place)
	}

	/// Keeps the authorities of a set.
	fn keep(&mut self, set: AuthoritySet) {
		match self.sets.binary_search_by_key(&set.id(), AuthoritySet::id) {
			Ok(place) => {
				if let Some(known) = self.sets.get_mut(place) {
					*known = set;
				}
			},
			Err(place) => self.sets.insert(place, set),
		}
	}

	/// Follows a file of hand-offs and returns the number of sets that were not known before.
	///
	/// Each hand-off is checked in full, also one to a set that is known. The sets up to the first
	/// hand-off that is refused stay known.
	pub fn learn(&mut self, hand_offs: &[u8]) -> Result<usize, Refusal> {
		self.learn_decoded(&HandOffs::decode(hand_offs)?)
	}

	/// Follows hand-offs that are decoded, as [`learn`](Self::learn) does.
	pub fn learn_decoded(&mut self, file: &HandOffs) -> Result<usize, Refusal> {
		let known = self.table.len();
		let mut set = self.authorities(file.first_set, file.authorities.as_deref())?;
		self.keep(set.clone());
		for hand_off in &file.hand_offs {
			let last = hand_off.header.number;
			self.ensure_finalized_by(set.id(), last)?;
			self.ensure_effective(set.id(), last)?;
			let next = hand_off.check(&set, self.genesis)?;
			self.add(last, hand_off.end()?, &next, None)?;
			self.keep(next.clone());
			set = next;
		}
		Ok(self.table.len().saturating_sub(known))
	}

	/// Adds a set that somebody vouches for after the last one, as after a recovery, which no hand-off
	/// leads over. The end of the slot of the block before its first one is needed: with it ended the
	/// set before.
	///
	/// A set that is known already must be the same.
	pub fn vouch(&mut self, set: AuthoritySet, beginning: Beginning) -> Result<(), Refusal> {
		let malformed = || Refusal::Malformed(Part::TrustRoot);
		let Beginning { first, since, forced_in } = beginning;
		let id = set.id().checked_sub(1).ok_or_else(malformed)?;
		let last = first.checked_sub(1).ok_or_else(malformed)?;
		let until = since.ok_or_else(malformed)?;
		let former = self.row(id).ok_or(Refusal::UnknownSet { id })?;
		if first < former.first {
			return Err(Forgery::OutsideSet { block: last, set: id }.into());
		}
		let ended = KnownSet { last: Some(last), until: since, ..*former };
		let row = KnownSet::open(&set, first, forced_in);
		if !row.is_sound(since) || !row.follows(&ended) {
			return Err(malformed());
		}
		self.add(last, until, &set, forced_in)?;
		self.keep(set);
		Ok(())
	}

	/// Checks that a plan for the authorities in a block of a set takes effect: those that were made
	/// before the set was forced upon the chain, or with that, never do.
	fn ensure_effective(&self, set: SetId, block: u32) -> Result<(), Refusal> {
		let forced_in = self.row(set).and_then(|row| row.forced_in);
		match forced_in.is_some_and(|forced_in| block <= forced_in) {
			true => Err(Forgery::VoidChange { block, set }.into()),
			false => Ok(()),
		}
	}

	/// Adds the set that follows the one before after its last block, or compares it with its row.
	fn add(
		&mut self,
		last: u32,
		until: Moment,
		next: &AuthoritySet,
		forced_in: Option<u32>,
	) -> Result<(), Refusal> {
		let contradiction = Forgery::KnownSet { set: next.id() };
		let first = last.checked_add(1).ok_or(Refusal::Malformed(Part::HandOffs))?;
		let row = KnownSet::open(next, first, forced_in);
		let known = self.row(next.id());
		let is_new = known.is_none();
		if known.is_some_and(|known| !known.began_as(&row)) {
			return Err(contradiction.into());
		}
		let limit = usize::try_from(MAX_KNOWN_SETS).unwrap_or(usize::MAX);
		if is_new && self.table.len() >= limit {
			return Err(Refusal::too_large(Part::TrustRoot, limit.saturating_add(1), limit));
		}
		let place = next.id().checked_sub(1).and_then(|id| self.place(id));
		let before = place.and_then(|place| self.end_before(place));
		let former = place.and_then(|place| self.table.get_mut(place));
		let former = former.ok_or(contradiction)?;
		let ended = KnownSet { last: Some(last), until: Some(until), ..*former };
		if former.last.is_some() && *former != ended {
			return Err(contradiction.into());
		}
		if !ended.is_sound(before) {
			return Err(Forgery::BeforeSet { time: until, set: former.id }.into());
		}
		*former = ended;
		if is_new {
			self.table.push(row);
		}
		Ok(())
	}

	/// Returns the end of the set before the one at a place of the table, if it is known.
	fn end_before(&self, place: usize) -> Option<Moment> {
		match place.checked_sub(1) {
			Some(before) => self.table.get(before)?.until,
			None => self.since,
		}
	}

	/// Returns the place of a set in the table.
	fn place(&self, id: SetId) -> Option<usize> {
		usize::try_from(id.checked_sub(self.table.first()?.id)?).ok()
	}

	/// Returns the row of a set.
	fn row(&self, id: SetId) -> Option<&KnownSet> {
		self.table.get(self.place(id)?)
	}

	/// Returns the authorities of a set: those that evidence carries, if they are the ones that the
	/// table has the hash of, or else those that are known.
	pub(crate) fn authorities(
		&self,
		id: SetId,
		carried: Option<&[Authority]>,
	) -> Result<AuthoritySet, Refusal> {
		let row = self.row(id).ok_or(Refusal::UnknownSet { id })?;
		let Some(carried) = carried else {
			return Ok(self.set(id).ok_or(Gap::Authorities(id))?.clone());
		};
		let set = AuthoritySet::new(id, carried.to_vec())?;
		if set.hash() != row.hash {
			return Err(Forgery::Authorities { set: id }.into());
		}
		Ok(set)
	}

	/// Checks that a block is one of those that a set finalized.
	pub(crate) fn ensure_finalized_by(&self, set: SetId, block: u32) -> Result<(), Refusal> {
		let row = self.row(set).ok_or(Refusal::UnknownSet { id: set })?;
		let last = row.last.unwrap_or(u32::MAX);
		if (row.first..=last).contains(&block) {
			Ok(())
		} else {
			Err(Forgery::OutsideSet { block, set }.into())
		}
	}

	/// Checks that a block of this number can have this time: no block of a set has the time of a set
	/// before or after it, since slots ascend with the numbers of the blocks, and the time of a block is
	/// within its slot.
	///
	/// Whoever has the keys of a set that has handed over can sign blocks with its numbers all the same,
	/// but none that looks newer than the hand-off, and none that shows an earlier block at another time.
	pub(crate) fn ensure_time_of(&self, block: u32, time: Moment) -> Result<(), Refusal> {
		let begun = self.table.partition_point(|row| row.first <= block);
		let Some(place) = begun.checked_sub(1) else { return self.ensure_before_table(time) };
		let set = self.table.get(place).map_or(0, |row| row.id);
		if self.end_before(place).is_some_and(|from| time < from) {
			return Err(Forgery::BeforeSet { time, set }.into());
		}
		if self.end_before(begun).is_some_and(|until| time >= until) {
			return Err(Forgery::AfterSet { time, set }.into());
		}
		Ok(())
	}

	/// Checks that a block before the first one of the table can have this time.
	fn ensure_before_table(&self, time: Moment) -> Result<(), Refusal> {
		let Some(first) = self.table.first() else { return Ok(()) };
		// Who does not know when the first set began may know when it ended.
		if self.since.or(first.until).is_some_and(|until| time >= until) {
			return Err(Forgery::AfterSet { time, set: first.id.saturating_sub(1) }.into());
		}
		Ok(())
	}

	/// Decodes a trust root that the verifier itself has stored.
	///
	/// Nothing vouches for it but the place where it was stored.
	pub fn decode(bytes: &[u8]) -> Result<Self, Refusal> {
		let part = Part::TrustRoot;
		let mut reader = Reader::of_version(bytes, VERSION, part)?;
		let genesis = reader.value(part)?;
		let since = reader.option(part, |reader| reader.value(part))?;
		let table = reader.list(part, MAX_KNOWN_SETS, |reader| {
			Ok(KnownSet {
				id: reader.compact_u64(part)?,
				first: reader.compact_u32(part)?,
				last: reader.option(part, |reader| reader.value(part))?,
				until: reader.option(part, |reader| reader.value(part))?,
				forced_in: reader.option(part, |reader| reader.value(part))?,
				hash: reader.value(part)?,
			})
		})?;
		let mut root = Self::from_parts(genesis, since, table)?;
		let newest = reader.option(part, Authority::read_list)?;
		reader.end(part)?;
		if let (Some(newest), Some(row)) = (newest, root.table.last().copied()) {
			let set = root.authorities(row.id, Some(&newest))?;
			root.keep(set);
		}
		Ok(root)
	}
}

/// The version, the genesis hash, the end of what precedes the table, the table, and the authorities of
/// the newest set if they are known. Evidence of older sets carries its authorities.
impl Encode for TrustRoot {
	fn encode_to<T: Output + ?Sized>(&self, out: &mut T) {
		out.push_byte(VERSION);
		self.genesis.encode_to(out);
		self.since.encode_to(out);
		Compact(u32::try_from(self.table.len()).unwrap_or(u32::MAX)).encode_to(out);
		for KnownSet { id, first, last, until, forced_in, hash } in &self.table {
			(Compact(*id), Compact(*first), last, until, forced_in, hash).encode_to(out);
		}
		let newest = self.table.last().and_then(|row| self.set(row.id));
		newest.map(|set| set.authorities().to_vec()).encode_to(out);
	}
}
