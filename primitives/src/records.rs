// SPDX-License-Identifier: Apache-2.0

//! The records as they stand in storage.
//!
//! They are SCALE encoded and read by verifiers from storage proofs, so their shape is frozen like
//! a call index: a change needs a migration and a new storage version.

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

/// What the public may know of an institution. No natural person belongs here.
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
	/// Legal name, UTF-8, not empty.
	pub name: Name,
	/// Home page; may be empty.
	pub uri: Uri,
	/// Country of registration, ISO 3166-1 alpha-2 in capitals.
	pub country: [u8; 2],
}

/// Whether an institution may act.
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
	/// It may not submit anything; what it issued stays verifiable.
	Suspended {
		/// When the council suspended it.
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
	/// What the public may know of it.
	pub profile: Profile,
	/// The account that names operators and holds every permission.
	pub admin: AccountId,
	/// Whether it may act.
	pub state: InstitutionState,
	/// When the council registered it.
	pub registered_at: Moment,
	/// Operations that it may submit in a period.
	pub allowance: u32,
	/// How many operator accounts it has.
	pub operators: u32,
	/// How many accreditations it holds that are neither declined nor withdrawn.
	pub held: u32,
}

/// Which credential types a grant covers.
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
	/// All, also those registered later.
	Any,
	/// Only these.
	Types(BoundedBTreeSet<TypeId, ConstU32<MAX_SCOPE>>),
}

impl Scope {
	/// Whether the scope covers a type.
	pub fn covers(&self, type_id: TypeId) -> bool {
		match self {
			Self::Any => true,
			Self::Types(types) => types.contains(&type_id),
		}
	}

	/// Whether all that this scope covers is covered by `other`.
	pub fn within(&self, other: &Self) -> bool {
		match (self, other) {
			(_, Self::Any) => true,
			(Self::Any, Self::Types(_)) => false,
			(Self::Types(own), Self::Types(others)) => own.is_subset(others),
		}
	}
}

/// What a holder may do with a grant.
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
	/// Anchor credentials.
	pub attest: bool,
	/// Levels of accreditation the holder may hang below: 0 for none, 1 for holders that may only
	/// attest, and so on up to [`MAX_DELEGATION`](crate::limits::MAX_DELEGATION).
	pub delegation: u8,
}

impl Rights {
	/// Whether these are no more than `other`.
	pub const fn within(&self, other: &Self) -> bool {
		self.delegation <= other.delegation && (other.attest || !self.attest)
	}

	/// Whether there is any right at all.
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
	/// Which credential types.
	pub scope: Scope,
	/// To do what.
	pub rights: Rights,
	/// First moment of the window.
	pub valid_from: Moment,
	/// End of the window, itself outside.
	pub valid_until: Moment,
}

impl Terms {
	/// Whether a moment is inside the window `[valid_from, valid_until)`.
	pub const fn contains(&self, moment: Moment) -> bool {
		self.valid_from <= moment && moment < self.valid_until
	}

	/// Whether the window lies inside that of `other`.
	pub const fn window_within(&self, other: &Self) -> bool {
		other.valid_from <= self.valid_from && self.valid_until <= other.valid_until
	}

	/// Whether these are no more than `other` in scope, rights and window.
	pub fn within(&self, other: &Self) -> bool {
		self.scope.within(&other.scope)
			&& self.rights.within(&other.rights)
			&& self.window_within(other)
	}

	/// In what these go beyond a grant that lies `distance` levels above; 1 for the parent.
	///
	/// The right to attest may be given by a holder that has it not: an agency that does not teach
	/// still accredits those who do.
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

/// In what the terms of a grant go beyond those of a grant above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
	/// They reach deeper.
	Rights,
	/// They cover more types.
	Scope,
	/// They begin earlier or end later.
	Window,
}

/// Who gave a grant.
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
	/// The grant by whose right this was given, unless it was the council's.
	pub const fn parent(&self) -> Option<AccreditationId> {
		match self {
			Self::Council => None,
			Self::Institution { accreditation, .. } => Some(*accreditation),
		}
	}

	/// The institution that gave it, unless it was the council.
	pub const fn institution(&self) -> Option<InstitutionId> {
		match self {
			Self::Council => None,
			Self::Institution { institution, .. } => Some(*institution),
		}
	}
}

/// Where a grant stands in its life.
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
	/// Offered and not answered.
	Offered,
	/// The holder said no. Final.
	Declined {
		/// When.
		at: Moment,
	},
	/// Accepted, and nothing is held against it.
	Active,
	/// Out of force for now, with everything below it.
	Suspended {
		/// Since when.
		since: Moment,
	},
	/// Out of force for good, with everything below it.
	Withdrawn {
		/// When.
		at: Moment,
		/// What was issued under it, or below it, at or after this moment is void.
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
	/// Who holds it.
	pub holder: InstitutionId,
	/// Who gave it.
	pub grantor: Grantor,
	/// Its terms, as last renewed or narrowed.
	pub terms: Terms,
	/// Where it stands.
	pub state: AccreditationState,
	/// When it was offered.
	pub offered_at: Moment,
	/// When the holder accepted it.
	pub accepted_at: Option<Moment>,
	/// How often its terms were narrowed.
	pub narrowings: u32,
	/// How often the parent's terms had been narrowed when these were last checked against them.
	///
	/// As long as the parent counts no more than this, the terms are within the parent's. After
	/// that they may stand out, and what counts is what the whole path allows
	/// ([`allows`](crate::allows)).
	pub parent_narrowings: u32,
}

/// What kind of thing is earned.
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
pub enum TypeKind {
	/// A record of the outcomes of a small volume of learning.
	MicroCredential,
	/// A certificate of a longer programme.
	Certificate,
	/// A badge.
	Badge,
}

/// The public definition of a credential type. No learner's data.
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
	/// What kind of thing is earned.
	pub kind: TypeKind,
	/// SHA-256 of the definition that stands at `uri`.
	pub content_hash: [u8; 32],
	/// Where the definition is published; not empty.
	pub uri: Uri,
	/// Level of the European Qualifications Framework, 1 to 8.
	pub level: Option<u8>,
	/// Workload in hundredths of an ECTS credit.
	pub workload: Option<u32>,
	/// How long a credential is valid unless its anchoring says otherwise, in milliseconds.
	pub default_validity: Option<u64>,
}

impl TypeDefinition {
	/// Whether the level, if any, is one of the European Qualifications Framework.
	pub const fn has_known_level(&self) -> bool {
		match self.level {
			Some(level) => 1 <= level && level <= MAX_EQF_LEVEL,
			None => true,
		}
	}
}

/// Whether credentials of a type may be anchored.
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
	/// They may.
	Active,
	/// No longer; what was anchored stays as valid as it was.
	Retired {
		/// Since when.
		at: Moment,
	},
}

/// Something that can be earned.
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
	/// Whether credentials of it may be anchored.
	pub state: TypeState,
	/// When it was registered.
	pub registered_at: Moment,
}

/// That all credentials of a batch were revoked at once.
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
	/// Why.
	pub reason: RevocationReason,
	/// When.
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
	/// The grant it was anchored under.
	pub accreditation: AccreditationId,
	/// The type of every credential in it.
	pub type_id: TypeId,
	/// How many credentials; at least 1.
	pub size: u32,
	/// When it was anchored.
	pub issued_at: Moment,
	/// First moment at which its credentials are no longer valid; `None` for never.
	pub valid_until: Option<Moment>,
	/// Set when the whole batch was revoked. Final.
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
	/// The Merkle root. Of a single credential: its leaf.
	pub root: Root,
	/// How many credentials; at least 1.
	pub size: u32,
	/// First moment at which they are no longer valid; `None` for the default of the type.
	pub valid_until: Option<Moment>,
}

/// Who pays for a transaction out of an allowance.
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
	/// An institution, whichever of its accounts signed.
	Institution(InstitutionId),
	/// A governor, such as a council member, whether or not it serves an institution too.
	Governor(AccountId),
}
