// SPDX-License-Identifier: Apache-2.0

//! The files of one learner.

use crate::{files::read, problem::Problem};
use std::{fmt::Display, path::Path};
use testamur_certificate::{Badge, Credential, Writer};
use testamur_handover::{message, profile_link, Files as Attached, Recipient, Register};
use testamur_proof::bundle::{BUNDLE, MAX_FILE};
use testamur_template::MAX_DOCUMENT;

/// All that the files of learners are made from, beside their documents and the design.
pub(super) struct Sources {
	pub(super) register: Option<Register>,
	/// True if badges are written.
	pub(super) badges: bool,
	/// True if messages are written.
	pub(super) messages: bool,
	/// True if bundles are attached.
	pub(super) with_proof: bool,
	/// The moment that messages state, in seconds since 1970.
	pub(super) now: i64,
}

/// The files of a learner, which are not written yet.
pub(super) struct Files {
	pub(super) handed: Handed,
	pub(super) pdf: Vec<u8>,
	pub(super) badge: Option<Badge>,
	pub(super) message: Option<Vec<u8>>,
}

/// What a learner is handed.
pub(super) struct Handed {
	pub(super) name: Option<String>,
	pub(super) email: Option<String>,
	/// The name of the file with the document.
	pub(super) document: String,
	/// The name of the file with the certificate.
	pub(super) certificate: String,
	/// The names of the files with the badge, as PNG and as SVG, whether there is one or not.
	pub(super) badge: [String; 2],
	/// The name of the file with the message, whether there is one or not.
	pub(super) message: String,
	pub(super) has_message: bool,
	/// True if a message was asked for.
	pub(super) wants_message: bool,
	pub(super) title: String,
	pub(super) profile_link: String,
}

/// A reason why a learner has no files.
pub(super) enum Refused {
	/// Something is wrong with her document or her row.
	Document(String),
	/// Something is wrong with the disk or the call, so that nobody else would have any either.
	Call(Box<Problem>),
}

impl From<Problem> for Refused {
	fn from(problem: Problem) -> Self {
		match problem {
			Problem::OtherFile(_) | Problem::Unreadable { .. } => {
				Self::Document(problem.to_string())
			},
			problem => Self::Call(Box::new(problem)),
		}
	}
}

impl Sources {
	/// Makes the files for the learner of a document.
	pub(super) fn files(&self, writer: &mut Writer, path: &Path) -> Result<Files, Refused> {
		let stem = path.file_stem().unwrap_or_default();
		let stem = stem.to_str().ok_or_else(|| refused("its name is not in UTF-8: rename it"))?;
		let document = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
		let mut credential = Credential::read(&read(path, MAX_DOCUMENT)?).map_err(refused)?;
		let recipient = match &self.register {
			Some(register) => register.recipient(&document, &credential).map_err(refused)?,
			None => Recipient::default(),
		};
		if let (None, Some(name)) = (&credential.learner, recipient.name) {
			credential = credential.with_learner(name);
		}
		let bundle = self.bundle(path)?;
		let pdf = writer.write(&credential, bundle.as_deref()).map_err(refused)?;
		let badge = match self.badges {
			true => Some(writer.badge(&credential).map_err(refused)?),
			false => None,
		};
		let email = recipient.email;
		let message = match &email {
			Some(email) if self.messages => {
				let files = Attached { name: stem, certificate: &pdf, bundle: bundle.as_deref() };
				let design = writer.design();
				Some(message(design, &credential, email, files, self.now).map_err(refused)?)
			},
			_ => None,
		};
		let handed = Handed {
			email,
			document,
			certificate: format!("{stem}.pdf"),
			badge: ["png", "svg"].map(|end| format!("{stem}.{end}")),
			message: format!("{stem}.eml"),
			has_message: message.is_some(),
			wants_message: self.messages,
			title: credential.title.clone(),
			profile_link: profile_link(&credential),
			name: credential.learner,
		};
		Ok(Files { handed, pdf, badge, message })
	}

	/// Reads the bundle beside a document, if bundles are attached.
	fn bundle(&self, path: &Path) -> Result<Option<Vec<u8>>, Refused> {
		if !self.with_proof {
			return Ok(None);
		}
		let path = path.with_extension(BUNDLE.extension);
		let bytes = read(&path, MAX_FILE)?;
		match bytes.len() <= MAX_FILE && !bytes.is_empty() {
			true => Ok(Some(bytes)),
			false => Err(refused(format!("{} is no bundle", path.display()))),
		}
	}
}

fn refused(why: impl Display) -> Refused {
	Refused::Document(why.to_string())
}
