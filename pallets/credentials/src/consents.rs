// SPDX-License-Identifier: Apache-2.0

//! Consents of accounts to serve an institution: no admin can enlist a foreign account.

use crate::{AccountIdOf, Config, ConsentOf, Error, Pallet};
use alloc::{string::ToString, vec::Vec};
use frame_support::ensure;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{Verify, Zero},
	SaturatedConversion,
};
use testamur_primitives::{limits::MAX_CONSENT, ConsentText, InstitutionId, Moment, Post};

/// The marks that wallets put around a text that they sign, so that nobody takes it for a transaction.
const WRAPPING: (&[u8], &[u8]) = (b"<Bytes>", b"</Bytes>");

impl<T: Config> Pallet<T> {
	/// Checks that an account agreed to take a post in an institution, and uses the consent up.
	///
	/// Raising the nonce uses it up. Otherwise an account that has left could be enlisted again by
	/// what it signed before.
	pub(crate) fn take_consent(
		who: &AccountIdOf<T>,
		institution: InstitutionId,
		post: Post,
		consent: &ConsentOf<T>,
	) -> Result<(), Error<T>> {
		let ahead = consent.until.saturating_sub(Self::now());
		ensure!(ahead > 0, Error::<T>::ConsentOver);
		ensure!(ahead <= MAX_CONSENT, Error::<T>::ConsentTooLong);
		let text = Self::consent_text(who, institution, post, consent.until);
		let text = text.to_string().into_bytes();
		let wrapped = [WRAPPING.0, &text, WRAPPING.1].concat();
		let signed = |text: &Vec<u8>| consent.signature.verify(text.as_slice(), who);
		ensure!(signed(&text) || signed(&wrapped), Error::<T>::ConsentInvalid);
		frame_system::Pallet::<T>::inc_account_nonce(who);
		Ok(())
	}

	/// Returns the text by which an account agrees to take a post in an institution.
	pub fn consent_text(
		who: &AccountIdOf<T>,
		institution: InstitutionId,
		post: Post,
		until: Moment,
	) -> ConsentText {
		let hash = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		let mut genesis = [0; 32];
		genesis.iter_mut().zip(hash.as_ref()).for_each(|(to, from)| *to = *from);
		let nonce = frame_system::Pallet::<T>::account_nonce(who).saturated_into();
		ConsentText { genesis, institution, post, nonce, until }
	}
}
