// SPDX-License-Identifier: Apache-2.0

//! Grants.

use super::{run, time, Act};
use crate::{
	arguments::{AccreditCommand, ActArguments, OneGrant, TermsArguments},
	problem::Problem,
	subjects::Subject,
};
use std::{collections::BTreeSet, process::ExitCode};
use testamur_chain::Call;
use testamur_primitives::{
	records::{Rights, Scope, Terms},
	AccreditationId, InstitutionId, TypeId,
};

/// Runs a command about grants.
pub(crate) fn accredit(command: &AccreditCommand) -> Result<ExitCode, Problem> {
	let (arguments, act) = act_of(command)?;
	run(arguments, &act)
}

fn act_of(command: &AccreditCommand) -> Result<(&ActArguments, Act), Problem> {
	use AccreditCommand as Command;
	Ok(match command {
		Command::Accept(one) => on(one, Call::accept_accreditation, "is accepted"),
		Command::Decline(one) => on(one, Call::decline_accreditation, "is declined for good"),
		Command::Relinquish(one) => on(one, Call::relinquish_accreditation, "is given back"),
		Command::Suspend(one) => {
			on(one, Call::suspend_accreditation, "is suspended, and all below it")
		},
		Command::Reinstate(one) => on(one, Call::reinstate_accreditation, "is reinstated"),
		Command::LiftVoid(one) => on(one, Call::lift_void, "is void no more"),
		Command::Offer { holder, parent, terms, act } => {
			let parent = parent.map(|parent| AccreditationId(parent.get()));
			let stated = terms_of(terms)?;
			let call = Call::offer_accreditation(InstitutionId(holder.get()), parent, &stated);
			let below = parent.map(|parent| format!(", below grant {}", parent.0));
			let sentence = format!(
				"institution {holder} is offered {}{}",
				words(&stated),
				below.unwrap_or_default()
			);
			let about = Subject::Institution(InstitutionId(holder.get()));
			(act, Act::new(call, sentence).making("AccreditationOffered", "grant").about(about))
		},
		Command::Withdraw { accreditation, void_from, act } => {
			let void_from = void_from.map(|void_from| void_from.0);
			let id = AccreditationId(accreditation.get());
			let void = void_from.map(|from| {
				format!(", and what was issued under it or below it from {} on is void", time(from))
			});
			let sentence =
				format!("grant {accreditation} is withdrawn{}", void.unwrap_or_default());
			let call = Call::withdraw_accreditation(id, void_from);
			(act, Act::new(call, sentence).about(Subject::Grant(id)))
		},
		Command::Renew { accreditation, until, act } => {
			let id = AccreditationId(accreditation.get());
			let sentence = format!("grant {accreditation} ends at {}", time(until.0));
			let call = Call::renew_accreditation(id, until.0);
			(act, Act::new(call, sentence).about(Subject::Grant(id)))
		},
		Command::Narrow { accreditation, terms, act } => {
			let stated = terms_of(terms)?;
			let id = AccreditationId(accreditation.get());
			let sentence = format!("grant {accreditation} is narrowed to {}", words(&stated));
			let call = Call::narrow_accreditation(id, &stated);
			(act, Act::new(call, sentence).about(Subject::Grant(id)))
		},
	})
}

/// Returns the act on one grant.
fn on<'a>(
	one: &'a OneGrant,
	call: fn(AccreditationId) -> Call,
	becomes: &str,
) -> (&'a ActArguments, Act) {
	let number = one.accreditation;
	let id = AccreditationId(number.get());
	let act = Act::new(call(id), format!("grant {number} {becomes}"));
	(&one.act, act.about(Subject::Grant(id)))
}

/// Returns the terms that a call states.
fn terms_of(arguments: &TermsArguments) -> Result<Terms, Problem> {
	let types: BTreeSet<TypeId> =
		arguments.types.iter().map(|number| TypeId(number.get())).collect();
	let scope = match arguments.any_type {
		true => Scope::Any,
		false => Scope::Types(types.try_into().map_err(|_| Problem::TooManyTypes)?),
	};
	let rights = Rights { attest: arguments.attest, delegation: arguments.levels };
	let (valid_from, valid_until) = (arguments.from.0, arguments.until.0);
	if rights.is_empty() {
		return Err(Problem::NoRight);
	}
	match valid_from < valid_until {
		true => Ok(Terms { scope, rights, valid_from, valid_until }),
		false => Err(Problem::EmptyWindow),
	}
}

/// Returns terms in words.
fn words(terms: &Terms) -> String {
	let types = match &terms.scope {
		Scope::Any => "any type".to_owned(),
		Scope::Types(types) => {
			let numbers: Vec<String> = types.iter().map(|id| id.0.to_string()).collect();
			format!("the types {}", numbers.join(", "))
		},
	};
	let attest = if terms.rights.attest { "the right to issue" } else { "no right to issue" };
	let levels = match terms.rights.delegation {
		0 => String::new(),
		levels => format!(" and to accredit on {levels} levels"),
	};
	let (from, until) = (time(terms.valid_from), time(terms.valid_until));
	format!("{attest}{levels}, for {types}, from {from} until {until}")
}
