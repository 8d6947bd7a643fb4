// SPDX-License-Identifier: Apache-2.0

//! Comparison of the weight of attesting a batch again with its accesses, on two longest paths that
//! share no grant.

use super::*;
use crate::{Accreditations, Batches};
use testamur_primitives::Grantor;

/// Puts the batch under a copy of the longest path, which was lost at its top.
fn stand_under_another_path() {
	let copy = |id: AccreditationId| AccreditationId(100 + id.0);
	for id in (1..=GRANT.0).map(AccreditationId) {
		let mut grant = Accreditations::<Test>::get(id).unwrap();
		if let Grantor::Institution { accreditation, .. } = &mut grant.grantor {
			*accreditation = copy(*accreditation);
		}
		Accreditations::<Test>::insert(copy(id), grant);
	}
	let top = copy(AccreditationId(1));
	assert_ok!(Credentials::withdraw_accreditation(council(), top, Some(START)));
	Batches::<Test>::mutate(HOLDER, root(BATCH), |batch| {
		batch.as_mut().unwrap().accreditation = copy(GRANT);
	});
}

/// Checks the second of two accounts, where no grant of the former path is one of the new path.
#[test]
fn attesting_again_stays_within_its_weight() {
	let call = Call::attest_again { root: root(BATCH), accreditation: GRANT };
	let ext = world(|| {
		stand_under_another_path();
		assert_ok!(Credentials::set_dual_authorization(council(), HOLDER, true));
		assert_ok!(dispatch(call.clone(), signed(ADMIN)));
	});
	assert_covered(ext, call, signed(OPERATOR));
}
