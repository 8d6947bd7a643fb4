// SPDX-License-Identifier: Apache-2.0

//! Tests of base58btc. The pairs are those of the draft "The Base58 Encoding Scheme", section 5.

use hex_literal::hex;
use proptest::prelude::*;
use testamur_primitives::base58;

#[test]
fn texts_are_those_of_the_draft() {
	for (bytes, text) in [
		(b"Hello World!".as_slice(), "2NEpo7TZRRrLZSi2U"),
		(
			b"The quick brown fox jumps over the lazy dog.",
			"USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
		),
		(&hex!("0000287fb4cd"), "11233QC4"),
		(b"", ""),
	] {
		assert_eq!(base58::encode(bytes), text);
		assert_eq!(base58::decode(text).as_deref(), Some(bytes));
	}
}

#[test]
fn characters_that_are_no_digits_are_refused() {
	for text in ["0", "O", "I", "l", "1 ", "é", "a+b"] {
		assert_eq!(base58::decode(text), None, "{text}");
	}
}

proptest! {
	#[test]
	fn bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
		prop_assert_eq!(base58::decode(&base58::encode(&bytes)), Some(bytes));
	}
}
