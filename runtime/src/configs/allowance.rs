// SPDX-License-Identifier: Apache-2.0

//! Allowances: the accounts that may submit transactions, and how much each payer may spend.

use frame_support::traits::{ConstU32, Contains};

use pallet_allowance::CarriedCalls;

use crate::{
	constants::{ALLOWANCE_PERIOD, GOVERNOR_ALLOWANCE, MAX_CALL_NESTING},
	AccountId, Consortium, CouncilMembership, Credentials, Runtime, RuntimeCall,
};

impl pallet_allowance::Config for Runtime {
	type AllowancePeriod = ConstU32<ALLOWANCE_PERIOD>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = AllSeatsTaken;
	type CarriedCalls = Carriers;
	type GovernorAllowance = ConstU32<GOVERNOR_ALLOWANCE>;
	type Governors = Governors;
	type MaxNesting = ConstU32<MAX_CALL_NESTING>;
	type Payers = Credentials;
	type WeightInfo = pallet_allowance::weights::SubstrateWeight<Self>;
}

/// The calls of this runtime that carry other calls.
///
/// A test compares them with the metadata, so that none of a new pallet is forgotten.
pub struct Carriers;

impl CarriedCalls<RuntimeCall> for Carriers {
	fn visit<'a>(call: &'a RuntimeCall, visitor: &mut dyn FnMut(&'a RuntimeCall)) {
		use pallet_collective::Call::{execute, propose};
		use pallet_consortium::Call::dispatch_as_root;
		use pallet_utility::Call::{
			as_derivative, batch, batch_all, dispatch_as, dispatch_as_fallible, force_batch,
			if_else, with_weight,
		};
		match call {
			RuntimeCall::Utility(batch { calls } | batch_all { calls } | force_batch { calls }) => {
				calls.iter().for_each(visitor);
			},
			RuntimeCall::Utility(
				as_derivative { call, .. }
				| dispatch_as { call, .. }
				| dispatch_as_fallible { call, .. }
				| with_weight { call, .. },
			)
			| RuntimeCall::Consortium(dispatch_as_root { call }) => visitor(call),
			RuntimeCall::Utility(if_else { main, fallback }) => {
				visitor(main);
				visitor(fallback);
			},
			RuntimeCall::Council(propose { proposal, .. } | execute { proposal, .. }) => {
				visitor(proposal);
			},
			_ => (),
		}
	}
}

/// The accounts that may submit without serving an institution: members of the council, and
/// validators, which set their session keys.
pub struct Governors;

impl Contains<AccountId> for Governors {
	fn contains(who: &AccountId) -> bool {
		CouncilMembership::contains(who) || Consortium::is_validator(who)
	}
}

/// A state with the maximum number of council members and of validators, and an institution with
/// the largest record.
#[cfg(feature = "runtime-benchmarks")]
pub struct AllSeatsTaken;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_allowance::BenchmarkHelper<AccountId> for AllSeatsTaken {
	fn member() -> AccountId {
		use crate::{
			configs::{CouncilCollective, TwoThirdsOfCouncil},
			constants::{COUNCIL_MAX_MEMBERS, MAX_AUTHORITIES},
		};
		use alloc::vec;
		use frame_support::{traits::EnsureOrigin, BoundedVec};
		use testamur_primitives::{
			limits::{MAX_NAME, MAX_URI},
			Profile,
		};
		let account = |n: u32, kind: u8| {
			let mut account = [kind; 32];
			account[..4].copy_from_slice(&n.to_be_bytes());
			AccountId::new(account)
		};
		let accounts = |count: u32, kind: u8| (0..count).map(|n| account(n, kind)).collect();
		let origin = TwoThirdsOfCouncil::try_successful_origin().expect("a council decides; qed");
		let profile = Profile {
			name: BoundedVec::truncate_from(vec![b'n'; MAX_NAME as usize]),
			uri: BoundedVec::truncate_from(vec![b'u'; MAX_URI as usize]),
			country: *b"NL",
		};
		let admin = account(0, 3);
		Credentials::register_institution(origin, profile, admin.clone(), u32::MAX)
			.expect("the account is a fresh one; qed");
		let members = BoundedVec::truncate_from(accounts(COUNCIL_MAX_MEMBERS, 1));
		pallet_membership::Members::<Runtime, CouncilCollective>::put(members);
		let validators = BoundedVec::truncate_from(accounts(MAX_AUTHORITIES, 2));
		pallet_consortium::Validators::<Runtime>::put(validators);
		admin
	}
}
