// SPDX-License-Identifier: Apache-2.0

//! The files of a learner as an archive, which any program opens.

use serde::{Deserialize, Serialize};
use testamur_carriers::{zip::pack, Part};
use testamur_console::line;
use testamur_primitives::base64url;
use testamur_verifier::{answer, Failure, Parts};

/// The files that are packed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PackQuestion {
	/// The name of each.
	names: Vec<String>,
}

/// An archive.
#[derive(Serialize)]
struct Packed {
	/// The archive in base64url.
	zip: String,
}

/// Packs the files of a learner.
///
/// The parts of the request are the question and the content of each file.
#[must_use]
pub fn pack_own(request: &[u8]) -> Vec<u8> {
	let mut parts = Parts::new(request);
	answer(packed(&mut parts))
}

fn packed(parts: &mut Parts<'_>) -> Result<Packed, Failure> {
	let PackQuestion { names } = parts.json("question")?;
	let files = names
		.into_iter()
		.map(|name| Ok(Part { name, content: parts.bytes("file")?.to_vec() }))
		.collect::<Result<Vec<_>, Failure>>()?;
	parts.end()?;
	let zip =
		pack(&files).map_err(|fault| Failure::refused("unpacked", line(&fault.to_string())))?;
	Ok(Packed { zip: base64url::encode(&zip) })
}
