// SPDX-License-Identifier: Apache-2.0

//! Questions about the public register, which a node answers with proofs.

use crate::{
	calls::{replies, Page},
	entries::on_lines,
	replies::{Question, Replies},
	session::{clock, set_clock, Session},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use testamur_primitives::Moment;
use testamur_register::{
	ask, credential_type, grants, institution, institutions, types, AsOf, Day, Doubt,
	Question as Accredited, Snapshot,
};
use testamur_verification::{Because, Moments, NoAnswer};
use testamur_verifier::{answer, Failure, Parts};

/// A question about the register.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RegisterQuestion {
	/// The time by the clock of the visitor, in milliseconds.
	now: Moment,
	/// The day as of which it is asked; null for the last final block.
	#[serde(deserialize_with = "Option::deserialize")]
	at: Option<Day>,
	about: About,
}

impl RegisterQuestion {
	/// Reads a question, for whose kinds the reader of the other requests has no word.
	fn read(text: &[u8]) -> Result<Self, Failure> {
		serde_json::from_slice(text).map_err(|error| Failure::wrong("question", error.to_string()))
	}
}

/// The subject of a question.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
enum About {
	/// Institutions from a number on.
	Institutions(u32),
	/// Credential types from a number on.
	Types(u32),
	/// Grants from a number on.
	Grants(u32),
	/// An institution with its grants.
	Institution(u32),
	/// A type, with those institutions from a number on that may issue it.
	Type { id: u32, from: u32 },
	/// The question if an institution was accredited for a type.
	Accredited(Accredited),
}

/// The answer to a question about the register.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Answer {
	/// The findings of the register.
	Register(Told),
	/// The question that the node has to answer first.
	Question(Question),
}

/// The findings of the register.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told {
	/// The answer; null where there is none on record, and where nothing is proven.
	found: Value,
	/// The reason why nothing is proven.
	doubt: Option<Doubt>,
	/// The block that shows it. Answers to the question who was accredited have blocks of their own.
	as_of: Option<AsOf>,
}

impl Told {
	fn open(because: Because) -> Self {
		Self { found: Value::Null, doubt: Some(because.into()), as_of: None }
	}
}

impl Page {
	/// Returns what the register shows, or what the node has to be asked first.
	///
	/// The parts of the request are the question, and each question that the node was asked so far, with its reply
	/// after it.
	pub fn register(&mut self, request: &[u8]) -> Vec<u8> {
		answer(self.session().and_then(|session| {
			let mut parts = Parts::new(request);
			let question = RegisterQuestion::read(parts.bytes("question")?)?;
			set_clock(question.now);
			let mut node = Replies::new(replies(parts)?);
			let told = match node.find_chain() {
				Ok(()) => told(session, &mut node, &question),
				Err(NoAnswer { because, .. }) => Ok(Told::open(because)),
			};
			if let Some(question) = node.into_missing() {
				return Ok(Answer::Question(question));
			}
			let told = told.map_err(|error| Failure::wrong("question", error.to_string()))?;
			Ok(Answer::Register(Told { found: on_lines(told.found), ..told }))
		}))
	}
}

/// Returns what the register shows.
fn told(
	session: &Session,
	node: &mut Replies<'_>,
	question: &RegisterQuestion,
) -> serde_json::Result<Told> {
	let moments = Moments { clock, max_age: session.max_ages.of_nodes, at: None };
	let period = match question.at.as_ref().map(|day| day.period(clock())).transpose() {
		Ok(period) => period,
		Err(because) => return Ok(Told::open(because)),
	};
	match (question.about, period) {
		(About::Accredited(asked), Some(period)) => {
			let found = ask(node, &session.trusted, &moments, asked, period);
			Ok(Told { found: serde_json::to_value(found)?, doubt: None, as_of: None })
		},
		(about, period) => {
			let moments = Moments { at: period.and_then(|period| period.last), ..moments };
			browsed(session, node, moments, about)
		},
	}
}

/// Returns a part of the register as of one block.
fn browsed(
	session: &Session,
	node: &mut Replies<'_>,
	moments: Moments,
	about: About,
) -> serde_json::Result<Told> {
	let mut snapshot = match Snapshot::new(node, &session.trusted, moments) {
		Ok(snapshot) => snapshot,
		Err(because) => return Ok(Told::open(because)),
	};
	let found = match about {
		About::Institutions(from) => institutions(&mut snapshot, from).map(serde_json::to_value),
		About::Types(from) => types(&mut snapshot, from).map(serde_json::to_value),
		About::Grants(from) => grants(&mut snapshot, from).map(serde_json::to_value),
		About::Institution(id) => institution(&mut snapshot, id).map(serde_json::to_value),
		About::Type { id, from } => {
			credential_type(&mut snapshot, id, from).map(serde_json::to_value)
		},
		About::Accredited(_) => Err(Because::new("noDay", "expected the day of the question")),
	};
	Ok(match found {
		Ok(found) => Told { found: found?, doubt: None, as_of: snapshot.as_of() },
		Err(because) => Told::open(because),
	})
}
