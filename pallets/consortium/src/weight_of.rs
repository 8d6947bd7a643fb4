// SPDX-License-Identifier: Apache-2.0

//! Weights of reports by the number of validators that they name.

use crate::{Config, WeightInfo};
use frame_support::{traits::Get, weights::Weight};

/// Returns the weight of checking a report before the pool or a block accepts it.
pub fn authorize_report<T: Config>(validator_count: u32) -> Weight {
	<T as Config>::WeightInfo::authorize_report(at_least_all::<T>(validator_count))
}

/// Returns the weight of a report and of its consequences for the offender.
pub fn report_equivocation<T: Config>(validator_count: u32) -> Weight {
	<T as Config>::WeightInfo::report_equivocation(at_least_all::<T>(validator_count))
}

/// Returns the number of validators to charge for.
///
/// A false count is detected only after the session trie has been built, so at least
/// `MaxValidators` is charged.
fn at_least_all<T: Config>(validator_count: u32) -> u32 {
	validator_count.max(T::MaxValidators::get())
}
