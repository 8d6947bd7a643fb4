// SPDX-License-Identifier: Apache-2.0

//! The arguments of administrators, and the words for what they decide.

use super::{At, SenderArguments};
use clap::{Args, ValueEnum};
use std::str::FromStr;
use testamur_keystore::address;
use testamur_primitives::{
	records::{Name, Uri},
	text::{check_name, check_uri, NameFault},
	KeyPurpose, PublicKey, TypeKind,
};

/// What is sent, by whom and in which way.
#[derive(Args, Debug)]
pub(crate) struct ActArguments {
	#[command(flatten)]
	pub(crate) sender: SenderArguments,

	/// Have the council decide: propose a motion for this, vote for or against the one that is open, or close it.
	/// Every member states the same command, so that nobody votes for a call that another one made.
	#[arg(long, value_enum, value_name = "STEP")]
	pub(crate) motion: Option<Step>,
}

/// A step of a motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
	/// Propose it; a council of one decides at once
	Propose,
	/// Vote for it
	Approve,
	/// Vote against it
	Reject,
	/// Count the votes, and carry it out
	Close,
}

/// An account, by its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address(pub(crate) [u8; 32]);

impl FromStr for Address {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		address::decode(text)
			.map(Self)
			.map_err(|fault| format!("this is no address: {fault}"))
	}
}

/// A legal name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LegalName(pub(crate) Name);

impl FromStr for LegalName {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		check_name(text.as_bytes()).map_err(|fault| match fault {
			NameFault::Empty => "a name has at least one character",
			NameFault::NotUtf8 => "a name is in UTF-8",
			NameFault::Unprintable => {
				"a name has no character that cannot be seen, or that changes how others are shown"
			},
			NameFault::WhiteSpace => {
				"a name has no white space at its ends, and between its words a single space"
			},
			NameFault::LeadingMark => "a name does not begin with a combining mark",
		})?;
		let name = Name::try_from(text.as_bytes().to_vec());
		name.map(Self).map_err(|_| "a name has at most 128 bytes in UTF-8")
	}
}

/// An address on the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Web(pub(crate) Uri);

impl FromStr for Web {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		check_uri(text.as_bytes())
			.map_err(|_| "an address on the web has printable ASCII alone, without spaces")?;
		let uri = Uri::try_from(text.as_bytes().to_vec());
		uri.map(Self).map_err(|_| "an address on the web has at most 256 bytes here")
	}
}

/// A country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Country(pub(crate) [u8; 2]);

impl FromStr for Country {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let code = <[u8; 2]>::try_from(text.as_bytes()).ok();
		code.filter(|code| code.iter().all(u8::is_ascii_uppercase))
			.map(Self)
			.ok_or("expected two capital letters, as of ISO 3166-1, such as AT")
	}
}

/// A document key, as a Multikey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DocumentKey(pub(crate) PublicKey);

impl FromStr for DocumentKey {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let parsed = text.parse::<PublicKey>();
		parsed
			.map(Self)
			.map_err(|fault| format!("expected a Multikey such as z6Mk…: {fault}"))
	}
}

/// A moment, or never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
	Never,
	At(At),
}

impl FromStr for End {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		match text {
			"never" => Ok(Self::Never),
			_ => text
				.parse()
				.map(Self::At)
				.map_err(|_| "expected \"never\", or a time such as 2026-07-01T09:00:00Z"),
		}
	}
}

/// What a document key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Purpose {
	/// It signs credentials
	Credentials,
	/// It signs status lists and nothing else
	StatusLists,
}

impl From<Purpose> for KeyPurpose {
	fn from(purpose: Purpose) -> Self {
		match purpose {
			Purpose::Credentials => Self::Credentials,
			Purpose::StatusLists => Self::StatusLists,
		}
	}
}

/// The kind of a credential type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CredentialKind {
	/// A record of the outcomes of a small volume of learning
	MicroCredential,
	/// A certificate of a longer programme
	Certificate,
	/// A badge
	Badge,
}

impl From<CredentialKind> for TypeKind {
	fn from(kind: CredentialKind) -> Self {
		match kind {
			CredentialKind::MicroCredential => Self::MicroCredential,
			CredentialKind::Certificate => Self::Certificate,
			CredentialKind::Badge => Self::Badge,
		}
	}
}

/// A permission of an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Permission {
	/// Anchor credentials
	Issue,
	/// Change the status of credentials
	ChangeStatus,
	/// Accredit, and accept what others offer
	Accredit,
	/// End the rights or the credentials of many
	Grave,
}

/// The position of a switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
	/// It is demanded
	On,
	/// It is not demanded
	Off,
}
