// SPDX-License-Identifier: Apache-2.0

//! Document keys.

use super::KeyPurpose;
use crate::{multikey::Multikey, time::Time};
use serde::{Deserialize, Serialize};
use testamur_primitives::{records, views::DocumentKeyView};

/// A document key and its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentKey {
	/// The key itself.
	pub key: Multikey,
	/// Its record.
	#[serde(flatten)]
	pub record: KeyRecord,
}

impl From<DocumentKeyView> for DocumentKey {
	fn from(view: DocumentKeyView) -> Self {
		Self { key: Multikey(view.key), record: view.record.into() }
	}
}

/// The record of a document key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyRecord {
	/// Its number among the keys of its institution.
	pub number: u32,
	/// Its purpose.
	pub purpose: KeyPurpose,
	/// The time at which it was added, the first moment at which it stood in the record.
	pub since: Time,
	/// The time at which it was retired, the first moment at which it no longer stood there.
	pub until: Option<Time>,
	/// The moment since which it is compromised.
	pub compromised_since: Option<Time>,
}

impl From<records::DocumentKey> for KeyRecord {
	fn from(record: records::DocumentKey) -> Self {
		Self {
			number: record.number,
			purpose: record.purpose,
			since: Time(record.since),
			until: record.until.map(Time),
			compromised_since: record.compromised_since.map(Time),
		}
	}
}
