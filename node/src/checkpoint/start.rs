// SPDX-License-Identifier: Apache-2.0

//! Reads a checkpoint as the beginning of a warp sync.

use std::{fs::File, io::Read, path::Path};

use codec::{Decode, Encode};
use sc_cli::{Error, Result};
use sc_consensus_grandpa::AuthoritySet;
use serde::Deserialize;
use sp_consensus_grandpa::{AuthorityId, AuthorityList, SetId};
use sp_core::{bytes::from_hex, ByteArray};
use testamur_runtime::{BlockNumber, Hash};

/// Most bytes of a file. A checkpoint has some kilobytes.
const MAX_SIZE: u64 = 1 << 20;

/// A final block, and the set of authorities that makes the blocks after it final.
#[derive(Debug)]
pub(crate) struct WarpStart {
	/// The hash of the genesis block.
	pub(crate) genesis: Hash,
	/// The hash of the block.
	pub(crate) block: Hash,
	pub(crate) authorities: AuthoritySet<Hash, BlockNumber>,
}

/// The part of a printed checkpoint that a warp sync begins with.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Printed {
	genesis: String,
	authorities: Vec<String>,
	set_id: SetId,
	set_hash: String,
	block_hash: String,
}

impl WarpStart {
	/// Reads the file that `testamur-node checkpoint` has printed.
	pub(crate) fn read(path: &Path) -> Result<Self> {
		let refused = |reason: String| {
			Error::Input(format!(
				"{} is no checkpoint to begin at: {reason}. `testamur-node checkpoint` prints one",
				path.display(),
			))
		};
		let mut text = String::new();
		File::open(path)
			.and_then(|file| file.take(MAX_SIZE + 1).read_to_string(&mut text))
			.map_err(|error| refused(error.to_string()))?;
		Self::parse(&text).map_err(refused)
	}

	fn parse(text: &str) -> std::result::Result<Self, String> {
		if text.len() as u64 > MAX_SIZE {
			return Err(format!("it has more than {MAX_SIZE} bytes"));
		}
		let printed: Printed = serde_json::from_str(text).map_err(|error| error.to_string())?;
		let mut list = AuthorityList::new();
		for key in &printed.authorities {
			let key = AuthorityId::from_slice(&bytes(key)?);
			// Every validator of a consortium has one vote.
			list.push((key.map_err(|()| "a key is too short or too long")?, 1));
		}
		let set = testamur_proof::AuthoritySet::from_storage(printed.set_id, &list.encode());
		let set = set.map_err(|refusal| refusal.to_string())?;
		if bytes(&printed.set_hash)? != set.hash().0 {
			return Err("its validators are not those of its setHash".into());
		}
		// No changes wait, forced ones neither, and the sets before are not known.
		let encoded = (list, printed.set_id, [0u8; 4]).encode();
		Ok(Self {
			genesis: hash(&printed.genesis)?,
			block: hash(&printed.block_hash)?,
			authorities: AuthoritySet::decode(&mut &encoded[..])
				.map_err(|error| error.to_string())?,
		})
	}
}

fn bytes(text: &str) -> std::result::Result<Vec<u8>, String> {
	from_hex(text).map_err(|error| format!("{text:?} is not hex: {error}"))
}

fn hash(text: &str) -> std::result::Result<Hash, String> {
	let bytes: [u8; 32] = bytes(text)?
		.try_into()
		.map_err(|_| format!("{text:?} is no hash of 32 bytes"))?;
	Ok(bytes.into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{json, Value};
	use sp_core::bytes::to_hex;

	fn checkpoint() -> Value {
		let keys = [[1; 32], [2; 32]];
		let list: Vec<_> = keys.iter().map(|key| (*key, 1u64)).collect();
		let set = testamur_proof::AuthoritySet::from_storage(7, &list.encode()).unwrap();
		json!({
			"genesis": to_hex(&[3; 32], false),
			"authorities": keys.map(|key| to_hex(&key, false)),
			"setId": 7,
			"setHash": to_hex(&set.hash().0, false),
			"blockHash": to_hex(&[4; 32], false),
			"header": "0x",
		})
	}

	fn refusal(name: &str, value: Value) -> String {
		let mut changed = checkpoint();
		changed[name] = value;
		WarpStart::parse(&changed.to_string()).unwrap_err()
	}

	#[test]
	fn block_and_set_are_those_that_were_printed() {
		let start = WarpStart::parse(&checkpoint().to_string()).unwrap();
		assert_eq!((start.genesis, start.block), ([3; 32].into(), [4; 32].into()));
		let (list, set_id) =
			<(AuthorityList, SetId)>::decode(&mut &start.authorities.encode()[..]).unwrap();
		assert_eq!(set_id, 7);
		assert_eq!(list.iter().map(|(_, weight)| *weight).collect::<Vec<_>>(), [1, 1]);
		assert_eq!(list[1].0.as_slice(), [2; 32]);
	}

	#[test]
	fn a_set_of_another_hash_is_refused() {
		for (name, value) in [
			("setId", json!(8)),
			("authorities", json!([to_hex(&[1; 32], false)])),
			("setHash", json!(to_hex(&[0; 32], false))),
		] {
			assert!(refusal(name, value).contains("setHash"), "{name}");
		}
	}

	#[test]
	fn what_is_no_checkpoint_is_refused() {
		assert!(refusal("genesis", json!("0x12")).contains("32 bytes"));
		assert!(refusal("blockHash", json!("block")).contains("not hex"));
		assert!(refusal("authorities", json!(["0x12"])).contains("too short"));
		refusal("authorities", json!([]));
		refusal("setId", json!(-1));
		let text = checkpoint().to_string();
		for end in 0..text.len() {
			assert!(WarpStart::parse(&text[..end]).is_err(), "{end}");
		}
		assert!(WarpStart::parse(&" ".repeat((MAX_SIZE + 1) as usize)).is_err());
		let absent = WarpStart::read(Path::new("/nowhere/checkpoint.json")).unwrap_err();
		assert!(absent.to_string().contains("/nowhere/checkpoint.json"), "{absent}");
	}
}
