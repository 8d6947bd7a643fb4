// SPDX-License-Identifier: Apache-2.0

//! Tests of institutions that are closed, and of their custodians.
//!
//! The university closes. The college becomes its custodian.

use super::*;
use crate::{Permissions, ReissueItem, ReissueItems};
use frame_support::{assert_noop, assert_ok, hypothetically};
use testamur_primitives::{
	merkle::Tree,
	records::{Anchor, Validity},
	verdict::{Reason, Verdict},
	CredentialReference, Custody, Digest, InstitutionState, KeyPurpose, Moment, PublicKey,
	RevocationReason, Root,
};

mod acts;
mod appointments;
mod closing;
mod limits;
mod theft;
mod verdicts;

/// Operators of the college that may only issue, and only change statuses.
const ISSUER: AccountId = 31;
const CLERK: AccountId = 32;
/// The end of the custody.
const END: Moment = START + 60 * DAY;
/// The moment at which the custodian begins to act.
const LATER: Moment = START + DAY;
/// The number of credentials of the cohort of the university.
const SIZE: u32 = 40;
const REVOKE: StatusChange = StatusChange::Revoke(RevocationReason::IssuedInError);

/// Returns the tree over the cohort of the university.
fn cohort() -> Tree {
	let digest = |n: u32| Digest([n as u8 + 100; 32]);
	let leaves: Vec<_> = (0..SIZE).map(|n| digest(n).leaf()).collect();
	Tree::new(&leaves).unwrap()
}

/// Returns a credential of the cohort.
fn former(index: u32) -> CredentialPointer {
	CredentialPointer { institution: UNIVERSITY, root: cohort().root(), index }
}

/// Returns a reference to a credential of the cohort.
fn reference(index: u32) -> CredentialReference {
	CredentialReference {
		institution: UNIVERSITY,
		leaf: Digest([index as u8 + 100; 32]).leaf(),
		index,
		size: SIZE,
		path: cohort().path(index).unwrap().try_into().unwrap(),
		signed_by: None,
	}
}

/// Returns a reference to a credential that is a batch by itself.
fn single(n: u8) -> CredentialReference {
	CredentialReference {
		institution: UNIVERSITY,
		leaf: Digest([n; 32]).leaf(),
		index: 0,
		size: 1,
		path: Default::default(),
		signed_by: None,
	}
}

/// Returns the root of a credential that is a batch by itself.
fn leaf(n: u8) -> Root {
	Root::from(single(n).leaf)
}

fn judge(reference: CredentialReference) -> Verdict {
	Credentials::verify(vec![reference]).unwrap().remove(0)
}

fn close() -> Call {
	Call::close_institution { institution: UNIVERSITY }
}

fn appoint(custodian: InstitutionId, until: Moment, status_changes: u32, reissues: u32) -> Call {
	let institution = UNIVERSITY;
	Call::appoint_custodian { institution, custodian, until, status_changes, reissues }
}

fn change(list: &[(u32, StatusChange)]) -> Call {
	let (institution, root) = (UNIVERSITY, cohort().root());
	Call::change_statuses_for { institution, root, changes: changes(list) }
}

fn item(index: u32, root: Root) -> ReissueItem {
	ReissueItem { former: cohort().root(), index: Some(index), root }
}

fn reissue_items(items: Vec<ReissueItem>) -> Call {
	let items = ReissueItems::try_from(items).unwrap();
	Call::reissue { institution: UNIVERSITY, items }
}

/// Returns a call that issues credentials of the cohort again.
fn reissue(list: &[(u32, u8)]) -> Call {
	reissue_items(list.iter().map(|(index, n)| item(*index, leaf(*n))).collect())
}

/// Runs a test in which the university has a cohort and is not closed.
fn with_cohort(test: impl FnOnce()) {
	let anchor = Anchor { root: cohort().root(), size: SIZE, validity: Validity::Never };
	ExtBuilder::default().with_batches(&[anchor]).build_and_execute(|| {
		let issue = Permissions { issue: true, ..Default::default() };
		let change_status = Permissions { change_status: true, ..Default::default() };
		enlist(COLLEGE_ADMIN, ISSUER, issue);
		enlist(COLLEGE_ADMIN, CLERK, change_status);
		test();
	});
}

/// Runs a test a day after the university was closed and the college became its custodian.
fn with_custodian(status_changes: u32, reissues: u32, test: impl FnOnce()) {
	with_cohort(|| {
		assert_ok!(dispatch(close(), council()));
		assert_ok!(dispatch(appoint(COLLEGE, END, status_changes, reissues), council()));
		set_time(LATER);
		test();
	});
}

fn custody() -> Custody {
	institution(UNIVERSITY).custody.unwrap()
}

/// Returns what the custodian may still do.
fn left() -> (u32, u32) {
	(custody().status_changes, custody().reissues)
}

/// Checks that a call fails and changes nothing.
fn fails(call: Call, by: RuntimeOrigin, error: Error<Test>) {
	assert_noop!(dispatch(call, by), sp_runtime::DispatchError::from(error));
}
