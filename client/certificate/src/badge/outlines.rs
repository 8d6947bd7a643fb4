// SPDX-License-Identifier: Apache-2.0

//! Texts as outlines, which show the same without any font.

use crate::{
	fault::Fault,
	runs::{displaced_runs, shown_clusters},
	typesetting::{shown, Lines},
};
use parley::GlyphRun;
use skrifa::{
	instance::{LocationRef, NormalizedCoord, Size},
	outline::{DrawSettings, OutlinePen},
	FontRef, GlyphId, MetadataProvider,
};
use tiny_skia::PathBuilder;

/// Adds the outlines of all lines to a path.
///
/// # Errors
///
/// Returns the first character whose font has no outline for it, as a font of coloured pictures.
pub(crate) fn draw(
	lines: &Lines,
	[left, top]: [f32; 2],
	path: &mut PathBuilder,
) -> Result<(), Fault> {
	for line in lines.layout.lines() {
		for (run, displacement) in displaced_runs(&line, lines.layout.is_rtl()) {
			let start = [left + run.offset() + displacement, top + run.baseline()];
			draw_run(&run, &lines.text, start, path)?;
		}
	}
	Ok(())
}

/// Adds the outlines of glyphs of one font.
fn draw_run(
	run: &GlyphRun<'_, ()>,
	text: &str,
	[mut x, y]: [f32; 2],
	path: &mut PathBuilder,
) -> Result<(), Fault> {
	let own = run.run();
	let font = own.font();
	let coordinates: Vec<NormalizedCoord> = own
		.normalized_coords()
		.iter()
		.map(|own| NormalizedCoord::from_bits(own.to_bits()))
		.collect();
	let font = FontRef::from_index(font.data.data(), font.index).ok();
	let glyphs = font.as_ref().map(FontRef::outline_glyphs);
	for (range, cluster) in shown_clusters(own, text) {
		for glyph in cluster.glyphs() {
			let settings =
				DrawSettings::unhinted(Size::new(own.font_size()), LocationRef::new(&coordinates));
			let mut pen = Pen { path, x: x + glyph.x, y: y + glyph.y };
			let outline = glyphs.as_ref().and_then(|glyphs| glyphs.get(GlyphId::new(glyph.id)));
			let is_drawn = outline.is_some_and(|own| own.draw(settings, &mut pen).is_ok());
			if !is_drawn {
				let letter = text.get(range).and_then(|letters| letters.chars().next());
				let letter = letter.unwrap_or_default();
				return Err(Fault::NoGlyph { letter, text: shown(text) });
			}
			x += glyph.advance;
		}
	}
	Ok(())
}

/// A pen that draws a glyph at a place. Fonts count upwards, and pictures downwards.
struct Pen<'a> {
	path: &'a mut PathBuilder,
	x: f32,
	y: f32,
}

impl OutlinePen for Pen<'_> {
	fn move_to(&mut self, x: f32, y: f32) {
		self.path.move_to(self.x + x, self.y - y);
	}

	fn line_to(&mut self, x: f32, y: f32) {
		self.path.line_to(self.x + x, self.y - y);
	}

	fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
		self.path.quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
	}

	fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
		self.path.cubic_to(
			self.x + cx0,
			self.y - cy0,
			self.x + cx1,
			self.y - cy1,
			self.x + x,
			self.y - y,
		);
	}

	fn close(&mut self) {
		self.path.close();
	}
}
