// SPDX-License-Identifier: Apache-2.0

//! Draws a certificate onto the pages of a PDF, and tags what is drawn for who cannot see it.

use crate::{
	design::{Code, Colour, Design, Frame, Image as Place, Page, Role},
	fault::Fault,
	fonts::is_ignorable,
	page_layout::{Block, PageLayout, POINTS},
	runs::{displaced_runs, shown_clusters, Letters},
	typesetting::{Lines, Typesetter},
};
use krilla::{
	color::rgb,
	geom::{PathBuilder, Point, Rect, Size, Transform},
	image::Image,
	num::NormalizedF32,
	page::PageSettings,
	paint::{Fill, Stroke},
	surface::Surface,
	tagging::{
		Artifact, ArtifactType, BBox, ContentTag, Identifier, ListNumbering, Node, SpanTag, Tag,
		TagGroup, TagTree,
	},
	text::{GlyphId, KrillaGlyph},
	Document,
};
use parley::{Glyph, GlyphRun, Run};
use std::{num::NonZeroU16, ops::Range};
use testamur_code::Grid;

/// The pictures of a design, which were read.
#[derive(Clone)]
pub(crate) struct Pictures {
	pub(crate) background: Option<Image>,
	/// Those at a place, in the order of the design.
	pub(crate) placed: Vec<Image>,
}

/// All that is drawn.
pub(crate) struct Drawing<'a> {
	pub(crate) design: &'a Design,
	pub(crate) pictures: &'a Pictures,
	pub(crate) layout: &'a PageLayout,
	pub(crate) code: Option<(&'a Code, Grid)>,
}

/// A tagged part of a page: what it is, and the content that belongs to it.
type Tagged = Vec<(usize, Identifier)>;

impl Drawing<'_> {
	/// Draws all pages, and returns the tree of what they hold in the order of reading.
	pub(crate) fn draw(
		&self,
		document: &mut Document,
		typesetter: &mut Typesetter,
	) -> Result<TagTree, Fault> {
		let page = &self.design.0.page;
		let [width, height] = page.size().map(|side| side * POINTS);
		let settings = PageSettings::from_wh(width, height).ok_or_else(|| pdf("the page"))?;
		let (mut pictures, mut texts) = (Vec::new(), Vec::new());
		for number in 0..self.layout.pages {
			let mut page = document.start_page_with(settings.clone());
			let mut surface = page.surface();
			self.underlay(&mut surface, [width, height]);
			if number == 0 {
				pictures = self.pictures(&mut surface)?;
			}
			for piece in self.layout.pieces.iter().filter(|piece| piece.page == number) {
				let Some(block) = self.layout.blocks.get(piece.block) else { continue };
				let place = [piece.left, piece.shift];
				let tag = ContentTag::Span(SpanTag::empty());
				let lines = piece.lines.clone();
				let drawn = draw_lines(
					&block.lines,
					lines,
					place,
					block.colour,
					tag,
					&mut surface,
					typesetter,
				)?;
				for identifier in drawn {
					texts.push((piece.block, identifier));
				}
			}
			if let (0, Some((code, grid))) = (number, &self.code) {
				pictures.push(draw_code(code, grid, &mut surface)?);
			}
			surface.finish();
			page.finish();
		}
		Ok(self.tree(pictures, texts))
	}

	/// Draws what lies behind the texts and means nothing: the paper, the background, the frame.
	fn underlay(&self, surface: &mut Surface<'_>, [width, height]: [f32; 2]) {
		let form = &self.design.0;
		surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
		if let Some(colour) = paper(&form.page) {
			surface.set_fill(Some(fill(colour)));
			surface.set_stroke(None);
			draw_rect(surface, 0.0, 0.0, width, height);
		}
		if let (Some(image), Some(size)) = (&self.pictures.background, Size::from_wh(width, height))
		{
			surface.draw_image(image.clone(), size);
		}
		if let Some(frame) = &form.frame {
			draw_frame(frame, surface, [width, height]);
		}
		surface.end_tagged();
	}

	/// Draws the pictures that have a place.
	fn pictures(&self, surface: &mut Surface<'_>) -> Result<Vec<Node>, Fault> {
		let places = self.design.0.images.iter().zip(&self.pictures.placed);
		let mut nodes = Vec::new();
		for (place, image) in places {
			let tag = match &place.alt {
				Some(_) => ContentTag::Other,
				None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
			};
			let identifier = surface.start_tagged(tag);
			let bounds = draw_picture(place, image, surface)?;
			surface.end_tagged();
			if let Some(alt) = &place.alt {
				nodes.push(figure(alt, bounds, identifier));
			}
		}
		Ok(nodes)
	}

	/// Returns the tree of all that is read aloud: pictures and texts, the items of a list below it.
	fn tree(&self, pictures: Vec<Node>, texts: Tagged) -> TagTree {
		let language = self.design.0.language.as_ref().map(|language| language.0.clone());
		let mut tree = TagTree::new().with_lang(language);
		let mut list: Option<(usize, TagGroup)> = None;
		let mut level = 1;
		for (number, block) in self.layout.blocks.iter().enumerate() {
			let own = texts.iter().filter(|(of, _)| *of == number);
			let content: Vec<Node> = own.map(|(_, identifier)| (*identifier).into()).collect();
			let is_item = block.role == Role::List && !block.is_label;
			if list.as_ref().is_some_and(|(of, _)| *of != block.source || !is_item) {
				tree_push(&mut tree, list.take());
			}
			if is_item {
				let (_, items) = list.get_or_insert_with(|| {
					(block.source, TagGroup::new(Tag::L(ListNumbering::Disc)))
				});
				let body =
					TagGroup::with_children(Tag::LBody.with_lang(block.language.clone()), content);
				items.push(TagGroup::with_children(Tag::LI, vec![body.into()]));
			} else {
				tree.push(text_group(block, content, &mut level));
			}
		}
		tree_push(&mut tree, list.take());
		for picture in pictures {
			tree.push(picture);
		}
		tree
	}
}

fn tree_push(tree: &mut TagTree, list: Option<(usize, TagGroup)>) {
	if let Some((_, list)) = list {
		tree.push(list);
	}
}

/// Returns the group of a text that is no item of a list. The first heading has level 1, and all others, like
/// labels, level 2.
fn text_group(block: &Block, content: Vec<Node>, level: &mut u16) -> TagGroup {
	let language = block.language.clone();
	let is_heading = block.is_label || block.role == Role::Heading;
	if !is_heading {
		return TagGroup::with_children(Tag::P.with_lang(language), content);
	}
	let own = if block.is_label { 2 } else { std::mem::replace(level, 2) };
	let own = NonZeroU16::new(own).unwrap_or(NonZeroU16::MIN);
	let title = Some(block.lines.text.clone());
	TagGroup::with_children(Tag::Hn(own, title).with_lang(language), content)
}

/// Draws some lines of a text at a place, and returns what identifies each of them.
pub(crate) fn draw_lines(
	text: &Lines,
	which: Range<usize>,
	[left, shift]: [f32; 2],
	colour: Colour,
	tag: ContentTag<'_>,
	surface: &mut Surface<'_>,
	typesetter: &mut Typesetter,
) -> Result<Vec<Identifier>, Fault> {
	let mut identifiers = Vec::new();
	let lines = text.layout.lines().enumerate();
	for (_, line) in lines.filter(|(number, _)| which.contains(number)) {
		let own = text.text.get(line.text_range()).unwrap_or_default();
		if own.chars().all(|letter| is_ignorable(letter) || letter == ' ') {
			continue;
		}
		identifiers.push(surface.start_tagged(tag));
		for (run, displacement) in displaced_runs(&line, text.layout.is_rtl()) {
			let left = left + run.offset() + displacement;
			let start = Point::from_xy(left, shift + run.baseline());
			surface.set_fill(Some(fill(colour)));
			draw_run(start, &text.text, &run, surface, typesetter)?;
		}
		surface.end_tagged();
	}
	Ok(identifiers)
}

/// Draws glyphs of one font.
fn draw_run(
	start: Point,
	text: &str,
	run: &GlyphRun<'_, ()>,
	surface: &mut Surface<'_>,
	typesetter: &mut Typesetter,
) -> Result<(), Fault> {
	let own = run.run();
	let font = typesetter
		.fonts
		.embedded(own.font(), &own.synthesis())
		.ok_or_else(|| pdf("a font"))?;
	let size = own.font_size();
	let glyphs = glyphs(own, text);
	if glyphs.is_empty() {
		return Ok(());
	}
	surface.set_stroke(None);
	surface.draw_glyphs(start, &glyphs, font, text, size, false);
	Ok(())
}

/// Returns the glyphs of a run. The layout counts downwards, as pages do, and the offsets of glyphs upwards.
pub(crate) fn glyphs(run: &Run<'_, ()>, text: &str) -> Vec<KrillaGlyph> {
	let size = run.font_size();
	let own = |(range, cluster): &Letters<'_>| -> Vec<KrillaGlyph> {
		let glyph = |glyph: Glyph| {
			let [advance, x, y] = [glyph.advance, glyph.x, -glyph.y].map(|length| length / size);
			KrillaGlyph::new(GlyphId::new(glyph.id), advance, x, y, 0.0, range.clone(), None)
		};
		cluster.glyphs().map(glyph).collect()
	};
	shown_clusters(run, text).iter().flat_map(own).collect()
}

/// Draws the code, and returns its node.
fn draw_code(code: &Code, grid: &Grid, surface: &mut Surface<'_>) -> Result<Node, Fault> {
	let [left, top, size] = [code.x, code.y, code.size].map(|length| length * POINTS);
	let square = size / length(grid.side);
	let identifier = surface.start_tagged(ContentTag::Other);
	surface.set_stroke(None);
	// The margin is a part of the code, whatever lies behind it.
	surface.set_fill(Some(fill(Colour([255; 3]))));
	draw_rect(surface, left, top, size, size);
	let mut path = PathBuilder::new();
	for (row, column, number) in &grid.runs {
		let x = left + length(*column) * square;
		let y = top + length(*row) * square;
		if let Some(rect) = Rect::from_xywh(x, y, length(*number) * square, square) {
			path.push_rect(rect);
		}
	}
	surface.set_fill(Some(fill(code.colour)));
	if let Some(path) = path.finish() {
		surface.draw_path(&path);
	}
	surface.end_tagged();
	let bounds = Rect::from_xywh(left, top, size, size).ok_or_else(|| pdf("the code"))?;
	Ok(figure(&code.alt, bounds, identifier))
}

/// Draws a picture at its place, and returns its bounds.
fn draw_picture(place: &Place, image: &Image, surface: &mut Surface<'_>) -> Result<Rect, Fault> {
	let (columns, rows) = image.size();
	let ratio = rows as f32 / columns as f32;
	let [left, top, width] = [place.x, place.y, place.width].map(|length| length * POINTS);
	let height = place.height.map_or(width * ratio, |height| height * POINTS);
	let wrong = || pdf("a picture");
	let size = Size::from_wh(width, height).ok_or_else(wrong)?;
	surface.push_transform(&Transform::from_translate(left, top));
	surface.draw_image(image.clone(), size);
	surface.pop();
	Rect::from_xywh(left, top, width, height).ok_or_else(wrong)
}

fn figure(alt: &str, bounds: Rect, identifier: Identifier) -> Node {
	let tag = Tag::Figure(Some(alt.to_owned())).with_bbox(Some(BBox::new(0, bounds)));
	TagGroup::with_children(tag, vec![identifier.into()]).into()
}

fn draw_frame(frame: &Frame, surface: &mut Surface<'_>, [width, height]: [f32; 2]) {
	let inset = frame.inset * POINTS;
	surface.set_fill(None);
	surface.set_stroke(Some(Stroke {
		paint: colour(frame.colour).into(),
		width: frame.width * POINTS,
		..Stroke::default()
	}));
	draw_rect(surface, inset, inset, width - 2.0 * inset, height - 2.0 * inset);
}

pub(crate) fn draw_rect(surface: &mut Surface<'_>, left: f32, top: f32, width: f32, height: f32) {
	let mut path = PathBuilder::new();
	if let Some(rect) = Rect::from_xywh(left, top, width, height) {
		path.push_rect(rect);
	}
	if let Some(path) = path.finish() {
		surface.draw_path(&path);
	}
}

/// Returns the colour of the paper, unless it is white and so needs no ink.
fn paper(page: &Page) -> Option<Colour> {
	page.colour.filter(|colour| colour.0 != [255; 3])
}

pub(crate) fn fill(own: Colour) -> Fill {
	Fill { paint: colour(own).into(), opacity: NormalizedF32::ONE, rule: Default::default() }
}

fn colour(Colour([red, green, blue]): Colour) -> rgb::Color {
	rgb::Color::new(red, green, blue)
}

/// Returns a number of squares as a length: there are few enough for it to be exact.
fn length(number: usize) -> f32 {
	f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

fn pdf(what: &str) -> Fault {
	Fault::Pdf(format!("{what} cannot be drawn"))
}
