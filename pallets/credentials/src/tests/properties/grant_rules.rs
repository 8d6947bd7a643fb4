// SPDX-License-Identifier: Apache-2.0

//! The rules of the model for calls on grants.

use super::{
	calls::Signer,
	council_rules::{may_reinstate, may_suspend},
	model::{inside, narrower, Deed, Grant, Model, Standing},
	rules::{require, Done, Party},
};
use crate::{mock::DAY, Permissions};
use testamur_primitives::{Moment, Scope, Terms};

type Call = crate::Call<crate::mock::Test>;

impl Model {
	pub(super) fn run_on_grants(&mut self, signer: Signer, call: &Call) -> Done {
		match call {
			Call::offer_accreditation { holder, parent, terms } => {
				let party = self.party(signer, |may| may.accredit)?;
				self.offer(party, holder.0, parent.map(|id| id.0), terms)
			},
			Call::accept_accreditation { accreditation } => {
				let standing = self.own_offer(signer, accreditation.0)?;
				require(self.now < standing.terms.valid_until)?;
				self.record(accreditation.0, Deed::Accepted)
			},
			Call::decline_accreditation { accreditation } => {
				self.own_offer(signer, accreditation.0)?;
				self.record(accreditation.0, Deed::Declined)
			},
			Call::suspend_accreditation { accreditation } => {
				let standing = self.given(signer, accreditation.0)?;
				require(may_suspend(signer, &standing))?;
				self.record(accreditation.0, Deed::Suspended(signer == Signer::Council))
			},
			Call::reinstate_accreditation { accreditation } => {
				let standing = self.given(signer, accreditation.0)?;
				require(may_reinstate(signer, &standing))?;
				self.record(accreditation.0, Deed::Reinstated)
			},
			Call::withdraw_accreditation { accreditation, void_from } => {
				let standing = self.withdrawable(signer, accreditation.0, *void_from)?;
				require(!standing.declined)?;
				let inquiry = standing.suspended_by_council() == Some(true);
				require(!inquiry || signer == Signer::Council)?;
				require(self.may_void(signer, &standing, *void_from))?;
				self.record(accreditation.0, Deed::Withdrawn(*void_from))
			},
			Call::lift_void { accreditation } => {
				self.council(signer)?;
				self.grant(accreditation.0)?;
				self.record(accreditation.0, Deed::Withdrawn(None))
			},
			Call::relinquish_accreditation { accreditation } => {
				let by = self.member(signer, |may| may.grave)?;
				require(self.grant(accreditation.0)?.holder == by)?;
				let standing = self.standing(accreditation.0)?;
				require(standing.active())?;
				self.record(accreditation.0, Deed::GivenBack)
			},
			Call::renew_accreditation { accreditation, valid_until } => {
				let standing = self.given(signer, accreditation.0).filter(Standing::held)?;
				self.renew(accreditation.0, standing, *valid_until)
			},
			Call::narrow_accreditation { accreditation, terms } => {
				self.narrow(signer, accreditation.0, terms)
			},
			_ => unreachable!("the other calls do not concern grants"),
		}
	}

	/// Narrows the terms of a grant, whose end then lies in the future if it is another one.
	fn narrow(&mut self, signer: Signer, id: u32, terms: &Terms) -> Done {
		let Standing { terms: former, .. } =
			self.given_with(signer, id, |may| may.grave).filter(Standing::held)?;
		require(self.sound_terms(terms) && narrower(terms, &former))?;
		let end_moved = terms.valid_until != former.valid_until;
		require(!end_moved || terms.valid_until >= self.now)?;
		self.record(id, Deed::NewTerms(terms.clone()))
	}

	/// Moves the end of a grant. An offer that had expired is open again, if there are not too many.
	fn renew(&mut self, id: u32, standing: Standing, valid_until: Moment) -> Done {
		let Standing { terms, answered, .. } = standing;
		require(valid_until > terms.valid_until && valid_until > self.now)?;
		let is_counted = answered || self.now < terms.valid_until;
		let renewed = Terms { valid_until, ..terms };
		let Grant { holder, given_by, .. } = *self.grant(id)?;
		if let Some((by, parent)) = given_by {
			require(self.within_all(&renewed, parent, 1))?;
			require(is_counted || self.open_offers(holder, by) < 8)?;
		}
		self.record(id, Deed::NewTerms(renewed))
	}

	fn record(&mut self, grant: u32, deed: Deed) -> Done {
		let step = self.step;
		self.grants[grant as usize - 1].deeds.push((step, deed));
		Some(())
	}

	/// Returns whether the signer may have a grant void from a moment: any but a future one for the
	/// council, and one of the last thirty days for others, who do not move it forward. Nobody lifts a
	/// void by naming no moment.
	fn may_void(&self, signer: Signer, standing: &Standing, void_from: Option<Moment>) -> bool {
		let lifts = standing.withdrawn && standing.void_from.is_some() && void_from.is_none();
		let past = !lifts && void_from.is_none_or(|from| from <= self.now);
		let recent = void_from.is_none_or(|from| self.now - from.min(self.now) <= 30 * DAY);
		let earlier = match (void_from, standing.void_from) {
			(Some(new), Some(former)) => new < former,
			(new, _) => new.is_some(),
		};
		if signer == Signer::Council {
			past && (!standing.withdrawn || void_from != standing.void_from)
		} else {
			past && recent && (!standing.withdrawn || earlier)
		}
	}

	/// Returns an unanswered offer to the signer's institution.
	fn own_offer(&self, signer: Signer, grant: u32) -> Option<Standing> {
		let by = self.member(signer, |may| may.accredit)?;
		require(self.grant(grant)?.holder == by)?;
		self.standing(grant).filter(|standing| !standing.answered)
	}

	/// Returns a grant that the signer may manage.
	fn given(&self, signer: Signer, id: u32) -> Option<Standing> {
		self.given_with(signer, id, |may| may.accredit)
	}

	/// Returns a grant that the signer may withdraw with this void, or with none. An unanswered offer
	/// can always be taken back.
	fn withdrawable(&self, signer: Signer, id: u32, void: Option<Moment>) -> Option<Standing> {
		if void.is_some() || !self.is_offer(id) {
			return self.given_with(signer, id, |may| may.grave);
		}
		let by = self.member(signer, |may| may.accredit);
		let is_own = by.is_some() && self.grant(id)?.given_by.map(|(by, _)| by) == by;
		let offer = self.standing(id).filter(|standing| is_own && !standing.answered);
		offer.or_else(|| self.given(signer, id))
	}

	/// Returns whether a grant is an offer that nobody answered or took back.
	pub(super) fn is_offer(&self, id: u32) -> bool {
		self.standing(id).is_some_and(|standing| !standing.answered)
	}

	/// Returns a grant that the signer may manage with a permission.
	fn given_with(
		&self,
		signer: Signer,
		id: u32,
		may: fn(&Permissions) -> bool,
	) -> Option<Standing> {
		let party = self.party(signer, may)?;
		let grant = self.grant(id)?;
		if let Party::Institution(by) = party {
			let (institution, parent) = grant.given_by?;
			require(institution == by && self.in_force(parent, 1, self.step, self.now))?;
		}
		self.standing(id)
	}

	fn offer(&mut self, party: Party, holder: u32, parent: Option<u32>, terms: &Terms) -> Done {
		require(self.sound_terms(terms) && self.now < terms.valid_until)?;
		let given_by = match (party, parent) {
			(Party::Council, None) => None,
			(Party::Institution(by), Some(parent)) => {
				require(self.grant(parent)?.holder == by)?;
				require(self.in_force(parent, 0, self.step, self.now))?;
				require(!self.holders_on_path(parent).contains(&holder))?;
				require(self.within_all(terms, parent, 1))?;
				require(self.open_offers(holder, by) < 8)?;
				Some((by, parent))
			},
			_ => return None,
		};
		self.institution(holder)?;
		let places = if given_by.is_none() { 128 } else { 112 };
		require(self.holds(holder) < places)?;
		let deeds = vec![(self.step, Deed::Offered(terms.clone()))];
		self.grants.push(Grant { holder, given_by, deeds });
		Some(())
	}

	/// Returns whether terms give something to somebody for some time, for types that exist.
	pub(super) fn sound_terms(&self, terms: &Terms) -> bool {
		let some_right = terms.rights.attest || terms.rights.delegation > 0;
		let known_types = match &terms.scope {
			Scope::Any => true,
			Scope::Types(list) => {
				list.iter().count() > 0
					&& list.iter().all(|type_id| self.credential_type(type_id.0).is_some())
			},
		};
		terms.valid_from > 0
			&& terms.valid_from < terms.valid_until
			&& some_right
			&& known_types
			&& terms.rights.delegation <= 4
	}

	/// Returns whether terms exceed neither this grant's nor those of any above it.
	fn within_all(&self, terms: &Terms, id: u32, distance: u8) -> bool {
		let grant = self.grant(id).expect("paths have no holes");
		below(terms, &grant.at(self.step).terms, distance)
			&& grant
				.given_by
				.is_none_or(|(_, parent)| self.within_all(terms, parent, distance + 1))
	}
}

/// Returns whether a grant of these terms may lie `distance` levels below one of the terms `above`.
fn below(terms: &Terms, above: &Terms, distance: u8) -> bool {
	terms.rights.delegation + distance <= above.rights.delegation
		&& inside(&terms.scope, &above.scope)
		&& above.valid_from <= terms.valid_from
		&& terms.valid_until <= above.valid_until
}
