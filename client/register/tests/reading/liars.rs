// SPDX-License-Identifier: Apache-2.0

//! Nodes that lie, fail or keep something to themselves: nothing is told that is not proven.

use crate::{
	chain::{time_of, trust, MAX_AGE, TIME},
	records::register,
	world::{answers, clock, crowd, moments, open, told, FakeNode, PAST},
};
use testamur_primitives::records::AccreditationState;
use testamur_proof::Hash;
use testamur_register::{
	credential_type, grants, institution, institutions, types, Conclusion, Record, Snapshot,
};
use testamur_verification::Moments;

/// Returns the word for which nothing at all is told of a register with many records.
fn doubts(change: fn(&mut FakeNode)) -> Vec<String> {
	let mut node = FakeNode::new(crowd(60));
	change(&mut node);
	let mut doubts = vec![
		institutions(&mut open(&mut node), 1).unwrap_err(),
		types(&mut open(&mut node), 1).unwrap_err(),
		grants(&mut open(&mut node), 1).unwrap_err(),
		institution(&mut open(&mut node), 2).unwrap_err(),
		credential_type(&mut open(&mut node), 1, 1).unwrap_err(),
	];
	doubts.dedup();
	doubts.into_iter().map(|because| because.word).collect()
}

#[test]
fn no_record_can_be_left_out() {
	for (hides, all) in [
		((|record| record == Record::Institution(17)) as fn(Record) -> bool, false),
		(|record| record == Record::Accreditation(17), false),
		(|record| matches!(record, Record::Institution(17..)), false),
		(|_| true, true),
	] {
		let mut node = FakeNode::new(crowd(60));
		node.hides = hides;
		let listed = institutions(&mut open(&mut node), 1);
		let granted = grants(&mut open(&mut node), 1);
		let words: Vec<_> = [listed.err(), granted.err()].into_iter().flatten().collect();
		assert!(words.iter().all(|because| because.word == "incomplete"), "{words:?}");
		assert!(!words.is_empty() && (!all || words.len() == 2));
	}
	let mut node = FakeNode::new(register());
	node.hides = |record| record == Record::Accreditation(2);
	let [earlier, now] = answers(&mut node, TIME - 1);
	for asked in [earlier, now] {
		assert_eq!(told(&asked), (Conclusion::CannotTell, vec![], Some("incomplete")));
	}
}

#[test]
fn a_node_of_another_chain_is_asked_nothing() {
	let mut node = FakeNode::new(register());
	node.genesis = Hash([1; 32]);
	let refused = Snapshot::new(&mut node, &trust(), moments()).err().unwrap();
	assert_eq!(refused.word, "otherChain");
	let [earlier, now] = answers(&mut node, TIME - 1);
	assert_eq!(told(&earlier).2, Some("otherChain"));
	assert_eq!(told(&now).2, Some("otherChain"));
	assert!(node.asked.is_empty());
}

#[test]
fn a_stale_block_shows_nothing() {
	fn later() -> u64 {
		TIME + MAX_AGE + 1
	}
	let mut node = FakeNode::new(register());
	let moments = Moments { clock: later, ..moments() };
	let mut snapshot = Snapshot::new(&mut node, &trust(), moments).unwrap();
	assert_eq!(institutions(&mut snapshot, 1).unwrap_err().word, "tooOld");
}

#[test]
fn a_forged_answer_shows_nothing() {
	let words = doubts(|node| {
		node.lie = Box::new(|mut evidence| {
			evidence.justification.votes.truncate(2);
			evidence
		});
	});
	assert_eq!(words.len(), 1, "{words:?}");
	let words = doubts(|node| {
		node.lie = Box::new(|mut evidence| {
			evidence.header.state_root = Hash([3; 32]);
			evidence
		});
	});
	assert_eq!(words.len(), 1, "{words:?}");
}

#[test]
fn each_changed_byte_and_each_cut_is_noticed_or_changes_nothing() {
	let mut node = FakeNode::new(register());
	let honest = institutions(&mut open(&mut node), 1).unwrap();
	let size = testamur_register::RecordNode::prove_records(
		&mut node,
		&[Record::Institution(1)],
		testamur_register::At::Last,
	)
	.unwrap()
	.len();
	for place in (0..size).step_by(7) {
		let mut node = Flipping { honest: FakeNode::new(register()), place, cuts: place % 2 == 0 };
		let mut snapshot = Snapshot::new(&mut node, &trust(), moments()).unwrap();
		if let Ok(page) = institutions(&mut snapshot, 1) {
			assert_eq!(page, honest);
		}
	}
}

/// A node whose evidence has a changed byte, or ends at it.
struct Flipping {
	honest: FakeNode,
	place: usize,
	cuts: bool,
}

impl testamur_verification::Node for Flipping {
	fn genesis(&self) -> Hash {
		self.honest.genesis()
	}

	fn document_keys(
		&mut self,
		id: testamur_primitives::InstitutionId,
		from: u32,
	) -> Result<testamur_verification::KeyPage, testamur_verification::NoAnswer> {
		self.honest.document_keys(id, from)
	}

	fn prove(
		&mut self,
		references: &[testamur_primitives::CredentialReference],
		at: Option<u64>,
	) -> Result<Vec<u8>, testamur_verification::NoEvidence> {
		self.honest.prove(references, at)
	}

	fn hand_offs(&mut self, from: u64) -> Result<Vec<u8>, testamur_verification::NoAnswer> {
		self.honest.hand_offs(from)
	}
}

impl testamur_register::RecordNode for Flipping {
	fn prove_records(
		&mut self,
		records: &[Record],
		at: testamur_register::At,
	) -> Result<Vec<u8>, testamur_verification::NoEvidence> {
		let mut evidence = self.honest.prove_records(records, at)?;
		match self.cuts {
			true => evidence.truncate(self.place),
			false => evidence[self.place] ^= 1,
		}
		Ok(evidence)
	}
}

#[test]
fn answers_of_two_blocks_are_not_mixed() {
	let mut node = FakeNode::with_past(register(), register());
	node.lie = Box::new({
		let count = std::cell::Cell::new(0);
		let other = FakeNode::new(crowd(3));
		move |evidence| {
			count.set(count.get() + 1);
			if count.get() == 1 {
				return evidence;
			}
			let mut other = other.last.evidence(&[], &[]);
			other.authorities = evidence.authorities;
			other
		}
	});
	let because = institution(&mut open(&mut node), 2).unwrap_err();
	assert_eq!(because.word, "otherBlock");
}

#[test]
fn a_state_of_another_time_is_not_taken_for_that_of_the_moment() {
	let mut node = FakeNode::with_past(register(), register());
	node.ignores_block = true;
	let [earlier, now] = answers(&mut node, time_of(PAST));
	assert_eq!(told(&earlier), (Conclusion::CannotTell, vec![], Some("otherTime")));
	assert_eq!(told(&now).0, Conclusion::Yes);
	// Behind the last final block nothing is known yet.
	let mut node = FakeNode::new(register());
	let [earlier, _] = answers(&mut node, clock());
	assert_eq!(told(&earlier), (Conclusion::CannotTell, vec![], Some("notFinalYet")));
}

#[test]
fn no_earlier_state_hides_what_a_later_record_shows() {
	// The node shows the state before the withdrawal for a moment after it.
	let mut last = register();
	let mut withdrawn = crate::records::grant(crate::records::UNIVERSITY, Some(1), 0);
	withdrawn.state = AccreditationState::Withdrawn { at: time_of(PAST) + 500, void_from: None };
	crate::records::put_grant(&mut last, 2, &withdrawn);
	let mut node = FakeNode::with_past(register(), last);
	let [earlier, _] = answers(&mut node, time_of(PAST) + 1_000);
	assert_eq!(told(&earlier).0, Conclusion::No);
}
