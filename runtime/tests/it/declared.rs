// SPDX-License-Identifier: Apache-2.0

//! Tests that the documents state the weights that transactions declare.

use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	weights::Weight,
};
use pallet_credentials::WeightInfo;
use pallet_event_log::EventRecorder;
use sp_runtime::traits::TransactionExtension;
use testamur_primitives::{
	limits::{MAX_ANCHORS, MAX_PATH},
	records::{Anchor, Validity},
	AccreditationId, TypeId,
};
use testamur_runtime::{configs::RuntimeBlockWeights, EventLog, Runtime, RuntimeCall, TxExtension};

use crate::extension;

const PERFORMANCE: &str = include_str!("../../../docs/performance.md");
const ADR: &str = include_str!("../../../docs/adr/0002-allowances-instead-of-fees.md");

type Calls = <Runtime as pallet_credentials::Config>::WeightInfo;
type SystemCalls = <Runtime as frame_system::Config>::SystemWeightInfo;

/// Returns a weight in microseconds.
fn micros(weight: Weight) -> f64 {
	weight.ref_time() as f64 / 1e6
}

/// Returns the weight of reading and writing so many values.
fn database(reads: u64, writes: u64) -> Weight {
	<Runtime as frame_system::Config>::DbWeight::get().reads_writes(reads, writes)
}

fn base() -> Weight {
	RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic
}

/// Returns the weight of the extensions of a transaction, which is the same for all calls.
fn extensions() -> Weight {
	<TxExtension as TransactionExtension<RuntimeCall>>::weight(&extension(0), &crate::remark())
}

/// Returns the weight of the events of a call in the whole log and in that of one institution.
fn logged(events: u32) -> Weight {
	EventLog::weight(events, 1)
}

fn remark() -> Weight {
	<SystemCalls as frame_system::WeightInfo>::remark(0)
}

/// Returns all that a transaction with a remark declares, and all that one declares which anchors a
/// single batch under one grant.
fn totals() -> [Weight; 2] {
	let frame = base().saturating_add(extensions());
	[remark(), Calls::anchor(1).saturating_add(logged(1))].map(|call| frame.saturating_add(call))
}

/// Checks that a document has a line or a sentence.
fn assert_states(document: &str, text: &str) {
	assert!(document.contains(text), "a document does not say:\n{text}");
}

#[test]
fn the_weights_of_single_anchoring_are_those_of_the_manual() {
	let call: RuntimeCall = pallet_credentials::Call::<Runtime>::anchor {
		accreditation: AccreditationId(1),
		type_id: TypeId(1),
		anchor: Anchor { root: Default::default(), size: 1, validity: Validity::Never },
	}
	.into();
	let declared = Calls::anchor(MAX_PATH).saturating_add(logged(1));
	assert_eq!(call.get_dispatch_info().call_weight, declared);

	let [of_remark, of_anchor] = totals();
	let (of_extensions, of_log) = (database(6, 2), database(1, 1));
	let rest = extensions().saturating_sub(of_extensions);
	let anchor = Calls::anchor(1).saturating_sub(database(3, 1));
	let log = logged(1).saturating_sub(of_log);
	let none = Weight::zero();
	for (label, remark, anchor) in [
		("an empty transaction: signature, dispatch, event", base(), base()),
		("its transaction extensions: membership, nonce and the rest", rest, rest),
		("their 6 reads and 2 writes", of_extensions, of_extensions),
		("the call itself", remark(), anchor),
		("its 3 reads", none, database(3, 0)),
		("its write of the batch", none, database(0, 1)),
		("its event in the log: the hashes", none, log),
		("the read and the write of the log of its institution", none, of_log),
		("**in all**", of_remark, of_anchor),
	] {
		let is_sum = label.starts_with("**");
		let cell = |weight: Weight| match (weight == none, is_sum) {
			(true, _) => String::new(),
			(_, true) => format!("**{:.1}** ", micros(weight)),
			(_, false) => format!("{:.1} ", micros(weight)),
		};
		assert_states(PERFORMANCE, &format!("| {label} | {}| {}|", cell(remark), cell(anchor)));
	}
}

#[test]
fn the_ratio_of_single_anchoring_to_a_remark_is_that_of_the_manual() {
	let [remark, anchor] = totals().map(micros);
	let ratio = remark / anchor;
	let without_log = remark / (anchor - micros(logged(1)));
	assert_states(
		PERFORMANCE,
		&format!("Now the ratio is **{ratio:.2}**, and would be {without_log:.2} without the log"),
	);
	let twice = micros(database(2, 0));
	assert_states(
		ADR,
		&format!(
			"A single anchoring declares {anchor:.0} µs with its base weight, {:.1} times as much as a \
			 remark; the two reads would be {twice:.0} more",
			anchor / remark
		),
	);
}

#[test]
fn the_growth_of_declared_weights_is_that_of_the_manual() {
	let [_, one] = totals().map(micros);
	let many = Calls::anchor_many(MAX_ANCHORS, 1).saturating_add(logged(MAX_ANCHORS));
	let many = micros(base().saturating_add(extensions()).saturating_add(many));
	let each = many / f64::from(MAX_ANCHORS);
	for text in [
		format!("{each:.0} µs of declared weight and 37.5 bytes of a block in a call of 256"),
		format!("or {one:.0} µs and 152 bytes in a call of one"),
		format!(
			"{:.0} µs of declared weight for each level",
			micros(Calls::anchor(2).saturating_sub(Calls::anchor(1)))
		),
		format!(
			"{:.0} µs of declared weight for each further chunk",
			micros(Calls::change_chunks(2).saturating_sub(Calls::change_chunks(1)))
		),
	] {
		assert_states(PERFORMANCE, &text);
	}
}
