// SPDX-License-Identifier: Apache-2.0

//! The steps, from the files to the folder.

use crate::{
	check::{check, Checked},
	documents::{Documents, Keeping},
	fault::Fault,
	folder::{
		create, files_in, read, sha256, text, write, HAND_OFFS, KEYS, MAX_MADE, README, RECORD,
		RECORD_PROOF, TRUST,
	},
	manifest::{Entry, Manifest},
	plan::{group, Plan},
	readme::readme,
	record::{keys_of, Record},
	recording::Recording,
	sets::{follow, Sets},
};
use std::{
	collections::{BTreeMap, BTreeSet},
	io,
	path::{Path, PathBuf},
};
use testamur_console::is_unfinished;
use testamur_documents::{
	anchor::{Genesis, SIDECAR},
	Contexts,
};
use testamur_json::{hex::Hash, time::Time};
use testamur_primitives::InstitutionId;
use testamur_proof::{bundle, TrustRoot};
use testamur_status::{Register, Snapshot};
use testamur_verification::{write_table, Because, Conclusion, Moments, Problem, REFERENCE};

/// The request to leave.
pub struct Leaving<'a> {
	/// The institution.
	pub institution: InstitutionId,
	/// The folder that is written.
	pub folder: &'a Path,
	/// The documents: files, and folders with them.
	pub files: &'a [PathBuf],
	/// The contexts of documents.
	pub contexts: &'a Contexts,
	/// The trusted sets, from that of the genesis block on.
	pub trusted: TrustRoot,
	/// The moments that are accepted.
	pub moments: Moments,
}

/// The outcome of leaving.
pub struct Left {
	/// The documents by their names in the folder, with what was found of each.
	pub kept: BTreeMap<String, Conclusion>,
	/// The files that are not in the folder, with the reason.
	pub left_out: Vec<(PathBuf, Because)>,
	/// Copies of other files, with the names of these.
	pub copies: Vec<(PathBuf, String)>,
	/// The parts that are not proven, with the reason.
	pub missing: BTreeMap<String, String>,
	/// The check of the folder, without the node.
	pub checked: Checked,
}

/// Asks a node for all that the documents of an institution need, writes it into a folder, and checks that.
///
/// # Errors
///
/// Returns why there is no such folder. What is missing in one is no error.
pub fn leave<N: Register>(
	node: &mut N,
	mut leaving: Leaving<'_>,
	mut progress: impl FnMut(usize, usize),
) -> Result<Left, Fault> {
	ensure_from_genesis(&leaving.trusted)?;
	let genesis = Hash(leaving.trusted.genesis().0);
	let Leaving { institution, folder, moments, .. } = leaving;
	let mut node = Recording::new(node);
	// Later sets are learnt first, so that the evidence of each batch does not ask for them again.
	let sets = follow(&mut node, &mut leaving.trusted);
	drop(Snapshot::open(&mut node, institution, &leaving.trusted, &moments)?);
	let mut manifest = Manifest::new(genesis, institution.0, Time((moments.clock)()));
	let former = former(folder, &manifest)?;
	let plan = Plan::new(leaving.files, folder, institution, Genesis(genesis.0), |done| {
		progress(done, 0);
	})?;
	begin(folder, former, &manifest)?;
	// The evidence below is that of these sets, also if nothing after it is written.
	write_sets(folder, &sets, &leaving.trusted)?;
	let mut documents = Documents { left_out: plan.left_out, ..Documents::default() };
	let keeping = Keeping {
		folder,
		contexts: leaving.contexts,
		trusted: &leaving.trusted,
		moments: &moments,
	};
	let (mut done, all) = (0_usize, plan.kept.len());
	for part in plan.kept.chunk_by(|one, next| group(one) == group(next)) {
		keeping.keep(&mut node, part, &mut documents)?;
		done = done.saturating_add(part.len());
		progress(done, all);
	}
	let open = documents.open.iter();
	manifest
		.missing
		.extend(open.map(|(name, because)| (name.clone(), because.message.clone())));
	let name = write_record(&mut node, &leaving, &documents).or_else(|fault| {
		let is_open = fault.is_unanswered();
		manifest.missing.extend(is_open.then(|| (RECORD.to_owned(), fault.to_string())));
		if is_open {
			Ok(String::new())
		} else {
			Err(fault)
		}
	})?;
	// A set that began meanwhile may have voted for the evidence.
	let sets = follow(&mut node, &mut leaving.trusted);
	write_sets(folder, &sets, &leaving.trusted)?;
	let why = sets.why.map(|because| (HAND_OFFS.to_owned(), because.message));
	manifest.missing.extend(why);
	manifest.documents = documents.texts();
	write(&folder.join(README), readme(&manifest, &name).as_bytes())?;
	finish(folder, &mut manifest)?;
	let mut checked = check(folder, leaving.contexts, leaving.trusted, moments.clock, |_, _| ())?;
	documents.tell_former(&mut checked);
	let Documents { kept, left_out, .. } = documents;
	Ok(Left { kept, left_out, copies: plan.copies, missing: manifest.missing, checked })
}

/// Checks that the trust begins with the genesis block, since the table in the folder does.
fn ensure_from_genesis(trusted: &TrustRoot) -> Result<(), Problem> {
	match trusted.table().first() {
		Some(row) if row.id == 0 => Ok(()),
		other => Err(Problem::BeginsLater(other.map_or(0, |row| row.id))),
	}
}

/// Returns the list of a folder that an earlier run began, or `None` if there is nothing yet.
///
/// # Errors
///
/// Refuses a folder that holds something else.
fn former(folder: &Path, manifest: &Manifest) -> Result<Option<Manifest>, Fault> {
	let former = Manifest::read(folder)?;
	let is_own = match &former {
		Some(former) => {
			(former.genesis, former.institution) == (manifest.genesis, manifest.institution)
		},
		None => match folder.read_dir() {
			// A run that was killed at once leaves no more than its unfinished list.
			Ok(mut names) => names.all(|entry| entry.is_ok_and(|it| is_unfinished(&it.path()))),
			Err(error) if error.kind() == io::ErrorKind::NotFound => true,
			Err(error) => return Err(Fault::Unwritable { path: folder.to_path_buf(), error }),
		},
	};
	match is_own {
		true => Ok(former),
		false => Err(Fault::OtherFolder(folder.to_path_buf())),
	}
}

/// Marks that a run has begun. The former list stays until there is a new one, since all that it names is there.
fn begin(folder: &Path, former: Option<Manifest>, manifest: &Manifest) -> Result<(), Fault> {
	create(folder)?;
	match former {
		Some(former) => former.into_unfinished().write(folder),
		None => manifest.write(folder),
	}
}

/// Writes what is on record with its proof, and the document keys. Returns the name of the institution.
fn write_record<N: Register>(
	node: &mut Recording<'_, N>,
	leaving: &Leaving<'_>,
	documents: &Documents,
) -> Result<String, Fault> {
	let Leaving { institution, folder, trusted, moments, .. } = leaving;
	let genesis = Hash(trusted.genesis().0);
	let mut snapshot = Snapshot::open(node, *institution, trusted, moments)?;
	let record = Record::read(&mut snapshot, genesis, &documents.roots)?;
	let proof = node.proof();
	let mut keys = vec![record.keys()];
	for custodian in documents.custodians.iter().filter(|id| *id != institution) {
		let mut snapshot = Snapshot::open(node, *custodian, trusted, moments)?;
		let items = keys_of(&mut snapshot)?;
		keys.push(testamur_json::answers::Page { items, next: None });
	}
	for (name, text) in [(RECORD, text(&record)), (RECORD_PROOF, text(&proof)), (KEYS, text(&keys))]
	{
		write(&folder.join(name), text.as_bytes())?;
	}
	Ok(record.name().to_owned())
}

/// Writes the hand-offs, and the table of known sets that follows from them.
fn write_sets(folder: &Path, sets: &Sets, trusted: &TrustRoot) -> Result<(), Fault> {
	// A fuller table is refused here, before any of its hand-offs is written over.
	write_table(&folder.join(TRUST), trusted)?;
	for page in &sets.pages {
		let end = bundle::HAND_OFFS.extension;
		let name = format!("{HAND_OFFS}/{:010}.{end}", page.first_set);
		write(&folder.join(name), &page.to_file())?;
	}
	Ok(())
}

/// Writes the list of all files, which makes the folder a whole one. What somebody else has put there is not on it.
fn finish(folder: &Path, manifest: &mut Manifest) -> Result<(), Fault> {
	let mut own: BTreeSet<PathBuf> = [README, KEYS, RECORD, RECORD_PROOF, TRUST]
		.into_iter()
		.map(PathBuf::from)
		.collect();
	for name in manifest.documents.keys().map(Path::new) {
		let beside = [SIDECAR, REFERENCE, bundle::BUNDLE.extension];
		own.extend(beside.map(|end| name.with_extension(end)).into_iter().chain([name.into()]));
	}
	for name in files_in(folder)? {
		if !own.contains(Path::new(&name)) && !Path::new(&name).starts_with(HAND_OFFS) {
			continue;
		}
		let path = folder.join(&name);
		let unreadable = |error| Fault::Unwritable { path: path.clone(), error };
		if let Some(bytes) = read(&path, MAX_MADE).map_err(unreadable)? {
			let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
			manifest.files.insert(name, Entry { size, sha256: sha256(&bytes) });
		}
	}
	manifest.is_complete = true;
	manifest.write(folder)
}
