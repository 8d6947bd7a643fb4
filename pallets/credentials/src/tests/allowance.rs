// SPDX-License-Identifier: Apache-2.0

//! The gate of the transaction pool: members only, each within its allowance.

use super::*;
use crate::{
	allowance::{cost, OPERATION_BYTES, OPERATION_REF_TIME},
	CheckMembership, Payer, Refusal, Usage, Usages, WeightInfo,
};
use frame_support::{
	assert_ok,
	dispatch::DispatchInfo,
	pallet_prelude::{TransactionSource, Weight},
};
use sp_runtime::{
	traits::{DispatchTransaction, TransactionExtension, TxBaseImplication},
	transaction_validity::{InvalidTransaction, TransactionValidityError},
};
use testamur_primitives::{
	limits::MAX_PAGE,
	views::{AllowanceUse, QueryError},
};
use TransactionSource::{External, InBlock, Local};

const BUDGET: u32 = 100;
const GOVERNORS_BUDGET: u32 = 50;
const PERIOD: u64 = 10;

type Answer = Result<(), TransactionValidityError>;

fn call() -> RuntimeCall {
	frame_system::Call::remark { remark: vec![] }.into()
}

/// A transaction that costs so many operations by its weight.
fn info(operations: u32) -> DispatchInfo {
	let call_weight = Weight::from_parts(u64::from(operations) * OPERATION_REF_TIME, 0);
	DispatchInfo { call_weight, ..Default::default() }
}

/// Whether the pool, or the author of a block, lets a transaction in.
fn validate(who: AccountId, operations: u32, source: TransactionSource) -> Answer {
	let implication = TxBaseImplication((0, &call()));
	CheckMembership::<Test>::new()
		.validate(signed(who), &call(), &info(operations), 100, (), &implication, source)
		.map(|_| ())
}

/// Let a transaction into a block, which charges for it.
fn spend(who: AccountId, operations: u32) -> Answer {
	CheckMembership::<Test>::new()
		.validate_and_prepare(signed(who), &call(), &info(operations), 100, 0)
		.map(|_| ())
}

fn custom(refusal: Refusal) -> Answer {
	Err(InvalidTransaction::Custom(refusal.code()).into())
}

fn used(institution: InstitutionId) -> Usage<u64> {
	Usages::<Test>::get(Payer::Institution(institution))
}

#[test]
fn a_member_is_let_in_and_charged() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for source in [External, Local, InBlock] {
			assert_ok!(validate(REGISTRAR, BUDGET, source));
		}
		assert_eq!(used(UNIVERSITY).operations, 0);
		assert_ok!(spend(REGISTRAR, 7));
		assert_eq!(used(UNIVERSITY), Usage { period: 0, operations: 7 });
		assert_eq!(used(AGENCY).operations, 0);
	});
}

#[test]
fn a_stranger_is_refused() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for source in [External, Local, InBlock] {
			assert_eq!(validate(STRANGER, 1, source), custom(Refusal::NotAMember));
		}
		let operator = REGISTRAR;
		assert_ok!(Credentials::remove_operator(signed(UNIVERSITY_ADMIN), operator));
		assert_eq!(validate(operator, 1, External), custom(Refusal::NotAMember));
	});
}

#[test]
fn a_governor_is_let_in_within_its_own_allowance() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(spend(GOVERNOR, GOVERNORS_BUDGET));
		let usage = Usages::<Test>::get(Payer::Governor(GOVERNOR));
		assert_eq!(usage.operations, GOVERNORS_BUDGET);
		assert_eq!(validate(GOVERNOR, 1, External), custom(Refusal::AllowanceUsedUp));
		let over = validate(GOVERNOR, GOVERNORS_BUDGET + 1, External);
		assert_eq!(over, custom(Refusal::OverAllowance));
	});
}

#[test]
fn a_governor_that_serves_an_institution_pays_as_governor() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(Credentials::set_operator(signed(COLLEGE_ADMIN), GOVERNOR, ALL));
		assert_ok!(Credentials::suspend_institution(council(), COLLEGE));
		assert_ok!(spend(GOVERNOR, GOVERNORS_BUDGET));
		assert_eq!(used(COLLEGE).operations, 0);
		assert_eq!(validate(COLLEGE_ADMIN, 1, External), custom(Refusal::InstitutionSuspended));
	});
}

#[test]
fn governors_go_first() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let priority = |who| {
			let implication = TxBaseImplication((0, &call()));
			CheckMembership::<Test>::new()
				.validate(signed(who), &call(), &info(1), 100, (), &implication, External)
				.unwrap()
				.0
				.priority
		};
		assert!(priority(GOVERNOR) > priority(REGISTRAR));
	});
}

#[test]
fn a_suspended_institution_is_refused_until_reinstated() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(Credentials::suspend_institution(council(), UNIVERSITY));
		for source in [External, InBlock] {
			let refused = validate(REGISTRAR, 1, source);
			assert_eq!(refused, custom(Refusal::InstitutionSuspended));
		}
		assert_ok!(Credentials::reinstate_institution(council(), UNIVERSITY));
		assert_ok!(validate(REGISTRAR, 1, External));
	});
}

#[test]
fn a_transaction_over_the_whole_allowance_is_refused() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for source in [External, InBlock] {
			let refused = validate(REGISTRAR, BUDGET + 1, source);
			assert_eq!(refused, custom(Refusal::OverAllowance));
		}
		assert_ok!(Credentials::set_allowance(council(), UNIVERSITY, 0));
		assert_eq!(validate(REGISTRAR, 1, External), custom(Refusal::OverAllowance));
	});
}

#[test]
fn an_allowance_is_shared_between_the_accounts_of_an_institution() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(spend(REGISTRAR, 60));
		assert_ok!(spend(STATUS_CLERK, 40));
		assert_eq!(validate(UNIVERSITY_ADMIN, 1, External), custom(Refusal::AllowanceUsedUp));
		assert_ok!(validate(AGENCY_ADMIN, BUDGET, External));
	});
}

#[test]
fn a_used_up_allowance_only_delays_a_transaction_while_a_block_is_built() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(spend(REGISTRAR, BUDGET - 1));
		assert_ok!(validate(REGISTRAR, 1, InBlock));
		for source in [External, Local] {
			assert_eq!(validate(REGISTRAR, 2, source), custom(Refusal::AllowanceUsedUp));
		}
		let waits = Err(InvalidTransaction::ExhaustsResources.into());
		assert_eq!(validate(REGISTRAR, 2, InBlock), waits);
		assert_eq!(spend(REGISTRAR, 2), waits);
		assert_eq!(used(UNIVERSITY).operations, BUDGET - 1);
	});
}

#[test]
fn the_next_period_brings_the_whole_allowance() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		System::set_block_number(PERIOD - 1);
		assert_ok!(spend(REGISTRAR, BUDGET));
		assert_eq!(validate(REGISTRAR, 1, External), custom(Refusal::AllowanceUsedUp));
		System::set_block_number(PERIOD);
		assert_ok!(spend(REGISTRAR, BUDGET));
		assert_eq!(used(UNIVERSITY), Usage { period: 1, operations: BUDGET });
		System::set_block_number(2 * PERIOD - 1);
		assert_eq!(validate(REGISTRAR, 1, External), custom(Refusal::AllowanceUsedUp));
	});
}

#[test]
fn a_new_allowance_counts_at_once() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(spend(REGISTRAR, BUDGET));
		assert_ok!(Credentials::set_allowance(council(), UNIVERSITY, BUDGET + 1));
		assert_ok!(spend(REGISTRAR, 1));
		assert_ok!(Credentials::set_allowance(council(), UNIVERSITY, BUDGET));
		assert_eq!(validate(REGISTRAR, 1, External), custom(Refusal::AllowanceUsedUp));
	});
}

#[test]
fn the_largest_allowance_does_not_overflow() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(Credentials::set_allowance(council(), UNIVERSITY, u32::MAX));
		let usage = Usage { period: 0, operations: u32::MAX };
		Usages::<Test>::insert(Payer::Institution(UNIVERSITY), usage);
		assert_ok!(spend(REGISTRAR, 1));
		assert_eq!(used(UNIVERSITY).operations, u32::MAX);
	});
}

#[test]
fn a_call_without_a_signer_is_not_this_gates_business() {
	ExtBuilder::default().build_and_execute(|| {
		let implication = TxBaseImplication((0, &call()));
		let origin = RuntimeOrigin::none();
		let extension = CheckMembership::<Test>::new();
		let (valid, charge, _) = extension
			.validate(origin.clone(), &call(), &info(1), 100, (), &implication, External)
			.unwrap();
		assert_eq!(valid, Default::default());
		assert_eq!(charge, None);
		let not_authorized =
			extension.validate_only(origin, &call(), &info(1), 100, External, 0).map(|_| ());
		assert_eq!(not_authorized, Err(InvalidTransaction::UnknownOrigin.into()));
	});
}

#[test]
fn cost_is_of_time_or_of_space_and_never_nothing() {
	let time = |operations: u64| Weight::from_parts(operations * OPERATION_REF_TIME, u64::MAX);
	let space = |operations: u64| usize::try_from(operations * OPERATION_BYTES).unwrap();
	assert_eq!(cost(Weight::zero(), 0), 1);
	assert_eq!(cost(time(1), space(1)), 1);
	assert_eq!(cost(time(1) + Weight::from_parts(1, 0), space(1)), 2);
	assert_eq!(cost(time(1), space(1) + 1), 2);
	assert_eq!(cost(time(7), space(3)), 7);
	assert_eq!(cost(time(3), space(7)), 7);
	assert_eq!(cost(Weight::MAX, usize::MAX), u32::MAX);
}

#[test]
fn a_transaction_is_charged_for_its_weight_and_its_length() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let of_length = |length| {
			CheckMembership::<Test>::new()
				.validate_and_prepare(signed(REGISTRAR), &call(), &info(3), length, 0)
				.map(|_| ())
		};
		assert_ok!(of_length(100));
		assert_eq!(used(UNIVERSITY).operations, 3);
		assert_ok!(of_length(5 * 4_096));
		assert_eq!(used(UNIVERSITY).operations, 8);
	});
}

#[test]
fn the_extensions_own_weight_is_charged_too() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let extension_weight = Weight::from_parts(2 * OPERATION_REF_TIME, 0);
		let info = DispatchInfo { extension_weight, ..info(3) };
		let extension = CheckMembership::<Test>::new();
		assert_ok!(extension.validate_and_prepare(signed(REGISTRAR), &call(), &info, 100, 0));
		assert_eq!(used(UNIVERSITY).operations, 5);
		let declared = <Test as crate::Config>::WeightInfo::check_membership();
		assert_eq!(CheckMembership::<Test>::new().weight(&call()), declared);
	});
}

#[test]
fn refusals_keep_their_codes() {
	let codes = [
		(Refusal::NotAMember, 1),
		(Refusal::InstitutionSuspended, 2),
		(Refusal::AllowanceUsedUp, 3),
		(Refusal::OverAllowance, 4),
	];
	for (refusal, code) in codes {
		assert_eq!((refusal.code(), refusal as u8), (code, code));
	}
}

/// What `allowance_uses` tells, page by page.
fn uses(page: u32) -> Vec<AllowanceUse<AccountId>> {
	let mut uses = vec![];
	let mut after = None;
	loop {
		let looked = Credentials::allowance_uses(after, page).unwrap();
		assert!(looked.uses.len() <= page as usize);
		uses.extend(looked.uses);
		after = looked.next;
		if after.is_none() {
			uses.sort_by_key(|one: &AllowanceUse<AccountId>| one.used);
			return uses;
		}
	}
}

#[test]
fn what_payers_used_is_listed_page_by_page() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_eq!(uses(1), []);
		assert_ok!(spend(REGISTRAR, 7));
		assert_ok!(spend(AGENCY_ADMIN, 8));
		assert_ok!(spend(GOVERNOR, 9));
		let expected = [
			(Payer::Institution(UNIVERSITY), 7, BUDGET),
			(Payer::Institution(AGENCY), 8, BUDGET),
			(Payer::Governor(GOVERNOR), 9, GOVERNORS_BUDGET),
		];
		let expected =
			expected.map(|(payer, used, allowance)| AllowanceUse { payer, used, allowance });
		for page in [1, 2, 3, MAX_PAGE] {
			assert_eq!(uses(page), expected, "pages of {page}");
		}
	});
}

#[test]
fn what_was_used_in_an_earlier_period_is_not_listed() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(spend(REGISTRAR, 7));
		System::set_block_number(PERIOD);
		assert_ok!(spend(AGENCY_ADMIN, 8));
		let payers: Vec<_> = uses(1).into_iter().map(|one| one.payer).collect();
		assert_eq!(payers, [Payer::Institution(AGENCY)]);
	});
}

#[test]
fn a_page_of_payers_has_a_limit() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_eq!(
			Credentials::allowance_uses(None, MAX_PAGE + 1),
			Err(QueryError::LimitExceeded { requested: MAX_PAGE + 1, limit: MAX_PAGE }),
		);
		let nothing = Credentials::allowance_uses(None, 0).unwrap();
		assert_eq!((nothing.uses, nothing.next), (vec![], None));
	});
}
