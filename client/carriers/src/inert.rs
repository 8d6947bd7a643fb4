// SPDX-License-Identifier: Apache-2.0

//! Tells SVG pictures that only draw from those that could run or fetch something where they are shown.
//!
//! A browser runs the scripts of a picture that is opened by itself, and follows what it names. What is not known to
//! only draw is refused, so that a new feature of browsers is no way around.

use crate::{fault::Fault, kind::Kind};
use quick_xml::{
	events::{BytesStart, Event},
	name::{Namespace, ResolveResult},
	NsReader, XmlVersion,
};

/// The namespace of pictures.
pub(crate) const PICTURES: &str = "http://www.w3.org/2000/svg";
/// The namespace of pages, whose elements do what they do in pages.
const PAGES: &str = "http://www.w3.org/1999/xhtml";
/// The elements of pictures that draw, describe, or hold others that do.
#[rustfmt::skip]
const DRAWING: [&str; 54] = [
	"circle", "clipPath", "defs", "desc", "ellipse", "feBlend", "feColorMatrix", "feComponentTransfer",
	"feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight",
	"feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage",
	"feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting",
	"feSpotLight", "feTile", "feTurbulence", "filter", "g", "image", "line", "linearGradient", "marker",
	"mask", "metadata", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop",
	"style", "svg", "switch", "symbol", "text", "textPath", "title", "tspan", "use",
];
/// The element with rules of style.
const STYLE: &str = "style";
/// The attributes that name something else, by the names without their prefix.
const NAMING: [&str; 2] = ["href", "src"];
/// The beginnings of addresses that hold a picture of pixels.
const PIXELS: [&str; 3] = ["data:image/png;", "data:image/jpeg;", "data:image/webp;"];
/// The words in rules of style that fetch something or hide a word that does, besides `url`.
const FETCHING: [&str; 5] = ["@import", "image(", "image-set(", "src(", "\\"];

/// Returns that a picture does more than draw.
const fn active(what: &'static str) -> Fault {
	Fault::Active(what)
}

const fn damaged() -> Fault {
	Fault::Damaged(Kind::Svg, "it is not well-formed XML")
}

/// Checks that a picture neither runs nor fetches anything where it is shown.
///
/// # Errors
///
/// Returns what could.
pub fn ensure_inert(picture: &str) -> Result<(), Fault> {
	let mut xml = NsReader::from_str(picture);
	loop {
		match xml.read_event().map_err(|_| damaged())? {
			Event::Start(tag) => {
				ensure_drawing(&xml, &tag)?;
				if tag.local_name().into_inner() == STYLE {
					ensure_no_address(&rules(&mut xml)?)?;
				}
			},
			Event::Empty(tag) => ensure_drawing(&xml, &tag)?,
			Event::PI(_) => return Err(active("an instruction for programs")),
			Event::DocType(text) if text.contains('[') => {
				return Err(active("a document type with definitions"));
			},
			Event::Eof => return Ok(()),
			_ => {},
		}
	}
}

/// Returns the rules of style up to the end of their element. A browser joins the texts in it, so that no word may be
/// divided by anything else, and a reference could stand for a letter.
fn rules(xml: &mut NsReader<&[u8]>) -> Result<String, Fault> {
	let mut rules = String::new();
	loop {
		match xml.read_event().map_err(|_| damaged())? {
			Event::Text(text) => rules.push_str(&text),
			Event::CData(text) => rules.push_str(&text),
			Event::End(_) => return Ok(rules),
			Event::Eof => return Err(damaged()),
			_ => return Err(active("something else than text in its rules of style")),
		}
	}
}

/// Checks an element and its attributes.
fn ensure_drawing(xml: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> Result<(), Fault> {
	let (namespace, name) = xml.resolver().resolve_element(tag.name());
	match namespace {
		ResolveResult::Bound(Namespace(PICTURES)) | ResolveResult::Unbound
			if DRAWING.contains(&name.into_inner()) => {},
		ResolveResult::Bound(Namespace(PICTURES)) | ResolveResult::Unbound => {
			return Err(active("an element that does more than draw"));
		},
		ResolveResult::Bound(Namespace(PAGES)) => return Err(active("a part of a page")),
		// Nothing is known to browsers of what drawing programs note for themselves.
		ResolveResult::Bound(_) => {},
		ResolveResult::Unknown(_) => return Err(damaged()),
	}
	for attribute in tag.attributes().with_checks(false) {
		let attribute = attribute.map_err(|_| damaged())?;
		let name = attribute.key.local_name().into_inner().to_ascii_lowercase();
		let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| damaged())?;
		if name.starts_with("on") {
			return Err(active("a script in an attribute"));
		}
		if name == "base" {
			return Err(active("an address from which others are counted"));
		}
		let value = value.trim();
		let is_within =
			value.starts_with('#') || PIXELS.iter().any(|begin| value.starts_with(begin));
		if NAMING.contains(&name.as_str()) && !is_within {
			return Err(active("a link"));
		}
		ensure_no_address(value)?;
	}
	Ok(())
}

/// Checks that rules of style name parts of the picture only.
fn ensure_no_address(style: &str) -> Result<(), Fault> {
	let style = style.to_ascii_lowercase();
	let is_within = |address: &str| address.trim_start_matches([' ', '"', '\'']).starts_with('#');
	let fetches = FETCHING.iter().any(|word| style.contains(word));
	match fetches || !style.split("url(").skip(1).all(is_within) {
		true => Err(active("an address in its rules of style")),
		false => Ok(()),
	}
}
