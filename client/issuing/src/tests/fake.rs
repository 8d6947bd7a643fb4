// SPDX-License-Identifier: Apache-2.0

//! A chain and a disk in memory. They share a fuse, which counts their operations and makes one of them
//! fail, and those after it.

use crate::{
	Allowance, Anchoring, Batch, Block, Chain, Disk, Grant, Institution, KeyStanding, Membership,
	NoAnswer, Sent, TypeStanding,
};
use std::{
	cell::{Cell, RefCell},
	collections::BTreeMap,
	ffi::OsString,
	io,
	path::{Path, PathBuf},
	rc::Rc,
};
use testamur_documents::anchor::Genesis;
use testamur_primitives::{AccreditationId, InstitutionId, PublicKey, Root, TypeId};

/// Counts operations, and fails from one of them on until it is replaced.
#[derive(Clone, Default)]
pub(crate) struct Fuse {
	done: Rc<Cell<usize>>,
	blows_at: Rc<Cell<Option<usize>>>,
	fails_once: Rc<Cell<bool>>,
}

impl Fuse {
	/// Makes the operation of this number fail, from 0, and all after it unless only one is to fail.
	pub(crate) fn set(&self, blows_at: Option<usize>, fails_once: bool) {
		self.done.set(0);
		self.blows_at.set(blows_at);
		self.fails_once.set(fails_once);
	}

	/// Returns whether the fuse has blown.
	pub(crate) fn is_blown(&self) -> bool {
		self.blows_at.get().is_some_and(|at| self.done.get() > at)
	}

	/// Counts an operation, and returns whether it may be done.
	fn burn(&self) -> bool {
		let number = self.done.replace(self.done.get() + 1);
		match self.blows_at.get() {
			None => true,
			Some(at) if self.fails_once.get() => number != at,
			Some(at) => number < at,
		}
	}
}

/// A disk in memory. Names last only after their folder was synced, and a write that fails leaves half of
/// the content.
#[derive(Clone, Default)]
pub(crate) struct MemoryDisk {
	pub(crate) fuse: Fuse,
	live: Rc<RefCell<BTreeMap<PathBuf, Vec<u8>>>>,
	durable: Rc<RefCell<BTreeMap<PathBuf, Vec<u8>>>>,
	/// The name that was given last.
	last: Rc<RefCell<Option<PathBuf>>>,
	locked: Rc<Cell<bool>>,
}

/// A lock that is free again when it is dropped, as that of a process that was killed.
pub(crate) struct MemoryLock(Rc<Cell<bool>>);

impl Drop for MemoryLock {
	fn drop(&mut self) {
		self.0.set(false);
	}
}

impl MemoryDisk {
	pub(crate) fn new(fuse: Fuse) -> Self {
		Self { fuse, ..Self::default() }
	}

	/// Loses the names that were not synced, as a loss of power can: all of them, or all but the one that
	/// was given last, since a disk does not keep their order.
	pub(crate) fn lose_power(&self, keeps_last: bool) {
		let mut kept = self.durable.borrow().clone();
		let last = self.last.borrow().clone().filter(|_| keeps_last);
		kept.extend(last.and_then(|path| Some((path.clone(), self.content(&path)?))));
		self.live.replace(kept.clone());
		self.durable.replace(kept);
	}

	pub(crate) fn content(&self, file: &Path) -> Option<Vec<u8>> {
		self.live.borrow().get(file).cloned()
	}

	pub(crate) fn put(&self, file: &Path, content: &[u8]) {
		for files in [&self.live, &self.durable] {
			files.borrow_mut().insert(file.to_path_buf(), content.to_vec());
		}
	}

	pub(crate) fn remove(&self, file: &Path) {
		for files in [&self.live, &self.durable] {
			files.borrow_mut().remove(file);
		}
	}

	/// Returns the names of the files of a folder, without those of the folders in it.
	pub(crate) fn files(&self, folder: &Path) -> Vec<String> {
		let live = self.live.borrow();
		let files = live.keys().filter(|path| path.parent() == Some(folder));
		files
			.map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
			.collect()
	}

	fn act(&self) -> io::Result<()> {
		match self.fuse.burn() {
			true => Ok(()),
			false => Err(io::ErrorKind::StorageFull.into()),
		}
	}
}

impl Disk for MemoryDisk {
	type Lock = MemoryLock;

	fn create_folder(&self, folder: &Path) -> io::Result<()> {
		self.act()?;
		// A folder is there as soon as a file with its name is, which nobody reads.
		self.put(&folder.join(".folder"), b"");
		Ok(())
	}

	fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
		self.act()?;
		let live = self.live.borrow();
		let below = live.keys().filter_map(|path| path.strip_prefix(folder).ok());
		let first = below.filter_map(|path| path.iter().next());
		Ok(first.filter(|name| *name != ".folder").map(Into::into).collect())
	}

	fn read(&self, file: &Path, most: usize) -> io::Result<Option<Vec<u8>>> {
		self.act()?;
		let mut content = self.content(file);
		if let Some(content) = &mut content {
			content.truncate(most.saturating_add(1));
		}
		Ok(content)
	}

	fn write(&self, file: &Path, content: &[u8]) -> io::Result<()> {
		let outcome = self.act();
		let kept = if outcome.is_ok() { content } else { &content[..content.len() / 2] };
		self.live.borrow_mut().insert(file.to_path_buf(), kept.to_vec());
		outcome
	}

	fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
		self.act()?;
		let mut live = self.live.borrow_mut();
		let content = live.remove(from).ok_or(io::ErrorKind::NotFound)?;
		live.insert(to.to_path_buf(), content);
		self.last.replace(Some(to.to_path_buf()));
		Ok(())
	}

	fn sync_folder(&self, folder: &Path) -> io::Result<()> {
		self.act()?;
		let mut durable = self.durable.borrow_mut();
		durable.retain(|path, _| path.parent() != Some(folder));
		let live = self.live.borrow();
		let synced = live.iter().filter(|(path, _)| path.parent() == Some(folder));
		durable.extend(synced.map(|(path, content)| (path.clone(), content.clone())));
		Ok(())
	}

	fn lock(&self, _: &Path) -> io::Result<Option<MemoryLock>> {
		self.act()?;
		match self.locked.replace(true) {
			true => Ok(None),
			false => Ok(Some(MemoryLock(Rc::clone(&self.locked)))),
		}
	}
}

/// The way in which a chain treats a transaction that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
	/// It is final at once.
	Now,
	/// It waits, and is final when the next transaction was sent, or the batch was asked for twice.
	Late,
}

/// A chain in memory, on which an institution anchors a root once.
#[derive(Clone)]
pub(crate) struct MemoryChain {
	pub(crate) fuse: Fuse,
	pub(crate) arrival: Arrival,
	pub(crate) batches: Rc<RefCell<BTreeMap<Root, Batch>>>,
	waiting: Rc<RefCell<Option<(Anchoring, u32)>>>,
	/// The number of transactions that were sent.
	pub(crate) sent: Rc<Cell<u32>>,
	/// What the chain says about the next transaction, instead of taking it.
	pub(crate) answer: Option<Sent>,
	pub(crate) membership: Option<Membership>,
	pub(crate) institution: Option<Institution>,
	pub(crate) type_standing: TypeStanding,
	pub(crate) grant: Option<Grant>,
	pub(crate) grant_for: Option<AccreditationId>,
	pub(crate) key: KeyStanding,
	pub(crate) allowance: Allowance,
}

pub(crate) const GENESIS: Genesis = Genesis([0x42; 32]);
pub(crate) const UNIVERSITY: InstitutionId = InstitutionId(7);
const BLOCK: Block = Block { number: 99, hash: [9; 32] };

impl MemoryChain {
	pub(crate) fn new(arrival: Arrival, fuse: Fuse) -> Self {
		Self {
			fuse,
			arrival,
			batches: Rc::default(),
			waiting: Rc::default(),
			sent: Rc::default(),
			answer: None,
			membership: Some(Membership { institution: UNIVERSITY, may_issue: true }),
			institution: Some(Institution { name: "Lindenholt".into(), is_active: true }),
			type_standing: TypeStanding::Active,
			grant: Some(Grant { holder: UNIVERSITY, in_force: true, allows: true }),
			grant_for: Some(AccreditationId(3)),
			key: KeyStanding::Good(2),
			allowance: Allowance { of_period: 100, left: 100, renewed_at: 120, as_of: 99 },
		}
	}

	fn act(&self) -> Result<(), NoAnswer> {
		match self.fuse.burn() {
			true => Ok(()),
			false => Err(NoAnswer("the node is away".into())),
		}
	}

	/// Anchors a batch, and returns whether the institution had not anchored the root before.
	pub(crate) fn include(&self, anchoring: &Anchoring) -> bool {
		let batch = Batch {
			accreditation: anchoring.accreditation,
			type_id: anchoring.type_id,
			size: anchoring.size,
			valid_until: anchoring.valid_until,
			issued_at: 1_800_000_000_000,
			is_revoked: false,
			as_of: BLOCK,
		};
		let mut batches = self.batches.borrow_mut();
		let is_new = !batches.contains_key(&anchoring.root);
		batches.entry(anchoring.root).or_insert(batch);
		is_new
	}

	fn include_waiting(&self) {
		if let Some((anchoring, _)) = self.waiting.take() {
			self.include(&anchoring);
		}
	}
}

impl Chain for MemoryChain {
	fn genesis(&self) -> Genesis {
		GENESIS
	}

	fn membership(&mut self) -> Result<Option<Membership>, NoAnswer> {
		self.act().map(|()| self.membership)
	}

	fn institution(&mut self, _: InstitutionId) -> Result<Option<Institution>, NoAnswer> {
		self.act().map(|()| self.institution.clone())
	}

	fn type_standing(&mut self, _: TypeId) -> Result<TypeStanding, NoAnswer> {
		self.act().map(|()| self.type_standing)
	}

	fn grant(&mut self, _: AccreditationId, _: TypeId) -> Result<Option<Grant>, NoAnswer> {
		self.act().map(|()| self.grant)
	}

	fn grant_for(
		&mut self,
		_: InstitutionId,
		_: TypeId,
	) -> Result<Option<AccreditationId>, NoAnswer> {
		self.act().map(|()| self.grant_for)
	}

	fn key_standing(&mut self, _: InstitutionId, _: PublicKey) -> Result<KeyStanding, NoAnswer> {
		self.act().map(|()| self.key)
	}

	fn allowance(&mut self, _: InstitutionId) -> Result<Option<Allowance>, NoAnswer> {
		self.act().map(|()| Some(self.allowance))
	}

	fn batch(&mut self, _: InstitutionId, root: Root) -> Result<Option<Batch>, NoAnswer> {
		self.act()?;
		let waited = self.waiting.borrow_mut().as_mut().map(|(_, asked)| {
			*asked += 1;
			*asked
		});
		if waited == Some(2) {
			self.include_waiting();
		}
		Ok(self.batches.borrow().get(&root).copied())
	}

	fn anchor(
		&mut self,
		anchoring: &Anchoring,
		heard: &mut dyn FnMut(&str),
	) -> Result<Sent, NoAnswer> {
		self.act()?;
		if let Some(answer) = self.answer.take() {
			return Ok(answer);
		}
		heard("sent");
		self.sent.set(self.sent.get() + 1);
		self.include_waiting();
		let is_new = match self.arrival {
			Arrival::Now => self.include(anchoring),
			Arrival::Late => {
				self.waiting.replace(Some((*anchoring, 0)));
				!self.batches.borrow().contains_key(&anchoring.root)
			},
		};
		// From here on the transaction is on its way, whatever becomes of its sender.
		if let Err(NoAnswer(reason)) = self.act() {
			return Ok(Sent::Unknown(reason));
		}
		self.include_waiting();
		Ok(if is_new { Sent::Final(BLOCK) } else { Sent::AlreadyAnchored })
	}
}
