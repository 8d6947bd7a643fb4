// SPDX-License-Identifier: Apache-2.0

//! The rules for public keys as people write them.

use curve25519_dalek::{
	edwards::CompressedEdwardsY, ristretto::CompressedRistretto, traits::IsIdentity,
};
use sp_core::{crypto::Ss58Codec, ed25519, sr25519, ByteArray};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use testamur_runtime::AccountId;

use super::Problem;

/// Reads the 32 bytes of an SS58 address with any prefix, or of hex digits.
fn bytes(text: &str) -> Result<[u8; 32], Problem> {
	if text.is_empty() {
		return Err(Problem::Empty);
	}
	let parsed = match text.strip_prefix("0x") {
		Some(_) => sp_core::bytes::from_hex(text).ok().and_then(|bytes| bytes.try_into().ok()),
		None => AccountId::from_ss58check(text).ok().map(Into::into),
	};
	parsed.ok_or(Problem::NotAKey)
}

/// Reads an account. Any 32 bytes are one.
pub(super) fn account(text: &str) -> Result<AccountId, Problem> {
	bytes(text).map(AccountId::new)
}

/// Reads a public key of Aura, which is a point that sr25519 can have.
pub(super) fn aura(text: &str) -> Result<sr25519::Public, Problem> {
	let bytes = bytes(text)?;
	match CompressedRistretto(bytes).decompress() {
		Some(point) if !point.is_identity() => Ok(sr25519::Public::from_raw(bytes)),
		_ => Err(Problem::NoSuchPoint { scheme: "sr25519" }),
	}
}

/// Reads a public key of GRANDPA, which is a point that ed25519 can have when its secret was made
/// as it should be.
///
/// That excludes points of small order, for which anybody can sign.
pub(super) fn grandpa(text: &str) -> Result<ed25519::Public, Problem> {
	let bytes = bytes(text)?;
	match CompressedEdwardsY(bytes).decompress() {
		Some(point)
			if point.compress().0 == bytes && point.is_torsion_free() && !point.is_identity() =>
		{
			Ok(ed25519::Public::from_raw(bytes))
		},
		_ => Err(Problem::NoSuchPoint { scheme: "ed25519" }),
	}
}

/// Returns whether a key is one of those that every development chain uses, whose secrets everybody
/// has.
pub(super) fn is_of_development(key: &[u8]) -> bool {
	Sr25519Keyring::iter().any(|known| known.public().as_slice() == key)
		|| Ed25519Keyring::iter().any(|known| known.public().as_slice() == key)
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::Pair;

	const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

	#[test]
	fn an_address_and_its_hex_digits_are_the_same() {
		let hex = sp_core::bytes::to_hex(&Sr25519Keyring::Alice.to_raw_public(), false);
		assert_eq!(account(ALICE), Ok(Sr25519Keyring::Alice.to_account_id()));
		assert_eq!(account(&hex), account(ALICE));
		assert_eq!(aura(ALICE), Ok(Sr25519Keyring::Alice.public()));
	}

	#[test]
	fn an_address_with_the_prefix_of_another_network_is_the_same_account() {
		let polkadot = "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5";
		assert_eq!(account(polkadot), account(ALICE));
	}

	#[test]
	fn what_is_no_key_is_not_read_as_one() {
		let typo = ALICE.replace("KutQY", "KutQZ");
		let short = format!("0x{}", "11".repeat(31));
		let long = format!("0x{}", "11".repeat(33));
		let phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
		for text in ["5", "0x", "0xzz", "//Alice", "\u{1f600}", &typo, &short, &long, phrase] {
			for read in [account(text).err(), aura(text).err(), grandpa(text).err()] {
				assert_eq!(read, Some(Problem::NotAKey), "{text}");
			}
		}
		assert_eq!(account(""), Err(Problem::Empty));
	}

	#[test]
	fn keys_of_the_other_scheme_are_mostly_noticed() {
		let count =
			|keys: &[String], read: fn(&str) -> bool| keys.iter().filter(|key| read(key)).count();
		let of_aura: Vec<_> = (0..256).map(|n| sr25519_of(seed(n)).to_ss58check()).collect();
		let of_grandpa: Vec<_> = (0..256).map(|n| ed25519_of(seed(n)).to_ss58check()).collect();
		assert_eq!(count(&of_aura, |key| aura(key).is_ok()), 256);
		assert_eq!(count(&of_grandpa, |key| grandpa(key).is_ok()), 256);
		// About a sixteenth of each look like keys of the other scheme, so one swap in 256 goes
		// through here. The member that checks its own line sees it.
		assert!(count(&of_aura, |key| grandpa(key).is_ok()) < 32);
		assert!(count(&of_grandpa, |key| aura(key).is_ok()) < 32);
	}

	#[test]
	fn keys_for_which_anybody_can_sign_are_refused() {
		let zero = format!("0x{}", "00".repeat(32));
		assert!(aura(&zero).is_err());
		// The neutral element, and points of order 2, 4 and 8.
		let one = format!("0x01{}", "00".repeat(31));
		let two = format!("0xec{}7f", "ff".repeat(30));
		let eight = "0x26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05";
		for key in [&zero, &one, &two, eight] {
			assert_eq!(grandpa(key), Err(Problem::NoSuchPoint { scheme: "ed25519" }), "{key}");
		}
	}

	fn seed(n: u32) -> [u8; 32] {
		sp_io::hashing::blake2_256(&n.to_le_bytes())
	}

	fn sr25519_of(seed: [u8; 32]) -> sr25519::Public {
		sr25519::Pair::from_seed(&seed).public()
	}

	fn ed25519_of(seed: [u8; 32]) -> ed25519::Public {
		ed25519::Pair::from_seed(&seed).public()
	}

	#[test]
	fn keys_of_development_are_known() {
		assert!(is_of_development(&Sr25519Keyring::Eve.to_raw_public()));
		assert!(is_of_development(&Ed25519Keyring::Dave.to_raw_public()));
		assert!(!is_of_development(&[7; 32]));
	}
}
