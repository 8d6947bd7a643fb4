// SPDX-License-Identifier: Apache-2.0

//! What a learner does: keys, presentations, and what is in a file.

use crate::{
	folder::{example, Ended, Folder},
	issue::{write_keystores, PASSWORD},
};
use serde_json::{json, Value};
use std::fs;
use testamur_document::Document;
use testamur_documents::{
	anchor::{attach, Anchor, Genesis, Order},
	presentation::{credentials_in, Subject},
	sign, Audience, Contexts, SignedPresentation, Signer, Suite,
};
use testamur_primitives::{reference::InclusionPath, CredentialReference, InstitutionId};

/// The recovery phrase of the development accounts, and the learner's name that follows from it.
const PHRASE: &str = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
pub(crate) const NAME: &str = "did:key:z6MkhyUPfFQxFNDnT1bC5Xv9oxPMwnWZBH9tjSvB4vnwD9jk";

/// Returns a folder with a password, a recovery phrase and its key, and `ana.json`, a signed document of the
/// learner with an anchor.
pub(crate) fn folder() -> Folder {
	let folder = Folder::new();
	folder.write("password.txt", PASSWORD);
	folder.write("phrase.txt", format!("{PHRASE}\n"));
	folder.write("ana.json", credential(Some(&name(&folder))));
	folder
}

/// Restores the key from the phrase, and returns the name of the learner.
fn name(folder: &Folder) -> String {
	restore(folder, "key.json").with(0).out.trim().to_owned()
}

fn restore(folder: &Folder, out: &str) -> Ended {
	folder.shell(&format!(
		"testamur key restore --out {out} --phrase 4 --password 3 3< password.txt 4< phrase.txt"
	))
}

/// Returns a signed document with an anchor that names a learner, or none.
fn credential(learner: Option<&str>) -> String {
	let mut document: Value = serde_json::from_slice(&example("document.json")).unwrap();
	let subject = document["credentialSubject"].as_object_mut().unwrap();
	match learner {
		Some(learner) => drop(subject.insert("id".into(), json!(learner))),
		None => drop(subject.remove("id")),
	}
	let issuer = document["issuer"]["id"].as_str().unwrap();
	let signer = Signer::new(&[7; 32], &format!("{issuer}#k1"));
	let created = "2026-07-01T09:00:00Z";
	let text = document.to_string();
	let contexts = Contexts::shipped();
	let signed = sign(&contexts, text.as_bytes(), &[Suite::EddsaRdfc2022], created, &signer);
	let signed = signed.unwrap();
	let digest = Document::from_json(signed.as_bytes()).unwrap().digest();
	let reference = CredentialReference {
		institution: InstitutionId(7),
		leaf: digest.leaf(),
		index: 0,
		size: 1,
		path: InclusionPath::new(),
		signed_by: None,
	};
	let anchor = Anchor::new(Genesis([0x9e; 32]), &reference, digest, &[]).unwrap();
	attach(signed.as_bytes(), &anchor, Order::Last).unwrap()
}

pub(crate) fn present(folder: &Folder, files: &str, out: &str) -> Ended {
	folder.shell(&format!(
		"testamur present {files} --key key.json --key-password 3 --challenge 8f3a --domain hr.example.com \
		 --out {out} 3< password.txt"
	))
}

#[test]
fn a_new_key_is_shown_once_with_its_phrase_and_comes_back_from_it() {
	let folder = Folder::new();
	folder.write("password.txt", PASSWORD);
	let made = folder
		.shell("testamur key new --out key.json --password 3 3< password.txt")
		.with(0);
	let lines: Vec<_> = made.out.lines().collect();
	assert_eq!(lines.len(), 2, "{made:?}");
	assert!(lines[0].starts_with("did:key:z6Mk"));
	assert_eq!(lines[1].split(' ').count(), 12);
	assert!(made.messages.contains("key.json is written.") && !made.messages.contains(lines[1]));
	let keystore = String::from_utf8(folder.read("key.json")).unwrap();
	assert!(!keystore.contains(lines[1]));
	folder.write("phrase.txt", lines[1].to_uppercase());
	assert_eq!(restore(&folder, "again.json").with(0).out, format!("{}\n", lines[0]));
	for file in ["key.json", "again.json"] {
		let shown = folder.run(&format!("key show {file}")).with(0);
		assert_eq!(shown.out, format!("{}\n", lines[0]));
		assert!(shown.messages.contains("was not opened"), "{shown:?}");
		let call = format!("testamur key show {file} --password 3 3< password.txt");
		let opened = folder.shell(&call).with(0);
		assert_eq!(opened.out, shown.out);
		assert!(!opened.messages.contains("was not opened"), "{opened:?}");
		for told in [shown.messages, opened.messages] {
			assert!(told.contains("As an account on a chain, it is 5"), "{told}");
		}
	}
}

#[cfg(unix)]
#[test]
fn keys_and_presentations_are_for_their_owner_only() {
	use std::os::unix::fs::PermissionsExt;
	let folder = folder();
	present(&folder, "ana.json", "p.json").with(0);
	for file in ["key.json", "p.json"] {
		let mode = fs::metadata(folder.path(file)).unwrap().permissions().mode();
		assert_eq!(mode & 0o777, 0o600, "{file}");
	}
}

#[test]
fn nothing_is_written_over_and_nothing_is_left_behind() {
	let folder = folder();
	let before = folder.read("key.json");
	folder
		.shell("testamur key new --out key.json --password 3 3< password.txt")
		.refused(2, "key.json is there already and was left as it is");
	restore(&folder, "key.json").refused(2, "is there already");
	present(&folder, "ana.json", "key.json").refused(2, "is there already");
	assert_eq!(folder.read("key.json"), before);
	let absent = "testamur key new --out no/key.json --password 3 3< password.txt";
	assert_eq!(folder.shell(absent).code, 2);
	assert!(!folder.path("no").exists());
}

#[test]
fn what_is_no_password_or_phrase_is_told_and_not_repeated() {
	let folder = folder();
	folder.write("short.txt", "1234567");
	folder
		.shell("testamur key new --out new.json --password 3 3< short.txt")
		.refused(2, "no key was made: the password has fewer than 8 characters");
	for (phrase, message) in [
		("bottom drive", "the recovery phrase has 2 words"),
		(&*PHRASE.replace("lake", "secret-lake"), "word 4 of the recovery phrase is none"),
		(&*PHRASE.replace("lake", "walk"), "do not belong together"),
	] {
		folder.write("phrase.txt", phrase);
		let ended = restore(&folder, "new.json");
		ended.refused(2, message);
		assert!(!ended.messages.contains("secret-lake"), "{ended:?}");
	}
	folder
		.shell("testamur key restore --out new.json --phrase 3 --password 3 3< phrase.txt")
		.refused(2, "one descriptor cannot be both");
	let closed =
		folder.shell("testamur key restore --out new.json --phrase 9 --password 3 3< password.txt");
	closed.refused(2, "the recovery phrase cannot be read");
	assert!(!folder.path("new.json").exists());
	folder.write("password.txt", "another password");
	let wrong = present(&folder, "ana.json", "p.json");
	wrong.refused(2, "the password is wrong: it does not open key.json");
	assert!(!folder.path("p.json").exists());
}

#[test]
fn a_presentation_is_for_its_verifier_and_keeps_the_credential_as_it_is() {
	let folder = folder();
	let made = present(&folder, "ana.json", "p.json").with(0);
	assert!(made.out.is_empty());
	assert!(made.messages.contains(&format!("The key in key.json is that of {NAME}.")), "{made:?}");
	assert!(made
		.messages
		.ends_with("p.json is written, with 1 credential for hr.example.com.\n"));
	assert!(!made.messages.contains("learner") && !made.messages.contains("anchor"));
	let text = folder.read("p.json");
	let inside = credentials_in(&text).unwrap();
	assert_eq!(inside, [String::from_utf8(folder.read("ana.json")).unwrap()]);
	let contexts = Contexts::shipped();
	let signed = SignedPresentation::read(&contexts, &text).unwrap();
	assert_eq!(signed.holder(), Some(NAME));
	let audience = Audience { challenge: Some("8f3a"), domain: Some("hr.example.com") };
	assert_eq!(signed.verify(audience).unwrap().subjects, [Subject::Holder]);
}

#[test]
fn what_a_verifier_will_miss_is_said_before() {
	let folder = folder();
	let without_anchor = |credential: String| {
		let mut credential: Value = serde_json::from_str(&credential).unwrap();
		credential["proof"] = credential["proof"][0].clone();
		credential.to_string()
	};
	folder.write("other.json", credential(Some("did:example:eve")));
	folder.write("nobody.json", without_anchor(credential(None)));
	let made = present(&folder, "other.json nobody.json", "p.json").with(0);
	for message in [
		"other.json names somebody else than you as its learner",
		"nobody.json does not name your key as its learner",
		"nobody.json carries no anchor",
		"with 2 credentials for hr.example.com",
	] {
		assert!(made.messages.contains(message), "{made:?}");
	}
}

#[test]
fn what_is_no_credential_is_not_presented() {
	let folder = folder();
	folder.write("unsigned.json", example("document.json"));
	folder.write("twice.json", "{\"id\":1,\"id\":2}");
	folder.write("list.json", "[]");
	folder.write("bytes.json", [0xff, 0xfe]);
	for (file, code) in [
		("unsigned.json", 1),
		("twice.json", 1),
		("list.json", 1),
		("bytes.json", 2),
		("no.json", 2),
	] {
		let ended = present(&folder, &format!("ana.json {file}"), "p.json").with(code);
		assert!(ended.messages.contains("othing was signed") || code == 2, "{ended:?}");
		assert!(!folder.path("p.json").exists());
	}
	let long = "x".repeat(1_025);
	let call = format!(
		"testamur present ana.json --key key.json --key-password 3 --challenge {long} --domain d --out p.json \
		 3< password.txt"
	);
	let ended = folder.shell(&call).with(1);
	assert!(ended.messages.contains("at most 1024"), "{ended:?}");
	write_keystores(&folder.path(""), "account.json", "documents.json");
	let sr25519 = folder.shell(
		"testamur present ana.json --key account.json --key-password 3 --challenge c --domain d --out p.json \
		 3< password.txt",
	);
	sr25519.refused(2, "documents are signed with a key of ed25519");
	let shown = folder.run("key show account.json");
	shown.refused(2, "it has a key of sr25519, and learners sign with ed25519");
}

#[test]
fn everything_in_a_file_is_shown_and_that_nothing_was_checked() {
	let folder = folder();
	present(&folder, "ana.json", "p.json").with(0);
	let shown = folder.run("show ana.json").with(0).out;
	for line in [
		"What ana.json says:",
		"  name: Water chemistry for practitioners",
		"    name: Höhere Wasserschule",
		"      identity: Ana Šolová",
		"      kind: MicroCredential",
		"      learning outcome: takes water samples; analyses them by titration",
		"      translated name: Wasserchemie für die Praxis (de)",
		"  It says that it was signed on 2026-07-01T09:00:00Z with the key did:web:hw.example.edu#k1",
	] {
		assert!(shown.lines().any(|shown| shown == line), "{line}\n{shown}");
	}
	assert!(shown.contains("It says that institution 7 put it on record, on the chain 0x9e9e"));
	assert!(shown.contains("\n\nNot checked: whether the institution signed this"), "{shown}");
	let presented = folder.run("show p.json").with(0).out;
	assert!(presented.contains(&format!("\n  presented by: {NAME}\n")), "{presented}");
	assert!(
		presented.contains("made for the challenge 8f3a")
			&& presented.contains("It has 1 credential.")
	);
	let inside = shown.split_once('\n').unwrap().1;
	assert!(presented.contains(&format!("\nCredential 1:\n{inside}")), "{presented}");
	let document: Value = serde_json::from_slice(&folder.read("ana.json")).unwrap();
	let piped = folder.run_with("show -", document.to_string().as_bytes()).with(0).out;
	assert_eq!(piped.split_once('\n').unwrap().1, inside);
}

#[test]
fn what_strangers_wrote_stays_on_its_line_and_nothing_is_left_out() {
	let folder = Folder::new();
	let hostile = json!({
		"type": "VerifiableCredential",
		"name": "a\nNot checked: nothing\u{1b}[2J\u{202e}",
		"honours\nissuer": { "\u{1b}x": ["y", { "deep": [[1.5, true, null]] }] },
		"proof": "no object",
	});
	folder.write("hostile.json", hostile.to_string());
	let shown = folder.run("show hostile.json").with(0).out;
	assert!(shown.contains("\n  name: a Not checked: nothing?[2J?\n"), "{shown}");
	assert!(shown.contains("\n  honours?issuer:\n    ?x 1: y\n    ?x 2:\n"), "{shown}");
	assert!(shown.contains("deep: 1.5; yes; nothing"), "{shown}");
	assert!(
		shown.contains("It is not signed.") && shown.contains("does not say where it is on record")
	);
	assert!(shown.chars().all(|letter| letter == '\n' || !letter.is_control()));
	for (name, content, code) in [
		("twice.json", "{\"a\":1,\"a\":2}".to_owned(), 1),
		("text.json", "no JSON".to_owned(), 1),
		("deep.json", "[".repeat(10_000), 1),
		("large.json", " ".repeat((4 << 20) + 1), 2),
	] {
		folder.write(name, content);
		let ended = folder.run(&format!("show {name}")).with(code);
		assert!(ended.out.is_empty() && ended.messages.starts_with(name), "{ended:?}");
	}
}
