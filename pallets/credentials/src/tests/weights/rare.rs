// SPDX-License-Identifier: Apache-2.0

//! Comparison of declared weights with the accesses of calls in states that make them dearer.

use super::*;

#[test]
fn leaving_with_a_pending_act_stays_within_its_weight() {
	let replace = Call::replace_admin { institution: HOLDER, admin: FRESH };
	for (call, by, who) in [
		(Call::resign {}, signed(OPERATOR), OPERATOR),
		(
			Call::remove_operator { institution: HOLDER, operator: OPERATOR },
			signed(ADMIN),
			OPERATOR,
		),
		(replace, council(), ADMIN),
		(hand_over(), signed(ADMIN), ADMIN),
	] {
		let ext = world(|| {
			let act = Call::set_dual_authorization { institution: HOLDER, required: true };
			assert_ok!(dispatch(act, signed(who)));
		});
		assert_covered(ext, call, by);
	}
}

#[test]
fn narrowing_an_offer_stays_within_its_weight() {
	let terms = Terms { valid_until: START + DAY, ..largest_terms(0) };
	let call = Call::narrow_accreditation { accreditation: OFFER, terms };
	assert_covered(world(|| ()), call, signed(204));
}

#[test]
fn a_batch_of_one_as_a_successor_stays_within_its_weight() {
	let (reason, successor) = (RevocationReason::KeyCompromise, hash(5_000));
	let ext = world(|| {
		let single = Anchor { root: successor, size: 1, validity: Validity::Never };
		assert_ok!(Credentials::anchor(signed(OPERATOR), GRANT, TypeId(1), single));
		for change in [StatusChange::Suspend, StatusChange::Reinstate] {
			let list = changes(&[(0, change)]);
			assert_ok!(Credentials::change_statuses(signed(OPERATOR), successor, list));
		}
	});
	let call = Call::revoke_batch { root: root(BATCH), reason, successor: Some(successor) };
	assert_covered(ext, call, signed(OPERATOR));
}

#[test]
fn forgetting_successors_stays_within_its_weight() {
	let ext = world(|| {
		let by = || signed(OPERATOR);
		assert_ok!(Credentials::change_statuses(by(), root(BATCH), costliest_changes()));
		let reason = RevocationReason::KeyCompromise;
		let revoke = |n| (n * 256, StatusChange::Revoke(reason));
		let list = changes(&(0..MAX_STATUS_CHANGES).map(revoke).collect::<Vec<_>>());
		assert_ok!(Credentials::change_statuses(by(), root(BATCH), list));
	});
	let forget = |n| (n * 256, StatusChange::ForgetSuccessor);
	let list = changes(&(0..MAX_STATUS_CHANGES).map(forget).collect::<Vec<_>>());
	let call = Call::change_statuses { root: root(BATCH), changes: list };
	assert_covered(ext, call, signed(OPERATOR));
}
