// SPDX-License-Identifier: Apache-2.0

//! An allowance that is used up, and the wait for its renewal.

use super::{
	chains::told,
	cohorts::{run, world},
	pool::Arrival,
};
use crate::{wait_for_renewal, Allowance, Fault, Sent, Watch};

/// The blocks that were heard of.
#[derive(Default)]
struct Heard(Vec<(u64, u64)>);

impl Watch for Heard {
	fn signed(&mut self, _: usize, _: usize) {}

	fn waiting(&mut self, last_final: u64, renewed_at: u64) {
		self.0.push((last_final, renewed_at));
	}

	fn anchoring(&mut self, _: &str) {}

	fn written(&mut self, _: usize, _: usize) {}
}

const USED_UP: Allowance = Allowance { of_period: 3, left: 0, renewed_at: 105, as_of: 99 };

#[test]
fn it_is_waited_until_the_next_block_is_the_one_of_the_renewal() {
	let (_, mut chain) = world(Arrival::Now);
	let (mut heard, mut pauses) = (Heard::default(), 0);
	wait_for_renewal(&mut chain, &USED_UP, &mut heard, || pauses += 1).unwrap();
	assert_eq!(heard.0, (99..104).map(|seen| (seen, 105)).collect::<Vec<_>>());
	assert_eq!((chain.height.get(), pauses), (104, 5));
	let renewed = Allowance { renewed_at: 100, ..USED_UP };
	wait_for_renewal(&mut chain, &renewed, &mut heard, || panic!("nothing is waited for")).unwrap();
}

#[test]
fn nobody_waits_for_ever_for_blocks_that_do_not_come() {
	let (_, mut chain) = world(Arrival::Now);
	chain.is_stalled = true;
	let fault = wait_for_renewal(&mut chain, &USED_UP, &mut (), || ()).unwrap_err();
	assert!(fault.to_string().contains("no block has become final"), "{fault}");
	chain.fuse.set(Some(0), false);
	let fault = wait_for_renewal(&mut chain, &USED_UP, &mut (), || ()).unwrap_err();
	assert!(matches!(fault, Fault::NoAnswer(_)), "{fault}");
}

/// Checks that a batch that was signed by an earlier run is not sent into a pool in which it would expire.
#[test]
fn nothing_is_sent_where_the_allowance_is_used_up_since_the_plan_was_made() {
	let (disk, mut chain, lists, _) = told(Sent::Failed("not yet".into()));
	chain.allowance = USED_UP;
	let (signed, outcome) = (chain.signed(), run(&disk, &mut chain, &lists, 2));
	assert!(matches!(outcome, Err(Fault::AllowanceUsedUp(USED_UP))), "{outcome:?}");
	assert_eq!(chain.signed(), signed);
}
