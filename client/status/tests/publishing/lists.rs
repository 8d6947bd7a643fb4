// SPDX-License-Identifier: Apache-2.0

//! The bits of lists, and that no list is left out.

use crate::{
	records::{batch, grant, put_grant, root, set, AGENCY, SIZE, UNIVERSITY},
	state::State,
	world::{open, open_at, single, world, FakeNode, LABEL, OTHER},
};
use testamur_primitives::{
	keys,
	records::{AccreditationState, Attestation, BatchRevocation, Loss},
	AccreditationId, Batch, InstitutionId, ListLabel, ListPurpose, RevocationReason, Status,
};
use testamur_status::{labels, list, Fault, List};

/// The places of a list without a set bit.
const NONE: [Vec<u32>; 2] = [Vec::new(), Vec::new()];

/// Returns the list of a state.
fn list_in(state: State) -> List {
	let mut node = FakeNode::new(state);
	list(&mut open(&mut node).unwrap(), LABEL).unwrap()
}

/// Returns the places whose bits are set, for revocation and for suspension.
fn places(list: &List) -> [Vec<u32>; 2] {
	ListPurpose::ALL.map(|purpose| {
		let set: Vec<u32> = (0..=SIZE).filter(|place| list.bits(purpose).get(*place)).collect();
		assert_eq!(set.len(), list.count(purpose));
		set
	})
}

fn set_batch(state: &mut State, change: impl FnOnce(&mut Batch)) {
	let mut record = batch(SIZE, 2);
	change(&mut record);
	state.put(keys::batch(UNIVERSITY, root()), record);
}

#[test]
fn the_bits_are_those_of_the_statuses() {
	let mut state = world();
	assert_eq!(places(&list_in(state.clone())), NONE);
	for (index, status) in [
		(0, Status::Suspended),
		(255, Status::Superseded),
		(256, Status::Revoked(RevocationReason::Misconduct)),
		(SIZE - 1, Status::Suspended),
	] {
		set(&mut state, index, status);
	}
	let list = list_in(state);
	assert_eq!(list.end, SIZE + 1);
	assert_eq!(places(&list), [vec![255, 256], vec![0, 255, 256, SIZE - 1]]);
	for purpose in ListPurpose::ALL {
		assert_eq!(list.bits(purpose).as_bytes().len(), 16_384);
	}
}

#[test]
fn a_batch_that_is_revoked_or_void_sets_the_bits_of_all_of_it() {
	let whole: Vec<u32> = (0..SIZE).collect();
	let mut revoked = world();
	let revocation =
		BatchRevocation { reason: RevocationReason::IssuedInError, at: 7, successor: None };
	set_batch(&mut revoked, |batch| batch.revoked = Some(revocation));
	assert_eq!(places(&list_in(revoked)), [whole.clone(), whole]);

	let void = |from| {
		let mut state = world();
		let mut parent = grant(AGENCY, None, 1);
		parent.state = AccreditationState::Withdrawn { at: 9, void_from: Some(from) };
		put_grant(&mut state, 1, &parent);
		state
	};
	let issued = batch(1, 2).issued_at;
	let all: Vec<u32> = (0..=SIZE).collect();
	assert_eq!(places(&list_in(void(issued))), [vec![], all]);
	assert_eq!(places(&list_in(void(issued + 1))), NONE);
	// A batch that is attested again under another grant has left the void behind.
	let mut again = void(issued);
	put_grant(&mut again, 3, &grant(UNIVERSITY, None, 0));
	let attestation = Attestation {
		accreditation: AccreditationId(3),
		since: issued + 2,
		former: AccreditationId(2),
		loss: Loss::Voided,
	};
	set_batch(&mut again, |batch| batch.attested_again = Some(attestation));
	assert_eq!(places(&list_in(again)), [vec![], vec![SIZE]]);
}

#[test]
fn all_lists_of_the_institution_are_found_and_no_others() {
	let mut node = FakeNode::new(world());
	let mut found = labels(&mut open(&mut node).unwrap()).unwrap();
	found.sort();
	assert_eq!(found, [LABEL, OTHER]);
	let mut state = world();
	for label in [LABEL, OTHER] {
		state.0.remove(&keys::list_end(UNIVERSITY, label));
	}
	let mut node = FakeNode::new(state);
	assert_eq!(labels(&mut open(&mut node).unwrap()), Ok(vec![]));
}

#[test]
fn what_is_not_on_record_is_told() {
	let mut node = FakeNode::new(world());
	let absent = list(&mut open(&mut node).unwrap(), ListLabel([1; 16]));
	assert_eq!(absent, Err(Fault::NoList("01".repeat(16))));
	let nobody = open_at(&mut node, InstitutionId(9), None).err();
	assert_eq!(nobody, Some(Fault::NoInstitution(InstitutionId(9))));
	let old = open_at(&mut node, UNIVERSITY, Some(9_999)).err().unwrap();
	assert!(old.is_unanswered(), "{old}");
	// A list whose part has no batch is damage, and never a shorter list.
	let mut state = world();
	state.0.remove(&keys::batch(UNIVERSITY, single()));
	let mut node = FakeNode::new(state);
	let damaged = list(&mut open(&mut node).unwrap(), LABEL).unwrap_err();
	assert!(matches!(damaged, Fault::Damaged(_)) && damaged.is_unanswered());
}
