// SPDX-License-Identifier: Apache-2.0

//! The arguments of `institution` and `operator`.

use super::{
	administration::{ActArguments, Address, Country, LegalName, Permission, Switch, Web},
	texts::{admin, by, council},
	At, SenderArguments,
};
use clap::{Args, Subcommand};
use std::{num::NonZeroU32, path::PathBuf};

pub(super) const INSTITUTION: &str = "\
Example: a member of the council proposes an institution, two others vote, and one closes the motion
  testamur institution register --name \"Water School\" --country AT --admin 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY \
--allowance 1000 --node ws://127.0.0.1:9944 --account member.json --motion propose

The others state the same command with --motion approve, and one of them with --motion close.";

pub(super) const OPERATOR: &str = "\
Example: an account agrees to serve institution 7, and the admin makes it an operator
  testamur operator consent --institution 7 --out consent.json --node ws://127.0.0.1:9944 --account clerk.json
  testamur operator set --consent consent.json --may issue,change-status --node ws://127.0.0.1:9944 \
--account admin.json";

/// The commands about institutions.
#[derive(Debug, Subcommand)]
pub(crate) enum InstitutionCommand {
	/// Register an institution with its admin (the council).
	#[command(after_help = council("an institution that may submit 1,000 operations in a period", "institution register --name \"Water School\" --country AT --admin 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY --allowance 1000"))]
	Register {
		/// The legal name.
		#[arg(long)]
		name: LegalName,
		/// The country of registration, such as AT.
		#[arg(long)]
		country: Country,
		/// The home page.
		#[arg(long, value_name = "URL")]
		home_page: Option<Web>,
		/// The account of the admin.
		#[arg(long, value_name = "ADDRESS")]
		admin: Address,
		/// The operations that it may submit in a period.
		#[arg(long, value_name = "NUMBER")]
		allowance: u32,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Change the legal name and the country of an institution (the council).
	#[command(after_help = council("institution 7 has a new name", "institution rename 7 --name \"Water University\" --country AT"))]
	Rename {
		/// The institution by its number.
		institution: NonZeroU32,
		/// The legal name.
		#[arg(long)]
		name: LegalName,
		/// The country of registration, such as AT.
		#[arg(long)]
		country: Country,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Suspend an institution: none of its accounts does anything (the council).
	#[command(after_help = council("institution 7 is to do nothing for the time being", "institution suspend 7"))]
	Suspend(OneInstitution),
	/// Reinstate a suspended or closed institution (the council).
	#[command(after_help = council("institution 7 may act again", "institution reinstate 7"))]
	Reinstate(OneInstitution),
	/// Close an institution that ceases to exist (the council).
	#[command(after_help = council("institution 7 ceases to exist", "institution close 7"))]
	Close(OneInstitution),
	/// Replace the admin, whose key is lost or was stolen (the council).
	#[command(after_help = council("institution 7 has lost the key of its admin", "institution replace-admin 7 --admin 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"))]
	ReplaceAdmin {
		/// The institution by its number.
		institution: NonZeroU32,
		/// The account of the new admin.
		#[arg(long, value_name = "ADDRESS")]
		admin: Address,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Set the operations that an institution may submit in a period (the council).
	#[command(after_help = council("institution 7 may submit 5,000 operations in a period", "institution allowance 7 --operations 5000"))]
	Allowance {
		/// The institution by its number.
		institution: NonZeroU32,
		/// The operations.
		#[arg(long, value_name = "NUMBER")]
		operations: u32,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Set the home page of the institution that the account serves (its admin).
	#[command(after_help = admin("the home page has moved", "institution home-page https://hw.example.edu/"))]
	HomePage {
		/// The home page.
		#[arg(value_name = "URL")]
		home_page: Web,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Set whether grave acts take two accounts (the institution, or the council).
	#[command(after_help = admin("institution 7 wants two accounts for grave acts", "institution dual-authorization 7 on"))]
	DualAuthorization {
		/// The institution by its number.
		institution: NonZeroU32,
		/// The demand: on or off.
		switch: Switch,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Hand the post of the admin over to an account that has consented (the admin).
	#[command(after_help = admin("a colleague has signed a consent with \"operator consent --as-admin\"", "institution hand-over --consent consent.json"))]
	HandOver {
		/// The file with the consent, which "operator consent --as-admin" writes.
		#[arg(long, value_name = "FILE")]
		consent: PathBuf,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Appoint a custodian for a closed institution (the council).
	#[command(after_help = council("institution 3 looks after the credentials of institution 7, which is closed", "institution custodian 7 --custodian 3 --until 2031-07-01T00:00:00Z --status-changes 500 --reissues 100"))]
	Custodian {
		/// The closed institution by its number.
		institution: NonZeroU32,
		/// The custodian by its number.
		#[arg(long, value_name = "NUMBER")]
		custodian: NonZeroU32,
		/// The end of the custody, such as 2031-07-01T00:00:00Z.
		#[arg(long, value_name = "TIME")]
		until: At,
		/// The changes of statuses that the custodian may make.
		#[arg(long, value_name = "NUMBER")]
		status_changes: u32,
		/// The credentials that it may issue again.
		#[arg(long, value_name = "NUMBER")]
		reissues: u32,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Dismiss the custodian of an institution (the council).
	#[command(after_help = council("institution 7 is to have no custodian any more", "institution dismiss-custodian 7"))]
	DismissCustodian(OneInstitution),
}

/// An institution, and what is sent.
#[derive(Args, Debug)]
pub(crate) struct OneInstitution {
	/// The institution by its number.
	pub(crate) institution: NonZeroU32,
	#[command(flatten)]
	pub(crate) act: ActArguments,
}

/// The commands about the accounts of institutions.
#[derive(Debug, Subcommand)]
pub(crate) enum OperatorCommand {
	/// Sign the consent of an account to serve an institution. Nothing is sent.
	#[command(after_help = by("clerk.json", "a clerk agrees to serve institution 7", "operator consent --institution 7 --out consent.json"))]
	Consent {
		/// The institution by its number.
		#[arg(long, value_name = "NUMBER")]
		institution: NonZeroU32,
		/// Consent to be the admin, and not an operator.
		#[arg(long)]
		as_admin: bool,
		/// The days for which the consent can be used.
		#[arg(long, value_name = "NUMBER", default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=29))]
		days: u32,
		/// The new file for the consent.
		#[arg(long, value_name = "FILE")]
		out: PathBuf,
		#[command(flatten)]
		sender: SenderArguments,
	},
	/// Make an account an operator, or give an operator other permissions (the admin).
	#[command(after_help = admin("a clerk who has consented may issue and change statuses", "operator set --consent consent.json --may issue,change-status"))]
	Set {
		/// The operator, if it serves the institution already.
		#[arg(
			long,
			value_name = "ADDRESS",
			conflicts_with = "consent",
			required_unless_present = "consent"
		)]
		operator: Option<Address>,
		/// The file with the consent of an account that does not serve the institution yet.
		#[arg(long, value_name = "FILE")]
		consent: Option<PathBuf>,
		/// The permissions, all of them: what is not named is taken away.
		#[arg(long, value_enum, value_delimiter = ',', required = true)]
		may: Vec<Permission>,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Remove an operator (the admin, or the council).
	#[command(after_help = admin("a clerk of institution 7 has left", "operator remove --institution 7 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"))]
	Remove {
		/// The institution by its number.
		#[arg(long, value_name = "NUMBER")]
		institution: NonZeroU32,
		/// The operator.
		#[arg(value_name = "ADDRESS")]
		operator: Address,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Leave the institution that the account serves (the operator).
	#[command(after_help = by("clerk.json", "a clerk no longer wants to act for the institution", "operator resign"))]
	Resign(ActArguments),
}
