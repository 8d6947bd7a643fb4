// SPDX-License-Identifier: Apache-2.0

//! Tests of the files that hold evidence and hand-offs, and of what they claim.

use crate::{
	chain::{requirements, trust, Final, GENESIS, TIME},
	hand_offs::{hand_offs, trust_up_to},
	records::{keys_for, reference, register},
};
use codec::Encode;
use testamur_proof::{
	bundle::{self, Format, BUNDLE, HAND_OFFS, MAX_FILE},
	check_bundle,
	refusal::Part,
	Claims, Evidence, HandOffs, Refusal,
};

fn evidence() -> Evidence {
	let block = Final::new(register());
	block.evidence(&keys_for(&block.built, &[reference(437)]), &[])
}

#[test]
fn a_bundle_is_a_mark_and_evidence() {
	let evidence = evidence();
	let file = evidence.to_bundle();
	assert_eq!(file, [&BUNDLE.mark[..], &evidence.encode()].concat());
	assert_eq!(Evidence::from_bundle(&file), Ok(evidence));
	let shown = check_bundle(&file, &trust(), &requirements()).unwrap();
	assert_eq!(shown.verify(&[reference(437)]).unwrap()[0].reasons, []);
}

#[test]
fn hand_offs_are_learnt_from_their_file() {
	let page = hand_offs(3);
	let file = page.to_file();
	assert_eq!(file, [&HAND_OFFS.mark[..], &page.encode()].concat());
	assert_eq!(HandOffs::from_file(&file), Ok(page));
	let mut root = trust();
	assert_eq!(root.learn_file(&file), Ok(3));
	assert_eq!(root, trust_up_to(3));
}

#[test]
fn files_of_another_kind_are_told_from_broken_ones() {
	let (file, page) = (evidence().to_bundle(), hand_offs(1).to_file());
	let other = |wanted, found| Some(Refusal::OtherFile { wanted, found });
	let refusal = |bytes: &[u8]| Evidence::from_bundle(bytes).err();
	assert_eq!(refusal(&page), other(Part::Evidence, Some(Part::HandOffs)));
	let result = trust().learn_file(&file);
	assert_eq!(result.err(), other(Part::HandOffs, Some(Part::Evidence)));
	for bytes in [&[][..], &file[..7], &file[8..], b"{\"evidence\": \"0x01\"}"] {
		let result = check_bundle(bytes, &trust(), &requirements());
		assert_eq!(result.err(), other(Part::Evidence, None));
	}
	// A transfer as text, with other ends of lines.
	let text: Vec<u8> = file.iter().copied().filter(|byte| *byte != b'\r').collect();
	assert_eq!(refusal(&text), other(Part::Evidence, None));
	assert_eq!(refusal(&file[..8]), Some(Refusal::Malformed(Part::Evidence)));
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
	let mut file = evidence().to_bundle();
	file.resize(MAX_FILE, 0);
	assert_eq!(Evidence::from_bundle(&file), Err(Refusal::Malformed(Part::Evidence)));
	file.push(0);
	let (found, limit) = (file.len() as u64, MAX_FILE as u64);
	let too_large = Refusal::TooLarge { part: Part::File, found, limit };
	assert_eq!(Evidence::from_bundle(&file), Err(too_large));
	file.pop();
	let text = bundle::text(&file);
	assert_eq!(BUNDLE.read_text(&text), Ok(file));
	let longer = BUNDLE.read_text(&(text + "A"));
	assert!(matches!(longer, Err(Refusal::TooLarge { part: Part::File, .. })), "{longer:?}");
}

#[test]
fn a_file_has_one_text() {
	let file = evidence().to_bundle();
	let text = bundle::text(&file);
	assert!(text.starts_with("uiVRNUkINCh"), "{}", &text[..12]);
	assert_eq!(BUNDLE.read_text(&text), Ok(file));
	let malformed = Err(Refusal::Malformed(Part::File));
	for other in ["", "u", &text[1..], &text.replacen('u', "m", 1), &text.to_uppercase()] {
		assert!(BUNDLE.read_text(other).is_err(), "{other:.20}");
	}
	for other in [format!("{text}="), format!("{text}\n"), format!(" {text}"), format!("u {text}")]
	{
		assert_eq!(BUNDLE.read_text(&other), malformed, "{other:.20}");
	}
	let page = bundle::text(&hand_offs(1).to_file());
	let other = Refusal::OtherFile { wanted: Part::Evidence, found: Some(Part::HandOffs) };
	assert_eq!(BUNDLE.read_text(&page), Err(other));
	assert!(HAND_OFFS.read_text(&page).is_ok());
}

#[test]
fn claims_are_those_of_the_content() {
	let evidence = evidence();
	let claims = Claims::of(&evidence);
	let block = evidence.header.id();
	let expected = Claims {
		genesis: Some(GENESIS),
		set_id: 0,
		finalized: block,
		shown: block,
		time: Some(TIME),
	};
	assert_eq!(claims, expected);
	// Nobody has to have signed them, and without a proof there are fewer.
	let mut forged = evidence;
	forged.justification.votes.clear();
	forged.set_id = 9;
	assert_eq!(Claims::of(&forged), Claims { set_id: 9, ..expected });
	forged.proof.pop();
	assert_eq!(Claims::of(&forged), Claims { set_id: 9, genesis: None, time: None, ..expected });
}

/// Checks that the page states the marks, the media types and the extensions of the code.
#[test]
fn the_page_names_the_formats_of_the_code() {
	let page = include_str!("../../../docs/bundle.md");
	for Format { mark, media_type, extension, .. } in [BUNDLE, HAND_OFFS] {
		let mark: Vec<_> = mark.iter().map(|byte| format!("{byte:02x}")).collect();
		for part in [mark.join(" "), media_type.into(), format!(".{extension}")] {
			assert!(page.contains(&format!("`{part}`")), "{part}");
		}
	}
}

/// Checks that the page states the limits of the code.
#[test]
fn the_page_has_the_limits_of_the_code() {
	use testamur_proof::limits::*;
	let page = include_str!("../../../docs/bundle.md");
	let section = page.split("\n## ").find(|section| section.starts_with("Limits")).unwrap();
	let rows = section.lines().filter_map(|line| line.rsplit('|').nth(1));
	let stated: Vec<u64> =
		rows.filter_map(|cell| cell.trim().replace(',', "").parse().ok()).collect();
	let sizes = [MAX_BYTES, MAX_TRIE_DEPTH].map(|limit| limit as u64);
	let counts = [
		MAX_PROOF_ITEMS,
		MAX_AUTHORITIES,
		MAX_ANCESTRY,
		MAX_DIGEST_ITEMS,
		MAX_HAND_OFFS,
		MAX_KNOWN_SETS,
	];
	let [items, rest @ ..] = counts.map(u64::from);
	assert_eq!(stated, [&[sizes[0], items, sizes[1]][..], &rest].concat());
}
