// SPDX-License-Identifier: Apache-2.0

//! Tests of the answers of the runtime API.

use super::*;
use crate::{Accreditations, Batches, Statuses};
use frame_support::assert_ok;
use testamur_primitives::{
	limits::{MAX_CHUNKS, MAX_GRANTS_LOOKED_AT, MAX_HELD, MAX_PAGE, MAX_REFERENCES},
	records::Anchor,
	status::StatusChunk,
	verdict::{Outcome, Reason},
	views::{Page, QueryError},
	AccreditationId, AccreditationState, CredentialReference, Digest, Lapse, Root, Scope, Status,
	Terms, TypeId, TypeState,
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

#[test]
fn verify_cannot_tell_from_damaged_state() {
	let cannot_tell = |damage: fn()| {
		with_single(|| {
			frame_support::hypothetically!({
				damage();
				let answer = Credentials::verify(vec![single(2), single(1)]);
				assert_eq!(answer, Err(QueryError::DamagedState));
			});
		});
	};
	cannot_tell(|| crate::Institutions::<Test>::remove(UNIVERSITY));
	cannot_tell(|| crate::CredentialTypes::<Test>::remove(COURSE));
	cannot_tell(|| Accreditations::<Test>::remove(UNIVERSITY_GRANT));
	cannot_tell(|| Accreditations::<Test>::remove(AGENCY_GRANT));
	cannot_tell(|| {
		let key = (UNIVERSITY, Root::from(single(1).leaf), 0);
		Statuses::<Test>::insert(key, StatusChunk([0x0f; 128]));
	});
}

#[test]
fn accreditation_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let view = Credentials::accreditation(UNIVERSITY_GRANT).unwrap();
		assert_eq!((view.id, view.holder), (UNIVERSITY_GRANT, UNIVERSITY));
		assert_eq!(view.grantor.parent(), Some(AGENCY_GRANT));
		assert_eq!(view.state, AccreditationState::Active);
		assert_eq!((view.offered_at, view.accepted_at), (START, Some(START)));
		assert_eq!(view.path.len(), 2);
		assert_eq!(view.lapse, None);
		assert_ok!(Credentials::suspend_accreditation(council(), AGENCY_GRANT));
		let view = Credentials::accreditation(UNIVERSITY_GRANT).unwrap();
		assert_eq!(view.lapse, Some((AGENCY_GRANT, Lapse::Suspended)));
		assert_eq!(Credentials::accreditation(AccreditationId(77)), None);
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
		let held: Vec<_> = Credentials::accreditations_of(COLLEGE).iter().map(|id| id.0).collect();
		assert_eq!(held, [1, 2, 4, 6, 7, 8, 9]);
		assert!(Credentials::accreditations_of(AGENCY).is_empty());
	});
}

#[test]
fn single_records_work() {
	with_single(|| {
		let root = Root::from(single(1).leaf);
		assert_eq!(Credentials::institution(UNIVERSITY).unwrap().admin, UNIVERSITY_ADMIN);
		assert_eq!(Credentials::institution(InstitutionId(77)), None);
		assert_eq!(Credentials::credential_type(COURSE).unwrap().state, TypeState::Active);
		assert_eq!(Credentials::credential_type(TypeId(77)), None);
		assert_eq!(Credentials::batch(UNIVERSITY, root), Batches::<Test>::get(UNIVERSITY, root));
		assert_eq!(Credentials::batch(COLLEGE, root), None);
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
fn listings_refuse_too_much() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let over = |requested, limit| QueryError::LimitExceeded { requested, limit };
		let chunks = Credentials::statuses(UNIVERSITY, root(1), 0, MAX_CHUNKS + 1);
		assert_eq!(chunks, Err(over(MAX_CHUNKS + 1, MAX_CHUNKS)));
		let types = Credentials::types(1, MAX_PAGE + 1);
		assert_eq!(types, Err(over(MAX_PAGE + 1, MAX_PAGE)));
		let issuers = Credentials::issuers(None, 1, u32::MAX);
		assert_eq!(issuers, Err(over(u32::MAX, MAX_PAGE)));
		assert_ok!(Credentials::types(1, MAX_PAGE));
	});
}

#[test]
fn issuers_stops_early_where_there_is_much_to_look_at() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let count = MAX_GRANTS_LOOKED_AT / MAX_HELD + 1;
		for n in 0..count {
			let admin = 1_000 + u64::from(n);
			assert_ok!(Credentials::register_institution(council(), profile("Many"), admin, 1));
			for _ in 0..MAX_HELD {
				let holder = InstitutionId(4 + n);
				let terms = terms(Scope::Any, true, 0);
				assert_ok!(Credentials::offer_accreditation(council(), holder, None, terms));
			}
		}
		let page = Credentials::issuers(None, 4, MAX_PAGE).unwrap();
		assert_eq!(page.next, Some(4 + count - 1), "the last of them is left for the next page");
		let rest = Credentials::issuers(None, page.next.unwrap(), MAX_PAGE).unwrap();
		assert_eq!(rest.next, None);
	});
}

#[test]
fn types_works_page_by_page() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		for _ in 0..3 {
			assert_ok!(Credentials::register_type(council(), definition()));
		}
		let page = |from, limit| {
			let Page { items, next } = Credentials::types(from, limit).unwrap();
			(items.iter().map(|item| item.id.0).collect::<Vec<_>>(), next)
		};
		assert_eq!(page(0, 2), (vec![1, 2], Some(3)));
		assert_eq!(page(3, 2), (vec![3, 4], Some(5)));
		assert_eq!(page(5, 2), (vec![5], None));
		assert_eq!(page(6, 2), (vec![], None));
		assert_eq!(page(u32::MAX, MAX_PAGE), (vec![], None));
		assert_eq!(page(4, 2), (vec![4, 5], None));
	});
}

#[test]
fn issuers_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let issuers = |type_id| {
			let Page { items, next } = Credentials::issuers(type_id, 1, MAX_PAGE).unwrap();
			assert_eq!(next, None);
			items.into_iter().map(|item| (item.id, item.accreditations)).collect::<Vec<_>>()
		};
		let university = vec![(UNIVERSITY, vec![UNIVERSITY_GRANT])];
		assert_eq!(issuers(None), university);
		assert_eq!(issuers(Some(COURSE)), university);
		assert_eq!(issuers(Some(OTHER_COURSE)), []);
		assert_eq!(
			Credentials::issuers(None, 1, 1).unwrap(),
			Page { items: vec![], next: Some(2) }
		);
		assert_ok!(Credentials::suspend_accreditation(council(), AGENCY_GRANT));
		assert_eq!(issuers(None), []);
		assert_eq!(issuers(Some(COURSE)), []);
	});
}

#[test]
fn issuers_stops_early_where_many_grants_are_held() {
	ExtBuilder::default().build_and_execute(|| {
		let looked_at = MAX_GRANTS_LOOKED_AT / MAX_HELD;
		for n in 1..=looked_at + 2 {
			let (id, admin) = (InstitutionId(n), u64::from(n));
			assert_ok!(Credentials::register_institution(council(), profile("School"), admin, 1));
			for _ in 0..MAX_HELD {
				let any = terms(Scope::Any, true, 0);
				assert_ok!(Credentials::offer_accreditation(council(), id, None, any));
			}
			let last = AccreditationId(n * MAX_HELD);
			assert_ok!(Credentials::accept_accreditation(signed(admin), last));
		}
		let page = |from| {
			let Page { items, next } = Credentials::issuers(None, from, MAX_PAGE).unwrap();
			(items.iter().map(|item| item.id.0).collect::<Vec<_>>(), next)
		};
		assert_eq!(page(1), ((1..=looked_at).collect(), Some(looked_at + 1)));
		assert_eq!(page(looked_at + 1), (vec![looked_at + 1, looked_at + 2], None));
	});
}

#[test]
fn authorization_works() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		assert_eq!(Credentials::authorization(UNIVERSITY, COURSE), Some(UNIVERSITY_GRANT));
		assert_eq!(Credentials::authorization(UNIVERSITY, OTHER_COURSE), None);
		assert_eq!(Credentials::authorization(AGENCY, COURSE), None);
		assert_eq!(Credentials::authorization(InstitutionId(77), COURSE), None);
		assert_eq!(Credentials::authorization(UNIVERSITY, TypeId(77)), None);
	});
}

#[test]
fn authorization_agrees_with_what_anchoring_refuses() {
	let none_after = |act: fn()| {
		ExtBuilder::default().accredited().build_and_execute(|| {
			act();
			assert_eq!(Credentials::authorization(UNIVERSITY, COURSE), None);
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
