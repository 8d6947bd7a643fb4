// SPDX-License-Identifier: Apache-2.0

//! One institution with the grants that it was offered and those that it gave, and what it may issue.

use crate::{
	answers::{Grant, InstitutionEntry, Question},
	listing::{all_grants, grant_in, institution_in, page, parties},
	node::{Record, RecordNode},
	objections::Facts,
	snapshot::Snapshot,
};
use serde::Serialize;
use std::collections::BTreeMap;
use testamur_json::answers::Grantor;
use testamur_primitives::{register, TypeId};
use testamur_verification::Because;

/// The most types that are tried.
const MAX_TYPES: u32 = 500;

/// A type that an institution may issue, or an institution that may issue a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Right {
	/// The number of the type, or that of the institution.
	pub id: u32,
	/// The grant by which it may.
	pub accreditation: u32,
}

/// An institution with its grants, as of the moment that is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InstitutionWithGrants {
	/// The institution.
	pub institution: InstitutionEntry,
	/// The grants that it was offered.
	pub held: Vec<Grant>,
	/// The grants that it gave.
	pub given: Vec<Grant>,
	/// True if these are all. Where there are too many grants to look through, `held` has those that count, without
	/// declined and withdrawn ones, and `given` has none.
	pub all: bool,
	/// The types that it may issue, from the first one.
	pub may_issue: Vec<Right>,
	/// The first type that was not tried; `None` where all were.
	pub types_from: Option<u32>,
	/// The institutions that hold or gave these grants, or one above them.
	pub institutions: BTreeMap<u32, InstitutionEntry>,
}

/// Returns an institution with its grants, or `None` if there is none of this number.
///
/// # Errors
///
/// Returns why nothing is proven.
pub fn institution<N: RecordNode>(
	snapshot: &mut Snapshot<'_, N>,
	id: u32,
) -> Result<Option<InstitutionWithGrants>, Because> {
	let found = snapshot
		.read(&[Record::Institution(id)], |state, moment, _| institution_in(state, moment, id))?;
	let Some(institution) = found.into_iter().flatten().next() else { return Ok(None) };
	let all = all_grants(snapshot)?;
	let is_all = all.is_some();
	let (held, given) = match all {
		Some(all) => {
			let given = all.iter().filter(|grant| is_given_by(grant, id)).cloned().collect();
			let of_holder = |grant: &Grant| grant.accreditation.holder == id;
			(all.into_iter().filter(of_holder).collect::<Vec<_>>(), given)
		},
		None => (held_by(snapshot, id)?, Vec::new()),
	};
	let numbers: Vec<u32> = held.iter().map(|grant| grant.accreditation.id).collect();
	let (may_issue, types_from) = may_issue(snapshot, id, &numbers)?;
	let institutions = parties(snapshot, &[held.as_slice(), given.as_slice()].concat())?;
	Ok(Some(InstitutionWithGrants {
		institution,
		held,
		given,
		all: is_all,
		may_issue,
		types_from,
		institutions,
	}))
}

fn is_given_by(grant: &Grant, id: u32) -> bool {
	matches!(grant.accreditation.grantor, Grantor::Institution { institution, .. } if institution == id)
}

/// Returns the grants that an institution holds, without declined and withdrawn ones.
fn held_by<N: RecordNode>(snapshot: &mut Snapshot<'_, N>, id: u32) -> Result<Vec<Grant>, Because> {
	let question = Question { institution: id, credential_type: 0 };
	let held: Vec<Record> = Facts::read(snapshot, question, &[])?
		.grants
		.into_iter()
		.map(|(id, _)| Record::Accreditation(id))
		.collect();
	let found = snapshot.read(&held, |state, moment, record| match record {
		Record::Accreditation(id) => grant_in(state, moment, id),
		Record::Institution(_) | Record::Type(_) => Ok(None),
	})?;
	Ok(found.into_iter().flatten().collect())
}

/// Returns the types that an institution may issue, and the first one that was not tried.
fn may_issue<N: RecordNode>(
	snapshot: &mut Snapshot<'_, N>,
	id: u32,
	grants: &[u32],
) -> Result<(Vec<Right>, Option<u32>), Because> {
	let question = Question { institution: id, credential_type: 0 };
	let mut facts = Facts::read(snapshot, question, grants)?;
	let mut rights = Vec::new();
	let mut from = Some(1);
	while let Some(first) = from.filter(|first| *first <= MAX_TYPES) {
		let types = page(snapshot, first, Record::Type, |state, _, id| {
			let record = register::credential_type(state, TypeId(id))?;
			Ok(record.map(|record| (id, record)))
		})?;
		for (id, record) in types.items {
			facts.credential_type = Some(record);
			if let Ok(accreditation) = facts.judge(TypeId(id), snapshot.moment()) {
				rights.push(Right { id, accreditation });
			}
		}
		from = types.next;
	}
	Ok((rights, from))
}
