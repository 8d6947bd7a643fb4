// SPDX-License-Identifier: Apache-2.0

//! A cache for the records of a block that many credentials share.
//!
//! A verification reads about five records: the batch and its statuses, and the institution, the
//! type and the accreditations, which are the same for thousands of credentials. All reads of a
//! node take the lock of one trie cache, and with a hundred connections they wait there for each
//! other. The cached records of a block are read from the trie once, as far as there is room.

use schnellru::{ByLength, LruMap};
use sp_core::H256;
use std::{
	collections::HashMap,
	sync::{Arc, Mutex, PoisonError, RwLock},
};

/// The number of blocks with a cache: those of the most recent questions. Nearly all questions are
/// about the last finalized block, and those about many other blocks only cost repeated reads. At
/// no more than 1.5 MiB each, the caches take no more than 24 MiB.
const MAX_BLOCKS: u32 = 16;
/// The number of cached values of a block. With its key and its entry, none of them takes more than
/// some 700 bytes, so a cache takes no more than 1.5 MiB, and mostly some kilobytes.
const MAX_VALUES: usize = 2_048;

/// The caches, by the hash of the block to whose state they belong.
pub(crate) struct RecordCaches(Mutex<LruMap<H256, Arc<RecordCache>>>);

impl Default for RecordCaches {
	fn default() -> Self {
		Self(Mutex::new(LruMap::new(ByLength::new(MAX_BLOCKS))))
	}
}

impl RecordCaches {
	/// Returns the cache of a block, which is empty at the first question about it.
	pub(crate) fn of(&self, block: H256) -> Arc<RecordCache> {
		// A panic while the lock is held leaves a valid map.
		let mut blocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		blocks
			.get_or_insert(block, Arc::default)
			.map_or_else(Arc::default, |cache| Arc::clone(cache))
	}
}

/// The cached values of one state. The state of a block never changes, so they are never out of
/// date.
#[derive(Default)]
pub(crate) struct RecordCache {
	values: RwLock<HashMap<Vec<u8>, Vec<u8>>>,
}

impl RecordCache {
	/// Returns the value for `key` from the cache, or else through `read`. Absent values are not
	/// cached.
	pub(crate) fn get_or_read<Error>(
		&self,
		key: &[u8],
		read: impl FnOnce() -> Result<Option<Vec<u8>>, Error>,
	) -> Result<Option<Vec<u8>>, Error> {
		// A panic while a lock is held leaves a valid map.
		let cached = self.values.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
		if cached.is_some() {
			return Ok(cached);
		}
		// Concurrent reads return the same value.
		let value = read()?;
		if let Some(value) = &value {
			let mut values = self.values.write().unwrap_or_else(PoisonError::into_inner);
			if values.len() < MAX_VALUES {
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
	fn each_block_has_a_cache_of_its_own_as_long_as_it_is_asked_about() {
		let blocks = RecordCaches::default();
		let block = |n: u32| H256::from_low_u64_be(n.into());
		let first = blocks.of(block(0));
		assert!(Arc::ptr_eq(&first, &blocks.of(block(0))));
		for n in 1..MAX_BLOCKS {
			assert!(!Arc::ptr_eq(&first, &blocks.of(block(n))));
		}
		assert!(Arc::ptr_eq(&first, &blocks.of(block(0))), "there is room for it");
		let second = blocks.of(block(1));
		blocks.of(block(MAX_BLOCKS));
		blocks.of(block(MAX_BLOCKS + 1));
		assert!(Arc::ptr_eq(&first, &blocks.of(block(0))), "it was asked about since");
		assert!(Arc::ptr_eq(&second, &blocks.of(block(1))));
		(MAX_BLOCKS..3 * MAX_BLOCKS).for_each(|n| drop(blocks.of(block(n))));
		assert!(!Arc::ptr_eq(&first, &blocks.of(block(0))), "evicted");
	}

	#[test]
	fn a_value_is_read_once() {
		let cache = RecordCache::default();
		let first = cache.get_or_read(b"key", || Ok::<_, Infallible>(Some(vec![1])));
		let again = cache.get_or_read(b"key", || -> Result<_, Infallible> { unreachable!() });
		assert_eq!((first, again), (Ok(Some(vec![1])), Ok(Some(vec![1]))));
	}

	#[test]
	fn neither_an_error_nor_an_absence_is_cached() {
		let cache = RecordCache::default();
		assert_eq!(cache.get_or_read(b"key", || Err("pruned")), Err("pruned"));
		assert_eq!(cache.get_or_read(b"key", || Ok::<_, &str>(None)), Ok(None));
		let found = cache.get_or_read(b"key", || Ok::<_, &str>(Some(vec![1])));
		assert_eq!(found, Ok(Some(vec![1])));
	}

	#[test]
	fn no_more_is_cached_than_there_is_room_for() {
		let cache = RecordCache::default();
		for n in 0..2 * MAX_VALUES {
			let value = cache.get_or_read(&n.to_le_bytes(), || Ok::<_, Infallible>(Some(vec![2])));
			assert_eq!(value, Ok(Some(vec![2])));
		}
		assert_eq!(cache.values.read().unwrap().len(), MAX_VALUES);
		let last = (2 * MAX_VALUES - 1).to_le_bytes();
		let read = cache.get_or_read(&last, || Ok::<_, Infallible>(Some(vec![3])));
		assert_eq!(read, Ok(Some(vec![3])), "read again");
	}
}
