// SPDX-License-Identifier: Apache-2.0

//! The emergency brake: the council pauses a call that turns out to be broken, until an upgrade
//! repairs it.

use frame_support::traits::{ConstU32, Contains, GetCallName, PalletInfoAccess};
use pallet_tx_pause::RuntimeCallNameOf;

use crate::{
	configs::TwoThirdsOfCouncil, constants::MAX_CALL_NAME_LEN, weights, Credentials, Runtime,
	RuntimeCall, RuntimeEvent,
};

impl pallet_tx_pause::Config for Runtime {
	type MaxNameLen = ConstU32<MAX_CALL_NAME_LEN>;
	type PauseOrigin = TwoThirdsOfCouncil;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type UnpauseOrigin = TwoThirdsOfCouncil;
	type WeightInfo = weights::pallet_tx_pause::Measured<Self>;
	type WhitelistedCalls = AllButCallsOnCredentials;
}

/// The names that cannot be paused: all but those of the calls on credentials.
///
/// If the clock, the sessions or the council could be paused, no call might be left to resume them.
/// A name that no call has, such as one that is misspelt, would be paused without an effect: the council
/// would believe that it had stopped a call which goes on.
pub struct AllButCallsOnCredentials;

impl Contains<RuntimeCallNameOf<Runtime>> for AllButCallsOnCredentials {
	fn contains((pallet, call): &RuntimeCallNameOf<Runtime>) -> bool {
		!is_on_credentials(pallet, call) && !is_for_benchmarks(pallet)
	}
}

/// Returns whether a name is that of a call on credentials.
fn is_on_credentials(pallet: &[u8], call: &[u8]) -> bool {
	let calls = pallet_credentials::Call::<Runtime>::get_call_names();
	pallet == <Credentials as PalletInfoAccess>::name().as_bytes()
		&& calls.iter().any(|name| name.as_bytes() == call)
}

/// Returns whether a pallet is the one that the benchmarks pause, whose name has the maximum
/// length.
const fn is_for_benchmarks(pallet: &[u8]) -> bool {
	cfg!(feature = "runtime-benchmarks") && pallet.len() == MAX_CALL_NAME_LEN as usize
}
