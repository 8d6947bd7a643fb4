// SPDX-License-Identifier: Apache-2.0

//! The arguments of the commands about status lists.

use clap::{Args, Subcommand};
use std::{num::NonZeroU32, path::PathBuf, str::FromStr};
use testamur_json::hex::Label;
use testamur_primitives::ListLabel;
use testamur_verification::MaxAge;

const PUBLISH: &str = "\
Example: the files of institution 2, for the hosts that its documents name
  testamur status publish --trust trust.json --rpc ws://127.0.0.1:9944 --institution 2 --did did:web:uni.example \
--host https://status.uni.example --key lists.json --out site

Copy what is in the folder to the hosts, and run the command again before the lists expire, which is twice --ttl \
after the block that they show. Files that an earlier run made are replaced, and no others.

The node need not be trusted: every bit is proven, and so is that no list is left out. The exit code is 0 if all \
files are written, 1 if something is refused, and 3 if something is not proven; nothing is written then.";

/// The arguments of `status`.
#[derive(Args, Debug)]
#[command(after_help = PUBLISH)]
pub(crate) struct StatusArguments {
	#[command(subcommand)]
	pub(crate) command: StatusCommand,
}

/// The commands about status lists.
#[derive(Debug, Subcommand)]
pub(crate) enum StatusCommand {
	/// Write the signed status lists of an institution and its DID document, as files for a host on the web.
	#[command(after_help = PUBLISH)]
	Publish(PublishArguments),
}

/// The arguments of `status publish`.
#[derive(Args, Debug)]
pub(crate) struct PublishArguments {
	/// The file that says what is trusted, as for "testamur verify".
	#[arg(long, value_name = "FILE", required = true)]
	pub(crate) trust: Vec<PathBuf>,

	/// Hand-offs, which lead from the trusted set of validators to later ones. A node is asked for those that are
	/// missing.
	#[arg(long, value_name = "FILE")]
	pub(crate) hand_offs: Vec<PathBuf>,

	/// The address of a node, ws:// or wss://.
	#[arg(long, value_name = "URL")]
	pub(crate) rpc: String,

	/// The institution by its number on the chain.
	#[arg(long, value_name = "NUMBER")]
	pub(crate) institution: NonZeroU32,

	/// The name under which the institution signs its documents, such as did:web:uni.example.
	#[arg(long, value_name = "DID")]
	pub(crate) did: String,

	/// The host that the documents name for status lists, such as https://status.uni.example.
	#[arg(long, value_name = "URL")]
	pub(crate) host: String,

	/// The keystore of the key that signs status lists, one of ed25519 that is on record for that.
	#[arg(long, value_name = "FILE")]
	pub(crate) key: PathBuf,

	/// The file descriptor from which the password of the key is read; without it, you are asked.
	#[arg(long, value_name = "DESCRIPTOR")]
	pub(crate) key_password: Option<u32>,

	/// The label of a list, 0x and 32 hexadecimal digits. This can be given several times; without it, all lists of
	/// the institution are published.
	#[arg(long, value_name = "LABEL")]
	pub(crate) list: Vec<LabelArgument>,

	/// The time for which readers may keep a list: a number and s, m, h or d. A list expires after twice that time.
	#[arg(long, value_name = "TIME", default_value = "1h")]
	pub(crate) ttl: MaxAge,

	/// The largest age of the block that the lists show, such as 10m.
	#[arg(long, value_name = "AGE", default_value = "10m")]
	pub(crate) max_age: MaxAge,

	/// Write to this folder.
	#[arg(long, value_name = "FOLDER")]
	pub(crate) out: PathBuf,
}

/// The label of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LabelArgument(pub(crate) ListLabel);

impl FromStr for LabelArgument {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let label = Label::parse(text).ok_or("expected 0x and 32 hexadecimal digits")?;
		Ok(Self(ListLabel(label.0)))
	}
}
