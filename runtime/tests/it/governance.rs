// SPDX-License-Identifier: Apache-2.0

//! Tests that two thirds of the council decide, whatever its size, and nobody else.

use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo, weights::Weight};
use sp_core::traits::{Externalities, ReadRuntimeVersion, ReadRuntimeVersionExt};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{
	traits::{BlakeTwo256, Dispatchable, Hash as _},
	DispatchError, DispatchResult,
};
use sp_version::RuntimeVersion;
use testamur_runtime::{
	configs::CouncilCollective, constants::COUNCIL_MAX_PROPOSALS_OF_MEMBER, AccountId, Council,
	CouncilMembership, Grandpa, Hash, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, System,
	VERSION,
};

use crate::chain;

type CouncilError = pallet_collective::Error<Runtime, CouncilCollective>;
type MembershipCall = pallet_membership::Call<Runtime, CouncilCollective>;

pub(crate) fn by(who: Sr25519Keyring) -> RuntimeOrigin {
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

/// An open motion.
pub(crate) struct Motion {
	hash: Hash,
	index: u32,
	weight: Weight,
	len: u32,
}

impl Motion {
	pub(crate) fn propose(proposer: Sr25519Keyring, threshold: u32, call: RuntimeCall) -> Self {
		let index = pallet_collective::ProposalCount::<Runtime, CouncilCollective>::get();
		let motion = Self {
			hash: BlakeTwo256::hash_of(&call),
			index,
			weight: call.get_dispatch_info().call_weight,
			// The stored call is prefixed with its length.
			len: u32::try_from(call.encoded_size()).unwrap() + 4,
		};
		assert_ok!(Council::propose(by(proposer), threshold, Box::new(call), motion.len));
		motion
	}

	pub(crate) fn ayes(&self, voters: &[Sr25519Keyring]) {
		for voter in voters {
			assert_ok!(Council::vote(by(*voter), self.hash, self.index, true));
		}
	}

	pub(crate) fn close(&self) -> frame_support::dispatch::DispatchResultWithPostInfo {
		Council::close(by(Alice), self.hash, self.index, self.weight, self.len)
	}
}

/// Returns the result of the last motion that was executed.
pub(crate) fn outcome() -> DispatchResult {
	System::events()
		.into_iter()
		.rev()
		.find_map(|record| match record.event {
			RuntimeEvent::Council(pallet_collective::Event::Executed { result, .. }) => {
				Some(result)
			},
			_ => None,
		})
		.expect("a motion was executed")
}

/// Proposes a call by a member who decides alone, and returns its result.
pub(crate) fn decide(member: Sr25519Keyring, call: RuntimeCall) -> DispatchResult {
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
fn votes_of_a_former_member_do_not_count() {
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
fn one_member_alone_does_not_have_the_origin_of_the_council() {
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
fn the_account_of_zeroes_is_given_no_seat() {
	chain("development").execute_with(|| {
		let filtered = DispatchError::from(frame_system::Error::<Runtime>::CallFiltered);
		let nobody = || AccountId::new([0; 32]).into();
		let add = MembershipCall::add_member { who: nobody() };
		assert_eq!(decide(Alice, add.into()), Err(filtered));
		let swap =
			MembershipCall::swap_member { remove: Alice.to_account_id().into(), add: nobody() };
		assert_eq!(decide(Alice, swap.into()), Err(filtered));
		let calls = vec![MembershipCall::add_member { who: nobody() }.into()];
		let hidden = pallet_utility::Call::<Runtime>::batch_all { calls };
		assert_eq!(decide(Alice, hidden.into()), Err(filtered));
		assert_eq!(CouncilMembership::members().into_inner(), [Alice.to_account_id()]);
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
fn a_member_cannot_evade_a_motion_by_changing_its_key() {
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
fn abstentions_are_no_majority() {
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
		assert!(!is_member(Eve), "abstentions counted like the prime's vote");
	});
}

/// Proposes as many motions as one member may have open, each different.
fn fill_places(member: Sr25519Keyring, first: u8) -> Vec<Motion> {
	let motion = |n| {
		let call = frame_system::Call::<Runtime>::remark { remark: vec![first + n] };
		Motion::propose(member, 3, call.into())
	};
	(0..COUNCIL_MAX_PROPOSALS_OF_MEMBER as u8).map(motion).collect()
}

#[test]
fn nobody_fills_the_list_of_motions_alone() {
	chain("local_testnet").execute_with(|| {
		let open = fill_places(Alice, 0);
		let too_many = pallet_consortium::Error::<Runtime>::TooManyOpenMotions;
		let expel_alice = Box::new(expel(Alice));
		assert_noop!(Council::propose(by(Alice), 3, expel_alice.clone(), 100), too_many);
		// The others still can, and each has places of its own.
		assert_ok!(Council::propose(by(Bob), 3, expel_alice, 100));
		fill_places(Charlie, 100);

		// A closed motion no longer counts, whoever closed it and whatever the result.
		open[0].ayes(&[Alice, Bob, Charlie]);
		assert_ok!(open[0].close());
		let another = Motion::propose(Alice, 3, admit(Eve));
		let once_more = Box::new(admit(Ferdie));
		let too_many = pallet_consortium::Error::<Runtime>::TooManyOpenMotions;
		assert_noop!(Council::propose(by(Alice), 3, once_more.clone(), 100), too_many);
		for voter in [Bob, Charlie] {
			assert_ok!(Council::vote(by(voter), another.hash, another.index, false));
		}
		assert_ok!(another.close());
		assert_ok!(Council::propose(by(Alice), 3, once_more, 100));
	});
}

#[test]
fn a_validator_cannot_leave_the_set_by_purging_its_keys() {
	chain("local_testnet").execute_with(|| {
		let call: RuntimeCall = pallet_session::Call::<Runtime>::purge_keys {}.into();
		let filtered = DispatchError::from(frame_system::Error::<Runtime>::CallFiltered);
		let refusal = |call: RuntimeCall| call.dispatch(by(Bob)).unwrap_err().error;
		assert_eq!(refusal(call.clone()), filtered);
		let hidden: RuntimeCall =
			pallet_utility::Call::<Runtime>::batch_all { calls: vec![call] }.into();
		assert_eq!(refusal(hidden), filtered);
	});
}

fn as_root(call: impl Into<RuntimeCall>) -> RuntimeCall {
	pallet_consortium::Call::<Runtime>::dispatch_as_root { call: Box::new(call.into()) }.into()
}

/// Returns the result of the last call that was dispatched as root.
fn outcome_as_root() -> DispatchResult {
	System::read_events_for_pallet::<pallet_consortium::Event<Runtime>>()
		.into_iter()
		.rev()
		.find_map(|event| match event {
			pallet_consortium::Event::DispatchedAsRoot { result } => Some(result),
			_ => None,
		})
		.expect("something was done as root")
}

fn authorize_upgrade(code: &[u8]) -> RuntimeCall {
	let code_hash = BlakeTwo256::hash(code);
	as_root(frame_system::Call::<Runtime>::authorize_upgrade { code_hash })
}

fn authorized() -> Option<Hash> {
	System::authorized_upgrade().map(|upgrade| *upgrade.code_hash())
}

/// A reader that reports the next version of this runtime for any code.
struct AlwaysNextVersion;

impl ReadRuntimeVersion for AlwaysNextVersion {
	fn read_runtime_version(&self, _: &[u8], _: &mut dyn Externalities) -> Result<Vec<u8>, String> {
		Ok(RuntimeVersion { spec_version: VERSION.spec_version + 1, ..VERSION }.encode())
	}
}

#[test]
fn an_upgrade_takes_three_of_four_and_then_any_member() {
	let mut ext = chain("local_testnet");
	ext.register_extension(ReadRuntimeVersionExt::new(AlwaysNextVersion));
	ext.execute_with(|| {
		let code = b"the next runtime".to_vec();
		let motion = Motion::propose(Alice, 3, authorize_upgrade(&code));
		motion.ayes(&[Alice, Bob]);
		assert_noop!(motion.close(), CouncilError::TooEarly);
		motion.ayes(&[Dave]);
		assert_ok!(motion.close());
		assert_ok!(outcome());
		assert_ok!(outcome_as_root());
		assert_eq!(authorized(), Some(BlakeTwo256::hash(&code)));

		// Other code is refused. Any member may submit this code, once.
		let apply = |code: &[u8]| {
			let code = code.to_vec();
			let call = frame_system::Call::<Runtime>::apply_authorized_upgrade { code };
			let applied = RuntimeCall::from(call).dispatch(by(Dave));
			applied.map(|_| ()).map_err(|failed| failed.error)
		};
		let unauthorized = || Err(frame_system::Error::<Runtime>::Unauthorized.into());
		assert_eq!(apply(b"other code"), unauthorized());
		assert_ok!(apply(&code));
		assert_eq!(sp_io::storage::get(b":code").as_deref(), Some(&code[..]));
		assert_eq!(authorized(), None);
		let nothing_is_authorized = frame_system::Error::<Runtime>::NothingAuthorized;
		assert_eq!(apply(&code), Err(nothing_is_authorized.into()));
	});
}

#[test]
fn two_thirds_are_not_enough_to_act_as_root() {
	chain("local_testnet").execute_with(|| {
		// Of six seats, four are two thirds and five are three quarters.
		for who in [Eve, Ferdie] {
			let motion = Motion::propose(Alice, 4, admit(who));
			motion.ayes(&[Alice, Bob, Charlie, Dave]);
			assert_ok!(motion.close());
			assert_ok!(outcome());
		}
		let motion = Motion::propose(Alice, 4, authorize_upgrade(b"code"));
		motion.ayes(&[Alice, Bob, Charlie, Dave]);
		assert_ok!(motion.close());
		assert_eq!(outcome(), Err(DispatchError::BadOrigin));
		assert_eq!(authorized(), None);

		let motion = Motion::propose(Alice, 5, authorize_upgrade(b"code"));
		motion.ayes(&[Alice, Bob, Charlie, Dave, Eve]);
		assert_ok!(motion.close());
		assert_ok!(outcome());
		assert!(authorized().is_some());
	});
}

#[test]
fn a_council_of_one_upgrades_alone() {
	chain("development").execute_with(|| {
		assert_ok!(decide(Alice, authorize_upgrade(b"code")));
		assert_ok!(outcome_as_root());
		assert!(authorized().is_some());
	});
}

#[test]
fn the_council_brings_finality_back_after_a_stall() {
	chain("development").execute_with(|| {
		assert_eq!(Grandpa::stalled(), None);
		let note = pallet_grandpa::Call::<Runtime>::note_stalled {
			delay: 20,
			best_finalized_block_number: 1,
		};
		assert_eq!(decide(Alice, note.clone().into()), Err(DispatchError::BadOrigin));
		assert_ok!(decide(Alice, as_root(note)));
		assert_ok!(outcome_as_root());
		assert_eq!(Grandpa::stalled(), Some((20, 1)));
	});
}
