// SPDX-License-Identifier: Apache-2.0

//! Tests that the gate of the transaction pool accepts members, refuses strangers, and charges.

use super::*;
use crate::Admission;

#[test]
fn a_member_is_accepted_and_charged() {
	ExtBuilder.build_and_execute(|| {
		for source in [External, Local, InBlock] {
			assert_ok!(validate(ALICE, BUDGET, source));
		}
		assert_eq!(used(FIRST).operations, 0);
		assert_ok!(spend(ALICE, 7));
		assert_eq!(used(FIRST), Usage { period: 0, operations: 7 });
		assert_eq!(used(SECOND).operations, 0);
	});
}

#[test]
fn a_stranger_is_refused() {
	ExtBuilder.build_and_execute(|| {
		for source in [External, Local, InBlock] {
			assert_eq!(validate(STRANGER, 1, source), custom(Refusal::NotAMember));
		}
		assert_eq!(spend(STRANGER, 1), custom(Refusal::NotAMember));
		assert_eq!(Usages::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_suspended_member_is_refused_until_reinstated() {
	ExtBuilder.build_and_execute(|| {
		FirstIsSuspended::set(true);
		for source in [External, Local, InBlock] {
			assert_eq!(validate(ALICE, 1, source), custom(Refusal::Suspended));
		}
		FirstIsSuspended::set(false);
		assert_ok!(validate(ALICE, 1, External));
	});
}

#[test]
fn a_transaction_over_the_whole_allowance_is_refused() {
	ExtBuilder.build_and_execute(|| {
		for source in [External, Local, InBlock] {
			assert_eq!(validate(ALICE, BUDGET + 1, source), custom(Refusal::OverAllowance));
		}
		FirstAllowance::set(0);
		assert_eq!(validate(ALICE, 1, External), custom(Refusal::OverAllowance));
	});
}

/// Checks that calls are refused that carry others to any depth, whoever signed, and that the check
/// comes to an end.
#[test]
fn calls_that_are_nested_too_deeply_are_refused() {
	let endless: RuntimeCall = frame_system::Call::remark_with_event { remark: vec![] }.into();
	ExtBuilder.build_and_execute(|| {
		let implication = TxBaseImplication((0, &endless));
		for origin in [signed(ALICE), signed(GOVERNOR), signed(STRANGER), RuntimeOrigin::none()] {
			for source in [External, Local, InBlock] {
				let answer = CheckMembership::<Test>::new()
					.validate(origin.clone(), &endless, &info(1), 100, (), &implication, source)
					.map(|_| ());
				assert_eq!(answer, custom(Refusal::NestedTooDeeply));
			}
		}
	});
}

#[test]
fn a_call_without_a_signer_is_left_to_other_extensions() {
	ExtBuilder.build_and_execute(|| {
		let implication = TxBaseImplication((0, &call()));
		let origin = RuntimeOrigin::none();
		let extension = CheckMembership::<Test>::new();
		let (valid, admission, _) = extension
			.validate(origin.clone(), &call(), &info(1), 100, (), &implication, External)
			.unwrap();
		assert_eq!(valid, Default::default());
		assert!(matches!(admission, Admission::Unsigned));
		let not_authorized =
			extension.validate_only(origin, &call(), &info(1), 100, External, 0).map(|_| ());
		assert_eq!(not_authorized, Err(InvalidTransaction::UnknownOrigin.into()));
	});
}

#[test]
fn the_extension_carries_no_data_and_keeps_its_name() {
	use codec::Encode;
	type Extension = CheckMembership<Test>;
	assert_eq!(<Extension as TransactionExtension<RuntimeCall>>::IDENTIFIER, "CheckMembership");
	assert!(Extension::new().encode().is_empty());
}

#[test]
fn refusals_keep_their_codes() {
	let codes = [
		(Refusal::NotAMember, 1),
		(Refusal::Suspended, 2),
		(Refusal::TooManyAhead, 3),
		(Refusal::OverAllowance, 4),
		(Refusal::NestedTooDeeply, 5),
	];
	for (refusal, code) in codes {
		assert_eq!((refusal.code(), refusal as u8), (code, code));
	}
}
