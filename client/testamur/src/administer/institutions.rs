// SPDX-License-Identifier: Apache-2.0

//! Institutions and their accounts.

use super::{
	consents::{self, Signed},
	run, time, Act,
};
use crate::{
	arguments::{
		ActArguments, InstitutionCommand, OneInstitution, OperatorCommand, Permission, Switch,
	},
	problem::Problem,
	subjects::Subject,
};
use std::{num::NonZeroU32, path::Path, process::ExitCode};
use testamur_chain::{Call, Permissions};
use testamur_keystore::address;
use testamur_primitives::{
	records::{Profile, Uri},
	InstitutionId,
};

fn id(number: NonZeroU32) -> InstitutionId {
	InstitutionId(number.get())
}

const fn subject(number: NonZeroU32) -> Subject {
	Subject::Institution(InstitutionId(number.get()))
}

/// Runs a command about institutions.
pub(crate) fn institution(command: &InstitutionCommand) -> Result<ExitCode, Problem> {
	let (arguments, act) = act_of(command)?;
	run(arguments, &act)
}

/// Returns the act of a command, with the way in which it is sent.
fn act_of(command: &InstitutionCommand) -> Result<(&ActArguments, Act), Problem> {
	use InstitutionCommand as Command;
	Ok(match command {
		Command::Suspend(one) => on(one, Call::suspend_institution, "is suspended"),
		Command::Reinstate(one) => on(one, Call::reinstate_institution, "is reinstated"),
		Command::Close(one) => on(one, Call::close_institution, "is closed"),
		Command::DismissCustodian(one) => {
			on(one, Call::dismiss_custodian, "has no custodian any more")
		},
		Command::Register { name, country, home_page, admin, allowance, act } => {
			let uri = home_page.as_ref().map_or_else(Uri::default, |page| page.0.clone());
			let profile = Profile { name: name.0.clone(), uri, country: country.0 };
			let sentence = format!(
				"{} ({}) becomes an institution with the admin {} and {allowance} operations in a period",
				text(&profile.name),
				text(&profile.country),
				address::encode(&admin.0)
			);
			let call = Call::register_institution(&profile, admin.0, *allowance);
			(act, Act::new(call, sentence).making("InstitutionRegistered", "institution"))
		},
		Command::Rename { institution, name, country, act } => {
			let call = Call::rename_institution(id(*institution), &name.0, country.0);
			let (name, country) = (text(&name.0), text(&country.0));
			let sentence = format!("institution {institution} is called {name} ({country})");
			(act, Act::new(call, sentence).about(subject(*institution)))
		},
		Command::ReplaceAdmin { institution, admin, act } => {
			let call = Call::replace_admin(id(*institution), admin.0);
			let admin = address::encode(&admin.0);
			let sentence = format!("the admin of institution {institution} is {admin}");
			(act, Act::new(call, sentence).about(subject(*institution)))
		},
		Command::Allowance { institution, operations, act } => {
			let call = Call::set_allowance(id(*institution), *operations);
			let sentence =
				format!("institution {institution} may submit {operations} operations in a period");
			(act, Act::new(call, sentence).about(subject(*institution)))
		},
		Command::HomePage { home_page, act } => {
			let sentence = format!("the home page of the institution is {}", text(&home_page.0));
			(act, Act::new(Call::set_home_page(&home_page.0), sentence))
		},
		Command::DualAuthorization { institution, switch, act } => {
			(act, dual_authorization(*institution, *switch))
		},
		Command::HandOver { consent, act } => (act, hand_over(consent)?),
		Command::Custodian { institution, custodian, until, status_changes, reissues, act } => {
			let (closed, by) = (id(*institution), id(*custodian));
			let call = Call::appoint_custodian(closed, by, until.0, *status_changes, *reissues);
			let sentence = format!(
				"institution {custodian} is the custodian of the closed institution {institution} until {}, for \
				 {status_changes} changes of statuses and {reissues} reissues",
				time(until.0)
			);
			(act, Act::new(call, sentence).about(subject(*institution)))
		},
	})
}

fn dual_authorization(institution: NonZeroU32, switch: Switch) -> Act {
	let is_on = switch == Switch::On;
	let call = Call::set_dual_authorization(id(institution), is_on);
	let accounts = if is_on { "two accounts" } else { "one account" };
	Act::new(call, format!("grave acts of institution {institution} take {accounts}"))
		.about(subject(institution))
}

fn hand_over(consent: &Path) -> Result<Act, Problem> {
	let Signed { account, consent, .. } = consents::read(consent)?;
	let sentence = format!("the admin of the institution is {}", address::encode(&account));
	Ok(Act::new(Call::hand_over(account, consent), sentence))
}

/// Returns the act on one institution.
fn on<'a>(
	one: &'a OneInstitution,
	call: fn(InstitutionId) -> Call,
	becomes: &str,
) -> (&'a ActArguments, Act) {
	let number = one.institution;
	let act = Act::new(call(id(number)), format!("institution {number} {becomes}"));
	(&one.act, act.about(subject(number)))
}

/// Runs a command about the accounts of institutions.
pub(crate) fn operator(command: &OperatorCommand) -> Result<ExitCode, Problem> {
	match command {
		OperatorCommand::Consent { institution, as_admin, days, out, sender } => {
			consents::sign(sender, id(*institution), *as_admin, *days, out)
		},
		OperatorCommand::Set { operator, consent, may, act } => {
			let signed = consent.as_deref().map(consents::read).transpose()?;
			// The parser of the arguments has seen to it that one of both is there.
			let account = signed.as_ref().map(|signed| signed.account);
			let account =
				account.or_else(|| operator.map(|operator| operator.0)).unwrap_or_default();
			let permissions = permissions(may);
			let consent = signed.map(|signed| signed.consent);
			let words: Vec<String> = may.iter().map(|one| format!("{one:?}")).collect();
			let sentence = format!(
				"{} serves the institution with the permissions {}",
				address::encode(&account),
				words.join(", ")
			);
			run(act, &Act::new(Call::set_operator(account, permissions, consent), sentence))
		},
		OperatorCommand::Remove { institution, operator, act } => {
			let call = Call::remove_operator(id(*institution), operator.0);
			let operator = address::encode(&operator.0);
			let sentence = format!("{operator} serves institution {institution} no more");
			run(act, &Act::new(call, sentence).about(subject(*institution)))
		},
		OperatorCommand::Resign(act) => {
			run(act, &Act::new(Call::resign(), "the account serves its institution no more"))
		},
	}
}

fn permissions(may: &[Permission]) -> Permissions {
	let has = |permission| may.contains(&permission);
	Permissions {
		issue: has(Permission::Issue),
		change_status: has(Permission::ChangeStatus),
		accredit: has(Permission::Accredit),
		grave: has(Permission::Grave),
	}
}

fn text(bytes: &[u8]) -> String {
	String::from_utf8_lossy(bytes).into_owned()
}
