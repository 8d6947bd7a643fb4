// SPDX-License-Identifier: Apache-2.0

//! Tests of the weights of calls that find no place for a grant.

use super::*;

/// Has 15 other institutions fill the places of the holder with offers and the council fill those
/// that are kept for it, and lets the offers of the institutions expire.
pub(super) fn fill_places_with_expired_offers() {
	let mut offers = 0;
	for n in 0..15 {
		let (admin, grantor) = (3_000 + n, InstitutionId(6 + n as u32));
		assert_ok!(Credentials::register_institution(council(), largest_profile(), admin, 1));
		let to_accredit = terms(testamur_primitives::Scope::Any, false, 1);
		assert_ok!(Credentials::offer_accreditation(council(), grantor, None, to_accredit));
		let right = AccreditationId(crate::NextAccreditationId::<Test>::get().unwrap() - 1);
		assert_ok!(Credentials::accept_accreditation(signed(admin), right));
		// No two offers are the same, so that each read of one is counted once.
		let expiring = |offers: u32| Call::offer_accreditation {
			holder: HOLDER,
			parent: Some(right),
			terms: Terms {
				valid_from: START - DAY + u64::from(offers),
				valid_until: EXPIRY,
				..largest_terms(0)
			},
		};
		while dispatch(expiring(offers), signed(admin)).is_ok() {
			offers += 1;
		}
	}
	assert!(offers > MAX_TAKEN_OUT);
	while institution(HOLDER).held < MAX_HELD {
		let terms = Terms { valid_until: START + 50 * DAY, ..largest_terms(0) };
		assert_ok!(Credentials::offer_accreditation(council(), HOLDER, None, terms));
	}
	set_time(EXPIRY);
}

#[test]
fn an_offer_that_finds_no_place_stays_within_its_weight() {
	let offer = |parent| Call::offer_accreditation {
		holder: HOLDER,
		parent,
		terms: Terms { valid_until: START + 60 * DAY, ..largest_terms(0) },
	};
	let by_institution = offer(Some(AccreditationId(4)));
	assert_covered(world(fill_places_with_expired_offers), by_institution, signed(204));
	assert_covered(world(fill_places_with_expired_offers), offer(None), council());
}

#[test]
fn a_renewal_that_finds_no_place_stays_within_its_weight() {
	let ext = world(|| {
		let end = Terms { valid_until: EXPIRY, ..largest_terms(0) };
		assert_ok!(Credentials::narrow_accreditation(council(), OFFER, end));
		fill_places_with_expired_offers();
		// Whatever expired gives up its place, until it is the turn of the offer.
		let record = crate::Accreditations::<Test>::get(OFFER).unwrap();
		assert_ok!(Credentials::remove_holding(OFFER, &record));
		let terms = Terms { valid_until: START + 50 * DAY, ..largest_terms(0) };
		assert_ok!(Credentials::offer_accreditation(council(), HOLDER, None, terms));
		assert_eq!(institution(HOLDER).held, MAX_HELD);
	});
	let call = Call::renew_accreditation { accreditation: OFFER, valid_until: START + 80 * DAY };
	assert_covered(ext, call, signed(204));
}

#[test]
fn an_offer_and_a_renewal_refund_what_they_do_not_take_out() {
	let spent = |call: Call, by: RuntimeOrigin| {
		let weight = declared(&call);
		let call = RuntimeCall::from(call);
		let post = sp_runtime::traits::Dispatchable::dispatch(call, by).unwrap();
		(weight, post.actual_weight.unwrap())
	};
	let offer = |parent| Call::offer_accreditation {
		holder: HOLDER,
		parent,
		terms: Terms { valid_until: START + 60 * DAY, ..largest_terms(0) },
	};
	let parent = Some(AccreditationId(4));
	let (none, all) = (
		log::of_both_parties(Declared::offer_accreditation(0)),
		log::of_both_parties(Declared::offer_accreditation(MAX_TAKEN_OUT)),
	);
	world(|| ()).execute_with(|| {
		assert_eq!(spent(offer(parent), signed(204)), (all, none));
		assert_eq!(
			spent(offer(None), council()),
			(log::of_both_parties(Declared::offer_accreditation(1)), none)
		);
		let valid_until = START + 99 * DAY;
		let renew = Call::renew_accreditation { accreditation: OFFER, valid_until };
		let (none, all) = (
			log::of_both_parties(Declared::renew_accreditation(0)),
			log::of_both_parties(Declared::renew_accreditation(MAX_TAKEN_OUT)),
		);
		assert_eq!(spent(renew, signed(204)), (all, none));
	});
	world(fill_places_with_expired_offers).execute_with(|| {
		assert_eq!(spent(offer(parent), signed(204)), (all, all));
		assert_eq!(institution(HOLDER).held, MAX_HELD - HELD_FOR_COUNCIL);
		assert_eq!(
			spent(offer(parent), signed(204)),
			(all, log::of_both_parties(Declared::offer_accreditation(1)))
		);
	});
}
