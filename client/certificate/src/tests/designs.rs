// SPDX-License-Identifier: Apache-2.0

//! Designs: the example, and what is refused of others.

use super::{plain, writer};
use crate::{example_design, Design, DesignFault, Fault, MAX_DESIGN};
use proptest::prelude::*;

fn fault(design: &str) -> String {
	Design::read(design.as_bytes()).unwrap_err().to_string()
}

#[test]
fn the_example_is_a_design() {
	let design = Design::read(example_design().as_bytes()).unwrap();
	assert!(design.0.texts.len() > 10 && design.0.code.is_some());
	assert_eq!(Design::default(), design);
	let marked = format!("\u{feff}{}", example_design());
	assert_eq!(Design::read(marked.as_bytes()).unwrap(), design);
}

/// Takes the marks away from all lines that show what else there is: whole sections, and keys.
#[test]
fn what_the_example_shows_else_is_a_design_too() {
	let mut is_message = false;
	let shown = example_design().lines().map(|line| {
		let Some(rest) = line.strip_prefix("# ") else {
			return if is_message { line.trim_start_matches('#') } else { line };
		};
		is_message |= rest == "[message]";
		let is_key = rest.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '));
		match rest.starts_with('[') || is_key || is_message {
			true => rest,
			false => line,
		}
	});
	let text = shown.collect::<Vec<_>>().join("\n");
	let design = Design::read(text.as_bytes()).unwrap();
	assert!(design.0.background.is_some() && design.0.message.is_some());
	assert!(design.0.images[0].alt.is_some());
}

#[test]
fn an_empty_design_has_the_texts_of_the_example() {
	let design = Design::read(b"").unwrap();
	assert_eq!(design.0.texts, Design::default().0.texts);
}

#[test]
fn a_fault_says_where_it_is_and_what_to_do() {
	for (design, expected) in [
		("[page]\ncolor = \"#ffffff\"", "line 2, column 1: unknown field `color`"),
		("[page]\ncolour = \"red\"", "line 2, column 10: state a colour such as"),
		("[page]\nsize = \"A9\"", "state A4, A5, letter"),
		("[page]\nsize = [1, 2]", "state sides of 50 to 600 millimetres"),
		("language = \"english language\"", "state the tag of a language"),
		("[[text]]\ntext = \"{name}\"", "there is no value {name}, but these: learner, title"),
		("[[text]]\ntext = \"{title\"", "a brace stands alone"),
		("[[text]]\ntext = \"title}\"", "a brace stands alone"),
		("[[text]]\ntext = \"a\"\nsize = 900", "text.size: state a number of points from 2 to 200"),
		("[[text]]\ntext = \"a\"\nx = 1", "the text \"a\": state x, y and width for its place"),
		("[[text]]\ntext = \"a\"\nspace = -1", "text.space: state a number of millimetres"),
		("[[text]]\ntext = \"a\"\nspace = nan", "text.space: state a number of millimetres"),
		("[page]\nmargins = [150, 1, 150, 1]", "page.margins: they leave no room"),
		("version = 2", "it is of version 2, and this program reads version 1"),
		("version = 1\n[", "line 2, column 2: "),
	] {
		assert!(fault(design).contains(expected), "{design}: {}", fault(design));
	}
	let many = "[[image]]\nfile = \"a\"\nx = 1\ny = 1\nwidth = 1\n".repeat(65);
	assert_eq!(Design::read(many.as_bytes()).unwrap_err(), DesignFault::TooMany("image"));
	assert_eq!(Design::read(&[b'#'; MAX_DESIGN + 1]).unwrap_err(), DesignFault::TooLarge);
	assert_eq!(Design::read(b"\xff").unwrap_err(), DesignFault::NotUtf8);
}

#[test]
fn two_braces_are_shown_as_one() {
	let design = Design::read(b"[[text]]\ntext = \"{{{title}}} {{x}}\"").unwrap();
	assert_eq!(design.0.texts[0].text.parts().len(), 3);
}

#[test]
fn fonts_that_are_not_there_are_named() {
	let fault = |design: &str| writer(design).err().unwrap();
	let missing = fault("[fonts]\nfiles = [\"no.ttf\"]");
	assert!(matches!(missing, Fault::Unreadable { .. }) && missing.to_string().contains("no.ttf"));
	assert!(matches!(fault("[fonts]\nfolders = [\"no\"]"), Fault::Unreadable { .. }));
	let family = fault("[fonts]\nfamilies = [\"Nemo Sans\"]");
	assert!(family
		.to_string()
		.starts_with("no font of the family \"Nemo Sans\" is installed"));
	assert!(matches!(fault("[fonts]\ninstalled = false"), Fault::NoFamily(_)));
	let folder = tempfile::tempdir().unwrap();
	std::fs::write(folder.path().join("a.ttf"), b"no font").unwrap();
	let design = Design::read(b"[fonts]\nfiles = [\"a.ttf\"]").unwrap();
	assert!(matches!(crate::Writer::new(design, folder.path()), Err(Fault::Font(_))));
}

#[test]
fn a_design_without_a_language_takes_that_of_the_achievement() {
	let pdf = plain("{title}").write(&super::credential("Ana"), None).unwrap();
	assert!(pdf.windows(9).any(|part| part == b"/Lang(en)"));
}

proptest! {
	/// Changes a byte of the example.
	#[test]
	fn no_design_makes_it_panic(at in 0..example_design().len(), byte in any::<u8>()) {
		let mut bytes = example_design().as_bytes().to_vec();
		bytes[at] = byte;
		let _ = Design::read(&bytes);
		let _ = Design::read(&bytes[..at]);
	}
}
