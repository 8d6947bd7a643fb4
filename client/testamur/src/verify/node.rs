// SPDX-License-Identifier: Apache-2.0

//! A node, as the verification asks it.

use testamur_chain::{answers::Dated, Client, Fault};
use testamur_json::hex;
use testamur_primitives::{CredentialReference, InstitutionId, Moment};
use testamur_proof::{Hash, SetId};
use testamur_verification::{Because, KeyPage, NoAnswer, NoEvidence, Node};

/// The code with which a node says that evidence would be too large.
const TOO_LARGE: i32 = 9006;

/// A node over its RPC.
pub(crate) struct RpcNode(pub(crate) Client);

/// Returns the word for a fault.
const fn word(fault: &Fault) -> &'static str {
	match fault {
		Fault::Unreachable { .. } | Fault::Address(_) => "unreachable",
		Fault::Lost(_) => "lost",
		Fault::TimedOut(_) => "timedOut",
		Fault::CannotTell { .. } => "nodeCannotTell",
		Fault::OtherChain => "otherChain",
		_ => "notUnderstood",
	}
}

/// Returns why a node gives no answer.
pub(crate) fn no_answer(fault: &Fault) -> NoAnswer {
	// An error is about one question. After any other fault, the next question would wait for nothing.
	let is_gone = !matches!(fault, Fault::CannotTell { .. } | Fault::NotUnderstood(_));
	NoAnswer { because: Because::new(word(fault), fault.to_string()), is_gone }
}

/// Returns bytes in hexadecimal digits.
pub(crate) fn bytes(text: &str) -> Result<Vec<u8>, NoAnswer> {
	let because = || Because::new("notUnderstood", "the answer of the node is no text of bytes");
	hex::decode(text).ok_or_else(|| NoAnswer { because: because(), is_gone: false })
}

impl Node for RpcNode {
	fn genesis(&self) -> Hash {
		Hash(self.0.genesis())
	}

	fn document_keys(&mut self, id: InstitutionId, from: u32) -> Result<KeyPage, NoAnswer> {
		let page = self.0.document_keys(id, from).map_err(|fault| no_answer(&fault))?;
		Ok(page.map_or_else(KeyPage::default, |Dated { answer: page, .. }| KeyPage {
			keys: page.items.iter().map(|item| (item.record.number, item.key.0)).collect(),
			next: page.next,
		}))
	}

	fn prove(
		&mut self,
		references: &[CredentialReference],
		at: Option<Moment>,
	) -> Result<Vec<u8>, NoEvidence> {
		let answer = self.0.prove(references, at).map_err(|fault| match fault {
			Fault::CannotTell { code: TOO_LARGE, .. } => {
				NoEvidence::TooLarge(no_answer(&fault).because)
			},
			_ => NoEvidence::NoAnswer(no_answer(&fault)),
		})?;
		bytes(&answer.evidence).map_err(NoEvidence::NoAnswer)
	}

	fn hand_offs(&mut self, from: SetId) -> Result<Vec<u8>, NoAnswer> {
		let page = self.0.authority_sets(from).map_err(|fault| no_answer(&fault))?;
		bytes(&page.hand_offs)
	}
}
