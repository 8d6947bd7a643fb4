// SPDX-License-Identifier: Apache-2.0

//! Closed institutions and what their custodians did, rebuilt from the events alone.

use super::{
	rebuild::{agree, change, change_status, count_alone},
	*,
};
use crate::{Actor, Batches, CustodialChanges, GraveAct, Reissues, Statuses};
use testamur_primitives::{
	status::chunk_of, Batch, CustodialChange, Custody, InstitutionState, Reissue, Root, Status,
};

/// Makes the change of custody, or in custody, of which an event tells.
pub(super) fn apply(event: Event<Test>, now: Moment) {
	match event {
		Event::InstitutionClosed { institution } => {
			change(institution, |it| it.state = InstitutionState::Closed { since: now });
		},
		Event::CustodianAppointed { institution, custodian, until, status_changes, reissues } => {
			let custody = Custody { custodian, since: now, until, status_changes, reissues };
			change(institution, |record| record.custody = Some(custody));
		},
		Event::CustodianDismissed { institution, .. } => {
			change(institution, |record| record.custody.as_mut().unwrap().until = now);
		},
		Event::StatusesChangedFor { institution, root, changes, custodian, by } => {
			if !count_alone(by, finals_among(&changes), now) {
				let changes = sp_io::hashing::blake2_256(&changes.encode());
				let act = GraveAct::ChangeStatusesFor { institution, root, changes };
				agree(&Actor::Account(by), act, now);
			}
			change(institution, |record| {
				record.custody.as_mut().unwrap().status_changes -= changes.len() as u32;
			});
			for StatusChangeAt { index, change } in changes {
				let key = (institution, root, index.unwrap());
				let ends = change.is_final() && is_open(key);
				change_status(institution, root, index.unwrap(), change);
				leave_trace(key, custodian, ends, now);
			}
		},
		Event::CredentialsReissued { institution, items, custodian, by } => {
			if !count_alone(by, items.len() as u32, now) {
				let items = sp_io::hashing::blake2_256(&items.encode());
				agree(&Actor::Account(by), GraveAct::Reissue { institution, items }, now);
			}
			change(institution, |record| {
				record.custody.as_mut().unwrap().reissues -= items.len() as u32;
			});
			for crate::ReissueItem { former, index, root } in items {
				let made = Reissue { by: custodian, at: now, former, index: index.unwrap() };
				issue_again(institution, root, made);
			}
		},
		other => unreachable!("{other:?}"),
	}
}

/// Returns the number of final changes among changes.
pub(super) fn finals_among(changes: &StatusChanges) -> u32 {
	changes.iter().filter(|at| at.change.is_final()).count() as u32
}

/// Returns whether a credential has neither been revoked nor superseded.
fn is_open((institution, root, index): (InstitutionId, Root, u32)) -> bool {
	let (chunk, place) = chunk_of(index);
	let statuses = Statuses::<Test>::get((institution, root, chunk)).unwrap_or_default();
	matches!(statuses.get(place), Some(Status::Active | Status::Suspended))
}

fn leave_trace(key: (InstitutionId, Root, u32), by: InstitutionId, ends: bool, at: Moment) {
	let ended = ends || CustodialChanges::<Test>::get(key).is_some_and(|trace| trace.ended);
	CustodialChanges::<Test>::insert(key, CustodialChange { by, at, ended });
}

/// Adds the batch that a reissue made, in the place of a credential.
fn issue_again(institution: InstitutionId, root: Root, made: Reissue) {
	let Reissue { by, at, former, index } = made;
	let batch = Batches::<Test>::get(institution, former).unwrap();
	Batches::<Test>::insert(institution, root, Batch { size: 1, ..batch });
	Reissues::<Test>::insert(institution, root, made);
	let successor = CredentialPointer { institution, root, index: 0 }.into();
	let (chunk, place) = chunk_of(index);
	let statuses = Statuses::<Test>::get((institution, former, chunk)).unwrap_or_default();
	let replace = match statuses.get(place).unwrap() {
		Status::Active => StatusChange::Supersede(successor),
		_ => StatusChange::NameSuccessor(successor),
	};
	change_status(institution, former, index, replace);
	leave_trace((institution, former, index), by, true, at);
}
