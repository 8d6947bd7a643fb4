// SPDX-License-Identifier: Apache-2.0

//! Accreditations: offer, suspension, withdrawal, return, renewal, narrowing. The answers of holders
//! are in `answers.rs`, reinstatements in `reinstatements.rs`.
//!
//! Only the grant that a call names is ever written. Grants below it are evaluated along the path
//! when they are used or read (see [`testamur_primitives::authority`]).

use crate::{
	accounts::{Caller, Member},
	reach::{Reach, ReachFault},
	AccountIdOf, Accreditations, Config, Error, Event, NextAccreditationId, NextTypeId, Pallet,
	Relinquished,
};
use frame_support::ensure;
use testamur_primitives::{
	authority::{excess, first_lapse, grantors_lapse, Lapse, Step},
	limits::MAX_DELEGATION,
	records::Excess,
	verdict::Path,
	Accreditation, AccreditationId, AccreditationState, Grantor, InstitutionId, Moment, Scope,
	Terms, TypeId,
};

impl<T: Config> Pallet<T> {
	/// Implements [`Pallet::offer_accreditation`], and returns the number of expired grants that
	/// gave up their places.
	pub(crate) fn do_offer(
		caller: Caller<AccountIdOf<T>>,
		holder: InstitutionId,
		parent: Option<AccreditationId>,
		terms: Terms,
	) -> Result<u32, Error<T>> {
		let now = Self::now();
		Self::ensure_start(&terms)?;
		Self::ensure_terms(&terms)?;
		ensure!(!terms.is_over(now), Error::<T>::WindowOver);
		let (grantor, parent_narrowings) = match (&caller, parent) {
			(Caller::Council, None) => (Grantor::Council, 0),
			(Caller::Council, Some(_)) => return Err(Error::<T>::CouncilNeedsNoParent),
			(Caller::Member(_), None) => return Err(Error::<T>::ParentRequired),
			(Caller::Member(member), Some(parent)) => {
				let narrowings = Self::ensure_may_offer(member, holder, parent, &terms, now)?;
				let institution = member.institution;
				(Grantor::Institution { institution, accreditation: parent }, narrowings)
			},
		};
		let accreditation = AccreditationId(Self::next_id::<NextAccreditationId<T>>()?);
		let record = Accreditation {
			holder,
			grantor,
			terms: terms.clone(),
			state: AccreditationState::Offered,
			offered_at: now,
			accepted_at: None,
			narrowings: 0,
			parent_narrowings,
		};
		let taken_out = Self::add_holding(accreditation, &record)?;
		Accreditations::<T>::insert(accreditation, record);
		Self::deposit_event(Event::AccreditationOffered {
			accreditation,
			holder,
			grantor,
			terms,
			by: caller.actor(),
		});
		Ok(taken_out)
	}

	/// Implements [`Pallet::suspend_accreditation`].
	pub(crate) fn do_suspend(
		caller: Caller<AccountIdOf<T>>,
		accreditation: AccreditationId,
	) -> Result<(), Error<T>> {
		let mut record = Self::ensure_grantor(&caller, accreditation)?;
		// A withdrawn grant is out of force as well. The call succeeds, so that a thief who
		// withdraws a grant does not make the council's motion fail.
		let is_done = matches!(
			record.state,
			AccreditationState::Suspended { by_council: true, .. }
				| AccreditationState::Withdrawn { .. }
		);
		if caller.finds_done(is_done) {
			return Ok(());
		}
		let by_council = matches!(caller, Caller::Council);
		let since = match record.state {
			AccreditationState::Active => Self::now(),
			AccreditationState::Suspended { since, by_council: false } if by_council => since,
			AccreditationState::Suspended { .. } => return Err(Error::<T>::AlreadySuspended),
			other => return Err(Self::state_error(&other)),
		};
		record.state = AccreditationState::Suspended { since, by_council };
		Accreditations::<T>::insert(accreditation, &record);
		let (holder, grantor, by) = (record.holder, record.grantor, caller.actor());
		Self::deposit_event(Event::AccreditationSuspended { accreditation, by, holder, grantor });
		Ok(())
	}

	/// Implements [`Pallet::withdraw_accreditation`].
	///
	/// This writes the grant and the holdings of its holder, however many grants are below it.
	pub(crate) fn do_withdraw(
		caller: Caller<AccountIdOf<T>>,
		accreditation: AccreditationId,
		void_from: Option<Moment>,
	) -> Result<(), Error<T>> {
		let mut record = Self::ensure_may_withdraw(&caller, accreditation, void_from)?;
		let now = Self::now();
		let reach = Reach::of(&caller, now);
		reach.ensure_may_name(void_from).map_err(of_void)?;
		let is_done = match record.state {
			AccreditationState::Declined { .. } => true,
			AccreditationState::Withdrawn { void_from: former, .. } => void_from == former,
			_ => false,
		};
		if caller.finds_done(is_done) {
			return Ok(());
		}
		let (at, former) = match record.state {
			AccreditationState::Declined { .. } => return Err(Error::<T>::AccreditationDeclined),
			// A grantor that could end a suspension of the council would end its inquiry.
			AccreditationState::Suspended { by_council: true, .. }
				if matches!(caller, Caller::Member(_)) =>
			{
				return Err(Error::<T>::SuspendedByCouncil)
			},
			AccreditationState::Withdrawn { at, void_from: former } => {
				// A void is lifted by a call of its own, not by a moment that was left out.
				let is_lifting = former.is_some() && void_from.is_none();
				ensure!(!is_lifting, Error::<T>::AccreditationVoid);
				reach.ensure_may_move(former, void_from).map_err(of_void)?;
				(at, Some(former))
			},
			_ => {
				Self::remove_holding(accreditation, &record)?;
				(now, None)
			},
		};
		record.state = AccreditationState::Withdrawn { at, void_from };
		Accreditations::<T>::insert(accreditation, &record);
		let (holder, grantor, by) = (record.holder, record.grantor, caller.actor());
		Self::deposit_event(match former {
			None => Event::AccreditationWithdrawn { accreditation, void_from, by, holder, grantor },
			Some(former) => Event::AccreditationVoidMoved {
				accreditation,
				former,
				void_from,
				by,
				holder,
				grantor,
			},
		});
		Ok(())
	}

	/// Implements [`Pallet::relinquish_accreditation`].
	///
	/// The grants above do not matter: a holder can give back what it holds whatever became of its
	/// grantor.
	pub(crate) fn do_relinquish(
		member: Member<AccountIdOf<T>>,
		accreditation: AccreditationId,
	) -> Result<(), Error<T>> {
		let mut record =
			Accreditations::<T>::get(accreditation).ok_or(Error::<T>::AccreditationNotFound)?;
		ensure!(record.holder == member.institution, Error::<T>::NotHolder);
		match record.state {
			// A holder that could end a grant during an inquiry would end the inquiry.
			AccreditationState::Active => (),
			other => return Err(Self::state_error(&other)),
		}
		Self::remove_holding(accreditation, &record)?;
		record.state = AccreditationState::Withdrawn { at: Self::now(), void_from: None };
		Accreditations::<T>::insert(accreditation, &record);
		Relinquished::<T>::insert(accreditation, ());
		Self::deposit_event(Event::AccreditationRelinquished {
			accreditation,
			by: member.who,
			holder: record.holder,
			grantor: record.grantor,
		});
		Ok(())
	}

	/// Implements [`Pallet::renew_accreditation`], and returns the number of expired grants that
	/// gave up their places.
	pub(crate) fn do_renew(
		caller: Caller<AccountIdOf<T>>,
		accreditation: AccreditationId,
		valid_until: Moment,
	) -> Result<u32, Error<T>> {
		let mut record = Self::ensure_grantor(&caller, accreditation)?;
		Self::ensure_amendable(&record)?;
		// A grantor that renews further does not make the council's motion fail.
		let is_so = Self::now() < valid_until && valid_until <= record.terms.valid_until;
		if caller.finds_done(is_so) {
			return Ok(0);
		}
		ensure!(valid_until > record.terms.valid_until, Error::<T>::RenewalNotLater);
		ensure!(valid_until > Self::now(), Error::<T>::WindowOver);
		let former_end = core::mem::replace(&mut record.terms.valid_until, valid_until);
		let above = Self::path_above(&record);
		Self::ensure_within(&record.terms, &above)?;
		record.parent_narrowings = narrowings_of_parent(&above);
		// A grant that expired may have given up its place, and now takes one again.
		let taken_out = if Self::move_holding(accreditation, former_end, &record)? {
			0
		} else {
			Self::add_holding(accreditation, &record)?
		};
		Accreditations::<T>::insert(accreditation, &record);
		let (holder, grantor, by) = (record.holder, record.grantor, caller.actor());
		Self::deposit_event(Event::AccreditationRenewed {
			accreditation,
			valid_until,
			by,
			holder,
			grantor,
		});
		Ok(taken_out)
	}

	/// Implements [`Pallet::narrow_accreditation`].
	pub(crate) fn do_narrow(
		caller: Caller<AccountIdOf<T>>,
		accreditation: AccreditationId,
		terms: Terms,
	) -> Result<(), Error<T>> {
		let mut record = Self::ensure_grantor(&caller, accreditation)?;
		Self::ensure_amendable(&record)?;
		// A grant from before the migration may begin at 0, and is narrowed like any other.
		if terms.valid_from != record.terms.valid_from {
			Self::ensure_start(&terms)?;
			return Err(Error::<T>::StartFixed);
		}
		Self::ensure_terms(&terms)?;
		// A grantor that narrows further does not make the council's motion fail.
		if caller.finds_done(record.terms.within(&terms)) {
			return Ok(());
		}
		// An end moved into the past would contradict what was issued since.
		let end_moved = terms.valid_until != record.terms.valid_until;
		ensure!(!end_moved || terms.valid_until >= Self::now(), Error::<T>::WindowOver);
		let narrower = terms.within(&record.terms) && terms != record.terms;
		ensure!(narrower, Error::<T>::NotNarrower);
		let former = core::mem::replace(&mut record.terms, terms.clone());
		record.narrowings = record.narrowings.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;
		let above = Self::path_above(&record);
		if excess(&record.terms, &above).is_none() {
			record.parent_narrowings = narrowings_of_parent(&above);
		}
		Self::move_holding(accreditation, former.valid_until, &record)?;
		Accreditations::<T>::insert(accreditation, &record);
		let (holder, grantor, by) = (record.holder, record.grantor, caller.actor());
		Self::deposit_event(Event::AccreditationNarrowed {
			accreditation,
			terms,
			by,
			holder,
			grantor,
		});
		Ok(())
	}

	/// Returns the grant and those above it, up to the council's.
	///
	/// Delegation shrinks by one at least on every level, so a path never outgrows its bound. If a
	/// record were missing, the path would end early and count as broken.
	pub fn path(accreditation: AccreditationId) -> Path {
		let mut path = Path::new();
		let mut next = Some(accreditation);
		while let Some((id, record)) =
			next.and_then(|id| Accreditations::<T>::get(id).map(|record| (id, record)))
		{
			next = record.grantor.parent();
			if path.try_push((id, record)).is_err() {
				break;
			}
		}
		path
	}

	/// Checks that every grant of a path is in force.
	fn ensure_in_force(path: &[Step], now: Moment) -> Result<(), Error<T>> {
		ensure_none(first_lapse(path, now).map(|(_, lapse)| Self::lapse_error(lapse)))
	}

	/// Returns the error that names a lapse.
	pub(crate) fn lapse_error(lapse: Lapse) -> Error<T> {
		match lapse {
			Lapse::Offered => Error::<T>::AccreditationNotAccepted,
			Lapse::Declined => Error::<T>::AccreditationDeclined,
			Lapse::Suspended => Error::<T>::AccreditationSuspended,
			Lapse::Withdrawn => Error::<T>::AccreditationWithdrawn,
			Lapse::NotYetValid => Error::<T>::AccreditationNotYetValid,
			Lapse::Expired => Error::<T>::AccreditationExpired,
			Lapse::DelegationExceeded => Error::<T>::DelegationExceeded,
			Lapse::BrokenPath => Error::<T>::AccreditationNotFound,
		}
	}

	/// Returns the error for a call that does not fit a state.
	pub(crate) fn state_error(state: &AccreditationState) -> Error<T> {
		match state {
			AccreditationState::Offered => Error::<T>::AccreditationNotAccepted,
			AccreditationState::Declined { .. } => Error::<T>::AccreditationDeclined,
			AccreditationState::Active => Error::<T>::AlreadyAnswered,
			AccreditationState::Suspended { .. } => Error::<T>::AccreditationSuspended,
			AccreditationState::Withdrawn { .. } => Error::<T>::AccreditationWithdrawn,
		}
	}

	/// Checks that terms state when they begin.
	fn ensure_start(terms: &Terms) -> Result<(), Error<T>> {
		ensure!(terms.valid_from > 0, Error::<T>::StartUnstated);
		Ok(())
	}

	/// Checks that terms are well-formed and for types that exist, whatever the time.
	fn ensure_terms(terms: &Terms) -> Result<(), Error<T>> {
		ensure!(terms.valid_from < terms.valid_until, Error::<T>::WindowEmpty);
		ensure!(!terms.rights.is_empty(), Error::<T>::RightsEmpty);
		ensure!(terms.rights.delegation <= MAX_DELEGATION, Error::<T>::DelegationTooDeep);
		if let Scope::Types(types) = &terms.scope {
			ensure!(!types.is_empty(), Error::<T>::ScopeEmpty);
			// Types are numbered from 1 without a gap, so no look-up is needed.
			let next = TypeId(NextTypeId::<T>::get().unwrap_or(1));
			let known = types.iter().all(|type_id| TypeId(0) < *type_id && *type_id < next);
			ensure!(known, Error::<T>::TypeNotFound);
		}
		Ok(())
	}

	/// Checks that a member may offer such terms by the right of `parent`, and returns the parent's
	/// narrowings.
	fn ensure_may_offer(
		member: &Member<AccountIdOf<T>>,
		holder: InstitutionId,
		parent: AccreditationId,
		terms: &Terms,
		now: Moment,
	) -> Result<u32, Error<T>> {
		let path = Self::path(parent);
		let (_, own) = path.first().ok_or(Error::<T>::AccreditationNotFound)?;
		ensure!(own.holder == member.institution, Error::<T>::NotHolder);
		Self::ensure_in_force(&path, now)?;
		// An institution that could accredit itself, even through others, could take more rights
		// than it was given.
		let above = path.iter().any(|(_, grant)| grant.holder == holder);
		ensure!(!above, Error::<T>::HolderOnPath);
		Self::ensure_within(terms, &path)?;
		Ok(own.narrowings)
	}

	/// Checks that terms are within those of every grant above.
	fn ensure_within(terms: &Terms, above: &[Step]) -> Result<(), Error<T>> {
		match excess(terms, above) {
			None => Ok(()),
			Some(Excess::Rights) => Err(Error::<T>::RightsExceeded),
			Some(Excess::Scope) => Err(Error::<T>::ScopeExceeded),
			Some(Excess::Window) => Err(Error::<T>::WindowExceeded),
		}
	}

	/// Returns a grant that the caller may manage.
	///
	/// The council may manage any grant. An institution may manage those that it gave, as long as
	/// its own right to accredit is in force.
	pub(crate) fn ensure_grantor(
		caller: &Caller<AccountIdOf<T>>,
		accreditation: AccreditationId,
	) -> Result<Accreditation, Error<T>> {
		let record = Self::ensure_given_by(caller, accreditation)?;
		Self::ensure_right_to_manage(caller, accreditation)?;
		Ok(record)
	}

	/// Returns a grant that the caller may withdraw with this void, or with none.
	///
	/// An institution takes back an unanswered offer of its own whatever became of its right:
	/// otherwise what it can no longer stand by would take a place of the holder for ever.
	fn ensure_may_withdraw(
		caller: &Caller<AccountIdOf<T>>,
		accreditation: AccreditationId,
		void_from: Option<Moment>,
	) -> Result<Accreditation, Error<T>> {
		let record = Self::ensure_given_by(caller, accreditation)?;
		if !takes_offer_back(&record, void_from) {
			Self::ensure_right_to_manage(caller, accreditation)?;
		}
		Ok(record)
	}

	/// Returns a grant that the caller gave, or any for the council.
	fn ensure_given_by(
		caller: &Caller<AccountIdOf<T>>,
		accreditation: AccreditationId,
	) -> Result<Accreditation, Error<T>> {
		let record =
			Accreditations::<T>::get(accreditation).ok_or(Error::<T>::AccreditationNotFound)?;
		if let Caller::Member(member) = caller {
			let grantor = record.grantor.institution();
			ensure!(grantor == Some(member.institution), Error::<T>::NotGrantor);
		}
		Ok(record)
	}

	/// Checks that the right by which an institution gave a grant is in force. The council's always is.
	fn ensure_right_to_manage(
		caller: &Caller<AccountIdOf<T>>,
		accreditation: AccreditationId,
	) -> Result<(), Error<T>> {
		if let Caller::Council = caller {
			return Ok(());
		}
		let lapse = grantors_lapse(&Self::path(accreditation), Self::now());
		ensure_none(lapse.map(|(_, lapse)| Self::lapse_error(lapse)))
	}

	/// Checks that the terms of a grant may still change.
	fn ensure_amendable(record: &Accreditation) -> Result<(), Error<T>> {
		match record.state {
			AccreditationState::Offered
			| AccreditationState::Active
			| AccreditationState::Suspended { .. } => Ok(()),
			AccreditationState::Declined { .. } | AccreditationState::Withdrawn { .. } => {
				Err(Self::state_error(&record.state))
			},
		}
	}

	/// Returns the grants above one, from its parent up. There are none above a grant of the
	/// council.
	fn path_above(record: &Accreditation) -> Path {
		record.grantor.parent().map(Self::path).unwrap_or_default()
	}
}

/// Returns how often the first grant of a path was narrowed, and 0 for an empty path.
fn narrowings_of_parent(above: &[Step]) -> u32 {
	above.first().map_or(0, |(_, parent)| parent.narrowings)
}

/// Returns whether a withdrawal with this void, or with none, takes back an offer that nobody has
/// answered and voids nothing.
pub(crate) fn takes_offer_back(record: &Accreditation, void_from: Option<Moment>) -> bool {
	void_from.is_none() && record.state == AccreditationState::Offered
}

/// Fails with the error if there is one.
pub(crate) fn ensure_none<E>(error: Option<E>) -> Result<(), E> {
	error.map_or(Ok(()), Err)
}

/// Returns the error of a call that voids what was issued under a grant.
const fn of_void<T>(fault: ReachFault) -> Error<T> {
	match fault {
		ReachFault::InFuture => Error::VoidInFuture,
		ReachFault::TooFarBack => Error::VoidTooFarBack,
		ReachFault::NotEarlier => Error::VoidNotEarlier,
		ReachFault::Unchanged => Error::VoidUnchanged,
	}
}
