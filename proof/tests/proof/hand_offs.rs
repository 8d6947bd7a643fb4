// SPDX-License-Identifier: Apache-2.0

//! Tests of the trust root, of the table of known sets, and of hand-offs from one set to the next.

use crate::chain::{change, change_header, of_chain, slot, time_of, trust, Validators, GENESIS};
use codec::Encode;
use testamur_proof::{
	header::{DigestItem, SLOT_DURATION},
	limits::MAX_KNOWN_SETS,
	refusal::{Gap, Part},
	Beginning, Forgery, HandOff, HandOffs, Hash, KnownSet, Refusal, TrustRoot,
};

/// Returns the validators of a set: some stay, one is new.
pub(crate) fn validators(set: u8) -> Validators {
	Validators::new(set.into(), 1 + set..=4 + set)
}

/// Returns the hand-offs from set 0 to this one, in blocks 20, 40, 60 and so on.
pub(crate) fn hand_offs(to: u8) -> HandOffs {
	let hand_off =
		|set: u8| validators(set).hand_off(20 * (u32::from(set) + 1), &validators(set + 1));
	HandOffs { first_set: 0, authorities: None, hand_offs: (0..to).map(hand_off).collect() }
}

/// Returns the trust of a verifier that has followed the hand-offs to a set.
pub(crate) fn trust_up_to(set: u8) -> TrustRoot {
	let mut root = trust();
	root.learn(&hand_offs(set).encode()).unwrap();
	root
}

fn row(set: u8, first: u32, last: Option<u32>) -> KnownSet {
	let until = last.map(|last| time_of(last + 1));
	let hash = validators(set).set().hash();
	KnownSet { id: set.into(), first, last, until, forced_in: None, hash }
}

fn table() -> Vec<KnownSet> {
	[row(0, 1, Some(20)), row(1, 21, Some(40)), row(2, 41, Some(60)), row(3, 61, None)].into()
}

#[test]
fn hand_offs_lead_from_genesis_to_the_present_set() {
	let mut root = trust();
	assert_eq!(root.table(), [row(0, 1, None)]);
	assert_eq!(root.learn(&hand_offs(3).encode()), Ok(3));
	assert_eq!(root.table(), table());
	assert_eq!(root.set(3), Some(&validators(3).set()));
	// What is known already adds nothing, and a page in the middle neither.
	assert_eq!(root.learn(&hand_offs(3).encode()), Ok(0));
	let mut page = hand_offs(4);
	page.first_set = 2;
	page.hand_offs.drain(..2);
	assert_eq!(root.learn(&page.encode()), Ok(1));
	assert_eq!(root.table().len(), 5);
	assert_eq!(HandOffs::decode(&page.encode()), Ok(page));
}

#[test]
fn whoever_knows_hashes_only_needs_the_authorities_of_the_first_set() {
	let mut root = TrustRoot::from_table(GENESIS, table()).unwrap();
	let mut page = hand_offs(4);
	page.first_set = 3;
	page.hand_offs.drain(..3);
	assert_eq!(root.learn(&page.encode()), Err(Gap::Authorities(3).into()));
	page.authorities = Some(validators(2).authorities());
	assert_eq!(root.learn(&page.encode()), Err(Forgery::Authorities { set: 3 }.into()));
	page.authorities = Some(validators(3).authorities());
	assert_eq!(root.learn(&page.encode()), Ok(1));
	page.first_set = 9;
	assert_eq!(root.learn(&page.encode()), Err(Refusal::UnknownSet { id: 9 }));
}

#[test]
fn a_pinned_set_leads_on_and_not_back() {
	let beginning = Beginning { first: 45, since: None, forced_in: None };
	let mut root = TrustRoot::pinned(GENESIS, validators(2).set(), beginning).unwrap();
	let mut page = hand_offs(3);
	assert_eq!(root.learn(&page.encode()), Err(Refusal::UnknownSet { id: 0 }));
	page.first_set = 2;
	page.hand_offs.drain(..2);
	assert_eq!(root.learn(&page.encode()), Ok(1));
	assert_eq!(root.table(), [row(2, 45, Some(60)), row(3, 61, None)]);
}

#[test]
fn what_is_known_is_known_for_good() {
	let mut root = trust_up_to(3);
	// Other sets that the former validators sign, also in the very blocks of the hand-offs.
	let thieves = Validators::new(2, 50..=53);
	let stolen = |block| HandOffs {
		hand_offs: [hand_offs(1).hand_offs[0].clone(), validators(1).hand_off(block, &thieves)]
			.into(),
		..hand_offs(0)
	};
	for block in [22, 30, 39, 40] {
		let refusal = root.learn(&stolen(block).encode()).unwrap_err();
		assert_eq!(refusal, Forgery::KnownSet { set: 2 }.into(), "{block}");
	}
	let beyond = Forgery::OutsideSet { block: 41, set: 1 };
	assert_eq!(root.learn(&stolen(41).encode()), Err(beyond.into()));
	assert_eq!(root, trust_up_to(3));
	// The true authorities in another block are refused as well.
	let early =
		HandOffs { hand_offs: [validators(0).hand_off(19, &validators(1))].into(), ..hand_offs(0) };
	assert_eq!(root.learn(&early.encode()), Err(Forgery::KnownSet { set: 1 }.into()));
	// A table may end with a set that has handed over to one that it does not have.
	let mut closed = table();
	(closed[3].last, closed[3].until) = (Some(80), Some(time_of(81)));
	let mut root = TrustRoot::from_table(GENESIS, closed).unwrap();
	let mut page = HandOffs {
		first_set: 3,
		authorities: Some(validators(3).authorities()),
		hand_offs: [validators(3).hand_off(79, &validators(4))].into(),
	};
	assert_eq!(root.learn(&page.encode()), Err(Forgery::KnownSet { set: 4 }.into()));
	page.hand_offs = [validators(3).hand_off(80, &validators(4))].into();
	assert_eq!(root.learn(&page.encode()), Ok(1));
}

/// Checks that a hand-off in another slot, and one without a slot, is not the one that is known.
#[test]
fn a_hand_off_is_known_by_its_slot_as_well() {
	let in_slot = |slot: Vec<u8>| {
		let mut page = hand_offs(1);
		let HandOff { header, justification } = &mut page.hand_offs[0];
		header.digest[0] = DigestItem::PreRuntime(*b"aura", slot);
		*justification = validators(0).justify(header);
		page.encode()
	};
	let mut root = trust_up_to(3);
	assert_eq!(root.learn(&in_slot(slot(20).encode())), Ok(0));
	let other = Forgery::KnownSet { set: 1 };
	assert_eq!(root.learn(&in_slot(slot(21).encode())), Err(other.into()));
	assert_eq!(trust().learn(&in_slot(slot(21).encode())), Ok(1));
	// Without a slot nobody could tell later which moments are after the hand-off.
	for slot in [vec![], vec![0; 7], vec![0; 9], vec![0xff; 8], (u64::MAX / 3_000).encode()] {
		let page = in_slot(slot);
		for mut root in [trust(), trust_up_to(3)] {
			let before = root.clone();
			assert_eq!(root.learn(&page), Err(Refusal::Malformed(Part::HandOffs)));
			assert_eq!(root, before);
		}
	}
}

/// Checks that slots ascend with the numbers of the blocks.
#[test]
fn no_set_hands_over_before_it_began() {
	let in_slot = |slot: u64| {
		let mut page = hand_offs(2);
		let HandOff { header, justification } = &mut page.hand_offs[1];
		header.digest[0] = DigestItem::PreRuntime(*b"aura", slot.encode());
		*justification = validators(1).justify(header);
		trust().learn(&page.encode())
	};
	assert_eq!(in_slot(slot(21)), Ok(2));
	for slot in [slot(20), slot(3), 0] {
		let time = (slot + 1) * SLOT_DURATION;
		assert_eq!(in_slot(slot), Err(Forgery::BeforeSet { time, set: 1 }.into()));
	}
}

#[test]
fn what_precedes_a_refused_hand_off_is_learnt() {
	let mut page = hand_offs(3);
	page.hand_offs[2].justification.votes[0].signature.0[0] ^= 1;
	let mut root = trust();
	assert_eq!(root.learn(&page.encode()), Err(Forgery::Signature { voter: 0 }.into()));
	assert_eq!(root, trust_up_to(2));
}

/// Returns the refusal of a block of set 0 with these items in its digest.
fn refusal_of(items: Vec<DigestItem>) -> Result<usize, Refusal> {
	let mut header = crate::chain::header(20, Hash([0xcc; 32]));
	header.digest.push(of_chain(GENESIS));
	header.digest.splice(1..1, items);
	let justification = validators(0).justify(&header);
	let page = HandOffs { hand_offs: [HandOff { header, justification }].into(), ..hand_offs(0) };
	trust().learn(&page.encode())
}

/// Checks that the block itself says of which chain it is, since votes do not.
#[test]
fn a_hand_off_says_of_which_chain_it_is() {
	let next = change(&validators(1).authorities(), 0);
	let with = |items: &[&DigestItem]| {
		let mut header = crate::chain::header(20, Hash([0xcc; 32]));
		header.digest.splice(1..1, items.iter().copied().cloned());
		let justification = validators(0).justify(&header);
		HandOff { header, justification }.check(&validators(0).set(), GENESIS)
	};
	let other = Hash([0x33; 32]);
	let (here, there) = (of_chain(GENESIS), of_chain(other));
	let refused = Refusal::OtherChain { found: other, trusted: GENESIS };
	assert_eq!(with(&[&next, &here]), Ok(validators(1).set()));
	assert_eq!(with(&[&here, &next]), Ok(validators(1).set()));
	assert_eq!(with(&[&next, &there]), Err(refused.clone()));
	assert_eq!(with(&[&next]), Err(Refusal::ChainUnstated { block: 20 }));
	// The first statement counts.
	assert_eq!(with(&[&next, &here, &there]), Ok(validators(1).set()));
	assert_eq!(with(&[&there, &next, &here]), Err(refused));
	// Only a message of the runtime states it.
	let by_others = [
		DigestItem::PreRuntime(*b"TSTM", GENESIS.0.to_vec()),
		DigestItem::Seal(*b"TSTM", GENESIS.0.to_vec()),
		DigestItem::Consensus(*b"TSTm", GENESIS.0.to_vec()),
		DigestItem::Other(GENESIS.0.to_vec()),
	];
	for item in &by_others {
		assert_eq!(with(&[&next, item]), Err(Refusal::ChainUnstated { block: 20 }));
	}
	for length in [0, 31, 33] {
		let item = DigestItem::Consensus(*b"TSTM", vec![0x9e; length]);
		assert_eq!(with(&[&next, &item]), Err(Refusal::Malformed(Part::Header)));
	}
	// A block that changes nothing hands over to nobody, whatever it says.
	assert_eq!(with(&[&here]), Err(Forgery::NoHandOff { block: 20 }.into()));
}

fn message(bytes: impl Encode) -> DigestItem {
	DigestItem::Consensus(*b"FRNK", bytes.encode())
}

#[test]
fn only_changes_without_a_delay_are_followed() {
	let next = validators(1).authorities();
	let other = validators(5).authorities();
	let list: Vec<_> = next.iter().map(|next| (next.key, next.weight)).collect();
	let now = change(&next, 0);
	let forced = message((2_u8, 19_u32, list.clone(), 0_u32));
	assert_eq!(refusal_of(vec![now.clone()]), Ok(1));
	assert_eq!(refusal_of(vec![]), Err(Forgery::NoHandOff { block: 20 }.into()));
	assert_eq!(refusal_of(vec![change(&next, 1)]), Err(Refusal::DelayedChange { block: 20 }));
	// A forced change counts, wherever it stands.
	let force = Err(Refusal::ForcedChange { block: 20 });
	assert_eq!(refusal_of(vec![forced.clone()]), force);
	assert_eq!(refusal_of(vec![now.clone(), forced]), force);
	// The first change counts: with the second one, the block would hand over to others.
	let mut root = trust();
	let mut header = change_header(20, &next, 0);
	header.digest.insert(2, change(&other, 0));
	let justification = validators(0).justify(&header);
	let page = HandOffs { hand_offs: [HandOff { header, justification }].into(), ..hand_offs(0) };
	assert_eq!(root.learn(&page.encode()), Ok(1));
	assert_eq!(root.set(1), Some(&validators(1).set()));
	// Validators that were disabled, pauses, and messages to others say nothing.
	let passed = [message((3_u8, 2_u64)), message((4_u8, 5_u32)), message((5_u8, 5_u32))];
	for item in passed {
		assert_eq!(refusal_of(vec![item.clone()]), Err(Forgery::NoHandOff { block: 20 }.into()));
		assert_eq!(refusal_of(vec![item, now.clone()]), Ok(1));
	}
	let of_aura = DigestItem::Consensus(*b"aura", (1_u8, list.clone(), 0_u32).encode());
	assert_eq!(refusal_of(vec![of_aura]), Err(Forgery::NoHandOff { block: 20 }.into()));
	// Messages that do not decode to their last byte.
	let longer = message((1_u8, list, 0_u32, 0_u8));
	for item in [longer, message(9_u8), message(()), message((3_u8, 2_u32))] {
		assert_eq!(refusal_of(vec![item]), Err(Refusal::Malformed(Part::Change)));
	}
	let nobody: Vec<([u8; 32], u64)> = Vec::new();
	let malformed = Err(Refusal::Malformed(Part::Authorities));
	assert_eq!(refusal_of(vec![message((1_u8, nobody, 0_u32))]), malformed);
}

#[test]
fn a_table_must_be_without_gaps() {
	let refused = |change: &dyn Fn(&mut Vec<KnownSet>)| {
		let mut rows = table();
		change(&mut rows);
		assert_eq!(TrustRoot::from_table(GENESIS, rows), Err(Refusal::Malformed(Part::TrustRoot)));
	};
	refused(&|rows| rows.clear());
	refused(&|rows| rows[0].first = 0);
	refused(&|rows| {
		rows.remove(1);
	});
	refused(&|rows| rows.swap(0, 1));
	refused(&|rows| rows[1].last = None);
	refused(&|rows| rows[3].until = Some(u64::MAX));
	// Without the end of a former set, its stolen keys would look like those of the present one.
	refused(&|rows| rows[1].until = None);
	refused(&|rows| rows[3].last = Some(80));
	refused(&|rows| rows[1].until = rows[0].until);
	refused(&|rows| rows[1].until = Some(1));
	refused(&|rows| rows[1].last = Some(41));
	refused(&|rows| rows[1].first = 20);
	refused(&|rows| rows[3].last = Some(59));
	refused(&|rows| rows[2].id = 1);
	refused(&|rows| rows[0].forced_in = Some(1));
	refused(&|rows| rows[2].forced_in = Some(40));
	// The first set begins with the first block after genesis.
	refused(&|rows| rows[0].first = 2);
}

/// Checks the table after a recovery from a set that could never vote.
#[test]
fn a_set_that_finalized_no_block_has_a_row() {
	let forced = KnownSet { forced_in: Some(50), ..row(3, 41, Some(60)) };
	let rows = [row(0, 1, Some(20)), row(1, 21, Some(40)), row(2, 41, Some(40)), forced];
	let mut root = TrustRoot::from_table(GENESIS, rows.to_vec()).unwrap();
	assert_eq!(TrustRoot::decode(&root.encode()).unwrap().table(), rows);
	// It ends with the set before it.
	let mut later = rows.to_vec();
	later[2].until = rows[3].until;
	assert_eq!(TrustRoot::from_table(GENESIS, later), Err(Refusal::Malformed(Part::TrustRoot)));
	// It could hand over to none.
	let mut handed = rows.to_vec();
	handed[3].forced_in = None;
	assert_eq!(TrustRoot::from_table(GENESIS, handed), Err(Refusal::Malformed(Part::TrustRoot)));
	let hand_over = |set: u8, block| HandOffs {
		first_set: set.into(),
		authorities: Some(validators(set).authorities()),
		hand_offs: vec![validators(set).hand_off(block, &validators(set + 1))],
	};
	let outside = |block, set| Err(Forgery::OutsideSet { block, set }.into());
	assert_eq!(root.learn(&hand_over(2, 41).encode()), outside(41, 2));
	assert_eq!(root.learn(&hand_over(2, 40).encode()), outside(40, 2));
	assert_eq!(root.learn(&hand_over(3, 60).encode()), Ok(1));
}

#[test]
fn a_full_table_can_be_stored() {
	let rows: Vec<_> = (0..MAX_KNOWN_SETS)
		.map(|place| KnownSet {
			id: u64::MAX - u64::from(MAX_KNOWN_SETS - place),
			first: u32::MAX - MAX_KNOWN_SETS + place,
			last: Some(u32::MAX - MAX_KNOWN_SETS + place),
			until: Some(u64::MAX - u64::from(MAX_KNOWN_SETS - place)),
			forced_in: Some(u32::MAX),
			hash: GENESIS,
		})
		.collect();
	let root = TrustRoot::from_table(GENESIS, rows).unwrap();
	assert_eq!(TrustRoot::decode(&root.encode()), Ok(root));
}

#[test]
fn a_trust_root_survives_its_storage() {
	for set in 0..4 {
		let root = trust_up_to(set);
		let stored = root.encode();
		let read = TrustRoot::decode(&stored).unwrap();
		assert_eq!(read.table(), root.table());
		assert_eq!(read.genesis(), GENESIS);
		// Of the newest set the authorities are known, of the others the hashes.
		assert_eq!(read.set(set.into()), root.set(set.into()));
		assert_eq!(read.encode(), stored);
		let mut longer = stored.clone();
		longer.push(0);
		assert_eq!(TrustRoot::decode(&longer), Err(Refusal::Malformed(Part::TrustRoot)));
	}
	let table_only = TrustRoot::from_table(GENESIS, table()).unwrap();
	assert_eq!(TrustRoot::decode(&table_only.encode()), Ok(table_only));
	assert_eq!(TrustRoot::decode(&[2]), Err(Refusal::UnknownVersion(2)));
}

#[test]
fn authorities_are_those_of_the_storage_of_grandpa() {
	let set = validators(3).set();
	let stored: Vec<_> = set.authorities().iter().map(|one| (one.key, one.weight)).collect();
	let read = testamur_proof::AuthoritySet::from_storage(3, &stored.encode());
	assert_eq!(read, Ok(set.clone()));
	assert_eq!(set.hash(), Hash::of(&(3_u64, stored).encode()));
}
