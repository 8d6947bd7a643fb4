// SPDX-License-Identifier: Apache-2.0

//! The state transition function of the Testamur chain.
//!
//! Everything here is wiring: the pallets of the chain, their frozen indices, their limits. The
//! rules about credentials are in `pallet-credentials` and `testamur-primitives`.
//!
//! This chain deliberately lacks a token, fees, deposits and a sudo key. Membership replaces fees
//! ([`TxExtension`]), and the consortium decides by motion.

#![cfg_attr(not(feature = "std"), no_std)]
// The lints are those of the other crates on chain, except for that on `as`, which the runtime
// macro uses to number the pallets.
#![cfg_attr(
	not(any(test, feature = "runtime-benchmarks", feature = "try-runtime")),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unwrap_used
	)
)]
// The runtime macro nests deeply.
#![recursion_limit = "512"]
#![allow(
	missing_docs,
	reason = "`frame_support::runtime` expands to undocumented items right here"
)]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

mod allowance_uses;
mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod configs;
pub mod constants;
mod contract;
pub mod genesis_config_presets;
pub mod migrations;
#[cfg(feature = "upgrade-rehearsal")]
mod rehearsal;
#[cfg(not(feature = "upgrade-rehearsal"))]
mod version;
pub mod weights;

#[cfg(feature = "std")]
pub use apis::RuntimeApi;

use alloc::vec::Vec;

use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};

#[cfg(feature = "upgrade-rehearsal")]
pub use rehearsal::VERSION;
#[cfg(not(feature = "upgrade-rehearsal"))]
pub use version::VERSION;

/// Returns the wasm blob of the runtime, or an error in a build without one.
#[cfg(feature = "std")]
pub fn wasm_binary() -> Result<&'static [u8], &'static str> {
	WASM_BINARY.ok_or("this build has no runtime blob: it was made with SKIP_WASM_BUILD")
}

/// The signature of a transaction, by any scheme of the SDK.
pub type Signature = MultiSignature;
/// An account, 32 bytes that follow from its public key.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// The number of transactions that an account has sent.
pub type Nonce = u32;
/// A hash of 32 bytes, by BLAKE2b where blocks and state are hashed.
pub type Hash = sp_core::H256;
/// The number of a block; genesis has 0.
pub type BlockNumber = u32;
/// The form in which transactions name an account.
pub type Address = MultiAddress<AccountId, ()>;
/// The header of a block.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// An extrinsic as it is encoded in a block, with its signature unchecked.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// The bytes that the signer of a transaction signs.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;
/// A block with extrinsics that the runtime can decode.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// The chain as nodes see it, which pass extrinsics on without decoding them.
///
/// A node therefore keeps working when an upgrade of the runtime changes the calls.
pub mod opaque {
	/// A block whose extrinsics are bytes that only a runtime can decode.
	pub type Block = super::generic::Block<super::Header, sp_runtime::OpaqueExtrinsic>;
}

/// The checks that a transaction must pass, in this order, before its call runs.
///
/// [`pallet_allowance::CheckMembership`] replaces the extension by which other chains charge a fee.
/// It precedes the check of the nonce, which would reject a non-member too, but with a misleading
/// error about fees.
pub type TxExtension = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	pallet_allowance::CheckMembership<Runtime>,
	pallet_allowance::NonceInTurn<Runtime>,
	frame_system::CheckWeight<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);

/// The changes of the state that an upgrade to this runtime makes in one block, once.
#[cfg(not(feature = "upgrade-rehearsal"))]
pub type Migrations = migrations::BeforeSteps;
/// The changes that the rehearsed upgrade makes.
#[cfg(feature = "upgrade-rehearsal")]
pub type Migrations = rehearsal::Migration;

/// The executive, which dispatches extrinsics and runs the hooks of the pallets, in the order of
/// their indices.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

impl_opaque_keys! {
	/// The keys of a validator.
	pub struct SessionKeys {
		/// The key that seals blocks.
		pub aura: Aura,
		/// The key that votes on finality.
		pub grandpa: Grandpa,
	}
}

/// The pallets of the chain.
///
/// Indices are part of every encoded call, event and error: they never change and are never reused.
/// Hooks and genesis run in their order, so a pallet comes before those that rely on it: time
/// before the check of the slot, the author of a block before a change of sessions moves the set,
/// the decided set before the sessions that are planned from it, consensus before governance,
/// governance before credentials, and all that record events before their log.
#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Runtime>;

	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp::Pallet<Runtime>;

	#[runtime::pallet_index(2)]
	pub type Aura = pallet_aura::Pallet<Runtime>;

	#[runtime::pallet_index(3)]
	pub type Grandpa = pallet_grandpa::Pallet<Runtime>;

	#[runtime::pallet_index(4)]
	pub type Authorship = pallet_authorship::Pallet<Runtime>;

	#[runtime::pallet_index(5)]
	pub type Consortium = pallet_consortium::Pallet<Runtime>;

	#[runtime::pallet_index(6)]
	pub type Session = pallet_session::Pallet<Runtime>;

	#[runtime::pallet_index(7)]
	pub type Historical = pallet_session::historical::Pallet<Runtime>;

	#[runtime::pallet_index(8)]
	pub type Offences = pallet_offences::Pallet<Runtime>;

	#[runtime::pallet_index(10)]
	pub type Council = pallet_collective::Pallet<Runtime, Instance1>;

	#[runtime::pallet_index(11)]
	pub type CouncilMembership = pallet_membership::Pallet<Runtime, Instance1>;

	#[runtime::pallet_index(15)]
	pub type Utility = pallet_utility::Pallet<Runtime>;

	#[runtime::pallet_index(16)]
	pub type TxPause = pallet_tx_pause::Pallet<Runtime>;

	#[runtime::pallet_index(17)]
	pub type Allowance = pallet_allowance::Pallet<Runtime>;

	#[runtime::pallet_index(20)]
	pub type Credentials = pallet_credentials::Pallet<Runtime>;

	#[runtime::pallet_index(21)]
	pub type EventLog = pallet_event_log::Pallet<Runtime>;
}
