// SPDX-License-Identifier: Apache-2.0

//! The base of the chain: blocks, accounts, batches of calls.

use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	parameter_types,
	traits::{ConstU16, ConstU32, InsideBoth},
	weights::constants::ParityDbWeight,
};
use frame_system::limits::{BlockLength, BlockWeights};

use crate::{
	configs::ByMotionOnly,
	constants::{
		BLOCK_HASH_COUNT, MAXIMUM_BLOCK_LENGTH, MAXIMUM_BLOCK_WEIGHT, MAXIMUM_HEADER_LENGTH,
		NORMAL_DISPATCH_RATIO, SS58_PREFIX,
	},
	AccountId, Block, Hash, Migrations, Nonce, OriginCaller, PalletInfo, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeOrigin, RuntimeTask, TxPause, VERSION,
};

parameter_types! {
	pub const Version: sp_version::RuntimeVersion = VERSION;
	pub RuntimeBlockWeights: BlockWeights =
		BlockWeights::with_sensible_defaults(MAXIMUM_BLOCK_WEIGHT, NORMAL_DISPATCH_RATIO);
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAXIMUM_BLOCK_LENGTH)
		.max_header_size(MAXIMUM_HEADER_LENGTH)
		.modify_max_length_for_class(DispatchClass::Normal, |max| {
			*max = NORMAL_DISPATCH_RATIO.mul_floor(*max);
		})
		.build();
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountId = AccountId;
	/// An account holds nothing: there is no token.
	type AccountData = ();
	type BaseCallFilter = InsideBoth<ByMotionOnly, TxPause>;
	type Block = Block;
	type BlockHashCount = ConstU32<BLOCK_HASH_COUNT>;
	type BlockLength = RuntimeBlockLength;
	type BlockWeights = RuntimeBlockWeights;
	/// Nodes are built with ParityDB and nothing else. The weight files below have to follow,
	/// their defaults count in RocksDB's numbers.
	type DbWeight = ParityDbWeight;
	type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Self>;
	type Hash = Hash;
	type Nonce = Nonce;
	type SingleBlockMigrations = Migrations;
	type SS58Prefix = ConstU16<SS58_PREFIX>;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Self>;
	type Version = Version;
}

impl pallet_utility::Config for Runtime {
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_utility::weights::SubstrateWeight<Self>;
}
