// SPDX-License-Identifier: Apache-2.0

//! The pallet's own types: accounts, actors, and the arguments of calls.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use testamur_primitives::{
	limits::{MAX_ANCHORS, MAX_STATUS_CHANGES},
	records::Anchor,
	InstitutionId, StatusChange,
};

/// The permissions of an operator.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct Permissions {
	/// The permission to anchor credentials.
	pub issue: bool,
	/// The permission to change the status of credentials.
	pub change_status: bool,
	/// The permission to offer accreditations and manage them, and to accept and decline those
	/// offered.
	pub accredit: bool,
}

impl Permissions {
	/// Returns whether nothing is permitted.
	pub const fn is_empty(&self) -> bool {
		!self.issue && !self.change_status && !self.accredit
	}
}

/// One thing that a call needs permission for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
	/// Anchoring of credentials.
	Issue,
	/// Changes of the status of credentials.
	ChangeStatus,
	/// Offers of accreditations and their management, and answers to the offers of others.
	Accredit,
	/// Registration and retirement of credential types, for those who issue or accredit.
	DefineTypes,
	/// Changes of the profile and the operators, for the admin only.
	Administer,
}

/// The role of an account in its institution.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub enum Role {
	/// The account names the operators and holds every permission.
	Admin,
	/// The account holds these permissions.
	Operator(Permissions),
}

impl Role {
	/// Returns whether the role includes a permission.
	pub const fn permits(&self, permission: Permission) -> bool {
		match (self, permission) {
			(Self::Admin, _) => true,
			(Self::Operator(_), Permission::Administer) => false,
			(Self::Operator(held), Permission::Issue) => held.issue,
			(Self::Operator(held), Permission::ChangeStatus) => held.change_status,
			(Self::Operator(held), Permission::Accredit) => held.accredit,
			(Self::Operator(held), Permission::DefineTypes) => held.issue || held.accredit,
		}
	}
}

/// The one institution that an account serves, and its role there.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct AccountRecord {
	/// The institution.
	pub institution: InstitutionId,
	/// The role.
	pub role: Role,
}

/// The originator of an action, as events name it.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub enum Actor<AccountId> {
	/// The council, by motion.
	Council,
	/// An account of an institution.
	Account(AccountId),
}

/// A change of the status of one credential of a batch.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct StatusChangeAt {
	/// The place in the batch, from 0. It must be stated: where a number is missing, clients put 0,
	/// which is the place of somebody's credential.
	pub index: Option<u32>,
	/// The change.
	pub change: StatusChange,
}

/// The batches of one `anchor_many` call.
pub type Anchors = BoundedVec<Anchor, ConstU32<MAX_ANCHORS>>;
/// The changes of one `change_statuses` call.
pub type StatusChanges = BoundedVec<StatusChangeAt, ConstU32<MAX_STATUS_CHANGES>>;
