// SPDX-License-Identifier: Apache-2.0

//! What is wished for a credential, and whether its status allows it.

use crate::register::Standing;
use std::fmt;
use testamur_primitives::{InstitutionId, Status, StatusChange};

/// The way in which a credential stands to a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
	/// The change can be made.
	Open,
	/// It is as it should be already.
	AsWished,
	/// The change cannot be made.
	Impossible(Obstacle),
}

/// A reason why a change cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
	/// The credential is not on record.
	NotAnchored,
	/// This institution anchored it, of which the one of the account is not the custodian.
	OfOthers(InstitutionId),
	/// Its batch was revoked as a whole.
	BatchRevoked,
	/// Its status does not allow it.
	Status(Status),
}

impl fmt::Display for Obstacle {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::NotAnchored => "it is not on record: check that it was issued on this chain",
			Self::OfOthers(InstitutionId(id)) => {
				return write!(
					f,
					"institution {id} anchored it, of which yours is not the custodian"
				);
			},
			Self::BatchRevoked => "its batch was revoked as a whole, for good",
			Self::Status(Status::Active) => "it is not suspended",
			Self::Status(Status::Suspended) => "it is suspended: reinstate it first",
			Self::Status(Status::Superseded) => "another credential has taken its place",
			Self::Status(Status::Revoked(_)) => "it is revoked, for good",
		})
	}
}

/// Returns how a credential stands to a change.
pub(crate) fn stand(standing: &Standing, change: &StatusChange) -> Stand {
	let (status, successor) = match standing {
		Standing::NotAnchored => return Stand::Impossible(Obstacle::NotAnchored),
		Standing::BatchRevoked => return Stand::Impossible(Obstacle::BatchRevoked),
		Standing::Status(status, successor) => (*status, successor.as_ref()),
	};
	match is_as_wished(status, change) && change.successor().is_none_or(|to| successor == Some(to))
	{
		true => Stand::AsWished,
		false if status.after(change).is_some() => Stand::Open,
		false => Stand::Impossible(Obstacle::Status(status)),
	}
}

/// Returns whether a status is the one to which a change leads.
fn is_as_wished(status: Status, change: &StatusChange) -> bool {
	match change {
		StatusChange::Suspend => status == Status::Suspended,
		StatusChange::Reinstate => status == Status::Active,
		StatusChange::Revoke(reason) => status == Status::Revoked(*reason),
		StatusChange::Supersede(_) => status == Status::Superseded,
		StatusChange::NameSuccessor(_) => status.may_have_successor(),
		StatusChange::Unstated | StatusChange::ForgetSuccessor => false,
	}
}
