// SPDX-License-Identifier: Apache-2.0

//! Properties of status codes: their packing, and the allowed changes between them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::{collection::vec, prelude::*, sample::select};
use testamur_primitives::{
	status::{chunk_of, StatusChunk, CHUNK_STATUSES},
	InstitutionId, RevocationReason, Root, Status, StatusChange, SuccessorPointer,
};

fn statuses() -> Vec<Status> {
	let revoked = RevocationReason::ALL.map(Status::Revoked);
	[vec![Status::Active, Status::Suspended, Status::Superseded], revoked.to_vec()].concat()
}

fn changes() -> Vec<StatusChange> {
	let successor =
		SuccessorPointer { institution: InstitutionId(1), root: Root([1; 32]), index: Some(0) };
	let revoke = RevocationReason::ALL.map(StatusChange::Revoke);
	let other = [
		StatusChange::Unstated,
		StatusChange::Suspend,
		StatusChange::Reinstate,
		StatusChange::Supersede(successor),
		StatusChange::NameSuccessor(successor),
		StatusChange::ForgetSuccessor,
	];
	[other.to_vec(), revoke.to_vec()].concat()
}

fn any_status() -> impl Strategy<Value = Status> {
	select(statuses())
}

fn any_change() -> impl Strategy<Value = StatusChange> {
	select(changes())
}

#[test]
fn a_chunk_with_a_reserved_code_is_not_well_formed() {
	assert!(StatusChunk::default().is_well_formed());
	assert!(StatusChunk([0x88; 128]).is_well_formed());
	for place in [0, 1, 127] {
		for reserved in (9..=15).flat_map(|code| [code, code << 4]) {
			let mut chunk = StatusChunk::default();
			chunk.0[place] = reserved;
			assert!(!chunk.is_well_formed(), "{reserved:#x} in byte {place}");
		}
	}
}

#[test]
fn codes_are_those_of_the_design() {
	let codes: Vec<u8> = statuses().into_iter().map(Status::code).collect();
	assert_eq!(codes, (0..=8).collect::<Vec<_>>());
}

#[test]
fn codes_and_statuses_are_one_to_one() {
	for status in statuses() {
		assert_eq!(Status::from_code(status.code()), Some(status));
	}
	assert!((9..=u8::MAX).all(|code| Status::from_code(code).is_none()), "reserved");
}

#[test]
fn an_absent_chunk_is_all_active() {
	let chunk = StatusChunk::default();
	assert!((0..=u8::MAX).all(|place| chunk.get(place) == Some(Status::Active)));
}

#[test]
fn a_reserved_code_is_no_status() {
	for code in 9..16 {
		let mut chunk = StatusChunk::default();
		chunk.0[5] = code << 4;
		assert_eq!((chunk.code(11), chunk.get(11)), (code, None));
		assert_eq!(chunk.get(10), Some(Status::Active));
	}
}

proptest! {
	#[test]
	fn an_index_has_one_place(index: u32) {
		let (chunk, place) = chunk_of(index);
		prop_assert_eq!(u64::from(chunk) * u64::from(CHUNK_STATUSES) + u64::from(place), u64::from(index));
	}

	#[test]
	fn the_last_write_to_a_place_is_read_and_no_other_place_moves(
		writes in vec((any::<u8>(), any_status()), 0..600),
	) {
		let mut chunk = StatusChunk::default();
		let mut model = [Status::Active; 256];
		for (place, status) in writes {
			chunk.set(place, status);
			model[usize::from(place)] = status;
		}
		for place in 0..=u8::MAX {
			prop_assert_eq!(chunk.get(place), Some(model[usize::from(place)]));
		}
	}

	#[test]
	fn revocation_is_final(
		reason in select(RevocationReason::ALL.to_vec()),
		change in any_change(),
	) {
		let revoked = Status::Revoked(reason);
		let about_successor =
			matches!(change, StatusChange::NameSuccessor(_) | StatusChange::ForgetSuccessor);
		let same = about_successor.then_some(revoked);
		prop_assert_eq!(revoked.after(&change), same);
	}

	#[test]
	fn superseded_is_never_active_again(changes in vec(any_change(), 0..20)) {
		let mut status = Status::Superseded;
		for change in changes {
			status = status.after(&change).unwrap_or(status);
			prop_assert!(matches!(status, Status::Superseded | Status::Revoked(_)));
		}
	}

	#[test]
	fn a_change_changes_something(status in any_status(), change in any_change()) {
		if matches!(change, StatusChange::NameSuccessor(_)) {
			// It changes the successor only, and only what may have one may be given one.
			let same = status.may_have_successor().then_some(status);
			prop_assert_eq!(status.after(&change), same);
		} else if change == StatusChange::ForgetSuccessor {
			// A superseded credential always has a successor.
			let same = matches!(status, Status::Revoked(_)).then_some(status);
			prop_assert_eq!(status.after(&change), same);
		} else if let Some(after) = status.after(&change) {
			prop_assert_ne!(after, status);
			prop_assert!(after.code() > status.code() || (status, after) == (Status::Suspended, Status::Active));
		}
	}

	#[test]
	fn nothing_follows_from_no_change(status in any_status()) {
		prop_assert_eq!(status.after(&StatusChange::Unstated), None);
	}

	#[test]
	fn whatever_is_not_revoked_can_be(
		status in any_status(),
		reason in select(RevocationReason::ALL.to_vec()),
	) {
		let after = status.after(&StatusChange::Revoke(reason));
		match status {
			Status::Revoked(_) => prop_assert_eq!(after, None),
			_ => prop_assert_eq!(after, Some(Status::Revoked(reason))),
		}
	}
}
