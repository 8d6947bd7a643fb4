// SPDX-License-Identifier: Apache-2.0

//! Types of the pallet's own: accounts, actors, and the arguments of calls.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use testamur_primitives::{
	limits::{MAX_ANCHORS, MAX_STATUS_CHANGES},
	records::Anchor,
	InstitutionId, StatusChange,
};

/// What an operator may do for its institution.
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
	/// Anchor credentials.
	pub issue: bool,
	/// Change the status of credentials.
	pub change_status: bool,
	/// Offer accreditations and look after them; accept and decline those offered.
	pub accredit: bool,
}

impl Permissions {
	/// Whether nothing is permitted.
	pub const fn is_empty(&self) -> bool {
		!self.issue && !self.change_status && !self.accredit
	}
}

/// One thing that a call needs permission for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
	/// Anchor credentials.
	Issue,
	/// Change the status of credentials.
	ChangeStatus,
	/// Offer, look after, accept and decline accreditations.
	Accredit,
	/// Register and retire credential types: those who issue and those who accredit do.
	DefineTypes,
	/// Change the profile and the operators: the admin only.
	Administer,
}

/// What an account is to its institution.
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
	/// It names the operators and holds every permission.
	Admin,
	/// It holds these permissions.
	Operator(Permissions),
}

impl Role {
	/// Whether the role includes a permission.
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

/// The one institution an account serves, and as what.
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
	/// What the account is to it.
	pub role: Role,
}

/// Who did something, as events tell it.
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
	/// Place in the batch, from 0.
	pub index: u32,
	/// What to do.
	pub change: StatusChange,
}

/// The batches of one `anchor_many` call.
pub type Anchors = BoundedVec<Anchor, ConstU32<MAX_ANCHORS>>;
/// The changes of one `change_statuses` call.
pub type StatusChanges = BoundedVec<StatusChangeAt, ConstU32<MAX_STATUS_CHANGES>>;

/// What of an allowance was used, and in which period.
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
pub struct Usage<BlockNumber> {
	/// Number of the period: block number by period length.
	pub period: BlockNumber,
	/// Operations used in it.
	pub operations: u32,
}
