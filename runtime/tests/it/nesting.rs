// SPDX-License-Identifier: Apache-2.0

//! Tests of calls that carry other calls: all are known, and none is let in too deep.

use std::collections::BTreeSet;

use pallet_allowance::{CarriedCalls, Refusal};
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, Variant};
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::transaction_validity::InvalidTransaction;
use testamur_runtime::{
	configs::Carriers, constants::MAX_CALL_NESTING, Executive, OriginCaller, RuntimeCall,
};

use crate::{chain, remark, signed, submit};

/// The bound on the length of proposals, which are paid for by it: these are shorter.
const LONGEST: u32 = 1_000;

/// Returns a call of each kind that carries others, with `carried` in it, named as in the metadata.
fn carriers(carried: &RuntimeCall) -> Vec<(&'static str, RuntimeCall)> {
	use pallet_utility::Call as Utility;
	let call = || Box::new(carried.clone());
	let calls = || vec![carried.clone()];
	let as_origin = || Box::new(OriginCaller::system(frame_system::RawOrigin::None));
	let weight = Default::default();
	vec![
		("Utility::batch", Utility::batch { calls: calls() }.into()),
		("Utility::batch_all", Utility::batch_all { calls: calls() }.into()),
		("Utility::force_batch", Utility::force_batch { calls: calls() }.into()),
		("Utility::as_derivative", Utility::as_derivative { index: 0, call: call() }.into()),
		(
			"Utility::dispatch_as",
			Utility::dispatch_as { as_origin: as_origin(), call: call() }.into(),
		),
		(
			"Utility::dispatch_as_fallible",
			Utility::dispatch_as_fallible { as_origin: as_origin(), call: call() }.into(),
		),
		("Utility::with_weight", Utility::with_weight { call: call(), weight }.into()),
		(
			"Utility::if_else",
			Utility::if_else { main: Box::new(remark()), fallback: call() }.into(),
		),
		(
			"Council::propose",
			RuntimeCall::Council(pallet_collective::Call::propose {
				threshold: 1,
				proposal: call(),
				length_bound: LONGEST,
			}),
		),
		(
			"Council::execute",
			RuntimeCall::Council(pallet_collective::Call::execute {
				proposal: call(),
				length_bound: LONGEST,
			}),
		),
		(
			"Consortium::dispatch_as_root",
			pallet_consortium::Call::dispatch_as_root { call: call() }.into(),
		),
	]
}

/// Returns a call that carries others to this depth, each as a call of the kind at `kind`.
fn nested(kind: usize, depth: u32) -> RuntimeCall {
	(0..depth).fold(remark(), |carried, _| carriers(&carried).swap_remove(kind).1)
}

/// Returns whether a type contains the type of calls, in whatever it is composed of.
fn contains_calls(types: &PortableRegistry, id: u32, calls: u32, seen: &mut BTreeSet<u32>) -> bool {
	if id == calls {
		return true;
	}
	if !seen.insert(id) {
		return false;
	}
	let mut any = |ids: Vec<u32>| ids.into_iter().any(|id| contains_calls(types, id, calls, seen));
	match &types.resolve(id).unwrap().type_def {
		TypeDef::Composite(it) => any(it.fields.iter().map(|field| field.ty.id).collect()),
		TypeDef::Variant(it) => {
			let fields = it.variants.iter().flat_map(|variant| &variant.fields);
			any(fields.map(|field| field.ty.id).collect())
		},
		TypeDef::Sequence(it) => any(vec![it.type_param.id]),
		TypeDef::Array(it) => any(vec![it.type_param.id]),
		TypeDef::Tuple(it) => any(it.fields.iter().map(|field| field.id).collect()),
		TypeDef::Compact(it) => any(vec![it.type_param.id]),
		TypeDef::Primitive(_) | TypeDef::BitSequence(_) => false,
	}
}

/// Returns the variants of a type.
fn variants(types: &PortableRegistry, id: u32) -> &[Variant<PortableForm>] {
	match &types.resolve(id).unwrap().type_def {
		TypeDef::Variant(it) => &it.variants,
		other => panic!("no enum: {other:?}"),
	}
}

/// Checks against the metadata that every call that carries others is one of [`carriers`].
#[test]
fn every_call_that_carries_calls_is_known() {
	let mut registry = scale_info::Registry::new();
	let calls = registry.register_type(&scale_info::meta_type::<RuntimeCall>()).id;
	let types = PortableRegistry::from(registry);
	let mut found = Vec::new();
	for pallet in variants(&types, calls) {
		for call in variants(&types, pallet.fields[0].ty.id) {
			let carries = call
				.fields
				.iter()
				.any(|field| contains_calls(&types, field.ty.id, calls, &mut BTreeSet::new()));
			if carries {
				found.push(format!("{}::{}", pallet.name, call.name));
			}
		}
	}
	let mut known: Vec<_> = carriers(&remark()).into_iter().map(|(name, _)| name).collect();
	found.sort_unstable();
	known.sort_unstable();
	assert_eq!(found, known);
}

#[test]
fn the_calls_that_a_call_carries_are_visited() {
	let marked: RuntimeCall = frame_system::Call::remark { remark: vec![7] }.into();
	for (name, call) in carriers(&marked) {
		let mut visited = Vec::new();
		Carriers::visit(&call, &mut |carried| visited.push(carried));
		assert!(visited.contains(&&marked), "{name} visits {visited:?}");
	}
	Carriers::visit(&remark(), &mut |carried| panic!("{carried:?}"));
}

/// Checks the bound for calls of each kind, in the pool and while a block is built.
#[test]
fn calls_are_let_in_to_a_bounded_depth() {
	let refused = InvalidTransaction::Custom(Refusal::NestedTooDeeply.code()).into();
	chain("development").execute_with(|| {
		for (kind, (name, _)) in carriers(&remark()).into_iter().enumerate() {
			let deepest = submit(Alice, 0, nested(kind, MAX_CALL_NESTING));
			assert!(deepest.is_ok(), "{name}: {deepest:?}");
			let deeper = nested(kind, MAX_CALL_NESTING + 1);
			assert_eq!(submit(Alice, 0, deeper.clone()), Err(refused), "{name}");
			let applied = Executive::apply_extrinsic(signed(Alice, 0, deeper));
			assert_eq!(applied, Err(refused), "{name}");
		}
	});
}
