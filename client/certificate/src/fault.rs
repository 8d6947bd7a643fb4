// SPDX-License-Identifier: Apache-2.0

//! The reasons why there is no certificate.

use crate::{
	credential::CredentialFault,
	design::DesignFault,
	limits::{MAX_FONT, MAX_PAGES, MAX_PICTURE},
};
use std::{error::Error, fmt, io, path::PathBuf};
use testamur_documents::anchor::AnchorFault;

/// A reason why there is no certificate.
#[derive(Debug)]
pub enum Fault {
	/// The design cannot be used.
	Design(DesignFault),
	/// The document cannot be shown.
	Credential(CredentialFault),
	/// The document does not state the name of its learner, and the design shows it.
	NoName,
	/// The code needs a reference, and the document has no anchor that leads to one.
	NoReference(AnchorFault),
	/// The code needs a value that the document does not have.
	NoCode(String),
	/// A file that the design names cannot be read.
	Unreadable {
		/// The file.
		path: PathBuf,
		/// The reason.
		error: io::Error,
	},
	/// A picture is none that can be printed.
	Picture {
		/// The file.
		path: PathBuf,
		/// The reason, as a clause.
		why: String,
	},
	/// A file holds no font.
	Font(PathBuf),
	/// A font may not be embedded, by its own word.
	Restricted,
	/// No font of a family is there.
	NoFamily(String),
	/// No font has a character.
	NoGlyph {
		/// The character.
		letter: char,
		/// The text around it.
		text: String,
	},
	/// A character has no shape of its own.
	Unprintable {
		/// The character.
		letter: char,
		/// The text around it.
		text: String,
	},
	/// The code has more bytes than fit.
	CodeTooLong(usize),
	/// The code is so small that a telephone would not read it.
	CodeTooSmall {
		/// Its side in millimetres.
		has: f32,
		/// The side that it needs.
		wanted: f32,
	},
	/// The text needs too many pages.
	TooLong,
	/// The PDF cannot be written.
	Pdf(String),
}

impl fmt::Display for Fault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Design(fault) => fault.fmt(f),
			Self::Credential(fault) => fault.fmt(f),
			Self::NoName => write!(
				f,
				"it does not state the name of its learner, and the certificate shows it: state the list \
				 with --list, by which the name is found and compared with the hash in the document"
			),
			Self::NoReference(fault) => write!(
				f,
				"the code is to show the reference, and {fault}: name files that \"testamur issue\" has \
				 written, or state another code.content in the design"
			),
			Self::NoCode(content) => write!(
				f,
				"the code is to show \"{content}\", and the document lacks a value of it: state another \
				 code.content in the design"
			),
			Self::Unreadable { path, error } => {
				write!(f, "{} cannot be read: {error}", path.display())
			},
			Self::Picture { path, why } => write!(
				f,
				"{} is no picture that can be printed: {why}. Take a PNG or JPEG of at most {} MB",
				path.display(),
				MAX_PICTURE >> 20
			),
			Self::Font(path) => write!(
				f,
				"{} is no font that can be used: take a TrueType or OpenType file of at most {} MB",
				path.display(),
				MAX_FONT >> 20
			),
			Self::Restricted => write!(
				f,
				"a font of the design says that it must not be embedded: take another one in fonts"
			),
			Self::NoFamily(family) => write!(
				f,
				"no font of the family \"{family}\" is installed: install it (Noto Sans is in Debian's \
				 package fonts-noto-core), or state its files in fonts.files of the design"
			),
			Self::NoGlyph { letter, text } => write!(
				f,
				"no font has the character {} in \"{text}\": {}",
				name(*letter),
				advice(*letter)
			),
			Self::Unprintable { letter, text } => write!(
				f,
				"the character {} in \"{text}\" has no shape that could be printed: correct it where it \
				 comes from",
				name(*letter)
			),
			Self::CodeTooLong(bytes) => write!(
				f,
				"the code is to show {bytes} bytes, and at most 2,953 fit: state a shorter code.content in \
				 the design, such as {{id}}"
			),
			Self::CodeTooSmall { has, wanted } => write!(
				f,
				"a telephone would not read the code on {has} mm: state a code.size of {wanted} in the \
				 design, or a shorter code.content, such as {{id}}"
			),
			Self::TooLong => write!(
				f,
				"the certificate needs more than {MAX_PAGES} pages: show fewer texts in the design"
			),
			Self::Pdf(why) => write!(f, "the PDF cannot be written: {why}"),
		}
	}
}

impl Error for Fault {}

impl From<DesignFault> for Fault {
	fn from(fault: DesignFault) -> Self {
		Self::Design(fault)
	}
}

impl From<CredentialFault> for Fault {
	fn from(fault: CredentialFault) -> Self {
		Self::Credential(fault)
	}
}

/// Returns a character by its number, which a terminal without the font can show too.
fn name(letter: char) -> String {
	let number = format!("U+{:04X}", u32::from(letter));
	match letter.is_control() {
		true => number,
		false => format!("\"{letter}\" ({number})"),
	}
}

/// Returns where a font with a character comes from.
const fn advice(letter: char) -> &'static str {
	match letter {
		'\u{1100}'..='\u{11ff}'
		| '\u{2e80}'..='\u{a4cf}'
		| '\u{a960}'..='\u{a97f}'
		| '\u{ac00}'..='\u{d7ff}'
		| '\u{f900}'..='\u{faff}'
		| '\u{fe30}'..='\u{fe4f}'
		| '\u{ff00}'..='\u{ffef}'
		| '\u{1b000}'..='\u{1b2ff}'
		| '\u{20000}'..='\u{3ffff}' => {
			"install the fonts for Chinese, Japanese and Korean (Debian's package fonts-noto-cjk), or state a \
			 font in fonts.files of the design"
		},
		_ => {
			"install the fonts of Noto (Debian's packages fonts-noto-core and fonts-noto-extra), or state a \
			 font that has it in fonts.files of the design"
		},
	}
}
