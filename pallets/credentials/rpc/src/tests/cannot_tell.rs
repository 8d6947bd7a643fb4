// SPDX-License-Identifier: Apache-2.0

//! Tests of the errors of *cannot tell*, and of the cost of an answer.

use super::{
	mock::{answering, last_upgrade, Node, State, NEWEST, SPEC},
	samples::{reference, time},
};
use crate::{chain::Access, native::Layout};
use pallet_credentials_rpc_api::time::Time;
use serde_json::{json, Value};
use sp_core::H256;
use std::{sync::atomic::Ordering::SeqCst, time::Instant};
use testamur_primitives::{
	evaluate::MEANING,
	keys,
	views::{Contract, QueryError},
	AccreditationId, RecordId,
};

/// Returns the block of an answer to a question with `at`, or the code of the error.
async fn block_of(node: &Node, at: Value) -> Result<Value, i64> {
	let answer = node.ask("credentials_verify", json!([[reference()], at])).await;
	answer
		.map(|verdicts| verdicts[0]["asOf"].clone())
		.map_err(|refusal| refusal.code)
}

fn at(number: u32) -> Value {
	json!({ "time": Time(time(number)) })
}

#[tokio::test]
async fn the_block_is_the_one_asked_for() {
	let node = Node::new(0, 6, 9);
	assert_eq!(block_of(&node, Value::Null).await, Ok(node.as_of(6)));
	assert_eq!(block_of(&node, node.hash(3)).await, Ok(node.as_of(3)));
	assert_eq!(block_of(&node, json!({ "hash": node.hash(3) })).await, Ok(node.as_of(3)));
	assert_eq!(block_of(&node, node.hash(0)).await, Ok(node.as_of(0)));
	assert_eq!(block_of(&node, at(4)).await, Ok(node.as_of(4)));
	assert_eq!(block_of(&node, at(9)).await, Ok(node.as_of(6)));
	let between = json!({ "time": Time(time(4) + 2_999) });
	assert_eq!(block_of(&node, between).await, Ok(node.as_of(4)));

	let mut unfinalized = node.as_of(8);
	unfinalized["finalized"] = json!(false);
	assert_eq!(block_of(&node, node.hash(8)).await, Ok(unfinalized));
	let fork = block_of(&node, json!(node.fork)).await.unwrap();
	assert_eq!((&fork["blockNumber"], &fork["finalized"]), (&json!(1), &json!(false)));
}

#[tokio::test]
async fn cannot_tell_is_an_error_of_every_method() {
	let node = Node::new(4, 9, 9);
	let with = |at: &Value| {
		let at = at.clone();
		answering().map(move |signature| {
			let mut params = Node::valid(&signature);
			*params.last_mut().unwrap() = at.clone();
			(signature.method, params)
		})
	};
	let cases = [
		(json!(H256::repeat_byte(9)), 9002),
		(node.hash(4), 9003),
		(at(4), 9003),
		(json!({ "time": "2026-02-28T00:00:00Z" }), 9003),
	];
	for (at, code) in cases {
		for (method, params) in with(&at) {
			let refusal = node.ask(method, json!(params)).await.unwrap_err();
			assert_eq!(refusal.code, code, "{method} at {at}");
			assert_eq!(refusal.field, None);
		}
	}
	assert_eq!(block_of(&node, at(5)).await, Ok(node.as_of(5)));

	node.behavior.syncing.store(true, SeqCst);
	for (method, params) in with(&Value::Null) {
		assert_eq!(node.ask(method, json!(params)).await.unwrap_err().code, 9001, "{method}");
	}
	assert_eq!(block_of(&node, at(8)).await, Ok(node.as_of(8)));
	assert_eq!(block_of(&node, at(9)).await, Err(9001));
	assert_eq!(block_of(&node, json!(H256::repeat_byte(9))).await, Err(9001));

	let archive = Node::archive();
	let early = json!({ "time": "2026-02-28T00:00:00Z" });
	for (method, params) in with(&early) {
		assert_eq!(archive.ask(method, json!(params)).await.unwrap_err().code, 9004, "{method}");
	}
}

#[tokio::test]
async fn a_failure_of_the_runtime_is_an_error() {
	let node = Node::archive();
	node.behavior.traps.store(true, SeqCst);
	assert_eq!(block_of(&node, Value::Null).await, Err(9005));
	assert_eq!(block_of(&node, at(4)).await, Err(9005));
	node.behavior.traps.store(false, SeqCst);
	assert_eq!(block_of(&node, Value::Null).await, Ok(node.as_of(9)), "a failure is not kept");
	node.behavior.traps.store(true, SeqCst);
	assert_eq!(block_of(&node, Value::Null).await, Err(9005));
}

#[tokio::test]
async fn an_answer_that_does_not_add_up_is_an_error() {
	let node = Node::archive();
	node.behavior.loses_a_verdict.store(true, SeqCst);
	assert_eq!(block_of(&node, Value::Null).await, Err(9005));
	node.behavior.loses_a_verdict.store(false, SeqCst);
}

#[tokio::test]
async fn a_runtime_that_cannot_tell_is_an_error_of_every_method() {
	let node = Node::archive();
	let damage = RecordId::Accreditation(AccreditationId(3)).malformed();
	for (refusal, reason) in [
		(QueryError::DamagedState(damage), "accreditation 3 is malformed"),
		(QueryError::UpgradePending, "replaced the runtime"),
	] {
		*node.behavior.refusal.lock().unwrap() = Some(refusal);
		for signature in answering() {
			let params = json!(Node::valid(&signature));
			let refusal = node.ask(signature.method, params).await.unwrap_err();
			assert_eq!(refusal.code, 9005, "{}", signature.method);
			assert!(refusal.message.contains(reason), "{refusal:?}");
		}
	}
}

#[test]
fn a_runtime_is_read_as_far_as_it_is_understood() {
	let access = |version, meaning, compatible_since| {
		let contract = || Ok::<_, ()>(Contract { meaning, compatible_since });
		Access::new(version, (2, 3), contract).unwrap()
	};
	// The version that this crate was written for has its meaning by definition.
	assert_eq!(Access::new(3, (2, 3), || Err(())), Ok(Access::Native));
	assert_eq!(access(2, MEANING, 2), Access::Native);
	assert_eq!(access(2, MEANING - 1, 2), Access::Call);
	for compatible_since in 1..=3 {
		assert_eq!(access(4, MEANING, compatible_since), Access::Native);
		assert_eq!(access(9, MEANING + 1, compatible_since), Access::Call);
	}
	assert_eq!(access(4, MEANING, 4), Access::Unknown(4));
	assert_eq!(access(9, MEANING, 5), Access::Unknown(9));
	// The functions of an older runtime have other encodings, and it states no contract.
	for version in [0, 1] {
		assert_eq!(Access::new(version, (2, 3), || Err(())), Ok(Access::Unknown(version)));
	}
	assert_eq!(Access::new(4, (2, 3), || Err("trap")), Err("trap"));
}

/// Checks that a state is evaluated natively only if all of its records are of one layout, which this
/// crate knows.
#[test]
fn a_state_is_read_by_its_layout() {
	use Layout::{Former, Present, Unknown};
	for (access, [present, former, unknown]) in [
		(Access::Native, [Access::Native, Access::Call, Access::Call]),
		(Access::Call, [Access::Call, Access::Call, Access::Call]),
		(Access::Unknown(1), [Access::Unknown(1), Access::Former(1), Access::Unknown(1)]),
	] {
		assert_eq!(access.to(Present), present);
		assert_eq!(access.to(Former), former, "the runtime says that it is migrating");
		assert_eq!(access.to(Unknown), unknown);
	}
}

#[tokio::test]
async fn a_newer_runtime_that_is_compatible_is_asked() {
	let node = Node::archive();
	node.behavior.version.store(NEWEST + 1, SeqCst);
	*node.behavior.contract.lock().unwrap() =
		Contract { meaning: MEANING + 1, compatible_since: NEWEST };
	for signature in answering() {
		let answer = node.ask(signature.method, json!(Node::valid(&signature))).await;
		assert!(answer.is_ok(), "{}: {answer:?}", signature.method);
	}
	assert_eq!(node.behavior.contracts.load(SeqCst), 1, "once for each block");
}

#[tokio::test]
async fn a_newer_runtime_that_is_not_compatible_is_not_asked() {
	let node = Node::archive();
	node.behavior.version.store(NEWEST + 1, SeqCst);
	*node.behavior.contract.lock().unwrap() =
		Contract { meaning: MEANING, compatible_since: NEWEST + 1 };
	for signature in answering() {
		let params = json!(Node::valid(&signature));
		let refusal = node.ask(signature.method, params).await.unwrap_err();
		assert_eq!(refusal.code, 9005, "{}", signature.method);
		assert!(refusal.message.contains("update the node"), "{refusal:?}");
	}
	let other_chain = Node::archive();
	other_chain.behavior.version.store(0, SeqCst);
	assert_eq!(block_of(&other_chain, Value::Null).await, Err(9005));
}

#[tokio::test]
async fn a_block_that_replaced_the_runtime_is_not_read() {
	let (name, version) = SPEC;
	let migrated = State::new();
	for before in [(name, version - 1), ("another", version)] {
		let pending = State::from([(keys::last_runtime_upgrade(), last_upgrade(before))]);
		let node =
			Node::with_states(0, 9, 9, |number| if number == 5 { &pending } else { &migrated });
		for signature in answering() {
			for at in [node.hash(5), at(5)] {
				let mut params = Node::valid(&signature);
				*params.last_mut().unwrap() = at;
				let refusal = node.ask(signature.method, json!(params)).await.unwrap_err();
				assert_eq!(refusal.code, 9005, "{}", signature.method);
				assert!(refusal.message.contains("one after the migration"), "{refusal:?}");
			}
		}
		// Its time is known, so the blocks around it are found.
		for number in [4, 6] {
			assert_eq!(block_of(&node, at(number)).await, Ok(node.as_of(number)));
		}
	}
}

#[tokio::test]
async fn an_unreadable_version_of_the_last_upgrade_is_damage() {
	for value in [vec![], vec![0xff; 3], [last_upgrade(SPEC), vec![0]].concat()] {
		let damaged = State::from([(keys::last_runtime_upgrade(), value)]);
		let node = Node::with_state(0, 9, 9, &damaged);
		let refusal = node.ask("credentials_types", json!([])).await.unwrap_err();
		assert_eq!(refusal.code, 9005);
		let reason = "the version of the last upgrade is malformed";
		assert!(refusal.message.contains(reason), "{refusal:?}");
	}
}

/// Returns the number of calls into the runtime that a question costs.
async fn calls(node: &Node, params: Value) -> usize {
	let before = node.behavior.calls.load(SeqCst);
	node.ask("credentials_verify", params).await.unwrap();
	node.behavior.calls.load(SeqCst) - before
}

#[tokio::test]
async fn a_verification_is_one_call_into_the_runtime() {
	let node = Node::archive();
	assert_eq!(calls(&node, json!([[reference()]])).await, 2, "the first asks for the time too");
	assert_eq!(calls(&node, json!([[reference()]])).await, 1);
	assert_eq!(calls(&node, json!([vec![reference(); 1_000]])).await, 1);
	assert_eq!(calls(&node, json!([[reference()], node.hash(9)])).await, 1);
	// A time costs a search the first time, whose probes are cached.
	assert!(calls(&node, json!([[reference()], at(3)])).await <= 5);
	assert_eq!(calls(&node, json!([[reference()], at(3)])).await, 1);
}

/// Checks that the overhead of this crate is small for a thousand references: with the runtime
/// mocked, all of the time is JSON. The bound is generous, because it must hold on a busy machine.
#[tokio::test]
async fn a_thousand_references_are_read_and_answered_quickly() {
	let node = Node::archive();
	let mut long = reference();
	long["size"] = json!(1 << 20);
	long["path"] = json!(vec![H256::repeat_byte(0xcd); 20]);
	let params = json!([vec![long; 1_000]]);
	let request =
		json!({ "jsonrpc": "2.0", "id": 1, "method": "credentials_verify", "params": params })
			.to_string();
	assert!(request.len() > 1_400_000);
	let mut times: Vec<_> = vec![];
	for _ in 0..9 {
		let start = Instant::now();
		let (response, _) = node.rpc.raw_json_request(&request, 1).await.unwrap();
		times.push(start.elapsed());
		assert!(response.len() > 1_000_000);
	}
	times.sort();
	println!("1,000 references of 20 hashes: {:?} of JSON, at best {:?}", times[4], times[0]);
	assert!(times[0].as_millis() < 500, "{times:?}");
}
