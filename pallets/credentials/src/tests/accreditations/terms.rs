// SPDX-License-Identifier: Apache-2.0

//! Tests of changes of terms: renewal and narrowing.

use super::*;
use crate::Actor;
use frame_support::{assert_noop, assert_ok};
use testamur_primitives::{limits::MAX_DELEGATION, Moment, Rights, Scope, TypeId};

/// The end of every window in the cast.
const END: Moment = START + 99 * DAY;

fn renew(accreditation: AccreditationId, valid_until: Moment) -> Call {
	Call::renew_accreditation { accreditation, valid_until }
}

fn narrow(accreditation: AccreditationId, terms: Terms) -> Call {
	Call::narrow_accreditation { accreditation, terms }
}

/// Returns the agency's terms with an earlier end.
fn shorter() -> Terms {
	Terms { valid_until: START + 9 * DAY, ..grant(AGENCY_GRANT).terms }
}

#[test]
fn renew_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(dispatch(renew(AGENCY_GRANT, END + DAY), council()));
		assert_eq!(grant(AGENCY_GRANT).terms.valid_until, END + DAY);
		assert_eq!(grant(AGENCY_GRANT).narrowings, 0);
		let event = Event::AccreditationRenewed {
			accreditation: AGENCY_GRANT,
			valid_until: END + DAY,
			by: Actor::Council,
			holder: AGENCY,
			grantor: Grantor::Council,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn renew_works_within_the_parent() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let call = || renew(UNIVERSITY_GRANT, END + DAY);
		for by in [signed(AGENCY_ADMIN), council()] {
			assert_noop!(dispatch(call(), by), Error::<Test>::WindowExceeded);
		}
		assert_ok!(dispatch(renew(AGENCY_GRANT, END + DAY), council()));
		assert_ok!(dispatch(call(), signed(AGENCY_ACCREDITER)));
		let event = Event::AccreditationRenewed {
			accreditation: UNIVERSITY_GRANT,
			valid_until: END + DAY,
			by: Actor::Account(AGENCY_ACCREDITER),
			holder: UNIVERSITY,
			grantor: BY_AGENCY,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn renew_works_after_the_end() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		set_time(END + DAY);
		assert!(!university_may_issue());
		assert_ok!(dispatch(renew(AGENCY_GRANT, END + 2 * DAY), council()));
		assert!(!university_may_issue());
		assert_ok!(dispatch(renew(UNIVERSITY_GRANT, END + 2 * DAY), signed(AGENCY_ADMIN)));
		assert!(university_may_issue());
	});
}

#[test]
fn renew_works_on_an_offer_and_on_a_suspended_grant() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let terms = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, terms));
		assert_ok!(dispatch(renew(NEXT, END + DAY), council()));
		assert_ok!(Credentials::suspend_accreditation(council(), AGENCY_GRANT));
		assert_ok!(dispatch(renew(AGENCY_GRANT, END + DAY), council()));
		assert!(!university_may_issue());
	});
}

#[test]
fn renew_fails_if_not_later() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		// The council finds what it asks for, unless that would be over.
		for valid_until in [START, 0] {
			let refused = dispatch(renew(AGENCY_GRANT, valid_until), council());
			assert_noop!(refused, Error::<Test>::RenewalNotLater);
		}
		for valid_until in [END, END - 1, 0] {
			let refused = dispatch(renew(UNIVERSITY_GRANT, valid_until), signed(AGENCY_ADMIN));
			assert_noop!(refused, Error::<Test>::RenewalNotLater);
		}
	});
}

#[test]
fn renew_fails_if_still_over() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		set_time(END + DAY);
		for valid_until in [END + 1, END + DAY] {
			let refused = dispatch(renew(AGENCY_GRANT, valid_until), council());
			assert_noop!(refused, Error::<Test>::WindowOver);
		}
	});
}

#[test]
fn renew_fails_if_terms_exceed_a_narrowed_parent() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let other = Terms { scope: scope(&[OTHER_COURSE]), ..grant(AGENCY_GRANT).terms };
		assert_ok!(dispatch(renew(AGENCY_GRANT, END + 2 * DAY), council()));
		frame_support::hypothetically!({
			assert_ok!(dispatch(narrow(AGENCY_GRANT, other), council()));
			let refused = dispatch(renew(UNIVERSITY_GRANT, END + DAY), council());
			assert_noop!(refused, Error::<Test>::ScopeExceeded);
		});
		let rights = Rights { attest: true, delegation: 0 };
		assert_ok!(Credentials::offer_accreditation(
			council(),
			COLLEGE,
			None,
			Terms { rights: Rights { delegation: 1, ..rights }, ..terms(Scope::Any, true, 0) }
		));
		assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), NEXT));
		let below = offer(UNIVERSITY, Some(NEXT), shorter_attest());
		assert_ok!(dispatch(below, signed(COLLEGE_ADMIN)));
		let no_delegation = Terms { rights, ..grant(NEXT).terms };
		assert_ok!(dispatch(narrow(NEXT, no_delegation), council()));
		let refused = dispatch(renew(AccreditationId(4), END), council());
		assert_noop!(refused, Error::<Test>::RightsExceeded);
	});
}

fn shorter_attest() -> Terms {
	Terms { valid_until: START + DAY, ..terms(Scope::Any, true, 0) }
}

#[test]
fn renew_fails_if_terms_exceed_a_grant_further_up() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let middle = terms(Scope::Any, true, 1);
		let by = signed(AGENCY_ADMIN);
		assert_ok!(Credentials::offer_accreditation(by, COLLEGE, Some(AGENCY_GRANT), middle));
		assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), NEXT));
		let below = offer(UNIVERSITY, Some(NEXT), shorter_attest());
		assert_ok!(dispatch(below, signed(COLLEGE_ADMIN)));
		assert_ok!(dispatch(narrow(AGENCY_GRANT, shorter()), council()));
		for by in [signed(COLLEGE_ADMIN), council()] {
			let refused = dispatch(renew(AccreditationId(4), START + 10 * DAY), by);
			assert_noop!(refused, Error::<Test>::WindowExceeded);
		}
		let within = renew(AccreditationId(4), START + 9 * DAY);
		assert_ok!(dispatch(within, signed(COLLEGE_ADMIN)));
	});
}

#[test]
fn renewing_and_narrowing_fail_if_declined_or_withdrawn() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let any = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, any));
		assert_ok!(Credentials::decline_accreditation(signed(COLLEGE_ADMIN), NEXT));
		assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, None));
		for (id, error) in [
			(NEXT, Error::<Test>::AccreditationDeclined),
			(AGENCY_GRANT, Error::<Test>::AccreditationWithdrawn),
		] {
			let error = sp_runtime::DispatchError::from(error);
			for call in [renew(id, END + DAY), narrow(id, shorter())] {
				assert_noop!(dispatch(call, council()), error);
			}
		}
	});
}

#[test]
fn narrow_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let terms = shorter();
		assert_ok!(dispatch(narrow(AGENCY_GRANT, terms.clone()), council()));
		assert_eq!(grant(AGENCY_GRANT).terms, terms);
		assert_eq!(grant(AGENCY_GRANT).narrowings, 1);
		let event = Event::AccreditationNarrowed {
			accreditation: AGENCY_GRANT,
			terms,
			by: Actor::Council,
			holder: AGENCY,
			grantor: Grantor::Council,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn narrow_narrows_what_is_in_force_below() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let below = grant(UNIVERSITY_GRANT);
		let agency = grant(AGENCY_GRANT).terms;
		let narrowed = [
			Terms { scope: scope(&[OTHER_COURSE]), ..agency.clone() },
			Terms { valid_until: START, ..agency.clone() },
		];
		for terms in narrowed {
			frame_support::hypothetically!({
				assert_ok!(dispatch(narrow(AGENCY_GRANT, terms), council()));
				assert_eq!(grant(UNIVERSITY_GRANT), below);
				assert!(!university_may_issue());
			});
		}
		let less_deep = Rights { attest: false, delegation: 1 };
		let terms = Terms { rights: less_deep, ..agency };
		assert_ok!(dispatch(narrow(AGENCY_GRANT, terms), council()));
		assert!(university_may_issue());
	});
}

#[test]
fn narrow_takes_the_right_to_delegate_so_deep_from_all_below() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let both = terms(Scope::Any, true, 1);
		assert_ok!(Credentials::offer_accreditation(council(), AGENCY, None, both.clone()));
		assert_ok!(Credentials::accept_accreditation(signed(AGENCY_ADMIN), AGENCY_GRANT));
		let below = offer(UNIVERSITY, Some(AGENCY_GRANT), terms(Scope::Any, true, 0));
		assert_ok!(dispatch(below, signed(AGENCY_ADMIN)));
		assert_ok!(Credentials::accept_accreditation(signed(UNIVERSITY_ADMIN), UNIVERSITY_GRANT));
		let attest_only = Terms { rights: Rights { attest: true, delegation: 0 }, ..both };
		assert_ok!(dispatch(narrow(AGENCY_GRANT, attest_only), council()));
		let call =
			Call::anchor { accreditation: UNIVERSITY_GRANT, type_id: COURSE, anchor: anchor(1, 1) };
		assert_noop!(dispatch(call, signed(REGISTRAR)), Error::<Test>::DelegationExceeded);
	});
}

#[test]
fn narrow_is_compared_with_the_parent_anew() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(dispatch(narrow(AGENCY_GRANT, shorter()), council()));
		assert_eq!(grant(UNIVERSITY_GRANT).parent_narrowings, 0);
		let still_out = Terms { valid_until: START + 50 * DAY, ..grant(UNIVERSITY_GRANT).terms };
		assert_ok!(dispatch(narrow(UNIVERSITY_GRANT, still_out), signed(AGENCY_ADMIN)));
		assert_eq!(grant(UNIVERSITY_GRANT).parent_narrowings, 0);
		let within = Terms { valid_until: START + 9 * DAY, ..grant(UNIVERSITY_GRANT).terms };
		assert_ok!(dispatch(narrow(UNIVERSITY_GRANT, within), signed(AGENCY_ADMIN)));
		assert_eq!(grant(UNIVERSITY_GRANT).parent_narrowings, 1);
	});
}

#[test]
fn narrow_works_to_end_now_and_on_an_expired_grant() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let ends_now = Terms { valid_until: START, ..grant(UNIVERSITY_GRANT).terms };
		assert_ok!(dispatch(narrow(UNIVERSITY_GRANT, ends_now), council()));
		assert!(!university_may_issue());
		set_time(END + DAY);
		let less = Terms { scope: scope(&[COURSE]), ..grant(AGENCY_GRANT).terms };
		assert_ok!(dispatch(narrow(AGENCY_GRANT, less), council()));
	});
}

#[test]
fn narrow_fails_if_not_narrower() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let terms = grant(UNIVERSITY_GRANT).terms;
		let rights = |attest, delegation| Rights { attest, delegation };
		let wider = [
			terms.clone(),
			Terms { valid_until: END + 1, ..terms.clone() },
			Terms { scope: Scope::Any, ..terms.clone() },
			Terms { scope: scope(&[COURSE, OTHER_COURSE]), ..terms.clone() },
			Terms { scope: scope(&[OTHER_COURSE]), ..terms.clone() },
			Terms { rights: rights(true, 1), ..terms.clone() },
			Terms { rights: rights(false, 1), valid_until: END - 1, ..terms },
		];
		for terms in wider {
			let refused = dispatch(narrow(UNIVERSITY_GRANT, terms), signed(AGENCY_ADMIN));
			assert_noop!(refused, Error::<Test>::NotNarrower);
		}
		let may_attest = Terms { rights: rights(true, 1), ..grant(AGENCY_GRANT).terms };
		let refused = dispatch(narrow(AGENCY_GRANT, may_attest), council());
		assert_noop!(refused, Error::<Test>::NotNarrower);
	});
}

#[test]
fn narrow_fails_if_malformed() {
	const UNKNOWN: Error<Test> = Error::<Test>::TypeNotFound;
	ExtBuilder::default().accredited().build_and_execute(|| {
		let terms = grant(AGENCY_GRANT).terms;
		let rights = |delegation| Rights { attest: false, delegation };
		let from = terms.valid_from;
		for (terms, error) in [
			(Terms { valid_until: from, ..terms.clone() }, Error::<Test>::WindowEmpty),
			(Terms { valid_until: START - 1, ..terms.clone() }, Error::<Test>::WindowOver),
			(Terms { valid_from: from + 1, ..terms.clone() }, Error::<Test>::StartFixed),
			(Terms { valid_from: from - 1, ..terms.clone() }, Error::<Test>::StartFixed),
			(Terms { rights: rights(0), ..terms.clone() }, Error::<Test>::RightsEmpty),
			(
				Terms { rights: rights(MAX_DELEGATION + 1), ..terms.clone() },
				Error::<Test>::DelegationTooDeep,
			),
			(Terms { scope: scope(&[]), ..terms.clone() }, Error::<Test>::ScopeEmpty),
			(Terms { scope: scope(&[TypeId(0), COURSE]), ..terms.clone() }, UNKNOWN),
			(Terms { scope: scope(&[COURSE, TypeId(3)]), ..terms.clone() }, UNKNOWN),
			(Terms { scope: scope(&[TypeId(u32::MAX)]), ..terms }, UNKNOWN),
		] {
			assert_noop!(dispatch(narrow(AGENCY_GRANT, terms), council()), error);
		}
	});
}

/// Nobody decides what a grant covers by registering a type that the grant was narrowed to before.
#[test]
fn narrow_takes_a_type_only_once_it_is_registered() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let next = TypeId(3);
		let to_next = || Terms { scope: scope(&[next]), ..grant(AGENCY_GRANT).terms };
		let refused = dispatch(narrow(AGENCY_GRANT, to_next()), council());
		assert_noop!(refused, Error::<Test>::TypeNotFound);
		assert_ok!(Credentials::register_type(council(), definition()));
		assert_ok!(dispatch(narrow(AGENCY_GRANT, to_next()), council()));
	});
}

#[test]
fn narrow_fails_if_counted_out() {
	ExtBuilder::default().accredited().build().execute_with(|| {
		Accreditations::<Test>::mutate(AGENCY_GRANT, |grant| {
			grant.as_mut().unwrap().narrowings = u32::MAX;
		});
		let refused = dispatch(narrow(AGENCY_GRANT, shorter()), council());
		assert_noop!(refused, Error::<Test>::IdsExhausted);
	});
}
