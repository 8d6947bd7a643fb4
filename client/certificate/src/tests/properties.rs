// SPDX-License-Identifier: Apache-2.0

//! Every text leads to a certificate or to a fault with a reason.

use super::{changed, document, plain};
use crate::{Credential, Fault, Writer};
use proptest::prelude::*;
use std::{cell::RefCell, thread_local};

const TEXT: &str =
	"{learner}: {title} {description} {awarded} {credits} {results} {outcomes} {level}";

thread_local! {
	/// The fonts are read once.
	static WRITER: RefCell<Writer> = RefCell::new(plain(TEXT));
}

fn check(name: &str) -> Result<(), TestCaseError> {
	let bytes = document(&format!("A{name}"), 1);
	let credential =
		Credential::read(&bytes).map_err(|fault| TestCaseError::fail(fault.to_string()))?;
	let written = WRITER.with_borrow_mut(|writer| writer.write(&credential, None));
	match written {
		Ok(pdf) => prop_assert!(pdf.starts_with(b"%PDF")),
		Err(Fault::NoGlyph { .. } | Fault::Unprintable { .. }) => {},
		Err(other) => prop_assert!(false, "{name:?}: {other}"),
	}
	Ok(())
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(24))]

	#[test]
	fn any_title_leads_to_a_badge_or_a_reason(title in "\\PC{1,60}") {
		let member = |title: &str| format!("\"name\":{}", serde_json::to_string(title).unwrap());
		let bytes = changed(&member("Water chemistry for practitioners"), &member(&title));
		let Ok(credential) = Credential::read(&bytes) else { return Ok(()) };
		match WRITER.with_borrow_mut(|writer| writer.badge(&credential)) {
			Ok(badge) => {
				prop_assert!(testamur_carriers::svg::ensure_inert(&badge.svg.unwrap()).is_ok());
				prop_assert_eq!(testamur_carriers::png::extract(&badge.png.unwrap()), Ok(bytes));
			},
			Err(Fault::NoGlyph { .. } | Fault::Unprintable { .. }) => {},
			Err(other) => prop_assert!(false, "{title:?}: {other}"),
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(96))]

	/// Changes a byte of a document, or cuts it off.
	#[test]
	fn no_document_makes_it_panic(at in 0..5_000_usize, byte in any::<u8>(), is_cut in any::<bool>()) {
		let mut bytes = document("Ana", 3);
		let at = at % bytes.len();
		bytes[at] = byte;
		if is_cut {
			bytes.truncate(at);
		}
		if let Ok(credential) = Credential::read(&bytes) {
			let _ = credential.reference();
			let _ = WRITER.with_borrow_mut(|writer| writer.write(&credential, None));
		}
	}

	#[test]
	fn any_characters(name in "\\PC{0,12}") {
		check(&name)?;
	}

	#[test]
	fn any_characters_of_scripts(name in "[\\p{Arabic}\\p{Hebrew}\\p{Devanagari}\\p{Thai}\\p{Latin}\\p{M}\\p{Cf} ]{0,24}") {
		check(&name)?;
	}

	#[test]
	fn any_code_points(letters in proptest::collection::vec(any::<char>(), 0..6)) {
		// A document has no noncharacter.
		let is_none = |letter: &char| {
			u32::from(*letter) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(letter)
		};
		check(&letters.into_iter().filter(|letter| !is_none(letter)).collect::<String>())?;
	}

	#[test]
	fn lines_and_spaces(name in "[A\u{5d0} \n\u{a0}\u{2003}\u{3000}\u{200d}\u{2068}\u{2069}\u{202e}]{0,16}") {
		check(&name)?;
	}
}
