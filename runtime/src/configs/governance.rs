// SPDX-License-Identifier: Apache-2.0

//! The council: the consortium's members, who decide by motions of two thirds.
//!
//! Seats are stored in `CouncilMembership`, motions in `Council`. There are two pallets because
//! only the first can add, remove and swap members one by one.

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
use sp_runtime::{traits::StaticLookup, DispatchError, SaturatedConversion};

use crate::{
	constants::{
		COUNCIL_MAX_MEMBERS, COUNCIL_MAX_PROPOSALS, COUNCIL_MAX_PROPOSALS_OF_MEMBER,
		COUNCIL_MAX_PROPOSAL_WEIGHT, COUNCIL_MOTION_DURATION,
	},
	weights, AccountId, Council, CouncilMembership, Credentials, Hash, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeOrigin,
};

/// The instance of the collective pallet that is the council.
pub type CouncilCollective = Instance1;

/// The origin of a motion for which at least two of every three seats voted.
///
/// Seats count, and not votes cast: an abstention is not a vote for the motion.
pub type TwoThirdsOfCouncil = EnsureProportionAtLeast<AccountId, CouncilCollective, 2, 3>;

/// The origin of a motion for which at least three of every four seats voted. It is required for
/// calls that can change every rule, this one included.
pub type ThreeQuartersOfCouncil = EnsureProportionAtLeast<AccountId, CouncilCollective, 3, 4>;

parameter_types! {
	pub const MaxProposalWeight: Weight = COUNCIL_MAX_PROPOSAL_WEIGHT;
}

impl pallet_collective::Config<CouncilCollective> for Runtime {
	/// A motion costs no token, since there is none, but one of the member's few places.
	type Consideration = MotionSlot;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type DefaultVote = AbstentionIsNo;
	/// One of the SDK's benchmarks passes a motion by abstentions.
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
	/// Nobody may set the members here: seats change in `CouncilMembership`, or the two lists would
	/// differ. The SDK's benchmarks need an origin that may, as they do for the reset below.
	#[cfg(feature = "runtime-benchmarks")]
	type SetMembersOrigin = frame_system::EnsureRoot<AccountId>;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type SetMembersOrigin = EnsureNever<()>;
	type WeightInfo = weights::pallet_collective::Measured<Self>;
}

/// The rule that an abstention counts against a motion when it closes.
///
/// The SDK's own choices count abstentions like the prime's vote, or with the majority: a single
/// vote would become two thirds if nobody else voted for a week.
pub struct AbstentionIsNo;

impl DefaultVote for AbstentionIsNo {
	fn default_vote(_: Option<bool>, _: MemberCount, _: MemberCount, _: MemberCount) -> bool {
		false
	}
}

/// The filter of all calls but two, with which an account could evade a decision of the council.
///
/// Motions name accounts. A member that is to be expelled could evade every motion by changing its
/// key before the vote closes, and a thief would keep the seat and, with each new key, a fresh
/// allowance. A validator that purged its session keys would leave the set whatever the floor is.
/// Instead, the council swaps keys by motion, and a validator resigns.
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

/// The filter of all calls but those that would give a seat of the council to the account of zeroes.
///
/// Clients put that account in the place of one that they miss, and nobody owns it. In a council of two
/// it would be one half for ever, and no motion would reach two thirds again, not even to remove it.
pub struct SeatsForSomebody;

impl Contains<RuntimeCall> for SeatsForSomebody {
	fn contains(call: &RuntimeCall) -> bool {
		use pallet_membership::Call::{add_member, swap_member};
		match call {
			RuntimeCall::CouncilMembership(add_member { who: seated })
			| RuntimeCall::CouncilMembership(swap_member { add: seated, .. }) => !is_nobody(seated),
			_ => true,
		}
	}
}

/// Returns whether an address is that of the account of zeroes.
fn is_nobody(address: &<Lookup as StaticLookup>::Source) -> bool {
	Lookup::lookup(address.clone()).is_ok_and(|who| who == AccountId::new([0; 32]))
}

type Lookup = <Runtime as frame_system::Config>::Lookup;

/// A place in the list of open motions, of which each member may take a few.
///
/// Otherwise one member, or a thief of its key, could fill the list, and the council could not even
/// propose to expel it. `pallet-collective` stores the proposer of each motion with this ticket.
/// Motions that are closed no longer count, and anybody may remove their tickets with
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
	/// Returns the number of open motions of a member, without one that is just being proposed.
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
		// In the SDK's benchmarks, one member makes the maximum number of motions.
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
	/// Returns false, since a ticket is needed to record the proposer.
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
	/// Nobody may reset the members: a reset accepts any list, even an empty one or one with an
	/// account twice, after which no motion might ever reach two thirds. Adding, removing and
	/// swapping suffice.
	#[cfg(not(feature = "runtime-benchmarks"))]
	type ResetOrigin = EnsureNever<()>;
	#[cfg(feature = "runtime-benchmarks")]
	type ResetOrigin = frame_system::EnsureRoot<AccountId>;
	type RuntimeEvent = RuntimeEvent;
	type SwapOrigin = TwoThirdsOfCouncil;
	type WeightInfo = MembershipWeight<weights::pallet_membership::Measured<Self>>;
}

/// The origin of a removal: two thirds of the council, while more than one seat is taken.
///
/// An empty council could not even decide to admit a member.
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

/// The handler of changes of seats, which informs the council and lets the accounts of members
/// exist.
///
/// On other chains a first balance creates an account. Here a seat does: it adds one reference to
/// the account, without which `CheckNonce` would refuse every transaction. The reference stays when
/// the seat is lost. Taking it back would delete the account and with it the nonce, and everything
/// that it ever signed without an expiry could be replayed.
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

/// The measured weights of the membership pallet, plus the consequences of a change of seats.
///
/// They were measured without open motions. A member that leaves loses its vote in each open
/// motion, as when the collective's own members are set.
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
