// SPDX-License-Identifier: Apache-2.0

//! Tests that institutions pay for the transactions of their accounts, through the gate of
//! `pallet-allowance`.

use super::*;
use frame_support::{
	assert_ok,
	dispatch::DispatchInfo,
	pallet_prelude::{TransactionSource, Weight},
};
use pallet_allowance::{
	allowance::OPERATION_REF_TIME, CheckMembership, Payer, Payers, Refusal, Usages,
};
use sp_runtime::{
	traits::{DispatchTransaction, TransactionExtension},
	transaction_validity::{InvalidTransaction, TransactionValidityError},
};

/// The allowance of each institution in the cast.
const BUDGET: u32 = 100;

/// Charges for a transaction, if the pool accepts it and it need not wait.
fn spend(who: AccountId, operations: u32) -> Result<(), TransactionValidityError> {
	let call = RuntimeCall::from(frame_system::Call::remark { remark: vec![] });
	let call_weight = Weight::from_parts(u64::from(operations) * OPERATION_REF_TIME, 0);
	let info = DispatchInfo { call_weight, ..Default::default() };
	let extension = CheckMembership::<Test>::new();
	let (_, charge, origin) =
		extension.validate_only(signed(who), &call, &info, 100, TransactionSource::External, 0)?;
	extension.prepare(charge, &origin, &call, &info, 100)
}

fn refused(refusal: Refusal) -> Result<(), TransactionValidityError> {
	Err(refusal.into())
}

/// Returns the answer for a transaction that waits for the next period.
fn early() -> Result<(), TransactionValidityError> {
	Err(InvalidTransaction::ExhaustsResources.into())
}

fn used(institution: InstitutionId) -> u32 {
	Usages::<Test>::get(Payer::Member(institution)).operations
}

fn payer(who: AccountId) -> Result<(InstitutionId, u32), Refusal> {
	<Credentials as Payers<_>>::payer(&who)
}

#[test]
fn an_institution_pays_for_its_admin_and_its_operators() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for who in [UNIVERSITY_ADMIN, REGISTRAR, STATUS_CLERK] {
			assert_eq!(payer(who), Ok((UNIVERSITY, BUDGET)));
		}
		assert_ok!(spend(REGISTRAR, 60));
		assert_ok!(spend(STATUS_CLERK, 40));
		assert_eq!((used(UNIVERSITY), used(AGENCY)), (BUDGET, 0));
		assert_eq!(spend(UNIVERSITY_ADMIN, 1), early());
		assert_ok!(spend(AGENCY_ADMIN, BUDGET));
	});
}

#[test]
fn nobody_pays_for_an_account_that_serves_no_institution() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_eq!(payer(STRANGER), Err(Refusal::NotAMember));
		assert_ok!(Credentials::remove_operator(signed(UNIVERSITY_ADMIN), UNIVERSITY, REGISTRAR));
		assert_eq!(payer(REGISTRAR), Err(Refusal::NotAMember));
		assert_eq!(spend(REGISTRAR, 1), refused(Refusal::NotAMember));
	});
}

/// Checks the answer for a damaged state, which no call can cause.
#[test]
fn nobody_pays_for_an_institution_whose_record_is_gone() {
	ExtBuilder::default().with_cast().build().execute_with(|| {
		crate::Institutions::<Test>::remove(COLLEGE);
		assert_eq!(payer(COLLEGE_ADMIN), Err(Refusal::NotAMember));
	});
}

#[test]
fn a_suspended_institution_is_refused_until_reinstated() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(Credentials::suspend_institution(council(), UNIVERSITY));
		assert_eq!(spend(REGISTRAR, 1), refused(Refusal::Suspended));
		assert_eq!(spend(UNIVERSITY_ADMIN, 1), refused(Refusal::Suspended));
		assert_ok!(Credentials::reinstate_institution(council(), UNIVERSITY));
		assert_ok!(spend(REGISTRAR, 1));
	});
}

#[test]
fn a_governor_that_serves_an_institution_pays_as_governor() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		enlist(COLLEGE_ADMIN, GOVERNOR, ALL);
		assert_ok!(Credentials::suspend_institution(council(), COLLEGE));
		assert_ok!(spend(GOVERNOR, 50));
		assert_eq!(used(COLLEGE), 0);
		assert_eq!(spend(COLLEGE_ADMIN, 1), refused(Refusal::Suspended));
	});
}

#[test]
fn the_allowance_is_the_one_that_the_council_set() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_ok!(spend(REGISTRAR, BUDGET));
		assert_ok!(Credentials::set_allowance(council(), UNIVERSITY, BUDGET + 1));
		assert_ok!(spend(REGISTRAR, 1));
		assert_ok!(Credentials::set_allowance(council(), UNIVERSITY, BUDGET));
		assert_eq!(spend(REGISTRAR, 1), early());
		assert_ok!(Credentials::set_allowance(council(), UNIVERSITY, 0));
		assert_eq!(spend(REGISTRAR, 1), refused(Refusal::OverAllowance));
		let listed = Allowance::allowance_uses(None, 10).unwrap().uses;
		assert_eq!((listed[0].used, listed[0].allowance), (BUDGET + 1, 0));
	});
}

#[test]
fn an_institution_that_does_not_exist_may_spend_nothing() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		assert_eq!(<Credentials as Payers<_>>::allowance(&UNIVERSITY), Some(BUDGET));
		assert_eq!(<Credentials as Payers<_>>::allowance(&InstitutionId(77)), None);
	});
}

/// Checks that every account that an institution pays for counts, whoever appointed it.
#[test]
fn an_institution_counts_its_admin_and_its_operators() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let accounts = <Credentials as Payers<_>>::accounts;
		assert_eq!(accounts(&UNIVERSITY), 3);
		let before = accounts(&COLLEGE);
		enlist(COLLEGE_ADMIN, GOVERNOR, ALL);
		assert_eq!(accounts(&COLLEGE), before + 1);
		assert_ok!(Credentials::remove_operator(signed(COLLEGE_ADMIN), COLLEGE, GOVERNOR));
		assert_eq!(accounts(&COLLEGE), before);
		assert_ok!(Credentials::replace_admin(council(), COLLEGE, STRANGER));
		assert_eq!(accounts(&COLLEGE), before);
		assert_eq!(accounts(&InstitutionId(77)), 1);
	});
}
