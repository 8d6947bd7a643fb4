// SPDX-License-Identifier: Apache-2.0

//! Time and limits of the chain. Each number is defined here once, with its derivation.

use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, Weight};
use sp_runtime::Perbill;

use crate::BlockNumber;

/// Length of a slot, and so the time between two blocks, in milliseconds.
///
/// Aura reads it at genesis. To change it later, every node must restart at the same moment.
pub const SLOT_DURATION: u64 = 3_000;

/// Number of blocks in a minute: 60,000 ms / 3,000 ms.
pub const MINUTES: BlockNumber = 20;
/// Number of blocks in an hour: 1,200.
pub const HOURS: BlockNumber = MINUTES * 60;
/// Number of blocks in a day: 28,800.
pub const DAYS: BlockNumber = HOURS * 24;

/// Maximum weight of a block: a third of a slot on the reference machine, 3,000 ms / 3 = 1,000 ms.
///
/// The author builds within two thirds of the slot, and every other validator must execute the
/// block before the next slot begins.
///
/// Proof size is not limited: a solo chain sends no state proofs with its blocks.
pub const MAXIMUM_BLOCK_WEIGHT: Weight =
	Weight::from_parts(WEIGHT_REF_TIME_PER_MILLIS * SLOT_DURATION / 3, u64::MAX);

/// Share of a block for ordinary calls. The rest is for operational calls, such as those on
/// motions. In a flood, its priority in the pool lets the council through.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

/// Share of a block that is reserved for the work of pallets before the first transaction.
pub const AVERAGE_ON_INITIALIZE: Perbill = Perbill::from_percent(10);

/// Share of a block for a step of a migration of records. While it goes on, blocks have no
/// transactions, so half of a block leaves as much room for the rest as a block ever needs.
pub const MIGRATION_SHARE: Perbill = Perbill::from_percent(50);

/// Maximum length of a block in bytes: 5 MiB.
pub const MAXIMUM_BLOCK_LENGTH: u32 = 5 * 1024 * 1024;

/// Maximum length in bytes of a header as its author begins it: 8 KiB, half of the maximum in a
/// report of an equivocation. The digests of a change of the set, which have less than 8 KiB for a
/// hundred validators, must fit as well.
///
/// An author may put anything into its header. If a header could be longer than a report accepts,
/// its author could write two blocks for one slot without proof.
pub const MAXIMUM_HEADER_LENGTH: u32 = pallet_consortium::MAX_HEADER_LEN as u32 / 2;

/// Number of block hashes that the state stores: 4,096 blocks × 3 s = 3 h 24 min.
///
/// A transaction cannot be valid for longer than this. Eras are powers of two, so a smaller number
/// between two of them would be wasted; the default of 256 blocks is under 13 minutes, too short
/// for a call that several people sign by hand.
pub const BLOCK_HASH_COUNT: BlockNumber = testamur_primitives::keys::REMEMBERED_BLOCKS;

/// Prefix of addresses: 42, the one for chains that have not registered a prefix of their own.
pub const SS58_PREFIX: u16 = 42;

/// Maximum number of validators.
pub const MAX_AUTHORITIES: u32 = 100;

/// Number of ended sessions about which reports are possible: more than a week, with sessions of
/// ten minutes.
pub const SESSIONS_IN_HISTORY: u32 = 1_024;
/// Number of blocks for which a report of an offence may wait in the pool: an hour.
pub const REPORT_LONGEVITY: u64 = HOURS as u64;

/// Maximum length in bytes of the name of a pallet or a call that can be paused. A call with a
/// longer name counts as paused, so a test compares every name with this limit.
pub const MAX_CALL_NAME_LEN: u32 = 64;

/// Maximum number of seats in the council.
pub const COUNCIL_MAX_MEMBERS: u32 = 100;
/// Maximum number of open motions.
pub const COUNCIL_MAX_PROPOSALS: u32 = 100;
/// Maximum number of open motions of one member.
///
/// Only 20 members together can fill the list. With fewer, each of the others can still propose.
pub const COUNCIL_MAX_PROPOSALS_OF_MEMBER: u32 = 5;
/// Duration of the vote on a motion: a week, so that a short absence does not decide it.
pub const COUNCIL_MOTION_DURATION: BlockNumber = 7 * DAYS;
/// Maximum weight of the call in a motion: half a block.
pub const COUNCIL_MAX_PROPOSAL_WEIGHT: Weight = MAXIMUM_BLOCK_WEIGHT.div(2);

/// Maximum depth to which calls may carry other calls.
///
/// A motion of several calls as root needs three levels: a proposal, of a dispatch as root, of a batch.
/// One more is for a batch of proposals. A call at that depth is weighed five times where it is paid
/// for once.
pub const MAX_CALL_NESTING: u32 = 4;

/// Number of blocks in the period of an allowance: a minute.
pub const ALLOWANCE_PERIOD: BlockNumber = MINUTES;
/// Number of operations that a governor may spend in a period.
///
/// An operation is a millisecond of block time or 4 KiB of block space, so this is one full block
/// of the twenty in a period: 1,000 × 1 ms = 1 s. The largest transaction that the council needs, a
/// new runtime, fits (1,000 × 4 KiB = 3.9 MiB), and a stolen key takes at most a twentieth of the
/// chain.
pub const GOVERNOR_ALLOWANCE: u32 = 1_000;
