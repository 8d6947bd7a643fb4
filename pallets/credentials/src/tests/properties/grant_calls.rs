// SPDX-License-Identifier: Apache-2.0

//! Generator of random calls on grants.

use super::{
	calls::{around, member, Signer},
	dice::Dice,
	model::Model,
};
use crate::mock::*;
use testamur_primitives::{AccreditationId, InstitutionId, Rights, Scope, Terms, TypeId};

type Call = crate::Call<Test>;

fn a_scope(model: &Model, dice: &mut Dice) -> Scope {
	if dice.one_in(3) {
		return Scope::Any;
	}
	let mut types = Vec::new();
	for _ in 0..dice.below(4) {
		types.push(TypeId(dice.number(model.types.len())));
	}
	scope(&types)
}

fn some_terms(model: &Model, dice: &mut Dice) -> Terms {
	Terms {
		scope: a_scope(model, dice),
		rights: Rights { attest: !dice.one_in(4), delegation: dice.below(6) as u8 },
		valid_from: if dice.one_in(40) { 0 } else { around(model, dice, 4, 4) },
		valid_until: around(model, dice, 1, 20),
	}
}

/// Returns terms like those of a grant, altered in one or two places.
fn terms_like(model: &Model, dice: &mut Dice, grant: u32, delegation_less: u8) -> Terms {
	let other = some_terms(model, dice);
	let Some(standing) = model.standing(grant) else { return other };
	let mut terms = standing.terms;
	terms.rights.delegation = terms.rights.delegation.saturating_sub(delegation_less);
	terms.rights.attest |= delegation_less > 0 && !dice.one_in(6);
	for _ in 0..=dice.below(2) {
		match dice.below(8) {
			0 | 1 => terms.scope = other.scope.clone(),
			2 => terms.rights.delegation = other.rights.delegation,
			3 => terms.valid_until = other.valid_until,
			4 => terms.valid_until = terms.valid_until.saturating_sub(DAY),
			5 => terms.rights.attest = false,
			6 if dice.one_in(3) => terms.valid_from = other.valid_from,
			_ => (),
		}
	}
	terms
}

pub(super) fn offering(model: &Model, dice: &mut Dice) -> (Signer, Call) {
	let holder = InstitutionId(dice.number(model.institutions.len()));
	if dice.one_in(4) {
		let terms = some_terms(model, dice);
		return (Signer::Council, Call::offer_accreditation { holder, parent: None, terms });
	}
	let parent = dice.number(model.grants.len());
	let terms = terms_like(model, dice, parent, 1);
	let signer = model
		.grant(parent)
		.map_or(Signer::Council, |grant| member(model, dice, grant.holder));
	let parent = (!dice.one_in(20)).then_some(AccreditationId(parent));
	(signer, Call::offer_accreditation { holder, parent, terms })
}

pub(super) fn answering(model: &Model, dice: &mut Dice) -> (Signer, Call) {
	let open: Vec<u32> = (1..=model.grants.len() as u32)
		.filter(|id| model.standing(*id).is_some_and(|standing| !standing.answered))
		.collect();
	let any = dice.number(model.grants.len());
	let id = if dice.one_in(6) { any } else { dice.pick(&open).unwrap_or(any) };
	let signer = model
		.grant(id)
		.map_or(Signer::Nobody, |grant| member(model, dice, grant.holder));
	let accreditation = AccreditationId(id);
	if dice.one_in(6) {
		return (signer, Call::decline_accreditation { accreditation });
	}
	if dice.one_in(10) {
		let accreditation = AccreditationId(any);
		let holder = model.grant(any).map(|grant| member(model, dice, grant.holder));
		let signer = holder.unwrap_or(signer);
		return (signer, Call::relinquish_accreditation { accreditation });
	}
	(signer, Call::accept_accreditation { accreditation })
}

pub(super) fn managing(model: &Model, dice: &mut Dice) -> (Signer, Call) {
	let id = dice.number(model.grants.len());
	let accreditation = AccreditationId(id);
	let giver = model.grant(id).and_then(|grant| grant.given_by);
	let signer = match giver {
		Some((institution, _)) if !dice.one_in(4) => member(model, dice, institution),
		_ => Signer::Council,
	};
	let suspended = model.standing(id).is_some_and(|standing| standing.suspended);
	let withdrawn = model.standing(id).is_some_and(|standing| standing.withdrawn);
	let dealt = if withdrawn && dice.one_in(2) { 4 } else { dice.below(13) };
	let call = match dealt {
		0..=4 if suspended && !dice.one_in(4) => Call::reinstate_accreditation { accreditation },
		0..=2 => Call::suspend_accreditation { accreditation },
		3 => Call::reinstate_accreditation { accreditation },
		4 if withdrawn && dice.one_in(3) => Call::reinstate_accreditation { accreditation },
		4 if withdrawn && dice.one_in(3) => Call::lift_void { accreditation },
		4 | 5 => {
			let bound = model.now - 30 * DAY;
			let some =
				[Some(model.now), Some(model.now + 1), Some(bound), Some(bound - 1), Some(0), None];
			let earlier = Some(around(model, dice, 8, 0));
			let void_from = if dice.one_in(2) { earlier } else { dice.pick(&some).flatten() };
			Call::withdraw_accreditation { accreditation, void_from }
		},
		6..=8 => {
			let valid_until = around(model, dice, 2, 120);
			Call::renew_accreditation { accreditation, valid_until }
		},
		_ => {
			let terms = terms_like(model, dice, id, 0);
			Call::narrow_accreditation { accreditation, terms }
		},
	};
	(signer, call)
}
