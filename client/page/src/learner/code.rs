// SPDX-License-Identifier: Apache-2.0

//! The code (QR) with the reference of a credential, by which a verifier looks it up. It does not hold the credential.

use serde::Serialize;
use testamur_code::Grid;
use testamur_console::line;
use testamur_documents::anchor::stated_reference;
use testamur_json::reference::Reference;
use testamur_verifier::{answer, Failure, Parts};

/// The side of the code on paper, in millimetres, as that of a certificate.
const SIDE: f32 = 42.0;

/// A code as squares of a grid.
#[derive(Serialize)]
struct Code {
	/// The number of squares on a side, with the white margin.
	side: usize,
	/// The side on paper, in millimetres.
	millimetres: f32,
	/// The runs of dark squares: the row, the first column, and the number.
	runs: Vec<(usize, usize, usize)>,
}

/// Returns the code of a credential.
///
/// The only part of the request is the credential.
#[must_use]
pub fn draw_code(request: &[u8]) -> Vec<u8> {
	let mut parts = Parts::new(request);
	answer(drawn(&mut parts))
}

fn drawn(parts: &mut Parts<'_>) -> Result<Code, Failure> {
	let credential = parts.bytes("credential")?;
	parts.end()?;
	let refused = |why: String| Failure::refused("noCode", line(&why));
	let reference = stated_reference(credential).map_err(|fault| refused(fault.to_string()))?;
	let text = serde_json::to_string(&Reference(reference));
	let text = text.map_err(|error| refused(error.to_string()))?;
	let Grid { side, runs } = Grid::new(&text, SIDE).map_err(|fault| refused(fault.to_string()))?;
	Ok(Code { side, millimetres: SIDE, runs })
}
