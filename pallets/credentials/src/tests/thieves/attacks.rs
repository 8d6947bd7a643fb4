// SPDX-License-Identifier: Apache-2.0

//! What a thief tries, in an order in which one act leaves room for the next and does most harm.

use super::{world::*, *};
use testamur_primitives::{limits::MAX_CURRENT_KEYS, KeyEnd, KeyPurpose, Terms};

/// The calls that no thief of this table tries, with the reason.
pub(super) const ELSEWHERE: [(&str, &str); 4] = [
	("change_statuses_for", "the thefts of a custodian's keys are in `custody/theft.rs`"),
	("reissue", "as for changing statuses in the place of another"),
	("list_batches", "a place in a status list is no power"),
	("resign", "it ends the service of the thief itself"),
];

/// Returns what a thief does to credentials of the institution itself.
fn on_credentials(world: &World) -> Vec<Call> {
	let [first, second, third] = &world.cohorts;
	let reason = RevocationReason::Misconduct;
	let one = |change| Call::change_statuses { root: first.root(), changes: changes(&[change]) };
	let suspended: Vec<_> = (100..SIZE).map(|index| (index, StatusChange::Suspend)).collect();
	let mut calls = first.changes(100, |_| REVOKE);
	calls.extend((0..100).map(|index| one((index, REVOKE))));
	calls.push(one((99, StatusChange::Supersede(foreign(world)))));
	calls.push(Call::change_statuses { root: first.root(), changes: changes(&suspended) });
	calls.extend(third.changes(LED_ON, |index| match is_superseded(index) {
		true => StatusChange::NameSuccessor(foreign(world)),
		false => StatusChange::ForgetSuccessor,
	}));
	calls.extend(world.inquiry.changes(LED_ON, |_| StatusChange::Reinstate));
	calls.push(Call::revoke_batch { root: second.root(), reason, successor: None });
	calls
}

/// Returns what a thief issues and what it moves to the grant under which it issues, so that a void
/// of what it issued reaches that as well.
fn on_batches(world: &World) -> Vec<Call> {
	let (accreditation, type_id) = (world.own_grant, COURSE);
	let forge = |n| {
		let root = Root::from(forged_reference(n).leaf);
		Anchor { root, size: 1, validity: Validity::Never }
	};
	let anchors: Vec<_> = (0..MAX_ANCHORS).map(forge).collect();
	let anchors = anchors.try_into().unwrap();
	let again = |n| Call::attest_again { root: old_root(n), accreditation };
	let mut calls: Vec<_> = (0..MOVED).map(again).collect();
	calls.push(Call::anchor_many { accreditation, type_id, anchors });
	calls.push(Call::anchor { accreditation, type_id, anchor: forge(MAX_ANCHORS) });
	calls.push(Call::register_type { definition: definition() });
	calls.push(Call::retire_type { type_id: world.own_type });
	calls
}

/// Returns what a thief does to grants: those of each school first, of which it ends what it can in
/// every way, and then its own.
fn on_grants(world: &World) -> Vec<Call> {
	let mut calls = vec![
		Call::reinstate_accreditation { accreditation: world.looked_into },
		Call::decline_accreditation { accreditation: world.offered },
		Call::accept_accreditation { accreditation: world.offered },
		Call::accept_accreditation { accreditation: world.undecided },
		Call::withdraw_accreditation { accreditation: world.own_offer, void_from: None },
		Call::withdraw_accreditation { accreditation: world.looked_into, void_from: None },
		Call::withdraw_accreditation {
			accreditation: world.withdrawn,
			void_from: Some(THEFT - MAX_REACH_BACK),
		},
	];
	for School { grant: accreditation, .. } in world.schools.iter().copied() {
		let void_from = Some(THEFT - MAX_REACH_BACK);
		let terms = Terms { valid_until: LAST_END, ..terms(scope(&[OTHER_COURSE]), true, 0) };
		calls.push(Call::renew_accreditation { accreditation, valid_until: LAST_END });
		calls.push(Call::narrow_accreditation { accreditation, terms });
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

/// Returns what a thief does to document keys: it declares that of the agency compromised since it was
/// added, takes the place of it and every other place with keys of its own, of which it retires those
/// that would leave no room for the next, and retires that of the agency as well.
fn on_keys() -> Vec<Call> {
	let (institution, key, since) = (AGENCY, DOCUMENT_KEY, THEFT - DAY);
	let mut calls = vec![Call::declare_compromised { institution, key, since }];
	for n in 0..=MAX_LISTED_KEYS {
		let key = thiefs_key(n);
		calls.push(Call::add_document_key { key, purpose: KeyPurpose::Credentials });
		if n < MAX_LISTED_KEYS - MAX_CURRENT_KEYS {
			calls.push(Call::retire_document_key { key });
		}
	}
	calls.push(Call::retire_document_key { key });
	calls
}

/// Returns the calls of the council, which a thief tries in vain.
fn of_the_council(world: &World) -> Vec<Call> {
	let (institution, accreditation, type_id) = (AGENCY, AGENCY_GRANT, world.own_type);
	let (profile, admin, allowance) = (profile("Another"), ACCOMPLICE, u32::MAX);
	let (name, country) = (profile.name.clone(), profile.country);
	let key = DOCUMENT_KEY;
	vec![
		Call::register_institution { profile, admin, allowance },
		Call::rename_institution { institution, name, country },
		Call::suspend_institution { institution },
		Call::reinstate_institution { institution },
		Call::replace_admin { institution, admin },
		Call::set_allowance { institution, allowance },
		Call::reinstate_type { type_id },
		Call::lift_void { accreditation },
		Call::lift_compromise { institution, key },
		Call::reinstate_document_key { institution, key, end: KeyEnd::Never },
		Call::close_institution { institution },
		Call::appoint_custodian {
			institution: UNIVERSITY,
			custodian: institution,
			until: THEFT + DAY,
			status_changes: 1,
			reissues: 1,
		},
		Call::dismiss_custodian { institution },
	]
}

/// Returns what a thief tries to stay.
fn on_accounts() -> Vec<Call> {
	let uri = b"https://example.net".to_vec().try_into().unwrap();
	let mut calls: Vec<_> = WARDENS.into_iter().map(remove).collect();
	for permissions in [ALL, Permissions { grave: false, ..ALL }] {
		let consent = Some(consent(ACCOMPLICE, AGENCY, Post::Operator));
		calls.push(Call::set_operator { operator: ACCOMPLICE, permissions, consent });
	}
	calls.push(Call::set_home_page { uri });
	calls.push(Call::set_dual_authorization { institution: AGENCY, required: false });
	calls
}

/// Returns the last that a thief tries, which ends its own service. The nonce of the accomplice is
/// another one once it serves the agency.
fn hand_over() -> Call {
	let consent = consent(ACCOMPLICE, AGENCY, Post::Admin);
	Call::hand_over { admin: ACCOMPLICE, consent }
}

/// Returns all that a thief tries in a day, but for the last.
fn attacks(world: &World) -> Vec<Call> {
	[
		on_credentials(world),
		on_batches(world),
		on_grants(world),
		on_keys(),
		of_the_council(world),
		on_accounts(),
	]
	.concat()
}

/// Returns the names of the calls that a thief tries.
pub(super) fn tried(world: &World) -> BTreeSet<&'static str> {
	let calls = attacks(world).into_iter().chain([hand_over()]);
	calls.map(|call| call.get_call_name()).collect()
}

/// Has a thief try everything, and returns the number of calls that did not fail.
pub(super) fn attack(world: &World, thief: AccountId) -> usize {
	let by = || signed(thief);
	let calls = attacks(world).into_iter();
	let done = calls.filter(|call| dispatch(call.clone(), by()).is_ok()).count();
	done + usize::from(dispatch(hand_over(), by()).is_ok())
}
