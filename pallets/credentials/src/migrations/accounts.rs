// SPDX-License-Identifier: Apache-2.0

//! The record of an account in layout 1.

use crate::types;
use codec::{Decode, Encode};
use testamur_primitives::InstitutionId;

/// The permissions of an operator. None was for grave acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct Permissions {
	/// The permission to anchor credentials.
	pub(crate) issue: bool,
	/// The permission to change the status of credentials.
	pub(crate) change_status: bool,
	/// The permission to offer accreditations and to manage them.
	pub(crate) accredit: bool,
}

impl From<Permissions> for types::Permissions {
	/// The admin has the permission for grave acts, and entrusts it to whom it wants: an operator that
	/// had it by the upgrade alone was chosen for less.
	fn from(Permissions { issue, change_status, accredit }: Permissions) -> Self {
		Self { issue, change_status, accredit, grave: false }
	}
}

/// The role of an account in its institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) enum Role {
	/// The account names the operators and holds every permission.
	Admin,
	/// The account holds these permissions.
	Operator(Permissions),
}

/// The one institution that an account serves, and its role there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub(crate) struct AccountRecord {
	/// The institution.
	pub(crate) institution: InstitutionId,
	/// The role.
	pub(crate) role: Role,
}

impl From<AccountRecord> for types::AccountRecord {
	fn from(AccountRecord { institution, role }: AccountRecord) -> Self {
		let role = match role {
			Role::Admin => types::Role::Admin,
			Role::Operator(permissions) => types::Role::Operator(permissions.into()),
		};
		Self { institution, role }
	}
}
