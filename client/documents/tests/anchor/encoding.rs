// SPDX-License-Identifier: Apache-2.0

//! The bytes and the text of an anchor.

use crate::world::{
	anchor, anchor_at, content, digest, document, genesis, hash, others, reference,
};
use proptest::{collection::vec, prelude::*};
use testamur_document::Fault;
use testamur_documents::anchor::{Anchor, AnchorFault, MAX_PROOF_VALUE};
use testamur_primitives::{
	base64url, limits::MAX_INCLUSION_PATH, CredentialReference, Digest, Root,
};

#[test]
fn the_encoding_is_that_of_the_page() {
	let text = document("Ada");
	for (index, size, envelopes) in [(0, 1, 0), (2, 5, 0), (4, 5, 1), (299, 300, 7)] {
		let others = others(envelopes);
		let reference = reference(&text, index, size, &others);
		let anchor = anchor_at(&text, index, size, envelopes);
		let bytes = content(&reference, &others);
		assert_eq!(anchor.encode(), bytes);
		assert_eq!(anchor.proof_value(), format!("u{}", base64url::encode(&bytes)));
		assert_eq!(Anchor::decode(&bytes), Ok(anchor.clone()));
		assert_eq!(Anchor::from_proof_value(&anchor.proof_value()), Ok(anchor.clone()));
		assert_eq!(anchor.reference(digest(&text)), Ok(reference));
		assert_eq!(anchor.others(), others);
	}
}

#[test]
fn the_largest_anchor_has_the_largest_text() {
	let text = document("Ada");
	let others = others(7);
	let size = u32::MAX;
	let mut deepest = reference(&text, 0, 1, &others);
	(deepest.size, deepest.index) = (size, 1);
	deepest.path = vec![Root(hash("sibling")); MAX_INCLUSION_PATH as usize].try_into().unwrap();
	let anchor = Anchor::new(genesis("main"), &deepest, digest(&text), &others).unwrap();
	assert_eq!(anchor.proof_value().len(), MAX_PROOF_VALUE);
	assert_eq!(Anchor::from_proof_value(&anchor.proof_value()), Ok(anchor.clone()));
	let longer = format!("{}A", anchor.proof_value());
	assert_eq!(Anchor::from_proof_value(&longer), Err(AnchorFault::TooLarge));
	let page = include_str!("../../../../docs/anchor.md");
	assert!(page.contains(" 1,771 letters"), "{MAX_PROOF_VALUE}");
	assert_eq!(MAX_PROOF_VALUE, 1_771);
}

#[test]
fn an_anchor_is_made_for_its_document_only() {
	let (text, other) = (document("Ada"), document("Eve"));
	let reference = reference(&text, 2, 5, &[]);
	let made = |reference: &CredentialReference, digest, others: &[Digest]| {
		Anchor::new(genesis("main"), reference, digest, others)
	};
	assert_eq!(made(&reference, digest(&other), &[]), Err(AnchorFault::OtherDocument));
	assert_eq!(made(&reference, digest(&text), &others(1)), Err(AnchorFault::OtherDocument));
	let mut descending = others(3);
	descending.reverse();
	let disorder = AnchorFault::Document(Fault::DigestsOutOfOrder);
	assert_eq!(made(&reference, digest(&text), &descending), Err(disorder));
	let mut nowhere = reference;
	nowhere.index = 5;
	assert_eq!(made(&nowhere, digest(&text), &[]), Err(AnchorFault::NoSuchPlace));
	assert_eq!(anchor(&text).reference(digest(&other)), Err(AnchorFault::OtherDocument));
}

proptest! {
	#[test]
	fn bytes_have_one_meaning_at_most(bytes in vec(any::<u8>(), 0..400)) {
		for first in [bytes.first().copied().unwrap_or_default(), 1] {
			let mut bytes = bytes.clone();
			if let Some(version) = bytes.first_mut() { *version = first }
			if let Ok(anchor) = Anchor::decode(&bytes) {
				prop_assert_eq!(anchor.encode(), bytes);
			}
		}
	}

	#[test]
	fn anchors_of_any_place_are_read_back(
		(size, index) in (1u32..400).prop_flat_map(|size| (Just(size), 0..size)),
		envelopes in 0usize..8,
		name in "[a-z]{1,8}",
	) {
		let text = document(&name);
		let anchor = anchor_at(&text, index, size, envelopes);
		prop_assert_eq!(Anchor::from_proof_value(&anchor.proof_value()), Ok(anchor.clone()));
		let asked = anchor.reference(digest(&text)).unwrap();
		prop_assert_eq!(&asked, &reference(&text, index, size, &others(envelopes)));
		prop_assert_eq!(asked.batch(), Some((anchor.institution(), anchor.root())));
	}
}
