// SPDX-License-Identifier: Apache-2.0

//! Tests of the refusals of a pool and of a call.

use crate::{submission::loss, DispatchFailure, Loss, PoolRefusal};
use subxt::{
	error::DispatchError,
	rpcs::{methods::legacy::TransactionStatus, UserError},
};
use testamur_json::hex::Hash;

fn refusal(code: i32, message: &str, data: &str) -> Option<PoolRefusal> {
	let data = serde_json::value::to_raw_value(data).unwrap();
	PoolRefusal::of(&UserError { code, message: message.into(), data: Some(data) })
}

#[test]
fn each_code_of_the_pool_is_a_refusal_that_says_what_to_do() {
	let custom = |number| refusal(1010, "Invalid Transaction", &format!("Custom error: {number}"));
	assert_eq!(custom(1), Some(PoolRefusal::NotAMember));
	assert_eq!(custom(2), Some(PoolRefusal::Suspended));
	assert_eq!(custom(3), Some(PoolRefusal::QueueFull));
	assert_eq!(custom(4), Some(PoolRefusal::OverAllowance));
	assert_eq!(custom(5), Some(PoolRefusal::Nested));
	assert!(matches!(custom(77), Some(PoolRefusal::Other { code: 1010, .. })));
	let cases = [
		(1010, "Transaction has a bad signature", PoolRefusal::BadSignature),
		(1010, "Transaction has an ancient birth block", PoolRefusal::BadSignature),
		(1010, "Transaction is outdated", PoolRefusal::OutOfTurn),
		(1014, "Priority is too low", PoolRefusal::OutOfTurn),
		(1012, "Transaction is temporarily banned", PoolRefusal::Banned),
		(1013, "Transaction is already imported", PoolRefusal::AlreadyThere),
		(1016, "Immediately Dropped", PoolRefusal::PoolFull),
	];
	for (code, data, expected) in cases {
		assert_eq!(refusal(code, "Invalid Transaction", data), Some(expected), "{code} {data}");
	}
}

#[test]
fn an_error_about_the_request_says_nothing_about_the_transaction() {
	for code in [-32_700, -32_602, -32_603, 9001, 999, 1100, 0] {
		assert_eq!(refusal(code, "whatever", "Custom error: 3"), None, "{code}");
	}
}

#[test]
fn foreign_text_is_cut() {
	let refused = refusal(1011, &"ä".repeat(100_000), "").unwrap().to_string();
	assert!(refused.chars().count() < 400, "{}", refused.len());
}

#[test]
fn the_losses_of_a_pool_are_told_apart_from_news() {
	let hash = Hash([1; 32]);
	let cases = [
		(TransactionStatus::Usurped(hash), Some(Loss::Usurped)),
		(TransactionStatus::Dropped, Some(Loss::Dropped)),
		(TransactionStatus::Invalid, Some(Loss::Invalid)),
		(TransactionStatus::FinalityTimeout(hash), Some(Loss::FinalityTimeout)),
		(TransactionStatus::Ready, None),
		(TransactionStatus::Future, None),
		(TransactionStatus::InBlock(hash), None),
		(TransactionStatus::Retracted(hash), None),
		(TransactionStatus::Finalized(hash), None),
	];
	for (status, expected) in cases {
		assert_eq!(loss(&status), expected, "{status:?}");
	}
}

#[test]
fn each_error_of_the_call_says_what_to_do_and_its_name() {
	let said = |name| DispatchFailure::new("Credentials", name).to_string();
	assert_eq!(
		said("TypeRetired"),
		"the type is retired: issue the cohort into another folder, with another --type \
		 (Credentials.TypeRetired)"
	);
	for name in ["PermissionDenied", "AccreditationExpired", "NotHolder", "ValidityOver", "Unheard"]
	{
		assert!(said(name).ends_with(&format!("(Credentials.{name})")), "{}", said(name));
		// The batch is fixed by then: another number is of no use in its folder.
		assert!(!said(name).contains("state another"), "{}", said(name));
	}
	let of_council = DispatchFailure::of(&DispatchError::BadOrigin).explained();
	assert!(of_council.contains("--motion") && of_council.ends_with("(BadOrigin)"), "{of_council}");
	let foreign = DispatchFailure::new("", "BadOrigin").to_string();
	assert_eq!(foreign, "ask the operator of the node (BadOrigin)");
	assert!(DispatchFailure::new("Credentials", "AlreadyAnchored").is_already_anchored());
	assert!(!DispatchFailure::new("Other", "AlreadyAnchored").is_already_anchored());
}
