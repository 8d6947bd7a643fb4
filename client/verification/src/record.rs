// SPDX-License-Identifier: Apache-2.0

//! The answers of a node, kept so that documents can be verified by them again. They are as little trusted as the
//! node: each is checked anew.

use crate::{
	finding::Because,
	node::{KeyPage, NoAnswer, NoEvidence, Node, MAX_REFERENCES},
};
use serde::{Deserialize, Serialize};
use testamur_json::{hex::Hash as HashText, multikey::Multikey, reference::References};
use testamur_primitives::{CredentialReference, InstitutionId, Moment};
use testamur_proof::{
	bundle::{text, Format, BUNDLE, HAND_OFFS},
	Hash, SetId,
};

/// The most answers of a kind, which is more than any verification asks for.
const MAX_ANSWERS: usize = 10_000;

/// The answers of a node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Answers {
	/// The hash of the genesis block that the node stated.
	genesis: HashText,
	keys: Vec<Keys>,
	bundles: Vec<Bundle>,
	hand_offs: Vec<HandOffs>,
}

/// A page of document keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
	institution: u32,
	from: u32,
	keys: Vec<(u32, Multikey)>,
	next: Option<u32>,
}

/// Evidence as the text of a bundle, with the references that were asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bundle {
	references: References,
	bundle: String,
}

/// Hand-offs as the text of their file, with the set that was asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct HandOffs {
	from: SetId,
	hand_offs: String,
}

/// A node whose answers are kept.
pub struct Recorder<N> {
	node: N,
	answers: Answers,
}

impl<N: Node> Recorder<N> {
	/// Returns a node that was asked nothing yet.
	pub fn new(node: N) -> Self {
		let genesis = HashText(node.genesis().0);
		let answers =
			Answers { genesis, keys: Vec::new(), bundles: Vec::new(), hand_offs: Vec::new() };
		Self { node, answers }
	}

	/// Returns the answers.
	pub fn into_answers(self) -> Answers {
		self.answers
	}
}

impl Answers {
	/// Returns whether there are no more answers than a verification asks for.
	pub(crate) fn are_bounded(&self) -> bool {
		let counts = [self.keys.len(), self.bundles.len(), self.hand_offs.len()];
		let is_one_call = |bundle: &Bundle| bundle.references.0.len() <= MAX_REFERENCES;
		counts.iter().all(|count| *count <= MAX_ANSWERS) && self.bundles.iter().all(is_one_call)
	}
}

/// Returns the text of a file with a content.
fn text_of(format: &Format, content: &[u8]) -> String {
	text(&[format.mark.as_slice(), content].concat())
}

/// Returns the content of the file with a text.
fn content_of(format: &Format, text: &str) -> Result<Vec<u8>, NoAnswer> {
	let file = format.read_text(text).map_err(|refusal| NoAnswer::from(&refusal))?;
	let content = format.content(&file).map_err(|refusal| NoAnswer::from(&refusal))?;
	Ok(content.to_vec())
}

impl<N: Node> Node for Recorder<N> {
	fn genesis(&self) -> Hash {
		self.node.genesis()
	}

	fn document_keys(&mut self, id: InstitutionId, from: u32) -> Result<KeyPage, NoAnswer> {
		let page = self.node.document_keys(id, from)?;
		let keys = page.keys.iter().map(|(number, key)| (*number, Multikey(*key))).collect();
		self.answers.keys.push(Keys { institution: id.0, from, keys, next: page.next });
		Ok(page)
	}

	fn prove(
		&mut self,
		references: &[CredentialReference],
		at: Option<Moment>,
	) -> Result<Vec<u8>, NoEvidence> {
		let evidence = self.node.prove(references, at)?;
		let references = References(references.to_vec());
		self.answers
			.bundles
			.push(Bundle { references, bundle: text_of(&BUNDLE, &evidence) });
		Ok(evidence)
	}

	fn hand_offs(&mut self, from: SetId) -> Result<Vec<u8>, NoAnswer> {
		let found = self.node.hand_offs(from)?;
		let hand_offs = text_of(&HAND_OFFS, &found);
		self.answers.hand_offs.push(HandOffs { from, hand_offs });
		Ok(found)
	}
}

/// Returns that an answer was not kept.
fn not_kept() -> NoAnswer {
	let why = "the report has no answer of the node to this: ask a node";
	NoAnswer { because: Because::new("notInReport", why), is_gone: false }
}

impl Node for Answers {
	fn genesis(&self) -> Hash {
		Hash(self.genesis.0)
	}

	fn document_keys(&mut self, id: InstitutionId, from: u32) -> Result<KeyPage, NoAnswer> {
		let is_asked = |page: &&Keys| page.institution == id.0 && page.from == from;
		let page = self.keys.iter().find(is_asked).ok_or_else(not_kept)?;
		let keys = page.keys.iter().map(|(number, key)| (*number, key.0)).collect();
		Ok(KeyPage { keys, next: page.next })
	}

	/// Returns the evidence that was asked for with all of these references, and as few others as possible. Where
	/// there is none, fewer references may have evidence.
	fn prove(
		&mut self,
		references: &[CredentialReference],
		_: Option<Moment>,
	) -> Result<Vec<u8>, NoEvidence> {
		let covers = |kept: &&Bundle| references.iter().all(|it| kept.references.0.contains(it));
		let found = self.bundles.iter().filter(covers).min_by_key(|kept| kept.references.0.len());
		match found {
			Some(kept) => content_of(&BUNDLE, &kept.bundle).map_err(NoEvidence::NoAnswer),
			None if references.len() > 1 => Err(NoEvidence::TooLarge(not_kept().because)),
			None => Err(NoEvidence::NoAnswer(not_kept())),
		}
	}

	fn hand_offs(&mut self, from: SetId) -> Result<Vec<u8>, NoAnswer> {
		let kept = self.hand_offs.iter().find(|kept| kept.from == from).ok_or_else(not_kept)?;
		content_of(&HAND_OFFS, &kept.hand_offs)
	}
}
