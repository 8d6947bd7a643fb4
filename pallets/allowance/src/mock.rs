// SPDX-License-Identifier: Apache-2.0

//! A runtime for tests: accounts are numbers, and so are the two members that they belong to.

use crate as pallet_allowance;
use crate::{CarriedCalls, Payers, Refusal};
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU32, ConstU64, Contains},
	weights::{constants::ParityDbWeight, RuntimeDbWeight},
};
use sp_runtime::{traits::IdentityLookup, BuildStorage};

pub type AccountId = u64;

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
	pub type Allowance = pallet_allowance;
}

/// The calls that carry others: here a remark with an event carries itself, and so has no depth.
pub struct RemarksWithEvent;
impl CarriedCalls<RuntimeCall> for RemarksWithEvent {
	fn visit<'a>(call: &'a RuntimeCall, visitor: &mut dyn FnMut(&'a RuntimeCall)) {
		if matches!(call, RuntimeCall::System(frame_system::Call::remark_with_event { .. })) {
			visitor(call);
		}
	}
}

parameter_types! {
	/// The weights of database accesses. A test sets them to see how many writes a weight includes.
	pub static DbWeight: RuntimeDbWeight = ParityDbWeight::get();
	/// The allowance of the first member.
	pub static FirstAllowance: u32 = BUDGET;
	/// The number of accounts that share the first member's allowance in the pool.
	pub static FirstAccounts: u32 = 1;
	/// True if the record of the first member cannot be read.
	pub static FirstIsDamaged: bool = false;
	/// True if the first member is suspended.
	pub static FirstIsSuspended: bool = false;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type DbWeight = DbWeight;
}

/// The number of a member.
pub type Member = u32;
/// The first member and its accounts.
pub const FIRST: Member = 1;
pub const ALICE: AccountId = 10;
pub const ADAM: AccountId = 11;
/// The second member and its account.
pub const SECOND: Member = 2;
pub const BERTA: AccountId = 20;
/// A governor that belongs to no member, and one that belongs to the first.
pub const GOVERNOR: AccountId = 900;
pub const GOVERNING_MEMBER: AccountId = 19;
/// An account that belongs to no member.
pub const STRANGER: AccountId = 99;

/// The operations that a member may spend in a period.
pub const BUDGET: u32 = 100;
/// The operations that a governor may spend in a period.
pub const GOVERNORS_BUDGET: u32 = 50;
/// The depth to which calls may carry others.
pub const NESTING: u32 = 2;
/// The number of blocks in a period.
pub const PERIOD: u64 = 10;

pub struct Governors;
impl Contains<AccountId> for Governors {
	fn contains(who: &AccountId) -> bool {
		[GOVERNOR, GOVERNING_MEMBER].contains(who)
	}
}

/// The members: accounts 10 to 19 belong to the first, 20 to 29 to the second.
pub struct Members;
impl Payers<AccountId> for Members {
	type Member = Member;

	fn payer(who: &AccountId) -> Result<(Member, u32), Refusal> {
		match who {
			10..=19 if FirstIsSuspended::get() => Err(Refusal::Suspended),
			10..=19 => Ok((FIRST, FirstAllowance::get())),
			20..=29 => Ok((SECOND, BUDGET)),
			_ => Err(Refusal::NotAMember),
		}
	}

	fn allowance(member: &Member) -> Option<u32> {
		match *member {
			FIRST if FirstIsDamaged::get() => None,
			FIRST => Some(FirstAllowance::get()),
			SECOND => Some(BUDGET),
			_ => None,
		}
	}

	fn accounts(member: &Member) -> u32 {
		match *member {
			FIRST => FirstAccounts::get(),
			_ => 1,
		}
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<AccountId> for Members {
	fn member() -> AccountId {
		ALICE
	}
}

impl pallet_allowance::Config for Test {
	type AllowancePeriod = ConstU64<PERIOD>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Members;
	type CarriedCalls = RemarksWithEvent;
	type GovernorAllowance = ConstU32<GOVERNORS_BUDGET>;
	type Governors = Governors;
	type MaxNesting = ConstU32<NESTING>;
	type Payers = Members;
	type WeightInfo = pallet_allowance::weights::SubstrateWeight<Self>;
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// A builder of the state in which a test begins: the first block, with accounts that can sign.
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build(self) -> sp_io::TestExternalities {
		let storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let mut ext = sp_io::TestExternalities::from(storage);
		ext.execute_with(|| {
			FirstAllowance::set(BUDGET);
			FirstAccounts::set(1);
			FirstIsDamaged::set(false);
			FirstIsSuspended::set(false);
			System::set_block_number(1);
			for who in [ALICE, ADAM, BERTA, GOVERNOR, GOVERNING_MEMBER] {
				System::inc_sufficients(&who);
			}
		});
		ext
	}

	/// Runs a test, then checks every invariant.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Allowance::do_try_state().expect("every invariant holds after a test");
		});
	}
}
