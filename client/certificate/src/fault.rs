// SPDX-License-Identifier: Apache-2.0

//! The reasons why there is no certificate.

use crate::{
	credential::CredentialFault,
	design::DesignFault,
	limits::{MAX_BADGE, MAX_FONT, MAX_LOGO, MAX_PAGES, MAX_PICTURE, MAX_ROWS},
};
use std::{io, path::PathBuf};
use testamur_code::CodeFault;
use testamur_documents::anchor::AnchorFault;
use thiserror::Error;

/// A reason why there is no certificate.
#[derive(Debug, Error)]
pub enum Fault {
	/// The design cannot be used.
	#[error(transparent)]
	Design(#[from] DesignFault),
	/// The document cannot be shown.
	#[error(transparent)]
	Credential(#[from] CredentialFault),
	/// The document does not state the name of its learner, and the design shows it.
	#[error(
		"it does not state the name of its learner, and the certificate shows it: state the list with --list, \
		 by which the name is found and compared with the hash in the document"
	)]
	NoName,
	/// The code needs a reference, and the document has no anchor that leads to one.
	#[error(
		"the code is to show the reference, and {0}: name files that \"testamur issue\" has written, or state \
		 another code.content in the design"
	)]
	NoReference(AnchorFault),
	/// The code needs a value that the document does not have.
	#[error(
		"the code is to show \"{0}\", and the document lacks a value of it: state another code.content in the \
		 design"
	)]
	NoCode(String),
	/// A file that the design names cannot be read.
	#[error("{} cannot be read: {error}", path.display())]
	Unreadable {
		/// The file.
		path: PathBuf,
		/// The reason.
		error: io::Error,
	},
	/// A picture is none that can be printed.
	#[error(
		"{} is no picture that can be printed: {why}. Take a PNG or JPEG of at most {} MB",
		path.display(),
		MAX_PICTURE >> 20
	)]
	Picture {
		/// The file.
		path: PathBuf,
		/// The reason, as a clause.
		why: String,
	},
	/// A picture of the institution's own cannot be a badge.
	#[error(
		"{} cannot be a badge: {why}. Take a PNG or an SVG without scripts and links, of at most {} MB",
		path.display(),
		MAX_BADGE >> 20
	)]
	OwnBadge {
		/// The file.
		path: PathBuf,
		/// The reason, as a clause.
		why: String,
	},
	/// The logo of badges cannot be drawn.
	#[error(
		"{} cannot be the logo of a badge: {why}. Take a PNG of at most {} MB and 4,096 dots on a side",
		path.display(),
		MAX_LOGO >> 20
	)]
	Logo {
		/// The file.
		path: PathBuf,
		/// The reason, as a clause.
		why: String,
	},
	/// The credential cannot be baked into a picture.
	#[error("the badge cannot be written: {0}")]
	Badge(String),
	/// A picture has too many pixels for this machine.
	#[error("this machine has no memory for a picture: close other programs, and try again")]
	Pixels,
	/// A file holds no font.
	#[error(
		"{} is no font that can be used: take a TrueType or OpenType file of at most {} MB",
		.0.display(),
		MAX_FONT >> 20
	)]
	Font(PathBuf),
	/// A font may not be embedded, by its own word.
	#[error("a font of the design says that it must not be embedded: take another one in fonts")]
	Restricted,
	/// No font of a family is there.
	#[error(
		"no font of the family \"{0}\" is installed: install it (Noto Sans is in Debian's package \
		 fonts-noto-core), or state its files in fonts.files of the design"
	)]
	NoFamily(String),
	/// No font has a character.
	#[error("no font has the character {} in \"{text}\": {}", name(*letter), advice(*letter))]
	NoGlyph {
		/// The character.
		letter: char,
		/// The text around it.
		text: String,
	},
	/// A character has no shape of its own.
	#[error(
		"the character {} in \"{text}\" has no shape that could be printed: correct it where it comes from",
		name(*letter)
	)]
	Unprintable {
		/// The character.
		letter: char,
		/// The text around it.
		text: String,
	},
	/// The code has more bytes than fit.
	#[error(
		"the code is to show {0} bytes, and at most 2,953 fit: state a shorter code.content in the design, such \
		 as {{id}}"
	)]
	CodeTooLong(usize),
	/// The code is so small that a telephone would not read it.
	#[error(
		"a telephone would not read the code on {has} mm: state a code.size of {wanted} in the design, or a \
		 shorter code.content, such as {{id}}"
	)]
	CodeTooSmall {
		/// Its side in millimetres.
		has: f32,
		/// The side that it needs.
		wanted: f32,
	},
	/// The text needs too many pages.
	#[error("the certificate needs more than {MAX_PAGES} pages: show fewer texts in the design")]
	TooLong,
	/// A report has too many rows.
	#[error("the report has more than {MAX_ROWS} rows: verify fewer files at a time, or write a table with .csv")]
	TooManyRows,
	/// The PDF cannot be written.
	#[error("the PDF cannot be written: {0}")]
	Pdf(String),
}

impl From<CodeFault> for Fault {
	fn from(fault: CodeFault) -> Self {
		match fault {
			CodeFault::TooLong(bytes) => Self::CodeTooLong(bytes),
			CodeFault::TooSmall { has, wanted } => Self::CodeTooSmall { has, wanted },
		}
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
