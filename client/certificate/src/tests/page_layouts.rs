// SPDX-License-Identifier: Apache-2.0

//! The places of texts, and how they give way to long ones.

use super::credential;
use crate::{
	drawing::glyphs,
	fonts::Fonts,
	page_layout::{lay_out, PageLayout},
	runs::{clusters, displaced_runs},
	typesetting::Typesetter,
	Design, Fault,
};
use krilla::text::Glyph;
use std::path::Path;

fn laid_out(design: &str, name: &str) -> Result<PageLayout, Fault> {
	let design = Design::read(design.as_bytes())?;
	let fonts = Fonts::load(&design.0.fonts, Path::new("."))?;
	lay_out(&design, &credential(name), &mut Typesetter::new(fonts))
}

fn size_of(found: &PageLayout, block: usize) -> f32 {
	let layout = &found.blocks[block].lines.layout;
	layout.lines().next().unwrap().runs().next().unwrap().font_size()
}

const LINE: &str = "[[text]]\ntext = \"{learner}\"\nsize = 24\nlines = 1\n";

#[test]
fn a_long_name_is_set_smaller_and_then_broken() {
	let short = laid_out(LINE, "Ana").unwrap();
	assert_eq!((size_of(&short, 0), short.pieces[0].lines.clone()), (24.0, 0..1));
	let long = laid_out(LINE, &"Ana Maria ".repeat(5)).unwrap();
	assert!((14.4..24.0).contains(&size_of(&long, 0)));
	let longest = laid_out(LINE, &"Donaudampfschifffahrt".repeat(10)).unwrap();
	assert!(longest.pieces[0].lines.len() > 1);
	for line in longest.blocks[0].lines.layout.lines() {
		assert!(line.metrics().advance <= (210.0 - 40.0) * 72.0 / 25.4);
	}
}

#[test]
fn texts_stand_below_one_another_and_others_at_their_place() {
	let design = "[[text]]\ntext = \"one\"\n[[text]]\ntext = \"two\"\nspace = 10\n\
	              [[text]]\ntext = \"there\"\nx = 100\ny = 200\nwidth = 50\n[[text]]\ntext = \"three\"\n";
	let found = laid_out(design, "Ana").unwrap();
	let shifts: Vec<f32> = found.pieces.iter().map(|piece| piece.shift).collect();
	assert!(shifts[0] < shifts[1] && shifts[1] < shifts[3] && shifts[3] < shifts[2]);
	assert_eq!(found.pages, 1);
}

#[test]
fn a_text_that_does_not_fit_is_set_smaller_or_goes_on_a_further_page() {
	let text = |number: usize| {
		format!("[[text]]\ntext = \"{}\"\nsize = 20\n", "many words ".repeat(number))
	};
	let fits = laid_out(&text(90), "Ana").unwrap();
	assert_eq!((fits.pages, size_of(&fits, 0)), (1, 20.0));
	let smaller = laid_out(&text(130), "Ana").unwrap();
	assert!(smaller.pages == 1 && size_of(&smaller, 0) < 20.0);
	let longer = laid_out(&text(400), "Ana").unwrap();
	assert_eq!((longer.pages > 1, size_of(&longer, 0)), (true, 20.0));
	let lines: usize = longer.pieces.iter().map(|piece| piece.lines.len()).sum();
	assert_eq!(lines, longer.blocks[0].lines.layout.len());
	let fault = laid_out(&text(400).repeat(8), "Ana").err().unwrap();
	assert!(matches!(fault, Fault::TooLong));
}

#[test]
fn a_value_keeps_its_direction_among_other_words() {
	let found = laid_out("[[text]]\ntext = \"for {learner} (2026)\"", "محمد").unwrap();
	assert!(!found.blocks[0].lines.layout.is_rtl());
	let found = laid_out("[[text]]\ntext = \"{learner}\"", "محمد").unwrap();
	assert!(found.blocks[0].lines.layout.is_rtl());
}

/// Lam and alef have one glyph, which stands for both of them whatever side the writing runs to.
#[test]
fn a_ligature_stands_for_its_letters() {
	for (name, ligatures) in [("الأحمد", vec!["لأ"]), ("fiore", vec!["fi"]), ("محمد", vec![])]
	{
		let found = laid_out("[[text]]\ntext = \"{learner}\"", name).unwrap();
		let lines = &found.blocks[0].lines;
		let runs = lines.layout.lines().flat_map(|line| line.runs());
		let parts: Vec<&str> = runs
			.flat_map(|run| clusters(&run))
			.map(|(range, _)| &lines.text[range])
			.collect();
		assert_eq!(parts.concat(), name);
		let several = parts.into_iter().filter(|part| part.chars().count() > 1);
		assert_eq!(several.collect::<Vec<_>>(), ligatures);
	}
}

/// No font has an X with an accent in one piece, so that the accent for small letters is moved up over it.
#[test]
fn a_mark_stands_on_the_side_of_its_letter_that_it_belongs_to() {
	for (name, is_above) in [("X\u{301}", true), ("X\u{332}\u{323}", false)] {
		let found = laid_out("[[text]]\ntext = \"{learner}\"", name).unwrap();
		let lines = &found.blocks[0].lines;
		let run = lines.layout.lines().next().unwrap().runs().next().unwrap();
		let offset = glyphs(&run, &lines.text).last().unwrap().y_offset(1.0);
		assert_eq!(offset > 0.0, is_above, "{offset}");
	}
}

/// Breaks a line behind words that run against the direction of the text.
#[test]
fn the_space_at_the_end_of_a_line_hangs_over_it_in_either_direction() {
	for (text, is_rtl) in [("مدرسة (Water and water)", true), ("School (מים ומים ומים)", false)]
	{
		let design =
			format!("[[text]]\ntext = \"{text}\"\nx = 10\ny = 10\nwidth = 30\nsize = 16\n");
		let found = laid_out(&design, "Ana").unwrap();
		let layout = &found.blocks[0].lines.layout;
		assert_eq!(layout.is_rtl(), is_rtl);
		let mut displaced = 0;
		for line in layout.lines() {
			let runs = displaced_runs(&line, is_rtl);
			// The run that ends the line moves to where its space stood, and so does what is beyond it.
			let end =
				runs.iter().find(|(run, _)| run.run().text_range().end == line.text_range().end);
			let (run, by) = end.unwrap();
			let space = run.run().clusters().last().unwrap();
			if run.run().is_rtl() != is_rtl && space.is_space_or_nbsp() {
				assert_eq!(*by, if is_rtl { space.advance() } else { -space.advance() });
				displaced += 1;
			} else {
				assert!(runs.iter().all(|(_, by)| *by == 0.0));
			}
		}
		assert!(displaced > 0, "{text}");
	}
}

#[test]
fn the_font_of_a_shared_sign_is_that_of_the_script_around_it() {
	let design = Design::read(b"").unwrap();
	let mut fonts = Fonts::load(&design.0.fonts, Path::new(".")).unwrap();
	// The danda ends a sentence in many scripts.
	let families = fonts.families_for("ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ।", None).unwrap();
	assert_eq!(families, ["Noto Sans", "Noto Sans Gurmukhi"]);
	assert_eq!(fonts.families_for("Ana", None).unwrap(), ["Noto Sans"]);
	assert_eq!(fonts.families_for("", None).unwrap(), ["Noto Sans"]);
}
