// SPDX-License-Identifier: Apache-2.0

//! The rights that follow from a path of accreditations.
//!
//! A path starts with the grant that is used and goes up, grantor by grantor, to one that the
//! council gave. Authority is never stored: it is evaluated along the path on every use, so that
//! suspending or withdrawing a grant is one write, however many grants are below it.

use crate::{
	ids::{AccreditationId, Moment, TypeId},
	records::{Accreditation, AccreditationState, Excess, Loss, Terms},
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The reason why a grant is not in force at a moment.
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
#[cfg_attr(
	feature = "serde",
	derive(serde::Serialize, serde::Deserialize),
	serde(rename_all = "camelCase")
)]
pub enum Lapse {
	/// It was offered and not accepted.
	Offered,
	/// The holder declined it.
	Declined,
	/// It is suspended.
	Suspended,
	/// It was withdrawn.
	Withdrawn,
	/// Its window has not begun.
	NotYetValid,
	/// Its window is over.
	Expired,
	/// A grant above it no longer has the right to accredit so many levels below it.
	DelegationExceeded,
	/// A record above it is missing. No call can cause this.
	BrokenPath,
}

/// A grant together with its number.
pub type Step = (AccreditationId, Accreditation);

impl Accreditation {
	/// Returns the reason why this grant, taken by itself, is not in force at `now`; `None` when it
	/// is.
	pub const fn lapse(&self, now: Moment) -> Option<Lapse> {
		match self.state {
			AccreditationState::Offered => Some(Lapse::Offered),
			AccreditationState::Declined { .. } => Some(Lapse::Declined),
			AccreditationState::Suspended { .. } => Some(Lapse::Suspended),
			AccreditationState::Withdrawn { .. } => Some(Lapse::Withdrawn),
			AccreditationState::Active if now < self.terms.valid_from => Some(Lapse::NotYetValid),
			AccreditationState::Active if now >= self.terms.valid_until => Some(Lapse::Expired),
			AccreditationState::Active => None,
		}
	}

	/// Returns whether credentials issued under it, or below it, at `issued_at` are void.
	pub const fn voids(&self, issued_at: Moment) -> bool {
		match self.state {
			AccreditationState::Withdrawn { void_from: Some(from), .. } => issued_at >= from,
			_ => false,
		}
	}
}

/// The reason why a holder may not anchor under a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objection {
	/// The grant, or one above it, is not in force.
	NotInForce(Lapse),
	/// The grant does not include the right to attest.
	NoRightToAttest,
	/// The grant, or one above it, does not cover the type.
	TypeOutOfScope,
}

/// Returns the lowest grant of the path that is not in force at `now`, with its lapse; `None` when
/// all are in force.
pub fn first_lapse(path: &[Step], now: Moment) -> Option<(AccreditationId, Lapse)> {
	lapse_from(0, path, now)
}

/// Returns the lowest grant *above* the first that does not support it at `now`, with its lapse.
///
/// The grantor of the first grant needs these grants in force to manage it, whatever the state of
/// the first grant itself: each must include the right to accredit as many levels as the first
/// grant lies below it.
pub fn grantors_lapse(path: &[Step], now: Moment) -> Option<(AccreditationId, Lapse)> {
	lapse_from(1, path, now)
}

/// Returns the first lapse on a path from the grant at `start` on.
fn lapse_from(start: usize, path: &[Step], now: Moment) -> Option<(AccreditationId, Lapse)> {
	let ends_at_council = path.last().is_some_and(|(_, root)| root.grantor.parent().is_none());
	if !ends_at_council {
		return Some((path.last().map(|(id, _)| *id).unwrap_or_default(), Lapse::BrokenPath));
	}
	path.iter().enumerate().skip(start).find_map(|(below, (id, grant))| {
		let exceeded = (!reaches(grant, below)).then_some(Lapse::DelegationExceeded);
		grant.lapse(now).or(exceeded).map(|lapse| (*id, lapse))
	})
}

/// Returns the reason why the holder of the first grant may not anchor credentials of a type, or of
/// any type at all for `None`, at `now`.
///
/// Every grant of the path must be in force and cover the type, and the first must have the right
/// to attest.
pub fn objection(path: &[Step], type_id: Option<TypeId>, now: Moment) -> Option<Objection> {
	if let Some((_, lapse)) = first_lapse(path, now) {
		return Some(Objection::NotInForce(lapse));
	}
	if !attests(path) {
		return Some(Objection::NoRightToAttest);
	}
	let is_covered = type_id.is_none_or(|type_id| covers(path, type_id));
	(!is_covered).then_some(Objection::TypeOutOfScope)
}

/// Returns whether the grant at the start of the path allows to anchor credentials of a type at
/// `now`.
pub fn allows(path: &[Step], type_id: TypeId, now: Moment) -> bool {
	objection(path, Some(type_id), now).is_none()
}

/// Returns the way in which a batch of a type that stands under this path since `since` has lost it
/// by `now`, or `None` if it has not.
///
/// A suspension is no loss, since it may end. While a grant of the path is suspended, the path is
/// under inquiry, and only a void counts as a loss, which is the worst that the inquiry can end with:
/// otherwise whoever can withdraw or narrow another grant of the path, or wait for the end of a
/// window, would end the inquiry. The gravest loss is returned where there are several.
pub fn loss(path: &[Step], type_id: TypeId, since: Moment, now: Moment) -> Option<Loss> {
	let any = |is: &dyn Fn(&Accreditation) -> bool| path.iter().any(|(_, grant)| is(grant));
	if voids(path, since) {
		Some(Loss::Voided)
	} else if any(&|grant| matches!(grant.state, AccreditationState::Suspended { .. })) {
		None
	} else if any(&|grant| matches!(grant.state, AccreditationState::Withdrawn { .. })) {
		Some(Loss::Withdrawn)
	} else if any(&|grant| now >= grant.terms.valid_until) {
		Some(Loss::Expired)
	} else if !has_room(path, type_id) {
		Some(Loss::Narrowed)
	} else {
		None
	}
}

/// Returns whether the terms of a path include the right to attest a type, whatever the states and
/// windows of its grants.
fn has_room(path: &[Step], type_id: TypeId) -> bool {
	attests(path)
		&& covers(path, type_id)
		&& path.iter().enumerate().all(|(below, (_, grant))| reaches(grant, below))
}

/// Returns whether the first grant of a path has the right to attest.
fn attests(path: &[Step]) -> bool {
	path.first().is_some_and(|(_, own)| own.terms.rights.attest)
}

/// Returns whether every grant of a path covers a type.
fn covers(path: &[Step], type_id: TypeId) -> bool {
	path.iter().all(|(_, grant)| grant.terms.scope.covers(type_id))
}

/// Returns whether a grant has the right to accredit `levels` levels below it.
fn reaches(grant: &Accreditation, levels: usize) -> bool {
	usize::from(grant.terms.rights.delegation) >= levels
}

/// Returns the first way in which the terms of a grant below a path exceed a grant of that path.
///
/// The first grant of the path is the parent. Each further one must leave room for one level more.
pub fn excess(terms: &Terms, path: &[Step]) -> Option<Excess> {
	(1u8..)
		.zip(path)
		.find_map(|(distance, (_, ancestor))| terms.excess_over(&ancestor.terms, distance))
}

/// Returns whether the withdrawal of any grant of the path voids credentials issued at `issued_at`.
pub fn voids(path: &[Step], issued_at: Moment) -> bool {
	path.iter().any(|(_, grant)| grant.voids(issued_at))
}
