// SPDX-License-Identifier: Apache-2.0

//! Tests of what verdicts show of custodians, before, during and after a custody, and of the document
//! keys of reissues.

use super::*;
use testamur_primitives::{verdict::ReissueSummary, CustodialChange, RecordId};

fn key(n: u8) -> PublicKey {
	PublicKey::Ed25519([n; 32])
}

fn add_key(n: u8, admin: AccountId) {
	let add = Call::add_document_key { key: key(n), purpose: KeyPurpose::Credentials };
	assert_ok!(dispatch(add, signed(admin)));
}

/// Returns the reasons against the reissued credential 1, if a key signed its document.
fn signed_by(n: u8) -> Vec<Reason> {
	judge(CredentialReference { signed_by: Some(key(n)), ..single(1) }).reasons
}

#[test]
fn a_verdict_shows_what_a_custodian_did_and_nothing_else() {
	with_custodian(9, 9, || {
		let traces = |reference| {
			let findings = judge(reference).findings.unwrap();
			(findings.custodial_change, findings.reissue)
		};
		assert_eq!(traces(reference(0)), (None, None), "nothing was done yet");
		assert_ok!(dispatch(reissue(&[(0, 1)]), signed(ISSUER)));
		assert_ok!(dispatch(change(&[(1, StatusChange::Suspend)]), signed(CLERK)));
		let trace = |ended| Some(CustodialChange { by: COLLEGE, at: LATER, ended });
		let reissue = ReissueSummary { by: COLLEGE, at: LATER, former: former(0) };
		let shown = || [reference(0), reference(1), reference(2), single(1)].map(traces);
		let expected =
			[(trace(true), None), (trace(false), None), (None, None), (None, Some(reissue))];
		assert_eq!(shown(), expected);
		let verdict = judge(single(1));
		assert_eq!(verdict.reasons, []);
		let findings = verdict.findings.unwrap();
		assert_eq!((findings.issued_at, findings.institution.id), (START, UNIVERSITY));
		assert_eq!(findings.accreditation.id, UNIVERSITY_GRANT);
		// The end of the custody, another custodian and a reinstatement leave the traces.
		assert_ok!(dispatch(appoint(AGENCY, END, 1, 1), council()));
		assert_eq!(shown(), expected);
		set_time(END);
		assert_eq!(shown(), expected);
		assert_ok!(Credentials::reinstate_institution(council(), UNIVERSITY));
		assert_eq!(shown(), expected);
		let list = changes(&[(1, StatusChange::Reinstate)]);
		let by = signed(STATUS_CLERK);
		assert_ok!(Credentials::change_statuses(by, cohort().root(), list));
		assert_eq!(shown(), expected, "not even the institution itself takes a trace away");
	});
}

/// Checks that a verdict reads no trace where there never was a custodian.
#[test]
fn without_a_custodian_no_trace_is_looked_for() {
	with_custodian(9, 9, || {
		assert_ok!(dispatch(reissue(&[(0, 1)]), signed(ISSUER)));
		crate::Institutions::<Test>::mutate(UNIVERSITY, |record| {
			record.as_mut().unwrap().custody = None;
		});
		let findings = judge(single(1)).findings.unwrap();
		assert_eq!((findings.reissue, findings.custodial_change), (None, None));
		// No call makes such a state, and the invariants report it.
		assert!(Credentials::do_try_state().is_err());
		crate::Institutions::<Test>::mutate(UNIVERSITY, |record| {
			let now = LATER;
			record.as_mut().unwrap().custody = Some(Custody {
				custodian: COLLEGE,
				since: now,
				until: now,
				status_changes: 0,
				reissues: 0,
			});
		});
	});
}

#[test]
fn a_damaged_trace_is_damage_and_no_verdict() {
	with_custodian(9, 9, || {
		assert_ok!(dispatch(reissue(&[(0, 1)]), signed(ISSUER)));
		let of_new = RecordId::Reissue { institution: UNIVERSITY, root: leaf(1) };
		let of_former = RecordId::CustodialChange(former(0));
		for (record, reference) in [(of_new, single(1)), (of_former, reference(0))] {
			hypothetically!({
				frame_support::storage::unhashed::put_raw(&record.key(), &[1, 2, 3]);
				let answer = Credentials::verify(vec![reference]);
				assert_eq!(answer, Err(record.malformed().into()));
			});
		}
	});
}

#[test]
fn the_document_of_a_reissue_is_signed_by_the_custodian() {
	with_cohort(|| {
		add_key(1, UNIVERSITY_ADMIN);
		assert_ok!(dispatch(close(), council()));
		assert_ok!(dispatch(appoint(COLLEGE, END, 9, 9), council()));
		set_time(LATER);
		add_key(2, COLLEGE_ADMIN);
		assert_ok!(dispatch(reissue(&[(0, 1)]), signed(ISSUER)));
		// The key was added long after the moment that the copied batch states.
		assert_eq!(signed_by(2), []);
		assert_eq!(signed_by(1), [Reason::KeyNotAuthorized]);
		set_time(LATER + 1);
		add_key(3, COLLEGE_ADMIN);
		assert_eq!(signed_by(3), [Reason::KeyNotAuthorized], "added after the reissue");
		// The standing of the key at the time of the reissue counts, so its later end changes nothing.
		let retire = Call::retire_document_key { key: key(2) };
		assert_ok!(dispatch(retire, signed(COLLEGE_ADMIN)));
		assert_eq!(signed_by(2), []);
		let compromised = |since| {
			let (institution, key) = (COLLEGE, key(2));
			let declare = Call::declare_compromised { institution, key, since };
			assert_ok!(dispatch(declare, council()));
		};
		compromised(LATER + 1);
		assert_eq!(signed_by(2), []);
		compromised(LATER);
		assert_eq!(signed_by(2), [Reason::KeyCompromised]);
		// Former credentials are signed with the keys of the university.
		let of_former = CredentialReference { signed_by: Some(key(2)), ..reference(5) };
		assert_eq!(judge(of_former).reasons, [Reason::KeyNotAuthorized]);
	});
}

/// Checks that a void reaches what was issued again as it reaches the former credential.
#[test]
fn a_void_reaches_a_reissue() {
	with_custodian(9, 9, || {
		assert_ok!(dispatch(reissue(&[(0, 1)]), signed(ISSUER)));
		let from = Some(START);
		assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, from));
		assert_eq!(judge(single(1)).reasons, [Reason::Voided]);
		assert_eq!(judge(reference(1)).reasons, [Reason::Voided]);
	});
}
