// SPDX-License-Identifier: Apache-2.0

//! The pallet's own types: accounts, actors, and the arguments of calls.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use testamur_primitives::{
	limits::{MAX_ANCHORS, MAX_OPEN_OFFERS, MAX_PENDING_ACTS, MAX_REISSUES, MAX_STATUS_CHANGES},
	records::Anchor,
	AccreditationId, InstitutionId, KeyPurpose, Moment, PublicKey, RevocationReason, Root,
	StatusChange, Terms, TypeId,
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
	/// The permission to offer accreditations, to renew, suspend and reinstate those given, to take
	/// an unanswered offer back, and to accept and decline those offered by others.
	pub accredit: bool,
	/// The permission for what ends the rights or the credentials of many: withdrawing or narrowing
	/// an accreditation, giving one back, attesting a batch again, revoking a whole batch, retiring a
	/// type, and setting whether these need two accounts. With the permission to change statuses, it
	/// includes more revocations and supersessions in a day than
	/// [`MAX_FINAL_CHANGES_ALONE`](testamur_primitives::limits::MAX_FINAL_CHANGES_ALONE). Where two
	/// accounts are needed, two with this permission also entrust it to an operator, hand over to
	/// another admin, add a document key, and declare one compromised.
	pub grave: bool,
}

impl Permissions {
	/// Returns whether nothing is permitted.
	pub const fn is_empty(&self) -> bool {
		!self.issue && !self.change_status && !self.accredit && !self.grave
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
	/// Registration of credential types, for those who issue or accredit.
	DefineTypes,
	/// Grave acts.
	Grave,
	/// Changes of the home page, the operators and the admin itself, for the admin only.
	Administer,
}

impl Permission {
	/// Returns the permission to manage a grant by an act that is grave, or by one that is not.
	pub(crate) const fn to_manage<AccountId>(act: Option<&GraveAct<AccountId>>) -> Self {
		match act {
			Some(_) => Self::Grave,
			None => Self::Accredit,
		}
	}
}

/// An act that ends the rights or the credentials of many, as an event names it and as two accounts
/// agree to it.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub enum GraveAct<AccountId> {
	/// The withdrawal of an accreditation, or an earlier void of a withdrawn one.
	Withdraw {
		/// The grant.
		accreditation: AccreditationId,
		/// The moment from which it is void.
		void_from: Option<Moment>,
	},
	/// The revocation of a whole batch, or a change of the successor of a revoked one.
	RevokeBatch {
		/// The batch.
		root: Root,
		/// The reason.
		reason: RevocationReason,
		/// The batch that takes its place.
		successor: Option<Root>,
	},
	/// The return of an accreditation to its grantor, which ends every grant below it as well.
	Relinquish {
		/// The grant.
		accreditation: AccreditationId,
	},
	/// The attestation of a batch under another grant, whose later void then reaches it, however old
	/// the batch is.
	AttestAgain {
		/// The batch.
		root: Root,
		/// The other grant.
		accreditation: AccreditationId,
	},
	/// The retirement of a credential type.
	RetireType {
		/// The type.
		type_id: TypeId,
	},
	/// The admission of an operator with the permission for grave acts. Otherwise a thief of the
	/// admin's key would appoint the second account.
	Entrust {
		/// The operator.
		operator: AccountId,
		/// Its permissions.
		permissions: Permissions,
	},
	/// The appointment of another admin.
	HandOver {
		/// The new admin.
		admin: AccountId,
	},
	/// A change of whether these acts need two accounts.
	SetDualAuthorization {
		/// True if they need two.
		required: bool,
	},
	/// The narrowing of an accreditation, which ends what grants below it allow.
	Narrow {
		/// The grant.
		accreditation: AccreditationId,
		/// Its terms from then on.
		terms: Terms,
	},
	/// Changes of statuses of which more are final than one account may make alone.
	ChangeStatuses {
		/// The batch.
		root: Root,
		/// The BLAKE2b-256 hash of the changes in SCALE. The changes themselves may take 12 kB.
		changes: [u8; 32],
	},
	/// The addition of a document key. Otherwise a thief of the admin's key would sign documents with
	/// a key of its own.
	AddDocumentKey {
		/// The key.
		key: PublicKey,
		/// Its purpose.
		purpose: KeyPurpose,
	},
	/// The declaration that a document key is compromised, which voids what it signed since then.
	DeclareCompromised {
		/// The key.
		key: PublicKey,
		/// The moment since which it is compromised.
		since: Moment,
	},
	/// Changes of statuses in the place of a closed institution, of which more are final than one
	/// account may make alone.
	ChangeStatusesFor {
		/// The closed institution.
		institution: InstitutionId,
		/// The batch.
		root: Root,
		/// The BLAKE2b-256 hash of the changes in SCALE.
		changes: [u8; 32],
	},
	/// The reissue of more credentials of a closed institution than one account may issue alone.
	Reissue {
		/// The closed institution.
		institution: InstitutionId,
		/// The BLAKE2b-256 hash of the items in SCALE.
		items: [u8; 32],
	},
}

impl<AccountId> GraveAct<AccountId> {
	/// Returns the act of setting an operator, which is grave only with the permission for such acts.
	pub(crate) fn of_operator(operator: AccountId, permissions: Permissions) -> Option<Self> {
		permissions.grave.then_some(Self::Entrust { operator, permissions })
	}
}

/// A grave act to which one account has agreed.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct PendingAct<AccountId, Hash> {
	/// The hash of the encoded [`GraveAct`].
	pub act: Hash,
	/// The account that has agreed.
	pub by: AccountId,
	/// The first moment at which the other may no longer agree.
	pub until: Moment,
}

/// An unanswered offer of one institution to another.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct OpenOffer {
	/// The grant that is offered.
	pub accreditation: AccreditationId,
	/// The end of its window, from which the offer no longer counts.
	pub valid_until: Moment,
}

/// The final changes of statuses that the accounts of an institution made alone in a period, as far
/// as they are counted.
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
pub struct FinalChangesAlone {
	/// The beginning of the period: the moment of the first one.
	pub since: Moment,
	/// Their number.
	pub count: u32,
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
			(Self::Operator(held), Permission::Grave) => held.grave,
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

/// The consent of an account to serve an institution.
///
/// The account signs [`ConsentText`](testamur_primitives::ConsentText), as it is or between
/// `<Bytes>` and `</Bytes>`, which wallets add to texts that they sign.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Consent<Signature> {
	/// The first moment at which the consent is over.
	pub until: Moment,
	/// The signature of the text by the account.
	pub signature: Signature,
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

/// A credential of a closed institution that a custodian issues again.
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
pub struct ReissueItem {
	/// The root of the batch of the former credential.
	pub former: Root,
	/// The place of the former credential in its batch, from 0. It must be stated: where a number is
	/// missing, clients put 0, which is the place of somebody's credential.
	pub index: Option<u32>,
	/// The root of the new credential, which is its leaf.
	pub root: Root,
}

/// The credentials of one `reissue` call.
pub type ReissueItems = BoundedVec<ReissueItem, ConstU32<MAX_REISSUES>>;
/// The batches of one `anchor_many` call.
pub type Anchors = BoundedVec<Anchor, ConstU32<MAX_ANCHORS>>;
/// The unanswered offers of one institution to another.
pub type OpenOffersOf = BoundedVec<OpenOffer, ConstU32<MAX_OPEN_OFFERS>>;
/// The pending acts of an institution, at most one of each of its accounts.
pub type PendingActs<T> = BoundedVec<
	PendingAct<<T as frame_system::Config>::AccountId, <T as frame_system::Config>::Hash>,
	ConstU32<MAX_PENDING_ACTS>,
>;
/// The roots of the batches of one `list_batches` call.
pub type ListedRoots = BoundedVec<Root, ConstU32<MAX_ANCHORS>>;
/// The changes of one `change_statuses` call.
pub type StatusChanges = BoundedVec<StatusChangeAt, ConstU32<MAX_STATUS_CHANGES>>;
