// SPDX-License-Identifier: Apache-2.0

//! The exports of the module in WebAssembly, which share its memory as `memory` says.

#![allow(unsafe_code, reason = "a module shares its memory with its caller by addresses")]

use crate::memory::hand_over;

#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

/// Ends the call with a trap. The caller must not use the instance after that.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
	core::arch::wasm32::unreachable()
}

/// Calls [`trust_root`](crate::trust_root()).
///
/// # Safety
///
/// The request must be in space that the export `allocate` returned for its length.
#[no_mangle]
unsafe extern "C" fn trust_root(request: *mut u8, length: usize) -> *mut u8 {
	hand_over(crate::trust_root, request, length)
}

/// Calls [`trust_table`](crate::trust_table()).
///
/// # Safety
///
/// The request must be in space that the export `allocate` returned for its length.
#[no_mangle]
unsafe extern "C" fn trust_table(request: *mut u8, length: usize) -> *mut u8 {
	hand_over(crate::trust_table, request, length)
}

/// Calls [`vouch`](crate::vouch()).
///
/// # Safety
///
/// The request must be in space that the export `allocate` returned for its length.
#[no_mangle]
unsafe extern "C" fn vouch(request: *mut u8, length: usize) -> *mut u8 {
	hand_over(crate::vouch, request, length)
}

/// Calls [`learn`](crate::learn()).
///
/// # Safety
///
/// The request must be in space that the export `allocate` returned for its length.
#[no_mangle]
unsafe extern "C" fn learn(request: *mut u8, length: usize) -> *mut u8 {
	hand_over(crate::learn, request, length)
}

/// Calls [`verify`](crate::verify()).
///
/// # Safety
///
/// The request must be in space that the export `allocate` returned for its length.
#[no_mangle]
unsafe extern "C" fn verify(request: *mut u8, length: usize) -> *mut u8 {
	hand_over(crate::verify, request, length)
}
