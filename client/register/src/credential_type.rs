// SPDX-License-Identifier: Apache-2.0

//! One credential type, with the institutions that may issue it.

use crate::{
	answers::{InstitutionEntry, Page},
	listing::institutions,
	node::{Record, RecordNode},
	objections::Facts,
	snapshot::Snapshot,
};
use serde::Serialize;
use std::collections::BTreeSet;
use testamur_json::answers::CredentialType;
use testamur_primitives::{register, TypeId};
use testamur_verification::Because;

/// An institution that may issue a type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TypeIssuer {
	/// The institution.
	#[serde(flatten)]
	pub institution: InstitutionEntry,
	/// The grant by which it may.
	pub accreditation: u32,
}

/// A credential type with a page of institutions that may issue it, as of the moment that is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TypeWithIssuers {
	/// The type.
	pub credential_type: CredentialType,
	/// The institutions of a page that may issue it.
	pub issuers: Page<TypeIssuer>,
}

/// Returns a type with those of a page of institutions, from a number on, that may issue it; `None` if there is no
/// such type.
///
/// # Errors
///
/// Returns why nothing is proven.
pub fn credential_type<N: RecordNode>(
	snapshot: &mut Snapshot<'_, N>,
	id: u32,
	from: u32,
) -> Result<Option<TypeWithIssuers>, Because> {
	let found = snapshot
		.read(&[Record::Type(id)], |state, _, _| register::credential_type(state, TypeId(id)))?;
	let Some(record) = found.into_iter().flatten().next() else { return Ok(None) };
	let Page { items, next } = institutions(snapshot, from)?;
	let known = items.iter().map(|item| (item.issuer.id, BTreeSet::new())).collect();
	let facts = Facts::read_each(snapshot, id, known)?;
	let moment = snapshot.moment();
	let issuer = |(institution, facts): (InstitutionEntry, Facts)| {
		let accreditation = facts.judge(TypeId(id), moment).ok()?;
		Some(TypeIssuer { institution, accreditation })
	};
	let issuers = items.into_iter().zip(facts).filter_map(issuer).collect();
	let credential_type = CredentialType::new(TypeId(id), record);
	Ok(Some(TypeWithIssuers { credential_type, issuers: Page { items: issuers, next } }))
}
