// SPDX-License-Identifier: Apache-2.0

//! Tests of withdrawn grants that the council reinstates.

use super::*;
use crate::{Actor, Relinquished};
use frame_support::{assert_noop, assert_ok, hypothetically};
use testamur_primitives::{
	limits::{HELD_FOR_COUNCIL, MAX_HELD},
	records::{Anchor, Validity},
	verdict::Reason,
	AccreditationState, CredentialReference, Digest, Root, Scope,
};

fn by_council(accreditation: AccreditationId) -> sp_runtime::DispatchResult {
	dispatch(reinstate(accreditation), council())
}

/// Returns the reference of a single credential of the university.
fn reference(n: u8) -> CredentialReference {
	let (institution, leaf) = (UNIVERSITY, Digest([n; 32]).leaf());
	CredentialReference {
		institution,
		leaf,
		index: 0,
		size: 1,
		path: Default::default(),
		signed_by: None,
	}
}

fn issue(n: u8) -> sp_runtime::DispatchResult {
	let root = Root::from(reference(n).leaf);
	let anchor = Anchor { root, size: 1, validity: Validity::Never };
	let call = Call::anchor { accreditation: UNIVERSITY_GRANT, type_id: COURSE, anchor };
	dispatch(call, signed(REGISTRAR))
}

/// Returns the reasons against a credential, and whether its grant is in force now.
fn verdict(n: u8) -> (Vec<Reason>, bool) {
	let verdict = Credentials::verify(vec![reference(n)]).unwrap().remove(0);
	(verdict.reasons, verdict.findings.unwrap().accreditation.now)
}

#[test]
fn the_council_reinstates_a_withdrawn_grant() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(issue(1));
		let before = grant(UNIVERSITY_GRANT);
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, None), signed(AGENCY_ADMIN)));
		assert_eq!(verdict(1), (vec![], false));
		set_time(START + DAY);
		assert_ok!(by_council(UNIVERSITY_GRANT));
		assert_eq!(grant(UNIVERSITY_GRANT), before);
		assert!(holds_place(UNIVERSITY_GRANT) && university_may_issue());
		assert_eq!(institution(UNIVERSITY).held, 1);
		let event = Event::AccreditationReinstated {
			accreditation: UNIVERSITY_GRANT,
			by: Actor::Council,
			holder: UNIVERSITY,
			grantor: BY_AGENCY,
		};
		assert_eq!(last_event(), event);
		assert_ok!(issue(2));
		assert_eq!((verdict(1), verdict(2)), ((vec![], true), (vec![], true)));
		// Its grantor may withdraw it again, as any other.
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, Some(START + DAY)), signed(AGENCY_ADMIN)));
		assert_eq!((verdict(1).0, verdict(2).0), (vec![], vec![Reason::Voided]));
	});
}

#[test]
fn reinstating_brings_back_all_below() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let below = grant(UNIVERSITY_GRANT);
		assert_ok!(dispatch(withdraw(AGENCY_GRANT, None), council()));
		assert!(!university_may_issue());
		assert_ok!(by_council(AGENCY_GRANT));
		assert_eq!(grant(UNIVERSITY_GRANT), below);
		assert!(university_may_issue());
	});
}

#[test]
fn only_the_council_reinstates_a_withdrawn_grant() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, None), signed(AGENCY_ADMIN)));
		let by_grantor = dispatch(reinstate(UNIVERSITY_GRANT), signed(AGENCY_ADMIN));
		assert_noop!(by_grantor, Error::<Test>::AccreditationWithdrawn);
		let by_holder = dispatch(reinstate(UNIVERSITY_GRANT), signed(UNIVERSITY_ADMIN));
		assert_noop!(by_holder, Error::<Test>::NotGrantor);
	});
}

#[test]
fn a_void_is_lifted_before_a_grant_is_reinstated() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(issue(1));
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, Some(START)), signed(AGENCY_ADMIN)));
		assert_noop!(by_council(UNIVERSITY_GRANT), Error::<Test>::AccreditationVoid);
		assert_eq!(verdict(1), (vec![Reason::Voided], false));
		assert_ok!(dispatch(lift(UNIVERSITY_GRANT), council()));
		assert_eq!(verdict(1), (vec![], false));
		assert_ok!(by_council(UNIVERSITY_GRANT));
		assert_eq!(verdict(1), (vec![], true));
	});
}

#[test]
fn a_grant_that_was_suspended_before_its_withdrawal_is_active_afterwards() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let by = || signed(AGENCY_ADMIN);
		assert_ok!(Credentials::suspend_accreditation(by(), UNIVERSITY_GRANT));
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, None), by()));
		assert_ok!(by_council(UNIVERSITY_GRANT));
		assert_eq!(grant(UNIVERSITY_GRANT).state, AccreditationState::Active);
	});
}

/// Checks that no holder is accredited against its will, whatever became of the grant since.
#[test]
fn a_grant_that_was_given_back_does_not_come_back() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let accreditation = UNIVERSITY_GRANT;
		let relinquish = Call::relinquish_accreditation { accreditation };
		assert_ok!(dispatch(relinquish, signed(UNIVERSITY_ADMIN)));
		assert!(Relinquished::<Test>::contains_key(accreditation));
		assert_noop!(by_council(accreditation), Error::<Test>::AccreditationGivenBack);
		assert_ok!(dispatch(withdraw(accreditation, Some(START)), signed(AGENCY_ADMIN)));
		assert_noop!(by_council(accreditation), Error::<Test>::AccreditationVoid);
		assert_ok!(dispatch(lift(accreditation), council()));
		assert_noop!(by_council(accreditation), Error::<Test>::AccreditationGivenBack);
	});
}

#[test]
fn an_offer_that_was_taken_back_is_made_anew() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let any = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, any));
		assert_ok!(dispatch(withdraw(NEXT, None), council()));
		assert_noop!(by_council(NEXT), Error::<Test>::AccreditationNotAccepted);
	});
}

#[test]
fn a_reinstated_grant_takes_a_place() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, None), signed(AGENCY_ADMIN)));
		let places = MAX_HELD - HELD_FOR_COUNCIL;
		for n in 0..places {
			let end = if n == 0 { START + DAY } else { START + 99 * DAY };
			let terms = Terms { valid_until: end, ..terms(Scope::Any, true, 0) };
			assert_ok!(Credentials::offer_accreditation(council(), UNIVERSITY, None, terms));
		}
		assert_noop!(by_council(UNIVERSITY_GRANT), Error::<Test>::TooManyHeld);
		// One that expired gives up its place.
		set_time(START + DAY);
		assert_ok!(by_council(UNIVERSITY_GRANT));
		assert_eq!(institution(UNIVERSITY).held, places);
		assert!(holds_place(UNIVERSITY_GRANT) && !holds_place(NEXT));
	});
}

#[test]
fn an_expired_grant_takes_its_place_once_it_is_renewed() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, None), signed(AGENCY_ADMIN)));
		set_time(START + 99 * DAY);
		assert_ok!(by_council(UNIVERSITY_GRANT));
		assert_eq!(institution(UNIVERSITY).held, 0);
		for (accreditation, by) in [(AGENCY_GRANT, council()), (UNIVERSITY_GRANT, council())] {
			let valid_until = START + 199 * DAY;
			let renew = Call::renew_accreditation { accreditation, valid_until };
			assert_ok!(dispatch(renew, by));
		}
		assert!(holds_place(UNIVERSITY_GRANT) && university_may_issue());
		assert_eq!(institution(UNIVERSITY).held, 1);
	});
}

#[test]
fn other_states_are_not_reinstated() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_noop!(by_council(MISSING), Error::<Test>::AccreditationNotFound);
		let any = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, any));
		hypothetically!({
			assert_noop!(by_council(NEXT), Error::<Test>::AccreditationNotAccepted);
		});
		assert_ok!(Credentials::decline_accreditation(signed(COLLEGE_ADMIN), NEXT));
		assert_noop!(by_council(NEXT), Error::<Test>::AccreditationDeclined);
	});
}

/// Checks that a batch that found another grant keeps it when the former one comes back.
#[test]
fn a_batch_that_was_attested_again_stays_where_it_is() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(issue(1));
		let terms = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), UNIVERSITY, None, terms));
		assert_ok!(Credentials::accept_accreditation(signed(UNIVERSITY_ADMIN), NEXT));
		assert_ok!(dispatch(withdraw(UNIVERSITY_GRANT, None), signed(AGENCY_ADMIN)));
		set_time(START + DAY);
		let root = Root::from(reference(1).leaf);
		assert_ok!(Credentials::attest_again(signed(UNIVERSITY_ADMIN), root, NEXT));
		assert_ok!(by_council(UNIVERSITY_GRANT));
		assert_eq!(verdict(1), (vec![], true));
		let back = Call::attest_again { root, accreditation: UNIVERSITY_GRANT };
		let refused = dispatch(back, signed(UNIVERSITY_ADMIN));
		assert_noop!(refused, Error::<Test>::AccreditationNotLost);
	});
}
