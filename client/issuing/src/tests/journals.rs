// SPDX-License-Identifier: Apache-2.0

//! Journals of other cohorts, and damaged ones.

use super::{
	cohorts::{run, world, Lists, FOLDER, REQUEST},
	fake::MemoryDisk,
	pool::{Arrival, MemoryChain, GENESIS, UNIVERSITY},
};
use crate::{journal::sealed, Fault, Request, Session};
use std::path::{Path, PathBuf};
use testamur_documents::{anchor::Genesis, Signer};
use testamur_json::multikey::Multikey;
use testamur_primitives::{
	hash::{Sha256, Software},
	AccreditationId, InstitutionId, TypeId,
};
use testamur_template::example_template;

fn issued() -> (MemoryDisk, MemoryChain, Lists) {
	let (disk, mut chain) = world(Arrival::Now);
	let lists = Lists::new(3);
	run(&disk, &mut chain, &lists, 1).unwrap();
	(disk, chain, lists)
}

fn differs(
	disk: &MemoryDisk,
	lists: &Lists,
	request: Request,
	genesis: Genesis,
	institution: InstitutionId,
) -> &'static str {
	let session = Session::open(disk, Path::new(FOLDER)).unwrap();
	let resumed = session.resume(&lists.cohort(), &request, Some(genesis), Some(institution));
	match resumed.unwrap_err() {
		Fault::OtherCohort { what, .. } => what,
		other => panic!("{other}"),
	}
}

#[test]
fn a_journal_of_another_cohort_is_refused_by_what_differs() {
	let (disk, _, lists) = issued();
	let rows = "Ana,ana@example.org,1,,2026-07-01,,,A\n";
	let template = example_template().replace("Water chemistry", "Soil chemistry");
	assert_ne!(template, example_template());
	let other_template = Lists::of(&template, rows);
	let other_list = Lists::new(4);
	let other_type = Request { type_id: TypeId(2), ..REQUEST };
	let other_grant = Request { grant: Some(AccreditationId(9)), ..REQUEST };
	let cases = [
		(&other_template, REQUEST, GENESIS, UNIVERSITY, "template"),
		(&other_list, REQUEST, GENESIS, UNIVERSITY, "list"),
		(&lists, other_type, GENESIS, UNIVERSITY, "type"),
		(&lists, other_grant, GENESIS, UNIVERSITY, "grant"),
		(&lists, REQUEST, Genesis([1; 32]), UNIVERSITY, "chain"),
		(&lists, REQUEST, GENESIS, InstitutionId(8), "institution"),
	];
	for (lists, request, genesis, institution, expected) in cases {
		assert_eq!(differs(&disk, lists, request, genesis, institution), expected);
	}
	let session = Session::open(&disk, Path::new(FOLDER)).unwrap();
	let same = Request { grant: Some(AccreditationId(3)), ..REQUEST };
	assert!(session.resume(&lists.cohort(), &same, None, None).unwrap().is_some());
}

fn journal(name: &str) -> PathBuf {
	Path::new(FOLDER).join("journal").join(name)
}

#[test]
fn a_changed_byte_of_the_journal_is_noticed_before_a_file_is_written() {
	let (disk, mut chain, lists) = issued();
	let file = Path::new(FOLDER).join("1.json");
	disk.remove(&file);
	for name in ["plan", "documents-00000.jsonl", "index.csv", "receipt"] {
		let content = disk.content(&journal(name)).unwrap();
		let step = (content.len() / 30).max(1);
		for place in (0..content.len()).step_by(step) {
			let mut changed = content.clone();
			changed[place] ^= 1;
			disk.put(&journal(name), &changed);
			let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
			let is_noticed = matches!(fault, Fault::Damaged { .. });
			assert!(is_noticed, "{name} {place}: {fault}");
			assert!(disk.content(&file).is_none(), "{name} {place}");
		}
		disk.put(&journal(name), &content);
	}
	run(&disk, &mut chain, &lists, 3).unwrap();
	assert_eq!(chain.sent.get(), 1);
}

#[test]
fn a_part_that_is_missing_is_damage_before_anything_is_sent() {
	let (disk, mut chain) = world(Arrival::Now);
	let lists = Lists::new(2);
	chain.answer = Some(crate::Sent::Failed("not yet".into()));
	run(&disk, &mut chain, &lists, 1).unwrap_err();
	disk.remove(&journal("documents-00000.jsonl"));
	let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
	assert!(matches!(fault, Fault::Damaged { .. }), "{fault}");
	assert_eq!(chain.sent.get(), 0);
}

/// Changes the plan and the documents of a run that has sent nothing, with hashes that are right.
/// Returns the damage that is noticed, of the documents unless it is said to be of the plan.
fn forged(change: impl Fn(&mut serde_json::Value, &mut String)) -> String {
	let (disk, mut chain) = world(Arrival::Now);
	let lists = Lists::new(3);
	chain.answer = Some(crate::Sent::Failed("not yet".into()));
	run(&disk, &mut chain, &lists, 1).unwrap_err();
	let (plan, part) = (journal("plan"), journal("documents-00000.jsonl"));
	let text = |path| String::from_utf8(disk.content(path).unwrap()).unwrap();
	let mut changed = serde_json::from_str(text(&plan).lines().next().unwrap()).unwrap();
	let mut documents = text(&part);
	change(&mut changed, &mut documents);
	let hash = testamur_json::hex::encode(&Software::hash(documents.as_bytes()));
	changed["parts"] = vec![hash].into();
	disk.put(&part, documents.as_bytes());
	disk.put(&plan, sealed(&changed.to_string()).as_bytes());
	let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
	let is_damage = matches!(&fault, Fault::Damaged { path, .. } if [&part, &plan].contains(&path));
	assert!(is_damage, "{fault}");
	assert_eq!(chain.sent.get(), 0);
	fault.to_string()
}

/// Checks that hashes which are right do not make documents right: they are built and verified again.
#[test]
fn documents_of_other_rows_and_of_other_keys_are_not_anchored() {
	let swapped = forged(|plan, _| plan["learners"].as_array_mut().unwrap().rotate_left(1));
	assert!(swapped.contains("it is not what this release of the program makes"), "{swapped}");
	let other = Multikey(Signer::new(&[6; 32], "").public_key());
	let key = forged(|plan, _| plan["key"] = serde_json::to_value(other).unwrap());
	assert!(key.contains("the document of learner"), "{key}");
	let signature = forged(|_, documents| {
		let value = documents.find("\"proofValue\":\"z").unwrap() + 20;
		let letter = if documents.as_bytes()[value] == b'4' { "5" } else { "4" };
		documents.replace_range(value..=value, letter);
	});
	assert!(signature.contains("the document of learner"), "{signature}");
	let unsigned =
		forged(|_, documents| *documents = documents.replace("verificationMethod", "method"));
	assert!(unsigned.contains("the document of learner"), "{unsigned}");
	// The record has the key under another number, so no verifier would accept the documents.
	let renamed = forged(|plan, _| plan["keyNumber"] = 9.into());
	assert!(renamed.contains("the document of learner"), "{renamed}");
	let endless = forged(|plan, _| plan["validUntil"] = 4_000_000_000_000_u64.into());
	assert!(endless.contains("its end is not that of its documents"), "{endless}");
}

#[test]
fn hostile_plans_are_refused_without_a_panic() {
	let (disk, mut chain, lists) = issued();
	let text = String::from_utf8(disk.content(&journal("plan")).unwrap()).unwrap();
	let text = text.lines().next().unwrap();
	let learners = text.split("\"learners\":").nth(1).unwrap();
	let others = ["[]}", "[0,0,0]}", "[0,1,9]}", "[0,1]}", "[4294967295]}", "{}}", "[0,1,2,3]}"];
	let mut hostile: Vec<_> = others.iter().map(|other| text.replace(learners, other)).collect();
	hostile.extend(["", "{", "null", "[]"].map(str::to_owned));
	hostile.push(text.replace("\"version\":1", "\"version\":2"));
	for hostile in hostile {
		disk.put(&journal("plan"), sealed(&hostile).as_bytes());
		let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
		assert!(matches!(fault, Fault::Damaged { .. }), "{hostile}: {fault}");
	}
	for unsealed in ["", "\n", "{}\n", text] {
		disk.put(&journal("plan"), unsealed.as_bytes());
		let fault = run(&disk, &mut chain, &lists, 2).unwrap_err();
		assert!(matches!(fault, Fault::Damaged { .. }), "{unsealed}: {fault}");
	}
}
