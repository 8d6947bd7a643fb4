// SPDX-License-Identifier: Apache-2.0

//! How a document names its learner: identity objects of Open Badges 3.0.

use crate::{
	json::Members,
	random::Random,
	template::{Identity, Learner},
	values::{self, Why},
};
use std::fmt::Write as _;
use testamur_document::value::Value;
use testamur_primitives::hash::{Sha256, Software};
use testamur_roster::Row;

/// An identity that a template demands and a row does not have as it should be: the column, and the
/// reason.
pub(crate) type IdentityFault = (&'static str, Why);

/// Returns the identities of the learner of a row.
pub(crate) fn identities(
	learner: &Learner,
	row: &Row<'_>,
	random: &Random,
) -> Result<Vec<Value>, IdentityFault> {
	type Check = fn(&str) -> Result<(), Why>;
	let stated: [(_, _, _, Check); 3] = [
		("name", "name", learner.name, values::line),
		("email", "emailAddress", learner.email, values::email),
		("number", "identifier", learner.number, values::line),
	];
	let mut identities = Vec::new();
	for (column, kind, way, check) in stated {
		let Some(way) = way else { continue };
		let value = row.get(column).unwrap_or_default();
		check(value).map_err(|why| (column, why))?;
		identities.push(identity(kind, way, value, random));
	}
	Ok(identities)
}

fn identity(kind: &str, way: Identity, value: &str, random: &Random) -> Value {
	let members = Members::default().text("type", "IdentityObject").text("identityType", kind);
	match way {
		Identity::Plain => {
			members.with("hashed", Value::Bool(false)).text("identityHash", value).value()
		},
		Identity::Hashed => {
			let salt = random.identity_salt(kind);
			members
				.with("hashed", Value::Bool(true))
				.text("identityHash", &identity_hash(value, &salt))
				.text("salt", &salt)
				.value()
		},
	}
}

/// Returns the hash of an identity: SHA-256 of the identity with its salt behind it, in hexadecimal
/// digits.
#[must_use]
pub fn identity_hash(identity: &str, salt: &str) -> String {
	let hash = Software::hash(format!("{identity}{salt}").as_bytes());
	let mut text = String::from("sha256$");
	for byte in hash {
		// Writing to a string cannot fail.
		let _ = write!(text, "{byte:02x}");
	}
	text
}
