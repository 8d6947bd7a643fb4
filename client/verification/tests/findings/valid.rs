// SPDX-License-Identifier: Apache-2.0

//! Tests that good documents are found valid.

use crate::{
	chain::{Final, Validators, TIME},
	records::UNIVERSITY,
	world::{moments, record, signed, signer, words, World},
};
use codec::Encode;
use testamur_documents::Contexts;
use testamur_primitives::{keys, CredentialPointer, RevocationReason, Status};
use testamur_proof::HandOffs;
use testamur_verification::{inquire, Agreement, Conclusion, Finding, Moments};

#[test]
fn a_cohort_is_valid_by_one_call_for_keys_and_one_for_evidence() {
	let world = World::new(3);
	let mut node = world.node();
	for finding in world.inquire(&mut node) {
		assert_eq!(finding.conclusion(), Conclusion::Valid, "{finding:?}");
		let shown = finding.shown.unwrap();
		let findings = shown.verdict.findings.unwrap();
		assert_eq!(findings.institution.id, UNIVERSITY);
		assert_eq!(findings.institution.profile.name.as_slice(), b"University");
		assert_eq!(findings.document_key.unwrap().number, 1);
		assert!(findings.accreditation.then && findings.accreditation.now);
		assert_eq!((shown.as_of.time, shown.as_of.age), (TIME, 10_000));
	}
	assert_eq!(node.asked, [("keys", 1), ("prove", 1)]);
}

/// Puts on record that the first document has taken the place of another one.
fn supersede(world: &mut World, index: u32) {
	world.set_status(index, Status::Superseded);
	let successor = CredentialPointer { institution: UNIVERSITY, root: world.root, index: 0 };
	world.state.put(keys::successor(UNIVERSITY, world.root, index), successor);
}

/// Checks that there is one reference for each entry of 256 statuses, and another call for what only some have.
#[test]
fn references_are_asked_about_that_cover_the_others() {
	let mut world = World::new(260);
	let mut node = world.node();
	let found = world.inquire(&mut node);
	assert!(found.iter().all(|finding| finding.conclusion() == Conclusion::Valid));
	assert_eq!(node.asked, [("keys", 1), ("prove", 2)]);

	supersede(&mut world, 1);
	world.set_status(258, Status::Revoked(RevocationReason::Misconduct));
	let mut node = world.node();
	let found = world.inquire(&mut node);
	let invalid = (0..).zip(&found).filter(|(_, it)| it.conclusion() == Conclusion::Invalid);
	assert_eq!(invalid.map(|(place, _)| place).collect::<Vec<usize>>(), [1, 258]);
	assert_eq!(words(&found[1]), [vec!["superseded"], vec![]]);
	assert_eq!(words(&found[258]), [vec!["revoked"], vec![]]);
	assert_eq!(node.calls("keys"), 1);
	assert!(matches!(node.asked[2..], [("prove", 1 | 2)]), "{:?}", node.asked);
}

#[test]
fn evidence_that_is_too_large_is_asked_for_in_parts() {
	let mut world = World::new(260);
	supersede(&mut world, 1);
	supersede(&mut world, 259);
	let mut node = world.node();
	node.most = 1;
	let found = world.inquire(&mut node);
	assert_eq!(words(&found[1]), [vec!["superseded"], vec![]]);
	assert_eq!(words(&found[259]), [vec!["superseded"], vec![]]);
	assert_eq!(found[0].conclusion(), Conclusion::Valid);
	// Each pair is asked for twice in vain before it is asked for one by one.
	assert_eq!((node.calls("prove"), node.references()), (6, 8));
	node.most = 0;
	let found = world.inquire(&mut node);
	assert!(found.iter().all(|it| words(it) == [vec![], vec!["nodeCannotTell"]]));
}

#[test]
fn a_document_is_valid_by_any_signature_whose_key_counts() {
	let contexts = Contexts::shipped();
	let first = signed(&contexts, &crate::world::badge(0), &signer(8, 2));
	let both = signed(&contexts, &first, &signer(7, 1));
	let mut world = World::of(contexts, vec![both]);
	let second = signer(8, 2).public_key();
	let mut compromised = record(2);
	compromised.compromised_since = Some(1);
	world.set_key(second, compromised);
	let mut node = world.node();
	node.keys.insert(UNIVERSITY, vec![(1, world.key), (2, second)]);
	let found = world.inquire(&mut node);
	assert_eq!(found[0].conclusion(), Conclusion::Valid, "{found:?}");
	assert_eq!(node.asked, [("keys", 1), ("prove", 2)]);
	// If the key that counts is not known, the other key does not make the document invalid.
	node.keys.insert(UNIVERSITY, vec![(2, second)]);
	assert_eq!(words(&world.inquire(&mut node)[0]), [vec![], vec!["keyUnknown"]]);
}

#[test]
fn hand_offs_of_the_node_lead_to_later_sets() {
	let world = World::new(1);
	let mut node = world.node();
	let (first, later) = (Validators::new(0, 1..=4), Validators::new(1, 5..=8));
	let mut state = world.state.clone();
	crate::chain::put_system(&mut state, TIME);
	node.block = Final::of(later.clone(), crate::chain::NUMBER, state);
	let hand_offs = HandOffs {
		first_set: 0,
		authorities: Some(first.authorities()),
		hand_offs: vec![first.hand_off(20, &later)],
	};
	node.hand_offs = hand_offs.encode();
	let found = world.inquire(&mut node);
	assert_eq!(found[0].conclusion(), Conclusion::Valid, "{found:?}");
	assert_eq!(node.asked, [("keys", 1), ("prove", 1), ("handOffs", 1)]);
	node.hand_offs.pop();
	assert_eq!(words(&world.inquire(&mut node)[0]), [vec![], vec!["malformed"]]);
}

#[test]
fn the_age_is_that_at_the_time_that_is_asked_about() {
	let world = World::new(1);
	let found = |at, max_age| {
		let moments = Moments { at: Some(at), max_age, ..moments() };
		let mut findings = inquire(&mut world.node(), &world.files(), &world.trusted(), &moments);
		findings.swap_remove(0)
	};
	assert_eq!(found(TIME, Some(0)).conclusion(), Conclusion::Valid);
	assert_eq!(found(TIME + 5, Some(5)).conclusion(), Conclusion::Valid);
	assert_eq!(found(TIME + 5, None).conclusion(), Conclusion::Valid);
	for other in [found(TIME + 5, Some(4)), found(TIME - 1, None)] {
		assert_eq!(words(&other), [vec![], vec!["otherTime"]]);
	}
}

#[test]
fn nodes_that_differ_disagree_and_one_that_is_silent_hides_nobody() {
	let mut world = World::new(1);
	let valid = world.found();
	world.set_status(0, Status::Suspended);
	let invalid = world.found();
	let open = Finding::default();
	let of = |findings: &[&Finding]| Agreement::of(findings.iter().copied());
	assert_eq!(of(&[&valid, &invalid, &open]), Agreement::Disagreement);
	assert_eq!(Agreement::Disagreement.conclusion(), Conclusion::CannotTell);
	assert_eq!(of(&[&open, &valid]).conclusion(), Conclusion::Valid);
	assert_eq!(of(&[&invalid, &open]).conclusion(), Conclusion::Invalid);
	assert_eq!(of(&[&open]).conclusion(), Conclusion::CannotTell);
	assert_eq!(of(&[]).conclusion(), Conclusion::CannotTell);
}
