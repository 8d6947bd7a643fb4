// SPDX-License-Identifier: Apache-2.0

//! # The reader of codes of the web page
//!
//! A module of its own, which the page loads when somebody wants a code read, since most visitors do not.
//!
//! * `codes`: the codes in a picture, and what they hold.
//! * `exports`: the function as the export of a module in WebAssembly.

#![cfg_attr(
	not(test),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unwrap_used
	)
)]

mod codes;
#[cfg(target_arch = "wasm32")]
mod exports;

pub use codes::read_codes;
