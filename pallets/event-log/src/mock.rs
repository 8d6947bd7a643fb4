// SPDX-License-Identifier: Apache-2.0

//! A runtime for tests: subjects are numbers, and time is set by hand.

use crate as pallet_event_log;
use crate::{EventRecorder, Subjects};
use codec::Encode;
use frame_support::{
	derive_impl, parameter_types,
	traits::{Hooks, Time},
	weights::{constants::ParityDbWeight, RuntimeDbWeight},
};
use sp_runtime::BuildStorage;
use testamur_primitives::Moment;

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
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type EventLog = pallet_event_log;
}

parameter_types! {
	/// The weights of database accesses. A test sets them to see how many writes a weight includes.
	pub static DbWeight: RuntimeDbWeight = ParityDbWeight::get();
	/// The pallets whose events tests record, of which there is none.
	pub RecordedPallets: Vec<u8> = Vec::new();
	/// The time of the block.
	pub static Now: Moment = 0;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type DbWeight = DbWeight;
}

/// The clock that tests set.
pub struct Clock;

impl Time for Clock {
	type Moment = Moment;

	fn now() -> Moment {
		Now::get()
	}
}

impl pallet_event_log::Config for Test {
	type RecordedPallets = RecordedPallets;
	type Subject = u32;
	type Time = Clock;
	type WeightInfo = pallet_event_log::weights::SubstrateWeight<Self>;
}

/// Records an event that concerns these subjects.
pub fn record(event: &impl Encode, subjects: &[u32]) {
	EventLog::record(event, Subjects::truncate_from(subjects.to_vec()));
}

/// Ends the block, and begins the next one three seconds later.
pub fn end_block() {
	let number = System::block_number();
	EventLog::on_finalize(number);
	System::set_block_number(number + 1);
	Now::set(Now::get() + 3_000);
}

/// A builder of the state in which a test begins: the first block after genesis.
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build(self) -> sp_io::TestExternalities {
		let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let mut ext = sp_io::TestExternalities::from(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			Now::set(3_000);
		});
		ext
	}

	/// Runs a test, ends the last block, then checks every invariant.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			end_block();
			EventLog::do_try_state().expect("every invariant holds after a test");
		});
	}
}
