// SPDX-License-Identifier: Apache-2.0

//! The answers of the runtime API, from the state of one block.
//!
//! `testamur-primitives` defines the meaning of the records, and which of them make a verdict.

use crate::{
	AccountIdOf, Accreditations, Batches, Config, CredentialTypes, Holdings, InstitutionOf,
	Institutions, NextInstitutionId, NextTypeId, Pallet, Statuses,
};
use alloc::vec::Vec;
use core::convert::Infallible;
use frame_support::storage::unhashed;
use testamur_primitives::{
	authority::{first_lapse, objection},
	evaluate::{self, StateReader},
	hash::Sha256,
	limits::{MAX_CHUNKS, MAX_GRANTS_LOOKED_AT, MAX_PAGE},
	status::CHUNK_STATUSES,
	verdict::{steps, Verdict},
	views::{AccreditationView, IssuerView, Page, QueryError, Statuses as StatusRange, TypeView},
	AccreditationId, Batch, CredentialReference, CredentialType, InstitutionId, Root, TypeId,
};

/// SHA-256 computed by the node, outside of wasm.
struct HostSha256;

impl Sha256 for HostSha256 {
	fn hash(bytes: &[u8]) -> [u8; 32] {
		sp_io::hashing::sha2_256(bytes)
	}
}

/// The state of the block that is being executed.
struct OwnState;

impl StateReader for OwnState {
	type Error = Infallible;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		Ok(unhashed::get_raw(key))
	}
}

impl<T: Config> Pallet<T> {
	/// Returns a verdict for each reference, in the same order.
	pub fn verify(references: Vec<CredentialReference>) -> Result<Vec<Verdict>, QueryError> {
		let now = Self::now();
		evaluate::verify::<_, AccountIdOf<T>, HostSha256>(&OwnState, &references, now)
			.map_err(QueryError::from)
	}

	/// Returns an institution.
	pub fn institution(id: InstitutionId) -> Option<InstitutionOf<T>> {
		Institutions::<T>::get(id)
	}

	/// Returns an accreditation with its path.
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

	/// Returns the accreditations that an institution holds, without declined and withdrawn ones,
	/// in the order of their numbers. An expired one is listed until its place is given to another.
	pub fn accreditations_of(holder: InstitutionId) -> Vec<AccreditationId> {
		let mut held: Vec<_> =
			Holdings::<T>::iter_key_prefix((holder,)).map(|(_, id)| id).collect();
		held.sort_unstable();
		held
	}

	/// Returns a credential type.
	pub fn credential_type(id: TypeId) -> Option<CredentialType> {
		CredentialTypes::<T>::get(id)
	}

	/// Returns a batch.
	pub fn batch(institution: InstitutionId, root: Root) -> Option<Batch> {
		Batches::<T>::get(institution, root)
	}

	/// Returns status chunks of a batch.
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

	/// Returns institutions that may attest a type, or any type, now.
	///
	/// One page covers at most `limit` numbers from `from`, and fewer where the institutions hold
	/// many grants.
	pub fn issuers(
		type_id: Option<TypeId>,
		from: u32,
		limit: u32,
	) -> Result<Page<IssuerView<AccountIdOf<T>>>, QueryError> {
		let end = NextInstitutionId::<T>::get().unwrap_or(1);
		let mut grants = 0u32;
		page(from, limit, end, |id| {
			let id = InstitutionId(id);
			let Some(institution) = Institutions::<T>::get(id) else { return PageStep::Skip };
			grants = grants.saturating_add(institution.held);
			if grants > MAX_GRANTS_LOOKED_AT {
				return PageStep::Stop;
			}
			let accreditations = Self::grants_to_attest(id, type_id);
			match accreditations.is_empty() {
				true => PageStep::Skip,
				false => PageStep::Item(IssuerView { id, institution, accreditations }),
			}
		})
	}

	/// Returns credential types from number `from`.
	pub fn types(from: u32, limit: u32) -> Result<Page<TypeView>, QueryError> {
		let end = NextTypeId::<T>::get().unwrap_or(1);
		page(from, limit, end, |id| {
			let id = TypeId(id);
			CredentialTypes::<T>::get(id).map_or(PageStep::Skip, |credential_type| {
				PageStep::Item(TypeView { id, credential_type })
			})
		})
	}

	/// Returns the grant by which an institution may anchor credentials of a type now.
	///
	/// There is none for a suspended institution, or for a retired or unknown type.
	pub fn authorization(institution: InstitutionId, type_id: TypeId) -> Option<AccreditationId> {
		Self::may_issue(institution, type_id)
			.then(|| Self::grants_to_attest(institution, Some(type_id)))
			.and_then(|grants| grants.first().copied())
	}

	/// Returns whether the institution and the type are both active.
	fn may_issue(institution: InstitutionId, type_id: TypeId) -> bool {
		use testamur_primitives::{InstitutionState, TypeState};
		let institution = Institutions::<T>::get(institution);
		let credential_type = CredentialTypes::<T>::get(type_id);
		institution.is_some_and(|record| record.state == InstitutionState::Active)
			&& credential_type.is_some_and(|record| record.state == TypeState::Active)
	}

	/// Returns the grants of an institution that allow it to attest a type, or any type, now.
	fn grants_to_attest(holder: InstitutionId, type_id: Option<TypeId>) -> Vec<AccreditationId> {
		let now = Self::now();
		Self::accreditations_of(holder)
			.into_iter()
			.filter(|id| objection(&Self::path(*id), type_id, now).is_none())
			.collect()
	}
}

/// One step of a listing: its result for one number.
enum PageStep<Item> {
	/// The number has nothing to list.
	Skip,
	/// The number has an item to list.
	Item(Item),
	/// The number would take more work than a page may: the next page begins here.
	Stop,
}

/// Returns the items with numbers in `[from, from + limit)`, and the first number of the next page.
fn page<Item>(
	from: u32,
	limit: u32,
	end: u32,
	mut step: impl FnMut(u32) -> PageStep<Item>,
) -> Result<Page<Item>, QueryError> {
	ensure_limit(limit, MAX_PAGE)?;
	let mut next = from.max(1);
	let stop = next.saturating_add(limit).min(end);
	let mut items = Vec::new();
	while next < stop {
		match step(next) {
			PageStep::Skip => (),
			PageStep::Item(item) => items.push(item),
			PageStep::Stop => break,
		}
		next = next.saturating_add(1);
	}
	Ok(Page { items, next: (next < end).then_some(next) })
}

/// Refuses a request that is over a limit before any work is done.
fn ensure_limit(requested: impl TryInto<u32>, limit: u32) -> Result<(), QueryError> {
	let requested = requested.try_into().unwrap_or(u32::MAX);
	if requested > limit {
		return Err(QueryError::LimitExceeded { requested, limit });
	}
	Ok(())
}
