// SPDX-License-Identifier: Apache-2.0

//! Tests of costs that must not grow: that of a withdrawal with the number of grants below, and
//! that of anchoring with the size of the cohort.

use super::*;
use crate::Accreditations;
use codec::Encode;
use frame_support::{assert_ok, dispatch::GetDispatchInfo, hypothetically};
use testamur_primitives::{
	records::{Anchor, Validity},
	AccreditationId, Scope, Terms,
};

/// The number of institutions with grants below the agency's, and of grants that each holds.
const HOLDERS: u64 = 100;
const GRANTS_EACH: u64 = 100;

/// Gives 10,000 grants below the agency's, each different from all others.
fn crowd_below_the_agency() {
	for holder in 0..HOLDERS {
		let (admin, id) = (1_000 + holder, InstitutionId(4 + holder as u32));
		assert_ok!(Credentials::register_institution(council(), profile("School"), admin, 100));
		for n in 0..GRANTS_EACH {
			let valid_until = START + DAY + holder * GRANTS_EACH + n;
			let terms = Terms { valid_until, ..terms(Scope::Any, true, 0) };
			let by = signed(AGENCY_ACCREDITER);
			assert_ok!(Credentials::offer_accreditation(by, id, Some(AGENCY_GRANT), terms));
			let given = AccreditationId(crate::NextAccreditationId::<Test>::get().unwrap() - 1);
			assert_ok!(Credentials::accept_accreditation(signed(admin), given));
		}
	}
}

/// Returns the entries that a call changes, with their new values, and the records that it reads.
fn touched(mut ext: sp_io::TestExternalities, call: Call) -> (Entries, BTreeSet<Vec<u8>>) {
	ext.execute_with(System::reset_events);
	ext.commit_all().unwrap();
	let before = ext.execute_with(storage);
	let (result, proof) = ext.execute_and_prove(|| dispatch(call, council()));
	assert_ok!(result);
	let after = ext.execute_with(storage);
	let value = |key: &Vec<u8>| after.get(key).cloned().unwrap_or_default();
	let changed = changed_keys(&before, &after);
	let writes = changed.into_iter().map(|key| (key.clone(), value(&key))).collect();
	(writes, read_keys(&before, &proof.iter_nodes().cloned().collect()))
}

#[test]
fn withdrawing_with_ten_thousand_grants_below_touches_what_it_touches_with_none() {
	let withdraw =
		|| Call::withdraw_accreditation { accreditation: AGENCY_GRANT, void_from: Some(START) };
	let none_below = touched(ExtBuilder::default().accredited().build(), withdraw());
	let mut ext = ExtBuilder::default().accredited().build();
	ext.execute_with(|| {
		crowd_below_the_agency();
		assert_eq!(Accreditations::<Test>::iter().count(), 10_002);
		assert_ok!(Credentials::do_try_state());
	});
	let many_below = touched(ext, withdraw());
	assert_eq!(none_below, many_below);
	let keys: BTreeSet<_> = none_below.0.keys().cloned().collect();
	let expected = [
		Accreditations::<Test>::hashed_key_for(AGENCY_GRANT),
		crate::Holdings::<Test>::hashed_key_for((
			AGENCY,
			(START + 99 * DAY).to_be_bytes(),
			AGENCY_GRANT,
		)),
		crate::Institutions::<Test>::hashed_key_for(AGENCY),
	];
	assert_eq!(keys, BTreeSet::from(expected));
	assert!(none_below.1.contains(&Accreditations::<Test>::hashed_key_for(AGENCY_GRANT)));
}

/// Returns the entries that anchoring adds to the state, the lengths of the event and of the call,
/// and the weight of the call.
fn anchoring(anchor: Anchor) -> (Entries, usize, usize, frame_support::weights::Weight) {
	let call = Call::anchor { accreditation: UNIVERSITY_GRANT, type_id: COURSE, anchor };
	let (length, weight) = (call.encoded_size(), call.get_dispatch_info().call_weight);
	hypothetically!({
		let before = storage();
		assert_ok!(dispatch(call, signed(REGISTRAR)));
		let after = storage();
		let changed = changed_keys(&before, &after);
		let writes = changed.into_iter().map(|key| (key.clone(), after[&key].clone())).collect();
		(writes, last_event().encoded_size(), length, weight)
	})
}

fn bytes(entries: &Entries) -> usize {
	entries.iter().map(|(key, value)| key.len() + value.len()).sum()
}

#[test]
fn anchoring_costs_the_same_whatever_the_size() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let (writes, event, length, weight) = anchoring(anchor(1, 1));
		assert_eq!(writes.len(), 1);
		for size in [2, 1_000_000, u32::MAX] {
			let larger = anchoring(anchor(1, size));
			assert_eq!(writes.keys().collect::<Vec<_>>(), larger.0.keys().collect::<Vec<_>>());
			assert_eq!(bytes(&writes), bytes(&larger.0));
			assert_eq!((event, length, weight), (larger.1, larger.2, larger.3));
		}
	});
}

#[test]
fn a_cohort_of_ten_thousand_adds_less_than_a_tenth_of_a_byte_a_credential() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let (writes, ..) =
			anchoring(Anchor { validity: Validity::Until(START + DAY), ..anchor(1, 10_000) });
		assert!(bytes(&writes) * 10 < 10_000, "{} bytes", bytes(&writes));
	});
}

#[test]
fn ten_thousand_changed_statuses_add_at_most_a_byte_a_credential() {
	ExtBuilder::default().with_batches(&[anchor(1, 10_000)]).build_and_execute(|| {
		let before = storage();
		let all: Vec<_> = (0..10_000).map(|index| (index, StatusChange::Suspend)).collect();
		for list in all.chunks(256) {
			let call = Call::change_statuses { root: root(1), changes: changes(list) };
			assert_ok!(dispatch(call, signed(STATUS_CLERK)));
		}
		let after = storage();
		let added = bytes(&after) - bytes(&before);
		assert!(added <= 10_000, "{added} bytes");
	});
}

#[test]
fn revoking_a_batch_is_one_write_whatever_its_size() {
	ExtBuilder::default()
		.with_batches(&[anchor(1, u32::MAX)])
		.build_and_execute(|| {
			let before = storage();
			let reason = testamur_primitives::RevocationReason::IssuedInError;
			let call = Call::revoke_batch { root: root(1), reason, successor: None };
			assert_ok!(dispatch(call, signed(UNIVERSITY_ADMIN)));
			assert_eq!(changed_keys(&before, &storage()).len(), 1);
		});
}
