// SPDX-License-Identifier: Apache-2.0

//! Tests of the checks as the page calls them: by bytes of requests, whoever made them. That good documents are found
//! valid is tested in a browser (`tests/web`), by documents of a real chain.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use serde_json::{json, Value};
use support::{read, request, text};
use testamur_document::{leaf_over, Document};
use testamur_json::hex::Hash;
use testamur_page::Page;

const DOCUMENT: &[u8] = include_bytes!("../../template/tests/example/document.json");
const NOW: u64 = 1_800_000_000_000;

fn trust() -> Value {
	json!({ "genesis": Hash([7; 32]), "authorities": [Hash([1; 32])] })
}

fn settings() -> Value {
	json!({ "maxAgeOfBundles": null, "maxAgeOfNodes": 86_400_000 })
}

/// Returns a page that trusts somebody.
fn page() -> Page {
	let mut page = Page::new();
	let answer = page.set_up(&request(&[&text(&settings()), &text(&trust())]));
	assert_eq!(read(&answer), json!({ "genesis": Hash([7; 32]) }));
	page
}

/// Returns the question about the document, beside which lies its reference.
fn question() -> Value {
	json!({
		"now": NOW, "name": "1.json", "beside": ["1.reference.json"],
		"challenge": null, "domain": null,
	})
}

/// Returns the question to a node about the files of a gathering.
fn gathered(number: u32) -> Vec<u8> {
	text(&json!({ "now": NOW, "gathering": number, "node": "ws://node" }))
}

/// Returns the request that adds the document to a gathering.
fn to_gather(number: u32) -> Vec<u8> {
	request(&[&text(&json!(number)), &text(&question()), DOCUMENT, &reference()])
}

/// Returns the reference of the document, as one of a cohort of one.
fn reference() -> Vec<u8> {
	let digest = Document::from_envelope(DOCUMENT).unwrap().digest();
	let leaf = Hash(leaf_over(digest, &[]).unwrap().0);
	text(&json!({ "institution": 3, "leaf": leaf, "index": 0, "size": 1, "path": [] }))
}

/// Returns what the page answers about the document with these replies of a node.
fn ask(page: &mut Page, replies: &[(Value, &[u8])]) -> Value {
	assert_eq!(read(&page.gather(&to_gather(1))), json!({ "isFull": false }));
	ask_again(page, replies)
}

/// Returns what the page answers about the files that it has gathered, with these replies of a node.
fn ask_again(page: &mut Page, replies: &[(Value, &[u8])]) -> Value {
	let mut parts = vec![gathered(1)];
	for (asked, reply) in replies {
		parts.extend([text(asked), reply.to_vec()]);
	}
	let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
	read(&page.ask(&request(&parts)))
}

/// Returns the words of the doubts of the finding that says what the document is worth.
fn doubts(answer: &Value) -> Vec<&str> {
	let entry = &answer["files"][0][0];
	let rank = |rank: &Value| (rank[0].as_u64(), rank[1].as_u64());
	let ranks = entry["ranks"].as_array().unwrap().iter().map(rank).enumerate();
	let (decisive, _) = ranks.max_by_key(|(_, rank)| *rank).unwrap();
	let doubts = entry["findings"][decisive]["doubts"].as_array().unwrap();
	doubts.iter().map(|doubt| doubt["word"].as_str().unwrap()).collect()
}

#[test]
fn a_page_that_is_not_set_up_says_so() {
	let mut page = Page::new();
	for answer in [page.check(&[]), page.gather(&[]), page.ask(&[]), page.add_keys(&[])] {
		assert_eq!(read(&answer)["wrong"]["field"], "session");
	}
}

#[test]
fn a_configuration_that_is_wrong_is_refused_by_name() {
	let nobody = json!({ "genesis": Hash([7; 32]), "authorities": [] });
	for (settings, trust, field) in [
		(json!({}), trust(), "settings"),
		(settings(), json!({}), "trust"),
		(settings(), nobody, "trust"),
	] {
		let answer = Page::new().set_up(&request(&[&text(&settings), &text(&trust)]));
		let found = read(&answer)["wrong"]["field"].as_str().map(str::to_owned);
		assert!(found.is_some_and(|it| it.starts_with(field)), "{field}");
	}
	let keys = request(&[&text(&settings()), &text(&trust()), b"{}"]);
	assert_eq!(read(&Page::new().set_up(&keys))["wrong"]["field"], "keys");
}

#[test]
fn a_document_is_told_with_what_it_says_and_what_is_missing() {
	let mut page = page();
	let parts: [&[u8]; 3] = [&text(&question()), DOCUMENT, &reference()];
	let answer = read(&page.check(&request(&parts)));
	let entry = &answer["entries"][0];
	assert_eq!(entry["file"], "1.json");
	assert_eq!(entry["stated"]["name"], "Water chemistry for practitioners");
	// The example has no signature, which no bundle could mend.
	assert_eq!(entry["findings"][0]["conclusion"], "invalid");
	assert_eq!(entry["findings"][0]["objections"][0]["word"], "notSigned");
	assert_eq!(entry["findings"][0]["doubts"][0]["word"], "noBundle");
}

#[test]
fn text_of_strangers_stays_on_its_line() {
	let mut page = page();
	let mut hostile = question();
	hostile["name"] = json!("a\n\u{202e}b.json");
	hostile["beside"] = json!([]);
	let answer = read(&page.check(&request(&[&text(&hostile), b"{}"])));
	assert_eq!(answer["entries"][0]["file"], "a??b.json");
	assert!(!answer.to_string().contains('\u{202e}'));
}

#[test]
fn only_a_file_of_keys_is_taken_as_one() {
	let mut page = page();
	let mut taken = |content: &[u8]| {
		read(&page.add_keys(&request(&[b"\"keys.json\"", content])))["keys"] == true
	};
	assert!(taken(br#"{"items":[],"next":null}"#));
	assert!(taken(br#"{"jsonrpc":"2.0","id":1,"result":{"items":[],"next":null,"asOf":{}}}"#));
	// A credential that has the members of a file of keys as well is none.
	assert!(!taken(br#"{"items":[],"next":null,"proof":[]}"#));
	assert!(!taken(br#"{"result":{"items":[],"next":null},"proof":[]}"#));
	assert!(!taken(DOCUMENT));
	assert!(!taken(b"{"));
	assert!(!taken(b""));
}

#[test]
fn a_node_is_asked_one_question_after_the_other() {
	let mut page = page();
	let first = json!({ "method": "chain_getBlockHash", "params": [0] });
	assert_eq!(ask(&mut page, &[])["question"], first);
	let genesis = text(&json!({ "jsonrpc": "2.0", "id": 1, "result": Hash([7; 32]) }));
	let second = ask_again(&mut page, &[(first.clone(), &genesis)]);
	assert_eq!(
		second["question"],
		json!({ "method": "credentials_documentKeys", "params": [3, 1] })
	);
	let none = text(&json!({ "result": null }));
	let replies = [(first, genesis.as_slice()), (second["question"].clone(), &none)];
	let third = ask_again(&mut page, &replies);
	assert_eq!(third["question"]["method"], "credentials_prove");
	assert_eq!(third["question"]["params"][0][0]["institution"], 3);
	let [one, other] = replies;
	let evidence = text(&json!({ "error": { "code": 9001, "message": "syncing" } }));
	let last = ask_again(&mut page, &[one, other, (third["question"].clone(), &evidence)]);
	let findings = last["files"][0][0]["findings"].as_array().unwrap();
	assert_eq!(findings.len(), 2);
	assert_eq!(findings[1]["node"], "ws://node");
	assert_eq!(findings[1]["doubts"][0]["word"], "nodeCannotTell");
}

#[test]
fn a_node_that_is_gone_or_of_another_chain_proves_nothing() {
	let mut page = page();
	let first = json!({ "method": "chain_getBlockHash", "params": [0] });
	let other = text(&json!({ "result": Hash([8; 32]) }));
	for (reply, word) in [
		(&b"{\"gone\":\"unreachable\"}"[..], "unreachable"),
		(b"{\"gone\":\"lost\"}", "lost"),
		(b"{\"gone\":\"timedOut\"}", "timedOut"),
		(b"{\"gone\":\"tooLarge\"}", "notUnderstood"),
		(b"{\"result\":7}", "notUnderstood"),
		(b"\xff", "notUnderstood"),
		(b"", "notUnderstood"),
		(&other, "otherChain"),
	] {
		let answer = ask(&mut page, &[(first.clone(), reply)]);
		let node = &answer["files"][0][0]["findings"][1];
		assert_eq!(node["doubts"][0]["word"], word, "{answer}");
		assert!(node["verdict"].is_null());
	}
}

#[test]
fn a_request_that_is_cut_off_is_the_mistake_of_its_sender() {
	let mut page = page();
	let whole = request(&[&text(&question()), b"{}", &reference()]);
	assert!(read(&page.check(&whole))["entries"].is_array());
	for end in 0..whole.len() {
		assert!(read(&page.check(&whole[..end]))["wrong"].is_object(), "{end}");
	}
	let more = [whole.as_slice(), &[0; 4]].concat();
	assert!(read(&page.check(&more))["wrong"].is_object());
	let mut many = question();
	many["beside"] = json!(vec!["a"; 17]);
	assert_eq!(read(&page.check(&request(&[&text(&many)])))["wrong"]["field"], "question.beside");
}

#[test]
fn no_content_of_a_file_makes_a_check_fail() {
	let mut page = page();
	let mut document = DOCUMENT.to_vec();
	for place in (0..document.len()).step_by(97) {
		let former = document[place];
		document[place] ^= 1 << (place % 8);
		let parts: [&[u8]; 3] = [&text(&question()), &document, &reference()];
		let answer = read(&page.check(&request(&parts)));
		assert_ne!(answer["entries"][0]["findings"][0]["conclusion"], "valid");
		document[place] = former;
	}
}

#[test]
fn nothing_is_told_of_a_document_without_a_place_to_ask_about() {
	let mut page = page();
	let mut alone = question();
	alone["beside"] = json!([]);
	page.gather(&request(&[b"1", &text(&alone), DOCUMENT]));
	let answer = ask_again(&mut page, &[]);
	assert_eq!(doubts(&answer), ["noAnchor"]);
}

/// Returns what the page answers to a question about the register with these replies of a node.
fn register(page: &mut Page, question: &Value, replies: &[(Value, &[u8])]) -> Value {
	let mut parts = vec![text(question)];
	for (asked, reply) in replies {
		parts.extend([text(asked), reply.to_vec()]);
	}
	let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
	read(&page.register(&request(&parts)))
}

#[test]
fn a_node_is_asked_for_proofs_of_the_register() {
	let first = json!({ "method": "chain_getBlockHash", "params": [0] });
	let genesis = text(&json!({ "result": Hash([7; 32]) }));
	let institutions: Vec<_> = (1..51).map(|id| json!({ "institution": id })).collect();
	let accreditations: Vec<_> = (1..51).map(|id| json!({ "accreditation": id })).collect();
	let then = json!({ "time": "2026-03-01T23:59:59.999Z" });
	let day = json!({ "day": "2026-03-01", "time": null });
	let asked = json!({ "accredited": { "institution": 3, "type": 1 } });
	for (at, about, params) in [
		(json!(null), json!({ "institutions": 1 }), json!([institutions, null])),
		(day.clone(), json!({ "institutions": 1 }), json!([institutions, then])),
		(json!(null), json!({ "institution": 3 }), json!([[{ "institution": 3 }], null])),
		(json!(null), json!({ "type": { "id": 4, "from": 1 } }), json!([[{ "type": 4 }], null])),
		// The present record may answer about the past.
		(day, asked, json!([accreditations, null])),
	] {
		let mut page = page();
		let question = json!({ "now": NOW, "at": at, "about": about });
		assert_eq!(register(&mut page, &question, &[])["question"], first);
		let second = register(&mut page, &question, &[(first.clone(), &genesis)]);
		let expected = json!({ "method": "credentials_proveRecords", "params": params });
		assert_eq!(second["question"], expected);
	}
}

#[test]
fn nothing_is_told_of_the_register_without_a_proof() {
	let first = json!({ "method": "chain_getBlockHash", "params": [0] });
	let genesis = text(&json!({ "result": Hash([7; 32]) }));
	let question = json!({ "now": NOW, "at": null, "about": { "types": 1 } });
	let mut page = page();
	let asked = register(&mut page, &question, &[(first.clone(), &genesis)])["question"].clone();
	let evidence = text(&json!({ "result": {
		"evidence": "0x00", "setId": 0, "finalized": { "blockNumber": 1, "blockHash": Hash([1; 32]) },
	} }));
	for (reply, word) in [
		(&evidence[..], None),
		(b"{\"gone\":\"lost\"}", Some("lost")),
		(b"{\"error\":{\"code\":9003,\"message\":\"pruned\"}}", Some("nodeCannotTell")),
		(b"{\"result\":{\"evidence\":\"x\"}}", Some("notUnderstood")),
	] {
		let replies = [(first.clone(), genesis.as_slice()), (asked.clone(), reply)];
		let told = &register(&mut page, &question, &replies)["register"];
		assert!(told["found"].is_null() && told["asOf"].is_null(), "{told}");
		assert!(word.is_none_or(|word| told["doubt"]["word"] == word), "{told}");
		assert!(told["doubt"]["word"].is_string());
	}
	let tomorrow = json!({ "day": "2027-01-16", "time": null });
	let question = json!({ "now": NOW, "at": tomorrow, "about": { "types": 1 } });
	let told = register(&mut page, &question, &[(first, &genesis)]);
	assert_eq!(told["register"]["doubt"]["word"], "notYet");
}

#[test]
fn a_question_about_the_register_that_is_none_is_the_mistake_of_its_sender() {
	let mut page = page();
	for question in [
		json!({}),
		json!({ "now": NOW, "about": { "types": 1 } }),
		json!({ "now": NOW, "at": null, "about": { "types": -1 } }),
		json!({ "now": NOW, "at": null, "about": { "others": 1 } }),
		json!({ "now": NOW, "at": null, "about": { "types": 1 }, "more": 1 }),
		json!({ "now": NOW, "at": { "day": 1, "time": null }, "about": { "types": 1 } }),
	] {
		let answer = register(&mut page, &question, &[]);
		assert_eq!(answer["wrong"]["field"], "question", "{question}");
	}
	assert_eq!(read(&Page::new().register(&[]))["wrong"]["field"], "session");
}

#[test]
fn a_node_is_asked_once_about_many_files() {
	let mut page = page();
	for _ in 0..254 {
		assert_eq!(read(&page.gather(&to_gather(1))), json!({ "isFull": false }));
	}
	// A file that holds nothing has its place among the others.
	let mut other = question();
	other["name"] = json!("other.json");
	other["beside"] = json!([]);
	let other = request(&[b"1", &text(&other), b"{"]);
	assert_eq!(read(&page.gather(&other)), json!({ "isFull": false }));
	assert_eq!(read(&page.gather(&to_gather(1))), json!({ "isFull": true }));
	let mut replies = Vec::new();
	let answers = [json!({ "result": Hash([7; 32]) }), json!({ "result": null }), json!({})];
	let answers = answers.map(|answer| text(&answer));
	for answer in &answers {
		let asked = ask_again(&mut page, &replies)["question"].clone();
		replies.push((asked, answer.as_slice()));
	}
	assert_eq!(replies[2].0["method"], "credentials_prove");
	assert_eq!(replies[2].0["params"][0].as_array().map(Vec::len), Some(1));
	let told = ask_again(&mut page, &replies);
	let files = told["files"].as_array().unwrap();
	assert_eq!(files.len(), 256);
	for (place, file) in files.iter().enumerate() {
		let name = if place == 254 { "other.json" } else { "1.json" };
		assert_eq!((file.as_array().map(Vec::len), &file[0]["file"]), (Some(1), &json!(name)));
	}
}

#[test]
fn a_gathering_answers_for_its_own_files_alone() {
	let mut page = page();
	page.gather(&to_gather(1));
	// Another gathering takes its place, and the former one has no answer any more.
	page.gather(&to_gather(2));
	assert_eq!(ask_again(&mut page, &[])["wrong"]["field"], "question.gathering");
	let gone: &[u8] = b"{\"gone\":\"lost\"}";
	let first = json!({ "method": "chain_getBlockHash", "params": [0] });
	page.gather(&to_gather(1));
	let told = ask(&mut page, &[(first.clone(), gone)]);
	assert_eq!(told["files"].as_array().map(Vec::len), Some(2));
	// With its answer it is over, and whoever sets the page up begins anew.
	assert_eq!(ask_again(&mut page, &[(first, gone)])["wrong"]["field"], "question.gathering");
	page.gather(&to_gather(1));
	page.set_up(&request(&[&text(&settings()), &text(&trust())]));
	assert_eq!(ask_again(&mut page, &[])["wrong"]["field"], "question.gathering");
}
