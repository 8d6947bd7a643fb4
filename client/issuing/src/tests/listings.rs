// SPDX-License-Identifier: Apache-2.0

//! Documents that name their places in a status list.

use super::{
	cohorts::{assert_issued, run, world, Lists, FOLDER, REQUEST},
	pool::{Arrival, GENESIS, UNIVERSITY},
};
use crate::{Anchoring, Disk, Fault, NamedLists, Session, INDEX};
use serde_json::Value;
use std::{collections::BTreeSet, path::Path};
use testamur_document::Document;
use testamur_documents::anchor::Anchors;
use testamur_status::ListHost;

const HOST: &str = "https://status.uni.example";

fn lists(learners: usize, both: bool) -> Lists {
	let host = ListHost::new(HOST).unwrap();
	Lists { named: Some(NamedLists { host, both }), ..Lists::new(learners) }
}

/// Returns the `credentialStatus` of all documents, by the places in their batch.
fn statuses(disk: &impl Disk, size: usize) -> Vec<(u32, Value)> {
	let folder = Path::new(FOLDER);
	let names = disk.names(folder).unwrap().into_iter().map(|name| name.into_string().unwrap());
	let names = names.filter(|name| name.ends_with(".json"));
	let mut found: Vec<_> = names
		.map(|name| {
			let text = disk.read(&folder.join(name), 1 << 20).unwrap().unwrap();
			let digest = Document::from_json(&text).unwrap().digest();
			let anchors = Anchors::read(&text).unwrap();
			let reference = anchors.of(GENESIS).unwrap().reference(digest).unwrap();
			let document: Value = serde_json::from_slice(&text).unwrap();
			(reference.index, document["credentialStatus"].clone())
		})
		.collect();
	found.sort_by_key(|(place, _)| *place);
	assert_eq!(found.len(), size);
	found
}

#[test]
fn each_document_names_the_place_that_it_has_in_the_batch() {
	let (disk, mut chain) = world(Arrival::Now);
	let lists = lists(300, false);
	run(&disk, &mut chain, &lists, 1).unwrap();
	assert_issued(&disk, &chain, &lists);
	let mut addresses = BTreeSet::new();
	for (place, status) in statuses(&disk, 300) {
		assert_eq!(status["type"], "BitstringStatusListEntry");
		assert_eq!(status["statusPurpose"], "suspension");
		assert_eq!(status["statusListIndex"], place.to_string());
		let address = status["statusListCredential"].as_str().unwrap();
		assert_eq!(status["id"], format!("{address}#{place}"));
		addresses.insert(address.to_owned());
	}
	let [address] = addresses.into_iter().collect::<Vec<_>>().try_into().unwrap();
	let label = chain.listed().unwrap();
	let digits: String = label.0.iter().map(|byte| format!("{byte:02x}")).collect();
	assert_eq!(address, format!("{HOST}/status/{}/{digits}/suspension", UNIVERSITY.0));
	assert_ne!(label.0, [0; 16]);
	assert!(disk.content(&Path::new(FOLDER).join(INDEX)).is_some());
}

#[test]
fn both_lists_are_named_if_that_is_wanted() {
	let (disk, mut chain) = world(Arrival::Now);
	run(&disk, &mut chain, &lists(2, true), 1).unwrap();
	for (place, status) in statuses(&disk, 2) {
		let entries = status.as_array().unwrap();
		let member = |name: &str| -> Vec<String> {
			entries.iter().map(|entry| entry[name].as_str().unwrap().to_owned()).collect()
		};
		let purposes = member("statusPurpose");
		assert_eq!(purposes, ["revocation", "suspension"]);
		assert_eq!(member("statusListIndex"), [place.to_string(), place.to_string()]);
		let addresses = member("statusListCredential").into_iter();
		assert!(addresses.zip(purposes).all(|(address, purpose)| address.ends_with(&purpose)));
	}
}

#[test]
fn a_later_run_names_the_same_lists_or_is_refused() {
	let (disk, mut chain) = world(Arrival::Never);
	let own = lists(3, false);
	run(&disk, &mut chain, &own, 1).unwrap_err();
	let differs = |lists: &Lists| {
		let session = Session::open(&disk, Path::new(FOLDER)).unwrap();
		match session.resume(&lists.cohort(), &REQUEST, None, None) {
			Ok(plan) => plan.map(|_| "nothing"),
			Err(Fault::OtherCohort { what, .. }) => Some(what),
			Err(other) => panic!("{other}"),
		}
	};
	assert_eq!(differs(&own), Some("nothing"));
	assert_eq!(differs(&lists(3, true)), Some("status lists"));
	assert_eq!(differs(&Lists::new(3)), Some("status lists"));
	let host = ListHost::new("https://elsewhere.example").unwrap();
	let elsewhere = Lists { named: Some(NamedLists { host, both: false }), ..Lists::new(3) };
	assert_eq!(differs(&elsewhere), Some("status lists"));
}

#[test]
fn a_batch_that_was_anchored_without_its_list_is_not_issued() {
	let (disk, mut chain) = world(Arrival::Never);
	let own = lists(3, false);
	run(&disk, &mut chain, &own, 1).unwrap_err();
	let anchoring = {
		let session = Session::open(&disk, Path::new(FOLDER)).unwrap();
		session
			.resume(&own.cohort(), &REQUEST, None, None)
			.unwrap()
			.unwrap()
			.anchoring()
	};
	assert!(chain.include(&Anchoring { list: None, ..anchoring }));
	let fault = run(&disk, &mut chain, &own, 1).unwrap_err();
	assert!(matches!(fault, Fault::Taken("status list, or none")), "{fault}");
	assert!(disk.files(Path::new(FOLDER)).is_empty());
	// With its list, it is the batch of the plan, whoever anchored it.
	chain.batches.borrow_mut().clear();
	assert!(chain.include(&anchoring));
	run(&disk, &mut chain, &own, 1).unwrap();
	assert_issued(&disk, &chain, &own);
}
