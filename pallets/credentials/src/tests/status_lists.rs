// SPDX-License-Identifier: Apache-2.0

//! Tests of status lists: what is appended, what is refused, what a thief can do, and what readers
//! see.

use super::*;
use crate::{Batches, ListEnds, ListParts};
use frame_support::{assert_noop, assert_ok, hypothetically, storage::unhashed};
use testamur_primitives::{
	damage::Damage,
	limits::{MAX_LIST, MAX_PAGE},
	records::Anchor,
	views::{QueryError, StatusListPage},
	ListLabel, ListPart, RecordId, RevocationReason, Root, Scope,
};

const LABEL: ListLabel = ListLabel([7; 16]);
const OTHER_LABEL: ListLabel = ListLabel([8; 16]);

fn listing(label: ListLabel, start: Option<u32>, roots: &[u8]) -> Call {
	let roots: Vec<_> = roots.iter().copied().map(root).collect();
	Call::list_batches { label, start, roots: roots.try_into().unwrap() }
}

/// Appends batches of the university to the list from a place.
fn list(start: u32, roots: &[u8]) {
	assert_ok!(dispatch(listing(LABEL, Some(start), roots), signed(REGISTRAR)));
}

fn refused(call: Call, error: Error<Test>) {
	assert_noop!(dispatch(call, signed(REGISTRAR)), sp_runtime::DispatchError::from(error));
}

fn part(start: u32, n: u8, size: u32) -> ListPart {
	ListPart { start, root: root(n), size }
}

/// Returns all parts of the list.
fn parts() -> Vec<ListPart> {
	let page = Credentials::status_list(UNIVERSITY, LABEL, 0, MAX_PAGE).unwrap().unwrap();
	assert_eq!(page.next, None);
	assert_eq!(page.parts.last().unwrap().end(), page.end);
	page.parts
}

/// Runs a test where the university has anchored batches 1 to 4.
fn with_batches(test: impl FnOnce()) {
	let batches = [anchor(1, 5), anchor(2, 300), anchor(3, 1), anchor(4, u32::MAX)];
	ExtBuilder::default().with_batches(&batches).build_and_execute(test);
}

#[test]
fn list_batches_works() {
	with_batches(|| {
		list(0, &[1, 2]);
		let event = Event::BatchesListed {
			institution: UNIVERSITY,
			label: LABEL,
			start: 0,
			roots: vec![root(1), root(2)].try_into().unwrap(),
			by: REGISTRAR,
		};
		assert_eq!(last_event(), event);
		assert_eq!(ListEnds::<Test>::get(UNIVERSITY, LABEL), 305);
		list(305, &[3]);
		assert_eq!(parts(), [part(0, 1, 5), part(5, 2, 300), part(305, 3, 1)]);
		assert_eq!(ListParts::<Test>::get((UNIVERSITY, LABEL, 305)), Some(root(3)));
	});
}

#[test]
fn nothing_but_the_list_changes() {
	with_batches(|| {
		let before = storage();
		list(0, &[1, 2]);
		let changed = changed_keys(&before, &storage());
		let keys = [
			ListEnds::<Test>::hashed_key_for(UNIVERSITY, LABEL),
			ListParts::<Test>::hashed_key_for((UNIVERSITY, LABEL, 0)),
			ListParts::<Test>::hashed_key_for((UNIVERSITY, LABEL, 5)),
		];
		assert_eq!(changed, BTreeSet::from(keys));
	});
}

#[test]
fn what_is_left_out_is_refused() {
	with_batches(|| {
		refused(listing(ListLabel::default(), Some(0), &[1]), Error::<Test>::LabelUnstated);
		refused(listing(LABEL, None, &[1]), Error::<Test>::ListStartUnstated);
		refused(listing(LABEL, Some(0), &[]), Error::<Test>::NothingToDo);
		let position = 1;
		refused(listing(LABEL, Some(0), &[1, 0]), Error::<Test>::ListedBatchNotFound { position });
	});
}

#[test]
fn a_batch_begins_where_the_list_ends_and_nowhere_else() {
	with_batches(|| {
		refused(listing(LABEL, Some(1), &[1]), Error::<Test>::ListGap);
		list(0, &[1]);
		for taken in [0, 1, 4] {
			refused(listing(LABEL, Some(taken), &[2]), Error::<Test>::ListPlaceTaken);
		}
		for gap in [6, 300, u32::MAX] {
			refused(listing(LABEL, Some(gap), &[2]), Error::<Test>::ListGap);
		}
		list(5, &[2]);
		// Another label is another list.
		assert_ok!(dispatch(listing(OTHER_LABEL, Some(0), &[3]), signed(REGISTRAR)));
		assert_eq!(parts().len(), 2);
	});
}

#[test]
fn only_anchored_batches_of_the_institution_are_listed() {
	with_batches(|| {
		let position = 2;
		let not_found = Error::<Test>::ListedBatchNotFound { position };
		refused(listing(LABEL, Some(0), &[1, 2, 9]), not_found);
		// What the university has anchored is nothing to the college.
		let by_college = dispatch(listing(LABEL, Some(0), &[1]), signed(COLLEGE_ADMIN));
		let position = 0;
		assert_eq!(by_college, Err(Error::<Test>::ListedBatchNotFound { position }.into()));
	});
}

#[test]
fn a_list_takes_as_many_places_as_it_may_and_no_more() {
	let largest = [anchor(1, MAX_LIST), anchor(2, 1), anchor(3, MAX_LIST - 1), anchor(4, u32::MAX)];
	ExtBuilder::default().with_batches(&largest).build_and_execute(|| {
		let full = |position| Error::<Test>::ListFull { position };
		refused(listing(LABEL, Some(0), &[4]), full(0));
		refused(listing(LABEL, Some(0), &[1, 2]), full(1));
		refused(listing(LABEL, Some(0), &[2, 4]), full(1));
		refused(listing(LABEL, Some(0), &[3, 2, 2]), full(2));
		list(0, &[3, 2]);
		refused(listing(LABEL, Some(MAX_LIST), &[2]), full(0));
		assert_eq!(parts(), [part(0, 3, MAX_LIST - 1), part(MAX_LIST - 1, 2, 1)]);
		assert_ok!(dispatch(listing(OTHER_LABEL, Some(0), &[1]), signed(REGISTRAR)));
	});
}

#[test]
fn what_is_anchored_can_be_listed_later_whatever_became_of_it() {
	with_batches(|| {
		set_time(START + 200 * DAY);
		assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, None));
		assert_ok!(Credentials::revoke_batch(
			signed(UNIVERSITY_ADMIN),
			root(1),
			RevocationReason::Misconduct,
			None
		));
		list(0, &[1, 2]);
	});
}

#[test]
fn one_batch_stands_in_more_than_one_list() {
	with_batches(|| {
		list(0, &[1, 1]);
		assert_ok!(dispatch(listing(OTHER_LABEL, Some(0), &[1]), signed(REGISTRAR)));
		assert_eq!(parts(), [part(0, 1, 5), part(5, 1, 5)]);
	});
}

#[test]
fn lists_of_two_institutions_with_one_label_are_two() {
	with_batches(|| {
		let any = terms(Scope::Any, true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, any));
		let grant = testamur_primitives::AccreditationId(3);
		let by = || signed(COLLEGE_ADMIN);
		assert_ok!(Credentials::accept_accreditation(by(), grant));
		assert_ok!(Credentials::anchor(by(), grant, COURSE, anchor(1, 9)));
		list(0, &[1, 2]);
		assert_ok!(dispatch(listing(LABEL, Some(0), &[1]), by()));
		assert_eq!(parts(), [part(0, 1, 5), part(5, 2, 300)]);
		let page = Credentials::status_list(COLLEGE, LABEL, 0, 1).unwrap().unwrap();
		assert_eq!(page, StatusListPage { end: 9, parts: vec![part(0, 1, 9)], next: None });
	});
}

/// Checks that anchoring and listing in one transaction is all or nothing. The mock has no
/// `utility`, whose `batch_all` does the same.
#[test]
fn anchoring_and_listing_happen_together_or_not_at_all() {
	use frame_support::storage::with_storage_layer;
	with_batches(|| {
		list(0, &[1]);
		let both = |n, start| {
			with_storage_layer(|| {
				Credentials::anchor(signed(REGISTRAR), UNIVERSITY_GRANT, COURSE, anchor(n, 2))
					.map_err(|error| error.error)?;
				dispatch(listing(LABEL, Some(start), &[n]), signed(REGISTRAR))
			})
		};
		assert_eq!(both(9, 0), Err(Error::<Test>::ListPlaceTaken.into()));
		assert!(!Batches::<Test>::contains_key(UNIVERSITY, root(9)));
		assert_eq!(both(9, 5), Ok(()));
		assert_eq!(parts(), [part(0, 1, 5), part(5, 9, 2)]);
	});
}

/// The thief holds the key of an operator with the permission to issue, and no other.
mod theft {
	use super::*;

	#[test]
	fn a_thief_appends_places_and_changes_no_status() {
		with_batches(|| {
			list(0, &[1, 2]);
			let statuses = || Credentials::statuses(UNIVERSITY, root(1), 0, 1).unwrap();
			let before = (statuses(), parts());
			let thief = signed(REGISTRAR);
			assert_ok!(dispatch(listing(LABEL, Some(305), &[1, 2, 3]), thief));
			assert_eq!(statuses(), before.0);
			assert_eq!(parts()[..2], before.1, "the places of before are where they were");
		});
	}

	#[test]
	fn a_race_that_a_thief_wins_costs_the_issuer_a_fresh_label() {
		with_batches(|| {
			list(0, &[1]);
			let thief = signed(REGISTRAR);
			assert_ok!(dispatch(listing(LABEL, Some(5), &[3]), thief));
			// The issuer has signed documents for place 5.
			refused(listing(LABEL, Some(5), &[2]), Error::<Test>::ListPlaceTaken);
			// What a thief has listed elsewhere is not taken from its true list.
			let fresh = ListLabel([0x5a; 16]);
			assert_ok!(dispatch(listing(OTHER_LABEL, Some(0), &[2]), signed(REGISTRAR)));
			assert_ok!(dispatch(listing(fresh, Some(0), &[2]), signed(UNIVERSITY_ADMIN)));
		});
	}

	#[test]
	fn a_list_that_a_thief_fills_can_still_be_served() {
		with_batches(|| {
			list(0, &[1]);
			let most = MAX_LIST - 5;
			assert_ok!(Credentials::anchor(
				signed(REGISTRAR),
				UNIVERSITY_GRANT,
				COURSE,
				Anchor { size: most, ..anchor(9, 1) }
			));
			list(5, &[9]);
			let page = Credentials::status_list(UNIVERSITY, LABEL, 0, MAX_PAGE).unwrap().unwrap();
			assert_eq!(page.end.div_ceil(8), 128 * 1024, "bytes of the list");
			refused(listing(LABEL, Some(MAX_LIST), &[3]), Error::<Test>::ListFull { position: 0 });
		});
	}

	#[test]
	fn nobody_lists_for_another_institution() {
		with_batches(|| {
			list(0, &[1]);
			assert_ok!(Credentials::anchor(
				signed(REGISTRAR),
				UNIVERSITY_GRANT,
				COURSE,
				anchor(9, 1)
			));
			for other in [COLLEGE_ADMIN, AGENCY_ADMIN] {
				let result = dispatch(listing(LABEL, Some(5), &[9]), signed(other));
				assert_eq!(result, Err(Error::<Test>::ListGap.into()), "a list of its own");
			}
			let clerk = dispatch(listing(LABEL, Some(5), &[9]), signed(STATUS_CLERK));
			assert_eq!(clerk, Err(Error::<Test>::PermissionDenied.into()));
		});
	}
}

#[test]
fn status_list_works_page_by_page() {
	with_batches(|| {
		list(0, &[1, 3, 2, 3]);
		let all = [part(0, 1, 5), part(5, 3, 1), part(6, 2, 300), part(306, 3, 1)];
		let page = |from, limit| Credentials::status_list(UNIVERSITY, LABEL, from, limit);
		let of = |parts: &[ListPart], next| {
			Ok(Some(StatusListPage { end: 307, parts: parts.to_vec(), next }))
		};
		assert_eq!(page(0, MAX_PAGE), of(&all, None));
		assert_eq!(page(0, 4), of(&all, None));
		assert_eq!(page(0, 2), of(&all[..2], Some(6)));
		assert_eq!(page(6, 1), of(&all[2..3], Some(306)));
		assert_eq!(page(306, 2), of(&all[3..], None));
		assert_eq!(page(307, 2), of(&[], None));
		for between in [1, 4, 7, 305, 308, u32::MAX] {
			assert_eq!(page(between, 2), Err(QueryError::NoPartBegins), "{between}");
		}
		let over = QueryError::LimitExceeded { requested: MAX_PAGE + 1, limit: MAX_PAGE };
		assert_eq!(page(0, MAX_PAGE + 1), Err(over));
	});
}

#[test]
fn a_list_that_is_not_there_is_none() {
	with_batches(|| {
		list(0, &[1]);
		for (institution, label) in [
			(UNIVERSITY, OTHER_LABEL),
			(UNIVERSITY, ListLabel::default()),
			(COLLEGE, LABEL),
			(InstitutionId(77), LABEL),
		] {
			for from in [0, 5] {
				assert_eq!(Credentials::status_list(institution, label, from, 1), Ok(None));
			}
		}
	});
}

/// Checks that a damaged list is named as such and never answered with a shorter one.
#[test]
fn damage_is_named_and_never_a_shorter_list() {
	with_batches(|| {
		list(0, &[1, 2, 3]);
		let end = RecordId::StatusListEnd { institution: UNIVERSITY, label: LABEL };
		let part =
			|start| RecordId::StatusListPart { institution: UNIVERSITY, label: LABEL, start };
		let batch = |n| RecordId::Batch { institution: UNIVERSITY, root: root(n) };
		for limit in [1, 2, MAX_PAGE] {
			// All of a list, page by page, as a reader collects it.
			let read = || -> Result<(), Damage> {
				let mut from = 0;
				loop {
					match Credentials::status_list(UNIVERSITY, LABEL, from, limit) {
						Err(QueryError::DamagedState(damage)) => return Err(damage),
						Ok(Some(StatusListPage { next: Some(next), .. })) => from = next,
						Ok(Some(page)) => {
							assert_eq!(page.parts.last().unwrap().end(), 306);
							return Ok(());
						},
						other => panic!("neither damage nor the whole list: {other:?}"),
					}
				}
			};
			assert_eq!(read(), Ok(()));
			for lost in [end, part(0), part(5), part(305), batch(1), batch(2), batch(3)] {
				let damage = hypothetically!({
					unhashed::kill(&lost.key());
					read()
				});
				assert_eq!(damage, Err(lost.missing()), "{limit}");
				let damage = hypothetically!({
					unhashed::put_raw(&lost.key(), &[1, 2, 3]);
					read()
				});
				assert_eq!(damage, Err(lost.malformed()), "{limit}");
			}
		}
	});
}

#[test]
fn an_unknown_root_is_not_taken_for_a_batch_of_another() {
	with_batches(|| {
		let stray = Call::list_batches {
			label: LABEL,
			start: Some(0),
			roots: vec![Root::default()].try_into().unwrap(),
		};
		refused(stray, Error::<Test>::ListedBatchNotFound { position: 0 });
	});
}
