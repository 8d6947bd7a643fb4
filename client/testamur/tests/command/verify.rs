// SPDX-License-Identifier: Apache-2.0

//! The verification of documents, as far as it comes without a node. `tests/e2e/verify.test.js` has the rest of the
//! way.

use crate::{
	folder::{example, Folder},
	learner,
};
use serde_json::{json, Value};
use std::{fs, process::Command};
use testamur_json::hex::Hash;
use testamur_proof::bundle::BUNDLE;

/// The address of a node that is not there: no program listens on this port.
pub(crate) const NOBODY: &str = "ws://127.0.0.1:1";

/// A real network, with bundles (`proof/tests/network.json`).
fn network() -> Value {
	let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../proof/tests/network.json");
	serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Returns a folder with what is trusted, and a document that the network has not anchored, with a bundle.
pub(crate) fn folder() -> Folder {
	let (folder, network) = (Folder::new(), network());
	let trust = json!({ "genesis": network["genesis"], "authorities": network["authorities"] });
	folder.write("trust.json", trust.to_string());
	folder.create("documents");
	folder.write("documents/ana.json", example("document.json"));
	let bundle = BUNDLE.read_text(network["bundles"][0]["file"].as_str().unwrap()).unwrap();
	folder.write("documents/ana.testamur", bundle);
	folder
}

/// Writes a reference beside the document.
pub(crate) fn refer(folder: &Folder) {
	let document = testamur_document::Document::from_json(&example("document.json")).unwrap();
	let leaf = Hash::from(document.digest().leaf());
	let reference = json!({ "institution": 1, "leaf": leaf, "index": 0, "size": 1, "path": [] });
	folder.write("documents/ana.reference.json", reference.to_string());
}

#[test]
fn a_wrong_call_says_what_is_missing() {
	let folder = folder();
	for (call, message) in [
		("documents", "--trust <FILE>"),
		("--trust trust.json documents", "--rpc <URL>|--offline"),
		("--trust trust.json --offline documents", "--max-age <AGE>"),
		("--trust trust.json --offline --max-age 1d --rpc ws://a documents", "cannot be used with"),
		("--trust trust.json --rpc ws://a --bundle b documents", "cannot be used with"),
		("--trust trust.json --rpc ws://a --keys b documents", "cannot be used with"),
		("--trust trust.json --rpc ws://a --at monday documents", "2026-07-01T09:00:00Z"),
		("--trust trust.json --rpc ws://a --at 9999-01-01T00:00:00Z documents", "not come yet"),
		("--trust trust.json --rpc http://127.0.0.1 documents", "begins with ws:// or wss://"),
		("--trust no.json --offline --max-age any documents", "no.json cannot be read"),
		(
			"--trust trust.json --offline --max-age any --keys no.json documents",
			"no.json cannot be",
		),
	] {
		folder.run(&format!("verify {call}")).refused(2, message);
	}
}

#[test]
fn what_is_not_on_record_is_invalid_and_what_leads_nowhere_cannot_be_told() {
	let folder = folder();
	let call = "verify --trust trust.json --offline --max-age any documents";
	let ended = folder.run(call).with(3);
	assert!(ended.out.starts_with("cannot tell  documents/ana.json\n  Cannot tell: "), "{ended:?}");
	assert!(ended.out.contains("has no anchor"), "{ended:?}");
	assert!(ended.out.ends_with("1 file: 0 valid, 0 invalid, 1 cannot tell\n"), "{ended:?}");

	refer(&folder);
	let ended = folder.run(call).with(1);
	assert!(ended.out.starts_with("invalid      documents/ana.json\n  Invalid: "), "{ended:?}");
	assert!(ended.out.contains("has no such credential on record at this place"), "{ended:?}");
	assert!(ended.out.contains("it has no proof"), "{ended:?}");
	assert!(ended.out.contains("\n  As of final block "), "{ended:?}");

	let found = folder.run(&format!("{call} --json")).with(1).json();
	let finding = &found[0]["findings"][0];
	assert_eq!(found[0]["conclusion"], "invalid");
	assert_eq!(found[0]["disagreement"], false);
	assert_eq!(finding["node"], Value::Null);
	let words: Vec<_> =
		finding["objections"].as_array().unwrap().iter().map(|it| &it["word"]).collect();
	assert_eq!(words, ["notSigned", "notAnchored"]);
	assert_eq!(finding["verdict"]["outcome"], "invalid");
	assert!(finding["age"].is_u64());
}

#[test]
fn nodes_that_are_away_are_named() {
	let folder = folder();
	refer(&folder);
	folder.write("documents/ben.pdf", "%PDF-1.7");
	let other = "ws://127.0.0.1:2";
	let call = format!("verify --trust trust.json --rpc {NOBODY} --rpc {other} documents");
	let ended = folder.run(&call);
	for url in [NOBODY, other] {
		assert!(
			ended.messages.contains(&format!("the node at {url} cannot be reached")),
			"{ended:?}"
		);
		assert!(ended.out.contains(&format!("  {url}: ")), "{ended:?}");
	}
	assert!(ended.out.contains("ben.pdf: this is no whole PDF"), "{ended:?}");
	// The document has no signature, which needs no node to be seen.
	assert!(ended.with(1).out.ends_with("2 files: 0 valid, 1 invalid, 1 cannot tell\n"));
}

/// Checks that folders without a credential, pipes and files of other kinds hide no other file.
#[test]
fn what_is_no_credential_hides_no_other_file() {
	let folder = folder();
	refer(&folder);
	folder.create("documents/journal");
	folder.write("documents/journal/plan", "plan");
	folder.write("documents/index.csv", "learner,file\n1,ana.json\n");
	let verify = |options: &str| {
		let call = format!("verify --trust trust.json --offline --max-age any {options}");
		folder.run(&call)
	};
	// The arguments are those that a shell makes of "documents/*".
	let ended = verify("documents/ana.json documents/index.csv documents/journal").with(1);
	assert!(ended.out.contains("invalid      documents/ana.json\n"), "{ended:?}");
	assert!(ended.out.contains("documents/journal has no credentials: expected"), "{ended:?}");
	let end = "3 files: 0 valid, 1 invalid, 2 cannot tell\n";
	assert!(ended.out.ends_with(end), "{ended:?}");
	let pipe = folder.path("documents/pipe.json");
	assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
	let ended = verify("documents").with(1);
	assert!(ended.out.contains("documents/pipe.json is not a file: take it out"), "{ended:?}");
	assert!(ended.out.ends_with("2 files: 0 valid, 1 invalid, 1 cannot tell\n"), "{ended:?}");
	assert!(verify("documents/journal --json").with(3).out.contains("\"noCredentials\""));
}

/// Checks that the holder and the credentials of a presentation are judged apart. The credential is anchored on
/// another chain than the trusted one.
#[test]
fn a_presentation_is_judged_for_its_audience_and_each_credential_by_itself() {
	let folder = learner::folder();
	let network = network();
	let trust = json!({ "genesis": network["genesis"], "authorities": network["authorities"] });
	folder.write("trust.json", trust.to_string());
	learner::present(&folder, "ana.json", "p.json").with(0);
	let verify = |options: &str, code| {
		let call = format!("verify --trust trust.json --offline --max-age any {options} p.json");
		folder.run(&call).with(code)
	};
	let domain = "--domain hr.example.com";
	let good = verify(&format!("--challenge 8f3a {domain}"), 3).out;
	let presented = format!(
		"valid        p.json\n  Presented to you by {}, the learner of all of its credentials.\n",
		learner::NAME
	);
	assert!(good.starts_with(&presented), "{good}");
	assert!(good.contains("\ncannot tell  p.json: credential 1\n  Cannot tell: "), "{good}");
	assert!(good.contains("the anchor is one of another chain"), "{good}");
	for (options, code, word) in [
		(format!("--challenge 8f3b {domain}"), 1, "otherChallenge"),
		("--challenge 8f3a --domain example.com".to_owned(), 1, "otherDomain"),
		(domain.to_owned(), 3, "challengeNotStated"),
		("--challenge 8f3a".to_owned(), 3, "domainNotStated"),
	] {
		let found = verify(&format!("--json {options}"), code).json();
		let [presentation, credential] = found.as_array().unwrap().as_slice() else {
			panic!("{found}")
		};
		let (finding, kind) =
			(&presentation["findings"][0], if code == 1 { "objections" } else { "doubts" });
		assert_eq!(finding[kind][0]["word"], word, "{found}");
		assert_eq!(presentation["statedHolder"], learner::NAME);
		assert_eq!(credential["file"], "p.json: credential 1");
		assert_eq!(credential["findings"][0]["doubts"][0]["word"], "otherChain");
	}
	let empty = json!({ "type": "VerifiablePresentation", "verifiableCredential": [] });
	folder.write("p.json", empty.to_string());
	assert!(verify("--challenge 8f3a", 3)
		.out
		.ends_with("2 files: 0 valid, 0 invalid, 2 cannot tell\n"));
}

#[test]
fn the_examples_of_the_help_are_calls_that_are_understood() {
	let help = Folder::new().run("verify --help").with(0);
	let examples: Vec<_> =
		help.out.lines().filter_map(|line| line.strip_prefix("  testamur ")).collect();
	assert_eq!(examples.len(), 3, "{help:?}");
	let folder = folder();
	folder.write("presentation.json", example("document.json"));
	folder.write("keys.json", json!({ "items": [], "next": null }).to_string());
	for example in examples {
		let ended = folder.run(&example.replace("ws://127.0.0.1:9944", NOBODY)).with(3);
		// Where a challenge is stated, it is told as well that nothing was presented for it.
		let asks = example.contains("--challenge");
		let end =
			if asks { "2 files: 0 valid, 0 invalid, 2" } else { "1 file: 0 valid, 0 invalid, 1" };
		assert!(ended.out.ends_with(&format!("{end} cannot tell\n")), "{ended:?}");
		assert_eq!(ended.out.contains("nothing here was presented for it"), asks, "{ended:?}");
	}
	assert!(Folder::new().run("--help").with(0).out.contains("\n  verify "));
}
