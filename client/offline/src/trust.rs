// SPDX-License-Identifier: Apache-2.0

//! Reads what is trusted.

use crate::{
	files::{read_json, refused, Problem},
	forms::read_form,
};
use std::path::{Path, PathBuf};
use testamur_proof::{bundle::HAND_OFFS, TrustRoot};
use testamur_verifier::Pin;

/// Reads the trusted set of validators, and follows the hand-offs from it.
pub(crate) fn read_trust(path: &Path, hand_offs: &[PathBuf]) -> Result<TrustRoot, Problem> {
	let pin: Pin = read_json(path)?;
	let mut trusted = pin.trust_root().map_err(refused(path))?;
	for path in hand_offs {
		trusted.learn_file(&read_form(path, &HAND_OFFS)?).map_err(refused(path))?;
	}
	Ok(trusted)
}
