// SPDX-License-Identifier: Apache-2.0

//! Tests of public keys and of their text form.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use hex_literal::hex;
use proptest::prelude::*;
use testamur_primitives::{
	public_key::{KeyFault, MultikeyFault},
	PublicKey,
};

/// Keys with their texts: the examples of the specification of `did:key` for both algorithms.
const KNOWN: [(PublicKey, &str); 2] = [
	(
		PublicKey::Ed25519(hex!(
			"2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6"
		)),
		"z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
	),
	(
		PublicKey::P256(hex!("037f235830dd3defa722ef1aa249d6a0ddbba4f990b0817538933f573640653542")),
		"zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",
	),
];

fn parse(text: &str) -> Result<PublicKey, MultikeyFault> {
	text.parse()
}

#[test]
fn known_keys_have_their_texts() {
	for (key, text) in KNOWN {
		assert_eq!(key.to_string(), text);
		assert_eq!(parse(text), Ok(key));
		assert_eq!(key.check(), Ok(()));
	}
}

#[test]
fn what_is_no_multikey_is_refused_for_its_own_reason() {
	let (ed25519, p256) = (KNOWN[0].1, KNOWN[1].1);
	let without_last = |text: &str| text[..text.len() - 1].to_owned();
	let cases = [
		(String::new(), MultikeyFault::NotBase58Btc),
		(ed25519[1..].to_owned(), MultikeyFault::NotBase58Btc),
		// Base64url without padding, and hexadecimal, are other encodings of multibase.
		(format!("u{}", &ed25519[1..]), MultikeyFault::NotBase58Btc),
		("0xed01".to_owned(), MultikeyFault::NotBase58Btc),
		(format!(" {ed25519}"), MultikeyFault::NotBase58Btc),
		(format!("{ed25519} "), MultikeyFault::NotADigit),
		(ed25519.replace('M', "0"), MultikeyFault::NotADigit),
		(ed25519.replace('M', "O"), MultikeyFault::NotADigit),
		(ed25519.replace('M', "I"), MultikeyFault::NotADigit),
		(ed25519.replace('M', "l"), MultikeyFault::NotADigit),
		(ed25519.replace('M', "ä"), MultikeyFault::NotADigit),
		("z".to_owned(), MultikeyFault::Length),
		("z2".to_owned(), MultikeyFault::Length),
		(format!("z{}", "1".repeat(61)), MultikeyFault::Length),
		(format!("z{}", "2".repeat(1_000_000)), MultikeyFault::Length),
		// A leading digit 1 is a byte of 0 before the code of the algorithm.
		(format!("z1{}", &ed25519[1..]), MultikeyFault::UnknownAlgorithm),
		(format!("z1{}", &p256[1..]), MultikeyFault::UnknownAlgorithm),
		("z".to_owned() + &"1".repeat(60), MultikeyFault::UnknownAlgorithm),
	];
	for (text, fault) in cases {
		assert_eq!(parse(&text), Err(fault), "{}", &text[..text.len().min(80)]);
	}
	for known in [ed25519, p256] {
		assert!(parse(&without_last(known)).is_err());
		assert!(parse(&format!("{known}2")).is_err());
	}
}

/// Checks the lengths and the prefixes of keys through their bytes.
#[test]
fn other_algorithms_and_other_lengths_are_refused() {
	let text = |bytes: &[u8]| format!("z{}", base58(bytes));
	let key = |prefix: [u8; 2], length: usize| [&prefix[..], &vec![3; length]].concat();
	for length in [0, 1, 31, 33, 34] {
		assert_eq!(parse(&text(&key([0xed, 0x01], length))), Err(MultikeyFault::Length));
	}
	for length in [0, 1, 32, 34] {
		assert_eq!(parse(&text(&key([0x80, 0x24], length))), Err(MultikeyFault::Length));
	}
	// These are secp256k1, X25519, sr25519 and P-384.
	for prefix in [[0xe7, 0x01], [0xec, 0x01], [0xef, 0x01], [0x81, 0x24]] {
		assert_eq!(parse(&text(&key(prefix, 32))), Err(MultikeyFault::UnknownAlgorithm));
	}
	// So are the codes without the byte that makes a varint of them.
	assert_eq!(parse(&text(&key([0xed, 0x03], 32))), Err(MultikeyFault::UnknownAlgorithm));
	assert_eq!(parse(&text(&key([0x12, 0x00], 33))), Err(MultikeyFault::UnknownAlgorithm));
	for first in [0, 1, 4, 5, 6, 7, 255] {
		let mut bytes = key([0x80, 0x24], 33);
		bytes[2] = first;
		let fault = MultikeyFault::Key(KeyFault::NotCompressed);
		assert_eq!(parse(&text(&bytes)), Err(fault), "{first}");
	}
	let unstated = Err(MultikeyFault::Key(KeyFault::Unstated));
	assert_eq!(parse(&text(&[&[0xed, 0x01][..], &[0; 32]].concat())), unstated);
	assert_eq!(parse(&text(&[&[0x80, 0x24][..], &[0; 33]].concat())), unstated);
}

/// Returns bytes in base58btc, by long division.
fn base58(bytes: &[u8]) -> String {
	const DIGITS: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
	let mut number = bytes.to_vec();
	let mut text = Vec::new();
	while number.iter().any(|byte| *byte != 0) {
		let mut rest = 0u32;
		for byte in &mut number {
			let value = rest * 256 + u32::from(*byte);
			*byte = (value / 58) as u8;
			rest = value % 58;
		}
		text.push(DIGITS[rest as usize]);
	}
	text.extend(bytes.iter().take_while(|byte| **byte == 0).map(|_| b'1'));
	text.reverse();
	String::from_utf8(text).unwrap()
}

#[test]
fn every_fault_says_what_is_wrong() {
	for fault in [
		MultikeyFault::NotBase58Btc,
		MultikeyFault::NotADigit,
		MultikeyFault::UnknownAlgorithm,
		MultikeyFault::Length,
		MultikeyFault::Key(KeyFault::Unstated),
		MultikeyFault::Key(KeyFault::NotCompressed),
		MultikeyFault::Key(KeyFault::SmallOrder),
	] {
		assert!(fault.to_string().contains("key") || fault.to_string().contains("character"));
	}
}

#[test]
fn bytes_that_are_no_key_are_refused() {
	assert_eq!(PublicKey::Ed25519([0; 32]).check(), Err(KeyFault::Unstated));
	assert_eq!(PublicKey::P256([0; 33]).check(), Err(KeyFault::Unstated));
	for first in [1, 4, 255] {
		let mut key = [7; 33];
		key[0] = first;
		assert_eq!(PublicKey::P256(key).check(), Err(KeyFault::NotCompressed));
	}
	for first in [2, 3] {
		let mut key = [0; 33];
		key[0] = first;
		assert_eq!(PublicKey::P256(key).check(), Ok(()));
	}
}

/// Checks the eight points of small order, and the forms of their numbers that are not below the
/// prime, each with either sign.
#[test]
fn a_point_of_small_order_is_no_key_in_any_form() {
	let prime = hex!("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
	let forms = [
		hex!("0100000000000000000000000000000000000000000000000000000000000000"),
		hex!("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
		hex!("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
		hex!("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
		prime,
		hex!("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
	];
	for form in forms {
		for sign in [0, 0x80] {
			let mut key = form;
			key[31] |= sign;
			assert_eq!(PublicKey::Ed25519(key).check(), Err(KeyFault::SmallOrder), "{key:x?}");
		}
	}
	let mut zero = [0; 32];
	zero[31] = 0x80;
	assert_eq!(PublicKey::Ed25519(zero).check(), Err(KeyFault::SmallOrder));
	// A neighbor of each is none.
	for form in forms {
		let mut key = form;
		key[15] ^= 1;
		assert_eq!(PublicKey::Ed25519(key).check(), Ok(()), "{key:x?}");
	}
}

#[test]
fn a_key_that_is_no_point_of_its_curve_is_told() {
	for (key, _) in KNOWN {
		assert!(key.is_point());
	}
	let p256 = |first, x: [u8; 32]| {
		PublicKey::P256([&[first][..], &x].concat().try_into().unwrap()).is_point()
	};
	let small = |x| {
		let mut bytes = [0; 32];
		bytes[31] = x;
		bytes
	};
	// The square of y is b for an x of 0, and no square for 1; so it is for either sign.
	for first in [2, 3] {
		assert_eq!([0, 1, 5].map(|x| p256(first, small(x))), [true, false, true]);
	}
	assert!(!p256(4, small(0)));
	// An x is below the prime: the prime itself is no other form of 0.
	let prime = hex!("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
	assert!(!p256(2, prime));
	let ed25519 = |key| PublicKey::Ed25519(key).is_point();
	let mut two = [0; 32];
	two[0] = 2;
	assert!(!ed25519(two));
	two[0] = 3;
	assert!(ed25519(two), "a point with the y 3");
	// The same y in a form that is not below the prime: 3 and the prime.
	assert!(!ed25519(hex!("f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")));
	assert!(!ed25519([0xff; 32]));
}

/// Checks the generator of the curve and its negative (SEC 2, section 2.4.2).
#[test]
fn a_compressed_key_has_both_of_its_coordinates() {
	let x = hex!("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");
	let y = hex!("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
	let negative = hex!("b01cbd1c01e58065711814b583f061e9d431cca994cea1313449bf97c840ae0a");
	for (sign, y) in [(3, y), (2, negative)] {
		let mut key = [sign; 33];
		key[1..].copy_from_slice(&x);
		assert_eq!(PublicKey::P256(key).p256_coordinates(), Some((x, y)));
	}
	assert_eq!(PublicKey::Ed25519(x).p256_coordinates(), None);
	assert_eq!(PublicKey::P256([4; 33]).p256_coordinates(), None);
	let none = (0..=u8::MAX).map(|byte| {
		let mut key = [byte; 33];
		key[0] = 2;
		PublicKey::P256(key)
	});
	for key in none {
		assert_eq!(key.p256_coordinates().is_some(), key.is_point());
	}
}

proptest! {
	#[test]
	fn a_written_key_is_read_back(bytes: [u8; 32], odd: bool, ed25519: bool) {
		let mut compressed = [2 + u8::from(odd); 33];
		compressed[1..].copy_from_slice(&bytes);
		let key = if ed25519 { PublicKey::Ed25519(bytes) } else { PublicKey::P256(compressed) };
		prop_assume!(key.check().is_ok());
		let text = key.to_string();
		prop_assert_eq!(&text[1..], base58(&[
			if ed25519 { &[0xed, 0x01][..] } else { &[0x80, 0x24] },
			if ed25519 { &bytes[..] } else { &compressed },
		].concat()));
		prop_assert_eq!(parse(&text), Ok(key));
	}

	#[test]
	fn no_two_texts_are_the_same_key(text in "z[1-9A-HJ-NP-Za-km-z]{40,52}") {
		if let Ok(key) = parse(&text) {
			prop_assert_eq!(key.to_string(), text);
		}
	}
}
