// SPDX-License-Identifier: Apache-2.0

//! Pages of records by their numbers. Records are numbered from 1 without a gap and never deleted, and the absence of
//! the next number is proven: a node cannot leave one out.

use crate::{
	answers::{Grant, InstitutionEntry, Page},
	node::{Record, RecordNode},
	snapshot::Snapshot,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use testamur_json::answers::CredentialType;
use testamur_primitives::{
	register,
	state::{read_required, CannotTell},
	AccreditationId, InstitutionId, Moment, RecordId, TypeId,
};
use testamur_proof::{
	proven::{AccountId, ProvenState},
	refusal::Gap,
};
use testamur_verification::Because;

/// The records of one page.
const PAGE: u32 = 50;
/// The most grants that are looked through for those of one institution.
const MAX_GRANTS: u32 = 2_000;

type Read<T> = Result<T, CannotTell<Gap>>;

/// A page of grants, with the institutions that hold or gave them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grants {
	/// The grants.
	#[serde(flatten)]
	pub page: Page<Grant>,
	/// The institutions, by their numbers.
	pub institutions: BTreeMap<u32, InstitutionEntry>,
}

/// Returns a page of institutions from a number on.
///
/// # Errors
///
/// Returns why nothing is proven.
pub fn institutions<N: RecordNode>(
	snapshot: &mut Snapshot<'_, N>,
	from: u32,
) -> Result<Page<InstitutionEntry>, Because> {
	page(snapshot, from, Record::Institution, institution_in)
}

/// Returns a page of credential types from a number on.
///
/// # Errors
///
/// Returns why nothing is proven.
pub fn types<N: RecordNode>(
	snapshot: &mut Snapshot<'_, N>,
	from: u32,
) -> Result<Page<CredentialType>, Because> {
	page(snapshot, from, Record::Type, |state, _, id| {
		let record = register::credential_type(state, TypeId(id))?;
		Ok(record.map(|record| CredentialType::new(TypeId(id), record)))
	})
}

/// Returns a page of grants from a number on. A grant has a higher number than the one by whose right it was given.
///
/// # Errors
///
/// Returns why nothing is proven.
pub fn grants<N: RecordNode>(snapshot: &mut Snapshot<'_, N>, from: u32) -> Result<Grants, Because> {
	let page = page(snapshot, from, Record::Accreditation, grant_in)?;
	let institutions = parties(snapshot, &page.items)?;
	Ok(Grants { page, institutions })
}

/// Returns all grants, or `None` if there are more than are looked through.
pub(crate) fn all_grants<N: RecordNode>(
	snapshot: &mut Snapshot<'_, N>,
) -> Result<Option<Vec<Grant>>, Because> {
	let mut all = Vec::new();
	let mut from = 1;
	while from <= MAX_GRANTS {
		let Page { items, next } = page(snapshot, from, Record::Accreditation, grant_in)?;
		all.extend(items);
		match next {
			Some(next) => from = next,
			None => return Ok(Some(all)),
		}
	}
	Ok(None)
}

/// Returns the institutions that hold or gave grants, or a grant above them.
pub(crate) fn parties<N: RecordNode>(
	snapshot: &mut Snapshot<'_, N>,
	grants: &[Grant],
) -> Result<BTreeMap<u32, InstitutionEntry>, Because> {
	let steps = grants.iter().flat_map(|grant| &grant.accreditation.path);
	let numbers: BTreeSet<u32> = steps.map(|step| step.holder).collect();
	let records: Vec<Record> = numbers.into_iter().map(Record::Institution).collect();
	let found = snapshot.read(&records, |state, moment, record| match record {
		Record::Institution(id) => institution_in(state, moment, id),
		Record::Accreditation(_) | Record::Type(_) => Ok(None),
	})?;
	Ok(found.into_iter().flatten().map(|entry| (entry.issuer.id, entry)).collect())
}

/// Returns an institution in a state.
pub(crate) fn institution_in(
	state: &ProvenState,
	_: Moment,
	id: u32,
) -> Read<Option<InstitutionEntry>> {
	let record = register::institution::<_, AccountId>(state, InstitutionId(id))?;
	Ok(record.map(|record| InstitutionEntry::new(id, record)))
}

/// Returns a grant in a state, as of a moment.
pub(crate) fn grant_in(state: &ProvenState, moment: Moment, id: u32) -> Read<Option<Grant>> {
	let id = AccreditationId(id);
	let Some(view) = register::accreditation(state, id, moment)? else { return Ok(None) };
	let record = read_required(state, RecordId::Accreditation(id))?;
	Ok(Some(Grant::new(view, &record)))
}

/// Returns a page of records of one kind from a number on.
pub(crate) fn page<N: RecordNode, Item>(
	snapshot: &mut Snapshot<'_, N>,
	from: u32,
	record: fn(u32) -> Record,
	find: fn(&ProvenState, Moment, u32) -> Read<Option<Item>>,
) -> Result<Page<Item>, Because> {
	// No record has the number 0, which would end the page.
	let from = from.max(1);
	let behind = from.saturating_add(PAGE);
	let records: Vec<Record> = (from..behind).map(record).collect();
	let found = snapshot.read(&records, |state, moment, record| match record {
		Record::Institution(id) | Record::Accreditation(id) | Record::Type(id) => {
			find(state, moment, id)
		},
	})?;
	let is_last = found.last().is_none_or(Option::is_none);
	let items = found.into_iter().map_while(|item| item).collect();
	Ok(Page { items, next: (!is_last).then_some(behind) })
}
