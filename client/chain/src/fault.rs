// SPDX-License-Identifier: Apache-2.0

//! The reasons why there is no answer of a chain.

use subxt::rpcs;
use thiserror::Error;

/// Maximum number of characters of a reason that a node or a library gives.
const MAX_REASON: usize = 300;

/// A reason why there is no answer. It says nothing about what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
	/// The address is none of a node.
	#[error(
		"\"{0}\" is no address of a node: state one that begins with ws:// or wss://, such as \
		 ws://127.0.0.1:9944"
	)]
	Address(String),
	/// No connection can be made.
	#[error(
		"the node at {url} cannot be reached ({reason}): check that it runs, the address and the network"
	)]
	Unreachable {
		/// The address.
		url: String,
		/// The reason.
		reason: String,
	},
	/// The connection was lost.
	#[error("the connection to the node was lost ({0}): check the network and the node")]
	Lost(String),
	/// The node did not answer in time.
	#[error("the node did not answer within {0} seconds: try again, or ask another node")]
	TimedOut(u64),
	/// The node answered, and no block became final.
	#[error(
		"no block became final within {0} seconds: ask the operator of the node, and try again when the \
		 chain goes on"
	)]
	Stalled(u64),
	/// The node answered with an error.
	#[error("the node cannot tell ({code}): {message}")]
	CannotTell {
		/// The code of the error.
		code: i32,
		/// The message of the node, which says what to do.
		message: String,
	},
	/// The node belongs to another chain than before.
	#[error(
		"the node now belongs to another chain than the one that this command began with: check the \
		 address of the node"
	)]
	OtherChain,
	/// The answer is not what this program understands.
	#[error(
		"the answer of the node is not understood ({0}): check that it is a node of a Testamur chain, and \
		 that this program is up to date"
	)]
	NotUnderstood(String),
	/// This machine cannot run the connection.
	#[error("this machine cannot run a connection ({0}): try again")]
	Machine(String),
}

impl Fault {
	/// Returns whether another connection to the same node could have an answer.
	#[must_use]
	pub const fn is_of_connection(&self) -> bool {
		matches!(self, Self::Lost(_) | Self::TimedOut(_))
	}

	pub(crate) fn not_understood(reason: impl ToString) -> Self {
		Self::NotUnderstood(excerpt(&reason.to_string()))
	}
}

impl From<rpcs::Error> for Fault {
	fn from(error: rpcs::Error) -> Self {
		match error {
			rpcs::Error::User(error) => {
				Self::CannotTell { code: error.code, message: excerpt(&error.message) }
			},
			rpcs::Error::Client(_) | rpcs::Error::DisconnectedWillReconnect(_) => {
				Self::Lost(excerpt(&error.to_string()))
			},
			other => Self::not_understood(other),
		}
	}
}

/// Returns the beginning of a text that may come from a stranger and be of any length.
pub(crate) fn excerpt(text: &str) -> String {
	match text.char_indices().nth(MAX_REASON) {
		Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
		None => text.to_owned(),
	}
}
