// SPDX-License-Identifier: Apache-2.0

//! What a proven state says about the log of events: that an event happened, and that a list of events
//! is complete (`docs/spec/log.md`).

use crate::{
	proven::{AccountId, Proven},
	refusal::{Forgery, Refusal},
};
use testamur_primitives::{
	frontier::Full,
	hash::{Sha256, Software},
	merkle::root_in_log,
	register, Frontier, InstitutionId, LogEntry, Root,
};

impl Proven {
	/// Returns the frontier of the log of an institution, or that of the whole log for `None`; `None` if
	/// there was no such institution.
	pub fn event_log(&self, of: Option<InstitutionId>) -> Result<Option<Frontier>, Refusal> {
		Ok(register::event_log::<_, AccountId>(self.state(), of)?)
	}

	/// Checks that an entry is at a place of the log of an institution, or of the whole log for `None`.
	///
	/// The path is that of RFC 9162, section 2.1.3.1. If the bytes of the event are given, they must be
	/// those of the entry.
	pub fn ensure_in_log(
		&self,
		of: Option<InstitutionId>,
		entry: &LogEntry,
		event: Option<&[u8]>,
		place: u64,
		path: &[Root],
	) -> Result<(), Refusal> {
		let log = self.event_log(of)?.unwrap_or_default();
		let root = root_in_log::<Software>(entry.leaf::<Software>(), place, log.size(), path);
		let is_there = root == Some(log.root::<Software>());
		let is_event = event.is_none_or(|event| Software::hash(event) == entry.event);
		match is_there && is_event {
			true => Ok(()),
			false => Err(Forgery::LogEntry.into()),
		}
	}

	/// Checks that these entries are all of the log of an institution, or of the whole log for `None`, in
	/// their order.
	pub fn ensure_is_log(
		&self,
		of: Option<InstitutionId>,
		entries: &[LogEntry],
	) -> Result<(), Refusal> {
		let log = self.event_log(of)?.unwrap_or_default();
		let forged = Refusal::from(Forgery::LogList);
		if u64::try_from(entries.len()) != Ok(log.size()) {
			return Err(forged);
		}
		let mut listed = Frontier::default();
		for entry in entries {
			let pushed = listed.push::<Software>(entry.leaf::<Software>());
			pushed.map_err(|Full| forged.clone())?;
		}
		match listed == log {
			true => Ok(()),
			false => Err(forged),
		}
	}
}
