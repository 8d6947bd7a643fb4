// SPDX-License-Identifier: Apache-2.0

//! The functions of the verifier, from the bytes of a request to those of an answer.

use crate::{
	answers::{Failure, Trust, Verified},
	request::{Demands, Parts},
	table::Table,
	trust::Pin,
};
use alloc::vec::Vec;
use serde::Serialize;
use testamur_json::reference::References;
use testamur_proof::{
	bundle::{Format, BUNDLE, HAND_OFFS},
	check, TrustRoot,
};

/// Returns the trust in a set of authorities that somebody vouches for.
///
/// The part of the request is `{"genesis": "0x…", "authorities": ["0x…"]}`, for the authorities of the
/// genesis block. A later set has its number in `"setId"`, the first block that it finalized in `"first"`,
/// and how it began in `"forcedIn"`; a checkpoint is such a part.
pub fn trust_root(request: &[u8]) -> Vec<u8> {
	answer(pinned(Parts::new(request)))
}

/// Returns the trust in a table of known sets.
///
/// The part of the request is the table ([`Table`]).
pub fn trust_table(request: &[u8]) -> Vec<u8> {
	answer(tabled(Parts::new(request)))
}

/// Adds a set of authorities that somebody vouches for to those that are trusted, after the last one.
///
/// The parts of the request are a trust root, and a set as [`trust_root`] takes it, with `"formerUntil"`.
pub fn vouch(request: &[u8]) -> Vec<u8> {
	answer(vouched(Parts::new(request)))
}

/// Follows hand-offs and returns the trust in all sets that they lead to.
///
/// The parts of the request are a trust root, and any number of hand-offs, as a node answers them or in
/// their files.
pub fn learn(request: &[u8]) -> Vec<u8> {
	answer(learned(Parts::new(request)).map(|(root, learned)| Trust::new(&root, learned)))
}

/// Checks evidence and returns a verdict for each reference.
///
/// The parts of the request are the evidence or the bundle with it, the references as
/// `credentials_verify` takes them, `{"now": …, "maxAge": …}` in milliseconds, a trust root, and any number of hand-offs.
pub fn verify(request: &[u8]) -> Vec<u8> {
	answer(verified(Parts::new(request)))
}

fn pinned(mut parts: Parts<'_>) -> Result<Trust, Failure> {
	let pin: Pin = parts.json("trust")?;
	parts.end()?;
	Ok(Trust::new(&pin.trust_root()?, 1))
}

fn tabled(mut parts: Parts<'_>) -> Result<Trust, Failure> {
	let table: Table = parts.json("trust")?;
	parts.end()?;
	Ok(Trust::new(&table.trust_root()?, table.sets.len()))
}

fn vouched(mut parts: Parts<'_>) -> Result<Trust, Failure> {
	let mut root = TrustRoot::decode(parts.bytes("trustRoot")?)?;
	let pin: Pin = parts.json("trust")?;
	parts.end()?;
	let known = root.table().len();
	let unstated = || Failure::wrong("trust.formerUntil", "expected the end of the set before");
	pin.former_until().ok_or_else(unstated)?;
	pin.vouch(&mut root)?;
	Ok(Trust::new(&root, root.table().len().saturating_sub(known)))
}

/// Reads a trust root, and follows the hand-offs after it. Returns how many sets were not known.
fn learned(mut parts: Parts<'_>) -> Result<(TrustRoot, usize), Failure> {
	let mut root = TrustRoot::decode(parts.bytes("trustRoot")?)?;
	let mut learned = 0_usize;
	while !parts.is_empty() {
		learned =
			learned.saturating_add(root.learn(content(&HAND_OFFS, parts.bytes("handOffs")?)?)?);
	}
	Ok((root, learned))
}

/// Returns the content of a file, which is told apart from the content itself by its mark.
fn content<'a>(format: &Format, bytes: &'a [u8]) -> Result<&'a [u8], Failure> {
	match has_mark(format, bytes) {
		true => Ok(format.content(bytes)?),
		false => Ok(bytes),
	}
}

/// Returns true if bytes have one of the two parts of a mark that no content has where it stands: the first
/// byte, which is no version, and the three after it. So a mark in which a byte was changed is refused as
/// one, and is not read as a content.
fn has_mark(format: &Format, bytes: &[u8]) -> bool {
	bytes.first() == format.mark.first()
		|| bytes.get(1..4).is_some_and(|found| format.mark.get(1..4) == Some(found))
}

fn verified(mut parts: Parts<'_>) -> Result<Verified, Failure> {
	let evidence = content(&BUNDLE, parts.bytes("evidence")?)?;
	let References(references) = parts.json("references")?;
	let demands: Demands = parts.json("requirements")?;
	let (trusted, _) = learned(parts)?;
	let proven = check(evidence, &trusted, &demands.requirements())?;
	let verdicts = proven.verify(&references)?;
	Ok(Verified::new(&proven, verdicts))
}

/// Writes an answer, or the reason why there is none.
#[must_use]
pub fn answer<T: Serialize>(answer: Result<T, Failure>) -> Vec<u8> {
	let written = match answer {
		Ok(answer) => serde_json::to_vec(&answer),
		Err(failure) => serde_json::to_vec(&failure),
	};
	// The answers have no maps with other keys than text, which is all that could fail. Nothing is not
	// JSON, so no reader takes it for an answer.
	written.unwrap_or_default()
}
