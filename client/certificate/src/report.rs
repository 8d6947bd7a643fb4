// SPDX-License-Identifier: Apache-2.0

//! A report with a table, as an archival and accessible PDF with a file attached. Its texts come from strangers, so
//! nothing in them keeps a report from being made.

use crate::{
	design::{Align, Colour, Fonts as Wanted, Weight},
	drawing::{draw_lines, draw_rect, fill},
	fault::Fault,
	fonts::{is_mark, Fonts},
	limits::{MAX_CELL, MAX_ROWS},
	page_layout::POINTS,
	typesetting::{Lines, Style, Typesetter},
	writing::{date_of, fault_of, outline, settings},
};
use krilla::{
	embed::{AssociationKind, EmbeddedFile, MimeType},
	metadata::Metadata,
	page::PageSettings,
	surface::Surface,
	tagging::{
		Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag,
		TagGroup, TagTree,
	},
	Document,
};
use std::{num::NonZeroU16, path::Path};

/// The size of a page in points: A4 across.
const PAGE: [f32; 2] = [297.0 * POINTS, 210.0 * POINTS];
/// The margin on each side.
const MARGIN: f32 = 14.0 * POINTS;
/// The space between cells, and above and below their texts.
const GAP: f32 = 2.0 * POINTS;
/// The sizes of the title, of paragraphs and of cells.
const SIZES: [f32; 3] = [18.0, 10.0, 8.5];
const BLACK: Colour = Colour([0; 3]);
const GREY: Colour = Colour([150; 3]);
/// The language of all texts that the program words.
const LANGUAGE: &str = "en";
/// The width of all texts of a page.
const WIDTH: f32 = PAGE[0] - 2.0 * MARGIN;
/// The lower edge of all texts of a page. The number of the page stands below.
const END: f32 = PAGE[1] - MARGIN - GAP;

/// A report.
pub struct Report<'a> {
	/// The title.
	pub title: &'a str,
	/// The moment at which it was made, such as `2026-07-01T09:00:00Z`.
	pub made: &'a str,
	/// The paragraphs before the table.
	pub paragraphs: &'a [String],
	/// The headings of the columns, with the part of the width that each takes, of 1 in all.
	pub columns: &'a [(&'a str, f32)],
	/// The rows, each with as many cells as there are columns.
	pub rows: &'a [Vec<String>],
	/// The file that is attached, if there is one.
	pub attached: Option<Attached<'a>>,
}

/// A file that is attached to a report.
#[derive(Clone, Copy)]
pub struct Attached<'a> {
	/// Its name.
	pub name: &'a str,
	/// Its media type.
	pub media_type: &'a str,
	/// A sentence that describes it.
	pub description: &'a str,
	/// Its content.
	pub content: &'a [u8],
}

impl Report<'_> {
	/// Returns the report as a PDF.
	///
	/// # Errors
	///
	/// Returns why there is none, such as a machine without fonts.
	pub fn write(&self) -> Result<Vec<u8>, Fault> {
		ensure_rows(self.rows.len())?;
		let mut typesetter = Typesetter::new(fonts()?);
		let sheet = Sheet::lay_out(self, &mut typesetter)?;
		let mut document = Document::new_with(settings()?);
		let tree = sheet.draw(&mut document, &mut typesetter)?;
		document.set_tag_tree(tree);
		let date = date_of(self.made);
		document.set_metadata(
			Metadata::new()
				.title(self.title.to_owned())
				.creator("Testamur".to_owned())
				.language(LANGUAGE.to_owned())
				.creation_date(date),
		);
		document.set_outline(outline(self.title));
		if let Some(Attached { name, media_type, description, content }) = self.attached {
			let file = EmbeddedFile {
				path: name.to_owned(),
				mime_type: MimeType::new(media_type),
				description: Some(description.to_owned()),
				association_kind: AssociationKind::Data,
				data: content.to_vec().into(),
				modification_date: Some(date),
				compress: Some(true),
				location: None,
			};
			document
				.embed_file(file)
				.ok_or_else(|| Fault::Pdf(format!("{name} cannot be attached")))?;
		}
		document.finish().map_err(fault_of)
	}
}

/// Returns the fonts of a report.
fn fonts() -> Result<Fonts, Fault> {
	Fonts::load(&Wanted::default(), Path::new("."))
}

/// Checks that a report may have so many rows.
///
/// # Errors
///
/// Returns that there are too many.
pub const fn ensure_rows(rows: usize) -> Result<(), Fault> {
	match rows > MAX_ROWS {
		true => Err(Fault::TooManyRows),
		false => Ok(()),
	}
}

/// Checks that this machine has the fonts of a report.
///
/// # Errors
///
/// Returns which are missing.
pub fn ensure_fonts() -> Result<(), Fault> {
	fonts().map(drop)
}

/// The role of a text, which screen readers tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
	Title,
	Paragraph,
	/// A heading of a column.
	Heading,
	/// A cell of the row of this number.
	Cell(usize),
}

/// A text at its place.
struct Placed {
	lines: Lines,
	kind: Kind,
	page: usize,
	left: f32,
	top: f32,
}

/// All texts at their places.
struct Sheet {
	placed: Vec<Placed>,
	/// The lower edges of rows, with their pages.
	rules: Vec<(usize, f32)>,
	pages: usize,
	/// The height of the headings, which stand above the table on each page.
	heading: f32,
	/// The page on which the table begins.
	begin: usize,
}

impl Sheet {
	/// Lays out a report.
	fn lay_out(report: &Report<'_>, typesetter: &mut Typesetter) -> Result<Self, Fault> {
		let mut sheet =
			Self { placed: Vec::new(), rules: Vec::new(), pages: 1, heading: 0.0, begin: 0 };
		let mut y = MARGIN;
		let [title, paragraph, _] = SIZES;
		let head = [(report.title, title, Weight::Bold, Kind::Title)].into_iter();
		let rest = report
			.paragraphs
			.iter()
			.map(|text| (text.as_str(), paragraph, Weight::Regular, Kind::Paragraph));
		for (text, size, weight, kind) in head.chain(rest) {
			let lines = set(text, size, weight, WIDTH, typesetter)?;
			if y + lines.height() > END && y > MARGIN {
				(sheet.pages, y) = (sheet.pages.saturating_add(1), MARGIN);
			}
			let height = lines.height();
			sheet.put(lines, kind, MARGIN, y);
			y += height + GAP;
		}
		sheet.table(report, y + GAP, typesetter)?;
		Ok(sheet)
	}

	/// Lays out the table, from a place on. No row is divided between pages.
	fn table(
		&mut self,
		report: &Report<'_>,
		mut y: f32,
		typesetter: &mut Typesetter,
	) -> Result<(), Fault> {
		let headings: Vec<_> = report.columns.iter().map(|(heading, _)| *heading).collect();
		let heading = row(report, &headings, Weight::Bold, typesetter)?;
		self.heading = height(&heading);
		if y + self.heading > END - 4.0 * GAP {
			(self.pages, y) = (self.pages.saturating_add(1), MARGIN);
		}
		self.begin = self.pages.saturating_sub(1);
		self.put_row(report, heading, Kind::Heading, y);
		y += self.heading;
		self.rules.push((self.begin, y));
		for (number, cells) in report.rows.iter().enumerate() {
			let cells: Vec<_> = cells.iter().map(String::as_str).collect();
			let lines = row(report, &cells, Weight::Regular, typesetter)?;
			let own = height(&lines);
			if y + own > END && y > MARGIN + self.heading {
				(self.pages, y) = (self.pages.saturating_add(1), MARGIN + self.heading);
				self.rules.push((self.pages.saturating_sub(1), y));
			}
			self.put_row(report, lines, Kind::Cell(number), y);
			y += own;
			self.rules.push((self.pages.saturating_sub(1), y));
		}
		Ok(())
	}

	fn put_row(&mut self, report: &Report<'_>, row: Vec<Lines>, kind: Kind, y: f32) {
		let mut left = MARGIN;
		for (lines, (_, part)) in row.into_iter().zip(report.columns) {
			self.put(lines, kind, left, y + GAP / 2.0);
			left += part * WIDTH;
		}
	}

	fn put(&mut self, lines: Lines, kind: Kind, left: f32, top: f32) {
		let page = self.pages.saturating_sub(1);
		self.placed.push(Placed { lines, kind, page, left, top });
	}

	/// Draws all pages, and returns the tree of what they hold in the order of reading.
	fn draw(&self, document: &mut Document, typesetter: &mut Typesetter) -> Result<TagTree, Fault> {
		let settings = PageSettings::from_wh(PAGE[0], PAGE[1]);
		let settings = settings.ok_or_else(|| Fault::Pdf("the page cannot be drawn".into()))?;
		let mut drawn: Vec<Vec<Identifier>> = Vec::with_capacity(self.placed.len());
		let mut placed = self.placed.iter().peekable();
		let mut rules = self.rules.iter().peekable();
		for number in 0..self.pages {
			let mut page = document.start_page_with(settings.clone());
			let mut surface = page.surface();
			while let Some((_, y)) = rules.next_if(|(of, _)| *of == number) {
				rule(*y, &mut surface);
			}
			if number > self.begin {
				self.repeat_headings(&mut surface, typesetter)?;
			}
			while let Some(one) = placed.next_if(|one| one.page == number) {
				let tag = ContentTag::Span(SpanTag::empty());
				drawn.push(one.draw(one.top, tag, &mut surface, typesetter)?);
			}
			self.number(number, &mut surface, typesetter)?;
			surface.finish();
			page.finish();
		}
		Ok(self.tree(drawn))
	}

	/// Draws the headings of the columns once more, for eyes only.
	fn repeat_headings(
		&self,
		surface: &mut Surface<'_>,
		typesetter: &mut Typesetter,
	) -> Result<(), Fault> {
		let tag = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header));
		for heading in self.placed.iter().filter(|one| one.kind == Kind::Heading) {
			heading.draw(MARGIN + GAP / 2.0, tag, surface, typesetter)?;
		}
		Ok(())
	}

	/// Draws the number of a page.
	fn number(
		&self,
		page: usize,
		surface: &mut Surface<'_>,
		typesetter: &mut Typesetter,
	) -> Result<(), Fault> {
		let text = format!("Page {} of {}", page.saturating_add(1), self.pages);
		let lines = set(&text, SIZES[2], Weight::Regular, WIDTH, typesetter)?;
		let tag = ContentTag::Artifact(Artifact::with_kind(ArtifactType::PageNumber));
		let all = 0..lines.layout.len();
		draw_lines(&lines, all, [MARGIN, END + GAP], BLACK, tag, surface, typesetter)?;
		Ok(())
	}

	/// Returns the tree of all that is read aloud.
	fn tree(&self, drawn: Vec<Vec<Identifier>>) -> TagTree {
		let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
		let mut rows: Vec<TagGroup> = Vec::new();
		let mut last = None;
		for (one, identifiers) in self.placed.iter().zip(drawn) {
			let content: Vec<Node> = identifiers.into_iter().map(Node::from).collect();
			let cell = match one.kind {
				Kind::Title => {
					let heading = Tag::Hn(NonZeroU16::MIN, Some(one.lines.text.clone()));
					tree.push(TagGroup::with_children(heading, content));
					continue;
				},
				Kind::Paragraph => {
					tree.push(TagGroup::with_children(Tag::P, content));
					continue;
				},
				Kind::Heading => {
					TagGroup::with_children(Tag::TH(TableHeaderScope::Column), content)
				},
				Kind::Cell(_) => TagGroup::with_children(Tag::TD, content),
			};
			if last.replace(one.kind) != Some(one.kind) {
				rows.push(TagGroup::new(Tag::TR));
			}
			if let Some(row) = rows.last_mut() {
				row.push(cell);
			}
		}
		let mut rows = rows.into_iter().map(Node::from);
		let head = TagGroup::with_children(Tag::THead, rows.next().into_iter().collect());
		let mut table = vec![head.into()];
		let rows: Vec<Node> = rows.collect();
		if !rows.is_empty() {
			table.push(TagGroup::with_children(Tag::TBody, rows).into());
		}
		tree.push(TagGroup::with_children(Tag::Table, table));
		tree
	}
}

impl Placed {
	fn draw(
		&self,
		top: f32,
		tag: ContentTag<'_>,
		surface: &mut Surface<'_>,
		typesetter: &mut Typesetter,
	) -> Result<Vec<Identifier>, Fault> {
		let all = 0..self.lines.layout.len();
		draw_lines(&self.lines, all, [self.left, top], BLACK, tag, surface, typesetter)
	}
}

/// Sets the cells of a row.
fn row(
	report: &Report<'_>,
	cells: &[&str],
	weight: Weight,
	typesetter: &mut Typesetter,
) -> Result<Vec<Lines>, Fault> {
	let cells = cells.iter().zip(report.columns);
	cells
		.map(|(text, (_, part))| set(text, SIZES[2], weight, part * WIDTH - GAP, typesetter))
		.collect()
}

/// Returns the height of a row.
fn height(row: &[Lines]) -> f32 {
	row.iter().map(Lines::height).fold(0.0, f32::max) + GAP
}

/// Sets a text, of which no more is shown than a page has room for. A character that cannot be printed is shown by
/// its number.
fn set(
	text: &str,
	size: f32,
	weight: Weight,
	width: f32,
	typesetter: &mut Typesetter,
) -> Result<Lines, Fault> {
	let mut text = match text.char_indices().nth(MAX_CELL) {
		Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
		None => text.to_owned(),
	};
	let style =
		Style { size, weight, align: Align::Start, width, lines: None, language: Some(LANGUAGE) };
	loop {
		let letter = match typesetter.set(&text, &style) {
			Err(Fault::Unprintable { letter, .. } | Fault::NoGlyph { letter, .. }) => letter,
			set => return set,
		};
		let is_it = |other: char| other == letter && (other.is_control() || !other.is_ascii());
		// A font may lack a letter with its marks only, and no font is without those of ASCII.
		let ways: [&dyn Fn(char) -> bool; 3] = [&is_it, &is_mark, &|other| !other.is_ascii()];
		let spelt = ways.iter().map(|way| spelt(&text, way)).find(|spelt| *spelt != text);
		match spelt {
			Some(spelt) => text = spelt,
			None => return typesetter.set(&text, &style),
		}
	}
}

/// Returns a text with the numbers of some characters in their place.
fn spelt(text: &str, which: impl Fn(char) -> bool) -> String {
	let mut spelt = String::with_capacity(text.len());
	for letter in text.chars() {
		match which(letter) {
			true => spelt.push_str(&format!("[U+{:04X}]", u32::from(letter))),
			false => spelt.push(letter),
		}
	}
	spelt
}

/// Draws a line below a row.
fn rule(y: f32, surface: &mut Surface<'_>) {
	surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
	surface.set_fill(Some(fill(GREY)));
	surface.set_stroke(None);
	draw_rect(surface, MARGIN, y, WIDTH, 0.4);
	surface.end_tagged();
}
