// SPDX-License-Identifier: Apache-2.0

//! Templates and lists to fill in.

use crate::folder::{example, header, Folder};

#[test]
fn a_template_is_written_to_the_standard_output() {
	let folder = Folder::new();
	let blank = folder.run("template").with(0);
	assert!(blank.out.contains("\nname = \"\"\n") && blank.messages.is_empty(), "{blank:?}");
	let filled = folder.run("template --example").with(0);
	assert_eq!(filled.out.into_bytes(), example("template.toml"));
}

#[test]
fn a_blank_template_is_refused_until_it_is_filled_in() {
	let folder = Folder::new();
	assert!(folder.run("template --out new.toml").with(0).out.is_empty());
	let refused = folder.run("check --template new.toml --list cohort.csv");
	assert!(refused.messages.starts_with("new.toml is refused, with "), "{refused:?}");
	assert!(refused.messages.contains("\nLine "), "{refused:?}");
	refused.refused(1, ", issuer.name: ");
	folder.run("blank-list --template new.toml").refused(1, ", issuer.name: ");
}

#[test]
fn no_file_is_written_over() {
	let folder = Folder::new();
	let message = "water.toml is there already and was left as it is";
	folder.run("template --out water.toml").refused(2, message);
	folder
		.run("blank-list --template water.toml --out water.toml")
		.refused(2, message);
	assert_eq!(folder.read("water.toml"), example("template.toml"));
	let message = "no/new.toml cannot be written: there is no such file or folder";
	folder.run("template --out no/new.toml").refused(2, message);
}

#[test]
fn a_written_file_is_what_would_be_printed() {
	let folder = Folder::new();
	let ended = folder.run("template --example --out new.toml").with(0);
	assert_eq!((ended.out.as_str(), ended.messages.as_str()), ("", "new.toml is written.\n"));
	assert_eq!(folder.read("new.toml"), example("template.toml"));
}

#[test]
fn a_blank_list_has_the_columns_of_its_template() {
	let folder = Folder::new();
	let expected = format!("\u{feff}{}\r\n", header());
	assert_eq!(folder.run("blank-list --template water.toml").with(0).out, expected);
	for (word, separator) in [("semicolon", ";"), ("tab", "\t"), ("comma", ",")] {
		let arguments = format!("blank-list --template water.toml --separator {word}");
		assert_eq!(folder.run(&arguments).with(0).out, expected.replace(',', separator));
	}
}

#[test]
fn a_blank_list_that_is_filled_in_is_accepted() {
	let folder = Folder::new();
	folder.run("template --example --out course.toml").with(0);
	folder
		.run("blank-list --template course.toml --separator semicolon --out new.csv")
		.with(0);
	let mut list = folder.read("new.csv");
	list.extend_from_slice("Ana;ana@example.org;00731;;2026-07-01;;;A\r\n".as_bytes());
	folder.write("new.csv", list);
	let ended = folder.run("check --template course.toml --list new.csv").with(0);
	assert!(ended.out.starts_with("new.csv: 1 learner, without a fault.\n"), "{ended:?}");
	// An empty one has nobody.
	folder.run("blank-list --template course.toml --out empty.csv").with(0);
	let message = "empty.csv is refused, with 1 fault.\nThe file: ";
	folder.run("check --template course.toml --list empty.csv").refused(1, message);
}
