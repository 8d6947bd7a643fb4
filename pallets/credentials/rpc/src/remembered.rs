// SPDX-License-Identifier: Apache-2.0

//! Records of a block that many credentials share, kept in memory.
//!
//! A verification reads five records or so: the batch and its statuses, and the institution, the type and
//! the accreditations, which are the same for thousands. All reads of a node, whoever asks, pass the lock
//! of one cache of the trie, and with a hundred connections they wait there for each other. What is
//! remembered here is read from the trie once in a block.

use std::{
	collections::HashMap,
	sync::{PoisonError, RwLock},
};

/// Values that are remembered of a block. None of them is longer than some 600 bytes, so these are no more
/// than 5 MiB, and mostly some kilobytes.
const MOST: usize = 8_192;

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
		// A panic while a lock is held leaves a map that is still a map of values.
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
