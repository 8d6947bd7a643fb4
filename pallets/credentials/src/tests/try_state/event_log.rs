// SPDX-License-Identifier: Apache-2.0

//! Tests of the check of the logs of institutions.

use super::*;
use pallet_event_log::{Pending, PendingEvent, SubjectLogs};

const MISSING: &str = "institutions_have_logs: an institution without a log";
const OF_NONE: &str = "institutions_have_logs: a log of no institution";
const NOBODY: InstitutionId = InstitutionId(77);

/// Checks that the state of three institutions passes once their logs are folded, and that the
/// broken state is reported.
fn reports_of_logs(message: &'static str, break_it: impl FnOnce()) {
	ExtBuilder::default().with_cast().build().execute_with(|| {
		end_block();
		assert_broken(message, break_it);
	});
}

#[test]
fn institutions_have_logs() {
	for institution in [AGENCY, UNIVERSITY, COLLEGE] {
		reports_of_logs(MISSING, || SubjectLogs::<Test>::remove(institution));
	}
	reports_of_logs(OF_NONE, || {
		SubjectLogs::<Test>::insert(NOBODY, SubjectLogs::<Test>::get(AGENCY));
	});
}

/// Checks that an event of the block counts, since its end folds it into a log.
#[test]
fn a_log_begins_with_an_event_of_the_block() {
	reports_of_logs(OF_NONE, || {
		let subjects = vec![NOBODY].try_into().unwrap();
		Pending::<Test>::append(PendingEvent { event: [1; 32], subjects });
	});
	ExtBuilder::default().with_cast().build().execute_with(|| {
		assert_eq!(SubjectLogs::<Test>::iter().count(), 0);
		assert_broken(MISSING, Pending::<Test>::kill);
	});
}
