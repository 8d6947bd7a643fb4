// SPDX-License-Identifier: Apache-2.0

//! The issuing of a cohort: the preview, the question, the progress, and the end. The steps and their rules
//! are those of `testamur-issuing`.
//!
//! * `news`: progress, and the sentences before and after.

mod news;

use crate::{
	arguments::IssueArguments,
	check::{examine, preview, Examined, Format},
	clock::now,
	output::{say, FOUND},
	problem::Problem,
	sender::{ask, connect, ensure_one_input, Keys, Node, PAUSE},
};
pub(crate) use news::News;
use std::{process::ExitCode, thread::sleep};
use testamur_documents::{anchor::Genesis, Contexts};
use testamur_issuing::{
	preflight, wait_for_renewal, Chain, Cohort, Fault, LocalDisk, NamedLists, Plan, Randomness,
	Request, Session, Signing,
};
use testamur_json::time::Time;
use testamur_primitives::{AccreditationId, TypeId};
use testamur_status::ListHost;

/// Issues a cohort, or goes on with one.
pub(crate) fn run(arguments: &IssueArguments) -> Result<ExitCode, Problem> {
	ensure_one_input(
		&arguments.sender,
		&[&arguments.cohort.template, &arguments.cohort.list, &arguments.document_key],
		&[arguments.document_key_password],
	)?;
	let examined = match examine(&arguments.cohort, Format::Sentences)? {
		Ok(examined) => examined,
		Err(refused) => return Ok(refused),
	};
	let outcome = issue(arguments, &examined);
	if let Err(Problem::Issuing(fault)) = &outcome {
		news::before_a_fault(fault);
	}
	outcome
}

fn issue(arguments: &IssueArguments, examined: &Examined) -> Result<ExitCode, Problem> {
	let lists = match &arguments.status_host {
		Some(host) => Some(NamedLists { host: ListHost::new(host)?, both: arguments.both_lists }),
		None => None,
	};
	let cohort = Cohort {
		template: &examined.template,
		template_bytes: &examined.template_bytes,
		roster: &examined.roster,
		lists: lists.as_ref(),
	};
	let request = Request {
		type_id: TypeId(arguments.type_id.get()),
		grant: arguments.grant.map(|grant| AccreditationId(grant.get())),
	};
	let mut news = News::default();
	let session = Session::open(&LocalDisk, &arguments.out)?;
	// A cohort that is anchored needs no chain: its files follow from the journal.
	let sender = &arguments.sender;
	let genesis = sender.genesis.map(|hash| Genesis(hash.0));
	let begun = session.resume(&cohort, &request, genesis, None)?;
	let receipt = begun.as_ref().map(|plan| session.receipt(plan)).transpose()?.flatten();
	let (plan, receipt) = match (begun, receipt) {
		(Some(plan), Some(receipt)) => (plan, receipt),
		_ => {
			// Nobody types a password for a chain that is not the one that was stated.
			let early = genesis.map(|_| connect(sender)).transpose()?;
			let mut keys = Keys::default();
			let account = keys.account(sender)?;
			let client = early.map_or_else(|| connect(sender), Ok)?;
			let mut node = Node::new(client, &account);
			let question = Question { arguments, examined, cohort: &cohort, request: &request };
			let Some(plan) = plan(&question, &session, &mut keys, &mut node)? else {
				say("Nothing was signed, and nothing was sent.");
				return Ok(ExitCode::from(FOUND));
			};
			let receipt = patiently(arguments, &mut node, |node| {
				session.anchor_after_pool(&plan, node, &mut news, || sleep(PAUSE))
			})?;
			(plan, receipt)
		},
	};
	let written = session.write(&plan, &receipt, &mut news)?;
	drop(news);
	news::end(&arguments.out, &plan, &receipt, written)?;
	Ok(ExitCode::SUCCESS)
}

/// Returns the outcome of a step, for which it waits if the allowance is used up and the registrar wants that.
fn patiently<'a, T>(
	arguments: &IssueArguments,
	node: &mut Node<'a>,
	mut step: impl FnMut(&mut Node<'a>) -> Result<T, Fault>,
) -> Result<T, Fault> {
	loop {
		match step(node) {
			Err(Fault::AllowanceUsedUp(allowance)) if arguments.sender.wait => {
				wait_for_renewal(node, &allowance, &mut News::default(), || sleep(PAUSE))?;
			},
			outcome => return outcome,
		}
	}
}

/// The cohort that a call is about.
#[derive(Clone, Copy)]
struct Question<'a> {
	arguments: &'a IssueArguments,
	examined: &'a Examined,
	cohort: &'a Cohort<'a>,
	request: &'a Request,
}

/// Returns the plan of an earlier run, or a new one, unless the registrar does not want it.
fn plan(
	question: &Question<'_>,
	session: &Session<'_, LocalDisk>,
	keys: &mut Keys,
	node: &mut Node<'_>,
) -> Result<Option<Plan>, Problem> {
	let Question { arguments, examined, cohort, request } = *question;
	let institution = node.membership().map_err(Fault::from)?.map(|found| found.institution);
	let genesis = node.genesis();
	if let Some(plan) = session.resume(cohort, request, Some(genesis), institution)? {
		say("An earlier run has signed these documents: checking them, and going on with them.");
		session.check(cohort, &plan, &Contexts::shipped())?;
		return Ok(Some(plan));
	}
	let key = keys.document_key(&arguments.document_key, arguments.document_key_password)?;
	let offer = patiently(arguments, node, |node| preflight(node, request, key.public()))?;
	if !arguments.other_country {
		offer.ensure_country(&examined.template)?;
	}
	preview(&arguments.cohort, examined, Format::Sentences)?;
	news::offer(&offer, genesis, examined)?;
	if !arguments.sender.yes && !ask("Sign these documents and anchor them? [y/N]") {
		return Ok(None);
	}
	let contexts = Contexts::shipped();
	let signer = key.signer(&offer.method(examined.template.issuer_id()));
	let now = now()?;
	let created = Time(now).to_second();
	let signing = Signing { contexts: &contexts, signer: &signer, created: &created, now };
	let news = &mut News::default();
	Ok(Some(session.prepare(cohort, &offer, genesis, &signing, &mut SystemRandom, news)?))
}

/// The random bytes of the operating system.
struct SystemRandom;

impl Randomness for SystemRandom {
	fn fill(&mut self, buffer: &mut [u8]) -> Result<(), String> {
		getrandom::fill(buffer).map_err(|error| error.to_string())
	}
}
