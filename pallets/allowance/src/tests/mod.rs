// SPDX-License-Identifier: Apache-2.0

//! Tests of the pallet's behavior, by concern. Nearly every test ends with a check of all
//! invariants.

use crate::{mock::*, CheckMembership, NonceInTurn, Payer, Refusal, Usage, Usages, IN_TURN};
use frame_support::{
	assert_ok,
	dispatch::DispatchInfo,
	pallet_prelude::{TransactionSource, ValidTransaction, Weight},
};
use sp_runtime::{
	traits::{DispatchTransaction, TransactionExtension, TxBaseImplication},
	transaction_validity::{InvalidTransaction, TransactionValidityError},
};
use TransactionSource::{External, InBlock, Local};

mod allowance;
mod extension;
mod governors;
mod nesting;
mod nonce;
mod queries;
mod queue;
mod try_state;
mod waiting;
mod weights;

type Answer = Result<(), TransactionValidityError>;

fn call() -> RuntimeCall {
	frame_system::Call::remark { remark: vec![] }.into()
}

/// Returns the dispatch info of a transaction that costs `operations` by its weight.
fn info(operations: u32) -> DispatchInfo {
	let operation = crate::allowance::OPERATION_REF_TIME;
	let call_weight = Weight::from_parts(u64::from(operations) * operation, 0);
	DispatchInfo { call_weight, ..Default::default() }
}

/// Returns the gate's answer to a transaction.
fn gate(
	who: AccountId,
	operations: u32,
	source: TransactionSource,
) -> Result<ValidTransaction, TransactionValidityError> {
	let implication = TxBaseImplication((0, &call()));
	CheckMembership::<Test>::new()
		.validate(signed(who), &call(), &info(operations), 100, (), &implication, source)
		.map(|(valid, ..)| valid)
}

/// Returns the pool's answer to the nonce of a transaction, with its priority.
fn in_turn(
	who: AccountId,
	operations: u32,
	nonce: u32,
	source: TransactionSource,
) -> Result<ValidTransaction, TransactionValidityError> {
	let implication = TxBaseImplication((0, &call()));
	NonceInTurn::<Test>::from(nonce)
		.validate(signed(who), &call(), &info(operations), 100, (), &implication, source)
		.map(|(valid, ..)| valid)
}

/// Returns the priority of a transaction in the pool, which is the sum over the extensions.
fn priority(who: AccountId, operations: u32, nonce: u32) -> u64 {
	let gate = gate(who, operations, External).unwrap();
	gate.priority + in_turn(who, operations, nonce, External).unwrap().priority
}

/// Checks whether the pool, or the author of a block, accepts a transaction.
fn validate(who: AccountId, operations: u32, source: TransactionSource) -> Answer {
	gate(who, operations, source).map(|_| ())
}

/// Includes a transaction in a block, which charges for it.
fn spend(who: AccountId, operations: u32) -> Answer {
	CheckMembership::<Test>::new()
		.validate_and_prepare(signed(who), &call(), &info(operations), 100, 0)
		.map(|_| ())
}

fn custom(refusal: Refusal) -> Answer {
	Err(refusal.into())
}

/// Checks that a transaction waits for the next period: it is valid in the pool, with no bonus, and
/// early for the author of a block.
#[track_caller]
fn assert_waits(who: AccountId, operations: u32) {
	let next = frame_system::Pallet::<Test>::account_nonce(who);
	for source in [External, Local] {
		assert_eq!(gate(who, operations, source), Ok(ValidTransaction::default()));
		assert_eq!(in_turn(who, operations, next, source).unwrap().priority, IN_TURN);
	}
	let early = Err(InvalidTransaction::ExhaustsResources.into());
	assert_eq!(validate(who, operations, InBlock), early);
	assert_eq!(spend(who, operations), early);
}

fn used(member: Member) -> Usage<u64> {
	Usages::<Test>::get(Payer::Member(member))
}
