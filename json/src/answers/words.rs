// SPDX-License-Identifier: Apache-2.0

//! Enumerations as words in camel case.
//!
//! Plain enumerations are those of `testamur-primitives`. Those that carry data there have a mirror
//! of words here, and the data are members of their own in the answers.

use serde::{Deserialize, Serialize};
use testamur_primitives::{records, status};

/// Defines enumerations of words, each with the conversion from the enumeration that it mirrors.
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
	/// The status of a credential, without the reason for a revocation.
	StatusState from status::Status {
		/// Nothing is held against it.
		Active = status::Status::Active,
		/// It is not to be relied upon for now.
		Suspended = status::Status::Suspended,
		/// Another credential has taken its place.
		Superseded = status::Status::Superseded,
		/// It is withdrawn for good.
		Revoked = status::Status::Revoked(_),
	}

	/// The state of an institution.
	InstitutionState from records::InstitutionState {
		/// It may act.
		Active = records::InstitutionState::Active,
		/// It may not submit anything. Credentials that it issued stay verifiable.
		Suspended = records::InstitutionState::Suspended { .. },
		/// It has ended. It may not submit anything, and a custodian may act in its place.
		Closed = records::InstitutionState::Closed { .. },
	}

	/// The state of a credential type.
	TypeState from records::TypeState {
		/// Credentials of it may be anchored.
		Active = records::TypeState::Active,
		/// Credentials of it may no longer be anchored. Those that were stay as valid as they are.
		Retired = records::TypeState::Retired { .. },
	}

	/// The state of a grant.
	AccreditationState from records::AccreditationState {
		/// It is offered and not answered.
		Offered = records::AccreditationState::Offered,
		/// The holder declined it.
		Declined = records::AccreditationState::Declined { .. },
		/// It is accepted, and nothing is held against it.
		Active = records::AccreditationState::Active,
		/// It is out of force for now.
		Suspended = records::AccreditationState::Suspended { .. },
		/// It is out of force for good.
		Withdrawn = records::AccreditationState::Withdrawn { .. },
	}
}
