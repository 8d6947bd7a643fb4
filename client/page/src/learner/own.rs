// SPDX-License-Identifier: Apache-2.0

//! The files of a learner: credentials in whatever carries them, her key, and an archive of both. What a credential
//! says is shown, and nothing of it is judged but whether it is whole.

use super::key::holder_of;
use crate::{
	entries::on_lines,
	stated::{issuer_of, Stated},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use testamur_carriers::{is_credential, zip::Archive};
use testamur_console::line;
use testamur_documents::{anchor::Anchors, presentation::MAX_CREDENTIAL, Contexts};
use testamur_keystore::{Fault, Keystore};
use testamur_primitives::base64url;
use testamur_verification::{
	find_by_itself, open_handed, Because, Conclusion, Found, Kind, NamedFile, Opened,
};
use testamur_verifier::{answer, Failure, Parts};

/// The most bytes of the files in an archive of a learner.
const MAX_UNPACKED: usize = 32 << 20;
/// The most credentials in a file of a learner.
const MAX_OWN: usize = 1_000;
/// The folder in which one system keeps what belongs to no file in particular.
const SYSTEM: &str = "__MACOSX/";

/// The question about a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnQuestion {
	/// The name of the file.
	name: String,
}

/// The kind of a learner's file, with its content.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum OwnFile {
	/// A key, which was not opened.
	Key(OwnKey),
	/// The files of an archive, each of which is to be opened by itself.
	Archive(Vec<Unpacked>),
	/// The credentials in it, and why there is none at a place.
	Credentials(Vec<Own>),
}

/// A key, as its file describes it.
#[derive(Serialize)]
struct OwnKey {
	/// The name of whoever has the key.
	did: String,
	/// The name of the key, which nothing protects.
	name: Option<String>,
}

/// A file of an archive.
#[derive(Serialize)]
struct Unpacked {
	name: String,
	/// The content in base64url.
	content: String,
}

/// A credential in a file, or the reason why there is none at its place.
#[derive(Serialize)]
struct Own {
	/// The place.
	file: String,
	#[serde(flatten)]
	content: Content,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Content {
	Credential(Box<OwnCredential>),
	Problem(Reason),
}

/// A credential.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OwnCredential {
	/// Its text, as it stands in the file.
	text: String,
	/// The kinds of the files that it lies in.
	within: Vec<&'static str>,
	/// The achievement as it states it.
	stated: Option<Value>,
	/// The name of the issuer, which nothing confirms.
	issuer: Option<String>,
	/// True if something in it shows that it was changed or damaged.
	is_damaged: bool,
	/// True if it leads to a place on a chain.
	is_anchored: bool,
	/// The reasons that speak against it, and those for which it cannot be told by itself.
	reasons: Vec<Reason>,
}

#[derive(Serialize)]
struct Reason {
	word: String,
	message: String,
}

impl From<&Because> for Reason {
	fn from(because: &Because) -> Self {
		Self { word: because.word.to_string(), message: line(&because.message) }
	}
}

/// Returns what a file of a learner is.
///
/// The parts of the request are the question and the content of the file.
#[must_use]
pub fn open_own(request: &[u8]) -> Vec<u8> {
	let mut parts = Parts::new(request);
	answer(opened(&mut parts))
}

fn opened(parts: &mut Parts<'_>) -> Result<OwnFile, Failure> {
	let OwnQuestion { name } = parts.json("question")?;
	let content = parts.bytes("file")?;
	parts.end()?;
	if Kind::of_content(content) == Some(Kind::Zip) {
		return unpacked(content).map(OwnFile::Archive);
	}
	match Keystore::read(content) {
		Ok(keystore) => {
			let did = holder_of(&keystore)?;
			Ok(OwnFile::Key(OwnKey { did, name: keystore.name().map(line) }))
		},
		Err(Fault::NotKeystore | Fault::NotJson(_) | Fault::DuplicateMember | Fault::TooLarge) => {
			Ok(OwnFile::Credentials(credentials(name, content)))
		},
		Err(fault) => Err(Failure::refused("keyUnread", line(&fault.to_string()))),
	}
}

/// Returns the files of an archive, which may be her own or one of her institution.
fn unpacked(content: &[u8]) -> Result<Vec<Unpacked>, Failure> {
	let refused = |why: String| Failure::refused("archiveUnread", line(&why));
	let archive = Archive::open(content).map_err(|fault| refused(fault.to_string()))?;
	let (mut files, mut all) = (Vec::new(), 0_usize);
	for name in archive.names().filter(|name| !name.starts_with(SYSTEM)) {
		let content = archive.read(name).map_err(|fault| refused(fault.to_string()))?;
		all = all.saturating_add(content.len());
		if all > MAX_UNPACKED || files.len() >= MAX_OWN {
			let most = MAX_UNPACKED >> 20;
			return Err(refused(format!(
				"its files have more than {most} MiB, or are more than {MAX_OWN}: choose the files by themselves"
			)));
		}
		let own = name.rsplit('/').next().unwrap_or(name);
		files.push(Unpacked { name: line(own), content: base64url::encode(&content) });
	}
	Ok(files)
}

/// Returns the credentials in a file.
fn credentials(name: String, content: &[u8]) -> Vec<Own> {
	let contexts = Contexts::shipped();
	let found = open_handed(NamedFile { name, content: content.to_vec() }, &[]);
	let documents = found.into_iter().filter_map(|found| match found {
		Found::Document(opened) => Some(*opened),
		Found::Presentation(..) => None,
	});
	documents.take(MAX_OWN).map(|opened| own(&contexts, opened)).collect()
}

fn own(contexts: &Contexts, Opened { location, source }: Opened) -> Own {
	let file = line(&location.to_string());
	let content = match source {
		Err(problem) => Content::Problem((&Because::from(&problem)).into()),
		Ok(source) => {
			let document = source.document();
			match core::str::from_utf8(document) {
				Ok(text) if is_credential(document) && document.len() <= MAX_CREDENTIAL => {
					let within = source.within().iter().map(|kind| kind.word()).collect();
					Content::Credential(Box::new(credential(contexts, text, within)))
				},
				_ => Content::Problem(no_credential()),
			}
		},
	};
	Own { file, content }
}

fn no_credential() -> Reason {
	let message =
		"it is no credential that can be presented: choose the file that your institution gave you";
	Reason { word: "noCredential".to_owned(), message: message.to_owned() }
}

fn credential(contexts: &Contexts, text: &str, within: Vec<&'static str>) -> OwnCredential {
	let document = text.as_bytes();
	let finding = find_by_itself(contexts, document);
	let reasons = finding.objections.iter().chain(&finding.doubts);
	OwnCredential {
		within,
		stated: stated_in(document),
		issuer: issuer_of(document),
		is_damaged: finding.conclusion() == Conclusion::Invalid,
		is_anchored: Anchors::read(document).is_ok(),
		reasons: reasons.map(Reason::from).collect(),
		text: text.to_owned(),
	}
}

/// Returns what a document says was earned, each text on its line.
fn stated_in(document: &[u8]) -> Option<Value> {
	let stated = Stated::of(document)?;
	serde_json::to_value(stated).ok().map(on_lines)
}
