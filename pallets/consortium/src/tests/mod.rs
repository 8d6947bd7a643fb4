// SPDX-License-Identifier: Apache-2.0

//! Behaviour of the pallet, by concern. Nearly every test ends with a check of all invariants.

use crate::{mock::*, Error, Event, Retirement, Settings};
use frame_support::{assert_noop, assert_ok};

mod attendance;
mod double_authoring;
mod genesis;
mod no_token;
mod offences;
mod root;
mod sessions;
mod settings;
mod try_state;
mod validators;

/// The validators that were decided on.
fn decided() -> Vec<AccountId> {
	crate::Validators::<Test>::get().into_inner()
}

/// Those that were retired and still run.
fn leaving() -> Vec<AccountId> {
	crate::Leaving::<Test>::get().into_inner()
}

/// The running set.
fn running() -> Vec<AccountId> {
	pallet_session::Validators::<Test>::get()
}

/// Whose key is whose in Aura now.
fn authorities() -> Vec<sp_consensus_aura::sr25519::AuthorityId> {
	pallet_aura::Authorities::<Test>::get().into_inner()
}

/// How often an event happened.
fn count(wanted: &Event<Test>) -> usize {
	events().iter().filter(|event| *event == wanted).count()
}
