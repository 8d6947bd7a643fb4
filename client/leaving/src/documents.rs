// SPDX-License-Identifier: Apache-2.0

//! Copies documents, and writes the bundle of each, by which what was found of it is found again without a node.

use crate::{
	fault::Fault,
	folder::{read, sha256, write, MAX_KEPT},
	plan::Planned,
};
use std::{
	collections::{BTreeMap, BTreeSet},
	path::{Path, PathBuf},
};
use testamur_documents::{
	anchor::{Genesis, SIDECAR},
	Contexts,
};
use testamur_primitives::{InstitutionId, Root};
use testamur_proof::{bundle::BUNDLE, TrustRoot};
use testamur_verification::{
	inquire_for_evidence, open_documents, Because, Conclusion, DocumentFile, Evidenced, Finding,
	Moments, Node, Opened, REFERENCE,
};

/// The documents that were kept so far.
#[derive(Default)]
pub(crate) struct Documents {
	/// What was found of each, by its name in the folder.
	pub(crate) kept: BTreeMap<String, Conclusion>,
	/// Those of which not everything could be told, with the first reason.
	pub(crate) open: BTreeMap<String, Because>,
	/// The files that were not kept, with the reason.
	pub(crate) left_out: Vec<(PathBuf, Because)>,
	/// The batches that are on record.
	pub(crate) roots: BTreeSet<Root>,
	/// The custodians that issued documents again.
	pub(crate) custodians: BTreeSet<InstitutionId>,
}

/// What is needed to keep documents.
pub(crate) struct Keeping<'a> {
	pub(crate) folder: &'a Path,
	pub(crate) contexts: &'a Contexts,
	pub(crate) trusted: &'a TrustRoot,
	pub(crate) moments: &'a Moments,
}

impl Keeping<'_> {
	/// Keeps documents that share evidence.
	pub(crate) fn keep(
		&self,
		node: &mut impl Node,
		group: &[Planned],
		into: &mut Documents,
	) -> Result<(), Fault> {
		let mut documents = Vec::new();
		let mut planned = Vec::new();
		for one in group {
			match self.document(&one.from) {
				Ok(document) => {
					documents.push(document);
					planned.push(one);
				},
				Err(because) => into.left_out.push((one.from.clone(), because)),
			}
		}
		let found = inquire_for_evidence(node, &documents, self.trusted, self.moments);
		for (one, evidenced) in planned.into_iter().zip(found) {
			match foreign(&evidenced.finding) {
				Some(because) => into.left_out.push((one.from.clone(), because)),
				None => self.keep_one(one, &evidenced, into)?,
			}
		}
		Ok(())
	}

	/// Reads the only document in a file.
	fn document(&self, file: &Path) -> Result<DocumentFile<'_>, Because> {
		let mut opened = open_documents(file);
		let (Some(Opened { source, .. }), true) = (opened.pop(), opened.is_empty()) else {
			return Err(changed());
		};
		let genesis = Genesis(self.trusted.genesis().0);
		let document = source.and_then(|source| DocumentFile::read(self.contexts, source, genesis));
		document.map_err(|problem| Because::from(&problem))
	}

	/// Copies a document with what lies beside it, and writes its bundle.
	fn keep_one(
		&self,
		one: &Planned,
		Evidenced { finding, evidence }: &Evidenced,
		into: &mut Documents,
	) -> Result<(), Fault> {
		let to = self.folder.join(&one.name);
		let bytes = read(&one.from, MAX_KEPT).ok().flatten();
		let Some(bytes) = bytes.filter(|bytes| sha256(bytes) == one.sha256) else {
			into.left_out.push((one.from.clone(), changed()));
			return Ok(());
		};
		let beside = [SIDECAR, REFERENCE].into_iter().filter_map(|end| {
			let bytes = read(&one.from.with_extension(end), MAX_KEPT).ok().flatten()?;
			Some((to.with_extension(end), bytes))
		});
		for (path, bytes) in [(to.clone(), bytes)].into_iter().chain(beside) {
			if !copy(&path, &bytes)? {
				into.left_out.push((one.from.clone(), other_file(&path)));
				return Ok(());
			}
		}
		if let Some(evidence) = evidence {
			let bundle = [BUNDLE.mark.as_slice(), evidence].concat();
			write(&to.with_extension(BUNDLE.extension), &bundle)?;
		}
		let verdict = finding.shown.as_ref().and_then(|shown| shown.verdict.findings.as_ref());
		if let Some(found) = verdict {
			into.roots.insert(one.root);
			into.custodians.extend(found.reissue.map(|reissue| reissue.by));
		}
		if let Some(doubt) = finding.doubts.first() {
			into.open.insert(one.name.clone(), doubt.clone());
		}
		into.kept.insert(one.name.clone(), finding.conclusion());
		Ok(())
	}
}

/// Returns why a document is none of the institution's, if it is proven that its batch is not on record.
fn foreign(finding: &Finding) -> Option<Because> {
	let is_on_record = |shown: &testamur_verification::Shown| shown.verdict.findings.is_some();
	let is_foreign = finding.shown.as_ref().is_some_and(|shown| !is_on_record(shown));
	finding.objections.first().filter(|_| is_foreign).cloned()
}

/// Writes a file unless it is there already. Returns false if another one is there.
fn copy(path: &Path, bytes: &[u8]) -> Result<bool, Fault> {
	let unreadable = |error| Fault::Unwritable { path: path.to_path_buf(), error };
	match read(path, MAX_KEPT).map_err(unreadable)? {
		Some(found) => Ok(found == bytes),
		None => write(path, bytes).map(|()| true),
	}
}

fn changed() -> Because {
	Because::new("changed", "it was changed meanwhile: run this again")
}

fn other_file(path: &Path) -> Because {
	let why = format!(
		"{} is there already, and it is another file: it was left as it is",
		path.display()
	);
	Because::new("otherFile", why)
}
