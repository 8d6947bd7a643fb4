// SPDX-License-Identifier: Apache-2.0

//! The runtimes whose records this crate understands.
//!
//! A proof shows the bytes of records. What they mean is a matter of the runtime that wrote them, so
//! the runtime is proven as well, and what an unknown one wrote is refused.

use crate::refusal::{Gap, Refusal};
use alloc::string::{String, ToString};
use codec::Compact;
use testamur_primitives::{
	evaluate::MEANING,
	former, keys,
	state::{ensure_layout, read_required, StateReader},
	RecordId,
};

/// Consecutive versions of a runtime, with what a reader has to know of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownRuntime {
	/// The name of the runtime (`spec_name`).
	pub name: &'static str,
	/// The first version (`spec_version`).
	pub first: u32,
	/// The last version.
	pub last: u32,
	/// The version of the layout of its records.
	pub layout: u16,
	/// The version of what its records mean ([`MEANING`]).
	pub meaning: u32,
}

/// The runtimes that this crate was written for.
///
/// A version is added when a runtime is released that writes the same records with the same meaning,
/// and only then.
pub const KNOWN_RUNTIMES: &[KnownRuntime] = &[
	KnownRuntime { name: "testamur", first: 1, last: 1, layout: former::LAYOUT, meaning: 1 },
	KnownRuntime { name: "testamur", first: 2, last: 2, layout: keys::LAYOUT, meaning: 1 },
];

/// The way to read the records of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
	/// As they are.
	Present,
	/// Converted from the layout before.
	Former,
}

/// Returns the way to read a state, and the version of the runtime that wrote it.
///
/// The rules are those by which a node reads its database: the records of a runtime are read in the
/// layout of that runtime only, and those of a state that is being migrated by nobody.
pub(crate) fn layout_of<S: StateReader<Error = Gap>>(
	state: &S,
	known: &[KnownRuntime],
) -> Result<(Layout, u32), Refusal> {
	let (Compact(version), name): (Compact<u32>, String) =
		read_required(state, RecordId::LastRuntimeUpgrade)?;
	let runtime = known
		.iter()
		.filter(|runtime| runtime.meaning == MEANING)
		.find(|runtime| runtime.name == name && (runtime.first..=runtime.last).contains(&version));
	let Some(runtime) = runtime else {
		return Err(Refusal::RuntimeNotUnderstood { name, version, layout: None });
	};
	let stored: u16 = read_required(state, RecordId::StorageVersion)?;
	match runtime.layout {
		keys::LAYOUT if stored == former::LAYOUT => {
			Err(ensure_layout(state).map_or_else(Refusal::from, |()| Refusal::UpgradePending))
		},
		keys::LAYOUT if stored == keys::LAYOUT => Ok((Layout::Present, version)),
		former::LAYOUT if stored == former::LAYOUT => Ok((Layout::Former, version)),
		_ => Err(Refusal::RuntimeNotUnderstood {
			name: name.to_string(),
			version,
			layout: Some(stored),
		}),
	}
}
