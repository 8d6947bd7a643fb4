// SPDX-License-Identifier: Apache-2.0

//! The small world, and the moves that are tried in it.

use super::super::{
	calls::{Move, Signer},
	consents::sound_consent,
	model::Model,
	Cohorts,
};
use crate::{mock::*, ListedRoots, Permissions, ReissueItem, StatusChangeAt, StatusChanges};
use testamur_primitives::{
	records::{Anchor, Validity},
	AccreditationId, InstitutionId, KeyEnd, KeyPurpose, ListLabel, Moment, Post, PublicKey,
	RevocationReason, Root, Scope, StatusChange, SuccessorPointer, Terms,
};

type Call = crate::Call<Test>;

/// The thief's key is that of an operator of the agency, with every permission.
const THIEF: Signer = Signer::Account(11);
const REGISTRAR: Signer = Signer::Account(12);
const ADMIN: Signer = Signer::Account(2);
/// An operator of the first university that may only change statuses.
const CLERK: Signer = Signer::Account(22);
const AGENCY_ADMIN: Signer = Signer::Account(1);
/// The grants: of the agency by the council, of both universities by the agency, and of the first
/// university by the council.
const AGENCYS: AccreditationId = AccreditationId(1);
const FIRST: AccreditationId = AccreditationId(2);
const COUNCILS: AccreditationId = AccreditationId(4);
/// The key with which the first university signs from the beginning, and one that it adds.
const KEY: PublicKey = PublicKey::Ed25519([1; 32]);
const OTHER_KEY: PublicKey = PublicKey::P256([2; 33]);
/// The label of the one status list.
const LABEL: ListLabel = ListLabel([3; 16]);
/// The next grant.
const NEXT: AccreditationId = AccreditationId(5);
/// The second university, which is closed, and whose custodian is the agency.
const CLOSED: InstitutionId = InstitutionId(3);
/// The cohorts of which verdicts are asked: the one that is anchored at the beginning, one of one
/// credential that a move anchors, and one that a move issues again.
pub(super) const COHORTS: [u8; 3] = [1, 5, 10];

/// Returns the root of the batch that a move anchors.
fn other() -> Root {
	Cohorts::of(COHORTS).pick(1).0
}

/// Returns the root of a credential that is issued again.
fn another() -> Root {
	Cohorts::of(COHORTS).pick(2).0
}

fn own(call: Call, by: u64) -> (Signer, Call) {
	(Signer::Account(by), call)
}

fn add(key: PublicKey) -> Call {
	Call::add_document_key { key, purpose: KeyPurpose::Credentials }
}

/// Returns the moves on the keys of the first university.
fn moves_on_keys() -> Vec<(Signer, Call)> {
	let (institution, key) = (InstitutionId(2), KEY);
	let declare = |since| Call::declare_compromised { institution, key, since };
	let reinstate = |end| Call::reinstate_document_key { institution, key, end };
	vec![
		(ADMIN, add(OTHER_KEY)),
		(REGISTRAR, add(OTHER_KEY)),
		(ADMIN, Call::retire_document_key { key }),
		(ADMIN, declare(START)),
		(REGISTRAR, declare(START)),
		council(declare(START + DAY)),
		council(Call::lift_compromise { institution, key }),
		council(reinstate(KeyEnd::Never)),
		council(reinstate(KeyEnd::At(START + DAY))),
	]
}

fn appoint(institution: InstitutionId, custodian: InstitutionId, until: Moment) -> Call {
	Call::appoint_custodian { institution, custodian, until, status_changes: 1, reissues: 1 }
}

/// Returns a change, by a custodian, of the first credential of a batch of the second university.
fn change_for(root: Root, change: StatusChange) -> Call {
	change_at(root, 0, change)
}

/// Returns a change, by a custodian, of a credential of the second university.
fn change_at(root: Root, index: u32, change: StatusChange) -> Call {
	let list = vec![StatusChangeAt { index: Some(index), change }];
	let changes = StatusChanges::truncate_from(list);
	Call::change_statuses_for { institution: CLOSED, root, changes }
}

/// Returns the reissue of a credential of the second university.
fn reissue_at(former: Root, index: u32, root: Root) -> Call {
	let items = vec![ReissueItem { former, index: Some(index), root }];
	Call::reissue { institution: CLOSED, items: items.try_into().unwrap() }
}

const REVOKE: StatusChange = StatusChange::Revoke(RevocationReason::KeyCompromise);

/// Returns the moves on the second university, and in its place.
fn moves_in_custody(root: Root) -> Vec<(Signer, Call)> {
	let (institution, university) = (CLOSED, InstitutionId(2));
	// A credential that is revoked may be given a successor, unless it ended in former custody.
	let successor = SuccessorPointer { institution, root, index: Some(1) };
	let reissue = |former, root| reissue_at(former, 0, root);
	vec![
		(THIEF, change_for(root, StatusChange::Suspend)),
		(THIEF, change_for(root, REVOKE)),
		(THIEF, change_for(other(), REVOKE)),
		(REGISTRAR, change_for(root, REVOKE)),
		(REGISTRAR, change_for(root, StatusChange::ForgetSuccessor)),
		(REGISTRAR, change_at(root, 1, REVOKE)),
		(REGISTRAR, change_for(root, StatusChange::NameSuccessor(successor))),
		(THIEF, reissue(root, other())),
		(THIEF, reissue(root, another())),
		(THIEF, reissue(other(), another())),
		(THIEF, change_for(root, StatusChange::ForgetSuccessor)),
		(REGISTRAR, reissue(root, another())),
		(REGISTRAR, reissue_at(root, 1, another())),
		(REGISTRAR, change_for(other(), REVOKE)),
		(REGISTRAR, reissue(other(), another())),
		council(appoint(institution, university, START + DAY)),
		council(appoint(institution, university, START + 2 * DAY)),
		council(Call::dismiss_custodian { institution }),
		council(Call::reinstate_institution { institution }),
		council(Call::close_institution { institution: university }),
		council(Call::close_institution { institution }),
	]
}

/// Returns the calls that make the world.
pub(super) fn world(root: Root) -> Vec<(Signer, Call)> {
	let mut calls = Vec::new();
	for admin in 1..=3 {
		let profile = profile("Institution");
		calls.push((Signer::Council, Call::register_institution { profile, admin, allowance: 1 }));
		let operator = admin + 10;
		let start = Model { now: START, ..Default::default() };
		let consent = Some(sound_consent(&start, operator, admin as u32, Post::Operator));
		calls.push(own(Call::set_operator { operator, permissions: ALL, consent }, admin));
	}
	let start = Model { now: START, ..Default::default() };
	let consent = Some(sound_consent(&start, 22, 2, Post::Operator));
	let permissions = Permissions { change_status: true, ..Default::default() };
	calls.push(own(Call::set_operator { operator: 22, permissions, consent }, 2));
	calls.push(own(Call::register_type { definition: definition() }, 12));
	for (grant, (holder, parent, delegation)) in
		(1..).zip([(1, None, 1), (2, Some(AGENCYS), 0), (3, Some(AGENCYS), 0), (2, None, 0)])
	{
		let by = parent.map_or(Signer::Council, |_| THIEF);
		let terms = terms(Scope::Any, true, delegation);
		let holder_id = InstitutionId(holder);
		calls.push((by, Call::offer_accreditation { holder: holder_id, parent, terms }));
		let accreditation = AccreditationId(grant);
		calls.push(own(Call::accept_accreditation { accreditation }, u64::from(holder)));
	}
	calls.push((ADMIN, add(KEY)));
	let anchor = Anchor { root, size: 2, validity: Validity::Never };
	let type_id = COURSE;
	calls.push((REGISTRAR, Call::anchor { accreditation: FIRST, type_id, anchor }));
	let (institution, custodian) = (CLOSED, InstitutionId(1));
	calls.push(own(Call::anchor { accreditation: AccreditationId(3), type_id, anchor }, 13));
	calls.push(council(Call::close_institution { institution }));
	calls.push(council(appoint(institution, custodian, START + DAY)));
	calls
}

/// Returns the moves that lead from the world to the later one.
pub(super) fn later(root: Root) -> Vec<Move> {
	let institution = CLOSED;
	let act = |(signer, call)| Move::Act(signer, call);
	vec![
		act((THIEF, change_for(root, REVOKE))),
		act((THIEF, reissue_at(root, 1, other()))),
		Move::Wait(DAY),
		act(council(Call::reinstate_institution { institution })),
		act(council(Call::close_institution { institution })),
		act(council(appoint(institution, InstitutionId(2), START + 3 * DAY))),
	]
}

/// Returns the moves that are tried at each step.
pub(super) fn moves(root: Root) -> Vec<Move> {
	let acts = moves_on_grants()
		.into_iter()
		.chain(moves_on_accounts())
		.chain(moves_on_credentials(root))
		.chain(moves_on_keys())
		.chain(moves_in_custody(root));
	acts.map(|(signer, call)| Move::Act(signer, call))
		.chain([Move::Wait(DAY)])
		.collect()
}

fn council(call: Call) -> (Signer, Call) {
	(Signer::Council, call)
}

fn moves_on_grants() -> Vec<(Signer, Call)> {
	let narrower = Terms { valid_until: START + DAY, ..terms(Scope::Any, true, 0) };
	let shallower = terms(Scope::Any, true, 0);
	let void = |accreditation, void_from| Call::withdraw_accreditation { accreditation, void_from };
	let narrow = |accreditation, terms: &Terms| Call::narrow_accreditation {
		accreditation,
		terms: terms.clone(),
	};
	let renew =
		|accreditation| Call::renew_accreditation { accreditation, valid_until: START + 2 * DAY };
	let suspend = |accreditation| Call::suspend_accreditation { accreditation };
	let reinstate = |accreditation| Call::reinstate_accreditation { accreditation };
	let relinquish = |accreditation| Call::relinquish_accreditation { accreditation };
	let (holder, parent, terms) = (InstitutionId(2), Some(AGENCYS), shallower.clone());
	vec![
		(THIEF, void(FIRST, Some(START))),
		(THIEF, void(FIRST, None)),
		(THIEF, suspend(FIRST)),
		(THIEF, reinstate(FIRST)),
		(THIEF, narrow(FIRST, &narrower)),
		(THIEF, renew(FIRST)),
		(THIEF, relinquish(AGENCYS)),
		(THIEF, Call::offer_accreditation { holder, parent, terms }),
		(THIEF, void(NEXT, None)),
		(REGISTRAR, Call::accept_accreditation { accreditation: NEXT }),
		(REGISTRAR, Call::decline_accreditation { accreditation: NEXT }),
		(REGISTRAR, relinquish(FIRST)),
		(REGISTRAR, relinquish(COUNCILS)),
		council(void(AGENCYS, Some(START))),
		council(void(AGENCYS, None)),
		council(Call::lift_void { accreditation: AGENCYS }),
		council(narrow(AGENCYS, &shallower)),
		council(suspend(AGENCYS)),
		council(reinstate(AGENCYS)),
		council(void(FIRST, Some(START + DAY))),
		council(void(FIRST, None)),
		council(Call::lift_void { accreditation: FIRST }),
		council(suspend(FIRST)),
		council(reinstate(FIRST)),
		council(renew(FIRST)),
		council(narrow(FIRST, &narrower)),
		council(void(COUNCILS, Some(START))),
		council(narrow(COUNCILS, &narrower)),
	]
}

fn moves_on_accounts() -> Vec<(Signer, Call)> {
	let (agency, university) = (InstitutionId(1), InstitutionId(2));
	let dual = |institution, required| Call::set_dual_authorization { institution, required };
	let start = Model { now: START, ..Default::default() };
	let admin = 23;
	let hand_over =
		Call::hand_over { admin, consent: sound_consent(&start, admin, 2, Post::Admin) };
	let without_grave = Call::set_operator {
		operator: 11,
		permissions: Permissions { grave: false, ..ALL },
		consent: None,
	};
	let with_grave = Call::set_operator { operator: 22, permissions: ALL, consent: None };
	vec![
		(THIEF, dual(agency, true)),
		(THIEF, Call::resign {}),
		(AGENCY_ADMIN, without_grave),
		(AGENCY_ADMIN, Call::remove_operator { institution: agency, operator: 11 }),
		(ADMIN, dual(university, true)),
		(REGISTRAR, dual(university, true)),
		(ADMIN, hand_over.clone()),
		(REGISTRAR, hand_over),
		(ADMIN, with_grave.clone()),
		(REGISTRAR, with_grave),
		council(dual(agency, true)),
		council(dual(university, true)),
		council(dual(university, false)),
		council(Call::suspend_institution { institution: agency }),
		council(Call::reinstate_institution { institution: agency }),
		council(Call::suspend_institution { institution: university }),
		council(Call::remove_operator { institution: agency, operator: 11 }),
		council(Call::replace_admin { institution: agency, admin: 11 }),
	]
}

fn moves_on_credentials(root: Root) -> Vec<(Signer, Call)> {
	let change = |change| Call::change_statuses {
		root,
		changes: StatusChanges::truncate_from(vec![StatusChangeAt { index: Some(0), change }]),
	};
	let successor = SuccessorPointer { institution: InstitutionId(2), root, index: Some(1) };
	let reason = RevocationReason::KeyCompromise;
	let revoke_batch = |successor| Call::revoke_batch { root, reason, successor };
	let anchor = Anchor { root: other(), size: 1, validity: Validity::Never };
	let type_id = COURSE;
	let list = |start, root| Call::list_batches {
		label: LABEL,
		start: Some(start),
		roots: ListedRoots::truncate_from(vec![root]),
	};
	vec![
		(REGISTRAR, Call::anchor { accreditation: COUNCILS, type_id, anchor }),
		(REGISTRAR, list(0, root)),
		(REGISTRAR, list(2, other())),
		(REGISTRAR, Call::attest_again { root, accreditation: COUNCILS }),
		(REGISTRAR, Call::attest_again { root, accreditation: FIRST }),
		(REGISTRAR, change(StatusChange::Suspend)),
		(REGISTRAR, change(StatusChange::Reinstate)),
		(REGISTRAR, change(StatusChange::Revoke(reason))),
		(REGISTRAR, change(StatusChange::Revoke(RevocationReason::Misconduct))),
		(REGISTRAR, change(StatusChange::Supersede(successor))),
		(REGISTRAR, change(StatusChange::NameSuccessor(successor))),
		(REGISTRAR, change(StatusChange::ForgetSuccessor)),
		(CLERK, change(StatusChange::Revoke(reason))),
		(CLERK, change(StatusChange::Supersede(successor))),
		(CLERK, revoke_batch(None)),
		(REGISTRAR, revoke_batch(None)),
		(ADMIN, revoke_batch(None)),
		(REGISTRAR, revoke_batch(Some(other()))),
		(REGISTRAR, Call::retire_type { type_id }),
		council(Call::retire_type { type_id }),
		council(Call::reinstate_type { type_id }),
	]
}
