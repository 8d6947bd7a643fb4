// SPDX-License-Identifier: Apache-2.0

//! Custody of closed institutions, and what custodians did.

use super::Pointer;
use crate::time::Time;
use serde::{Deserialize, Serialize};
use testamur_primitives::{records, verdict};

/// The last appointment of a custodian to an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Custody {
	/// The institution that acts in the place of the closed one.
	pub custodian: u32,
	/// The time of the appointment.
	pub since: Time,
	/// The first moment at which it is over. It is over before if the institution is not closed.
	pub until: Time,
	/// The number of status changes that the custodian may still make.
	pub status_changes: u32,
	/// The number of credentials that the custodian may still issue again.
	pub reissues: u32,
}

impl From<records::Custody> for Custody {
	fn from(custody: records::Custody) -> Self {
		Self {
			custodian: custody.custodian.0,
			since: Time(custody.since),
			until: Time(custody.until),
			status_changes: custody.status_changes,
			reissues: custody.reissues,
		}
	}
}

/// The last change of a credential's status that a custodian made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustodialChange {
	/// The custodian.
	pub by: u32,
	/// The time of the change.
	pub at: Time,
	/// True if a custodian ended the credential, this one or an earlier one: it revoked or superseded it
	/// while it was active or suspended.
	pub ended: bool,
}

impl From<records::CustodialChange> for CustodialChange {
	fn from(change: records::CustodialChange) -> Self {
		Self { by: change.by.0, at: Time(change.at), ended: change.ended }
	}
}

/// The reissue by which a custodian made a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reissue {
	/// The custodian, whose document key signs the document.
	pub by: u32,
	/// The time of the reissue.
	pub at: Time,
	/// The credential in whose place it was issued.
	pub former: Pointer,
}

impl From<verdict::ReissueSummary> for Reissue {
	fn from(reissue: verdict::ReissueSummary) -> Self {
		Self { by: reissue.by.0, at: Time(reissue.at), former: reissue.former.into() }
	}
}
