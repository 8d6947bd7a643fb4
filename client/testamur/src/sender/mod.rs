// SPDX-License-Identifier: Apache-2.0

//! The node and the account of whoever sends transactions.
//!
//! * `keys`: reads the key of the account and that of documents.
//! * `node`: the chain, through a node.

mod keys;
mod node;

pub(crate) use keys::{is_on_standard_input, AccountKey, Keys};
pub(crate) use node::Node;

use crate::{arguments::SenderArguments, problem::Problem};
use std::{
	io::{self, BufRead, Read, Write},
	time::Duration,
};
use testamur_chain::Client;
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

/// Checks that whoever is asked can answer, since an answer comes from the standard input.
pub(crate) fn ensure_answers(sender: &SenderArguments) -> Result<(), Problem> {
	match is_on_standard_input(&[sender.account_password]) && !sender.yes {
		true => Err(Problem::NobodyToAsk("a password")),
		false => Ok(()),
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
