// SPDX-License-Identifier: Apache-2.0

//! The invariant of the logs of institutions.

use crate::{Config, Institutions, Pallet};
use frame_support::ensure;
use pallet_event_log::EventRecorder;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks that an institution has a log, which its registration began, and that there is no other
	/// one.
	pub(super) fn institutions_have_logs() -> Result<(), TryRuntimeError> {
		let logs = T::EventLog::subjects();
		ensure!(
			Institutions::<T>::iter_keys().all(|institution| logs.contains(&institution)),
			"institutions_have_logs: an institution without a log"
		);
		ensure!(
			logs.into_iter().all(Institutions::<T>::contains_key),
			"institutions_have_logs: a log of no institution"
		);
		Ok(())
	}
}
