// SPDX-License-Identifier: Apache-2.0

//! The bits of a status list, from the statuses of all credentials in it (`docs/spec/status-list.md`).

use crate::{fault::Fault, register::Register, snapshot::Snapshot};
use std::collections::BTreeMap;
use testamur_json::hex;
use testamur_primitives::{
	authority::voids,
	keys,
	limits::MAX_CHUNKS,
	register,
	state::{read_required, Grants},
	status::{Status, CHUNK_STATUSES},
	status_bits::{Bitstring, ListedStatus},
	AccreditationId, Batch, ListLabel, ListPart, ListPurpose, Moment, RecordId, StatusList,
};

/// The most pages of parts of a list.
const MAX_PAGES: usize = 100_000;

/// The bits of a list for both purposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
	/// The label.
	pub label: ListLabel,
	/// The number of places.
	pub end: u32,
	revocation: Bitstring,
	suspension: Bitstring,
}

impl List {
	/// Returns the bits for a purpose.
	#[must_use]
	pub const fn bits(&self, purpose: ListPurpose) -> &Bitstring {
		match purpose {
			ListPurpose::Revocation => &self.revocation,
			ListPurpose::Suspension => &self.suspension,
		}
	}

	/// Returns how many bits are set for a purpose.
	#[must_use]
	pub fn count(&self, purpose: ListPurpose) -> usize {
		let ones = self.bits(purpose).as_bytes().iter().map(|byte| byte.count_ones());
		usize::try_from(ones.fold(0, u32::saturating_add)).unwrap_or(usize::MAX)
	}

	fn set(&mut self, place: u32, of: ListedStatus) {
		if ListPurpose::Revocation.is_set(of) {
			self.revocation.set(place);
		}
		if ListPurpose::Suspension.is_set(of) {
			self.suspension.set(place);
		}
	}
}

/// Returns the list of a label.
///
/// # Errors
///
/// Returns why it is not proven, or that there is no such list.
pub fn list<N: Register>(snapshot: &mut Snapshot<'_, N>, label: ListLabel) -> Result<List, Fault> {
	let institution = snapshot.institution();
	cover_parts(snapshot, label)?;
	let found = snapshot.read(|state| {
		let Some(list) = StatusList::open(state, institution, label)? else { return Ok(None) };
		let parts: Result<Vec<ListPart>, _> = list.parts(0).collect();
		Ok(Some((list.end(), parts?)))
	})?;
	let (end, parts) = found.ok_or_else(|| Fault::NoList(digits(label)))?;
	let bits = Bitstring::of_places(end);
	let mut list = List { label, end, revocation: bits.clone(), suspension: bits };
	let mut void = BTreeMap::new();
	for part in &parts {
		add(snapshot, &mut list, part, &mut void)?;
	}
	Ok(list)
}

/// Returns a label in hexadecimal digits.
pub(crate) fn digits(label: ListLabel) -> String {
	let text = hex::encode(&label.0);
	text.strip_prefix("0x").map(str::to_owned).unwrap_or(text)
}

/// Covers the parts of a list and their batches, of which the node says which there are.
fn cover_parts<N: Register>(snapshot: &mut Snapshot<'_, N>, label: ListLabel) -> Result<(), Fault> {
	let (institution, block) = (snapshot.institution(), snapshot.as_of().hash);
	snapshot
		.cover(&[keys::list_end(institution, label), keys::list_part(institution, label, 0)])?;
	let mut from = 0;
	for _ in 0..MAX_PAGES {
		let page = snapshot.node().list_parts(institution, label, from, block)?;
		let wanted: Vec<_> = page
			.parts
			.iter()
			.flat_map(|(start, root)| {
				[keys::list_part(institution, label, *start), keys::batch(institution, *root)]
			})
			.collect();
		snapshot.cover(&wanted)?;
		match page.next {
			Some(next) if next > from => from = next,
			_ => break,
		}
	}
	Ok(())
}

/// Sets the bits of the credentials of a part.
fn add<N: Register>(
	snapshot: &mut Snapshot<'_, N>,
	list: &mut List,
	part: &ListPart,
	void: &mut BTreeMap<(AccreditationId, Moment), bool>,
) -> Result<(), Fault> {
	let (institution, root) = (snapshot.institution(), part.root);
	let batch = snapshot
		.read(|state| read_required::<_, Batch>(state, RecordId::Batch { institution, root }))?;
	let standing = batch.standing();
	let is_void = match void.get(&standing) {
		Some(known) => *known,
		None => {
			let (grant, since) = standing;
			let path = snapshot.read(|state| Grants::new(state).path(grant))?;
			*void.entry(standing).or_insert_with(|| voids(&path, since))
		},
	};
	let batch_is_revoked = batch.revoked.is_some();
	for (index, status) in (0..part.size).zip(statuses(snapshot, part)?) {
		let of = ListedStatus { status, batch_is_revoked, is_void };
		list.set(part.start.saturating_add(index), of);
	}
	Ok(())
}

/// Returns the statuses of the credentials of a part, and as many more as fill the last chunk.
fn statuses<N: Register>(
	snapshot: &mut Snapshot<'_, N>,
	part: &ListPart,
) -> Result<Vec<Status>, Fault> {
	let (institution, root) = (snapshot.institution(), part.root);
	let chunks: Vec<u32> = (0..part.size.div_ceil(CHUNK_STATUSES)).collect();
	let wanted: Vec<_> =
		chunks.iter().map(|chunk| keys::statuses(institution, root, *chunk)).collect();
	snapshot.cover(&wanted)?;
	let most = usize::try_from(MAX_CHUNKS).unwrap_or(usize::MAX);
	let mut statuses = Vec::new();
	for chunks in chunks.chunks(most) {
		let first = chunks.first().copied().unwrap_or_default();
		let count = u32::try_from(chunks.len()).unwrap_or(MAX_CHUNKS);
		let found =
			snapshot.read(|state| register::statuses(state, institution, root, first, count))?;
		for chunk in found.map(|found| found.chunks).unwrap_or_default() {
			// A chunk with a reserved code is damage, which was refused.
			statuses.extend((0..=u8::MAX).filter_map(|place| chunk.get(place)));
		}
	}
	Ok(statuses)
}
