// SPDX-License-Identifier: Apache-2.0

//! The answers of the runtime API that are not records, in SCALE encoding.
//!
//! Their shape is part of the versioned runtime API: a change of it takes a new version of
//! `CredentialsApi`.

use crate::{
	damage::Damage,
	limits::MAX_REFERENCES,
	records::{AccreditationState, Grantor, Terms},
	state::CannotTell,
	status::StatusChunk,
	status_list::ListPart,
	verdict::PathStep,
	AccreditationId, Batch, CredentialType, DocumentKey, Institution, InstitutionId, Lapse, Moment,
	Payer, PublicKey, Root, TypeId,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use core::convert::Infallible;
use scale_info::TypeInfo;

/// The reason why the runtime did not answer. No case says anything about a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum QueryError {
	/// The request is over one of the [limits](crate::limits).
	LimitExceeded {
		/// The number that was asked for.
		requested: u32,
		/// The largest number that one call answers.
		limit: u32,
	},
	/// The state is damaged, which no call can cause, and there is no answer.
	DamagedState(Damage),
	/// The block replaced the runtime, or is one of those in which the new one migrates the records.
	UpgradePending,
	/// No part of the status list begins at the place from which the answer was to begin.
	NoPartBegins,
}

impl From<Damage> for QueryError {
	fn from(damage: Damage) -> Self {
		Self::DamagedState(damage)
	}
}

/// A runtime can always read its own state.
impl From<CannotTell<Infallible>> for QueryError {
	fn from(error: CannotTell<Infallible>) -> Self {
		match error {
			CannotTell::TooMany { requested } => {
				Self::LimitExceeded { requested, limit: MAX_REFERENCES }
			},
			CannotTell::Unreadable(never) => match never {},
			CannotTell::Damaged(damage) => Self::DamagedState(damage),
			CannotTell::UpgradePending => Self::UpgradePending,
		}
	}
}

/// What a reader of another version must know of a runtime. Later versions may append fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Contract {
	/// The version of what the records mean, see [`MEANING`](crate::evaluate::MEANING).
	pub meaning: u32,
	/// The oldest version of the runtime API whose readers this runtime answers: the functions of
	/// that version are all there, with the same arguments and the same types of answers.
	pub compatible_since: u32,
}

/// An accreditation with its path and its lapse.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct AccreditationView {
	/// Its number.
	pub id: AccreditationId,
	/// The institution that holds it.
	pub holder: InstitutionId,
	/// The council or the institution that gave it.
	pub grantor: Grantor,
	/// Its own terms. The terms that count are those that the whole path allows.
	pub terms: Terms,
	/// Its state.
	pub state: AccreditationState,
	/// The time of the offer.
	pub offered_at: Moment,
	/// The time of the acceptance.
	pub accepted_at: Option<Moment>,
	/// It and the grants above it, up to the council's.
	pub path: Vec<PathStep>,
	/// The lowest grant of the path that is not in force, with its lapse; `None` when all are.
	pub lapse: Option<(AccreditationId, Lapse)>,
}

/// An institution that holds a grant in force to attest.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct IssuerView<AccountId> {
	/// Its number.
	pub id: InstitutionId,
	/// Its record.
	pub institution: Institution<AccountId>,
	/// Its grants in force that allow to attest (the type asked for, if one was).
	pub accreditations: Vec<AccreditationId>,
}

/// One page of a listing, mostly in the order of numbers.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Page<Item, Key = u32> {
	/// The items.
	pub items: Vec<Item>,
	/// The key at which the next page begins; `None` on the last page. A page may be empty and
	/// still have a next one, since one call reads a bounded number of records.
	pub next: Option<Key>,
}

/// A batch of an institution and its root.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BatchView {
	/// Its root.
	pub root: Root,
	/// Its record.
	pub batch: Batch,
}

/// A document key and its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct DocumentKeyView {
	/// The key itself.
	pub key: PublicKey,
	/// Its record.
	pub record: DocumentKey,
}

/// A credential type and its number.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct TypeView {
	/// Its number.
	pub id: TypeId,
	/// Its record.
	pub credential_type: CredentialType,
}

/// Consecutive status chunks of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Statuses {
	/// The batch.
	pub batch: Batch,
	/// The chunks from the first one that was asked for, at most to the end of the batch. Chunks
	/// that were never written are all zeros (active).
	pub chunks: Vec<StatusChunk>,
}

/// Consecutive parts of a status list.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct StatusListPage {
	/// The number of places of the whole list.
	pub end: u32,
	/// The parts, in the order of their places, without a gap between them.
	pub parts: Vec<ListPart>,
	/// The place at which the next page begins; `None` on the last page, which reaches `end`.
	pub next: Option<u32>,
}

/// The part of its allowance that a payer has used in the present period.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct AllowanceUse<AccountId> {
	/// The payer.
	pub payer: Payer<AccountId>,
	/// The operations that it has used.
	pub used: u32,
	/// The operations that it has in a period.
	pub allowance: u32,
}

/// One page of used allowances, in the order of storage.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct AllowanceUses<AccountId> {
	/// The payers of the page that have used something in the present period.
	pub uses: Vec<AllowanceUse<AccountId>>,
	/// The payer after which the next page begins; `None` on the last page.
	pub next: Option<Payer<AccountId>>,
}
