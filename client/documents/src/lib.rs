// SPDX-License-Identifier: Apache-2.0

//! # Credential documents
//!
//! W3C Verifiable Credentials 2.0 that are Open Badges 3.0: how they are signed, anchored and read.
//! The crate performs no I/O and knows no chain, so that it also runs in a browser. The leaf rule,
//! on which the anchor stands, is that of `testamur-document`.
//!
//! * [`anchor`]: the proof in a document that leads to its batch on the chain.

pub mod anchor;
