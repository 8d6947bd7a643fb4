// SPDX-License-Identifier: Apache-2.0

//! The code (QR): its size, and what it may hold.

use super::{document, writer};
use crate::{Credential, Fault};

#[test]
fn the_code_of_the_example_holds_a_reference_of_the_largest_batches() {
	let mut writer = writer(crate::example_design()).unwrap();
	for size in [1, 3, 100_000] {
		let credential = Credential::read(&document("Ana", size)).unwrap();
		writer.write(&credential, None).unwrap();
	}
}

#[test]
fn a_value_in_an_address_is_escaped() {
	assert_eq!(crate::percent_encoded("a b/ü{}~"), "a%20b%2F%C3%BC%7B%7D~");
}

#[test]
fn a_code_whose_value_is_missing_is_not_left_out() {
	let code =
		|content: &str| {
			format!("[code]\ncontent = \"{content}\"\nx = 10\ny = 10\nsize = 50\n[[text]]\ntext = \"a\"")
		};
	let without_anchor = Credential::read(&super::changed("\"salt\"", "\"salt\"")).unwrap();
	let fault = writer(&code("{reference}")).unwrap().write(&without_anchor, None);
	assert!(matches!(fault, Err(Fault::NoReference(_))));
	let fault = writer(&code("https://hw.example.edu/#{criteria}")).unwrap();
	let bytes = super::changed("\"narrative\":\"Passed", "\"text\":\"Passed");
	let fault = { fault }.write(&Credential::read(&bytes).unwrap(), None).unwrap_err();
	assert!(matches!(fault, Fault::NoCode(_)), "{fault}");
}

#[test]
fn a_code_that_no_telephone_reads_is_refused_with_what_the_design_has_to_state() {
	let code = |size: u32, content: &str| {
		format!("[code]\ncontent = \"{content}\"\nx = 10\ny = 10\nsize = {size}\n[[text]]\ntext = \"a\"")
	};
	let credential = Credential::read(&document("Ana", 1)).unwrap();
	let fault = |code: &str| writer(code).unwrap().write(&credential, None).unwrap_err();
	let small = fault(&code(20, &"a".repeat(1_500)));
	assert!(matches!(small, Fault::CodeTooSmall { .. }), "{small}");
	assert!(small.to_string().contains("state a code.size of"), "{small}");
	let long = fault(&code(190, &"a".repeat(2_954)));
	assert!(matches!(long, Fault::CodeTooLong(2_954)), "{long}");
}
