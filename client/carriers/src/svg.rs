// SPDX-License-Identifier: Apache-2.0

//! SVG pictures, as Open Badges 3.0 bakes them.
//!
//! The credential is the text of an element `credential` in the namespace of Open Badges 3.0, or a token in its
//! attribute `verify`. The prefix of the namespace is whatever the picture says. Nothing is drawn, run or fetched,
//! and no entity but those of XML itself is known.

pub use crate::inert::ensure_inert;
use crate::{
	credential::{ensure_credential, is_credential, is_token},
	fault::Fault,
	inert::PICTURES,
	kind::Kind,
	limits::{MAX_CREDENTIAL, MAX_ELEMENTS, MAX_FILE},
};
use quick_xml::{
	escape::resolve_predefined_entity,
	events::{BytesRef, BytesStart, Event},
	name::{Namespace, PrefixDeclaration, ResolveResult},
	NsReader, XmlVersion,
};

/// The namespace of Open Badges 3.0.
const BADGES: &str = "https://purl.imsglobal.org/ob/v3p0";
/// The namespaces of Open Badges 2.0 and before.
const OLDER_BADGES: [&str; 2] = ["http://openbadges.org", "https://openbadges.org"];
/// The prefix that is written.
const PREFIX: &str = "openbadges";
/// The element with the credential.
const ELEMENT: &str = "credential";
/// The attribute with a token.
const TOKEN: &str = "verify";
/// The most attributes of the element that are looked at.
const MAX_ATTRIBUTES: usize = 64;

/// Returns that a picture is damaged.
const fn damaged(why: &'static str) -> Fault {
	Fault::Damaged(Kind::Svg, why)
}

/// A reader that has come to some place of a picture.
struct Reader<'a> {
	xml: NsReader<&'a [u8]>,
	depth: usize,
}

/// The meaning of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
	Picture,
	Credential,
	OlderBadge,
	Other,
}

/// The place of the root element, and what its names mean.
struct Root {
	/// The place behind its start tag.
	end: usize,
	/// True if the prefix that is written stands for the right namespace there; `None` if it stands for none.
	is_declared: Option<bool>,
}

impl<'a> Reader<'a> {
	fn new(picture: &'a [u8]) -> Result<Self, Fault> {
		if picture.len() > MAX_FILE {
			return Err(Fault::TooLarge(Kind::Svg, "a content", MAX_FILE));
		}
		let text = core::str::from_utf8(picture).map_err(|_| damaged("it is not UTF-8"))?;
		Ok(Self { xml: NsReader::from_str(text), depth: 0 })
	}

	/// Returns the next event with the meaning of its element. What could name other files or define entities
	/// is refused, as is what is nested too deep.
	fn next(&mut self) -> Result<(Element, Event<'a>), Fault> {
		let event = self.xml.read_event().map_err(|_| damaged("it is not well-formed XML"))?;
		let mut element = Element::Other;
		match &event {
			Event::Start(tag) | Event::Empty(tag) => {
				if self.depth >= MAX_ELEMENTS {
					return Err(Fault::TooComplex(Kind::Svg, "elements"));
				}
				element = self.meaning(tag)?;
				if matches!(event, Event::Start(_)) {
					self.depth = self.depth.saturating_add(1);
				}
			},
			Event::End(_) => self.depth = self.depth.saturating_sub(1),
			// Drawing programs name the type of document, which defines nothing by itself.
			Event::DocType(text) if text.contains('[') => {
				return Err(Fault::NotSupported(Kind::Svg, "a document type with definitions"));
			},
			Event::Decl(declaration) => {
				let is_utf8 = match declaration.encoding() {
					None => true,
					Some(named) => named.is_ok_and(|name| name.eq_ignore_ascii_case("utf-8")),
				};
				if !is_utf8 {
					return Err(Fault::NotSupported(Kind::Svg, "another encoding than UTF-8"));
				}
			},
			Event::Eof if self.depth > 0 => return Err(damaged("its end is missing")),
			_ => {},
		}
		Ok((element, event))
	}

	fn meaning(&self, tag: &BytesStart<'_>) -> Result<Element, Fault> {
		let (namespace, name) = self.xml.resolver().resolve_element(tag.name());
		let is_picture = name.into_inner() == "svg";
		Ok(match namespace {
			ResolveResult::Bound(Namespace(BADGES)) if name.into_inner() == ELEMENT => {
				Element::Credential
			},
			ResolveResult::Bound(Namespace(found)) if OLDER_BADGES.contains(&found) => {
				Element::OlderBadge
			},
			// Without its namespace it is no picture to a browser, but to many other programs.
			ResolveResult::Bound(Namespace(PICTURES)) | ResolveResult::Unbound if is_picture => {
				Element::Picture
			},
			// Baking declares a prefix, which would give a meaning to such a name.
			ResolveResult::Unknown(_) => {
				return Err(damaged("a name in it has a prefix that it does not declare"));
			},
			_ => Element::Other,
		})
	}

	/// Reads up to the start tag of the root element, which has to be a picture.
	fn root(&mut self) -> Result<Root, Fault> {
		loop {
			match self.next()? {
				(Element::Picture, Event::Start(tag)) => {
					// The reader of namespaces passes over what follows on an attribute that is none.
					if tag.attributes().with_checks(false).any(|attribute| attribute.is_err()) {
						return Err(damaged("it is not well-formed XML"));
					}
					let end = usize::try_from(self.xml.buffer_position());
					let mut bindings = self.xml.resolver().bindings();
					let declared =
						bindings.find(|(prefix, _)| *prefix == PrefixDeclaration::Named(PREFIX));
					return Ok(Root {
						end: end.map_err(|_| damaged("it is too long"))?,
						is_declared: declared.map(|(_, namespace)| namespace == Namespace(BADGES)),
					});
				},
				(_, Event::Start(_) | Event::Empty(_)) => {
					return Err(damaged("its root element is no picture"));
				},
				(_, Event::Eof) => return Err(damaged("it has no root element")),
				_ => {},
			}
		}
	}

	/// Returns the credential in an element, whose start tag was read.
	fn credential(&mut self, tag: &BytesStart<'_>, is_empty: bool) -> Result<Vec<u8>, Fault> {
		let token = token_of(tag)?;
		let body = if is_empty { String::new() } else { self.body()? };
		match token {
			Some(_) if !body.trim().is_empty() => Err(Fault::Several(Kind::Svg)),
			Some(token) => Ok(token.trim().as_bytes().to_vec()),
			None if is_token(body.trim().as_bytes()) => Ok(body.trim().as_bytes().to_vec()),
			None => Ok(body.into_bytes()),
		}
	}

	/// Returns the text up to the end of an element, which has no other elements. The white space around it is left
	/// out, unless sections of `CDATA` are all there is: then it was baked as a part of the credential.
	fn body(&mut self) -> Result<String, Fault> {
		let (mut body, mut is_exact) = (String::new(), true);
		loop {
			let (_, event) = self.next()?;
			is_exact &= matches!(event, Event::CData(_) | Event::End(_));
			match &event {
				// The letters are taken as they stand, so that a credential is the text that was baked.
				Event::Text(text) => body.push_str(text),
				Event::CData(text) => body.push_str(text),
				Event::GeneralRef(reference) => body.push_str(&letter(reference)?),
				Event::Comment(_) | Event::PI(_) => {},
				Event::End(_) if is_exact => return Ok(body),
				Event::End(_) => return Ok(body.trim().to_owned()),
				_ => return Err(damaged("its credential has elements within")),
			}
			if body.len() > MAX_CREDENTIAL {
				return Err(Fault::TooLarge(Kind::Svg, "a credential", MAX_CREDENTIAL));
			}
		}
	}
}

/// Returns the token of an element, if it has one.
fn token_of(tag: &BytesStart<'_>) -> Result<Option<String>, Fault> {
	let mut found = None;
	// Names are compared here, since the check of the reader takes time for each pair of them.
	for attribute in tag.attributes().with_checks(false).take(MAX_ATTRIBUTES) {
		let attribute = attribute.map_err(|_| damaged("it is not well-formed XML"))?;
		if attribute.key.into_inner() != TOKEN {
			continue;
		}
		let value = attribute.normalized_value(XmlVersion::Implicit1_0);
		let value = value.map_err(|_| damaged("it is not well-formed XML"))?;
		if found.replace(value.into_owned()).is_some() {
			return Err(damaged("it is not well-formed XML"));
		}
	}
	Ok(found)
}

/// Returns the letter that a reference stands for. Only those of XML itself are known.
fn letter(reference: &BytesRef<'_>) -> Result<String, Fault> {
	const UNKNOWN: Fault = Fault::NotSupported(Kind::Svg, "an entity of its own");
	match reference.resolve_char_ref() {
		Ok(Some(letter)) => Ok(letter.to_string()),
		Ok(None) => resolve_predefined_entity(reference).map(str::to_owned).ok_or(UNKNOWN),
		Err(_) => Err(damaged("it is not well-formed XML")),
	}
}

/// Returns the credential that is baked into a picture: what [`bake`] has written, byte for byte. Otherwise the white
/// space around it is left out.
///
/// # Errors
///
/// Returns why there is none: the picture is damaged, has no credential, several, or a badge of an older standard,
/// or uses what is not read here.
pub fn extract(picture: &[u8]) -> Result<Vec<u8>, Fault> {
	let mut reader = Reader::new(picture)?;
	reader.root()?;
	let (mut found, mut is_older) = (None, false);
	loop {
		let (element, event) = reader.next()?;
		is_older |= element == Element::OlderBadge;
		let (tag, is_empty) = match &event {
			Event::Start(tag) => (tag, false),
			Event::Empty(tag) => (tag, true),
			Event::Eof => break,
			_ => continue,
		};
		if element == Element::Credential {
			let credential = reader.credential(tag, is_empty)?;
			if found.replace(credential).is_some() {
				return Err(Fault::Several(Kind::Svg));
			}
		}
	}
	match found {
		Some(credential) if is_credential(&credential) => Ok(credential),
		None if is_older => Err(Fault::OlderBadge(Kind::Svg)),
		_ => Err(Fault::NoCredential(Kind::Svg)),
	}
}

/// Returns a picture with a credential baked into it, directly behind the start tag of its root element. All else
/// of it stays as it is, letter for letter.
///
/// # Errors
///
/// Refuses a text that is no credential, and a picture that is damaged or has a credential.
pub fn bake(picture: &str, credential: &str) -> Result<String, Fault> {
	ensure_credential(credential)?;
	let mut reader = Reader::new(picture.as_bytes())?;
	let root = reader.root()?;
	loop {
		match reader.next()? {
			(Element::Credential, _) => return Err(Fault::AlreadyBaked(Kind::Svg)),
			(_, Event::Eof) => break,
			_ => {},
		}
	}
	let declaration = format!(" xmlns:{PREFIX}=\"{BADGES}\"");
	// If the picture uses the prefix otherwise, the element declares it for itself.
	let (at_root, own) = match root.is_declared {
		Some(true) => ("", ""),
		None => (declaration.as_str(), ""),
		Some(false) => ("", declaration.as_str()),
	};
	let element = match is_token(credential.as_bytes()) {
		true => format!("<{PREFIX}:{ELEMENT}{own} {TOKEN}=\"{credential}\"></{PREFIX}:{ELEMENT}>"),
		false => {
			// The end of a section cannot stand in it, so that the section is divided there.
			let text = credential.replace("]]>", "]]]]><![CDATA[>");
			format!("<{PREFIX}:{ELEMENT}{own}><![CDATA[{text}]]></{PREFIX}:{ELEMENT}>")
		},
	};
	let (head, rest) = picture.split_at_checked(root.end).unwrap_or_default();
	let head = head.strip_suffix('>').ok_or(damaged("it is not well-formed XML"))?;
	let baked = [head, at_root, ">", &element, rest].concat();
	match baked.len() > MAX_FILE {
		true => Err(Fault::TooLarge(Kind::Svg, "a content", MAX_FILE)),
		false => Ok(baked),
	}
}
