// SPDX-License-Identifier: Apache-2.0

//! The texts of a badge, and how they are set into boxes.

use crate::{
	credential::Credential,
	design::{Align, Design, Weight},
	fault::Fault,
	filling::{cut, fill, Purpose, ISOLATE},
	picture::shape::Area,
	typesetting::{Lines, Style, Typesetter},
};
use parley::BreakReason;

/// The sign between two details.
const BETWEEN: &str = " · ";
/// The part to which a text is set smaller in each step, until it fits.
const STEP: f32 = 0.9;
/// The size below which a text is cut instead: on a screen, a badge is shown at a third of its size.
const SMALLEST: f32 = 18.0;
/// The size down to which a text is set smaller so that no word is broken within.
const UNBROKEN: f32 = 30.0;
/// The sign for what was cut off.
const ELLIPSIS: char = '…';

/// The texts of a badge. Credentials with the same texts have the same picture.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Texts {
	pub(crate) title: String,
	pub(crate) issuer: String,
	/// The details as they are drawn, if there are any.
	pub(crate) details: Option<String>,
	/// The text that a screen reader reads aloud, besides the title.
	pub(crate) description: String,
	/// The language of the title.
	pub(crate) language: Option<String>,
	/// The language of the details.
	pub(crate) own_language: Option<String>,
}

impl Texts {
	/// Takes the texts of a credential.
	pub(crate) fn new(design: &Design, credential: &Credential) -> Self {
		let form = &design.0;
		let filled = |purpose| -> Vec<String> {
			let fill = |text| fill(text, credential, &form.dates, purpose);
			form.badge
				.details
				.iter()
				.filter_map(fill)
				.map(|own| own.items.join(", "))
				.collect()
		};
		let [open, close] = ISOLATE;
		let isolated = |text: &String| format!("{open}{text}{close}");
		let details: Vec<_> = filled(Purpose::Shown).iter().map(isolated).collect();
		let issuer = cut(&credential.issuer);
		let mut description = vec![issuer.clone()];
		description.extend(filled(Purpose::Plain));
		Self {
			title: cut(&credential.title),
			issuer,
			details: (!details.is_empty()).then(|| details.join(BETWEEN)),
			description: description.join(", "),
			language: credential.language().map(str::to_owned),
			own_language: form.language.as_ref().map(|language| language.0.clone()),
		}
	}
}

/// A text that is set into a box, as large as it fits.
pub(crate) struct Fitted<'a> {
	pub(crate) text: &'a str,
	/// The size from which smaller ones are tried.
	pub(crate) size: f32,
	pub(crate) weight: Weight,
	pub(crate) language: Option<&'a str>,
	pub(crate) within: Area,
}

impl Fitted<'_> {
	/// Sets the text. One that is too long even at the smallest size is cut: the credential has all of it.
	///
	/// # Errors
	///
	/// Returns the first character that cannot be drawn.
	pub(crate) fn set(&self, typesetter: &mut Typesetter) -> Result<Lines, Fault> {
		let mut size = self.size;
		loop {
			let lines = typesetter.set(self.text, &self.style(size))?;
			let is_last = size <= SMALLEST;
			let is_whole = size <= UNBROKEN || !has_broken_word(&lines);
			if lines.height() <= self.within.height && is_whole {
				return Ok(lines);
			}
			if is_last {
				let text = shortened(&lines, self.within.height);
				return typesetter.set(&text, &self.style(size));
			}
			size = (size * STEP).max(SMALLEST);
		}
	}

	fn style(&self, size: f32) -> Style<'_> {
		Style {
			size,
			weight: self.weight,
			align: Align::Centre,
			width: self.within.width,
			lines: None,
			language: self.language,
		}
	}
}

/// Returns whether a word is broken within, which a smaller size may spare it.
fn has_broken_word(lines: &Lines) -> bool {
	lines.layout.lines().any(|line| line.break_reason() == BreakReason::Emergency)
}

/// Returns the lines that fit into a height without the last of them, in which the sign for the rest has room.
fn shortened(lines: &Lines, height: f32) -> String {
	let fits = |line: &parley::Line<'_, ()>| line.metrics().block_max_coord <= height;
	let fitting = lines.layout.lines().take_while(fits).count();
	let last = lines.layout.lines().nth(fitting.saturating_sub(2));
	let end = last.map_or(0, |line| line.text_range().end);
	let mut text = lines.text.get(..end).unwrap_or_default().trim_end().to_owned();
	text.push(ELLIPSIS);
	text
}
