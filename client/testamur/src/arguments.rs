// SPDX-License-Identifier: Apache-2.0

//! The arguments of the command.

mod administration;
mod changes;
mod grants;
mod institutions;
mod learner;
mod leave;
mod status;
#[cfg(test)]
mod tests;
mod texts;
mod verify;

pub(crate) use administration::{ActArguments, End, Permission, Step, Switch};
pub(crate) use changes::{
	AttestAgainArguments, BatchArguments, ChangeArguments, CredentialArguments, RenewArguments,
	RevokeArguments, RevokeBatchArguments,
};
pub(crate) use grants::{
	AccreditCommand, DocumentKeyCommand, OneGrant, OneType, TermsArguments, TypeCommand,
};
pub(crate) use institutions::{InstitutionCommand, OneInstitution, OperatorCommand};
pub(crate) use learner::{
	ExportArguments, Exported, ImportArguments, KeyArguments, KeyCommand, NewKeyArguments,
	NewKeystore, PresentArguments, RestoreKeyArguments, ShowArguments, ShowKeyArguments,
};
pub(crate) use leave::LeaveArguments;
pub(crate) use status::{PublishArguments, StatusArguments, StatusCommand};
pub(crate) use verify::{Report, VerifyArguments};

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::{
	num::{NonZeroU32, NonZeroUsize},
	path::PathBuf,
	str::FromStr,
};
use testamur_json::time::Time;
use testamur_primitives::Moment;
use testamur_roster::{Encoding, Separator};

/// Makes templates and lists for credentials, checks lists and documents, issues cohorts, hands them over, presents
/// and verifies documents, administers institutions, and publishes status lists.
#[derive(Debug, Parser)]
#[command(
	name = "testamur",
	version,
	after_help = texts::MORE,
	color = ColorChoice::Never,
	disable_help_subcommand = true,
	// An example that is broken into lines cannot be copied.
	term_width = 0
)]
pub(crate) struct Arguments {
	#[command(subcommand)]
	pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Write a template with explanations, to be filled in once for each achievement.
	#[command(after_help = texts::TEMPLATE)]
	Template(TemplateArguments),
	/// Write the list that goes with a template, with a header alone.
	#[command(after_help = texts::BLANK_LIST)]
	BlankList(BlankListArguments),
	/// Check a template and a list, and show what would become of them.
	#[command(after_help = texts::CHECK)]
	Check(CheckArguments),
	/// Sign the documents of a list, anchor them on a chain, and write a file for each learner.
	#[command(after_help = texts::ISSUE)]
	Issue(IssueArguments),
	/// Suspend credentials: they are not to be relied upon until they are reinstated.
	#[command(after_help = changes::SUSPEND)]
	Suspend(ChangeArguments),
	/// Reinstate suspended credentials.
	#[command(after_help = changes::REINSTATE)]
	Reinstate(ChangeArguments),
	/// Revoke credentials, for good.
	#[command(after_help = changes::REVOKE)]
	Revoke(RevokeArguments),
	/// Have new credentials take the place of former ones.
	#[command(after_help = changes::RENEW)]
	Renew(RenewArguments),
	/// Revoke a batch with all its credentials, for good.
	#[command(after_help = changes::REVOKE_BATCH)]
	RevokeBatch(RevokeBatchArguments),
	/// Attest a batch again that has lost its grant, under another one.
	#[command(after_help = changes::ATTEST_AGAIN)]
	AttestAgain(AttestAgainArguments),
	/// Name everything that is missing or malformed in documents, signed or not.
	#[command(after_help = texts::LINT)]
	Lint(LintArguments),
	/// Register, change and close institutions.
	#[command(subcommand, after_help = institutions::INSTITUTION)]
	Institution(InstitutionCommand),
	/// Say which accounts serve an institution, and what they may do.
	#[command(subcommand, after_help = institutions::OPERATOR)]
	Operator(OperatorCommand),
	/// Offer, accept, change and end grants.
	#[command(subcommand, after_help = grants::ACCREDIT)]
	Accredit(AccreditCommand),
	/// Register and retire credential types.
	#[command(subcommand, after_help = grants::TYPE)]
	Type(TypeCommand),
	/// Add, retire and repair the keys with which an institution signs documents.
	#[command(subcommand, after_help = grants::DOCUMENT_KEY)]
	DocumentKey(DocumentKeyCommand),
	/// Print what a shell needs to complete the commands.
	#[command(after_help = texts::COMPLETIONS)]
	Completions {
		/// The shell.
		#[arg(value_enum)]
		shell: Shell,
	},
	/// Write the pages of the manual, one for each command, into a new folder.
	#[command(after_help = texts::MANUAL)]
	Manual {
		/// The folder, which is made.
		#[arg(long, value_name = "FOLDER")]
		out: PathBuf,
	},
	/// Write a design with explanations, which says how certificates look.
	#[command(after_help = texts::DESIGN)]
	Design(DesignArguments),
	/// Write the certificates of documents as PDF, badges, and messages with them, for their learners.
	#[command(after_help = texts::HAND_OVER)]
	HandOver(HandOverArguments),
	/// Verify documents: their signatures, and what is on record about them.
	#[command(after_help = texts::VERIFY)]
	Verify(VerifyArguments),
	/// Make, show or restore the key of a learner.
	Key(KeyArguments),
	/// Show what a credential says, in the words of a person.
	#[command(after_help = learner::SHOW)]
	Show(ShowArguments),
	/// Make a certificate, a badge or a code (QR) of a credential.
	#[command(after_help = learner::EXPORT)]
	Export(ExportArguments),
	/// Take a credential out of a file that carries it.
	#[command(after_help = learner::IMPORT)]
	Import(ImportArguments),
	/// Present credentials to somebody who gave you a challenge.
	#[command(after_help = learner::PRESENT)]
	Present(PresentArguments),
	/// Publish the status lists of an institution, for wallets that know nothing of this chain.
	Status(StatusArguments),
	/// Put all that proves the documents of an institution without the chain into one folder.
	#[command(after_help = leave::LEAVE)]
	Leave(LeaveArguments),
}

/// The arguments of `template`.
#[derive(Args, Debug)]
pub(crate) struct TemplateArguments {
	/// Fill in a made-up achievement.
	#[arg(long)]
	pub(crate) example: bool,

	/// Write to this file, which must not exist yet, and not to the standard output.
	#[arg(long, value_name = "FILE")]
	pub(crate) out: Option<PathBuf>,
}

/// The arguments of `blank-list`.
#[derive(Args, Debug)]
pub(crate) struct BlankListArguments {
	/// The template.
	#[arg(long, value_name = "FILE")]
	pub(crate) template: PathBuf,

	/// The character between two cells: a semicolon if your spreadsheet writes decimals with a comma.
	#[arg(long, value_enum, default_value_t = Between::Comma)]
	pub(crate) separator: Between,

	/// Write to this file, which must not exist yet, and not to the standard output.
	#[arg(long, value_name = "FILE")]
	pub(crate) out: Option<PathBuf>,
}

/// A template and a list.
#[derive(Args, Debug)]
pub(crate) struct ListArguments {
	/// The template.
	#[arg(long, value_name = "FILE")]
	pub(crate) template: PathBuf,

	/// The list of learners, or - for the standard input.
	#[arg(long, value_name = "FILE")]
	pub(crate) list: PathBuf,

	/// The encoding of the list. The other one is taken on your word only.
	#[arg(long, value_enum, default_value_t = Letters::Unicode)]
	pub(crate) encoding: Letters,

	/// The character between two cells, if the header does not show it.
	#[arg(long, value_enum)]
	pub(crate) separator: Option<Between>,

	/// Take another header for a column of the template, such as --header name=Student for the file of a
	/// gradebook. This can be given several times.
	#[arg(long, value_name = "NAME=HEADER")]
	pub(crate) header: Vec<Header>,

	/// The day of issuing for all rows, such as 2026-07-01, if the list has no column award_date, as that of a
	/// gradebook.
	#[arg(long, value_name = "DATE")]
	pub(crate) award_date: Option<String>,

	/// Pass over columns that the template does not name, as a gradebook has many.
	#[arg(long)]
	pub(crate) pass_over: bool,
}

/// The arguments of `check`.
#[derive(Args, Debug)]
pub(crate) struct CheckArguments {
	#[command(flatten)]
	pub(crate) cohort: ListArguments,

	/// Print the document of this learner, counted from 1, as it would be built: not signed, with random
	/// bits of this call, and indented unless --json is given.
	#[arg(long, value_name = "NUMBER")]
	pub(crate) show: Option<NonZeroUsize>,

	/// Print the result as JSON.
	#[arg(long)]
	pub(crate) json: bool,
}

/// The arguments of `issue`.
#[derive(Args, Debug)]
pub(crate) struct IssueArguments {
	/// The credential type by its number on the chain.
	#[arg(long = "type", value_name = "NUMBER")]
	pub(crate) type_id: NonZeroU32,

	#[command(flatten)]
	pub(crate) cohort: ListArguments,

	/// The folder for the files: a new one, or one in which this cohort was begun.
	#[arg(long, value_name = "FOLDER")]
	pub(crate) out: PathBuf,

	#[command(flatten)]
	pub(crate) sender: SenderArguments,

	/// The keystore of the key that signs the documents, one of ed25519.
	#[arg(long, value_name = "FILE")]
	pub(crate) document_key: PathBuf,

	/// The file descriptor from which the password of the document key is read, which may be the same;
	/// without it, you are asked.
	#[arg(long, value_name = "DESCRIPTOR")]
	pub(crate) document_key_password: Option<u32>,

	/// The grant under which the batch is anchored, by its number. Without it, the chain names one.
	#[arg(long, value_name = "NUMBER")]
	pub(crate) grant: Option<NonZeroU32>,

	/// Have each document name its place in a status list on this host, such as https://status.uni.example, which
	/// "testamur status publish" makes.
	#[arg(long, value_name = "URL")]
	pub(crate) status_host: Option<String>,

	/// Name the list of revocations beside that of suspensions, although the schema of Open Badges takes one entry.
	#[arg(long, requires = "status_host")]
	pub(crate) both_lists: bool,

	/// Issue although the template names another country than that in which the institution is registered on the chain.
	#[arg(long)]
	pub(crate) other_country: bool,
}

/// The node to which transactions are sent, and the account that sends them.
#[derive(Args, Debug)]
pub(crate) struct SenderArguments {
	/// The address of a node, ws:// or wss://.
	#[arg(long, value_name = "URL")]
	pub(crate) node: String,

	/// The keystore of the account that sends the transaction, as polkadot.js exports it.
	#[arg(long, value_name = "FILE")]
	pub(crate) account: PathBuf,

	/// The file descriptor from which the password of the account is read; without it, you are asked.
	#[arg(long, value_name = "DESCRIPTOR")]
	pub(crate) account_password: Option<u32>,

	/// The hash of the genesis block, by which the chain of the consortium is known: a node of another chain
	/// is refused before a password is asked for.
	#[arg(long, value_name = "HASH")]
	pub(crate) genesis: Option<StatedHash>,

	/// Wait for the block in which the allowance is renewed, if it is used up.
	#[arg(long)]
	pub(crate) wait: bool,

	/// Do not ask before something is signed and sent.
	#[arg(long)]
	pub(crate) yes: bool,
}

/// The arguments of `lint`.
#[derive(Args, Debug)]
pub(crate) struct LintArguments {
	/// Print the findings as JSON.
	#[arg(long)]
	pub(crate) json: bool,

	/// The documents: files, folders with them, or - for the standard input.
	#[arg(required = true, value_name = "FILE")]
	pub(crate) files: Vec<PathBuf>,
}

/// The arguments of `design`.
#[derive(Args, Debug)]
pub(crate) struct DesignArguments {
	/// Write to this file, which must not exist yet, and not to the standard output.
	#[arg(long, value_name = "FILE")]
	pub(crate) out: Option<PathBuf>,
}

/// The arguments of `hand-over`.
#[derive(Args, Debug)]
pub(crate) struct HandOverArguments {
	/// The design. Its pictures and fonts are looked for beside it.
	#[arg(long, value_name = "FILE")]
	pub(crate) design: PathBuf,

	/// The folder for the files.
	#[arg(long, value_name = "FOLDER")]
	pub(crate) out: PathBuf,

	/// The list with the learners of the documents: index.csv, which "issue" has written beside them.
	#[arg(long, value_name = "FILE")]
	pub(crate) list: Option<PathBuf>,

	/// The column of the list that has the addresses of mail.
	#[arg(long, value_name = "HEADER", default_value = testamur_handover::EMAIL, requires = "list")]
	pub(crate) email_column: String,

	/// Write a message for each learner with an address, as the design words it.
	#[arg(long, requires = "list")]
	pub(crate) messages: bool,

	/// Write a badge for each document as well: the pictures NAME.png and NAME.svg, into which it is baked.
	#[arg(long)]
	pub(crate) badges: bool,

	/// Attach the bundle NAME.testamur that lies beside each document, by which it is verified without a node.
	#[arg(long)]
	pub(crate) with_proof: bool,

	/// The documents: files, or folders with them.
	#[arg(required = true, value_name = "FILE")]
	pub(crate) files: Vec<PathBuf>,
}

/// A moment that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At(pub(crate) Moment);

impl FromStr for At {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let time = Time::parse(text).ok_or("expected a time such as 2026-07-01T09:00:00Z")?;
		Ok(Self(time.0))
	}
}

/// A hash of 32 bytes: that of a genesis block, or the root of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StatedHash(pub(crate) [u8; 32]);

impl FromStr for StatedHash {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let bytes = testamur_json::hex::decode(text).and_then(|bytes| bytes.try_into().ok());
		bytes.map(Self).ok_or("expected 0x and 64 hexadecimal digits")
	}
}

/// A header that stands in a list for a column of the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
	/// The name of the column.
	pub(crate) name: String,
	/// The header in the list.
	pub(crate) header: String,
}

impl FromStr for Header {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let (name, header) =
			text.split_once('=').ok_or("expected NAME=HEADER, such as name=Student")?;
		Ok(Self { name: name.to_owned(), header: header.to_owned() })
	}
}

/// The encoding of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Letters {
	/// UTF-8, or UTF-16 with its mark
	Unicode,
	/// Windows-1252, also called Latin-1 or ANSI
	#[value(name = "windows-1252")]
	Windows1252,
}

impl From<Letters> for Encoding {
	fn from(letters: Letters) -> Self {
		match letters {
			Letters::Unicode => Self::Unicode,
			Letters::Windows1252 => Self::Windows1252,
		}
	}
}

/// The character between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Between {
	/// The sign ,
	Comma,
	/// The sign ;
	Semicolon,
	/// The tab of "Unicode text" in Excel
	Tab,
}

impl From<Between> for Separator {
	fn from(between: Between) -> Self {
		match between {
			Between::Comma => Self::Comma,
			Between::Semicolon => Self::Semicolon,
			Between::Tab => Self::Tab,
		}
	}
}
