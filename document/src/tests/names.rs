// SPDX-License-Identifier: Apache-2.0

//! Tests of the order of names.

use crate::value::Name;
use alloc::string::String;
use proptest::{collection::vec, prelude::*};

/// Returns names of letters from each range in which the order of bytes and that of code units may differ.
fn name() -> impl Strategy<Value = String> {
	let letter = prop_oneof![
		prop::char::range('a', 'c'),
		prop::char::range('\u{7ff}', '\u{801}'),
		prop::char::range('\u{d7fe}', '\u{d7ff}'),
		prop::char::range('\u{e000}', '\u{e001}'),
		prop::char::range('\u{fffc}', '\u{10001}'),
		prop::char::range('\u{10fffc}', '\u{10fffd}'),
		any::<char>(),
	];
	vec(letter, 0..4).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
	#[test]
	fn names_are_in_the_order_of_their_code_units(one in name(), other in name()) {
		let expected = one.encode_utf16().cmp(other.encode_utf16());
		prop_assert_eq!(Name::from(one.as_str()).cmp(&Name::from(other.as_str())), expected);
	}
}
