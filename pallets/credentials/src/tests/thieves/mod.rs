// SPDX-License-Identifier: Apache-2.0

//! A table of thieves: one for each single permission of an operator, one with the key of the admin,
//! and one with that of a council member, where grave acts take one account and where they take two.
//!
//! Each tries, within a day, every call but those on the list [`ELSEWHERE`], in the order that does
//! most harm. The table states the damage, as verdicts and rights show it, and the number of calls
//! that repair it. Afterwards the verdicts are those before the theft, but for credentials that were
//! revoked, each of which has a valid successor, and for the grants under which batches stand.
//!
//! Thefts of the secret of a document key are in `document_keys/theft.rs`.

use super::{
	accreditations::theft::{
		assert_verdicts, at_the_theft, last, may_issue, School, NEW, OLD, RECENT, SCHOOLS, THEFT,
		THIEF,
	},
	*,
};
use crate::Permissions;
use attacks::{attack, tried, ELSEWHERE};
use frame_support::{assert_ok, traits::GetCallName};
use testamur_primitives::{
	limits::{
		MAX_ANCHORS, MAX_FINAL_CHANGES_ALONE, MAX_LISTED_KEYS, MAX_OPEN_OFFERS, MAX_REACH_BACK,
	},
	records::{Anchor, Validity},
	verdict::Reason,
	AccreditationId, Post, RevocationReason, Root, Scope, StatusChange, SuccessorPointer, TypeId,
};
use world::{Cohort, Damage, Key, World, ACCOMPLICE, LED_ON, MOVED, SIZE, WARDENS};

mod attacks;
mod repair;
mod world;

const REVOKE: StatusChange = StatusChange::Revoke(RevocationReason::Misconduct);

fn remove(operator: AccountId) -> Call {
	Call::remove_operator { institution: AGENCY, operator }
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
		stale: 2 * SCHOOLS as usize,
		idle: SCHOOLS as usize,
		cut_off: true,
		avenged: true,
		cannot_issue: true,
		retired: true,
		..Damage::default()
	};
	let by_admin = Damage {
		ended: 100 + SIZE as usize,
		dismissed: WARDENS.len(),
		infiltrated: true,
		declined: true,
		accepted: true,
		taken_back: true,
		types: 1,
		defaced: true,
		unsigned: 2 * (SIZE + LED_ON) as usize,
		keyless: true,
		impostors: MAX_LISTED_KEYS as usize,
		..by_grave
	};
	[
		issuer.clone(),
		clerk.clone(),
		accreditor.clone(),
		(GRAVE, Damage { pending: 1, ..by_grave }, 315),
		(
			Key::Admin,
			Damage {
				suspended: clerk.1.suspended,
				diverted: clerk.1.diverted,
				cleared: clerk.1.cleared,
				forged: issuer.1.forged,
				offers: accreditor.1.offers,
				..by_admin
			},
			940,
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
		cleared: clerk.1.cleared,
		forged: issuer.1.forged,
		dismissed: WARDENS.len(),
		infiltrated: true,
		defaced: true,
		keyless: true,
		pending: 1,
		..accreditor.1
	};
	[
		issuer,
		clerk,
		accreditor,
		(GRAVE, Damage { pending: 1, ..Damage::default() }, 5),
		(Key::Admin, by_admin, 625),
		(Key::Governor, Damage::default(), 0),
	]
}

/// Returns the thieves for whom it makes no difference.
fn in_common() -> [(Key, Damage, u32); 3] {
	let forged = MAX_ANCHORS as usize + 1;
	let (idle, offers) = (SCHOOLS as usize, (SCHOOLS * MAX_OPEN_OFFERS) as usize);
	let by_clerk = Damage {
		ended: MAX_FINAL_CHANGES_ALONE as usize,
		suspended: SIZE as usize - 100,
		diverted: LED_ON as usize,
		cleared: LED_ON as usize,
		..Damage::default()
	};
	let by_accreditor = Damage {
		idle,
		offers,
		stale: 2 * idle,
		renewed: idle,
		released: true,
		declined: true,
		accepted: true,
		taken_back: true,
		types: 1,
		..Damage::default()
	};
	[
		(ISSUE, Damage { forged, types: 1, ..Damage::default() }, 5),
		(CHANGE_STATUS, by_clerk, 6),
		(ACCREDIT, by_accreditor, 610),
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
				assert_ok!(Credentials::remove_operator(council(), AGENCY, THIEF));
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

#[test]
fn every_call_is_tried_by_a_thief() {
	at_the_theft(|schools| {
		let tried = tried(&World::prepare(schools));
		let elsewhere: BTreeSet<_> = ELSEWHERE.iter().map(|(name, _)| *name).collect();
		assert!(tried.is_disjoint(&elsewhere));
		let names: BTreeSet<_> = Call::get_call_names().iter().copied().collect();
		assert_eq!(&tried | &elsewhere, names);
	});
}
