// SPDX-License-Identifier: Apache-2.0

//! The badge that is drawn: a band with the issuer, the title below it, and the details at the foot.

use super::{
	outlines,
	texts::{Fitted, Texts},
};
use crate::{
	design::{Badge, Colour, Weight},
	fault::Fault,
	picture::{
		pixels,
		shape::{Area, Drawing, Placed, Shape},
		svg::{self, Words},
	},
	typesetting::Typesetter,
};
use tiny_skia::{Path, PathBuilder, Pixmap};

/// The side of a badge, in pixels of its PNG.
const SIDE: u16 = 600;
/// The radius of the corners.
const CORNER: f32 = 64.0;
/// The width of the border.
const BORDER: f32 = 14.0;
/// The distance of texts from the edge.
const MARGIN: f32 = 48.0;
/// The lower edge of the band.
const BAND: f32 = 170.0;
/// The radius of the disc of a logo, whose middle is on the edge of the band.
const DISC: f32 = 76.0;
/// The side of a logo, which fits into the disc within a ring.
const LOGO: f32 = 96.0;
/// The most pixels on a side of a logo, twice as many as a PNG shows: an SVG may be shown larger.
const LOGO_PIXELS: u32 = 192;
/// The colours of texts on light and on dark ground.
const INKS: [Colour; 2] = [Colour([0x1f, 0x29, 0x33]), Colour([255; 3])];

/// A logo.
#[derive(Clone)]
pub(crate) struct Logo {
	picture: Pixmap,
	png: Vec<u8>,
}

/// A badge in both kinds, into which no credential is baked yet.
#[derive(Clone)]
pub(crate) struct Drawn {
	pub(crate) png: Vec<u8>,
	pub(crate) svg: String,
}

impl Logo {
	/// Reads a logo from a PNG. Only its pixels are kept.
	///
	/// # Errors
	///
	/// Returns why there is none, as a clause.
	pub(crate) fn read(bytes: &[u8]) -> Result<Self, &'static str> {
		let picture = pixels::read(bytes)?;
		let picture = pixels::smaller(picture, LOGO_PIXELS).ok_or("it has no dots")?;
		let png = pixels::encode(&picture, "").map_err(|_| "it cannot be written again")?;
		Ok(Self { picture, png })
	}

	/// Returns the logo at its place, in its own proportions.
	fn placed(&self) -> Placed<'_> {
		let [width, height] = [self.picture.width(), self.picture.height()].map(|side| side as f32);
		let scale = LOGO / width.max(height);
		let [width, height] = [width * scale, height * scale];
		let at =
			Area { left: (f32::from(SIDE) - width) / 2.0, top: BAND - height / 2.0, width, height };
		Placed { picture: &self.picture, png: &self.png, at }
	}
}

/// Draws a badge.
///
/// # Errors
///
/// Returns the first character that cannot be drawn.
pub(crate) fn draw(
	look: &Badge,
	logo: Option<&Logo>,
	texts: &Texts,
	typesetter: &mut Typesetter,
) -> Result<Drawn, Fault> {
	let mut shapes = ground(look, logo.is_some());
	let [issuer, title, details] = places(logo.is_some(), texts.details.is_some());
	let mut put = |text: &str, size, weight, language: Option<&String>, within, colour| {
		let language = language.map(String::as_str);
		let path = outline(&Fitted { text, size, weight, language, within }, typesetter)?;
		shapes.extend(path.map(|path| Shape { colour, path }));
		Ok::<_, Fault>(())
	};
	put(&texts.issuer, 34.0, Weight::Bold, None, issuer, ink_on(look.colour))?;
	let ink = ink_on(look.paper);
	put(&texts.title, 64.0, Weight::Bold, texts.language.as_ref(), title, ink)?;
	if let Some(text) = &texts.details {
		put(text, 34.0, Weight::Regular, texts.own_language.as_ref(), details, ink)?;
	}
	let drawing = Drawing { side: SIDE, scale: 1, shapes, logo: logo.map(Logo::placed) };
	let words = Words {
		title: &texts.title,
		language: texts.language.as_deref(),
		description: Some(&texts.description),
	};
	Ok(Drawn { png: pixels::write(&drawing, words.title)?, svg: svg::write(&drawing, &words) })
}

/// Returns what lies behind the texts: the border with the band, the paper, and the disc of a logo.
fn ground(look: &Badge, has_logo: bool) -> Vec<Shape> {
	let side = f32::from(SIDE);
	let all = Area { left: 0.0, top: 0.0, width: side, height: side };
	let inner = all.inset(BORDER);
	let paper = Area { top: BAND, height: side - BORDER - BAND, ..inner };
	let mut shapes = vec![
		(look.colour, all.rounded(CORNER, CORNER)),
		(look.paper, paper.rounded(0.0, CORNER - BORDER)),
	];
	if has_logo {
		shapes.push((look.colour, disc(DISC)));
		shapes.push((look.paper, disc(DISC - BORDER / 2.0)));
	}
	let shape = |(colour, path): (Colour, Option<Path>)| path.map(|path| Shape { colour, path });
	shapes.into_iter().filter_map(shape).collect()
}

/// Returns a disc in the middle of the edge of the band.
fn disc(radius: f32) -> Option<Path> {
	let middle = f32::from(SIDE) / 2.0;
	let (left, top, side) = (middle - radius, BAND - radius, 2.0 * radius);
	Area { left, top, width: side, height: side }.rounded(radius, radius)
}

/// Returns the places of the issuer, the title and the details.
fn places(has_logo: bool, has_details: bool) -> [Area; 3] {
	let left = MARGIN;
	let width = f32::from(SIDE) - 2.0 * MARGIN;
	let disc = if has_logo { DISC } else { 0.0 };
	let below = if has_details { 500.0 } else { 560.0 };
	let from = BAND + disc + 14.0;
	[
		Area { left, top: 22.0, width, height: BAND - disc.max(12.0) - 28.0 },
		Area { left, top: from, width, height: below - from },
		Area { left, top: 506.0, width, height: 56.0 },
	]
}

/// Returns the outlines of a text in the middle of its box.
fn outline(fitted: &Fitted<'_>, typesetter: &mut Typesetter) -> Result<Option<Path>, Fault> {
	let lines = fitted.set(typesetter)?;
	let Area { left, top, height, .. } = fitted.within;
	let mut path = PathBuilder::new();
	outlines::draw(&lines, [left, top + (height - lines.height()) / 2.0], &mut path)?;
	Ok(path.finish())
}

/// Returns the colour of texts on a ground, by how bright it is to the eye.
fn ink_on(Colour([red, green, blue]): Colour) -> Colour {
	let [red, green, blue] = [red, green, blue].map(f32::from);
	// The weights are those of ITU-R BT.601.
	let brightness = red * 0.299 + green * 0.587 + blue * 0.114;
	let [dark, light] = INKS;
	if brightness > 140.0 {
		dark
	} else {
		light
	}
}
