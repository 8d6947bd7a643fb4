// SPDX-License-Identifier: Apache-2.0

//! # Handing over
//!
//! What a learner is handed besides the credential and its certificate. A [`Register`] is the registrar's list
//! with the names of the files; [`Register::recipient`] finds the row of a document and compares it with what
//! the document says of its learner, so that nobody gets the files of somebody else. [`message`] writes a
//! message with the files, [`profile_link`] an address that adds the credential to a profile, and
//! [`MailMerge`] a list for a mail program. The crate sends nothing, and knows no file and no clock.
//!
//! * `register`: the list, and the row of a document.
//! * `messages`: messages as files.
//! * `links`: addresses that a learner may open.
//! * `merge`: the list for a mail merge.

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

mod links;
mod merge;
mod messages;
mod register;
#[cfg(test)]
mod tests;

pub use links::profile_link;
pub use merge::{Entry, MailMerge};
pub use messages::{is_same_message, message, Files, MessageFault};
pub use register::{Mismatch, Recipient, Register, EMAIL};
