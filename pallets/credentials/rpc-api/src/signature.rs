// SPDX-License-Identifier: Apache-2.0

//! The names of the methods and of their parameters.

/// A method and its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
	/// The full name of the method.
	pub method: &'static str,
	/// The names of its parameters, in order.
	pub params: &'static [&'static str],
	/// The number of required parameters, counted from the first.
	pub required: usize,
}

const fn signature(
	method: &'static str,
	params: &'static [&'static str],
	required: usize,
) -> Signature {
	Signature { method, params, required }
}

/// All methods.
pub const SIGNATURES: [Signature; 17] = [
	signature("credentials_verify", &["references", "at"], 1),
	signature("credentials_institution", &["id", "at"], 1),
	signature("credentials_accreditation", &["id", "at"], 1),
	signature("credentials_type", &["id", "at"], 1),
	signature("credentials_batch", &["institution", "root", "at"], 2),
	signature("credentials_statuses", &["institution", "root", "from", "count", "at"], 4),
	signature("credentials_issuers", &["type", "from", "limit", "at"], 0),
	signature("credentials_types", &["from", "limit", "at"], 0),
	signature("credentials_isAuthorized", &["institution", "type", "at"], 2),
	signature("credentials_batches", &["institution", "from", "limit", "at"], 1),
	signature("credentials_accreditationsGiven", &["institution", "from", "limit", "at"], 1),
	signature("credentials_documentKeys", &["institution", "from", "limit", "at"], 1),
	signature("credentials_statusList", &["institution", "label", "from", "limit", "at"], 2),
	signature("credentials_log", &["institution", "at"], 0),
	signature("credentials_prove", &["references", "at", "knownSet"], 1),
	signature("credentials_proveRecords", &["records", "at", "knownSet"], 1),
	signature("credentials_authoritySets", &["from", "limit"], 0),
];
