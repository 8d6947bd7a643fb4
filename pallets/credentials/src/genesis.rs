// SPDX-License-Identifier: Apache-2.0

//! Institutions that exist from the first block, with the grants that the council gave them.
//!
//! Somebody has to accredit before anybody can be accredited. The functions that implement the
//! calls also store what the members agreed on before there was a chain, so the same rules hold and
//! the same numbers are given.

use crate::{
	accounts::{Caller, Member},
	AccountIdOf, Accounts, Config, Error, NextAccreditationId, NextInstitutionId, NextTypeId,
	Pallet,
};
use alloc::{string::String, vec::Vec};
use core::fmt;
use serde::{Deserialize, Serialize};
use testamur_primitives::{
	limits::{MAX_NAME, MAX_URI},
	AccreditationId, Moment, Profile, Rights, Scope, Terms,
};

/// An institution that exists from the first block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisInstitution<AccountId> {
	/// The legal name.
	pub name: String,
	/// The home page; may be empty.
	pub uri: String,
	/// The country of registration, ISO 3166-1 alpha-2 in capitals.
	pub country: String,
	/// Its admin.
	pub admin: AccountId,
	/// The operations that it may submit in a period.
	pub allowance: u32,
	/// The grants of the council. They count as accepted, since the institution agreed to this
	/// state.
	pub grants: Vec<GenesisGrant>,
}

/// A grant of the council that exists from the first block.
///
/// It covers all credential types, since there are none yet to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisGrant {
	/// The right to anchor credentials.
	pub attest: bool,
	/// The levels of accreditation that the holder may give below this grant.
	pub delegation: u8,
	/// The first moment of the window. There is no default, since the time of the first block is 0.
	pub valid_from: Moment,
	/// The first moment after the window.
	pub valid_until: Moment,
}

/// The reason why an institution cannot exist from the first block.
#[derive(PartialEq, Eq)]
pub(crate) enum GenesisError<T> {
	/// The name has more than [`MAX_NAME`] bytes.
	NameTooLong,
	/// The URI has more than [`MAX_URI`] bytes.
	UriTooLong,
	/// The country is not two letters.
	CountryLength,
	/// The registration failed.
	Institution(Error<T>),
	/// The grant at this place failed.
	Grant(usize, Error<T>),
}

impl<T: Config> fmt::Debug for GenesisError<T> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NameTooLong => write!(f, "the name has more than {MAX_NAME} bytes"),
			Self::UriTooLong => write!(f, "the URI has more than {MAX_URI} bytes"),
			Self::CountryLength => f.write_str("the country is not two letters"),
			Self::Institution(error) => write!(f, "{error:?}"),
			Self::Grant(place, error) => write!(f, "grants[{place}]: {error:?}"),
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Stores the institutions of the first block, and the next number of every sequence: readers
	/// take an absent one for damage.
	///
	/// # Panics
	///
	/// Panics at the first entry that no call would have accepted, with its place and its name.
	#[allow(
		clippy::panic,
		reason = "runs before there is a chain, to keep a bad one from existing"
	)]
	pub(crate) fn build_genesis(institutions: &[GenesisInstitution<AccountIdOf<T>>]) {
		NextInstitutionId::<T>::put(1);
		NextAccreditationId::<T>::put(1);
		NextTypeId::<T>::put(1);
		for (place, institution) in institutions.iter().enumerate() {
			if let Err(error) = Self::register_at_genesis(institution) {
				panic!("credentials.institutions[{place}], {:?}: {error:?}", institution.name);
			}
		}
	}

	/// Registers an institution and gives it its grants.
	pub(crate) fn register_at_genesis(
		institution: &GenesisInstitution<AccountIdOf<T>>,
	) -> Result<(), GenesisError<T>> {
		let GenesisInstitution { name, uri, country, admin, allowance, grants } = institution;
		let profile = Profile {
			name: name.as_bytes().to_vec().try_into().map_err(|_| GenesisError::NameTooLong)?,
			uri: uri.as_bytes().to_vec().try_into().map_err(|_| GenesisError::UriTooLong)?,
			country: country.as_bytes().try_into().map_err(|_| GenesisError::CountryLength)?,
		};
		Self::do_register_institution(profile, admin.clone(), *allowance)
			.map_err(GenesisError::Institution)?;
		for (place, grant) in grants.iter().enumerate() {
			Self::grant_at_genesis(admin, grant)
				.map_err(|error| GenesisError::Grant(place, error))?;
		}
		Ok(())
	}

	/// Offers a grant as the council and accepts it as the institution's admin.
	fn grant_at_genesis(admin: &AccountIdOf<T>, grant: &GenesisGrant) -> Result<(), Error<T>> {
		let GenesisGrant { attest, delegation, valid_from, valid_until } = *grant;
		let terms = Terms {
			scope: Scope::Any,
			rights: Rights { attest, delegation },
			valid_from,
			valid_until,
		};
		let holder = Accounts::<T>::get(admin).ok_or(Error::<T>::NotAMember)?.institution;
		let accreditation = AccreditationId(NextAccreditationId::<T>::get().unwrap_or(1));
		Self::do_offer(Caller::Council, holder, None, terms)?;
		Self::do_accept(Member { who: admin.clone(), institution: holder }, accreditation)
	}
}
