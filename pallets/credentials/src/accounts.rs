// SPDX-License-Identifier: Apache-2.0

//! Accounts: authentication of callers, and the institutions that accounts serve.

use crate::{
	types::{AccountRecord, Actor, Permission, Role},
	AccountIdOf, Accounts, Config, Error, Institutions, Pallet,
};
use codec::Decode;
use frame_support::{ensure, traits::EnsureOrigin};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_runtime::{traits::TrailingZeroInput, DispatchError};
use testamur_primitives::{InstitutionId, InstitutionState};

/// An account of an active institution, with the permission that was asked for.
pub(crate) struct Member<AccountId> {
	pub who: AccountId,
	pub institution: InstitutionId,
}

/// The authenticated caller of a call that both the council and members may make.
pub(crate) enum Caller<AccountId> {
	Council,
	Member(Member<AccountId>),
}

impl<AccountId> Caller<AccountId> {
	/// Returns the caller as events name it.
	pub(crate) fn actor(self) -> Actor<AccountId> {
		match self {
			Self::Council => Actor::Council,
			Self::Member(member) => Actor::Account(member.who),
		}
	}

	/// Returns whether the caller has nothing left to do, because what it decided is so already.
	///
	/// The council votes for days, and what its motion names changes meanwhile. A motion that locks
	/// a thief out must not fail as a whole for that. Signers learn from an error that they are
	/// late.
	pub(crate) const fn finds_done(&self, is_so: bool) -> bool {
		is_so && matches!(self, Self::Council)
	}
}

impl<T: Config> Pallet<T> {
	/// Returns the signer with its institution if that is active and grants the permission.
	pub(crate) fn ensure_permitted(
		who: AccountIdOf<T>,
		permission: Permission,
	) -> Result<Member<AccountIdOf<T>>, Error<T>> {
		let AccountRecord { institution, role } =
			Accounts::<T>::get(&who).ok_or(Error::<T>::NotAMember)?;
		let record = Institutions::<T>::get(institution).ok_or(Error::<T>::InstitutionNotFound)?;
		match record.state {
			InstitutionState::Active => (),
			InstitutionState::Suspended { .. } => return Err(Error::<T>::InstitutionSuspended),
			InstitutionState::Closed { .. } => return Err(Error::<T>::InstitutionClosed),
		}
		ensure!(role.permits(permission), Error::<T>::PermissionDenied);
		Ok(Member { who, institution })
	}

	/// Authenticates a signed origin with a permission.
	pub(crate) fn ensure_member(
		origin: OriginFor<T>,
		permission: Permission,
	) -> Result<Member<AccountIdOf<T>>, DispatchError> {
		let who = ensure_signed(origin)?;
		Ok(Self::ensure_permitted(who, permission)?)
	}

	/// Authenticates the council, or a signed origin with a permission.
	pub(crate) fn ensure_caller(
		origin: OriginFor<T>,
		permission: Permission,
	) -> Result<Caller<AccountIdOf<T>>, DispatchError> {
		match T::CouncilOrigin::try_origin(origin) {
			Ok(_) => Ok(Caller::Council),
			Err(origin) => Self::ensure_member(origin, permission).map(Caller::Member),
		}
	}

	/// Registers an account of an institution. It must not serve an institution yet.
	///
	/// The account of zeroes is refused. It is what clients put in the place of an account that
	/// they miss, and nobody owns it, so a place that it takes is lost.
	pub(crate) fn enlist(
		who: &AccountIdOf<T>,
		institution: InstitutionId,
		role: Role,
	) -> Result<(), Error<T>> {
		Self::ensure_stated(who)?;
		ensure!(!Accounts::<T>::contains_key(who), Error::<T>::AccountInUse);
		Self::ensure_account(who);
		Accounts::<T>::insert(who, AccountRecord { institution, role });
		Ok(())
	}

	/// Ends the service of an account in its institution, and with it the act to which it had agreed
	/// alone.
	pub(crate) fn discharge(who: &AccountIdOf<T>, institution: InstitutionId) {
		Accounts::<T>::remove(who);
		Self::drop_pending_act(who, institution);
	}

	/// Checks that an account is not the one of zeroes.
	pub(crate) fn ensure_stated(who: &AccountIdOf<T>) -> Result<(), Error<T>> {
		let unstated = AccountIdOf::<T>::decode(&mut TrailingZeroInput::zeroes());
		ensure!(unstated.as_ref() != Ok(who), Error::<T>::AccountUnstated);
		Ok(())
	}

	/// Lets an account exist without a balance.
	///
	/// The reference is never taken back: an account that ceased to exist would lose its nonce, and
	/// everything it once signed could be replayed once it exists again.
	pub fn ensure_account(who: &AccountIdOf<T>) {
		let system = frame_system::Account::<T>::get(who);
		if system.sufficients == 0 && system.providers == 0 {
			frame_system::Pallet::<T>::inc_sufficients(who);
		}
	}
}
