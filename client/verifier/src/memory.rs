// SPDX-License-Identifier: Apache-2.0

//! The memory that a module in WebAssembly shares with its caller.
//!
//! The caller allocates space for a request, writes it there, and calls a function, which takes the
//! space back. It returns the address of the answer: its length in bytes (`u32`, little-endian) and then
//! the answer itself. The caller copies the answer and releases it.

#![allow(unsafe_code, reason = "a module shares its memory with its caller by addresses")]

use alloc::{boxed::Box, vec::Vec};
use core::slice;

/// Allocates space of this length and returns its address.
#[no_mangle]
extern "C" fn allocate(length: usize) -> *mut u8 {
	Box::into_raw(alloc::vec![0_u8; length].into_boxed_slice()).cast()
}

/// Releases space of this length, which [`allocate`] or a function returned.
///
/// # Safety
///
/// The space must not have been released, and its length must be the one with which it was allocated.
#[no_mangle]
unsafe extern "C" fn release(address: *mut u8, length: usize) {
	drop(take(address, length));
}

/// Takes space back from the caller.
unsafe fn take(address: *mut u8, length: usize) -> Box<[u8]> {
	Box::from_raw(slice::from_raw_parts_mut(address, length))
}

/// Answers a request by a function, and hands the answer with its length over to the caller of the module.
///
/// # Safety
///
/// The request must be in space that the export `allocate` returned for its length.
pub unsafe fn hand_over(
	call: impl FnOnce(&[u8]) -> Vec<u8>,
	address: *mut u8,
	length: usize,
) -> *mut u8 {
	let answer = call(&take(address, length));
	let mut written = Vec::with_capacity(answer.len().saturating_add(4));
	written.extend(u32::try_from(answer.len()).unwrap_or(u32::MAX).to_le_bytes());
	written.extend(answer);
	Box::into_raw(written.into_boxed_slice()).cast()
}
