// SPDX-License-Identifier: Apache-2.0

//! Tests of the log of events: it is complete, and the whole register can be rebuilt from it.

use super::*;
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok};
use pallet_event_log::{SubjectLogs, WholeLog};
use testamur_primitives::{
	hash::Software, log_tree::LogTree, Frontier, Grantor, Leaf, LogEntry, Moment, RecordId, Scope,
};

mod custody;
mod documents;
mod genesis;
mod offers;
mod rebuild;

/// An event as an auditor reads it from a block.
pub(super) struct Recorded {
	block: u32,
	time: Moment,
	/// The event as it is encoded in `System.Events`.
	event: Vec<u8>,
}

impl Recorded {
	/// Returns the leaf of the event.
	fn leaf(&self, sequence: u64) -> Leaf {
		let event = sp_io::hashing::sha2_256(&self.event);
		LogEntry { sequence, block: self.block, time: self.time, event }.leaf::<Software>()
	}

	/// Decodes the event.
	fn decode(&self) -> Event<Test> {
		match RuntimeEvent::decode(&mut self.event.as_slice()) {
			Ok(RuntimeEvent::Credentials(event)) => event,
			other => panic!("an event of the pallet, not {other:?}"),
		}
	}
}

/// The events of all blocks so far, and all that the pallet stores after them.
#[derive(Default)]
pub(super) struct Journal {
	events: Vec<Recorded>,
	entries: Entries,
}

impl Journal {
	/// Reads the events of the block, ends it and begins the next one. Checks that whatever changed in
	/// the records of an institution is in its log.
	pub(super) fn end_block(&mut self) {
		let (block, time) = (System::block_number() as u32, Credentials::now());
		let events = System::events().into_iter().map(|record| record.event);
		let before = SubjectLogs::<Test>::iter().collect::<BTreeMap<_, _>>();
		self.events.extend(
			events
				.filter(|event| matches!(event, RuntimeEvent::Credentials(_)))
				.map(|event| Recorded { block, time, event: event.encode() }),
		);
		end_block();
		let entries = entries();
		for key in changed_keys(&self.entries, &entries) {
			let grows = |id| before.get(&id) != Some(&SubjectLogs::<Test>::get(id));
			assert!(owner_of(&key).is_none_or(grows), "a change is not in the log of its owner");
		}
		self.entries = entries;
	}

	/// Returns the leaves of the whole log, and of the log of each institution.
	fn leaves(&self) -> (Vec<Leaf>, BTreeMap<InstitutionId, Vec<Leaf>>) {
		let mut logs: BTreeMap<_, Vec<_>> = BTreeMap::new();
		let numbered = (0..).zip(&self.events);
		let leaf = |(sequence, recorded): (u64, &Recorded)| {
			let leaf = recorded.leaf(sequence);
			for institution in recorded.decode().institutions() {
				logs.entry(institution).or_default().push(leaf);
			}
			leaf
		};
		(numbered.map(leaf).collect(), logs)
	}

	/// Checks that the logs have these events and no others, and that the register follows from
	/// them.
	pub(super) fn check(&self) {
		let (whole, logs) = self.leaves();
		assert_is_log_of(&WholeLog::<Test>::get(), &whole);
		let stored: BTreeMap<_, _> = SubjectLogs::<Test>::iter().collect();
		assert!(stored.keys().eq(logs.keys()));
		for (institution, leaves) in &logs {
			assert_is_log_of(&stored[institution], leaves);
		}
		assert_eq!(rebuild::register(&self.events), entries());
	}
}

/// Returns the institution whose record is stored under a key, for the maps whose keys begin with one.
fn owner_of(key: &[u8]) -> Option<InstitutionId> {
	let owned = [
		"Institutions",
		"Acts",
		"Batches",
		"Statuses",
		"Successors",
		"Holdings",
		"OpenOffers",
		"DocumentKeys",
		"DocumentKeyNumbers",
		"DocumentKeyCounts",
		"ListEnds",
		"FinalChanges",
		"ListParts",
		"CustodialChanges",
		"Reissues",
	];
	let is_owned = owned
		.iter()
		.any(|map| key.get(16..32) == Some(&sp_io::hashing::twox_128(map.as_bytes())[..]));
	// The hash of the number comes before it.
	let id = key.get(40..44).filter(|_| is_owned)?;
	InstitutionId::decode(&mut &*id).ok()
}

/// Checks that a frontier is that of the tree over these leaves.
fn assert_is_log_of(frontier: &Frontier, leaves: &[Leaf]) {
	let tree = LogTree::new(leaves);
	assert_eq!(frontier.size(), tree.size());
	assert_eq!(Some(frontier.root::<Software>()), tree.root_at(tree.size()));
}

/// Returns all that the pallet stores.
fn entries() -> Entries {
	let prefix = sp_io::hashing::twox_128(b"Credentials");
	let version = testamur_primitives::keys::storage_version();
	let mut entries = storage_under(&prefix);
	entries.remove(&version);
	entries
}

/// Returns the number of events in the log of an institution.
fn size(institution: InstitutionId) -> u64 {
	Credentials::event_log(Some(institution)).unwrap().unwrap().size()
}

/// Builds a cast that is accredited and has a batch, with the journal of what happened.
fn with_journal(test: impl FnOnce(&mut Journal)) {
	ExtBuilder::default().with_batches(&[anchor(1, 3)]).build_and_execute(|| {
		let mut journal = Journal::default();
		journal.end_block();
		test(&mut journal);
		journal.end_block();
		journal.check();
	});
}

#[test]
fn an_event_is_in_the_logs_of_those_whom_it_concerns() {
	with_journal(|journal| {
		let sizes = || [AGENCY, UNIVERSITY, COLLEGE].map(size);
		let mut before = sizes();
		let mut grows = |call: Call, by: RuntimeOrigin, expected: [u64; 3]| {
			let whole = Credentials::event_log(None).unwrap().unwrap().size();
			assert_ok!(dispatch(call, by));
			journal.end_block();
			let after = sizes();
			let growth = [0, 1, 2].map(|place: usize| after[place] - before[place]);
			assert_eq!(growth, expected);
			assert_eq!(Credentials::event_log(None).unwrap().unwrap().size(), whole + 1);
			before = after;
		};
		let suspend = Call::suspend_accreditation { accreditation: UNIVERSITY_GRANT };
		grows(suspend, signed(AGENCY_ACCREDITER), [1, 1, 0]);
		let suspend = Call::suspend_accreditation { accreditation: AGENCY_GRANT };
		grows(suspend, council(), [1, 0, 0]);
		grows(Call::set_allowance { institution: COLLEGE, allowance: 7 }, council(), [0, 0, 1]);
		grows(Call::retire_type { type_id: COURSE }, council(), [0, 1, 0]);
		let definition = Call::register_type { definition: definition() };
		grows(definition, council(), [0, 0, 0]);
		let revoke = changes(&[(0, StatusChange::Suspend), (1, StatusChange::Suspend)]);
		let call = Call::change_statuses { root: root(1), changes: revoke };
		grows(call, signed(STATUS_CLERK), [0, 1, 0]);
	});
}

#[test]
fn what_fails_is_in_no_log() {
	with_journal(|journal| {
		let whole = WholeLog::<Test>::get();
		let (accreditation, type_id) = (UNIVERSITY_GRANT, COURSE);
		// The first two are anchored before the third fails.
		let anchors = vec![anchor(2, 1), anchor(3, 1), anchor(1, 3)].try_into().unwrap();
		let call = Call::anchor_many { accreditation, type_id, anchors };
		let result = dispatch(call, signed(REGISTRAR));
		assert_noop!(result, Error::<Test>::AlreadyAnchored { position: 2 });
		journal.end_block();
		assert_eq!(WholeLog::<Test>::get(), whole);
	});
}

#[test]
fn a_call_of_256_batches_has_256_leaves() {
	with_journal(|journal| {
		let before = size(UNIVERSITY);
		let anchor = |n: u32| testamur_primitives::records::Anchor {
			root: testamur_primitives::Root(sp_io::hashing::blake2_256(&n.encode())),
			..anchor(1, 1)
		};
		let anchors = (0..256).map(anchor).collect::<Vec<_>>().try_into().unwrap();
		let (accreditation, type_id) = (UNIVERSITY_GRANT, COURSE);
		let call = Call::anchor_many { accreditation, type_id, anchors };
		assert_ok!(dispatch(call, signed(REGISTRAR)));
		journal.end_block();
		assert_eq!(size(UNIVERSITY), before + 256);
	});
}

#[test]
fn an_event_left_out_changed_or_moved_is_noticed() {
	with_journal(|journal| {
		let root = || Credentials::event_log(None).unwrap().unwrap().root::<Software>();
		let rebuilt = |events: &[Recorded]| {
			let leaves: Vec<_> =
				(0..).zip(events).map(|(sequence, event)| event.leaf(sequence)).collect();
			LogTree::new(&leaves).root_at(leaves.len() as u64).unwrap()
		};
		assert_eq!(rebuilt(&journal.events), root());
		for place in 0..journal.events.len() {
			let event = journal.events.remove(place);
			assert_ne!(rebuilt(&journal.events), root(), "left out");
			let Recorded { block, time, event: bytes } = event;
			let mut changed = bytes.clone();
			*changed.last_mut().unwrap() ^= 1;
			for (block, time, event) in [
				(block, time, changed),
				(block + 1, time, bytes.clone()),
				(block, time + 1, bytes.clone()),
			] {
				journal.events.insert(place, Recorded { block, time, event });
				assert_ne!(rebuilt(&journal.events), root(), "changed");
				journal.events.remove(place);
			}
			journal.events.insert(place, Recorded { block, time, event: bytes });
		}
		journal.events.swap(3, 4);
		assert_ne!(rebuilt(&journal.events), root(), "moved");
		journal.events.swap(3, 4);
	});
}

#[test]
fn logs_of_nobody_are_told_from_empty_and_damaged_ones() {
	ExtBuilder::default().build().execute_with(|| {
		assert_eq!(Credentials::event_log(None), Ok(Some(Frontier::default())));
		assert_eq!(Credentials::event_log(Some(AGENCY)), Ok(None));
	});
	ExtBuilder::default().with_cast().build().execute_with(|| {
		end_block();
		assert_eq!(size(AGENCY), 2, "registered, and an operator added");
		let nobody = InstitutionId(77);
		assert_eq!(Credentials::event_log(Some(nobody)), Ok(None));
		SubjectLogs::<Test>::insert(nobody, SubjectLogs::<Test>::get(AGENCY));
		let damage = RecordId::Institution(nobody).missing();
		assert_eq!(Credentials::event_log(Some(nobody)), Err(damage.into()));
		let log = SubjectLogs::<Test>::take(AGENCY);
		let damage = RecordId::InstitutionLog(AGENCY);
		assert_eq!(Credentials::event_log(Some(AGENCY)), Err(damage.missing().into()));
		let key = SubjectLogs::<Test>::hashed_key_for(AGENCY);
		let peaks = [log.encode(), vec![0]].concat();
		for bytes in [vec![1], peaks, (2u64, log.peaks().repeat(2)).encode()] {
			frame_support::storage::unhashed::put_raw(&key, &bytes);
			assert_eq!(Credentials::event_log(Some(AGENCY)), Err(damage.malformed().into()));
		}
		frame_support::storage::unhashed::put_raw(&WholeLog::<Test>::hashed_key(), &[7]);
		let damage = RecordId::WholeLog;
		assert_eq!(Credentials::event_log(None), Err(damage.malformed().into()));
		WholeLog::<Test>::kill();
		assert_eq!(Credentials::event_log(None), Err(damage.missing().into()));
	});
}

/// Checks the parties of an offer by an institution: the holder and the grantor.
#[test]
fn an_offer_concerns_both_parties() {
	let event = Event::<Test>::AccreditationOffered {
		accreditation: UNIVERSITY_GRANT,
		holder: UNIVERSITY,
		grantor: BY_AGENCY,
		terms: terms(Scope::Any, true, 0),
		by: crate::Actor::Account(AGENCY_ADMIN),
	};
	assert_eq!(event.institutions().into_inner(), [UNIVERSITY, AGENCY]);
	let event = Event::<Test>::AccreditationAccepted {
		accreditation: AGENCY_GRANT,
		by: AGENCY_ADMIN,
		holder: AGENCY,
		grantor: Grantor::Council,
	};
	assert_eq!(event.institutions().into_inner(), [AGENCY]);
}
