// SPDX-License-Identifier: Apache-2.0

//! The check of a folder, while every node is switched off. What is trusted comes from whoever checks, and not from
//! the folder.

use crate::{
	document::read_document,
	fault::Fault,
	folder::{
		files_in, read, sha256, text, HAND_OFFS, KEYS, MANIFEST, MAX_MADE, RECORD, RECORD_PROOF,
		TRUST,
	},
	manifest::{Entry, Manifest},
	record::Record,
	recording::Kept,
};
use serde_json::Value;
use std::{collections::BTreeSet, path::Path};
use testamur_console::is_beside;
use testamur_documents::{anchor::Genesis, Contexts};
use testamur_json::hex::Hash;
use testamur_primitives::{InstitutionId, Moment, Root};
use testamur_proof::{bundle::BUNDLE, KnownSet, Refusal, TrustRoot};
use testamur_status::Snapshot;
use testamur_verification::{
	find_by_bundle, read_keys, read_trust, Bundles, Conclusion, Finding, KeyHints, Moments,
};

/// A thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
	/// The file, by its name in the folder.
	pub file: String,
	/// The reason.
	pub why: String,
}

/// The result of a check.
#[derive(Debug, Default)]
pub struct Checked {
	/// The finding about each document.
	pub documents: Vec<(String, Finding)>,
	/// The files and statements that were changed, or contradict something.
	pub wrong: Vec<Mark>,
	/// The questions to which there is no answer.
	pub open: Vec<Mark>,
}

impl Checked {
	fn wrong(&mut self, file: &str, why: impl Into<String>) {
		self.wrong.push(Mark { file: file.to_owned(), why: why.into() });
	}

	pub(crate) fn open(&mut self, file: &str, why: impl Into<String>) {
		self.open.push(Mark { file: file.to_owned(), why: why.into() });
	}
}

/// Checks a folder: that each file is the one that was written, that what is on record follows from its proof, and
/// that of each document the same is found by its bundle as when it was kept.
///
/// # Errors
///
/// Refuses a folder without a list of its files.
pub fn check(
	folder: &Path,
	contexts: &Contexts,
	mut trusted: TrustRoot,
	clock: fn() -> Moment,
	mut progress: impl FnMut(usize, usize),
) -> Result<Checked, Fault> {
	let missing = || Fault::NoManifest {
		path: folder.join(MANIFEST),
		why: "it is missing: name a folder that \"testamur leave\" has written".into(),
	};
	let manifest = Manifest::read(folder)?.ok_or_else(missing)?;
	let mut checked = Checked::default();
	let (found, own) = (testamur_proof::Hash(manifest.genesis.0), trusted.genesis());
	if found != own {
		let refusal = Refusal::OtherChain { found, trusted: own };
		checked.wrong(MANIFEST, refusal.to_string());
		return Ok(checked);
	}
	if !manifest.is_complete {
		checked.open(MANIFEST, "the folder was not written to its end: run \"leave\" again");
	}
	// What was not told of a document may be told now.
	for (name, why) in manifest
		.missing
		.iter()
		.filter(|(name, _)| !manifest.documents.contains_key(*name))
	{
		checked.open(name, why.clone());
	}
	let sound = check_files(folder, &manifest, &mut checked)?;
	learn(folder, &mut trusted, &mut checked)?;
	let hints = match read_keys(&[folder.join(KEYS)]) {
		Ok(hints) => hints,
		Err(problem) => {
			checked.open(KEYS, problem.to_string());
			KeyHints::default()
		},
	};
	let moments = Moments { clock, max_age: None, at: None };
	check_record(folder, &manifest, (&trusted, &moments), &mut checked);
	let mut bundles = Bundles::new(trusted, clock, None, None);
	for (done, (name, stated)) in manifest.documents.iter().enumerate() {
		progress(done, manifest.documents.len());
		let genesis = Genesis(manifest.genesis.0);
		let finding = match read_document(&folder.join(name), contexts, genesis) {
			Ok(document) => find_by_bundle(&document, &mut bundles, &hints),
			Err(because) => Finding::doubt(because),
		};
		let bundle = Path::new(name).with_extension(BUNDLE.extension);
		// Only a run that was not finished may have written another bundle.
		let is_sound = sound.contains(name)
			&& (manifest.is_complete || sound.contains(bundle.to_string_lossy().as_ref()));
		compare(name, stated, &finding, is_sound, &mut checked);
		checked.documents.push((name.clone(), finding));
	}
	Ok(checked)
}

/// Compares all files with the list. Returns the names of those that are as they were written.
fn check_files(
	folder: &Path,
	manifest: &Manifest,
	checked: &mut Checked,
) -> Result<BTreeSet<String>, Fault> {
	let mut sound = BTreeSet::new();
	for (name, Entry { size, sha256: stated }) in &manifest.files {
		match read(&folder.join(name), MAX_MADE) {
			Ok(Some(bytes)) => {
				let is_same = u64::try_from(bytes.len()) == Ok(*size) && sha256(&bytes) == *stated;
				// A run that was not finished has written other files anew, but no document and nothing beside one.
				let is_fixed = manifest.is_complete
					|| manifest.documents.contains_key(name)
					|| is_beside(Path::new(name));
				match (is_same, is_fixed) {
					(true, _) => drop(sound.insert(name.clone())),
					(false, true) => checked.wrong(name, "it was changed since it was written"),
					(false, false) => checked.open(name, "it is another one than was listed"),
				}
			},
			Ok(None) => checked.wrong(name, "it is missing"),
			Err(error) => checked.wrong(name, format!("it cannot be read: {error}")),
		}
	}
	if manifest.is_complete {
		for name in files_in(folder)? {
			if !manifest.files.contains_key(&name) {
				checked.wrong(&name, "it is not among the files that were written");
			}
		}
	}
	Ok(sound)
}

/// Follows the hand-offs in the folder, and compares the table in it with what is trusted.
fn learn(folder: &Path, trusted: &mut TrustRoot, checked: &mut Checked) -> Result<(), Fault> {
	let is_page =
		|name: &&String| name.split_once('/').is_some_and(|(first, _)| first == HAND_OFFS);
	for name in files_in(folder)?.iter().filter(is_page) {
		let Ok(Some(bytes)) = read(&folder.join(name), MAX_MADE) else { continue };
		match trusted.learn_file(&bytes) {
			Ok(_) => {},
			Err(refusal @ Refusal::Forged(_)) => checked.wrong(name, refusal.to_string()),
			Err(refusal) => checked.open(name, refusal.to_string()),
		}
	}
	match read_trust(&[folder.join(TRUST)], &[]) {
		Ok(table) => {
			let contradicts = |row: &KnownSet| {
				trusted.table().iter().any(|own| own.id == row.id && own.hash != row.hash)
			};
			if table.genesis() != trusted.genesis() || table.table().iter().any(contradicts) {
				checked.wrong(TRUST, "it contradicts what is trusted: one of the two was forged");
			}
		},
		Err(problem) => checked.open(TRUST, problem.to_string()),
	}
	Ok(())
}

/// Checks that what is said to be on record follows from its proof.
fn check_record(
	folder: &Path,
	manifest: &Manifest,
	(trusted, moments): (&TrustRoot, &Moments),
	checked: &mut Checked,
) {
	let file = |name: &str| -> Result<Vec<u8>, String> {
		let found = read(&folder.join(name), MAX_MADE).map_err(|error| error.to_string())?;
		found.ok_or_else(|| "it is missing".to_owned())
	};
	let proven = || -> Result<(Vec<u8>, String), String> {
		let stated = file(RECORD)?;
		let mut kept = Kept::read(&file(RECORD_PROOF)?, trusted.genesis())?;
		let institution = InstitutionId(manifest.institution);
		let roots = roots(&stated).ok_or("it does not name its batches")?;
		let read = || -> Result<Record, testamur_status::Fault> {
			let mut snapshot = Snapshot::open(&mut kept, institution, trusted, moments)?;
			Record::read(&mut snapshot, manifest.genesis, &roots)
		};
		let mut read = read;
		Ok((stated, text(&read().map_err(|fault| fault.to_string())?)))
	};
	match proven() {
		Ok((stated, proven)) if stated == proven.as_bytes() => {},
		Ok(_) if manifest.is_complete => {
			checked.wrong(RECORD, "it says something else than its proof");
		},
		// One of the two may be that of a run that was not finished.
		Ok(_) => checked.open(RECORD, "it says something else than its proof"),
		Err(why) => checked.open(RECORD, why),
	}
}

/// Returns the roots of the batches that a record names.
fn roots(record: &[u8]) -> Option<BTreeSet<Root>> {
	let record: Value = serde_json::from_slice(record).ok()?;
	let batches = record.get("batches")?.as_array()?;
	let root = |batch: &Value| Hash::parse(batch.get("root")?.as_str()?).map(|hash| Root(hash.0));
	batches.iter().map(root).collect()
}

/// Compares what is found of a document with what was found when it was kept.
fn compare(name: &str, stated: &str, finding: &Finding, is_sound: bool, checked: &mut Checked) {
	let found = finding.conclusion();
	let reasons = finding.doubts.iter().chain(&finding.objections);
	let reasons: Vec<_> = reasons.map(|because| because.message.as_str()).collect();
	let reasons = reasons.join("; ");
	match found {
		Conclusion::CannotTell => checked.open(name, reasons),
		_ if found.text() == stated => {},
		// What could not be told then may be told now, which contradicts nothing.
		_ if stated == Conclusion::CannotTell.text() => {},
		// That it was changed is told already, and what it says now is of no weight.
		_ if !is_sound => {},
		_ => checked.wrong(
			name,
			format!(
				"it was {stated} when it was kept, and is found to be {}: {reasons}",
				found.text()
			),
		),
	}
}
