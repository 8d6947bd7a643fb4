// SPDX-License-Identifier: Apache-2.0

//! Tests of the emergency brake: two thirds pause and resume calls on credentials, and no others.

use frame_support::{
	assert_noop, assert_ok,
	traits::{GetCallMetadata, GetCallName},
};
use pallet_tx_pause::RuntimeCallNameOf;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use sp_runtime::{traits::Dispatchable, DispatchError};
use testamur_primitives::TypeId;
use testamur_runtime::{
	constants::MAX_CALL_NAME_LEN, Runtime, RuntimeCall, RuntimeOrigin, TxPause,
};

use crate::{
	chain,
	governance::{by, decide, outcome, Motion},
};

type Credentials = pallet_credentials::Call<Runtime>;
type PauseCall = pallet_tx_pause::Call<Runtime>;
type PauseError = pallet_tx_pause::Error<Runtime>;

fn name(pallet: &str, call: &str) -> RuntimeCallNameOf<Runtime> {
	let bounded = |name: &str| name.as_bytes().to_vec().try_into().expect("the name is short");
	(bounded(pallet), bounded(call))
}

fn retire_type() -> RuntimeCall {
	Credentials::retire_type { type_id: TypeId(1) }.into()
}

/// Returns whether a call is paused.
fn is_paused(call: RuntimeCall) -> bool {
	let filtered = frame_system::Error::<Runtime>::CallFiltered;
	call.dispatch(by(Alice)).is_err_and(|failed| failed.error == filtered.into())
}

#[test]
fn two_thirds_pause_and_resume_a_call_on_credentials() {
	chain("local_testnet").execute_with(|| {
		let full_name = || name("Credentials", "retire_type");
		let carry = |call: PauseCall| {
			let motion = Motion::propose(Alice, 3, call.into());
			motion.ayes(&[Alice, Bob, Charlie]);
			assert_ok!(motion.close());
			assert_ok!(outcome());
		};
		assert!(!is_paused(retire_type()));
		carry(PauseCall::pause { full_name: full_name() });
		assert!(is_paused(retire_type()));
		// A batch does not evade the pause, and other calls still run.
		let batch = pallet_utility::Call::<Runtime>::batch_all { calls: vec![retire_type()] };
		assert!(is_paused(batch.into()));
		assert!(!is_paused(Credentials::set_home_page { uri: Default::default() }.into()));

		carry(PauseCall::unpause { ident: full_name() });
		assert!(!is_paused(retire_type()));
	});
}

#[test]
fn nobody_pauses_alone() {
	chain("local_testnet").execute_with(|| {
		let full_name = || name("Credentials", "retire_type");
		let pause = PauseCall::pause { full_name: full_name() };
		assert_eq!(decide(Alice, pause.into()), Err(DispatchError::BadOrigin));
		for origin in [by(Alice), RuntimeOrigin::root()] {
			assert_noop!(TxPause::pause(origin.clone(), full_name()), DispatchError::BadOrigin);
			assert_noop!(TxPause::unpause(origin, full_name()), DispatchError::BadOrigin);
		}
	});
}

/// Checks all other calls: if the clock, the sessions or the council could be paused, no call might
/// be left to resume them.
#[test]
fn nothing_else_can_be_paused() {
	chain("development").execute_with(|| {
		for pallet in RuntimeCall::get_module_names() {
			for call in RuntimeCall::get_call_names(pallet) {
				let pause = PauseCall::pause { full_name: name(pallet, call) };
				let result = decide(Alice, pause.into());
				if *pallet == "Credentials" {
					assert_eq!(result, Ok(()), "{pallet}.{call}");
				} else {
					assert_eq!(result, Err(PauseError::Unpausable.into()), "{pallet}.{call}");
				}
			}
		}
	});
}

/// Checks that nothing is paused by a name that no call has, since the call that was meant would go on.
#[test]
fn a_name_without_a_call_cannot_be_paused() {
	chain("development").execute_with(|| {
		let names = [
			("Credentials", "retireType"),
			("Credentials", "retire_typ"),
			("Credentials", "retire_type "),
			("Credentials", ""),
			("credentials", "retire_type"),
			("", "retire_type"),
			("", ""),
		];
		for (pallet, call) in names {
			let pause = PauseCall::pause { full_name: name(pallet, call) };
			let refused = Err(PauseError::Unpausable.into());
			assert_eq!(decide(Alice, pause.into()), refused, "{pallet}.{call}");
		}
	});
}

/// Checks the limit of names: a call with a longer name counts as paused.
#[test]
fn every_name_fits() {
	let mut calls = 0;
	for pallet in RuntimeCall::get_module_names() {
		assert!(pallet.len() <= MAX_CALL_NAME_LEN as usize, "{pallet}");
		for call in RuntimeCall::get_call_names(pallet) {
			assert!(call.len() <= MAX_CALL_NAME_LEN as usize, "{call}");
			calls += 1;
		}
	}
	assert!(calls > Credentials::get_call_names().len());
}
