// SPDX-License-Identifier: Apache-2.0

//! Tests of the invariants of status lists.

use super::*;
use crate::{ListEnds, ListParts};
use testamur_primitives::{limits::MAX_LIST, ListLabel};

const LABEL: ListLabel = ListLabel([7; 16]);

/// Checks that a list of two batches passes, and that the broken state is reported.
fn reports_of_lists(message: &'static str, break_it: impl FnOnce()) {
	let batches = [anchor(1, 5), anchor(2, 3)];
	ExtBuilder::default().with_batches(&batches).build().execute_with(|| {
		let roots = vec![root(1), root(2)].try_into().unwrap();
		assert_ok!(Credentials::list_batches(signed(REGISTRAR), LABEL, Some(0), roots));
		assert_broken(message, break_it);
	});
}

fn put_part(label: ListLabel, start: u32, n: u8) {
	ListParts::<Test>::insert((UNIVERSITY, label, start), root(n));
}

fn put_end(end: u32) {
	ListEnds::<Test>::insert(UNIVERSITY, LABEL, end);
}

#[test]
fn status_lists_have_no_holes() {
	let message = "status_lists_have_no_holes: a list without a label or without a place";
	reports_of_lists(message, || {
		put_part(ListLabel::default(), 0, 1);
		ListEnds::<Test>::insert(UNIVERSITY, ListLabel::default(), 5);
	});
	reports_of_lists(message, || put_end(0));

	let message =
		"status_lists_have_no_holes: a part or its batch is missing, or one passes the end";
	for start in [0, 5] {
		reports_of_lists(message, || ListParts::<Test>::remove((UNIVERSITY, LABEL, start)));
		reports_of_lists(message, || put_part(LABEL, start, 9));
	}
	for end in [1, 4, 7, 9, MAX_LIST + 1] {
		reports_of_lists(message, || put_end(end));
	}
	reports_of_lists(message, || Batches::<Test>::remove(UNIVERSITY, root(2)));
	reports_of_lists(message, || edit_batch(|batch| batch.size = 4));
	reports_of_lists(message, || edit_batch(|batch| batch.size = u32::MAX));
}

#[test]
fn parts_belong_to_lists() {
	let message = "parts_belong_to_lists: a part stands outside of its list";
	for start in [1, 4, 6, 8, u32::MAX] {
		reports_of_lists(message, || put_part(LABEL, start, 1));
	}
	reports_of_lists(message, || put_part(ListLabel([8; 16]), 0, 1));
	reports_of_lists(message, || ListEnds::<Test>::remove(UNIVERSITY, LABEL));
	reports_of_lists(message, || put_end(5));
}
