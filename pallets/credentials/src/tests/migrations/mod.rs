// SPDX-License-Identifier: Apache-2.0

//! Tests of the migration of a state of layout 1.

use super::*;
use crate::{
	migrations::{Migrator, Stage, MARK},
	Accreditations, Batches, CredentialTypes, Migration, OpenOffers, TakenOver,
};
use codec::Encode;
use downgrade::{downgrade, normalize, sorted};
use frame_support::{
	assert_ok,
	migrations::MultiStepMigrator,
	parameter_types,
	storage::unhashed,
	traits::Hooks,
	weights::{RuntimeDbWeight, Weight},
};
use pallet_allowance::Payers;
use pallet_event_log::{SubjectLogs, WholeLog};
use properties::{make_random_calls, verdicts_of_all};
use testamur_primitives::{
	former, keys, limits::MAX_OPEN_OFFERS, views::QueryError, AccreditationId, RecordId, Scope,
};

mod damage;
mod downgrade;
mod rules;
mod steps;

parameter_types! {
	/// The limit of a step.
	static Limit: Weight = Weight::MAX;
}

type Steps = Migrator<Test, Limit>;

/// Returns all that the pallet stores, but for the version of the layout and the time of its last
/// change.
fn records() -> Entries {
	let prefix = sp_io::hashing::twox_128(b"Credentials");
	let others = [keys::storage_version(), TakenOver::<Test>::hashed_key().to_vec()];
	let mut entries = storage();
	entries.retain(|key, _| key.starts_with(&prefix) && !others.contains(key));
	entries
}

/// Makes one step in a block of its own. Its events stay.
fn step() {
	assert!(Steps::ongoing());
	assert!(Steps::step().all_lte(Limit::get()), "a step is within its limit");
	let number = System::block_number();
	EventLog::on_finalize(number);
	System::set_block_number(number + 1);
}

/// Makes steps until the migration has ended, and returns their number.
fn migrate() -> u32 {
	let mut steps = 0;
	while Steps::ongoing() {
		step();
		steps += 1;
	}
	steps
}

/// Builds a chain by random calls and takes its records back to layout 1. The test gets the records
/// that the migration is to bring about.
fn with_random_chain(seed: u64, calls: u32, test: impl FnOnce(Entries)) {
	ExtBuilder::default().build().execute_with(|| {
		make_random_calls(seed, calls);
		end_block();
		normalize();
		let expected = records();
		downgrade();
		test(expected);
		assert_ok!(Credentials::do_try_state());
		assert!(WholeLog::<Test>::get().is_well_formed());
		assert!(
			SubjectLogs::<Test>::iter_values().all(|log| log.is_well_formed() && log.size() > 0)
		);
	});
}

/// Checks that every record means what it meant, over random states.
#[test]
fn every_record_means_the_same_in_the_present_layout() {
	let mut states = BTreeMap::<u8, u32>::new();
	for seed in 0..24 {
		with_random_chain(seed, 20 * seed as u32, |expected| {
			migrate();
			assert_eq!(sorted(records()), sorted(expected));
			for grant in Accreditations::<Test>::iter_values() {
				*states.entry(grant.state.encode()[0]).or_default() += 1;
			}
		});
	}
	assert_eq!(states.len(), 5, "grants in every state were migrated: {states:?}");
}

#[test]
fn verdicts_come_back_the_same() {
	for seed in 0..8 {
		ExtBuilder::default().build().execute_with(|| {
			make_random_calls(seed, 300);
			end_block();
			normalize();
			let before = verdicts_of_all().unwrap();
			downgrade();
			assert_eq!(verdicts_of_all(), Err(QueryError::UpgradePending));
			migrate();
			assert_eq!(verdicts_of_all().unwrap(), before);
		});
	}
}

#[test]
fn an_empty_chain_is_migrated() {
	ExtBuilder::default().build().execute_with(|| {
		downgrade();
		for key in [keys::next_institution(), keys::next_accreditation(), keys::next_type()] {
			unhashed::kill(&key);
		}
		assert_eq!(migrate(), 1);
		assert_ok!(Credentials::do_try_state());
		let (layout, institutions, accreditations, types, damaged) = (1, 0, 0, 0, 0);
		assert_eq!(
			events(),
			[Event::RegisterTakenOver { layout, institutions, accreditations, types, damaged }]
		);
		assert_eq!(WholeLog::<Test>::get().size(), 1);
	});
}

/// Checks the beginning of the logs: the register first, then each institution, by number.
#[test]
fn the_logs_begin_where_the_records_were_taken_over() {
	ExtBuilder::default().with_batches(&[anchor(1, 3)]).build_and_execute(|| {
		end_block();
		downgrade();
		assert!(!WholeLog::<Test>::exists(), "the former layout had no log");
		migrate();
		let (layout, institutions, accreditations, types, damaged) = (1, 3, 2, 2, 0);
		assert_eq!(
			events(),
			[
				Event::RegisterTakenOver { layout, institutions, accreditations, types, damaged },
				Event::InstitutionTakenOver { institution: AGENCY },
				Event::InstitutionTakenOver { institution: UNIVERSITY },
				Event::InstitutionTakenOver { institution: COLLEGE },
			]
		);
		assert_eq!(WholeLog::<Test>::get().size(), 4);
		for institution in [AGENCY, UNIVERSITY, COLLEGE] {
			assert_eq!(SubjectLogs::<Test>::get(institution).size(), 1);
		}
		// The logs record later events as on any other chain.
		assert_ok!(Credentials::revoke_batch(
			signed(UNIVERSITY_ADMIN),
			root(1),
			testamur_primitives::RevocationReason::Misconduct,
			None
		));
		end_block();
		assert_eq!(SubjectLogs::<Test>::get(UNIVERSITY).size(), 2);
	});
}
