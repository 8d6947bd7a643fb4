// SPDX-License-Identifier: Apache-2.0

//! Addresses of accounts: SS58, by which people name public keys.

use blake2b_simd::Params;
use testamur_primitives::base58;
use thiserror::Error;

/// The prefix that this chain's addresses have, as in the constants of its runtime.
pub const SS58_PREFIX: u8 = 42;

/// The most digits of an address: two bytes of prefix, 32 of the key and two of the checksum have 50.
const MAX_DIGITS: usize = 50;
/// The text that is hashed before an address for its checksum.
const CHECKSUM_CONTEXT: &[u8] = b"SS58PRE";
/// The first bytes that SS58 reserves, so that no chain has such addresses.
const RESERVED: [u8; 2] = [46, 47];

/// A reason why a text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AddressFault {
	/// The text has characters that no address has.
	#[error("it has a character that is no digit of base58")]
	NotBase58,
	/// The text stands for more or fewer bytes than those of an account.
	#[error("it is too long or too short for an account of 32 bytes")]
	Length,
	/// No chain has addresses with this prefix.
	#[error("it begins with a prefix that no chain has")]
	Prefix,
	/// The checksum is that of another address.
	#[error("its checksum is wrong, so that at least one of its characters is")]
	Checksum,
}

/// Returns the address of an account on this chain.
#[must_use]
pub fn encode(account: &[u8; 32]) -> String {
	let mut bytes = vec![SS58_PREFIX];
	bytes.extend_from_slice(account);
	let checksum = checksum(&bytes);
	bytes.extend_from_slice(&checksum);
	base58::encode(&bytes)
}

/// Returns the account of an address of any chain: the same key has the same account on all of them.
///
/// # Errors
///
/// Refuses a text that is no address.
pub fn decode(address: &str) -> Result<[u8; 32], AddressFault> {
	if address.len() > MAX_DIGITS {
		return Err(AddressFault::Length);
	}
	let bytes = base58::decode(address).ok_or(AddressFault::NotBase58)?;
	let prefix = prefix_bytes(&bytes)?;
	let (body, stated) = bytes.split_last_chunk::<2>().ok_or(AddressFault::Length)?;
	let account = body.get(prefix..).ok_or(AddressFault::Length)?;
	let account = <[u8; 32]>::try_from(account).map_err(|_| AddressFault::Length)?;
	if checksum(body) != *stated {
		return Err(AddressFault::Checksum);
	}
	Ok(account)
}

/// Returns the number of bytes of the prefix.
fn prefix_bytes(bytes: &[u8]) -> Result<usize, AddressFault> {
	match bytes.first() {
		None => Err(AddressFault::Length),
		Some(first) if RESERVED.contains(first) => Err(AddressFault::Prefix),
		Some(0..=63) => Ok(1),
		Some(64..=127) => Ok(2),
		Some(_) => Err(AddressFault::Prefix),
	}
}

fn checksum(body: &[u8]) -> [u8; 2] {
	let mut state = Params::new().hash_length(64).to_state();
	state.update(CHECKSUM_CONTEXT).update(body);
	state.finalize().as_bytes().first_chunk().copied().unwrap_or_default()
}
