// SPDX-License-Identifier: Apache-2.0

//! Writes and reads the council and the validators of the first state.

use std::collections::BTreeSet;

use pallet_consortium::{CurrentSettings, Settings};
use serde_json::{json, Value};
use testamur_runtime::{AccountId, CouncilMembership, Grandpa, Runtime, SessionKeys};

use super::check::Validator;

/// Returns the part of the genesis that seats the council and appoints the validators.
///
/// Aura and GRANDPA take their authorities from the session.
pub(super) fn patch(council: &[AccountId], settings: Settings, validators: &[Validator]) -> Value {
	let accounts: Vec<_> = validators.iter().map(|validator| &validator.account).collect();
	let keys: Vec<_> = validators
		.iter()
		.map(|Validator { account, aura, grandpa }| {
			let keys = SessionKeys { aura: (*aura).into(), grandpa: (*grandpa).into() };
			(account, account, keys)
		})
		.collect();
	json!({
		"consortium": { "settings": settings, "validators": accounts },
		"councilMembership": { "members": council },
		"session": { "keys": keys },
	})
}

/// The council and the validators of a state.
pub(super) struct Authorities {
	pub(super) council: Vec<AccountId>,
	pub(super) settings: Settings,
	pub(super) validators: Vec<Validator>,
	/// Pairs of parts that contradict each other. A state that `genesis build` made has none.
	pub(super) contradictions: Vec<&'static str>,
}

/// Reads them from the state at hand.
///
/// Several pallets store the same facts, and each goes by its own copy. All copies are compared
/// here, so that nobody is shown one set while another runs.
pub(super) fn read() -> Authorities {
	let council = CouncilMembership::members().into_inner();
	let decided = pallet_consortium::Validators::<Runtime>::get().into_inner();
	let running = pallet_session::QueuedKeys::<Runtime>::get();
	let next = |account: &AccountId| pallet_session::NextKeys::<Runtime>::get(account);
	let aura = pallet_aura::Authorities::<Runtime>::get().into_inner();
	let grandpa = Grandpa::grandpa_authorities();

	let voters = pallet_collective::Members::<Runtime, _>::get();
	let session = pallet_session::Validators::<Runtime>::get();
	let agrees = [
		("the council's members and those who vote", same(&council, &voters)),
		("admitted validators and those of the session", same(&decided, &session)),
		(
			"admitted validators and those with keys in use",
			same(&decided, running.iter().map(|(account, _)| account)),
		),
		(
			"keys in use and keys on record",
			running.iter().all(|(account, keys)| next(account).as_ref() == Some(keys)),
		),
		("keys in use and Aura", same(&aura, running.iter().map(|(_, keys)| &keys.aura))),
		(
			"keys in use and GRANDPA",
			same(grandpa.iter().map(|(key, _)| key), running.iter().map(|(_, keys)| &keys.grandpa)),
		),
		("one vote each in GRANDPA", grandpa.iter().all(|(_, weight)| *weight == 1)),
	];
	Authorities {
		council,
		settings: CurrentSettings::<Runtime>::get(),
		validators: running
			.into_iter()
			.map(|(account, SessionKeys { aura, grandpa })| Validator {
				account,
				aura: aura.into(),
				grandpa: grandpa.into(),
			})
			.collect(),
		contradictions: agrees
			.into_iter()
			.filter_map(|(parts, agrees)| (!agrees).then_some(parts))
			.collect(),
	}
}

/// Returns whether two lists hold the same elements in any order.
fn same<'a, T: Ord + 'a>(
	one: impl IntoIterator<Item = &'a T>,
	other: impl IntoIterator<Item = &'a T>,
) -> bool {
	one.into_iter().collect::<BTreeSet<_>>() == other.into_iter().collect::<BTreeSet<_>>()
}
