// SPDX-License-Identifier: Apache-2.0

//! Two thirds of the council decide, whatever its size, and nobody else does.

use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo, weights::Weight};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{
	traits::{BlakeTwo256, Hash as _},
	DispatchError, DispatchResult,
};
use testamur_runtime::{
	configs::CouncilCollective, Council, CouncilMembership, Hash, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeOrigin, System,
};

use crate::chain;

type CouncilError = pallet_collective::Error<Runtime, CouncilCollective>;
type MembershipCall = pallet_membership::Call<Runtime, CouncilCollective>;

fn by(who: Sr25519Keyring) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.to_account_id())
}

fn is_member(who: Sr25519Keyring) -> bool {
	Council::is_member(&who.to_account_id())
}

fn admit(who: Sr25519Keyring) -> RuntimeCall {
	MembershipCall::add_member { who: who.to_account_id().into() }.into()
}

fn expel(who: Sr25519Keyring) -> RuntimeCall {
	MembershipCall::remove_member { who: who.to_account_id().into() }.into()
}

/// A motion that is open.
struct Motion {
	hash: Hash,
	index: u32,
	weight: Weight,
	len: u32,
}

impl Motion {
	fn propose(proposer: Sr25519Keyring, threshold: u32, call: RuntimeCall) -> Self {
		let index = pallet_collective::ProposalCount::<Runtime, CouncilCollective>::get();
		let motion = Self {
			hash: BlakeTwo256::hash_of(&call),
			index,
			weight: call.get_dispatch_info().call_weight,
			// What is stored has its length in front.
			len: u32::try_from(call.encoded_size()).unwrap() + 4,
		};
		assert_ok!(Council::propose(by(proposer), threshold, Box::new(call), motion.len));
		motion
	}

	fn ayes(&self, voters: &[Sr25519Keyring]) {
		for voter in voters {
			assert_ok!(Council::vote(by(*voter), self.hash, self.index, true));
		}
	}

	fn close(&self) -> frame_support::dispatch::DispatchResultWithPostInfo {
		Council::close(by(Alice), self.hash, self.index, self.weight, self.len)
	}
}

/// How the last motion went that was carried out.
fn outcome() -> DispatchResult {
	System::events()
		.into_iter()
		.rev()
		.find_map(|record| match record.event {
			RuntimeEvent::Council(pallet_collective::Event::Executed { result, .. }) => {
				Some(result)
			},
			_ => None,
		})
		.expect("a motion was carried out")
}

/// One member proposes and decides.
fn decide(member: Sr25519Keyring, call: RuntimeCall) -> DispatchResult {
	let len = u32::try_from(call.encoded_size()).unwrap();
	assert_ok!(Council::propose(by(member), 1, Box::new(call), len));
	outcome()
}

#[test]
fn a_council_of_one_decides_at_once() {
	chain("development").execute_with(|| {
		assert_ok!(decide(Alice, admit(Bob)));
		assert!(is_member(Bob));
	});
}

#[test]
fn a_council_of_four_needs_three() {
	chain("local_testnet").execute_with(|| {
		let motion = Motion::propose(Alice, 3, admit(Eve));
		motion.ayes(&[Alice, Bob]);
		assert_noop!(motion.close(), CouncilError::TooEarly);

		motion.ayes(&[Charlie]);
		assert_ok!(motion.close());
		assert_ok!(outcome());
		assert!(is_member(Eve));
	});
}

#[test]
fn a_low_threshold_does_not_lower_the_bar() {
	chain("local_testnet").execute_with(|| {
		assert_eq!(decide(Alice, admit(Eve)), Err(DispatchError::BadOrigin));

		let motion = Motion::propose(Alice, 2, admit(Eve));
		motion.ayes(&[Alice, Bob]);
		assert_ok!(motion.close());
		assert_eq!(outcome(), Err(DispatchError::BadOrigin));
		assert!(!is_member(Eve));
	});
}

#[test]
fn a_motion_fails_when_two_of_four_are_against_it() {
	chain("local_testnet").execute_with(|| {
		let motion = Motion::propose(Alice, 3, admit(Eve));
		for voter in [Charlie, Dave] {
			assert_ok!(Council::vote(by(voter), motion.hash, motion.index, false));
		}
		assert_ok!(motion.close());
		assert!(!is_member(Eve));
		assert_noop!(motion.close(), CouncilError::ProposalMissing);
	});
}

#[test]
fn votes_of_who_leaves_do_not_count() {
	chain("local_testnet").execute_with(|| {
		let motion = Motion::propose(Alice, 3, admit(Eve));
		motion.ayes(&[Alice, Bob, Dave]);

		let expulsion = Motion::propose(Alice, 3, expel(Dave));
		expulsion.ayes(&[Alice, Bob, Charlie]);
		assert_ok!(expulsion.close());
		assert!(!is_member(Dave));

		assert_noop!(motion.close(), CouncilError::TooEarly);
	});
}

#[test]
fn strangers_neither_propose_nor_vote() {
	chain("local_testnet").execute_with(|| {
		let call = Box::new(admit(Ferdie));
		assert_noop!(Council::propose(by(Ferdie), 1, call.clone(), 100), CouncilError::NotMember);

		let motion = Motion::propose(Alice, 3, *call);
		assert_noop!(
			Council::vote(by(Ferdie), motion.hash, motion.index, true),
			CouncilError::NotMember
		);
	});
}

#[test]
fn one_member_alone_speaks_for_nobody() {
	chain("development").execute_with(|| {
		let call = Box::new(admit(Bob));
		assert_ok!(Council::execute(by(Alice), call, 100));
		assert!(!is_member(Bob));
	});
}

#[test]
fn the_last_member_cannot_be_removed() {
	chain("development").execute_with(|| {
		assert_eq!(decide(Alice, expel(Alice)), Err(DispatchError::BadOrigin));
		assert!(is_member(Alice));

		assert_ok!(decide(Alice, admit(Bob)));
		let expulsion = Motion::propose(Alice, 2, expel(Alice));
		expulsion.ayes(&[Alice, Bob]);
		assert_ok!(expulsion.close());
		assert_ok!(outcome());
		assert!(!is_member(Alice));
	});
}

#[test]
fn seats_cannot_be_reset_or_set_past_the_membership() {
	chain("development").execute_with(|| {
		let reset = MembershipCall::reset_members { members: vec![] };
		assert_eq!(decide(Alice, reset.into()), Err(DispatchError::BadOrigin));

		let set = pallet_collective::Call::<Runtime, CouncilCollective>::set_members {
			new_members: vec![],
			prime: None,
			old_count: 1,
		};
		assert_eq!(decide(Alice, set.into()), Err(DispatchError::BadOrigin));
	});
}

#[test]
fn both_lists_of_members_stay_the_same() {
	chain("development").execute_with(|| {
		let same = || {
			let seats = CouncilMembership::members().into_inner();
			let council = pallet_collective::Members::<Runtime, CouncilCollective>::get();
			assert_eq!(seats, council);
		};
		assert_ok!(decide(Alice, admit(Bob)));
		same();
		let swap = MembershipCall::swap_member {
			remove: Bob.to_account_id().into(),
			add: Charlie.to_account_id().into(),
		};
		let motion = Motion::propose(Alice, 2, swap.into());
		motion.ayes(&[Alice, Bob]);
		assert_ok!(motion.close());
		assert_ok!(outcome());
		same();
		assert!(is_member(Charlie) && !is_member(Bob));
	});
}

#[test]
fn a_member_cannot_slip_away_from_a_motion_by_changing_its_key() {
	use sp_runtime::traits::Dispatchable;
	chain("local_testnet").execute_with(|| {
		let call: RuntimeCall =
			MembershipCall::change_key { new: Eve.to_account_id().into() }.into();
		let filtered = DispatchError::from(frame_system::Error::<Runtime>::CallFiltered);
		let refusal = |call: RuntimeCall| call.dispatch(by(Bob)).unwrap_err().error;
		assert_eq!(refusal(call.clone()), filtered);

		let hidden: RuntimeCall =
			pallet_utility::Call::<Runtime>::batch_all { calls: vec![call] }.into();
		assert_eq!(refusal(hidden), filtered);
	});
}

#[test]
fn a_quiet_week_is_no_majority() {
	chain("local_testnet").execute_with(|| {
		let prime = MembershipCall::set_prime { who: Alice.to_account_id().into() };
		let motion = Motion::propose(Alice, 3, prime.into());
		motion.ayes(&[Alice, Bob, Charlie]);
		assert_ok!(motion.close());
		assert_ok!(outcome());

		let motion = Motion::propose(Alice, 3, admit(Eve));
		motion.ayes(&[Alice]);
		System::set_block_number(testamur_runtime::constants::COUNCIL_MOTION_DURATION + 10);
		assert_ok!(motion.close());
		assert!(!is_member(Eve), "the prime's vote stood for those who were silent");
	});
}
