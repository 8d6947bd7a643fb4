// SPDX-License-Identifier: Apache-2.0

//! The questions that are put to both builds of the verifier.

use crate::{
	chain::{
		change_header, put_system, requirements, time_of, trust, Final, Validators, GENESIS, TIME,
	},
	records::{batch, keys_for, leaf, reference, reference_in, register, set, tree, UNIVERSITY},
};
use codec::Encode;
use serde_json::{json, Value};
use testamur_json::{hex::Hash as Text, reference::References};
use testamur_primitives::{keys, CredentialReference, RevocationReason, Status};
use testamur_proof::{Evidence, HandOff, HandOffs, Hash};
use testamur_verifier::Table;

/// A question.
pub(crate) struct Case {
	pub(crate) name: &'static str,
	/// The function that is called.
	pub(crate) call: &'static str,
	/// The kind of refusal, or the argument that is wrong, or nothing for an answer.
	pub(crate) expected: &'static str,
	pub(crate) parts: Vec<Vec<u8>>,
}

/// Returns references to a revoked, a suspended and an active credential.
pub(crate) fn asked() -> [CredentialReference; 3] {
	[reference(437), reference(300), reference(3)]
}

/// Returns the block that the evidence shows.
pub(crate) fn block() -> Final {
	let mut state = register();
	set(&mut state, 437, Status::Revoked(RevocationReason::Misconduct));
	set(&mut state, 300, Status::Suspended);
	Final::new(state)
}

/// Returns the validators of a set: some stay, one is new.
fn validators(set: u8) -> Validators {
	Validators::new(set.into(), 1 + set..=4 + set)
}

/// Returns the hand-offs from set 0 to this one, in blocks 20, 40, 60 and so on.
fn hand_offs(to: u8) -> HandOffs {
	let hand_off =
		|set: u8| validators(set).hand_off(20 * (u32::from(set) + 1), &validators(set + 1));
	HandOffs { first_set: 0, authorities: None, hand_offs: (0..to).map(hand_off).collect() }
}

/// Returns honest evidence.
fn block_evidence() -> Evidence {
	let block = block();
	block.evidence(&keys_for(&block.built, &asked()), &[])
}

/// Returns evidence by another change to the honest one.
fn changed(change: impl FnOnce(&mut Evidence)) -> Vec<u8> {
	let mut evidence = block_evidence();
	change(&mut evidence);
	evidence.encode()
}

/// The number of the first document of the cohort of 1,000.
const FIRST: u32 = 5_000;

/// Returns references to the credentials of the cohort of 1,000 at these places.
pub(crate) fn of_cohort(places: impl IntoIterator<Item = u32>) -> Vec<CredentialReference> {
	let tree = tree(FIRST, 1_000);
	places.into_iter().map(|place| reference_in(&tree, FIRST, place)).collect()
}

/// Returns a question for one credential of each chunk of the cohort of 1,000, whose evidence covers
/// all of it.
fn cohort() -> Case {
	let mut state = register();
	state.put(keys::batch(UNIVERSITY, tree(FIRST, 1_000).root()), batch(1_000, 2));
	let block = Final::new(state);
	let asked = of_cohort([0, 256, 512, 999]);
	let evidence = block.evidence(&keys_for(&block.built, &asked), &[]).encode();
	question("a cohort of 1,000", "", evidence, json!(References(asked)), usual())
}

fn demands(now: u64, max_age: Option<u64>) -> Value {
	json!({ "now": now, "maxAge": max_age })
}

/// Returns a question for verdicts.
fn question(
	name: &'static str,
	expected: &'static str,
	evidence: Vec<u8>,
	references: Value,
	demands: Value,
) -> Case {
	let parts = vec![
		evidence,
		references.to_string().into_bytes(),
		demands.to_string().into_bytes(),
		trust().encode(),
	];
	Case { name, call: "verify", expected, parts }
}

/// Returns a question with the references and the requirements of an honest verifier.
fn of_evidence(name: &'static str, expected: &'static str, evidence: Vec<u8>) -> Case {
	question(name, expected, evidence, json!(References(asked().into())), usual())
}

/// Returns the requirements of the verifier of the tests.
fn usual() -> Value {
	demands(requirements().now, requirements().max_age)
}

/// Returns the questions about files in whose mark a byte was changed.
fn broken_marks() -> Vec<Case> {
	let broken = |name, place: usize| {
		let mut file = block_evidence().to_bundle();
		file[place] ^= 1;
		of_evidence(name, "otherFile", file)
	};
	let mut hand_off =
		of_evidence("hand-offs with another first byte", "otherFile", changed(|_| ()));
	let mut file = hand_offs(1).to_file();
	file[0] = 1;
	hand_off.parts.push(file);
	vec![
		broken("a bundle with another first byte", 0),
		broken("a bundle with another second byte", 1),
		broken("a bundle with another eighth byte", 7),
		hand_off,
	]
}

/// Returns all questions.
pub(crate) fn cases() -> Vec<Case> {
	let mut cases = answered();
	cases.extend(forged());
	cases.extend(refused());
	cases.extend(broken_marks());
	cases.extend(wrong());
	cases.extend(of_trust());
	cases.extend(of_tables());
	cases.extend(of_hand_offs());
	cases.extend(vouched());
	cases
}

fn answered() -> Vec<Case> {
	let honest = || changed(|_| ());
	let ask = |name, references| question(name, "", honest(), references, usual());
	let other =
		CredentialReference { institution: testamur_primitives::InstitutionId(1), ..reference(3) };
	let past = demands(TIME + 1_000_000_000, None);
	let mut later = of_evidence("after a hand-off", "", {
		let mut state = register();
		put_system(&mut state, TIME);
		let block = Final::of(validators(1), 50, state);
		block.evidence(&keys_for(&block.built, &asked()), &[]).encode()
	});
	later.parts.push(hand_offs(1).encode());
	vec![
		ask("three credentials of a cohort", json!(References(asked().into()))),
		ask("no credential", json!([])),
		ask("a credential that was never anchored", json!(References(vec![other]))),
		question("a moment of any age", "", honest(), json!(References(asked().into())), past),
		later,
		cohort(),
		of_evidence("a bundle", "", block_evidence().to_bundle()),
	]
}

fn forged() -> Vec<Case> {
	let forged = |name, change: fn(&mut Evidence)| of_evidence(name, "forged", changed(change));
	vec![
		forged("another state root", |evidence| evidence.header.state_root = Hash([1; 32])),
		forged("one vote too few", |evidence| {
			evidence.justification.votes.pop();
		}),
		forged("a vote repeated", |evidence| {
			evidence.justification.votes[2] = evidence.justification.votes[1];
		}),
		forged("a bit of a signature", |evidence| {
			evidence.justification.votes[0].signature.0[7] ^= 1;
		}),
		forged("other authorities", |evidence| {
			evidence.authorities = Some(validators(3).authorities());
		}),
		forged("a node more", |evidence| evidence.proof.push(vec![0x41, 0x05, 0x00])),
	]
}

fn refused() -> Vec<Case> {
	let honest = || changed(|_| ());
	let all = || json!(References(asked().into()));
	let mut state = register();
	put_system(&mut state, TIME);
	let mut other = state.clone();
	other.put(keys::block_hash(0), Hash([0x33; 32]));
	let mut unknown = state;
	unknown.put(keys::last_runtime_upgrade(), (codec::Compact(99_u32), "testamur"));
	let bare = |state| Final::of(validators(0), 50, state).evidence(&[], &[]).encode();
	let other_leaf = CredentialReference { leaf: leaf(9_999), ..reference(437) };
	let uncovered = json!(References(vec![other_leaf]));
	vec![
		of_evidence("another chain", "otherChain", bare(other)),
		of_evidence("another runtime", "runtimeNotUnderstood", bare(unknown)),
		of_evidence("a set that is not known", "unknownSet", changed(|it| it.set_id = 9)),
		of_evidence("nothing", "malformed", Vec::new()),
		of_evidence("another version", "unknownVersion", vec![9]),
		of_evidence("another file", "otherFile", hand_offs(1).to_file()),
		question("another credential", "incomplete", honest(), uncovered, usual()),
		question("too old", "tooOld", honest(), all(), demands(TIME + 2_000, Some(1_000))),
		question("the future", "inTheFuture", honest(), all(), demands(TIME - 60_000, None)),
	]
}

fn wrong() -> Vec<Case> {
	let honest = || changed(|_| ());
	let all = || json!(References(asked().into()));
	let references = |name, expected, change: fn(&mut Value)| {
		let mut references = all();
		change(&mut references[1]);
		question(name, expected, honest(), references, usual())
	};
	let without_age = json!({ "now": TIME });
	let fraction = json!({ "now": 1.5, "maxAge": null });
	vec![
		references("a short leaf", "references[1].leaf", |it| it["leaf"] = json!("0xab")),
		references("an index too large", "references[1].index", |it| it["index"] = json!(600)),
		references("a number as text", "references[1].size", |it| it["size"] = json!("600")),
		references("another member", "references[1]", |it| it["root"] = json!("0xab")),
		question("no list", "references", honest(), json!({}), usual()),
		question("no age", "requirements", honest(), all(), without_age),
		question("half a millisecond", "requirements", honest(), all(), fraction),
	]
}

fn of_trust() -> Vec<Case> {
	let case = |name, expected, parts| Case { name, call: "trust_root", expected, parts };
	let keys: Vec<_> = validators(0).authorities().iter().map(|it| Text(it.key)).collect();
	let pin = |extra: Value| {
		let mut pin = json!({ "genesis": Text(GENESIS.0), "authorities": keys });
		pin.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
		vec![pin.to_string().into_bytes()]
	};
	let checkpoint = |set| {
		json!({
			"setId": 0, "setHash": Text(set), "first": 1, "blockNumber": 9, "blockHash": Text([9; 32]),
			"header": "0x00", "authors": [],
		})
	};
	let nothing = json!({
		"setHash": null, "blockNumber": null, "blockHash": null, "header": null, "authors": null,
	});
	let later = |extra: Value| {
		let mut members = json!({ "setId": 7, "first": 4_000_000_000_u32 });
		members.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
		members
	};
	let [own, other] = [0, 1].map(|set| checkpoint(validators(set).set().hash().0));
	vec![
		case("the genesis block", "", pin(json!({}))),
		case("a later set", "", pin(later(json!({ "forcedIn": null })))),
		case("a forced set", "", pin(later(json!({ "forcedIn": 4_000_000_009_u32 })))),
		case("a set that was forced too early", "malformed", pin(later(json!({ "forcedIn": 1 })))),
		case("a later set of unknown beginning", "trust.forcedIn", pin(later(json!({})))),
		case("a checkpoint", "", pin(own)),
		case("a checkpoint of another set", "forged", pin(other)),
		case("a checkpoint with nothing in it", "", pin(nothing)),
		case("a header of another kind", "trust", pin(json!({ "header": {} }))),
		case("a misspelt member", "trust", pin(json!({ "setID": 7 }))),
		case("no authorities", "malformed", pin(json!({ "authorities": [] }))),
		case("a short key", "trust", pin(json!({ "authorities": ["0x00"] }))),
	]
}

/// Returns questions for the trust in a table of known sets.
fn of_tables() -> Vec<Case> {
	let mut known = trust();
	known.learn_decoded(&hand_offs(3)).unwrap();
	let case = |name, expected, change: &dyn Fn(&mut Value)| {
		let mut table = json!(Table::of(&known));
		change(&mut table);
		let parts = vec![table.to_string().into_bytes()];
		Case { name, call: "trust_table", expected, parts }
	};
	let left_out = |member: &'static str| {
		move |table: &mut Value| drop(table["sets"][1].as_object_mut().unwrap().remove(member))
	};
	vec![
		case("a table", "", &|_| ()),
		case("a table with a gap", "malformed", &|it| {
			drop(it["sets"].as_array_mut().unwrap().remove(1));
		}),
		case("a table from a later set on", "malformed", &|it| {
			drop(it["sets"].as_array_mut().unwrap().remove(0));
		}),
		case("a table of nothing", "malformed", &|it| it["sets"] = json!([])),
		case("a row without its end", "trust", &left_out("until")),
		case("a row of unknown beginning", "trust", &left_out("forcedIn")),
		case("a row with a member more", "trust", &|it| it["sets"][0]["name"] = json!("x")),
	]
}

/// Returns questions about hand-offs.
fn of_hand_offs() -> Vec<Case> {
	let case = |name, expected, parts| Case { name, call: "learn", expected, parts };
	let learn = |name, expected, file: HandOffs| {
		case(name, expected, vec![trust().encode(), file.encode()])
	};
	let of = |hand_off| HandOffs { hand_offs: vec![hand_off], ..hand_offs(0) };
	let without = HandOffs { hand_offs: hand_offs(3).hand_offs.split_off(1), ..hand_offs(0) };
	let justified = |header| HandOff { justification: validators(0).justify(&header), header };
	let next = validators(1).authorities();
	let delayed = justified(change_header(20, &next, 1));
	let mut silent = change_header(20, &next, 0);
	silent.digest.remove(2);
	vec![
		case("the same trust", "", vec![trust().encode()]),
		case("no trust", "malformed", vec![Vec::new()]),
		learn("three hand-offs", "", hand_offs(3)),
		learn("a hand-off left out", "forged", without),
		learn("a delay", "delayedChange", of(delayed)),
		learn("no chain", "chainUnstated", of(justified(silent))),
	]
}

/// Returns questions for the trust in a set after the one of genesis, for which somebody vouches.
fn vouched() -> Vec<Case> {
	let keys: Vec<_> = validators(1).authorities().iter().map(|it| Text(it.key)).collect();
	let case = |name, expected, extra: Value| {
		let mut pin = json!({
			"genesis": Text(GENESIS.0), "authorities": keys, "setId": 1, "first": 36,
			"formerUntil": time_of(36), "forcedIn": 45,
		});
		let members = pin.as_object_mut().unwrap();
		members.extend(extra.as_object().unwrap().clone());
		members.retain(|name, value| !value.is_null() || name == "forcedIn");
		let parts = vec![trust().encode(), pin.to_string().into_bytes()];
		Case { name, call: "vouch", expected, parts }
	};
	vec![
		case("a set after a recovery", "", json!({})),
		case("no end of the set before", "trust.formerUntil", json!({ "formerUntil": null })),
		case("a set with a gap before it", "unknownSet", json!({ "setId": 2 })),
		case("a set that nothing precedes", "malformed", json!({ "setId": 0, "forcedIn": null })),
		case("a set that was forced before it began", "malformed", json!({ "forcedIn": 35 })),
		case("a set that was not forced", "", json!({ "forcedIn": null })),
		case("a set of another chain", "otherChain", json!({ "genesis": Text([0x33; 32]) })),
	]
}
