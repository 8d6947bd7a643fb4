// SPDX-License-Identifier: Apache-2.0

//! Reading: what the runtime API answers with, from the state of one block.
//!
//! What the records mean, and which of them make a verdict, is said in `testamur-primitives`.

use crate::{
	AccountIdOf, Accreditations, Batches, Config, CredentialTypes, Holdings, InstitutionOf,
	Institutions, NextInstitutionId, NextTypeId, Pallet, Statuses,
};
use alloc::vec::Vec;
use core::convert::Infallible;
use frame_support::storage::unhashed;
use pallet_credentials_runtime_api::{
	AccreditationView, IssuerView, Page, QueryError, Statuses as StatusRange, TypeView,
};
use sp_runtime::SaturatedConversion;
use testamur_primitives::{
	authority::{first_lapse, objection},
	gather::{self, CannotTell, State},
	hash::Sha256,
	limits::{MAX_CHUNKS, MAX_GRANTS_LOOKED_AT, MAX_PAGE, MAX_REFERENCES},
	status::CHUNK_STATUSES,
	verdict::{steps, Verdict},
	AccreditationId, Batch, CredentialReference, CredentialType, InstitutionId, Root, TypeId,
};

/// SHA-256 as the node computes it.
struct Host;

impl Sha256 for Host {
	fn hash(bytes: &[u8]) -> [u8; 32] {
		sp_io::hashing::sha2_256(bytes)
	}
}

/// The state of this block.
struct Own;

impl State for Own {
	type Error = Infallible;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		Ok(unhashed::get_raw(key))
	}
}

impl<T: Config> Pallet<T> {
	/// A verdict for each reference, in the same order.
	pub fn verify(references: Vec<CredentialReference>) -> Result<Vec<Verdict>, QueryError> {
		let now = Self::now();
		let requested = references.len().saturated_into();
		gather::verify::<_, AccountIdOf<T>, Host>(&Own, &references, now).map_err(|why| match why {
			CannotTell::TooMany => QueryError::LimitExceeded { requested, limit: MAX_REFERENCES },
			CannotTell::Damaged => QueryError::DamagedState,
		})
	}

	/// An institution.
	pub fn institution(id: InstitutionId) -> Option<InstitutionOf<T>> {
		Institutions::<T>::get(id)
	}

	/// An accreditation with its path.
	pub fn accreditation(id: AccreditationId) -> Option<AccreditationView> {
		let record = Accreditations::<T>::get(id)?;
		let path = Self::path(id);
		let now = Self::now();
		Some(AccreditationView {
			id,
			holder: record.holder,
			grantor: record.grantor,
			terms: record.terms,
			state: record.state,
			offered_at: record.offered_at,
			accepted_at: record.accepted_at,
			path: steps(&path, now),
			lapse: first_lapse(&path, now),
		})
	}

	/// The accreditations an institution holds, declined and withdrawn ones left out, in the order
	/// of their numbers.
	pub fn accreditations_of(holder: InstitutionId) -> Vec<AccreditationId> {
		let mut held: Vec<_> = Holdings::<T>::iter_key_prefix(holder).collect();
		held.sort_unstable();
		held
	}

	/// A credential type.
	pub fn credential_type(id: TypeId) -> Option<CredentialType> {
		CredentialTypes::<T>::get(id)
	}

	/// A batch.
	pub fn batch(institution: InstitutionId, root: Root) -> Option<Batch> {
		Batches::<T>::get(institution, root)
	}

	/// Status chunks of a batch.
	pub fn statuses(
		institution: InstitutionId,
		root: Root,
		first: u32,
		count: u32,
	) -> Result<Option<StatusRange>, QueryError> {
		ensure_limit(count, MAX_CHUNKS)?;
		Ok(Batches::<T>::get(institution, root).map(|batch| {
			let end = first.saturating_add(count).min(batch.size.div_ceil(CHUNK_STATUSES));
			let chunk = |chunk| Statuses::<T>::get((institution, root, chunk)).unwrap_or_default();
			StatusRange { batch, chunks: (first..end).map(chunk).collect() }
		}))
	}

	/// Institutions that may attest a type, or any, now. Looks at `limit` numbers from `from` at the
	/// most, and at fewer where they hold many grants.
	pub fn issuers(
		type_id: Option<TypeId>,
		from: u32,
		limit: u32,
	) -> Result<Page<IssuerView<AccountIdOf<T>>>, QueryError> {
		let end = NextInstitutionId::<T>::get().unwrap_or(1);
		let mut grants = 0u32;
		page(from, limit, end, |id| {
			let id = InstitutionId(id);
			let Some(institution) = Institutions::<T>::get(id) else { return Look::Nothing };
			grants = grants.saturating_add(institution.held);
			if grants > MAX_GRANTS_LOOKED_AT {
				return Look::NoFurther;
			}
			let accreditations = Self::grants_to_attest(id, type_id);
			match accreditations.is_empty() {
				true => Look::Nothing,
				false => Look::Item(IssuerView { id, institution, accreditations }),
			}
		})
	}

	/// Credential types from number `from`.
	pub fn types(from: u32, limit: u32) -> Result<Page<TypeView>, QueryError> {
		let end = NextTypeId::<T>::get().unwrap_or(1);
		page(from, limit, end, |id| {
			let id = TypeId(id);
			CredentialTypes::<T>::get(id).map_or(Look::Nothing, |credential_type| {
				Look::Item(TypeView { id, credential_type })
			})
		})
	}

	/// The grant by which an institution may anchor credentials of a type now.
	///
	/// None for an institution that is suspended, or a type that is retired or unknown.
	pub fn authorization(institution: InstitutionId, type_id: TypeId) -> Option<AccreditationId> {
		Self::may_issue(institution, type_id)
			.then(|| Self::grants_to_attest(institution, Some(type_id)))
			.and_then(|grants| grants.first().copied())
	}

	/// Whether neither the institution nor the type stands in the way of anchoring.
	fn may_issue(institution: InstitutionId, type_id: TypeId) -> bool {
		use testamur_primitives::{InstitutionState, TypeState};
		let institution = Institutions::<T>::get(institution);
		let credential_type = CredentialTypes::<T>::get(type_id);
		institution.is_some_and(|record| record.state == InstitutionState::Active)
			&& credential_type.is_some_and(|record| record.state == TypeState::Active)
	}

	/// The grants an institution holds that let it attest a type, or any type, now.
	fn grants_to_attest(holder: InstitutionId, type_id: Option<TypeId>) -> Vec<AccreditationId> {
		let now = Self::now();
		Self::accreditations_of(holder)
			.into_iter()
			.filter(|id| objection(&Self::path(*id), type_id, now).is_none())
			.collect()
	}
}

/// What a listing found under a number.
enum Look<Item> {
	/// Something to list.
	Item(Item),
	/// Nothing to list.
	Nothing,
	/// More work than a page may take: the next page begins here.
	NoFurther,
}

/// The items with numbers in `[from, from + limit)`, and where to go on.
fn page<Item>(
	from: u32,
	limit: u32,
	end: u32,
	mut look: impl FnMut(u32) -> Look<Item>,
) -> Result<Page<Item>, QueryError> {
	ensure_limit(limit, MAX_PAGE)?;
	let mut next = from.max(1);
	let stop = next.saturating_add(limit).min(end);
	let mut items = Vec::new();
	while next < stop {
		match look(next) {
			Look::Item(item) => items.push(item),
			Look::Nothing => (),
			Look::NoFurther => break,
		}
		next = next.saturating_add(1);
	}
	Ok(Page { items, next: (next < end).then_some(next) })
}

/// Refuse what is over a limit before any work is done.
fn ensure_limit(requested: impl TryInto<u32>, limit: u32) -> Result<(), QueryError> {
	let requested = requested.try_into().unwrap_or(u32::MAX);
	if requested > limit {
		return Err(QueryError::LimitExceeded { requested, limit });
	}
	Ok(())
}
