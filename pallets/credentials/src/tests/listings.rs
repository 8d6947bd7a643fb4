// SPDX-License-Identifier: Apache-2.0

//! Tests of the answers of the runtime API in pages.

use super::*;
use crate::Accreditations;
use frame_support::{assert_ok, storage::unhashed};
use testamur_primitives::{
	limits::{MAX_CHUNKS, MAX_GRANTS_LOOKED_AT, MAX_HELD, MAX_PAGE},
	views::{Page, QueryError},
	AccreditationId, RecordId, Scope, TypeId,
};

#[test]
fn listings_refuse_too_much() {
	ExtBuilder::default().with_cast().build_and_execute(|| {
		let over = |requested, limit| QueryError::LimitExceeded { requested, limit };
		let chunks = Credentials::statuses(UNIVERSITY, root(1), 0, MAX_CHUNKS + 1);
		assert_eq!(chunks, Err(over(MAX_CHUNKS + 1, MAX_CHUNKS)));
		let batches = Credentials::batches(UNIVERSITY, None, MAX_PAGE + 1);
		assert_eq!(batches, Err(over(MAX_PAGE + 1, MAX_PAGE)));
		let given = Credentials::accreditations_given(AGENCY, 1, MAX_PAGE + 1);
		assert_eq!(given, Err(over(MAX_PAGE + 1, MAX_PAGE)));
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
		assert_eq!(issuers(Some(TypeId(77))), [], "nobody may attest a type that is unknown");
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
fn issuers_are_those_that_may_issue_now() {
	let none_after = |act: fn(), types: &[Option<TypeId>]| {
		ExtBuilder::default().accredited().build_and_execute(|| {
			act();
			for type_id in types {
				let page = Credentials::issuers(*type_id, 1, MAX_PAGE);
				assert_eq!(page, Ok(Page { items: vec![], next: None }), "{type_id:?}");
			}
		});
	};
	let retire = || {
		assert_ok!(Credentials::retire_type(council(), COURSE));
	};
	let suspend = || {
		assert_ok!(Credentials::suspend_institution(council(), UNIVERSITY));
	};
	none_after(retire, &[Some(COURSE)]);
	none_after(suspend, &[None, Some(COURSE)]);
	none_after(|| set_time(START + 99 * DAY), &[None, Some(COURSE)]);
}

#[test]
fn a_number_that_was_given_is_not_skipped_in_a_listing() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let damaged = |record: RecordId| {
			frame_support::hypothetically!({
				unhashed::kill(&record.key());
				let answers = [
					Credentials::issuers(None, 1, MAX_PAGE).map(|_| ()),
					Credentials::types(1, MAX_PAGE).map(|_| ()),
					Credentials::accreditations_given(AGENCY, 1, MAX_PAGE).map(|_| ()),
				];
				answers.map(|answer| answer == Err(record.missing().into()))
			})
		};
		assert_eq!(damaged(RecordId::Institution(COLLEGE)), [true, false, false]);
		assert_eq!(damaged(RecordId::CredentialType(OTHER_COURSE)), [false, true, false]);
		assert_eq!(damaged(RecordId::Accreditation(AGENCY_GRANT)), [true, false, true]);
	});
}

/// Checks that a listing is not taken for complete where the next number is lost, or an earlier one.
#[test]
fn a_listing_ends_where_no_number_was_given_yet() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let damaged = |counter: RecordId, value: Option<u32>| {
			frame_support::hypothetically!({
				let expected = match value {
					Some(value) => {
						unhashed::put(&counter.key(), &value);
						counter.malformed()
					},
					None => {
						unhashed::kill(&counter.key());
						counter.missing()
					},
				};
				let answers = [
					Credentials::issuers(None, 1, MAX_PAGE).map(|_| ()),
					Credentials::types(1, MAX_PAGE).map(|_| ()),
					Credentials::accreditations_given(AGENCY, 1, MAX_PAGE).map(|_| ()),
				];
				answers.map(|answer| answer == Err(expected.into()))
			})
		};
		// Three institutions, two grants and two types are stored.
		for value in [None, Some(0), Some(1), Some(2)] {
			assert_eq!(damaged(RecordId::NextInstitution, value), [true, false, false]);
			assert_eq!(damaged(RecordId::NextType, value), [false, true, false]);
			assert_eq!(damaged(RecordId::NextAccreditation, value), [false, false, true]);
		}
	});
}

#[test]
fn batches_works_page_by_page() {
	let anchors: Vec<_> = (1..=7).map(|n| anchor(n, n.into())).collect();
	ExtBuilder::default().with_batches(&anchors).build_and_execute(|| {
		let mut found = Vec::new();
		let mut from = None;
		loop {
			let page = Credentials::batches(UNIVERSITY, from, 3).unwrap().unwrap();
			assert!(page.items.len() == 3 || page.next.is_none());
			found.extend(page.items);
			from = page.next;
			if from.is_none() {
				break;
			}
		}
		let whole = Credentials::batches(UNIVERSITY, None, MAX_PAGE).unwrap().unwrap();
		assert_eq!((&whole.items, whole.next), (&found, None));
		let mut sizes: Vec<_> = found.iter().map(|view| view.batch.size).collect();
		sizes.sort_unstable();
		assert_eq!(sizes, [1, 2, 3, 4, 5, 6, 7]);
		for view in &found {
			assert_eq!(Credentials::batch(UNIVERSITY, view.root), Ok(Some(view.batch)));
		}
		// A page begins with the batch that is named, and a root that is none has a place as well.
		let page = |from, limit| Credentials::batches(UNIVERSITY, Some(from), limit).unwrap();
		let last = found[6].root;
		let only = Page { items: vec![found[6].clone()], next: None };
		assert_eq!(page(last, 1), Some(only));
		let strange = page(root(99), MAX_PAGE).unwrap().items;
		assert!(found.ends_with(&strange) && strange.len() < 8);
		assert_eq!(page(last, 0), Some(Page { items: vec![], next: Some(last) }));
	});
}

#[test]
fn batches_are_those_of_the_institution() {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build_and_execute(|| {
		let none = Page { items: vec![], next: None };
		assert_eq!(Credentials::batches(COLLEGE, None, 1), Ok(Some(none.clone())));
		assert_eq!(Credentials::batches(AGENCY, Some(root(1)), 1), Ok(Some(none)));
		assert_eq!(Credentials::batches(InstitutionId(77), None, 1), Ok(None));
		assert_eq!(Credentials::batches(InstitutionId(0), None, 1), Ok(None));
	});
}

#[test]
fn accreditations_given_works_page_by_page() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let any = || terms(scope(&[COURSE]), true, 0);
		for _ in 0..3 {
			assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, any()));
			let by = signed(AGENCY_ACCREDITER);
			assert_ok!(Credentials::offer_accreditation(by, COLLEGE, Some(AGENCY_GRANT), any()));
		}
		let page = |grantor, from, limit| {
			let page = Credentials::accreditations_given(grantor, from, limit).unwrap().unwrap();
			(page.items.iter().map(|view| view.id.0).collect::<Vec<_>>(), page.next)
		};
		assert_eq!(page(AGENCY, 1, MAX_PAGE), (vec![2, 4, 6, 8], None));
		assert_eq!(page(AGENCY, 1, 2), (vec![2, 4], Some(5)));
		assert_eq!(page(AGENCY, 5, 2), (vec![6, 8], None));
		assert_eq!(page(AGENCY, 9, 2), (vec![], None));
		assert_eq!(page(AGENCY, u32::MAX, 2), (vec![], None));
		assert_eq!(page(COLLEGE, 0, 2), (vec![], None));
		assert_eq!(Credentials::accreditations_given(InstitutionId(77), 1, 1), Ok(None));
		let given = Credentials::accreditations_given(AGENCY, 1, 1).unwrap().unwrap();
		let view = Credentials::accreditation(UNIVERSITY_GRANT).unwrap().unwrap();
		assert_eq!(given.items, [view]);
		// Declined and withdrawn grants stay on the list.
		assert_ok!(Credentials::withdraw_accreditation(council(), UNIVERSITY_GRANT, None));
		assert_eq!(page(AGENCY, 1, 1), (vec![2], Some(3)));
	});
}

#[test]
fn accreditations_given_examines_a_bounded_number() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let grant = Accreditations::<Test>::get(AGENCY_GRANT).unwrap();
		frame_support::hypothetically!({
			let last = MAX_GRANTS_LOOKED_AT + 5;
			for id in 3..=last {
				Accreditations::<Test>::insert(AccreditationId(id), grant.clone());
			}
			crate::NextAccreditationId::<Test>::put(last + 1);
			let page = Credentials::accreditations_given(COLLEGE, 1, 1).unwrap().unwrap();
			let next = MAX_GRANTS_LOOKED_AT + 1;
			assert_eq!(page, Page { items: vec![], next: Some(next) });
			let page = Credentials::accreditations_given(COLLEGE, next, 1);
			assert_eq!(page, Ok(Some(Page { items: vec![], next: None })));
		});
	});
}
