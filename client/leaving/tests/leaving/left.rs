// SPDX-License-Identifier: Apache-2.0

//! Tests of the content of a folder, and of runs that go on after one was ended.

use crate::{
	chain::Validators,
	institution::{has, names, one, Institution, COHORT},
	records::{batch, UNIVERSITY},
	world::{badge, signed, signer, World},
};
use codec::Encode;
use serde_json::Value;
use std::fs;
use testamur_primitives::keys;
use testamur_verification::{read_trust, Conclusion};

#[test]
fn what_is_left_is_found_again_without_a_node() {
	let institution = Institution::new();
	let left = institution.leave(&mut institution.node());
	assert_eq!(left.kept.len(), COHORT);
	assert!(left.left_out.is_empty() && left.copies.is_empty() && left.missing.is_empty());
	let found: Vec<_> = left.kept.values().copied().collect();
	let [valid, invalid] = [Conclusion::Valid, Conclusion::Invalid];
	assert_eq!(found, [valid, invalid, invalid, valid]);
	for checked in [left.checked, institution.check()] {
		assert!(checked.wrong.is_empty() && checked.open.is_empty(), "{checked:?}");
		let again: Vec<_> =
			checked.documents.iter().map(|(_, finding)| finding.conclusion()).collect();
		assert_eq!(again, found);
	}
	for number in 0..COHORT {
		let name = format!("{number:04}");
		let kept = fs::read(institution.at(&format!("documents/COHORT/{name}.json"))).unwrap();
		assert_eq!(kept, fs::read(institution.world.path(number)).unwrap());
		assert!(institution.at(&format!("documents/COHORT/{name}.testamur")).is_file());
	}
	let readme = fs::read_to_string(institution.at("README.txt")).unwrap();
	assert!(readme.starts_with("THE CREDENTIALS OF INSTITUTION 2: University\n"), "{readme}");
	assert!(readme.contains("Documents: 2 valid, 2 invalid "), "{readme}");
	// What is to be typed is set off, and what goes on stands below what it belongs to.
	assert!(readme.contains("\n  testamur leave --check . --trust trust.json\n"), "{readme}");
	assert!(readme.contains("\n                       NAME.testamur beside each"), "{readme}");
	read_trust(&[institution.at("trust.json")], &[]).unwrap();
}

#[test]
fn the_record_has_the_history_of_grants_and_keys() {
	let institution = Institution::new();
	institution.leave(&mut institution.node());
	let record: Value =
		serde_json::from_slice(&fs::read(institution.at("record.json")).unwrap()).unwrap();
	assert!(has(&institution.world, &keys::institution(UNIVERSITY)));
	assert_eq!(record["institution"]["name"], "University");
	assert_eq!(record["documentKeys"][0]["number"], 1);
	assert_eq!(record["grantors"][0]["name"], "Agency");
	assert_eq!(record["types"][0]["id"], 1);
	assert_eq!(record["batches"][0]["size"], COHORT);
	let grant = record["batches"][0]["accreditation"].as_u64().unwrap();
	let grants = record["accreditations"].as_array().unwrap();
	let own = grants.iter().find(|found| found["id"] == grant).unwrap();
	assert_eq!(own["path"].as_array().unwrap().len(), 2);
}

#[test]
fn a_run_that_was_cut_short_goes_on() {
	let institution = Institution::new();
	let mut node = institution.node();
	node.silent = Some("prove");
	let left = institution.leave(&mut node);
	assert_eq!(left.missing.len(), COHORT);
	assert_eq!(left.checked.open.len(), COHORT, "{:?}", left.checked);
	// A run that is killed leaves the list without its files, and files without their list.
	institution.change("manifest.json", |bytes| {
		let text = String::from_utf8(bytes.clone()).unwrap();
		let mut list: Value = serde_json::from_str(&text).unwrap();
		list["isComplete"] = false.into();
		*bytes = list.to_string().into_bytes();
	});
	assert_eq!(names(&institution.check().open)[0], "manifest.json");
	let left = institution.leave(&mut institution.node());
	assert!(left.missing.is_empty() && left.checked.open.is_empty(), "{:?}", left.checked);
	assert!(left.checked.wrong.is_empty(), "{:?}", left.checked);
}

#[test]
fn what_the_node_does_not_prove_of_the_record_is_told() {
	let institution = Institution::new();
	let mut node = institution.node();
	node.refused = Some("readProof");
	let left = institution.leave(&mut node);
	assert_eq!(left.missing.keys().collect::<Vec<_>>(), ["record.json"]);
	assert!(names(&left.checked.open).contains(&"record.json"));
	let left = institution.leave(&mut institution.node());
	assert!(left.missing.is_empty() && left.checked.open.is_empty(), "{:?}", left.checked);
}

#[test]
fn another_cohort_joins_the_former_one() {
	let institution = Institution::new();
	institution.leave(&mut institution.node());
	let contexts = &institution.world.contexts;
	let own = signer(7, 1);
	let documents = (50..52).map(|number| signed(contexts, &badge(number), &own)).collect();
	let mut other = World::of(testamur_documents::Contexts::shipped(), documents);
	let former = batch(u32::try_from(COHORT).unwrap(), 2);
	other.state.put(keys::batch(UNIVERSITY, institution.world.root), former);
	let both = Institution::of(other, institution.out);
	let left = both.leave(&mut both.node());
	assert_eq!(left.kept.len(), COHORT + 2);
	assert!(left.checked.wrong.is_empty() && left.checked.open.is_empty(), "{:?}", left.checked);
}

#[test]
fn hand_offs_are_kept_and_followed() {
	let institution = Institution::new();
	let mut node = institution.node();
	let next = Validators::new(1, 100..104);
	node.hand_offs = one(&node.block.validators, &next).encode();
	let left = institution.leave(&mut node);
	assert!(left.checked.wrong.is_empty() && left.checked.open.is_empty(), "{:?}", left.checked);
	assert!(institution.at("hand-offs/0000000000.testamur-sets").is_file());
	let trusted = read_trust(&[institution.at("trust.json")], &[]).unwrap();
	assert_eq!(trusted.table().len(), 2);
}
