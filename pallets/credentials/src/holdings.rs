// SPDX-License-Identifier: Apache-2.0

//! Holdings: the places that grants take among those of their holders, and the offers among them
//! that wait for an answer.

use crate::{
	types::{OpenOffer, OpenOffersOf},
	Accreditations, Config, Error, Holdings, OpenOffers, Pallet,
};
use alloc::vec::Vec;
use frame_support::ensure;
use sp_runtime::SaturatedConversion;
use testamur_primitives::{
	limits::{HELD_FOR_COUNCIL, MAX_HELD},
	Accreditation, AccreditationId, AccreditationState, Grantor, InstitutionId, Moment,
};

/// The key of a holding: its holder, the end of its window in big-endian order, and its number.
pub(crate) type HoldingKey = (InstitutionId, [u8; 8], AccreditationId);

/// Returns the key under which a grant is stored among the holdings of its holder.
pub(crate) const fn holding_key(
	accreditation: AccreditationId,
	record: &Accreditation,
) -> HoldingKey {
	(record.holder, record.terms.valid_until.to_be_bytes(), accreditation)
}

impl<T: Config> Pallet<T> {
	/// Adds a grant to the holdings of its holder, and returns the number of expired grants that
	/// gave up their places.
	///
	/// Expired grants give up their places only where none is left. The last places are kept for
	/// grants of the council.
	pub(crate) fn add_holding(
		accreditation: AccreditationId,
		record: &Accreditation,
	) -> Result<u32, Error<T>> {
		let places = match record.grantor {
			Grantor::Council => MAX_HELD,
			Grantor::Institution { .. } => MAX_HELD.saturating_sub(HELD_FOR_COUNCIL),
		};
		let mut taken_out = 0;
		Self::mutate_institution(record.holder, |holder| {
			let wanted = holder.held.saturating_add(1).saturating_sub(places);
			taken_out = Self::take_out_expired(record.holder, wanted);
			holder.held = holder.held.saturating_sub(taken_out);
			ensure!(holder.held < places, Error::<T>::TooManyHeld);
			holder.held = holder.held.saturating_add(1);
			Ok(())
		})?;
		Self::open_offer(accreditation, record)?;
		Holdings::<T>::insert(holding_key(accreditation, record), ());
		Ok(taken_out)
	}

	/// Adds a grant of the former layout to the holdings of its holder, which count it already, unless
	/// it was declined or withdrawn.
	///
	/// The former layout did not limit the open offers of one institution to another. Those that exceed
	/// the limit keep their places and can be answered, and are not in the list.
	pub(crate) fn place_migrated(accreditation: AccreditationId, record: &Accreditation) {
		let has_ended = matches!(
			record.state,
			AccreditationState::Declined { .. } | AccreditationState::Withdrawn { .. }
		);
		if !has_ended {
			Holdings::<T>::insert(holding_key(accreditation, record), ());
			let _exceeds_limit = Self::open_offer(accreditation, record).is_err();
		}
	}

	/// Moves a grant among the holdings of its holder, where it has a place, from the former end of
	/// its window to the present one. Returns whether it has a place.
	///
	/// An expired offer that is renewed counts as an open one again, for which there may be too many.
	pub(crate) fn move_holding(
		accreditation: AccreditationId,
		former_end: Moment,
		record: &Accreditation,
	) -> Result<bool, Error<T>> {
		let former = (record.holder, former_end.to_be_bytes(), accreditation);
		let holds_place = Holdings::<T>::take(former).is_some();
		if holds_place {
			Self::open_offer(accreditation, record)?;
			Holdings::<T>::insert(holding_key(accreditation, record), ());
		}
		Ok(holds_place)
	}

	/// Removes a grant from the holdings of its holder. An expired one may have lost its place
	/// already.
	pub(crate) fn remove_holding(
		accreditation: AccreditationId,
		record: &Accreditation,
	) -> Result<(), Error<T>> {
		if Holdings::<T>::take(holding_key(accreditation, record)).is_none() {
			return Ok(());
		}
		Self::close_offer(accreditation, record);
		Self::mutate_institution(record.holder, |holder| {
			holder.held = holder.held.saturating_sub(1);
			Ok(())
		})
	}

	/// Removes an offer of an institution from those that are open. Other grants are not among them.
	pub(crate) fn close_offer(accreditation: AccreditationId, record: &Accreditation) {
		let Some(grantor) = waits_for_answer(record) else { return };
		let mut open = OpenOffers::<T>::get(record.holder, grantor);
		open.retain(|offer| offer.accreditation != accreditation);
		Self::store_open_offers(record.holder, grantor, open);
	}

	/// Adds an offer of an institution to those that are open, or moves the end of one that is there.
	/// Other grants, and what has expired, are not among them.
	fn open_offer(accreditation: AccreditationId, record: &Accreditation) -> Result<(), Error<T>> {
		let Some(grantor) = waits_for_answer(record) else { return Ok(()) };
		let now = Self::now();
		let mut open = OpenOffers::<T>::get(record.holder, grantor);
		open.retain(|offer| offer.accreditation != accreditation && now < offer.valid_until);
		if !record.terms.is_over(now) {
			let offer = OpenOffer { accreditation, valid_until: record.terms.valid_until };
			open.try_push(offer).map_err(|_| Error::<T>::TooManyOpenOffers)?;
		}
		Self::store_open_offers(record.holder, grantor, open);
		Ok(())
	}

	/// Stores the open offers of one institution to another. No offer is no record.
	fn store_open_offers(holder: InstitutionId, grantor: InstitutionId, open: OpenOffersOf) {
		if open.is_empty() {
			OpenOffers::<T>::remove(holder, grantor);
		} else {
			OpenOffers::<T>::insert(holder, grantor, open);
		}
	}

	/// Takes up to `wanted` expired grants out of the holdings of an institution, those that ended
	/// first before others, and returns their number. The institution's own count stays as it is.
	fn take_out_expired(holder: InstitutionId, wanted: u32) -> u32 {
		let now = Self::now();
		let expired: Vec<_> = Holdings::<T>::iter_key_prefix((holder,))
			.take(wanted.saturated_into())
			.take_while(|(end, _)| Moment::from_be_bytes(*end) <= now)
			.collect();
		for (end, accreditation) in &expired {
			Holdings::<T>::remove((holder, *end, *accreditation));
			if let Some(record) = Accreditations::<T>::get(accreditation) {
				Self::close_offer(*accreditation, &record);
			}
		}
		expired.len().saturated_into()
	}
}

/// Returns the institution that offered a grant, if the offer was not answered.
fn waits_for_answer(record: &Accreditation) -> Option<InstitutionId> {
	let offered = record.state == AccreditationState::Offered;
	record.grantor.institution().filter(|_| offered)
}
