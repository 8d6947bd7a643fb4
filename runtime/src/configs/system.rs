// SPDX-License-Identifier: Apache-2.0

//! The base of the chain: blocks, accounts, batches of calls.

use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	parameter_types,
	traits::{ConstU16, ConstU32, InsideBoth},
	weights::{RuntimeDbWeight, Weight},
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::Perbill;

use crate::{
	configs::{ByMotionOnly, SeatsForSomebody},
	constants::{
		AVERAGE_ON_INITIALIZE, BLOCK_HASH_COUNT, MAXIMUM_BLOCK_LENGTH, MAXIMUM_BLOCK_WEIGHT,
		MAXIMUM_HEADER_LENGTH, MIGRATION_SHARE, NORMAL_DISPATCH_RATIO, SS58_PREFIX,
	},
	weights::{self, machine},
	AccountId, Block, Hash, Migrations, Nonce, OriginCaller, PalletInfo, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeOrigin, RuntimeTask, TxPause, VERSION,
};

parameter_types! {
	pub const Database: RuntimeDbWeight = machine::DATABASE;
	pub const Version: sp_version::RuntimeVersion = VERSION;
	pub RuntimeBlockWeights: BlockWeights = block_weights();
	/// The most that a block spends on a step of the migration of records.
	pub StepWeight: Weight = share_of_block(MIGRATION_SHARE);
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAXIMUM_BLOCK_LENGTH)
		.max_header_size(MAXIMUM_HEADER_LENGTH)
		.modify_max_length_for_class(DispatchClass::Normal, |max| {
			*max = NORMAL_DISPATCH_RATIO.mul_floor(*max);
		})
		.build();
}

/// Returns the weight of a share of a block.
fn share_of_block(share: Perbill) -> Weight {
	let block = RuntimeBlockWeights::get().max_block;
	Weight::from_parts(share.mul_floor(block.ref_time()), share.mul_floor(block.proof_size()))
}

/// The migration of the records.
pub type Steps = pallet_credentials::migrations::Migrator<Runtime, StepWeight>;

/// Returns the weight limits of a block.
///
/// The part of a block that is not for ordinary calls is reserved for operational ones. The base
/// weights of a block and of a transaction are measured.
fn block_weights() -> BlockWeights {
	let share = |part| NORMAL_DISPATCH_RATIO.mul_floor(part);
	let normal = Weight::from_parts(
		share(MAXIMUM_BLOCK_WEIGHT.ref_time()),
		share(MAXIMUM_BLOCK_WEIGHT.proof_size()),
	);
	BlockWeights::builder()
		.base_block(machine::BLOCK_EXECUTION)
		.for_class(DispatchClass::all(), |limits| {
			limits.base_extrinsic = machine::EXTRINSIC_BASE;
		})
		.for_class(DispatchClass::Normal, |limits| {
			limits.max_total = Some(normal);
		})
		.for_class(DispatchClass::Operational, |limits| {
			limits.max_total = Some(MAXIMUM_BLOCK_WEIGHT);
			limits.reserved = Some(MAXIMUM_BLOCK_WEIGHT.saturating_sub(normal));
		})
		.avg_block_initialization(AVERAGE_ON_INITIALIZE)
		.build_or_panic()
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountId = AccountId;
	/// An account holds nothing: there is no token.
	type AccountData = ();
	type BaseCallFilter = InsideBoth<InsideBoth<ByMotionOnly, SeatsForSomebody>, TxPause>;
	type Block = Block;
	type BlockHashCount = ConstU32<BLOCK_HASH_COUNT>;
	type BlockLength = RuntimeBlockLength;
	type BlockWeights = RuntimeBlockWeights;
	/// The weights were measured on ParityDB, which is the only database that nodes are built with.
	type DbWeight = Database;
	type ExtensionsWeightInfo = weights::frame_system_extensions::Measured<Self>;
	type Hash = Hash;
	type MultiBlockMigrator = Steps;
	type Nonce = Nonce;
	type SingleBlockMigrations = Migrations;
	type SS58Prefix = ConstU16<SS58_PREFIX>;
	type SystemWeightInfo = weights::frame_system::Measured<Self>;
	type Version = Version;
}

impl pallet_utility::Config for Runtime {
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_utility::Measured<Self>;
}
