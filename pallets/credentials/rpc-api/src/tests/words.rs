// SPDX-License-Identifier: Apache-2.0

//! Tests of the exact words of the enumerations, which are part of the contract, as the manual
//! says.

use crate::json::{
	AccreditationState, InstitutionState, KeyPurpose, Lapse, Outcome, Reason, RevocationReason,
	StatusState, Suspender, TypeKind, TypeState,
};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::json;
use std::fmt::Debug;

/// Checks that each case is written as its word and that the word is read as the case.
fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(cases: &[(T, &str)]) {
	for (case, word) in cases {
		assert_eq!(json!(case), json!(word));
		assert_eq!(serde_json::from_value::<T>(json!(word)).unwrap(), *case);
	}
}

#[test]
fn verdicts_have_their_words() {
	check(&[(Outcome::Valid, "valid"), (Outcome::Invalid, "invalid")]);
	check(&[
		(Reason::NotAnchored, "notAnchored"),
		(Reason::Revoked, "revoked"),
		(Reason::Suspended, "suspended"),
		(Reason::Superseded, "superseded"),
		(Reason::Expired, "expired"),
		(Reason::Voided, "voided"),
		(Reason::KeyNotAuthorized, "keyNotAuthorized"),
		(Reason::KeyCompromised, "keyCompromised"),
	]);
}

#[test]
fn statuses_have_their_words() {
	check(&[
		(StatusState::Active, "active"),
		(StatusState::Suspended, "suspended"),
		(StatusState::Superseded, "superseded"),
		(StatusState::Revoked, "revoked"),
	]);
	let words = [
		"unspecified",
		"issuedInError",
		"misconduct",
		"learnerRequest",
		"requirementsNotMet",
		"keyCompromise",
	];
	check(&RevocationReason::ALL.into_iter().zip(words).collect::<Vec<_>>());
}

#[test]
fn institutions_and_types_have_their_words() {
	check(&[
		(InstitutionState::Active, "active"),
		(InstitutionState::Suspended, "suspended"),
		(InstitutionState::Closed, "closed"),
	]);
	check(&[(TypeState::Active, "active"), (TypeState::Retired, "retired")]);
	check(&[
		(TypeKind::Unstated, "unstated"),
		(TypeKind::MicroCredential, "microCredential"),
		(TypeKind::Certificate, "certificate"),
		(TypeKind::Badge, "badge"),
	]);
}

#[test]
fn purposes_of_keys_have_their_words() {
	check(&[
		(KeyPurpose::Unstated, "unstated"),
		(KeyPurpose::Credentials, "credentials"),
		(KeyPurpose::StatusLists, "statusLists"),
	]);
}

#[test]
fn accreditations_have_their_words() {
	check(&[
		(AccreditationState::Offered, "offered"),
		(AccreditationState::Declined, "declined"),
		(AccreditationState::Active, "active"),
		(AccreditationState::Suspended, "suspended"),
		(AccreditationState::Withdrawn, "withdrawn"),
	]);
	check(&[(Suspender::Council, "council"), (Suspender::Grantor, "grantor")]);
	check(&[
		(Lapse::Offered, "offered"),
		(Lapse::Declined, "declined"),
		(Lapse::Suspended, "suspended"),
		(Lapse::Withdrawn, "withdrawn"),
		(Lapse::NotYetValid, "notYetValid"),
		(Lapse::Expired, "expired"),
		(Lapse::DelegationExceeded, "delegationExceeded"),
		(Lapse::BrokenPath, "brokenPath"),
	]);
}
