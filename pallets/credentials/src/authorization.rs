// SPDX-License-Identifier: Apache-2.0

//! Dual authorization: an institution may demand that two of its accounts agree to a grave act.
//!
//! The first account makes the call, which is stored as pending and changes nothing else. A second
//! account makes the same call within [`AUTHORIZATION_WINDOW`], and the call takes effect. The term
//! is that of NIST SP 800-53, control AC-3(2).

use crate::{
	accounts::{Caller, Member},
	accreditations::takes_offer_back,
	types::{Actor, GraveAct, PendingAct, PendingActs, Permission},
	AccountIdOf, Accreditations, Acts, Config, Error, Event, Institutions, Pallet,
};
use frame_support::ensure;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_runtime::{traits::Hash, DispatchError};
use testamur_primitives::{limits::AUTHORIZATION_WINDOW, AccreditationId, InstitutionId, Moment};

impl<T: Config> Pallet<T> {
	/// Runs a call if the caller may make it alone, or if it is the second account to agree.
	/// Otherwise it stores the act as pending.
	///
	/// `None` stands for a call that is not grave. The council has agreed by its motion.
	pub(crate) fn authorized(
		caller: Caller<AccountIdOf<T>>,
		act: Option<GraveAct<AccountIdOf<T>>>,
		run: impl FnOnce(Caller<AccountIdOf<T>>) -> Result<(), Error<T>>,
	) -> Result<(), Error<T>> {
		match (caller, act) {
			(Caller::Member(member), Some(act)) => {
				Self::authorized_member(member, act, |member| run(Caller::Member(member)))
			},
			(caller, _) => run(caller),
		}
	}

	/// Runs a grave call of a member as [`Pallet::authorized`] does.
	pub(crate) fn authorized_member(
		member: Member<AccountIdOf<T>>,
		act: GraveAct<AccountIdOf<T>>,
		run: impl FnOnce(Member<AccountIdOf<T>>) -> Result<(), Error<T>>,
	) -> Result<(), Error<T>> {
		if Self::needs_two(member.institution) && !Self::is_second(&member, act)? {
			return Ok(());
		}
		run(member)
	}

	/// Implements [`Pallet::set_dual_authorization`].
	///
	/// Two accounts of the institution agree to either change: to the first, because an institution
	/// whose second account does not exist, or cannot sign, could no longer act.
	pub(crate) fn do_set_dual_authorization(
		caller: Caller<AccountIdOf<T>>,
		institution: InstitutionId,
		required: bool,
	) -> Result<(), Error<T>> {
		if let Caller::Member(member) = &caller {
			ensure!(member.institution == institution, Error::<T>::PermissionDenied);
			let act = GraveAct::SetDualAuthorization { required };
			if !Self::is_second(member, act)? {
				return Ok(());
			}
		}
		let mut is_new = true;
		Self::mutate_institution(institution, |record| {
			is_new = record.dual_authorization != required;
			record.dual_authorization = required;
			Ok(())
		})?;
		if caller.finds_done(!is_new) {
			return Ok(());
		}
		let by: Actor<_> = caller.actor();
		Self::deposit_event(Event::DualAuthorizationSet { institution, required, by });
		Ok(())
	}

	/// Authenticates the admin or, for a grave act where such acts take two accounts, either of the
	/// two.
	pub(crate) fn ensure_admin_or_two(
		origin: OriginFor<T>,
		is_grave: bool,
	) -> Result<Member<AccountIdOf<T>>, DispatchError> {
		let who = ensure_signed(origin)?;
		match Self::ensure_permitted(who.clone(), Permission::Grave) {
			Ok(member) if is_grave && Self::needs_two(member.institution) => Ok(member),
			_ => Ok(Self::ensure_permitted(who, Permission::Administer)?),
		}
	}

	/// Returns the grave act of a withdrawal; `None` for that of an unanswered offer without a void,
	/// since nothing rests on an offer.
	pub(crate) fn act_of_withdrawal(
		accreditation: AccreditationId,
		void_from: Option<Moment>,
	) -> Option<GraveAct<AccountIdOf<T>>> {
		let is_harmless = Accreditations::<T>::get(accreditation)
			.is_some_and(|record| takes_offer_back(&record, void_from));
		(!is_harmless).then_some(GraveAct::Withdraw { accreditation, void_from })
	}

	/// Returns whether an institution demands two accounts for grave acts.
	pub(crate) fn needs_two(institution: InstitutionId) -> bool {
		Institutions::<T>::get(institution).is_some_and(|record| record.dual_authorization)
	}

	/// Returns whether another account of the institution has proposed this act, and may still do so.
	/// Stores the act as proposed by this account otherwise, in place of an earlier one of it.
	///
	/// Of several that proposed it only the last is looked at: the act would have taken effect with
	/// the last proposal if any before it had counted then. So a call reads the record of one other
	/// account, however many have left the institution.
	fn is_second(
		member: &Member<AccountIdOf<T>>,
		act: GraveAct<AccountIdOf<T>>,
	) -> Result<bool, Error<T>> {
		let Member { who, institution } = member;
		let now = Self::now();
		let hash = T::Hashing::hash_of(&act);
		let mut pending = Acts::<T>::get(institution);
		pending.retain(|one| now < one.until);
		let last = pending.iter().rposition(|one| one.act == hash && one.by != *who);
		let may_agree = |place: &usize| {
			pending.get(*place).is_some_and(|one| Self::may_agree(&one.by, *institution))
		};
		if let Some(place) = last.filter(may_agree) {
			pending.remove(place);
			Self::store_pending(*institution, pending);
			return Ok(true);
		}
		let until = now.saturating_add(AUTHORIZATION_WINDOW);
		pending.retain(|one| one.by != *who);
		let one = PendingAct { act: hash, by: who.clone(), until };
		pending.try_push(one).map_err(|_| Error::<T>::TooManyPendingActs)?;
		Self::store_pending(*institution, pending);
		let (institution, by) = (*institution, who.clone());
		Self::deposit_event(Event::ActProposed { institution, act, by, until });
		Ok(false)
	}

	/// Removes the pending act of an account of an institution, if there is one.
	pub(crate) fn drop_pending_act(who: &AccountIdOf<T>, institution: InstitutionId) {
		let mut pending = Acts::<T>::get(institution);
		if let Some(place) = pending.iter().position(|one| one.by == *who) {
			pending.remove(place);
			Self::store_pending(institution, pending);
		}
	}

	/// Returns whether an account still serves an institution with the permission for grave acts.
	fn may_agree(who: &AccountIdOf<T>, institution: InstitutionId) -> bool {
		Self::ensure_permitted(who.clone(), Permission::Grave)
			.is_ok_and(|member| member.institution == institution)
	}

	/// Stores the pending acts of an institution. No act is no record.
	fn store_pending(institution: InstitutionId, pending: PendingActs<T>) {
		if pending.is_empty() {
			Acts::<T>::remove(institution);
		} else {
			Acts::<T>::insert(institution, pending);
		}
	}
}
