// SPDX-License-Identifier: Apache-2.0

//! A drawing as SVG: nothing in it runs, and nothing is fetched.

use super::shape::{Drawing, Placed, Shape};
use crate::design::Colour;
use base64::{engine::general_purpose::STANDARD, Engine};
use std::fmt::Write;
use tiny_skia::{PathSegment, Point};

/// The words for a picture.
pub(crate) struct Words<'a> {
	pub(crate) title: &'a str,
	/// The language of the title.
	pub(crate) language: Option<&'a str>,
	pub(crate) description: Option<&'a str>,
}

/// Returns the picture. Its texts are outlines, and who cannot see them is read the title and the description.
pub(crate) fn write(drawing: &Drawing<'_>, words: &Words<'_>) -> String {
	let (side, pixels) = (drawing.side, drawing.pixels());
	let Words { title, language, description } = words;
	let tag = language.map_or_else(String::new, |tag| format!(" lang=\"{tag}\""));
	let described = description.map_or("", |_| " picture-desc");
	let mut svg = format!(
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{pixels}\" height=\"{pixels}\" \
		 viewBox=\"0 0 {side} {side}\" role=\"img\" aria-labelledby=\"picture-title{described}\">\n\
		 <title id=\"picture-title\"{tag}>{}</title>\n",
		escaped(title),
	);
	if let Some(description) = description {
		// Writing into a text does not fail.
		let _ = writeln!(svg, "<desc id=\"picture-desc\">{}</desc>", escaped(description));
	}
	for shape in &drawing.shapes {
		push_shape(shape, &mut svg);
	}
	if let Some(logo) = &drawing.logo {
		push_picture(logo, &mut svg);
	}
	svg.push_str("</svg>\n");
	svg
}

fn push_shape(Shape { colour, path }: &Shape, svg: &mut String) {
	let Colour([red, green, blue]) = colour;
	let mut data = String::new();
	for segment in path.segments() {
		let (letter, points) = match &segment {
			PathSegment::MoveTo(to) => ('M', vec![*to]),
			PathSegment::LineTo(to) => ('L', vec![*to]),
			PathSegment::QuadTo(by, to) => ('Q', vec![*by, *to]),
			PathSegment::CubicTo(one, two, to) => ('C', vec![*one, *two, *to]),
			PathSegment::Close => ('Z', Vec::new()),
		};
		data.push(letter);
		let points: Vec<_> =
			points.iter().flat_map(|Point { x, y }| [number(*x), number(*y)]).collect();
		data.push_str(&points.join(" "));
	}
	let _ = writeln!(svg, "<path fill=\"#{red:02x}{green:02x}{blue:02x}\" d=\"{data}\"/>");
}

fn push_picture(Placed { png, at, .. }: &Placed<'_>, svg: &mut String) {
	let [left, top, width, height] = [at.left, at.top, at.width, at.height].map(number);
	let data = STANDARD.encode(png);
	let _ = writeln!(
		svg,
		"<image x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" \
		 href=\"data:image/png;base64,{data}\"/>"
	);
}

/// Returns a coordinate with two decimals at most, which is finer than any screen.
fn number(coordinate: f32) -> String {
	let text = format!("{coordinate:.2}");
	text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Returns a text as the content of an element. What XML cannot hold is not drawn either.
fn escaped(text: &str) -> String {
	text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
