// SPDX-License-Identifier: Apache-2.0

//! Tests of offers: terms, parent, holder.

use super::*;
use crate::{Actor, NextAccreditationId};
use frame_support::{assert_noop, assert_ok};
use testamur_primitives::{limits::MAX_DELEGATION, AccreditationState, Grantor, Scope, TypeId};

fn to_attest() -> Terms {
	terms(scope(&[COURSE]), true, 0)
}

#[test]
fn offer_works_for_the_council() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let terms = terms(Scope::Any, true, MAX_DELEGATION);
		assert_ok!(dispatch(offer(COLLEGE, None, terms.clone()), council()));
		let accreditation = AccreditationId(1);
		let record = Accreditation {
			holder: COLLEGE,
			grantor: Grantor::Council,
			terms: terms.clone(),
			state: AccreditationState::Offered,
			offered_at: START,
			accepted_at: None,
			narrowings: 0,
			parent_narrowings: 0,
		};
		assert_eq!(grant(accreditation), record);
		assert!(holds_place(accreditation));
		assert_eq!(institution(COLLEGE).held, 1);
		let event = Event::AccreditationOffered {
			accreditation,
			holder: COLLEGE,
			grantor: Grantor::Council,
			terms,
			by: Actor::Council,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn offer_works_for_an_institution() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let call = offer(COLLEGE, Some(AGENCY_GRANT), to_attest());
		assert_ok!(dispatch(call, signed(AGENCY_ACCREDITER)));
		let grantor = Grantor::Institution { institution: AGENCY, accreditation: AGENCY_GRANT };
		assert_eq!(grant(NEXT).grantor, grantor);
		let event = Event::AccreditationOffered {
			accreditation: NEXT,
			holder: COLLEGE,
			grantor,
			terms: to_attest(),
			by: Actor::Account(AGENCY_ACCREDITER),
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn offer_works_with_all_that_the_parent_has() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let all = terms(Scope::Any, true, 1);
		assert_ok!(dispatch(offer(COLLEGE, Some(AGENCY_GRANT), all), signed(AGENCY_ADMIN)));
	});
}

#[test]
fn offer_fails_if_terms_malformed() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let any = || terms(Scope::Any, true, 0);
		let malformed = [
			(Terms { valid_until: START - DAY, ..any() }, Error::<Test>::WindowEmpty),
			(Terms { valid_until: 0, ..any() }, Error::<Test>::WindowEmpty),
			(Terms { valid_until: START, ..any() }, Error::<Test>::WindowOver),
			(terms(Scope::Any, false, 0), Error::<Test>::RightsEmpty),
			(terms(Scope::Any, true, MAX_DELEGATION + 1), Error::<Test>::DelegationTooDeep),
			(terms(scope(&[]), true, 0), Error::<Test>::ScopeEmpty),
			(terms(scope(&[TypeId(0), COURSE]), true, 0), Error::<Test>::TypeNotFound),
			(terms(scope(&[COURSE, TypeId(3)]), true, 0), Error::<Test>::TypeNotFound),
		];
		for (terms, error) in malformed {
			assert_noop!(dispatch(offer(COLLEGE, None, terms), council()), error);
		}
		let soon_over = Terms { valid_until: START + 1, ..any() };
		assert_ok!(dispatch(offer(COLLEGE, None, soon_over), council()));
	});
}

#[test]
fn offer_fails_if_parent_missing_or_out_of_place() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let by_council = offer(COLLEGE, Some(AGENCY_GRANT), to_attest());
		assert_noop!(dispatch(by_council, council()), Error::<Test>::CouncilNeedsNoParent);
		let without = offer(COLLEGE, None, to_attest());
		assert_noop!(dispatch(without, signed(AGENCY_ADMIN)), Error::<Test>::ParentRequired);
		let unknown = offer(COLLEGE, Some(MISSING), to_attest());
		assert_noop!(dispatch(unknown, signed(AGENCY_ADMIN)), Error::<Test>::AccreditationNotFound);
		let another = offer(COLLEGE, Some(UNIVERSITY_GRANT), to_attest());
		assert_noop!(dispatch(another, signed(AGENCY_ADMIN)), Error::<Test>::NotHolder);
	});
}

#[test]
fn offer_fails_if_terms_exceed_parent() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let parent = grant(AGENCY_GRANT).terms;
		let early = Terms { valid_from: parent.valid_from - 1, ..to_attest() };
		let late = Terms { valid_until: parent.valid_until + 1, ..to_attest() };
		let deep = terms(Scope::Any, true, parent.rights.delegation);
		for (terms, error) in [
			(early, Error::<Test>::WindowExceeded),
			(late, Error::<Test>::WindowExceeded),
			(deep, Error::<Test>::RightsExceeded),
		] {
			let call = offer(COLLEGE, Some(AGENCY_GRANT), terms);
			assert_noop!(dispatch(call, signed(AGENCY_ADMIN)), error);
		}
	});
}

#[test]
fn offer_fails_if_scope_exceeds_parent() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let one_type = terms(scope(&[COURSE]), false, 1);
		assert_ok!(Credentials::offer_accreditation(council(), AGENCY, None, one_type));
		assert_ok!(Credentials::accept_accreditation(signed(AGENCY_ADMIN), AGENCY_GRANT));
		for wider in [scope(&[OTHER_COURSE]), scope(&[COURSE, OTHER_COURSE]), Scope::Any] {
			let call = offer(COLLEGE, Some(AGENCY_GRANT), terms(wider, true, 0));
			assert_noop!(dispatch(call, signed(AGENCY_ADMIN)), Error::<Test>::ScopeExceeded);
		}
		let call = offer(COLLEGE, Some(AGENCY_GRANT), to_attest());
		assert_ok!(dispatch(call, signed(AGENCY_ADMIN)));
	});
}

#[test]
fn offer_fails_if_terms_exceed_a_grant_further_up() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let wide = terms(Scope::Any, true, 1);
		let by_agency = signed(AGENCY_ADMIN);
		assert_ok!(Credentials::offer_accreditation(by_agency, COLLEGE, Some(AGENCY_GRANT), wide));
		assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), NEXT));
		let above = |terms: Terms| Terms { scope: scope(&[COURSE]), ..terms };
		let narrowed = Terms { valid_until: START + 9 * DAY, ..above(grant(AGENCY_GRANT).terms) };
		assert_ok!(Credentials::narrow_accreditation(council(), AGENCY_GRANT, narrowed));

		let other = Terms { scope: scope(&[OTHER_COURSE]), ..to_attest() };
		for (terms, error) in
			[(other, Error::<Test>::ScopeExceeded), (to_attest(), Error::<Test>::WindowExceeded)]
		{
			let call = offer(UNIVERSITY, Some(NEXT), terms);
			assert_noop!(dispatch(call, signed(COLLEGE_ADMIN)), error);
		}
		let within = Terms { valid_until: START + 9 * DAY, ..to_attest() };
		assert_ok!(dispatch(offer(UNIVERSITY, Some(NEXT), within), signed(COLLEGE_ADMIN)));
	});
}

#[test]
fn offer_fails_if_delegation_exceeds_a_grant_further_up() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let deep = terms(Scope::Any, false, 4);
		assert_ok!(Credentials::offer_accreditation(council(), AGENCY, None, deep.clone()));
		assert_ok!(Credentials::accept_accreditation(signed(AGENCY_ADMIN), AGENCY_GRANT));
		let less = terms(Scope::Any, false, 3);
		let by = signed(AGENCY_ADMIN);
		assert_ok!(Credentials::offer_accreditation(by, COLLEGE, Some(AGENCY_GRANT), less));
		assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), UNIVERSITY_GRANT));
		let mut shallow = deep;
		shallow.rights.delegation = 2;
		assert_ok!(Credentials::narrow_accreditation(council(), AGENCY_GRANT, shallow));
		let call =
			|depth| offer(UNIVERSITY, Some(UNIVERSITY_GRANT), terms(Scope::Any, true, depth));
		let refused = dispatch(call(1), signed(COLLEGE_ADMIN));
		assert_noop!(refused, Error::<Test>::RightsExceeded);
		assert_ok!(dispatch(call(0), signed(COLLEGE_ADMIN)));
	});
}

#[test]
fn offer_fails_if_parent_not_in_force() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let refused = |error: Error<Test>| {
			let call = offer(COLLEGE, Some(AGENCY_GRANT), to_attest());
			assert_noop!(dispatch(call, signed(AGENCY_ADMIN)), error);
		};
		set_time(START - 2 * DAY);
		refused(Error::<Test>::AccreditationNotYetValid);
		set_time(START);
		assert_ok!(Credentials::suspend_accreditation(council(), AGENCY_GRANT));
		refused(Error::<Test>::AccreditationSuspended);
		assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, None));
		refused(Error::<Test>::AccreditationWithdrawn);
	});
}

#[test]
fn offer_fails_if_parent_expired() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		set_time(grant(AGENCY_GRANT).terms.valid_until);
		let longer = Terms { valid_until: START + 200 * DAY, ..to_attest() };
		let call = offer(COLLEGE, Some(AGENCY_GRANT), longer);
		assert_noop!(dispatch(call, signed(AGENCY_ADMIN)), Error::<Test>::AccreditationExpired);
	});
}

#[test]
fn offer_fails_if_parent_not_accepted_or_declined() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let may_accredit = terms(Scope::Any, false, 1);
		assert_ok!(Credentials::offer_accreditation(council(), AGENCY, None, may_accredit));
		let call = || offer(COLLEGE, Some(AGENCY_GRANT), to_attest());
		let refused = dispatch(call(), signed(AGENCY_ADMIN));
		assert_noop!(refused, Error::<Test>::AccreditationNotAccepted);
		assert_ok!(Credentials::decline_accreditation(signed(AGENCY_ADMIN), AGENCY_GRANT));
		let refused = dispatch(call(), signed(AGENCY_ADMIN));
		assert_noop!(refused, Error::<Test>::AccreditationDeclined);
	});
}

#[test]
fn offer_fails_if_holder_is_on_the_path() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let by_agency = signed(AGENCY_ADMIN);
		let to_oneself = offer(AGENCY, Some(AGENCY_GRANT), to_attest());
		assert_noop!(dispatch(to_oneself, by_agency.clone()), Error::<Test>::HolderOnPath);
		let middle = terms(Scope::Any, false, 1);
		assert_ok!(dispatch(offer(COLLEGE, Some(AGENCY_GRANT), middle), by_agency));
		assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), NEXT));
		let by_a_detour = offer(AGENCY, Some(NEXT), to_attest());
		let refused = dispatch(by_a_detour, signed(COLLEGE_ADMIN));
		assert_noop!(refused, Error::<Test>::HolderOnPath);
	});
}

#[test]
fn offer_fails_if_holder_not_found() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let call = offer(InstitutionId(4), None, to_attest());
		assert_noop!(dispatch(call, council()), Error::<Test>::InstitutionNotFound);
	});
}

#[test]
fn offer_fails_if_numbers_used_up() {
	ExtBuilder::default().with_cast().build().execute_with(|| {
		NextAccreditationId::<Test>::put(u32::MAX);
		let call = offer(COLLEGE, None, to_attest());
		assert_noop!(dispatch(call, council()), Error::<Test>::IdsExhausted);
	});
}
