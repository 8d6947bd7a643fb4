// SPDX-License-Identifier: Apache-2.0

//! The keys of a design as they stand in TOML.

use super::{
	fault::DesignFault,
	is_short,
	values::{Colour, Paper, Wording},
};
use crate::limits::MAX_PAGE;
use serde::Deserialize;
use std::path::PathBuf;

/// The texts below the title of a badge, unless a design states others.
const DETAILS: [&str; 2] = ["EQF {level}", "{year}"];

/// A whole design.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Form {
	pub(crate) version: Option<i64>,
	pub(crate) language: Option<Language>,
	pub(crate) page: Page,
	pub(crate) frame: Option<Frame>,
	pub(crate) background: Option<Picture>,
	pub(crate) fonts: Fonts,
	pub(crate) dates: Dates,
	pub(crate) code: Option<Code>,
	#[serde(rename = "image")]
	pub(crate) images: Vec<Image>,
	#[serde(rename = "text")]
	pub(crate) texts: Vec<Text>,
	pub(crate) badge: Badge,
	pub(crate) message: Option<Message>,
}

/// The tag of a language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Language(pub(crate) String);

impl TryFrom<String> for Language {
	type Error = &'static str;

	fn try_from(tag: String) -> Result<Self, Self::Error> {
		match crate::credential::is_language(&tag) {
			true => Ok(Self(tag)),
			false => Err("state the tag of a language, such as en or pt-BR"),
		}
	}
}

/// The page.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Page {
	pub(crate) size: Paper,
	pub(crate) orientation: Orientation,
	/// The margins at the top, right, bottom and left, in millimetres.
	pub(crate) margins: [f32; 4],
	pub(crate) colour: Option<Colour>,
}

impl Default for Page {
	fn default() -> Self {
		Self {
			size: Paper::default(),
			orientation: Orientation::Portrait,
			margins: [20.0; 4],
			colour: None,
		}
	}
}

impl Page {
	/// Returns the width and the height, in millimetres.
	pub(crate) fn size(&self) -> [f32; 2] {
		let [width, height] = self.size.0;
		match self.orientation {
			Orientation::Landscape if width < height => [height, width],
			Orientation::Portrait if width > height => [height, width],
			_ => [width, height],
		}
	}
}

/// The orientation of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Orientation {
	/// The page is higher than wide.
	Portrait,
	/// The page is wider than high.
	Landscape,
}

/// A line around the page.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Frame {
	#[serde(default)]
	pub(crate) colour: Colour,
	pub(crate) width: f32,
	pub(crate) inset: f32,
}

/// A picture as large as the page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Picture {
	pub(crate) file: PathBuf,
}

/// The fonts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Fonts {
	pub(crate) families: Vec<String>,
	pub(crate) files: Vec<PathBuf>,
	pub(crate) folders: Vec<PathBuf>,
	pub(crate) installed: bool,
}

impl Default for Fonts {
	fn default() -> Self {
		Self { families: Vec::new(), files: Vec::new(), folders: Vec::new(), installed: true }
	}
}

/// How days are written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Dates {
	pub(crate) format: String,
	/// The names of the months.
	pub(crate) months: Option<[String; 12]>,
}

impl Default for Dates {
	fn default() -> Self {
		Self { format: "{year}-{month}-{day}".to_owned(), months: None }
	}
}

/// The code that telephones read.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
	pub(crate) content: Wording,
	pub(crate) x: f32,
	pub(crate) y: f32,
	pub(crate) size: f32,
	#[serde(default)]
	pub(crate) colour: Colour,
	#[serde(default = "code_alt")]
	pub(crate) alt: String,
}

fn code_alt() -> String {
	"Code with the reference of the credential".to_owned()
}

/// A picture at a place.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Image {
	pub(crate) file: PathBuf,
	pub(crate) x: f32,
	pub(crate) y: f32,
	pub(crate) width: f32,
	pub(crate) height: Option<f32>,
	/// The words for who cannot see it. None for an ornament.
	pub(crate) alt: Option<String>,
}

/// A text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Text {
	pub(crate) text: Wording,
	/// A line above, which is left out with the text.
	pub(crate) label: Option<String>,
	#[serde(default)]
	pub(crate) role: Role,
	/// The size in points.
	#[serde(default = "text_size")]
	pub(crate) size: f32,
	#[serde(default)]
	pub(crate) weight: Weight,
	#[serde(default)]
	pub(crate) colour: Colour,
	#[serde(default)]
	pub(crate) align: Align,
	/// The space above, in millimetres.
	#[serde(default)]
	pub(crate) space: f32,
	/// The number of lines beyond which it is set smaller.
	pub(crate) lines: Option<u16>,
	pub(crate) x: Option<f32>,
	pub(crate) y: Option<f32>,
	pub(crate) width: Option<f32>,
}

fn text_size() -> f32 {
	11.0
}

/// The role of a text, which software for who cannot see it goes by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
	/// A heading.
	Heading,
	/// A paragraph.
	#[default]
	Paragraph,
	/// A list with an item on each line.
	List,
}

/// The weight of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Weight {
	/// Regular.
	#[default]
	Regular,
	/// Bold.
	Bold,
}

/// The side at which lines begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Align {
	/// The side at which its writing begins.
	Start,
	/// The middle.
	#[default]
	#[serde(alias = "center")]
	Centre,
	/// The side at which its writing ends.
	End,
}

/// The badge: a picture for a screen, which carries the credential.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Badge {
	/// The colour of the border and of the band behind the name of the issuer.
	pub(crate) colour: Colour,
	/// The colour behind the title.
	pub(crate) paper: Colour,
	pub(crate) logo: Option<PathBuf>,
	/// The texts below the title, beside each other.
	pub(crate) details: Vec<Wording>,
	/// The institution's own pictures, which are not drawn: at most one of each kind.
	pub(crate) pictures: Vec<PathBuf>,
}

impl Default for Badge {
	fn default() -> Self {
		Self {
			colour: Colour([0x1b, 0x3a, 0x57]),
			paper: Colour([255; 3]),
			logo: None,
			details: DETAILS
				.iter()
				.filter_map(|text| Wording::try_from((*text).to_owned()).ok())
				.collect(),
			pictures: Vec::new(),
		}
	}
}

/// The message in which a learner gets her files.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Message {
	/// The address of the sender.
	pub(crate) from: String,
	pub(crate) subject: Wording,
	pub(crate) text: Wording,
}

impl Form {
	/// Checks the rules for values and their lengths.
	pub(super) fn check(&self) -> Result<(), DesignFault> {
		match self.version {
			None | Some(1) => {},
			Some(version) => return Err(DesignFault::Version(version)),
		}
		let fonts = &self.fonts;
		for (key, is_short) in [
			("text", is_short(&self.texts)),
			("image", is_short(&self.images)),
			("badge.details", is_short(&self.badge.details)),
			("fonts.families", is_short(&fonts.families)),
			("fonts.files", is_short(&fonts.files)),
			("fonts.folders", is_short(&fonts.folders)),
		] {
			if !is_short {
				return Err(DesignFault::TooMany(key));
			}
		}
		let [width, height] = self.page.size();
		for margin in self.page.margins {
			length("page.margins", margin, 0.0)?;
		}
		let [top, right, bottom, left] = self.page.margins;
		// Less than a centimetre takes no text.
		if width - left - right < 10.0 || height - top - bottom < 10.0 {
			return Err(DesignFault::NoRoom);
		}
		if let Some(frame) = &self.frame {
			length("frame.width", frame.width, 0.0)?;
			length("frame.inset", frame.inset, 0.0)?;
		}
		if let Some(code) = &self.code {
			length("code.x", code.x, 0.0)?;
			length("code.y", code.y, 0.0)?;
			length("code.size", code.size, 5.0)?;
		}
		for image in &self.images {
			length("image.x", image.x, 0.0)?;
			length("image.y", image.y, 0.0)?;
			length("image.width", image.width, 0.1)?;
			length("image.height", image.height.unwrap_or(1.0), 0.1)?;
		}
		self.texts.iter().try_for_each(Text::check)
	}
}

impl Text {
	fn check(&self) -> Result<(), DesignFault> {
		length("text.space", self.space, 0.0)?;
		if !(2.0..=200.0).contains(&self.size) {
			let (key, wanted) = ("text.size".to_owned(), "a number of points from 2 to 200");
			return Err(DesignFault::Length { key, wanted });
		}
		match (self.x, self.y, self.width) {
			(None, None, None) => Ok(()),
			(Some(x), Some(y), Some(width)) => {
				length("text.x", x, 0.0)?;
				length("text.y", y, 0.0)?;
				length("text.width", width, 1.0)
			},
			_ => Err(DesignFault::PartOfPlace(self.text.source().to_owned())),
		}
	}

	/// Returns the place and the width of a text that does not stand below the others.
	pub(crate) fn place(&self) -> Option<[f32; 3]> {
		Some([self.x?, self.y?, self.width?])
	}
}

/// Checks a length in millimetres.
fn length(key: &str, length: f32, least: f32) -> Result<(), DesignFault> {
	match (least..=MAX_PAGE).contains(&length) {
		true => Ok(()),
		false => Err(DesignFault::Length {
			key: key.to_owned(),
			wanted: "a number of millimetres that a page can have",
		}),
	}
}
