// SPDX-License-Identifier: Apache-2.0

//! # Credential documents
//!
//! W3C Verifiable Credentials 2.0 that are Open Badges 3.0: how they are signed, anchored and read.
//! The crate performs no I/O and knows no chain, so that it also runs in a browser. The leaf rule,
//! on which the anchor stands, is that of `testamur-document`.
//!
//! * [`anchor`]: the proof in a document that leads to its batch on the chain.
//! * [`contexts`]: the contexts that give the members of a document their meaning. They are shipped,
//!   and nothing is fetched.
//! * [`rdf`]: from a document to the statements that it makes, and to their canonical form. A document
//!   with a value that no statement holds is refused.
//! * `key_name`: the names of document keys.
//! * [`did_key`]: the names of learners, which are their keys.
//! * [`proofs`]: Data Integrity proofs of `eddsa-rdfc-2022` and `eddsa-jcs-2022`.
//! * [`presentation`]: credentials that their holder presents to a verifier.
//! * `parts`: the places of members in a text, so that nothing else of it changes.
//!
//! `docs/documents.md` describes what is signed and what is refused.

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

pub mod anchor;
pub mod contexts;
pub mod did_key;
mod key_name;
mod parts;
pub mod presentation;
pub mod proofs;
pub mod rdf;
#[cfg(test)]
mod tests;

pub use contexts::{ContextFault, Contexts};
pub use key_name::{key_name, key_number, list_key_name};
pub use presentation::{Presentation, SignedPresentation};
pub use proofs::{
	canonical_statements, sign, Audience, Controller, Refusal, Report, SignedDocument, Signer,
	Standing, Suite,
};
