// SPDX-License-Identifier: Apache-2.0

//! Changes and acts of administrators, as far as they come without a node. `tests/e2e/lifecycle.test.js` and
//! `motions.test.js` have the rest of the way.

use crate::{
	folder::Folder,
	issue::{write_keystores, NOBODY, PASSWORD},
};

/// What follows each command.
const SENDING: &str = "--account a.json --account-password 0";

fn folder() -> Folder {
	let folder = Folder::new();
	write_keystores(&folder.path(""), "a.json", "d.json");
	folder
}

/// The commands that send something, with arguments that are right.
const CALLS: [&str; 11] = [
	"suspend ana.json",
	"reinstate ana.json",
	"revoke --reason misconduct ana.json",
	"renew --pairs pairs.csv",
	"revoke-batch --reason unspecified ana.json",
	"attest-again --grant 3 ana.json",
	"institution suspend 7 --motion propose",
	"operator resign",
	"accredit accept 12",
	"type retire 1",
	"document-key add --keystore d.json --purpose credentials",
];

#[test]
fn a_node_that_is_away_can_be_tried_again() {
	let folder = folder();
	for call in CALLS {
		let call = format!("{call} --node {NOBODY} {SENDING} --yes");
		let ended = folder.run_with(&call, PASSWORD.as_bytes()).with(3);
		assert!(ended.messages.contains("cannot be reached"), "{call}: {ended:?}");
	}
}

#[test]
fn nobody_is_asked_who_cannot_answer() {
	let folder = folder();
	for call in CALLS {
		let ended =
			folder.run_with(&format!("{call} --node {NOBODY} {SENDING}"), b"secret").with(2);
		assert!(ended.messages.contains("nobody can be asked: state --yes"), "{call}: {ended:?}");
	}
}

#[test]
fn the_standard_input_is_read_once() {
	let folder = folder();
	let account = format!("--node {NOBODY} --account a.json");
	for call in [
		"suspend -",
		"revoke --reason misconduct --list -",
		"renew --pairs -",
		"revoke-batch --reason unspecified -",
		"attest-again --grant 3 -",
	] {
		let ended = folder.run_with(&format!("{call} {account}"), b"{}").with(2);
		assert!(ended.messages.contains("the standard input is a file"), "{call}: {ended:?}");
		let ended = folder
			.run_with(&format!("{call} {account} --account-password 0 --yes"), b"{}")
			.with(2);
		assert!(ended.messages.contains("can be read once"), "{call}: {ended:?}");
	}
	let ended = folder.run_with(&format!("reinstate - --list - {account} --yes"), b"{}").with(2);
	assert!(ended.messages.contains("can be read once"), "{ended:?}");
	let ended = folder.run_with(&format!("operator resign --node {NOBODY} --account -"), b"{}");
	assert!(ended.with(2).messages.contains("the standard input is a file"));
}

#[test]
fn wrong_calls_say_what_is_expected() {
	let folder = folder();
	for (call, words) in [
		("suspend", "<FILE>"),
		("revoke ana.json", "--reason"),
		("revoke --reason misconducd ana.json", "'misconduct'"),
		("renew", "--pairs"),
		("renew --former a --new b", "--column"),
		("renew --former a --column c", "--new"),
		("attest-again ana.json", "--grant"),
		("attest-again --grant 0 ana.json", "0"),
		("institution register --name x --country at --allowance 1", "two capital letters"),
		("institution suspend 7 --motion aprove", "'approve'"),
		("institution replace-admin 7 --admin 5Frog", "no address"),
		("operator set --may issue", "--operator"),
		(
			"accredit offer 7 --attest --from 2026-01-01T00:00:00Z --until 2027-01-01T00:00:00Z",
			"--types",
		),
		("accredit renew 7 --until tomorrow", "expected a time such as"),
		("type register --kind badge --uri https://a.example", "--definition"),
		(
			"type register --kind badge --uri https://a.example --definition a --ects 5,5",
			"such as 5.5",
		),
		("document-key retire z6Mk", "Multikey"),
	] {
		let ended =
			folder.run_with(&format!("{call} --node {NOBODY} {SENDING} --yes"), b"").with(2);
		assert!(ended.messages.contains(words), "{call}: {ended:?}");
	}
}

#[test]
fn terms_that_make_no_grant_are_refused_before_anybody_is_asked() {
	let folder = folder();
	let (early, late) = ("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
	let many: Vec<String> = (1..=65).map(|number| number.to_string()).collect();
	for (terms, words) in [
		(format!("--any-type --from {early} --until {late}"), "gives no right"),
		(format!("--any-type --attest --from {late} --until {early}"), "ends before it begins"),
		(
			format!("--types {} --attest --from {early} --until {late}", many.join(",")),
			"at most 64 types",
		),
	] {
		let call = format!("accredit offer 7 {terms} --node {NOBODY} {SENDING} --yes");
		let ended = folder.run_with(&call, b"").with(2);
		assert!(ended.messages.contains(words), "{ended:?}");
	}
}

#[test]
fn what_is_no_consent_is_refused() {
	let folder = folder();
	folder.write("odd.json", "{\"account\":\"5Frog\"}");
	folder.write("large.json", vec![b' '; 5_000]);
	for (file, words) in [
		("odd.json", "holds no consent"),
		("large.json", "holds no consent"),
		("no.json", "no such file"),
	] {
		let call =
			format!("operator set --consent {file} --may issue --node {NOBODY} {SENDING} --yes");
		let ended = folder.run_with(&call, b"").with(2);
		assert!(ended.messages.contains(words), "{ended:?}");
	}
}
