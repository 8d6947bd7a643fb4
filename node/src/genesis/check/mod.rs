// SPDX-License-Identifier: Apache-2.0

//! The rules that the file must keep. Every rule is tried, so that all diagnostics come at once.

mod chain;
mod keys;
mod members;
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

use super::{
	diagnostic::{Diagnostic, LineNumbers, Problem, Warning},
	file::File,
};
pub(crate) use text::{is_control_or_bidi, valid_id};

/// The agreement of the members, in which nothing breaks a rule.
#[derive(Debug, PartialEq)]
pub(crate) struct Agreement {
	pub(crate) name: String,
	pub(crate) id: String,
	pub(crate) boot_nodes: Vec<MultiaddrWithPeerId>,
	pub(crate) settings: Settings,
	pub(crate) council: Vec<AccountId>,
	pub(crate) validators: Vec<Validator>,
	pub(crate) accreditors: Vec<GenesisInstitution<AccountId>>,
	/// Facts that break no rule and that the members should know all the same.
	pub(crate) warnings: Vec<Warning>,
}

/// A validator with its public session keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Validator {
	pub(crate) account: AccountId,
	pub(crate) aura: sr25519::Public,
	pub(crate) grandpa: ed25519::Public,
}

/// Checks a file against every rule. The time `now` only serves to warn.
///
/// # Errors
///
/// Lists all that breaks a rule, by line.
pub(crate) fn check(
	file: &File,
	lines: LineNumbers<'_>,
	now: Moment,
) -> Result<Agreement, Vec<Diagnostic>> {
	let mut checker = Checker { lines, now, diagnostics: Vec::new(), warnings: Vec::new() };
	let agreement = checker.agreement(file);
	match agreement {
		Some(agreement) if checker.diagnostics.is_empty() => {
			Ok(Agreement { warnings: checker.warnings, ..agreement })
		},
		_ => {
			checker.diagnostics.sort_by_key(|diagnostic| diagnostic.line);
			Err(checker.diagnostics)
		},
	}
}

/// A walk through the file that notes each broken rule.
struct Checker<'a> {
	lines: LineNumbers<'a>,
	now: Moment,
	diagnostics: Vec<Diagnostic>,
	warnings: Vec<Warning>,
}

/// Values that may occur once in a list, each with the line of its first occurrence.
type FirstLines<Value> = HashMap<Value, usize>;

impl Checker<'_> {
	/// Returns the agreement, or `None` if some value could not be read. Each broken rule is in
	/// `diagnostics` in either case.
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

	/// Notes a problem with a field.
	fn note(&mut self, at: &Range<usize>, field: impl Display, problem: Problem) {
		let line = Some(self.lines.of(at.start));
		self.diagnostics.push(Diagnostic { line, field: field.to_string(), problem });
	}

	/// Returns the value of a field, or notes the problem with it.
	fn value_or_note<T>(
		&mut self,
		at: &Range<usize>,
		field: impl Display,
		result: Result<T, Problem>,
	) -> Option<T> {
		result.map_err(|problem| self.note(at, field, problem)).ok()
	}

	/// Notes a problem if the value has occurred in its list before.
	fn ensure_unique<Value: Hash + Eq>(
		&mut self,
		at: &Range<usize>,
		field: impl Display,
		first_lines: &mut FirstLines<Value>,
		value: Value,
	) {
		match first_lines.entry(value) {
			Entry::Vacant(entry) => {
				entry.insert(self.lines.of(at.start));
			},
			Entry::Occupied(first) => {
				self.note(at, field, Problem::Duplicate { first: *first.get() });
			},
		}
	}
}

/// Collects the values, if each could be read. All of them are tried first, so that the diagnostics
/// are complete.
fn collect_all<T>(values: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
	let tried: Vec<_> = values.collect();
	tried.into_iter().collect()
}
