// SPDX-License-Identifier: Apache-2.0

//! Asks a node about documents, and comes to a finding about each of them.
//!
//! There are three kinds of questions: for document keys, for evidence, and for hand-offs where the trust does
//! not reach. Their number follows from the institutions and the batches, and not from that of the documents.

use crate::{
	document::DocumentFile,
	finding::{Because, Finding},
	judgement::{judge, unproven, Judgement},
	keys::KeyHints,
	node::{KeyPage, NoAnswer, NoEvidence, Node},
	questions::{calls, shared, single, Question},
	trusted::{prove, Moments},
};
use std::{collections::BTreeMap, sync::Arc};
use testamur_primitives::{CredentialReference, InstitutionId};
use testamur_proof::{Proven, Refusal, TrustRoot};

/// The most pages of keys of one institution.
const MAX_PAGES: usize = 100;

/// An inquiry at one node.
struct Inquiry<'a, N> {
	node: &'a mut N,
	documents: &'a [DocumentFile<'a>],
	/// The trust, which learns from the node.
	trusted: TrustRoot,
	moments: &'a Moments,
	/// The keys of each institution that was asked about.
	hints: BTreeMap<InstitutionId, KeyHints>,
	/// The judgements, by the places of the documents.
	judgements: BTreeMap<usize, Judgement>,
	/// The reason why the node is asked nothing more.
	gone: Option<Because>,
}

/// The finding about a document, with the evidence of a node by which it can be found again.
pub struct Evidenced {
	/// The finding.
	pub finding: Finding,
	/// The evidence, which documents of one batch share; `None` if there is none.
	pub evidence: Option<Arc<[u8]>>,
}

/// Asks a node about documents, and returns a finding for each of them, in their order.
pub fn inquire(
	node: &mut impl Node,
	documents: &[DocumentFile<'_>],
	trusted: &TrustRoot,
	moments: &Moments,
) -> Vec<Finding> {
	let found = inquire_for_evidence(node, documents, trusted, moments);
	found.into_iter().map(|it| it.finding).collect()
}

/// Asks a node about documents as [`inquire`] does, and returns the evidence as well.
pub fn inquire_for_evidence(
	node: &mut impl Node,
	documents: &[DocumentFile<'_>],
	trusted: &TrustRoot,
	moments: &Moments,
) -> Vec<Evidenced> {
	let (found, own) = (node.genesis(), trusted.genesis());
	if found != own {
		let because = Because::from(&Refusal::OtherChain { found, trusted: own });
		let unproven =
			|document| Evidenced { finding: unproven(document, because.clone()), evidence: None };
		return documents.iter().map(unproven).collect();
	}
	let mut inquiry = Inquiry {
		node,
		documents,
		trusted: trusted.clone(),
		moments,
		hints: BTreeMap::new(),
		judgements: BTreeMap::new(),
		gone: None,
	};
	inquiry.ask_together();
	inquiry.ask_again();
	inquiry.findings()
}

impl<N: Node> Inquiry<'_, N> {
	/// Asks about all documents, with one reference for those that share what is proven.
	fn ask_together(&mut self) {
		for document in self.documents {
			self.find_keys(document.reference.institution);
		}
		let none = KeyHints::default();
		let hints = |document: &DocumentFile<'_>| {
			self.hints.get(&document.reference.institution).unwrap_or(&none)
		};
		let documents = self.documents.iter().enumerate();
		let questions =
			shared(documents.map(|(place, document)| (place, document, hints(document))));
		self.ask(questions);
	}

	/// Asks about those documents by themselves of which evidence of others did not show everything, and those
	/// that another institution has signed.
	fn ask_again(&mut self) {
		let is_open = |(place, judgement): (&usize, &Judgement)| {
			let document = self.documents.get(*place)?;
			let signer = judgement.signer.unwrap_or(document.reference.institution);
			let is_of_other = signer != document.reference.institution;
			(judgement.is_incomplete || is_of_other).then_some((*place, document, signer))
		};
		let open: Vec<_> = self.judgements.iter().filter_map(is_open).collect();
		for (_, _, signer) in &open {
			self.find_keys(*signer);
		}
		let none = KeyHints::default();
		let hints = |signer| self.hints.get(signer).unwrap_or(&none);
		let questions =
			single(open.iter().map(|(place, document, signer)| (*place, *document, hints(signer))));
		self.ask(questions);
	}

	/// Asks for the document keys of an institution, once. Without an answer there are no hints, but the reason
	/// for that, and what they are needed for cannot be told.
	fn find_keys(&mut self, institution: InstitutionId) {
		if self.gone.is_some() || self.hints.contains_key(&institution) {
			return;
		}
		let mut hints = KeyHints::default();
		let mut from = 1;
		for _ in 0..MAX_PAGES {
			let KeyPage { keys, next } = match self.node.document_keys(institution, from) {
				Ok(page) => page,
				Err(NoAnswer { because, is_gone }) => {
					self.gone = is_gone.then(|| because.clone());
					hints.explain(because);
					break;
				},
			};
			// A hint for which there is no room is one of many that a node made up.
			let _ = keys.into_iter().all(|(number, key)| hints.add(number, key));
			match next {
				Some(next) if next > from => from = next,
				_ => break,
			}
		}
		self.hints.insert(institution, hints);
	}

	/// Asks questions, in as few calls as they take.
	fn ask(&mut self, questions: Vec<Question>) {
		let mut calls = calls(questions);
		calls.reverse();
		while let Some(mut call) = calls.pop() {
			match self.evidence(&call) {
				Ok((evidence, proven)) => self.judge(&call, &evidence, &proven),
				Err(Missing::TooLarge(_)) if call.len() > 1 => {
					let half = call.split_off(call.len().div_ceil(2));
					calls.extend([half, call]);
				},
				Err(Missing::TooLarge(because) | Missing::Unproven(because)) => {
					self.leave_open(&call, &because);
				},
			}
		}
	}

	/// Returns evidence of the references of a call, and what it proves.
	fn evidence(&mut self, call: &[Question]) -> Result<(Arc<[u8]>, Proven), Missing> {
		if let Some(because) = &self.gone {
			return Err(Missing::Unproven(because.clone()));
		}
		let references: Vec<CredentialReference> =
			call.iter().flat_map(|question| question.references.iter().cloned()).collect();
		let proven = match self.node.prove(&references, self.moments.at) {
			Ok(evidence) => prove(&evidence, &mut self.trusted, self.node, self.moments)
				.map(|proven| (evidence.into(), proven)),
			Err(NoEvidence::TooLarge(because)) => return Err(Missing::TooLarge(because)),
			Err(NoEvidence::NoAnswer(no_answer)) => Err(no_answer),
		};
		proven.map_err(|NoAnswer { because, is_gone }| {
			self.gone = is_gone.then(|| because.clone());
			Missing::Unproven(because)
		})
	}

	/// Judges the documents of a call.
	fn judge(&mut self, call: &[Question], evidence: &Arc<[u8]>, proven: &Proven) {
		let none = KeyHints::default();
		for place in call.iter().flat_map(|question| &question.documents) {
			let Some(document) = self.documents.get(*place) else { continue };
			let former = self.judgements.get(place).and_then(|judgement| judgement.signer);
			let signer = former.unwrap_or(document.reference.institution);
			let hints = self.hints.get(&signer).unwrap_or(&none);
			let judgement = judge(document, proven, hints);
			let judgement = Judgement { evidence: Some(Arc::clone(evidence)), ..judgement };
			self.judgements.insert(*place, judgement);
		}
	}

	/// Leaves open what a call asked about, unless an earlier one told something.
	fn leave_open(&mut self, call: &[Question], because: &Because) {
		for place in call.iter().flat_map(|question| &question.documents) {
			let Some(document) = self.documents.get(*place) else { continue };
			match self.judgements.get_mut(place) {
				Some(judgement) => judgement.finding.add_doubt(because.clone()),
				None => {
					let finding = unproven(document, because.clone());
					self.judgements.insert(*place, Judgement::closed(finding));
				},
			}
		}
	}

	/// Returns the findings, in the order of the documents.
	fn findings(mut self) -> Vec<Evidenced> {
		let places = 0..self.documents.len();
		let found = places.map(|place| self.judgements.remove(&place));
		// Every document is in a call, and one without a finding would not be valid.
		found
			.map(|judgement| judgement.unwrap_or_else(|| Judgement::closed(Finding::default())))
			.map(|Judgement { finding, evidence, .. }| Evidenced { finding, evidence })
			.collect()
	}
}

/// The reason why nothing is proven by a call.
enum Missing {
	/// The evidence would be too large.
	TooLarge(Because),
	/// There is no evidence, or it proves nothing.
	Unproven(Because),
}
