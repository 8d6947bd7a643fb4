// SPDX-License-Identifier: Apache-2.0

//! The rules of grave acts that take two accounts, and of batches that are attested again.

use super::{
	calls::Signer,
	model::{covers, Grant, Model, Pending, Standing},
	rules::{require, Done, Party},
};
use crate::{
	mock::{AccountId, DAY},
	Consent, StatusChangeAt,
};
use sp_runtime::testing::TestSignature;
use testamur_primitives::{Loss, Moment, Root, StatusChange};

type Call = crate::Call<crate::mock::Test>;

/// Returns whether an institution may demand a second account for a call, whatever it does.
fn is_always_grave(call: &Call) -> bool {
	match call {
		Call::set_operator { permissions, .. } => permissions.grave,
		_ => matches!(
			call,
			Call::attest_again { .. }
				| Call::narrow_accreditation { .. }
				| Call::revoke_batch { .. }
				| Call::relinquish_accreditation { .. }
				| Call::retire_type { .. }
				| Call::hand_over { .. }
				| Call::set_dual_authorization { .. }
				| Call::add_document_key { .. }
				| Call::declare_compromised { .. }
		),
	}
}

/// Returns what two accounts agree to. A consent is none of it.
fn act_of(call: &Call) -> Call {
	match call.clone() {
		Call::set_operator { operator, permissions, .. } => {
			Call::set_operator { operator, permissions, consent: None }
		},
		Call::hand_over { admin, .. } => {
			let consent = Consent { until: 0, signature: TestSignature(0, vec![]) };
			Call::hand_over { admin, consent }
		},
		other => other,
	}
}

impl Model {
	/// Returns whether a call only waits for a second account. Then that is all it does.
	pub(super) fn waits(&mut self, signer: Signer, call: &Call) -> bool {
		let Signer::Account(who) = signer else { return false };
		let by = self.grave_member(signer, call);
		let Some(by) = by.filter(|by| self.is_grave(signer, *by, call)) else { return false };
		let dual = self.institution(by).is_some_and(|body| body.dual);
		let own = match call {
			Call::set_dual_authorization { institution, .. } => institution.0 == by,
			Call::declare_compromised { institution, .. } => institution.0 == by && dual,
			_ => dual,
		};
		own && !self.is_second(by, who, call)
	}

	/// Returns whether an institution may demand a second account for a call.
	fn is_grave(&self, signer: Signer, by: u32, call: &Call) -> bool {
		match call {
			Call::withdraw_accreditation { accreditation, void_from } => {
				void_from.is_some() || !self.is_offer(accreditation.0)
			},
			Call::change_statuses { changes, .. } | Call::change_statuses_for { changes, .. } => {
				let finals = self.counted_changes(signer, by, changes);
				finals > 0 && !self.may_make_alone(by, finals)
			},
			Call::reissue { items, .. } => {
				let finals = self.counted(signer, by, items.len());
				finals > 0 && !self.may_make_alone(by, finals)
			},
			_ => is_always_grave(call),
		}
	}

	/// Returns the number of changes that end credentials and are counted: those of whoever may do
	/// no grave acts and, if the institution demands two accounts, those of everybody.
	pub(super) fn counted_changes(
		&self,
		signer: Signer,
		by: u32,
		changes: &[StatusChangeAt],
	) -> usize {
		let ends = |it: &&StatusChangeAt| {
			matches!(it.change, StatusChange::Revoke(_) | StatusChange::Supersede(_))
		};
		self.counted(signer, by, changes.iter().filter(ends).count())
	}

	/// Returns how many of so many final changes are counted.
	pub(super) fn counted(&self, signer: Signer, by: u32, finals: usize) -> usize {
		let dual = self.institution(by).is_some_and(|body| body.dual);
		if !dual && self.member(signer, |may| may.grave).is_some() {
			return 0;
		}
		finals
	}

	/// Returns the final changes that single accounts made in the present period, which may begin
	/// now.
	fn made_alone(&self, by: u32) -> (Moment, usize) {
		let former = self.institutions[by as usize - 1].alone;
		if former.1 > 0 && self.now < former.0 + DAY {
			former
		} else {
			(self.now, 0)
		}
	}

	pub(super) fn may_make_alone(&self, by: u32, finals: usize) -> bool {
		self.made_alone(by).1 + finals <= 16
	}

	pub(super) fn make_alone(&mut self, by: u32, finals: usize) {
		let (since, former) = self.made_alone(by);
		if finals > 0 {
			self.institutions[by as usize - 1].alone = (since, former + finals);
		}
	}

	/// Returns the institution of a signer who may make a grave call.
	fn grave_member(&self, signer: Signer, call: &Call) -> Option<u32> {
		match call {
			Call::hand_over { .. }
			| Call::add_document_key { .. }
			| Call::declare_compromised { .. } => self.sets_operators(signer, true),
			Call::set_operator { permissions, .. } => {
				self.sets_operators(signer, permissions.grave)
			},
			Call::change_statuses { .. } | Call::change_statuses_for { .. } => {
				self.member(signer, |may| may.grave && may.change_status)
			},
			Call::reissue { .. } => self.member(signer, |may| may.grave && may.issue),
			_ => self.member(signer, |may| may.grave),
		}
	}

	/// Returns the institution of a signer who may set an operator: the admin or, where grave acts
	/// take two accounts, each of two who admit another to them.
	pub(super) fn sets_operators(&self, signer: Signer, grave: bool) -> Option<u32> {
		let by = self
			.member(signer, |may| may.grave)
			.filter(|by| self.institutions[*by as usize - 1].dual);
		by.filter(|_| grave).or_else(|| self.member(signer, |_| false))
	}

	/// Returns whether another account agreed to the call in time, and otherwise notes this one.
	fn is_second(&mut self, by: u32, who: AccountId, call: &Call) -> bool {
		let now = self.now;
		let act = act_of(call);
		let may = |who| self.member(Signer::Account(who), |may| may.grave) == Some(by);
		let pending = self.institutions[by as usize - 1].pending.clone();
		let mut pending: Vec<_> = pending.into_iter().filter(|one| now < one.until).collect();
		let last = pending.iter().rposition(|one| one.call == act && one.who != who);
		let first = last.filter(|place| may(pending[*place].who));
		match first {
			Some(place) => {
				pending.remove(place);
			},
			None => {
				pending.retain(|one| one.who != who);
				pending.push(Pending { who, call: act, until: now + 3 * DAY });
			},
		}
		self.institutions[by as usize - 1].pending = pending;
		first.is_some()
	}

	/// Ends the service of an account, and with it the act that it has pending.
	pub(super) fn discharge(&mut self, who: AccountId) -> Done {
		let account = self.accounts.remove(&who)?;
		let body = &mut self.institutions[account.institution as usize - 1];
		body.pending.retain(|one| one.who != who);
		Some(())
	}

	pub(super) fn set_dual(&mut self, signer: Signer, institution: u32, required: bool) -> Done {
		if let Party::Institution(by) = self.party(signer, |may| may.grave)? {
			require(by == institution)?;
		}
		self.institution(institution)?;
		self.institutions[institution as usize - 1].dual = required;
		Some(())
	}

	pub(super) fn attest_again(&mut self, by: u32, root: Root, grant: u32) -> Done {
		let batch = self.batches.get(&(by, root))?;
		require(batch.revoked.is_none())?;
		let (former, since, type_id) = (batch.grant(), batch.since(), batch.type_id);
		let loss = self.loss(former, type_id, since)?;
		require(self.grant(grant)?.holder == by)?;
		require(self.allowed(grant, type_id, self.step, self.now))?;
		let attested = (self.step, grant, self.now);
		let batch = self.batches.get_mut(&(by, root))?;
		batch.attested.push(attested);
		batch.lost.push((former, loss));
		Some(())
	}

	/// Returns the gravest way in which a batch that stands under a grant since a moment has lost it
	/// for good, or `None` if it has not. While somebody looks into a grant, a void alone is a loss.
	pub(super) fn loss(&self, grant: u32, type_id: u32, since: u64) -> Option<Loss> {
		let attests = self.grant(grant)?.at(self.step).terms.rights.attest;
		let looked_into = |_, it: &Standing| it.suspended_by_council().is_some();
		let withdrawn = |_, it: &Standing| it.withdrawn;
		let over = |_, it: &Standing| self.now >= it.terms.valid_until;
		let cut = |below, it: &Standing| {
			below > it.terms.rights.delegation || !covers(&it.terms.scope, type_id)
		};
		if self.void(grant, since) {
			Some(Loss::Voided)
		} else if self.any_from(grant, 0, &looked_into) {
			None
		} else if self.any_from(grant, 0, &withdrawn) {
			Some(Loss::Withdrawn)
		} else if self.any_from(grant, 0, &over) {
			Some(Loss::Expired)
		} else if !attests || self.any_from(grant, 0, &cut) {
			Some(Loss::Narrowed)
		} else {
			None
		}
	}

	/// Returns whether something is true of a grant or of one above it, for a holder `below` levels
	/// further down.
	fn any_from(&self, grant: u32, below: u8, is: &dyn Fn(u8, &Standing) -> bool) -> bool {
		let record: &Grant = self.grant(grant).expect("paths have no holes");
		is(below, &record.at(self.step))
			|| record.given_by.is_some_and(|(_, parent)| self.any_from(parent, below + 1, is))
	}
}
