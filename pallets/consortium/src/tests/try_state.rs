// SPDX-License-Identifier: Apache-2.0

//! Tests of the invariant checks: each breaks the state in one way and expects the message for it.

use super::*;
use crate::{Absences, CurrentSettings, Leaving, Validators};
use frame_support::BoundedVec;

fn reports(message: &'static str, break_it: impl FnOnce()) {
	ExtBuilder::default().build().execute_with(|| {
		assert_ok!(Consortium::do_try_state());
		break_it();
		assert_eq!(Consortium::do_try_state(), Err(message.into()));
	});
}

fn put_validators(validators: &[AccountId]) {
	Validators::<Test>::put(BoundedVec::truncate_from(validators.to_vec()));
}

fn put_leaving(validators: &[AccountId]) {
	Leaving::<Test>::put(BoundedVec::truncate_from(validators.to_vec()));
}

#[test]
fn settings_are_consistent() {
	let message = "settings do not fit together";
	reports(message, || CurrentSettings::<Test>::put(Settings { floor: 0, ..SETTINGS }));
	reports(message, || CurrentSettings::<Test>::mutate(|settings| settings.session_length = 13));
}

#[test]
fn validators_are_in_bounds() {
	let message = "validators are out of order, or one is listed twice";
	reports(message, || put_validators(&[1, 3, 2, 4]));
	reports(message, || put_validators(&[1, 2, 3, 3, 4]));
	let message = "more validators than the ceiling";
	reports(message, || put_validators(&[1, 2, 3, 4, 5, 6, 7, 8]));
	let message = "fewer validators with session keys than the floor";
	reports(message, || put_validators(&[1, 2, 5]));
}

#[test]
fn leaving_are_no_validators() {
	reports("an account is a validator and leaving", || put_leaving(&[2]));
	reports("a leaving validator has no session keys", || put_leaving(&[STRANGER]));
}

#[test]
fn running_have_keys() {
	reports("a validator of the running set has no keys", || {
		pallet_session::Validators::<Test>::append(STRANGER);
		crate::RunningKeys::<Test>::append((STRANGER, session_keys(STRANGER, 0)));
	});
	reports("a validator of the planned set has no keys", || {
		pallet_session::QueuedKeys::<Test>::append((STRANGER, session_keys(STRANGER, 0)));
	});
}

#[test]
fn offenders_run() {
	reports("a recorded offender is not in the running set", || {
		crate::Offenders::<Test>::put(BoundedVec::truncate_from(vec![STRANGER]));
	});
}

#[test]
fn running_keys_are_of_the_set() {
	let message = "the running keys are not those of the set";
	reports(message, crate::RunningKeys::<Test>::kill);
	reports(message, || {
		crate::RunningKeys::<Test>::mutate(|keys| keys.swap(0, 1));
	});
}

#[test]
fn absences_are_of_validators() {
	reports("absences are counted for an account that is not a validator", || {
		Absences::<Test>::insert(STRANGER, 1);
	});
}
