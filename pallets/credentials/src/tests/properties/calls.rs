// SPDX-License-Identifier: Apache-2.0

//! Generator of random calls, which are mostly plausible and sometimes hostile.

use super::{
	consents::{handing_over, maybe_consent, sound_consent},
	custody::guarding,
	dice::Dice,
	grant_calls::{answering, managing, offering},
	keys::{keeping, pool},
	lists::listing,
	model::Model,
	Cohorts,
};
use crate::{mock::*, Permissions, StatusChangeAt};
use testamur_primitives::{
	records::{Anchor, Validity},
	AccreditationId, InstitutionId, KeyPurpose, Moment, Post, Profile, RevocationReason, Root,
	Scope, StatusChange, SuccessorPointer, TypeDefinition, TypeId, TypeKind,
};

type Call = crate::Call<Test>;

/// The number of accounts that take part, members or not.
const ACCOUNTS: u64 = 24;
/// The maximum number of institutions.
const INSTITUTIONS: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Signer {
	Council,
	Account(AccountId),
	Nobody,
}

impl Signer {
	pub(super) fn origin(self) -> RuntimeOrigin {
		match self {
			Self::Council => council(),
			Self::Account(who) => signed(who),
			Self::Nobody => RuntimeOrigin::none(),
		}
	}
}

#[derive(Clone, Debug)]
pub(super) enum Move {
	Wait(Moment),
	Act(Signer, Call),
}

/// Returns the first calls of every sequence, which create a ministry, an agency and two
/// universities.
pub(super) fn preamble() -> Vec<(Signer, Call)> {
	let mut calls = Vec::new();
	for admin in 1..=4 {
		let profile = profile("Institution");
		calls.push((Signer::Council, Call::register_institution { profile, admin, allowance: 1 }));
		let operator = admin + 10;
		let start = Model { now: START, ..Default::default() };
		let consent = Some(sound_consent(&start, operator, admin as u32, Post::Operator));
		let call = Call::set_operator { operator, permissions: ALL, consent };
		calls.push((Signer::Account(admin), call));
	}
	for validity in [None, Some(3 * DAY), None] {
		let definition = TypeDefinition { default_validity: validity, ..definition() };
		calls.push((Signer::Account(13), Call::register_type { definition }));
	}
	for (grant, (holder, parent, delegation)) in
		(1..).zip([(1, None, 3), (2, Some(1), 2), (3, Some(2), 1), (4, Some(1), 0)])
	{
		let (holder, by) = (InstitutionId(holder), Signer::Account(u64::from(holder)));
		let terms = terms(Scope::Any, true, delegation);
		let grantor = parent.map_or(Signer::Council, Signer::Account);
		let parent = parent.map(|id| AccreditationId(id as u32));
		calls.push((grantor, Call::offer_accreditation { holder, parent, terms }));
		let accreditation = AccreditationId(grant);
		calls.push((by, Call::accept_accreditation { accreditation }));
	}
	// One of them signs status lists, so that both reasons against a key come up together.
	let purposes = [KeyPurpose::Credentials, KeyPurpose::Credentials, KeyPurpose::StatusLists];
	for ((admin, key), purpose) in [3, 4, 4].into_iter().zip(pool()).zip(purposes) {
		calls.push((Signer::Account(admin), Call::add_document_key { key, purpose }));
	}
	calls
}

/// Returns the next move of a sequence.
pub(super) fn next(model: &Model, cohorts: &Cohorts, seed: u64) -> Move {
	let dice = &mut Dice(seed);
	let (signer, call) = match dice.below(100) {
		0..=11 => return Move::Wait(wait(dice)),
		12..=32 => anchoring(model, cohorts, dice),
		33..=52 => changing(model, cohorts, dice),
		53..=63 => offering(model, dice),
		64..=71 => answering(model, dice),
		72..=83 => managing(model, dice),
		84..=86 => keeping(model, dice),
		87..=89 => defining(model, dice),
		90..=94 => guarding(model, cohorts, dice),
		_ => administering(model, dice),
	};
	let signer = match dice.below(30) {
		0 => Signer::Council,
		1 => Signer::Nobody,
		2 | 3 => Signer::Account(dice.below(ACCOUNTS + 2)),
		_ => signer,
	};
	Move::Act(signer, call)
}

fn wait(dice: &mut Dice) -> Moment {
	match dice.below(6) {
		0 => 1,
		1 => DAY - 1,
		days => (days - 1) * DAY,
	}
}

/// Returns a moment some days before or after now.
pub(super) fn around(model: &Model, dice: &mut Dice, before: u64, after: u64) -> Moment {
	(model.now / DAY * DAY - before * DAY)
		+ dice.below(before + after + 1) * DAY
		+ START % DAY
		+ u64::from(dice.one_in(12))
}

/// Returns an account of an institution, often its admin.
pub(super) fn member(model: &Model, dice: &mut Dice, institution: u32) -> Signer {
	let served = |who: &&AccountId| model.accounts[*who].institution == institution;
	let all: Vec<AccountId> = model.accounts.keys().filter(served).copied().collect();
	let admin = model.institution(institution).map(|record| record.admin);
	let who = if dice.one_in(2) { dice.pick(&all) } else { admin };
	who.map_or(Signer::Nobody, Signer::Account)
}

fn reason(dice: &mut Dice) -> RevocationReason {
	dice.pick(&RevocationReason::ALL).unwrap_or(RevocationReason::Unspecified)
}

/// Returns a reason out of few, so that two accounts often agree.
fn agreed_reason(dice: &mut Dice) -> RevocationReason {
	match dice.below(8) {
		0 => reason(dice),
		_ => RevocationReason::KeyCompromise,
	}
}

fn anchoring(model: &Model, cohorts: &Cohorts, dice: &mut Dice) -> (Signer, Call) {
	if dice.one_in(6) {
		return listing(model, cohorts, dice);
	}
	let (grants, types) = (model.grants.len() as u32, model.types.len() as u32);
	let pairs = (1..=grants).flat_map(|grant| (1..=types).map(move |of| (grant, of)));
	let allowed: Vec<_> = pairs
		.filter(|(grant, of)| model.allowed(*grant, *of, model.step, model.now))
		.collect();
	let any = (dice.number(model.grants.len()), dice.number(model.types.len()));
	let (grant, of) = if dice.one_in(4) { any } else { dice.pick(&allowed).unwrap_or(any) };
	let holder = model.grant(grant).map_or(1, |grant| grant.holder);
	let signer = member(model, dice, holder);
	let (accreditation, type_id) = (AccreditationId(grant), TypeId(of));
	if dice.one_in(5) {
		let count = dice.below(4);
		let anchors: Vec<_> = (0..count).map(|_| an_anchor(model, cohorts, dice)).collect();
		let anchors = anchors.try_into().unwrap();
		return (signer, Call::anchor_many { accreditation, type_id, anchors });
	}
	let anchor = an_anchor(model, cohorts, dice);
	(signer, Call::anchor { accreditation, type_id, anchor })
}

fn an_anchor(model: &Model, cohorts: &Cohorts, dice: &mut Dice) -> Anchor {
	let (root, true_size) = cohorts.pick(dice.roll());
	let size = match dice.below(20) {
		0 => 0,
		1 => true_size + 1,
		2 => u32::MAX,
		_ => true_size,
	};
	let root = if dice.one_in(40) { Root::default() } else { root };
	let validity = match dice.below(30) {
		0 => Validity::Unstated,
		1..=10 => Validity::Until(around(model, dice, 1, 8)),
		11..=19 => Validity::Never,
		_ => Validity::ByType,
	};
	Anchor { root, size, validity }
}

/// Returns a stored batch, or sometimes another.
pub(super) fn a_batch(model: &Model, cohorts: &Cohorts, dice: &mut Dice) -> (u32, Root, u32) {
	let stored: Vec<_> = model
		.batches
		.iter()
		.map(|((by, root), batch)| (*by, *root, batch.size))
		.collect();
	let (root, size) = cohorts.pick(dice.roll());
	let other = (dice.number(model.institutions.len()), root, size);
	if dice.one_in(20) {
		return other;
	}
	dice.pick(&stored).unwrap_or(other)
}

/// Returns an attestation of a batch that lost its grant, if there is one, under a grant that allows
/// it, if there is one.
fn attesting(model: &Model, dice: &mut Dice) -> Option<(Signer, Call)> {
	let lost = |((by, root), batch): (&(u32, Root), &super::model::Cohort)| {
		model
			.loss(batch.grant(), batch.type_id, batch.since())
			.map(|_| (*by, *root, batch.type_id))
	};
	let lost: Vec<_> = model.batches.iter().filter_map(lost).collect();
	let (by, root, type_id) = dice.pick(&lost)?;
	let allowed: Vec<_> = (1..=model.grants.len() as u32)
		.filter(|id| model.grant(*id).is_some_and(|grant| grant.holder == by))
		.filter(|id| model.allowed(*id, type_id, model.step, model.now))
		.collect();
	let accreditation = AccreditationId(dice.pick(&allowed)?);
	Some((member(model, dice, by), Call::attest_again { root, accreditation }))
}

pub(super) fn a_place(dice: &mut Dice, size: u32) -> u32 {
	if dice.one_in(20) {
		return dice.pick(&[size, u32::MAX]).unwrap_or_default();
	}
	dice.below(u64::from(size.clamp(1, 6))) as u32
}

fn changing(model: &Model, cohorts: &Cohorts, dice: &mut Dice) -> (Signer, Call) {
	let (by, root, size) = a_batch(model, cohorts, dice);
	let signer = member(model, dice, by);
	if dice.one_in(16) {
		return (signer, revoking_a_batch(model, cohorts, dice, (by, root)));
	}
	if dice.one_in(6) {
		return attesting(model, dice).unwrap_or_else(|| {
			let accreditation = AccreditationId(dice.number(model.grants.len()));
			(signer, Call::attest_again { root, accreditation })
		});
	}
	let count = if dice.one_in(3) { dice.below(4) } else { 1 };
	// One more than an account makes alone, unless it may do every grave act alone.
	if dice.one_in(12) {
		let revoke = StatusChange::Revoke(agreed_reason(dice));
		let all = |index| StatusChangeAt { index: Some(index), change: revoke };
		let changes: Vec<_> = (0..17).map(all).collect();
		return (signer, Call::change_statuses { root, changes: changes.try_into().unwrap() });
	}
	let changes: Vec<_> = (0..count).map(|_| a_change(model, cohorts, dice, size)).collect();
	(signer, Call::change_statuses { root, changes: changes.try_into().unwrap() })
}

/// Returns a change of the status of a credential in a batch of this size.
pub(super) fn a_change(
	model: &Model,
	cohorts: &Cohorts,
	dice: &mut Dice,
	size: u32,
) -> StatusChangeAt {
	let change = match dice.below(26) {
		0..=6 => StatusChange::Suspend,
		7..=13 => StatusChange::Reinstate,
		14 | 15 => StatusChange::Revoke(reason(dice)),
		16 => StatusChange::Unstated,
		17..=20 => StatusChange::Supersede(a_successor(model, cohorts, dice)),
		21 | 22 => StatusChange::ForgetSuccessor,
		_ => StatusChange::NameSuccessor(a_successor(model, cohorts, dice)),
	};
	let index = (!dice.one_in(30)).then(|| a_place(dice, size));
	StatusChangeAt { index, change }
}

/// Returns the revocation of a batch, or another successor, or none, for one that is revoked.
fn revoking_a_batch(
	model: &Model,
	cohorts: &Cohorts,
	dice: &mut Dice,
	(by, root): (u32, Root),
) -> Call {
	let former = model.batches.get(&(by, root)).and_then(|batch| batch.revoked);
	let reason = former.filter(|_| !dice.one_in(4)).unwrap_or_else(|| agreed_reason(dice));
	let own: Vec<Root> = model
		.batches
		.keys()
		.filter(|(of, _)| *of == by)
		.map(|(_, root)| *root)
		.collect();
	let successor = match dice.below(6) {
		0 | 1 => None,
		2 => Some(cohorts.pick(dice.roll()).0),
		_ => dice.pick(&own),
	};
	Call::revoke_batch { root, reason, successor }
}

fn a_successor(model: &Model, cohorts: &Cohorts, dice: &mut Dice) -> SuccessorPointer {
	let (by, root, size) = a_batch(model, cohorts, dice);
	let index = (!dice.one_in(30)).then(|| a_place(dice, size));
	SuccessorPointer { institution: InstitutionId(by), root, index }
}

fn defining(model: &Model, dice: &mut Dice) -> (Signer, Call) {
	let by = dice.number(model.institutions.len());
	let signer = if dice.one_in(3) { Signer::Council } else { member(model, dice, by) };
	if dice.one_in(3) {
		let type_id = TypeId(dice.number(model.types.len()));
		let retired = model.credential_type(type_id.0).is_some_and(|kind| kind.retired);
		if dice.one_in(if retired { 2 } else { 6 }) {
			let signer = if dice.one_in(4) { signer } else { Signer::Council };
			return (signer, Call::reinstate_type { type_id });
		}
		let owner = model.credential_type(type_id.0).and_then(|kind| kind.owner);
		let signer = owner.map_or(signer, |owner| member(model, dice, owner));
		return (signer, Call::retire_type { type_id });
	}
	let uris: [&[u8]; 4] = [b"https://example.org", b"u", b"", b"\xff"];
	let longest = 1_000 * 365 * DAY + 250 * DAY;
	let validities = [None, Some(1), Some(DAY), Some(longest), Some(longest + 1), Some(0)];
	let definition = TypeDefinition {
		kind: if dice.one_in(16) { TypeKind::Unstated } else { TypeKind::Certificate },
		content_hash: if dice.one_in(16) { [0; 32] } else { [7; 32] },
		uri: uris[(dice.below(16) as usize).saturating_sub(12)].to_vec().try_into().unwrap(),
		level: dice
			.pick(&[None, Some(1), Some(8), Some(5), Some(6), Some(0), Some(9)])
			.flatten(),
		default_validity: dice.pick(&validities).flatten(),
		..definition()
	};
	(signer, Call::register_type { definition })
}

/// Names that the chain takes. It takes no others of this test.
pub(super) const SOUND_NAMES: [&str; 4] = ["Institution", "Näme", "Ναός 2", "大学"];

fn some_profile(dice: &mut Dice) -> Profile {
	let sound = profile(dice.pick(&SOUND_NAMES).unwrap_or_default());
	let unsound = ["", "a\u{202e}b", "a\u{200b}", "\0", "a  b", " a", "a ", "a\u{a0}b", "\u{301}a"];
	match dice.below(12) {
		0 => profile(dice.pick(&unsound).unwrap_or_default()),
		1 => Profile { name: vec![0xff].try_into().unwrap(), ..sound },
		2 => Profile { country: *b"n1", ..sound },
		3 => {
			let uri = dice.pick(&[0xff, b' ', b'\n']).map(|byte| vec![b'u', byte]);
			Profile { uri: uri.unwrap_or_default().try_into().unwrap(), ..sound }
		},
		_ => sound,
	}
}

fn administering(model: &Model, dice: &mut Dice) -> (Signer, Call) {
	let id = dice.number(model.institutions.len());
	let institution = InstitutionId(id);
	let by_admin = member(model, dice, id);
	let who = if dice.one_in(40) { 0 } else { 1 + dice.below(ACCOUNTS) };
	let room = model.institutions.len() < INSTITUTIONS;
	let permissions = Permissions {
		issue: dice.one_in(2),
		change_status: dice.one_in(2),
		accredit: dice.one_in(2),
		grave: dice.one_in(2),
	};
	match dice.below(20) {
		0 if room => {
			let (profile, admin, allowance) = (some_profile(dice), who, 1);
			(Signer::Council, Call::register_institution { profile, admin, allowance })
		},
		0 | 1 => (by_admin, Call::set_home_page { uri: some_profile(dice).uri }),
		2 => (Signer::Council, Call::suspend_institution { institution }),
		3 => {
			let suspended = a_suspended_institution(model, dice);
			let institution = InstitutionId(suspended.filter(|_| !dice.one_in(4)).unwrap_or(id));
			(Signer::Council, Call::reinstate_institution { institution })
		},
		4 => (Signer::Council, Call::replace_admin { institution, admin: who }),
		5 => (Signer::Council, Call::set_allowance { institution, allowance: 1 }),
		12 | 13 => {
			(by_admin, Call::set_dual_authorization { institution, required: dice.one_in(2) })
		},
		6 | 7 => {
			let operator = match member(model, dice, id) {
				Signer::Account(operator) if !dice.one_in(3) => operator,
				_ => who,
			};
			let by = if dice.one_in(4) { Signer::Council } else { by_admin };
			(by, Call::remove_operator { institution, operator })
		},
		8 => (member(model, dice, id), Call::resign {}),
		9 | 10 => (by_admin, handing_over(model, dice, id, who)),
		11 => {
			let Profile { name, country, .. } = some_profile(dice);
			(Signer::Council, Call::rename_institution { institution, name, country })
		},
		_ => {
			let consent = maybe_consent(model, dice, who, id);
			(by_admin, Call::set_operator { operator: who, permissions, consent })
		},
	}
}

fn a_suspended_institution(model: &Model, dice: &mut Dice) -> Option<u32> {
	let numbered = (1..).zip(&model.institutions);
	let suspended: Vec<u32> =
		numbered.filter(|(_, record)| record.suspended).map(|(id, _)| id).collect();
	dice.pick(&suspended)
}
