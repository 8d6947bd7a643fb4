// SPDX-License-Identifier: Apache-2.0

//! The calls about document keys, and the lists in which wallets look for statuses.

use super::Call;
use testamur_primitives::{records::KeyEnd, InstitutionId, KeyPurpose, Moment, PublicKey};

impl Call {
	/// Returns the call of an admin that adds a document key.
	#[must_use]
	pub fn add_document_key(key: PublicKey, purpose: KeyPurpose) -> Self {
		Self::new(24, "add_document_key", &["key", "purpose"], (key, purpose))
	}

	/// Returns the call of an admin that retires a document key.
	#[must_use]
	pub fn retire_document_key(key: PublicKey) -> Self {
		Self::new(30, "retire_document_key", &["key"], key)
	}

	/// Returns the call that declares a document key compromised since a moment.
	#[must_use]
	pub fn declare_compromised(institution: InstitutionId, key: PublicKey, since: Moment) -> Self {
		let arguments = &["institution", "key", "since"];
		Self::new(31, "declare_compromised", arguments, (institution, key, since))
	}

	/// Returns the call of the council that lifts such a declaration.
	#[must_use]
	pub fn lift_compromise(institution: InstitutionId, key: PublicKey) -> Self {
		Self::new(32, "lift_compromise", &["institution", "key"], (institution, key))
	}

	/// Returns the call of the council that gives a retired document key another end, or none.
	#[must_use]
	pub fn reinstate_document_key(institution: InstitutionId, key: PublicKey, end: KeyEnd) -> Self {
		let arguments = &["institution", "key", "end"];
		Self::new(35, "reinstate_document_key", arguments, (institution, key, end))
	}
}
