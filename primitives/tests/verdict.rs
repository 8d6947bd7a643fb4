// SPDX-License-Identifier: Apache-2.0

//! Tests of the meaning of records: tables of the pure functions that judge credentials and paths.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use testamur_primitives::{
	authority::{excess, grantors_lapse, objection, Objection, Step},
	records::Excess,
	verdict::{steps, verdict, Issuer, Outcome, Path, Reason, StatusSummary},
	*,
};

const NOW: Moment = 1_000;
const ISSUED: Moment = 500;
const COURSE: TypeId = TypeId(1);
const OTHER: TypeId = TypeId(2);
const SUSPENDED: AccreditationState = AccreditationState::Suspended { since: 1, by_council: true };

fn types(list: &[TypeId]) -> Scope {
	let set: std::collections::BTreeSet<_> = list.iter().copied().collect();
	Scope::Types(set.try_into().unwrap())
}

/// Returns grant `n` of a path, held by institution `n`, given by the right of grant `n + 1` and in
/// force from 0 to 10,000.
fn grant(n: u32, last: u32) -> Step {
	let up = n + 1;
	let grantor = if n == last {
		Grantor::Council
	} else {
		Grantor::Institution { institution: InstitutionId(up), accreditation: AccreditationId(up) }
	};
	let record = Accreditation {
		holder: InstitutionId(n),
		grantor,
		terms: Terms {
			scope: Scope::Any,
			rights: Rights { attest: n == 1, delegation: (n - 1) as u8 },
			valid_from: 0,
			valid_until: 10_000,
		},
		state: AccreditationState::Active,
		offered_at: 0,
		accepted_at: Some(0),
		narrowings: 0,
		parent_narrowings: 0,
	};
	(AccreditationId(n), record)
}

/// Returns a path of `length` grants, all in force.
fn path(length: u32) -> Path {
	(1..=length).map(|n| grant(n, length)).collect::<Vec<_>>().try_into().unwrap()
}

/// Returns a path whose record at `place`, counted from 0, is altered.
fn altered(length: u32, place: usize, alter: impl FnOnce(&mut Accreditation)) -> Path {
	let mut steps = path(length).into_inner();
	alter(&mut steps[place].1);
	steps.try_into().unwrap()
}

fn withdrawn(void_from: Option<Moment>) -> AccreditationState {
	AccreditationState::Withdrawn { at: 900, void_from }
}

fn reference() -> CredentialReference {
	CredentialReference {
		institution: InstitutionId(1),
		leaf: Digest([7; 32]).leaf(),
		index: 0,
		size: 1,
		path: Default::default(),
		signed_by: None,
	}
}

fn records(path: Path) -> BatchRecords {
	BatchRecords {
		issuer: Issuer {
			id: InstitutionId(1),
			profile: Profile {
				name: b"University".to_vec().try_into().unwrap(),
				uri: Default::default(),
				country: *b"NL",
			},
			state: InstitutionState::Active,
		},
		batch: Batch {
			accreditation: AccreditationId(1),
			type_id: COURSE,
			size: 1,
			issued_at: ISSUED,
			valid_until: None,
			revoked: None,
			attested_again: None,
		},
		credential_type: CredentialType {
			owner: None,
			definition: TypeDefinition {
				kind: TypeKind::Badge,
				content_hash: [1; 32],
				uri: b"u".to_vec().try_into().unwrap(),
				level: None,
				workload: None,
				default_validity: None,
			},
			state: TypeState::Active,
			registered_at: 0,
		},
		path,
		anchored: None,
		had_custodian: false,
		reissue: None,
	}
}

fn judge(batch: &BatchRecords, status: Status) -> Verdict {
	let (successor, document_key, custodial_change) = (None, None, None);
	let records = Records { batch, status, successor, document_key, custodial_change };
	verdict(&reference(), Some(records), NOW)
}

fn revoked_batch(reason: RevocationReason) -> Option<BatchRevocation> {
	Some(BatchRevocation { reason, at: 600, successor: None })
}

#[test]
fn no_records_are_not_anchored_and_nothing_else() {
	let verdict = verdict(&reference(), None, NOW);
	assert_eq!(verdict.outcome, Outcome::Invalid);
	assert_eq!(verdict.reasons, [Reason::NotAnchored]);
	assert_eq!(verdict.findings, None);
}

#[test]
fn a_batch_of_another_size_is_not_anchored() {
	let mut batch = records(path(2));
	batch.batch.size = 2;
	batch.batch.revoked = revoked_batch(RevocationReason::Unspecified);
	let verdict = judge(&batch, Status::Suspended);
	assert_eq!((verdict.reasons, verdict.findings), (vec![Reason::NotAnchored], None));
}

#[test]
fn every_reason_alone_and_every_combination() {
	let statuses = [
		(Status::Active, None),
		(Status::Suspended, Some(Reason::Suspended)),
		(Status::Superseded, Some(Reason::Superseded)),
		(Status::Revoked(RevocationReason::Misconduct), Some(Reason::Revoked)),
	];
	for (status, by_status) in statuses {
		for expired in [false, true] {
			for voided in [false, true] {
				let void = voided.then_some(ISSUED);
				let mut batch = records(altered(2, 1, |grant| grant.state = withdrawn(void)));
				batch.batch.valid_until = expired.then_some(NOW);
				let verdict = judge(&batch, status);
				let by_time = expired.then_some(Reason::Expired);
				let by_grant = voided.then_some(Reason::Voided);
				let expected: Vec<_> =
					[by_status, by_time, by_grant].into_iter().flatten().collect();
				let outcome = if expected.is_empty() { Outcome::Valid } else { Outcome::Invalid };
				assert_eq!((verdict.reasons, verdict.outcome), (expected, outcome));
			}
		}
	}
}

#[test]
fn validity_ends_at_its_end() {
	for (valid_until, valid) in [(None, true), (Some(NOW + 1), true), (Some(NOW), false)] {
		let mut batch = records(path(1));
		batch.batch.valid_until = valid_until;
		assert_eq!(judge(&batch, Status::Active).outcome == Outcome::Valid, valid);
	}
}

#[test]
fn a_whole_batchs_revocation_counts_unless_its_own_came_with_a_reason() {
	let mut batch = records(path(1));
	batch.batch.revoked = revoked_batch(RevocationReason::KeyCompromise);
	let whole = Status::Revoked(RevocationReason::KeyCompromise);
	let own = Status::Revoked(RevocationReason::Misconduct);
	for (status, effective) in [
		(Status::Active, whole),
		(Status::Suspended, whole),
		(Status::Superseded, whole),
		(own, own),
	] {
		let verdict = judge(&batch, status);
		assert_eq!(verdict.reasons, [Reason::Revoked]);
		let found = verdict.findings.unwrap().status;
		assert_eq!(found.status, effective);
		assert_eq!(found.batch_revoked, batch.batch.revoked, "with its time");
	}
	let successor = Some(Root([4; 32]));
	batch.batch.revoked = batch.batch.revoked.map(|it| BatchRevocation { successor, ..it });
	let findings = judge(&batch, own).findings.unwrap();
	assert_eq!(findings.status.batch_revoked.unwrap().successor, successor);
}

#[test]
fn findings_tell_what_is_on_record() {
	let batch = records(path(3));
	let successor =
		Some(CredentialPointer { institution: InstitutionId(9), root: Root([9; 32]), index: 9 });
	let (status, document_key, custodial_change) = (Status::Superseded, None, None);
	let records = Records { batch: &batch, status, successor, document_key, custodial_change };
	let findings = verdict(&reference(), Some(records), NOW).findings.unwrap();
	let expected = StatusSummary { status: Status::Superseded, successor, batch_revoked: None };
	assert_eq!(findings.status, expected);
	assert_eq!((findings.issued_at, findings.valid_until), (ISSUED, None));
	assert_eq!(findings.institution, batch.issuer);
	assert_eq!(findings.credential_type.id, COURSE);
	assert_eq!(findings.credential_type.definition, batch.credential_type.definition);
	assert_eq!(findings.accreditation.id, AccreditationId(1));
	assert_eq!(findings.accreditation.path, steps(&batch.path, NOW));
	assert_eq!(findings.document_key, None);
}

#[test]
fn a_suspended_institution_or_a_retired_type_do_not_move_the_verdict() {
	let mut batch = records(path(2));
	batch.issuer.state = InstitutionState::Suspended { since: 1 };
	batch.credential_type.state = TypeState::Retired { at: 1 };
	assert_eq!(judge(&batch, Status::Active).outcome, Outcome::Valid);
}

#[test]
fn a_void_reaches_what_was_issued_at_its_moment_and_after_from_any_place_on_the_path() {
	for place in 0..5 {
		for (from, void) in [(ISSUED - 1, true), (ISSUED, true), (ISSUED + 1, false)] {
			let path = altered(5, place, |grant| grant.state = withdrawn(Some(from)));
			assert_eq!(voids(&path, ISSUED), void);
			let accreditation =
				judge(&records(path), Status::Active).findings.unwrap().accreditation;
			assert_eq!((accreditation.then, accreditation.now), (!void, false));
		}
	}
}

/// Checks what a batch that was attested again shows of the grant under which it was anchored: the
/// loss as it was then, and the void as it is now, from any place of the path.
#[test]
fn a_void_of_the_grant_of_the_anchoring_is_shown_and_does_not_count() {
	let attestation = Attestation {
		accreditation: AccreditationId(9),
		since: 900,
		former: AccreditationId(8),
		loss: Loss::Withdrawn,
	};
	let former = |anchored| {
		let batch = Batch { attested_again: Some(attestation), ..records(path(1)).batch };
		let batch = BatchRecords { batch, anchored: Some(anchored), ..records(path(1)) };
		let verdict = judge(&batch, Status::Active);
		assert_eq!(verdict.outcome, Outcome::Valid);
		let accreditation = verdict.findings.unwrap().accreditation;
		assert!(accreditation.then, "judged by the present grant");
		accreditation.former.unwrap()
	};
	for place in 0..3 {
		// The void counts from the anchoring, not from the attestation.
		for (from, voided) in [(None, false), (Some(ISSUED + 1), false), (Some(ISSUED), true)] {
			let found = former(altered(3, place, |grant| grant.state = withdrawn(from)));
			assert_eq!((found.id, found.loss), (AccreditationId(8), Loss::Withdrawn));
			assert_eq!((found.anchored, found.voided), (AccreditationId(1), voided));
		}
	}
	let never = judge(&records(path(1)), Status::Active).findings.unwrap().accreditation;
	assert_eq!(never.former, None);
}

#[test]
fn a_grant_that_ended_later_leaves_then_alone() {
	for state in [withdrawn(None), AccreditationState::Suspended { since: 900, by_council: true }] {
		for place in 0..3 {
			let verdict =
				judge(&records(altered(3, place, |grant| grant.state = state)), Status::Active);
			let accreditation = verdict.findings.unwrap().accreditation;
			assert_eq!(verdict.outcome, Outcome::Valid);
			assert_eq!((accreditation.then, accreditation.now), (true, false));
		}
	}
}

#[test]
fn every_lapse_is_found_at_any_place_of_a_path() {
	let declined = AccreditationState::Declined { at: 1 };
	type Alter = fn(&mut Accreditation);
	let by_state = [
		(AccreditationState::Offered, Lapse::Offered),
		(declined, Lapse::Declined),
		(SUSPENDED, Lapse::Suspended),
		(withdrawn(None), Lapse::Withdrawn),
	];
	let by_window: [(Alter, Lapse); 2] = [
		(|grant| grant.terms.valid_from = NOW + 1, Lapse::NotYetValid),
		(|grant| grant.terms.valid_until = NOW, Lapse::Expired),
	];
	for place in 0..5 {
		let id = AccreditationId(place as u32 + 1);
		for (state, lapse) in by_state {
			let path = altered(5, place, |grant| grant.state = state);
			assert_eq!(first_lapse(&path, NOW), Some((id, lapse)));
			assert!(!allows(&path, COURSE, NOW));
		}
		for (alter, lapse) in by_window {
			let path = altered(5, place, alter);
			assert_eq!(first_lapse(&path, NOW), Some((id, lapse)));
			assert!(!allows(&path, COURSE, NOW));
		}
	}
}

#[test]
fn the_lowest_lapse_is_named() {
	let mut steps = path(3).into_inner();
	steps[1].1.state = SUSPENDED;
	steps[2].1.state = withdrawn(None);
	let lapse = first_lapse(&steps, NOW);
	assert_eq!(lapse, Some((AccreditationId(2), Lapse::Suspended)));
}

#[test]
fn a_window_includes_its_start_and_not_its_end() {
	let path = altered(1, 0, |grant| {
		(grant.terms.valid_from, grant.terms.valid_until) = (100, 200);
	});
	for (moment, inside) in [(99, false), (100, true), (199, true), (200, false)] {
		assert_eq!(allows(&path, COURSE, moment), inside);
		assert_eq!(path[0].1.terms.contains(moment), inside);
	}
}

#[test]
fn every_grant_of_a_path_must_cover_the_type() {
	for place in 0..3 {
		let path = altered(3, place, |grant| grant.terms.scope = types(&[COURSE]));
		assert!(allows(&path, COURSE, NOW));
		assert!(!allows(&path, OTHER, NOW));
		let narrowed = altered(3, place, |grant| grant.terms.scope = types(&[OTHER]));
		let verdict = judge(&records(narrowed), Status::Active);
		assert_eq!(verdict.outcome, Outcome::Valid);
		let accreditation = verdict.findings.unwrap().accreditation;
		assert_eq!((accreditation.then, accreditation.now), (true, false));
	}
}

#[test]
fn only_the_first_grant_needs_the_right_to_attest() {
	assert!(allows(&path(3), COURSE, NOW));
	assert!(!allows(&altered(3, 0, |grant| grant.terms.rights.attest = false), COURSE, NOW));
	assert!(allows(&altered(3, 2, |grant| grant.terms.rights.attest = true), COURSE, NOW));
}

#[test]
fn delegation_must_reach_down_to_the_first_grant() {
	for place in 1..5 {
		let reach = |depth| altered(5, place, |grant| grant.terms.rights.delegation = depth);
		let just = u8::try_from(place).unwrap();
		assert_eq!(first_lapse(&reach(just), NOW), None);
		let id = AccreditationId(u32::from(just) + 1);
		assert_eq!(first_lapse(&reach(just - 1), NOW), Some((id, Lapse::DelegationExceeded)));
		assert!(!allows(&reach(just - 1), COURSE, NOW));
	}
}

#[test]
fn a_path_that_does_not_end_at_the_council_is_broken() {
	assert_eq!(first_lapse(&[], NOW), Some((AccreditationId(0), Lapse::BrokenPath)));
	assert!(!allows(&[], COURSE, NOW));
	let mut steps = path(3).into_inner();
	steps.pop();
	assert_eq!(first_lapse(&steps, NOW), Some((AccreditationId(2), Lapse::BrokenPath)));
	assert!(!allows(&steps, COURSE, NOW));
}

#[test]
fn steps_tell_each_grants_own_lapse() {
	let path = altered(3, 1, |grant| {
		grant.state = AccreditationState::Suspended { since: 5, by_council: true }
	});
	let shown = steps(&path, NOW);
	let lapses: Vec<_> = shown.iter().map(|step| step.lapse).collect();
	assert_eq!(lapses, [None, Some(Lapse::Suspended), None]);
	for (step, (id, grant)) in shown.iter().zip(&path) {
		assert_eq!((step.id, step.holder, step.grantor), (*id, grant.holder, grant.grantor));
		assert_eq!((step.valid_from, step.valid_until), (0, 10_000));
		assert_eq!(step.state, grant.state);
	}
}

#[test]
fn the_grantor_needs_what_lies_above_in_force_and_not_the_grant_itself() {
	let own = altered(3, 0, |grant| grant.state = SUSPENDED);
	assert_eq!(grantors_lapse(&own, NOW), None);
	for place in 1..3 {
		let id = AccreditationId(u32::try_from(place).unwrap() + 1);
		let ended = altered(3, place, |grant| grant.state = withdrawn(None));
		assert_eq!(grantors_lapse(&ended, NOW), Some((id, Lapse::Withdrawn)));
		let shallow = altered(3, place, |grant| grant.terms.rights.delegation -= 1);
		assert_eq!(grantors_lapse(&shallow, NOW), Some((id, Lapse::DelegationExceeded)));
	}
	assert_eq!(grantors_lapse(&path(1), NOW), None);
	assert_eq!(grantors_lapse(&[], NOW), Some((AccreditationId(0), Lapse::BrokenPath)));
}

#[test]
fn the_first_objection_is_named() {
	let lapsed = altered(2, 1, |grant| grant.state = withdrawn(None));
	let idle = altered(2, 0, |grant| grant.terms.rights.attest = false);
	let narrow = altered(2, 1, |grant| grant.terms.scope = types(&[OTHER]));
	for (path, of_any, of_type) in [
		(path(2), None, None),
		(
			lapsed,
			Some(Objection::NotInForce(Lapse::Withdrawn)),
			Some(Objection::NotInForce(Lapse::Withdrawn)),
		),
		(idle, Some(Objection::NoRightToAttest), Some(Objection::NoRightToAttest)),
		(narrow, None, Some(Objection::TypeOutOfScope)),
	] {
		assert_eq!(objection(&path, None, NOW), of_any);
		assert_eq!(objection(&path, Some(COURSE), NOW), of_type);
		assert_eq!(allows(&path, COURSE, NOW), of_type.is_none());
	}
}

#[test]
fn terms_lie_within_others_or_not() {
	let parent = grant(3, 3).1.terms;
	let deeper =
		|delegation| Terms { rights: Rights { attest: false, delegation }, ..parent.clone() };
	let attests = Terms { rights: Rights { attest: true, delegation: 1 }, ..parent.clone() };
	let listed = Terms { scope: types(&[COURSE]), ..deeper(1) };
	// A narrowing must lie within the present terms; a child must not exceed its parent's.
	for (terms, within, excess) in [
		(parent.clone(), true, Some(Excess::Rights)),
		(listed, true, None),
		(deeper(1), true, None),
		(deeper(3), false, Some(Excess::Rights)),
		(deeper(u8::MAX), false, Some(Excess::Rights)),
		(attests, false, None),
		(Terms { valid_until: 10_001, ..deeper(1) }, false, Some(Excess::Window)),
		(Terms { valid_until: 9_999, ..deeper(1) }, true, None),
		(Terms { valid_from: 1, ..deeper(1) }, true, None),
	] {
		assert_eq!((terms.within(&parent), terms.excess_over(&parent, 1)), (within, excess));
	}
	let listed = Terms { scope: types(&[COURSE]), ..parent.clone() };
	assert_eq!(deeper(1).excess_over(&listed, 1), Some(Excess::Scope));
	assert!(!Scope::Any.within(&types(&[COURSE, OTHER])));
	assert!(types(&[OTHER]).within(&types(&[COURSE, OTHER])));
	assert!(!types(&[COURSE, OTHER]).within(&types(&[OTHER])));
}

#[test]
fn terms_are_compared_with_every_grant_above() {
	let mut terms = path(1)[0].1.terms.clone();
	assert_eq!(excess(&terms, &[]), None);
	// The parent has the right to accredit two levels below it, the grant above it three.
	let above = &path(4)[2..];
	terms.rights.delegation = 1;
	assert_eq!(excess(&terms, above), None);
	terms.rights.delegation = 2;
	assert_eq!(excess(&terms, above), Some(Excess::Rights));
	terms.rights.delegation = 1;
	let shallow = altered(4, 3, |grant| grant.terms.rights.delegation = 2);
	assert_eq!(excess(&terms, &shallow[2..]), Some(Excess::Rights));
	let narrow = altered(4, 3, |grant| grant.terms.scope = types(&[OTHER]));
	assert_eq!(excess(&terms, &narrow[2..]), Some(Excess::Scope));
	let short = altered(4, 3, |grant| grant.terms.valid_until = 9_999);
	assert_eq!(excess(&terms, &short[2..]), Some(Excess::Window));
}

/// Checks every way to lose a grant, at every place of the path, and what is none.
#[test]
fn losses_are_for_good() {
	let lost = |path: &Path| loss(path, COURSE, ISSUED, NOW);
	assert_eq!(lost(&path(3)), None);
	for place in 0..3 {
		let by = |alter: fn(&mut Accreditation)| lost(&altered(3, place, alter));
		assert_eq!(by(|it| it.state = withdrawn(Some(ISSUED))), Some(Loss::Voided));
		assert_eq!(by(|it| it.state = withdrawn(Some(ISSUED + 1))), Some(Loss::Withdrawn));
		assert_eq!(by(|it| it.state = withdrawn(None)), Some(Loss::Withdrawn));
		assert_eq!(by(|it| it.terms.valid_until = NOW), Some(Loss::Expired));
		assert_eq!(by(|it| it.terms.valid_until = NOW + 1), None);
		assert_eq!(by(|it| it.terms.scope = types(&[OTHER])), Some(Loss::Narrowed));
		assert_eq!(by(|it| it.terms.scope = types(&[COURSE])), None);
		let no_depth = by(|it| it.terms.rights.delegation = 0);
		assert_eq!(no_depth, (place > 0).then_some(Loss::Narrowed));
		let no_right = by(|it| it.terms.rights.attest = false);
		assert_eq!(no_right, (place == 0).then_some(Loss::Narrowed));
		assert_eq!(by(|it| it.state = SUSPENDED), None, "a suspension may end");
		assert_eq!(by(|it| it.terms.valid_from = NOW + 1), None);
	}
}
