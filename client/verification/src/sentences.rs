// SPDX-License-Identifier: Apache-2.0

//! The sentences for the reasons of a verdict, which a reader without knowledge of chains understands.

use testamur_primitives::{verdict::Reason, RevocationReason};

/// The word for validity that has ended, whoever says so.
pub(crate) const EXPIRED: &str = "expired";

/// Returns the word for a reason, and its sentence.
pub(crate) const fn reason(reason: Reason) -> (&'static str, &'static str) {
	match reason {
		Reason::NotAnchored => (
			"notAnchored",
			"the institution that it names has no such credential on record at this place",
		),
		Reason::Revoked => ("revoked", "the institution has revoked it"),
		Reason::Suspended => (
			"suspended",
			"the institution has suspended it: ask the institution whether that will end",
		),
		Reason::Superseded => {
			("superseded", "another credential has taken its place: ask for that one")
		},
		Reason::Expired => (EXPIRED, "its validity has ended"),
		Reason::Voided => (
			"voided",
			"the accreditation under which it was issued was withdrawn for that time, as if it had never \
			 been given",
		),
		Reason::KeyNotAuthorized => (
			"keyNotAuthorized",
			"the key that signed it was not one of the institution's keys for credentials when it was \
			 issued",
		),
		Reason::KeyCompromised => (
			"keyCompromised",
			"the key that signed it may have been in the hands of others when it was issued, so nobody \
			 knows who signed it",
		),
	}
}

/// Returns the sentence for a revocation, with its reason.
pub(crate) const fn revocation(why: RevocationReason) -> &'static str {
	match why {
		RevocationReason::Unspecified => "the institution has revoked it, without a reason",
		RevocationReason::IssuedInError => {
			"the institution has revoked it, because it was issued in error"
		},
		RevocationReason::Misconduct => "the institution has revoked it, because of misconduct",
		RevocationReason::LearnerRequest => {
			"the institution has revoked it, because the learner asked for that"
		},
		RevocationReason::RequirementsNotMet => {
			"the institution has revoked it, because its requirements were not met"
		},
		RevocationReason::KeyCompromise => {
			"the institution has revoked it, because the key that signed it was compromised"
		},
	}
}
