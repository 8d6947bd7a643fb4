// SPDX-License-Identifier: Apache-2.0

//! Cohorts, runs, and the check of what a run left.

use super::{
	fake::{Fuse, MemoryDisk},
	pool::{Arrival, MemoryChain, GENESIS, UNIVERSITY},
};
use crate::{
	preflight, Chain, Cohort, Disk, Fault, NamedLists, Offer, Plan, Randomness, Receipt, Request,
	Session, Signing, Written, INDEX,
};
use std::{collections::BTreeSet, path::Path, sync::LazyLock};
use testamur_document::Document;
use testamur_documents::{anchor::Anchors, Contexts, Controller, SignedDocument, Signer};
use testamur_primitives::{
	hash::{Sha256, Software},
	TypeId,
};
use testamur_roster::Roster;
use testamur_template::{example_template, Template};

/// The folder of a cohort, in one that is not there either.
pub(crate) const FOLDER: &str = "/2026/cohort";
pub(crate) const REQUEST: Request = Request { type_id: TypeId(1), grant: None };
pub(crate) const SECRET: [u8; 32] = [5; 32];
/// A moment in the year 2026.
pub(crate) const NOW: u64 = 1_790_000_000_000;

/// The shipped contexts, which every run needs.
pub(crate) static CONTEXTS: LazyLock<Contexts> = LazyLock::new(Contexts::shipped);

/// A template, and a list for it.
pub(crate) struct Lists {
	pub(crate) template: Template,
	pub(crate) bytes: Vec<u8>,
	pub(crate) roster: Roster,
	/// The status lists that the documents name.
	pub(crate) named: Option<NamedLists>,
}

impl Lists {
	pub(crate) fn new(learners: usize) -> Self {
		let rows: String = (1..=learners)
			.map(|n| format!("Ana Šolová {n},ana{n}@example.org,0{n:05},,2026-07-01,,,A\n"))
			.collect();
		Self::of(&example_template(), &rows)
	}

	pub(crate) fn of(template: &str, rows: &str) -> Self {
		let header =
			"name,email,number,learner_id,award_date,evidence_url,evidence_narrative,grade";
		let bytes = template.as_bytes().to_vec();
		let template = Template::read(&bytes).unwrap();
		let list = format!("{header}\n{rows}");
		let roster = Roster::read(list.as_bytes(), template.columns()).unwrap();
		Self { template, bytes, roster, named: None }
	}

	pub(crate) fn cohort(&self) -> Cohort<'_> {
		Cohort {
			template: &self.template,
			template_bytes: &self.bytes,
			roster: &self.roster,
			lists: self.named.as_ref(),
		}
	}
}

/// Random bytes that follow from a seed.
pub(crate) struct Seeded(pub(crate) u64, u64);

impl Seeded {
	pub(crate) fn new(seed: u64) -> Self {
		Self(seed, 0)
	}
}

impl Randomness for Seeded {
	fn fill(&mut self, buffer: &mut [u8]) -> Result<(), String> {
		for chunk in buffer.chunks_mut(32) {
			self.1 += 1;
			let hash = Software::hash(&[self.0.to_le_bytes(), self.1.to_le_bytes()].concat());
			chunk.copy_from_slice(&hash[..chunk.len()]);
		}
		Ok(())
	}
}

/// Runs all steps, as the command does.
pub(crate) fn run<D: Disk>(
	disk: &D,
	chain: &mut MemoryChain,
	lists: &Lists,
	seed: u64,
) -> Result<(Receipt, Written), Fault> {
	let cohort = lists.cohort();
	let session = Session::open(disk, Path::new(FOLDER))?;
	let plan = match session.resume(&cohort, &REQUEST, Some(GENESIS), Some(UNIVERSITY))? {
		Some(plan) => {
			if session.receipt(&plan)?.is_none() {
				session.check(&cohort, &plan, &CONTEXTS)?;
			}
			plan
		},
		None => {
			let key = Signer::new(&SECRET, "").public_key();
			let offer = preflight(chain, &REQUEST, key)?;
			prepare(&session, chain, &cohort, &offer, &CONTEXTS, seed)?
		},
	};
	let receipt = session.anchor(&plan, chain, &mut ())?;
	let written = session.write(&plan, &receipt, &mut ())?;
	Ok((receipt, written))
}

fn prepare<D: Disk>(
	session: &Session<'_, D>,
	chain: &MemoryChain,
	cohort: &Cohort<'_>,
	offer: &Offer,
	contexts: &Contexts,
	seed: u64,
) -> Result<Plan, Fault> {
	let signer = Signer::new(&SECRET, &offer.method(cohort.template.issuer_id()));
	let signing = Signing { contexts, signer: &signer, created: "2026-11-28T09:00:00Z", now: NOW };
	let random = &mut Seeded::new(seed);
	session.prepare(cohort, offer, chain.genesis(), &signing, random, &mut ())
}

/// A disk and a chain on which nothing has happened yet.
pub(crate) fn world(arrival: Arrival) -> (MemoryDisk, MemoryChain) {
	let fuse = Fuse::default();
	(MemoryDisk::new(fuse.clone()), MemoryChain::new(arrival, fuse))
}

/// Checks that a cohort is issued: one batch, and a file for each learner that verifies and leads to it.
pub(crate) fn assert_issued(disk: &MemoryDisk, chain: &MemoryChain, lists: &Lists) {
	let folder = Path::new(FOLDER);
	let batches = chain.batches.borrow();
	let [(root, batch)] = batches.iter().collect::<Vec<_>>()[..] else { panic!("{batches:?}") };
	let size = lists.roster.len();
	assert_eq!(usize::try_from(batch.size).unwrap(), size);
	let issuer = lists.template.issuer_id();
	let signer = Signer::new(&SECRET, &format!("{issuer}#k2"));
	let keys = [(signer.method().to_owned(), signer.public_key())];
	let controller = Controller { id: issuer, keys: &keys };
	let index = String::from_utf8(disk.content(&folder.join(INDEX)).unwrap()).unwrap();
	let lines: Vec<&str> = index.lines().collect();
	assert_eq!(lines.len(), size + 1);
	let (mut names, mut places) = (BTreeSet::from([INDEX.to_owned()]), BTreeSet::new());
	for (line, row) in lines.iter().skip(1).zip(lists.roster.rows()) {
		let cells: Vec<&str> = line.split(',').collect();
		let text = disk.content(&folder.join(cells[1])).unwrap();
		assert_eq!(cells[2], row.get("name").unwrap());
		let named = format!("\"identityHash\":\"{}\"", cells[2]);
		assert!(String::from_utf8_lossy(&text).contains(&named), "{named}");
		SignedDocument::read(&CONTEXTS, &text).unwrap().verify(&controller).unwrap();
		let digest = Document::from_json(&text).unwrap().digest();
		let reference =
			Anchors::read(&text).unwrap().of(GENESIS).unwrap().reference(digest).unwrap();
		assert_eq!(reference.batch(), Some((UNIVERSITY, *root)));
		places.insert(reference.index);
		names.insert(cells[1].to_owned());
	}
	assert_eq!(places.len(), size);
	assert_eq!(disk.files(folder).into_iter().collect::<BTreeSet<_>>(), names);
}
