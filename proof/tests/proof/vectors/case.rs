// SPDX-License-Identifier: Apache-2.0

//! The JSON of a vector.

use crate::{
	chain::{Final, TIME},
	records::{keys_for, plain},
};
use codec::Decode;
use serde_json::{json, Value};
use testamur_primitives::{state::CannotTell, CredentialReference, Status, Verdict};
use testamur_proof::{bundle, AsOf, BlockId, Evidence, KnownSet};

/// Returns bytes as `0x` and hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
	bytes.iter().fold("0x".into(), |text, byte| format!("{text}{byte:02x}"))
}

/// Returns a word of a variant, from its name.
fn word(variant: &impl std::fmt::Debug) -> String {
	let name = format!("{variant:?}");
	name[..1].to_lowercase() + &name[1..]
}

/// Returns a row of a table of known sets.
pub(crate) fn row(row: &KnownSet) -> Value {
	let KnownSet { id, first, last, until, forced_in, hash } = row;
	json!({
		"set": id,
		"first": first,
		"last": last,
		"until": until,
		"forcedIn": forced_in,
		"hash": hex(&hash.0),
	})
}

/// Returns a moment.
pub(crate) fn as_of(shown: &AsOf) -> Value {
	let BlockId { hash, number } = shown.finalized;
	json!({
		"number": shown.number,
		"hash": hex(&shown.hash.0),
		"time": shown.time,
		"setId": shown.set_id,
		"finalized": { "number": number, "hash": hex(&hash.0) },
		"runtime": shown.runtime,
	})
}

/// Returns what vectors have of a verdict.
pub(crate) fn verdict(verdict: &Verdict) -> Value {
	let facts = verdict.findings.as_ref().map(|findings| {
		let status = match findings.status.status {
			Status::Revoked(_) => "revoked".into(),
			status => word(&status),
		};
		let path = findings.accreditation.path.iter().map(|step| step.id.0);
		json!({
			"status": status,
			"successor": findings.status.successor.map(|successor| hex(&successor.root.0)),
			"institution": findings.institution.id.0,
			"type": findings.credential_type.id.0,
			"path": path.collect::<Vec<_>>(),
			"then": findings.accreditation.then,
			"now": findings.accreditation.now,
		})
	});
	let reasons: Vec<_> = verdict.reasons.iter().map(word).collect();
	json!({ "outcome": word(&verdict.outcome), "reasons": reasons, "facts": facts })
}

/// A reference of the verifier.
pub(crate) struct Asked(pub(crate) CredentialReference);

impl Asked {
	fn json(&self) -> Value {
		let CredentialReference { institution, leaf, index, size, path, signed_by } = &self.0;
		assert!(signed_by.is_none(), "keys have vectors of their own");
		let path: Vec<_> = path.iter().map(|node| hex(&node.0)).collect();
		json!({
			"institution": institution.0, "leaf": hex(&leaf.0), "index": index, "size": size,
			"path": path,
		})
	}

	pub(crate) fn read(json: &Value) -> Self {
		let number = |name: &str| super::u32_of(&json[name]).unwrap();
		let path = super::list(json, "path").iter().map(|node| super::hash(node).0);
		let path: Vec<[u8; 32]> = path.collect();
		let encoded = codec::Encode::encode(&path);
		Self(CredentialReference {
			institution: testamur_primitives::InstitutionId(number("institution")),
			leaf: testamur_primitives::Leaf(super::hash(&json["leaf"]).0),
			index: number("index"),
			size: number("size"),
			path: Decode::decode(&mut &encoded[..]).unwrap(),
			signed_by: None,
		})
	}
}

/// What a bundle answers.
pub(crate) enum Expected {
	Verdict(Value),
	Refusal(&'static str),
}

impl Expected {
	pub(crate) fn json(&self, reference: &Value) -> Value {
		match self {
			Self::Verdict(verdict) => json!({ "reference": reference, "verdict": verdict }),
			Self::Refusal(word) => json!({ "reference": reference, "refusal": word }),
		}
	}
}

/// Evidence of a block, and what it answers.
pub(crate) struct Shown {
	pub(crate) block: Final,
	pub(crate) evidence: Evidence,
	pub(crate) answers: Vec<Value>,
}

impl Shown {
	/// Returns evidence of what these references need.
	pub(crate) fn of(block: Final, asked: &[CredentialReference]) -> Self {
		let evidence = block.evidence(&keys_for(&block.built, asked), &[]);
		let mut shown = Self { block, evidence, answers: Vec::new() };
		shown.answer(asked);
		shown
	}

	/// Adds the verdicts over the plain state.
	pub(crate) fn answer(&mut self, asked: &[CredentialReference]) {
		for one in asked {
			let found = plain(&self.block.built.state, std::slice::from_ref(one), TIME).0;
			let expected = match found {
				Ok(verdicts) => Expected::Verdict(verdict(&verdicts[0])),
				Err(CannotTell::Damaged(_)) => Expected::Refusal("damaged"),
				Err(other) => panic!("{other:?}"),
			};
			self.answers.push(expected.json(&Asked(one.clone()).json()));
		}
	}

	/// Adds a refusal of a question.
	pub(crate) fn refuse(&mut self, asked: &CredentialReference, word: &'static str) {
		let reference = Asked(asked.clone()).json();
		self.answers.push(Expected::Refusal(word).json(&reference));
	}

	/// Returns the vector of a file that is accepted ten seconds after the block, with this table.
	pub(crate) fn json(&self, name: &str, table: Option<&str>) -> Value {
		let Evidence { header, past, set_id, .. } = &self.evidence;
		let shown = past.as_ref().map_or(header, |past| &past.header);
		let shown = AsOf {
			number: shown.number,
			hash: shown.hash(),
			time: testamur_primitives::state::time(&self.block.built.state).unwrap(),
			age: 0,
			set_id: *set_id,
			finalized: header.id(),
			runtime: 2,
		};
		json!({
			"name": name,
			"file": bundle::text(&self.evidence.to_bundle()),
			"table": table,
			"now": TIME + 10_000,
			"maxAge": 3_600_000,
			"asOf": as_of(&shown),
			"answers": self.answers,
		})
	}
}

/// Returns the vector of a file that is refused, whatever it is.
pub(crate) fn refused(name: &str, file: &[u8], refusal: &str) -> Value {
	refused_text(name, &bundle::text(file), refusal)
}

/// Returns the vector of a text that is refused.
pub(crate) fn refused_text(name: &str, file: &str, refusal: &str) -> Value {
	let (now, age) = (TIME + 10_000, 3_600_000);
	json!({
		"name": name, "file": file, "table": null, "now": now, "maxAge": age, "refusal": refusal,
	})
}

/// Returns a vector with another member.
pub(crate) fn with(mut case: Value, name: &str, value: Value) -> Value {
	case[name] = value;
	case
}
