// SPDX-License-Identifier: Apache-2.0

//! The open offers, rebuilt from the events.

use super::*;
use crate::{OpenOffer, OpenOffers, OpenOffersOf};
use testamur_primitives::{records::AccreditationState, Accreditation, AccreditationId};

/// Changes the open offers of an institution to the holder, if a grant is one.
fn change_open(record: &Accreditation, change: impl FnOnce(&mut OpenOffersOf)) {
	if let (AccreditationState::Offered, Some(by)) = (record.state, record.grantor.institution()) {
		OpenOffers::<Test>::mutate_exists(record.holder, by, |open| {
			let mut offers = open.take().unwrap_or_default();
			change(&mut offers);
			*open = (!offers.is_empty()).then_some(offers);
		});
	}
}

/// Adds an offer to those that are open, unless it has expired; others that have go.
pub(super) fn wait_for_answer(accreditation: AccreditationId, record: &Accreditation, now: Moment) {
	let valid_until = record.terms.valid_until;
	change_open(record, |open| {
		open.retain(|offer| offer.accreditation != accreditation && now < offer.valid_until);
		if now < valid_until {
			open.try_push(OpenOffer { accreditation, valid_until }).unwrap();
		}
	});
}

/// Takes an offer out of those that are open.
pub(super) fn answer(accreditation: AccreditationId, record: &Accreditation) {
	change_open(record, |open| open.retain(|offer| offer.accreditation != accreditation));
}
