// SPDX-License-Identifier: Apache-2.0

//! Files that are refused without being forged.

use super::{
	accepted::{block, honest, honest_keys},
	case::{refused, refused_text, with},
};
use crate::{
	chain::{put_system, system_keys, time_of, Final, Validators, TIME},
	hand_offs::{hand_offs, validators},
	records::register,
	state::State,
};
use codec::{Compact, Encode};
use serde_json::{json, Value};
use testamur_primitives::keys;
use testamur_proof::{bundle, header::DigestItem, Evidence, Hash};

/// Returns a file with a mark and this content.
fn marked(content: &[u8]) -> Vec<u8> {
	[&bundle::BUNDLE.mark[..], content].concat()
}

/// Returns the honest file with other bytes at a place.
fn changed(change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
	let mut file = honest().1.to_bundle();
	change(&mut file);
	file
}

/// Returns the bundle of a state in which something was changed.
fn of_state(change: impl FnOnce(&mut State)) -> Vec<u8> {
	let mut state = register();
	put_system(&mut state, TIME);
	change(&mut state);
	let block = Final::of(Validators::new(0, 1..=4), 50, state);
	block.evidence(&[], &[]).to_bundle()
}

/// Returns vectors of files that do not decode, or of another kind.
fn forms() -> Vec<Value> {
	let file = honest().1.to_bundle();
	let text = bundle::text(&file);
	let after_mark = bundle::BUNDLE.mark.len();
	vec![
		refused("an empty file", &[], "otherFile"),
		refused("half of a mark", &file[..4], "otherFile"),
		refused("another first byte", &changed(|file| file[0] ^= 1), "otherFile"),
		refused("a file of hand-offs", &hand_offs(1).to_file(), "otherFile"),
		refused("evidence without a mark", &file[after_mark..], "otherFile"),
		refused("a mark alone", &marked(&[]), "malformed"),
		refused("version 0", &changed(|file| file[after_mark] = 0), "unknownVersion"),
		refused("version 2", &changed(|file| file[after_mark] = 2), "unknownVersion"),
		refused("a file that is cut off", &file[..file.len() - 1], "malformed"),
		refused("a byte more", &changed(|file| file.push(0)), "malformed"),
		refused(
			"a set number that could be shorter",
			&changed(|file| drop(file.splice(9..10, [1, 0]))),
			"malformed",
		),
		refused(
			"a set number of nine bytes",
			&changed(|file| drop(file.splice(9..10, [0x17, 1, 1, 1, 1, 1, 1, 1, 1, 1]))),
			"malformed",
		),
		refused("an option that is neither", &changed(|file| file[10] = 2), "malformed"),
		refused_text("a text without its first letter", &text[1..], "malformed"),
		refused_text("a text with padding", &format!("{text}="), "malformed"),
		refused_text("a text with white space", &format!("{text}\n"), "malformed"),
		refused_text("a text of another base", &text.replacen('u', "m", 1), "malformed"),
		refused_text("unused bits", "uiVRNUkINChp", "malformed"),
	]
}

/// Returns the content of evidence up to a list that announces more than it may have.
fn too_long(part: &str) -> Vec<u8> {
	let (_, Evidence { header, justification, .. }) = honest();
	let begin = (1_u8, Compact(0_u64), 0_u8).encode();
	let head = (header.parent, Compact(header.number), header.state_root, header.extrinsics_root);
	let many = |count: u32| Compact(count).encode();
	let votes = (Compact(justification.round), &justification.votes).encode();
	let content = match part {
		"authorities" => [vec![1, 0, 1], many(1_025)].concat(),
		"digest" => [begin, head.encode(), many(65)].concat(),
		"votes" => [begin, header.encode(), vec![28], many(1_025)].concat(),
		"later" => [begin, header.encode(), votes, many(1_025)].concat(),
		"ancestry" => [begin, header.encode(), votes, vec![0], many(257)].concat(),
		_ => [begin, header.encode(), justification.encode(), many(8_193)].concat(),
	};
	marked(&content)
}

/// Returns the honest evidence with other items of its proof.
fn proof(change: impl FnOnce(&mut Vec<Vec<u8>>)) -> Vec<u8> {
	let (_, mut evidence) = honest();
	change(&mut evidence.proof);
	evidence.to_bundle()
}

/// Returns vectors of content that no verifier can read.
fn contents() -> Vec<Value> {
	let list = |part| refused(&format!("too many: {part}"), &too_long(part), "tooLarge");
	let mut vectors: Vec<_> = ["authorities", "digest", "votes", "later", "ancestry", "items"]
		.map(list)
		.into();
	let unordered = {
		let (_, mut evidence) = honest();
		evidence.justification.votes.reverse();
		evidence.to_bundle()
	};
	let other_item = {
		let (_, mut evidence) = honest();
		evidence.header.digest = vec![DigestItem::Other(vec![1, 2])];
		let mut file = evidence.to_bundle();
		let place = file.windows(4).position(|part| part == [0, 8, 1, 2]).unwrap();
		file[place] = 7;
		file
	};
	let deep = |items: &mut Vec<Vec<u8>>| *items = vec![vec![0x80, 1, 0, 0]; 200];
	vectors.extend([
		refused("votes that do not ascend", &unordered, "malformed"),
		refused("an unknown item of a digest", &other_item, "malformed"),
		refused("a proof of nothing", &proof(Vec::clear), "malformed"),
		refused("a proof without its end", &proof(|items| drop(items.pop())), "malformed"),
		refused("a proof that is too deep", &proof(deep), "malformed"),
		refused("an item of no bytes", &proof(|items| items[0].clear()), "malformed"),
		refused("an empty trie", &proof(|items| *items = vec![vec![0]]), "malformed"),
	]);
	vectors
}

/// Returns the vectors of moments that are not wanted, and of those that cannot be read.
fn moments() -> Vec<Value> {
	let old = refused("older than wanted", &honest().1.to_bundle(), "tooOld");
	let ahead = refused("in the future", &honest().1.to_bundle(), "inTheFuture");
	let upgrade = |version: u32, name: &'static str, layout: u16| {
		of_state(move |state| {
			state.put(keys::last_runtime_upgrade(), (Compact(version), name));
			state.put(keys::storage_version(), layout);
		})
	};
	let no_text = of_state(|state| {
		state.put(keys::last_runtime_upgrade(), (Compact(2_u32), &b"testamu\xff"[..]));
	});
	let replaces = {
		let block = block(|_| ());
		let mut evidence = block.evidence(&[], &[]);
		evidence.header.digest.push(DigestItem::RuntimeEnvironmentUpdated);
		evidence.justification = block.validators.justify(&evidence.header);
		evidence.to_bundle()
	};
	let without = |key: Vec<u8>| of_state(move |state| drop(state.0.remove(&key)));
	vec![
		with(old, "now", json!(TIME + 3_600_001)),
		with(ahead, "now", json!(TIME - 30_001)),
		refused("a later runtime", &upgrade(3, "testamur", 2), "runtimeNotUnderstood"),
		refused("another runtime", &upgrade(2, "other", 2), "runtimeNotUnderstood"),
		refused("a later layout", &upgrade(2, "testamur", 3), "runtimeNotUnderstood"),
		refused("the runtime before version 1", &upgrade(1, "testamur", 1), "runtimeNotUnderstood"),
		refused("a runtime whose name is no text", &no_text, "runtimeNotUnderstood"),
		refused("a migration", &upgrade(2, "testamur", 1), "upgradePending"),
		refused("a block that replaces the runtime", &replaces, "upgradePending"),
		refused("no time", &without(keys::now()), "damaged"),
		refused("a time of 0", &of_state(|state| state.put(keys::now(), 0_u64)), "damaged"),
		refused("a short time", &of_state(|state| state.put(keys::now(), 1_u32)), "damaged"),
		refused("no runtime", &without(keys::last_runtime_upgrade()), "damaged"),
		refused("no layout", &without(keys::storage_version()), "damaged"),
	]
}

/// Returns vectors of evidence that lacks something, and of other chains and sets.
fn gaps() -> Vec<Value> {
	let (block, evidence) = honest();
	let without = |key: Vec<u8>| {
		let mut keys = honest_keys(&block);
		keys.retain(|one| *one != key);
		Evidence { proof: block.built.prove(&keys, &[]), ..evidence.clone() }.to_bundle()
	};
	let genesis = keys::block_hash(0);
	let other = Hash([0x77; 32]);
	let of_set = |set: u8| {
		let mut state = register();
		put_system(&mut state, time_of(70));
		Final::of(validators(set), 70, state).evidence(&[], &[]).to_bundle()
	};
	let bare =
		with(refused("the hash of a set alone", &of_set(3), "incomplete"), "table", json!("three"));
	let unknown =
		with(refused("a set after the table", &of_set(4), "unknownSet"), "table", json!("three"));
	let other_chain = of_state(|state| state.put(keys::block_hash(0), other));
	let short = of_state(|state| state.put(keys::block_hash(0), [1_u8; 31]));
	assert_eq!(system_keys().len(), 4);
	vec![
		refused("no proof of the first block", &without(genesis.clone()), "incomplete"),
		refused(
			"no hash of the first block",
			&of_state(|state| drop(state.0.remove(&genesis))),
			"incomplete",
		),
		refused("a short hash of the first block", &short, "incomplete"),
		refused("no proof of the time", &without(keys::now()), "incomplete"),
		refused("another chain of the same validators", &other_chain, "otherChain"),
		refused("a set that is not known", &of_set(1), "unknownSet"),
		bare,
		unknown,
	]
}

/// Returns the vectors.
pub(super) fn cases() -> Vec<Value> {
	[forms(), contents(), moments(), gaps()].concat()
}
