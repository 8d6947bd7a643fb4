// SPDX-License-Identifier: Apache-2.0

//! # Leaving
//!
//! Puts all that an institution needs to prove its credentials without the chain into one folder, and checks such
//! a folder while every node is switched off. `docs/leaving.md` describes the folder and its use.
//!
//! Nothing of a node is believed: a document is kept with the bundle that shows what was found of it, and the record
//! of the institution with the proof of every line in it. A run that was cut short is repeated as it was called.
//!
//! * `leave`: the steps, from the files to the folder.
//! * `plan`: which files are kept, and under which names.
//! * `document`, `documents`: reads the document in a file; copies documents, and writes the bundle of each.
//! * `recording`: a node whose proofs are kept, and the proofs in the place of the node.
//! * `record`: what is on record about the institution, from proven state.
//! * `sets`: the hand-offs between sets of validators.
//! * `manifest`: the list of all files, with their hashes.
//! * `readme`: the page for whoever opens the folder.
//! * `check`: the check of a folder.
//! * `folder`, `fault`: names in the folder, and how files are written there; why there is no folder.

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

mod check;
mod document;
mod documents;
mod fault;
mod folder;
mod leave;
mod manifest;
mod plan;
mod readme;
mod record;
mod recording;
mod sets;

pub use check::{check, Checked, Mark};
pub use fault::Fault;
pub use leave::{leave, Leaving, Left};
