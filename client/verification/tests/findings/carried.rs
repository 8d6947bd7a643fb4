// SPDX-License-Identifier: Apache-2.0

//! Documents in pictures, PDFs, archives and presentations.

use crate::{
	chain::MAX_AGE,
	made::{pdf, picture, zip, Form, DRAWING},
	world::{clock, moments, words, World},
};
use std::{fs, path::PathBuf};
use testamur_carriers::{png, svg};
use testamur_documents::anchor::{sidecar, strip, Anchors, Genesis};
use testamur_json::hex::Hash;
use testamur_primitives::CredentialReference;
use testamur_verification::{
	find, find_by_bundle, inquire, open_documents, open_within, Bundles, Conclusion, DocumentFile,
	Found, KeyHints, Kind, Opened, Problem, Room,
};

/// Returns a presentation of documents.
fn presentation(documents: &[String]) -> String {
	let documents = documents.join(",");
	format!("{{\"type\":[\"VerifiablePresentation\"],\"verifiableCredential\":[{documents}]}}")
}

/// Writes a file, and returns what is found in it.
fn opened(world: &World, name: &str, content: impl AsRef<[u8]>) -> Vec<Opened> {
	let path = world.folder.path().join(name);
	fs::write(&path, content).unwrap();
	let prefix = format!("{}/", world.folder.path().display());
	let found = open_documents(&path);
	assert!(found.iter().all(|opened| opened.location.to_string().starts_with(&prefix)));
	found
}

/// Returns the places within the folder of the world, and the words for what is wrong there.
fn told(world: &World, found: Vec<Opened>) -> Vec<(String, &'static str)> {
	let prefix = format!("{}/", world.folder.path().display());
	let mut told = Vec::new();
	for opened in found {
		let place = opened.location.to_string().replace(&prefix, "");
		told.push((place, world.read_opened(opened).err().map_or("", |problem| problem.word())));
	}
	told
}

/// Writes the bundle of the first document, which covers its key.
fn bundle(world: &World) -> Vec<u8> {
	let reference = world.read(0).unwrap().signed_by(world.key);
	world.node().evidence(&[reference]).to_bundle()
}

#[test]
fn a_thousand_files_of_each_kind_take_one_call_for_keys_and_one_for_evidence() {
	let world = World::new(20);
	for (number, document) in world.documents.iter().enumerate() {
		let write = |name: &str, content: &[u8]| {
			fs::write(world.folder.path().join(name), content).unwrap();
		};
		for copy in 0..7 {
			let name = format!("{number}-{copy}");
			write(&format!("{name}.png"), &png::bake(&picture(&[]), document).unwrap());
			write(&format!("{name}.svg"), svg::bake(DRAWING, document).unwrap().as_bytes());
			let attached = [("credential.json", document.as_bytes())];
			write(&format!("{name}.PDF"), &pdf(&attached, Form::Table));
			write(&format!("{name}-new.pdf"), &pdf(&attached, Form::Streams));
			write(&format!("{name}.zip"), &zip(&[("a/b.json", document.as_bytes())]));
			let shown = presentation(std::slice::from_ref(document));
			write(&format!("{name}-shown.json"), shown.as_bytes());
			write(&format!("{name}-again.json"), document.as_bytes());
		}
	}
	let paths = find(&[world.folder.path().to_path_buf()]).unwrap();
	assert_eq!(paths.len(), 20 * 7 * 7 + 20);
	let found = paths.iter().flat_map(|path| open_documents(path));
	let documents: Vec<_> = found.map(|opened| world.read_opened(opened).unwrap()).collect();
	assert_eq!(documents.len(), 1_000);
	let mut node = world.node();
	let findings = inquire(&mut node, &documents, &world.trusted(), &moments());
	assert!(findings.iter().all(|finding| finding.conclusion() == Conclusion::Valid));
	assert_eq!(node.asked, [("keys", 1), ("prove", 1)]);
}

#[test]
fn each_part_has_its_place_and_says_what_it_lies_in() {
	let world = World::new(3);
	let [one, two, three] = [0, 1, 2].map(|number| world.documents[number].as_bytes());
	let badge = png::bake(&picture(&[]), &world.documents[0]).unwrap();
	let both = pdf(&[("one.json", one), ("two.json", two), ("notes.txt", b"text")], Form::Streams);
	let shown = presentation(&world.documents);
	let archive = zip(&[
		("__MACOSX/._one.json", b"\0\x05"),
		("b.pdf", &both),
		("badge.png", &badge),
		("deep/three.json", three),
		("readme.txt", b"text"),
		("shown.json", shown.as_bytes()),
	]);
	let found = opened(&world, "all.zip", archive);
	let within: Vec<_> =
		found.iter().map(|it| it.source.as_ref().unwrap().within().to_vec()).collect();
	let zip = |kinds: &[Kind]| [&[Kind::Zip], kinds].concat();
	let presented = zip(&[Kind::Presentation]);
	let (pdf, png) = (zip(&[Kind::Pdf]), zip(&[Kind::Png]));
	let plain = zip(&[]);
	assert_eq!(
		within,
		[pdf.clone(), pdf, png, plain, presented.clone(), presented.clone(), presented]
	);
	let places = [
		"all.zip: b.pdf: one.json",
		"all.zip: b.pdf: two.json",
		"all.zip: badge.png",
		"all.zip: deep/three.json",
		"all.zip: shown.json: credential 1",
		"all.zip: shown.json: credential 2",
		"all.zip: shown.json: credential 3",
	];
	assert_eq!(told(&world, found), places.map(|place| (place.to_owned(), "")));
}

#[test]
fn what_carries_no_credential_is_told_and_hides_no_other() {
	let world = World::new(1);
	let document = world.documents[0].as_bytes();
	let inner = zip(&[("ana.json", document)]);
	let files: [(&str, &[u8]); 6] = [
		("ana.json", document),
		("ben.pdf", b"%PDF-1.7"),
		("cleo.png", &picture(&[])),
		("dan.json", b"{\"type\":"),
		("eva.svg", b"<svg/>"),
		("inner.zip", &inner),
	];
	let found = told(&world, opened(&world, "all.zip", zip(&files)));
	let words: Vec<_> = found.iter().map(|(_, word)| *word).collect();
	assert_eq!(words, ["", "damagedFile", "noCredential", "notJson", "damagedFile", "nested"]);
	assert_eq!(found[5].0, "all.zip: inner.zip");
	for (name, content, word) in [
		("none.zip", zip(&[("readme.txt", b"")]), "noCredentials"),
		("cut.zip", b"PK\x03\x04".to_vec(), "damagedFile"),
		("none.pdf", pdf(&[("other.json", b"{}"), ("a.zip", &inner)], Form::Table), "noCredential"),
		("cut.pdf", pdf(&[("ana.json", &document[..99])], Form::Table), "notJson"),
		("none.json", presentation(&[]).into_bytes(), "noCredential"),
	] {
		let found = told(&world, opened(&world, name, content));
		assert_eq!(found.len(), 1);
		assert_eq!(found[0].1, word, "{name}");
	}
	assert_eq!(
		told(&world, open_documents(&world.folder.path().join("gone.pdf")))[0].1,
		"unreadable"
	);
}

/// Returns whether a document is valid by the bundle that comes with it, or why nothing can be told.
fn by_bundle(world: &World, keys: &KeyHints, opened: Opened) -> String {
	let document = world.read_opened(opened).unwrap();
	let mut bundles = Bundles::new(world.trusted(), clock, Some(MAX_AGE), None);
	let finding = find_by_bundle(&document, &mut bundles, keys);
	match finding.conclusion() {
		Conclusion::Valid => "valid".into(),
		_ => words(&finding).concat().join(" "),
	}
}

#[test]
fn bundles_that_come_along_are_taken() {
	let world = World::new(1);
	let mut keys = KeyHints::default();
	assert!(keys.add(1, world.key));
	let (document, bundle) = (world.documents[0].as_bytes(), bundle(&world));
	let by = |found: Vec<Opened>| -> Vec<_> {
		found.into_iter().map(|opened| by_bundle(&world, &keys, opened)).collect()
	};
	let own = pdf(&[("ana.json", document), ("ana.testamur", &bundle)], Form::Table);
	let only = pdf(&[("credential.json", document), ("proof.testamur", &bundle)], Form::Streams);
	let alone = pdf(&[("ana.json", document)], Form::Table);
	let badge = png::bake(&picture(&[]), &world.documents[0]).unwrap();
	assert_eq!(by(opened(&world, "own.pdf", &own)), ["valid"]);
	assert_eq!(by(opened(&world, "only.pdf", &only)), ["valid"]);
	assert_eq!(by(opened(&world, "alone.pdf", &alone)), ["unreadable"]);
	assert_eq!(by(opened(&world, "alone.png", &badge)), ["unreadable"]);
	fs::write(world.folder.path().join("alone.testamur"), &bundle).unwrap();
	assert_eq!(by(open_documents(&world.folder.path().join("alone.pdf"))), ["valid"]);
	assert_eq!(by(open_documents(&world.folder.path().join("alone.png"))), ["valid"]);
	let shown = presentation(&world.documents);
	assert_eq!(by(opened(&world, "alone.json", shown)), ["valid"]);

	let files: [(&str, &[u8]); 6] = [
		("a/ana.json", document),
		("a/ana.testamur", &bundle),
		("ben.pdf", &alone),
		("ben.testamur", &bundle),
		("cleo.json", document),
		("dan.pdf", &own),
	];
	let found = by(opened(&world, "all.zip", zip(&files)));
	assert_eq!(found, ["valid", "valid", "noBundle", "valid"]);
	// A bundle that cannot be read matters to nobody who asks a node.
	let huge = vec![b' '; 4_000_000];
	let huge = pdf(&[("ana.json", document), ("ana.testamur", &huge)], Form::Table);
	assert_eq!(by(opened(&world, "huge.pdf", huge)), ["tooLarge"]);
	let two = pdf(
		&[
			("a.json", document),
			("b.json", document),
			("b.testamur", b"other"),
			("a.testamur", &bundle),
		],
		Form::Table,
	);
	assert_eq!(by(opened(&world, "two.pdf", two)), ["valid", "otherFile"]);
}

#[test]
fn sidecars_and_references_lead_on_within_an_archive() {
	let world = World::new(2);
	let bare = strip(world.documents[0].as_bytes()).unwrap();
	let [own, other] = [0, 1].map(|number| {
		let anchors = Anchors::read(world.documents[number].as_bytes()).unwrap();
		sidecar(&anchors.all()[0])
	});
	let reference = world.read(0).unwrap().reference().clone();
	let reference = reference_file(&reference);
	let files: [(&str, &[u8]); 8] = [
		("a/ana.anchor.json", own.as_bytes()),
		("a/ana.json", bare.as_bytes()),
		("b.json", bare.as_bytes()),
		("b.reference.json", reference.as_bytes()),
		("c.anchor.json", b"{"),
		("c.json", bare.as_bytes()),
		("d.anchor.json", other.as_bytes()),
		("d.json", bare.as_bytes()),
	];
	let found = told(&world, opened(&world, "all.zip", zip(&files)));
	let words: Vec<_> = found.iter().map(|(_, word)| *word).collect();
	assert_eq!(words[..3], ["", "", "notJson"]);
	assert_ne!(words[3], "");
	let attached =
		pdf(&[("ana.json", bare.as_bytes()), ("ana.anchor.json", own.as_bytes())], Form::Table);
	assert_eq!(told(&world, opened(&world, "ana.pdf", attached))[0].1, "");
	let lost = told(&world, opened(&world, "lost.zip", zip(&[("ana.json", bare.as_bytes())])));
	assert_eq!(lost, [("lost.zip: ana.json".to_owned(), "noAnchor")]);
}

/// Returns the file of a reference.
fn reference_file(reference: &CredentialReference) -> String {
	let path: Vec<_> = reference.path.iter().map(|hash| Hash(hash.0)).collect();
	serde_json::json!({
		"institution": reference.institution.0, "leaf": Hash::from(reference.leaf),
		"index": reference.index, "size": reference.size, "path": path,
	})
	.to_string()
}

/// Checks that an archive of many documents is told to be too much, and that all before are read.
/// Returns text that does not compress, which keeps an archive of padded files within its own bound.
pub(crate) fn noise() -> Vec<u8> {
	let mut number = 1_u32;
	core::iter::repeat_with(|| {
		number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
		number.to_be_bytes()[0]
	})
	.take(1_000_000)
	.collect()
}

#[test]
fn documents_in_one_file_are_bounded() {
	let world = World::new(1);
	let padding = " ".repeat(2_900_000);
	let large = format!("{}{padding}", world.documents[0]);
	let names: Vec<_> = (0..14).map(|number| format!("{number:02}.json")).collect();
	let files: Vec<_> = names.iter().map(|name| (name.as_str(), large.as_bytes())).collect();
	let noise = noise();
	let files = [files, vec![("noise.txt", noise.as_slice())]].concat();
	let found = opened(&world, "all.zip", zip(&files));
	let is_read = |opened: &&Opened| opened.source.is_ok();
	assert_eq!(found.iter().filter(is_read).count(), 11);
	let last = found.into_iter().last().unwrap();
	assert!(matches!(last.source, Err(Problem::TooMuch { .. })));
	let long = opened(&world, "long.json", format!("{large}{padding}"));
	assert!(matches!(long[0].source, Err(Problem::TooLarge { .. })));
}

#[test]
fn documents_of_one_call_are_bounded_and_each_file_beyond_is_told() {
	let world = World::new(1);
	let padding = " ".repeat(2_900_000);
	let large = format!("{}{padding}", world.documents[0]);
	let path = world.folder.path().join("large.json");
	fs::write(&path, large).unwrap();
	let mut room = Room::default();
	let mut words = Vec::new();
	for _ in 0..60 {
		for found in open_within(&path, &mut room) {
			let Found::Document(opened) = found else { panic!("no presentation") };
			words.push(opened.source.as_ref().map_or_else(Problem::word, |_| "read"));
		}
	}
	let read = words.iter().take_while(|word| **word == "read").count();
	assert_eq!((read, words.len()), (46, 60));
	assert!(words[read..].iter().all(|word| *word == "noRoom"));
	// What is stated alone has room.
	assert!(open_documents(&path)[0].source.is_ok());
}

#[test]
fn what_lies_beside_a_document_is_no_document() {
	let world = World::new(1);
	let paths: Vec<PathBuf> = ["a.anchor.json", "a.reference.json"]
		.map(|name| world.folder.path().join(name))
		.into();
	for path in &paths {
		fs::write(path, "{}").unwrap();
		assert!(matches!(open_documents(path)[0].source, Err(Problem::Beside(_))));
	}
	assert_eq!(find(&[world.folder.path().to_path_buf()]).unwrap().len(), 1);
	let bare = DocumentFile::read(
		&world.contexts,
		open_documents(&world.path(0)).remove(0).source.unwrap(),
		Genesis([9; 32]),
	);
	assert!(matches!(bare.err(), Some(Problem::Anchor { .. })));
}
