// SPDX-License-Identifier: Apache-2.0

//! Properties of the rules for names and URIs, tried with every character of Unicode.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::{collection::vec, prelude::*};
use testamur_primitives::text::{check_name, check_uri, NameFault, UriFault};
use unicode_properties::{
	general_category::GeneralCategoryGroup as Group, UnicodeGeneralCategory, UNICODE_VERSION,
};

fn fault(name: &str) -> Option<NameFault> {
	check_name(name.as_bytes()).err()
}

/// Returns every character of Unicode.
fn all() -> impl Iterator<Item = char> {
	(0..=u32::from(char::MAX)).filter_map(char::from_u32)
}

#[test]
fn names_of_institutions_are_accepted() {
	for name in [
		"Universiteit Utrecht",
		"Universität für Bodenkultur Wien",
		"L'École d'été – n° 2 (Paris), S. A. & Co.",
		"O\u{308}sterreich",
		"Εθνικό Μετσόβιο Πολυτεχνείο",
		"Санкт-Петербургский университет",
		"האוניברסיטה העברית",
		"جامعة القاهرة",
		"दिल्ली विश्वविद्यालय",
		"จุฬาลงกรณ์มหาวิทยาลัย",
		"東京大学",
		"서울대학교",
		"x",
		"2",
	] {
		assert_eq!(check_name(name.as_bytes()), Ok(name));
	}
}

#[test]
fn hostile_names_are_refused() {
	use NameFault::{Empty, LeadingMark, Unprintable, WhiteSpace};
	for (name, expected) in [
		("", Empty),
		("University\u{202e}nikA", Unprintable),
		("\u{2066}University\u{2069}", Unprintable),
		("Univ\u{200b}ersity", Unprintable),
		("Univ\u{200d}ersity", Unprintable),
		("Univ\u{ad}ersity", Unprintable),
		("\0", Unprintable),
		("University\0", Unprintable),
		("The\nUniversity", Unprintable),
		("The\tUniversity", Unprintable),
		("\u{feff}University", Unprintable),
		("University\u{e0041}", Unprintable),
		("The\u{2028}University", Unprintable),
		("The\u{2029}University", Unprintable),
		("\u{e000}", Unprintable),
		("\u{10ffff}", Unprintable),
		("\u{378}", Unprintable),
		("\u{3164}", Unprintable),
		("University\u{fe0f}", Unprintable),
		("\u{34f}University", Unprintable),
		("\u{2800}", Unprintable),
		("a  b", WhiteSpace),
		(" a", WhiteSpace),
		("a ", WhiteSpace),
		(" ", WhiteSpace),
		("a\u{a0}b", WhiteSpace),
		("a\u{2003}b", WhiteSpace),
		("a\u{3000}b", WhiteSpace),
		("\u{301}a", LeadingMark),
		("\u{20dd}a", LeadingMark),
		("\u{903}a", LeadingMark),
	] {
		assert_eq!(fault(name), Some(expected), "{name:?}");
	}
	for bytes in [&b"\xff"[..], b"a\x80", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"] {
		assert_eq!(check_name(bytes), Err(NameFault::NotUtf8), "{bytes:?}");
	}
}

/// Tries each character alone, between letters, at the end, and doubled.
#[test]
fn every_character_is_judged_by_its_category() {
	let mut accepted = 0;
	for c in all() {
		let (group, within) = (c.general_category_group(), format!("a{c}b"));
		match fault(&within) {
			None => {
				accepted += 1;
				assert_eq!(check_name(within.as_bytes()), Ok(within.as_str()));
				let seen = !matches!(group, Group::Other) && !c.is_control();
				assert!(seen && (c == ' ' || !c.is_whitespace()), "{c:?}");
			},
			Some(NameFault::Unprintable) => {
				// What is refused by name are letters, marks and symbols that show nothing.
				let blank = !matches!(group, Group::Other | Group::Separator);
				assert!(!blank || !c.is_ascii(), "{c:?}");
			},
			Some(NameFault::WhiteSpace) => assert!(c.is_whitespace() && c != ' ', "{c:?}"),
			Some(other) => panic!("{c:?}: {other:?}"),
		}
		let alone = fault(&c.to_string());
		if c == ' ' {
			assert_eq!(alone, Some(NameFault::WhiteSpace));
		} else if group == Group::Mark && fault(&within).is_none() {
			assert_eq!(alone, Some(NameFault::LeadingMark), "{c:?}");
		} else {
			assert_eq!(alone, fault(&within), "{c:?}");
			assert_eq!(fault(&format!("a{c}{c}")), fault(&within), "{c:?}");
		}
	}
	// Unicode had assigned 150,000 characters by version 16, private use not counted.
	assert!(accepted > 150_000, "{accepted}");
}

/// The version is a part of the rule: the runtime and every node judge names by the same one.
#[test]
fn the_version_of_unicode_is_the_one_of_the_decision() {
	assert_eq!(UNICODE_VERSION, (18, 0, 0));
}

#[test]
fn uris_are_printable_ascii() {
	for uri in ["", "https://example.org/~a?b=c&d#e", "urn:uuid:1", "https://ex%C3%A4mple.org/%20"]
	{
		assert_eq!(check_uri(uri.as_bytes()), Ok(()));
	}
	for byte in 0..=u8::MAX {
		let expected = match byte {
			0x80.. => Err(UriFault::NotAscii),
			0x00..=0x20 | 0x7f => Err(UriFault::Unprintable),
			_ => Ok(()),
		};
		assert_eq!(check_uri(&[b'u', byte, b'u']), expected, "{byte}");
	}
}

proptest! {
	#[test]
	fn no_bytes_are_too_much_for_the_rules(bytes in vec(any::<u8>(), 0..200)) {
		if let Ok(text) = check_name(&bytes) {
			prop_assert_eq!(text.as_bytes(), bytes.as_slice());
			prop_assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), text);
		}
		prop_assert_eq!(check_uri(&bytes).is_ok(), bytes.iter().all(u8::is_ascii_graphic));
	}

	#[test]
	fn what_is_accepted_is_the_text_itself(text in "\\PC{1,40}") {
		if let Ok(name) = check_name(text.as_bytes()) {
			prop_assert_eq!(name, &text);
			prop_assert!(!name.chars().any(|c| c.is_control() || (c.is_whitespace() && c != ' ')));
			prop_assert_eq!(name.split(' ').filter(|word| word.is_empty()).count(), 0);
		}
	}
}
