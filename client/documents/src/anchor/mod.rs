// SPDX-License-Identifier: Apache-2.0

//! # The anchor
//!
//! A proof in the proof set of a document that leads from it to a batch on a chain (`docs/anchor.md`).
//!
//! * [`fault`]: the reasons why an anchor leads nowhere.
//! * [`content`]: what an anchor says, and the bytes and the text for it.
//! * [`proof`]: an anchor as a Data Integrity proof, and the anchors of a document or of a sidecar.
//! * [`set`]: anchors put into the proof set of a document, and taken out of it.
//!
//! An anchor is not signed, and whoever has the file can change it or take it away. What it says
//! holds only after a verdict on the reference that it leads to, and its absence says nothing.

pub mod content;
pub mod fault;
pub mod proof;
pub mod set;

pub use content::{Anchor, Genesis, MAX_PROOF_VALUE};
pub use fault::AnchorFault;
pub use proof::{sidecar, stated_reference, Anchors, CRYPTOSUITE, SIDECAR};
pub use set::{attach, strip, Order};
