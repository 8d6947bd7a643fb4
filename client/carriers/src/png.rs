// SPDX-License-Identifier: Apache-2.0

//! PNG pictures, as Open Badges 3.0 bakes them.
//!
//! The credential is the text of the chunk `iTXt` with the keyword `openbadgecredential`. The chunks are walked here
//! and not by a decoder of pictures: a decoder passes over chunks of text that are damaged or there twice, and writes
//! all pixels anew where one chunk is to be added. No pixel is looked at.

use crate::{
	credential::{ensure_credential, is_credential},
	fault::Fault,
	inflate::{inflate, NotInflated, Wrapping},
	kind::Kind,
	limits::{MAX_CREDENTIAL, MAX_FILE},
};
use rawzip::crc32;

/// The first bytes of every picture.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The keyword of the chunk.
const KEYWORD: &[u8] = b"openbadgecredential";
/// The keyword of Open Badges 2.0 and before.
const OLDER_KEYWORD: &[u8] = b"openbadges";
/// The chunk of text in UTF-8.
const TEXT: [u8; 4] = *b"iTXt";
/// The chunk of text in Latin-1, which the first Open Badges used.
const LATIN_TEXT: [u8; 4] = *b"tEXt";
const HEADER: [u8; 4] = *b"IHDR";
const END: [u8; 4] = *b"IEND";
/// The most bytes of a chunk by the standard.
const MAX_CHUNK: u32 = (1 << 31) - 1;

/// A chunk.
struct Chunk<'a> {
	name: [u8; 4],
	data: &'a [u8],
}

/// The chunks of a picture that are not read yet.
struct Chunks<'a> {
	rest: &'a [u8],
}

/// Returns that a picture is damaged.
const fn damaged(why: &'static str) -> Fault {
	Fault::Damaged(Kind::Png, why)
}

impl<'a> Chunks<'a> {
	fn new(picture: &'a [u8]) -> Result<Self, Fault> {
		if picture.len() > MAX_FILE {
			return Err(Fault::TooLarge(Kind::Png, "a content", MAX_FILE));
		}
		let rest = picture.strip_prefix(SIGNATURE);
		rest.map(|rest| Self { rest }).ok_or(damaged("it begins otherwise"))
	}

	/// Takes the next chunk, whose checksum is checked.
	fn next(&mut self) -> Result<Chunk<'a>, Fault> {
		const CUT: Fault = damaged("its end is missing");
		let (length, rest) = self.rest.split_first_chunk().ok_or(CUT)?;
		let length = u32::from_be_bytes(*length);
		if length > MAX_CHUNK {
			return Err(damaged("a part of it has no possible length"));
		}
		let length = usize::try_from(length).map_err(|_| CUT)?;
		let (name, _) = rest.split_first_chunk().ok_or(CUT)?;
		// The checksum is that of the name and the data.
		let (checked, rest) = rest.split_at_checked(length.saturating_add(4)).ok_or(CUT)?;
		let (checksum, rest) = rest.split_first_chunk().ok_or(CUT)?;
		if crc32(checked) != u32::from_be_bytes(*checksum) {
			return Err(damaged("a part of it does not fit its checksum"));
		}
		self.rest = rest;
		Ok(Chunk { name: *name, data: checked.get(4..).unwrap_or_default() })
	}
}

/// Calls a function for each chunk up to the last one, with the place behind it.
fn walk<'a>(
	picture: &'a [u8],
	mut each: impl FnMut(&Chunk<'a>, usize) -> Result<(), Fault>,
) -> Result<(), Fault> {
	let mut chunks = Chunks::new(picture)?;
	let mut is_first = true;
	loop {
		let chunk = chunks.next()?;
		if is_first != (chunk.name == HEADER) {
			return Err(damaged("its header is not its first part"));
		}
		is_first = false;
		each(&chunk, picture.len().saturating_sub(chunks.rest.len()))?;
		if chunk.name == END {
			return Ok(());
		}
	}
}

/// Returns the content of a chunk of text if it has a keyword.
fn with_keyword<'a>(chunk: &Chunk<'a>, keyword: &[u8]) -> Option<&'a [u8]> {
	chunk.data.strip_prefix(keyword)?.strip_prefix(&[0])
}

/// Returns the text of a chunk `iTXt`, from behind its keyword.
fn text_of(content: &[u8]) -> Result<Vec<u8>, Fault> {
	const CUT: Fault = damaged("the part with the credential lacks a member");
	let ([is_compressed, method], rest) = content.split_first_chunk().ok_or(CUT)?;
	// A language and the keyword in it, of which a badge has none.
	let mut fields = rest.splitn(3, |byte| *byte == 0);
	let text = fields.nth(2).ok_or(CUT)?;
	let too_large = Fault::TooLarge(Kind::Png, "a credential", MAX_CREDENTIAL);
	match (is_compressed, method) {
		(0, _) if text.len() > MAX_CREDENTIAL => Err(too_large),
		(0, _) => Ok(text.to_vec()),
		// The standard of badges wants none, but tools that copy a picture compress its texts.
		(1, 0) => inflate(text, Wrapping::Zlib, MAX_CREDENTIAL).map_err(|why| match why {
			NotInflated::TooLarge => too_large,
			NotInflated::Damaged(_) => damaged("the compressed credential does not decompress"),
		}),
		_ => Err(damaged("the credential is compressed in a way that there is not")),
	}
}

/// Returns the credential that is baked into a picture, byte for byte.
///
/// # Errors
///
/// Returns why there is none: the picture is damaged, has no credential, several, or a badge of an older standard.
pub fn extract(picture: &[u8]) -> Result<Vec<u8>, Fault> {
	let (mut found, mut is_older) = (None, false);
	walk(picture, |chunk, _| {
		if matches!(chunk.name, TEXT | LATIN_TEXT) {
			is_older |= with_keyword(chunk, OLDER_KEYWORD).is_some();
		}
		match with_keyword(chunk, KEYWORD).filter(|_| chunk.name == TEXT) {
			Some(_) if found.is_some() => return Err(Fault::Several(Kind::Png)),
			Some(content) => found = Some(text_of(content)?),
			None => {},
		}
		Ok(())
	})?;
	match found {
		Some(text) if is_credential(&text) => Ok(text),
		None if is_older => Err(Fault::OlderBadge(Kind::Png)),
		_ => Err(Fault::NoCredential(Kind::Png)),
	}
}

/// Returns a picture with a credential baked into it, directly behind its header. All else of it stays as it is,
/// byte for byte.
///
/// # Errors
///
/// Refuses a text that is no credential, and a picture that is damaged or has a credential.
pub fn bake(picture: &[u8], credential: &str) -> Result<Vec<u8>, Fault> {
	ensure_credential(credential)?;
	let mut behind_header = 0;
	walk(picture, |chunk, end| {
		if chunk.name == HEADER {
			behind_header = end;
		}
		let has_credential = chunk.name == TEXT && with_keyword(chunk, KEYWORD).is_some();
		if has_credential {
			return Err(Fault::AlreadyBaked(Kind::Png));
		}
		Ok(())
	})?;
	let chunk = chunk_of(credential);
	if picture.len().saturating_add(chunk.len()) > MAX_FILE {
		return Err(Fault::TooLarge(Kind::Png, "a content", MAX_FILE));
	}
	let (before, behind) = picture.split_at_checked(behind_header).unwrap_or_default();
	Ok([before, &chunk, behind].concat())
}

/// Returns the chunk of a credential: not compressed, and without a language.
fn chunk_of(credential: &str) -> Vec<u8> {
	let checked = [&TEXT, KEYWORD, &[0, 0, 0, 0, 0], credential.as_bytes()].concat();
	// A credential has at most a few million bytes.
	let length = u32::try_from(checked.len().saturating_sub(4)).unwrap_or(u32::MAX);
	let checksum = crc32(&checked);
	[&length.to_be_bytes()[..], &checked, &checksum.to_be_bytes()].concat()
}
