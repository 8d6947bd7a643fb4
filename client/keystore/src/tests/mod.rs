// SPDX-License-Identifier: Apache-2.0

//! Tests of the crate, by concern.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod addresses;
mod files;
mod golden;
mod keys;
mod mutated;
mod page;
mod passwords;
mod phrases;
mod polkadot_js;

use crate::{cost::Cost, Fault, Key, Keystore, Password, Random, Scheme, RANDOM_BYTES};
use serde_json::Value;

const SCHEMES: [Scheme; 2] = [Scheme::Sr25519, Scheme::Ed25519];
const PASSWORD: &str = "correct horse battery";

/// Returns the least of the accepted costs, with which tests take less time.
fn low_cost() -> Cost {
	Cost::from_bytes(&[0, 0x80, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0]).unwrap()
}

fn password(text: &str) -> Password {
	Password::new(text).unwrap()
}

fn random(seed: u8) -> Random {
	let byte = |place: usize| seed.wrapping_add(u8::try_from(place).unwrap());
	Random::new(std::array::from_fn::<_, RANDOM_BYTES, _>(byte)).unwrap()
}

fn key(scheme: Scheme, seed: u8) -> Key {
	Key::from_seed(scheme, &[seed; 32]).unwrap()
}

/// Returns a keystore of low cost.
fn file(scheme: Scheme, seed: u8) -> String {
	let key = key(scheme, seed);
	key.lock_at(low_cost(), &password(PASSWORD), "Registrar", &random(seed))
		.unwrap()
}

fn read(file: &str) -> Result<Keystore, Fault> {
	Keystore::read(file.as_bytes())
}

fn fault(file: &str) -> Fault {
	read(file).unwrap_err()
}

fn bytes<const N: usize>(hex: &Value) -> [u8; N] {
	let digits = hex.as_str().unwrap().strip_prefix("0x").unwrap();
	assert_eq!(digits.len(), 2 * N);
	std::array::from_fn(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).unwrap())
}

fn hex(bytes: &[u8]) -> String {
	bytes.iter().fold("0x".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}

/// Verifies a signature as a chain does.
fn verify(scheme: Scheme, public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
	match scheme {
		Scheme::Sr25519 => {
			let signature = schnorrkel::Signature::from_bytes(signature).unwrap();
			let public = schnorrkel::PublicKey::from_bytes(public).unwrap();
			public.verify_simple(b"substrate", message, &signature).is_ok()
		},
		Scheme::Ed25519 => {
			let public = ed25519_dalek::VerifyingKey::from_bytes(public).unwrap();
			public
				.verify_strict(message, &ed25519_dalek::Signature::from_bytes(signature))
				.is_ok()
		},
	}
}
