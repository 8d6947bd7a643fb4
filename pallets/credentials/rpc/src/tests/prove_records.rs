// SPDX-License-Identifier: Apache-2.0

//! Tests of evidence of what the register says about single records.

use super::{
	mock::{Node, State},
	native::{COURSE, GRANT, LEAF, UNIVERSITY},
	prove::bytes,
	voters::{any_age, register, trust, Chain, Voters},
};
use codec::Encode;
use serde_json::{json, Value};
use sp_core::H256;
use testamur_primitives::{
	frontier::Frontier, hash::Software, keys, AccreditationId, InstitutionId, Leaf, ListLabel,
	Root, TypeId,
};
use testamur_proof::{check, Proven, Refusal};

const LABEL: ListLabel = ListLabel([8; 16]);
const LABEL_TEXT: &str = "0x08080808080808080808080808080808";

fn log() -> Frontier {
	let mut log = Frontier::default();
	(0..5).for_each(|n| log.push::<Software>(Leaf([n; 32])).unwrap());
	log
}

/// Returns a state with one record of each kind that a question is about.
fn whole_register(_: u32) -> State {
	let mut state = register();
	state.insert(keys::holding(UNIVERSITY, u64::MAX, GRANT), ().encode());
	state.insert(keys::list_end(UNIVERSITY, LABEL), 1_u32.encode());
	state.insert(keys::list_part(UNIVERSITY, LABEL, 0), Root(LEAF.0).encode());
	state.insert(keys::whole_log(), log().encode());
	state.insert(keys::institution_log(UNIVERSITY), log().encode());
	state
}

async fn proven(node: &Node, chain: &Chain, question: Value) -> Proven {
	let answer = node.ask("credentials_proveRecords", json!([[question]])).await.unwrap();
	check(&bytes(&answer, "evidence"), &trust(node, chain.voters(1)), &any_age()).unwrap()
}

/// The answer of a verifier: whether the register has the record, or that the evidence does not tell.
type Told = Result<bool, Refusal>;

/// Returns what a verifier says about each kind of question, with and without a record.
fn told(proven: &Proven) -> Vec<(Value, Told)> {
	let [leaf, other] = [Root(LEAF.0), Root([1; 32])];
	let mut told = Vec::new();
	for (id, named) in [(UNIVERSITY.0, leaf), (UNIVERSITY.0 + 1, other)] {
		let institution = InstitutionId(id);
		let held = |found| match found {
			true => proven.accreditations_of(institution).map(|held| held == [GRANT]),
			false => Ok(false),
		};
		let found = proven.institution(institution).map(|found| found.is_some());
		told.push((json!({ "institution": id }), found.and_then(held)));
		let batch = json!({ "batch": { "institution": UNIVERSITY.0, "root": H256(named.0) } });
		let found = proven.batch(UNIVERSITY, named).map(|found| found.is_some());
		told.push((batch, found));
		let log = proven.event_log(Some(institution)).map(|found| found == Some(log()));
		told.push((json!({ "log": id }), log));
	}
	for id in [GRANT.0, GRANT.0 + 1] {
		let found = proven.accreditation(AccreditationId(id)).map(|found| found.is_some());
		told.push((json!({ "accreditation": id }), found));
	}
	for id in [COURSE.0, COURSE.0 + 1] {
		let found = proven.credential_type(TypeId(id)).map(|found| found.is_some());
		told.push((json!({ "type": id }), found));
		let authorized = json!({ "authorization": { "institution": UNIVERSITY.0, "type": id } });
		let grant = proven.authorization(UNIVERSITY, TypeId(id));
		told.push((authorized, grant.map(|grant| grant == Some(GRANT))));
	}
	for label in [LABEL, ListLabel([9; 16])] {
		let text = format!("0x{}", label.0.map(|byte| format!("{byte:02x}")).concat());
		let list = json!({ "statusList": { "institution": UNIVERSITY.0, "label": text } });
		let parts = proven.status_list(UNIVERSITY, label);
		told.push((list, parts.map(|parts| parts.is_some_and(|parts| parts.len() == 1))));
	}
	told.push((json!({ "log": null }), proven.event_log(None).map(|found| found == Some(log()))));
	told
}

#[tokio::test]
async fn evidence_answers_what_it_was_asked_for_and_nothing_else_falsely() {
	let chain = Chain { values: whole_register, ..Chain::default() };
	let node = chain.node();
	let empty = node.ask("credentials_proveRecords", json!([[]])).await.unwrap();
	let empty = check(&bytes(&empty, "evidence"), &trust(&node, chain.voters(1)), &any_age());
	let questions = told(&empty.unwrap());
	assert_eq!(questions.len(), 15);
	for (place, (question, uncovered)) in questions.into_iter().enumerate() {
		let refusal = uncovered.unwrap_err();
		assert!(matches!(refusal, Refusal::Incomplete(_)), "{question}: {refusal}");
		let proven = proven(&node, &chain, question.clone()).await;
		let answers = told(&proven);
		let exists = answers[place].1.clone().unwrap_or_else(|error| panic!("{question}: {error}"));
		let text = question.to_string();
		let absent = text.contains("0x0101")
			|| text.contains("0x0909")
			|| text.starts_with(r#"{"institution":8"#)
			|| text.starts_with(r#"{"log":8"#)
			|| text.contains(r#""accreditation":4"#)
			|| text.contains(r#""type":5"#);
		assert_eq!(exists, !absent, "{question}");
		// What else it says, if anything, is true as well.
		let all = json!([[question]]);
		assert!(node.ask("credentials_proveRecords", all).await.is_ok());
	}
}

#[tokio::test]
async fn all_questions_of_a_call_are_answered_by_one_proof() {
	let chain = Chain { values: whole_register, ..Chain::default() };
	let node = chain.node();
	let empty = node.ask("credentials_proveRecords", json!([[]])).await.unwrap();
	let empty = check(&bytes(&empty, "evidence"), &trust(&node, chain.voters(1)), &any_age());
	let questions: Vec<Value> =
		told(&empty.unwrap()).into_iter().map(|(question, _)| question).collect();
	let answer = node.ask("credentials_proveRecords", json!([questions])).await.unwrap();
	let proven = check(&bytes(&answer, "evidence"), &trust(&node, chain.voters(1)), &any_age());
	assert!(told(&proven.unwrap()).iter().all(|(_, told)| told.is_ok()));
}

#[tokio::test]
async fn each_fault_of_a_question_is_named() {
	let node = Chain::default().node();
	let hash = H256::repeat_byte(1);
	let cases = [
		(json!({ "institution": -1 }), "records[1]"),
		(json!({ "university": 1 }), "records[1]"),
		(json!({ "batch": { "institution": 1 } }), "records[1]"),
		(json!({ "batch": { "institution": 1, "root": hash, "at": 1 } }), "records[1]"),
		(json!({ "institution": 1, "type": 1 }), "records[1]"),
		(json!("institution"), "records[1]"),
		(json!(null), "records[1]"),
	];
	for (wrong, place) in cases {
		let params = json!([[{ "type": 1 }, wrong]]);
		let refusal = node.ask("credentials_proveRecords", params).await.unwrap_err();
		let field = refusal.field.unwrap_or_default();
		assert_eq!((refusal.code, field.starts_with(place)), (-32602, true), "{wrong}: {field}");
	}
	let many = vec![json!({ "type": 1 }); 257];
	let refusal = node.ask("credentials_proveRecords", json!([many])).await.unwrap_err();
	assert_eq!((refusal.code, refusal.field.as_deref()), (9006, Some("records")));
}

/// Checks that a list of which a proof would be too large is not read to its end.
#[tokio::test]
async fn what_takes_too_many_reads_is_refused_before_it_is_read() {
	const PARTS: u32 = 9_000;
	fn long_list(_: u32) -> State {
		let mut state = whole_register(0);
		state.insert(keys::list_end(UNIVERSITY, LABEL), PARTS.encode());
		for place in 0..PARTS {
			state.insert(keys::list_part(UNIVERSITY, LABEL, place), Root(LEAF.0).encode());
		}
		state
	}
	let sets = vec![(Voters::new(0, 1..5), 1)];
	let node = Chain { sets, values: long_list, ..Chain::default() }.node();
	let list = json!({ "statusList": { "institution": UNIVERSITY.0, "label": LABEL_TEXT } });
	let refusal = node.ask("credentials_proveRecords", json!([[list]])).await.unwrap_err();
	assert_eq!((refusal.code, refusal.field.as_deref()), (9006, Some("records")));
	assert!(refusal.message.contains("takes more than 8192 reads"), "{refusal:?}");
}
