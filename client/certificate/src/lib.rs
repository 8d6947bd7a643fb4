// SPDX-License-Identifier: Apache-2.0

//! # Certificates
//!
//! From a signed credential and an institution's [`Design`] to a certificate that can be printed: a PDF that
//! is archival (PDF/A-3a) and accessible (PDF/UA-1), shows names in any script, and carries the credential
//! as an attachment; and to a [`Badge`], pictures of the achievement into which the credential is baked.
//! Nothing is verified and nothing is fetched. A [`Writer`] reads the fonts and pictures of a design once; then
//! [`Writer::write`] and [`Writer::badge`] take no other input than their arguments, so that the same credential
//! leads to the same bytes.
//!
//! * `credential`: what is shown of a document.
//! * `design`: the design, and its example.
//! * `filling`: the texts of a design with the values of a credential.
//! * `font_files`, `fonts`, `typesetting`: where fonts lie; which font has a character; texts in lines.
//! * `runs`: what is drawn of a line.
//! * `page_layout`: the places of texts on pages.
//! * `pictures`: pictures, within bounds.
//! * `report`: a report with a table, set in the same way.
//! * `drawing`, `writing`: pages with their tags; the file with its attachments.
//! * `picture`: pictures for screens, as PNG and as SVG.
//! * `badge`, `code_picture`: badges, which carry the credential; the code as a picture of its own.
//! * `fault`, `limits`: why there is no certificate; what is the most.

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

mod badge;
mod code_picture;
mod credential;
mod design;
mod drawing;
mod fault;
mod filling;
mod font_files;
mod fonts;
mod limits;
mod page_layout;
mod picture;
mod pictures;
mod report;
mod runs;
#[cfg(test)]
mod tests;
mod typesetting;
mod writing;

pub use badge::Badge;
pub use code_picture::CodePicture;
pub use credential::{Credential, CredentialFault, Day, Identity};
pub use design::{example_design, Design, DesignFault, Place};
pub use fault::Fault;
pub use filling::{percent_encoded, FilledMessage};
pub use limits::{
	MAX_BADGE, MAX_CELL, MAX_DESIGN, MAX_FONT, MAX_FONT_FILES, MAX_ITEMS, MAX_LIST, MAX_LOGO,
	MAX_LOGO_PIXELS, MAX_PAGE, MAX_PAGES, MAX_PICTURE, MAX_PIXELS, MAX_ROWS, MAX_TEXT,
};
pub use report::{ensure_fonts, ensure_rows, Attached, Report};
pub use writing::{Writer, BUNDLE, CREDENTIAL};
