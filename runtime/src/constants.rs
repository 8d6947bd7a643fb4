// SPDX-License-Identifier: Apache-2.0

//! Time and limits of the chain. Each number stands here once, with where it comes from.

use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, Weight};
use sp_runtime::Perbill;

use crate::BlockNumber;

/// Length of a slot, and so the time between two blocks, in milliseconds.
///
/// Aura takes it from genesis: changing it later needs a restart of every node at one moment.
pub const SLOT_DURATION: u64 = 3_000;

/// Blocks in a minute: 60,000 ms / 3,000 ms.
pub const MINUTES: BlockNumber = 20;
/// Blocks in an hour: 1,200.
pub const HOURS: BlockNumber = MINUTES * 60;
/// Blocks in a day: 28,800.
pub const DAYS: BlockNumber = HOURS * 24;

/// A block may keep the reference machine busy for a third of its slot: 3,000 ms / 3 = 1,000 ms.
///
/// The author builds within two thirds of the slot, and every other validator must execute the
/// block before the next slot begins.
///
/// Proof size is no limit here: a chain of its own sends no state proofs with its blocks.
pub const MAXIMUM_BLOCK_WEIGHT: Weight =
	Weight::from_parts(WEIGHT_REF_TIME_PER_MILLIS * SLOT_DURATION / 3, u64::MAX);

/// Share of a block for ordinary calls. The rest is for operational ones, which those that concern
/// motions are. What carries the council through a flood is its priority in the pool.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

/// Share of a block that is kept for what pallets do before the first transaction.
pub const AVERAGE_ON_INITIALIZE: Perbill = Perbill::from_percent(10);

/// Longest block in bytes: 5 MiB.
pub const MAXIMUM_BLOCK_LENGTH: u32 = 5 * 1024 * 1024;

/// Longest header in bytes as its author begins it: 8 KiB, half of what a report of an
/// equivocation takes. The digests of a change of the set, which have under 8 KiB for a hundred
/// validators, must fit as well.
///
/// An author may put anything into its header. If a header could be longer than a report takes, its
/// author could write two blocks for one slot without proof.
pub const MAXIMUM_HEADER_LENGTH: u32 = pallet_consortium::MAX_HEADER_LEN as u32 / 2;

/// How many block hashes the state remembers: 4,096 blocks × 3 s = 3 h 24 min.
///
/// A transaction cannot be valid for longer than this. Eras are powers of two, so a smaller number
/// between two of them would be wasted; the default of 256 blocks is under 13 minutes, too short
/// for a call that several people sign by hand.
pub const BLOCK_HASH_COUNT: BlockNumber = 4_096;

/// Prefix of addresses: 42, the one for chains that have not registered a prefix of their own.
pub const SS58_PREFIX: u16 = 42;

/// Most validators there can be.
pub const MAX_AUTHORITIES: u32 = 100;

/// Sessions that have ended and can still be reported about: with sessions of ten minutes, a week and
/// more.
pub const SESSIONS_IN_HISTORY: u32 = 1_024;
/// Blocks for which a report of an offence may wait in the pool: an hour.
pub const REPORT_LONGEVITY: u64 = HOURS as u64;

/// Longest name of a pallet or a call in bytes, for pausing calls. What is longer counts as paused, so
/// a test compares it with every name.
pub const MAX_CALL_NAME_LEN: u32 = 64;

/// Most seats in the council.
pub const COUNCIL_MAX_MEMBERS: u32 = 100;
/// Most motions open at a time.
pub const COUNCIL_MAX_PROPOSALS: u32 = 100;
/// Most motions of one member that are open at a time.
///
/// To fill the list takes 20 members. Until then each of the others can still propose.
pub const COUNCIL_MAX_PROPOSALS_OF_MEMBER: u32 = 5;
/// How long a motion may be voted on: a week, so that nobody's holiday decides.
pub const COUNCIL_MOTION_DURATION: BlockNumber = 7 * DAYS;
/// Heaviest call a motion may hold: half a block.
pub const COUNCIL_MAX_PROPOSAL_WEIGHT: Weight = MAXIMUM_BLOCK_WEIGHT.div(2);

/// After how many blocks allowances start anew: a minute.
pub const ALLOWANCE_PERIOD: BlockNumber = MINUTES;
/// Operations a council member may spend in a period besides any institution she serves.
///
/// An operation is a millisecond of block time or 4 KiB of block space, so this is one full block
/// of the twenty in a period: 1,000 × 1 ms = 1 s. The largest transaction the council ever needs, a
/// new runtime, fits (1,000 × 4 KiB = 3.9 MiB), and a stolen key takes a twentieth of the chain.
pub const GOVERNOR_ALLOWANCE: u32 = 1_000;
