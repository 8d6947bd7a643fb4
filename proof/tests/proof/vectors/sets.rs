// SPDX-License-Identifier: Apache-2.0

//! Files of hand-offs.

use super::{case::with, rows};
use crate::{
	chain::{change, header, of_chain, slot, time_of, trust, Validators, GENESIS},
	hand_offs::{hand_offs, trust_up_to, validators},
};
use codec::Encode;
use serde_json::{json, Value};
use testamur_proof::{
	bundle, header::DigestItem, Beginning, HandOff, HandOffs, Hash, KnownSet, TrustRoot,
};

/// Returns a vector.
fn case(name: &str, file: &[u8], table: bool, learnt: &TrustRoot, refusal: Option<&str>) -> Value {
	json!({
		"name": name,
		"file": bundle::text(file),
		"table": table.then_some("three"),
		"learnt": rows(learnt),
		"refusal": refusal,
	})
}

/// Returns the trust of who knows three sets, and one that was forced upon the chain in block 75.
pub(super) fn recovered() -> TrustRoot {
	let mut root = trust_up_to(3);
	let beginning = Beginning { first: 66, since: Some(time_of(66)), forced_in: Some(75) };
	root.vouch(validators(4).set(), beginning).unwrap();
	root
}

/// Returns the trust of who knows that the forced set handed over in a block.
fn handed_over(block: u32) -> TrustRoot {
	let mut rows = recovered().table().to_vec();
	(rows[4].last, rows[4].until) = (Some(block), Some(time_of(block + 1)));
	let hash = validators(5).set().hash();
	let next = KnownSet { id: 5, first: block + 1, last: None, until: None, forced_in: None, hash };
	rows.push(next);
	TrustRoot::from_table(GENESIS, rows).unwrap()
}

/// Returns vectors of hand-offs around a recovery.
fn recoveries() -> Vec<Value> {
	let at = |name, block, refusal: Option<&str>| {
		let file = HandOffs {
			first_set: 4,
			authorities: Some(validators(4).authorities()),
			hand_offs: vec![validators(4).hand_off(block, &validators(5))],
		};
		let learnt = if refusal.is_none() { handed_over(block) } else { recovered() };
		let of_three = case(name, &file.to_file(), true, &learnt, refusal);
		with(of_three, "table", json!("recovered"))
	};
	vec![
		at("the first block after a recovery", 76, None),
		at("a plan of the block of a recovery", 75, Some("forgedVoidChange")),
		at("a plan of a block before a recovery", 66, Some("forgedVoidChange")),
		at("a block of the replaced set", 65, Some("forgedOutsideSet")),
	]
}

/// Returns a vector of a file that teaches who trusts genesis no more than so many sets.
fn refused(name: &str, file: &HandOffs, learnt: u8, word: &str) -> Value {
	case(name, &file.to_file(), false, &trust_up_to(learnt), Some(word))
}

/// Returns a vector of a file that is refused by who knows three sets.
fn contradicts(name: &str, file: &HandOffs, word: &str) -> Value {
	case(name, &file.to_file(), true, &trust_up_to(3), Some(word))
}

/// Returns the first hand-off with other items in its digest, signed by set 0.
fn with_items(items: Vec<DigestItem>) -> HandOffs {
	let mut header = header(20, Hash([0xcc; 32]));
	header.digest.push(of_chain(GENESIS));
	header.digest.splice(1..1, items);
	let justification = validators(0).justify(&header);
	HandOffs { hand_offs: [HandOff { header, justification }].into(), ..hand_offs(0) }
}

/// Returns hand-offs, of which the last has another item at a place of its digest, and is signed.
fn with_item(to: u8, place: usize, item: DigestItem) -> HandOffs {
	let mut file = hand_offs(to);
	let HandOff { header, justification } = file.hand_offs.last_mut().unwrap();
	header.digest[place] = item;
	*justification = validators(to - 1).justify(header);
	file
}

/// Returns the first hand-off in a block with this in the place of its slot.
fn with_slot(slot: Vec<u8>) -> HandOffs {
	with_item(1, 0, DigestItem::PreRuntime(*b"aura", slot))
}

/// Returns vectors of blocks that do not say that they are of the chain.
fn chains() -> Vec<Value> {
	let states = |bytes: &[u8]| with_item(2, 2, DigestItem::Consensus(*b"TSTM", bytes.into()));
	let by_author = with_item(2, 2, DigestItem::PreRuntime(*b"TSTM", GENESIS.0.into()));
	vec![
		refused("another chain of the same validators", &states(&[0x33; 32]), 1, "otherChain"),
		refused("no chain", &with_item(2, 2, DigestItem::Other(vec![])), 1, "chainUnstated"),
		refused("a chain by the author of the block", &by_author, 1, "chainUnstated"),
		refused("a chain of 31 bytes", &states(&[0x9e; 31]), 1, "malformed"),
	]
}

fn accepted() -> Vec<Value> {
	let mut page = hand_offs(4);
	page.first_set = 3;
	page.authorities = Some(validators(3).authorities());
	page.hand_offs.drain(..3);
	let mut first = trust();
	first.learn_decoded(&hand_offs(1)).unwrap();
	let next = validators(1).authorities();
	let passed = DigestItem::Consensus(*b"FRNK", (3_u8, 2_u64).encode());
	let two = with_items(vec![passed, change(&next, 0), change(&validators(9).authorities(), 0)]);
	vec![
		case("none", &hand_offs(0).to_file(), false, &trust(), None),
		case("three hand-offs", &hand_offs(3).to_file(), false, &trust_up_to(3), None),
		case("a page after the table", &page.to_file(), true, &trust_up_to(4), None),
		case("what is known already", &known().to_file(), true, &trust_up_to(3), None),
		case("the first of two changes", &two.to_file(), false, &first, None),
	]
}

/// Returns all hand-offs, for those who know the hash of set 0 only.
fn known() -> HandOffs {
	HandOffs { authorities: Some(validators(0).authorities()), ..hand_offs(3) }
}

fn changes() -> Vec<Value> {
	let next = validators(1).authorities();
	let list: Vec<_> = next.iter().map(|next| (next.key, next.weight)).collect();
	let message = |bytes: Vec<u8>| DigestItem::Consensus(*b"FRNK", bytes);
	let forced = message((2_u8, 19_u32, list.clone(), 0_u32).encode());
	let longer = message((1_u8, list.clone(), 0_u32, 0_u8).encode());
	let of_aura = DigestItem::Consensus(*b"aura", (1_u8, list, 0_u32).encode());
	let now = change(&next, 0);
	let mut stolen = known();
	let thieves = Validators::new(2, 50..=53);
	stolen.hand_offs[1] = validators(1).hand_off(40, &thieves);
	let mut late = with_slot(slot(21).encode());
	late.authorities = known().authorities;
	let early = with_item(2, 0, DigestItem::PreRuntime(*b"aura", slot(20).encode()));
	vec![
		refused("no change", &with_items(vec![]), 0, "forgedNoHandOff"),
		refused("a message to another engine", &with_items(vec![of_aura]), 0, "forgedNoHandOff"),
		refused("a forced change", &with_items(vec![now, forced]), 0, "forcedChange"),
		refused("a delayed change", &with_items(vec![change(&next, 1)]), 0, "delayedChange"),
		refused("a change with a byte more", &with_items(vec![longer]), 0, "malformed"),
		refused("an unknown message", &with_items(vec![message(vec![9])]), 0, "malformed"),
		refused("a change to nobody", &with_items(vec![change(&[], 0)]), 0, "malformed"),
		contradicts("stolen keys of a former set", &stolen, "forgedKnownSet"),
		contradicts("another slot of a known hand-off", &late, "forgedKnownSet"),
		refused("a hand-off in an earlier slot than the one before", &early, 1, "forgedBeforeSet"),
		refused("no slot", &with_slot(vec![]), 0, "malformed"),
		refused("a slot beyond all time", &with_slot(vec![0xff; 8]), 0, "malformed"),
	]
}

fn files() -> Vec<Value> {
	let mut left_out = hand_offs(3);
	left_out.hand_offs.remove(1);
	let mut repeated = hand_offs(2);
	repeated.hand_offs.push(repeated.hand_offs[1].clone());
	let mut signature = hand_offs(3);
	signature.hand_offs[2].justification.votes[0].signature.0[0] ^= 1;
	let unknown = HandOffs { first_set: 9, ..hand_offs(0) };
	let others = HandOffs { authorities: Some(validators(7).authorities()), ..hand_offs(1) };
	let mut cut = hand_offs(1).to_file();
	cut.pop();
	let evidence = super::accepted::honest().1.to_bundle();
	let of_nothing = |name: &str, file: &[u8], word| case(name, file, false, &trust(), Some(word));
	vec![
		refused("a hand-off left out", &left_out, 1, "forgedSignature"),
		refused("a hand-off twice", &repeated, 2, "forgedOutsideSet"),
		refused("another bit of a signature", &signature, 2, "forgedSignature"),
		refused("a set that is not known", &unknown, 0, "unknownSet"),
		refused("authorities of others", &others, 0, "forgedAuthorities"),
		contradicts("the hash of the first set alone", &hand_offs(1), "incomplete"),
		of_nothing("a bundle", &evidence, "otherFile"),
		of_nothing("a file that is cut off", &cut, "malformed"),
	]
}

/// Returns the vectors.
pub(super) fn cases() -> Vec<Value> {
	[accepted(), recoveries(), changes(), chains(), files()].concat()
}
