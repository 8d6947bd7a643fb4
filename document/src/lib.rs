// SPDX-License-Identifier: Apache-2.0

//! # Testamur documents
//!
//! The leaf rule of `docs/spec/leaf.md`: from a credential document, in whatever envelope, to the
//! leaf that anchors it. Whoever issues or verifies documents needs this crate; nodes and the chain
//! never see a document and do not depend on it.
//!
//! * [`canonical`](mod@canonical): the one form of a JSON text that is hashed (RFC 8785), and the
//!   refusal of every text that could mean two things (RFC 7493).
//! * [`value`] and [`ijson`]: JSON values, and the strict parser that makes them of a text.
//! * [`document`]: the digest of a document, from JSON with an embedded proof or from a token.
//! * [`salt`]: the random bits without which a document has no digest.
//! * [`envelopes`]: several envelopes of one achievement under one leaf.
//! * [`fault`]: the reasons why there is no leaf.
//!
//! The crate performs no I/O, draws no random numbers and needs no standard library, so that it also
//! runs in a browser.

#![no_std]
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
#[cfg(test)]
extern crate std;

pub mod canonical;
pub mod document;
pub mod envelopes;
pub mod fault;
pub mod ijson;
mod number;
pub mod salt;
#[cfg(test)]
mod tests;
pub mod value;

pub use canonical::canonical;
pub use document::Document;
pub use envelopes::{digest_over, leaf_over, Envelopes, MAX_ENVELOPES};
pub use fault::Fault;
pub use salt::Salt;
