// SPDX-License-Identifier: Apache-2.0

//! Pages, one institution and one type.

use crate::{
	records::{grant, put_grant, register, AGENCY, COURSE, UNIVERSITY},
	world::{crowd, open, FakeNode},
};
use testamur_json::answers::AccreditationState as Word;
use testamur_primitives::{keys, records::AccreditationState, Lapse};
use testamur_register::{credential_type, grants, institution, institutions, types, Grant};

fn numbers(grants: &[Grant]) -> Vec<u32> {
	grants.iter().map(|grant| grant.accreditation.id).collect()
}

#[test]
fn pages_go_on_until_the_absence_of_the_next_number_is_proven() {
	for (count, first, second) in
		[(2, 2, None), (49, 49, None), (50, 50, Some(0)), (73, 50, Some(23))]
	{
		let mut node = FakeNode::new(crowd(count));
		let mut snapshot = open(&mut node);
		let page = institutions(&mut snapshot, 1).unwrap();
		assert_eq!(page.items.len(), first, "{count}");
		assert_eq!(page.next.is_some(), second.is_some(), "{count}");
		if let Some(next) = page.next {
			let page = institutions(&mut snapshot, next).unwrap();
			assert_eq!((Some(page.items.len()), page.next), (second, None), "{count}");
		}
	}
	let mut node = FakeNode::new(crowd(3));
	for from in [0, 1, 3] {
		assert!(!institutions(&mut open(&mut node), from).unwrap().items.is_empty());
	}
	for from in [4, 1_000, u32::MAX - 1, u32::MAX] {
		let page = institutions(&mut open(&mut node), from).unwrap();
		assert_eq!((page.items.len(), page.next), (0, None), "{from}");
	}
}

#[test]
fn an_institution_has_all_that_it_was_offered_and_all_that_it_gave() {
	let mut state = crowd(60);
	let mut withdrawn = grant(UNIVERSITY, Some(1), 0);
	withdrawn.state = AccreditationState::Withdrawn { at: 5, void_from: Some(4) };
	// What is withdrawn is not in the list of what the institution holds.
	state.put(keys::accreditation(testamur_primitives::AccreditationId(61)), withdrawn);
	state.put(keys::next_accreditation(), 62_u32);
	let mut node = FakeNode::new(state);
	let mut snapshot = open(&mut node);
	let found = institution(&mut snapshot, UNIVERSITY.0).unwrap().unwrap();
	assert_eq!(found.institution.issuer.name, "University");
	assert_eq!((numbers(&found.held), found.all), (vec![2, 61], true));
	let last = &found.held[1].accreditation;
	assert_eq!((last.state, last.in_force), (Word::Withdrawn, false));
	assert_eq!(last.since.unwrap().0, 5);
	assert!(found.given.is_empty());
	assert_eq!((found.may_issue.len(), found.may_issue[0].accreditation), (1, 2));
	let agency = institution(&mut snapshot, AGENCY.0).unwrap().unwrap();
	assert_eq!(numbers(&agency.given), (2..=61).collect::<Vec<_>>());
	assert_eq!(agency.institutions.len(), 60);
	assert_eq!(institution(&mut snapshot, 61).unwrap(), None);
}

#[test]
fn a_grant_has_the_lapse_of_the_one_above_it() {
	let mut state = register();
	let mut above = grant(AGENCY, None, 1);
	above.state = AccreditationState::Suspended { since: 7, by_council: true };
	put_grant(&mut state, 1, &above);
	let mut node = FakeNode::new(state);
	let found = grants(&mut open(&mut node), 1).unwrap();
	assert_eq!(numbers(&found.page.items), [1, 2]);
	let below = &found.page.items[1].accreditation;
	assert_eq!(below.state, Word::Active);
	let lapse = below.lapse.unwrap();
	assert_eq!((lapse.accreditation, lapse.reason), (1, Lapse::Suspended));
	assert_eq!(found.institutions[&AGENCY.0].issuer.name, "Agency");
}

#[test]
fn a_type_has_those_who_may_issue_it() {
	let mut state = crowd(60);
	let mut offered = grant(UNIVERSITY, Some(1), 0);
	offered.state = AccreditationState::Offered;
	put_grant(&mut state, 2, &offered);
	let mut node = FakeNode::new(state);
	let mut snapshot = open(&mut node);
	assert_eq!(types(&mut snapshot, 1).unwrap().items.len(), 1);
	let found = credential_type(&mut snapshot, COURSE.0, 1).unwrap().unwrap();
	let mut issuers = found
		.issuers
		.items
		.iter()
		.map(|it| (it.institution.issuer.id, it.accreditation));
	assert_eq!(issuers.next(), Some((1, 1)));
	assert_eq!(issuers.next(), Some((3, 3)));
	assert_eq!((found.issuers.items.len(), found.issuers.next), (49, Some(51)));
	assert_eq!(credential_type(&mut snapshot, 2, 1).unwrap(), None);
	// A page takes a few questions, however many institutions there are on it.
	assert!(node.asked.len() < 10, "{:?}", node.asked);
}

#[test]
fn what_is_too_large_for_one_answer_is_asked_for_in_parts() {
	let mut node = FakeNode::new(crowd(60));
	node.most = 7;
	assert_eq!(institutions(&mut open(&mut node), 1).unwrap().items.len(), 50);
	node.most = 0;
	let because = institutions(&mut open(&mut node), 1).unwrap_err();
	assert_eq!(because.word, "evidenceTooLarge");
}
