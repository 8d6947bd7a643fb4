// SPDX-License-Identifier: Apache-2.0

//! The answers of the runtime API in pages, each of which reads a bounded number of records.

use crate::{
	own_state::OwnState, queries::ensure_limit, AccountIdOf, Config, InstitutionOf, Pallet,
};
use alloc::vec::Vec;
use testamur_primitives::{
	limits::{MAX_GRANTS_LOOKED_AT, MAX_PAGE},
	register::{self, accreditation_view, holdings, may_be_issued, to_attest, Sequence},
	state::Grants,
	views::{
		AccreditationView, BatchView, DocumentKeyView, IssuerView, Page, QueryError, TypeView,
	},
	AccreditationId, InstitutionId, InstitutionState, RecordId, Root, TypeId,
};

impl<T: Config> Pallet<T> {
	/// Returns institutions that may attest a type, or any type, now.
	///
	/// There are none for a retired or unknown type. One page covers at most `limit` numbers from
	/// `from`, and fewer where the institutions hold many grants.
	pub fn issuers(
		type_id: Option<TypeId>,
		from: u32,
		limit: u32,
	) -> Result<Page<IssuerView<AccountIdOf<T>>>, QueryError> {
		ensure_limit(limit, MAX_PAGE)?;
		let state = OwnState::open::<T>()?;
		if let Some(type_id) = type_id {
			if !may_be_issued(&state, type_id)? {
				return Ok(Page { items: Vec::new(), next: None });
			}
		}
		let now = state.now::<T>()?;
		let end = Sequence::Institutions.next(&state)?;
		let mut grants = Grants::new(&state);
		let mut examined = 0;
		page(from, limit, end, |id| {
			let id = InstitutionId(id);
			let institution: InstitutionOf<T> = state.require(RecordId::Institution(id))?;
			if institution.state != InstitutionState::Active {
				return Ok(PageStep::Skip);
			}
			let held = holdings(&state, id, institution.held)?;
			let total = held.len().saturating_add(examined);
			// A page that has examined nothing yet makes progress, whatever the first one holds.
			if examined > 0 && total > MAX_GRANTS_LOOKED_AT as usize {
				return Ok(PageStep::Stop);
			}
			examined = total;
			let accreditations = to_attest(&mut grants, &held, type_id, now)?;
			Ok(match accreditations.is_empty() {
				true => PageStep::Skip,
				false => PageStep::Item(IssuerView { id, institution, accreditations }),
			})
		})
	}

	/// Returns credential types from number `from`.
	pub fn types(from: u32, limit: u32) -> Result<Page<TypeView>, QueryError> {
		ensure_limit(limit, MAX_PAGE)?;
		let state = OwnState::open::<T>()?;
		let end = Sequence::Types.next(&state)?;
		page(from, limit, end, |id| {
			let id = TypeId(id);
			let credential_type = state.require(RecordId::CredentialType(id))?;
			Ok(PageStep::Item(TypeView { id, credential_type }))
		})
	}

	/// Returns batches of an institution in the order of storage, from the one of root `from`, or
	/// `None` when there is no such institution.
	pub fn batches(
		institution: InstitutionId,
		from: Option<Root>,
		limit: u32,
	) -> Result<Option<Page<BatchView, Root>>, QueryError> {
		ensure_limit(limit, MAX_PAGE)?;
		let state = OwnState::open::<T>()?;
		if find_institution::<T>(&state, institution)?.is_none() {
			return Ok(None);
		}
		let mut roots = state.roots(institution, from);
		let mut items = Vec::new();
		for root in roots.by_ref().take(limit as usize) {
			let root = root?;
			let batch = state.require(RecordId::Batch { institution, root })?;
			items.push(BatchView { root, batch });
		}
		let next = roots.next().transpose()?;
		Ok(Some(Page { items, next }))
	}

	/// Returns document keys of an institution from number `from`, or `None` when there is no such
	/// institution.
	pub fn document_keys(
		institution: InstitutionId,
		from: u32,
		limit: u32,
	) -> Result<Option<Page<DocumentKeyView>>, QueryError> {
		ensure_limit(limit, MAX_PAGE)?;
		let state = OwnState::open::<T>()?;
		if find_institution::<T>(&state, institution)?.is_none() {
			return Ok(None);
		}
		let end = state.document_keys_given(institution)?.saturating_add(1);
		let keys = page(from, limit, end, |number| {
			state.document_key(institution, number).map(PageStep::Item)
		})?;
		Ok(Some(keys))
	}

	/// Returns accreditations that an institution gave, from number `from`, or `None` when there is
	/// no such institution.
	///
	/// One page has at most `limit` items and examines at most [`MAX_GRANTS_LOOKED_AT`] numbers.
	pub fn accreditations_given(
		grantor: InstitutionId,
		from: u32,
		limit: u32,
	) -> Result<Option<Page<AccreditationView>>, QueryError> {
		ensure_limit(limit, MAX_PAGE)?;
		let state = OwnState::open::<T>()?;
		if find_institution::<T>(&state, grantor)?.is_none() {
			return Ok(None);
		}
		let now = state.now::<T>()?;
		let end = Sequence::Accreditations.next(&state)?;
		let mut grants = Grants::new(&state);
		let mut found = 0u32;
		let given = page(from, MAX_GRANTS_LOOKED_AT, end, |id| {
			if found >= limit {
				return Ok(PageStep::Stop);
			}
			let id = AccreditationId(id);
			if grants.get(id)?.grantor.institution() != Some(grantor) {
				return Ok(PageStep::Skip);
			}
			found = found.saturating_add(1);
			Ok(PageStep::Item(accreditation_view(&mut grants, id, now)?))
		})?;
		Ok(Some(given))
	}
}

/// Returns an institution.
fn find_institution<T: Config>(
	state: &OwnState,
	id: InstitutionId,
) -> Result<Option<InstitutionOf<T>>, QueryError> {
	Ok(register::institution(state, id)?)
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

/// Returns the items with numbers in `[from, from + count)`, and the first number of the next page.
fn page<Item>(
	from: u32,
	count: u32,
	end: u32,
	mut step: impl FnMut(u32) -> Result<PageStep<Item>, QueryError>,
) -> Result<Page<Item>, QueryError> {
	let mut next = from.max(1);
	let stop = next.saturating_add(count).min(end);
	let mut items = Vec::new();
	while next < stop {
		match step(next)? {
			PageStep::Skip => (),
			PageStep::Item(item) => items.push(item),
			PageStep::Stop => break,
		}
		next = next.saturating_add(1);
	}
	Ok(Page { items, next: (next < end).then_some(next) })
}
