// SPDX-License-Identifier: Apache-2.0

//! Enumerations as words in camel case.

use serde::{Deserialize, Serialize};
use testamur_primitives::{records, status, verdict};

/// An enumeration of words and how each case of another one is said in it.
macro_rules! words {
	($(
		$(#[$doc:meta])*
		$name:ident from $of:ty {
			$( $(#[$case_doc:meta])* $case:ident = $pattern:pat, )*
		}
	)*) => { $(
		$(#[$doc])*
		#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
		#[serde(rename_all = "camelCase")]
		pub enum $name {
			$( $(#[$case_doc])* $case, )*
		}

		impl From<$of> for $name {
			fn from(of: $of) -> Self {
				match of {
					$( $pattern => Self::$case, )*
				}
			}
		}
	)* };
}

words! {
	/// The outcome of a verification.
	Outcome from verdict::Outcome {
		/// No reason speaks against it.
		Valid = verdict::Outcome::Valid,
		/// At least one reason speaks against it.
		Invalid = verdict::Outcome::Invalid,
	}

	/// Why a credential is invalid.
	Reason from verdict::Reason {
		/// This institution has anchored no such credential at this place.
		NotAnchored = verdict::Reason::NotAnchored,
		/// It, or its whole batch, was revoked.
		Revoked = verdict::Reason::Revoked,
		/// It is suspended.
		Suspended = verdict::Reason::Suspended,
		/// Another credential has taken its place.
		Superseded = verdict::Reason::Superseded,
		/// Its validity has run out.
		Expired = verdict::Reason::Expired,
		/// It was issued under an accreditation that was voided from a moment before.
		Voided = verdict::Reason::Voided,
	}

	/// The status of a credential, without the reason for a revocation.
	StatusState from status::Status {
		/// Nothing is held against it.
		Active = status::Status::Active,
		/// Not to be relied upon for now.
		Suspended = status::Status::Suspended,
		/// Another credential has taken its place.
		Superseded = status::Status::Superseded,
		/// Withdrawn for good.
		Revoked = status::Status::Revoked(_),
	}

	/// Why a credential or a batch was revoked.
	RevocationReason from status::RevocationReason {
		/// No reason is stated.
		Unspecified = status::RevocationReason::Unspecified,
		/// It should never have been issued.
		IssuedInError = status::RevocationReason::IssuedInError,
		/// The holder's misconduct.
		Misconduct = status::RevocationReason::Misconduct,
		/// The learner asked for it.
		LearnerRequest = status::RevocationReason::LearnerRequest,
		/// The holder no longer meets what it certifies.
		RequirementsNotMet = status::RevocationReason::RequirementsNotMet,
		/// A key that took part in issuing it was not under control.
		KeyCompromise = status::RevocationReason::KeyCompromise,
	}

	/// Whether an institution may act.
	InstitutionState from records::InstitutionState {
		/// It may act.
		Active = records::InstitutionState::Active,
		/// It may not submit anything; what it issued stays verifiable.
		Suspended = records::InstitutionState::Suspended { .. },
	}

	/// What kind of thing is earned.
	TypeKind from records::TypeKind {
		/// A record of the outcomes of a small volume of learning.
		MicroCredential = records::TypeKind::MicroCredential,
		/// A certificate of a longer programme.
		Certificate = records::TypeKind::Certificate,
		/// A badge.
		Badge = records::TypeKind::Badge,
	}

	/// Whether credentials of a type may be anchored.
	TypeState from records::TypeState {
		/// They may.
		Active = records::TypeState::Active,
		/// No longer; what was anchored stays as valid as it was.
		Retired = records::TypeState::Retired { .. },
	}

	/// Where a grant stands in its life.
	AccreditationState from records::AccreditationState {
		/// Offered and not answered.
		Offered = records::AccreditationState::Offered,
		/// The holder said no.
		Declined = records::AccreditationState::Declined { .. },
		/// Accepted, and nothing is held against it.
		Active = records::AccreditationState::Active,
		/// Out of force for now.
		Suspended = records::AccreditationState::Suspended { .. },
		/// Out of force for good.
		Withdrawn = records::AccreditationState::Withdrawn { .. },
	}

	/// Why a grant is not in force.
	Lapse from testamur_primitives::Lapse {
		/// It was offered and not accepted.
		Offered = testamur_primitives::Lapse::Offered,
		/// The holder declined it.
		Declined = testamur_primitives::Lapse::Declined,
		/// It is suspended.
		Suspended = testamur_primitives::Lapse::Suspended,
		/// It was withdrawn.
		Withdrawn = testamur_primitives::Lapse::Withdrawn,
		/// Its window has not begun.
		NotYetValid = testamur_primitives::Lapse::NotYetValid,
		/// Its window is over.
		Expired = testamur_primitives::Lapse::Expired,
		/// A grant above it no longer has the right to accredit so many levels below it.
		DelegationExceeded = testamur_primitives::Lapse::DelegationExceeded,
		/// A record above it is missing.
		BrokenPath = testamur_primitives::Lapse::BrokenPath,
	}
}
