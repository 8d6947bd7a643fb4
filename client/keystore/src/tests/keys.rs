// SPDX-License-Identifier: Apache-2.0

//! Keys, from a seed into a keystore and out of it.

use super::{bytes, file, key, low_cost, password, random, read, verify, PASSWORD, SCHEMES};
use crate::{
	cost::SealingKey, payload, sealed::Sealed, Fault, Key, Password, Random, Scheme, MAX_NAME,
	MIN_PASSWORD, RANDOM_BYTES,
};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn what_was_locked_is_unlocked() {
	for (scheme, seed) in SCHEMES.into_iter().zip(7..) {
		let keystore = read(&file(scheme, seed)).unwrap();
		assert_eq!((keystore.scheme(), keystore.name()), (scheme, Some("Registrar")));
		let unlocked = keystore.unlock(&password(PASSWORD)).unwrap();
		assert_eq!(unlocked.kept(), key(scheme, seed).kept());
		assert_eq!(unlocked.public(), *keystore.account());
	}
}

#[test]
fn another_password_does_not_open_a_keystore() {
	let keystore = read(&file(Scheme::Sr25519, 1)).unwrap();
	for other in ["correct horse batterz", "Correct horse battery", "correct horse battery ", "0x"]
	{
		assert_eq!(keystore.unlock(&password(other)).unwrap_err(), Fault::WrongPassword);
	}
}

#[test]
fn secrets_have_the_forms_of_other_crates() {
	let key = key(Scheme::Sr25519, 9);
	let secret = schnorrkel::SecretKey::from_bytes(&*key.sr25519_secret().unwrap()).unwrap();
	assert_eq!(secret.to_public().to_bytes(), key.public());
	assert_eq!(key.ed25519_seed(), None);

	let key = super::key(Scheme::Ed25519, 9);
	assert_eq!(*key.ed25519_seed().unwrap(), [9; 32]);
	assert_eq!(key.sr25519_secret(), None);
}

/// RFC 8032, section 7.1, the second test.
#[test]
fn a_signature_with_ed25519_is_that_of_the_rfc() {
	let seed = bytes(&json!("0x4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
	let public =
		bytes(&json!("0x3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
	let signature = concat!(
		"0x92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
		"085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
	);
	let key = Key::from_seed(Scheme::Ed25519, &seed).unwrap();
	assert_eq!(key.public(), public);
	assert_eq!(key.sign(&[0x72]), bytes(&json!(signature)));
}

#[test]
fn what_is_shown_of_a_key_is_its_address() {
	for scheme in SCHEMES {
		let keystore = read(&file(scheme, 3)).unwrap();
		let address = keystore.address();
		assert_eq!(format!("{:?}", key(scheme, 3)), format!("Key({scheme}, {address})"));
		assert_eq!(format!("{keystore:?}"), format!("Keystore({scheme}, {address})"));
	}
	assert_eq!(format!("{:?}", random(1)), "Random(..)");
}

#[test]
fn a_new_keystore_needs_a_password_a_name_and_random_bits() {
	let lock = |text: &str, name: &str| {
		key(Scheme::Ed25519, 1).lock_at(low_cost(), &password(text), name, &random(1))
	};
	let short = "1".repeat(MIN_PASSWORD - 1);
	// The second has 8 digits, which polkadot.js hashes as 4 bytes.
	for text in [&*short, "0x12345678", "水水水水"] {
		assert_eq!(lock(text, "Registrar"), Err(Fault::ShortPassword), "{text}");
	}
	assert!(lock(&"1".repeat(MIN_PASSWORD), &"n".repeat(MAX_NAME)).is_ok());
	for name in ["", " ", "a\nb", "a\u{202e}b", "\u{200b}", &"n".repeat(MAX_NAME + 1)] {
		assert_eq!(lock(PASSWORD, name), Err(Fault::Name), "{name:?}");
	}
	for byte in [0, 255] {
		assert_eq!(Random::new([byte; RANDOM_BYTES]), Err(Fault::NotRandom));
	}
	assert_ne!(Random::draw().unwrap(), Random::draw().unwrap());
}

/// Returns a file whose ciphertext is that of any text, with the key of the account at its head.
fn forged(
	scheme: Scheme,
	secret: &[u8; 64],
	public: &[u8; 32],
	change: impl Fn(&mut [u8]),
) -> String {
	let mut text = payload::write(secret, public);
	change(&mut *text);
	let sealed = Sealed::seal(&text, &password(PASSWORD), low_cost(), &random(5)).unwrap();
	let account = key(scheme, 5).public();
	crate::file::File { scheme, account, name: None, sealed }.write()
}

#[test]
fn what_is_no_key_of_the_account_is_refused_by_whoever_knows_the_password() {
	for scheme in SCHEMES {
		let open = |file: String| read(&file).unwrap().unlock(&password(PASSWORD)).map(|_| ());
		let (right, other) = (key(scheme, 5), key(scheme, 6));
		let (secret, public) = (right.kept(), right.public());
		assert_eq!(open(forged(scheme, &secret, &public, |_| ())), Ok(()));
		// The header, the divider and the public key, which begin at these bytes.
		for at in [0, 15, 80, 84, 85, 116] {
			let file = forged(scheme, &secret, &public, |text| text[at] ^= 1);
			assert_eq!(open(file), Err(Fault::NotKey), "{at}");
		}
		let file = forged(scheme, &secret, &other.public(), |_| ());
		assert_eq!(open(file), Err(Fault::NotKey));
		let file = forged(scheme, &other.kept(), &other.public(), |_| ());
		assert!(matches!(open(file), Err(Fault::OtherAccount { .. })));
		// A scalar beyond the order of the group, one that is not times 8, and a seed of another key.
		for change in [[0xff; 64], [1; 64]] {
			let file = forged(scheme, &change, &public, |_| ());
			assert_eq!(open(file), Err(Fault::NotKey));
		}
		let file = forged(scheme, &secret, &public, |text| text[16] ^= 1);
		assert_eq!(open(file), Err(Fault::NotKey));
	}
}

#[test]
fn each_changed_bit_of_the_ciphertext_is_noticed() {
	let original = read(&file(Scheme::Sr25519, 1)).unwrap();
	let key = original.derive(&password(PASSWORD)).unwrap();
	let sealed = original.sealed();
	assert!(sealed.open(&key).is_ok());
	let bytes = sealed.to_bytes();
	let is_cost = |at: &usize| (32..44).contains(at);
	for bit in (0..bytes.len() * 8).filter(|bit| !is_cost(&(bit / 8))) {
		let mut changed = bytes.clone();
		changed[bit / 8] ^= 1 << (bit % 8);
		let changed = Sealed::from_bytes(&changed).unwrap();
		if bit / 8 >= 44 {
			// The nonce, the tag and the ciphertext do not change the key of the password.
			assert_eq!(changed.open(&key).unwrap_err(), Fault::WrongPassword, "bit {bit}");
		} else if bit % 64 == 0 {
			let other = changed.derive(&password(PASSWORD)).unwrap();
			assert!(other != key && changed.open(&other).is_err(), "bit {bit}");
		}
	}
	assert_eq!(sealed.open(&SealingKey::default()).unwrap_err(), Fault::WrongPassword);
}

proptest! {
	#[test]
	fn any_seed_goes_through_the_form_of_polkadot_js(seed: [u8; 32], message: Vec<u8>) {
		for scheme in SCHEMES {
			let key = Key::from_seed(scheme, &seed).unwrap();
			let again = Key::from_kept(scheme, &key.kept()).unwrap();
			prop_assert_eq!(again.public(), key.public());
			prop_assert!(verify(scheme, &key.public(), &message, &again.sign(&message)));
		}
	}

	#[test]
	fn any_bytes_are_a_key_that_is_kept_as_them_or_no_key(bytes in any::<[[u8; 32]; 2]>()) {
		let kept: [u8; 64] = bytes.as_flattened().try_into().unwrap();
		for scheme in SCHEMES {
			if let Ok(key) = Key::from_kept(scheme, &kept) {
				prop_assert_eq!(*key.kept(), kept);
			}
		}
	}

	#[test]
	fn any_text_is_sealed_and_opened(text: [[u8; 39]; 3], key: [u8; 32]) {
		let payload = payload::Payload::new(text.as_flattened().try_into().unwrap());
		let key = SealingKey::new(key);
		let sealed = Sealed::seal_with(&payload, &key, low_cost(), &random(1)).unwrap();
		prop_assert_eq!(sealed.open(&key).unwrap(), payload);
	}
}

#[test]
fn a_password_is_hashed_as_its_bytes() {
	let keystore = read(&file(Scheme::Ed25519, 1)).unwrap();
	let digits = "0x636f727265637420686f7273652062617474657279";
	let derived = |text: &str| keystore.derive(&Password::new(text).unwrap()).unwrap();
	assert!(derived(digits) == derived(PASSWORD));
}
