// SPDX-License-Identifier: Apache-2.0

//! Mutated anchors: nothing panics, and what is taken for an anchor has one encoding and leads to no other place.
//!
//! A long run: `TESTAMUR_INPUTS=1000000 cargo test --release -p testamur-documents --test anchor mutated -- --nocapture`.

use crate::world::{anchor, anchor_at, digest, document, elsewhere, genesis, signed};
use testamur_document::Document;
use testamur_documents::anchor::{attach, sidecar, strip, Anchor, Anchors, Order};
use testamur_mutation::{inputs, Numbers};

/// Pieces that matter to some part of the reader of anchors in JSON.
const PIECES: [&[u8]; 18] = [
	b"\"",
	b"{",
	b"}",
	b"[",
	b"]",
	b",",
	b":",
	b"null",
	b"\\u0070",
	b"\"proof\":",
	b"\"proofValue\":",
	b"\"cryptosuite\":",
	b"testamur-merkle-2026",
	b"DataIntegrityProof",
	b"assertionMethod",
	b"\"verificationMethod\":",
	b"did:testamur:",
	b"u",
];
/// Pieces that matter to the decoder of an anchor.
const BYTES: [&[u8]; 6] = [b"\0", b"\x01", b"\x02", b"\xff\xff\xff\xff", b"\0\0\0\0", &[7; 32]];

#[test]
fn mutated_proof_values_are_refused_or_have_one_encoding() {
	let text = document("Ada");
	let anchors = [anchor(&text), anchor_at(&text, 4, 5, 7), anchor_at(&text, 0, 1, 0)];
	let inputs = inputs(20_000);
	let mut numbers = Numbers::of_run();
	let (mut taken, mut led) = (0_u64, 0_u64);
	for _ in 0..inputs {
		let anchor = &anchors[numbers.below(anchors.len())];
		let read = if numbers.below(2) == 0 {
			let bytes = numbers.mutated(anchor.encode(), &BYTES);
			let read = Anchor::decode(&bytes);
			assert!(read.as_ref().map_or(true, |read| read.encode() == bytes));
			read
		} else {
			let value = numbers.mutated(anchor.proof_value().into_bytes(), &PIECES);
			let value = String::from_utf8_lossy(&value);
			let read = Anchor::from_proof_value(&value);
			assert!(read.as_ref().map_or(true, |read| read.proof_value() == value));
			read
		};
		let Ok(read) = read else { continue };
		taken += 1;
		led += u64::from(read.reference(digest(&text)).is_ok());
	}
	println!("proofValue: {inputs} inputs, of which {taken} were read and {led} fit the document");
	assert!(taken > inputs / 200 && taken < inputs && led <= taken);
}

#[test]
fn mutated_documents_keep_their_place_or_are_refused() {
	let text = signed("Ada");
	let attached = attach(text.as_bytes(), &anchor(&text), Order::Last).unwrap();
	let both = attach(attached.as_bytes(), &elsewhere(&text), Order::First).unwrap();
	let asked = anchor(&text).reference(digest(&text)).unwrap();
	let files = [attached, both, sidecar(&anchor(&text))];
	let inputs = inputs(20_000);
	let mut numbers = Numbers::of_run();
	let (mut taken, mut led) = (0_u64, 0_u64);
	for _ in 0..inputs {
		let file = files[numbers.below(files.len())].clone();
		let file = numbers.mutated(file.into_bytes(), &PIECES);
		// Whatever the order of its proofs, a document without them has the same digest.
		if let (Ok(stripped), Ok(document)) = (strip(&file), Document::from_json(&file)) {
			let stripped = Document::from_json(stripped.as_bytes()).unwrap();
			assert_eq!(stripped.digest(), document.digest());
		}
		let Ok(anchors) = Anchors::read(&file) else { continue };
		taken += 1;
		let Ok(anchor) = anchors.of(genesis("main")) else { continue };
		let Ok(reference) = anchor.reference(digest(&text)) else { continue };
		assert_eq!((reference.leaf, reference.index), (asked.leaf, asked.index));
		led += 1;
	}
	println!("anchors: {inputs} inputs, of which {taken} have anchors and {led} fit the document");
	assert!(led > inputs / 200 && taken >= led && taken < inputs);
}
