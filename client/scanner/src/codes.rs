// SPDX-License-Identifier: Apache-2.0

//! Codes in pictures, which the page hands over as grey values: what the QR codes in one hold, and of which kind that
//! is. Nothing of it is judged here: a credential in a code is checked as a file.

use rqrr::PreparedImage;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use testamur_verifier::{answer, Failure, Parts};

/// The most pixels of a side of a picture.
const MAX_SIDE: usize = 4_096;
/// The least pixels of a side: the smallest code has 21 squares, and no room around it would be needed.
const MIN_SIDE: usize = 21;
/// The most codes that are read in one picture.
const MAX_CODES: usize = 8;
/// The members of a reference (`docs/spec/leaf.md`, section 8) by which it is told from a credential.
const OF_REFERENCES: [&str; 3] = ["institution", "leaf", "path"];

/// The size of a picture.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Size {
	width: usize,
	height: usize,
}

/// The kind of a code's content, by its beginning and its members.
#[derive(Debug, Serialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
enum Kind {
	/// An address on the web.
	Link,
	/// A reference to a credential.
	Reference,
	/// A credential in JSON or in a token, or a bundle in its text form.
	Document,
	/// Something else, of which nothing can be told here.
	Other,
}

/// A code that was read.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct Code {
	kind: Kind,
	/// The text, as the code holds it: it may have several lines.
	text: String,
}

/// The answer with the codes in a picture.
#[derive(Serialize)]
struct Codes {
	codes: Vec<Code>,
}

/// Returns the codes in a picture.
///
/// The parts of the request are the size of the picture in JSON, and a byte for each pixel, row by row, from black (0)
/// to white (255).
#[must_use]
pub fn read_codes(request: &[u8]) -> Vec<u8> {
	answer(read(Parts::new(request)).map(|codes| Codes { codes }))
}

fn read(mut parts: Parts<'_>) -> Result<Vec<Code>, Failure> {
	let Size { width, height } = parts.json("size")?;
	let grey = parts.bytes("grey")?;
	parts.end()?;
	if width > MAX_SIDE || height > MAX_SIDE {
		return Err(Failure::wrong("size", format!("expected at most {MAX_SIDE} pixels a side")));
	}
	if width.checked_mul(height) != Some(grey.len()) {
		return Err(Failure::wrong("grey", "expected a byte for each pixel"));
	}
	if width < MIN_SIDE || height < MIN_SIDE {
		return Ok(Vec::new());
	}
	let pixel = |column: usize, row: usize| {
		let place = row.saturating_mul(width).saturating_add(column);
		grey.get(place).copied().unwrap_or(u8::MAX)
	};
	let (darkest, brightest) = (grey.iter().min(), grey.iter().max());
	let limit =
		u8::midpoint(darkest.copied().unwrap_or_default(), brightest.copied().unwrap_or_default());
	// First, what is dark is told by what lies around it, as light that falls from one side asks for. A code on a page
	// that is white otherwise is often missed by that, and found if one limit holds for all of the picture.
	for has_one_limit in [false, true] {
		let mut picture = match has_one_limit {
			false => PreparedImage::prepare_from_greyscale(width, height, pixel),
			true => PreparedImage::prepare_from_bitmap(width, height, |column, row| {
				pixel(column, row) < limit
			}),
		};
		let grids = picture.detect_grids();
		let texts = grids.iter().filter_map(|grid| grid.decode().ok());
		let codes = texts.take(MAX_CODES).map(|(_, text)| Code { kind: kind(&text), text });
		let codes: Vec<Code> = codes.collect();
		if !codes.is_empty() {
			return Ok(codes);
		}
	}
	Ok(Vec::new())
}

/// Returns the kind of what a code holds.
fn kind(text: &str) -> Kind {
	let begins =
		|with: &str| text.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with));
	if begins("https://") || begins("http://") {
		return Kind::Link;
	}
	match serde_json::from_str(text) {
		Ok(Value::Object(members)) if OF_REFERENCES.iter().all(|it| members.contains_key(*it)) => {
			Kind::Reference
		},
		Ok(Value::Object(_)) => Kind::Document,
		// A token is three parts in base64url, of which the first is an object in JSON.
		_ if text.starts_with("ey") && text.contains('.') => Kind::Document,
		_ => Kind::Other,
	}
}

#[cfg(test)]
mod tests {
	use super::{kind, read_codes, Kind, MAX_SIDE};
	use qrcode::{Color, QrCode};
	use serde_json::{json, Value};
	use testamur_mutation::Numbers;

	/// The pixels of a square, and the squares around a code.
	const SCALE: usize = 4;
	const MARGIN: usize = 4;

	fn called(size: &Value, grey: &[u8]) -> Value {
		let size = size.to_string();
		let mut request = Vec::new();
		for part in [size.as_bytes(), grey] {
			request.extend(u32::try_from(part.len()).unwrap().to_le_bytes());
			request.extend(part);
		}
		serde_json::from_slice(&read_codes(&request)).unwrap()
	}

	/// Returns a picture of a code, with the pixels of a side.
	fn picture(text: &str) -> (usize, Vec<u8>) {
		let code = QrCode::new(text).unwrap();
		let squares = code.width() + 2 * MARGIN;
		let side = squares * SCALE;
		let is_dark = |row: usize, column: usize| {
			let at =
				|pixel: usize| (pixel / SCALE).checked_sub(MARGIN).filter(|it| *it < code.width());
			let (Some(row), Some(column)) = (at(row), at(column)) else { return false };
			code[(column, row)] == Color::Dark
		};
		let pixels = (0..side).flat_map(|row| (0..side).map(move |column| (row, column)));
		let grey = pixels.map(|(row, column)| if is_dark(row, column) { 20 } else { 230 });
		(side, grey.collect())
	}

	fn read(side: usize, grey: &[u8]) -> Value {
		called(&json!({ "width": side, "height": side }), grey)
	}

	#[test]
	fn what_a_code_holds_is_read_and_told_by_its_kind() {
		let reference =
			json!({ "institution": 1, "leaf": "0x07", "index": 0, "size": 1, "path": [] });
		let reference = reference.to_string();
		for (text, expected) in [
			("https://hw.example.edu/verify#urn:uuid:1", "link"),
			("HTTP://hw.example.edu/", "link"),
			(&reference, "reference"),
			("{\"name\": \"Grüße\"}\n", "document"),
			("eyJhbGciOiJFZERTQSJ9.e30.AA", "document"),
			("WIFI:S:net;;", "other"),
		] {
			let (side, grey) = picture(text);
			let expected = json!({ "codes": [{ "kind": expected, "text": text }] });
			assert_eq!(read(side, &grey), expected, "{text}");
		}
		assert_eq!(kind("[]"), Kind::Other);
		assert_eq!(kind("htt"), Kind::Other);
	}

	#[test]
	fn the_largest_code_is_read() {
		let text = "7".repeat(2_900);
		let (side, grey) = picture(&text);
		assert_eq!(read(side, &grey)["codes"][0]["text"], text);
	}

	#[test]
	fn a_picture_without_a_code_has_none() {
		let none = json!({ "codes": [] });
		for (width, height) in [(0, 0), (0, 9), (1, 1), (20, 400), (21, 21), (400, 22)] {
			for grey in [0, 255] {
				let size = json!({ "width": width, "height": height });
				assert_eq!(called(&size, &vec![grey; width * height]), none, "{width} {height}");
			}
		}
	}

	#[test]
	fn a_picture_of_another_size_than_stated_or_too_large_a_one_is_refused() {
		for (width, height, bytes) in [
			(30, 30, 899),
			(30, 30, 901),
			(MAX_SIDE + 1, 1, MAX_SIDE + 1),
			(usize::MAX, usize::MAX, 1),
		] {
			let answer = called(&json!({ "width": width, "height": height }), &vec![0; bytes]);
			assert!(answer["wrong"].is_object(), "{answer}");
		}
	}

	#[test]
	fn noise_and_damaged_codes_are_survived() {
		let mut numbers = Numbers::of_run();
		let (side, good) = picture("https://hw.example.edu/verify#credential=uAAAA");
		for round in 0..200 {
			let mut grey = good.clone();
			// Blots over a code, and pictures of noise.
			for _ in 0..numbers.below(60) {
				let at = numbers.below(grey.len());
				let end = (at + numbers.below(side)).min(grey.len());
				grey[at..end].fill(numbers.byte());
			}
			if round % 4 == 0 {
				grey.iter_mut().for_each(|pixel| *pixel = numbers.byte());
			}
			for code in read(side, &grey)["codes"].as_array().unwrap() {
				// The code corrects what it can, and its checks let nothing else through.
				assert_eq!(code["kind"], "link", "{code}");
			}
		}
	}
}
