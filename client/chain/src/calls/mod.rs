// SPDX-License-Identifier: Apache-2.0

//! Calls, by their bytes and by the names under which a runtime knows them.
//!
//! The bytes follow from indices and layouts that no runtime of this chain changes, and not from what a node
//! says: a node could give another call the name of this one, and have the account sign that. Before anything
//! is signed, they are compared with the metadata of the node, so that a runtime which has no such call is
//! noticed.
//!
//! * `credentials`: batches and the statuses of credentials.
//! * `institutions`: institutions, their accounts and their custodians.
//! * `accreditations`: grants.
//! * `types`: credential types.
//! * `document_keys`: the keys that sign documents.
//! * `council`: motions.

mod accreditations;
mod council;
mod credentials;
mod document_keys;
mod institutions;
mod types;

pub use council::Motion;
pub(crate) use council::COUNCIL;
pub use credentials::{StatusChangeAt, Validity};
pub use institutions::{Consent, Permissions};

use codec::Encode;

/// The pallet of institutions, grants, types and credentials.
const CREDENTIALS: Pallet = Pallet { name: "Credentials", index: 20 };

/// The pallet of calls that are sent together.
const UTILITY: Pallet = Pallet { name: "Utility", index: 15 };

/// A pallet, by its name and the index that no runtime of this chain changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pallet {
	name: &'static str,
	index: u8,
}

/// A call: its bytes, and its name with those of its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
	pallet: Pallet,
	name: &'static str,
	arguments: &'static [&'static str],
	bytes: Vec<u8>,
}

impl Call {
	/// Returns the call of the pallet of credentials with this index and these arguments, in their order.
	fn new(
		index: u8,
		name: &'static str,
		arguments: &'static [&'static str],
		values: impl Encode,
	) -> Self {
		Self::of(CREDENTIALS, index, name, arguments, values)
	}

	/// Returns the call of a pallet.
	fn of(
		pallet: Pallet,
		index: u8,
		name: &'static str,
		arguments: &'static [&'static str],
		values: impl Encode,
	) -> Self {
		let bytes = (pallet.index, index, values).encode();
		Self { pallet, name, arguments, bytes }
	}

	/// Returns the call that makes several calls, all of them or none.
	#[must_use]
	pub fn all(calls: &[Self]) -> Self {
		let calls: Vec<_> = calls.iter().map(Inner).collect();
		Self::of(UTILITY, 2, "batch_all", &["calls"], calls)
	}

	/// Returns the name of its pallet.
	#[must_use]
	pub const fn pallet(&self) -> &'static str {
		self.pallet.name
	}

	/// Returns its name.
	#[must_use]
	pub const fn name(&self) -> &'static str {
		self.name
	}

	/// Returns the names of its arguments, in their order.
	pub(crate) const fn arguments(&self) -> &'static [&'static str] {
		self.arguments
	}

	/// Returns its bytes.
	#[must_use]
	pub fn bytes(&self) -> &[u8] {
		&self.bytes
	}
}

/// A call within another one, which has no length before it.
struct Inner<'a>(&'a Call);

impl Encode for Inner<'_> {
	fn encode(&self) -> Vec<u8> {
		self.0.bytes.clone()
	}
}
