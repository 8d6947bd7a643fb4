// SPDX-License-Identifier: Apache-2.0

//! The final changes of statuses that accounts make alone: few in a day for all accounts without the
//! permission for grave acts, and for every account where their institution demands dual
//! authorization. So a stolen key ends few credentials.

use crate::{
	accounts::Member,
	types::{FinalChangesAlone, GraveAct, Permission, StatusChanges},
	AccountIdOf, Config, Error, FinalChanges, Pallet,
};
use codec::Encode;
use frame_support::ensure;
use sp_runtime::SaturatedConversion;
use testamur_primitives::{
	limits::{FINAL_CHANGES_PERIOD, MAX_FINAL_CHANGES_ALONE},
	InstitutionId, Root,
};

impl<T: Config> Pallet<T> {
	/// Implements [`Pallet::change_statuses`].
	pub(crate) fn do_change_statuses_authorized(
		member: Member<AccountIdOf<T>>,
		root: Root,
		changes: StatusChanges,
	) -> Result<(), Error<T>> {
		let act = Self::act_of_finals(&member, Self::finals_among(&changes), || {
			let changes = sp_io::hashing::blake2_256(&changes.encode());
			GraveAct::ChangeStatuses { root, changes }
		})?;
		Self::alone_or_authorized(member, act, |member| {
			Self::do_change_statuses(member, root, changes)
		})
	}

	/// Returns the number of final changes among changes.
	pub(crate) fn finals_among(changes: &StatusChanges) -> u32 {
		changes.iter().filter(|at| at.change.is_final()).count().saturated_into()
	}

	/// Runs a call of a member that it makes alone, or the grave act that it is as
	/// [`Pallet::authorized_member`] does.
	pub(crate) fn alone_or_authorized(
		member: Member<AccountIdOf<T>>,
		act: Option<GraveAct<AccountIdOf<T>>>,
		run: impl FnOnce(Member<AccountIdOf<T>>) -> Result<(), Error<T>>,
	) -> Result<(), Error<T>> {
		match act {
			None => run(member),
			Some(act) => Self::authorized_member(member, act, run),
		}
	}

	/// Returns the grave act that so many final changes are if they take two accounts; `None` if the
	/// member makes them alone. They are counted then, unless the member may do any grave act alone.
	pub(crate) fn act_of_finals(
		member: &Member<AccountIdOf<T>>,
		finals: u32,
		act: impl FnOnce() -> GraveAct<AccountIdOf<T>>,
	) -> Result<Option<GraveAct<AccountIdOf<T>>>, Error<T>> {
		let institution = member.institution;
		if finals == 0 {
			return Ok(None);
		}
		let may_be_grave = Self::ensure_permitted(member.who.clone(), Permission::Grave).is_ok();
		let is_free = may_be_grave && !Self::needs_two(institution);
		if is_free || Self::count_finals(institution, finals) {
			return Ok(None);
		}
		ensure!(may_be_grave, Error::<T>::TooManyFinalChanges);
		Ok(Some(act()))
	}

	/// Counts final changes of an institution that one account makes alone, and returns whether it
	/// may. Otherwise they are not counted.
	fn count_finals(institution: InstitutionId, finals: u32) -> bool {
		let now = Self::now();
		let former = FinalChanges::<T>::get(institution)
			.filter(|former| now < former.since.saturating_add(FINAL_CHANGES_PERIOD))
			.unwrap_or(FinalChangesAlone { since: now, count: 0 });
		let count = former.count.saturating_add(finals);
		let few = count <= MAX_FINAL_CHANGES_ALONE;
		if few {
			FinalChanges::<T>::insert(institution, FinalChangesAlone { count, ..former });
		}
		few
	}
}
