// SPDX-License-Identifier: Apache-2.0

//! The reasons for which evidence is refused. None of them says anything about a credential.

use crate::{
	hash::{Hash, Hex},
	ids::SetId,
};
use alloc::{string::String, vec::Vec};
use core::fmt;
use testamur_primitives::{state::CannotTell, Damage, Moment};

/// A reason for which evidence is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
	/// It is a file of another kind.
	OtherFile {
		/// The content that is wanted.
		wanted: Part,
		/// The content that it has, if it is a file of this project at all.
		found: Option<Part>,
	},
	/// It does not decode: this part is cut off, or is not what it should be.
	Malformed(Part),
	/// It is of a version that this verifier does not know.
	UnknownVersion(u8),
	/// It is larger than a verifier accepts.
	TooLarge {
		/// The part that is too large.
		part: Part,
		/// Its size.
		found: u64,
		/// The largest size.
		limit: u64,
	},
	/// It contradicts itself, or what is known for certain.
	Forged(Forgery),
	/// It does not cover what was asked for.
	Incomplete(Gap),
	/// The set of authorities that signed is not known.
	UnknownSet {
		/// The number of the set.
		id: SetId,
	},
	/// A set of authorities was forced upon the chain in this block, so no hand-off leads on.
	ForcedChange {
		/// The number of the block.
		block: u32,
	},
	/// A change of the authorities was scheduled with a delay, which this chain never does.
	DelayedChange {
		/// The number of the block.
		block: u32,
	},
	/// The block hands over to another set, and does not say of which chain it is.
	ChainUnstated {
		/// The number of the block.
		block: u32,
	},
	/// It is about another chain.
	OtherChain {
		/// The hash of the genesis block of that chain.
		found: Hash,
		/// The hash of the genesis block that the verifier trusts.
		trusted: Hash,
	},
	/// The moment that it shows is older than the verifier wants.
	TooOld {
		/// The time of the moment.
		time: Moment,
		/// The oldest time that the verifier accepts.
		oldest: Moment,
	},
	/// The moment that it shows is in the future.
	InTheFuture {
		/// The time of the moment.
		time: Moment,
		/// The time by the clock of the verifier.
		now: Moment,
	},
	/// The state was written by a runtime that this verifier does not understand.
	RuntimeNotUnderstood {
		/// The name of the runtime.
		name: String,
		/// Its version.
		version: u32,
		/// The layout of its records, if that is what is not understood.
		layout: Option<u16>,
	},
	/// The state is between two runtimes: the block replaced the runtime, or is one of those in which
	/// the new one migrates the records.
	UpgradePending,
	/// The state itself is damaged. No call can cause this.
	Damaged(Damage),
}

/// A part of what a prover hands over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
	/// All of a file, or its text form.
	File,
	/// All of the evidence.
	Evidence,
	/// All of a file of hand-offs.
	HandOffs,
	/// The trust root, or the table of known sets.
	TrustRoot,
	/// A header.
	Header,
	/// A message to GRANDPA in a header.
	Change,
	/// A list of authorities.
	Authorities,
	/// The votes by which a block is final.
	Justification,
	/// The proof of a part of a state.
	Proof,
	/// The references of one question.
	References,
	/// The status chunks of one question.
	Chunks,
}

/// A way in which evidence is forged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgery {
	/// The authorities that it carries are not those of the set.
	Authorities {
		/// The number of the set.
		set: SetId,
	},
	/// The block is none of those that the set finalized.
	OutsideSet {
		/// The number of the block.
		block: u32,
		/// The number of the set.
		set: SetId,
	},
	/// The moment is one at which the set before had not ended yet.
	BeforeSet {
		/// The time of the moment, or the end of the slot in which a set is said to have ended.
		time: Moment,
		/// The number of the set.
		set: SetId,
	},
	/// The moment is one at which the set had handed over to the next one.
	AfterSet {
		/// The time of the moment.
		time: Moment,
		/// The number of the set.
		set: SetId,
	},
	/// A voter is not in the set.
	Stranger {
		/// The place that it claims in the set.
		voter: u32,
	},
	/// A voter voted twice.
	RepeatedVote {
		/// Its place in the set.
		voter: u32,
	},
	/// The votes do not decide.
	TooFewVotes {
		/// Their weight.
		voted: u64,
		/// The least weight that decides.
		needed: u64,
	},
	/// All votes are for later blocks.
	NoVoteForBlock,
	/// A vote for a later block does not lead to this one.
	Ancestry {
		/// The place of the voter in the set.
		voter: u32,
	},
	/// Headers are added that no vote needs.
	UnusedAncestry,
	/// The votes decide on a child of the block.
	VotesForChild,
	/// A signature is not that of the voter over this block, round and set.
	Signature {
		/// The place of the voter in the set.
		voter: u32,
	},
	/// A block is presented as a hand-off, and changes no authorities.
	NoHandOff {
		/// The number of the block.
		block: u32,
	},
	/// A block is presented as a hand-off, and what it plans was made void when its set was forced upon
	/// the chain.
	VoidChange {
		/// The number of the block.
		block: u32,
		/// The number of the set.
		set: SetId,
	},
	/// A hand-off contradicts the table of known sets.
	KnownSet {
		/// The number of the set that is known otherwise.
		set: SetId,
	},
	/// The proof is of another state than that of the block.
	State,
	/// The proof has items that nothing refers to.
	UnneededItems,
	/// The proof has the same item twice.
	RepeatedItem,
	/// The block of the past is not the one of this number on the chain.
	Past {
		/// The number of the block.
		block: u32,
	},
	/// The entry of a log is not at that place.
	LogEntry,
	/// The list of entries is not the log.
	LogList,
}

/// What evidence does not cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
	/// The value under this storage key, or the absence of one.
	Key(Vec<u8>),
	/// The keys that begin with this one.
	KeysUnder(Vec<u8>),
	/// The authorities of this set, of which the verifier knows the hash only.
	Authorities(SetId),
	/// The hash of this block, which the state has forgotten or not seen.
	BlockHash(u32),
}

impl Refusal {
	/// Returns the refusal of a part that has more bytes or items than a verifier accepts.
	pub(crate) fn too_large(part: Part, found: usize, limit: usize) -> Self {
		let number = |of: usize| u64::try_from(of).unwrap_or(u64::MAX);
		Self::TooLarge { part, found: number(found), limit: number(limit) }
	}
}

impl Refusal {
	/// Returns the refusal of a question for more status chunks than one answer has.
	pub(crate) const fn too_many_chunks(requested: u32) -> Self {
		let (found, limit) = (requested as u64, testamur_primitives::limits::MAX_CHUNKS as u64);
		Self::TooLarge { part: Part::Chunks, found, limit }
	}
}

impl From<Forgery> for Refusal {
	fn from(forgery: Forgery) -> Self {
		Self::Forged(forgery)
	}
}

impl From<Gap> for Refusal {
	fn from(gap: Gap) -> Self {
		Self::Incomplete(gap)
	}
}

impl From<CannotTell<Gap>> for Refusal {
	fn from(error: CannotTell<Gap>) -> Self {
		match error {
			CannotTell::TooMany { requested } => Self::TooLarge {
				part: Part::References,
				found: requested.into(),
				limit: testamur_primitives::limits::MAX_REFERENCES.into(),
			},
			CannotTell::Unreadable(gap) => gap.into(),
			CannotTell::Damaged(damage) => Self::Damaged(damage),
			CannotTell::UpgradePending => Self::UpgradePending,
		}
	}
}

/// Returns the seconds from one moment to another, rounded up.
const fn seconds(from: Moment, to: Moment) -> Moment {
	to.saturating_sub(from).div_ceil(1_000)
}

impl fmt::Display for Part {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::File => "the file",
			Self::Evidence => "the evidence",
			Self::HandOffs => "the hand-offs",
			Self::TrustRoot => "the trust root",
			Self::Header => "a header",
			Self::Change => "the change of authorities in a header",
			Self::Authorities => "the list of authorities",
			Self::Justification => "the justification",
			Self::Proof => "the proof of the state",
			Self::References => "the list of references",
			Self::Chunks => "the number of status chunks",
		})
	}
}

impl fmt::Display for Gap {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Key(key) => write!(f, "the storage key {}", Hex(key)),
			Self::KeysUnder(prefix) => write!(f, "the storage keys under {}", Hex(prefix)),
			Self::Authorities(set) => write!(f, "the authorities of set {set}"),
			Self::BlockHash(block) => write!(f, "the hash of block {block}"),
		}
	}
}

impl fmt::Display for Forgery {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Authorities { set } => write!(
				f,
				"its authorities are not those that are trusted as set {set}, or those are not in their \
				 order"
			),
			Self::OutsideSet { block, set } => {
				write!(f, "block {block} is none of those that set {set} finalized")
			},
			Self::BeforeSet { set, .. } => {
				write!(f, "this moment is before set {set} began")
			},
			Self::AfterSet { set, .. } => {
				write!(f, "set {set} had handed over to the next one before this moment")
			},
			Self::Stranger { voter } => write!(f, "there is no voter {voter} in the set"),
			Self::RepeatedVote { voter } => write!(f, "voter {voter} occurs twice"),
			Self::TooFewVotes { voted, needed } => {
				write!(f, "the votes weigh {voted}, and {needed} are needed")
			},
			Self::NoVoteForBlock => f.write_str("no vote is for the block itself"),
			Self::Ancestry { voter } => {
				write!(f, "the vote of voter {voter} does not lead to the block")
			},
			Self::UnusedAncestry => f.write_str("it has headers that no vote needs"),
			Self::VotesForChild => f.write_str("the votes decide on a later block"),
			Self::Signature { voter } => {
				write!(f, "the signature of voter {voter} is not over this block, round and set")
			},
			Self::NoHandOff { block } => write!(f, "block {block} hands over to no other set"),
			Self::VoidChange { block, set } => write!(
				f,
				"what block {block} plans for the authorities is void since set {set} was forced upon \
				 the chain"
			),
			Self::KnownSet { set } => write!(f, "set {set} is known otherwise"),
			Self::State => f.write_str("the proof is not of the state of the block"),
			Self::UnneededItems => f.write_str("the proof has items that nothing refers to"),
			Self::RepeatedItem => f.write_str("the proof has an item twice"),
			Self::Past { block } => {
				write!(f, "the header is not that of block {block} of the chain")
			},
			Self::LogEntry => f.write_str("the entry is not at that place of the log"),
			Self::LogList => f.write_str("the entries are not those of the log"),
		}
	}
}

impl fmt::Display for Refusal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::OtherFile { wanted, found } => write_other_file(f, *wanted, *found),
			Self::Malformed(part) => write!(f, "{part} does not decode; fetch it again"),
			Self::UnknownVersion(version) => {
				write!(f, "version {version} is not known to this verifier; update the verifier")
			},
			Self::TooLarge { part, found, limit } => {
				write!(f, "{part} has {found} bytes or items, and {limit} are the most; ask for less")
			},
			Self::Forged(how) => {
				write!(f, "this is forged: {how}; do not trust whoever handed it over")
			},
			Self::Incomplete(gap) => {
				write!(f, "{gap} is not covered; ask for evidence that covers it")
			},
			Self::UnknownSet { id } => write!(
				f,
				"set {id} of the authorities is not known; fetch the hand-offs that lead to it, or \
				 update the verifier"
			),
			Self::ForcedChange { block } => write!(
				f,
				"block {block} forced another set of authorities upon the chain; only a verifier \
				 whose table has that set leads on, so update it"
			),
			Self::DelayedChange { block } => write!(
				f,
				"block {block} changes the authorities later, which this verifier does not follow; \
				 update the verifier"
			),
			Self::ChainUnstated { block } => write!(
				f,
				"the hand-off in block {block} does not say of which chain it is; only a verifier whose \
				 table has the next set leads on, so update it"
			),
			Self::OtherChain { found, trusted } => write_other_chain(f, *found, *trusted),
			Self::TooOld { time, oldest } => write!(
				f,
				"this shows a moment that is {} s older than what is wanted; fetch newer evidence",
				seconds(*time, *oldest)
			),
			Self::InTheFuture { time, now } => write!(
				f,
				"this shows a moment that is {} s ahead of the clock of this machine; set the clock, and do \
				 not trust the evidence if it is right",
				seconds(*now, *time)
			),
			Self::RuntimeNotUnderstood { name, version, layout } => {
				write_runtime(f, name, *version, *layout)
			},
			Self::UpgradePending => f.write_str(
				"the state is between two runtimes; ask for evidence of an earlier or a later block",
			),
			Self::Damaged(damage) => write!(
				f,
				"the state of the chain is damaged: {damage}; report this to the consortium"
			),
		}
	}
}

/// Writes that a file has another content than the one that is wanted.
fn write_other_file(f: &mut fmt::Formatter<'_>, wanted: Part, found: Option<Part>) -> fmt::Result {
	match found {
		Some(found) => write!(f, "this is the file of {found}, and that of {wanted} is wanted"),
		None => write!(f, "this is not the file of {wanted}; ask whoever gave it to you for it"),
	}
}

/// Writes that this is about another chain.
fn write_other_chain(f: &mut fmt::Formatter<'_>, found: Hash, trusted: Hash) -> fmt::Result {
	write!(
		f,
		"this is about the chain of genesis block {found}, and {trusted} is trusted; ask a node of \
		 that chain"
	)
}

/// Writes that a runtime, or the layout of its records, is not understood.
fn write_runtime(
	f: &mut fmt::Formatter<'_>,
	name: &str,
	version: u32,
	layout: Option<u16>,
) -> fmt::Result {
	write!(f, "the state was written by runtime {name} {version}")?;
	if let Some(layout) = layout {
		write!(f, " in layout {layout}")?;
	}
	f.write_str(", which this verifier does not understand; update the verifier")
}

impl core::error::Error for Refusal {}
