// SPDX-License-Identifier: Apache-2.0

//! Finds the differences between a chain specification and the one that was agreed.

use std::{
	collections::{BTreeMap, BTreeSet},
	fmt,
};

use frame_support::traits::PalletsInfoAccess;
use serde_json::{Map, Value};
use sp_core::storage::Storage;
use testamur_runtime::AllPalletsWithSystem;

use super::{
	error::Error,
	summary::{printable, Summary},
};

/// Longest value that is shown whole, in characters.
const MAX_SHOWN: usize = 160;

/// One point in which two specifications differ.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Difference {
	subject: String,
	agreed: Option<String>,
	found: Option<String>,
}

impl fmt::Display for Difference {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let Self { subject, agreed, found } = self;
		let subject = printable(subject);
		let shown = |value: &str| {
			let text: String = printable(value).chars().take(MAX_SHOWN).collect();
			text
		};
		match (agreed, found) {
			(Some(agreed), Some(found)) => {
				writeln!(f, "  {subject}")?;
				writeln!(f, "    agreed  {}", shown(agreed))?;
				write!(f, "    found   {}", shown(found))
			},
			(Some(agreed), None) => {
				write!(f, "  {subject}\n    missing {}", shown(agreed))
			},
			(None, Some(found)) => write!(f, "  {subject}\n    added   {}", shown(found)),
			(None, None) => write!(f, "  {subject}"),
		}
	}
}

/// Returns every point of difference: none if and only if the bytes are the same.
pub(crate) fn differences(agreed: &[u8], found: &[u8]) -> Result<Vec<Difference>, Error> {
	if agreed == found {
		return Ok(Vec::new());
	}
	let (agreed_summary, found_summary) = (Summary::of_json(agreed)?, Summary::of_json(found)?);
	let mut differences = of_maps(&statements(&agreed_summary), &statements(&found_summary));
	differences.extend(of_maps(&members(agreed)?, &members(found)?));
	differences.extend(of_states(&agreed_summary.state.storage, &found_summary.state.storage));
	if differences.is_empty() {
		// A node would do the same with both, but their digests differ.
		differences.push(Difference {
			subject: "it says the same in other bytes; use the file that `genesis build` writes"
				.into(),
			agreed: None,
			found: None,
		});
	}
	Ok(differences)
}

/// Returns the statements of a summary by their subjects.
fn statements(summary: &Summary) -> BTreeMap<String, String> {
	let entries = summary
		.sections
		.iter()
		.flat_map(|section| section.entries.iter().map(move |entry| (section, entry)));
	let mut statements = BTreeMap::new();
	for (section, entry) in entries {
		let subject = [section.title, &entry.title].join(": ");
		let subject = subject.trim_end_matches(": ");
		if entry.fields.is_empty() {
			statements.insert(subject.into(), String::new());
		}
		for (name, value) in &entry.fields {
			let all: &mut String = statements.entry(format!("{subject}, {name}")).or_default();
			// Boot nodes all have the same name.
			*all = if all.is_empty() { value.clone() } else { format!("{all} {value}") };
		}
	}
	statements
}

/// Returns the members of the JSON object but for the state and those that the summary shows.
fn members(json: &[u8]) -> Result<BTreeMap<String, String>, Error> {
	const SUMMARIZED: [&str; 7] =
		["genesis", "name", "id", "chainType", "protocolId", "forkId", "bootNodes"];
	let object: Map<String, Value> =
		serde_json::from_slice(json).map_err(|error| Error::Spec(error.to_string()))?;
	Ok(object
		.into_iter()
		.filter(|(name, _)| !SUMMARIZED.contains(&name.as_str()))
		.map(|(name, value)| (format!("Member {name:?} of the file"), value.to_string()))
		.collect())
}

fn of_maps(agreed: &BTreeMap<String, String>, found: &BTreeMap<String, String>) -> Vec<Difference> {
	let subjects: BTreeSet<_> = agreed.keys().chain(found.keys()).collect();
	subjects
		.into_iter()
		.filter(|subject| agreed.get(*subject) != found.get(*subject))
		.map(|subject| Difference {
			subject: subject.clone(),
			agreed: agreed.get(subject).cloned(),
			found: found.get(subject).cloned(),
		})
		.collect()
}

/// Counts the entries of the state that differ by pallet, also those that no summary shows.
fn of_states(agreed: &Storage, found: &Storage) -> Vec<Difference> {
	let keys: BTreeSet<_> = agreed.top.keys().chain(found.top.keys()).collect();
	let mut counts = BTreeMap::<String, usize>::new();
	for key in keys {
		if agreed.top.get(key) != found.top.get(key) {
			*counts.entry(owner(key)).or_default() += 1;
		}
	}
	let children = agreed.children_default.len().max(found.children_default.len());
	if children > 0 {
		counts.insert("child tries, of which there should be none".into(), children);
	}
	counts
		.into_iter()
		.map(|(owner, count)| Difference {
			subject: format!("State of {owner}: {count} entries differ"),
			agreed: None,
			found: None,
		})
		.collect()
}

/// Names the pallet whose storage a key belongs to.
fn owner(key: &[u8]) -> String {
	let pallets = AllPalletsWithSystem::infos();
	let pallet = pallets
		.iter()
		.find(|pallet| key.starts_with(&sp_io::hashing::twox_128(pallet.name.as_bytes())));
	match (pallet, std::str::from_utf8(key)) {
		(Some(pallet), _) => pallet.name.into(),
		(None, Ok(name)) if name.starts_with(':') => format!("the well-known key {name:?}"),
		(None, _) => format!("nobody, {}", sp_core::bytes::to_hex(key, false)),
	}
}
