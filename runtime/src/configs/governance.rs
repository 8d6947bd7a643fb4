// SPDX-License-Identifier: Apache-2.0

//! The council: the consortium's members, who decide by motions of two thirds.
//!
//! Seats are held in `CouncilMembership`, motions in `Council`. Two pallets, because only the first
//! can add, remove and swap members one by one.

use core::marker::PhantomData;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	parameter_types,
	traits::{
		ChangeMembers, Consideration, ConstU32, Contains, EnsureOrigin, InitializeMembers,
		MaybeConsideration, SortedMembers,
	},
	weights::Weight,
};
#[cfg(not(feature = "runtime-benchmarks"))]
use frame_system::EnsureNever;
use pallet_collective::{DefaultVote, EnsureProportionAtLeast, Instance1, MemberCount};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, SaturatedConversion};

use crate::{
	constants::{
		COUNCIL_MAX_MEMBERS, COUNCIL_MAX_PROPOSALS, COUNCIL_MAX_PROPOSALS_OF_MEMBER,
		COUNCIL_MAX_PROPOSAL_WEIGHT, COUNCIL_MOTION_DURATION,
	},
	weights, AccountId, Council, CouncilMembership, Credentials, Hash, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeOrigin,
};

/// The council among possible other collectives.
pub type CouncilCollective = Instance1;

/// At least two of every three seats agreed.
///
/// Counted in seats, not in votes cast: whoever abstains is not for it.
pub type TwoThirdsOfCouncil = EnsureProportionAtLeast<AccountId, CouncilCollective, 2, 3>;

/// At least three of every four seats agreed: for what can change every rule, this one included.
pub type ThreeQuartersOfCouncil = EnsureProportionAtLeast<AccountId, CouncilCollective, 3, 4>;

parameter_types! {
	pub const MaxProposalWeight: Weight = COUNCIL_MAX_PROPOSAL_WEIGHT;
}

impl pallet_collective::Config<CouncilCollective> for Runtime {
	/// Motions cost no coin, for there is none, but one of the member's few places.
	type Consideration = MotionSlot;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type DefaultVote = AbstentionIsNo;
	/// One of the SDK's benchmarks carries a motion by abstentions.
	#[cfg(feature = "runtime-benchmarks")]
	type DefaultVote = pallet_collective::PrimeDefaultVote;
	type DisapproveOrigin = TwoThirdsOfCouncil;
	type KillOrigin = TwoThirdsOfCouncil;
	type MaxMembers = ConstU32<COUNCIL_MAX_MEMBERS>;
	type MaxProposalWeight = MaxProposalWeight;
	type MaxProposals = ConstU32<COUNCIL_MAX_PROPOSALS>;
	type MotionDuration = ConstU32<COUNCIL_MOTION_DURATION>;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	/// Never: seats change in `CouncilMembership`, or the two lists would drift apart.
	/// The SDK's benchmarks need somebody who can; so does that of a reset below.
	#[cfg(feature = "runtime-benchmarks")]
	type SetMembersOrigin = frame_system::EnsureRoot<AccountId>;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type SetMembersOrigin = EnsureNever<()>;
	type WeightInfo = weights::pallet_collective::Measured<Self>;
}

/// Whoever has not voted when a motion closes is not for it.
///
/// The SDK's own choices count abstentions as the prime voted, or with the majority, and then a quiet
/// week would make two thirds of a single vote.
pub struct AbstentionIsNo;

impl DefaultVote for AbstentionIsNo {
	fn default_vote(_: Option<bool>, _: MemberCount, _: MemberCount, _: MemberCount) -> bool {
		false
	}
}

/// All calls but two, which would let an account slip away from what the council decides about it.
///
/// Motions name accounts. A member that is to be expelled could escape every motion by changing its
/// key before the vote closes, and a thief would keep the seat and, with each new key, a fresh
/// allowance. A validator that purged its session keys would leave the set whatever the floor is. The
/// council swaps keys by motion, and a validator resigns.
pub struct ByMotionOnly;

impl Contains<RuntimeCall> for ByMotionOnly {
	fn contains(call: &RuntimeCall) -> bool {
		use pallet_membership::Call::change_key;
		use pallet_session::Call::purge_keys;
		!matches!(
			call,
			RuntimeCall::CouncilMembership(change_key { .. })
				| RuntimeCall::Session(purge_keys { .. })
		)
	}
}

/// A place in the list of open motions, of which each member may take a few.
///
/// Otherwise one member, or whoever stole its key, could fill the list, and the council could not even
/// propose to expel it. Who proposed which motion is kept by `pallet-collective` with this ticket.
/// Motions that are closed no longer count, and anybody may clear away their tickets with
/// `release_proposal_cost`.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct MotionSlot;

impl MotionSlot {
	/// Open motions of this member, without one that is just being made.
	fn taken_by(who: &AccountId) -> usize {
		let open = pallet_collective::Proposals::<Runtime, CouncilCollective>::get();
		let is_theirs = |motion: &Hash| {
			pallet_collective::CostOf::<Runtime, CouncilCollective>::get(motion)
				.is_some_and(|(proposer, _)| proposer == *who)
		};
		open.iter().filter(|motion| is_theirs(motion)).count()
	}
}

impl Consideration<AccountId, u32> for MotionSlot {
	fn new(who: &AccountId, _open: u32) -> Result<Self, DispatchError> {
		let taken: u32 = Self::taken_by(who).saturated_into();
		// The SDK's benchmarks have one member make as many motions as there can be.
		if taken < COUNCIL_MAX_PROPOSALS_OF_MEMBER || cfg!(feature = "runtime-benchmarks") {
			Ok(Self)
		} else {
			Err(pallet_consortium::Error::<Runtime>::TooManyOpenMotions.into())
		}
	}

	fn update(self, who: &AccountId, open: u32) -> Result<Self, DispatchError> {
		Self::new(who, open)
	}

	fn drop(self, _: &AccountId) -> Result<(), DispatchError> {
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful(_: &AccountId, _: u32) {}
}

impl MaybeConsideration<AccountId, u32> for MotionSlot {
	/// Never: without a ticket nobody would know whose motion it is.
	fn is_none(&self) -> bool {
		false
	}
}

impl pallet_membership::Config<CouncilCollective> for Runtime {
	type AddOrigin = TwoThirdsOfCouncil;
	type MaxMembers = ConstU32<COUNCIL_MAX_MEMBERS>;
	type MembershipChanged = CouncilSeats;
	type MembershipInitialized = CouncilSeats;
	type PrimeOrigin = TwoThirdsOfCouncil;
	type RemoveOrigin = CouncilRemoval;
	/// Never: a reset takes any list, an empty one or one with an account twice, and after either
	/// no motion might ever reach two thirds again. Adding, removing and swapping do all the rest.
	#[cfg(not(feature = "runtime-benchmarks"))]
	type ResetOrigin = EnsureNever<()>;
	#[cfg(feature = "runtime-benchmarks")]
	type ResetOrigin = frame_system::EnsureRoot<AccountId>;
	type RuntimeEvent = RuntimeEvent;
	type SwapOrigin = TwoThirdsOfCouncil;
	type WeightInfo = MembershipWeight<weights::pallet_membership::Measured<Self>>;
}

/// Two thirds of the council, while more than one seat is taken.
///
/// An empty council could not even decide to admit somebody.
pub struct CouncilRemoval;

impl EnsureOrigin<RuntimeOrigin> for CouncilRemoval {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin) -> Result<(), RuntimeOrigin> {
		if CouncilMembership::count() < 2 {
			return Err(origin);
		}
		TwoThirdsOfCouncil::try_origin(origin)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		TwoThirdsOfCouncil::try_successful_origin()
	}
}

/// Hands every change of seats to the council, and makes sure that members have an account.
///
/// Elsewhere a first coin creates an account. Here a seat does: it adds one reference to it, without
/// which `CheckNonce` would refuse every transaction. The reference stays when the seat is lost.
/// Taking it back would delete the account and with it the nonce, and all that it ever signed
/// without an expiry could be submitted once more.
pub struct CouncilSeats;

impl CouncilSeats {
	fn ensure_accounts(members: &[AccountId]) {
		members.iter().for_each(Credentials::ensure_account);
	}
}

impl InitializeMembers<AccountId> for CouncilSeats {
	fn initialize_members(members: &[AccountId]) {
		Self::ensure_accounts(members);
		Council::initialize_members(members);
	}
}

impl ChangeMembers<AccountId> for CouncilSeats {
	fn change_members_sorted(
		incoming: &[AccountId],
		outgoing: &[AccountId],
		sorted_new: &[AccountId],
	) {
		Self::ensure_accounts(incoming);
		Council::change_members_sorted(incoming, outgoing, sorted_new);
	}

	fn set_prime(prime: Option<AccountId>) {
		Council::set_prime(prime);
	}

	fn get_prime() -> Option<AccountId> {
		Council::get_prime()
	}
}

/// The measured weights of the membership pallet, plus what a change of seats sets off here.
///
/// They were measured with no motion open. With motions, the votes of who leaves are struck from each of
/// them, as when the collective's own members are set.
pub struct MembershipWeight<Measured>(PhantomData<Measured>);

impl<Measured> MembershipWeight<Measured> {
	fn with_motions(measured: Weight) -> Weight {
		type Collective = weights::pallet_collective::Measured<Runtime>;
		measured.saturating_add(<Collective as pallet_collective::WeightInfo>::set_members(
			COUNCIL_MAX_MEMBERS,
			0,
			COUNCIL_MAX_PROPOSALS,
		))
	}
}

impl<Measured: pallet_membership::WeightInfo> pallet_membership::WeightInfo
	for MembershipWeight<Measured>
{
	fn add_member(m: u32) -> Weight {
		Self::with_motions(Measured::add_member(m))
	}

	fn remove_member(m: u32) -> Weight {
		Self::with_motions(Measured::remove_member(m))
	}

	fn swap_member(m: u32) -> Weight {
		Self::with_motions(Measured::swap_member(m))
	}

	fn reset_members(m: u32) -> Weight {
		Self::with_motions(Measured::reset_members(m))
	}

	fn change_key(m: u32) -> Weight {
		Self::with_motions(Measured::change_key(m))
	}

	fn set_prime(m: u32) -> Weight {
		Measured::set_prime(m)
	}

	fn clear_prime() -> Weight {
		Measured::clear_prime()
	}
}
