// SPDX-License-Identifier: Apache-2.0

//! The choice of the files that are kept, and their names.

use crate::{
	fault::Fault,
	folder::{files_in, read, sha256, DOCUMENTS, MAX_KEPT},
};
use std::{
	collections::{btree_map, BTreeMap, BTreeSet},
	path::{Path, PathBuf},
};
use testamur_console::is_beside;
use testamur_documents::anchor::{Genesis, SIDECAR};
use testamur_primitives::{status::chunk_of, CredentialReference, InstitutionId, Root};
use testamur_proof::bundle::BUNDLE;
use testamur_verification::{find, read_places, Because, Problem, REFERENCE};

/// The most bytes of a name of a file, as common file systems have it.
const MAX_NAME: usize = 255;

/// A document that is kept.
#[derive(Clone)]
pub(crate) struct Planned {
	/// The file.
	pub(crate) from: PathBuf,
	/// Its name in the folder, whose parts a slash divides.
	pub(crate) name: String,
	/// The SHA-256 of the file.
	pub(crate) sha256: String,
	/// The place of the document, which names its batch.
	pub(crate) reference: CredentialReference,
	/// The root of the batch.
	pub(crate) root: Root,
}

/// The files that are kept, and those that are not.
#[derive(Default)]
pub(crate) struct Plan {
	/// The documents that are kept. Those that share evidence stand side by side.
	pub(crate) kept: Vec<Planned>,
	/// The files that are not kept, with the reason.
	pub(crate) left_out: Vec<(PathBuf, Because)>,
	/// Copies of others, with the names of these.
	pub(crate) copies: Vec<(PathBuf, String)>,
}

/// Returns the part of a document that decides which evidence covers it.
pub(crate) fn group(planned: &Planned) -> (Root, u32) {
	(planned.root, chunk_of(planned.reference.index).0)
}

impl Plan {
	/// Plans which of these files and folders are kept: the documents of an institution on a chain. Documents that
	/// an earlier run kept in the folder stay in it.
	///
	/// # Errors
	///
	/// Refuses a folder that cannot be read.
	pub(crate) fn new(
		paths: &[PathBuf],
		folder: &Path,
		institution: InstitutionId,
		genesis: Genesis,
		mut progress: impl FnMut(usize),
	) -> Result<Self, Fault> {
		let mut planning = Planning::new(institution, genesis);
		let mut done = 0_usize;
		for path in paths {
			let within = if path.is_dir() { folder_name(path) } else { None };
			planning.plan.left_out.extend(folders_within(path, folder));
			for file in find(std::slice::from_ref(path))? {
				let name = name_of(&file, within.as_deref());
				planning.add(file, name);
				done = done.saturating_add(1);
				progress(done);
			}
		}
		let planned: BTreeSet<String> = planning.hashes.values().cloned().collect();
		let before = kept_before(folder)?.into_iter();
		for (file, name) in before.filter(|(_, name)| !planned.contains(name)) {
			planning.add(file, Ok(name));
		}
		let mut plan = planning.plan;
		plan.kept
			.sort_by(|a, b| group(a).cmp(&group(b)).then_with(|| a.name.cmp(&b.name)));
		Ok(plan)
	}
}

/// Returns the name under which a file is kept: that which it has, in a folder of the name of its own.
fn name_of(file: &Path, within: Option<&str>) -> Result<String, Because> {
	let name = file.file_name().and_then(|name| name.to_str());
	let name = name.ok_or_else(|| Because::new("name", "its name is no text: rename it"))?;
	let beside = [SIDECAR, REFERENCE].into_iter().map(|end| file.with_extension(end));
	let beside = beside.filter(|path| path.exists());
	let written = beside.chain([file.to_path_buf(), file.with_extension(BUNDLE.extension)]);
	let length = |path: PathBuf| path.file_name().map_or(0, |name| name.len());
	if written.map(length).any(|length| length > MAX_NAME) {
		let why = "its name is too long for what is written with it and beside it: shorten it";
		return Err(Because::new("name", why));
	}
	let parts = [Some(DOCUMENTS), within, Some(name)].into_iter().flatten();
	Ok(parts.collect::<Vec<_>>().join("/"))
}

/// Returns the folders within a folder in which documents may lie, with the reason why they are left out. The folder
/// that is written is none of them.
fn folders_within(path: &Path, own: &Path) -> Vec<(PathBuf, Because)> {
	let own = own.canonicalize().ok();
	let mut found = Vec::new();
	let mut folders = vec![path.to_path_buf()];
	while let Some(outer) = folders.pop() {
		// One that cannot be read is told where documents are looked for in it.
		let entries = outer.read_dir().into_iter().flatten().flatten();
		let is_other = |path: &PathBuf| own.is_none() || path.canonicalize().ok() != own;
		for path in entries.map(|it| it.path()).filter(|it| it.is_dir()).filter(is_other) {
			match find(std::slice::from_ref(&path)) {
				Err(Problem::NoCredentials(_)) => {},
				Err(problem) => found.push((path.clone(), Because::from(&problem))),
				Ok(_) => {
					let why =
						"it is a folder within a folder: state it by itself to keep its documents";
					found.push((path.clone(), Because::new("folder", why)));
				},
			}
			// A link could lead to a folder above it.
			if !path.is_symlink() {
				folders.push(path);
			}
		}
	}
	found.sort_by(|(one, _), (next, _)| one.cmp(next));
	found
}

/// Returns the documents that an earlier run kept, with their names in the folder.
fn kept_before(folder: &Path) -> Result<Vec<(PathBuf, String)>, Fault> {
	let names = if folder.exists() { files_in(folder)? } else { BTreeSet::new() };
	let is_kept = |name: &&String| {
		let (path, end) = (Path::new(name), Path::new(name).extension());
		let is_bundle = end.is_some_and(|end| end == BUNDLE.extension);
		path.starts_with(DOCUMENTS) && !is_bundle && !is_beside(path) && !is_unfinished(path)
	};
	Ok(names
		.iter()
		.filter(is_kept)
		.map(|name| (folder.join(name), name.clone()))
		.collect())
}

/// Returns whether a file is what a killed process leaves of one that it wrote.
fn is_unfinished(path: &Path) -> bool {
	path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// Returns the name of a folder.
fn folder_name(path: &Path) -> Option<String> {
	let path = path.canonicalize().ok()?;
	path.file_name()?.to_str().map(str::to_owned)
}

/// A plan that is made.
struct Planning {
	institution: InstitutionId,
	genesis: Genesis,
	plan: Plan,
	/// The names in the folder, by which documents that share evidence lie beside it: each without its end.
	names: BTreeMap<String, CredentialReference>,
	/// The names of the files by their hashes.
	hashes: BTreeMap<String, String>,
}

impl Planning {
	/// Returns a plan of nothing.
	fn new(institution: InstitutionId, genesis: Genesis) -> Self {
		let (names, hashes) = (BTreeMap::new(), BTreeMap::new());
		Self { institution, genesis, plan: Plan::default(), names, hashes }
	}

	/// Adds a file under a name, unless it cannot have one.
	fn add(&mut self, file: PathBuf, name: Result<String, Because>) {
		match name.and_then(|name| self.planned(&file, name)) {
			Ok(Some(planned)) => self.plan.kept.push(planned),
			Ok(None) => {},
			Err(because) => self.plan.left_out.push((file, because)),
		}
	}

	/// Returns how a file is kept, `None` if it is a copy of another one, or why it is not kept.
	fn planned(&mut self, file: &Path, name: String) -> Result<Option<Planned>, Because> {
		if is_beside(file) {
			return Err(Because::from(&Problem::Beside(file.into())));
		}
		let (reference, root) = self.place(file)?;
		let bytes = read(file, MAX_KEPT).ok().flatten();
		let bytes = bytes.ok_or_else(|| Because::new("unreadable", "it cannot be read again"))?;
		let sha256 = sha256(&bytes);
		if let Some(first) = self.hashes.get(&sha256) {
			self.plan.copies.push((file.to_path_buf(), first.clone()));
			return Ok(None);
		}
		let stem = Path::new(&name).with_extension("").to_string_lossy().into_owned();
		match self.names.entry(stem) {
			btree_map::Entry::Occupied(taken) if *taken.get() != reference => {
				let why = format!(
					"another document is kept as {name}, or beside it: rename this file or its folder"
				);
				return Err(Because::new("sameName", why));
			},
			btree_map::Entry::Occupied(_) => {},
			btree_map::Entry::Vacant(free) => {
				free.insert(reference.clone());
			},
		}
		self.hashes.insert(sha256.clone(), name.clone());
		Ok(Some(Planned { from: file.to_path_buf(), name, sha256, reference, root }))
	}

	/// Returns the place of the only document in a file, which the institution has to have issued.
	fn place(&self, file: &Path) -> Result<(CredentialReference, Root), Because> {
		let mut places =
			read_places(file, self.genesis).map_err(|problem| Because::from(&problem))?;
		let (Some(placed), true) = (places.pop(), places.is_empty()) else {
			let why = "it does not hold one document alone: take its documents out of it";
			return Err(Because::new("several", why));
		};
		let (own, found) = (self.institution, placed.reference.institution);
		match placed.reference.batch() {
			Some((id, root)) if id == own => Ok((placed.reference, root)),
			Some(_) => {
				let why = format!("it is a document of institution {}, not of {}", found.0, own.0);
				Err(Because::new("otherInstitution", why))
			},
			None => Err(Because::new("noPlace", "it leads to no place in any batch")),
		}
	}
}
