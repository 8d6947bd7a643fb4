// SPDX-License-Identifier: Apache-2.0

//! The status list that the documents of a batch name, under a label of its own.
//!
//! A document is signed with its place in the list, and the place is that in the batch. So the order of the batch is
//! drawn before anything is signed, and the leaves of its tree follow that order. The label is random as well, because
//! the root of the batch follows from the documents (`docs/spec/status-list.md`, "Issuing").

use serde::{Deserialize, Serialize};
use testamur_document::{canonical, ijson, value::Value};
use testamur_json::hex::Label;
use testamur_primitives::{InstitutionId, ListLabel, ListPurpose};
use testamur_status::ListHost;

/// The member of a document that names its places in status lists.
const MEMBER: &str = "credentialStatus";

/// The status lists that documents are to name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLists {
	/// Their host.
	pub host: ListHost,
	/// True if documents name revocations beside suspensions.
	pub both: bool,
}

/// The status list of a batch, as it is in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Listing {
	host: String,
	both: bool,
	label: Label,
}

impl Listing {
	/// Returns a new list with a label that was drawn at random.
	pub(crate) fn new(lists: &NamedLists, label: [u8; 16]) -> Self {
		Self { host: lists.host.as_str().to_owned(), both: lists.both, label: Label(label) }
	}

	/// Returns the label.
	pub(crate) const fn label(&self) -> ListLabel {
		ListLabel(self.label.0)
	}

	/// Returns whether these lists are those that are stated.
	pub(crate) fn is_of(&self, lists: &NamedLists) -> bool {
		self.host == lists.host.as_str() && self.both == lists.both
	}

	/// Returns a document that names its place, in its canonical form. One that names a place already is refused, and
	/// so is a host that is none, as in a plan that was changed.
	pub(crate) fn add(
		&self,
		document: &str,
		of: InstitutionId,
		place: u32,
	) -> Result<String, String> {
		let host = ListHost::new(&self.host).map_err(|fault| fault.to_string())?;
		let purposes: &[ListPurpose] = match self.both {
			true => &ListPurpose::ALL,
			false => &[ListPurpose::Suspension],
		};
		let status = host.status(of, self.label(), place, purposes).to_string();
		let status = ijson::parse(status.as_bytes()).map_err(|fault| fault.to_string())?;
		let mut object =
			ijson::parse_object(document.as_bytes()).map_err(|fault| fault.to_string())?;
		match object.insert(MEMBER.into(), status) {
			None => Ok(canonical::write(&Value::Object(object))),
			Some(_) => Err(format!("it has a member {MEMBER} already")),
		}
	}
}
