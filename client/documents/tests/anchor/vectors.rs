// SPDX-License-Identifier: Apache-2.0

//! The vectors of `docs/anchor.md`. `UPDATE_GOLDEN=1` writes `tests/vectors-anchor.json` anew.
//!
//! Encodings are made by the table of the page and words are written by hand, so that what is expected
//! does not come from the code that is tested. `tests/unit/anchor.test.js` checks the same vectors.

use crate::world::{
	anchor, anchor_at, content, digest, document, elsewhere, genesis, hash, others, proof_of,
	reference, salt, signature, signed, INSTITUTION,
};
use serde_json::{json, Value};
use std::collections::BTreeSet;
use testamur_document::{Document, Fault};
use testamur_documents::anchor::{
	attach, sidecar, strip, Anchor, AnchorFault, Anchors, Genesis, Order, CRYPTOSUITE,
	MAX_PROOF_VALUE,
};
use testamur_primitives::{base64url, CredentialReference, Digest};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors-anchor.json");
/// The place of the size in an encoding, that of the index, and that of the number of hashes on a path.
const SIZE: usize = 37;
const INDEX: usize = 41;
const COUNT: usize = 77;

fn hex(bytes: &[u8]) -> String {
	bytes.iter().fold("0x".into(), |text, byte| format!("{text}{byte:02x}"))
}

fn hexes<'a>(hashes: impl IntoIterator<Item = &'a [u8; 32]>) -> Vec<String> {
	hashes.into_iter().map(|hash| hex(hash)).collect()
}

fn text_of(bytes: &[u8]) -> String {
	format!("u{}", base64url::encode(bytes))
}

/// Returns a reference as it stands in a file.
fn file(reference: &CredentialReference, others: &[Digest]) -> Value {
	let mut file = json!({
		"institution": reference.institution.0,
		"leaf": hex(&reference.leaf.0),
		"index": reference.index,
		"size": reference.size,
		"path": hexes(reference.path.iter().map(|hash| &hash.0)),
	});
	if !others.is_empty() {
		file["envelopes"] = hexes(others.iter().map(|digest| &digest.0)).into();
	}
	file
}

/// Anchors of documents, with their encoding and the references that they lead to.
fn encoded() -> Value {
	let case = |(name, index, size, envelopes): (&str, u32, u32, usize)| {
		let text = document(name);
		let others = others(envelopes);
		let reference = reference(&text, index, size, &others);
		let (_, root) = reference.batch().unwrap();
		json!({
			"name": name,
			"document": text,
			"genesis": hex(&genesis("main").0),
			"root": hex(&root.0),
			"reference": file(&reference, &others),
			"proofValue": text_of(&content(&reference, &others)),
			"verificationMethod": format!("did:testamur:{}:7#anchors", &hex(&genesis("main").0)[2..34]),
			"sidecar": sidecar(&anchor_at(&text, index, size, envelopes)),
		})
	};
	[
		("a batch of one", 0, 1, 0),
		("the first of two", 0, 2, 0),
		("the last of five, which has a short path", 4, 5, 0),
		("one of three hundred", 299, 300, 0),
		("two envelopes", 2, 5, 1),
		("eight envelopes", 255, 256, 7),
	]
	.map(case)
	.to_vec()
	.into()
}

/// Values that are refused whatever the document is.
fn refused_values() -> Vec<(&'static str, String, &'static str)> {
	let text = document("refused");
	let content = content(&reference(&text, 2, 5, &others(1)), &others(1));
	let changed = |change: &dyn Fn(&mut Vec<u8>)| {
		let mut bytes = content.clone();
		change(&mut bytes);
		text_of(&bytes)
	};
	let big_endian =
		|it: &mut Vec<u8>| [SIZE, INDEX].iter().for_each(|at| it[*at..at + 4].reverse());
	let value = text_of(&content);
	let shorter = text_of(&content[..content.len() - 1]);
	let end = content.len();
	vec![
		("nothing", String::new(), "malformed"),
		("no bytes", "u".into(), "malformed"),
		("another base", format!("z{}", &value[1..]), "malformed"),
		("no base", value[1..].into(), "malformed"),
		("padding", format!("{value}="), "malformed"),
		("white space", format!("{value}\n"), "malformed"),
		("unused bits", format!("{}B", &text_of(&[1])[..2]), "malformed"),
		("letters of base64", value.replacen(&value[1..3], "+/", 1), "malformed"),
		("too long", format!("u{}", "A".repeat(MAX_PROOF_VALUE)), "tooLarge"),
		(
			"as long as any, and of no version",
			format!("u{}", "A".repeat(MAX_PROOF_VALUE - 1)),
			"unknownVersion",
		),
		("version 0", changed(&|it| it[0] = 0), "unknownVersion"),
		("version 2", changed(&|it| it[0] = 2), "unknownVersion"),
		("version 2 alone", text_of(&[2]), "unknownVersion"),
		("version 1 alone", text_of(&[1]), "malformed"),
		("the last byte is missing", shorter, "malformed"),
		("a byte follows", changed(&|it| it.push(0)), "malformed"),
		("no list of envelopes", text_of(&content[..end - 33]), "malformed"),
		("33 hashes on the path", changed(&|it| it[COUNT] = 33), "malformed"),
		("8 other envelopes", changed(&|it| it[end - 33] = 8), "malformed"),
		("size 0", changed(&|it| it[SIZE] = 0), "noSuchPlace"),
		("index as large as size", changed(&|it| it[INDEX] = 5), "noSuchPlace"),
		("numbers in the other order of bytes", changed(&big_endian), "noSuchPlace"),
		("a path too short for the size", changed(&|it| it[SIZE] = 9), "noSuchPlace"),
		("a path too long for the size", changed(&|it| it[SIZE] = 4), "noSuchPlace"),
		("a path too long for the index", changed(&|it| it[INDEX] = 4), "noSuchPlace"),
	]
}

/// Returns the text of a document with these proofs.
fn with(name: &str, proof: &str) -> String {
	document(name).replace("5.50E0", &format!("5.50E0,\n  \"proof\": {proof}"))
}

/// Texts of documents, or of sidecars, which have no anchors to read.
fn refused_texts() -> Vec<(&'static str, String, &'static str)> {
	let own = proof_of(&anchor(&document("Ada")));
	let instead = |from: &str, to: &str| with("Ada", &own.replacen(from, to, 1));
	let alone = proof_of(&anchor_at(&document("Ada"), 0, 1, 0));
	vec![
		("no proof", document("Ada"), "noAnchor"),
		("a signature", signed("Ada"), "noAnchor"),
		("an empty set", with("Ada", "[]"), "noAnchor"),
		("no set", with("Ada", "null"), "noAnchor"),
		("a set in a set", with("Ada", &format!("[[{own}]]")), "noAnchor"),
		(
			"a proof below the top level",
			document("Ada").replace("\"Ada\"", &format!("{{\"proof\":{own}}}")),
			"noAnchor",
		),
		("another suite", instead("-2026", "-2027"), "noAnchor"),
		("a suite in upper case", instead("testamur-merkle", "Testamur-Merkle"), "noAnchor"),
		(
			"a list of suites",
			instead("\"testamur-merkle-2026\"", "[\"testamur-merkle-2026\"]"),
			"noAnchor",
		),
		("no text", "[]".into(), "notObject"),
		("two sets", with("Ada", &own).replace("\"name\"", "\"pr\\u006fof\""), "duplicateMember"),
		("two values", instead("\"type\"", "\"proofValue\":\"u\",\"type\""), "duplicateMember"),
		("another type", instead("DataIntegrityProof", "MerkleProof"), "malformedProof"),
		("no type", instead("\"type\":\"DataIntegrityProof\",", ""), "malformedProof"),
		("another purpose", instead("assertionMethod", "authentication"), "malformedProof"),
		("no purpose", instead("\"proofPurpose\":\"assertionMethod\",", ""), "malformedProof"),
		("no value", instead("proofValue", "value"), "malformedProof"),
		(
			"a list of values",
			instead("\"proofValue\":", "\"proofValue\":[],\"v\":"),
			"malformedProof",
		),
		("no method", instead("verificationMethod", "method"), "malformedProof"),
		("the method of another chain", instead("did:testamur:", "did:testamur:0"), "otherMethod"),
		("the method of another institution", instead(":7#", ":8#"), "otherMethod"),
		("a method with another fragment", instead("#anchors", "#k1"), "otherMethod"),
		("a value that does not decode", instead("\"u", "\"z"), "malformed"),
		("one anchor twice", with("Ada", &format!("[{own},{own}]")), "severalAnchors"),
		("two anchors of one chain", with("Ada", &format!("[{own},{alone}]")), "severalAnchors"),
		(
			"a broken anchor behind a good one",
			with("Ada", &format!("[{own},{}]", own.replace("\"u", "\"z"))),
			"malformed",
		),
	]
}

/// Documents with anchors, and what a verifier who trusts the main chain asks; or the fault.
fn read() -> Vec<Value> {
	let text = document("Ada");
	let [own, elsewhere, two_envelopes] =
		[anchor(&text), elsewhere(&text), anchor_at(&text, 2, 5, 1)]
			.map(|anchor| proof_of(&anchor));
	let signature = signature("Ada");
	let asked = |envelopes: usize| {
		let others = others(envelopes);
		Ok(file(&reference(&document("Ada"), 2, 5, &others), &others))
	};
	let more =
		own.replacen("{", "{\"created\":\"1970-01-01T00:00:00Z\",\"expires\":0,\"id\":null,", 1);
	let escaped = own.replace("testamur", "t\\u0065stamur").replace("\"type\"", "\"\\u0074ype\"");
	let equal = with_others("Ada", &[digest(&document("Ada"))]);
	let descending = with_others("Ada", &[others(2)[1], others(2)[0]]);
	let cases: Vec<(&str, String, Result<Value, &str>)> = vec![
		("an anchor alone", with("Ada", &own), asked(0)),
		("an anchor as a set of one", with("Ada", &format!("[ {own} ]")), asked(0)),
		("behind a signature", with("Ada", &format!("[{signature}, {own}]")), asked(0)),
		("before a signature", with("Ada", &format!("[{own}, {signature}]")), asked(0)),
		("among other values", with("Ada", &format!("[null, 1, [], \"\", {own}]")), asked(0)),
		("with members that nobody signed", with("Ada", &more), asked(0)),
		("written with escapes", with("Ada", &escaped), asked(0)),
		("with another envelope", with("Ada", &two_envelopes), asked(1)),
		("on two chains", with("Ada", &format!("[{elsewhere}, {own}]")), asked(0)),
		("on another chain", with("Ada", &elsewhere), Err("otherChain")),
		("the anchor of another document", with("Eve", &own), Err("otherDocument")),
		(
			"the document is changed",
			with("Ada", &own).replace("5.50E0", "5.75"),
			Err("otherDocument"),
		),
		(
			"the number is written in another way",
			with("Ada", &own).replace("5.50E0", "5.5"),
			asked(0),
		),
		("another sibling", with("Ada", &with_change(COUNT + 1)), Err("otherDocument")),
		("another root", with("Ada", &with_change(INDEX + 4)), Err("otherDocument")),
		("an envelope twice", with("Ada", &equal), Err("equalDigests")),
		("envelopes out of order", with("Ada", &descending), Err("digestsOutOfOrder")),
	];
	let case = |(name, text, found): (&str, String, Result<Value, &str>)| match found {
		Ok(reference) => json!({ "name": name, "text": text, "reference": reference }),
		Err(fault) => json!({ "name": name, "text": text, "fault": fault }),
	};
	cases.into_iter().map(case).collect()
}

/// Returns the proof of a document with another value.
fn with_value(name: &str, bytes: &[u8]) -> String {
	let own = proof_of(&anchor(&document(name)));
	let start = own.find("\"u").unwrap();
	format!("{}\"{}\"}}", &own[..start], text_of(bytes))
}

/// Returns an anchor with digests that are no right list of others.
fn with_others(name: &str, others: &[Digest]) -> String {
	with_value(name, &content(&reference(&document(name), 2, 5, &[]), others))
}

/// Returns an anchor with another byte at a place.
fn with_change(place: usize) -> String {
	let mut bytes = content(&reference(&document("Ada"), 2, 5, &[]), &[]);
	bytes[place] ^= 1;
	with_value("Ada", &bytes)
}

/// Documents, and what they are with an anchor.
fn attached() -> Vec<Value> {
	let salt = salt("Ada");
	let (first, second) = (signature("Ada"), signature("Eve"));
	let texts = [
		("no proof", document("Ada")),
		("no proof, on one line", format!("{{\"salt\":\"{salt}\",\"n\":1.0}}")),
		("a signature", signed("Ada")),
		("two signatures", with("Ada", &format!("[ {first},\n{second} ]"))),
		("an empty set", with("Ada", "[ ]")),
		("null", with("Ada", "null")),
		("the first member", format!("{{ \"proof\" : {first} ,\n\"salt\":\"{salt}\"}}")),
		("odd members", format!("{{\"a\":{{\"proof\":[\"}}\"]}},\"\\\"\":\"\\\\\",\"\\u0070roof\":{first},\"salt\":\"{salt}\"}}")),
	];
	let case = |(name, text): &(&str, String)| {
		let anchor = anchor(text);
		let with = |order| attach(text.as_bytes(), &anchor, order).unwrap();
		let last = with(Order::Last);
		json!({
			"name": name,
			"text": text,
			"proofValue": anchor.proof_value(),
			"first": with(Order::First),
			"last": last,
			"stripped": strip(last.as_bytes()).unwrap(),
		})
	};
	texts.iter().map(case).collect()
}

/// Returns the vectors as they are made.
fn made() -> Value {
	let refused = |member: &'static str| move |(name, text, fault): (&str, String, &str)| json!({ "name": name, member: text, "fault": fault });
	json!({
		"cryptosuite": CRYPTOSUITE,
		"genesis": hex(&genesis("main").0),
		"encoded": encoded(),
		"refusedValues": refused_values().into_iter().map(refused("proofValue")).collect::<Vec<_>>(),
		"refusedTexts": refused_texts().into_iter().map(refused("text")).collect::<Vec<_>>(),
		"read": read(),
		"attached": attached(),
	})
}

fn stored() -> Value {
	serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
	value[name].as_array().unwrap()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
	value[name].as_str().unwrap_or_else(|| panic!("`{name}` of {value}"))
}

#[test]
fn the_vectors_are_those_that_are_made() {
	let made = serde_json::to_string_pretty(&made()).unwrap() + "\n";
	if std::env::var_os("UPDATE_GOLDEN").is_some() {
		std::fs::write(FILE, &made).unwrap();
	}
	let stored = std::fs::read_to_string(FILE).unwrap();
	assert!(stored == made, "UPDATE_GOLDEN=1 writes them anew; say in the commit what has changed");
}

#[test]
fn encodings_and_references_agree() {
	let vectors = stored();
	for case in list(&vectors, "encoded") {
		let anchor = Anchor::from_proof_value(text(case, "proofValue")).unwrap();
		assert_eq!(hex(&anchor.genesis().0), text(case, "genesis"));
		assert_eq!(anchor.institution(), INSTITUTION);
		assert_eq!(hex(&anchor.root().0), text(case, "root"));
		assert_eq!(anchor.verification_method(), text(case, "verificationMethod"));
		assert_eq!(anchor.proof_value(), text(case, "proofValue"));
		assert_eq!(sidecar(&anchor), text(case, "sidecar"));
		let asked = anchor.reference(digest(text(case, "document"))).unwrap();
		assert_eq!(file(&asked, anchor.others()), case["reference"]);
	}
}

#[test]
fn what_is_refused_is_refused_for_its_reason() {
	let vectors = stored();
	for case in list(&vectors, "refusedValues") {
		let fault = Anchor::from_proof_value(text(case, "proofValue")).unwrap_err();
		assert_eq!(fault.word(), text(case, "fault"), "{}", text(case, "name"));
	}
	for case in list(&vectors, "refusedTexts") {
		let fault = Anchors::read(text(case, "text").as_bytes()).unwrap_err();
		assert_eq!(fault.word(), text(case, "fault"), "{}", text(case, "name"));
	}
}

#[test]
fn documents_lead_to_their_references() {
	let vectors = stored();
	for case in list(&vectors, "read") {
		let envelope = text(case, "text").as_bytes();
		let digest = Document::from_json(envelope).unwrap().digest();
		let anchors = Anchors::read(envelope).unwrap();
		let found = anchors.of(Genesis(hash("genesis main"))).and_then(|anchor| {
			let reference = anchor.reference(digest)?;
			Ok(file(&reference, anchor.others()))
		});
		let word = found.as_ref().err().map(|fault| fault.word());
		assert_eq!(word, case["fault"].as_str(), "{}", text(case, "name"));
		assert_eq!(found.unwrap_or_default(), case["reference"], "{}", text(case, "name"));
	}
}

#[test]
fn there_is_a_vector_for_each_fault_and_a_line_for_it_on_the_page() {
	let vectors = stored();
	let cases = ["refusedValues", "refusedTexts", "read"]
		.map(|name| list(&vectors, name))
		.concat();
	let shown: BTreeSet<&str> = cases.iter().filter_map(|case| case["fault"].as_str()).collect();
	let page = include_str!("../../../../docs/anchor.md");
	for fault in AnchorFault::OWN {
		assert!(shown.contains(fault.word()), "no vector is refused as {}", fault.word());
		assert!(page.contains(&format!("| `{}` |", fault.word())), "{}", fault.word());
	}
	let known = |word: &&&str| Fault::ALL.iter().any(|fault| fault.code() == **word);
	assert_eq!(shown.iter().filter(|word| !known(word)).count(), AnchorFault::OWN.len());
}
