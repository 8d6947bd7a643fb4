// SPDX-License-Identifier: Apache-2.0

//! The emergency brake: the council stops a call that turns out to be broken, until an upgrade mends
//! it.

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

/// What cannot be paused: everything but the calls on credentials.
///
/// With the clock, the sessions or the council paused there might be no way back.
pub struct AllButCredentials;

impl Contains<RuntimeCallNameOf<Runtime>> for AllButCredentials {
	fn contains((pallet, _): &RuntimeCallNameOf<Runtime>) -> bool {
		pallet.as_slice() != <Credentials as PalletInfoAccess>::name().as_bytes()
			&& !is_made_up(pallet)
	}
}

/// Whether it is the pallet that the benchmarks pause: its name is as long as a name can be.
const fn is_made_up(pallet: &[u8]) -> bool {
	cfg!(feature = "runtime-benchmarks") && pallet.len() == MAX_CALL_NAME_LEN as usize
}
