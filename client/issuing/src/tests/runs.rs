// SPDX-License-Identifier: Apache-2.0

//! Runs without a failure, and what they write.

use super::{
	cohorts::{assert_issued, run, world, Lists, FOLDER, REQUEST},
	pool::{Arrival, GENESIS, UNIVERSITY},
};
use crate::{signing::PART, Fault, LocalDisk, Session, INDEX};
use std::path::Path;

#[test]
fn a_cohort_of_several_parts_is_issued() {
	let lists = Lists::new(PART + 2);
	let (disk, mut chain) = world(Arrival::Now);
	let (receipt, written) = run(&disk, &mut chain, &lists, 1).unwrap();
	assert_eq!((written.new, written.all), (258, 258));
	assert!(receipt.is_own_block && receipt.block_number > 99);
	assert_issued(&disk, &chain, &lists);
	// Names sort as the list does.
	assert!(disk.content(&Path::new(FOLDER).join("001.json")).is_some());
}

#[test]
fn a_cohort_of_one_is_issued() {
	let lists = Lists::new(1);
	let (disk, mut chain) = world(Arrival::After(3));
	run(&disk, &mut chain, &lists, 1).unwrap();
	assert_issued(&disk, &chain, &lists);
}

#[test]
fn missing_files_are_written_again_and_no_other_file_is_touched() {
	let lists = Lists::new(4);
	let (disk, mut chain) = world(Arrival::Now);
	run(&disk, &mut chain, &lists, 1).unwrap();
	let folder = Path::new(FOLDER);
	for name in ["2.json", INDEX] {
		disk.remove(&folder.join(name));
	}
	disk.put(&folder.join("notes.txt"), b"call Ana");
	let (_, written) = run(&disk, &mut chain, &lists, 2).unwrap();
	assert_eq!((written.new, written.all), (1, 4));
	assert_eq!(disk.content(&folder.join("notes.txt")).unwrap(), b"call Ana");
	disk.remove(&folder.join("notes.txt"));
	assert_issued(&disk, &chain, &lists);
	assert_eq!(chain.sent.get(), 1);
}

#[test]
fn a_file_that_was_changed_is_named_and_left_as_it_is() {
	let lists = Lists::new(3);
	let (disk, mut chain) = world(Arrival::Now);
	run(&disk, &mut chain, &lists, 1).unwrap();
	let file = Path::new(FOLDER).join("3.json");
	let mut content = disk.content(&file).unwrap();
	content.push(b' ');
	disk.put(&file, &content);
	let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
	assert!(matches!(&fault, Fault::OtherFile(path) if *path == file), "{fault}");
	assert_eq!(disk.content(&file).unwrap(), content);
}

#[test]
fn a_folder_with_other_files_is_not_taken() {
	let (disk, mut chain) = world(Arrival::Now);
	disk.put(&Path::new(FOLDER).join("thesis.odt"), b"");
	let fault = run(&disk, &mut chain, &Lists::new(1), 1).unwrap_err();
	assert!(matches!(fault, Fault::OtherFiles { name, .. } if name == "thesis.odt"));
}

#[test]
fn two_processes_do_not_share_a_folder() {
	let (disk, mut chain) = world(Arrival::Now);
	let first = Session::open(&disk, Path::new(FOLDER)).unwrap();
	let fault = run(&disk, &mut chain, &Lists::new(1), 1).unwrap_err();
	assert!(matches!(fault, Fault::Locked(_)));
	drop(first);
	run(&disk, &mut chain, &Lists::new(1), 1).unwrap();
}

#[test]
fn the_disk_of_a_machine_works_as_the_one_in_memory_does() {
	let folder = tempfile::tempdir().unwrap();
	let place = folder.path().join("2026").join("water");
	let lists = Lists::new(2);
	let session = Session::open(&LocalDisk, &place).unwrap();
	assert!(matches!(Session::open(&LocalDisk, &place), Err(Fault::Locked(_))));
	assert!(session
		.resume(&lists.cohort(), &REQUEST, Some(GENESIS), Some(UNIVERSITY))
		.unwrap()
		.is_none());
	session.journal.write("a", b"one").unwrap();
	session.journal.write("a", b"two").unwrap();
	assert_eq!(session.journal.read("a").unwrap().unwrap(), b"two");
	assert!(session.journal.read("b").unwrap().is_none());
	session.journal.sync().unwrap();
	drop(session);
	Session::open(&LocalDisk, &place).unwrap();
}
