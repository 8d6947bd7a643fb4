// SPDX-License-Identifier: Apache-2.0

//! What was handed over, in sentences.

use super::{folder::Put, MAIL_MERGE};
use crate::words::count;
use std::path::Path;
use testamur_console::line;

/// The numbers of files.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Summary {
	certificates: usize,
	new_certificates: usize,
	/// The number of pictures of badges.
	pictures: usize,
	new_pictures: usize,
	messages: usize,
	new_messages: usize,
	/// The number of learners without an address, if messages are written.
	pub(super) without_address: usize,
	/// The number of documents that were refused.
	pub(super) refused: usize,
	/// What became of the list for a mail merge.
	pub(super) list: List,
}

/// What became of the list for a mail merge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum List {
	/// A document was refused, which would be missing in it.
	#[default]
	Missing,
	/// It is there.
	Written,
	/// It has a cell that no spreadsheet would show as it is, or another list is there.
	Refused,
}

impl Summary {
	pub(super) fn count_certificate(&mut self, put: Put) {
		add(&mut self.certificates, &mut self.new_certificates, put);
	}

	pub(super) fn count_picture(&mut self, put: Put) {
		add(&mut self.pictures, &mut self.new_pictures, put);
	}

	pub(super) fn count_message(&mut self, put: Put) {
		add(&mut self.messages, &mut self.new_messages, put);
	}

	/// Returns what is in a folder now.
	pub(super) fn sentences(&self, folder: &Path) -> String {
		let files = |all, new, noun| format!("{}, {new} of them new", count(all, noun));
		let mut text = format!(
			"{}: {}",
			folder.display(),
			files(self.certificates, self.new_certificates, "certificate")
		);
		for (all, new, noun) in [
			(self.pictures, self.new_pictures, "badge file"),
			(self.messages, self.new_messages, "message"),
		] {
			if all > 0 {
				text.push_str("; ");
				text.push_str(&files(all, new, noun));
			}
		}
		if self.list == List::Written {
			text.push_str(&format!("; and {MAIL_MERGE}"));
		}
		let mut text = line(&text);
		text.push_str(".\n");
		if self.without_address > 0 {
			text.push_str(&format!(
				"{} without an address of mail in the list, and so without a message.\n",
				count(self.without_address, "learner")
			));
		}
		if self.refused > 0 {
			text.push_str(&format!(
				"{} refused, as the messages say; {MAIL_MERGE} is written when none is.\n",
				count(self.refused, "document")
			));
		}
		text
	}
}

fn add(all: &mut usize, new: &mut usize, put: Put) {
	*all = all.saturating_add(1);
	*new = new.saturating_add(usize::from(put == Put::New));
}
