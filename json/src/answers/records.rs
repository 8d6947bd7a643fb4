// SPDX-License-Identifier: Apache-2.0

//! Institutions, accreditations and credential types.

use super::{
	path::moments, AccreditationState, Custody, Grantor, InstitutionState, Issuer, Lapse, PathStep,
	Suspender, TypeSummary,
};
use crate::time::Time;
use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};
use testamur_primitives::{
	records, verdict,
	views::{AccreditationView, IssuerView, TypeView},
	AccreditationId, InstitutionId, TypeId,
};

/// An institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Institution<Account> {
	/// Its number.
	pub id: u32,
	/// The legal name.
	pub name: String,
	/// The home page; may be empty.
	pub uri: String,
	/// The country of registration, ISO 3166-1 alpha-2.
	pub country: String,
	/// The account that names operators and holds every permission.
	pub admin: Account,
	/// Its state.
	pub state: InstitutionState,
	/// The time at which it was suspended or closed.
	pub since: Option<Time>,
	/// The time at which the council registered it; null in the genesis block.
	pub registered_at: Option<Time>,
	/// The operations that it may submit in a period.
	pub allowance: u32,
	/// The number of its operator accounts.
	pub operators: u32,
	/// True if grave acts of its accounts take two of them.
	pub dual_authorization: bool,
	/// The last appointment of a custodian, if there ever was one, whether or not it is in force.
	pub custody: Option<Custody>,
	/// The grants that it holds, without declined and withdrawn ones, and without expired ones
	/// whose places were given to others. In a list of issuers, these are only those in force that
	/// allow to attest.
	pub accreditations: Vec<u32>,
}

impl<Account> Institution<Account> {
	/// Joins a record with its number and its grants.
	pub fn new(
		id: InstitutionId,
		record: records::Institution<Account>,
		accreditations: Vec<AccreditationId>,
	) -> Self {
		let since = record.state.idle_since().map(Time);
		let issuer: Issuer =
			verdict::Issuer { id, profile: record.profile, state: record.state }.into();
		Self {
			id: issuer.id,
			name: issuer.name,
			uri: issuer.uri,
			country: issuer.country,
			admin: record.admin,
			state: issuer.state,
			since,
			registered_at: Time::of_event(record.registered_at),
			allowance: record.allowance,
			operators: record.operators,
			dual_authorization: record.dual_authorization,
			custody: record.custody.map(Custody::from),
			accreditations: accreditations.into_iter().map(|id| id.0).collect(),
		}
	}
}

impl<Account> From<IssuerView<Account>> for Institution<Account> {
	fn from(view: IssuerView<Account>) -> Self {
		Self::new(view.id, view.institution, view.accreditations)
	}
}

/// An accreditation with its path and its lapse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Accreditation {
	/// Its number.
	pub id: u32,
	/// The institution that holds it.
	pub holder: u32,
	/// The council or the institution that gave it.
	pub grantor: Grantor,
	/// The credential types that it covers by its own terms.
	pub scope: Scope,
	/// The rights of the holder by its own terms.
	pub rights: Rights,
	/// The first moment of its window.
	pub valid_from: Time,
	/// The first moment after its window.
	pub valid_until: Time,
	/// Its state.
	pub state: AccreditationState,
	/// The time at which it was suspended, withdrawn, given back or declined.
	pub since: Option<Time>,
	/// The one who suspended it, if it is suspended.
	pub suspended_by: Option<Suspender>,
	/// Credentials issued under it, or below it, from this moment on are void.
	pub void_from: Option<Time>,
	/// The time of the offer; null in the genesis block.
	pub offered_at: Option<Time>,
	/// The time of the acceptance; null in the genesis block, and before it was accepted.
	pub accepted_at: Option<Time>,
	/// True if it and all grants above it are in force.
	pub in_force: bool,
	/// The lowest grant of the path that is not in force, with its lapse.
	pub lapse: Option<FirstLapse>,
	/// It and the grants above it, up to the council's.
	pub path: Vec<PathStep>,
}

impl From<AccreditationView> for Accreditation {
	fn from(view: AccreditationView) -> Self {
		let (since, void_from) = moments(view.state);
		Self {
			id: view.id.0,
			holder: view.holder.0,
			grantor: view.grantor.into(),
			scope: view.terms.scope.into(),
			rights: view.terms.rights.into(),
			valid_from: Time(view.terms.valid_from),
			valid_until: Time(view.terms.valid_until),
			state: view.state.into(),
			since,
			suspended_by: Suspender::of(view.state),
			void_from,
			offered_at: Time::of_event(view.offered_at),
			accepted_at: view.accepted_at.and_then(Time::of_event),
			in_force: view.lapse.is_none(),
			lapse: view.lapse.map(FirstLapse::from),
			path: view.path.into_iter().map(PathStep::from).collect(),
		}
	}
}

/// The credential types that a grant covers: `"any"` or a list of numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Scope {
	/// All types, also those registered later.
	Any(Any),
	/// Only these types.
	Types(Vec<u32>),
}

/// The word `"any"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Any {
	/// The word.
	Any,
}

impl From<records::Scope> for Scope {
	fn from(scope: records::Scope) -> Self {
		match scope {
			records::Scope::Any => Self::Any(Any::Any),
			records::Scope::Types(types) => Self::Types(types.iter().map(|id| id.0).collect()),
		}
	}
}

/// The rights of the holder of a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
	/// True if the holder may anchor credentials.
	pub attest: bool,
	/// The levels of accreditation that the holder may grant below its own.
	pub delegation: u8,
}

impl From<records::Rights> for Rights {
	fn from(rights: records::Rights) -> Self {
		Self { attest: rights.attest, delegation: rights.delegation }
	}
}

/// The lowest grant of a path that is not in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstLapse {
	/// The grant.
	pub accreditation: u32,
	/// The reason why it is not.
	pub reason: Lapse,
}

impl From<(AccreditationId, Lapse)> for FirstLapse {
	fn from((id, lapse): (AccreditationId, Lapse)) -> Self {
		Self { accreditation: id.0, reason: lapse }
	}
}

/// A credential type with its dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CredentialType {
	/// The part that a verdict reports.
	#[serde(flatten)]
	pub summary: TypeSummary,
	/// The time of the registration; null in the genesis block.
	pub registered_at: Option<Time>,
	/// The time of the retirement.
	pub retired_at: Option<Time>,
}

impl CredentialType {
	/// Joins a record with its number.
	pub fn new(id: TypeId, record: records::CredentialType) -> Self {
		let retired_at = match record.state {
			records::TypeState::Active => None,
			records::TypeState::Retired { at } => Some(Time(at)),
		};
		let records::CredentialType { owner, definition, state, registered_at } = record;
		let summary = verdict::TypeSummary { id, owner, definition, state }.into();
		Self { summary, registered_at: Time::of_event(registered_at), retired_at }
	}
}

impl From<TypeView> for CredentialType {
	fn from(view: TypeView) -> Self {
		Self::new(view.id, view.credential_type)
	}
}

/// The answer to the question whether an institution may anchor credentials of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorization {
	/// True if it may.
	pub authorized: bool,
	/// The grant by which it may.
	pub accreditation: Option<u32>,
}

impl From<Option<AccreditationId>> for Authorization {
	fn from(grant: Option<AccreditationId>) -> Self {
		Self { authorized: grant.is_some(), accreditation: grant.map(|id| id.0) }
	}
}
