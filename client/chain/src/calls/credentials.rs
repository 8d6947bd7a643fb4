// SPDX-License-Identifier: Apache-2.0

//! The calls about batches and the statuses of credentials.

use super::Call;
use codec::Encode;
use testamur_primitives::{
	records, status::StatusChange, AccreditationId, InstitutionId, ListLabel, Moment,
	RevocationReason, Root, TypeId,
};

/// The time for which the chain takes the credentials of a batch for valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
	/// They never expire on the chain.
	Never,
	/// They are valid until this moment, the first at which they no longer are.
	Until(Moment),
}

impl From<Validity> for records::Validity {
	fn from(validity: Validity) -> Self {
		match validity {
			Validity::Never => Self::Never,
			Validity::Until(moment) => Self::Until(moment),
		}
	}
}

/// A change of the status of the credential at a place of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusChangeAt {
	/// The place in the batch, from 0.
	pub index: u32,
	/// The change.
	pub change: StatusChange,
}

impl Encode for StatusChangeAt {
	fn encode(&self) -> Vec<u8> {
		(Some(self.index), self.change).encode()
	}
}

impl Call {
	/// Returns the call that anchors a batch of `size` credentials of a type, under a grant.
	#[must_use]
	pub fn anchor(
		accreditation: AccreditationId,
		type_id: TypeId,
		root: Root,
		size: u32,
		validity: Validity,
	) -> Self {
		let anchor = records::Anchor { root, size, validity: validity.into() };
		let arguments = &["accreditation", "type_id", "anchor"];
		Self::new(18, "anchor", arguments, (accreditation, type_id, anchor))
	}

	/// Returns the call that appends batches of the signer's institution to a status list, which has to end at
	/// `start`.
	#[must_use]
	pub fn list_batches(label: ListLabel, start: u32, roots: &[Root]) -> Self {
		let arguments = &["label", "start", "roots"];
		Self::new(33, "list_batches", arguments, (label, Some(start), roots))
	}

	/// Returns the call that changes statuses in a batch of the signer's institution. It takes at most
	/// [`MAX_STATUS_CHANGES`](testamur_primitives::limits::MAX_STATUS_CHANGES) of them.
	#[must_use]
	pub fn change_statuses(root: Root, changes: &[StatusChangeAt]) -> Self {
		Self::new(20, "change_statuses", &["root", "changes"], (root, changes))
	}

	/// Returns the call that changes statuses in a batch of a closed institution, of which that of the signer
	/// is the custodian.
	#[must_use]
	pub fn change_statuses_for(
		institution: InstitutionId,
		root: Root,
		changes: &[StatusChangeAt],
	) -> Self {
		let arguments = &["institution", "root", "changes"];
		Self::new(39, "change_statuses_for", arguments, (institution, root, changes))
	}

	/// Returns the call that revokes a whole batch, for which another one may have been anchored.
	#[must_use]
	pub fn revoke_batch(root: Root, reason: RevocationReason, successor: Option<Root>) -> Self {
		let arguments = &["root", "reason", "successor"];
		Self::new(21, "revoke_batch", arguments, (root, reason, successor))
	}

	/// Returns the call that attests a batch again, under another grant than the one that was lost.
	#[must_use]
	pub fn attest_again(root: Root, accreditation: AccreditationId) -> Self {
		Self::new(22, "attest_again", &["root", "accreditation"], (root, accreditation))
	}
}
