// SPDX-License-Identifier: Apache-2.0

//! Whom a wish hits, and what stands against it.

use super::fake::{Batch, Fake};
use crate::{plan, Fault, Obstacle, Standing};
use testamur_primitives::{
	InstitutionId, RevocationReason, Root, Status, StatusChange, SuccessorPointer,
};

const REVOKE: StatusChange = StatusChange::Revoke(RevocationReason::Misconduct);
const REVOKED: Status = Status::Revoked(RevocationReason::Misconduct);

#[test]
fn a_wish_is_parted_by_batches_and_by_what_a_call_holds_in_the_order_of_places() {
	let mut chain = Fake::default();
	let (large, small) = (Batch::new(&mut chain, 1, 1, 300), Batch::new(&mut chain, 1, 2, 2));
	let targets = [large.targets(REVOKE), small.targets(REVOKE)].concat();
	let plan = plan(&mut chain, targets).unwrap();
	assert_eq!(plan.changes(), 302);
	let mut sizes: Vec<usize> = plan.parts.iter().map(|part| part.targets.len()).collect();
	sizes.sort_unstable();
	assert_eq!(sizes, [2, 44, 256]);
	for part in &plan.parts {
		assert!(part.targets.is_sorted_by_key(|target| target.reference.index));
		let batch = Some((part.institution, part.root));
		assert!(part.targets.iter().all(|target| target.reference.batch() == batch));
	}
	assert!(chain.sent.is_empty());
}

#[test]
fn what_is_as_it_should_be_is_left_out_and_what_cannot_be_is_refused_with_every_name() {
	let mut chain = Fake::default();
	let batch = Batch::new(&mut chain, 1, 1, 5);
	let mut set = |place: u32, standing| chain.statuses.insert((batch.root, place), standing);
	set(0, Standing::Status(REVOKED, None));
	set(1, Standing::Status(Status::Suspended, None));
	let found = plan(&mut chain, batch.targets(REVOKE)).unwrap();
	assert_eq!((found.as_wished.clone(), found.changes()), (vec!["0.json".to_owned()], 4));

	let mut set = |place: u32, standing| chain.statuses.insert((batch.root, place), standing);
	set(2, Standing::BatchRevoked);
	set(3, Standing::NotAnchored);
	set(4, Standing::Status(Status::Revoked(RevocationReason::Unspecified), None));
	let fault = plan(&mut chain, batch.targets(REVOKE)).unwrap_err();
	let obstacles = [
		("4.json", Obstacle::Status(Status::Revoked(RevocationReason::Unspecified))),
		("3.json", Obstacle::NotAnchored),
		("2.json", Obstacle::BatchRevoked),
	];
	let named = obstacles.map(|(name, obstacle)| (name.to_owned(), obstacle));
	assert_eq!(fault, Fault::Impossible(named.to_vec()));
	let said = fault.to_string();
	for words in
		["nothing was sent", "4.json (it is revoked, for good)", "3.json (it is not on record"]
	{
		assert!(said.contains(words), "{said}");
	}
}

#[test]
fn each_status_takes_the_changes_that_may_follow_it() {
	let successor =
		SuccessorPointer { institution: InstitutionId(1), root: Root([3; 32]), index: Some(4) };
	let supersede = StatusChange::Supersede(successor);
	let other = StatusChange::Supersede(SuccessorPointer { index: Some(5), ..successor });
	let is_open = |standing, change| {
		let mut chain = Fake::default();
		let batch = Batch::new(&mut chain, 1, 1, 1);
		chain.statuses.insert((batch.root, 0), standing);
		plan(&mut chain, batch.targets(change)).ok().map(|plan| plan.changes() == 1)
	};
	let status = |status| Standing::Status(status, None);
	let superseded = Standing::Status(Status::Superseded, Some(successor));
	for (standing, change, expected) in [
		(status(Status::Active), StatusChange::Suspend, Some(true)),
		(status(Status::Active), StatusChange::Reinstate, Some(false)),
		(status(Status::Active), supersede, Some(true)),
		(status(Status::Suspended), StatusChange::Suspend, Some(false)),
		(status(Status::Suspended), StatusChange::Reinstate, Some(true)),
		(status(Status::Suspended), REVOKE, Some(true)),
		(superseded, supersede, Some(false)),
		(superseded, other, None),
		(superseded, REVOKE, Some(true)),
		(superseded, StatusChange::Suspend, None),
		(status(REVOKED), REVOKE, Some(false)),
		(status(REVOKED), StatusChange::Reinstate, None),
	] {
		assert_eq!(is_open(standing, change), expected, "{standing:?} {change:?}");
	}
}

#[test]
fn two_changes_of_one_credential_a_stranger_and_a_silent_node_are_refused() {
	let mut chain = Fake::default();
	let batch = Batch::new(&mut chain, 1, 1, 2);
	let mut copy = batch.target(1, REVOKE);
	copy.name = "copy.json".into();
	let targets = [batch.targets(REVOKE), vec![copy.clone()]].concat();
	assert_eq!(plan(&mut chain, targets).unwrap().changes(), 2);
	copy.change = StatusChange::Suspend;
	let twice = plan(&mut chain, [batch.targets(REVOKE), vec![copy]].concat()).unwrap_err();
	assert_eq!(twice, Fault::Twice("1.json".into(), "copy.json".into()));

	chain.is_away = true;
	let away = plan(&mut chain, batch.targets(REVOKE)).unwrap_err();
	assert!(matches!(away, Fault::NoAnswer(_)) && away.is_temporary());
	chain.is_stranger = true;
	assert_eq!(plan(&mut chain, batch.targets(REVOKE)).unwrap_err(), Fault::NotAMember);
}

#[test]
fn a_custodian_changes_statuses_for_the_closed_institution() {
	let mut chain = Fake::default();
	let batches = [Batch::new(&mut chain, 1, 1, 1), Batch::new(&mut chain, 2, 2, 1)];
	chain.custodians.insert(2, 1);
	for (batch, name) in batches.iter().zip(["change_statuses", "change_statuses_for"]) {
		let plan = plan(&mut chain, batch.targets(REVOKE)).unwrap();
		assert_eq!(plan.parts[0].call(plan.account_of).name(), name);
	}
}

#[test]
fn nothing_is_sent_for_the_credentials_of_an_institution_of_which_the_own_one_is_no_custodian() {
	let mut chain = Fake::default();
	let batch = Batch::new(&mut chain, 2, 2, 2);
	for custodian in [None, Some(3)] {
		chain.custodians = custodian.map(|custodian| (2, custodian)).into_iter().collect();
		let fault = plan(&mut chain, batch.targets(REVOKE)).unwrap_err();
		let Fault::Impossible(named) = &fault else { panic!("{fault}") };
		assert_eq!(named.len(), 2);
		let expected = "1.json (institution 2 anchored it, of which yours is not the custodian)";
		assert!(fault.to_string().contains(expected), "{fault}");
	}
}
