// SPDX-License-Identifier: Apache-2.0

//! The invariants of the state, each a function that names the rule it checks.

use crate::{Config, Pallet, Usages};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks every invariant.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::usages_are_of_periods_begun()?;
		Self::usages_are_of_something()
	}

	/// Checks that no usage lies in a future period.
	///
	/// Such a usage would count against its payer once that period begins. An upgrade that makes
	/// periods longer causes this unless it clears the map.
	fn usages_are_of_periods_begun() -> Result<(), TryRuntimeError> {
		let period = Self::period();
		ensure!(
			Usages::<T>::iter_values().all(|usage| usage.period <= period),
			"usages_are_of_periods_begun: a usage lies in a future period"
		);
		Ok(())
	}

	/// Checks that a record exists only for payers that have spent something.
	fn usages_are_of_something() -> Result<(), TryRuntimeError> {
		ensure!(
			Usages::<T>::iter_values().all(|usage| usage.operations > 0),
			"usages_are_of_something: a usage of no operations is stored"
		);
		Ok(())
	}
}
