// SPDX-License-Identifier: Apache-2.0

//! Institutions: registration, profile, suspension, admin, operators.

use crate::{
	accounts::Caller,
	types::{AccountRecord, Permissions, Role},
	AccountIdOf, Accounts, Config, Error, Event, InstitutionOf, Institutions, NextInstitutionId,
	Pallet,
};
use frame_support::ensure;
use testamur_primitives::{
	limits::MAX_OPERATORS, Institution, InstitutionId, InstitutionState, Profile,
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

	/// Implements [`Pallet::update_profile`].
	pub(crate) fn do_update_profile(
		institution: InstitutionId,
		profile: Profile,
	) -> Result<(), Error<T>> {
		ensure_profile(&profile)?;
		Self::mutate_institution(institution, |record| {
			record.profile = profile.clone();
			Ok(())
		})?;
		Self::deposit_event(Event::ProfileUpdated { institution, profile });
		Ok(())
	}

	/// Implements [`Pallet::suspend_institution`].
	pub(crate) fn do_suspend_institution(institution: InstitutionId) -> Result<(), Error<T>> {
		Self::mutate_institution(institution, |record| {
			ensure!(record.state == InstitutionState::Active, Error::<T>::AlreadySuspended);
			record.state = InstitutionState::Suspended { since: Self::now() };
			Ok(())
		})?;
		Self::deposit_event(Event::InstitutionSuspended { institution });
		Ok(())
	}

	/// Implements [`Pallet::reinstate_institution`].
	pub(crate) fn do_reinstate_institution(institution: InstitutionId) -> Result<(), Error<T>> {
		Self::mutate_institution(institution, |record| {
			ensure!(record.state != InstitutionState::Active, Error::<T>::NotSuspended);
			record.state = InstitutionState::Active;
			Ok(())
		})?;
		Self::deposit_event(Event::InstitutionReinstated { institution });
		Ok(())
	}

	/// Implements [`Pallet::replace_admin`].
	///
	/// The new admin is an account that serves no institution yet, or an operator of the same
	/// institution, which is promoted.
	pub(crate) fn do_replace_admin(
		institution: InstitutionId,
		admin: AccountIdOf<T>,
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
		Accounts::<T>::remove(&record.admin);
		let former = core::mem::replace(&mut record.admin, admin.clone());
		Institutions::<T>::insert(institution, record);
		Self::deposit_event(Event::AdminReplaced { institution, former, admin });
		Ok(())
	}

	/// Implements [`Pallet::set_allowance`].
	pub(crate) fn do_set_allowance(
		institution: InstitutionId,
		allowance: u32,
	) -> Result<(), Error<T>> {
		Self::mutate_institution(institution, |record| {
			record.allowance = allowance;
			Ok(())
		})?;
		Self::deposit_event(Event::AllowanceSet { institution, allowance });
		Ok(())
	}

	/// Implements [`Pallet::set_operator`].
	pub(crate) fn do_set_operator(
		institution: InstitutionId,
		operator: AccountIdOf<T>,
		permissions: Permissions,
	) -> Result<(), Error<T>> {
		ensure!(!permissions.is_empty(), Error::<T>::NoPermissions);
		let role = Role::Operator(permissions);
		match Accounts::<T>::get(&operator) {
			None => Self::mutate_institution(institution, |record| {
				ensure!(record.operators < MAX_OPERATORS, Error::<T>::TooManyOperators);
				record.operators = record.operators.saturating_add(1);
				Self::enlist(&operator, institution, role)
			})?,
			Some(AccountRecord { institution: served, role: Role::Operator(_) })
				if served == institution =>
			{
				Accounts::<T>::insert(&operator, AccountRecord { institution, role });
			},
			Some(_) => return Err(Error::<T>::AccountInUse),
		}
		Self::deposit_event(Event::OperatorSet { institution, operator, permissions });
		Ok(())
	}

	/// Implements [`Pallet::remove_operator`].
	pub(crate) fn do_remove_operator(
		caller: Caller<AccountIdOf<T>>,
		operator: AccountIdOf<T>,
	) -> Result<(), Error<T>> {
		let AccountRecord { institution, role } =
			Accounts::<T>::get(&operator).ok_or(Error::<T>::OperatorNotFound)?;
		let is_own = match &caller {
			Caller::Council => true,
			Caller::Member(member) => member.institution == institution,
		};
		ensure!(is_own && role != Role::Admin, Error::<T>::OperatorNotFound);
		Accounts::<T>::remove(&operator);
		Self::mutate_institution(institution, |record| {
			record.operators = record.operators.saturating_sub(1);
			Ok(())
		})?;
		let by = caller.actor();
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
	ensure!(!profile.name.is_empty(), Error::<T>::NameEmpty);
	ensure!(core::str::from_utf8(&profile.name).is_ok(), Error::<T>::NameNotUtf8);
	ensure!(profile.uri.is_ascii(), Error::<T>::UriNotAscii);
	ensure!(profile.country.iter().all(u8::is_ascii_uppercase), Error::<T>::CountryInvalid);
	Ok(())
}
