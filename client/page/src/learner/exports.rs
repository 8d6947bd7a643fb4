// SPDX-License-Identifier: Apache-2.0

//! The functions as the exports of a module in WebAssembly, which share its memory as `testamur-verifier` says.

#![allow(unsafe_code, reason = "a module shares its memory with its caller by addresses")]

use testamur_verifier::hand_over;

/// Exports functions by their names.
macro_rules! export {
	($($name:ident),*) => {$(
		/// Calls the function of this name.
		///
		/// # Safety
		///
		/// The request must be in space that the export `allocate` returned for its length.
		#[no_mangle]
		unsafe extern "C" fn $name(request: *mut u8, length: usize) -> *mut u8 {
			hand_over(super::$name, request, length)
		}
	)*};
}

export!(open_own, new_key, restore_key, relate, present, draw_code, pack_own);
