// SPDX-License-Identifier: Apache-2.0

//! The work and the room that bundles take which come along within a file.

use crate::{
	carried::noise,
	made::{pdf, zip, Form},
	memory::allocated,
	world::World,
};
use std::fs;
use testamur_carriers::MAX_FILE;
use testamur_verification::{open, open_handed, Found, NamedFile, Problem};

/// The bytes that may be asked for while a file is opened: several times the largest bundle, and a small part of what
/// it takes to read that bundle for each of a hundred documents.
const MAX_ALLOCATED: u64 = 512 << 20;

/// Returns a presentation of a hundred credentials, which lead nowhere.
fn presentation() -> String {
	let credentials = vec![r#"{"type":["VerifiableCredential"]}"#; 100].join(",");
	format!(r#"{{"type":["VerifiablePresentation"],"verifiableCredential":[{credentials}]}}"#)
}

/// Returns the numbers of the documents and of the presentations that were found, and how often there was no room.
fn counts(found: &[Found]) -> [usize; 3] {
	let is_too_much = |found: &Found| match found {
		Found::Document(opened) => matches!(opened.source, Err(Problem::TooMuch { .. })),
		Found::Presentation(..) => false,
	};
	let full = found.iter().filter(|found| is_too_much(found)).count();
	let all = found.iter().filter(|found| matches!(found, Found::Document(_))).count();
	[all - full, found.len() - all, full]
}

/// Writes an archive, and returns what was counted in it.
fn counts_in(world: &World, files: &[(&str, &[u8])]) -> [usize; 3] {
	let noise = noise();
	let files = [files, &[("noise.txt", noise.as_slice())]].concat();
	let path = world.folder.path().join("all.zip");
	fs::write(&path, zip(&files)).unwrap();
	let (found, bytes) = allocated(|| open(&path));
	assert!(bytes < MAX_ALLOCATED, "{bytes} bytes");
	counts(&found)
}

#[test]
fn a_bundle_is_read_once_however_many_documents_it_belongs_to() {
	let world = World::new(1);
	let shown = presentation();
	let document = world.documents[0].as_bytes();
	let names: Vec<_> = (0..100).map(|number| format!("{number}.json")).collect();
	let attached: Vec<_> = names.iter().map(|name| (name.as_str(), document)).collect();
	let attached = pdf(&attached, Form::Streams);
	let (readable, unreadable) = (vec![b' '; 2_900_000], vec![b' '; MAX_FILE - 1]);
	for bundle in [&readable, &unreadable] {
		let files: [(&str, &[u8]); 2] = [("p.json", shown.as_bytes()), ("p.testamur", bundle)];
		assert_eq!(counts_in(&world, &files), [100, 1, 0]);
		let files: [(&str, &[u8]); 2] = [("p.pdf", &attached), ("p.testamur", bundle)];
		assert_eq!(counts_in(&world, &files), [100, 0, 0]);
	}
	let alone = [(names[0].as_str(), document), ("other.testamur", readable.as_slice())];
	let all = names[1..].iter().map(|name| (name.as_str(), document));
	let only: Vec<_> = alone.into_iter().chain(all).collect();
	assert_eq!(counts_in(&world, &[("only.pdf", &pdf(&only, Form::Streams))]), [100, 0, 0]);
	let named =
		|name: &str, content: &[u8]| NamedFile { name: name.into(), content: content.into() };
	for (name, content) in [("p.json", shown.as_bytes()), ("p.pdf", &attached)] {
		let beside = [named("other.testamur", &readable)];
		let (found, bytes) = allocated(|| open_handed(named(name, content), &beside));
		assert!(bytes < MAX_ALLOCATED / 8, "{bytes} bytes");
		assert_eq!(counts(&found)[0], 100);
	}
}

#[test]
fn bundles_that_cannot_be_read_take_room_as_well() {
	let world = World::new(1);
	let (document, bundle) = (world.documents[0].as_bytes(), vec![b' '; 4_000_000]);
	let names: Vec<_> = (0..20)
		.map(|number| (format!("{number:02}.json"), format!("{number:02}.testamur")))
		.collect();
	let mut files: Vec<(&str, &[u8])> = Vec::new();
	for (name, beside) in &names {
		files.extend([(name.as_str(), document), (beside.as_str(), bundle.as_slice())]);
	}
	assert_eq!(counts_in(&world, &files), [10, 0, 1]);
	assert_eq!(counts_in(&world, &files[..20]), [10, 0, 0]);
}
