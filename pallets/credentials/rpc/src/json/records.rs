// SPDX-License-Identifier: Apache-2.0

//! Institutions, accreditations and credential types.

use super::{
	path::moments, AccreditationState, Grantor, InstitutionState, Issuer, Lapse, PathStep,
	TypeSummary,
};
use crate::time::Time;
use pallet_credentials_runtime_api::{AccreditationView, IssuerView, TypeView};
use serde::{Deserialize, Serialize};
use sp_runtime::AccountId32;
use testamur_primitives::{records, verdict, AccreditationId, InstitutionId, TypeId};

/// An institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Institution {
	/// Its number.
	pub id: u32,
	/// Legal name.
	pub name: String,
	/// Home page; may be empty.
	pub uri: String,
	/// Country of registration, ISO 3166-1 alpha-2.
	pub country: String,
	/// The account that names operators and holds every permission.
	pub admin: AccountId32,
	/// Whether it may act.
	pub state: InstitutionState,
	/// When it was suspended.
	pub since: Option<Time>,
	/// When the council registered it.
	pub registered_at: Time,
	/// Operations that it may submit in a period.
	pub allowance: u32,
	/// How many operator accounts it has.
	pub operators: u32,
	/// Of one institution: the grants it holds, declined and withdrawn ones left out. In a list of
	/// issuers: those in force that allow to attest.
	pub accreditations: Vec<u32>,
}

impl Institution {
	/// Join a record with its number and grants.
	pub(crate) fn new(
		id: InstitutionId,
		record: records::Institution<AccountId32>,
		accreditations: Vec<AccreditationId>,
	) -> Self {
		let since = match record.state {
			records::InstitutionState::Active => None,
			records::InstitutionState::Suspended { since } => Some(Time(since)),
		};
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
			registered_at: Time(record.registered_at),
			allowance: record.allowance,
			operators: record.operators,
			accreditations: accreditations.into_iter().map(|id| id.0).collect(),
		}
	}
}

impl From<IssuerView<AccountId32>> for Institution {
	fn from(view: IssuerView<AccountId32>) -> Self {
		Self::new(view.id, view.institution, view.accreditations)
	}
}

/// An accreditation and what is in force of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Accreditation {
	/// Its number.
	pub id: u32,
	/// Who holds it.
	pub holder: u32,
	/// Who gave it.
	pub grantor: Grantor,
	/// Which credential types it covers, by its own terms.
	pub scope: Scope,
	/// What it allows to do, by its own terms.
	pub rights: Rights,
	/// First moment of its window.
	pub valid_from: Time,
	/// End of its window, itself outside.
	pub valid_until: Time,
	/// Where it stands.
	pub state: AccreditationState,
	/// When it was suspended, withdrawn or declined.
	pub since: Option<Time>,
	/// What was issued under it, or below it, from this moment on is void.
	pub void_from: Option<Time>,
	/// When it was offered.
	pub offered_at: Time,
	/// When the holder accepted it.
	pub accepted_at: Option<Time>,
	/// Whether it and all above it are in force.
	pub in_force: bool,
	/// The lowest grant of the path that is not in force, and why.
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
			void_from,
			offered_at: Time(view.offered_at),
			accepted_at: view.accepted_at.map(Time),
			in_force: view.lapse.is_none(),
			lapse: view.lapse.map(FirstLapse::from),
			path: view.path.into_iter().map(PathStep::from).collect(),
		}
	}
}

/// Which credential types a grant covers: `"any"` or a list of numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Scope {
	/// All, also those registered later.
	Any(Any),
	/// Only these.
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

/// What a holder may do with a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
	/// Anchor credentials.
	pub attest: bool,
	/// Levels of accreditation the holder may hang below.
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
	/// Why it is not.
	pub reason: Lapse,
}

impl From<(AccreditationId, testamur_primitives::Lapse)> for FirstLapse {
	fn from((id, lapse): (AccreditationId, testamur_primitives::Lapse)) -> Self {
		Self { accreditation: id.0, reason: lapse.into() }
	}
}

/// A credential type with its dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CredentialType {
	/// What a verdict speaks of.
	#[serde(flatten)]
	pub summary: TypeSummary,
	/// When it was registered.
	pub registered_at: Time,
	/// When it was retired.
	pub retired_at: Option<Time>,
}

impl CredentialType {
	/// Join a record with its number.
	pub(crate) fn new(id: TypeId, record: records::CredentialType) -> Self {
		let retired_at = match record.state {
			records::TypeState::Active => None,
			records::TypeState::Retired { at } => Some(Time(at)),
		};
		let records::CredentialType { owner, definition, state, registered_at } = record;
		let summary = verdict::TypeSummary { id, owner, definition, state }.into();
		Self { summary, registered_at: Time(registered_at), retired_at }
	}
}

impl From<TypeView> for CredentialType {
	fn from(view: TypeView) -> Self {
		Self::new(view.id, view.credential_type)
	}
}

/// Whether an institution may anchor credentials of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorization {
	/// Whether it may.
	pub authorized: bool,
	/// By which grant.
	pub accreditation: Option<u32>,
}

impl From<Option<AccreditationId>> for Authorization {
	fn from(grant: Option<AccreditationId>) -> Self {
		Self { authorized: grant.is_some(), accreditation: grant.map(|id| id.0) }
	}
}
