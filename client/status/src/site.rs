// SPDX-License-Identifier: Apache-2.0

//! Where the files lie on the web, and in a folder that is served there.

use crate::{
	fault::Fault,
	host::{is_name, is_port, list_path, ListHost, HTTPS},
};
use testamur_primitives::{InstitutionId, ListLabel, ListPurpose};

/// The beginning of every name of the web.
const DID_WEB: &str = "did:web:";
/// The folder of the DID document of a name that is a host alone.
const WELL_KNOWN: &str = ".well-known";
/// The name of the file with a DID document.
const DID_DOCUMENT: &str = "did.json";
/// How a port is written in a name.
const PORT: &str = "%3A";

/// The names under which an institution publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
	did: String,
	host: ListHost,
	institution: InstitutionId,
}

impl Site {
	/// Takes the name of the issuer of the documents, and the host of the lists that they name.
	///
	/// # Errors
	///
	/// Refuses a name that is no `did:web` and a host that is none, each in the plain form: letters, digits, dots
	/// and hyphens, so that no file lies elsewhere than meant.
	pub fn new(did: &str, host: &str, institution: InstitutionId) -> Result<Self, Fault> {
		let parts = did.strip_prefix(DID_WEB).map(|name| name.split(':').collect::<Vec<_>>());
		let is_did = match parts.as_deref() {
			Some([at, path @ ..]) => {
				let (name, port) = at.split_once(PORT).unwrap_or((*at, "1"));
				is_name(name) && is_port(port) && path.iter().all(|part| is_name(part))
			},
			_ => false,
		};
		if !is_did {
			return Err(Fault::NotDidWeb(did.to_owned()));
		}
		Ok(Self { did: did.to_owned(), host: ListHost::new(host)?, institution })
	}

	/// Returns the name of the issuer.
	#[must_use]
	pub fn did(&self) -> &str {
		&self.did
	}

	/// Returns the institution.
	#[must_use]
	pub const fn institution(&self) -> InstitutionId {
		self.institution
	}

	/// Returns the address of a list, as documents state it.
	#[must_use]
	pub fn list_address(&self, label: ListLabel, purpose: ListPurpose) -> String {
		self.host.address(self.institution, label, purpose)
	}

	/// Returns the path of a list below its host.
	#[must_use]
	pub fn list_path(&self, label: ListLabel, purpose: ListPurpose) -> String {
		list_path(self.institution, label, purpose)
	}

	/// Returns the path of the DID document below its host.
	#[must_use]
	pub fn did_path(&self) -> String {
		let name = self.did.strip_prefix(DID_WEB).unwrap_or_default();
		let path: Vec<_> = name.split(':').skip(1).collect();
		match path.is_empty() {
			true => format!("{WELL_KNOWN}/{DID_DOCUMENT}"),
			false => format!("{}/{DID_DOCUMENT}", path.join("/")),
		}
	}

	/// Returns the address of the DID document.
	#[must_use]
	pub fn did_address(&self) -> String {
		let name = self.did.strip_prefix(DID_WEB).unwrap_or_default();
		let host = name.split(':').next().unwrap_or_default().replace(PORT, ":");
		format!("{HTTPS}{host}/{}", self.did_path())
	}
}
