// SPDX-License-Identifier: Apache-2.0

//! What reports are charged for.

use crate::{Config, WeightInfo};
use frame_support::{traits::Get, weights::Weight};

/// Checking a report before it is taken.
pub fn authorize_report<T: Config>(validator_count: u32) -> Weight {
	<T as Config>::WeightInfo::authorize_report(at_least_all::<T>(validator_count))
}

/// A report, and what follows for the offender.
pub fn report_double_authoring<T: Config>(validator_count: u32) -> Weight {
	<T as Config>::WeightInfo::report_double_authoring(at_least_all::<T>(validator_count))
}

/// The number of validators to charge for. One that is a lie is found out only after the trie of the
/// running session was made, so it is not less than all there can be.
fn at_least_all<T: Config>(validator_count: u32) -> u32 {
	validator_count.max(T::MaxValidators::get())
}
