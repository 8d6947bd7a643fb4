// SPDX-License-Identifier: Apache-2.0

//! The host of status lists on the web, and the entries by which documents name them (`docs/spec/status-list.md`,
//! "Address and entry").

use crate::{fault::Fault, lists::digits};
use serde_json::{json, Value};
use testamur_primitives::{InstitutionId, ListLabel, ListPurpose};

/// The beginning of every host.
pub(crate) const HTTPS: &str = "https://";

/// The host of the status lists of institutions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListHost(String);

impl ListHost {
	/// Takes a host.
	///
	/// # Errors
	///
	/// Refuses what is none in the plain form: `https://` and letters, digits, dots and hyphens, with a port or without.
	pub fn new(text: &str) -> Result<Self, Fault> {
		let is_host = text.strip_prefix(HTTPS).is_some_and(|at| {
			let (name, port) = at.split_once(':').unwrap_or((at, "1"));
			is_name(name) && is_port(port)
		});
		match is_host {
			true => Ok(Self(text.to_owned())),
			false => Err(Fault::NotHost(text.to_owned())),
		}
	}

	/// Returns it as documents state it.
	#[must_use]
	pub fn as_str(&self) -> &str {
		&self.0
	}

	/// Returns the address of a list, as documents state it.
	#[must_use]
	pub fn address(&self, of: InstitutionId, label: ListLabel, purpose: ListPurpose) -> String {
		format!("{}/{}", self.0, list_path(of, label, purpose))
	}

	/// Returns the `credentialStatus` of the credential at a place of a list, by the purposes that are named: one
	/// entry, or an array of several.
	#[must_use]
	pub fn status(
		&self,
		of: InstitutionId,
		label: ListLabel,
		place: u32,
		purposes: &[ListPurpose],
	) -> Value {
		let entry = |purpose: &ListPurpose| {
			let address = self.address(of, label, *purpose);
			json!({
				// Readers of lists need no identifier, but the schema of Open Badges 3.0 does.
				"id": format!("{address}#{place}"),
				"type": "BitstringStatusListEntry",
				"statusPurpose": purpose.word(),
				"statusListIndex": place.to_string(),
				"statusListCredential": address,
			})
		};
		match purposes {
			[purpose] => entry(purpose),
			several => several.iter().map(entry).collect(),
		}
	}
}

/// Returns the path of a list below its host.
pub(crate) fn list_path(of: InstitutionId, label: ListLabel, purpose: ListPurpose) -> String {
	format!("status/{}/{}/{}", of.0, digits(label), purpose.word())
}

/// Returns whether a text is a part of an address that means itself everywhere.
pub(crate) fn is_name(text: &str) -> bool {
	let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
	!text.is_empty()
		&& !text.starts_with('.')
		&& !text.ends_with('.')
		&& text.bytes().all(is_letter)
}

/// Returns whether a text is the number of a port.
pub(crate) fn is_port(text: &str) -> bool {
	text.parse::<u16>().is_ok_and(|port| port > 0 && port.to_string() == text)
}
