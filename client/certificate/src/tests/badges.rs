// SPDX-License-Identifier: Apache-2.0

//! Badges: what they show and carry, and pictures of an institution's own. What `tests/documents` does with the files
//! is not repeated here.

use super::{changed, writer};
use crate::{Badge, Credential, Design, Fault, Writer};
use std::fs;
use testamur_carriers::{png, svg};

/// A picture of four dots.
const PNG: &[u8] = include_bytes!("../../tests/data/emblem.png");
const SVG: &str =
	"<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"1\" height=\"1\"/></svg>";
/// The title in the example.
const TITLE: &str = "Water chemistry for practitioners";
/// The part of the example that states its level.
const LEVEL: &str = "http://data.europa.eu/snb/eqf/5";

/// Returns the example with another title.
fn titled(title: &str) -> Credential {
	let member = |title: &str| format!("\"name\":{}", serde_json::to_string(title).unwrap());
	Credential::read(&changed(&member(TITLE), &member(title))).unwrap()
}

fn badge(design: &str, credential: &Credential) -> (Vec<u8>, String) {
	let Badge { png, svg } = writer(design).unwrap().badge(credential).unwrap();
	(png.unwrap(), svg.unwrap())
}

/// Returns a writer for a design that finds some files beside it.
fn with_files(design: &str, files: &[(&str, &[u8])]) -> Result<Writer, Fault> {
	let folder = tempfile::tempdir().unwrap();
	for (name, bytes) in files {
		fs::write(folder.path().join(name), bytes).unwrap();
	}
	Writer::new(Design::read(design.as_bytes())?, folder.path())
}

/// Returns the pixels of a PNG as red, green, blue and alpha, with the length of a row.
fn pixels(bytes: &[u8]) -> (usize, Vec<u8>) {
	let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
	let mut data = vec![0; reader.output_buffer_size().unwrap()];
	reader.next_frame(&mut data).unwrap();
	(usize::try_from(reader.info().width).unwrap() * 4, data)
}

#[test]
fn both_pictures_carry_the_credential_to_the_byte() {
	let credential = titled(TITLE);
	let (baked_png, baked_svg) = badge("", &credential);
	assert_eq!(png::extract(&baked_png).unwrap(), credential.bytes());
	assert_eq!(svg::extract(baked_svg.as_bytes()).unwrap(), credential.bytes());
	let mut spaced = credential.bytes().to_vec();
	spaced.extend(b" \r\n");
	let spaced = Credential::read(&spaced).unwrap();
	let (baked_png, baked_svg) = badge("", &spaced);
	assert_eq!(png::extract(&baked_png).unwrap(), spaced.bytes());
	assert_eq!(svg::extract(baked_svg.as_bytes()).unwrap(), spaced.bytes());
}

#[test]
fn the_svg_is_inert_and_says_in_words_what_it_shows() {
	let title = "Säuren & Basen <I>";
	let (_, text) = badge("language = \"en\"", &titled(title));
	svg::ensure_inert(&text).unwrap();
	for part in [
		"role=\"img\" aria-labelledby=\"picture-title picture-desc\"",
		"<title id=\"picture-title\" lang=\"en\">Säuren &amp; Basen &lt;I&gt;</title>",
		"<desc id=\"picture-desc\">Höhere Wasserschule, EQF 5, 2026</desc>",
		"viewBox=\"0 0 600 600\"",
	] {
		assert!(text.contains(part), "{part} {}", &text[..600]);
	}
	// Texts are outlines, so that no font is needed.
	assert!(!text.contains("<text"));
}

#[test]
fn the_png_has_the_stated_size_and_the_colours_of_the_design() {
	let design = "[badge]\ncolour = \"#c0ffee\"\npaper = \"#010203\"\n";
	let (bytes, _) = badge(design, &titled(TITLE));
	let (row, data) = pixels(&bytes);
	assert_eq!((row, data.len()), (600 * 4, 600 * 600 * 4));
	let at = |x: usize, y: usize| &data[y * row + x * 4..][..4];
	assert_eq!(at(0, 0), [0; 4], "the corners are transparent");
	assert_eq!(at(300, 4), [0xc0, 0xff, 0xee, 255]);
	assert_eq!(at(20, 300), [1, 2, 3, 255]);
	// Texts are dark on light ground, and light on dark ground.
	let has = |from: usize, to: usize, colour: [u8; 4]| {
		data[from * row..to * row].chunks(4).any(|pixel| pixel == colour)
	};
	assert!(has(0, 160, [0x1f, 0x29, 0x33, 255]) && has(180, 500, [255; 4]));
}

#[test]
fn the_same_input_leads_to_the_same_bytes_whatever_was_drawn_before() {
	let titles: Vec<String> = (0..3).map(|number| format!("Title {number}")).collect();
	let mut writer = writer("").unwrap();
	let mut all = |titles: &mut dyn Iterator<Item = &String>| -> Vec<Badge> {
		titles.map(|title| writer.badge(&titled(title)).unwrap()).collect()
	};
	let there = all(&mut titles.iter());
	let mut back = all(&mut titles.iter().rev());
	back.reverse();
	assert!(there == back && there[0] != there[1]);
	let (png, svg) = badge("", &titled(&titles[1]));
	assert!(there[1] == Badge { png: Some(png), svg: Some(svg) });
}

#[test]
fn titles_of_any_length_and_writing_are_drawn() {
	let mut writer = writer("").unwrap();
	for title in [
		"x",
		&"An introduction to the chemistry of drinking water ".repeat(100),
		&"A".repeat(500_000),
		&"Donaudampfschifffahrtsgesellschaft".repeat(20),
		"كيمياء المياه للممارسين",
		"כימיה של מים (2026)",
		"เคมีของน้ำ",
		"जल रसायन विज्ञान",
		"\u{202e}\u{200f}\n\n",
	] {
		let badge = writer.badge(&titled(title)).unwrap();
		let (row, data) = pixels(&badge.png.unwrap());
		// Nothing is drawn over the border.
		let edge = &data[300 * row..300 * row + 4];
		assert!(data[200 * row..500 * row].chunks(row).all(|row| &row[..4] == edge), "{title}");
	}
	let fault = writer.badge(&titled("A\u{e000}")).unwrap_err();
	assert!(matches!(fault, Fault::Unprintable { .. }), "{fault}");
}

#[test]
fn a_detail_without_its_value_is_left_out() {
	let credential = Credential::read(&changed(LEVEL, "https://example.org/level")).unwrap();
	assert!(badge("", &credential)
		.1
		.contains("<desc id=\"picture-desc\">Höhere Wasserschule, 2026<"));
	let own = "[badge]\ndetails = [\"{credits} {credit_unit}\"]";
	assert!(badge(own, &credential).1.contains("Höhere Wasserschule, 5.5 ECTS<"));
	assert!(badge("[badge]\ndetails = []", &credential).1.contains(">Höhere Wasserschule<"));
}

#[test]
fn a_logo_is_drawn_and_nothing_else_of_its_file_is_kept() {
	let design = "[badge]\nlogo = \"a.png\"";
	let badge = with_files(design, &[("a.png", PNG)]).unwrap().badge(&titled(TITLE)).unwrap();
	let text = badge.svg.unwrap();
	assert_eq!(text.matches("href=\"data:image/png;base64,").count(), 1);
	svg::ensure_inert(&text).unwrap();
	for (bytes, why) in [
		(&b"GIF89a"[..], "it is no PNG"),
		(SVG.as_bytes(), "it is no PNG"),
		(&PNG[..40], "it is damaged"),
		(b"\x89PNG\r\n\x1a\n", "it is damaged"),
	] {
		let fault = with_files(design, &[("a.png", bytes)]).err().unwrap();
		assert!(matches!(&fault, Fault::Logo { .. }), "{fault}");
		assert!(fault.to_string().contains(why) && fault.to_string().contains("a.png"), "{fault}");
	}
	assert!(matches!(with_files(design, &[]).err().unwrap(), Fault::Unreadable { .. }));
}

#[test]
fn a_logo_stands_in_the_middle_of_the_edge_in_its_proportions() {
	let mut red = Vec::new();
	let mut encoder = ::png::Encoder::new(&mut red, 800, 400);
	encoder.set_color(::png::ColorType::Rgb);
	let mut writer = encoder.write_header().unwrap();
	writer.write_image_data(&[255, 0, 0].repeat(800 * 400)).unwrap();
	writer.finish().unwrap();
	let mut writer = with_files("[badge]\nlogo = \"a.png\"", &[("a.png", &red)]).unwrap();
	let badge = writer.badge(&titled(TITLE)).unwrap();
	let (row, data) = pixels(&badge.png.unwrap());
	let is_red = |x: usize, y: usize| data[y * row + x * 4..][..4] == [255, 0, 0, 255];
	assert!(is_red(300, 170) && is_red(256, 150) && is_red(344, 190));
	assert!(!is_red(300, 140) && !is_red(300, 200) && !is_red(245, 170) && !is_red(355, 170));
	assert!(badge
		.svg
		.unwrap()
		.contains("<image x=\"252\" y=\"146\" width=\"96\" height=\"48\""));
}

/// States so many pixels that none of them could be kept.
#[test]
fn a_logo_of_too_many_pixels_is_refused_before_they_are_decoded() {
	let mut bomb = Vec::new();
	let mut encoder = ::png::Encoder::new(&mut bomb, 60_000, 60_000);
	encoder.set_color(::png::ColorType::Grayscale);
	drop(encoder.write_header().unwrap());
	let fault = with_files("[badge]\nlogo = \"a.png\"", &[("a.png", &bomb)]).err().unwrap();
	assert!(fault.to_string().contains("it has too many dots"), "{fault}");
}

#[test]
fn own_pictures_take_the_place_of_the_drawn_ones() {
	let credential = titled(TITLE);
	let own = |names: &str| {
		let design = format!("[badge]\npictures = [{names}]");
		with_files(&design, &[("a.png", PNG), ("b.svg", SVG.as_bytes())])
	};
	let badge = own("\"a.png\", \"b.svg\"").unwrap().badge(&credential).unwrap();
	assert_eq!(badge.png.unwrap(), png::bake(PNG, text(&credential)).unwrap());
	assert_eq!(badge.svg.unwrap(), svg::bake(SVG, text(&credential)).unwrap());
	let badge = own("\"b.svg\"").unwrap().badge(&credential).unwrap();
	assert!(badge.png.is_none() && badge.svg.is_some());
	let fault = own("\"a.png\", \"a.png\"").err().unwrap();
	assert!(fault.to_string().contains("the second one of its kind"), "{fault}");
}

fn text(credential: &Credential) -> &str {
	std::str::from_utf8(credential.bytes()).unwrap()
}

#[test]
fn own_pictures_that_cannot_be_badges_are_refused() {
	let script = SVG.replace("<rect", "<script>alert(1)</script><rect");
	let baked = svg::bake(SVG, text(&titled(TITLE))).unwrap();
	let large =
		SVG.replace("<rect", &format!("<desc>{}</desc><rect", "x".repeat(crate::MAX_BADGE)));
	for (bytes, why) in [
		(script.as_bytes(), "an element that does more than draw"),
		(baked.as_bytes(), "has a credential already"),
		(large.as_bytes(), "it has too many bytes"),
		(&PNG[..40], "it is damaged"),
		(b"\xff\xd8\xff", "neither a PNG nor an SVG"),
		(b"", "neither a PNG nor an SVG"),
		(b"<svg>\xff</svg>", "it is not UTF-8"),
		(b"<svg><g></svg>", "no whole SVG"),
	] {
		let fault = with_files("[badge]\npictures = [\"a\"]", &[("a", bytes)]).err().unwrap();
		assert!(matches!(&fault, Fault::OwnBadge { .. }), "{fault}");
		assert!(fault.to_string().contains(why), "{fault}");
	}
}
