// SPDX-License-Identifier: Apache-2.0

//! The texts of a design with the values of a credential.

use crate::{
	credential::{Credential, Day},
	design::{Dates, Design, Field, Part, Wording},
	limits::{MAX_LIST, MAX_TEXT},
};

/// Marks between which a value keeps its own direction of writing, whatever stands around it.
pub(crate) const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

/// How several items of a list become one text.
const SEPARATOR: &str = ", ";

/// A text that was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filled {
	/// The text, or the items of a list.
	pub(crate) items: Vec<String>,
	/// The source from which its language is taken.
	pub(crate) language: LanguageSource,
}

/// The place at which the language of a text is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LanguageSource {
	/// The design states it, for its words.
	Design,
	/// The achievement states it, for its texts.
	Achievement,
	/// Nobody states it, as for names.
	Nowhere,
}

/// The way in which values get into a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
	/// For people, so that a value does not turn the direction of the words around it.
	Shown,
	/// For software, as it is.
	Plain,
	/// For an address, in which most characters are escaped.
	Address,
}

/// Returns a text with the values of a credential, or `None` if it lacks one of them.
pub(crate) fn fill(
	wording: &Wording,
	credential: &Credential,
	dates: &Dates,
	purpose: Purpose,
) -> Option<Filled> {
	if let [Part::Value(field)] = wording.parts() {
		let items = values(*field, credential, dates)?;
		let items = items.into_iter().map(|item| cut(&item)).collect();
		let language = match field {
			Field::Learner | Field::Issuer | Field::IssuerUrl | Field::Id => {
				LanguageSource::Nowhere
			},
			Field::Awarded | Field::Year | Field::Until => LanguageSource::Design,
			_ => LanguageSource::Achievement,
		};
		return Some(Filled { items, language });
	}
	let mut text = String::new();
	for part in wording.parts() {
		match part {
			Part::Words(words) => text.push_str(words),
			Part::Value(field) => {
				let value = values(*field, credential, dates)?.join(SEPARATOR);
				match purpose {
					Purpose::Shown => {
						text.push(ISOLATE[0]);
						text.push_str(&value);
						text.push(ISOLATE[1]);
					},
					Purpose::Plain => text.push_str(&value),
					Purpose::Address => text.push_str(&percent_encoded(&value)),
				}
			},
		}
	}
	Some(Filled { items: vec![cut(&text)], language: LanguageSource::Design })
}

/// A message with the values of a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledMessage {
	/// The address of the sender.
	pub from: String,
	/// The subject, on one line.
	pub subject: String,
	/// The text.
	pub text: String,
}

impl Design {
	/// Returns whether the design has a message for learners.
	#[must_use]
	pub const fn has_message(&self) -> bool {
		self.0.message.is_some()
	}

	/// Returns the message in which a learner gets her files, if the design has one. If the credential lacks a
	/// value, the text that needs it is returned instead.
	#[must_use]
	pub fn message(&self, credential: &Credential) -> Option<Result<FilledMessage, String>> {
		let message = self.0.message.as_ref()?;
		let filled = |wording: &Wording| {
			fill(wording, credential, &self.0.dates, Purpose::Plain)
				.map(|filled| filled.items.join(SEPARATOR))
				.ok_or_else(|| wording.source().to_owned())
		};
		let (subject, text) = (filled(&message.subject), filled(&message.text));
		let line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
		Some(subject.and_then(|subject| {
			Ok(FilledMessage { from: message.from.clone(), subject: line(subject), text: text? })
		}))
	}
}

/// Returns a text of at most the length that is printed: who reads it has the credential as well.
pub(crate) fn cut(text: &str) -> String {
	match text.char_indices().nth(MAX_TEXT) {
		Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
		None => text.to_owned(),
	}
}

/// Returns a value of a credential, if it has it. A list has at least one item.
fn values(field: Field, credential: &Credential, dates: &Dates) -> Option<Vec<String>> {
	let achievement = |name| credential.text(&["credentialSubject", "achievement", name]);
	let one = |text: &str| Some(vec![text.to_owned()]);
	let list = |items: Vec<&str>| {
		(!items.is_empty()).then(|| items.into_iter().map(str::to_owned).collect::<Vec<_>>())
	};
	match field {
		Field::Learner => one(credential.learner.as_deref()?),
		Field::Title => one(&credential.title),
		Field::Description => one(achievement("description")?),
		Field::Criteria => {
			one(credential.text(&["credentialSubject", "achievement", "criteria", "narrative"])?)
		},
		Field::Issuer => one(&credential.issuer),
		Field::IssuerUrl => one(credential.text(&["issuer", "url"])?),
		Field::Country => one(credential.text(&["issuer", "address", "addressCountryCode"])?),
		Field::Awarded => Some(vec![day(credential.awarded, dates)]),
		Field::Year => Some(vec![year(credential.awarded)]),
		Field::Until => Some(vec![day(credential.until?, dates)]),
		Field::Credits => Some(vec![credential.number(&[
			"credentialSubject",
			"achievement",
			"creditsAvailable",
		])?]),
		Field::CreditUnit => one(achievement("creditUnit")?),
		Field::Hours => one(hours(achievement("volumeOfLearning")?)?),
		Field::Level => one(credential.level()?),
		Field::Participation => one(achievement("participation")?),
		Field::Supervision => one(achievement("supervision")?),
		Field::Prerequisites => one(achievement("coursePrerequisites")?),
		Field::Quality => one(achievement("qualityAssurance")?),
		Field::Id => one(&credential.id),
		Field::Reference => credential.reference().ok().map(|reference| vec![reference]),
		Field::Outcomes => list(credential.list("learningOutcome")),
		Field::Skills => list(credential.skills().take(MAX_LIST).collect()),
		Field::Assessment => list(credential.list("assessmentMethod")),
		Field::Results => {
			let results = credential.results();
			let result = |(name, value): (&str, &str)| format!("{name}: {value}");
			(!results.is_empty()).then(|| results.into_iter().map(result).collect())
		},
	}
}

/// Returns the number of hours of a duration such as `PT140H`.
fn hours(duration: &str) -> Option<&str> {
	let hours = duration.strip_prefix("PT")?.strip_suffix('H')?;
	(!hours.is_empty() && hours.bytes().all(|byte| byte.is_ascii_digit())).then_some(hours)
}

/// Returns a day as the design writes it.
fn day(day: Day, dates: &Dates) -> String {
	let number = usize::from(day.month).saturating_sub(1);
	let month = match &dates.months {
		Some(months) => months.get(number).cloned().unwrap_or_default(),
		None => format!("{:02}", day.month),
	};
	let number = match &dates.months {
		// A name of a month stands beside a day without zeros.
		Some(_) => day.day.to_string(),
		None => format!("{:02}", day.day),
	};
	dates
		.format
		.replace("{year}", &year(day))
		.replace("{month}", &month)
		.replace("{day}", &number)
}

/// Returns the year of a day, in four digits.
fn year(day: Day) -> String {
	format!("{:04}", day.year)
}

/// Returns a text in which every byte that has a meaning in an address is escaped (RFC 3986, section 2.1).
#[must_use]
pub fn percent_encoded(text: &str) -> String {
	let mut encoded = String::with_capacity(text.len());
	for byte in text.bytes() {
		match byte {
			b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
				encoded.push(char::from(byte));
			},
			_ => encoded.push_str(&format!("%{byte:02X}")),
		}
	}
	encoded
}
