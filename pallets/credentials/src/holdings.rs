// SPDX-License-Identifier: Apache-2.0

//! Holdings: the places that grants take among those of their holders, and the offers among them
//! that wait for an answer.

use crate::{Accreditations, Config, Error, Holdings, OpenOffers, Pallet};
use alloc::vec::Vec;
use frame_support::ensure;
use sp_runtime::SaturatedConversion;
use testamur_primitives::{
	limits::{HELD_FOR_COUNCIL, MAX_HELD, MAX_OPEN_OFFERS},
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
		Self::open_offer(record)?;
		Holdings::<T>::insert(holding_key(accreditation, record), ());
		Ok(taken_out)
	}

	/// Moves a grant among the holdings of its holder, where it has a place, from the former end of
	/// its window to the present one. Returns whether it has a place.
	pub(crate) fn move_holding(
		accreditation: AccreditationId,
		former_end: Moment,
		record: &Accreditation,
	) -> bool {
		let former = (record.holder, former_end.to_be_bytes(), accreditation);
		let holds_place = Holdings::<T>::take(former).is_some();
		if holds_place {
			Holdings::<T>::insert(holding_key(accreditation, record), ());
		}
		holds_place
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
		Self::close_offer(record);
		Self::mutate_institution(record.holder, |holder| {
			holder.held = holder.held.saturating_sub(1);
			Ok(())
		})
	}

	/// Counts an offer of an institution as answered. Other grants are not counted.
	pub(crate) fn close_offer(record: &Accreditation) {
		let Some(grantor) = waits_for_answer(record) else { return };
		OpenOffers::<T>::mutate_exists(record.holder, grantor, |open| {
			*open = open.and_then(|open| open.checked_sub(1)).filter(|open| *open > 0);
		});
	}

	/// Counts an offer of an institution as unanswered. Other grants are not counted.
	fn open_offer(record: &Accreditation) -> Result<(), Error<T>> {
		let Some(grantor) = waits_for_answer(record) else { return Ok(()) };
		OpenOffers::<T>::try_mutate(record.holder, grantor, |open| {
			ensure!(*open < MAX_OPEN_OFFERS, Error::<T>::TooManyOpenOffers);
			*open = open.saturating_add(1);
			Ok(())
		})
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
				Self::close_offer(&record);
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
