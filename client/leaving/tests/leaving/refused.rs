// SPDX-License-Identifier: Apache-2.0

//! Tests of the files that are not kept.

use crate::{
	chain::trust,
	institution::Institution,
	records::{AGENCY, UNIVERSITY},
	world::{clock, moments},
};
use std::fs;
use testamur_leaving::{check, leave, Fault, Leaving};
use testamur_primitives::InstitutionId;
use testamur_verification::Problem;

/// Returns the words for why files were left out.
fn words(left: &testamur_leaving::Left) -> Vec<&str> {
	left.left_out.iter().map(|(_, because)| because.word.as_str()).collect()
}

#[test]
fn files_that_are_no_documents_of_the_institution_are_told_and_left_out() {
	let institution = Institution::new();
	let folder = institution.world.folder.path();
	fs::copy(institution.world.path(0), folder.join("copy.json")).unwrap();
	fs::write(folder.join("notes.json"), "{}").unwrap();
	let text = fs::read_to_string(institution.world.path(3)).unwrap();
	fs::write(
		folder.join("other.json"),
		text.replace("AAECAwQFBgcICQoLDA003w", "AAECAwQFBgcICQoLDA999w"),
	)
	.unwrap();
	let left = institution.leave(&mut institution.node());
	assert_eq!(left.copies.len(), 1);
	assert_eq!(left.kept.len(), 4, "{:?}", left.left_out);
	assert_eq!(left.left_out.len(), 2, "{:?}", left.left_out);
	assert!(left.checked.wrong.is_empty() && left.checked.open.is_empty(), "{:?}", left.checked);
}

#[test]
fn documents_of_another_institution_are_not_mixed_in() {
	let institution = Institution::new();
	let out = institution.folder();
	let leaving = Leaving {
		institution: AGENCY,
		folder: &out,
		files: &[institution.world.folder.path().to_path_buf()],
		contexts: &institution.world.contexts,
		trusted: trust(),
		moments: moments(),
	};
	let left = leave(&mut institution.node(), leaving, |_, _| ()).unwrap();
	assert!(left.kept.is_empty());
	assert_eq!(words(&left), ["otherInstitution"; 4]);
	assert!(left.left_out[0].1.message.contains("institution 2, not of 1"));
	// The folder is that of the agency now.
	let refused = institution.leave_files(&mut institution.node(), &[]);
	assert!(matches!(refused, Err(Fault::OtherFolder(_))));
	let nobody = InstitutionId(77);
	let leaving = Leaving {
		institution: nobody,
		folder: &out.join("new"),
		files: &[],
		contexts: &institution.world.contexts,
		trusted: trust(),
		moments: moments(),
	};
	let refused = leave(&mut institution.node(), leaving, |_, _| ());
	assert!(matches!(refused, Err(Fault::Status(testamur_status::Fault::NoInstitution(_)))));
	assert!(!out.join("new").exists());
	assert_ne!(UNIVERSITY, AGENCY);
}

#[test]
fn nothing_is_written_over() {
	let institution = Institution::new();
	fs::create_dir(institution.folder()).unwrap();
	fs::write(institution.at("thesis.txt"), "a thesis").unwrap();
	let refused = institution.leave_files(&mut institution.node(), &[]);
	assert!(matches!(refused, Err(Fault::OtherFolder(_))));
	fs::remove_file(institution.at("thesis.txt")).unwrap();
	institution.leave(&mut institution.node());
	institution.change("documents/COHORT/0000.json", |bytes| bytes.push(b'\n'));
	let left = institution.leave(&mut institution.node());
	assert_eq!(words(&left)[0], "otherFile");
	assert_eq!(left.kept.len(), 3, "{:?}", left.left_out);
	assert!(!left.checked.wrong.is_empty());
}

#[test]
fn files_of_one_name_are_not_mixed_up() {
	let institution = Institution::new();
	let other = institution.out.path().join("other");
	let cohort = institution.world.folder.path().file_name().unwrap();
	fs::create_dir_all(other.join(cohort)).unwrap();
	fs::copy(institution.world.path(1), other.join(cohort).join("0000.json")).unwrap();
	let files = [institution.world.folder.path().to_path_buf(), other.join(cohort)];
	let left = institution.leave_files(&mut institution.node(), &files).unwrap();
	assert_eq!(left.copies.len(), 1);
	fs::remove_dir_all(institution.folder()).unwrap();
	fs::remove_file(institution.world.path(1)).unwrap();
	let left = institution.leave_files(&mut institution.node(), &files).unwrap();
	assert_eq!(words(&left), ["sameName"]);
}

#[test]
fn a_table_begins_with_the_genesis_block() {
	let institution = Institution::new();
	let (set, own) = (trust(), crate::chain::Validators::new(3, 1..5).set());
	let beginning = testamur_proof::Beginning { first: 40, since: None, forced_in: None };
	let trusted = testamur_proof::TrustRoot::pinned(set.genesis(), own, beginning).unwrap();
	let leaving = Leaving {
		institution: UNIVERSITY,
		folder: &institution.folder(),
		files: &[],
		contexts: &institution.world.contexts,
		trusted,
		moments: moments(),
	};
	let refused = leave(&mut institution.node(), leaving, |_, _| ());
	let Err(Fault::Verification(problem)) = refused else { panic!("it was left") };
	assert!(matches!(*problem, Problem::BeginsLater(3)));
}

#[test]
fn a_folder_without_its_list_is_not_checked() {
	let institution = Institution::new();
	let folder = institution.folder();
	let contexts = &institution.world.contexts;
	let checked = |folder: &std::path::Path| check(folder, contexts, trust(), clock, |_, _| ());
	assert!(matches!(checked(&folder), Err(Fault::NoManifest { .. })));
	institution.leave(&mut institution.node());
	for hostile in [
		"",
		"{",
		"[]",
		"{}",
		"{\"testamurLeaving\":2}",
		"\u{0}",
		r#"{"testamurLeaving":1,"genesis":"0x00","institution":1}"#,
	] {
		fs::write(institution.at("manifest.json"), hostile).unwrap();
		assert!(matches!(checked(&folder), Err(Fault::NoManifest { .. })), "{hostile}");
	}
}
