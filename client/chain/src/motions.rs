// SPDX-License-Identifier: Apache-2.0

//! The motions of the council.

use crate::{
	client::{final_block, runtime_at, state},
	Call, Client, Fault, Motion,
};
use blake2b_simd::Params;
use codec::{Decode, DecodeAll};

/// The length of the hash of a call, in bytes.
const HASH: usize = 32;

/// The council, as of a final block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Council {
	/// The accounts with a seat.
	pub seats: Vec<[u8; 32]>,
	/// The last final block, to which this belongs.
	pub as_of: u64,
}

impl Council {
	/// Returns the votes that carry a motion: two thirds of the seats, rounded up.
	#[must_use]
	pub fn threshold(&self) -> u32 {
		let seats = u32::try_from(self.seats.len()).unwrap_or(u32::MAX);
		seats.saturating_mul(2).div_ceil(3)
	}
}

/// A motion that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenMotion {
	/// The motion.
	pub motion: Motion,
	/// The votes that its proposer stated as enough.
	pub threshold: u32,
	/// The accounts that voted for it.
	pub ayes: Vec<[u8; 32]>,
	/// The accounts that voted against it.
	pub nays: Vec<[u8; 32]>,
	/// The block in which the voting ends.
	pub end: u32,
}

/// The record of a motion, as the SDK stores it.
#[derive(Decode)]
struct Votes {
	index: u32,
	threshold: u32,
	ayes: Vec<[u8; 32]>,
	nays: Vec<[u8; 32]>,
	end: u32,
}

impl Call {
	/// Returns the hash by which a motion for this call is known, BLAKE2-256 of its bytes.
	#[must_use]
	pub fn hash(&self) -> [u8; 32] {
		let mut hash = [0; HASH];
		let hashed = Params::new().hash_length(HASH).hash(self.bytes());
		// The hash has the length that it was asked for.
		if let Some(bytes) = hashed.as_bytes().get(..HASH) {
			hash.copy_from_slice(bytes);
		}
		hash
	}
}

impl Client {
	/// Returns the seats of the council.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn council(&mut self) -> Result<Council, Fault> {
		let (block, value) = self.again(|connection, genesis| async move {
			let block = final_block(&connection).await?;
			let runtime = runtime_at(&connection, genesis, block).await?;
			Ok((block, state(&connection, &runtime.seats_key()?, block.hash).await?))
		})?;
		let bytes = value.unwrap_or_default();
		let seats = match bytes.is_empty() {
			true => Vec::new(),
			false => Vec::decode_all(&mut bytes.as_slice()).map_err(Fault::not_understood)?,
		};
		Ok(Council { seats, as_of: block.number })
	}

	/// Returns the motion for a call, or `None` if none is open.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn motion(&mut self, call: &Call) -> Result<Option<OpenMotion>, Fault> {
		let hash = call.hash();
		let value = self.again(|connection, genesis| async move {
			let block = final_block(&connection).await?;
			let runtime = runtime_at(&connection, genesis, block).await?;
			state(&connection, &runtime.motion_key(hash)?, block.hash).await
		})?;
		value.map(|bytes| open_motion(hash, &bytes)).transpose()
	}
}

/// Reads the record of a motion.
fn open_motion(hash: [u8; 32], bytes: &[u8]) -> Result<OpenMotion, Fault> {
	let votes = Votes::decode_all(&mut &bytes[..]).map_err(Fault::not_understood)?;
	Ok(OpenMotion {
		motion: Motion { hash, index: votes.index },
		threshold: votes.threshold,
		ayes: votes.ayes,
		nays: votes.nays,
		end: votes.end,
	})
}

#[cfg(test)]
mod tests {
	use super::{open_motion, Council};
	use codec::Encode;

	#[test]
	fn two_thirds_of_the_seats_are_rounded_up() {
		let threshold = |seats| Council { seats: vec![[0; 32]; seats], as_of: 1 }.threshold();
		assert_eq!([0, 1, 2, 3, 4, 5, 6, 7].map(threshold), [0, 1, 2, 2, 3, 4, 4, 5]);
	}

	#[test]
	fn a_record_that_is_cut_or_goes_on_is_not_understood() {
		let bytes = (3_u32, 2_u32, vec![[1_u8; 32]], vec![[2_u8; 32]], 90_u32).encode();
		let motion = open_motion([9; 32], &bytes).unwrap();
		assert_eq!((motion.motion.index, motion.threshold, motion.end), (3, 2, 90));
		assert!(open_motion([9; 32], &bytes[1..]).is_err());
		assert!(open_motion([9; 32], &[bytes.as_slice(), &[0]].concat()).is_err());
	}
}
