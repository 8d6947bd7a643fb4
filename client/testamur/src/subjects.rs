// SPDX-License-Identifier: Apache-2.0

//! The records that a transaction is about, as the node has them. A preview shows them, since a number is mistyped
//! easily, and a key file taken for another one.

use crate::problem::Problem;
use testamur_chain::Client;
use testamur_console::line;
use testamur_json::answers::{
	Accreditation, Any, CredentialType, Institution, InstitutionState, Scope, TypeState,
};
use testamur_primitives::{AccreditationId, InstitutionId, TypeId, TypeKind};

/// A record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
	/// An institution.
	Institution(InstitutionId),
	/// The institution that the account of this public key serves.
	InstitutionOf([u8; 32]),
	/// A credential type.
	Type(TypeId),
	/// A grant, with the institution that holds it.
	Grant(AccreditationId),
}

impl Subject {
	/// Returns the lines of a preview about this record.
	pub(crate) fn on_record(self, client: &mut Client) -> Result<Vec<String>, Problem> {
		match self {
			Self::Institution(id) => Ok(vec![institution(client, id)?]),
			Self::InstitutionOf(account) => match client.membership(account)? {
				Some(found) => Ok(vec![institution(client, found.institution)?]),
				None => Ok(vec!["As the node says, the account serves no institution.".into()]),
			},
			Self::Type(id) => Ok(vec![match client.credential_type(id)? {
				Some(found) => type_in_words(&found.answer),
				None => format!("The node has no credential type {}.", id.0),
			}]),
			Self::Grant(id) => {
				let Some(found) = client.accreditation(id)? else {
					return Ok(vec![format!("The node has no grant {}.", id.0)]);
				};
				let holder = institution(client, InstitutionId(found.answer.holder))?;
				Ok(vec![grant(&found.answer), holder])
			},
		}
	}
}

fn institution(client: &mut Client, id: InstitutionId) -> Result<String, Problem> {
	Ok(match client.institution(id)? {
		Some(found) => institution_in_words(&found.answer),
		None => format!("The node has no institution {}.", id.0),
	})
}

fn institution_in_words<Account>(record: &Institution<Account>) -> String {
	let Institution { id, name, country, state, .. } = record;
	let state = match state {
		InstitutionState::Active => "may act",
		InstitutionState::Suspended => "is suspended",
		InstitutionState::Closed => "is closed",
	};
	line(&format!("As the node says, institution {id} is {name} ({country}), which {state}."))
}

fn type_in_words(record: &CredentialType) -> String {
	let summary = &record.summary;
	let kind = match summary.kind {
		TypeKind::MicroCredential => "a micro-credential",
		TypeKind::Certificate => "a certificate",
		TypeKind::Badge => "a badge",
		_ => "of a kind that this program does not know",
	};
	let state = match summary.state {
		TypeState::Active => "is issued",
		TypeState::Retired => "is issued no more",
	};
	line(&format!(
		"As the node says, type {} is {kind}, described at {}, which {state}.",
		summary.id, summary.uri
	))
}

fn grant(record: &Accreditation) -> String {
	let Accreditation { id, holder, scope, rights, valid_from, valid_until, in_force, .. } = record;
	let types = match scope {
		Scope::Any(Any::Any) => "any type".to_owned(),
		Scope::Types(types) => {
			let numbers: Vec<String> = types.iter().map(ToString::to_string).collect();
			format!("the types {}", numbers.join(", "))
		},
	};
	let attest = if rights.attest { "the right to issue" } else { "no right to issue" };
	let force = if *in_force { "in force" } else { "not in force" };
	format!(
		"As the node says, grant {id} is held by institution {holder}: {attest}, {} levels below it, {types}, from \
		 {valid_from} until {valid_until}, {force}.",
		rights.delegation
	)
}

#[cfg(test)]
mod tests {
	use super::{grant, institution_in_words, type_in_words};
	use serde_json::{from_value, json};

	#[test]
	fn an_institution_is_named_by_its_record_on_one_line() {
		let record = json!({
			"id": 7, "name": "Uni\u{1b}[2J\nGraz", "uri": "", "country": "AT", "admin": "5F", "state": "suspended",
			"since": null, "registeredAt": null, "allowance": 1, "operators": 0, "dualAuthorization": false,
			"custody": null, "accreditations": [],
		});
		let words = institution_in_words::<String>(&from_value(record).unwrap());
		assert!(words.starts_with("As the node says, institution 7 is Uni"), "{words}");
		assert!(words.ends_with("Graz (AT), which is suspended."), "{words}");
		assert!(!words.contains(['\u{1b}', '\n']), "{words:?}");
	}

	#[test]
	fn a_type_is_told_by_its_kind_on_one_line() {
		let record = json!({
			"id": 5, "owner": 7, "kind": "badge", "contentHash": format!("0x{}", "5a".repeat(32)),
			"uri": "https://a.example/b\u{1b}\n", "level": null, "workload": null, "defaultValidity": null,
			"state": "retired", "registeredAt": null, "retiredAt": null,
		});
		assert_eq!(
			type_in_words(&from_value(record).unwrap()),
			"As the node says, type 5 is a badge, described at https://a.example/b??, which is issued no more."
		);
	}

	#[test]
	fn a_grant_is_told_with_its_terms() {
		let record = json!({
			"id": 12, "holder": 7, "grantor": { "council": true }, "scope": [1, 5],
			"rights": { "attest": true, "delegation": 2 },
			"validFrom": "2026-01-01T00:00:00.000Z", "validUntil": "2027-01-01T00:00:00.000Z",
			"state": "active", "since": null, "suspendedBy": null, "voidFrom": null, "offeredAt": null,
			"acceptedAt": null, "inForce": true, "lapse": null, "path": [],
		});
		assert_eq!(
			grant(&from_value(record).unwrap()),
			"As the node says, grant 12 is held by institution 7: the right to issue, 2 levels below it, the types 1, 5, \
			 from 2026-01-01T00:00:00.000Z until 2027-01-01T00:00:00.000Z, in force."
		);
	}
}
