// SPDX-License-Identifier: Apache-2.0

//! The answers as JSON. Each type is made from what the runtime API returns, and holds no logic.

mod batch;
mod path;
mod records;
mod verdict;
mod words;

pub use batch::{Batch, BatchRevocation, Statuses};
pub use path::{Grant, Grantor, PathStep};
pub use records::{
	Accreditation, Any, Authorization, CredentialType, FirstLapse, Institution, Rights, Scope,
};
pub use verdict::{Issuer, Pointer, StatusSummary, TypeSummary, Verdict};
pub use words::{
	AccreditationState, InstitutionState, Lapse, Outcome, Reason, RevocationReason, StatusState,
	TypeKind, TypeState,
};

pub(crate) use batch::cut;

use crate::{hex::Hash, time::Time};
use serde::{Deserialize, Serialize};

/// The block an answer was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AsOf {
	/// Its number.
	pub block_number: u64,
	/// Its hash.
	pub block_hash: Hash,
	/// Its time; the genesis block has none.
	pub time: Option<Time>,
	/// Whether it is finalized.
	pub finalized: bool,
}

/// An answer and the block it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dated<T> {
	/// The answer.
	#[serde(flatten)]
	pub answer: T,
	/// The block.
	pub as_of: AsOf,
}

impl<T> Dated<T> {
	/// The same block with another answer.
	pub(crate) fn map<U>(self, dress: impl FnOnce(T) -> U) -> Dated<U> {
		Dated { answer: dress(self.answer), as_of: self.as_of }
	}
}

impl<T> Dated<Option<T>> {
	/// Nothing, or an answer with its block.
	pub(crate) fn present(self) -> Option<Dated<T>> {
		let as_of = self.as_of;
		self.answer.map(|answer| Dated { answer, as_of })
	}
}

/// One page of a listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<Item> {
	/// The items, which may be none on any page.
	pub items: Vec<Item>,
	/// What to ask from for the next page; none after the last.
	pub next: Option<u32>,
}

impl<Item, Of> From<pallet_credentials_runtime_api::Page<Of>> for Page<Item>
where
	Item: From<Of>,
{
	fn from(page: pallet_credentials_runtime_api::Page<Of>) -> Self {
		Self { items: page.items.into_iter().map(Item::from).collect(), next: page.next }
	}
}

/// Text of the chain, which keeps it in UTF-8.
fn text(bytes: impl AsRef<[u8]>) -> String {
	String::from_utf8_lossy(bytes.as_ref()).into_owned()
}
