// SPDX-License-Identifier: Apache-2.0

//! Measured costs of the machine and its database, written by `scripts/bench-weights machine` and not
//! by hand.
//!
//! 2026-11-26, on Intel(R) Xeon(R) Processor. The database is ParityDB with a state of
//! 1,000,000 batches; every value was read once and written once, with no cache of the trie, while the
//! whole database fitted into the memory of the machine. Averages count, not medians.

use frame_support::weights::{
	constants::WEIGHT_REF_TIME_PER_NANOS as NANOS, RuntimeDbWeight, Weight,
};

/// Weight of a block with nothing but its inherents.
///
/// In ns: average 266_664, median 208_644, from 199_896 to 2_632_674,
/// 99 of 100 below 2_016_332.
pub const BLOCK_EXECUTION: Weight = Weight::from_parts(266_664 * NANOS, 0);

/// Weight of a transaction that does nothing: its signature, its checks, its event.
///
/// In ns: average 99_760, median 99_427, from 97_742 to 105_665,
/// 99 of 100 below 104_538.
pub const EXTRINSIC_BASE: Weight = Weight::from_parts(99_760 * NANOS, 0);

/// Weights of reading a value and of writing one.
pub const DATABASE: RuntimeDbWeight = RuntimeDbWeight {
	// Reading one value.
	//
	// In ns: average 6_620, median 6_352, from 861 to 722_708,
	// 99 of 100 below 10_434.
	read: 6_620 * NANOS,
	// Writing one value, with its share of the new root.
	//
	// In ns: average 34_709, median 34_182, from 19_490 to 51_980,
	// 99 of 100 below 51_532.
	write: 34_709 * NANOS,
};
