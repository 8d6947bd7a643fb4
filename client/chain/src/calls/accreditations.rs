// SPDX-License-Identifier: Apache-2.0

//! The calls about grants.

use super::Call;
use testamur_primitives::{records::Terms, AccreditationId, InstitutionId, Moment};

impl Call {
	/// Returns the call that offers a grant to an institution. An institution offers it below a grant of its
	/// own, and the council below none.
	#[must_use]
	pub fn offer_accreditation(
		holder: InstitutionId,
		parent: Option<AccreditationId>,
		terms: &Terms,
	) -> Self {
		let arguments = &["holder", "parent", "terms"];
		Self::new(10, "offer_accreditation", arguments, (holder, parent, terms))
	}

	/// Returns the call of a holder that accepts a grant.
	#[must_use]
	pub fn accept_accreditation(id: AccreditationId) -> Self {
		Self::new(11, "accept_accreditation", &["accreditation"], id)
	}

	/// Returns the call of a holder that declines a grant, for good.
	#[must_use]
	pub fn decline_accreditation(id: AccreditationId) -> Self {
		Self::new(12, "decline_accreditation", &["accreditation"], id)
	}

	/// Returns the call of a grantor or of the council that suspends a grant.
	#[must_use]
	pub fn suspend_accreditation(id: AccreditationId) -> Self {
		Self::new(13, "suspend_accreditation", &["accreditation"], id)
	}

	/// Returns the call of a grantor or of the council that reinstates a grant.
	#[must_use]
	pub fn reinstate_accreditation(id: AccreditationId) -> Self {
		Self::new(14, "reinstate_accreditation", &["accreditation"], id)
	}

	/// Returns the call of a grantor or of the council that withdraws a grant. What was issued under it from
	/// `void_from` on is void.
	#[must_use]
	pub fn withdraw_accreditation(id: AccreditationId, void_from: Option<Moment>) -> Self {
		let arguments = &["accreditation", "void_from"];
		Self::new(15, "withdraw_accreditation", arguments, (id, void_from))
	}

	/// Returns the call of a grantor or of the council that moves the end of a grant.
	#[must_use]
	pub fn renew_accreditation(id: AccreditationId, valid_until: Moment) -> Self {
		let arguments = &["accreditation", "valid_until"];
		Self::new(16, "renew_accreditation", arguments, (id, valid_until))
	}

	/// Returns the call of a grantor or of the council that narrows the terms of a grant.
	#[must_use]
	pub fn narrow_accreditation(id: AccreditationId, terms: &Terms) -> Self {
		Self::new(17, "narrow_accreditation", &["accreditation", "terms"], (id, terms))
	}

	/// Returns the call of a holder that gives a grant back.
	#[must_use]
	pub fn relinquish_accreditation(id: AccreditationId) -> Self {
		Self::new(28, "relinquish_accreditation", &["accreditation"], id)
	}

	/// Returns the call of the council that lifts the void of a grant.
	#[must_use]
	pub fn lift_void(id: AccreditationId) -> Self {
		Self::new(34, "lift_void", &["accreditation"], id)
	}
}
