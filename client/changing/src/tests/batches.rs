// SPDX-License-Identifier: Apache-2.0

//! What is done to whole batches.

use super::fake::{Batch, Fake, BLOCK};
use crate::{carry_out_for_batch, open_batches, BatchWish, Done, Fault};
use testamur_chain::{
	answers::{
		self, Accreditation, AccreditationState, Any, Attestation, BatchRevocation, Grantor, Loss,
		Rights, Scope,
	},
	DispatchFailure, Happenings, Outcome,
};
use testamur_json::{hex::Hash, time::Time};
use testamur_primitives::{AccreditationId, InstitutionId, RevocationReason, Root};

const OWN: InstitutionId = InstitutionId(1);
const REVOKE: BatchWish = BatchWish::Revoke(RevocationReason::IssuedInError, None);
const AGAIN: BatchWish = BatchWish::AttestAgain(AccreditationId(5));

/// Returns a chain with a batch of two credentials.
fn world() -> (Fake, Root) {
	let mut chain = Fake::default();
	let root = Batch::new(&mut chain, 1, 1, 2).root;
	let batch = answers::Batch {
		institution: 1,
		root: Hash(root.0),
		accreditation: 4,
		type_id: 1,
		size: 2,
		issued_at: Time(1),
		valid_until: None,
		revoked: None,
		attested_again: None,
	};
	chain.batches.insert(root, batch);
	for number in [4, 5] {
		chain.grants.insert(number, grant(number));
	}
	(chain, root)
}

/// Returns a grant of the own institution for any type.
fn grant(id: u32) -> Accreditation {
	Accreditation {
		id,
		holder: 1,
		grantor: Grantor::Council { council: true },
		scope: Scope::Any(Any::Any),
		rights: Rights { attest: true, delegation: 0 },
		valid_from: Time(1),
		valid_until: Time(9),
		state: AccreditationState::Active,
		since: None,
		suspended_by: None,
		void_from: None,
		offered_at: None,
		accepted_at: None,
		in_force: true,
		lapse: None,
		path: Vec::new(),
	}
}

fn revoked(reason: RevocationReason) -> Option<BatchRevocation> {
	Some(BatchRevocation { reason, at: Time(2), successor: None })
}

#[test]
fn a_batch_is_changed_once() {
	let (mut chain, root) = world();
	let open = open_batches(&mut chain, &[(OWN, root)], REVOKE).unwrap();
	assert_eq!((open[0].size, open[0].accreditation), (2, AccreditationId(4)));
	chain.batch_effect =
		Some(Box::new(|batch| batch.revoked = revoked(RevocationReason::IssuedInError)));
	let done = carry_out_for_batch(&mut chain, &open[0], REVOKE, &mut |_| {});
	assert_eq!(done, Ok(Done::Changed(BLOCK)));
	assert_eq!(open_batches(&mut chain, &[(OWN, root)], REVOKE), Ok(vec![]));
	let otherwise = BatchWish::Revoke(RevocationReason::Misconduct, None);
	let successor = BatchWish::Revoke(RevocationReason::IssuedInError, Some(root));
	assert_eq!(open_batches(&mut chain, &[(OWN, root)], successor).unwrap().len(), 1);
	for wish in [otherwise, AGAIN] {
		let fault = open_batches(&mut chain, &[(OWN, root)], wish).unwrap_err();
		assert!(matches!(fault, Fault::RevokedOtherwise(_)), "{wish:?}");
	}
}

#[test]
fn a_batch_that_was_attested_again_stands_under_the_later_grant() {
	let (mut chain, root) = world();
	let again = Attestation { accreditation: 5, since: Time(2), former: 4, loss: Loss::Withdrawn };
	// The grant under which it was anchored may be the one that was lost.
	let same = BatchWish::AttestAgain(AccreditationId(4));
	assert_eq!(open_batches(&mut chain, &[(OWN, root)], same).unwrap().len(), 1);
	chain.batches.get_mut(&root).unwrap().attested_again = Some(again);
	assert_eq!(open_batches(&mut chain, &[(OWN, root)], AGAIN), Ok(vec![]));
	let back = BatchWish::AttestAgain(AccreditationId(4));
	let open = open_batches(&mut chain, &[(OWN, root)], back).unwrap();
	assert_eq!(open[0].accreditation, AccreditationId(5));
	let proposed = Happenings::of(&[("Credentials", "ActProposed")]);
	chain.outcomes.push(Outcome::Finalized(BLOCK, proposed));
	let done = carry_out_for_batch(&mut chain, &open[0], back, &mut |_| {});
	assert_eq!(done, Ok(Done::Waiting(BLOCK)));
}

#[test]
fn the_batches_of_others_and_calls_that_fail_are_told() {
	let (mut chain, root) = world();
	for named in [(InstitutionId(2), root), (OWN, Root([9; 32]))] {
		let fault = open_batches(&mut chain, &[named], REVOKE).unwrap_err();
		assert!(matches!(fault, Fault::NoSuchBatch(1, _)));
	}
	let open = open_batches(&mut chain, &[(OWN, root)], REVOKE).unwrap();
	let failure = DispatchFailure::new("Credentials", "PermissionDenied");
	chain.outcomes.push(Outcome::Failed(BLOCK, failure));
	let fault = carry_out_for_batch(&mut chain, &open[0], REVOKE, &mut |_| {}).unwrap_err();
	assert_eq!(fault, Fault::Failed("Credentials.PermissionDenied".into()));
	let fault = carry_out_for_batch(&mut chain, &open[0], REVOKE, &mut |_| {}).unwrap_err();
	assert_eq!(fault, Fault::NotDone);
	chain.is_stranger = true;
	assert_eq!(open_batches(&mut chain, &[(OWN, root)], REVOKE), Err(Fault::NotAMember));
}

#[test]
fn a_grant_under_which_a_batch_cannot_be_attested_is_refused_before_anything_is_sent() {
	type Case = (fn(&mut Accreditation), Fault);
	let cases: [Case; 5] = [
		(|grant| grant.holder = 2, Fault::GrantOfOthers { grant: 5, holder: 2 }),
		(|grant| grant.in_force = false, Fault::GrantNotInForce(5)),
		(
			|grant| grant.scope = Scope::Types(vec![2, 3]),
			Fault::GrantForOthers { grant: 5, type_id: 1 },
		),
		(|grant| grant.rights.attest = false, Fault::GrantForOthers { grant: 5, type_id: 1 }),
		(|grant| grant.id = 99, Fault::NoSuchGrant(5)),
	];
	for (change, expected) in cases {
		let (mut chain, root) = world();
		let mut grant = chain.grants.remove(&5).unwrap();
		change(&mut grant);
		chain.grants.insert(grant.id, grant);
		assert_eq!(open_batches(&mut chain, &[(OWN, root)], AGAIN), Err(expected));
	}
	let (mut chain, root) = world();
	chain.grants.get_mut(&5).unwrap().scope = Scope::Types(vec![1]);
	assert_eq!(open_batches(&mut chain, &[(OWN, root)], AGAIN).unwrap().len(), 1);
}
