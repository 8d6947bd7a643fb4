// SPDX-License-Identifier: Apache-2.0

//! From a credential to the bytes of a PDF.

use crate::{
	badge::{self, Badge},
	code_picture::CodePicture,
	credential::Credential,
	design::{Code, Design, Field, Part},
	drawing::{Drawing, Pictures},
	fault::Fault,
	filling::{fill, Purpose},
	fonts::Fonts,
	page_layout::{is_right_to_left, lay_out, PageLayout},
	pictures,
	typesetting::Typesetter,
};
use krilla::{
	configure::{Accessibility, Archival, ConfigurationBuilder, ValidationError},
	destination::XyzDestination,
	embed::{AssociationKind, EmbeddedFile, MimeType},
	error::KrillaError,
	geom::Point,
	metadata::{DateTime, Metadata, TextDirection},
	outline::{Outline, OutlineNode},
	Document, SerializeSettings,
};
use std::path::Path;
use testamur_code::Grid;

/// The name of the attached credential.
pub const CREDENTIAL: &str = "credential.json";
/// The name of the attached bundle, which belongs beside the credential.
pub const BUNDLE: &str = "credential.testamur";
/// The media type of a credential, by the data model of the W3C.
const CREDENTIAL_TYPE: &str = "application/vc";
/// The media type of a file that no other program knows.
const BUNDLE_TYPE: &str = "application/octet-stream";
/// The begin of an address, in which values are escaped.
const ADDRESS: &str = "https://";

/// A design that is ready for use: its fonts and pictures were read. A clone shares what was read, so that each of
/// several threads has a writer of its own.
#[derive(Clone)]
pub struct Writer {
	design: Design,
	pictures: Pictures,
	badges: badge::Pictures,
	typesetter: Typesetter,
}

impl Writer {
	/// Reads the fonts and pictures of a design. Its files are looked for from a folder, which is that of the
	/// design.
	///
	/// # Errors
	///
	/// Returns the first file that cannot be used.
	pub fn new(design: Design, folder: &Path) -> Result<Self, Fault> {
		let load = |file: &Path| pictures::load(&folder.join(file));
		let form = &design.0;
		let pictures = Pictures {
			background: form.background.as_ref().map(|own| load(&own.file)).transpose()?,
			placed: form.images.iter().map(|own| load(&own.file)).collect::<Result<_, _>>()?,
		};
		let badges = badge::Pictures::load(&design, folder)?;
		let typesetter = Typesetter::new(Fonts::load(&form.fonts, folder)?);
		Ok(Self { design, pictures, badges, typesetter })
	}

	/// Returns the design.
	#[must_use]
	pub const fn design(&self) -> &Design {
		&self.design
	}

	/// Returns the certificate of a credential as a PDF, to which the credential is attached, and a bundle if
	/// there is one. The same input leads to the same bytes.
	///
	/// # Errors
	///
	/// Returns why there is none.
	pub fn write(
		&mut self,
		credential: &Credential,
		bundle: Option<&[u8]>,
	) -> Result<Vec<u8>, Fault> {
		if credential.learner.is_none() && self.shows(Field::Learner) {
			return Err(Fault::NoName);
		}
		let code = match &self.design.0.code {
			Some(code) => Some((code, self.grid(code, credential)?)),
			None => None,
		};
		let layout = lay_out(&self.design, credential, &mut self.typesetter)?;
		let mut document = Document::new_with(settings()?);
		let drawing =
			Drawing { design: &self.design, pictures: &self.pictures, layout: &layout, code };
		let tree = drawing.draw(&mut document, &mut self.typesetter)?;
		document.set_tag_tree(tree);
		document.set_metadata(self.metadata(credential, &layout));
		document.set_outline(outline(&credential.title));
		attach(&mut document, credential, bundle)?;
		document.finish().map_err(fault_of)
	}

	/// Returns the badge of a credential: pictures of its achievement that carry it. The same input leads to the
	/// same bytes.
	///
	/// # Errors
	///
	/// Returns why there is none.
	pub fn badge(&mut self, credential: &Credential) -> Result<Badge, Fault> {
		self.badges.bake(&self.design, credential, &mut self.typesetter)
	}

	/// Returns whether a text of the design shows a value.
	fn shows(&self, field: Field) -> bool {
		let texts = &self.design.0.texts;
		texts.iter().any(|text| text.text.parts().contains(&Part::Value(field)))
	}

	/// Returns the code of a credential as a picture of its own: that of the design, or else that of the example.
	///
	/// # Errors
	///
	/// Returns why there is none.
	pub fn code(&self, credential: &Credential) -> Result<CodePicture, Fault> {
		let example = Design::default();
		let code = self
			.design
			.0
			.code
			.as_ref()
			.or(example.0.code.as_ref())
			.ok_or_else(|| Fault::NoCode(String::new()))?;
		CodePicture::draw(code, &self.grid(code, credential)?)
	}

	fn grid(&self, code: &Code, credential: &Credential) -> Result<Grid, Fault> {
		let content = &code.content;
		if content.parts().contains(&Part::Value(Field::Reference)) {
			credential.reference().map_err(Fault::NoReference)?;
		}
		let purpose = match content.source().starts_with(ADDRESS) {
			true => Purpose::Address,
			false => Purpose::Plain,
		};
		let filled = fill(content, credential, &self.design.0.dates, purpose);
		let filled = filled.ok_or_else(|| Fault::NoCode(content.source().to_owned()))?;
		Ok(Grid::new(&filled.items.join(", "), code.size)?)
	}

	fn metadata(&self, credential: &Credential, layout: &PageLayout) -> Metadata {
		let own = self.design.0.language.as_ref().map(|language| language.0.as_str());
		let language = own.or_else(|| credential.language()).unwrap_or("und");
		let direction = match is_right_to_left(layout) {
			true => TextDirection::RightToLeft,
			false => TextDirection::LeftToRight,
		};
		Metadata::new()
			.title(title(credential))
			.authors(vec![credential.issuer.clone()])
			.creator("Testamur".to_owned())
			.language(language.to_owned())
			.text_direction(direction)
			.document_id(credential.id.clone())
			.creation_date(date(credential))
	}
}

/// Returns the title by which programs call the file.
fn title(credential: &Credential) -> String {
	match &credential.learner {
		Some(learner) => format!("{}, {learner}", credential.title),
		None => credential.title.clone(),
	}
}

/// Returns the moment from which the credential is valid. The file was made later, but the same file whenever
/// it is made again.
fn date(credential: &Credential) -> DateTime {
	date_of(&credential.valid_from.to_string())
}

/// Returns a moment that is written as `2026-07-01T09:00:00Z`.
pub(crate) fn date_of(text: &str) -> DateTime {
	let part = |begin: usize, end: usize| {
		text.get(begin..end)
			.and_then(|part| part.parse::<u16>().ok())
			.unwrap_or_default()
	};
	let short = |begin, end| u8::try_from(part(begin, end)).unwrap_or_default();
	DateTime::new(part(0, 4))
		.month(short(5, 7))
		.day(short(8, 10))
		.hour(short(11, 13))
		.minute(short(14, 16))
		.second(short(17, 19))
		.utc_offset_hour(0)
		.utc_offset_minute(0)
}

/// Returns the settings of PDF/A-3 at its level of accessible files, and of PDF/UA-1.
pub(crate) fn settings() -> Result<SerializeSettings, Fault> {
	let configuration = ConfigurationBuilder::new()
		.with_archival_validator(Archival::A3_A)
		.with_accessibility_validator(Accessibility::UA1)
		.finish()
		.map_err(|error| Fault::Pdf(format!("{error:?}")))?;
	Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

/// Returns the outline, which PDF/UA demands of every file.
pub(crate) fn outline(title: &str) -> Outline {
	let mut outline = Outline::new();
	let begin = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
	outline.push_child(OutlineNode::new(title.to_owned(), begin));
	outline
}

/// Attaches the credential, and the bundle.
fn attach(
	document: &mut Document,
	credential: &Credential,
	bundle: Option<&[u8]>,
) -> Result<(), Fault> {
	let mut put = |path: &str, kind: &str, description: &str, association_kind, data: &[u8]| {
		let file = EmbeddedFile {
			path: path.to_owned(),
			mime_type: MimeType::new(kind),
			description: Some(description.to_owned()),
			association_kind,
			data: data.to_vec().into(),
			modification_date: Some(date(credential)),
			compress: None,
			location: None,
		};
		document
			.embed_file(file)
			.ok_or_else(|| Fault::Pdf(format!("{path} cannot be attached")))
	};
	let about = "The signed credential, which this file shows";
	put(CREDENTIAL, CREDENTIAL_TYPE, about, AssociationKind::Source, credential.bytes())?;
	let about =
		"The proof of what was on record about the credential, for a check without a server";
	bundle.map_or(Ok(()), |bundle| {
		put(BUNDLE, BUNDLE_TYPE, about, AssociationKind::Supplement, bundle)
	})
}

/// Returns the reason why a PDF was not written.
pub(crate) fn fault_of(error: KrillaError) -> Fault {
	match error {
		KrillaError::Validation(errors) => match errors.into_iter().next() {
			Some((ValidationError::RestrictedLicense(_), _)) => Fault::Restricted,
			Some((error, _)) => Fault::Pdf(format!("{error:?}")),
			None => Fault::Pdf("it would not be an archival file".to_owned()),
		},
		other => Fault::Pdf(format!("{other:?}")),
	}
}
