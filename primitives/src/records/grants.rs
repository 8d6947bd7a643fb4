// SPDX-License-Identifier: Apache-2.0

//! Grants, with their terms.

use crate::{
	ids::{AccreditationId, InstitutionId, Moment, TypeId},
	limits::MAX_SCOPE,
};
use bounded_collections::{BoundedBTreeSet, ConstU32};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

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
	/// Only these types, of which there is at least one.
	///
	/// This is the first variant because clients put that in the place of an argument that they
	/// miss: an empty list is refused, and all types would be more than anybody asked for.
	Types(BoundedBTreeSet<TypeId, ConstU32<MAX_SCOPE>>),
	/// All types, also those registered later.
	Any,
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

/// The rights of the holder of a grant. In SCALE they are an enumeration (`records/rights.rs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
	/// The first moment of the window; not 0.
	pub valid_from: Moment,
	/// The first moment after the window.
	pub valid_until: Moment,
}

impl Terms {
	/// Returns whether a moment is inside the window `[valid_from, valid_until)`.
	pub const fn contains(&self, moment: Moment) -> bool {
		self.valid_from <= moment && moment < self.valid_until
	}

	/// Returns whether the window is over at a moment.
	pub const fn is_over(&self, moment: Moment) -> bool {
		self.valid_until <= moment
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
		/// The time at which it was suspended first.
		since: Moment,
		/// True if the council suspended it, which alone reinstates it then, and false if only its
		/// grantor did.
		by_council: bool,
	},
	/// It was withdrawn, or given back by its holder: it is out of force, with everything below it.
	/// Only the council reinstates one, and none that its holder gave back.
	Withdrawn {
		/// The time at which it was withdrawn or given back.
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
