// SPDX-License-Identifier: Apache-2.0

//! Copies documents, and writes the bundle of each, by which what was found of it is found again without a node.

use crate::{
	check::Checked,
	document::read_document,
	fault::Fault,
	folder::{read, sha256, write, KEYS, MAX_KEPT},
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
	find_by_bundle, inquire_for_evidence, read_keys, Because, Bundles, Conclusion, DocumentFile,
	Evidenced, Finding, Moments, Node, REFERENCE,
};

/// The documents that were kept so far.
#[derive(Default)]
pub(crate) struct Documents {
	/// The conclusion about each, by its name in the folder.
	pub(crate) kept: BTreeMap<String, Conclusion>,
	/// The documents about which something is not known, with the first reason.
	pub(crate) open: BTreeMap<String, Because>,
	/// The files that were not kept, with the reason.
	pub(crate) left_out: Vec<(PathBuf, Because)>,
	/// The batches that are on record.
	pub(crate) roots: BTreeSet<Root>,
	/// The custodians that issued documents again.
	pub(crate) custodians: BTreeSet<InstitutionId>,
	/// The documents whose conclusion rests on the bundle of an earlier run.
	pub(crate) by_former: BTreeSet<String>,
}

impl Documents {
	/// Returns what was found of each document, in words.
	pub(crate) fn texts(&self) -> BTreeMap<String, String> {
		let kept = self.kept.iter();
		kept.map(|(name, found)| (name.clone(), found.text().to_owned())).collect()
	}

	/// Tells of each document whose proof is that of an earlier run why there is no new one.
	pub(crate) fn tell_former(&self, checked: &mut Checked) {
		for (name, because) in self.open.iter().filter(|(name, _)| self.by_former.contains(*name)) {
			let why = format!("it has the proof of an earlier run alone: {}", because.message);
			checked.open(name, why);
		}
	}
}

/// A file by its path, with what it is to hold.
type Part = (PathBuf, Vec<u8>);

/// All that it takes to keep documents.
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
			// What is beside it may be of another place, so that the node is not asked about that.
			if let Err(because) = self.missing(one)? {
				self.refuse(node, one, because, into)?;
				continue;
			}
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
				None => self.keep_one(node, one, &evidenced, into)?,
			}
		}
		Ok(())
	}

	/// Reads the only document in a file.
	fn document(&self, file: &Path) -> Result<DocumentFile<'_>, Because> {
		read_document(file, self.contexts, Genesis(self.trusted.genesis().0))
	}

	/// Returns the parts of a document that are not in the folder: itself, and what lies beside it. Refuses a document
	/// of which another part is there already.
	fn missing(&self, one: &Planned) -> Result<Result<Vec<Part>, Because>, Fault> {
		let to = self.folder.join(&one.name);
		let bytes = read(&one.from, MAX_KEPT).ok().flatten();
		let Some(bytes) = bytes.filter(|bytes| sha256(bytes) == one.sha256) else {
			return Ok(Err(changed()));
		};
		let beside = [SIDECAR, REFERENCE].into_iter().filter_map(|end| {
			let bytes = read(&one.from.with_extension(end), MAX_KEPT).ok().flatten()?;
			Some((to.with_extension(end), bytes))
		});
		let mut missing = Vec::new();
		for (path, bytes) in [(to.clone(), bytes)].into_iter().chain(beside) {
			let unreadable = |error| Fault::Unwritable { path: path.clone(), error };
			match read(&path, MAX_KEPT).map_err(unreadable)? {
				Some(found) if found == bytes => {},
				Some(_) => return Ok(Err(other_file(&path))),
				None => missing.push((path, bytes)),
			}
		}
		Ok(Ok(missing))
	}

	/// Leaves a file out. The document stays if an earlier run kept it, with what lies beside it in the folder.
	fn refuse(
		&self,
		node: &mut impl Node,
		one: &Planned,
		because: Because,
		into: &mut Documents,
	) -> Result<(), Fault> {
		into.left_out.push((one.from.clone(), because));
		let to = self.folder.join(&one.name);
		let found = read(&to, MAX_KEPT).ok().flatten();
		let is_kept = found.is_some_and(|bytes| sha256(&bytes) == one.sha256);
		match is_kept && one.from != to {
			true => self.keep(node, &[Planned { from: to, ..one.clone() }], into),
			false => Ok(()),
		}
	}

	/// Returns what is found of a document by the bundle that an earlier run wrote, if there is one.
	fn by_former_bundle(&self, to: &Path) -> Option<Finding> {
		if !to.with_extension(BUNDLE.extension).is_file() {
			return None;
		}
		let document = self.document(to).ok()?;
		let hints = read_keys(&[self.folder.join(KEYS)]).unwrap_or_default();
		let mut bundles = Bundles::new(self.trusted.clone(), self.moments.clock, None, None);
		Some(find_by_bundle(&document, &mut bundles, &hints))
	}

	/// Copies a document with what lies beside it, and writes its bundle.
	fn keep_one(
		&self,
		node: &mut impl Node,
		one: &Planned,
		Evidenced { finding, evidence }: &Evidenced,
		into: &mut Documents,
	) -> Result<(), Fault> {
		// Another file of this run may have brought a part since.
		let missing = match self.missing(one)? {
			Ok(missing) => missing,
			Err(because) => return self.refuse(node, one, because, into),
		};
		for (path, bytes) in &missing {
			write(path, bytes)?;
		}
		let to = self.folder.join(&one.name);
		let former = match evidence {
			Some(evidence) => {
				let bundle = [BUNDLE.mark.as_slice(), evidence].concat();
				write(&to.with_extension(BUNDLE.extension), &bundle)?;
				None
			},
			None => self.by_former_bundle(&to),
		};
		if let Some(doubt) = finding.doubts.first() {
			into.open.insert(one.name.clone(), doubt.clone());
		}
		if former.is_some() {
			into.by_former.insert(one.name.clone());
		}
		let finding = former.as_ref().unwrap_or(finding);
		let verdict = finding.shown.as_ref().and_then(|shown| shown.verdict.findings.as_ref());
		if let Some(found) = verdict {
			into.roots.insert(one.root);
			into.custodians.extend(found.reissue.map(|reissue| reissue.by));
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
