// SPDX-License-Identifier: Apache-2.0

//! Tests of the places of a holder: their number, those of expired grants, and the offers of one
//! grantor.

use super::*;
use crate::{NextAccreditationId, OpenOffers};
use frame_support::{assert_noop, assert_ok, hypothetically};
use testamur_primitives::{
	limits::{HELD_FOR_COUNCIL, MAX_HELD, MAX_OPEN_OFFERS},
	Scope,
};

/// The end of every window in the cast.
const END: Moment = START + 99 * DAY;
/// The places that institutions may fill.
const FOR_INSTITUTIONS: u32 = MAX_HELD - HELD_FOR_COUNCIL;

fn until(valid_until: Moment) -> Terms {
	Terms { valid_until, ..terms(scope(&[COURSE]), true, 0) }
}

fn by_council(valid_until: Moment) -> Result<(), sp_runtime::DispatchError> {
	dispatch(offer(COLLEGE, None, until(valid_until)), council())
}

fn by_agency(valid_until: Moment) -> Result<(), sp_runtime::DispatchError> {
	dispatch(offer(COLLEGE, Some(AGENCY_GRANT), until(valid_until)), signed(AGENCY_ACCREDITER))
}

/// Returns the number of the grant that was offered last.
fn last() -> AccreditationId {
	AccreditationId(NextAccreditationId::<Test>::get().unwrap() - 1)
}

fn accept_last() {
	assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), last()));
}

fn renew(accreditation: AccreditationId, valid_until: Moment) -> Call {
	Call::renew_accreditation { accreditation, valid_until }
}

/// Gives the college so many grants of the council, of which every `nth` ends a day after the start.
fn give(count: u32, nth: u32) {
	for n in 0..count {
		assert_ok!(by_council(if n % nth == 0 { START + DAY } else { END }));
		accept_last();
	}
}

fn open_offers() -> u32 {
	OpenOffers::<Test>::get(COLLEGE, AGENCY).len() as u32
}

#[test]
fn offer_fails_if_holder_holds_too_many() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for _ in 0..MAX_HELD {
			assert_ok!(by_council(END));
		}
		assert_noop!(by_council(END), Error::<Test>::TooManyHeld);
		let first = AccreditationId(1);
		assert_ok!(Credentials::decline_accreditation(signed(COLLEGE_ADMIN), first));
		assert_ok!(by_council(END));
	});
}

#[test]
fn offer_leaves_the_last_places_to_the_council() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		for _ in 0..FOR_INSTITUTIONS {
			assert_ok!(by_agency(END));
			accept_last();
		}
		assert_noop!(by_agency(END), Error::<Test>::TooManyHeld);
		for _ in 0..HELD_FOR_COUNCIL {
			assert_ok!(by_council(END));
		}
		assert_noop!(by_council(END), Error::<Test>::TooManyHeld);
	});
}

#[test]
fn a_grant_given_back_frees_its_place() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		give(MAX_HELD, u32::MAX);
		assert_noop!(by_council(END), Error::<Test>::TooManyHeld);
		let call = Call::relinquish_accreditation { accreditation: AccreditationId(77) };
		assert_ok!(dispatch(call, signed(COLLEGE_ADMIN)));
		assert_ok!(by_council(END));
	});
}

#[test]
fn expired_grants_give_up_their_places_to_the_council_one_by_one() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		give(MAX_HELD, 4);
		set_time(START + DAY - 1);
		assert_noop!(by_council(END), Error::<Test>::TooManyHeld);
		set_time(START + DAY);
		for n in 1..=MAX_HELD / 4 {
			assert_ok!(by_council(END));
			assert_eq!(institution(COLLEGE).held, MAX_HELD);
			let expired = (1..=MAX_HELD).step_by(4).map(AccreditationId);
			let without = expired.filter(|id| !holds_place(*id)).count();
			assert_eq!(without, n as usize, "no more of them than is necessary");
		}
		assert_noop!(by_council(END), Error::<Test>::TooManyHeld);
	});
}

#[test]
fn expired_grants_give_up_as_many_places_as_an_institution_needs() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		// All places are taken, those that are kept for the council too.
		give(MAX_HELD, 4);
		set_time(START + DAY);
		let places = FOR_INSTITUTIONS - (MAX_HELD - MAX_HELD / 4);
		for n in 0..places {
			assert_ok!(by_agency(END));
			accept_last();
			assert_eq!(institution(COLLEGE).held, FOR_INSTITUTIONS, "offer {n}");
		}
		assert_noop!(by_agency(END), Error::<Test>::TooManyHeld);
	});
}

#[test]
fn expired_grants_of_any_state_give_up_their_places() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(by_agency(START + DAY));
		let offered = last();
		assert_ok!(by_council(START + DAY));
		accept_last();
		let suspended = last();
		assert_ok!(Credentials::suspend_accreditation(council(), suspended));
		give(MAX_HELD - 2, u32::MAX - 1);
		let active = last();
		assert_ok!(Credentials::narrow_accreditation(council(), active, until(START + DAY)));
		// The first of the grants given above ends as early.
		set_time(START + DAY);
		for _ in 0..4 {
			assert_ok!(by_council(END));
		}
		for id in [offered, suspended, active] {
			assert!(!holds_place(id));
		}
		assert_eq!(open_offers(), 0);
		assert_noop!(by_council(END), Error::<Test>::TooManyHeld);
	});
}

#[test]
fn an_expired_grant_keeps_its_place_while_nobody_needs_it() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		give(MAX_HELD - 1, u32::MAX);
		set_time(START + 50 * DAY);
		assert_ok!(by_council(END));
		assert!(holds_place(AccreditationId(1)));
		let listed = Credentials::accreditations_of(COLLEGE).unwrap();
		assert_eq!(listed.len(), MAX_HELD as usize);
		assert!(listed.is_sorted());
		assert_ok!(by_council(END));
		assert!(!Credentials::accreditations_of(COLLEGE).unwrap().contains(&AccreditationId(1)));
	});
}

#[test]
fn a_renewal_takes_a_place_again() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		give(MAX_HELD, 64);
		let expired = [AccreditationId(1), AccreditationId(65)];
		set_time(START + DAY);
		assert_ok!(by_council(END));
		let (out, other): (Vec<_>, Vec<_>) = expired.into_iter().partition(|id| !holds_place(*id));
		let (out, other) = (out[0], other[0]);
		// The other expired grant gives up its place to the renewed one.
		assert_ok!(dispatch(renew(out, END), council()));
		assert!(holds_place(out) && !holds_place(other));
		assert_eq!(Credentials::accreditation(out).unwrap().unwrap().lapse, None);
		assert_noop!(dispatch(renew(other, END), council()), Error::<Test>::TooManyHeld);
		assert_ok!(Credentials::withdraw_accreditation(council(), out, None));
		assert_ok!(dispatch(renew(other, END), council()));
		assert!(holds_place(other));
		assert_eq!(institution(COLLEGE).held, MAX_HELD);
	});
}

#[test]
fn a_renewal_keeps_the_place_that_the_grant_has() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		give(MAX_HELD, 64);
		set_time(START + DAY);
		assert_ok!(dispatch(renew(AccreditationId(1), END), council()));
		assert_ok!(dispatch(renew(AccreditationId(2), END + DAY), council()));
		assert_eq!(institution(COLLEGE).held, MAX_HELD);
		assert!(holds_place(AccreditationId(65)), "nothing had to give up its place");
	});
}

#[test]
fn a_grant_without_a_place_is_ended_as_any_other() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(by_agency(START + DAY));
		let offered = last();
		give(MAX_HELD - 1, MAX_HELD);
		let active = AccreditationId(offered.0 + 1);
		set_time(START + DAY);
		for _ in 0..2 {
			assert_ok!(by_council(END));
		}
		assert!(!holds_place(offered) && !holds_place(active));
		let by = || signed(COLLEGE_ADMIN);
		hypothetically!({
			assert_ok!(Credentials::decline_accreditation(by(), offered));
			assert_ok!(Credentials::relinquish_accreditation(by(), active));
			assert_eq!(institution(COLLEGE).held, MAX_HELD);
			assert_ok!(Credentials::do_try_state());
		});
		for id in [offered, active] {
			assert_ok!(Credentials::withdraw_accreditation(council(), id, None));
		}
		assert_eq!(institution(COLLEGE).held, MAX_HELD);
	});
}

#[test]
fn offer_fails_if_grantor_has_too_many_open_offers() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		for n in 1..=MAX_OPEN_OFFERS {
			assert_ok!(by_agency(END));
			assert_eq!(open_offers(), n);
		}
		assert_noop!(by_agency(END), Error::<Test>::TooManyOpenOffers);
		// Each answer, and each withdrawal, makes room for one offer more.
		let end = |call, by| {
			hypothetically!({
				assert_ok!(dispatch(call, by));
				assert_eq!(open_offers(), MAX_OPEN_OFFERS - 1);
				assert_ok!(by_agency(END));
				assert_noop!(by_agency(END), Error::<Test>::TooManyOpenOffers);
				assert_ok!(Credentials::do_try_state());
			});
		};
		let accreditation = last();
		end(Call::accept_accreditation { accreditation }, signed(COLLEGE_ADMIN));
		end(Call::decline_accreditation { accreditation }, signed(COLLEGE_ADMIN));
		end(withdraw(accreditation, None), signed(AGENCY_ADMIN));
		end(withdraw(accreditation, None), council());
		// The offers to others are counted by themselves.
		let to_another = offer(UNIVERSITY, Some(AGENCY_GRANT), until(END));
		assert_ok!(dispatch(to_another, signed(AGENCY_ADMIN)));
	});
}

#[test]
fn open_offers_are_those_of_an_institution_under_any_of_its_grants() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let second = terms(Scope::Any, false, 2);
		assert_ok!(Credentials::offer_accreditation(council(), AGENCY, None, second));
		assert_ok!(Credentials::accept_accreditation(signed(AGENCY_ADMIN), NEXT));
		for _ in 0..MAX_OPEN_OFFERS {
			assert_ok!(by_agency(END));
		}
		let call = offer(COLLEGE, Some(NEXT), until(END));
		assert_noop!(dispatch(call, signed(AGENCY_ADMIN)), Error::<Test>::TooManyOpenOffers);
	});
}

#[test]
fn open_offers_of_the_council_are_not_limited() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		for _ in 0..MAX_HELD {
			assert_ok!(by_council(END));
		}
		assert_eq!(OpenOffers::<Test>::iter().count(), 0);
	});
}

#[test]
fn no_grantor_alone_fills_the_places_of_a_holder() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		while by_agency(END).is_ok() {}
		assert_eq!(institution(COLLEGE).held, MAX_OPEN_OFFERS);
		// The attacker refills the places that the victim declines, and takes no others.
		for n in 3..20 {
			let declined = AccreditationId(n);
			assert_ok!(Credentials::decline_accreditation(signed(COLLEGE_ADMIN), declined));
			assert_ok!(by_agency(END));
			assert_noop!(by_agency(END), Error::<Test>::TooManyOpenOffers);
		}
		assert_eq!(institution(COLLEGE).held, MAX_OPEN_OFFERS);
	});
}

/// Checks that offers which nobody can accept any more do not keep a grantor from making others,
/// although they have their places.
#[test]
fn expired_offers_are_not_open() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		for _ in 0..MAX_OPEN_OFFERS {
			assert_ok!(by_agency(START + DAY));
		}
		let expired = last();
		set_time(START + DAY - 1);
		assert_noop!(by_agency(END), Error::<Test>::TooManyOpenOffers);
		set_time(START + DAY);
		for n in 1..=MAX_OPEN_OFFERS {
			assert_ok!(by_agency(END));
			assert_eq!(open_offers(), n);
		}
		assert_noop!(by_agency(END), Error::<Test>::TooManyOpenOffers);
		assert_eq!(institution(COLLEGE).held, 2 * MAX_OPEN_OFFERS);
		// An expired one can be renewed once there is room.
		let renewal = || dispatch(renew(expired, END), signed(AGENCY_ADMIN));
		assert_noop!(renewal(), Error::<Test>::TooManyOpenOffers);
		hypothetically!({
			assert_ok!(dispatch(withdraw(last(), None), signed(AGENCY_ADMIN)));
			assert_ok!(renewal());
			assert_eq!(open_offers(), MAX_OPEN_OFFERS);
			assert_ok!(Credentials::do_try_state());
		});
		// Those that are withdrawn or declined leave the others alone.
		assert_ok!(dispatch(withdraw(expired, None), signed(AGENCY_ADMIN)));
		let by = signed(COLLEGE_ADMIN);
		assert_ok!(Credentials::decline_accreditation(by, AccreditationId(expired.0 - 1)));
		assert_eq!(open_offers(), MAX_OPEN_OFFERS);
	});
}

#[test]
fn an_offer_counts_until_the_end_that_it_was_given_last() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		for _ in 0..MAX_OPEN_OFFERS {
			assert_ok!(by_agency(START + 2 * DAY));
		}
		let (renewed, narrowed) = (last(), AccreditationId(last().0 - 1));
		assert_ok!(dispatch(renew(renewed, END), signed(AGENCY_ADMIN)));
		let narrow = |valid_until| Call::narrow_accreditation {
			accreditation: narrowed,
			terms: until(valid_until),
		};
		assert_ok!(dispatch(narrow(START + DAY), signed(AGENCY_ADMIN)));
		assert_eq!(open_offers(), MAX_OPEN_OFFERS);
		assert_noop!(by_agency(END), Error::<Test>::TooManyOpenOffers);
		set_time(START + DAY);
		assert_ok!(by_agency(END));
		assert_noop!(by_agency(END), Error::<Test>::TooManyOpenOffers);
		// An offer whose end is moved to now is over.
		let narrowed = AccreditationId(renewed.0 - 2);
		let terms = until(START + DAY);
		let call = Call::narrow_accreditation { accreditation: narrowed, terms };
		assert_ok!(dispatch(call, signed(AGENCY_ADMIN)));
		assert_ok!(by_agency(END));
		set_time(START + 2 * DAY);
		// The renewed offer and the two that were made since are left.
		for n in 4..=MAX_OPEN_OFFERS {
			assert_ok!(by_agency(END));
			assert_eq!(open_offers(), n);
		}
		assert_noop!(by_agency(END), Error::<Test>::TooManyOpenOffers);
	});
}

#[test]
fn an_expired_offer_that_is_renewed_counts_as_open_again() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_ok!(by_agency(START + DAY));
		let expired = last();
		give(MAX_HELD - 1, u32::MAX - 1);
		set_time(START + DAY);
		// The first of the grants given above ends as early: both are taken out.
		for _ in 0..2 {
			assert_ok!(by_council(END));
		}
		assert_eq!(open_offers(), 0);
		// Enough grants end for the agency's offers to find places.
		for id in 5..40 {
			assert_ok!(Credentials::withdraw_accreditation(council(), AccreditationId(id), None));
		}
		for _ in 0..MAX_OPEN_OFFERS {
			assert_ok!(by_agency(END));
		}
		let renewal = || dispatch(renew(expired, END), signed(AGENCY_ADMIN));
		assert_noop!(renewal(), Error::<Test>::TooManyOpenOffers);
		assert_ok!(Credentials::decline_accreditation(signed(COLLEGE_ADMIN), last()));
		assert_ok!(renewal());
		assert_eq!(open_offers(), MAX_OPEN_OFFERS);
		assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), expired));
		assert_eq!(open_offers(), MAX_OPEN_OFFERS - 1);
	});
}
