// SPDX-License-Identifier: Apache-2.0

//! The acts of administrators: of institutions, of those who accredit, and of the council.
//!
//! * `institutions`: institutions and their accounts.
//! * `consents`: the consent of an account to serve an institution.
//! * `grants`: grants.
//! * `types`: credential types.
//! * `document_keys`: the keys of documents.
//! * `motions`: the steps by which the council decides.

mod consents;
mod document_keys;
mod grants;
mod institutions;
mod motions;
mod types;

pub(crate) use document_keys::document_key;
pub(crate) use grants::accredit;
pub(crate) use institutions::{institution, operator};
pub(crate) use types::credential_type;

use crate::{
	arguments::{ActArguments, SenderArguments},
	issue::News,
	output::{print, print_lines, say, FOUND, NOT_YET},
	problem::Problem,
	sender::{ask, connect, ensure_one_input, AccountKey, Keys, Node},
	subjects::Subject,
};
use std::process::ExitCode;
use testamur_chain::{Account, Call, Client, Happenings};
use testamur_changing::{settled, Fault, Register};
use testamur_issuing::Watch;
use testamur_json::{hex::Hash, time::Time};
use testamur_keystore::address;
use testamur_primitives::Moment;

/// The pallet whose events say what an act brought about.
const CREDENTIALS: &str = "Credentials";
/// The pallet whose events say what became of a motion.
const COUNCIL: &str = "Council";

/// An act: a call, and the sentence that says what it does.
pub(crate) struct Act {
	call: Call,
	sentence: String,
	/// The event with the number of the record that is made, and what such a record is called.
	makes: Option<(&'static str, &'static str)>,
	/// The record that it is about, if a call names one.
	about: Option<Subject>,
}

impl Act {
	/// Returns an act that makes no record.
	fn new(call: Call, sentence: impl Into<String>) -> Self {
		Self { call, sentence: sentence.into(), makes: None, about: None }
	}

	/// Returns the act, which is about a record.
	const fn about(mut self, subject: Subject) -> Self {
		self.about = Some(subject);
		self
	}

	/// Returns the act, which makes a record.
	const fn making(mut self, event: &'static str, what: &'static str) -> Self {
		self.makes = Some((event, what));
		self
	}
}

/// Does an act, or takes a step by which the council does it.
fn run(arguments: &ActArguments, act: &Act) -> Result<ExitCode, Problem> {
	let sender = &arguments.sender;
	ensure_one_input(sender, &[], &[])?;
	let client = connect(sender)?;
	let account = Keys::default().account(sender)?;
	match arguments.motion {
		None => {
			// A call that names no record is about the institution of the account.
			let own = Subject::InstitutionOf(account.public());
			let about = act.about.unwrap_or(own);
			send(sender, client, &account, &act.call, act, Some(about), &[])
		},
		Some(step) => motions::take(sender, step, client, &account, act),
	}
}

/// Shows what a call does, asks, sends it, and says what it brought about.
fn send(
	sender: &SenderArguments,
	mut client: Client,
	account: &AccountKey,
	call: &Call,
	act: &Act,
	about: Option<Subject>,
	notes: &[String],
) -> Result<ExitCode, Problem> {
	let records = about.map(|subject| subject.on_record(&mut client));
	let lines = [
		format!("To be done: {}.", act.sentence),
		format!("On the chain with the genesis block {}.", Hash(client.genesis())),
		format!("By the account {}.", address::encode(&account.public())),
	];
	let records = records.transpose()?.unwrap_or_default();
	let lines = lines.iter().chain(&records).chain(notes);
	print_lines(lines)?;
	if !sender.yes && !ask("Send this? [y/N]") {
		say("Nothing was sent.");
		return Ok(ExitCode::from(FOUND));
	}
	let mut node = Node::new(client, account);
	let mut news = News::default();
	let outcome = node.perform(call, &mut |heard| news.anchoring(heard))?;
	// An act that is sent twice may be done twice, unlike a change of a status.
	let (block, happenings) = settled(outcome).map_err(|fault| match fault {
		Fault::Unknown(why) => Problem::ActUnknown(why),
		fault => fault.into(),
	})?;
	say(&format!("Final in block {}.", block.number));
	ended(act, &happenings)
}

/// Says what an act brought about, and returns the exit code for it.
fn ended(act: &Act, happenings: &Happenings) -> Result<ExitCode, Problem> {
	if happenings.is_proposed_only() {
		say(
			"It is proposed, and waits for a second account of the institution with the permission for grave acts: \
			 have it run the same command.",
		);
		return Ok(ExitCode::from(NOT_YET));
	}
	if happenings.has(COUNCIL, "Disapproved") {
		say("The motion was not carried: too few votes were for it, and nothing has changed.");
		return Ok(ExitCode::from(FOUND));
	}
	if let Some(Err(failure)) = happenings.motion() {
		say(&format!("The motion was carried, and its call failed: {}", failure.explained()));
		return Ok(ExitCode::from(FOUND));
	}
	if let Some((event, what)) = act.makes {
		if let Some(number) = happenings.number(CREDENTIALS, event) {
			print(format!("It is {what} {number}.\n"))?;
		}
	}
	Ok(ExitCode::SUCCESS)
}

/// Returns a moment as sentences state it.
fn time(moment: Moment) -> String {
	let text = serde_json::to_value(Time(moment)).unwrap_or_default();
	text.as_str().unwrap_or_default().to_owned()
}
