// SPDX-License-Identifier: Apache-2.0

//! Institutions, and who pays for what their accounts submit.

use super::{Custody, Name, Uri};
use crate::ids::{InstitutionId, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The public profile of an institution. It names no natural person.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct Profile {
	/// The legal name in UTF-8, by the rules of [`check_name`](crate::text::check_name). The
	/// council sets it.
	pub name: Name,
	/// The home page in printable ASCII; may be empty. The admin sets it.
	pub uri: Uri,
	/// The country of registration, ISO 3166-1 alpha-2 in capitals. The council sets it.
	pub country: [u8; 2],
}

/// The state of an institution.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub enum InstitutionState {
	/// It may act.
	Active,
	/// It may not submit anything. Credentials that it issued stay verifiable.
	Suspended {
		/// The time at which the council suspended it.
		since: Moment,
	},
	/// It has ended. It may not submit anything, and the council may appoint a custodian to it.
	/// Credentials that it issued stay verifiable.
	Closed {
		/// The time at which the council closed it.
		since: Moment,
	},
}

impl InstitutionState {
	/// Returns the time since which the institution may not submit anything, or `None` if it may act.
	pub const fn idle_since(&self) -> Option<Moment> {
		match self {
			Self::Active => None,
			Self::Suspended { since } | Self::Closed { since } => Some(*since),
		}
	}
}

/// A registered organisation.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct Institution<AccountId> {
	/// Its public profile.
	pub profile: Profile,
	/// The account that names operators and holds every permission.
	pub admin: AccountId,
	/// Its state.
	pub state: InstitutionState,
	/// The time at which the council registered it.
	pub registered_at: Moment,
	/// The operations that it may submit in a period.
	pub allowance: u32,
	/// The number of its operator accounts.
	pub operators: u32,
	/// The number of accreditations that it holds and that are neither declined nor withdrawn.
	/// Expired ones count until their places are given to others.
	pub held: u32,
	/// True if grave acts of its accounts take two of them.
	pub dual_authorization: bool,
	/// The last appointment of a custodian, if there ever was one, whether or not it is in force.
	pub custody: Option<Custody>,
}

impl<AccountId> Institution<AccountId> {
	/// Returns the custody that is in force at `now`: the institution is closed, and the time of the
	/// custody has not ended.
	pub fn custody_at(&self, now: Moment) -> Option<&Custody> {
		let is_closed = matches!(self.state, InstitutionState::Closed { .. });
		self.custody.as_ref().filter(|custody| is_closed && custody.contains(now))
	}
}

/// The owner of the allowance that pays for a transaction.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub enum Payer<AccountId> {
	/// An institution, for all of its accounts.
	Institution(InstitutionId),
	/// A governor, such as a council member, whether or not it serves an institution too.
	Governor(AccountId),
}
