// SPDX-License-Identifier: Apache-2.0

//! The stored records.
//!
//! They are SCALE encoded, and verifiers read them from storage proofs, so their shape is frozen
//! like a call index: a change needs a migration and a new storage version.

use crate::{
	hash::Root,
	ids::{AccreditationId, InstitutionId, Moment, TypeId},
	limits::{MAX_EQF_LEVEL, MAX_NAME, MAX_SCOPE, MAX_URI},
	status::RevocationReason,
};
use bounded_collections::{BoundedBTreeSet, BoundedVec, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A name in UTF-8.
pub type Name = BoundedVec<u8, ConstU32<MAX_NAME>>;
/// A URI (RFC 3986), in ASCII.
pub type Uri = BoundedVec<u8, ConstU32<MAX_URI>>;

/// The public profile of an institution. It names no natural person.
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
pub struct Profile {
	/// The legal name in UTF-8, not empty.
	pub name: Name,
	/// The home page; may be empty.
	pub uri: Uri,
	/// The country of registration, ISO 3166-1 alpha-2 in capitals.
	pub country: [u8; 2],
}

/// The state of an institution.
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
pub enum InstitutionState {
	/// It may act.
	Active,
	/// It may not submit anything. Credentials that it issued stay verifiable.
	Suspended {
		/// The time at which the council suspended it.
		since: Moment,
	},
}

/// A registered organisation.
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
pub struct Institution<AccountId> {
	/// Its public profile.
	pub profile: Profile,
	/// The account that names operators and holds every permission.
	pub admin: AccountId,
	/// Its state.
	pub state: InstitutionState,
	/// The time at which the council registered it.
	pub registered_at: Moment,
	/// The operations that it may submit in a period.
	pub allowance: u32,
	/// The number of its operator accounts.
	pub operators: u32,
	/// The number of accreditations that it holds and that are neither declined nor withdrawn.
	pub held: u32,
}

/// The credential types that a grant covers.
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
pub enum Scope {
	/// All types, also those registered later.
	Any,
	/// Only these types.
	Types(BoundedBTreeSet<TypeId, ConstU32<MAX_SCOPE>>),
}

impl Scope {
	/// Returns whether the scope covers a type.
	pub fn covers(&self, type_id: TypeId) -> bool {
		match self {
			Self::Any => true,
			Self::Types(types) => types.contains(&type_id),
		}
	}

	/// Returns whether `other` covers every type that this scope covers.
	pub fn within(&self, other: &Self) -> bool {
		match (self, other) {
			(_, Self::Any) => true,
			(Self::Any, Self::Types(_)) => false,
			(Self::Types(own), Self::Types(others)) => own.is_subset(others),
		}
	}
}

/// The rights of the holder of a grant.
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
pub struct Rights {
	/// True if the holder may anchor credentials.
	pub attest: bool,
	/// The levels of accreditation that the holder may grant below its own: 0 for none, 1 for
	/// grants that may only attest, and so on up to
	/// [`MAX_DELEGATION`](crate::limits::MAX_DELEGATION).
	pub delegation: u8,
}

impl Rights {
	/// Returns whether these rights do not exceed `other`.
	pub const fn within(&self, other: &Self) -> bool {
		self.delegation <= other.delegation && (other.attest || !self.attest)
	}

	/// Returns whether there is no right at all.
	pub const fn is_empty(&self) -> bool {
		!self.attest && self.delegation == 0
	}
}

/// The terms of a grant.
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
pub struct Terms {
	/// The credential types that the grant covers.
	pub scope: Scope,
	/// The rights of the holder.
	pub rights: Rights,
	/// The first moment of the window.
	pub valid_from: Moment,
	/// The first moment after the window.
	pub valid_until: Moment,
}

impl Terms {
	/// Returns whether a moment is inside the window `[valid_from, valid_until)`.
	pub const fn contains(&self, moment: Moment) -> bool {
		self.valid_from <= moment && moment < self.valid_until
	}

	/// Returns whether the window lies inside that of `other`.
	pub const fn window_within(&self, other: &Self) -> bool {
		other.valid_from <= self.valid_from && self.valid_until <= other.valid_until
	}

	/// Returns whether these terms do not exceed `other` in scope, rights and window.
	pub fn within(&self, other: &Self) -> bool {
		self.scope.within(&other.scope)
			&& self.rights.within(&other.rights)
			&& self.window_within(other)
	}

	/// Returns the first way in which these terms exceed a grant that lies `distance` levels above,
	/// where the parent is at distance 1.
	///
	/// A holder may give the right to attest without having it: an agency that does not teach still
	/// accredits institutions that do.
	pub fn excess_over(&self, above: &Self, distance: u8) -> Option<Excess> {
		if self.rights.delegation.saturating_add(distance) > above.rights.delegation {
			Some(Excess::Rights)
		} else if !self.scope.within(&above.scope) {
			Some(Excess::Scope)
		} else if !self.window_within(above) {
			Some(Excess::Window)
		} else {
			None
		}
	}
}

/// A way in which the terms of a grant exceed those of a grant above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
	/// They reach deeper.
	Rights,
	/// They cover more types.
	Scope,
	/// They begin earlier or end later.
	Window,
}

/// The council or the institution that gave a grant.
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
pub enum Grantor {
	/// The council. Such a grant is a root.
	Council,
	/// An institution, by the right of a grant that it holds itself.
	Institution {
		/// The institution that gave it.
		institution: InstitutionId,
		/// The grant by whose right it was given: the parent.
		accreditation: AccreditationId,
	},
}

impl Grantor {
	/// Returns the grant by whose right this was given, or `None` for a grant of the council.
	pub const fn parent(&self) -> Option<AccreditationId> {
		match self {
			Self::Council => None,
			Self::Institution { accreditation, .. } => Some(*accreditation),
		}
	}

	/// Returns the institution that gave it, or `None` for a grant of the council.
	pub const fn institution(&self) -> Option<InstitutionId> {
		match self {
			Self::Council => None,
			Self::Institution { institution, .. } => Some(*institution),
		}
	}
}

/// The state of a grant.
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
pub enum AccreditationState {
	/// It is offered and not answered.
	Offered,
	/// The holder declined it. This is final.
	Declined {
		/// The time at which the holder declined it.
		at: Moment,
	},
	/// It is accepted, and nothing is held against it.
	Active,
	/// It is out of force for now, with everything below it.
	Suspended {
		/// The time at which it was suspended.
		since: Moment,
	},
	/// It is out of force for good, with everything below it.
	Withdrawn {
		/// The time at which it was withdrawn.
		at: Moment,
		/// Credentials issued under it, or below it, at or after this moment are void.
		void_from: Option<Moment>,
	},
}

/// A grant to an institution.
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
pub struct Accreditation {
	/// The institution that holds it.
	pub holder: InstitutionId,
	/// The council or the institution that gave it.
	pub grantor: Grantor,
	/// Its terms, as last renewed or narrowed.
	pub terms: Terms,
	/// Its state.
	pub state: AccreditationState,
	/// The time of the offer.
	pub offered_at: Moment,
	/// The time of the acceptance.
	pub accepted_at: Option<Moment>,
	/// The number of times its terms were narrowed.
	pub narrowings: u32,
	/// The number of times the parent's terms had been narrowed when these terms were last checked
	/// against them.
	///
	/// As long as the parent counts no more than this, the terms are within the parent's. After
	/// that they may exceed them, and only the terms that the whole path allows count
	/// ([`allows`](crate::allows)).
	pub parent_narrowings: u32,
}

/// The kind of a credential type.
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
#[cfg_attr(
	feature = "serde",
	derive(serde::Serialize, serde::Deserialize),
	serde(rename_all = "camelCase")
)]
pub enum TypeKind {
	/// A record of the outcomes of a small volume of learning.
	MicroCredential,
	/// A certificate of a longer programme.
	Certificate,
	/// A badge.
	Badge,
}

/// The public definition of a credential type. It holds no data of learners.
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
pub struct TypeDefinition {
	/// The kind.
	pub kind: TypeKind,
	/// The SHA-256 of the definition that is published at `uri`.
	pub content_hash: [u8; 32],
	/// The address at which the definition is published; not empty.
	pub uri: Uri,
	/// The level of the European Qualifications Framework, 1 to 8.
	pub level: Option<u8>,
	/// The workload in hundredths of an ECTS credit.
	pub workload: Option<u32>,
	/// The time for which a credential is valid unless its anchoring says otherwise, in
	/// milliseconds.
	pub default_validity: Option<u64>,
}

impl TypeDefinition {
	/// Returns whether the level, if any, is one of the European Qualifications Framework.
	pub const fn has_known_level(&self) -> bool {
		match self.level {
			Some(level) => 1 <= level && level <= MAX_EQF_LEVEL,
			None => true,
		}
	}
}

/// The state of a credential type.
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
pub enum TypeState {
	/// Credentials of it may be anchored.
	Active,
	/// Credentials of it may no longer be anchored. Those that were stay as valid as they are.
	Retired {
		/// The time at which it was retired.
		at: Moment,
	},
}

/// A type of credentials.
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
pub struct CredentialType {
	/// The institution that registered it and may retire it; `None` for the council.
	pub owner: Option<InstitutionId>,
	/// Its definition, which never changes: a new edition is a new type.
	pub definition: TypeDefinition,
	/// Its state.
	pub state: TypeState,
	/// The time of the registration.
	pub registered_at: Moment,
}

/// The revocation of all credentials of a batch at once.
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
pub struct BatchRevocation {
	/// The reason.
	pub reason: RevocationReason,
	/// The time.
	pub at: Moment,
}

/// One anchoring: a Merkle root over credentials of one type.
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
pub struct Batch {
	/// The grant under which it was anchored.
	pub accreditation: AccreditationId,
	/// The type of every credential in it.
	pub type_id: TypeId,
	/// The number of credentials, at least 1.
	pub size: u32,
	/// The time of the anchoring.
	pub issued_at: Moment,
	/// The first moment at which its credentials are no longer valid; `None` for never.
	pub valid_until: Option<Moment>,
	/// The revocation of the whole batch, which is final.
	pub revoked: Option<BatchRevocation>,
}

/// A batch to anchor, as one item of a call.
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
pub struct Anchor {
	/// The Merkle root, which is the leaf itself for a single credential.
	pub root: Root,
	/// The number of credentials, at least 1.
	pub size: u32,
	/// The first moment at which they are no longer valid; `None` for the default of the type.
	pub valid_until: Option<Moment>,
}

/// The owner of the allowance that pays for a transaction.
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
pub enum Payer<AccountId> {
	/// An institution, for all of its accounts.
	Institution(InstitutionId),
	/// A governor, such as a council member, whether or not it serves an institution too.
	Governor(AccountId),
}
