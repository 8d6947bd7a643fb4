// SPDX-License-Identifier: Apache-2.0

//! Which parameters a method takes, and the refusal of others.
//!
//! The RPC server passes over a parameter that it does not know. A misspelt `at` would then be
//! answered for another time than the one asked about, so each call is checked first.

use crate::error::Error;
use jsonrpsee::{
	core::server::{MethodCallback, MethodResponse},
	types::{ErrorObjectOwned, Params},
};
use serde::{
	de::{self, IgnoredAny},
	Deserialize, Deserializer,
};
use std::{fmt, sync::Arc};

/// A method and its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
	/// Its full name.
	pub method: &'static str,
	/// Its parameters in order.
	pub params: &'static [&'static str],
	/// How many of them, from the first, must be given.
	pub required: usize,
}

const fn takes(
	method: &'static str,
	params: &'static [&'static str],
	required: usize,
) -> Signature {
	Signature { method, params, required }
}

/// All methods.
pub const SIGNATURES: [Signature; 9] = [
	takes("credentials_verify", &["references", "at"], 1),
	takes("credentials_institution", &["id", "at"], 1),
	takes("credentials_accreditation", &["id", "at"], 1),
	takes("credentials_type", &["id", "at"], 1),
	takes("credentials_batch", &["institution", "root", "at"], 2),
	takes("credentials_statuses", &["institution", "root", "from", "count", "at"], 4),
	takes("credentials_issuers", &["type", "from", "limit", "at"], 0),
	takes("credentials_types", &["from", "limit", "at"], 0),
	takes("credentials_isAuthorized", &["institution", "type", "at"], 2),
];

impl Signature {
	/// Refuse parameters that are missing or unknown.
	fn check(&self, params: &Params<'_>) -> Result<(), Error> {
		let given = match params.as_str() {
			None => Given::Positions(0),
			Some(json) => serde_json::from_str(json).map_err(|e| Error::malformed("params", e))?,
		};
		let missing = |name: &&'static str| Error::malformed(*name, "missing");
		match given {
			Given::Positions(count) if count > self.params.len() => {
				let most = self.params.join(", ");
				Err(Error::malformed("params", format_args!("expected at most {most}")))
			},
			Given::Positions(count) => {
				self.params[..self.required].get(count).map(missing).map_or(Ok(()), Err)
			},
			Given::Names(names) => {
				for (place, name) in names.iter().enumerate() {
					if !self.params.contains(&name.as_str()) {
						let known = self.params.join(", ");
						return Err(Error::malformed(
							name,
							format_args!("expected one of {known}"),
						));
					}
					if names[..place].contains(name) {
						return Err(Error::malformed(name, "given twice"));
					}
				}
				let required = &self.params[..self.required];
				let absent =
					required.iter().find(|name| !names.iter().any(|given| given == **name));
				absent.map(missing).map_or(Ok(()), Err)
			},
		}
	}

	/// Check the parameters of each call before it goes on to `method`.
	pub(crate) fn guard(self, method: MethodCallback) -> MethodCallback {
		let MethodCallback::Async(call) = method else { return method };
		MethodCallback::Async(Arc::new(move |id, params, connection, limit, extensions| match self
			.check(&params)
		{
			Ok(()) => call(id, params, connection, limit, extensions),
			Err(error) => {
				let response = MethodResponse::error(id, ErrorObjectOwned::from(error));
				Box::pin(std::future::ready(response.with_extensions(extensions)))
			},
		}))
	}
}

/// The parameters of a call, unread.
enum Given {
	/// How many, by position.
	Positions(usize),
	/// Which, by name.
	Names(Vec<String>),
}

impl<'de> Deserialize<'de> for Given {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Visitor;

		impl<'de> de::Visitor<'de> for Visitor {
			type Value = Given;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("a list or an object of parameters")
			}

			fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
				let mut count = 0;
				while seq.next_element::<IgnoredAny>()?.is_some() {
					count += 1;
				}
				Ok(Given::Positions(count))
			}

			fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
				let mut names = Vec::new();
				while let Some((name, IgnoredAny)) = map.next_entry()? {
					// No method takes as many: one of these is unknown or given twice.
					if names.len() <= 8 {
						names.push(name);
					}
				}
				Ok(Given::Names(names))
			}
		}

		deserializer.deserialize_any(Visitor)
	}
}
