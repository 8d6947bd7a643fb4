// SPDX-License-Identifier: Apache-2.0

//! Judges the signatures of a document, by keys whose records are proven (`docs/spec/document-keys.md`).

use crate::{
	document::DocumentFile,
	finding::{Because, Finding},
	keys::KeyHints,
	verdict::verdict,
};
use testamur_documents::{
	anchor::CRYPTOSUITE, key_name, key_number, proofs::ProofFault, Controller,
	Refusal as DocumentRefusal, SignedDocument, Standing,
};
use testamur_primitives::{verdict::Reason, PublicKey, Verdict};
use testamur_proof::{Proven, Refusal};

/// The knowledge about the key of a number.
enum Key {
	/// The record of this key is proven, and has the number. The verdict is about the key.
	Proven(PublicKey, Box<Verdict>),
	/// There is no hint, for a reason if one is known.
	NoHint(Option<Because>),
	/// No key of the hints has the number on record.
	WrongHint,
	/// The evidence does not cover the record.
	NotCovered,
	/// The evidence cannot be read.
	Refused(Refusal),
}

/// The signatures of a document, with the keys that they name by their numbers.
pub(crate) struct Signatures(Vec<(u32, Key)>);

/// The findings about the proofs of a document.
#[derive(Default)]
struct Tally<'a> {
	/// The verdicts about the keys whose signatures stand.
	good: Vec<&'a Verdict>,
	/// The suites and types that are not known, without those of anchors.
	skipped: Vec<String>,
	/// True if there is a signature of a known suite.
	is_signed: bool,
	/// True if a signature names a key that is not known.
	has_unknown_key: bool,
}

impl Signatures {
	/// Finds the keys that the proofs of a document name.
	pub(crate) fn new(document: &DocumentFile<'_>, proven: &Proven, hints: &KeyHints) -> Self {
		let key = |number| (number, key(document, proven, hints, number));
		Self(document.keys().map(key).collect())
	}

	/// Returns whether evidence of other records could tell more.
	pub(crate) fn are_incomplete(&self) -> bool {
		self.0.iter().any(|(_, key)| matches!(key, Key::NotCovered))
	}

	/// Judges all signatures, and returns the verdict about a key that signed the document, at best one that
	/// counts.
	pub(crate) fn judge(
		&self,
		signed: &SignedDocument<'_>,
		finding: &mut Finding,
	) -> Option<Verdict> {
		let Some(issuer) = signed.issuer() else {
			finding.add_refusal(&DocumentRefusal::IssuerMissing);
			return None;
		};
		let keys: Vec<_> =
			self.0.iter().filter_map(|(number, key)| named(issuer, *number, key)).collect();
		match signed.examine(&Controller { id: issuer, keys: &keys }) {
			Ok(standings) => {
				let methods = signed.methods();
				let numbers = methods.map(|named| named.and_then(|it| key_number(it, issuer)));
				let tally = self.tally(standings.into_iter().zip(numbers), finding);
				conclude(tally, finding)
			},
			Err(refusal) => {
				finding.add_refusal(&refusal);
				None
			},
		}
	}

	/// Adds what speaks against proofs, each with the number of the key that it names, and returns the
	/// others.
	fn tally(
		&self,
		proofs: impl Iterator<Item = (Result<Standing, ProofFault>, Option<u32>)>,
		finding: &mut Finding,
	) -> Tally<'_> {
		let mut tally = Tally::default();
		for (position, (standing, number)) in proofs.enumerate() {
			tally.is_signed |= !matches!(standing, Ok(Standing::Skipped(_)));
			match standing {
				Ok(Standing::Skipped(name)) if name == CRYPTOSUITE => {},
				Ok(Standing::Skipped(name)) => tally.skipped.push(name),
				Ok(Standing::Good { .. }) => tally.good.extend(self.verdict(number)),
				Err(ProofFault::UnknownMethod) if number.is_some() => {
					tally.has_unknown_key = true;
					finding.add_doubt(self.doubt(number.unwrap_or_default()));
				},
				Err(fault) => finding.add_refusal(&DocumentRefusal::Proof(position, fault)),
			}
		}
		tally
	}

	fn key(&self, number: u32) -> Option<&Key> {
		self.0.iter().find(|(of, _)| *of == number).map(|(_, key)| key)
	}

	/// Returns the verdict about the key of a number.
	fn verdict(&self, number: Option<u32>) -> Option<&Verdict> {
		match self.key(number?) {
			Some(Key::Proven(_, verdict)) => Some(verdict),
			_ => None,
		}
	}

	/// Returns why nothing can be told about a signature with the key of a number.
	fn doubt(&self, number: u32) -> Because {
		let (word, why) = match self.key(number) {
			Some(Key::Refused(refusal)) => return Because::from(refusal),
			Some(Key::WrongHint) => (
				"keyNotProven",
				"and the key that was handed over as that one is not the one on record: ask another node \
				 for the keys",
			),
			Some(Key::NotCovered) => (
				"keyNotCovered",
				"and the evidence does not cover its record: fetch evidence for a reference with that key \
				 as its `signedBy`",
			),
			Some(Key::NoHint(Some(because))) => return because.clone(),
			Some(Key::NoHint(None) | Key::Proven(..)) => (
				"keyUnknown",
				"and nothing says which key that is: ask a node, or state the answer of one with --keys",
			),
			None => ("tooManyKeys", "and the document names more keys than are looked up"),
		};
		let signed = format!("its signature names key {number} of the institution, {why}");
		Because::new(word, signed)
	}
}

/// Returns the name of a key and the key, if its record is proven.
fn named(issuer: &str, number: u32, key: &Key) -> Option<(String, PublicKey)> {
	match key {
		Key::Proven(key, _) => Some((key_name(issuer, number), *key)),
		_ => None,
	}
}

/// Returns what is known about the key of a number, by hints at it.
fn key(document: &DocumentFile<'_>, proven: &Proven, hints: &KeyHints, number: u32) -> Key {
	let mut found = match hints.of(number) {
		[] => Key::NoHint(hints.why().cloned()),
		_ => Key::WrongHint,
	};
	for hint in hints.of(number) {
		match verdict(proven, &document.signed_by(*hint)) {
			Ok(verdict) if has_number(&verdict, number) => {
				return Key::Proven(*hint, Box::new(verdict));
			},
			Ok(_) => {},
			Err(Refusal::Incomplete(_)) => found = Key::NotCovered,
			Err(refusal) => found = Key::Refused(refusal),
		}
	}
	found
}

/// Returns whether a verdict is about a key that has a number on record.
fn has_number(verdict: &Verdict, number: u32) -> bool {
	let record = verdict.findings.as_ref().and_then(|findings| findings.document_key);
	record.is_some_and(|record| record.number == number)
}

/// Returns whether a reason of a verdict is about the key.
const fn is_about_key(reason: Reason) -> bool {
	matches!(reason, Reason::KeyNotAuthorized | Reason::KeyCompromised)
}

/// Adds what follows from all signatures together: one whose key counts suffices.
fn conclude(tally: Tally<'_>, finding: &mut Finding) -> Option<Verdict> {
	if !tally.is_signed {
		finding.add_refusal(&match tally.skipped.is_empty() {
			true => DocumentRefusal::NoProof,
			false => DocumentRefusal::UnknownSuites(tally.skipped),
		});
		return None;
	}
	let counts = |verdict: &&&Verdict| !verdict.reasons.iter().copied().any(is_about_key);
	if let Some(verdict) = tally.good.iter().find(counts) {
		finding.is_signed = true;
		return Some((*verdict).clone());
	}
	let first = tally.good.first()?;
	// A signature with a key that is not known could be one that counts.
	if !tally.has_unknown_key {
		finding.add_reasons(first, is_about_key);
	}
	Some((*first).clone())
}
