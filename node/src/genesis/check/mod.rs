// SPDX-License-Identifier: Apache-2.0

//! The rules that the file must keep. All of them are tried, and all that is wrong is told.

mod chain;
mod keys;
mod members;
mod mistake;
#[cfg(test)]
mod tests;
mod text;

use std::{
	collections::{hash_map::Entry, HashMap},
	fmt::Display,
	hash::Hash,
	ops::Range,
};

use pallet_consortium::Settings;
use pallet_credentials::GenesisInstitution;
use sc_network::config::MultiaddrWithPeerId;
use sp_core::{ed25519, sr25519};
use testamur_primitives::Moment;
use testamur_runtime::AccountId;

use crate::genesis::file::{self, File};
pub(crate) use mistake::{Mistake, Warning, What};
pub(crate) use text::{moves_the_cursor, valid_id};

/// What the members have agreed on: nothing in it breaks a rule.
#[derive(Debug, PartialEq)]
pub(crate) struct Agreement {
	pub(crate) name: String,
	pub(crate) id: String,
	pub(crate) boot_nodes: Vec<MultiaddrWithPeerId>,
	pub(crate) settings: Settings,
	pub(crate) council: Vec<AccountId>,
	pub(crate) validators: Vec<Validator>,
	pub(crate) accreditors: Vec<GenesisInstitution<AccountId>>,
	/// What they should know all the same.
	pub(crate) warnings: Vec<Warning>,
}

/// A validator with its public session keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Validator {
	pub(crate) account: AccountId,
	pub(crate) aura: sr25519::Public,
	pub(crate) grandpa: ed25519::Public,
}

/// Read the file and try every rule. `now` only serves to warn.
pub(crate) fn check(text: &str, now: Moment) -> Result<Agreement, Vec<Mistake>> {
	let file = file::parse(text).map_err(|mistake| vec![mistake])?;
	let mut checker =
		Checker { lines: LineNumbers(text), now, mistakes: Vec::new(), warnings: Vec::new() };
	let agreement = checker.agreement(&file);
	match agreement {
		Some(agreement) if checker.mistakes.is_empty() => {
			Ok(Agreement { warnings: checker.warnings, ..agreement })
		},
		_ => {
			checker.mistakes.sort_by_key(|mistake| mistake.line);
			Err(checker.mistakes)
		},
	}
}

/// Finds the line of a place in a text.
#[derive(Clone, Copy)]
pub(crate) struct LineNumbers<'a>(pub(crate) &'a str);

impl LineNumbers<'_> {
	/// From 1.
	pub(crate) fn of(self, offset: usize) -> usize {
		self.0.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
	}
}

/// Goes through the file and notes what is wrong.
struct Checker<'a> {
	lines: LineNumbers<'a>,
	now: Moment,
	mistakes: Vec<Mistake>,
	warnings: Vec<Warning>,
}

/// Values that may stand in a list once, with the line in which each was first seen.
type Seen<Value> = HashMap<Value, usize>;

impl Checker<'_> {
	/// `None` if some value could not be read; what is wrong stands in `mistakes` in any case.
	fn agreement(&mut self, file: &File) -> Option<Agreement> {
		let name = self.chain_name(&file.name);
		let id = self.id(&file.id);
		let boot_nodes = self.boot_nodes(&file.boot_nodes);
		let settings = self.settings(&file.consortium, file.validator.len());
		let council = self.council(&file.council);
		let validators = self.validators(&file.validator);
		let accreditors = self.accreditors(&file.accreditor);
		Some(Agreement {
			name: name?,
			id: id?,
			boot_nodes: boot_nodes?,
			settings: settings?,
			council: council?,
			validators: validators?,
			accreditors: accreditors?,
			warnings: Vec::new(),
		})
	}

	fn refuse(&mut self, at: &Range<usize>, field: impl Display, what: What) {
		let line = Some(self.lines.of(at.start));
		self.mistakes.push(Mistake { line, field: field.to_string(), what });
	}

	/// The value, or a note of what is wrong with it.
	fn take<T>(
		&mut self,
		at: &Range<usize>,
		field: impl Display,
		result: Result<T, What>,
	) -> Option<T> {
		result.map_err(|what| self.refuse(at, field, what)).ok()
	}

	/// Note a value that stands in its list already.
	fn once<Value: Hash + Eq>(
		&mut self,
		at: &Range<usize>,
		field: impl Display,
		seen: &mut Seen<Value>,
		value: Value,
	) {
		match seen.entry(value) {
			Entry::Vacant(free) => {
				free.insert(self.lines.of(at.start));
			},
			Entry::Occupied(taken) => {
				self.refuse(at, field, What::Duplicate { first: *taken.get() });
			},
		}
	}
}

/// All values, if each could be read. Every one is tried first, so that no mistake goes untold.
fn all<T>(values: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
	let tried: Vec<_> = values.collect();
	tried.into_iter().collect()
}
