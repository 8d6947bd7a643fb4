// SPDX-License-Identifier: Apache-2.0

//! The invariants of the state, each a function that names the rule it checks.

use crate::{Config, Pallet, Pending, SubjectLogs, WholeLog, MAX_SUBJECTS};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks every invariant.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::frontiers_match_their_sizes()?;
		Self::no_empty_log_is_stored()?;
		Self::subject_logs_are_parts_of_the_whole()?;
		Self::nothing_is_pending_between_blocks()
	}

	/// Checks that a log has as many peaks as its size has ones in binary.
	fn frontiers_match_their_sizes() -> Result<(), TryRuntimeError> {
		ensure!(
			WholeLog::<T>::get().is_well_formed()
				&& SubjectLogs::<T>::iter_values().all(|log| log.is_well_formed()),
			"frontiers_match_their_sizes: the peaks of a log do not fit its size"
		);
		Ok(())
	}

	/// Checks that there is no entry for a log without events.
	fn no_empty_log_is_stored() -> Result<(), TryRuntimeError> {
		let whole_is_empty = WholeLog::<T>::exists() && WholeLog::<T>::get().size() == 0;
		ensure!(
			!whole_is_empty && SubjectLogs::<T>::iter_values().all(|log| log.size() > 0),
			"no_empty_log_is_stored: a log of no events is stored"
		);
		Ok(())
	}

	/// Checks that each event of a subject is one of the whole log, as far as numbers show.
	fn subject_logs_are_parts_of_the_whole() -> Result<(), TryRuntimeError> {
		let whole = WholeLog::<T>::get().size();
		ensure!(
			SubjectLogs::<T>::iter_values().all(|log| log.size() <= whole),
			"subject_logs_are_parts_of_the_whole: a subject has more events than there are"
		);
		let total = SubjectLogs::<T>::iter_values()
			.fold(0u64, |total, log| total.saturating_add(log.size()));
		ensure!(
			total <= whole.saturating_mul(MAX_SUBJECTS.into()),
			"subject_logs_are_parts_of_the_whole: the subjects have more events than can concern them"
		);
		Ok(())
	}

	/// Checks that the events of the last block were folded into the logs.
	fn nothing_is_pending_between_blocks() -> Result<(), TryRuntimeError> {
		ensure!(
			!Pending::<T>::exists(),
			"nothing_is_pending_between_blocks: events of an earlier block are in no log"
		);
		Ok(())
	}
}
