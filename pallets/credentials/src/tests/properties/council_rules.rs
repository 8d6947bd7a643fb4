// SPDX-License-Identifier: Apache-2.0

//! The rules of the model for what only the council may do: it finds what it asks for, and
//! reinstates what was withdrawn.

use super::{
	calls::Signer,
	model::{narrower, Account, Model, Standing},
};

type Call = crate::Call<crate::mock::Test>;

impl Model {
	/// Returns whether a call of the council asks for what is so already, where that matters. Then it
	/// succeeds and changes nothing.
	pub(super) fn is_so(&self, call: &Call) -> bool {
		let standing = |id: u32| self.standing(id);
		match call {
			Call::replace_admin { institution, admin } => {
				self.institution(institution.0).is_some_and(|body| body.admin == *admin)
			},
			Call::remove_operator { institution, operator } => {
				let serves = |account: &Account| account.institution == institution.0;
				*operator != 0
					&& self.institution(institution.0).is_some()
					&& !self.accounts.get(operator).is_some_and(serves)
			},
			Call::retire_type { type_id } => {
				self.credential_type(type_id.0).is_some_and(|kind| kind.retired)
			},
			Call::suspend_accreditation { accreditation } => {
				let by_council = |it: &Standing| it.suspended_by_council() == Some(true);
				standing(accreditation.0).is_some_and(|it| it.withdrawn || by_council(&it))
			},
			Call::reinstate_accreditation { accreditation } => {
				standing(accreditation.0).is_some_and(|it| it.active())
			},
			Call::withdraw_accreditation { accreditation, void_from } => {
				let past = void_from.is_none_or(|from| from <= self.now);
				let same = |it: &Standing| it.withdrawn && it.void_from == *void_from;
				past && standing(accreditation.0).is_some_and(|it| it.declined || same(&it))
			},
			Call::lift_void { accreditation } => {
				standing(accreditation.0).is_some_and(|it| !it.withdrawn || it.void_from.is_none())
			},
			Call::renew_accreditation { accreditation, valid_until } => {
				let as_long = |it: &Standing| it.terms.valid_until >= *valid_until;
				let ahead = *valid_until > self.now;
				ahead && standing(accreditation.0).is_some_and(|it| it.held() && as_long(&it))
			},
			Call::narrow_accreditation { accreditation, terms } => {
				let as_narrow = |it: &Standing| it.terms == *terms || narrower(&it.terms, terms);
				self.sound_terms(terms)
					&& standing(accreditation.0).is_some_and(|it| it.held() && as_narrow(&it))
			},
			_ => false,
		}
	}
}

/// Returns whether a grant may be suspended by a signer who may manage it: one that is active, or one
/// that its grantor suspended, if the council does.
pub(super) fn may_suspend(signer: Signer, standing: &Standing) -> bool {
	let takes_over = signer == Signer::Council && standing.suspended_by_council() == Some(false);
	standing.active() || takes_over
}

/// Returns whether a grant may be reinstated by a signer who may manage it.
pub(super) fn may_reinstate(signer: Signer, standing: &Standing) -> bool {
	match (standing.withdrawn, signer) {
		(false, Signer::Council) => standing.suspended,
		(false, _) => standing.suspended_by_council() == Some(false),
		(true, Signer::Council) => {
			standing.accepted && standing.void_from.is_none() && !standing.given_back
		},
		(true, _) => false,
	}
}
