// SPDX-License-Identifier: Apache-2.0

//! The list for a mail merge.

use testamur_roster::{Separator, Sheet, Unwritable};

/// The columns.
const HEADER: [&str; 7] =
	["name", "email", "document", "certificate", "message", "title", "profile_link"];

/// A row of the list. What is not known is left empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry<'a> {
	/// The name of the learner.
	pub name: &'a str,
	/// Her address of mail.
	pub email: &'a str,
	/// The name of the file with the credential.
	pub document: &'a str,
	/// The name of the file with the certificate.
	pub certificate: &'a str,
	/// The name of the file with the message.
	pub message: &'a str,
	/// The title of the achievement.
	pub title: &'a str,
	/// The address that adds the credential to a profile.
	pub profile_link: &'a str,
}

/// A list for a mail merge, which spreadsheets and mail programs open.
#[derive(Clone, Debug)]
pub struct MailMerge(Sheet);

impl MailMerge {
	/// Returns a list without rows.
	///
	/// # Errors
	///
	/// Returns why the header cannot be written.
	pub fn new() -> Result<Self, Unwritable> {
		Sheet::new(&HEADER, Separator::Comma).map(Self)
	}

	/// Adds a row.
	///
	/// # Errors
	///
	/// Returns the cell that a spreadsheet would take for something else, and leaves the list as it was.
	pub fn push(&mut self, entry: &Entry<'_>) -> Result<(), Unwritable> {
		self.0.push(&[
			entry.name,
			entry.email,
			entry.document,
			entry.certificate,
			entry.message,
			entry.title,
			entry.profile_link,
		])
	}

	/// Returns the list as the bytes of a file.
	#[must_use]
	pub fn into_bytes(self) -> Vec<u8> {
		self.0.into_bytes()
	}
}
