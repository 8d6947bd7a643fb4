// SPDX-License-Identifier: Apache-2.0

//! A plain model of the pallet: lists with full history, and naive recursion.
//!
//! Nothing here calls the pallet or the logic of the primitives. The history of a grant is a list
//! of deeds, and its standing at a step is found by replaying that list.

use super::{
	custody::{Custodian, Made, Trace},
	keys::Key,
};
use crate::{mock::AccountId, Permissions};
use std::collections::{BTreeMap, BTreeSet};
use testamur_primitives::{
	CredentialPointer, InstitutionId, ListLabel, Loss, Moment, RevocationReason, Root, Scope,
	StatusChange, SuccessorPointer, Terms, TypeId,
};

/// The number of a call in its sequence, which orders the events of one moment.
pub(super) type Step = usize;

#[derive(Clone, Default, PartialEq)]
pub(super) struct Model {
	pub step: Step,
	pub now: Moment,
	/// The institutions. Number `n` is at place `n - 1`, as it is for types and grants.
	pub institutions: Vec<Body>,
	pub accounts: BTreeMap<AccountId, Account>,
	/// The number of consents that each account has given and that were used.
	pub(super) consents: BTreeMap<AccountId, u64>,
	pub(super) types: Vec<Kind>,
	pub grants: Vec<Grant>,
	pub batches: BTreeMap<(u32, Root), Cohort>,
	/// The batches of each status list by institution and label, in order.
	pub(super) lists: BTreeMap<(u32, ListLabel), Vec<Root>>,
}

#[derive(Clone, PartialEq)]
pub(super) struct Body {
	pub admin: AccountId,
	/// True if it may not submit anything: it is suspended or closed.
	pub suspended: bool,
	pub closed: bool,
	/// The time at which it was closed the last time.
	pub closed_at: Moment,
	/// The last appointment of a custodian.
	pub custody: Option<Custodian>,
	/// True if grave acts take two accounts.
	pub dual: bool,
	/// The acts that wait for the second.
	pub pending: Vec<Pending>,
	/// The final changes of the last period that were counted: its beginning, their number.
	pub alone: (Moment, usize),
	/// The document keys in the order of their numbers.
	pub keys: Vec<Key>,
}

/// A grave act to which one account has agreed.
#[derive(Clone, PartialEq)]
pub(super) struct Pending {
	pub who: AccountId,
	pub call: crate::Call<crate::mock::Test>,
	pub until: Moment,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) struct Account {
	pub institution: u32,
	/// The permissions; `None` for the admin, who may do everything.
	pub permissions: Option<Permissions>,
}

#[derive(Clone, PartialEq)]
pub(super) struct Kind {
	pub owner: Option<u32>,
	pub retired: bool,
	pub default_validity: Option<u64>,
}

#[derive(Clone, PartialEq)]
pub(super) struct Grant {
	pub holder: u32,
	/// The institution that gave it and the parent; `None` for a grant of the council.
	pub given_by: Option<(u32, u32)>,
	pub deeds: Vec<(Step, Deed)>,
}

#[derive(Clone, PartialEq)]
pub(super) enum Deed {
	Offered(Terms),
	Accepted,
	Declined,
	/// It was suspended: by the council if true, by its grantor otherwise.
	Suspended(bool),
	Reinstated,
	Withdrawn(Option<Moment>),
	GivenBack,
	NewTerms(Terms),
}

#[derive(Clone, PartialEq)]
pub(super) struct Cohort {
	pub step: Step,
	/// The grant under which it was anchored.
	pub anchored_under: u32,
	/// The attestations under other grants: step, grant and moment.
	pub attested: Vec<(Step, u32, Moment)>,
	/// The grants that it had lost each time, and how.
	pub lost: Vec<(u32, Loss)>,
	pub(super) type_id: u32,
	pub size: u32,
	pub issued_at: Moment,
	pub valid_until: Option<Moment>,
	pub revoked: Option<RevocationReason>,
	/// The batch that takes its place.
	pub successor: Option<Root>,
	/// All changes of each credential, in order.
	pub changes: BTreeMap<u32, Vec<StatusChange>>,
	/// What custodians did to each credential last.
	pub touched: BTreeMap<u32, Trace>,
	/// The credential in whose place it was issued again.
	pub made: Option<Made>,
}

/// The standing of a grant after a step.
pub(super) struct Standing {
	pub terms: Terms,
	pub answered: bool,
	pub accepted: bool,
	pub declined: bool,
	pub suspended: bool,
	/// True if the council suspended it, alone or after its grantor.
	pub by_council: bool,
	pub withdrawn: bool,
	pub given_back: bool,
	/// The moment from which it is void, as it was set last.
	pub void_from: Option<Moment>,
}

impl Standing {
	/// Returns whether it is neither declined nor withdrawn.
	pub(super) fn held(&self) -> bool {
		!self.declined && !self.withdrawn
	}

	/// Returns whether it is accepted, and neither suspended nor withdrawn.
	pub(super) fn active(&self) -> bool {
		self.accepted && !self.suspended && !self.withdrawn
	}

	/// Returns whether the council suspended it if it is suspended, and `None` otherwise.
	pub(super) fn suspended_by_council(&self) -> Option<bool> {
		(self.suspended && !self.withdrawn).then_some(self.by_council)
	}
}

/// The state of a credential.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum State {
	Active,
	Suspended,
	Superseded(CredentialPointer),
	Revoked(RevocationReason),
}

/// The findings that the model expects for a credential.
#[derive(Debug, PartialEq)]
pub(super) struct Expected {
	pub reasons: Vec<&'static str>,
	pub state: State,
	pub successor: Option<CredentialPointer>,
	pub batch_successor: Option<Root>,
	pub issued_at: Moment,
	pub valid_until: Option<Moment>,
	/// The grant under which it stands, and since when.
	pub standing: (u32, Moment),
	/// The grant that it has lost in the gravest way, and that way, if it was attested again.
	pub former: Option<(u32, Loss)>,
	/// The grant under which it was anchored, and whether that is void for it now, if it was attested
	/// again.
	pub anchored: Option<(u32, bool)>,
	pub then: bool,
	pub now: bool,
	pub touched: Option<Trace>,
	pub made: Option<Made>,
}

/// Returns whether a type is in a scope.
pub(super) fn covers(scope: &Scope, type_id: u32) -> bool {
	match scope {
		Scope::Any => true,
		Scope::Types(list) => list.iter().any(|listed| *listed == TypeId(type_id)),
	}
}

/// Returns whether everything in the inner scope is in the outer one.
pub(super) fn inside(inner: &Scope, outer: &Scope) -> bool {
	match (inner, outer) {
		(_, Scope::Any) => true,
		(Scope::Any, _) => false,
		(Scope::Types(list), outer) => list.iter().all(|type_id| covers(outer, type_id.0)),
	}
}

/// Returns whether terms take something away from others, add nothing, and keep the start.
pub(super) fn narrower(terms: &Terms, former: &Terms) -> bool {
	terms != former
		&& terms.valid_from == former.valid_from
		&& terms.valid_until <= former.valid_until
		&& inside(&terms.scope, &former.scope)
		&& terms.rights.delegation <= former.rights.delegation
		&& (former.rights.attest || !terms.rights.attest)
}

impl Grant {
	/// Returns the standing just after a step.
	pub(super) fn at(&self, step: Step) -> Standing {
		let mut standing = None;
		for (_, deed) in self.deeds.iter().filter(|(when, _)| *when <= step) {
			standing = Some(after(standing, deed));
		}
		standing.expect("it was offered before that step")
	}
}

fn after(standing: Option<Standing>, deed: &Deed) -> Standing {
	if let Deed::Offered(terms) = deed {
		return Standing {
			terms: terms.clone(),
			answered: false,
			accepted: false,
			declined: false,
			suspended: false,
			by_council: false,
			withdrawn: false,
			given_back: false,
			void_from: None,
		};
	}
	let mut standing = standing.expect("an offer comes first");
	match deed {
		Deed::Offered(_) => unreachable!("dealt with above"),
		Deed::Accepted => (standing.answered, standing.accepted) = (true, true),
		Deed::Declined => (standing.answered, standing.declined) = (true, true),
		Deed::Suspended(by_council) => {
			(standing.suspended, standing.by_council) = (true, *by_council);
		},
		Deed::Reinstated => (standing.suspended, standing.withdrawn) = (false, false),
		Deed::GivenBack => (standing.withdrawn, standing.given_back) = (true, true),
		Deed::NewTerms(terms) => standing.terms = terms.clone(),
		Deed::Withdrawn(from) => {
			(standing.answered, standing.withdrawn) = (true, true);
			standing.void_from = *from;
		},
	}
	standing
}

impl Cohort {
	/// Returns the grant under which it stands.
	pub(super) fn grant(&self) -> u32 {
		self.attested.last().map_or(self.anchored_under, |(_, grant, _)| *grant)
	}

	/// Returns the moment from which it stands under that grant.
	pub(super) fn since(&self) -> Moment {
		self.attested.last().map_or(self.issued_at, |(.., since)| *since)
	}

	/// Returns the grant that it has lost in the gravest way, the last of several, and that way.
	fn gravest_loss(&self) -> Option<(u32, Loss)> {
		let by_gravity = [Loss::Voided, Loss::Withdrawn, Loss::Expired, Loss::Narrowed];
		let last_so = |way| self.lost.iter().rev().find(|(_, loss)| *loss == way);
		by_gravity.into_iter().find_map(last_so).copied()
	}

	/// Returns the credential's own state by replaying its history.
	pub(super) fn state(&self, index: u32) -> State {
		let mut state = State::Active;
		for change in self.changes.get(&index).into_iter().flatten() {
			state = match (change, state) {
				(StatusChange::Suspend, _) => State::Suspended,
				(StatusChange::Reinstate, _) => State::Active,
				(StatusChange::Supersede(successor), _)
				| (StatusChange::NameSuccessor(successor), State::Superseded(_)) => {
					State::Superseded(stated(successor))
				},
				(StatusChange::Revoke(reason), _) => State::Revoked(*reason),
				(StatusChange::NameSuccessor(_) | StatusChange::ForgetSuccessor, _) => state,
				(StatusChange::Unstated, _) => unreachable!("refused"),
			};
		}
		state
	}

	/// Returns the successor that was named last, unless it was forgotten since.
	pub(super) fn successor(&self, index: u32) -> Option<CredentialPointer> {
		let last = self.changes.get(&index)?.iter().rev().find_map(|change| match change {
			StatusChange::Supersede(successor) | StatusChange::NameSuccessor(successor) => {
				Some(Some(stated(successor)))
			},
			StatusChange::ForgetSuccessor => Some(None),
			_ => None,
		});
		last.flatten()
	}
}

fn stated(successor: &SuccessorPointer) -> CredentialPointer {
	let SuccessorPointer { institution, root, index } = *successor;
	CredentialPointer { institution, root, index: index.expect("refused if not stated") }
}

impl Model {
	pub(super) fn institution(&self, id: u32) -> Option<&Body> {
		self.institutions.get((id as usize).checked_sub(1)?)
	}

	pub(super) fn credential_type(&self, id: u32) -> Option<&Kind> {
		self.types.get((id as usize).checked_sub(1)?)
	}

	pub(super) fn grant(&self, id: u32) -> Option<&Grant> {
		self.grants.get((id as usize).checked_sub(1)?)
	}

	/// Returns the standing of a grant after the last step.
	pub(super) fn standing(&self, id: u32) -> Option<Standing> {
		self.grant(id).map(|grant| grant.at(self.step))
	}

	/// Returns the number of grants of an institution that are neither declined nor withdrawn, nor
	/// expired.
	pub(super) fn holds(&self, institution: u32) -> usize {
		let held = |grant: &&Grant| {
			let standing = grant.at(self.step);
			let expired = standing.terms.valid_until <= self.now;
			grant.holder == institution && standing.held() && !expired
		};
		self.grants.iter().filter(held).count()
	}

	/// Returns the number of unanswered offers of one institution to another that can still be
	/// accepted.
	pub(super) fn open_offers(&self, holder: u32, grantor: u32) -> usize {
		let open = |grant: &&Grant| {
			let by_grantor = grant.given_by.is_some_and(|(by, _)| by == grantor);
			let standing = grant.at(self.step);
			let waits = !standing.answered && self.now < standing.terms.valid_until;
			grant.holder == holder && by_grantor && waits
		};
		self.grants.iter().filter(open).count()
	}

	/// Returns the holders of a grant and of all above it.
	pub(super) fn holders_on_path(&self, id: u32) -> BTreeSet<u32> {
		let grant = self.grant(id).expect("paths have no holes");
		let mut holders = grant
			.given_by
			.map(|(_, parent)| self.holders_on_path(parent))
			.unwrap_or_default();
		holders.insert(grant.holder);
		holders
	}

	/// Returns whether a grant and all above it were in force just after a step, at a moment, for a
	/// holder `below` levels further down.
	pub(super) fn in_force(&self, id: u32, below: u8, step: Step, moment: Moment) -> bool {
		let grant = self.grant(id).expect("paths have no holes");
		let standing = grant.at(step);
		let inside = standing.terms.valid_from <= moment && moment < standing.terms.valid_until;
		let deep_enough = below <= standing.terms.rights.delegation;
		standing.active()
			&& inside && deep_enough
			&& grant
				.given_by
				.is_none_or(|(_, parent)| self.in_force(parent, below + 1, step, moment))
	}

	/// Returns whether a grant and all above it covered a type just after a step.
	fn covered(&self, id: u32, type_id: u32, step: Step) -> bool {
		let grant = self.grant(id).expect("paths have no holes");
		covers(&grant.at(step).terms.scope, type_id)
			&& grant.given_by.is_none_or(|(_, parent)| self.covered(parent, type_id, step))
	}

	/// Returns whether a holder could attest a type under a grant just after a step, at a moment.
	pub(super) fn allowed(&self, id: u32, type_id: u32, step: Step, moment: Moment) -> bool {
		let attest = self.grant(id).expect("paths have no holes").at(step).terms.rights.attest;
		attest && self.in_force(id, 0, step, moment) && self.covered(id, type_id, step)
	}

	/// Returns whether credentials issued under a grant at a moment are void after the last step.
	pub(super) fn void(&self, id: u32, issued_at: Moment) -> bool {
		let grant = self.grant(id).expect("paths have no holes");
		grant.at(self.step).void_from.is_some_and(|from| issued_at >= from)
			|| grant.given_by.is_some_and(|(_, parent)| self.void(parent, issued_at))
	}

	/// Returns whether a batch was allowed when it was anchored, and each time that it was attested
	/// again (rule 1), according to history.
	pub(super) fn was_allowed(&self, batch: &Cohort) -> bool {
		let anchored = (batch.step, batch.anchored_under, batch.issued_at);
		[anchored]
			.iter()
			.chain(&batch.attested)
			.all(|(step, grant, moment)| self.allowed(*grant, batch.type_id, *step, *moment))
	}

	/// Returns the expected findings for the credential at a place of a batch of this size, or
	/// `None` if it is not anchored.
	pub(super) fn expected(
		&self,
		institution: InstitutionId,
		root: Root,
		index: u32,
		size: u32,
	) -> Option<Expected> {
		let batch = self.batches.get(&(institution.0, root)).filter(|batch| batch.size == size)?;
		let own = batch.state(index);
		let state = match (own, batch.revoked) {
			(State::Revoked(reason), _) | (_, Some(reason)) => State::Revoked(reason),
			_ => own,
		};
		let (grant, since) = (batch.grant(), batch.since());
		let void = self.void(grant, since);
		let by_state = match state {
			State::Active => None,
			State::Suspended => Some("suspended"),
			State::Superseded(_) => Some("superseded"),
			State::Revoked(_) => Some("revoked"),
		};
		let expired = batch.valid_until.is_some_and(|end| end <= self.now);
		Some(Expected {
			reasons: [by_state, expired.then_some("expired"), void.then_some("voided")]
				.into_iter()
				.flatten()
				.collect(),
			state,
			successor: batch.successor(index),
			batch_successor: batch.successor,
			issued_at: batch.issued_at,
			valid_until: batch.valid_until,
			standing: (grant, since),
			former: batch.gravest_loss(),
			anchored: batch.attested.first().map(|_| {
				let anchored = batch.anchored_under;
				(anchored, self.void(anchored, batch.issued_at))
			}),
			then: !void,
			now: self.allowed(grant, batch.type_id, self.step, self.now),
			touched: batch.touched.get(&index).copied(),
			made: batch.made,
		})
	}
}
