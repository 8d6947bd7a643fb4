// SPDX-License-Identifier: Apache-2.0

//! Tests of the bits of status lists: what the word of each purpose promises to a wallet.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use testamur_primitives::{
	status_bits::{Bitstring, ListedStatus, MIN_BITS},
	CredentialPointer, InstitutionId, ListPurpose, RevocationReason, Root, Status, StatusChange,
};

fn all_statuses() -> impl Iterator<Item = Status> {
	(0..=8).filter_map(Status::from_code)
}

fn all_changes() -> Vec<StatusChange> {
	let (institution, root) = (InstitutionId(1), Root([1; 32]));
	let successor = CredentialPointer { institution, root, index: 0 }.into();
	let revocations = RevocationReason::ALL.map(StatusChange::Revoke);
	let others = [
		StatusChange::Unstated,
		StatusChange::Suspend,
		StatusChange::Reinstate,
		StatusChange::Supersede(successor),
		StatusChange::NameSuccessor(successor),
		StatusChange::ForgetSuccessor,
	];
	revocations.into_iter().chain(others).collect()
}

fn all_listed() -> Vec<ListedStatus> {
	let batches = [(false, false), (false, true), (true, false), (true, true)];
	let with = |status| {
		batches.map(|(batch_is_revoked, is_void)| ListedStatus {
			status,
			batch_is_revoked,
			is_void,
		})
	};
	all_statuses().flat_map(with).collect()
}

/// Checks the promise of the W3C: what is revoked is not reinstated. Voids come and go, statuses
/// change as calls may change them, and a batch that was revoked stays so.
#[test]
fn a_revocation_bit_is_never_cleared() {
	for before in all_listed() {
		let changes = all_changes();
		let after = changes.iter().filter_map(|change| before.status.after(change));
		for status in after.chain([before.status]) {
			for is_void in [false, true] {
				for batch_is_revoked in [before.batch_is_revoked, true] {
					let after = ListedStatus { status, batch_is_revoked, is_void };
					let is_set = |listed| ListPurpose::Revocation.is_set(listed);
					assert!(!is_set(before) || is_set(after), "{before:?} to {after:?}");
				}
			}
		}
	}
}

/// Checks that whoever reads the list of suspensions alone accepts nothing that a verdict refuses.
#[test]
fn the_suspension_bit_is_set_whenever_a_credential_is_not_to_be_accepted() {
	for listed in all_listed() {
		let ListedStatus { status, batch_is_revoked, is_void } = listed;
		let refused = batch_is_revoked || is_void || status != Status::Active;
		assert_eq!(ListPurpose::Suspension.is_set(listed), refused, "{listed:?}");
		assert!(refused || !ListPurpose::Revocation.is_set(listed), "{listed:?}");
	}
}

#[test]
fn what_can_be_taken_back_sets_no_revocation_bit() {
	for (status, is_void) in
		[(Status::Suspended, false), (Status::Active, true), (Status::Suspended, true)]
	{
		let listed = ListedStatus { status, batch_is_revoked: false, is_void };
		assert!(!ListPurpose::Revocation.is_set(listed));
		assert!(ListPurpose::Suspension.is_set(listed));
	}
}

#[test]
fn the_first_place_is_the_left_most_bit() {
	let mut bits = Bitstring::of_places(1);
	assert_eq!(bits.as_bytes().len(), MIN_BITS as usize / 8);
	bits.set(0);
	bits.set(11);
	bits.set(u32::MAX);
	assert_eq!(bits.as_bytes()[..2], [0x80, 0x10]);
	let set: Vec<_> = (0..MIN_BITS).filter(|place| bits.get(*place)).collect();
	assert_eq!(set, [0, 11]);
	assert!(!bits.get(u32::MAX));
	assert_eq!(Bitstring::of_places(MIN_BITS + 1).as_bytes().len(), MIN_BITS as usize / 8 + 1);
}
