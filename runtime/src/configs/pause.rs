// SPDX-License-Identifier: Apache-2.0

//! The emergency brake: the council pauses a call that turns out to be broken, until an upgrade
//! repairs it.

use frame_support::traits::{ConstU32, Contains, PalletInfoAccess};
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
	type WhitelistedCalls = AllButCredentials;
}

/// The calls that cannot be paused: all but those on credentials.
///
/// If the clock, the sessions or the council could be paused, no call might be left to resume them.
pub struct AllButCredentials;

impl Contains<RuntimeCallNameOf<Runtime>> for AllButCredentials {
	fn contains((pallet, _): &RuntimeCallNameOf<Runtime>) -> bool {
		pallet.as_slice() != <Credentials as PalletInfoAccess>::name().as_bytes()
			&& !is_for_benchmarks(pallet)
	}
}

/// Returns whether a pallet is the one that the benchmarks pause, whose name has the maximum
/// length.
const fn is_for_benchmarks(pallet: &[u8]) -> bool {
	cfg!(feature = "runtime-benchmarks") && pallet.len() == MAX_CALL_NAME_LEN as usize
}
