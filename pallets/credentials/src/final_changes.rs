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
		match Self::act_of_changes(&member, root, &changes)? {
			None => Self::do_change_statuses(member, root, changes),
			Some(act) => Self::authorized_member(member, act, |member| {
				Self::do_change_statuses(member, root, changes)
			}),
		}
	}

	/// Returns the grave act of changes that take two accounts; `None` if the member makes them
	/// alone. Final ones are counted then, unless the member may do any grave act alone.
	fn act_of_changes(
		member: &Member<AccountIdOf<T>>,
		root: Root,
		changes: &StatusChanges,
	) -> Result<Option<GraveAct<AccountIdOf<T>>>, Error<T>> {
		let institution = member.institution;
		let finals: u32 = changes.iter().filter(|at| at.change.is_final()).count().saturated_into();
		if finals == 0 {
			return Ok(None);
		}
		let may_be_grave = Self::ensure_permitted(member.who.clone(), Permission::Grave).is_ok();
		let is_free = may_be_grave && !Self::needs_two(institution);
		if is_free || Self::count_finals(institution, finals) {
			return Ok(None);
		}
		ensure!(may_be_grave, Error::<T>::TooManyFinalChanges);
		let changes = sp_io::hashing::blake2_256(&changes.encode());
		Ok(Some(GraveAct::ChangeStatuses { root, changes }))
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
