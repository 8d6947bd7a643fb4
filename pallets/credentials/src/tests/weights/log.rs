// SPDX-License-Identifier: Apache-2.0

//! Comparison of declared weights with what the events of a call cost at the end of the block.

use super::*;

/// Returns the weight of a call on a grant together with that of its event in the logs of both
/// parties.
pub(super) fn of_both_parties(call: Weight) -> Weight {
	crate::weight_of::logged::<Test>(call, 2)
}

/// Checks that what a call declares covers what it writes and, at the end of the block, the logs of
/// all whom its events concern.
#[test]
fn calls_pay_for_the_logs_of_all_whom_their_events_concern() {
	for (call, origin) in costliest_calls() {
		assert_logs_are_paid(world(|| ()), call, origin);
	}
}

/// Checks the same of one call.
pub(super) fn assert_logs_are_paid(
	mut ext: sp_io::TestExternalities,
	call: Call,
	origin: RuntimeOrigin,
) {
	let name = call.get_call_name();
	let paid = declared_accesses(|| declared(&call));
	let of_call = measured(&mut ext, || dispatch(call, origin));
	ext.execute_with(|| {
		let sizes = || pallet_event_log::SubjectLogs::<Test>::iter().collect::<BTreeMap<_, _>>();
		let before = sizes();
		end_block();
		let written = sizes().iter().filter(|(id, log)| before.get(id) != Some(log)).count();
		let all = of_call.writes + written as u64;
		assert!(all <= paid.1, "{name}: {all} writes, {} declared", paid.1);
	});
}
