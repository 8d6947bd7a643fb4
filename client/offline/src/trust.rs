// SPDX-License-Identifier: Apache-2.0

//! Reads what is trusted.

use crate::{
	files::{read_json, refused, Problem},
	forms::read_form,
};
use std::path::{Path, PathBuf};
use testamur_proof::{bundle::HAND_OFFS, HandOffs, TrustRoot};
use testamur_verifier::Pin;

/// Reads the trusted sets of validators, and follows the hand-offs from them.
///
/// The first set is the beginning. Each of the others, which no hand-off leads to, is taken as soon as
/// hand-offs begin with it or with a later one, and the rest in the end.
pub(crate) fn read_trust(pins: &[PathBuf], hand_offs: &[PathBuf]) -> Result<TrustRoot, Problem> {
	let (first, others) = pins.split_first().expect("one is required");
	let pin: Pin = read_json(first)?;
	let mut trusted = pin.trust_root().map_err(refused(first))?;
	let others = others.iter().map(|path| Ok((path, read_json::<Pin>(path)?)));
	let others = others.collect::<Result<Vec<_>, Problem>>()?;
	let mut others = others.into_iter().peekable();
	for path in hand_offs {
		let page = HandOffs::from_file(&read_form(path, &HAND_OFFS)?).map_err(refused(path))?;
		while let Some((path, pin)) = others.next_if(|(_, pin)| pin.set_id() <= page.first_set) {
			vouch(&mut trusted, path, &pin)?;
		}
		trusted.learn_decoded(&page).map_err(refused(path))?;
	}
	for (path, pin) in others {
		vouch(&mut trusted, path, &pin)?;
	}
	Ok(trusted)
}

/// Adds a set that a file vouches for.
fn vouch(trusted: &mut TrustRoot, path: &Path, pin: &Pin) -> Result<(), Problem> {
	let unstated = || Problem::Malformed {
		path: path.to_path_buf(),
		problem: "formerUntil: expected the end of the set before, as a checkpoint states it"
			.into(),
	};
	let until = pin.former_until().ok_or_else(unstated)?;
	pin.vouch(trusted, until).map_err(refused(path))
}
