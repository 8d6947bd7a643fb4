// SPDX-License-Identifier: Apache-2.0

//! Closed institutions and their custodians in the model: random calls, the rules of their success,
//! and the comparison with the records.

use super::{
	calls::{a_change, a_place, around, member, Signer},
	dice::Dice,
	keys::keeping,
	model::{Cohort, Model, State},
	rules::{require, Done},
	Cohorts,
};
use crate::{mock::*, ReissueItem, StatusChangeAt};
use testamur_primitives::{
	CredentialPointer, Custody, InstitutionId, InstitutionState, Moment, RevocationReason, Root,
	StatusChange,
};

type Call = crate::Call<Test>;

/// The last appointment of a custodian.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Custodian {
	by: u32,
	since: Moment,
	until: Moment,
	changes: u32,
	reissues: u32,
}

/// The last change of a credential by a custodian: the custodian, the time, and whether a custodian
/// ended it.
pub(super) type Trace = (u32, Moment, bool);

/// The credential in whose place a batch was issued again: who, when, the former batch and place.
pub(super) type Made = (u32, Moment, Root, u32);

/// The changes that are often possible.
const USUAL: [StatusChange; 3] = [
	StatusChange::Suspend,
	StatusChange::Reinstate,
	StatusChange::Revoke(RevocationReason::KeyCompromise),
];

/// Returns a call on a closed institution, or in its place.
pub(super) fn guarding(model: &Model, cohorts: &Cohorts, dice: &mut Dice) -> (Signer, Call) {
	let closed: Vec<u32> = (1..)
		.zip(&model.institutions)
		.filter(|(_, body)| body.closed)
		.map(|(id, _)| id)
		.collect();
	let any = dice.number(model.institutions.len());
	let Some(id) = dice.pick(&closed).filter(|_| !dice.one_in(20)) else {
		// One that has issued something is more use to the test.
		let issuers: Vec<u32> = model.batches.keys().map(|(by, _)| *by).collect();
		let id = dice.pick(&issuers).unwrap_or(any);
		let institution = InstitutionId(if dice.one_in(20) { any } else { id });
		return match dice.below(3) {
			0 => (Signer::Council, Call::close_institution { institution }),
			_ => keeping(model, dice),
		};
	};
	let institution = InstitutionId(id);
	if dice.one_in(10) {
		return (Signer::Council, Call::reinstate_institution { institution });
	}
	let present = model.custody(id);
	let by = present.map_or(any, |custody| custody.by);
	let admin = model.institution(by).map(|body| Signer::Account(body.admin));
	let signer = match dice.below(4) {
		0 => member(model, dice, by),
		_ => admin.unwrap_or(Signer::Nobody),
	};
	// Without a custodian, most calls appoint one.
	let turn = if present.is_some() { dice.below(24) } else { dice.below(6) };
	match turn {
		0..=3 => (Signer::Council, appointing(model, dice, institution)),
		4 => (Signer::Council, Call::dismiss_custodian { institution }),
		5..=13 => {
			let (root, size) = own_batch(model, cohorts, dice, id);
			let count = if dice.one_in(3) { dice.below(4) } else { 1 };
			let one = |dice: &mut Dice| match dice.below(2) {
				0 => a_change(model, cohorts, dice, size),
				_ => StatusChangeAt {
					index: Some(a_place(dice, size)),
					change: dice.pick(&USUAL).unwrap_or(StatusChange::Suspend),
				},
			};
			let changes: Vec<_> = (0..count).map(|_| one(dice)).collect();
			let changes = changes.try_into().unwrap();
			(signer, Call::change_statuses_for { institution, root, changes })
		},
		_ => {
			let count = if dice.one_in(4) { dice.below(3) } else { 1 };
			let items: Vec<_> = (0..count).map(|_| an_item(model, cohorts, dice, id)).collect();
			(signer, Call::reissue { institution, items: items.try_into().unwrap() })
		},
	}
}

fn appointing(model: &Model, dice: &mut Dice, institution: InstitutionId) -> Call {
	let custodian = InstitutionId(dice.number(model.institutions.len()));
	let longest = model.now + 5 * 31_557_600_000;
	let until = match dice.below(10) {
		0 => 0,
		1 => longest,
		2 => longest + 1,
		_ => around(model, dice, 0, 30),
	};
	let number = |dice: &mut Dice| match dice.below(12) {
		0 => 0,
		1 => 65_537,
		2 => 1,
		_ => 65_536,
	};
	let (status_changes, reissues) = (number(dice), number(dice));
	Call::appoint_custodian { institution, custodian, until, status_changes, reissues }
}

/// Returns a batch of an institution, or sometimes another.
fn own_batch(model: &Model, cohorts: &Cohorts, dice: &mut Dice, id: u32) -> (Root, u32) {
	let own: Vec<_> = model
		.batches
		.iter()
		.filter(|((by, _), _)| *by == id)
		.map(|((_, root), batch)| (*root, batch.size))
		.collect();
	let other = cohorts.pick(dice.roll());
	dice.pick(&own).filter(|_| !dice.one_in(20)).unwrap_or(other)
}

fn an_item(model: &Model, cohorts: &Cohorts, dice: &mut Dice, id: u32) -> ReissueItem {
	let (former, size) = own_batch(model, cohorts, dice, id);
	let index = (!dice.one_in(30)).then(|| a_place(dice, size));
	let root = match dice.below(30) {
		0 => Root::default(),
		_ => cohorts.pick(dice.roll()).0,
	};
	ReissueItem { former, index, root }
}

impl Model {
	/// Runs a call on a closed institution, or in its place.
	pub(super) fn run_on_custody(&mut self, signer: Signer, call: &Call) -> Done {
		let council = || require(signer == Signer::Council);
		match call {
			Call::close_institution { institution } => {
				council()?;
				self.institution(institution.0)?;
				let body = &mut self.institutions[institution.0 as usize - 1];
				if !body.closed {
					body.closed_at = self.now;
				}
				(body.suspended, body.closed) = (true, true);
				Some(())
			},
			Call::appoint_custodian { institution, custodian, until, status_changes, reissues } => {
				council()?;
				let custody = Custodian {
					by: custodian.0,
					since: self.now,
					until: *until,
					changes: *status_changes,
					reissues: *reissues,
				};
				self.appoint(institution.0, custody)
			},
			Call::dismiss_custodian { institution } => {
				council()?;
				self.institution(institution.0)?;
				self.end_custody(institution.0);
				Some(())
			},
			Call::change_statuses_for { institution, root, changes } => {
				let by = self.member(signer, |may| may.change_status)?;
				let ends = |it: &&StatusChangeAt| it.change.is_final();
				let finals = changes.iter().filter(ends).count();
				let alone = self.may_end(signer, by, finals)?;
				self.change_for(by, institution.0, *root, changes)?;
				self.make_alone(by, alone);
				Some(())
			},
			Call::reissue { institution, items } => {
				let by = self.member(signer, |may| may.issue)?;
				let alone = self.may_end(signer, by, items.len())?;
				let former = self.batches.clone();
				let done = self.reissue(by, institution.0, items);
				if done.is_none() {
					self.batches = former;
				}
				done?;
				self.make_alone(by, alone);
				Some(())
			},
			_ => self.run_on_grants(signer, call),
		}
	}

	/// Returns how many final changes of a member are counted, or `None` if it may not make them.
	fn may_end(&self, signer: Signer, by: u32, finals: usize) -> Option<usize> {
		let counted = self.counted(signer, by, finals);
		let alone = counted == 0 || self.may_make_alone(by, counted);
		// Whoever may do grave acts is the second, or else the call would wait.
		require(alone || self.member(signer, |may| may.grave).is_some())?;
		Some(if alone { counted } else { 0 })
	}

	/// Returns the custody of an institution that is in force.
	fn custody(&self, institution: u32) -> Option<Custodian> {
		let body = self.institution(institution)?;
		let in_time = |it: &Custodian| it.since <= self.now && self.now < it.until;
		body.custody.filter(|custody| body.closed && in_time(custody))
	}

	/// Ends the custody of an institution if it is in force.
	pub(super) fn end_custody(&mut self, institution: u32) {
		if let Some(custody) = self.custody(institution) {
			let ended = Custodian { until: self.now, ..custody };
			self.institutions[institution as usize - 1].custody = Some(ended);
		}
	}

	fn appoint(&mut self, institution: u32, custody: Custodian) -> Done {
		let Custodian { by, until, changes, reissues, .. } = custody;
		require(by != institution && self.institution(institution)?.closed)?;
		require(!self.institution(by)?.suspended)?;
		require(until > self.now && until - self.now <= 5 * 31_557_600_000)?;
		require(changes + reissues > 0 && changes.max(reissues) <= 65_536)?;
		let same = |it: Custodian| {
			(it.by, it.until, it.changes, it.reissues) == (by, until, changes, reissues)
		};
		if !self.custody(institution).is_some_and(same) {
			self.institutions[institution as usize - 1].custody = Some(custody);
		}
		Some(())
	}

	fn change_for(
		&mut self,
		by: u32,
		institution: u32,
		root: Root,
		changes: &[StatusChangeAt],
	) -> Done {
		let custody = self.custody(institution).filter(|it| it.by == by)?;
		let left = custody.changes.checked_sub(changes.len() as u32)?;
		let open =
			|batch: &Cohort, index| matches!(batch.state(index), State::Active | State::Suspended);
		let before = self.batches.get(&(institution, root)).cloned();
		let closed = self.closed_at(institution);
		let is_left = |it: &StatusChangeAt| {
			before
				.as_ref()
				.is_some_and(|batch| batch.ended_before(it.index.unwrap_or(0), closed))
		};
		require(!changes.iter().any(is_left))?;
		let is_kept = |it: &StatusChangeAt| {
			let concerns = matches!(
				it.change,
				StatusChange::Supersede(_)
					| StatusChange::NameSuccessor(_)
					| StatusChange::ForgetSuccessor
			);
			concerns && self.reissue_stands((institution, root), it.index.unwrap_or(0))
		};
		require(!changes.iter().any(is_kept))?;
		self.change_statuses(institution, root, changes)?;
		let before = before?;
		let custody = Custodian { changes: left, ..custody };
		self.institutions[institution as usize - 1].custody = Some(custody);
		let now = self.now;
		let batch = self.batches.get_mut(&(institution, root))?;
		for StatusChangeAt { index, change } in changes {
			let index = index.unwrap();
			batch.touch(index, (by, now, change.is_final() && open(&before, index)));
		}
		Some(())
	}

	fn reissue(&mut self, by: u32, institution: u32, items: &[ReissueItem]) -> Done {
		let custody = self.custody(institution).filter(|it| it.by == by)?;
		let left = custody.reissues.checked_sub(items.len() as u32)?;
		require(!items.is_empty())?;
		for item in items {
			self.reissue_one(by, institution, item)?;
		}
		let custody = Custodian { reissues: left, ..custody };
		self.institutions[institution as usize - 1].custody = Some(custody);
		Some(())
	}

	fn reissue_one(&mut self, by: u32, institution: u32, item: &ReissueItem) -> Done {
		let ReissueItem { former, index, root } = *item;
		let (key, index, now) = ((institution, former), index?, self.now);
		require(root != Root([0; 32]) && !self.batches.contains_key(&(institution, root)))?;
		require(self.is_good(key))?;
		let batch = self.batches.get(&key)?;
		require(index < batch.size)?;
		let replaced = batch.successor(index).is_some_and(|it| self.stands(institution, it));
		let closed = self.closed_at(institution);
		let successor =
			CredentialPointer { institution: InstitutionId(institution), root, index: 0 }.into();
		let replace = match batch.state(index) {
			State::Active => StatusChange::Supersede(successor),
			State::Revoked(_) if batch.made.is_some_and(|(_, at, ..)| at >= closed) => return None,
			_ if !replaced && batch.ended_since(index, closed) => {
				StatusChange::NameSuccessor(successor)
			},
			_ => return None,
		};
		let made = Cohort {
			size: 1,
			changes: Default::default(),
			touched: Default::default(),
			made: Some((by, now, former, index)),
			..batch.clone()
		};
		self.batches.insert((institution, root), made);
		let batch = self.batches.get_mut(&key)?;
		batch.changes.entry(index).or_default().push(replace);
		batch.touch(index, (by, now, true));
		Some(())
	}

	/// Returns the time at which an institution was closed the last time.
	fn closed_at(&self, institution: u32) -> Moment {
		self.institutions[institution as usize - 1].closed_at
	}

	/// Returns whether a successor of a credential of this institution is in the way of a reissue: unless
	/// a custodian revoked it since the institution was closed, and nothing stands in its place.
	fn stands(&self, institution: u32, successor: CredentialPointer) -> bool {
		let batch = &self.batches[&(successor.institution.0, successor.root)];
		let revoked = matches!(batch.state(successor.index), State::Revoked(_));
		let by_custodian = batch.ended_since(successor.index, self.closed_at(institution));
		let replaced = batch.successor(successor.index).is_some();
		!(revoked && by_custodian && !replaced && successor.institution.0 == institution)
	}

	/// Returns whether the successor of a credential was issued again in its place, and stands.
	fn reissue_stands(&self, (institution, root): (u32, Root), index: u32) -> bool {
		let Some(batch) = self.batches.get(&(institution, root)) else { return false };
		batch.successor(index).is_some_and(|successor| {
			let of = (successor.institution.0, successor.root);
			let made = self.batches[&of].made;
			let for_it = made.is_some_and(|(.., former, place)| (former, place) == (root, index));
			of.0 == institution && for_it && self.stands(institution, successor)
		})
	}

	/// Returns the number of credentials that were issued again in the place of one and have not been
	/// revoked, or in whose place such a one stands.
	fn living(&self, institution: u32, root: Root, index: u32) -> usize {
		let in_place = |(key, batch): &(&(u32, Root), &Cohort)| {
			key.0 == institution
				&& batch.made.is_some_and(|(.., former, place)| (former, place) == (root, index))
		};
		let lives = |(key, batch): &(&(u32, Root), &Cohort)| {
			!matches!(batch.state(0), State::Revoked(_)) && batch.successor(0).is_none()
				|| self.living(institution, key.1, 0) > 0
		};
		self.batches.iter().filter(in_place).filter(lives).count()
	}
}

impl Cohort {
	/// Notes that a custodian changed the status of a credential.
	fn touch(&mut self, index: u32, (by, at, ends): Trace) {
		let before = self.touched.get(&index).is_some_and(|(_, _, ended)| *ended);
		self.touched.insert(index, (by, at, before || ends));
	}

	fn ended_since(&self, index: u32, closed: Moment) -> bool {
		self.touched.get(&index).is_some_and(|(_, at, ended)| *ended && *at >= closed)
	}

	fn ended_before(&self, index: u32, closed: Moment) -> bool {
		self.touched.get(&index).is_some_and(|(_, at, ended)| *ended && *at < closed)
	}
}

/// Checks that no custodian made two credentials out of one.
pub(super) fn check_reissues(model: &Model) {
	let made = model.batches.iter().filter_map(|(key, batch)| Some((key.0, batch.made?)));
	for (institution, (.., former, index)) in made {
		assert!(model.living(institution, former, index) <= 1, "{former:?}, {index}");
	}
}

/// Checks that the state and the custody of every institution are those of the model.
pub(super) fn check_custody(model: &Model) {
	for (id, body) in (1..).zip(&model.institutions) {
		let record = crate::Institutions::<Test>::get(InstitutionId(id)).unwrap();
		let is_closed = matches!(record.state, InstitutionState::Closed { .. });
		assert_eq!((is_closed, record.state.idle_since().is_some()), (body.closed, body.suspended));
		let expected = body.custody.map(|it| Custody {
			custodian: InstitutionId(it.by),
			since: it.since,
			until: it.until,
			status_changes: it.changes,
			reissues: it.reissues,
		});
		assert_eq!(record.custody, expected);
	}
}
