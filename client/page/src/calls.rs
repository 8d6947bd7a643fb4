// SPDX-License-Identifier: Apache-2.0

//! The functions, from the bytes of a request to those of an answer.

use crate::{
	entries::entries,
	replies::{Question, Replies},
	session::{clock, set_clock, MaxAges, Session},
	stated::Stated,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{collections::BTreeMap, path::Path};
use testamur_documents::Audience;
use testamur_json::hex::Hash;
use testamur_primitives::Moment;
use testamur_verification::{
	find_by_bundle, inquire, open_handed, trust_in, unproven, Bundles, Finding, KeyHints, Location,
	Moments, NamedFile, Origin, Problem, Reading,
};
use testamur_verifier::{answer, Failure, Parts};

/// The most files that are handed over beside one.
const MAX_BESIDE: usize = 16;
/// The most replies of a node to questions about one file.
const MAX_REPLIES: usize = 1_000;

/// The page, as far as it remembers anything.
#[derive(Default)]
pub struct Page(Option<Session>);

/// The settings of a page.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Settings {
	/// The largest age of a moment that a bundle shows, in milliseconds; null for any. Neither age can be left out,
	/// because evidence of any age would be accepted by mistake.
	#[serde(deserialize_with = "Option::deserialize")]
	max_age_of_bundles: Option<Moment>,
	/// The largest age of a moment that a node shows, in milliseconds; null for any.
	#[serde(deserialize_with = "Option::deserialize")]
	max_age_of_nodes: Option<Moment>,
}

/// The question about a file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FileQuestion {
	/// The time by the clock of the visitor, in milliseconds.
	now: Moment,
	/// The name of the file.
	name: String,
	/// The names of the files that may belong to it.
	beside: Vec<String>,
	/// The challenge for which something has to be presented.
	challenge: Option<String>,
	/// The domain for which something has to be presented.
	domain: Option<String>,
	/// The address of the node that is asked, if one is.
	node: Option<String>,
}

/// A file, with the question about it.
struct Handed {
	question: FileQuestion,
	file: NamedFile,
	beside: Vec<NamedFile>,
}

/// The trust of a page that is set up.
#[derive(Serialize)]
struct Trusted {
	/// The hash of the genesis block.
	genesis: Hash,
}

/// The answer whether a file is one of keys, which were added.
#[derive(Serialize)]
struct Added {
	keys: bool,
}

/// The answer to a question about a file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Answer {
	/// The findings.
	Entries(Value),
	/// The questions that the node has to answer first.
	Question(Question),
}

impl Page {
	/// Returns a page that is not set up.
	#[must_use]
	pub const fn new() -> Self {
		Self(None)
	}

	/// Sets the page up, and forgets what was before.
	///
	/// The parts of the request are the settings, the set or table of sets of validators that is trusted, and any
	/// number of files with hints at keys.
	pub fn set_up(&mut self, request: &[u8]) -> Vec<u8> {
		let session = session(Parts::new(request));
		answer(session.map(|session| {
			let genesis = Hash(session.trusted.genesis().0);
			self.0 = Some(session);
			Trusted { genesis }
		}))
	}

	/// Adds the hints at keys in a file, if it is one.
	///
	/// The parts of the request are the name of the file as a text in JSON, and its content.
	pub fn add_keys(&mut self, request: &[u8]) -> Vec<u8> {
		answer(self.session().and_then(|session| {
			let mut parts = Parts::new(request);
			let name: String = parts.json("name")?;
			let content = parts.bytes("content")?;
			parts.end()?;
			let mut hints = session.hints.clone();
			let keys = hints.read(&Location::from(Path::new(&name)), content).is_ok();
			if keys {
				session.hints = hints;
			}
			Ok(Added { keys })
		}))
	}

	/// Returns what is found about a file by the bundles that came with it.
	///
	/// The parts of the request are the question, the content of the file, and those of the files beside it.
	pub fn check(&mut self, request: &[u8]) -> Vec<u8> {
		answer(self.session().and_then(|session| {
			let mut parts = Parts::new(request);
			let handed = Handed::read(&mut parts)?;
			parts.end()?;
			by_bundles(session, handed)
		}))
	}

	/// Returns what is found about a file by its bundles and by a node, or what the node has to be asked first.
	///
	/// The parts of the request are those of [`Self::check`], and each question that the node was asked so far,
	/// with its reply after it.
	pub fn ask(&mut self, request: &[u8]) -> Vec<u8> {
		answer(self.session().and_then(|session| {
			let mut parts = Parts::new(request);
			let handed = Handed::read(&mut parts)?;
			let replies = replies(parts)?;
			by_node(session, handed, replies)
		}))
	}

	pub(crate) fn session(&mut self) -> Result<&mut Session, Failure> {
		let not_set_up = || Failure::wrong("session", "expected a page that is set up");
		self.0.as_mut().ok_or_else(not_set_up)
	}
}

impl Handed {
	/// Reads the parts of a request that are the same for all questions about a file.
	fn read(parts: &mut Parts<'_>) -> Result<Self, Failure> {
		let mut question: FileQuestion = parts.json("question")?;
		if question.beside.len() > MAX_BESIDE {
			return Err(Failure::wrong("question.beside", "expected fewer files"));
		}
		let name = question.name.clone();
		let file = NamedFile { name, content: parts.bytes("file")?.to_vec() };
		let beside = core::mem::take(&mut question.beside);
		let beside = beside
			.into_iter()
			.map(|name| Ok(NamedFile { name, content: parts.bytes("beside")?.to_vec() }));
		let beside = beside.collect::<Result<_, Failure>>()?;
		set_clock(question.now);
		Ok(Self { question, file, beside })
	}
}

/// Returns what a request to set the page up asks for.
fn session(mut parts: Parts<'_>) -> Result<Session, Failure> {
	let Settings { max_age_of_bundles, max_age_of_nodes } = parts.json("settings")?;
	let max_ages = MaxAges { of_bundles: max_age_of_bundles, of_nodes: max_age_of_nodes };
	let trusted =
		trust_in(&named("trust"), parts.bytes("trust")?).map_err(|it| wrong("trust", &it))?;
	let mut session = Session::new(trusted, max_ages);
	while !parts.is_empty() {
		let read = session.hints.read(&named("keys"), parts.bytes("keys")?);
		read.map_err(|problem| wrong("keys", &problem))?;
	}
	Ok(session)
}

fn named(part: &str) -> Location {
	Location::from(Path::new(part))
}

fn wrong(part: &str, problem: &Problem) -> Failure {
	Failure::wrong(part, problem.to_string())
}

/// Returns the replies of a node, by the questions.
pub(crate) fn replies(mut parts: Parts<'_>) -> Result<BTreeMap<&[u8], &[u8]>, Failure> {
	let mut replies = BTreeMap::new();
	while !parts.is_empty() {
		if replies.len() >= MAX_REPLIES {
			return Err(Failure::wrong("replies", "expected fewer of them"));
		}
		let question = parts.bytes("asked")?;
		replies.insert(question, parts.bytes("reply")?);
	}
	Ok(replies)
}

/// Reads the documents in a file, and returns what they say by the places of their entries.
fn read(reading: &mut Reading<'_>, handed: Handed) -> BTreeMap<usize, Stated> {
	let Handed { question, file, beside } = handed;
	let FileQuestion { challenge, domain, .. } = question;
	let audience = Audience { challenge: challenge.as_deref(), domain: domain.as_deref() };
	let mut stated = BTreeMap::new();
	let location = named(&file.name);
	reading.read_all(location, open_handed(file, &beside), audience, |place, _, source| {
		if let Some(says) = source.ok().and_then(|source| Stated::of(source.document())) {
			stated.insert(place, says);
		}
	});
	stated
}

/// Adds the findings by the bundles of the documents that were read.
fn add_by_bundles(reading: &mut Reading<'_>, bundles: &mut Bundles, hints: &KeyHints) {
	let documents = reading.documents.iter();
	let findings = documents.map(|document| find_by_bundle(document, bundles, hints)).collect();
	reading.add(&Origin::Bundle, findings);
}

fn by_bundles(session: &mut Session, handed: Handed) -> Result<Answer, Failure> {
	let Session { contexts, trusted, hints, bundles, .. } = session;
	let mut reading = Reading::new(contexts, trusted);
	let stated = read(&mut reading, handed);
	add_by_bundles(&mut reading, bundles, hints);
	listed(&reading, &stated)
}

fn by_node(
	session: &mut Session,
	handed: Handed,
	replies: BTreeMap<&[u8], &[u8]>,
) -> Result<Answer, Failure> {
	let unnamed = || Failure::wrong("question.node", "expected the address of the node");
	let url = handed.question.node.clone().ok_or_else(unnamed)?;
	let Session { contexts, trusted, hints, bundles, max_ages } = session;
	let mut reading = Reading::new(contexts, trusted);
	let stated = read(&mut reading, handed);
	if !reading.documents.is_empty() {
		let mut node = Replies::new(replies);
		let moments = Moments { clock, max_age: max_ages.of_nodes, at: None };
		let findings: Vec<Finding> = match node.find_chain() {
			Ok(()) => inquire(&mut node, &reading.documents, trusted, &moments),
			Err(no_answer) => {
				let documents = reading.documents.iter();
				documents.map(|it| unproven(it, no_answer.because.clone())).collect()
			},
		};
		if let Some(question) = node.into_missing() {
			return Ok(Answer::Question(question));
		}
		add_by_bundles(&mut reading, bundles, hints);
		reading.add(&Origin::Node(url), findings);
	}
	listed(&reading, &stated)
}

fn listed(reading: &Reading<'_>, stated: &BTreeMap<usize, Stated>) -> Result<Answer, Failure> {
	let entries = entries(&reading.verified, stated);
	let entries = entries.map_err(|error| Failure::wrong("entries", error.to_string()))?;
	Ok(Answer::Entries(entries))
}
