// SPDX-License-Identifier: Apache-2.0

//! Tests of limits that operators and clients rely on.

use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::{PalletInfoAccess, PalletsInfoAccess},
	weights::constants::{WEIGHT_REF_TIME_PER_MICROS, WEIGHT_REF_TIME_PER_MILLIS},
};
use testamur_runtime::{
	configs::{RuntimeBlockLength, RuntimeBlockWeights},
	constants::{
		ALLOWANCE_PERIOD, DAYS, GOVERNOR_ALLOWANCE, HOURS, MAXIMUM_BLOCK_LENGTH, MAX_AUTHORITIES,
		MINUTES, SLOT_DURATION,
	},
	weights::machine,
	AllPalletsWithSystem, Runtime, RuntimeCall, VERSION,
};

#[test]
fn a_block_takes_at_most_a_third_of_its_slot() {
	let max_block = RuntimeBlockWeights::get().max_block;
	assert_eq!(max_block.ref_time(), SLOT_DURATION * WEIGHT_REF_TIME_PER_MILLIS / 3);
}

#[test]
fn a_quarter_of_a_block_is_kept_for_the_council() {
	let weights = RuntimeBlockWeights::get();
	let normal = weights.get(DispatchClass::Normal).max_total.unwrap();
	assert_eq!(normal.ref_time() * 4, weights.max_block.ref_time() * 3);

	let length = RuntimeBlockLength::get();
	assert_eq!(*length.max.get(DispatchClass::Normal), MAXIMUM_BLOCK_LENGTH / 4 * 3);
	assert_eq!(*length.max.get(DispatchClass::Operational), MAXIMUM_BLOCK_LENGTH);
}

#[test]
fn units_of_time_fit_the_slot() {
	assert_eq!(u64::from(MINUTES) * SLOT_DURATION, 60_000);
	assert_eq!(u64::from(HOURS) * SLOT_DURATION, 3_600_000);
	assert_eq!(u64::from(DAYS) * SLOT_DURATION, 86_400_000);
}

#[test]
fn a_council_member_can_take_a_twentieth_of_the_chain() {
	let operation = pallet_allowance::allowance::OPERATION_REF_TIME;
	let allowance = u64::from(GOVERNOR_ALLOWANCE) * operation;
	let period = u64::from(ALLOWANCE_PERIOD) * RuntimeBlockWeights::get().max_block.ref_time();
	assert_eq!(allowance * 20, period);
}

#[test]
fn the_council_can_afford_its_heaviest_duties() {
	let info = |call: RuntimeCall| call.get_dispatch_info().total_weight();
	let close = pallet_collective::Call::<Runtime, _>::close {
		proposal_hash: Default::default(),
		index: 0,
		proposal_weight_bound: RuntimeBlockWeights::get().max_block / 2,
		length_bound: MAXIMUM_BLOCK_LENGTH,
	};
	let operations = pallet_allowance::allowance::cost(info(close.into()), 200);
	assert!(operations <= GOVERNOR_ALLOWANCE, "closing a motion costs {operations}");

	// A runtime of 3 MiB is eight times as large as this one.
	let code = vec![0; 3 * 1024 * 1024];
	let upgrade = frame_system::Call::<Runtime>::apply_authorized_upgrade { code };
	let operations = pallet_allowance::allowance::cost(info(upgrade.into()), 3 * 1024 * 1024);
	assert!(operations <= GOVERNOR_ALLOWANCE, "an upgrade costs {operations}");
}

#[test]
fn the_measured_weights_of_the_machine_are_in_use() {
	let db = <Runtime as frame_system::Config>::DbWeight::get();
	assert_eq!((db.read, db.write), (machine::DATABASE.read, machine::DATABASE.write));
	assert!(0 < db.read && db.read < db.write, "writing costs more than reading");

	let weights = RuntimeBlockWeights::get();
	assert_eq!(weights.base_block, machine::BLOCK_EXECUTION);
	for class in DispatchClass::all() {
		let base = weights.get(*class).base_extrinsic;
		assert_eq!(base, machine::EXTRINSIC_BASE);
		// A signature alone takes at least 20 µs.
		assert!(base.ref_time() > 20 * WEIGHT_REF_TIME_PER_MICROS);
	}
}

/// Compares the most expensive calls, each with the checks of its transaction, with the limit of
/// one transaction of its class.
#[test]
fn the_most_expensive_calls_fit_a_block() {
	use pallet_allowance::WeightInfo as _;
	use pallet_credentials::WeightInfo as _;
	use pallet_session::WeightInfo as _;
	use testamur_primitives::limits::{MAX_ANCHORS, MAX_PATH, MAX_STATUS_CHANGES};
	type Ours = <Runtime as pallet_credentials::Config>::WeightInfo;
	type Check = <Runtime as pallet_allowance::Config>::WeightInfo;
	type Session = <Runtime as pallet_session::Config>::WeightInfo;

	let all_changes = Ours::change_statuses(MAX_STATUS_CHANGES)
		.saturating_add(Ours::change_chunks(MAX_STATUS_CHANGES))
		.saturating_add(Ours::change_successors(MAX_STATUS_CHANGES));
	let propose = pallet_collective::Call::<Runtime, _>::propose {
		threshold: 67,
		proposal: Box::new(
			frame_system::Call::<Runtime>::remark {
				remark: vec![0; MAXIMUM_BLOCK_LENGTH as usize],
			}
			.into(),
		),
		length_bound: MAXIMUM_BLOCK_LENGTH,
	};
	let swap = pallet_membership::Call::<Runtime, _>::swap_member {
		remove: sp_runtime::MultiAddress::Id([1; 32].into()),
		add: sp_runtime::MultiAddress::Id([2; 32].into()),
	};
	let of = |call: RuntimeCall| call.get_dispatch_info().call_weight;
	let dearest = [
		("anchor_many", Ours::anchor_many(MAX_ANCHORS, MAX_PATH)),
		("change_statuses", all_changes),
		("set_keys", Session::set_keys()),
		("propose", of(propose.into())),
		("swap_member", of(swap.into())),
		("report", pallet_consortium::weight_of::report_equivocation::<Runtime>(MAX_AUTHORITIES)),
	];
	let weights = RuntimeBlockWeights::get();
	let most = weights.get(DispatchClass::Normal).max_extrinsic.unwrap().ref_time();
	let check = Check::check_membership().ref_time();
	for (name, weight) in dearest {
		assert!(weight.ref_time() + check < most, "{name} takes {} of {most}", weight.ref_time());
	}
}

#[test]
fn there_is_no_token_and_no_master_key() {
	let names: Vec<_> = AllPalletsWithSystem::infos().into_iter().map(|info| info.name).collect();
	for forbidden in ["Assets", "Balances", "Proxy", "Sudo", "TransactionPayment", "Treasury"] {
		assert!(!names.contains(&forbidden), "{forbidden} is there");
	}
	assert_eq!(size_of::<<Runtime as frame_system::Config>::AccountData>(), 0);
}

#[test]
fn governance_runs_before_what_it_governs() {
	use testamur_runtime::{
		Aura, Authorship, Consortium, Council, CouncilMembership, Credentials, EventLog, Session,
		System, Timestamp,
	};
	let order = [
		System::index(),
		Timestamp::index(),
		Aura::index(),
		// The author of the last block of a session is determined before the set moves.
		Authorship::index(),
		Consortium::index(),
		Session::index(),
		Council::index(),
		CouncilMembership::index(),
		Credentials::index(),
		// At genesis and at the end of a block, the log takes what all others recorded.
		EventLog::index(),
	];
	assert!(order.is_sorted());
}

/// Checks that the version has risen since the chains of layout 1, whose transactions mean something
/// else.
#[test]
fn the_version_is_the_second() {
	assert_eq!(VERSION.spec_name, "testamur");
	assert_eq!(
		(VERSION.spec_version, VERSION.transaction_version, VERSION.system_version),
		(2, 2, 1)
	);
}
