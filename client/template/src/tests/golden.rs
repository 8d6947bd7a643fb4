// SPDX-License-Identifier: Apache-2.0

//! An example that stays as it is: files that were issued once must stay valid for ever.
//!
//! `TESTAMUR_BLESS=1 cargo test --release --locked --workspace --lib golden` writes it
//! anew, after a change that is meant.

use super::{built, document, LIST};
use crate::example_template;
use std::{env, fs, path::Path};

fn assert_golden(name: &str, text: &str) {
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/example").join(name);
	if env::var_os("TESTAMUR_BLESS").is_some() {
		fs::write(&path, text).unwrap();
	}
	let golden = fs::read_to_string(&path).unwrap();
	assert!(golden == text, "{} is another: see the head of this file", path.display());
}

#[test]
fn the_example_is_the_golden_one() {
	assert_golden("template.toml", &example_template());
	assert_golden("list.csv", &LIST.replace("\r\n", "\n"));
	assert_golden("document.json", &format!("{:#}\n", document()));
	assert_golden(
		"documents.jsonl",
		&(built(&example_template(), LIST).unwrap().join("\n") + "\n"),
	);
}
