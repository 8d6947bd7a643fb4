// SPDX-License-Identifier: Apache-2.0

//! The institution of the tests as a whole, and what is left of it.

use crate::{
	chain::{trust, Validators},
	fake::FakeNode,
	records::UNIVERSITY,
	world::{clock, moments, record, World},
};
use codec::Encode;
use std::{fs, path::PathBuf};
use tempfile::TempDir;
use testamur_leaving::{check, leave, Checked, Fault, Leaving, Left, Mark};
use testamur_primitives::{
	keys,
	state::{KeyReader, StateReader},
	InstitutionId, ListLabel, RevocationReason, Status,
};
use testamur_proof::{HandOffs, Hash};
use testamur_status::{PartsPage, Register};
use testamur_verification::{Because, NoAnswer};

/// The number of documents.
pub(crate) const COHORT: usize = 4;

/// An institution with a cohort, of which a document is suspended and another one revoked.
pub(crate) struct Institution {
	pub(crate) world: World,
	pub(crate) out: TempDir,
}

impl Institution {
	pub(crate) fn new() -> Self {
		let mut world = World::new(COHORT);
		let mut chunk = testamur_primitives::status::StatusChunk::default();
		chunk.set(1, Status::Suspended);
		chunk.set(2, Status::Revoked(RevocationReason::Misconduct));
		world.state.put(keys::statuses(UNIVERSITY, world.root, 0), chunk);
		Self::of(world, tempfile::tempdir().unwrap())
	}

	/// Returns the institution of a world, whose key is on record with its number.
	pub(crate) fn of(mut world: World, out: TempDir) -> Self {
		world.state.put(keys::document_key_counts(UNIVERSITY), (1_u32, 1_u32, 1_u32));
		world.state.put(keys::document_key_number(UNIVERSITY, 1), world.key);
		world.state.put(keys::document_key(UNIVERSITY, world.key), record(1));
		Self { world, out }
	}

	/// Returns a node that has the block, and no hand-offs.
	pub(crate) fn node(&self) -> FakeNode {
		let mut node = self.world.node();
		node.hand_offs = none().encode();
		node
	}

	/// Returns the folder.
	pub(crate) fn folder(&self) -> PathBuf {
		self.out.path().join("left")
	}

	/// Returns the place of a file in the folder.
	pub(crate) fn at(&self, name: &str) -> PathBuf {
		let cohort = self.world.folder.path().file_name().unwrap().to_str().unwrap();
		self.folder().join(name.replace("COHORT", cohort))
	}

	/// Leaves the documents of the world.
	pub(crate) fn leave(&self, node: &mut FakeNode) -> Left {
		self.leave_files(node, &[self.world.folder.path().to_path_buf()]).unwrap()
	}

	/// Leaves these files and folders.
	pub(crate) fn leave_files(
		&self,
		node: &mut FakeNode,
		files: &[PathBuf],
	) -> Result<Left, Fault> {
		let folder = self.folder();
		let leaving = Leaving {
			institution: UNIVERSITY,
			folder: &folder,
			files,
			contexts: &self.world.contexts,
			trusted: trust(),
			moments: moments(),
		};
		leave(node, leaving, |_, _| ())
	}

	/// Checks the folder, without any node.
	pub(crate) fn check(&self) -> Checked {
		check(&self.folder(), &self.world.contexts, trust(), clock, |_, _| ()).unwrap()
	}

	/// Changes a file of the folder.
	pub(crate) fn change(&self, name: &str, change: impl FnOnce(&mut Vec<u8>)) {
		let mut bytes = fs::read(self.at(name)).unwrap();
		change(&mut bytes);
		fs::write(self.at(name), bytes).unwrap();
	}
}

/// Returns a page without hand-offs.
pub(crate) const fn none() -> HandOffs {
	HandOffs { first_set: 0, authorities: None, hand_offs: Vec::new() }
}

/// Returns a page with a hand-off to validators who did not vote for anything yet.
pub(crate) fn one(validators: &Validators, next: &Validators) -> HandOffs {
	HandOffs {
		first_set: validators.set_id,
		authorities: Some(validators.authorities()),
		hand_offs: vec![validators.hand_off(60, next)],
	}
}

/// Returns the names of the files in marks, each without the folder of the cohort.
pub(crate) fn names(marks: &[Mark]) -> Vec<&str> {
	let name = |mark: &Mark| mark.file.rsplit('/').next().map(str::len).unwrap_or_default();
	marks.iter().map(|mark| &mark.file[mark.file.len() - name(mark)..]).collect()
}

fn no_answer() -> NoAnswer {
	NoAnswer { because: Because::new("nodeCannotTell", "the node has no proof"), is_gone: false }
}

impl Register for FakeNode {
	fn prove_institution(&mut self, id: InstitutionId) -> Result<Vec<u8>, NoAnswer> {
		let wanted = [keys::institution(id), keys::next_institution()];
		let mut evidence = self.block.evidence(&wanted, &[]);
		evidence.authorities = Some(self.block.validators.authorities());
		Ok(evidence.encode())
	}

	fn read_proof(&mut self, keys: &[Vec<u8>], _: Hash) -> Result<Vec<Vec<u8>>, NoAnswer> {
		if self.refused == Some("readProof") {
			return Err(no_answer());
		}
		Ok(self.block.built.nodes(keys, &[]).into_iter_nodes().collect())
	}

	fn keys_under(
		&mut self,
		prefix: &[u8],
		after: &[u8],
		_: Hash,
	) -> Result<Vec<Vec<u8>>, NoAnswer> {
		let next = self.block.built.state.next_key(prefix, after).unwrap();
		Ok(next.into_iter().collect())
	}

	fn list_parts(
		&mut self,
		_: InstitutionId,
		_: ListLabel,
		_: u32,
		_: Hash,
	) -> Result<PartsPage, NoAnswer> {
		Err(no_answer())
	}
}

/// Returns whether a state has something under a key.
pub(crate) fn has(world: &World, key: &[u8]) -> bool {
	world.state.value(key).unwrap().is_some()
}
