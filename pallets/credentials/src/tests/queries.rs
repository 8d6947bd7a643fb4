// SPDX-License-Identifier: Apache-2.0

//! Tests of the answers of the runtime API.

use super::*;
use crate::{
	holdings::{holding_key, HoldingKey},
	Accreditations, Batches, Holdings, Institutions, Statuses,
};
use frame_support::{assert_ok, storage::unhashed};
use frame_system::{LastRuntimeUpgrade, LastRuntimeUpgradeInfo};
use testamur_primitives::{
	damage::{Damage, Fault},
	limits::{MAX_PAGE, MAX_REFERENCES},
	records::Anchor,
	status::StatusChunk,
	verdict::{Outcome, Reason},
	views::QueryError,
	Accreditation, AccreditationId, AccreditationState, CredentialReference, Digest, Lapse,
	RecordId, Root, Scope, Status, Terms, TypeId, TypeState,
};

/// Returns a reference to the only credential of a batch of one.
fn single(n: u8) -> CredentialReference {
	let leaf = Digest([n; 32]).leaf();
	CredentialReference {
		institution: UNIVERSITY,
		leaf,
		index: 0,
		size: 1,
		path: Default::default(),
		signed_by: None,
	}
}

/// Runs a test where the university has anchored one credential.
fn with_single(test: impl FnOnce()) {
	let root = Root::from(single(1).leaf);
	let batch = Anchor { root, ..anchor(1, 1) };
	ExtBuilder::default().with_batches(&[batch]).build_and_execute(test);
}

fn reasons(reference: &CredentialReference) -> Vec<Reason> {
	let mut verdicts = Credentials::verify(vec![reference.clone()]).unwrap();
	verdicts.remove(0).reasons
}

#[test]
fn verify_answers_in_the_order_asked() {
	with_single(|| {
		let verdicts = Credentials::verify(vec![single(2), single(1), single(2)]).unwrap();
		let outcomes: Vec<_> = verdicts.iter().map(|verdict| verdict.outcome).collect();
		assert_eq!(outcomes, [Outcome::Invalid, Outcome::Valid, Outcome::Invalid]);
		assert_eq!(verdicts[0].reasons, [Reason::NotAnchored]);
		assert_eq!(verdicts[0].findings, None);
		assert_eq!(Credentials::verify(vec![]), Ok(vec![]));
	});
}

#[test]
fn verify_reports_a_reference_that_does_not_fit_as_not_anchored() {
	with_single(|| {
		let fits = single(1);
		for other in [
			CredentialReference { institution: COLLEGE, ..fits.clone() },
			CredentialReference { institution: InstitutionId(77), ..fits.clone() },
			CredentialReference { index: 1, ..fits.clone() },
			CredentialReference { size: 2, ..fits.clone() },
			CredentialReference { size: 0, ..fits.clone() },
			CredentialReference { path: vec![root(9)].try_into().unwrap(), ..fits },
		] {
			assert_eq!(reasons(&other), [Reason::NotAnchored]);
		}
		assert_eq!(reasons(&fits), []);
	});
}

#[test]
fn verify_does_not_accept_a_root_with_another_size() {
	with_single(|| {
		let root = Root::from(single(2).leaf);
		let larger = Anchor { root, ..anchor(1, 300) };
		assert_ok!(Credentials::anchor(signed(REGISTRAR), UNIVERSITY_GRANT, COURSE, larger));
		assert_eq!(reasons(&single(2)), [Reason::NotAnchored]);
	});
}

#[test]
fn verify_answers_then_and_now_separately() {
	with_single(|| {
		let findings = || {
			let verdict = Credentials::verify(vec![single(1)]).unwrap().remove(0);
			(verdict.outcome, verdict.findings.unwrap().accreditation)
		};
		let (outcome, accreditation) = findings();
		assert_eq!((outcome, accreditation.then, accreditation.now), (Outcome::Valid, true, true));
		let ids: Vec<_> = accreditation.path.iter().map(|step| step.id).collect();
		assert_eq!(ids, [UNIVERSITY_GRANT, AGENCY_GRANT]);

		assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, None));
		let (outcome, accreditation) = findings();
		assert_eq!((outcome, accreditation.then, accreditation.now), (Outcome::Valid, true, false));
		let lapses: Vec<_> = accreditation.path.iter().map(|step| step.lapse).collect();
		assert_eq!(lapses, [None, Some(Lapse::Withdrawn)]);

		assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, Some(START)));
		let (outcome, accreditation) = findings();
		assert_eq!(outcome, Outcome::Invalid);
		assert_eq!((accreditation.then, accreditation.now), (false, false));
	});
}

#[test]
fn verify_ignores_the_institutions_suspension() {
	with_single(|| {
		assert_ok!(Credentials::suspend_institution(council(), UNIVERSITY));
		assert_eq!(reasons(&single(1)), []);
	});
}

#[test]
fn verify_refuses_too_many_references() {
	with_single(|| {
		let most = vec![single(1); MAX_REFERENCES as usize];
		assert_eq!(Credentials::verify(most).unwrap().len(), MAX_REFERENCES as usize);
		let requested = MAX_REFERENCES + 1;
		let refused = Credentials::verify(vec![single(1); requested as usize]);
		assert_eq!(refused, Err(QueryError::LimitExceeded { requested, limit: MAX_REFERENCES }));
	});
}

/// Damages the state of [`with_single`], and checks that a query names the damage.
#[track_caller]
fn cannot_tell<Answer: PartialEq + std::fmt::Debug>(
	damage: Damage,
	query: impl Fn() -> Result<Answer, QueryError>,
) {
	let key = damage.record.key();
	with_single(|| {
		frame_support::hypothetically!({
			match (damage.fault, unhashed::get_raw(&key)) {
				(Fault::Missing, _) => unhashed::kill(&key),
				(Fault::Malformed, Some(value)) => {
					unhashed::put_raw(&key, &[value, vec![0]].concat());
				},
				(Fault::Malformed, None) => unhashed::put_raw(&key, &[0xff; 128]),
			}
			assert_eq!(query(), Err(QueryError::DamagedState(damage)));
		});
	});
}

/// Checks that a query names this record where it is missing, and where it is malformed.
#[track_caller]
fn needs<Answer: PartialEq + std::fmt::Debug>(
	record: RecordId,
	query: impl Fn() -> Result<Answer, QueryError>,
) {
	cannot_tell(record.missing(), &query);
	cannot_tell(record.malformed(), &query);
}

/// Returns the root of the batch of [`with_single`].
fn single_root() -> Root {
	single(1).leaf.into()
}

#[test]
fn verify_cannot_tell_from_damaged_state() {
	let verify = || Credentials::verify(vec![single(2), single(1)]);
	needs(RecordId::Institution(UNIVERSITY), verify);
	needs(RecordId::CredentialType(COURSE), verify);
	needs(RecordId::Accreditation(UNIVERSITY_GRANT), verify);
	needs(RecordId::Accreditation(AGENCY_GRANT), verify);
	needs(RecordId::Time, verify);
	let (institution, root) = (UNIVERSITY, single_root());
	cannot_tell(RecordId::Batch { institution, root }.malformed(), verify);
	cannot_tell(RecordId::Statuses { institution, root, chunk: 0 }.malformed(), verify);
}

#[test]
fn single_records_are_not_absent_where_they_are_damaged() {
	needs(RecordId::Institution(UNIVERSITY), || Credentials::institution(UNIVERSITY));
	needs(RecordId::CredentialType(COURSE), || Credentials::credential_type(COURSE));
	let (institution, root) = (UNIVERSITY, single_root());
	let batch = RecordId::Batch { institution, root }.malformed();
	cannot_tell(batch, || Credentials::batch(institution, root));
	cannot_tell(batch, || Credentials::statuses(institution, root, 0, 1));
	// A counter that is unreadable, or lost, cannot tell whether the number was given.
	let counter = RecordId::NextInstitution;
	needs(counter, || Credentials::institution(InstitutionId(77)));
	needs(counter, || Credentials::accreditations_of(InstitutionId(77)));
	needs(counter, || Credentials::authorization(InstitutionId(77), COURSE));
	needs(counter, || Credentials::batches(InstitutionId(77), None, MAX_PAGE));
	needs(RecordId::NextType, || Credentials::credential_type(TypeId(77)));
	needs(RecordId::NextAccreditation, || Credentials::accreditation(AccreditationId(77)));
}

#[test]
fn a_path_that_ends_early_is_damage_and_no_lapse() {
	let accreditation = || Credentials::accreditation(UNIVERSITY_GRANT);
	let authorization = || Credentials::authorization(UNIVERSITY, COURSE);
	for grant in [UNIVERSITY_GRANT, AGENCY_GRANT] {
		needs(RecordId::Accreditation(grant), accreditation);
		needs(RecordId::Accreditation(grant), authorization);
		needs(RecordId::Accreditation(grant), || Credentials::issuers(None, 1, MAX_PAGE));
	}
	needs(RecordId::Institution(UNIVERSITY), authorization);
	needs(RecordId::CredentialType(COURSE), authorization);
	needs(RecordId::Time, accreditation);
	needs(RecordId::Time, authorization);
}

#[test]
fn reserved_codes_are_damage_and_not_active() {
	let (institution, root) = (UNIVERSITY, single_root());
	let id = RecordId::Statuses { institution, root, chunk: 0 };
	cannot_tell(id.malformed(), || Credentials::statuses(institution, root, 0, 1));
	with_single(|| {
		frame_support::hypothetically!({
			// The place is beyond the end of the batch, where nothing was ever written.
			let mut chunk = StatusChunk::default();
			chunk.0[127] = 0x90;
			Statuses::<Test>::insert((institution, root, 0), chunk);
			let answer = Credentials::statuses(institution, root, 0, 1);
			assert_eq!(answer, Err(id.malformed().into()));
			unhashed::put_raw(&id.key(), &[0; 127]);
			let answer = Credentials::statuses(institution, root, 0, 1);
			assert_eq!(answer, Err(id.malformed().into()), "a cut chunk");
		});
	});
}

#[test]
fn an_index_with_a_key_that_is_none_is_damage() {
	with_single(|| {
		frame_support::hypothetically!({
			let holdings = RecordId::Holdings(UNIVERSITY);
			unhashed::put_raw(&[holdings.key(), vec![1; 12]].concat(), &[]);
			let damaged = QueryError::DamagedState(holdings.malformed());
			assert_eq!(Credentials::accreditations_of(UNIVERSITY), Err(damaged));
			assert_eq!(Credentials::authorization(UNIVERSITY, COURSE), Err(damaged));
			assert_eq!(Credentials::issuers(None, 1, MAX_PAGE), Err(damaged));
			assert_eq!(Credentials::accreditations_of(AGENCY), Ok(vec![AGENCY_GRANT]));
		});
		frame_support::hypothetically!({
			let batches = RecordId::Batches(UNIVERSITY);
			unhashed::put_raw(&[batches.key(), vec![0; 5]].concat(), &[]);
			let answer = Credentials::batches(UNIVERSITY, None, MAX_PAGE);
			assert_eq!(answer, Err(batches.malformed().into()));
		});
	});
}

/// Checks that an index is not taken for complete where it has other entries than were counted.
#[test]
fn an_index_with_fewer_or_more_entries_than_were_counted_is_damage() {
	let damaged_by = |damage: fn()| {
		with_single(|| {
			frame_support::hypothetically!({
				damage();
				let damaged = QueryError::DamagedState(RecordId::Holdings(UNIVERSITY).malformed());
				assert_eq!(Credentials::accreditations_of(UNIVERSITY), Err(damaged));
				assert_eq!(Credentials::authorization(UNIVERSITY, COURSE), Err(damaged));
				assert_eq!(Credentials::issuers(None, 1, MAX_PAGE), Err(damaged));
				assert_eq!(Credentials::accreditations_of(AGENCY), Ok(vec![AGENCY_GRANT]));
				assert_eq!(Credentials::accreditations_of(COLLEGE), Ok(vec![]));
			});
		});
	};
	fn key(id: AccreditationId) -> HoldingKey {
		holding_key(id, &Accreditations::<Test>::get(UNIVERSITY_GRANT).unwrap())
	}
	damaged_by(|| Holdings::<Test>::remove(key(UNIVERSITY_GRANT)));
	damaged_by(|| Holdings::<Test>::insert(key(AccreditationId(77)), ()));
	damaged_by(|| {
		Institutions::<Test>::mutate(UNIVERSITY, |record| record.as_mut().unwrap().held = 0);
	});
}

#[test]
fn accreditations_of_an_unknown_institution_are_none() {
	with_single(|| {
		assert_eq!(Credentials::accreditations_of(InstitutionId(77)), Ok(vec![]));
		frame_support::hypothetically!({
			let grant = Accreditations::<Test>::get(UNIVERSITY_GRANT).unwrap();
			let stray = Accreditation { holder: InstitutionId(77), ..grant };
			Holdings::<Test>::insert(holding_key(UNIVERSITY_GRANT, &stray), ());
			let damage = RecordId::Holdings(InstitutionId(77)).malformed();
			assert_eq!(Credentials::accreditations_of(InstitutionId(77)), Err(damage.into()));
		});
	});
}

/// Checks that no query answers from a state that the runtime has not migrated yet.
#[test]
fn nothing_is_read_before_the_migrations_of_a_new_runtime() {
	with_single(|| {
		frame_support::hypothetically!({
			let before =
				LastRuntimeUpgradeInfo { spec_version: 0.into(), spec_name: "before".into() };
			LastRuntimeUpgrade::<Test>::put(before);
			let root = single_root();
			let pending = QueryError::UpgradePending;
			assert_eq!(Credentials::ensure_readable(), Err(pending));
			assert_eq!(Credentials::verify(vec![]), Err(pending));
			for institution in [None, Some(UNIVERSITY)] {
				assert_eq!(Credentials::event_log(institution), Err(pending));
			}
			assert_eq!(Credentials::institution(UNIVERSITY), Err(pending));
			assert_eq!(Credentials::accreditation(UNIVERSITY_GRANT), Err(pending));
			assert_eq!(Credentials::accreditations_of(UNIVERSITY), Err(pending));
			assert_eq!(Credentials::credential_type(COURSE), Err(pending));
			assert_eq!(Credentials::batch(UNIVERSITY, root), Err(pending));
			assert_eq!(Credentials::statuses(UNIVERSITY, root, 0, 1), Err(pending));
			assert_eq!(Credentials::issuers(None, 1, 1), Err(pending));
			assert_eq!(Credentials::types(1, 1), Err(pending));
			assert_eq!(Credentials::authorization(UNIVERSITY, COURSE), Err(pending));
			assert_eq!(Credentials::batches(UNIVERSITY, None, 1), Err(pending));
			assert_eq!(Credentials::accreditations_given(AGENCY, 1, 1), Err(pending));
			assert_eq!(Credentials::document_keys(UNIVERSITY, 1, 1), Err(pending));
			let label = testamur_primitives::ListLabel([7; 16]);
			assert_eq!(Credentials::status_list(UNIVERSITY, label, 0, 1), Err(pending));
		});
		// Migrations that take more than one block have begun then, and not ended.
		frame_support::hypothetically!({
			frame_support::traits::StorageVersion::new(1).put::<Credentials>();
			assert_eq!(Credentials::ensure_readable(), Err(QueryError::UpgradePending));
			assert_eq!(Credentials::verify(vec![]), Err(QueryError::UpgradePending));
			assert_eq!(Credentials::event_log(None), Err(QueryError::UpgradePending));
		});
		assert_eq!(Credentials::ensure_readable(), Ok(()));
	});
	let record = RecordId::LastRuntimeUpgrade;
	needs(record, Credentials::ensure_readable);
	needs(RecordId::StorageVersion, Credentials::ensure_readable);
}

#[test]
fn accreditation_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let view = Credentials::accreditation(UNIVERSITY_GRANT).unwrap().unwrap();
		assert_eq!((view.id, view.holder), (UNIVERSITY_GRANT, UNIVERSITY));
		assert_eq!(view.grantor.parent(), Some(AGENCY_GRANT));
		assert_eq!(view.state, AccreditationState::Active);
		assert_eq!((view.offered_at, view.accepted_at), (START, Some(START)));
		assert_eq!(view.path.len(), 2);
		assert_eq!(view.lapse, None);
		assert_ok!(Credentials::suspend_accreditation(council(), AGENCY_GRANT));
		let view = Credentials::accreditation(UNIVERSITY_GRANT).unwrap().unwrap();
		assert_eq!(view.lapse, Some((AGENCY_GRANT, Lapse::Suspended)));
		assert_eq!(Credentials::accreditation(AccreditationId(77)), Ok(None));
	});
}

#[test]
fn accreditations_of_lists_what_is_held_in_order() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for _ in 0..9 {
			let any = terms(Scope::Any, true, 0);
			assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, any));
		}
		let by = || signed(COLLEGE_ADMIN);
		assert_ok!(Credentials::decline_accreditation(by(), AccreditationId(3)));
		assert_ok!(Credentials::withdraw_accreditation(council(), AccreditationId(5), None));
		let held = Credentials::accreditations_of(COLLEGE).unwrap();
		let held: Vec<_> = held.iter().map(|id| id.0).collect();
		assert_eq!(held, [1, 2, 4, 6, 7, 8, 9]);
		assert_eq!(Credentials::accreditations_of(AGENCY), Ok(vec![]));
	});
}

#[test]
fn single_records_work() {
	with_single(|| {
		let root = Root::from(single(1).leaf);
		let university = Credentials::institution(UNIVERSITY).unwrap().unwrap();
		assert_eq!(university.admin, UNIVERSITY_ADMIN);
		assert_eq!(Credentials::institution(InstitutionId(77)), Ok(None));
		let course = Credentials::credential_type(COURSE).unwrap().unwrap();
		assert_eq!(course.state, TypeState::Active);
		assert_eq!(Credentials::credential_type(TypeId(77)), Ok(None));
		let batch = Batches::<Test>::get(UNIVERSITY, root);
		assert_eq!(Credentials::batch(UNIVERSITY, root), Ok(batch));
		assert_eq!(Credentials::batch(COLLEGE, root), Ok(None));
	});
}

#[test]
fn statuses_works() {
	ExtBuilder::default().with_batches(&[anchor(1, 1_000)]).build_and_execute(|| {
		let list = changes(&[(256, StatusChange::Suspend)]);
		assert_ok!(Credentials::change_statuses(signed(STATUS_CLERK), root(1), list));
		let range = |first, count| {
			Credentials::statuses(UNIVERSITY, root(1), first, count)
				.unwrap()
				.unwrap()
				.chunks
		};
		assert_eq!(range(0, 0), []);
		let chunks = range(0, 3);
		assert_eq!(chunks[0], StatusChunk::default());
		assert_eq!(chunks[1].get(0), Some(Status::Suspended));
		assert_eq!(chunks[2], StatusChunk::default());
		assert_eq!(range(1, 1)[0], chunks[1]);
		assert_eq!(range(3, 5).len(), 1, "1,000 statuses end in the fourth chunk");
		assert_eq!(range(4, 5).len(), 0);
		assert_eq!(range(u32::MAX - 1, 5).len(), 0);
		assert_eq!(Credentials::statuses(UNIVERSITY, root(2), 0, 1), Ok(None));
	});
}

#[test]
fn authorization_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_eq!(Credentials::authorization(UNIVERSITY, COURSE), Ok(Some(UNIVERSITY_GRANT)));
		assert_eq!(Credentials::authorization(UNIVERSITY, OTHER_COURSE), Ok(None));
		assert_eq!(Credentials::authorization(AGENCY, COURSE), Ok(None));
		assert_eq!(Credentials::authorization(InstitutionId(77), COURSE), Ok(None));
		assert_eq!(Credentials::authorization(UNIVERSITY, TypeId(77)), Ok(None));
	});
}

#[test]
fn authorization_agrees_with_what_anchoring_refuses() {
	let none_after = |act: fn()| {
		ExtBuilder::default().accredited().build_and_execute(|| {
			act();
			assert_eq!(Credentials::authorization(UNIVERSITY, COURSE), Ok(None));
			let by = signed(REGISTRAR);
			assert!(Credentials::anchor(by, UNIVERSITY_GRANT, COURSE, anchor(1, 1)).is_err());
		});
	};
	none_after(|| {
		assert_ok!(Credentials::suspend_institution(council(), UNIVERSITY));
	});
	none_after(|| {
		assert_ok!(Credentials::retire_type(council(), COURSE));
	});
	none_after(|| {
		assert_ok!(Credentials::suspend_accreditation(council(), AGENCY_GRANT));
	});
	none_after(|| set_time(START + 99 * DAY));
	none_after(|| {
		let Terms { rights, valid_from, valid_until, .. } =
			Accreditations::<Test>::get(AGENCY_GRANT).unwrap().terms;
		let narrowed = Terms { scope: scope(&[OTHER_COURSE]), rights, valid_from, valid_until };
		assert_ok!(Credentials::narrow_accreditation(council(), AGENCY_GRANT, narrowed));
	});
}
