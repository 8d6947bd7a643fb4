// SPDX-License-Identifier: Apache-2.0

//! The memory that a check takes, counted by the allocator of the tests.

#![allow(unsafe_code, reason = "an allocator has no other form")]

use std::{
	alloc::{GlobalAlloc, Layout, System},
	cell::Cell,
};

/// An allocator that counts what each thread asks for.
struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

thread_local! {
	static ALLOCATED: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: every call is passed on to the allocator of the system as it is.
unsafe impl GlobalAlloc for Counting {
	unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
		let size = u64::try_from(layout.size()).unwrap_or(u64::MAX);
		let _ = ALLOCATED.try_with(|sum| sum.set(sum.get().wrapping_add(size)));
		System.alloc(layout)
	}

	unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
		System.dealloc(at, layout);
	}
}

/// Returns what a function returns, and the bytes that it has asked for, whether it gave them back or
/// not: an upper bound of the memory that it took, which is the same on every machine.
pub(crate) fn allocated<T>(call: impl FnOnce() -> T) -> (T, u64) {
	let before = ALLOCATED.get();
	let result = call();
	(result, ALLOCATED.get().wrapping_sub(before))
}
