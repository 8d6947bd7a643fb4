// SPDX-License-Identifier: Apache-2.0

//! The node and the account of whoever sends transactions.
//!
//! * `keys`: reads the key of the account and that of documents.
//! * `node`: the chain, through a node.

mod keys;
mod node;

pub(crate) use keys::{AccountKey, Keys};
pub(crate) use node::Node;

use crate::{arguments::SenderArguments, keys::STANDARD_INPUT, problem::Problem};
use std::{
	io::{self, BufRead, Read, Write},
	path::Path,
	time::Duration,
};
use testamur_chain::Client;
use testamur_console::is_standard_input;
use testamur_json::hex::Hash;

/// The time between two looks at the last final block, about that of a block.
pub(crate) const PAUSE: Duration = Duration::from_secs(3);
/// Maximum length of an answer that is read, in bytes.
const MAX_ANSWER: u64 = 1_024;

/// Connects to the node, which has to belong to the chain of the genesis block that was stated, if one was.
pub(crate) fn connect(sender: &SenderArguments) -> Result<Client, Problem> {
	let client = Client::connect(&sender.node)?;
	let found = client.genesis();
	match sender.genesis {
		Some(stated) if stated.0 != found => {
			Err(Problem::OtherChain { found: Hash(found).to_string() })
		},
		_ => Ok(client),
	}
}

/// Checks that the standard input has one use at most: a file of these or the account's, a password of these or
/// the account's, or the answer to a question.
pub(crate) fn ensure_one_input(
	sender: &SenderArguments,
	files: &[&Path],
	passwords: &[Option<u32>],
) -> Result<(), Problem> {
	let files = files.iter().copied().chain([sender.account.as_path()]);
	let files = files.filter(|file| is_standard_input(file)).count();
	// A password that is read from a descriptor serves all keys that name it.
	let is_password =
		[&[sender.account_password], passwords].concat().contains(&Some(STANDARD_INPUT));
	match (files, is_password) {
		(0, false) => Ok(()),
		(1, false) | (0, true) if sender.yes => Ok(()),
		(1, false) => Err(Problem::NobodyToAsk("a file")),
		(0, true) => Err(Problem::NobodyToAsk("a password")),
		_ => Err(Problem::InputTwice),
	}
}

/// Asks a question, and returns whether the answer is yes.
pub(crate) fn ask(question: &str) -> bool {
	let _ = write!(io::stderr(), "{question} ");
	let mut answer = String::new();
	// An answer that cannot be read is none.
	let _ = io::stdin().lock().take(MAX_ANSWER).read_line(&mut answer);
	matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}
