// SPDX-License-Identifier: Apache-2.0

//! How far acts reach back: the moment from which a withdrawn grant is void, and the one since which
//! a document key is compromised. One rule serves both, and each has errors of its own.

use crate::accounts::Caller;
use frame_support::ensure;
use testamur_primitives::{limits::MAX_REACH_BACK, Moment};

/// The reason why somebody may not name a moment in the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReachFault {
	/// It lies in the future.
	InFuture,
	/// It lies further back than an institution may reach.
	TooFarBack,
	/// It is the moment that counts already.
	Unchanged,
	/// It is not earlier than the moment that counts, and only the council moves that forward.
	NotEarlier,
}

/// How far a caller reaches back now.
#[derive(Clone, Copy)]
pub(crate) struct Reach {
	is_council: bool,
	now: Moment,
}

impl Reach {
	/// Returns how far a caller reaches back now: the council to any moment, and an institution to
	/// its bound.
	pub(crate) const fn of<Account>(caller: &Caller<Account>, now: Moment) -> Self {
		Self { is_council: matches!(caller, Caller::Council), now }
	}

	/// Checks that the caller may name a moment: nobody one in the future, and an institution only
	/// one within its bound.
	pub(crate) fn ensure_may_name(self, moment: Option<Moment>) -> Result<(), ReachFault> {
		let Some(moment) = moment else { return Ok(()) };
		ensure!(moment <= self.now, ReachFault::InFuture);
		let within_bound = self.is_council || self.now.saturating_sub(MAX_REACH_BACK) <= moment;
		ensure!(within_bound, ReachFault::TooFarBack);
		Ok(())
	}

	/// Checks that the caller may move the moment that counts: the council as it decides, and an
	/// institution only further back.
	pub(crate) fn ensure_may_move(
		self,
		former: Option<Moment>,
		moment: Option<Moment>,
	) -> Result<(), ReachFault> {
		ensure!(moment != former, ReachFault::Unchanged);
		ensure!(self.is_council || is_earlier(moment, former), ReachFault::NotEarlier);
		Ok(())
	}
}

/// Returns whether a moment is earlier than the former one. No moment is the latest.
fn is_earlier(new: Option<Moment>, former: Option<Moment>) -> bool {
	match (new, former) {
		(Some(new), Some(former)) => new < former,
		(Some(_), None) => true,
		(None, _) => false,
	}
}
