// SPDX-License-Identifier: Apache-2.0

//! The arguments of the commands that change what credentials are worth.

use super::{SenderArguments, StatedHash};
use clap::{Args, ValueEnum};
use std::{num::NonZeroU32, path::PathBuf};
use testamur_primitives::RevocationReason;

pub(super) const SUSPEND: &str = "\
Example: a learner of a cohort, and then those who are left in a copy of its index
  testamur suspend --node ws://127.0.0.1:9944 --account registrar.json water-2026/07.json
  testamur suspend --node ws://127.0.0.1:9944 --account registrar.json --list water-2026/unclear.csv

Whom it hits is shown before anything is sent. What is suspended already is left as it is, so that the same \
command can be run again, whatever ended it.

The exit code is 0 if all is as it should be, 1 if something is refused, and 3 if a later run has to go on, or a \
second account has to send the same.";

pub(super) const REINSTATE: &str = "\
Example: a learner of a cohort
  testamur reinstate --node ws://127.0.0.1:9944 --account registrar.json water-2026/07.json

The exit codes are those of suspend.";

pub(super) const REVOKE: &str = "\
Example: a certificate that should never have been issued
  testamur revoke --reason issued-in-error --node ws://127.0.0.1:9944 --account registrar.json water-2026/07.json

A revocation is for good. Where a credential is only in doubt, suspend it. The exit codes are those of suspend.";

pub(super) const RENEW: &str = "\
Example: a new edition of a cohort, which was issued with \"issue\" into another folder
  testamur renew --node ws://127.0.0.1:9944 --account registrar.json --former water-2023 --new water-2026 \
--column number

Each new document takes the place of the former one of the same learner, by a column of both indexes. Every new \
document has to have a former one. A name is no good column, since two learners may share one.

Two documents that name different learners are no pair, unless they have another identity in common, such as a number.

Example: pairs, in a list with the columns former and new
  testamur renew --node ws://127.0.0.1:9944 --account registrar.json --pairs pairs.csv

The exit codes are those of suspend.";

pub(super) const REVOKE_BATCH: &str = "\
Example: a cohort that should never have been issued, by any document of it
  testamur revoke-batch --reason issued-in-error --node ws://127.0.0.1:9944 --account registrar.json water-2026/1.json

It takes the permission for grave acts, and two accounts where the institution demands that: then the second one \
sends the same. The exit codes are those of suspend.";

pub(super) const ATTEST_AGAIN: &str = "\
Example: a cohort whose grant was withdrawn, under grant 12
  testamur attest-again --grant 12 --node ws://127.0.0.1:9944 --account registrar.json water-2026/1.json

It takes the permission for grave acts, and two accounts where the institution demands that. The exit codes are \
those of suspend.";

/// The arguments of `suspend` and `reinstate`.
#[derive(Args, Debug)]
pub(crate) struct ChangeArguments {
	#[command(flatten)]
	pub(crate) sender: SenderArguments,

	#[command(flatten)]
	pub(crate) credentials: CredentialArguments,
}

/// The credentials that are meant.
#[derive(Args, Debug)]
#[group(required = true, multiple = true)]
pub(crate) struct CredentialArguments {
	/// A list with the names of documents in the column "file", beside which they lie: a copy of the index of a
	/// cohort with the rows of those who are meant.
	#[arg(long, value_name = "FILE")]
	pub(crate) list: Option<PathBuf>,

	/// The documents: files, or folders with them, such as that of a cohort.
	#[arg(value_name = "FILE")]
	pub(crate) files: Vec<PathBuf>,
}

/// The arguments of `revoke`.
#[derive(Args, Debug)]
pub(crate) struct RevokeArguments {
	/// The reason, which everybody sees.
	#[arg(long, value_enum)]
	pub(crate) reason: Reason,

	#[command(flatten)]
	pub(crate) change: ChangeArguments,
}

/// The arguments of `renew`.
#[derive(Args, Debug)]
pub(crate) struct RenewArguments {
	#[command(flatten)]
	pub(crate) sender: SenderArguments,

	/// The folder of the former cohort, with its index.
	#[arg(long, value_name = "FOLDER", requires_all = ["new", "column"])]
	pub(crate) former: Option<PathBuf>,

	/// The folder of the new cohort, which is issued already, with its index.
	#[arg(long, value_name = "FOLDER", requires = "former")]
	pub(crate) new: Option<PathBuf>,

	/// The column that names the same learner in both indexes, such as number.
	#[arg(long, value_name = "NAME", requires = "former")]
	pub(crate) column: Option<String>,

	/// A list of pairs with the columns "former" and "new", with the names of documents as seen from its folder.
	#[arg(
		long,
		value_name = "FILE",
		conflicts_with = "former",
		required_unless_present = "former"
	)]
	pub(crate) pairs: Option<PathBuf>,

	/// Renew also where two documents say that they are about different learners, as after a change of name where
	/// nothing else identifies her.
	#[arg(long)]
	pub(crate) other_learner: bool,
}

/// The batches that are meant.
#[derive(Args, Debug)]
pub(crate) struct BatchArguments {
	/// Documents, or folders with them: the batches are those of which they are.
	#[arg(required = true, value_name = "FILE")]
	pub(crate) files: Vec<PathBuf>,
}

/// The arguments of `revoke-batch`.
#[derive(Args, Debug)]
pub(crate) struct RevokeBatchArguments {
	/// The reason, which everybody sees.
	#[arg(long, value_enum)]
	pub(crate) reason: Reason,

	/// The root of a batch of the institution that takes the place of this one, if there is one.
	#[arg(long, value_name = "ROOT")]
	pub(crate) successor: Option<StatedHash>,

	#[command(flatten)]
	pub(crate) sender: SenderArguments,

	#[command(flatten)]
	pub(crate) batches: BatchArguments,
}

/// The arguments of `attest-again`.
#[derive(Args, Debug)]
pub(crate) struct AttestAgainArguments {
	/// The grant under which the batch is attested, by its number.
	#[arg(long, value_name = "NUMBER")]
	pub(crate) grant: NonZeroU32,

	#[command(flatten)]
	pub(crate) sender: SenderArguments,

	#[command(flatten)]
	pub(crate) batches: BatchArguments,
}

/// A reason of a revocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reason {
	/// No reason is stated
	Unspecified,
	/// It should never have been issued
	IssuedInError,
	/// The holder's misconduct
	Misconduct,
	/// The learner asked for it
	LearnerRequest,
	/// The holder no longer meets the requirements
	RequirementsNotMet,
	/// A key that took part in issuing it was compromised
	KeyCompromise,
}

impl From<Reason> for RevocationReason {
	fn from(reason: Reason) -> Self {
		match reason {
			Reason::Unspecified => Self::Unspecified,
			Reason::IssuedInError => Self::IssuedInError,
			Reason::Misconduct => Self::Misconduct,
			Reason::LearnerRequest => Self::LearnerRequest,
			Reason::RequirementsNotMet => Self::RequirementsNotMet,
			Reason::KeyCompromise => Self::KeyCompromise,
		}
	}
}
