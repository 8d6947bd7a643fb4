// SPDX-License-Identifier: Apache-2.0

//! The parameter `references`: references to credentials as JSON.

use crate::{error::Error, params::Param};
pub use testamur_json::reference::{Reference, References};
use testamur_primitives::{limits::MAX_REFERENCES, CredentialReference};

impl Param<References> {
	/// Parses the references of a verification. They are counted before the first one is parsed.
	pub fn read_references(&self) -> Result<Vec<CredentialReference>, Error> {
		Ok(self.read_counted("references", MAX_REFERENCES)?.0)
	}
}
