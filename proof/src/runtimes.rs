// SPDX-License-Identifier: Apache-2.0

//! The runtimes whose records this crate understands.
//!
//! A proof shows the bytes of records. What they mean is a matter of the runtime that wrote them, so
//! the runtime is proven as well, and what an unknown one wrote is refused.

use crate::refusal::{Gap, Refusal};
use alloc::{string::String, vec::Vec};
use codec::Compact;
use testamur_primitives::{
	evaluate::MEANING,
	former, keys,
	state::{read_required, StateReader},
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
/// They are those of the table in `docs/spec/README.md`. A version is added when a runtime is released
/// that writes the same records with the same meaning, and only then.
pub const KNOWN_RUNTIMES: &[KnownRuntime] =
	&[KnownRuntime { name: "testamur", first: 2, last: 2, layout: keys::LAYOUT, meaning: 1 }];

/// Checks that the records of a state are understood, and returns the version of the runtime that wrote
/// it.
///
/// The records of a runtime are read in the layout of that runtime only, and those of a state that is
/// being migrated by nobody.
pub(crate) fn understood<S: StateReader<Error = Gap>>(
	state: &S,
	known: &[KnownRuntime],
) -> Result<u32, Refusal> {
	// A name that is no text is one that nobody knows (`docs/spec/records.md`, Encoding), and no damage.
	let (Compact(version), name): (Compact<u32>, Vec<u8>) =
		read_required(state, RecordId::LastRuntimeUpgrade)?;
	let name = String::from_utf8_lossy(&name);
	let runtime = known
		.iter()
		.filter(|runtime| runtime.meaning == MEANING)
		.find(|runtime| runtime.name == name && (runtime.first..=runtime.last).contains(&version));
	let Some(runtime) = runtime else {
		return Err(Refusal::RuntimeNotUnderstood {
			name: name.into_owned(),
			version,
			layout: None,
		});
	};
	match read_required(state, RecordId::StorageVersion)? {
		former::LAYOUT => Err(Refusal::UpgradePending),
		stored if stored == runtime.layout && stored == keys::LAYOUT => Ok(version),
		stored => Err(Refusal::RuntimeNotUnderstood {
			name: name.into_owned(),
			version,
			layout: Some(stored),
		}),
	}
}
