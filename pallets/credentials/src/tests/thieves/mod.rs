// SPDX-License-Identifier: Apache-2.0

//! A table of thieves: one for each single permission of an operator, one with the key of the admin,
//! and one with that of a council member, where grave acts take one account and where they take two.
//!
//! Each tries, within a day, all that concerns grants, statuses, types and accounts; the thefts of
//! document keys are in `document_keys/theft.rs`, those of a custodian's keys in `custody/theft.rs`,
//! and places in status lists are no power. The table states the damage, as verdicts and rights show
//! it, and the number of calls that repair it.
//! Afterwards the verdicts are those before the theft, but for credentials that were revoked: each of
//! these has a valid successor.

use super::{
	accreditations::theft::{
		assert_verdicts, at_the_theft, last, may_issue, School, NEW, OLD, RECENT, SCHOOLS, THEFT,
		THIEF,
	},
	*,
};
use crate::Permissions;
use frame_support::assert_ok;
use testamur_primitives::{
	limits::{MAX_ANCHORS, MAX_FINAL_CHANGES_ALONE, MAX_OPEN_OFFERS, MAX_REACH_BACK},
	records::{Anchor, Validity},
	verdict::Reason,
	AccreditationId, Post, RevocationReason, Root, Scope, StatusChange, SuccessorPointer, TypeId,
};
use world::{
	foreign, forged_reference, Cohort, Damage, Key, World, ACCOMPLICE, SIZE, SUPERSEDED, WARDENS,
};

mod repair;
mod world;

const REVOKE: StatusChange = StatusChange::Revoke(RevocationReason::Misconduct);

/// Returns all that a thief tries in a day, in an order in which one act leaves room for the next.
fn attacks(world: &World) -> Vec<Call> {
	let [first, second, third] = &world.cohorts;
	let reason = RevocationReason::Misconduct;
	let one =
		|index| Call::change_statuses { root: first.root(), changes: changes(&[(index, REVOKE)]) };
	let suspended: Vec<_> = (100..SIZE).map(|index| (index, StatusChange::Suspend)).collect();
	let forge = |n| {
		let root = Root::from(forged_reference(n).leaf);
		Anchor { root, size: 1, validity: Validity::Never }
	};
	let forged: Vec<_> = (0..MAX_ANCHORS).map(forge).collect();
	let mut calls = first.changes(100, |_| REVOKE);
	calls.extend((0..100).map(one));
	calls.push(Call::change_statuses { root: first.root(), changes: changes(&suspended) });
	calls.extend(third.changes(SUPERSEDED, |_| StatusChange::NameSuccessor(foreign(world))));
	calls.push(Call::revoke_batch { root: second.root(), reason, successor: None });
	calls.push(Call::anchor_many {
		accreditation: world.own_grant,
		type_id: COURSE,
		anchors: forged.try_into().unwrap(),
	});
	calls.push(Call::retire_type { type_id: world.own_type });
	for School { grant: accreditation, .. } in world.schools.iter().copied() {
		let void_from = Some(THEFT - MAX_REACH_BACK);
		calls.push(Call::withdraw_accreditation { accreditation, void_from });
		calls.push(Call::suspend_accreditation { accreditation });
	}
	for School { id: holder, .. } in world.schools.iter().copied() {
		let (parent, terms) = (Some(AGENCY_GRANT), terms(scope(&[COURSE]), true, 0));
		let offer = Call::offer_accreditation { holder, parent, terms };
		calls.extend(vec![offer; MAX_OPEN_OFFERS as usize + 1]);
	}
	for accreditation in [AGENCY_GRANT, world.own_grant] {
		calls.push(Call::relinquish_accreditation { accreditation });
	}
	calls
}

/// Returns what a thief tries last, to stay: a hand-over ends its own service.
fn coups() -> Vec<Call> {
	let remove = |operator| Call::remove_operator { operator };
	let mut calls: Vec<_> = WARDENS.into_iter().map(remove).collect();
	for permissions in [ALL, Permissions { grave: false, ..ALL }] {
		let consent = Some(consent(ACCOMPLICE, AGENCY, Post::Operator));
		calls.push(Call::set_operator { operator: ACCOMPLICE, permissions, consent });
	}
	calls.push(Call::set_dual_authorization { institution: AGENCY, required: false });
	calls
}

/// Has a thief try everything, and returns the number of calls that did not fail.
fn attack(world: &World, thief: AccountId) -> usize {
	let calls = attacks(world).into_iter().chain(coups());
	let done = calls.filter(|call| dispatch(call.clone(), signed(thief)).is_ok()).count();
	// The nonce of the accomplice is another one once it serves the agency.
	let consent = consent(ACCOMPLICE, AGENCY, Post::Admin);
	let hand_over = Call::hand_over { admin: ACCOMPLICE, consent };
	done + usize::from(dispatch(hand_over, signed(thief)).is_ok())
}

const NONE: Permissions =
	Permissions { issue: false, change_status: false, accredit: false, grave: false };
const ISSUE: Key = Key::Operator(Permissions { issue: true, ..NONE });
const CHANGE_STATUS: Key = Key::Operator(Permissions { change_status: true, ..NONE });
const ACCREDIT: Key = Key::Operator(Permissions { accredit: true, ..NONE });
const GRAVE: Key = Key::Operator(Permissions { grave: true, ..NONE });

/// Returns each thief with the damage that it does in a day and the number of calls that repair it,
/// where grave acts take one account.
fn where_one_account_suffices() -> [(Key, Damage, u32); 6] {
	let [issuer, clerk, accreditor] = in_common();
	let by_grave = Damage {
		ended: SIZE as usize,
		voided: SCHOOLS as usize,
		idle: SCHOOLS as usize,
		cannot_issue: true,
		retired: true,
		..Damage::default()
	};
	let by_admin = Damage {
		ended: 100 + SIZE as usize,
		dismissed: WARDENS.len(),
		infiltrated: true,
		..by_grave
	};
	[
		issuer.clone(),
		clerk.clone(),
		accreditor.clone(),
		(GRAVE, Damage { pending: 1, ..by_grave }, 192),
		(
			Key::Admin,
			Damage {
				suspended: clerk.1.suspended,
				diverted: clerk.1.diverted,
				forged: issuer.1.forged,
				offers: accreditor.1.offers,
				..by_admin
			},
			678,
		),
		(Key::Governor, Damage::default(), 0),
	]
}

/// Returns the same where grave acts take two accounts.
fn where_two_accounts_are_needed() -> [(Key, Damage, u32); 6] {
	let [issuer, clerk, accreditor] = in_common();
	let by_admin = Damage {
		ended: clerk.1.ended,
		suspended: clerk.1.suspended,
		diverted: clerk.1.diverted,
		forged: issuer.1.forged,
		idle: accreditor.1.idle,
		offers: accreditor.1.offers,
		dismissed: WARDENS.len(),
		infiltrated: true,
		pending: 1,
		..Damage::default()
	};
	[
		issuer,
		clerk,
		accreditor,
		(GRAVE, Damage { pending: 1, ..Damage::default() }, 5),
		(Key::Admin, by_admin, 557),
		(Key::Governor, Damage::default(), 0),
	]
}

/// Returns the thieves for whom it makes no difference.
fn in_common() -> [(Key, Damage, u32); 3] {
	let forged = MAX_ANCHORS as usize;
	let (idle, offers) = (SCHOOLS as usize, (SCHOOLS * MAX_OPEN_OFFERS) as usize);
	let by_clerk = Damage {
		ended: MAX_FINAL_CHANGES_ALONE as usize,
		suspended: SIZE as usize - 100,
		diverted: SUPERSEDED as usize,
		..Damage::default()
	};
	[
		(ISSUE, Damage { forged, ..Damage::default() }, 4),
		(CHANGE_STATUS, by_clerk, 5),
		(ACCREDIT, Damage { idle, offers, ..Damage::default() }, 545),
	]
}

/// Plays a theft and its repair.
fn play(key: Key, dual: bool, damage: &Damage, calls: u32) {
	at_the_theft(|schools| {
		let mut world = World::prepare(schools);
		match key {
			Key::Operator(permissions) => {
				let by = signed(AGENCY_ADMIN);
				assert_ok!(Credentials::set_operator(by, THIEF, permissions, None));
			},
			Key::Admin | Key::Governor => {
				assert_ok!(Credentials::remove_operator(council(), THIEF));
			},
		}
		assert_ok!(Credentials::set_dual_authorization(council(), AGENCY, dual));
		assert_eq!(world.damage(), Damage::default());
		let done = attack(&world, key.account());
		assert_eq!(world.damage(), *damage, "{key:?}, two accounts: {dual}");
		assert_eq!(done == 0, matches!(key, Key::Governor));

		assert_eq!(world.repair(key, dual), calls, "{key:?}, two accounts: {dual}");
		let left = Damage { ended: damage.ended, ..Damage::default() };
		assert_eq!(world.damage(), left, "{key:?}, two accounts: {dual}");
		assert_eq!(attack(&world, key.account()), 0);
		assert_all_replaced(&world);
		for school in &world.schools {
			assert_ok!(school.issue(NEW));
		}
		assert_verdicts(&world.schools, NEW, &[]);
		assert_eq!(institution(AGENCY).dual_authorization, dual);
	});
}

/// Checks that whatever was revoked leads to another credential, which is valid.
fn assert_all_replaced(world: &World) {
	let issued = Cohort::of(4, 2 * SIZE);
	let verdicts = world.cohorts[..2].iter().flat_map(Cohort::verdicts);
	let ended: Vec<_> = verdicts.filter(|it| it.reasons.contains(&Reason::Revoked)).collect();
	if ended.is_empty() {
		return;
	}
	assert!(issued.verdicts().iter().all(|verdict| verdict.reasons.is_empty()));
	for verdict in ended {
		let successor = verdict.findings.unwrap().status.successor.unwrap();
		assert_eq!((successor.institution, successor.root), (AGENCY, issued.root()));
	}
}

#[test]
fn thieves_do_what_one_account_may() {
	for (key, damage, calls) in where_one_account_suffices() {
		play(key, false, &damage, calls);
	}
}

#[test]
fn thieves_do_less_where_two_accounts_are_needed() {
	for (key, damage, calls) in where_two_accounts_are_needed() {
		play(key, true, &damage, calls);
	}
}
