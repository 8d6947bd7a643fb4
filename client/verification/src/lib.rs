// SPDX-License-Identifier: Apache-2.0

//! # The verification of credentials in files
//!
//! From documents and what lies beside them to an answer for each: the rules of every command that verifies.
//! `docs/offline.md` and `docs/bundle.md` describe the files.
//!
//! * `files`: reads a file, bounded, and says what is wrong with it.
//! * `forms`: reads bundles and hand-offs in each form in which they come.
//! * `trust`: reads what is trusted.
//! * `table`: reads and writes a table of known sets.
//! * `credential`: reads a document with its anchor or its reference.
//! * `verification`: finds the bundles and comes to an answer for each credential.

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

mod credential;
mod files;
mod forms;
mod table;
mod trust;
mod verification;

pub use credential::find;
pub use files::Problem;
pub use table::write_table;
pub use trust::read_trust;
pub use verification::{Answer, Verification};
