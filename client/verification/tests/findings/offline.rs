// SPDX-License-Identifier: Apache-2.0

//! Findings by bundles, and the files that they take.

use crate::{
	chain::{MAX_AGE, TIME},
	world::{clock, words, World},
};
use serde_json::{json, Value};
use std::{
	fs,
	path::Path,
	sync::atomic::{AtomicU64, Ordering},
};
use testamur_documents::anchor::Genesis;
use testamur_json::{hex::Hash, multikey::Multikey};
use testamur_primitives::{CredentialReference, Moment, PublicKey};
use testamur_proof::bundle::BUNDLE;
use testamur_verification::{
	find_by_bundle, open_documents, open_handed, read_keys, Bundles, Conclusion, DocumentFile,
	Finding, Found, KeyHints, Location, NamedFile,
};

/// Returns an answer of `credentials_documentKeys` with these keys.
fn page(keys: &[(u32, PublicKey)]) -> Value {
	let items: Vec<_> = keys
		.iter()
		.map(|(number, key)| {
			json!({
				"key": Multikey(*key), "number": number, "purpose": "credentials",
				"since": "2026-03-01T00:00:00.000Z", "until": null, "compromisedSince": null,
			})
		})
		.collect();
	let as_of =
		json!({ "blockNumber": 1, "blockHash": Hash([1; 32]), "time": null, "finalized": true });
	json!({ "items": items, "next": null, "asOf": as_of })
}

/// Reads a file of keys, or returns the word for why it is refused.
fn hints(world: &World, content: &Value) -> Result<KeyHints, &'static str> {
	let path = world.folder.path().join("keys");
	fs::write(&path, content.to_string()).unwrap();
	read_keys(&[path]).map_err(|problem| problem.word())
}

/// Writes the bundle of the first document, which covers the reference with this key.
fn write_bundle(world: &World, signed_by: Option<PublicKey>) {
	let reference = world.read(0).unwrap().reference().clone();
	let evidence = world.node().evidence(&[CredentialReference { signed_by, ..reference }]);
	fs::write(world.path(0).with_extension("testamur"), evidence.to_bundle()).unwrap();
}

fn found(world: &World, hints: &KeyHints, clock: fn() -> Moment, max_age: Moment) -> Finding {
	let mut bundles = Bundles::new(world.trusted(), clock, Some(max_age), None);
	find_by_bundle(&world.read(0).unwrap(), &mut bundles, hints)
}

#[test]
fn a_bundle_and_keys_take_the_place_of_a_node() {
	let world = World::new(1);
	let own = page(&[(1, world.key)]);
	let keys = hints(&world, &own).unwrap();
	assert_eq!(words(&found(&world, &keys, clock, MAX_AGE)), [vec![], vec!["unreadable"]]);
	write_bundle(&world, Some(world.key));
	let finding = found(&world, &keys, clock, MAX_AGE);
	assert_eq!(finding.conclusion(), Conclusion::Valid, "{finding:?}");
	assert_eq!(words(&found(&world, &keys, clock, 9_999)), [vec![], vec!["tooOld"]]);
	let later = || TIME + MAX_AGE + 1;
	assert_eq!(words(&found(&world, &keys, later, MAX_AGE)), [vec![], vec!["tooOld"]]);

	let none = KeyHints::default();
	assert_eq!(words(&found(&world, &none, clock, MAX_AGE)), [vec![], vec!["keyUnknown"]]);
	let other = crate::world::signer(9, 1).public_key();
	let wrong = hints(&world, &page(&[(1, other)])).unwrap();
	assert_eq!(words(&found(&world, &wrong, clock, MAX_AGE)), [vec![], vec!["keyNotProven"]]);
	// Answers for several institutions say not for which: the key on record counts.
	let both = json!([page(&[(1, other)]), { "jsonrpc": "2.0", "id": 1, "result": own }]);
	let both = hints(&world, &both).unwrap();
	assert_eq!(found(&world, &both, clock, MAX_AGE).conclusion(), Conclusion::Valid);
	write_bundle(&world, None);
	assert_eq!(words(&found(&world, &keys, clock, MAX_AGE)), [vec![], vec!["keyNotCovered"]]);
	fs::write(world.path(0).with_extension("testamur"), "a bundle").unwrap();
	assert_eq!(words(&found(&world, &keys, clock, MAX_AGE)), [vec![], vec!["otherFile"]]);
}

#[test]
fn a_bundle_that_was_checked_before_has_the_age_of_the_present_clock() {
	static NOW: AtomicU64 = AtomicU64::new(0);
	let clock = || NOW.load(Ordering::Relaxed);
	let world = World::new(1);
	write_bundle(&world, Some(world.key));
	let keys = hints(&world, &page(&[(1, world.key)])).unwrap();
	let document = world.read(0).unwrap();
	let path = world.path(0).with_extension("testamur");
	for all in [None, Some(path)] {
		let mut bundles = Bundles::new(world.trusted(), clock, Some(MAX_AGE), all);
		let mut found = |now| {
			NOW.store(now, Ordering::Relaxed);
			find_by_bundle(&document, &mut bundles, &keys)
		};
		for age in [0, 5, MAX_AGE] {
			let finding = found(TIME + age);
			assert_eq!(finding.conclusion(), Conclusion::Valid, "{finding:?}");
			assert_eq!(finding.shown.map(|shown| shown.as_of.age), Some(age));
		}
		assert_eq!(words(&found(TIME + MAX_AGE + 1)), [vec![], vec!["tooOld"]]);
	}
}

#[test]
fn what_is_not_signed_is_invalid_without_any_bundle() {
	let world = World::new(1);
	let mut document: Value = serde_json::from_str(&world.documents[0]).unwrap();
	document["proof"].as_array_mut().unwrap().remove(0);
	fs::write(world.path(0), document.to_string()).unwrap();
	write_bundle(&world, None);
	let finding = found(&world, &KeyHints::default(), clock, MAX_AGE);
	assert_eq!(words(&finding), [vec!["notSigned"], vec![]]);
}

#[test]
fn files_of_keys_are_bounded_and_read_strictly() {
	let world = World::new(1);
	for wrong in [json!({}), json!([{}]), json!({ "items": [{ "key": "z6Mk" }], "next": null })] {
		assert_eq!(hints(&world, &wrong).unwrap_err(), "malformed");
	}
	let key = |number: u8| (1, PublicKey::Ed25519([number; 32]));
	let many: Vec<_> = (1..=33).map(key).collect();
	assert_eq!(hints(&world, &page(&many)).unwrap_err(), "tooManyKeys");
	assert_eq!(hints(&world, &page(&many[..32])).unwrap().of(1).len(), 32);
	let again = json!([page(&many[..32]), page(&many[..32])]);
	assert_eq!(hints(&world, &again).unwrap().of(1).len(), 32);
}

/// Checks a document that a real network has not anchored, by a bundle of that network.
#[test]
fn the_bundle_of_a_real_network_shows_that_a_document_is_not_on_record() {
	let network: Value =
		serde_json::from_str(include_str!("../../../../proof/tests/network.json")).unwrap();
	let world = World::new(1);
	let hash = |text: &Value| serde_json::from_value::<Hash>(text.clone()).unwrap();
	let genesis = hash(&network["genesis"]);
	let authority = |key: &Value| testamur_proof::Authority { key: hash(key).0, weight: 1 };
	let authorities = network["authorities"].as_array().unwrap().iter().map(authority).collect();
	let trusted =
		testamur_proof::TrustRoot::at_genesis(testamur_proof::Hash(genesis.0), authorities)
			.unwrap();
	let leaf = Hash::from(world.read(0).unwrap().reference().leaf);
	let reference =
		json!({ "institution": 1, "leaf": leaf, "index": 0, "size": 1, "path": [] }).to_string();
	fs::write(world.path(0).with_extension("reference.json"), reference).unwrap();
	let bundle = BUNDLE.read_text(network["bundles"][0]["file"].as_str().unwrap()).unwrap();
	fs::write(world.path(0).with_extension("testamur"), bundle).unwrap();
	let mut bundles = Bundles::new(trusted, testamur_verification::now, None, None);
	let source = open_documents(&world.path(0)).remove(0).source.unwrap();
	let document = DocumentFile::read(&world.contexts, source, Genesis(genesis.0)).unwrap();
	let finding = find_by_bundle(&document, &mut bundles, &KeyHints::default());
	assert_eq!(words(&finding), [vec!["notAnchored"], vec![]]);
}

#[test]
fn what_is_handed_over_is_found_as_it_is_on_a_disk() {
	let world = World::new(1);
	write_bundle(&world, Some(world.key));
	let handed = |name: &str, path: &Path| NamedFile {
		name: name.to_owned(),
		content: fs::read(path).unwrap(),
	};
	let document = handed("1.json", &world.path(0));
	let bundle = world.path(0).with_extension("testamur");
	let found = |beside: &[NamedFile]| {
		let mut keys = KeyHints::default();
		let content = page(&[(1, world.key)]).to_string();
		keys.read(&Location::from(Path::new("keys.json")), content.as_bytes()).unwrap();
		let mut bundles = Bundles::new(world.trusted(), clock, Some(MAX_AGE), None);
		let Found::Document(opened) = open_handed(document.clone(), beside).remove(0) else {
			panic!("a presentation was found");
		};
		find_by_bundle(&world.read_opened(*opened).unwrap(), &mut bundles, &keys)
	};
	assert_eq!(words(&found(&[])), [vec![], vec!["noBundle"]]);
	let (own, other) = (handed("1.testamur", &bundle), handed("cohort.testamur", &bundle));
	for beside in [vec![own.clone()], vec![other.clone()], vec![other.clone(), own]] {
		assert_eq!(found(&beside).conclusion(), Conclusion::Valid);
	}
	// Nothing says which of two bundles of other names is meant.
	let another = NamedFile { name: "another.testamur".to_owned(), ..other.clone() };
	assert_eq!(words(&found(&[other, another])), [vec![], vec!["noBundle"]]);
	let large = NamedFile { name: "1.anchor.json".to_owned(), content: vec![b' '; 4 << 20] };
	let Found::Document(opened) = open_handed(document.clone(), &[large]).remove(0) else {
		panic!("a presentation was found");
	};
	assert_eq!(opened.source.err().map(|it| it.word()), Some("tooLarge"));
}
