// SPDX-License-Identifier: Apache-2.0

//! Texts, set in lines: directions of writing, shapes of letters, line breaks, and the fonts for them.

use crate::{
	design::{Align, Weight},
	fault::Fault,
	fonts::{is_ignorable, Fonts},
};
use parley::{
	Alignment, AlignmentOptions, FontFamily, FontFamilyName, FontWeight, Language, Layout,
	LayoutContext, LineHeight, OverflowWrap, StyleProperty,
};
use std::borrow::Cow;

/// The part of its size to which a text is set smaller so that it needs no more lines than it may.
const SMALLEST: f32 = 0.6;
/// The steps in which it is set smaller.
const STEP: f32 = 0.92;
/// The number of characters of a text that a message shows.
const SHOWN: usize = 60;

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style<'a> {
	/// The size in points.
	pub(crate) size: f32,
	pub(crate) weight: Weight,
	pub(crate) align: Align,
	/// The width in points.
	pub(crate) width: f32,
	/// The number of lines beyond which it is set smaller.
	pub(crate) lines: Option<u16>,
	/// The language, by which fonts choose among shapes.
	pub(crate) language: Option<&'a str>,
}

/// A text in lines.
pub(crate) struct Lines {
	pub(crate) text: String,
	pub(crate) layout: Layout<()>,
}

impl Lines {
	/// Returns the height in points.
	pub(crate) fn height(&self) -> f32 {
		self.layout.height()
	}
}

/// A setter of texts, with its fonts and with memory that it uses again.
pub(crate) struct Typesetter {
	pub(crate) fonts: Fonts,
	layouts: LayoutContext<()>,
}

impl Clone for Typesetter {
	fn clone(&self) -> Self {
		Self::new(self.fonts.clone())
	}
}

impl Typesetter {
	/// Takes the fonts.
	pub(crate) fn new(fonts: Fonts) -> Self {
		Self { fonts, layouts: LayoutContext::new() }
	}

	/// Sets a text.
	///
	/// # Errors
	///
	/// Returns the first character that cannot be printed.
	pub(crate) fn set(&mut self, text: &str, style: &Style<'_>) -> Result<Lines, Fault> {
		let text = text.replace("\r\n", "\n");
		if let Some(letter) = text.chars().find(|letter| is_unprintable(*letter)) {
			return Err(Fault::Unprintable { letter, text: shown(&text) });
		}
		let families = self
			.fonts
			.families_for(&text, style.language)
			.map_err(|letter| Fault::NoGlyph { letter, text: shown(&text) })?;
		let mut size = style.size;
		let layout = loop {
			let layout = self.layout(&text, &families, size, style);
			let smaller = size * STEP;
			match style.lines {
				Some(most)
					if layout.len() > usize::from(most) && smaller >= style.size * SMALLEST =>
				{
					size = smaller;
				},
				_ => break layout,
			}
		};
		match missing(&layout, &text) {
			Some(letter) => Err(Fault::NoGlyph { letter, text: shown(&text) }),
			None => Ok(Lines { text, layout }),
		}
	}

	fn layout(
		&mut self,
		text: &str,
		families: &[String],
		size: f32,
		style: &Style<'_>,
	) -> Layout<()> {
		let names: Vec<FontFamilyName<'_>> =
			families.iter().map(|name| FontFamilyName::named(name)).collect();
		let mut builder = self.layouts.ranged_builder(&mut self.fonts.context, text, 1.0, false);
		builder.push_default(FontFamily::List(Cow::Borrowed(&names)));
		builder.push_default(StyleProperty::FontSize(size));
		builder.push_default(StyleProperty::FontWeight(match style.weight {
			Weight::Regular => FontWeight::NORMAL,
			Weight::Bold => FontWeight::BOLD,
		}));
		builder.push_default(LineHeight::MetricsRelative(1.0));
		builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
		let language = style.language.and_then(|tag| Language::parse(tag).ok());
		builder.push_default(StyleProperty::Locale(language));
		let mut layout = builder.build(text);
		layout.break_all_lines(Some(style.width));
		let alignment = match style.align {
			Align::Start => Alignment::Start,
			Align::Centre => Alignment::Center,
			Align::End => Alignment::End,
		};
		layout.align(alignment, AlignmentOptions::default());
		layout
	}
}

/// Returns whether a character has no shape that is the same everywhere: controls, and those that everybody
/// may use as they like, which PDF/A refuses.
fn is_unprintable(letter: char) -> bool {
	(letter.is_control() && letter != '\n')
		|| matches!(
			letter,
			'\u{e000}'..='\u{f8ff}'
				| '\u{f0000}'..='\u{10ffff}'
				| '\u{feff}'
				| '\u{2028}'..='\u{2029}'
				| '\u{fff9}'..='\u{fffb}'
		) || u32::from(letter) & 0xfffe == 0xfffe
}

/// Returns the first character for which the fonts have no glyph.
fn missing(layout: &Layout<()>, text: &str) -> Option<char> {
	layout.lines().flat_map(|line| line.runs()).find_map(|run| {
		run.clusters().find_map(|cluster| {
			let letters = text.get(cluster.text_range()).unwrap_or_default();
			let letter = letters.chars().find(|letter| !is_ignorable(*letter))?;
			cluster.glyphs().any(|glyph| glyph.id == 0).then_some(letter)
		})
	})
}

/// Returns the begin of a text for a message.
pub(crate) fn shown(text: &str) -> String {
	match text.char_indices().nth(SHOWN) {
		Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
		None => text.to_owned(),
	}
}
