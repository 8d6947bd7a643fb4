// SPDX-License-Identifier: Apache-2.0

//! Credential types: registration, retirement, reinstatement.

use crate::{
	accounts::Caller, institutions::ensure_uri, AccountIdOf, Config, CredentialTypes, Error, Event,
	NextTypeId, Pallet,
};
use frame_support::ensure;
use testamur_primitives::{
	limits::MAX_VALIDITY, CredentialType, TypeDefinition, TypeId, TypeKind, TypeState,
};

impl<T: Config> Pallet<T> {
	/// Implements [`Pallet::register_type`].
	pub(crate) fn do_register_type(
		caller: Caller<AccountIdOf<T>>,
		definition: TypeDefinition,
	) -> Result<(), Error<T>> {
		ensure!(definition.kind != TypeKind::Unstated, Error::<T>::KindUnstated);
		ensure!(definition.content_hash != [0; 32], Error::<T>::ContentHashUnstated);
		ensure!(!definition.uri.is_empty(), Error::<T>::UriEmpty);
		ensure_uri(&definition.uri)?;
		ensure!(definition.has_known_level(), Error::<T>::LevelUnknown);
		let in_range =
			definition.default_validity.is_none_or(|it| (1..=MAX_VALIDITY).contains(&it));
		ensure!(in_range, Error::<T>::ValidityOutOfRange);
		let owner = match &caller {
			Caller::Council => None,
			Caller::Member(member) => Some(member.institution),
		};
		let by = caller.actor();
		let type_id = TypeId(Self::next_id::<NextTypeId<T>>()?);
		let record = CredentialType {
			owner,
			definition: definition.clone(),
			state: TypeState::Active,
			registered_at: Self::now(),
		};
		CredentialTypes::<T>::insert(type_id, record);
		Self::deposit_event(Event::TypeRegistered { type_id, owner, definition, by });
		Ok(())
	}

	/// Implements [`Pallet::retire_type`].
	pub(crate) fn do_retire_type(
		caller: Caller<AccountIdOf<T>>,
		type_id: TypeId,
	) -> Result<(), Error<T>> {
		let mut record = CredentialTypes::<T>::get(type_id).ok_or(Error::<T>::TypeNotFound)?;
		if let Caller::Member(member) = &caller {
			ensure!(record.owner == Some(member.institution), Error::<T>::NotTypeOwner);
		}
		let is_retired = record.state != TypeState::Active;
		if caller.finds_done(is_retired) {
			return Ok(());
		}
		ensure!(!is_retired, Error::<T>::TypeRetired);
		record.state = TypeState::Retired { at: Self::now() };
		CredentialTypes::<T>::insert(type_id, &record);
		let owner = record.owner;
		let by = caller.actor();
		Self::deposit_event(Event::TypeRetired { type_id, by, owner });
		Ok(())
	}

	/// Implements [`Pallet::reinstate_type`].
	pub(crate) fn do_reinstate_type(type_id: TypeId) -> Result<(), Error<T>> {
		let record = CredentialTypes::<T>::get(type_id).ok_or(Error::<T>::TypeNotFound)?;
		if record.state != TypeState::Active {
			let owner = record.owner;
			let record = CredentialType { state: TypeState::Active, ..record };
			CredentialTypes::<T>::insert(type_id, record);
			Self::deposit_event(Event::TypeReinstated { type_id, owner });
		}
		Ok(())
	}
}
