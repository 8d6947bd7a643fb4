// SPDX-License-Identifier: Apache-2.0

//! The refusal of missing and unknown parameters.
//!
//! The RPC framework ignores a parameter that it does not know. A misspelt `at` would then be
//! answered for another time than the one that was meant, so each call is checked before its method
//! runs.

use jsonrpsee::{
	core::server::{MethodCallback, MethodResponse},
	types::{ErrorObjectOwned, Params},
};
use pallet_credentials_rpc_api::{Error, Signature};
use serde::{
	de::{self, IgnoredAny},
	Deserialize, Deserializer,
};
use std::{fmt, sync::Arc};

/// The maximum number of parameter names that are kept of a call, which is more than any method
/// takes.
const MAX_NAMES: usize = 9;

/// Wraps `method` so that the parameters of each call are checked against its signature.
pub(crate) fn guard(signature: Signature, method: MethodCallback) -> MethodCallback {
	let MethodCallback::Async(call) = method else { return method };
	MethodCallback::Async(Arc::new(move |id, params, connection, limit, extensions| {
		match check(&signature, &params) {
			Ok(()) => call(id, params, connection, limit, extensions),
			Err(error) => {
				let response = MethodResponse::error(id, ErrorObjectOwned::from(error));
				Box::pin(std::future::ready(response.with_extensions(extensions)))
			},
		}
	}))
}

/// Checks that no parameter is missing, unknown or given twice.
fn check(signature: &Signature, params: &Params<'_>) -> Result<(), Error> {
	let given = match params.as_str() {
		None => Given::Positions(0),
		Some(json) => serde_json::from_str(json).map_err(|e| Error::malformed("params", e))?,
	};
	match given {
		Given::Positions(count) => check_positions(signature, count),
		Given::Names(names) => check_names(signature, &names),
	}
}

fn check_positions(signature: &Signature, count: usize) -> Result<(), Error> {
	if count > signature.params.len() {
		let most = signature.params.join(", ");
		return Err(Error::malformed("params", format_args!("expected at most {most}")));
	}
	match required(signature).get(count) {
		Some(name) => Err(missing(name)),
		None => Ok(()),
	}
}

fn check_names(signature: &Signature, names: &[String]) -> Result<(), Error> {
	for (place, name) in names.iter().enumerate() {
		if !signature.params.contains(&name.as_str()) {
			let known = signature.params.join(", ");
			return Err(Error::malformed(name, format_args!("expected one of {known}")));
		}
		if names[..place].contains(name) {
			return Err(Error::malformed(name, "given twice"));
		}
	}
	let is_given = |name: &str| names.iter().any(|given| given == name);
	match required(signature).iter().find(|name| !is_given(name)) {
		Some(name) => Err(missing(name)),
		None => Ok(()),
	}
}

/// Returns the names of the required parameters.
fn required(signature: &Signature) -> &'static [&'static str] {
	&signature.params[..signature.required]
}

fn missing(name: &str) -> Error {
	Error::malformed(name, "missing")
}

/// The parameters of a call, of which the values are not parsed.
enum Given {
	/// The number of parameters by position.
	Positions(usize),
	/// The names of parameters by name.
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
					// Of that many names, one must be unknown or given twice.
					if names.len() < MAX_NAMES {
						names.push(name);
					}
				}
				Ok(Given::Names(names))
			}
		}

		deserializer.deserialize_any(Visitor)
	}
}
