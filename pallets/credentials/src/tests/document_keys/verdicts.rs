// SPDX-License-Identifier: Apache-2.0

//! Tests of verdicts on documents that a key signed, as the calls change its record.

use super::*;

const UNAUTHORIZED: [Reason; 1] = [Reason::KeyNotAuthorized];
const COMPROMISED: [Reason; 1] = [Reason::KeyCompromised];

/// Checks that a key which is replaced leaves what it signed before as it is.
#[test]
fn a_key_is_replaced() {
	with_keys(&[key(1)], || {
		issue(1);
		set_time(START + DAY);
		assert_ok!(dispatch(retire(key(1)), by_admin()));
		assert_ok!(dispatch(add(key(2)), by_admin()));
		set_time(START + 2 * DAY);
		issue(2);
		// A file signed with the old key is valid only if it was anchored before.
		assert_eq!(reasons(1, key(1)), []);
		assert_eq!(reasons(2, key(1)), UNAUTHORIZED);
		assert_eq!(reasons(2, key(2)), []);
		// The new key did not stand in the record when the first was anchored.
		assert_eq!(reasons(1, key(2)), UNAUTHORIZED);
		assert_eq!(reasons(1, key(9)), UNAUTHORIZED);
	});
}

/// Checks the moments at which two things happen in one block: a key counts in the block in which it
/// was added, and not in the one in which it was retired.
#[test]
fn within_one_block_the_beginning_counts_and_the_end_does_not() {
	with_keys(&[], || {
		issue(1);
		assert_ok!(dispatch(add(key(1)), by_admin()));
		assert_eq!(reasons(1, key(1)), []);
		set_time(START + DAY);
		issue(2);
		assert_eq!(reasons(2, key(1)), []);
		assert_ok!(dispatch(retire(key(1)), by_admin()));
		assert_eq!(reasons(2, key(1)), UNAUTHORIZED);
		// One that is retired in the block of its addition never counts.
		assert_ok!(dispatch(add(key(2)), by_admin()));
		assert_ok!(dispatch(retire(key(2)), by_admin()));
		assert_eq!(reasons(2, key(2)), UNAUTHORIZED);
	});
}

#[test]
fn a_compromise_reaches_what_was_anchored_at_its_moment_and_after() {
	with_keys(&[key(1)], || {
		for n in 0..5 {
			set_time(START + u64::from(n) * DAY);
			issue(n);
		}
		let all = || [0, 1, 2, 3, 4].map(|n| reasons(n, key(1)).contains(&Reason::KeyCompromised));
		assert_eq!(all(), [false; 5]);
		assert_ok!(dispatch(declare(key(1), START + 3 * DAY), by_admin()));
		assert_eq!(all(), [false, false, false, true, true]);
		assert_eq!(reasons(3, key(1)), COMPROMISED);
		assert_ok!(dispatch(declare(key(1), START + DAY + 1), by_admin()));
		assert_eq!(all(), [false, false, true, true, true]);
		assert_ok!(dispatch(declare(key(1), START + 4 * DAY), council()));
		assert_eq!(all(), [false, false, false, false, true]);
		assert_ok!(dispatch(declare(key(1), START), council()));
		assert_eq!(all(), [true; 5]);
		assert_ok!(dispatch(lift(key(1)), council()));
		assert_eq!(all(), [false; 5]);
		// Who does not ask about the key hears nothing of it.
		assert_ok!(dispatch(declare(key(1), START), council()));
		let unasked = Credentials::verify(vec![reference(1, None)]).unwrap().remove(0);
		assert_eq!(unasked.reasons, []);
		assert_eq!(unasked.findings.unwrap().document_key, None);
	});
}

#[test]
fn both_reasons_are_given_where_both_apply() {
	with_keys(&[key(1)], || {
		set_time(START + DAY);
		assert_ok!(dispatch(retire(key(1)), by_admin()));
		issue(1);
		assert_ok!(dispatch(declare(key(1), START + DAY), by_admin()));
		assert_eq!(reasons(1, key(1)), [Reason::KeyNotAuthorized, Reason::KeyCompromised]);
		let verdict = Credentials::verify(vec![reference(1, Some(key(1)))]).unwrap().remove(0);
		assert_eq!(verdict.findings.unwrap().document_key, Some(record(key(1))));
	});
}

#[test]
fn a_key_for_status_lists_signs_no_credentials() {
	with_keys(&[], || {
		let lists = Call::add_document_key { key: key(1), purpose: KeyPurpose::StatusLists };
		assert_ok!(dispatch(lists, by_admin()));
		issue(1);
		assert_eq!(reasons(1, key(1)), UNAUTHORIZED);
	});
}

/// Checks what repairs a file that was anchored before its key was added: it is signed again with a
/// key that stood then, without a call, or issued anew.
#[test]
fn a_key_that_was_added_too_late_is_made_good_by_another_signature_or_a_new_issue() {
	with_keys(&[key(1)], || {
		issue(1);
		set_time(START + DAY);
		assert_ok!(dispatch(add(key(2)), by_admin()));
		assert_eq!(reasons(1, key(2)), UNAUTHORIZED);
		assert_eq!(reasons(1, key(1)), [], "the proof is no part of what is anchored");
		// The same root is anchored once, so the new file has another salt.
		let root = Root::from(reference(1, None).leaf);
		let anchor = Anchor { root, size: 1, validity: Validity::Never };
		let again = Credentials::anchor(signed(REGISTRAR), UNIVERSITY_GRANT, COURSE, anchor);
		assert!(again.is_err());
		issue(2);
		assert_eq!(reasons(2, key(2)), []);
		let reason = testamur_primitives::RevocationReason::IssuedInError;
		let successor = Some(Root::from(reference(2, None).leaf));
		assert_ok!(Credentials::revoke_batch(by_admin(), root, reason, successor));
		let revoked = Credentials::verify(vec![reference(1, Some(key(2)))]).unwrap().remove(0);
		let batch = revoked.findings.unwrap().status.batch_revoked.unwrap();
		assert_eq!(batch.successor, successor);
	});
}

/// Checks that attesting again moves nothing: the anchoring has one moment.
#[test]
fn a_batch_that_is_attested_again_was_anchored_when_it_was() {
	with_keys(&[key(1)], || {
		issue(1);
		set_time(START + DAY);
		assert_ok!(dispatch(retire(key(1)), by_admin()));
		let terms = terms(scope(&[COURSE]), true, 0);
		assert_ok!(Credentials::offer_accreditation(council(), UNIVERSITY, None, terms));
		let other = testamur_primitives::AccreditationId(3);
		assert_ok!(Credentials::accept_accreditation(by_admin(), other));
		assert_ok!(Credentials::withdraw_accreditation(council(), UNIVERSITY_GRANT, None));
		let root = Root::from(reference(1, None).leaf);
		assert_ok!(Credentials::attest_again(by_admin(), root, other));
		assert_eq!(reasons(1, key(1)), []);
		assert_ok!(dispatch(declare(key(1), START + DAY), by_admin()));
		assert_eq!(reasons(1, key(1)), []);
	});
}
