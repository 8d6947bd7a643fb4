// SPDX-License-Identifier: Apache-2.0

//! Folders of which something was changed or taken away: each of it is told, and nothing panics.

use crate::{
	chain::{trust, GENESIS},
	institution::{names, Institution},
	world::clock,
};
use std::fs;
use testamur_leaving::check;
use testamur_proof::{Hash, TrustRoot};
use testamur_verification::Conclusion;

/// Returns the names of the files that are wrong after a change, and of those that are left open.
fn told(name: &str, change: impl FnOnce(&mut Vec<u8>)) -> [Vec<String>; 2] {
	let institution = Institution::new();
	institution.leave(&mut institution.node());
	institution.change(name, change);
	let checked = institution.check();
	[&checked.wrong, &checked.open]
		.map(|marks| names(marks).into_iter().map(str::to_owned).collect())
}

#[test]
fn a_change_of_a_document_is_told() {
	let [wrong, _] = told("documents/COHORT/0000.json", |bytes| {
		let text = String::from_utf8(bytes.clone()).unwrap();
		*bytes = text
			.replacen("AAECAwQFBgcICQoLDA000w", "AAECAwQFBgcICQoLDA009w", 1)
			.into_bytes();
	});
	assert_eq!(wrong, ["0000.json"]);
}

#[test]
fn a_change_of_a_proof_is_told_and_proves_nothing() {
	for place in [0, 9, 200, 1_000] {
		let [wrong, open] =
			told("documents/COHORT/0003.testamur", |bytes| bytes[place] = !bytes[place]);
		assert_eq!(wrong, ["0003.testamur"], "{place}");
		assert_eq!(open, ["0003.json"], "{place}");
	}
	let [wrong, open] = told("record-proof.json", |bytes| {
		let place = bytes.len() / 2;
		bytes[place] = if bytes[place] == b'0' { b'1' } else { b'0' };
	});
	assert_eq!((wrong, open), (vec!["record-proof.json".into()], vec!["record.json".into()]));
}

#[test]
fn a_change_of_the_record_is_told_whatever_the_list_says() {
	let institution = Institution::new();
	institution.leave(&mut institution.node());
	institution.change("record.json", |bytes| {
		let text = String::from_utf8(bytes.clone()).unwrap();
		*bytes = text.replace("University", "Universitas").into_bytes();
	});
	// Whoever changes a file can change the list as well.
	let sum = |name: &str| {
		use testamur_primitives::hash::{Sha256, Software};
		let bytes = fs::read(institution.at(name)).unwrap();
		let hash: String = Software::hash(&bytes).iter().map(|it| format!("{it:02x}")).collect();
		(bytes.len(), hash)
	};
	let (size, hash) = sum("record.json");
	institution.change("manifest.json", |bytes| {
		let mut list: serde_json::Value = serde_json::from_slice(bytes).unwrap();
		list["files"]["record.json"] = serde_json::json!({ "size": size, "sha256": hash });
		list["documents"]
			.as_object_mut()
			.unwrap()
			.values_mut()
			.for_each(|it| *it = "valid".into());
		*bytes = list.to_string().into_bytes();
	});
	let checked = institution.check();
	assert_eq!(names(&checked.wrong), ["record.json", "0001.json", "0002.json"]);
	assert_eq!(checked.documents[1].1.conclusion(), Conclusion::Invalid);
}

#[test]
fn what_was_taken_away_or_put_there_is_told() {
	let institution = Institution::new();
	institution.leave(&mut institution.node());
	fs::remove_file(institution.at("documents/COHORT/0000.testamur")).unwrap();
	fs::remove_file(institution.at("keys.json")).unwrap();
	fs::write(institution.at("documents/COHORT/9999.json"), "{}").unwrap();
	let checked = institution.check();
	assert_eq!(names(&checked.wrong), ["0000.testamur", "keys.json", "9999.json"]);
	let open = names(&checked.open);
	assert!(open.contains(&"keys.json") && open.contains(&"0000.json"), "{open:?}");
	let valid = |found: &Conclusion| *found == Conclusion::Valid;
	let found = checked.documents.iter().map(|(_, finding)| finding.conclusion());
	assert_eq!(found.filter(valid).count(), 0);
}

#[test]
fn a_folder_of_another_chain_proves_nothing() {
	let institution = Institution::new();
	institution.leave(&mut institution.node());
	let table = trust().table().to_vec();
	let other = TrustRoot::from_table(Hash([1; 32]), table).unwrap();
	let contexts = &institution.world.contexts;
	let checked = check(&institution.folder(), contexts, other, clock, |_, _| ()).unwrap();
	assert_eq!(names(&checked.wrong), ["manifest.json"]);
	assert!(checked.documents.is_empty());
	// Validators that the verifier does not know vouch for nothing.
	let set = crate::chain::Validators::new(0, 50..54).set();
	let beginning = testamur_proof::Beginning::OF_CHAIN;
	let other = TrustRoot::pinned(GENESIS, set, beginning).unwrap();
	let checked = check(&institution.folder(), contexts, other, clock, |_, _| ()).unwrap();
	assert!(names(&checked.wrong).contains(&"trust.json"));
	assert!(checked.documents.iter().all(|(_, it)| it.conclusion() != Conclusion::Valid));
}

#[test]
fn no_change_of_any_byte_makes_another_document_valid() {
	let institution = Institution::new();
	institution.leave(&mut institution.node());
	let names = ["manifest.json", "keys.json", "record.json", "record-proof.json", "trust.json"];
	let mut seed = 20_261_129_u64;
	let mut next = |most: usize| {
		seed = seed
			.wrapping_mul(6_364_136_223_846_793_005)
			.wrapping_add(1_442_695_040_888_963_407);
		usize::try_from(seed >> 33).unwrap() % most
	};
	for round in 0..60 {
		let name = names[round % names.len()];
		let former = fs::read(institution.at(name)).unwrap();
		let mut bytes = former.clone();
		match next(3) {
			0 => bytes.truncate(next(former.len())),
			_ => bytes[next(former.len())] ^= 1 << next(8),
		}
		fs::write(institution.at(name), &bytes).unwrap();
		let contexts = &institution.world.contexts;
		if let Ok(checked) = check(&institution.folder(), contexts, trust(), clock, |_, _| ()) {
			for (name, finding) in &checked.documents {
				let is_good = name.ends_with("0000.json") || name.ends_with("0003.json");
				assert!(is_good || finding.conclusion() != Conclusion::Valid, "{name}");
			}
			let is_told = !checked.wrong.is_empty() || !checked.open.is_empty();
			assert!(is_told || name == "manifest.json" || bytes == former, "{name}");
		}
		fs::write(institution.at(name), former).unwrap();
	}
}
