// SPDX-License-Identifier: Apache-2.0

//! Values of layout 1, replaced by what they mean in the present layout.

use alloc::vec::Vec;
use codec::{Decode, DecodeAll, Encode};
use frame_support::storage::unhashed;

/// The bytes that the migration puts before a value that is no record of layout 1.
///
/// No record of the present layout begins so, whichever it is. The value is thus damaged to every
/// reader, as it was before, and can still be recovered.
pub(crate) const MARK: [u8; 32] = [0xff; 32];

/// A value that is no record of layout 1.
pub(crate) struct Undecodable;

/// Replaces the value stored under `key`, and returns the present record.
pub(crate) fn convert<Former, Present>(key: &[u8]) -> Result<Present, Undecodable>
where
	Former: Decode,
	Present: Encode + From<Former>,
{
	let value = unhashed::get_raw(key).unwrap_or_default();
	let Ok(former) = Former::decode_all(&mut &*value) else {
		let marked: Vec<u8> = MARK.into_iter().chain(value).collect();
		unhashed::put_raw(key, &marked);
		return Err(Undecodable);
	};
	let present = Present::from(former);
	unhashed::put(key, &present);
	Ok(present)
}

/// Reads the value stored under `key`, in the present layout or in the former one.
///
/// This is for records whose length tells the layout, unless they mean the same in both, as that of an
/// admin's account does.
pub(crate) fn read_either<Former, Present>(key: &[u8]) -> Option<Present>
where
	Former: Decode,
	Present: Decode + From<Former>,
{
	let value = unhashed::get_raw(key)?;
	let former = || Former::decode_all(&mut &*value).ok().map(Present::from);
	Present::decode_all(&mut &*value).ok().or_else(former)
}
