// SPDX-License-Identifier: Apache-2.0

//! Each reason against a document that is on record, and what a custodian issued again.

use crate::{
	chain::TIME,
	records::{custody, grant, institution, put_grant, ISSUED, UNIVERSITY},
	world::{badge, record, signed, signer, words, World, BEFORE, CUSTODIAN},
};
use serde_json::{json, Value};
use testamur_documents::Contexts;
use testamur_json::time::Time;
use testamur_primitives::{
	keys, AccreditationState, BatchRevocation, CredentialPointer, KeyPurpose, Reissue,
	RevocationReason, Root, Status,
};
use testamur_verification::{Conclusion, Finding};

/// Checks that a change of the state makes the document invalid for these reasons.
#[track_caller]
fn is_invalid(change: impl FnOnce(&mut World), reasons: &[&str]) {
	let mut world = World::new(1);
	change(&mut world);
	let found = world.found();
	assert_eq!(found.conclusion(), Conclusion::Invalid, "{found:?}");
	assert_eq!(words(&found), [reasons.to_vec(), vec![]]);
}

#[test]
fn each_status_has_its_reason() {
	is_invalid(|world| world.set_status(0, Status::Suspended), &["suspended"]);
	is_invalid(
		|world| {
			world.set_status(0, Status::Superseded);
			let root = world.root;
			let successor = CredentialPointer { institution: UNIVERSITY, root, index: 0 };
			world.state.put(keys::successor(UNIVERSITY, root, 0), successor);
		},
		&["superseded"],
	);
	let reason = RevocationReason::IssuedInError;
	is_invalid(|world| world.set_status(0, Status::Revoked(reason)), &["revoked"]);
	let revoked = Some(BatchRevocation { reason, at: 9, successor: None });
	is_invalid(|world| world.set_batch(|batch| batch.revoked = revoked), &["revoked"]);
	let mut world = World::new(1);
	world.set_status(0, Status::Revoked(reason));
	assert!(world.found().objections[0].message.ends_with("because it was issued in error"));
}

#[test]
fn what_is_over_void_or_not_on_record_is_invalid() {
	is_invalid(|world| world.set_batch(|batch| batch.valid_until = Some(TIME)), &["expired"]);
	is_invalid(|world| world.set_batch(|batch| batch.size = 2), &["notAnchored"]);
	is_invalid(
		|world| {
			world.state.0.remove(&keys::batch(UNIVERSITY, world.root));
		},
		&["notAnchored"],
	);
	let void = |world: &mut World| {
		let mut withdrawn = grant(UNIVERSITY, Some(1), 0);
		withdrawn.state = AccreditationState::Withdrawn { at: TIME, void_from: Some(1) };
		put_grant(&mut world.state, 2, &withdrawn);
	};
	is_invalid(void, &["voided"]);
	is_invalid(
		|world| {
			void(world);
			world.set_status(0, Status::Suspended);
			world.set_batch(|batch| batch.valid_until = Some(1));
		},
		&["suspended", "expired", "voided"],
	);
}

#[test]
fn the_key_has_to_count_at_the_moment_of_the_anchoring() {
	let mut later = record(1);
	later.since = ISSUED + 1;
	let mut retired = record(1);
	retired.until = Some(ISSUED);
	let mut of_lists = record(1);
	of_lists.purpose = KeyPurpose::StatusLists;
	for other in [later, retired, of_lists] {
		is_invalid(|world| world.set_key(world.key, other), &["keyNotAuthorized"]);
	}
	let mut compromised = record(1);
	compromised.compromised_since = Some(BEFORE);
	is_invalid(|world| world.set_key(world.key, compromised), &["keyCompromised"]);
	compromised.until = Some(BEFORE);
	is_invalid(
		|world| world.set_key(world.key, compromised),
		&["keyNotAuthorized", "keyCompromised"],
	);
	let mut world = World::new(1);
	let mut after = record(1);
	(after.until, after.compromised_since) = (Some(ISSUED + 1), Some(ISSUED + 1));
	world.set_key(world.key, after);
	assert_eq!(world.found().conclusion(), Conclusion::Valid);
}

/// Returns what is found about a document that states these times for itself, in a batch without an end.
fn stating(from: Value, until: Value) -> Finding {
	let contexts = Contexts::shipped();
	let mut document: Value = serde_json::from_str(&badge(0)).unwrap();
	(document["validFrom"], document["validUntil"]) = (from, until);
	let signed = signed(&contexts, &document.to_string(), &signer(7, 1));
	World::of(contexts, vec![signed]).found()
}

#[test]
fn a_document_is_valid_for_no_longer_than_it_says_itself() {
	let time = |moment| json!(Time(moment).to_string());
	let [past, future] = [TIME - 1, TIME + 1];
	let found = stating(time(TIME), time(future));
	assert_eq!(found.conclusion(), Conclusion::Valid, "{found:?}");
	for (from, until, reasons) in [
		(past, TIME, vec!["expired"]),
		(past, past, vec!["expired"]),
		(future, future + 1, vec!["notYetValid"]),
		(future, past, vec!["notYetValid", "expired"]),
	] {
		let found = stating(time(from), time(until));
		assert_eq!(found.conclusion(), Conclusion::Invalid, "{found:?}");
		assert_eq!(words(&found), [reasons, vec![]]);
	}
	let ended = "2026-01-01T00:00:00+01:00";
	assert!(stating(json!(ended), json!(ended)).objections[0]
		.message
		.contains("2025-12-31T23:00:00"));
}

#[test]
fn a_validity_that_cannot_be_read_is_not_known() {
	let time = json!("2026-01-01T00:00:00Z");
	for unread in ["soon", "2026-02-30T00:00:00Z", "2026-01-01T00:00:00", "2026-01-01"] {
		for found in [
			stating(json!(unread), json!("2999-01-01T00:00:00Z")),
			stating(time.clone(), json!(unread)),
		] {
			assert_eq!(found.conclusion(), Conclusion::CannotTell, "{found:?}");
			assert_eq!(words(&found), [vec![], vec!["validityUnknown"]], "{unread}");
		}
	}
}

/// Puts a document on record as one that the custodian issued again, with a key of its own.
fn reissued(world: &mut World) {
	let mut closed = institution("University", 1);
	closed.custody = Some(custody());
	world.state.put(keys::institution(UNIVERSITY), closed);
	let former = Root([5; 32]);
	let reissue = Reissue { by: CUSTODIAN, at: ISSUED + 9, former, index: 0 };
	world.state.put(keys::reissue(UNIVERSITY, world.root), reissue);
	world.state.0.remove(&keys::document_key(UNIVERSITY, world.key));
}

#[test]
fn a_custodian_signs_with_its_own_keys_what_it_issued_again() {
	let mut world = World::new(1);
	reissued(&mut world);
	let mut of_custodian = record(1);
	of_custodian.since = ISSUED + 9;
	world.state.put(keys::document_key(CUSTODIAN, world.key), of_custodian);
	let mut node = world.node();
	node.keys.insert(UNIVERSITY, vec![(1, signer(9, 1).public_key())]);
	node.keys.insert(CUSTODIAN, vec![(1, world.key)]);
	let found = world.inquire(&mut node);
	assert_eq!(found[0].conclusion(), Conclusion::Valid, "{found:?}");
	let findings = found[0].shown.clone().unwrap().verdict.findings.unwrap();
	assert_eq!(findings.reissue.unwrap().by, CUSTODIAN);
	assert_eq!(node.asked, [("keys", 1), ("prove", 1), ("keys", 1), ("prove", 1)]);
	// Without the keys of the custodian, those of the university say nothing.
	node.keys.insert(CUSTODIAN, Vec::new());
	assert_eq!(words(&world.inquire(&mut node)[0]), [vec![], vec!["keyUnknown"]]);
}
