// SPDX-License-Identifier: Apache-2.0

//! Sends the parts of a plan, and looks whether they were done.

use crate::{
	fault::Fault,
	plan::{Part, Plan},
	register::Register,
	wish::{stand, Stand},
};
use testamur_chain::{Block, Happenings, Outcome, PoolRefusal};
use testamur_primitives::InstitutionId;

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
	/// Its credentials are as they should be, since this final block.
	Changed(Block),
	/// The call was proposed in this final block, and waits for a second account of the institution.
	Waiting(Block),
}

/// Carries out a plan, part by part, up to the first one that waits for a second account. `before` is called before each part, and may wait; `heard` is told the news;
/// `done` is told what became of each part, with the number of credentials in it.
///
/// # Errors
///
/// Returns why a part was not done, or why that is not known. The parts before it are done, and a later run goes
/// on from there.
pub fn carry_out<R: Register>(
	register: &mut R,
	plan: &Plan,
	mut before: impl FnMut(&mut R) -> Result<(), Fault>,
	mut heard: impl FnMut(&str),
	mut done: impl FnMut(&Part, Done),
) -> Result<(), Fault> {
	for part in &plan.parts {
		before(register)?;
		let outcome = one(register, part, plan.account_of, &mut heard)?;
		done(part, outcome);
		// An account has one pending act: a second one would take the place of this one.
		if matches!(outcome, Done::Waiting(_)) {
			break;
		}
	}
	Ok(())
}

/// Sends one part.
fn one<R: Register>(
	register: &mut R,
	part: &Part,
	account_of: InstitutionId,
	heard: &mut dyn FnMut(&str),
) -> Result<Done, Fault> {
	let outcome = register.perform(&part.call(account_of), heard)?;
	judge(register, outcome, |register| is_done(register, part))
}

/// Returns what became of a call, by its outcome and by what is on record since: the chain says that a call
/// succeeded, and not whether it did what it is for.
pub(crate) fn judge<R: Register>(
	register: &mut R,
	outcome: Outcome,
	is_done: impl FnOnce(&mut R) -> Result<bool, Fault>,
) -> Result<Done, Fault> {
	match settled(outcome)? {
		(block, happenings) if happenings.is_proposed_only() => Ok(Done::Waiting(block)),
		(block, _) => match is_done(register)? {
			true => Ok(Done::Changed(block)),
			false => Err(Fault::NotDone),
		},
	}
}

/// Returns the final block in which a call succeeded, with what it brought about.
///
/// # Errors
///
/// Returns why it did not succeed, or why that is not known.
pub fn settled(outcome: Outcome) -> Result<(Block, Happenings), Fault> {
	match outcome {
		Outcome::Finalized(block, happenings) => Ok((block, happenings)),
		Outcome::Failed(_, failure) => Err(Fault::Failed(failure.explained())),
		// The pool has these bytes, so that they can get into a block.
		Outcome::Refused(refusal @ PoolRefusal::AlreadyThere) => {
			Err(Fault::Unknown(refusal.to_string()))
		},
		Outcome::Refused(refusal) if refusal.is_permanent() => {
			Err(Fault::Failed(refusal.to_string()))
		},
		Outcome::Refused(refusal) => Err(Fault::Refused(refusal.to_string())),
		Outcome::Expired(last) => Err(Fault::Expired(last)),
		Outcome::Lost(loss) => Err(Fault::Unknown(loss.to_string())),
		Outcome::Unknown(fault) => Err(Fault::Unknown(fault.to_string())),
		other => Err(Fault::Unknown(format!("the node said {other:?}"))),
	}
}

/// Returns whether the credentials of a part are as they should be.
fn is_done(register: &mut impl Register, part: &Part) -> Result<bool, Fault> {
	let standings = register.standings(&part.references())?;
	Ok(standings.len() == part.targets.len()
		&& standings
			.iter()
			.zip(&part.targets)
			.all(|(standing, target)| stand(standing, &target.change) == Stand::AsWished))
}
