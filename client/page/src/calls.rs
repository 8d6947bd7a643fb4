// SPDX-License-Identifier: Apache-2.0

//! The functions, from the bytes of a request to those of an answer.

use crate::{
	entries::entries,
	gathered::{Gathered, GatheredQuestion},
	handed::{add_by_bundles, named, read, Handed},
	replies::Question,
	session::{contexts, set_clock, MaxAges, Session},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use testamur_json::hex::Hash;
use testamur_primitives::Moment;
use testamur_verification::{trust_in, Problem, Reading};
use testamur_verifier::{answer, Failure, Parts};

/// The most replies of a node to the questions of one inquiry.
const MAX_REPLIES: usize = 1_000;

/// The page, as far as it remembers anything.
#[derive(Default)]
pub struct Page {
	session: Option<Session>,
	/// The files that wait for a node, if there are any.
	gathered: Option<Gathered>,
}

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

/// The findings about a file.
#[derive(Serialize)]
struct Checked {
	entries: Vec<Value>,
}

/// The answer whether the files that were gathered are enough for one inquiry.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Taken {
	is_full: bool,
}

/// The answer to a question about the files that were gathered.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Answer {
	/// The findings about each file.
	Files(Vec<Vec<Value>>),
	/// The question that the node has to answer first.
	Question(Question),
}

impl Page {
	/// Returns a page that is not set up.
	#[must_use]
	pub const fn new() -> Self {
		Self { session: None, gathered: None }
	}

	/// Sets the page up, and forgets what was before.
	///
	/// The parts of the request are the settings, the set or table of sets of validators that is trusted, and any
	/// number of files with hints at keys.
	pub fn set_up(&mut self, request: &[u8]) -> Vec<u8> {
		let session = session(Parts::new(request));
		answer(session.map(|session| {
			let genesis = Hash(session.trusted.genesis().0);
			*self = Self { session: Some(session), gathered: None };
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
			let keys = hints.read(&named(&name), content).is_ok();
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

	/// Reads a file, about which a node is to be asked together with others.
	///
	/// The parts of the request are the number of the gathering, and those of [`Self::check`]. Another number than
	/// that of the file before begins another gathering.
	pub fn gather(&mut self, request: &[u8]) -> Vec<u8> {
		answer(self.taken(request))
	}

	/// Returns what is found about the files that were gathered, by their bundles and by a node, or what the node has
	/// to be asked first. With the findings the gathering is over.
	///
	/// The parts of the request are the question, and each question that the node was asked so far, with its reply
	/// after it.
	pub fn ask(&mut self, request: &[u8]) -> Vec<u8> {
		answer(self.asked(request))
	}

	fn taken(&mut self, request: &[u8]) -> Result<Taken, Failure> {
		let session = self.session.as_ref().ok_or_else(not_set_up)?;
		let mut parts = Parts::new(request);
		let number = parts.json("gathering")?;
		let handed = Handed::read(&mut parts)?;
		parts.end()?;
		let former = self.gathered.take().filter(|it| it.number == number);
		let mut gathered = former.unwrap_or_else(|| Gathered::new(number, &session.trusted));
		gathered.add(handed);
		let is_full = gathered.is_full();
		self.gathered = Some(gathered);
		Ok(Taken { is_full })
	}

	fn asked(&mut self, request: &[u8]) -> Result<Answer, Failure> {
		let session = self.session.as_mut().ok_or_else(not_set_up)?;
		let mut parts = Parts::new(request);
		let GatheredQuestion { now, gathering, node } = parts.json("question")?;
		let replies = replies(parts)?;
		set_clock(now);
		let unknown = || Failure::wrong("question.gathering", "expected that of the last file");
		let gathered = self.gathered.take().filter(|it| it.number == gathering);
		let gathered = gathered.ok_or_else(unknown)?;
		match gathered.ask(session, replies) {
			Ok(findings) => gathered.into_files(session, node, findings).map(Answer::Files),
			Err(question) => {
				self.gathered = Some(gathered);
				Ok(Answer::Question(question))
			},
		}
	}

	pub(crate) fn session(&mut self) -> Result<&mut Session, Failure> {
		self.session.as_mut().ok_or_else(not_set_up)
	}
}

fn not_set_up() -> Failure {
	Failure::wrong("session", "expected a page that is set up")
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

fn by_bundles(session: &mut Session, handed: Handed) -> Result<Checked, Failure> {
	let Session { trusted, hints, bundles, .. } = session;
	let mut reading = Reading::new(contexts(), trusted);
	let stated = read(&mut reading, handed, |_| ());
	add_by_bundles(&mut reading, bundles, hints);
	Ok(Checked { entries: entries(&reading.verified, &stated)? })
}
