// SPDX-License-Identifier: Apache-2.0

//! The errors of calls, with advice.

use crate::fault::excerpt;
use std::fmt;
use subxt::error::DispatchError;

/// The pallet whose errors have advice here.
const CREDENTIALS: &str = "Credentials";
/// The sentence about an account that is not the one to make a call.
const NOT_ALLOWED: &str =
	"no single account may make this call; the council makes it by a motion (--motion)";

/// An error with which a call ended in its block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DispatchFailure {
	/// The pallet, or empty if the error is one of the SDK.
	pub pallet: String,
	/// The name of the error.
	pub name: String,
	/// The sentence with which the runtime explains the error, as the node gives it, or empty.
	pub explanation: String,
}

impl DispatchFailure {
	/// Returns the failure by its names.
	#[must_use]
	pub fn new(pallet: &str, name: &str) -> Self {
		let (pallet, name) = (pallet.to_owned(), name.to_owned());
		Self { pallet, name, explanation: String::new() }
	}

	/// Returns whether the institution has anchored the same root before.
	#[must_use]
	pub fn is_already_anchored(&self) -> bool {
		self.pallet == CREDENTIALS && self.name == "AlreadyAnchored"
	}

	pub(crate) fn of(error: &DispatchError) -> Self {
		match error {
			DispatchError::Module(module) => match module.details() {
				Ok(details) => Self {
					explanation: excerpt(&details.variant.docs.join(" ")),
					..Self::new(details.pallet.name(), &details.variant.name)
				},
				Err(_) => Self::new("", &excerpt(&module.details_string())),
			},
			DispatchError::BadOrigin => {
				Self { explanation: NOT_ALLOWED.to_owned(), ..Self::new("", "BadOrigin") }
			},
			other => Self::new("", &excerpt(&other.to_string())),
		}
	}

	/// Returns the explanation of the runtime with the name of the error, for calls of every kind.
	#[must_use]
	pub fn explained(&self) -> String {
		let place = if self.pallet.is_empty() { "" } else { "." };
		let name = format!("{}{place}{}", self.pallet, self.name);
		match self.explanation.trim() {
			"" => name,
			explanation => format!("{explanation} ({name})"),
		}
	}

	/// Returns what an issuer does about it. The documents are signed by then and the batch is fixed, so that
	/// another number needs another folder; nothing of this batch is anchored.
	fn advice(&self) -> &'static str {
		if self.pallet != CREDENTIALS {
			return "ask the operator of the node";
		}
		match self.name.as_str() {
			"NotAMember" => "the account serves no institution: have the admin make it an operator",
			"PermissionDenied" => {
				"the account may not issue: have the admin give it the permission to issue"
			},
			"InstitutionSuspended" | "InstitutionClosed" => {
				"the institution may issue nothing more: ask the council of the consortium"
			},
			"TypeNotFound" => {
				"there is no such type: issue the cohort into another folder, with another --type"
			},
			"TypeRetired" => {
				"the type is retired: issue the cohort into another folder, with another --type"
			},
			"AccreditationNotFound" | "NotHolder" => {
				"the institution does not hold this grant: issue the cohort into another folder, with \
				 another --grant"
			},
			"NoRightToAttest" | "TypeOutOfScope" => {
				"the grant does not allow this type: ask who gave it to widen it, or issue the cohort into \
				 another folder, with another --grant"
			},
			"AccreditationNotAccepted" => "accept the grant first",
			"AccreditationDeclined"
			| "AccreditationSuspended"
			| "AccreditationWithdrawn"
			| "AccreditationNotYetValid"
			| "AccreditationExpired"
			| "AccreditationVoid"
			| "DelegationExceeded" => {
				"the grant, or one above it, is not in force: ask who gave it and run this again when it is, \
				 or issue the cohort into another folder, with another --grant"
			},
			"ValidityOver" => {
				"the validity of all documents is over: correct the dates in the list or the template, and \
				 issue the cohort into another folder"
			},
			"ValidityOutOfRange" => {
				"the validity is out of range: correct it in the template, and issue the cohort into another \
				 folder"
			},
			"AlreadyAnchored" => "the institution has anchored this batch before",
			_ => "this program did not expect that: report it as a fault of the program",
		}
	}
}

impl fmt::Display for DispatchFailure {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{} (", self.advice())?;
		if !self.pallet.is_empty() {
			write!(f, "{}.", self.pallet)?;
		}
		write!(f, "{})", self.name)
	}
}
