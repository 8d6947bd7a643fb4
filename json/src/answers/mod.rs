// SPDX-License-Identifier: Apache-2.0

//! The answers as JSON. Each type is made from records, views or verdicts, and holds no logic.

mod batch;
mod custody;
mod document_keys;
mod event_log;
mod evidence;
mod path;
mod pointer;
mod records;
mod status_list;
mod verdict;
mod words;

pub use batch::{Attestation, Batch, BatchRevocation, Statuses};
pub use custody::{CustodialChange, Custody, Reissue};
pub use document_keys::{DocumentKey, KeyRecord};
pub use event_log::EventLog;
pub use evidence::{AuthoritySets, Evidence, FinalBlock};
pub use path::{FormerGrant, Grant, Grantor, PathStep, Suspender};
pub use pointer::Pointer;
pub use records::{
	Accreditation, Any, Authorization, CredentialType, FirstLapse, Institution, Rights, Scope,
};
pub use status_list::{ListPart, StatusListPage};
pub use testamur_primitives::{
	verdict::{Outcome, Reason},
	KeyPurpose, Lapse, Loss, RevocationReason, TypeKind,
};
pub use verdict::{Issuer, StatusSummary, TypeSummary, Verdict};
pub use words::{AccreditationState, InstitutionState, StatusState, TypeState};

use crate::{hex::Hash, time::Time};
use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};
use testamur_primitives::views;

/// The block from which an answer was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AsOf {
	/// Its number.
	pub block_number: u64,
	/// Its hash.
	pub block_hash: Hash,
	/// Its time; `None` for the genesis block.
	pub time: Option<Time>,
	/// True if it is finalized.
	pub finalized: bool,
}

/// An answer and the block from which it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dated<T> {
	/// The answer.
	#[serde(flatten)]
	pub answer: T,
	/// The block.
	pub as_of: AsOf,
}

/// One page of a listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<Item, Key = u32> {
	/// The items. Any page may be empty.
	pub items: Vec<Item>,
	/// The value of `from` for the next page; `None` after the last.
	pub next: Option<Key>,
}

impl<Item: From<View>, View> From<views::Page<View>> for Page<Item> {
	fn from(page: views::Page<View>) -> Self {
		Self { items: page.items.into_iter().map(Item::from).collect(), next: page.next }
	}
}

/// Converts text of the chain, which is stored in UTF-8.
fn text(bytes: impl AsRef<[u8]>) -> String {
	String::from_utf8_lossy(bytes.as_ref()).into_owned()
}
