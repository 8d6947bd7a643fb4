// SPDX-License-Identifier: Apache-2.0

//! A test of one cohort from registration to verdict.

use crate::mock::*;
use frame_support::assert_ok;
use testamur_primitives::{
	hash::Digest,
	merkle::Tree,
	records::{Anchor, Validity},
	verdict::{Outcome, Reason},
	CredentialReference, RevocationReason, StatusChange,
};

/// Returns a reference to the credential at `index` of a cohort.
fn reference(tree: &Tree, digests: &[Digest], index: u32) -> CredentialReference {
	CredentialReference {
		institution: UNIVERSITY,
		leaf: digests[index as usize].leaf(),
		index,
		size: tree.size(),
		path: tree.path(index).unwrap().try_into().unwrap(),
		signed_by: None,
	}
}

#[test]
fn a_cohort_is_issued_verified_revoked_and_voided() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let digests: Vec<Digest> = (0u8..5).map(|n| Digest([n; 32])).collect();
		let leaves: Vec<_> = digests.iter().map(Digest::leaf).collect();
		let tree = Tree::new(&leaves).unwrap();
		let cohort = Anchor { root: tree.root(), size: tree.size(), validity: Validity::Never };
		assert_ok!(Credentials::anchor(signed(REGISTRAR), UNIVERSITY_GRANT, COURSE, cohort));

		let all: Vec<_> = (0..5).map(|index| reference(&tree, &digests, index)).collect();
		let verdicts = Credentials::verify(all.clone()).unwrap();
		assert!(verdicts.iter().all(|verdict| verdict.outcome == Outcome::Valid));

		let revoke = crate::StatusChangeAt {
			index: Some(3),
			change: StatusChange::Revoke(RevocationReason::Misconduct),
		};
		let changes = vec![revoke].try_into().unwrap();
		assert_ok!(Credentials::change_statuses(signed(STATUS_CLERK), tree.root(), changes));
		let verdicts = Credentials::verify(all.clone()).unwrap();
		assert_eq!(verdicts[3].reasons, [Reason::Revoked]);
		assert_eq!(verdicts[2].outcome, Outcome::Valid);

		set_time(START + DAY);
		assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, Some(START)));
		let verdicts = Credentials::verify(all).unwrap();
		assert_eq!(verdicts[2].reasons, [Reason::Voided]);
		assert_eq!(verdicts[3].reasons, [Reason::Revoked, Reason::Voided]);
	});
}
