// SPDX-License-Identifier: Apache-2.0

//! Reads what is trusted.

use crate::{
	files::{parse_json, read, read_json, refused, Problem},
	forms::of_form,
	location::Location,
};
use serde::{de::IgnoredAny, Deserialize};
use std::path::{Path, PathBuf};
use testamur_proof::{bundle::HAND_OFFS, HandOffs, TrustRoot};
use testamur_verifier::{Pin, Table};

/// Reads the trusted sets of validators, and follows the hand-offs from them.
///
/// The first file is the beginning: a set, or a table of sets. Each of the others is a set that no hand-off
/// leads to, and is taken as soon as hand-offs begin with it or with a later one, or in the end.
///
/// # Errors
///
/// Refuses files that cannot be read, are malformed, or contradict one another, and a trust in nothing.
pub fn read_trust(pins: &[PathBuf], hand_offs: &[PathBuf]) -> Result<TrustRoot, Problem> {
	let (first, others) = pins.split_first().ok_or(Problem::NoTrust)?;
	let mut trusted = trust_in(&first.as_path().into(), &read(first)?)?;
	let others = others.iter().map(|path| Ok((path, read_json::<Pin>(path)?)));
	let others = others.collect::<Result<Vec<_>, Problem>>()?;
	let mut others = others.into_iter().peekable();
	for path in hand_offs {
		let file = Location::from(path.as_path());
		let content = of_form(&file, read(path)?, &HAND_OFFS)?;
		let page = HandOffs::from_file(&content).map_err(refused(&file))?;
		while let Some((path, pin)) = others.next_if(|(_, pin)| pin.set_id() <= page.first_set) {
			vouch(&mut trusted, path, &pin)?;
		}
		trusted.learn_decoded(&page).map_err(refused(&file))?;
	}
	for (path, pin) in others {
		vouch(&mut trusted, path, &pin)?;
	}
	Ok(trusted)
}

/// The member by which a table of sets is told from a set.
#[derive(Deserialize)]
struct Beginning {
	sets: Option<IgnoredAny>,
}

/// Returns the trust in the set, or in the table of sets, that a file states.
///
/// # Errors
///
/// Refuses a file that is malformed or contradicts itself.
pub fn trust_in(file: &Location, bytes: &[u8]) -> Result<TrustRoot, Problem> {
	let is_table = parse_json::<Beginning>(file, bytes)?.sets.is_some();
	let trusted = match is_table {
		true => parse_json::<Table>(file, bytes)?.trust_root(),
		false => parse_json::<Pin>(file, bytes)?.trust_root(),
	};
	trusted.map_err(refused(file))
}

/// Adds a set that a file vouches for.
fn vouch(trusted: &mut TrustRoot, path: &Path, pin: &Pin) -> Result<(), Problem> {
	let unstated = || Problem::Malformed {
		file: path.into(),
		problem: "formerUntil: expected the end of the set before, as a checkpoint states it"
			.into(),
	};
	pin.former_until().ok_or_else(unstated)?;
	pin.vouch(trusted).map_err(refused(&path.into()))
}
