// SPDX-License-Identifier: Apache-2.0

//! The functions as the exports of a module in WebAssembly, which share its memory as `testamur-verifier` says.

#![allow(unsafe_code, reason = "a module shares its memory with its caller by addresses")]

use crate::calls::Page;
use std::cell::RefCell;
use testamur_verifier::hand_over;

thread_local! {
	/// The page, of which a module has one.
	static PAGE: RefCell<Page> = const { RefCell::new(Page::new()) };
}

/// Calls [`Page::set_up`].
///
/// # Safety
///
/// The request must be in space that the export `allocate` returned for its length.
#[no_mangle]
unsafe extern "C" fn set_up(request: *mut u8, length: usize) -> *mut u8 {
	hand_over(|request| PAGE.with_borrow_mut(|page| page.set_up(request)), request, length)
}

/// Calls [`Page::add_keys`].
///
/// # Safety
///
/// The request must be in space that the export `allocate` returned for its length.
#[no_mangle]
unsafe extern "C" fn add_keys(request: *mut u8, length: usize) -> *mut u8 {
	hand_over(|request| PAGE.with_borrow_mut(|page| page.add_keys(request)), request, length)
}

/// Calls [`Page::check`].
///
/// # Safety
///
/// The request must be in space that the export `allocate` returned for its length.
#[no_mangle]
unsafe extern "C" fn check(request: *mut u8, length: usize) -> *mut u8 {
	hand_over(|request| PAGE.with_borrow_mut(|page| page.check(request)), request, length)
}

/// Calls [`Page::gather`].
///
/// # Safety
///
/// The request must be in space that the export `allocate` returned for its length.
#[no_mangle]
unsafe extern "C" fn gather(request: *mut u8, length: usize) -> *mut u8 {
	hand_over(|request| PAGE.with_borrow_mut(|page| page.gather(request)), request, length)
}

/// Calls [`Page::ask`].
///
/// # Safety
///
/// The request must be in space that the export `allocate` returned for its length.
#[no_mangle]
unsafe extern "C" fn ask(request: *mut u8, length: usize) -> *mut u8 {
	hand_over(|request| PAGE.with_borrow_mut(|page| page.ask(request)), request, length)
}

/// Calls [`Page::register`].
///
/// # Safety
///
/// The request must be in space that the export `allocate` returned for its length.
#[no_mangle]
unsafe extern "C" fn register(request: *mut u8, length: usize) -> *mut u8 {
	hand_over(|request| PAGE.with_borrow_mut(|page| page.register(request)), request, length)
}
