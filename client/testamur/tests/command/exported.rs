// SPDX-License-Identifier: Apache-2.0

//! Certificates, badges and codes of a learner's credential, and the credential taken out of files. The fonts of Noto
//! Sans have to be installed.

use crate::{
	folder::{example, Folder},
	learner::{folder, present},
	made::{pdf, picture, zip, Form, DRAWING},
	verify,
};
use std::fs;
use testamur_document::Document;
use testamur_documents::{
	anchor::{strip, AnchorFault, Anchors},
	presentation::credentials_in,
};

const WHOLE: &str = "This credential is whole as far as it tells by itself";

#[test]
fn what_is_exported_is_imported_to_the_byte() {
	let folder = folder();
	let mut credential = folder.read("ana.json");
	for end in ["", "\n", " \r\n"] {
		credential.extend(end.as_bytes());
		folder.write("ana.json", &credential);
		for kind in ["pdf", "png", "svg"] {
			let [out, back] = [format!("out.{kind}"), format!("back-{kind}.json")];
			let ended = folder.run(&format!("export ana.json --out {out}")).with(0);
			assert_eq!((ended.out.as_str(), ended.messages), ("", format!("{out} is written.\n")));
			let ended = folder.run(&format!("import {out} --out {back}")).with(0);
			assert!(ended.out.starts_with(WHOLE), "{ended:?}");
			assert!(ended.messages.starts_with(&format!("{back} is written: ")), "{ended:?}");
			assert!(folder.read(&back) == credential, "{kind}");
			fs::remove_file(folder.path(&out)).unwrap();
			fs::remove_file(folder.path(&back)).unwrap();
		}
	}
}

#[test]
fn the_anchor_goes_into_a_file_beside_where_somebody_wants_that() {
	let folder = folder();
	let ended = folder.run("import ana.json --sidecar --out strict.json").with(0);
	assert!(ended.out.starts_with(WHOLE), "{ended:?}");
	assert!(
		ended.messages.contains("without its anchor, which is in strict.anchor.json"),
		"{ended:?}"
	);
	let [whole, strict, beside] =
		["ana.json", "strict.json", "strict.anchor.json"].map(|name| folder.read(name));
	let anchors = |text: &[u8]| Anchors::read(text);
	assert_eq!(anchors(&strict), Err(AnchorFault::NoAnchor));
	assert_eq!(anchors(&beside), anchors(&whole));
	assert_eq!(strip(&whole).unwrap().as_bytes(), strict);
	for (out, refusal) in [
		("strict.json", "is there already"),
		("x.pdf", "ends with .json"),
		(".json", "ends with .json"),
	] {
		folder
			.run(&format!("import ana.json --sidecar --out {out}"))
			.refused(2, refusal);
	}
	folder
		.run("import strict.json --sidecar --out again.json")
		.refused(1, "there is no anchor");
	assert!(!folder.path("again.json").exists());
}

#[test]
fn one_kind_of_file_becomes_another() {
	let folder = folder();
	folder.run("export ana.json --out 1.png").with(0);
	folder.run("export 1.png --out 2.pdf").with(0);
	folder.run("export 2.pdf --out 3.svg").with(0);
	folder.run("import 3.svg --out 4.json").with(0);
	folder.run("import 4.json --out 5.json").with(0);
	let input = folder.read("2.pdf");
	folder.run_with("import - --out 6.json", &input).with(0);
	for name in ["4.json", "5.json", "6.json"] {
		assert!(folder.read(name) == folder.read("ana.json"), "{name}");
	}
}

#[test]
fn a_credential_comes_out_of_archives_and_presentations_by_its_number() {
	let folder = folder();
	let credential = folder.read("ana.json");
	let attached = pdf(&[("credential.json", &credential)], Form::Streams);
	folder.write("one.zip", zip(&[("a.pdf", &attached), ("notes.txt", b"x")]));
	folder.run("import one.zip --out 1.json").with(0);
	folder.write(
		"two.zip",
		zip(&[("b\nc.json", &example("document.json")), ("d.json", &credential)]),
	);
	let ended = folder.run("import two.zip --out 2.json").with(1);
	assert_eq!(
		ended.messages,
		"1: two.zip: b?c.json\n2: two.zip: d.json\ntwo.zip has 2 credentials: say which one with --number.\n"
	);
	folder.run("import two.zip --number 2 --out 2.json").with(0);
	folder
		.run("import two.zip --number 3 --out 3.json")
		.refused(1, "two.zip has 2 credentials");
	folder
		.run("import ana.json --number 2 --out 3.json")
		.refused(1, "ana.json has 1 credential:");
	folder.run("import two.zip --number 0 --out 3.json").refused(2, "--number");
	present(&folder, "ana.json", "shown.json").with(0);
	folder.run("import shown.json --out 4.json").with(0);
	assert!(folder.read("1.json") == credential && folder.read("2.json") == credential);
	// A presentation is written anew, and what it has comes out as it is there.
	let presented = folder.read("shown.json");
	let shown = credentials_in(&presented).unwrap();
	assert!(folder.read("4.json") == shown[0].as_bytes());
	let digest = |name: &str| Document::from_json(&folder.read(name)).unwrap().digest();
	assert_eq!(digest("4.json"), digest("1.json"));
	assert!(!folder.path("3.json").exists());
}

#[test]
fn what_is_exported_is_verified_like_the_credential_itself() {
	let folder = folder();
	folder.write("trust.json", verify::folder().read("trust.json"));
	let found = |name: &str| {
		let call = format!("verify --trust trust.json --offline --max-age any --json {name}");
		let found = folder.run(&call).with(3).json();
		let word = found[0]["findings"][0]["doubts"][0]["word"].as_str().map(str::to_owned);
		(found[0]["within"].to_string(), word.unwrap())
	};
	let (_, own) = found("ana.json");
	for kind in ["pdf", "png", "svg"] {
		folder.run(&format!("export ana.json --out ana.{kind}")).with(0);
		assert_eq!(found(&format!("ana.{kind}")), (format!("[\"{kind}\"]"), own.clone()));
	}
}

#[test]
fn a_changed_credential_is_written_and_told() {
	let folder = folder();
	let text = String::from_utf8(folder.read("ana.json")).unwrap();
	folder.write("ana.json", text.replace("Water chemistry", "Wine chemistry"));
	let ended = folder.run("import ana.json --out new.json").with(1);
	assert!(ended.out.starts_with("This credential is damaged, or was changed:\n"), "{ended:?}");
	assert!(ended.out.contains("the anchor is not the one of this document"), "{ended:?}");
	assert!(folder.read("new.json") == folder.read("ana.json"));
	folder.write("unsigned.json", example("document.json"));
	let ended = folder.run("import unsigned.json --out other.json").with(1);
	assert!(ended.out.starts_with("This credential is damaged, or was changed:\n"), "{ended:?}");
	let own = text.replacen("\"@context\":[", "\"@context\":[\"https://example.org/own\",", 1);
	folder.write("own.json", own.replace("testamur-merkle-2026", "other-suite"));
	let ended = folder.run("import own.json --out own-new.json").with(0);
	assert!(
		ended.out.starts_with("It cannot be told whether this credential is whole:\n"),
		"{ended:?}"
	);
}

#[test]
fn files_without_a_credential_say_what_they_are() {
	let folder = folder();
	folder.run("export ana.json --code --out code.png").with(0);
	folder.run("export ana.json --code --out code.svg").with(0);
	let reference = format!(
		"{{\"institution\":7,\"leaf\":\"0x{}\",\"index\":0,\"size\":1,\"path\":[]}}",
		"0".repeat(64)
	);
	let files: [(&str, &[u8], &str); 9] = [
		("reference.txt", reference.as_bytes(), "it is a reference, as a code (QR) has"),
		("link.txt", b"https://hw.example.edu/verify#1", "it is a link, as a code (QR) may have"),
		("other.json", b"{\"a\":1}", "it is no credential"),
		("text.txt", b"Dear Ana", "it is no credential"),
		("empty", b"", "it is no credential"),
		("a.png", &picture(&[]), "no credential is in this PNG picture"),
		("a.svg", DRAWING.as_bytes(), "no credential is in this SVG picture"),
		("cut.png", &picture(&[])[..40], "no whole PNG picture"),
		("a.zip", &zip(&[("a.txt", b"a")]), "a.zip"),
	];
	for (name, bytes, why) in files {
		folder.write(name, bytes);
		let ended = folder.run(&format!("import {name} --out new.json")).with(1);
		assert!(ended.messages.contains(why), "{name}: {ended:?}");
		let told = format!("No credential was taken out of {name}.\n");
		assert!(ended.messages.ends_with(&told) && ended.out.is_empty(), "{ended:?}");
	}
	for name in ["code.png", "code.svg"] {
		folder.run(&format!("import {name} --out new.json")).refused(1, "A code (QR)");
	}
	folder.run("import no.json --out new.json").refused(1, "no.json cannot be read");
	assert!(!folder.path("new.json").exists());
}

#[test]
fn nothing_is_written_over_and_wrong_calls_are_told() {
	let folder = folder();
	for (name, call) in [
		("a.pdf", "export ana.json --out a.pdf"),
		("a.png", "export ana.json --out a.png"),
		("a.svg", "export ana.json --code --out a.svg"),
		("a.json", "import ana.json --out a.json"),
	] {
		folder.write(name, "mine");
		folder
			.run(call)
			.refused(2, &format!("{name} is there already and was left as it is"));
		assert_eq!(folder.read(name), b"mine");
	}
	let refused = |call: &str, code, message: &str| folder.run(call).refused(code, message);
	refused("export ana.json --out b.gif", 2, "a name that ends with .pdf, .png or .svg");
	refused("export ana.json --code --out b.pdf", 2, "a code is a picture");
	refused("export ana.json --design no.toml --out b.pdf", 2, "no.toml cannot be read");
	refused("export no.json --out b.pdf", 1, "no.json cannot be read");
	folder.write("unsigned.json", example("document.json"));
	refused("export unsigned.json --out b.pdf", 1, "Nothing was written: it is not signed");
	folder.write("own.svg", DRAWING);
	folder.write("own.toml", "[badge]\npictures = [\"own.svg\"]");
	refused("export ana.json --design own.toml --out b.png", 1, "none of this kind");
	refused("import ana.json --out no/b.json", 2, "no/b.json cannot be written");
	assert!(!folder.path("b.png").exists() && !folder.path("b.pdf").exists());
}

#[cfg(unix)]
#[test]
fn files_with_a_credential_are_for_their_owner_only() {
	use std::os::unix::fs::PermissionsExt;
	let folder = folder();
	folder.run("export ana.json --out a.svg").with(0);
	folder.run("import a.svg --out a.json").with(0);
	for name in ["a.svg", "a.json"] {
		assert_eq!(fs::metadata(folder.path(name)).unwrap().permissions().mode() & 0o777, 0o600);
	}
}

/// Calls the examples of the help.
#[test]
fn the_examples_of_the_help_work() {
	let folder: Folder = folder();
	for command in ["export", "import"] {
		let help = folder.run(&format!("{command} --help")).with(0);
		let examples = help.out.lines().filter_map(|line| line.strip_prefix("  testamur "));
		let mut number = 0;
		for example in examples {
			fs::rename(folder.path("ana.json"), folder.path("kept.json")).unwrap();
			if command == "export" {
				fs::copy(folder.path("kept.json"), folder.path("ana.json")).unwrap();
			}
			folder.run(example).with(0);
			fs::rename(folder.path("kept.json"), folder.path("ana.json")).unwrap();
			number += 1;
		}
		assert!(number > 0, "{help:?}");
	}
}
