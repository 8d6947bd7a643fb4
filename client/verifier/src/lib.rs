// SPDX-License-Identifier: Apache-2.0

//! # The verifier of proofs, for programs in other languages
//!
//! Each function takes the bytes of a request and returns the bytes of an answer in JSON, so that a
//! program in any language can call it. `js/verifier.js` is the interface for JavaScript.
//!
//! * [`trust_root`], [`trust_table`]: what a verifier trusts, from a genesis block and its validators, or
//!   from a table of known sets.
//! * [`vouch`]: a later set that somebody vouches for, as after a recovery.
//! * [`learn`]: the hand-offs from one set of validators to the next.
//! * [`verify`]: evidence and references to verdicts, which are those of `credentials_verify`.
//!
//! A request is a list of parts, each after its length in bytes (`u32`, little-endian). An answer is
//! an object: what was asked for, or `{"refused": …}` for evidence that `testamur-proof` refuses, or
//! `{"wrong": …}` for a request that its sender has to correct.
//!
//! Programs in Rust need none of them, and share what they read and write: [`Pin`], [`Table`] and [`as_of`].
//! Other modules for WebAssembly have requests and answers of the same form: [`Parts`], [`Failure`], [`answer`].
//!
//! * `request`, `answers`: the parts of a request; the members of an answer.
//! * `trust`, `table`: a set of validators that somebody vouches for; the table of known sets.
//! * `json`: a reader of JSON.
//! * `calls`: the functions.
//! * `memory`: the memory that a module in WebAssembly shares with its caller.
//! * `exports`: the same functions as the exports of such a module, which needs no import.

#![cfg_attr(not(test), no_std)]
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

extern crate alloc;

mod answers;
mod calls;
#[cfg(all(target_arch = "wasm32", target_os = "none"))]
mod exports;
mod json;
#[cfg(target_arch = "wasm32")]
mod memory;
mod request;
mod table;
mod trust;

pub use answers::{as_of, Failure};
pub use calls::{answer, learn, trust_root, trust_table, verify, vouch};
#[cfg(target_arch = "wasm32")]
pub use memory::hand_over;
pub use request::Parts;
pub use table::{Row, Table};
pub use trust::Pin;
