// SPDX-License-Identifier: Apache-2.0

//! A node that is known by its replies so far.
//!
//! The page asks a node without waiting, and an inquiry waits for each answer. So an inquiry is made with the replies
//! that there are, and ends with the first question that has none. The page puts it to the node, and the inquiry is
//! made again from the beginning, until no question is left. Replies are as little trusted as those of any node.

use serde::{de::DeserializeOwned, Deserialize, Serialize};
use serde_json::{json, Value};
use std::collections::BTreeMap;
use testamur_json::{
	answers::{AuthoritySets, Dated, DocumentKey, Evidence, Page},
	hex::{self, Hash as HashText},
	reference::Reference,
	time::Time,
};
use testamur_primitives::{CredentialReference, InstitutionId, Moment};
use testamur_proof::{Hash, SetId};
use testamur_register::{At, Record, RecordNode};
use testamur_verification::{Because, KeyPage, NoAnswer, NoEvidence, Node};

/// The code with which a node says that evidence would be too large.
const TOO_LARGE: i64 = 9006;
/// Maximum number of characters of a message of a node.
const MAX_MESSAGE: usize = 300;

/// A question to a node, as its RPC takes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Question {
	method: &'static str,
	params: Value,
}

/// The reply to a question: the response of a node, or what the page says where there is none.
#[derive(Deserialize)]
struct Reply {
	result: Option<Value>,
	error: Option<RpcError>,
	gone: Option<Gone>,
}

/// An error of a node.
#[derive(Deserialize)]
struct RpcError {
	code: i64,
	message: String,
}

/// A reason why the page has no response of the node, and asks it nothing more.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Gone {
	/// There is no connection.
	Unreachable,
	/// The connection was lost.
	Lost,
	/// The node took too long.
	TimedOut,
	/// The response is too large.
	TooLarge,
}

impl Gone {
	fn because(self) -> Because {
		let (word, message) = match self {
			Self::Unreachable => (
				"unreachable",
				"the node cannot be reached: check the network, or ask another node",
			),
			Self::Lost => ("lost", "the connection to the node was lost: ask again"),
			Self::TimedOut => {
				("timedOut", "the node did not answer in time: ask again, or ask another node")
			},
			Self::TooLarge => (
				"notUnderstood",
				"the answer of the node is larger than any that is asked for: ask another node",
			),
		};
		Because::new(word, message)
	}
}

/// The replies of a node, by the questions.
pub(crate) struct Replies<'a> {
	/// The genesis block of its chain, and zeros until it has said which that is.
	genesis: Hash,
	known: BTreeMap<&'a [u8], &'a [u8]>,
	/// The first question that has no reply.
	missing: Option<Question>,
}

impl<'a> Replies<'a> {
	/// Returns the replies of a node whose chain is not known yet.
	pub(crate) fn new(known: BTreeMap<&'a [u8], &'a [u8]>) -> Self {
		Self { genesis: Hash([0; 32]), known, missing: None }
	}

	/// Finds out to which chain the node says that it belongs.
	pub(crate) fn find_chain(&mut self) -> Result<(), NoAnswer> {
		let HashText(genesis) = self.answer("chain_getBlockHash", json!([0]))?;
		self.genesis = Hash(genesis);
		Ok(())
	}

	/// Returns the first question that has no reply. What was found without it counts for nothing.
	pub(crate) fn into_missing(self) -> Option<Question> {
		self.missing
	}

	/// Returns the answer in the reply to a question.
	fn answer<T: DeserializeOwned>(
		&mut self,
		method: &'static str,
		params: Value,
	) -> Result<T, NoAnswer> {
		match self.reply(Question { method, params })? {
			Reply { gone: Some(gone), .. } => {
				Err(NoAnswer { because: gone.because(), is_gone: true })
			},
			Reply { error: Some(RpcError { code, message }), .. } => {
				let message: String = message.chars().take(MAX_MESSAGE).collect();
				let why = format!("the node cannot tell ({code}): {message}");
				let word = if code == TOO_LARGE { EVIDENCE_TOO_LARGE } else { "nodeCannotTell" };
				Err(NoAnswer { because: Because::new(word, why), is_gone: false })
			},
			Reply { result, .. } => {
				serde_json::from_value(result.unwrap_or_default()).map_err(|_| not_understood())
			},
		}
	}

	/// Returns the evidence in the reply to a question.
	fn evidence(&mut self, method: &'static str, params: Value) -> Result<Vec<u8>, NoEvidence> {
		match self.answer(method, params) {
			Ok(Evidence { evidence, .. }) => bytes(&evidence).map_err(NoEvidence::NoAnswer),
			Err(NoAnswer { because, .. }) if because.word == EVIDENCE_TOO_LARGE => {
				Err(NoEvidence::TooLarge(because))
			},
			Err(no_answer) => Err(NoEvidence::NoAnswer(no_answer)),
		}
	}

	/// Returns the reply to a question, or notes that there is none yet.
	fn reply(&mut self, question: Question) -> Result<Reply, NoAnswer> {
		let text = serde_json::to_vec(&question).unwrap_or_default();
		match (self.known.get(text.as_slice()), &self.missing) {
			(Some(reply), None) => serde_json::from_slice(reply).map_err(|_| not_understood()),
			(None, None) => {
				self.missing = Some(question);
				Err(pending())
			},
			(_, Some(_)) => Err(pending()),
		}
	}
}

/// The word for evidence that is too large, by which it is told from other errors.
const EVIDENCE_TOO_LARGE: &str = "evidenceTooLarge";

/// Returns that a question has no reply yet. Nobody is shown this: the inquiry is made again.
fn pending() -> NoAnswer {
	NoAnswer { because: Because::new("pending", "the node is being asked"), is_gone: true }
}

fn not_understood() -> NoAnswer {
	let why = "the answer of the node is not understood: check that it is a node of a Testamur chain, or ask \
	           another node";
	NoAnswer { because: Because::new("notUnderstood", why), is_gone: false }
}

/// Returns bytes in hexadecimal digits.
fn bytes(text: &str) -> Result<Vec<u8>, NoAnswer> {
	hex::decode(text).ok_or_else(not_understood)
}

impl Node for Replies<'_> {
	fn genesis(&self) -> Hash {
		self.genesis
	}

	fn document_keys(&mut self, id: InstitutionId, from: u32) -> Result<KeyPage, NoAnswer> {
		let page: Option<Dated<Page<DocumentKey>>> =
			self.answer("credentials_documentKeys", json!([id.0, from]))?;
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
		let references: Vec<Reference> = references.iter().map(Reference::from).collect();
		let at = at.map_or(Value::Null, |at| json!({ "time": Time(at) }));
		self.evidence("credentials_prove", json!([references, at]))
	}

	fn hand_offs(&mut self, from: SetId) -> Result<Vec<u8>, NoAnswer> {
		let page: AuthoritySets = self.answer("credentials_authoritySets", json!([from]))?;
		bytes(&page.hand_offs)
	}
}

impl RecordNode for Replies<'_> {
	fn prove_records(&mut self, records: &[Record], at: At) -> Result<Vec<u8>, NoEvidence> {
		let at = match at {
			At::Last => Value::Null,
			At::Time(moment) => json!({ "time": Time(moment) }),
			At::Block(hash) => json!({ "hash": HashText(hash.0) }),
		};
		self.evidence("credentials_proveRecords", json!([records, at]))
	}
}
