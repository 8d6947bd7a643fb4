// SPDX-License-Identifier: Apache-2.0

//! Institutions: registration, profile, suspension, closure, admin, operators.

use crate::{
	accounts::{Caller, Member},
	custody::end_custody,
	types::{AccountRecord, Actor, Permissions, Role},
	AccountIdOf, Accounts, Config, ConsentOf, Error, Event, InstitutionOf, Institutions,
	NextInstitutionId, Pallet,
};
use frame_support::ensure;
use testamur_primitives::{
	limits::MAX_OPERATORS,
	records::{Name, Uri},
	text::{check_name, check_uri, NameFault, UriFault},
	Institution, InstitutionId, InstitutionState, Post, Profile,
};

impl<T: Config> Pallet<T> {
	/// Implements [`Pallet::register_institution`].
	pub(crate) fn do_register_institution(
		profile: Profile,
		admin: AccountIdOf<T>,
		allowance: u32,
	) -> Result<(), Error<T>> {
		ensure_profile(&profile)?;
		let institution = InstitutionId(Self::next_id::<NextInstitutionId<T>>()?);
		Self::enlist(&admin, institution, Role::Admin)?;
		let record = Institution {
			profile: profile.clone(),
			admin: admin.clone(),
			state: InstitutionState::Active,
			registered_at: Self::now(),
			allowance,
			operators: 0,
			held: 0,
			dual_authorization: false,
			custody: None,
		};
		Institutions::<T>::insert(institution, record);
		Self::deposit_event(Event::InstitutionRegistered {
			institution,
			profile,
			admin,
			allowance,
		});
		Ok(())
	}

	/// Implements [`Pallet::set_home_page`].
	pub(crate) fn do_set_home_page(
		member: Member<AccountIdOf<T>>,
		uri: Uri,
	) -> Result<(), Error<T>> {
		let Member { who: by, institution } = member;
		ensure_uri(&uri)?;
		Self::mutate_institution(institution, |record| {
			record.profile.uri = uri.clone();
			Ok(())
		})?;
		Self::deposit_event(Event::HomePageSet { institution, uri, by });
		Ok(())
	}

	/// Implements [`Pallet::rename_institution`].
	pub(crate) fn do_rename_institution(
		institution: InstitutionId,
		name: Name,
		country: [u8; 2],
	) -> Result<(), Error<T>> {
		ensure_name(&name)?;
		ensure_country(country)?;
		let mut is_new = false;
		Self::mutate_institution(institution, |record| {
			is_new = (&record.profile.name, record.profile.country) != (&name, country);
			record.profile.name = name.clone();
			record.profile.country = country;
			Ok(())
		})?;
		if is_new {
			Self::deposit_event(Event::InstitutionRenamed { institution, name, country });
		}
		Ok(())
	}

	/// Implements [`Pallet::suspend_institution`].
	pub(crate) fn do_suspend_institution(institution: InstitutionId) -> Result<(), Error<T>> {
		let mut is_new = false;
		Self::mutate_institution(institution, |record| {
			is_new = record.state == InstitutionState::Active;
			if is_new {
				record.state = InstitutionState::Suspended { since: Self::now() };
			}
			Ok(())
		})?;
		if is_new {
			Self::deposit_event(Event::InstitutionSuspended { institution });
		}
		Ok(())
	}

	/// Implements [`Pallet::close_institution`].
	pub(crate) fn do_close_institution(institution: InstitutionId) -> Result<(), Error<T>> {
		let mut is_new = false;
		Self::mutate_institution(institution, |record| {
			is_new = !matches!(record.state, InstitutionState::Closed { .. });
			if is_new {
				record.state = InstitutionState::Closed { since: Self::now() };
			}
			Ok(())
		})?;
		if is_new {
			Self::deposit_event(Event::InstitutionClosed { institution });
		}
		Ok(())
	}

	/// Implements [`Pallet::reinstate_institution`].
	///
	/// A custody ends for good. Otherwise it would be in force again with the next closure, without
	/// anybody's decision.
	pub(crate) fn do_reinstate_institution(institution: InstitutionId) -> Result<(), Error<T>> {
		let mut is_new = false;
		let mut dismissed = None;
		Self::mutate_institution(institution, |record| {
			is_new = record.state != InstitutionState::Active;
			dismissed = end_custody(record, Self::now());
			record.state = InstitutionState::Active;
			Ok(())
		})?;
		if let Some(custodian) = dismissed {
			Self::deposit_event(Event::CustodianDismissed { institution, custodian });
		}
		if is_new {
			Self::deposit_event(Event::InstitutionReinstated { institution });
		}
		Ok(())
	}

	/// Implements [`Pallet::replace_admin`].
	pub(crate) fn do_replace_admin(
		institution: InstitutionId,
		admin: AccountIdOf<T>,
	) -> Result<(), Error<T>> {
		let present = Institutions::<T>::get(institution).map(|record| record.admin);
		if present.as_ref() == Some(&admin) {
			return Ok(());
		}
		Self::appoint(institution, admin, Actor::Council)
	}

	/// Implements [`Pallet::hand_over`].
	pub(crate) fn do_hand_over(
		former: Member<AccountIdOf<T>>,
		admin: AccountIdOf<T>,
		consent: &ConsentOf<T>,
	) -> Result<(), Error<T>> {
		let Member { who, institution } = former;
		let is_free = Accounts::<T>::get(&admin).is_none_or(|account| {
			account.institution == institution && account.role != Role::Admin
		});
		ensure!(is_free, Error::<T>::AccountInUse);
		Self::take_consent(&admin, institution, Post::Admin, consent)?;
		Self::appoint(institution, admin, Actor::Account(who))
	}

	/// Makes an account the admin of an institution in the place of the former one, which leaves.
	///
	/// The new admin is an account that serves no institution yet, or an operator of the same
	/// institution, which is promoted.
	fn appoint(
		institution: InstitutionId,
		admin: AccountIdOf<T>,
		by: Actor<AccountIdOf<T>>,
	) -> Result<(), Error<T>> {
		let mut record =
			Institutions::<T>::get(institution).ok_or(Error::<T>::InstitutionNotFound)?;
		match Accounts::<T>::get(&admin) {
			None => Self::enlist(&admin, institution, Role::Admin)?,
			Some(AccountRecord { institution: served, role: Role::Operator(_) })
				if served == institution =>
			{
				Accounts::<T>::insert(&admin, AccountRecord { institution, role: Role::Admin });
				record.operators = record.operators.saturating_sub(1);
			},
			Some(_) => return Err(Error::<T>::AccountInUse),
		}
		Self::discharge(&record.admin, institution);
		let former = core::mem::replace(&mut record.admin, admin.clone());
		Institutions::<T>::insert(institution, record);
		Self::deposit_event(Event::AdminReplaced { institution, former, admin, by });
		Ok(())
	}

	/// Implements [`Pallet::set_allowance`].
	pub(crate) fn do_set_allowance(
		institution: InstitutionId,
		allowance: u32,
	) -> Result<(), Error<T>> {
		let mut is_new = false;
		Self::mutate_institution(institution, |record| {
			is_new = record.allowance != allowance;
			record.allowance = allowance;
			Ok(())
		})?;
		if is_new {
			Self::deposit_event(Event::AllowanceSet { institution, allowance });
		}
		Ok(())
	}

	/// Implements [`Pallet::set_operator`].
	pub(crate) fn do_set_operator(
		member: Member<AccountIdOf<T>>,
		operator: AccountIdOf<T>,
		permissions: Permissions,
		consent: Option<&ConsentOf<T>>,
	) -> Result<(), Error<T>> {
		let Member { who: by, institution } = member;
		ensure!(!permissions.is_empty(), Error::<T>::NoPermissions);
		let role = Role::Operator(permissions);
		match Accounts::<T>::get(&operator) {
			None => Self::mutate_institution(institution, |record| {
				ensure!(record.operators < MAX_OPERATORS, Error::<T>::TooManyOperators);
				let consent = consent.ok_or(Error::<T>::ConsentMissing)?;
				Self::take_consent(&operator, institution, Post::Operator, consent)?;
				record.operators = record.operators.saturating_add(1);
				Self::enlist(&operator, institution, role)
			})?,
			Some(AccountRecord { institution: served, role: Role::Operator(_) })
				if served == institution =>
			{
				ensure!(consent.is_none(), Error::<T>::ConsentNotNeeded);
				Accounts::<T>::insert(&operator, AccountRecord { institution, role });
			},
			Some(_) => return Err(Error::<T>::AccountInUse),
		}
		Self::deposit_event(Event::OperatorSet { institution, operator, permissions, by });
		Ok(())
	}

	/// Implements [`Pallet::remove_operator`].
	///
	/// The institution is named, because the account may have left it while the council voted, and
	/// serve another one.
	pub(crate) fn do_remove_operator(
		caller: Caller<AccountIdOf<T>>,
		institution: InstitutionId,
		operator: AccountIdOf<T>,
	) -> Result<(), Error<T>> {
		if let Caller::Member(member) = &caller {
			ensure!(member.institution == institution, Error::<T>::PermissionDenied);
		}
		let exists = Institutions::<T>::contains_key(institution);
		ensure!(exists, Error::<T>::InstitutionNotFound);
		let account =
			Accounts::<T>::get(&operator).filter(|account| account.institution == institution);
		// An account that was left out is in no one's service, but a chain of the former layout could have
		// enlisted it.
		if account.is_none() {
			Self::ensure_stated(&operator)?;
		}
		if caller.finds_done(account.is_none()) {
			return Ok(());
		}
		let AccountRecord { role, .. } = account.ok_or(Error::<T>::OperatorNotFound)?;
		ensure!(role != Role::Admin, Error::<T>::OperatorNotFound);
		Self::dismiss(institution, operator, caller.actor())
	}

	/// Implements [`Pallet::resign`].
	pub(crate) fn do_resign(operator: AccountIdOf<T>) -> Result<(), Error<T>> {
		let AccountRecord { institution, role } =
			Accounts::<T>::get(&operator).ok_or(Error::<T>::NotAMember)?;
		ensure!(role != Role::Admin, Error::<T>::AdminCannotResign);
		let by = Actor::Account(operator.clone());
		Self::dismiss(institution, operator, by)
	}

	/// Ends the service of an operator of an institution.
	fn dismiss(
		institution: InstitutionId,
		operator: AccountIdOf<T>,
		by: Actor<AccountIdOf<T>>,
	) -> Result<(), Error<T>> {
		Self::discharge(&operator, institution);
		Self::mutate_institution(institution, |record| {
			record.operators = record.operators.saturating_sub(1);
			Ok(())
		})?;
		Self::deposit_event(Event::OperatorRemoved { institution, operator, by });
		Ok(())
	}

	/// Changes the record of an institution, which must exist.
	pub(crate) fn mutate_institution(
		institution: InstitutionId,
		change: impl FnOnce(&mut InstitutionOf<T>) -> Result<(), Error<T>>,
	) -> Result<(), Error<T>> {
		Institutions::<T>::try_mutate(institution, |record| {
			change(record.as_mut().ok_or(Error::<T>::InstitutionNotFound)?)
		})
	}
}

/// Checks that a profile names its institution, in a form that readers can rely on.
fn ensure_profile<T: Config>(profile: &Profile) -> Result<(), Error<T>> {
	ensure_name(&profile.name)?;
	ensure_uri(&profile.uri)?;
	ensure_country(profile.country)
}

/// Checks that readers see a name as it is.
fn ensure_name<T: Config>(name: &Name) -> Result<(), Error<T>> {
	check_name(name).map(|_| ()).map_err(|fault| match fault {
		NameFault::Empty => Error::<T>::NameEmpty,
		NameFault::NotUtf8 => Error::<T>::NameNotUtf8,
		NameFault::Unprintable => Error::<T>::NameUnprintable,
		NameFault::WhiteSpace => Error::<T>::NameWhiteSpace,
		NameFault::LeadingMark => Error::<T>::NameBeginsWithMark,
	})
}

/// Checks that readers see a URI as it is.
pub(crate) fn ensure_uri<T: Config>(uri: &Uri) -> Result<(), Error<T>> {
	check_uri(uri).map_err(|fault| match fault {
		UriFault::NotAscii => Error::<T>::UriNotAscii,
		UriFault::Unprintable => Error::<T>::UriUnprintable,
	})
}

/// Checks that a country is written as in ISO 3166-1.
fn ensure_country<T: Config>(country: [u8; 2]) -> Result<(), Error<T>> {
	ensure!(country.iter().all(u8::is_ascii_uppercase), Error::<T>::CountryInvalid);
	Ok(())
}
