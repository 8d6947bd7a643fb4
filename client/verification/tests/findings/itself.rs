// SPDX-License-Identifier: Apache-2.0

//! The finding about a document by itself: it is never valid, and no change of what is signed goes unnoticed.

use crate::world::{badge, signed, signer, words, World};
use testamur_verification::{find_by_itself, Conclusion, Finding};

fn found(world: &World, document: &[u8]) -> Finding {
	find_by_itself(&world.contexts, document)
}

#[test]
fn nothing_speaks_against_a_whole_document_which_is_not_valid_for_that() {
	let world = World::new(2);
	for document in &world.documents {
		let found = found(&world, document.as_bytes());
		assert_eq!(words(&found), [vec![], Vec::<&str>::new()]);
		assert_eq!(found.conclusion(), Conclusion::CannotTell);
	}
}

#[test]
fn every_changed_byte_of_what_is_signed_is_seen() {
	let world = World::new(1);
	let good = world.documents[0].clone().into_bytes();
	let proofs = world.documents[0].find("\"proof\"").unwrap();
	for place in 0..good.len() {
		let mut changed = good.clone();
		changed[place] ^= 1;
		let found = found(&world, &changed);
		assert_ne!(found.conclusion(), Conclusion::Valid);
		let is_seen = !(found.objections.is_empty() && found.doubts.is_empty());
		assert!(is_seen || place > proofs, "{place}");
	}
	let title = world.documents[0].replacen("name", "nama", 1);
	assert_eq!(found(&world, title.as_bytes()).conclusion(), Conclusion::Invalid);
}

#[test]
fn what_is_missing_is_told() {
	let world = World::new(1);
	let [against, open] = [badge(0), signed(&world.contexts, &badge(0), &signer(7, 1))]
		.map(|text| found(&world, text.as_bytes()));
	assert_eq!(words(&against), [vec!["notSigned"], vec!["noAnchor"]]);
	assert_eq!(words(&open), [vec![], vec!["noAnchor"]]);
	for other in ["", "{", "[]", "{\"a\":1,\"a\":2}", "eyJh.eyJi.c2ln"] {
		let found = found(&world, other.as_bytes());
		assert!(!found.doubts.is_empty(), "{other}: {found:?}");
	}
}
