// SPDX-License-Identifier: Apache-2.0

//! # Files that carry credentials
//!
//! A credential travels as a file of its own, baked into a picture, attached to a PDF, in a ZIP archive, or in a
//! presentation. This crate takes it out of each of them, and bakes it into pictures. `docs/carriers.md` says where
//! it lies in each kind, what is the most, and what is refused.
//!
//! It takes bytes and returns bytes: it opens no file and no connection, it draws nothing, and it judges no
//! credential. Whatever the bytes are, it returns an error or a result within the bounds of `limits`.
//!
//! * `kind`: the kinds, told by names and by contents.
//! * `png`, `svg`: pictures, as Open Badges 3.0 bakes them.
//! * `inert`: tells pictures that only draw from those that could run or fetch something.
//! * `pdf`: the attachments of a PDF.
//! * `zip`: the files of an archive.
//! * `presentation`: the credentials in a Verifiable Presentation.
//! * `credential`: tells credentials from other text.
//! * `inflate`: decompression within a budget.
//! * `fault`, `limits`: why nothing can be taken out; what is the most.
//!
//! ```
//! use testamur_carriers::{png, Fault, Kind};
//!
//! let picture = b"\x89PNG\r\n\x1a\n";
//! assert_eq!(Kind::of_content(picture), Some(Kind::Png));
//! assert!(matches!(png::extract(picture), Err(Fault::Damaged(Kind::Png, _))));
//! ```

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
mod fault;
mod inert;
mod inflate;
mod kind;
mod limits;
pub mod pdf;
pub mod png;
pub mod presentation;
pub mod svg;
pub mod zip;

pub use credential::is_credential;
pub use fault::Fault;
pub use kind::Kind;
pub use limits::{MAX_ARCHIVE, MAX_CREDENTIAL, MAX_FILE, MAX_PARTS};

/// A file within a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
	/// Its name, by strangers: to be shown, and never to be used as a path.
	pub name: String,
	/// Its content.
	pub content: Vec<u8>,
}
