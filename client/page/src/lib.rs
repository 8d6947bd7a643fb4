// SPDX-License-Identifier: Apache-2.0

//! # The checks of the web page
//!
//! The page hands over files, and what nodes answered, and is told what they are worth. It judges nothing itself.
//! `docs/page.md` describes the page; `client/web` draws it.
//!
//! Each function takes the bytes of a request and returns the bytes of an answer in JSON, as those of
//! `testamur-verifier` do. A failure is an object with `wrong`, for a request that the page has to correct, or with
//! `refused`, for a configuration that is not accepted.
//!
//! * `calls`: the functions, and the parts of their requests.
//! * `session`: what is trusted, with the hints at keys; the clock of the visitor.
//! * `entries`: the findings about the files that were handed over, in JSON, each text on its line.
//! * `stated`: what a document says was earned.
//! * `handed`: a file with those that may belong to it, and what is read in it.
//! * `gathered`: files that wait for a node, so that one inquiry asks about all of them.
//! * `replies`: a node that is known by its replies so far, and what it has to be asked next.
//! * `learner`: what a learner does with her own files.
//! * `registered`: questions about the public register.
//! * `exports`: the functions as the exports of a module in WebAssembly.

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

mod calls;
mod entries;
#[cfg(target_arch = "wasm32")]
mod exports;
mod gathered;
mod handed;
pub mod learner;
mod registered;
mod replies;
mod session;
mod stated;

pub use calls::Page;
