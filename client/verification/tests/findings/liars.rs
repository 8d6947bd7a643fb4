// SPDX-License-Identifier: Apache-2.0

//! Nodes that lie, fail, or say nothing.

use crate::{
	chain::{header, Final, Validators, MAX_AGE, TIME},
	fake::FakeNode,
	world::{clock, words, World},
};
use testamur_primitives::{keys, Moment, Status};
use testamur_proof::{Evidence, Hash};
use testamur_verification::{inquire, Conclusion, Finding, Moments};

/// Returns the doubt that a node leaves about a good document.
#[track_caller]
fn doubt(lie: impl FnOnce(&mut FakeNode)) -> String {
	let world = World::new(2);
	let mut node = world.node();
	lie(&mut node);
	let found = world.inquire(&mut node);
	assert!(found.iter().all(|it| it.conclusion() == Conclusion::CannotTell), "{found:?}");
	let [objections, doubts] = words(&found[0]);
	assert!(objections.is_empty());
	doubts.join(" ")
}

/// Lies about evidence.
fn lying(node: &mut FakeNode, lie: impl Fn(Evidence) -> Evidence + 'static) {
	node.lie = Box::new(lie);
}

#[test]
fn a_node_of_another_chain_is_asked_nothing() {
	let world = World::new(1);
	let mut node = world.node();
	node.genesis = Hash([1; 32]);
	assert_eq!(words(&world.inquire(&mut node)[0]), [vec![], vec!["otherChain"]]);
	assert!(node.asked.is_empty());
}

#[test]
fn evidence_that_does_not_hold_proves_nothing() {
	let of_another_chain = |node: &mut FakeNode| {
		let mut state = node.block.built.state.clone();
		state.put(keys::block_hash(0), Hash([1; 32]));
		node.block = Final::of(Validators::new(0, 1..=4), crate::chain::NUMBER, state);
	};
	assert_eq!(doubt(of_another_chain), "otherChain");
	assert_eq!(doubt(|node| node.bytes = Some(Vec::new())), "malformed");
	assert_eq!(doubt(|node| node.bytes = Some(vec![9; 40])), "unknownVersion");
	assert_eq!(doubt(|node| node.bytes = Some(vec![1; (1 << 20) + 1])), "tooLarge");
	assert_eq!(
		doubt(|node| lying(node, |mut evidence| {
			evidence.justification.votes.pop();
			evidence
		})),
		"forgedTooFewVotes"
	);
	let strangers = Validators::new(0, 11..=14);
	assert_eq!(doubt(|node| node.block.validators = strangers), "forgedAuthorities");
}

#[test]
fn a_state_that_the_validators_did_not_sign_proves_nothing() {
	// The node shows a state in which nothing is suspended, under votes for the one in which it is.
	let mut world = World::new(1);
	let honest = world.node();
	world.set_status(0, Status::Suspended);
	let mut liar = world.node();
	let clean = honest.evidence(&world.files().iter().map(reference).collect::<Vec<_>>());
	let proof = clean.proof.clone();
	lying(&mut liar, move |evidence| Evidence { proof: proof.clone(), ..evidence });
	assert_eq!(words(&world.inquire(&mut liar)[0]), [vec![], vec!["forgedState"]]);
	// The header can be exchanged as well, and then nobody has voted for it.
	lying(&mut liar, move |evidence| Evidence {
		header: header(crate::chain::NUMBER, clean.header.state_root),
		proof: clean.proof.clone(),
		..evidence
	});
	let found = world.inquire(&mut liar);
	assert_eq!(found[0].conclusion(), Conclusion::CannotTell, "{found:?}");
}

/// Returns the reference of a document, as it is asked about.
fn reference(
	file: &testamur_verification::DocumentFile<'_>,
) -> testamur_primitives::CredentialReference {
	file.reference().clone()
}

#[test]
fn more_and_fewer_items_prove_nothing() {
	assert_eq!(
		doubt(|node| lying(node, |mut evidence| {
			evidence.proof.pop();
			evidence
		})),
		"malformed"
	);
	assert_eq!(
		doubt(|node| lying(node, |mut evidence| {
			evidence.proof.push(vec![0]);
			evidence
		})),
		"forgedUnneededItems"
	);
	// Nothing but the system is proven, and then the credential without its key.
	assert_eq!(doubt(|node| node.proves = |_| false), "incomplete");
	let without_key = |node: &mut FakeNode| {
		node.proves = |reference| reference.signed_by.is_none();
	};
	assert_eq!(doubt(without_key), "incomplete");
}

#[test]
fn what_is_stale_or_of_the_future_proves_nothing() {
	let world = World::new(1);
	let found = |clock: fn() -> Moment, max_age| -> Finding {
		let moments = Moments { clock, max_age, at: None };
		inquire(&mut world.node(), &world.files(), &world.trusted(), &moments).swap_remove(0)
	};
	let stale = || TIME + MAX_AGE + 1;
	assert_eq!(words(&found(stale, Some(MAX_AGE))), [vec![], vec!["tooOld"]]);
	assert_eq!(found(stale, None).conclusion(), Conclusion::Valid);
	let early = || TIME - 40_000;
	assert_eq!(words(&found(early, None)), [vec![], vec!["inTheFuture"]]);
	assert_eq!(found(clock, Some(0)).conclusion(), Conclusion::CannotTell);
}

#[test]
fn a_node_that_does_not_answer_is_asked_no_further() {
	let world = World::new(2);
	for (silent, asked) in
		[("keys", &[("keys", 1)][..]), ("prove", &[("keys", 1), ("prove", 1)][..])]
	{
		let mut node = world.node();
		node.silent = Some(silent);
		for finding in world.inquire(&mut node) {
			assert_eq!(words(&finding), [vec![], vec!["timedOut"]]);
		}
		assert_eq!(node.asked, asked);
	}
	let mut node = world.node();
	node.block.validators = Validators::new(3, 5..=8);
	node.silent = Some("handOffs");
	assert_eq!(words(&world.inquire(&mut node)[0]), [vec![], vec!["timedOut"]]);
	assert_eq!(node.calls("handOffs"), 1);
	// An error is about one question. The reason is told, and the others are asked all the same.
	for refused in ["keys", "prove"] {
		let mut node = world.node();
		node.refused = Some(refused);
		assert_eq!(words(&world.inquire(&mut node)[0]), [vec![], vec!["nodeCannotTell"]]);
		assert_eq!(node.asked, [("keys", 1), ("prove", 1)]);
	}
	// Hand-offs that lead nowhere are not asked for again and again.
	node.silent = None;
	assert_eq!(words(&world.inquire(&mut node)[0]), [vec![], vec!["malformed"]]);
	assert_eq!(node.calls("handOffs"), 2);
}
