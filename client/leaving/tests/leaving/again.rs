// SPDX-License-Identifier: Apache-2.0

//! Further runs over a folder that is there: none of them makes it worse.

use crate::institution::{names, Institution, COHORT};
use std::{
	fs,
	path::{Path, PathBuf},
};
use testamur_documents::anchor::{sidecar, strip, Anchors};
use testamur_leaving::{Fault, Left};
use testamur_verification::Conclusion;

/// Returns how many documents were found valid and invalid.
fn found(left: &Left) -> [usize; 2] {
	let count = |wanted| left.kept.values().filter(|found| **found == wanted).count();
	[Conclusion::Valid, Conclusion::Invalid].map(count)
}

/// Returns the words for why files were left out.
fn words(left: &Left) -> Vec<&str> {
	left.left_out.iter().map(|(_, because)| because.word.as_str()).collect()
}

#[test]
fn a_node_that_falls_silent_takes_no_proof_away() {
	let institution = Institution::new();
	institution.leave(&mut institution.node());
	let mut node = institution.node();
	node.silent = Some("prove");
	let left = institution.leave(&mut node);
	assert_eq!(found(&left), [2, 2]);
	assert!(left.checked.wrong.is_empty(), "{:?}", left.checked);
	// That the proofs are not new is told once, and the folder is as whole as before.
	assert_eq!((left.missing.len(), left.checked.open.len()), (COHORT, COHORT));
	assert!(left.checked.open[0].why.contains("the proof of an earlier run alone"));
	let checked = institution.check();
	assert!(checked.wrong.is_empty() && checked.open.is_empty(), "{checked:?}");
	assert!(fs::read_to_string(institution.at("record.json")).unwrap().contains("\"root\""));
}

#[test]
fn a_finding_contradicts_none_that_could_not_be_told() {
	let institution = Institution::new();
	institution.leave(&mut institution.node());
	institution.change("manifest.json", |bytes| {
		let mut list: serde_json::Value = serde_json::from_slice(bytes).unwrap();
		let documents = list["documents"].as_object_mut().unwrap();
		documents.values_mut().for_each(|it| *it = "cannot tell".into());
		*bytes = list.to_string().into_bytes();
	});
	let checked = institution.check();
	assert!(checked.wrong.is_empty() && checked.open.is_empty(), "{checked:?}");
}

#[test]
fn a_run_that_ends_early_keeps_what_the_one_before_has_proven() {
	let institution = Institution::new();
	let mut node = institution.node();
	let next = crate::chain::Validators::new(1, 100..104);
	node.hand_offs = codec::Encode::encode(&crate::institution::one(&node.block.validators, &next));
	institution.leave(&mut node);
	// This node does not know the last set, so that the table in the folder is the fuller one.
	let ended =
		institution.leave_files(&mut institution.node(), &[institution.at("documents/COHORT")]);
	assert!(ended.is_err());
	let checked = institution.check();
	assert_eq!(names(&checked.open), ["manifest.json"]);
	assert!(checked.wrong.is_empty(), "{checked:?}");
	assert_eq!(checked.documents.len(), COHORT);
	assert!(checked
		.documents
		.iter()
		.all(|(_, it)| it.conclusion() != Conclusion::CannotTell));
	// What the run has written anew is told, and no forgery.
	institution.change("README.txt", |bytes| bytes.push(b'\n'));
	institution.change("record.json", |bytes| bytes.push(b'\n'));
	let checked = institution.check();
	assert!(checked.wrong.is_empty(), "{checked:?}");
	let open = names(&checked.open);
	assert!(open.contains(&"README.txt") && open.contains(&"record.json"), "{open:?}");
	institution.change("documents/COHORT/0000.json", |bytes| bytes.push(b'\n'));
	assert_eq!(names(&institution.check().wrong), ["0000.json"]);
	institution.change("documents/COHORT/0000.json", |bytes| {
		bytes.pop();
	});
	let left = institution.leave(&mut node);
	assert!(left.checked.wrong.is_empty() && left.checked.open.is_empty(), "{:?}", left.checked);
}

#[test]
fn a_wrong_call_leaves_a_whole_folder_as_it_is() {
	let institution = Institution::new();
	institution.leave(&mut institution.node());
	let former = fs::read(institution.at("manifest.json")).unwrap();
	let empty = institution.out.path().join("empty");
	fs::create_dir(&empty).unwrap();
	let refused = institution.leave_files(&mut institution.node(), &[empty]);
	assert!(matches!(refused, Err(Fault::Verification(_))));
	assert_eq!(fs::read(institution.at("manifest.json")).unwrap(), former);
}

/// Takes the anchor out of the first document, and returns the path of the sidecar that has it.
fn divide(institution: &Institution) -> PathBuf {
	let document = fs::read(institution.world.path(0)).unwrap();
	let beside = institution.world.path(0).with_extension("anchor.json");
	fs::write(&beside, sidecar(&Anchors::read(&document).unwrap().all()[0])).unwrap();
	fs::write(institution.world.path(0), strip(&document).unwrap()).unwrap();
	beside
}

#[test]
fn a_document_whose_sidecar_is_another_one_is_not_kept_in_part() {
	let institution = Institution::new();
	let beside = divide(&institution);
	institution.leave_files(&mut institution.node(), &[]).unwrap();
	fs::create_dir_all(institution.at("documents/COHORT")).unwrap();
	let other = fs::read_to_string(beside).unwrap() + "\n";
	fs::write(institution.at("documents/COHORT/0000.anchor.json"), other).unwrap();
	let left = institution.leave(&mut institution.node());
	assert_eq!(words(&left), ["otherFile"]);
	assert!(!institution.at("documents/COHORT/0000.json").exists());
}

#[test]
fn a_document_stays_kept_when_what_lies_beside_its_source_changes() {
	let institution = Institution::new();
	let beside = divide(&institution);
	assert_eq!(institution.leave(&mut institution.node()).kept.len(), COHORT);
	let other = Anchors::read(institution.world.documents[1].as_bytes()).unwrap();
	let spaced = fs::read_to_string(&beside).unwrap() + "\n";
	for changed in [spaced, sidecar(&other.all()[0]), "{".to_owned()] {
		fs::write(&beside, &changed).unwrap();
		let left = institution.leave(&mut institution.node());
		assert_eq!(left.left_out.len(), 1, "{changed}");
		assert_eq!(left.kept.len(), COHORT, "{changed}: {:?}", left.left_out);
		let checked = left.checked;
		assert!(checked.wrong.is_empty() && checked.open.is_empty(), "{checked:?}");
	}
}

#[cfg(unix)]
#[test]
fn nobody_else_reads_the_folders() {
	use std::os::unix::fs::PermissionsExt;
	let institution = Institution::new();
	institution.leave(&mut institution.node());
	let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
	for name in ["", "documents", "documents/COHORT"] {
		assert_eq!(mode(&institution.at(name)), 0o700, "{name}");
	}
}

#[test]
fn folders_within_a_folder_are_told_and_left_out() {
	let institution = Institution::new();
	let folder = institution.world.folder.path();
	let inner = folder.join("resit/late");
	fs::create_dir_all(&inner).unwrap();
	fs::copy(institution.world.path(0), inner.join("0000.json")).unwrap();
	// A journal of the issuing holds no documents.
	fs::create_dir(folder.join("journal")).unwrap();
	fs::write(folder.join("journal/plan"), "").unwrap();
	let left = institution.leave(&mut institution.node());
	assert_eq!(left.left_out.len(), 1, "{:?}", left.left_out);
	assert_eq!((&left.left_out[0].0, words(&left)), (&inner, vec!["folder"]));
	assert_eq!(left.kept.len(), COHORT);
}

#[test]
fn a_file_whose_name_is_too_long_is_left_out_alone() {
	for length in [250, 252, 255] {
		let institution = Institution::new();
		let name = "n".repeat(length - 5) + ".json";
		let long = institution.world.folder.path().join(name);
		fs::rename(institution.world.path(0), &long).unwrap();
		let left = institution.leave(&mut institution.node());
		// The name of the bundle beside it is four bytes longer.
		let is_kept = length == 250;
		assert_eq!(words(&left), vec!["name"; usize::from(!is_kept)], "{length}");
		assert_eq!(left.kept.len(), COHORT - usize::from(!is_kept));
	}
}
