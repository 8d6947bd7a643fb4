// SPDX-License-Identifier: Apache-2.0

//! Writes the answers.

use serde::Serialize;
use std::{
	io::{self, Write},
	process::ExitCode,
};
use testamur_console::line;
use testamur_json::answers::{self, Dated, Outcome};
use testamur_primitives::Verdict;
use testamur_proof::AsOf;
use testamur_verification::{Answer, Because};
use testamur_verifier::as_of;

/// The exit code if a credential is invalid.
const INVALID: u8 = 1;
/// The exit code if the command was called wrongly, which is that of the parser of the arguments, too.
pub(crate) const WRONG_CALL: u8 = 2;
/// The exit code if nothing can be told about a credential.
const CANNOT_TELL: u8 = 3;
/// The exit code if the answers cannot be written.
pub(crate) const NOT_WRITTEN: u8 = 4;
/// The exit code if hand-offs, sets and the table of them contradict one another.
pub(crate) const CONTRADICTION: u8 = 5;

/// The three answers that there are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
	Valid,
	Invalid,
	CannotTell,
}

impl Word {
	const fn of(answer: &Answer) -> Self {
		let own = &answer.own;
		match &answer.verdict {
			Ok((Verdict { outcome: Outcome::Invalid, .. }, _)) => Self::Invalid,
			Ok(_) if !own.objections.is_empty() => Self::Invalid,
			Ok(_) if own.doubts.is_empty() => Self::Valid,
			Ok(_) | Err(_) => Self::CannotTell,
		}
	}

	const fn text(self) -> &'static str {
		match self {
			Self::Valid => "valid",
			Self::Invalid => "invalid",
			Self::CannotTell => "cannot tell",
		}
	}
}

fn count(answers: &[Answer], word: Word) -> usize {
	answers.iter().filter(|answer| Word::of(answer) == word).count()
}

/// Returns the exit code that sums up the answers.
pub(crate) fn exit_code(answers: &[Answer]) -> ExitCode {
	if count(answers, Word::Invalid) > 0 {
		return ExitCode::from(INVALID);
	}
	match count(answers, Word::CannotTell) {
		0 => ExitCode::SUCCESS,
		_ => ExitCode::from(CANNOT_TELL),
	}
}

/// Writes a line for each credential, and a last one that counts them.
pub(crate) fn write_sentences(out: &mut impl Write, answers: &[Answer]) -> io::Result<()> {
	for answer in answers {
		let (word, file) = (Word::of(answer).text(), &answer.location);
		writeln!(out, "{}", line(&format!("{word:11}  {file}  {}", explanation(answer))))?;
	}
	let counts = [Word::Valid, Word::Invalid, Word::CannotTell]
		.map(|word| format!("{} {}", count(answers, word), word.text()));
	writeln!(out, "{}", counts.join(", "))
}

/// Returns the reasons of a verdict and its moment, or the reason why there is none.
fn explanation(answer: &Answer) -> String {
	let (verdict, shown) = match &answer.verdict {
		Ok((verdict, shown)) => (answers::Verdict::from(verdict.clone()), as_of(shown)),
		Err(problem) => return problem.to_string(),
	};
	let own = own_words(answer).map(|because| because.word.clone());
	let mut reasons: Vec<_> = verdict.reasons.iter().map(word_of).collect();
	reasons.extend(own.filter(|word| !reasons.contains(word)).collect::<Vec<_>>());
	let reasons = reasons.join(", ");
	let issuer = verdict.institution.map_or_else(String::new, |it| format!("of {}, ", it.name));
	let separator = if reasons.is_empty() { "" } else { "; " };
	let time = shown.time.map_or_else(|| "genesis".to_string(), |time| time.to_string());
	format!("{reasons}{separator}{issuer}as of {time}, block {}", shown.block_number)
}

/// Returns what the document itself says against its validity, or leaves open.
fn own_words(answer: &Answer) -> impl Iterator<Item = &Because> {
	answer.own.objections.iter().chain(&answer.own.doubts)
}

/// Returns a value of JSON that is a text, as a text.
fn word_of(value: &impl Serialize) -> String {
	match serde_json::to_value(value) {
		Ok(serde_json::Value::String(text)) => text,
		_ => "?".into(),
	}
}

/// An answer in JSON.
#[derive(Serialize)]
struct Line {
	file: String,
	/// The verdict, as `credentials_verify` gives it as of the same block; null if nothing can be told.
	verdict: Option<Dated<answers::Verdict>>,
	/// The age of the moment, in milliseconds.
	age: Option<u64>,
	/// The reason why nothing can be told, or for which the document itself does not claim to be valid.
	problem: Option<ProblemLine>,
}

#[derive(Serialize)]
struct ProblemLine {
	word: String,
	message: String,
}

impl From<&Because> for ProblemLine {
	fn from(because: &Because) -> Self {
		Self { word: because.word.clone(), message: because.message.clone() }
	}
}

impl From<&Answer> for Line {
	fn from(answer: &Answer) -> Self {
		let file = answer.location.to_string();
		match &answer.verdict {
			Ok((verdict, shown)) => Self {
				file,
				verdict: Some(dated(verdict, shown)),
				age: Some(shown.age),
				problem: own_words(answer).next().map(ProblemLine::from),
			},
			Err(problem) => Self {
				file,
				verdict: None,
				age: None,
				problem: Some(ProblemLine::from(&Because::from(problem))),
			},
		}
	}
}

fn dated(verdict: &Verdict, shown: &AsOf) -> Dated<answers::Verdict> {
	Dated { answer: verdict.clone().into(), as_of: as_of(shown) }
}

/// Writes a list with an object for each credential.
pub(crate) fn write_json(out: &mut impl Write, answers: &[Answer]) -> io::Result<()> {
	let lines: Vec<Line> = answers.iter().map(Line::from).collect();
	// The answers have no maps with other keys than text, which is all that could fail.
	writeln!(out, "{}", serde_json::to_string_pretty(&lines).unwrap_or_default())
}
