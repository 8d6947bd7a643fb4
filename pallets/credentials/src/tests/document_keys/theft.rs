// SPDX-License-Identifier: Apache-2.0

//! Tests of thieves: of a document key, of an account, or of both. Each says what the thief does in
//! a minute, who stops it, and how it is repaired, with the verdicts at each step.

use super::*;
use frame_support::assert_noop;
use testamur_primitives::limits::{MAX_LISTED_KEYS, MAX_REACH_BACK};

/// The keys of the university, and those of the thief.
const OWN: [u8; 2] = [1, 2];
const THIEFS: u8 = 66;
/// Credentials: issued long before the theft, in the month before it, by the thief, and afterwards.
const OLD: u8 = 1;
const RECENT: u8 = 2;
const FORGED: u8 = 3;
const NEW: u8 = 4;
const THEFT: Moment = START + 60 * DAY;
/// The account of the admin that the council appoints after the theft.
const SUCCESSOR: AccountId = 77;

/// Runs a test at the time of the theft.
fn at_the_theft(test: impl FnOnce()) {
	with_keys(&OWN.map(key), || {
		issue(OLD);
		set_time(THEFT - DAY);
		issue(RECENT);
		set_time(THEFT);
		assert_honest_valid();
		test();
	});
}

fn assert_honest_valid() {
	assert_eq!(reasons(OLD, key(1)), []);
	assert_eq!(reasons(RECENT, key(1)), []);
}

/// Has the council replace the admin, and moves the clock on by an hour.
fn replace_the_admin() {
	set_time(Credentials::now() + DAY / 24);
	assert_ok!(Credentials::replace_admin(council(), UNIVERSITY, SUCCESSOR));
	for call in [add(key(90)), retire(key(1)), declare(key(1), THEFT)] {
		assert_noop!(dispatch(call, by_admin()), Error::<Test>::NotAMember);
	}
}

/// Has the new admin add a key, and sees the university issue with it.
fn issue_with_a_new_key() {
	assert_ok!(dispatch(add(key(10)), signed(SUCCESSOR)));
	issue(NEW);
	assert_eq!(reasons(NEW, key(10)), []);
}

#[test]
fn a_thief_of_a_document_key_anchors_nothing() {
	at_the_theft(|| {
		assert_eq!(reasons(FORGED, key(1)), [Reason::NotAnchored]);
		// The university declares the key compromised since it was last seen safe, and goes on.
		assert_ok!(dispatch(declare(key(1), THEFT), by_admin()));
		assert_honest_valid();
		issue(NEW);
		assert_eq!(reasons(NEW, key(1)), [Reason::KeyCompromised]);
		assert_eq!(reasons(NEW, key(2)), []);
	});
}

#[test]
fn a_thief_of_a_document_key_and_of_the_registrars_account_issues_until_it_is_noticed() {
	at_the_theft(|| {
		issue(FORGED);
		assert_eq!(reasons(FORGED, key(1)), [], "nobody can tell yet");
		// Nobody but the admin and the council ends it; the registrar's account does not.
		let by_thief = dispatch(add(key(THIEFS)), signed(REGISTRAR));
		assert_noop!(by_thief, Error::<Test>::PermissionDenied);
		set_time(THEFT + 10 * DAY);
		assert_ok!(dispatch(declare(key(1), THEFT), by_admin()));
		assert_eq!(reasons(FORGED, key(1)), [Reason::KeyCompromised]);
		assert_honest_valid();
		// With the account alone, the thief has no key that stands.
		assert_ok!(dispatch(retire(key(2)), by_admin()));
		issue(NEW);
		for n in [1, 2, THIEFS] {
			assert!(!reasons(NEW, key(n)).is_empty());
		}
	});
}

#[test]
fn a_thief_of_the_key_of_a_gateway_signs_no_credential() {
	at_the_theft(|| {
		let lists = Call::add_document_key { key: key(3), purpose: KeyPurpose::StatusLists };
		assert_ok!(dispatch(lists, by_admin()));
		issue(FORGED);
		assert_eq!(reasons(FORGED, key(3)), [Reason::KeyNotAuthorized]);
	});
}

#[test]
fn a_thief_of_the_admins_account_adds_a_key_of_its_own() {
	at_the_theft(|| {
		assert_ok!(dispatch(add(key(THIEFS)), by_admin()));
		issue(FORGED);
		assert_eq!(reasons(FORGED, key(THIEFS)), []);
		// It reaches no document that was anchored before.
		assert_eq!(reasons(RECENT, key(THIEFS)), [Reason::KeyNotAuthorized]);
		replace_the_admin();
		assert_ok!(dispatch(declare(key(THIEFS), THEFT), signed(SUCCESSOR)));
		assert_eq!(reasons(FORGED, key(THIEFS)), [Reason::KeyCompromised]);
		assert_honest_valid();
		issue_with_a_new_key();
	});
}

#[test]
fn a_thief_of_the_admins_account_retires_every_key() {
	at_the_theft(|| {
		for n in OWN {
			assert_ok!(dispatch(retire(key(n)), by_admin()));
		}
		assert_honest_valid();
		// The university anchors a cohort that it has signed, and does not know yet.
		issue(NEW + 1);
		assert_eq!(reasons(NEW + 1, key(1)), [Reason::KeyNotAuthorized]);
		replace_the_admin();
		issue_with_a_new_key();
		assert_honest_valid();
		// A key that is added afterwards does not count for the cohort, and the council repairs it.
		assert_eq!(reasons(NEW + 1, key(10)), [Reason::KeyNotAuthorized]);
		assert_ok!(dispatch(reinstate(key(1), KeyEnd::Never), council()));
		assert_eq!(reasons(NEW + 1, key(1)), []);
		// Of a key that nobody has kept safe since, the end only moves past the cohort.
		assert_ok!(dispatch(reinstate(key(2), KeyEnd::At(THEFT + 1)), council()));
		assert_eq!(reasons(NEW + 1, key(2)), []);
		assert_eq!(reasons(NEW, key(2)), [Reason::KeyNotAuthorized]);
		assert_eq!(counts(), (3, 3, 2));
	});
}

#[test]
fn a_thief_of_the_admins_account_declares_every_key_compromised() {
	at_the_theft(|| {
		let bound = THEFT - MAX_REACH_BACK;
		for n in OWN {
			for since in [0, START, bound - 1] {
				let too_far = dispatch(declare(key(n), since), by_admin());
				assert_noop!(too_far, Error::<Test>::CompromiseTooFarBack);
			}
			assert_ok!(dispatch(declare(key(n), bound), by_admin()));
		}
		// What is left: what was issued more than a month ago.
		assert_eq!(reasons(OLD, key(1)), []);
		assert_eq!(reasons(RECENT, key(1)), [Reason::KeyCompromised]);
		// The university goes on issuing, and does not know yet.
		issue(NEW + 1);
		replace_the_admin();
		// The new admin cannot undo it, and the council does.
		let by_admin = dispatch(declare(key(1), THEFT), signed(SUCCESSOR));
		assert_noop!(by_admin, Error::<Test>::CompromiseNotEarlier);
		for n in OWN {
			assert_ok!(dispatch(lift(key(n)), council()));
		}
		assert_honest_valid();
		assert_eq!(reasons(NEW + 1, key(1)), [], "what was issued meanwhile is valid as well");
		assert_eq!(counts(), (2, 2, 2));
		issue_with_a_new_key();
	});
}

#[test]
fn a_thief_of_the_admins_account_takes_all_places() {
	at_the_theft(|| {
		let mut taken = vec![];
		for n in THIEFS.. {
			if let Err(error) = dispatch(add(key(n)), by_admin()) {
				assert_eq!(error, Error::<Test>::TooManyKeys.into());
				break;
			}
			taken.push(n);
			assert_ok!(dispatch(retire(key(n)), by_admin()));
		}
		assert_eq!(taken.len(), MAX_LISTED_KEYS as usize - OWN.len());
		assert_honest_valid();
		replace_the_admin();
		let full = dispatch(add(key(10)), signed(SUCCESSOR));
		assert_noop!(full, Error::<Test>::TooManyKeys);
		// What the thief added is what was added since the theft. Nobody needs the council for it.
		for n in taken {
			assert_ok!(dispatch(declare(key(n), THEFT), signed(SUCCESSOR)));
		}
		assert_eq!((counts().1, counts().2), (2, 2));
		issue_with_a_new_key();
		assert_honest_valid();
	});
}

/// Checks that a thief who takes all places does not keep the council from lifting what the thief
/// declared: one motion makes the room and lifts.
#[test]
fn a_thief_of_the_admins_account_declares_a_key_compromised_and_takes_its_place() {
	at_the_theft(|| {
		assert_ok!(dispatch(declare(key(1), THEFT - DAY), by_admin()));
		let mut taken = vec![];
		while counts().1 < MAX_LISTED_KEYS {
			let n = THIEFS + taken.len() as u8;
			taken.push(n);
			assert_ok!(dispatch(add(key(n)), by_admin()));
			assert_ok!(dispatch(retire(key(n)), by_admin()));
		}
		replace_the_admin();
		assert_noop!(dispatch(lift(key(1)), council()), Error::<Test>::TooManyKeys);
		let motion = taken.iter().map(|n| declare(key(*n), THEFT)).chain([lift(key(1))]);
		for call in motion {
			assert_ok!(dispatch(call, council()));
		}
		assert_honest_valid();
		assert_eq!((counts().1, counts().2), (2, 2));
	});
}

/// Checks that one stolen key of an institution with dual authorization retires keys, and no more.
#[test]
fn a_thief_of_one_of_two_accounts_only_retires() {
	at_the_theft(|| {
		enlist(UNIVERSITY_ADMIN, STRANGER, ALL);
		assert_ok!(Credentials::set_dual_authorization(council(), UNIVERSITY, true));
		for call in [add(key(THIEFS)), declare(key(1), THEFT - DAY), declare(key(2), THEFT)] {
			assert_ok!(dispatch(call, by_admin()));
		}
		assert_eq!(counts(), (2, 2, 2));
		assert_honest_valid();
		assert_ok!(dispatch(retire(key(1)), by_admin()));
		assert_honest_valid();
		// The thief of the other account does not even that.
		let by_other = dispatch(retire(key(2)), signed(STRANGER));
		assert_noop!(by_other, Error::<Test>::PermissionDenied);
		issue(NEW + 1);
		assert_eq!(reasons(NEW + 1, key(2)), []);
		replace_the_admin();
		for by in [SUCCESSOR, STRANGER] {
			assert_ok!(dispatch(add(key(10)), signed(by)));
		}
		issue(NEW);
		assert_eq!(reasons(NEW, key(10)), []);
	});
}
