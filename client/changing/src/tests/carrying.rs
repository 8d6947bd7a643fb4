// SPDX-License-Identifier: Apache-2.0

//! What is sent, and what is said about it.

use super::fake::{Batch, Fake, BLOCK};
use crate::{carry_out, plan, Done, Fault, Standing};
use testamur_chain::{DispatchFailure, Fault as NoAnswer, Happenings, Loss, Outcome, PoolRefusal};
use testamur_primitives::{Root, Status, StatusChange};

const SUSPEND: StatusChange = StatusChange::Suspend;

/// Returns a chain with a batch of 300, whose calls are obeyed.
fn world() -> (Fake, Batch) {
	let mut chain = Fake::default();
	let batch = Batch::new(&mut chain, 1, 1, 300);
	let suspended = |places: std::ops::Range<u32>| {
		places
			.map(|place| (batch.root, place, Status::Suspended))
			.collect::<Vec<(Root, u32, Status)>>()
	};
	chain.effects = vec![suspended(0..256), suspended(256..300)];
	(chain, batch)
}

/// Suspends all credentials, and returns what became of each part.
fn suspend(chain: &mut Fake, batch: &Batch) -> (Vec<(usize, Done)>, Result<(), Fault>) {
	let plan = plan(chain, batch.targets(SUSPEND)).unwrap();
	let mut done = Vec::new();
	let outcome = carry_out(
		chain,
		&plan,
		|_| Ok(()),
		|_| {},
		|part, what| done.push((part.targets.len(), what)),
	);
	(done, outcome)
}

#[test]
fn all_parts_are_sent_once_and_a_later_run_sends_nothing() {
	let (mut chain, batch) = world();
	let (done, outcome) = suspend(&mut chain, &batch);
	assert_eq!(outcome, Ok(()));
	assert_eq!(done, [(256, Done::Changed(BLOCK)), (44, Done::Changed(BLOCK))]);
	assert_eq!(chain.sent.len(), 2);
	let again = plan(&mut chain, batch.targets(SUSPEND)).unwrap();
	assert_eq!((again.parts.len(), again.as_wished.len()), (0, 300));
}

#[test]
fn a_run_that_ends_early_is_gone_on_with() {
	let (mut chain, batch) = world();
	chain.outcomes.push(Outcome::Unknown(NoAnswer::TimedOut(1)));
	let (done, outcome) = suspend(&mut chain, &batch);
	assert!(done.is_empty() && outcome.unwrap_err().is_temporary());
	// It was in a block after all.
	for (root, place, status) in chain.effects.remove(0) {
		chain.statuses.insert((root, place), Standing::Status(status, None));
	}
	let (done, outcome) = suspend(&mut chain, &batch);
	assert_eq!((done, outcome), (vec![(44, Done::Changed(BLOCK))], Ok(())));
}

#[test]
fn each_way_to_fail_is_told_and_nothing_more_is_sent() {
	let failure = DispatchFailure::new("Credentials", "PermissionDenied");
	for (outcome, words, is_temporary) in [
		(Outcome::Failed(BLOCK, failure), "Credentials.PermissionDenied", false),
		(Outcome::Refused(PoolRefusal::QueueFull), "did not take", true),
		(Outcome::Refused(PoolRefusal::Suspended), "suspended or closed", false),
		(Outcome::Refused(PoolRefusal::AlreadyThere), "not known", true),
		(Outcome::Expired(7), "no block up to 7", true),
		(Outcome::Lost(Loss::Usurped), "not known", true),
		(Outcome::Unknown(NoAnswer::TimedOut(1)), "not known", true),
	] {
		let (mut chain, batch) = world();
		chain.outcomes.push(outcome);
		let (done, outcome) = suspend(&mut chain, &batch);
		let fault = outcome.unwrap_err();
		assert!(fault.to_string().contains(words), "{fault}");
		assert_eq!((fault.is_temporary(), done.len(), chain.sent.len()), (is_temporary, 0, 1));
	}
}

#[test]
fn a_call_that_takes_two_accounts_waits_for_the_second_one() {
	let (mut chain, batch) = world();
	chain.effects.insert(0, Vec::new());
	let proposed = Happenings::of(&[("Credentials", "ActProposed")]);
	chain.outcomes.push(Outcome::Finalized(BLOCK, proposed));
	// The other part is not sent: its proposal would take the place of the first one.
	let (done, outcome) = suspend(&mut chain, &batch);
	assert_eq!((done, outcome), (vec![(256, Done::Waiting(BLOCK))], Ok(())));
	assert_eq!(chain.sent.len(), 1);
}

#[test]
fn a_call_that_succeeded_without_effect_is_not_called_done() {
	let (mut chain, batch) = world();
	chain.effects.clear();
	let (done, outcome) = suspend(&mut chain, &batch);
	assert_eq!((done.len(), outcome), (0, Err(Fault::NotDone)));
}

#[test]
fn whoever_waits_before_a_part_can_stop_the_run() {
	let (mut chain, batch) = world();
	let plan = plan(&mut chain, batch.targets(SUSPEND)).unwrap();
	let stop = |_: &mut Fake| Err(Fault::NotAMember);
	let outcome = carry_out(&mut chain, &plan, stop, |_| {}, |_, _| {});
	assert_eq!((outcome, chain.sent.len()), (Err(Fault::NotAMember), 0));
}
