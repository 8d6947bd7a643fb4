// SPDX-License-Identifier: Apache-2.0

//! The function as the export of a module in WebAssembly, which shares its memory as `testamur-verifier` says.

#![allow(unsafe_code, reason = "a module shares its memory with its caller by addresses")]

use crate::read_codes;
use testamur_verifier::hand_over;

/// Calls [`read_codes`].
///
/// # Safety
///
/// The request must be in space that the export `allocate` returned for its length.
#[no_mangle]
unsafe extern "C" fn codes(request: *mut u8, length: usize) -> *mut u8 {
	hand_over(read_codes, request, length)
}
