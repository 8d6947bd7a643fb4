// SPDX-License-Identifier: Apache-2.0

//! Tests of batches: anchoring one or many, and revocation as a whole.

use super::*;
use crate::{Accreditations, Batches};
use frame_support::{assert_noop, assert_ok};
use testamur_primitives::{
	limits::MAX_VALIDITY,
	records::{Anchor, Validity},
	AccreditationId, Batch, BatchRevocation, Moment, RevocationReason, Scope, Terms,
	TypeDefinition, TypeId,
};

fn anchoring(anchor: Anchor) -> Call {
	Call::anchor { accreditation: UNIVERSITY_GRANT, type_id: COURSE, anchor }
}

fn anchoring_many(anchors: &[Anchor]) -> Call {
	let anchors = anchors.to_vec().try_into().unwrap();
	Call::anchor_many { accreditation: UNIVERSITY_GRANT, type_id: COURSE, anchors }
}

fn until(n: u8, moment: Moment) -> Anchor {
	Anchor { validity: Validity::Until(moment), ..anchor(n, 1) }
}

fn batch(n: u8) -> Option<Batch> {
	Batches::<Test>::get(UNIVERSITY, root(n))
}

/// Checks that both calls that anchor a batch refuse it with this error.
fn refused(accreditation: AccreditationId, type_id: TypeId, error: Error<Test>) {
	let error = sp_runtime::DispatchError::from(error);
	let one = Call::anchor { accreditation, type_id, anchor: anchor(9, 1) };
	assert_noop!(dispatch(one, signed(REGISTRAR)), error);
	let anchors = vec![anchor(9, 1)].try_into().unwrap();
	let many = Call::anchor_many { accreditation, type_id, anchors };
	assert_noop!(dispatch(many, signed(REGISTRAR)), error);
}

#[test]
fn anchor_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		set_time(START + DAY);
		assert_ok!(dispatch(anchoring(anchor(1, 300)), signed(REGISTRAR)));
		let record = Batch {
			accreditation: UNIVERSITY_GRANT,
			type_id: COURSE,
			size: 300,
			issued_at: START + DAY,
			valid_until: None,
			revoked: None,
			attested_again: None,
		};
		assert_eq!(batch(1), Some(record));
		let event = Event::BatchAnchored {
			institution: UNIVERSITY,
			root: root(1),
			accreditation: UNIVERSITY_GRANT,
			type_id: COURSE,
			size: 300,
			valid_until: None,
			by: REGISTRAR,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn anchor_works_at_both_ends_of_the_window() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let Terms { valid_from, valid_until, .. } =
			Accreditations::<Test>::get(UNIVERSITY_GRANT).unwrap().terms;
		set_time(valid_until - 1);
		assert_ok!(dispatch(anchoring(anchor(2, 1)), signed(REGISTRAR)));
		set_time(valid_until);
		refused(UNIVERSITY_GRANT, COURSE, Error::<Test>::AccreditationExpired);
		set_time(valid_from - 1);
		refused(UNIVERSITY_GRANT, COURSE, Error::<Test>::AccreditationNotYetValid);
		// The clock of a chain never runs backwards, as that of this test did: set it right again.
		set_time(valid_until);
	});
}

#[test]
fn anchor_works_from_the_first_moment_of_the_window() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let later = Terms { valid_from: START + DAY, ..terms(Scope::Any, true, 0) };
		assert_ok!(Credentials::offer_accreditation(council(), UNIVERSITY, None, later));
		let grant = AccreditationId(1);
		assert_ok!(Credentials::accept_accreditation(signed(UNIVERSITY_ADMIN), grant));
		set_time(START + DAY - 1);
		refused(grant, COURSE, Error::<Test>::AccreditationNotYetValid);
		set_time(START + DAY);
		assert_ok!(Credentials::anchor(signed(REGISTRAR), grant, COURSE, anchor(1, 1)));
	});
}

#[test]
fn anchor_takes_the_validity_it_is_given_else_the_types() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let any = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), UNIVERSITY, None, any));
		let grant = AccreditationId(3);
		assert_ok!(Credentials::accept_accreditation(signed(UNIVERSITY_ADMIN), grant));
		let for_a_year = |validity| TypeDefinition { default_validity: validity, ..definition() };
		for validity in [Some(365 * DAY), Some(MAX_VALIDITY)] {
			assert_ok!(Credentials::register_type(council(), for_a_year(validity)));
		}
		let by_type = |n| Anchor { validity: Validity::ByType, ..anchor(n, 1) };
		let issue = |type_id, anchor: Anchor| {
			assert_ok!(Credentials::anchor(signed(REGISTRAR), grant, TypeId(type_id), anchor));
			Batches::<Test>::get(UNIVERSITY, anchor.root).unwrap().valid_until
		};
		assert_eq!(issue(3, by_type(1)), Some(START + 365 * DAY));
		assert_eq!(issue(3, anchor(6, 1)), None);
		assert_eq!(issue(3, until(2, START + 1)), Some(START + 1));
		assert_eq!(issue(4, by_type(3)), Some(START + MAX_VALIDITY));
		assert_eq!(issue(1, anchor(5, 1)), None);
		assert_eq!(issue(1, until(4, u64::MAX)), Some(u64::MAX));
	});
}

#[test]
fn anchor_works_for_two_institutions_with_one_root() {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build_and_execute(|| {
		let any = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, any));
		let grant = AccreditationId(3);
		assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), grant));
		assert_ok!(Credentials::anchor(signed(COLLEGE_ADMIN), grant, COURSE, anchor(1, 5)));
		let reason = RevocationReason::Unspecified;
		assert_ok!(Credentials::revoke_batch(signed(COLLEGE_ADMIN), root(1), reason, None));
		assert_eq!(batch(1).unwrap().revoked, None);
	});
}

#[test]
fn anchor_fails_if_type_not_found_or_retired() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		refused(UNIVERSITY_GRANT, TypeId(77), Error::<Test>::TypeNotFound);
		assert_ok!(Credentials::retire_type(council(), COURSE));
		refused(UNIVERSITY_GRANT, COURSE, Error::<Test>::TypeRetired);
	});
}

#[test]
fn anchor_fails_if_accreditation_not_found_or_anothers() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		refused(AccreditationId(77), COURSE, Error::<Test>::AccreditationNotFound);
		refused(AGENCY_GRANT, COURSE, Error::<Test>::NotHolder);
	});
}

#[test]
fn anchor_fails_if_type_out_of_scope() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		refused(UNIVERSITY_GRANT, OTHER_COURSE, Error::<Test>::TypeOutOfScope);
	});
}

#[test]
fn anchor_fails_if_type_out_of_scope_further_up() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let mut narrowed = Accreditations::<Test>::get(AGENCY_GRANT).unwrap().terms;
		narrowed.scope = scope(&[OTHER_COURSE]);
		assert_ok!(Credentials::narrow_accreditation(council(), AGENCY_GRANT, narrowed));
		refused(UNIVERSITY_GRANT, COURSE, Error::<Test>::TypeOutOfScope);
	});
}

#[test]
fn anchor_fails_if_no_right_to_attest() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let call =
			Call::anchor { accreditation: AGENCY_GRANT, type_id: COURSE, anchor: anchor(1, 1) };
		assert_noop!(dispatch(call, signed(AGENCY_ADMIN)), Error::<Test>::NoRightToAttest);
	});
}

#[test]
fn anchor_fails_if_any_grant_of_the_path_is_not_in_force() {
	for id in [UNIVERSITY_GRANT, AGENCY_GRANT] {
		ExtBuilder::default().accredited().build_and_execute(|| {
			assert_ok!(Credentials::suspend_accreditation(council(), id));
			refused(UNIVERSITY_GRANT, COURSE, Error::<Test>::AccreditationSuspended);
			assert_ok!(Credentials::withdraw_accreditation(council(), id, None));
			refused(UNIVERSITY_GRANT, COURSE, Error::<Test>::AccreditationWithdrawn);
		});
	}
}

#[test]
fn anchor_fails_if_offer_not_accepted_or_declined() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let any = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), UNIVERSITY, None, any));
		let offer = AccreditationId(3);
		refused(offer, COURSE, Error::<Test>::AccreditationNotAccepted);
		assert_ok!(Credentials::decline_accreditation(signed(UNIVERSITY_ADMIN), offer));
		refused(offer, COURSE, Error::<Test>::AccreditationDeclined);
	});
}

#[test]
fn anchor_fails_if_empty() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let refused = dispatch(anchoring(anchor(1, 0)), signed(REGISTRAR));
		assert_noop!(refused, Error::<Test>::BatchEmpty { position: 0 });
	});
}

#[test]
fn anchor_fails_if_root_unstated() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let refused = dispatch(anchoring(anchor(0, 1)), signed(REGISTRAR));
		assert_noop!(refused, Error::<Test>::RootUnstated { position: 0 });
	});
}

#[test]
fn anchor_fails_if_validity_unstated() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let unstated = Anchor { validity: Validity::Unstated, ..anchor(1, 1) };
		let refused = dispatch(anchoring(unstated), signed(REGISTRAR));
		assert_noop!(refused, Error::<Test>::ValidityUnstated { position: 0 });
		// The type has no default validity, which may have been left out by accident.
		let by_type = Anchor { validity: Validity::ByType, ..anchor(1, 1) };
		let refused = dispatch(anchoring(by_type), signed(REGISTRAR));
		assert_noop!(refused, Error::<Test>::NoDefaultValidity { position: 0 });
	});
}

#[test]
fn anchor_fails_if_validity_over() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		for moment in [START, START - 1, 0] {
			let refused = dispatch(anchoring(until(1, moment)), signed(REGISTRAR));
			assert_noop!(refused, Error::<Test>::ValidityOver { position: 0 });
		}
		assert_ok!(dispatch(anchoring(until(1, START + 1)), signed(REGISTRAR)));
	});
}

#[test]
fn anchor_fails_if_anchored() {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build_and_execute(|| {
		for again in [anchor(1, 5), anchor(1, 6)] {
			let refused = dispatch(anchoring(again), signed(REGISTRAR));
			assert_noop!(refused, Error::<Test>::AlreadyAnchored { position: 0 });
		}
		let reason = RevocationReason::IssuedInError;
		assert_ok!(Credentials::revoke_batch(signed(UNIVERSITY_ADMIN), root(1), reason, None));
		let after_revocation = dispatch(anchoring(anchor(1, 5)), signed(REGISTRAR));
		assert_noop!(after_revocation, Error::<Test>::AlreadyAnchored { position: 0 });
	});
}

#[test]
fn anchor_many_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let before = events().len();
		let anchors = [anchor(1, 1), until(2, START + DAY), anchor(3, u32::MAX)];
		assert_ok!(dispatch(anchoring_many(&anchors), signed(REGISTRAR)));
		assert_eq!(batch(1).unwrap().size, 1);
		assert_eq!(batch(2).unwrap().valid_until, Some(START + DAY));
		assert_eq!(batch(3).unwrap().size, u32::MAX);
		let anchored: Vec<_> = events()[before..]
			.iter()
			.map(|event| match event {
				Event::BatchAnchored { root, .. } => *root,
				_ => panic!("only anchoring"),
			})
			.collect();
		assert_eq!(anchored, [root(1), root(2), root(3)]);
	});
}

#[test]
fn anchor_many_fails_if_empty() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let refused = dispatch(anchoring_many(&[]), signed(REGISTRAR));
		assert_noop!(refused, Error::<Test>::NothingToDo);
	});
}

#[test]
fn anchor_many_fails_if_one_fails_and_names_it() {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build_and_execute(|| {
		for (last, error) in [
			(anchor(1, 5), Error::<Test>::AlreadyAnchored { position: 2 }),
			(anchor(2, 5), Error::<Test>::AlreadyAnchored { position: 2 }),
			(anchor(4, 0), Error::<Test>::BatchEmpty { position: 2 }),
			(until(4, START), Error::<Test>::ValidityOver { position: 2 }),
			(anchor(0, 5), Error::<Test>::RootUnstated { position: 2 }),
			(
				Anchor { validity: Validity::Unstated, ..anchor(4, 5) },
				Error::<Test>::ValidityUnstated { position: 2 },
			),
		] {
			let call = anchoring_many(&[anchor(2, 1), anchor(3, 1), last]);
			assert_noop!(dispatch(call, signed(REGISTRAR)), error);
		}
	});
}

#[test]
fn revoke_batch_works() {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build_and_execute(|| {
		set_time(START + DAY);
		let (root, reason) = (root(1), RevocationReason::KeyCompromise);
		let call = Call::revoke_batch { root, reason, successor: None };
		assert_ok!(dispatch(call, signed(UNIVERSITY_ADMIN)));
		let revocation = BatchRevocation { reason, at: START + DAY, successor: None };
		assert_eq!(batch(1).unwrap().revoked, Some(revocation));
		let event = Event::BatchRevoked {
			institution: UNIVERSITY,
			root,
			reason,
			successor: None,
			by: UNIVERSITY_ADMIN,
		};
		assert_eq!(last_event(), event);
	});
}

#[test]
fn revoke_batch_works_after_the_grant_was_withdrawn() {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build_and_execute(|| {
		assert_ok!(Credentials::withdraw_accreditation(council(), UNIVERSITY_GRANT, None));
		let reason = RevocationReason::LearnerRequest;
		let call = Call::revoke_batch { root: root(1), reason, successor: None };
		assert_ok!(dispatch(call, signed(UNIVERSITY_ADMIN)));
	});
}

#[test]
fn revoke_batch_fails_if_not_found_or_anothers() {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build_and_execute(|| {
		let reason = RevocationReason::Misconduct;
		let call = |n| Call::revoke_batch { root: root(n), reason, successor: None };
		assert_noop!(dispatch(call(2), signed(UNIVERSITY_ADMIN)), Error::<Test>::BatchNotFound);
		assert_noop!(dispatch(call(1), signed(COLLEGE_ADMIN)), Error::<Test>::BatchNotFound);
	});
}

#[test]
fn revoke_batch_fails_if_revoked() {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build_and_execute(|| {
		let call = |reason| Call::revoke_batch { root: root(1), reason, successor: None };
		assert_ok!(dispatch(call(RevocationReason::Unspecified), signed(UNIVERSITY_ADMIN)));
		for reason in [RevocationReason::Misconduct, RevocationReason::Unspecified] {
			let again = dispatch(call(reason), signed(UNIVERSITY_ADMIN));
			assert_noop!(again, Error::<Test>::BatchRevoked);
		}
	});
}
