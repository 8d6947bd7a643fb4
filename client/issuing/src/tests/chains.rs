// SPDX-License-Identifier: Apache-2.0

//! Tests of the answers of a chain to a transaction.

use super::{
	cohorts::{assert_issued, run, world, Lists, FOLDER, REQUEST},
	fake::MemoryDisk,
	pool::{Arrival, MemoryChain, ERA, GENESIS},
};
use crate::{journal::sealed, Anchoring, Batch, Fault, KeyStanding, Receipt, Sent, Session};
use std::path::Path;
use testamur_primitives::{AccreditationId, TypeId};

/// Returns a world in which a first run was told this.
pub(crate) fn told(answer: Sent) -> (MemoryDisk, MemoryChain, Lists, Fault) {
	let (disk, mut chain) = world(Arrival::Now);
	let lists = Lists::new(2);
	chain.answer = Some(answer);
	let fault = run(&disk, &mut chain, &lists, 1).unwrap_err();
	assert!(disk.files(Path::new(FOLDER)).is_empty());
	(disk, chain, lists, fault)
}

/// Checks that a refusal is no certainty, also by a pool that has not seen the transaction before.
#[test]
fn a_transaction_that_was_refused_is_sent_again_by_the_next_run() {
	let (disk, mut chain, lists, fault) = told(Sent::Refused("the pool is full".into()));
	assert!(matches!(&fault, Fault::Unknown { why, .. } if why == "the pool is full"), "{fault}");
	run(&disk, &mut chain, &lists, 2).unwrap();
	assert_issued(&disk, &chain, &lists);
	assert_eq!((chain.signed(), chain.sent.get()), (1, 1));
}

/// Checks that what is certain to anchor nothing is not sent again: the next run signs another transaction,
/// although the first one could still be in a block by its number.
#[test]
fn what_is_over_is_signed_anew() {
	for over in [Sent::Failed("no".into()), Sent::Expired("no".into())] {
		let (disk, mut chain, lists, fault) = told(over);
		assert!(matches!(fault, Fault::NotAnchored(reason) if reason == "no"));
		run(&disk, &mut chain, &lists, 2).unwrap();
		assert_issued(&disk, &chain, &lists);
		assert_eq!(chain.signed(), 2);
	}
}

/// Checks that the bytes of an earlier run are sent again, and that nothing that is said about them before
/// their last block is called a failure of the batch.
#[test]
fn what_may_be_under_way_is_sent_again_and_never_called_lost_before_its_last_block() {
	let again = [
		Sent::Refused("the transaction is outdated".into()),
		Sent::Unknown("the pool has it".into()),
		Sent::AlreadyAnchored,
	];
	for answer in again {
		let (disk, mut chain, lists, _) = told(Sent::Unknown("the connection was lost".into()));
		chain.answer = Some(answer);
		let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
		let Fault::Unknown { last, last_final: Some(last_final), .. } = fault else {
			panic!("{fault}")
		};
		assert!(last_final < last);
		let said = fault.to_string();
		assert!(
			said.contains(&format!("in a block up to {last}, and block {last_final} is")),
			"{said}"
		);
		run(&disk, &mut chain, &lists, 3).unwrap();
		assert_issued(&disk, &chain, &lists);
		assert_eq!((chain.signed(), chain.sent.get()), (1, 1));
	}
}

#[test]
fn a_failure_in_a_final_block_is_certain_whichever_run_sent_it() {
	let (disk, mut chain, lists, _) = told(Sent::Unknown("the connection was lost".into()));
	chain.answer = Some(Sent::Failed("the type is retired".into()));
	let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
	assert!(
		matches!(&fault, Fault::NotAnchored(reason) if reason == "the type is retired"),
		"{fault}"
	);
	run(&disk, &mut chain, &lists, 3).unwrap();
	assert_eq!(chain.signed(), 2);
}

#[test]
fn another_transaction_is_signed_when_the_last_block_of_the_first_is_final() {
	let (disk, mut chain, lists, _) = told(Sent::Unknown("the connection was lost".into()));
	for _ in 0..ERA {
		chain.next_block();
	}
	run(&disk, &mut chain, &lists, 2).unwrap();
	assert_issued(&disk, &chain, &lists);
	assert_eq!((chain.signed(), chain.sent.get()), (2, 1));
}

/// Checks that a key that has ended is not used again, and that this says nothing about what was sent.
#[test]
fn nothing_is_sent_again_with_a_key_that_has_ended() {
	let (disk, mut chain, lists, _) = told(Sent::Unknown("the connection was lost".into()));
	chain.key = KeyStanding::Compromised;
	let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
	assert!(matches!(&fault, Fault::Unknown { why, .. } if why.contains("compromised")), "{fault}");
	assert_eq!(chain.sent.get(), 0);
}

/// Checks that a record of another batch, or of none, is not sent.
#[test]
fn a_record_that_was_changed_is_damage() {
	let (disk, mut chain, lists, _) = told(Sent::Unknown("the connection was lost".into()));
	let file = Path::new(FOLDER).join(crate::JOURNAL).join("sent");
	let text = String::from_utf8(disk.content(&file).unwrap()).unwrap();
	let text = text.lines().next().unwrap();
	let root = text.split('"').nth(3).unwrap();
	let bytes = text.split('"').nth_back(1).unwrap();
	for changed in [
		text.replace(root, &format!("0x{}", "11".repeat(32))),
		text.replace(bytes, "0x0"),
		text.replace("last", "lost"),
		"{}".into(),
		String::new(),
	] {
		disk.put(&file, sealed(&changed).as_bytes());
		let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
		assert!(
			matches!(&fault, Fault::Damaged { path, .. } if *path == file),
			"{changed}: {fault}"
		);
	}
	disk.put(&file, text.as_bytes());
	let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
	assert!(matches!(&fault, Fault::Damaged { .. }), "{fault}");
	assert_eq!(chain.sent.get(), 0);
}

#[test]
fn a_transaction_of_which_nobody_knows_is_not_called_anchored_or_lost() {
	let (disk, mut chain, lists, fault) = told(Sent::Unknown("the connection was lost".into()));
	assert!(matches!(&fault, Fault::Unknown { .. }), "{fault}");
	assert!(fault.to_string().contains("Hand out no files"));
	run(&disk, &mut chain, &lists, 2).unwrap();
	assert_issued(&disk, &chain, &lists);
}

#[test]
fn a_receipt_without_a_batch_is_not_believed() {
	let block = crate::Block { number: 5, hash: [5; 32] };
	for answer in [Sent::Final(block), Sent::AlreadyAnchored] {
		let (.., fault) = told(answer);
		assert!(matches!(fault, Fault::Unknown { .. }), "{fault}");
	}
}

/// Anchors the root of a prepared cohort in another way, as a thief can.
fn taken(change: impl Fn(&mut Batch)) -> Fault {
	let (disk, mut chain, lists, _) = told(Sent::Failed("not yet".into()));
	let session = Session::open(&disk, Path::new(FOLDER)).unwrap();
	let plan = session.resume(&lists.cohort(), &REQUEST, None, None).unwrap().unwrap();
	drop(session);
	let anchoring = plan.anchoring();
	assert!(chain.include(&anchoring));
	change(chain.batches.borrow_mut().get_mut(&anchoring.root).unwrap());
	run(&disk, &mut chain, &lists, 2).unwrap_err()
}

#[test]
fn a_root_that_somebody_else_anchored_in_another_way_is_not_handed_out() {
	let grant = taken(|batch| batch.accreditation = AccreditationId(4));
	let type_id = taken(|batch| batch.type_id = TypeId(9));
	let size = taken(|batch| batch.size = 3);
	let validity = taken(|batch| batch.valid_until = Some(1));
	for (fault, what) in
		[(grant, "grant"), (type_id, "type"), (size, "size"), (validity, "validity")]
	{
		assert!(matches!(&fault, Fault::Taken(named) if *named == what), "{fault}");
	}
}

#[test]
fn a_batch_that_was_revoked_is_not_handed_out() {
	let fault = taken(|batch| batch.is_revoked = true);
	assert!(matches!(fault, Fault::Revoked), "{fault}");
}

/// Checks that what an earlier run signed is not anchored with a key that has ended since: it would be
/// invalid for good, and its root used up.
#[test]
fn nothing_is_sent_whose_key_has_ended_meanwhile() {
	let (disk, mut chain, lists, _) = told(Sent::Failed("not yet".into()));
	for (standing, word) in
		[(KeyStanding::Retired, "retired"), (KeyStanding::Compromised, "compromised")]
	{
		chain.key = standing;
		let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
		assert!(fault.to_string().contains(word), "{fault}");
	}
	assert_eq!(chain.sent.get(), 0);
	chain.key = KeyStanding::Good(2);
	run(&disk, &mut chain, &lists, 2).unwrap();
	assert_issued(&disk, &chain, &lists);
	// An anchored batch is handed out whatever became of the key since.
	chain.key = KeyStanding::Retired;
	run(&disk, &mut chain, &lists, 2).unwrap();
}

/// Checks that a cohort is not issued a second time where the plan of the first was lost.
#[test]
fn a_folder_that_has_lost_its_plan_begins_nothing_anew() {
	let (disk, mut chain) = world(Arrival::Now);
	let lists = Lists::new(2);
	run(&disk, &mut chain, &lists, 1).unwrap();
	let journal = Path::new(FOLDER).join(crate::JOURNAL);
	for lost in ["plan", "receipt"] {
		disk.remove(&journal.join(lost));
		let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
		assert!(matches!(&fault, Fault::Damaged { .. }), "{fault}");
	}
	assert_eq!(chain.sent.get(), 1);
	let (disk, mut chain, lists, _) = told(Sent::Unknown("the connection was lost".into()));
	disk.remove(&journal.join("plan"));
	let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
	assert!(matches!(&fault, Fault::Damaged { .. }), "{fault}");
}

/// Returns a world in which the pool of the node holds the transaction of an earlier run, and its plan.
fn in_pool() -> (MemoryDisk, MemoryChain, Lists) {
	let held = || Sent::InPool("it waits in the pool already".into());
	let (disk, mut chain, lists, fault) = told(held());
	assert!(matches!(fault, Fault::Unknown { is_in_pool: true, .. }), "{fault}");
	chain.answer = Some(held());
	(disk, chain, lists)
}

/// Anchors the batch of an earlier run, with something that happens in each pause.
fn anchored_after_pool(
	disk: &MemoryDisk,
	chain: &mut MemoryChain,
	lists: &Lists,
	mut pause: impl FnMut(&Anchoring),
) -> Result<Receipt, Fault> {
	let session = Session::open(disk, Path::new(FOLDER)).unwrap();
	let plan = session.resume(&lists.cohort(), &REQUEST, Some(GENESIS), None).unwrap().unwrap();
	let anchoring = plan.anchoring();
	session.anchor_after_pool(&plan, chain, &mut (), || pause(&anchoring))
}

#[test]
fn a_transaction_that_the_pool_holds_is_waited_for() {
	let (disk, mut chain, lists) = in_pool();
	let (node, mut pauses) = (chain.clone(), 0);
	let arrives = |anchoring: &Anchoring| {
		pauses += 1;
		if pauses == 3 {
			node.include(anchoring);
		}
	};
	anchored_after_pool(&disk, &mut chain, &lists, arrives).unwrap();
	assert_eq!((pauses, chain.signed()), (3, 1));
}

#[test]
fn another_transaction_is_signed_when_that_in_the_pool_has_expired() {
	let (disk, mut chain, lists) = in_pool();
	anchored_after_pool(&disk, &mut chain, &lists, |_| ()).unwrap();
	assert_eq!((chain.signed(), chain.sent.get()), (2, 1));
}

#[test]
fn nobody_waits_for_ever_for_a_transaction_in_the_pool() {
	let (disk, mut chain, lists) = in_pool();
	chain.is_stalled = true;
	let mut pauses = 0;
	let fault = anchored_after_pool(&disk, &mut chain, &lists, |_| pauses += 1).unwrap_err();
	assert!(matches!(fault, Fault::Unknown { is_in_pool: true, .. }), "{fault}");
	assert!(pauses > 100, "{pauses}");
}
