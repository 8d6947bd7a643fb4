// SPDX-License-Identifier: Apache-2.0

//! The places of texts on pages.

use crate::{
	credential::Credential,
	design::{Colour, Design, Page, Role, Text, Weight},
	fault::Fault,
	filling::{fill, Filled, LanguageSource, Purpose},
	limits::MAX_PAGES,
	typesetting::{Lines, Style, Typesetter},
};
use std::ops::Range;

/// Points in a millimetre.
pub(crate) const POINTS: f32 = 72.0 / 25.4;
/// The sizes, in parts of that of the design, in which texts are tried so that they need one page only.
const SCALES: [f32; 4] = [1.0, 0.92, 0.85, 0.78];
/// The mark before each item of a list.
const BULLET: &str = "• ";

/// A text in lines with its role.
pub(crate) struct Block {
	pub(crate) lines: Lines,
	pub(crate) role: Role,
	/// True if it is the label of the block that follows.
	pub(crate) is_label: bool,
	pub(crate) colour: Colour,
	/// The language, if it is known.
	pub(crate) language: Option<String>,
	/// The number of the text in the design, by which items of one list are known.
	pub(crate) source: usize,
	/// The left edge in points.
	left: f32,
	/// The upper edge, if it does not stand below the block before.
	top: Option<f32>,
	/// The space above, in points.
	space: f32,
}

/// Some lines of a block at a place.
pub(crate) struct Piece {
	pub(crate) block: usize,
	pub(crate) lines: Range<usize>,
	pub(crate) page: usize,
	/// The left edge in points.
	pub(crate) left: f32,
	/// How much lower than in the block the lines stand on the page, in points.
	pub(crate) shift: f32,
}

/// All texts of a certificate at their places.
pub(crate) struct PageLayout {
	pub(crate) blocks: Vec<Block>,
	pub(crate) pieces: Vec<Piece>,
	pub(crate) pages: usize,
}

/// Lays out the texts of a design with the values of a credential. They are set smaller where that saves a
/// page.
///
/// # Errors
///
/// Returns the first character that cannot be printed, or that there are too many pages.
pub(crate) fn lay_out(
	design: &Design,
	credential: &Credential,
	typesetter: &mut Typesetter,
) -> Result<PageLayout, Fault> {
	let mut at_full_size = None;
	for scale in SCALES {
		let blocks = blocks(design, credential, typesetter, scale)?;
		let layout = place(&design.0.page, blocks)?;
		if layout.pages == 1 {
			return Ok(layout);
		}
		at_full_size.get_or_insert(layout);
	}
	at_full_size.filter(|found| found.pages <= MAX_PAGES).ok_or(Fault::TooLong)
}

/// Sets all texts.
fn blocks(
	design: &Design,
	credential: &Credential,
	typesetter: &mut Typesetter,
	scale: f32,
) -> Result<Vec<Block>, Fault> {
	let form = &design.0;
	let mut blocks = Vec::new();
	for (source, text) in form.texts.iter().enumerate() {
		let Some(filled) = fill(&text.text, credential, &form.dates, Purpose::Shown) else {
			continue;
		};
		let own = form.language.as_ref().map(|language| language.0.as_str());
		let language = match filled.language {
			LanguageSource::Design => own,
			LanguageSource::Achievement => credential.language(),
			LanguageSource::Nowhere => None,
		};
		let builder = BlockBuilder { page: &form.page, text, source, scale };
		if let Some(label) = &text.label {
			blocks.push(builder.label(label, own, typesetter)?);
		}
		let items = builder.items(filled);
		for (number, item) in items.iter().enumerate() {
			let follows = number > 0 || text.label.is_some();
			blocks.push(builder.block(item, language, follows, typesetter)?);
		}
	}
	Ok(blocks)
}

/// The builder of the blocks of a text of the design.
struct BlockBuilder<'a> {
	page: &'a Page,
	text: &'a Text,
	source: usize,
	scale: f32,
}

impl BlockBuilder<'_> {
	/// Returns the items of a list, each with its sign, or the text as a whole.
	fn items(&self, filled: Filled) -> Vec<String> {
		match self.text.role {
			Role::List => filled.items.into_iter().map(|item| format!("{BULLET}{item}")).collect(),
			_ => vec![filled.items.join(", ")],
		}
	}

	/// Sets the label above a text.
	fn label(
		&self,
		label: &str,
		language: Option<&str>,
		typesetter: &mut Typesetter,
	) -> Result<Block, Fault> {
		let mut block = self.set(label, language, Weight::Bold, typesetter)?;
		block.is_label = true;
		Ok(block)
	}

	/// Sets a text. One that follows another of the same text of the design has no space above.
	fn block(
		&self,
		text: &str,
		language: Option<&str>,
		follows: bool,
		typesetter: &mut Typesetter,
	) -> Result<Block, Fault> {
		let mut block = self.set(text, language, self.text.weight, typesetter)?;
		if follows {
			(block.space, block.top) = (0.0, None);
		}
		Ok(block)
	}

	fn set(
		&self,
		text: &str,
		language: Option<&str>,
		weight: Weight,
		typesetter: &mut Typesetter,
	) -> Result<Block, Fault> {
		let [_, right, _, left] = self.page.margins;
		let [width, _] = self.page.size();
		let (left, top, width) = match self.text.place() {
			Some([x, y, width]) => (x, Some(y), width),
			None => (left, None, width - left - right),
		};
		let style = Style {
			size: self.text.size * self.scale,
			weight,
			align: self.text.align,
			width: width * POINTS,
			lines: self.text.lines,
			language,
		};
		Ok(Block {
			lines: typesetter.set(text, &style)?,
			role: self.text.role,
			is_label: false,
			colour: self.text.colour,
			language: language.map(str::to_owned),
			source: self.source,
			left: left * POINTS,
			top: top.map(|top| top * POINTS),
			space: self.text.space * POINTS * self.scale,
		})
	}
}

/// Places blocks one below the other, and those that have a place of their own there on the first page.
fn place(page: &Page, blocks: Vec<Block>) -> Result<PageLayout, Fault> {
	let [top, _, bottom, _] = page.margins.map(|margin| margin * POINTS);
	let end = page.size()[1] * POINTS - bottom;
	let mut cursor = Cursor { top, end, y: top, page: 0, placed_below: None };
	let mut pieces = Vec::new();
	for (number, block) in blocks.iter().enumerate() {
		match block.top.or_else(|| cursor.below(block)) {
			Some(y) => {
				let lines = 0..block.lines.layout.len();
				pieces.push(Piece { block: number, lines, page: 0, left: block.left, shift: y });
				cursor.placed_below = Some((block.source, y + block.lines.height()));
			},
			None => cursor.flow(number, block, &mut pieces)?,
		}
	}
	Ok(PageLayout { blocks, pieces, pages: cursor.page.saturating_add(1) })
}

/// The place at which the next line stands.
struct Cursor {
	/// The upper and the lower edge of all lines on a page.
	top: f32,
	end: f32,
	y: f32,
	page: usize,
	/// The lower edge of the last block that has a place of its own, with its number in the design.
	placed_below: Option<(usize, f32)>,
}

impl Cursor {
	/// Returns the place of a block that belongs below one with a place of its own.
	fn below(&self, block: &Block) -> Option<f32> {
		self.placed_below.filter(|(source, _)| *source == block.source).map(|(_, y)| y)
	}

	/// Places the lines of a block below those before, on further pages where one is full.
	fn flow(&mut self, number: usize, block: &Block, pieces: &mut Vec<Piece>) -> Result<(), Fault> {
		if self.y > self.top {
			self.y += block.space;
		}
		let mut first = 0;
		let mut shift = self.y;
		for (place, line) in block.lines.layout.lines().enumerate() {
			let metrics = line.metrics();
			if shift + metrics.block_max_coord > self.end && self.y > self.top {
				self.put(number, block, first..place, shift, pieces);
				self.page = self.page.saturating_add(1);
				if self.page > MAX_PAGES {
					return Err(Fault::TooLong);
				}
				(first, self.y) = (place, self.top);
				shift = self.top - metrics.block_min_coord;
			}
			self.y = shift + metrics.block_max_coord;
		}
		self.put(number, block, first..block.lines.layout.len(), shift, pieces);
		Ok(())
	}

	fn put(
		&self,
		block: usize,
		of: &Block,
		lines: Range<usize>,
		shift: f32,
		pieces: &mut Vec<Piece>,
	) {
		if !lines.is_empty() {
			pieces.push(Piece { block, lines, page: self.page, left: of.left, shift });
		}
	}
}

/// Returns whether the texts of a design begin at the right side.
pub(crate) fn is_right_to_left(layout: &PageLayout) -> bool {
	let heading = layout.blocks.iter().find(|block| block.role == Role::Heading);
	heading
		.or_else(|| layout.blocks.first())
		.is_some_and(|block| block.lines.layout.is_rtl())
}
