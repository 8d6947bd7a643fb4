// SPDX-License-Identifier: Apache-2.0

//! The plan of a batch: all that is needed to anchor it and to write its files, beside the documents.

use crate::listing::Listing;
use serde::{Deserialize, Serialize};
use testamur_documents::anchor::Genesis;
use testamur_json::{hex::Hash, multikey::Multikey};
use testamur_primitives::{
	AccreditationId, InstitutionId, ListLabel, Moment, PublicKey, Root, TypeId,
};

/// The version of the journal.
pub(crate) const VERSION: u32 = 1;

/// A batch that is to be anchored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchoring {
	/// The institution.
	pub institution: InstitutionId,
	/// The grant under which it is anchored.
	pub accreditation: AccreditationId,
	/// The type of all its credentials.
	pub type_id: TypeId,
	/// The root of its tree.
	pub root: Root,
	/// The number of its credentials.
	pub size: u32,
	/// The moment until which the chain takes them for valid: the end of the document that is valid
	/// longest. None if a document has no end.
	pub valid_until: Option<Moment>,
	/// The new status list of which it becomes the first part, if its documents name one.
	pub list: Option<ListLabel>,
}

/// The plan of a batch, as it is in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Plan {
	/// The version of the journal.
	pub(crate) version: u32,
	pub(crate) genesis: Hash,
	pub(crate) institution: u32,
	pub(crate) accreditation: u32,
	#[serde(rename = "type")]
	pub(crate) type_id: u32,
	pub(crate) valid_until: Option<Moment>,
	/// The key that signed the documents.
	pub(crate) key: Multikey,
	/// The number of the key in the record of the institution, by which the documents name it.
	pub(crate) key_number: u32,
	pub(crate) root: Hash,
	/// The hash of the template.
	pub(crate) template: Hash,
	/// The hash of the index, which holds every cell of the list.
	pub(crate) index: Hash,
	/// The hashes of the parts of the documents.
	pub(crate) parts: Vec<Hash>,
	/// The number of the learner, from 0, at each place of the batch.
	pub(crate) learners: Vec<u32>,
	/// The status list that the documents name, if they name one.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub(crate) listing: Option<Listing>,
}

impl Plan {
	/// Returns the number of credentials.
	#[must_use]
	pub fn size(&self) -> u32 {
		u32::try_from(self.learners.len()).unwrap_or(u32::MAX)
	}

	/// Returns the batch.
	#[must_use]
	pub fn anchoring(&self) -> Anchoring {
		Anchoring {
			institution: InstitutionId(self.institution),
			accreditation: AccreditationId(self.accreditation),
			type_id: TypeId(self.type_id),
			root: Root(self.root.0),
			size: self.size(),
			valid_until: self.valid_until,
			list: self.listing.as_ref().map(Listing::label),
		}
	}

	/// Returns the key that signed the documents.
	pub(crate) const fn key(&self) -> PublicKey {
		self.key.0
	}

	/// Returns the chain.
	pub(crate) const fn genesis(&self) -> Genesis {
		Genesis(self.genesis.0)
	}

	/// Returns the number of the learner, from 0, at a place of the batch.
	pub(crate) fn learner(&self, place: u32) -> u32 {
		let place = usize::try_from(place).unwrap_or(usize::MAX);
		self.learners.get(place).copied().unwrap_or_default()
	}
}
