// SPDX-License-Identifier: Apache-2.0

//! Tests of the steps: they end, they may be as short as one item, and nothing is told in between.

use super::*;

/// Checks that a migration of one item a block brings about the same as one in a single block.
#[test]
fn it_may_be_interrupted_after_every_item() {
	for seed in [3, 17] {
		let whole = std::cell::RefCell::new((Entries::new(), 0));
		with_random_chain(seed, 150, |_| {
			assert_eq!(migrate(), 1);
			*whole.borrow_mut() = (records(), WholeLog::<Test>::get().size());
		});
		with_random_chain(seed, 150, |_| {
			Limit::set(Steps::least());
			let mut steps = 0;
			while Steps::ongoing() {
				assert_eq!(Credentials::ensure_readable(), Err(QueryError::UpgradePending));
				assert_eq!(Credentials::institution(AGENCY), Err(QueryError::UpgradePending));
				step();
				steps += 1;
				assert!(steps < 10_000, "it ends");
			}
			assert!(steps > 20, "{steps} steps");
			assert_eq!(Credentials::ensure_readable(), Ok(()));
			let (expected, log) = whole.take();
			assert_eq!(records(), expected);
			assert_eq!(WholeLog::<Test>::get().size(), log);
			Limit::set(Weight::MAX);
		});
	}
}

#[test]
fn it_runs_once() {
	ExtBuilder::default().with_batches(&[anchor(1, 3)]).build_and_execute(|| {
		assert!(!Steps::ongoing(), "a chain that began with the present layout needs none");
		end_block();
		downgrade();
		migrate();
		assert!(!Steps::ongoing());
		assert_eq!(TakenOver::<Test>::get(), Some(Credentials::now()));
		assert!(!Migration::<Test>::exists());
	});
}

/// Checks that the declared writes of an item are no fewer than those that it makes.
#[test]
fn an_item_writes_no_more_than_it_weighs() {
	with_random_chain(5, 200, |_| {
		DbWeight::set(RuntimeDbWeight { read: 0, write: 1 << 40 });
		Limit::set(Steps::least());
		let mut stages = BTreeSet::new();
		while Steps::ongoing() {
			let before = storage();
			let weight = Steps::step();
			let changed = changed_keys(&before, &storage()).len() as u64;
			assert!(
				changed <= weight.ref_time() >> 40,
				"{changed} in {:?}",
				Migration::<Test>::get()
			);
			stages.extend(Migration::<Test>::get().map(|progress| progress.stage.encode()));
			end_block();
		}
		assert!(stages.len() > Stage::ALL.len() / 2, "steps ended in most of the stages");
		Limit::set(Weight::MAX);
		DbWeight::set(frame_support::weights::constants::ParityDbWeight::get());
	});
}

/// Checks that the pool finds the members and their allowances whatever is migrated yet.
#[test]
fn transactions_wait_while_it_goes_on() {
	ExtBuilder::default().with_batches(&[anchor(1, 3)]).build_and_execute(|| {
		let answers = || {
			let accounts = [AGENCY_ADMIN, UNIVERSITY_ADMIN, REGISTRAR, STATUS_CLERK, STRANGER];
			let institutions = [AGENCY, UNIVERSITY, InstitutionId(77)];
			(
				accounts.map(|who| Credentials::payer(&who)),
				institutions.map(|id| {
					(<Credentials as Payers<_>>::allowance(&id), Credentials::accounts(&id))
				}),
			)
		};
		let expected = answers();
		assert!(expected.0[3].is_ok() && expected.0[4].is_err());
		end_block();
		downgrade();
		assert_eq!(answers(), expected, "of the block that replaced the runtime");
		Limit::set(Steps::least());
		while Steps::ongoing() {
			step();
			assert_eq!(answers(), expected);
		}
		Limit::set(Weight::MAX);
	});
}

#[test]
fn what_only_the_former_layout_had_is_removed() {
	with_random_chain(9, 200, |_| {
		let of_former = |map| {
			let prefix = downgrade::former_key(map, &[]);
			storage().keys().filter(|key| key.starts_with(&prefix)).count()
		};
		assert!(of_former("Held") > 0 && of_former("Usages") > 0);
		migrate();
		assert_eq!((of_former("Held"), of_former("Usages")), (0, 0));
	});
}
