// SPDX-License-Identifier: Apache-2.0

//! Changed bytes, and texts that nobody would write.

use crate::world::{anchor, anchor_at, digest, document, genesis, signed};
use proptest::{collection::vec, prelude::*};
use testamur_document::{Document, Fault};
use testamur_documents::anchor::{
	attach, sidecar, strip, Anchor, AnchorFault, Anchors, Order, CRYPTOSUITE,
};
use testamur_primitives::CredentialReference;

/// The places of genesis, institution and size in an encoding.
const QUESTION: core::ops::Range<usize> = 1..41;

/// Reads a document as a verifier does who trusts the main chain.
fn read(text: &[u8]) -> Result<CredentialReference, AnchorFault> {
	let document = Document::from_json(text)?;
	let anchors = Anchors::read(text)?;
	anchors.of(genesis("main"))?.reference(document.digest())
}

#[test]
fn no_byte_of_an_anchor_can_be_changed() {
	let text = document("Ada");
	for anchor in [anchor(&text), anchor_at(&text, 4, 5, 7), anchor_at(&text, 0, 1, 0)] {
		let (bytes, asked) = (anchor.encode(), anchor.reference(digest(&text)).unwrap());
		for place in 0..bytes.len() {
			for change in 1..=255 {
				let mut changed = bytes.clone();
				changed[place] ^= change;
				let Ok(other) = Anchor::decode(&changed) else { continue };
				assert_eq!(other.encode(), changed);
				// Only the chain knows chain, institution and size, of which several can have the same
				// path. They make another question.
				let found = other.reference(digest(&text));
				assert!(found.is_err() || QUESTION.contains(&place), "byte {place}");
				let is_same = found.is_ok_and(|found| found == asked);
				assert!(!is_same || other.genesis() != anchor.genesis(), "byte {place}");
			}
			assert!(Anchor::decode(&bytes[..place]).is_err());
		}
		assert_eq!(Anchor::decode(&[&bytes[..], &[0]].concat()), Err(AnchorFault::Malformed));
	}
}

#[test]
fn no_letter_of_a_proof_can_be_changed() {
	let text = signed("Ada");
	let attached = attach(text.as_bytes(), &anchor(&text), Order::Last).unwrap();
	let asked = read(attached.as_bytes()).unwrap();
	let start = attached.find("{\"type\":\"DataIntegrityProof\",").unwrap();
	let end = attached[start..].find('}').unwrap() + start;
	for place in start..=end {
		for bit in 0..7 {
			let mut changed = attached.clone().into_bytes();
			changed[place] ^= 1 << bit;
			let found = read(&changed);
			assert!(
				found.as_ref().map_or(true, |found| *found != asked),
				"letter {place}: {found:?}"
			);
		}
	}
}

#[test]
fn no_letter_of_a_document_can_be_changed() {
	let text = document("Ada");
	let attached = attach(text.as_bytes(), &anchor(&text), Order::Last).unwrap();
	for place in 0..text.find("5.50E0").unwrap() + 6 {
		let mut changed = attached.clone().into_bytes();
		changed[place] ^= 1;
		let (before, after) = (Document::from_json(&changed), digest(&text));
		// White space and the digits of one number mean the same.
		if before.is_ok_and(|document| document.digest() == after) {
			continue;
		}
		assert!(read(&changed).is_err(), "letter {place}");
	}
}

#[test]
fn a_text_that_could_mean_two_things_has_no_anchor() {
	let fault = |text: &[u8], fault| {
		let fault = AnchorFault::Document(fault);
		assert_eq!(Anchors::read(text), Err(fault));
		assert_eq!(strip(text), Err(fault));
		assert_eq!(attach(text, &anchor(&document("Ada")), Order::Last), Err(fault));
	};
	fault(b"{\"proof\":1,\"pro\\u006ff\":2}", Fault::DuplicateMember);
	fault(b"\xff", Fault::NotUtf8);
	fault(b"[]", Fault::NotObject);
	fault(b"\xef\xbb\xbf{}", Fault::NotJson);
	fault(b"eyJ9.eyJ9.eyJ9", Fault::NotJson);
	fault("[".repeat(1_000_000).as_bytes(), Fault::TooDeep);
	let salt = attach(b"{}", &anchor(&document("Ada")), Order::Last);
	assert_eq!(salt, Err(AnchorFault::Document(Fault::SaltMissing)));
}

#[test]
fn a_broken_anchor_is_refused_and_can_be_taken_out() {
	let text = signed("Ada");
	let attached = attach(text.as_bytes(), &anchor(&text), Order::Last).unwrap();
	for (from, to, fault) in [
		("\"proofValue\":\"u", "\"proofValue\":\"z", AnchorFault::Malformed),
		("\"proofValue\":\"uA", "\"proofValue\":\"uE", AnchorFault::UnknownVersion),
		("\"proofValue\":\"u", "\"proofvalue\":\"u", AnchorFault::MalformedProof),
		("assertionMethod", "authentication", AnchorFault::MalformedProof),
		("#anchors", "#anchor", AnchorFault::OtherMethod),
	] {
		let broken = attached.replacen(from, to, 1);
		assert_ne!(broken, attached);
		assert_eq!(Anchors::read(broken.as_bytes()), Err(fault), "{from}");
		assert_eq!(attach(broken.as_bytes(), &anchor(&text), Order::Last), Err(fault), "{from}");
		assert_eq!(strip(broken.as_bytes()).unwrap(), text);
	}
	// A proof of another suite is none of ours, whatever its value is.
	let other = attached.replace(CRYPTOSUITE, "testamur-merkle-2027");
	assert_eq!(Anchors::read(other.as_bytes()), Err(AnchorFault::NoAnchor));
	assert_eq!(strip(other.as_bytes()).unwrap(), other);
}

#[test]
fn members_that_nobody_signed_have_no_meaning() {
	let text = signed("Ada");
	let attached = attach(text.as_bytes(), &anchor(&text), Order::Last).unwrap();
	let more = "\"proofPurpose\":\"assertionMethod\",\"created\":\"2020-01-01T00:00:00Z\",\"expires\":1,\"id\":\"a\"";
	let more = attached.replacen("\"proofPurpose\":\"assertionMethod\"", more, 1);
	assert_ne!(more, attached);
	assert_eq!(read(more.as_bytes()), read(attached.as_bytes()));
	assert!(read(more.as_bytes()).is_ok());
}

#[test]
fn the_anchor_of_another_document_is_noticed() {
	let (ada, eve) = (signed("Ada"), signed("Eve"));
	let other = sidecar(&anchor(&eve));
	let swapped =
		ada.replace("\"proof\": {", &format!("\"proof\": [{},{{", &other[9..other.len() - 2]));
	let swapped = swapped.replacen("zAda\" }", "zAda\" }]", 1);
	assert_eq!(read(swapped.as_bytes()), Err(AnchorFault::OtherDocument));
	assert_eq!(strip(swapped.as_bytes()).unwrap(), ada);
}

proptest! {
	#[test]
	fn random_bytes_do_not_panic(bytes in vec(any::<u8>(), 0..200), text in "[{}\\[\\],:\"\\\\ a-z0-9]{0,60}") {
		let anchor = anchor(&document("Ada"));
		for text in [&bytes, text.as_bytes()] {
			let _ = Anchors::read(text);
			let _ = strip(text);
			let _ = attach(text, &anchor, Order::First);
			let _ = Anchor::decode(text);
			let _ = Anchor::from_proof_value(&String::from_utf8_lossy(text));
		}
	}

	#[test]
	fn damaged_documents_do_not_panic(
		places in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
		cut in any::<prop::sample::Index>(),
	) {
		let text = signed("Ada");
		let mut damaged = attach(text.as_bytes(), &anchor(&text), Order::First).unwrap().into_bytes();
		for (place, byte) in places {
			let place = place.index(damaged.len());
			damaged[place] = byte;
		}
		let _ = read(&damaged[..cut.index(damaged.len())]);
		let _ = strip(&damaged);
		if let Ok(found) = read(&damaged) {
			prop_assert_eq!(found.leaf, digest(&text).leaf());
		}
	}
}
