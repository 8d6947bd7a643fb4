// SPDX-License-Identifier: Apache-2.0

//! The files of the learners: the signed documents with their anchors, and the index.

use crate::{
	cohort::{file_name, INDEX},
	disk::Disk,
	fault::Fault,
	journal::{read, sync},
	plan::Plan,
	receipt::Receipt,
	session::{Session, PLAN},
	signing::{digest_of, part_name, PART},
	watch::Watch,
};
use std::collections::BTreeSet;
use testamur_console::map_in_parallel;
use testamur_documents::anchor::{attach, Anchor, AnchorFault, Order};
use testamur_primitives::{
	hash::{Sha256, Software},
	merkle::Tree,
	reference::InclusionPath,
	CredentialReference, Digest, InstitutionId, Leaf, Root,
};

/// The files of a cohort, all of which are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
	/// The number of files that this run wrote, the index not counted.
	pub new: u32,
	/// The number of all files, the index not counted.
	pub all: u32,
}

impl<D: Disk> Session<'_, D> {
	/// Writes the files that are missing, and checks those that are there to the byte. The receipt is what
	/// nobody has before the batch is final.
	///
	/// # Errors
	///
	/// Returns the first file that cannot be written, or that is another one. No file is written over.
	pub fn write(
		&self,
		plan: &Plan,
		_receipt: &Receipt,
		watch: &mut impl Watch,
	) -> Result<Written, Fault> {
		// A damaged journal is noticed before the first file is written.
		let (index, leaves) = (self.index(plan)?, Leaves::read(self, plan)?);
		let mut written = Written { new: 0, all: 0 };
		for part in 0..plan.parts.len() {
			let documents = part_of(self, plan, part)?;
			let placed: Vec<(u32, &str)> = (written.all..).zip(documents.lines()).collect();
			let made = map_in_parallel(&placed, |(place, document)| {
				let learner = plan.learner(*place);
				let content = anchored(plan, &leaves, *place, document)
					.map_err(|fault| Fault::Anchor { learner: learner.saturating_add(1), fault })?;
				Ok((file_name(learner, plan.size()), content.into_bytes()))
			});
			let new = self.put_all(made.into_iter().collect::<Result<_, Fault>>()?)?;
			written.new = written.new.saturating_add(new);
			written.all = written.all.saturating_add(count(placed.len()));
			watch.written(place_of(written.all), plan.learners.len());
		}
		self.put_all(vec![(INDEX.to_owned(), index)])?;
		sync(self.journal.disk(), &self.folder)?;
		Ok(written)
	}

	/// Writes the files that are not there, and returns their number.
	fn put_all(&self, files: Vec<(String, Vec<u8>)>) -> Result<u32, Fault> {
		let mut missing = Vec::new();
		for (name, content) in files {
			let path = self.folder.join(&name);
			match read(self.journal.disk(), &path, content.len())? {
				Some(found) if found == content => {},
				Some(_) => return Err(Fault::OtherFile(path)),
				None => missing.push((name, content)),
			}
		}
		let new = count(missing.len());
		self.journal.write_all_to(&self.folder, missing)?;
		Ok(new)
	}

	/// Returns the index.
	fn index(&self, plan: &Plan) -> Result<Vec<u8>, Fault> {
		let index = self.journal.read(INDEX)?.unwrap_or_default();
		match Software::hash(&index) == plan.index.0 {
			true => Ok(index),
			false => Err(self.damaged(INDEX, "it is not the one of the plan")),
		}
	}

	/// Returns the fault of a file of the journal that was changed or damaged.
	pub(crate) fn damaged(&self, name: &str, why: &str) -> Fault {
		Fault::Damaged { path: self.journal.path(name), why: why.to_owned() }
	}
}

/// Returns a part of the documents, which is the one of the plan.
pub(crate) fn part_of<D: Disk>(
	session: &Session<'_, D>,
	plan: &Plan,
	part: usize,
) -> Result<String, Fault> {
	let name = part_name(part);
	let content = session.journal.read(&name)?.unwrap_or_default();
	let hash = plan.parts.get(part).map(|hash| hash.0);
	let text = (hash == Some(Software::hash(&content)))
		.then(|| String::from_utf8(content).ok())
		.flatten()
		.ok_or_else(|| session.damaged(&name, "it is not the one of the plan"))?;
	let first = part.saturating_mul(PART);
	let count = plan.learners.len().saturating_sub(first).min(PART);
	match text.lines().count() == count {
		true => Ok(text),
		false => Err(session.damaged(&name, "it has another number of documents")),
	}
}

/// The digests of the documents of a batch, with the tree over their leaves.
pub(crate) struct Leaves {
	digests: Vec<Digest>,
	tree: Tree,
}

impl Leaves {
	/// Reads the documents of the journal, and checks that they lead to the root of the plan.
	pub(crate) fn read<D: Disk>(session: &Session<'_, D>, plan: &Plan) -> Result<Self, Fault> {
		let damaged = |why: &str| session.damaged(PLAN, why);
		let learners: BTreeSet<u32> = plan.learners.iter().copied().collect();
		if learners.len() != plan.learners.len() {
			return Err(damaged("a learner is in the batch twice"));
		}
		if plan.parts.len() != plan.learners.len().div_ceil(PART) {
			return Err(damaged("it has another number of parts than learners need"));
		}
		let mut digests = Vec::with_capacity(plan.learners.len());
		for part in 0..plan.parts.len() {
			let text = part_of(session, plan, part)?;
			let documents: Vec<&str> = text.lines().collect();
			let found = map_in_parallel(&documents, |document| digest_of(document.as_bytes()));
			let found: Result<Vec<Digest>, _> = found.into_iter().collect();
			digests.extend(found.map_err(|fault: testamur_document::Fault| {
				session.damaged(&part_name(part), &fault.to_string())
			})?);
		}
		let leaves: Vec<Leaf> = digests.iter().map(Digest::leaf).collect();
		let tree = Tree::new(&leaves).map_err(|_| damaged("there is no tree of its documents"))?;
		match tree.root() == Root(plan.root.0) {
			true => Ok(Self { digests, tree }),
			false => Err(damaged("its documents lead to another root")),
		}
	}

	fn digest(&self, place: u32) -> Digest {
		self.digests.get(place_of(place)).copied().unwrap_or_default()
	}
}

/// Returns the file of a learner: the signed document with its anchor.
fn anchored(
	plan: &Plan,
	leaves: &Leaves,
	place: u32,
	document: &str,
) -> Result<String, AnchorFault> {
	let path = leaves.tree.path(place).ok_or(AnchorFault::NoSuchPlace)?;
	let path = InclusionPath::try_from(path).map_err(|_| AnchorFault::NoSuchPlace)?;
	let digest = leaves.digest(place);
	let reference = CredentialReference {
		institution: InstitutionId(plan.institution),
		leaf: digest.leaf(),
		index: place,
		size: plan.size(),
		path,
		signed_by: None,
	};
	let anchor = Anchor::new(plan.genesis(), &reference, digest, &[])?;
	let mut file = attach(document.as_bytes(), &anchor, Order::Last)?;
	file.push('\n');
	Ok(file)
}

fn place_of(number: u32) -> usize {
	usize::try_from(number).unwrap_or(usize::MAX)
}

fn count(number: usize) -> u32 {
	u32::try_from(number).unwrap_or(u32::MAX)
}
