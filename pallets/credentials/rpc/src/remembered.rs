// SPDX-License-Identifier: Apache-2.0

//! Records of a block that many credentials share, kept in memory.
//!
//! A verification reads five records or so: the batch and its statuses, and the institution, the type and
//! the accreditations, which are the same for thousands. All reads of a node, whoever asks, pass the lock
//! of one cache of the trie, and with a hundred connections they wait there for each other. What is
//! remembered here is read from the trie once in a block, as far as there is room.

use schnellru::{ByLength, LruMap};
use sp_core::H256;
use std::{
	collections::HashMap,
	sync::{Arc, Mutex, PoisonError, RwLock},
};

/// Blocks of which something is remembered: the last ones that somebody asked about. Nearly all ask about
/// the last final block; who asks about many others in turn makes it be read again, and no more. At
/// 1.5 MiB each at most this is 24 MiB.
const BLOCKS: u32 = 16;
/// Values that are remembered of a block. With its key and its place none of them takes more than some
/// 700 bytes, so these are no more than 1.5 MiB, and mostly some kilobytes.
const MOST: usize = 2_048;

/// What is remembered, by the block of whose state it is.
pub(crate) struct RememberedBlocks(Mutex<LruMap<H256, Arc<Remembered>>>);

impl Default for RememberedBlocks {
	fn default() -> Self {
		Self(Mutex::new(LruMap::new(ByLength::new(BLOCKS))))
	}
}

impl RememberedBlocks {
	/// What is remembered of a block, by its hash; nothing yet where nobody asked.
	pub(crate) fn of(&self, block: H256) -> Arc<Remembered> {
		// A panic while the lock is held leaves a map that is still a map.
		let mut blocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		blocks
			.get_or_insert(block, Arc::default)
			.map_or_else(Arc::default, |known| Arc::clone(known))
	}
}

/// Values of one state. A state never changes, so they hold for as long as anybody cares.
#[derive(Default)]
pub(crate) struct Remembered {
	values: RwLock<HashMap<Vec<u8>, Vec<u8>>>,
}

impl Remembered {
	/// The value under a key, remembered or read. That there is none is not remembered.
	pub(crate) fn value<Error>(
		&self,
		key: &[u8],
		read: impl FnOnce() -> Result<Option<Vec<u8>>, Error>,
	) -> Result<Option<Vec<u8>>, Error> {
		// As above.
		let known = self.values.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
		if known.is_some() {
			return Ok(known);
		}
		// Two who read at once read the same.
		let value = read()?;
		if let Some(value) = &value {
			let mut values = self.values.write().unwrap_or_else(PoisonError::into_inner);
			if values.len() < MOST {
				values.insert(key.to_vec(), value.clone());
			}
		}
		Ok(value)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::convert::Infallible;

	#[test]
	fn each_block_has_what_is_its_own_as_long_as_it_is_asked_about() {
		let blocks = RememberedBlocks::default();
		let block = |n: u32| H256::from_low_u64_be(n.into());
		let first = blocks.of(block(0));
		assert!(Arc::ptr_eq(&first, &blocks.of(block(0))));
		for n in 1..BLOCKS {
			assert!(!Arc::ptr_eq(&first, &blocks.of(block(n))));
		}
		assert!(Arc::ptr_eq(&first, &blocks.of(block(0))), "there is room for it");
		let second = blocks.of(block(1));
		blocks.of(block(BLOCKS));
		blocks.of(block(BLOCKS + 1));
		assert!(Arc::ptr_eq(&first, &blocks.of(block(0))), "it was asked about since");
		assert!(Arc::ptr_eq(&second, &blocks.of(block(1))));
		(BLOCKS..3 * BLOCKS).for_each(|n| drop(blocks.of(block(n))));
		assert!(!Arc::ptr_eq(&first, &blocks.of(block(0))), "forgotten");
	}

	#[test]
	fn a_value_is_read_once() {
		let remembered = Remembered::default();
		let first = remembered.value(b"key", || Ok::<_, Infallible>(Some(vec![1])));
		let again = remembered.value(b"key", || -> Result<_, Infallible> { unreachable!() });
		assert_eq!((first, again), (Ok(Some(vec![1])), Ok(Some(vec![1]))));
	}

	#[test]
	fn neither_an_error_nor_an_absence_is_remembered() {
		let remembered = Remembered::default();
		assert_eq!(remembered.value(b"key", || Err("pruned")), Err("pruned"));
		assert_eq!(remembered.value(b"key", || Ok::<_, &str>(None)), Ok(None));
		let found = remembered.value(b"key", || Ok::<_, &str>(Some(vec![1])));
		assert_eq!(found, Ok(Some(vec![1])));
	}

	#[test]
	fn no_more_is_remembered_than_there_is_place() {
		let remembered = Remembered::default();
		for n in 0..2 * MOST {
			let value = remembered.value(&n.to_le_bytes(), || Ok::<_, Infallible>(Some(vec![2])));
			assert_eq!(value, Ok(Some(vec![2])));
		}
		assert_eq!(remembered.values.read().unwrap().len(), MOST);
		let last = (2 * MOST - 1).to_le_bytes();
		let read = remembered.value(&last, || Ok::<_, Infallible>(Some(vec![3])));
		assert_eq!(read, Ok(Some(vec![3])), "read again");
	}
}
