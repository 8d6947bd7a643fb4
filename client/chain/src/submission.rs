// SPDX-License-Identifier: Apache-2.0

//! Signs a call, sends it and follows it until it is final or will never be.

use crate::{
	client::{final_block, runtime_at, AGAIN},
	connection::Connection,
	inclusion, Account, Block, Call, Client, DispatchFailure, Fault, Happenings, Loss, Outcome,
	PoolRefusal,
};
use serde_json::json;
use std::time::{Duration, Instant};
use subxt::{
	rpcs::{client::RpcSubscription, methods::legacy::TransactionStatus, Error},
	utils::AccountId32,
};
use testamur_json::hex::{self, Hash};
use tokio::time::{sleep, timeout};

/// The number of blocks in which a transaction can be: more than three minutes at a block in three
/// seconds.
pub const ERA: u64 = 64;
/// Time between two looks at the last final block while a transaction is followed.
const LOOK: Duration = Duration::from_secs(5);
/// Maximum time without a new final block, after which nobody knows.
const STALLED: Duration = Duration::from_secs(600);
/// The methods that follow a transaction.
const FOLLOWING: [&str; 2] = ["author_submitAndWatchExtrinsic", "author_unwatchExtrinsic"];

/// A signed transaction. However often its bytes are sent, they are in one block at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
	/// The bytes.
	pub bytes: Vec<u8>,
	/// The number of the last block in which they can be.
	pub last: u64,
}

impl Client {
	/// Signs a call with the next nonce of its account, for the next [`ERA`] blocks. Nothing is sent, so that
	/// the transaction can be kept before it is.
	///
	/// # Errors
	///
	/// Returns why there is no transaction.
	pub fn sign(&mut self, call: &Call, account: &dyn Account) -> Result<Signed, Fault> {
		// The request goes over a connection that has just answered.
		self.final_block()?;
		let (connection, genesis) = (self.connection(), self.genesis());
		self.once(sign(&connection, genesis, call, account))
	}

	/// Sends a transaction, and waits until it is final or can no longer become so. `heard` is told what
	/// happens to it meanwhile. When the connection is lost, its bytes are sent once more over a new one, and
	/// searched for in final blocks.
	///
	/// # Errors
	///
	/// Returns why this call sent nothing. What happened after that is the [`Outcome`].
	pub fn send(&mut self, signed: &Signed, mut heard: impl FnMut(&str)) -> Result<Outcome, Fault> {
		self.final_block()?;
		let (connection, genesis) = (self.connection(), self.genesis());
		heard("sent");
		let sent = self.once(send(&connection, genesis, signed, &mut heard));
		Ok(sent.unwrap_or_else(|fault| self.search(signed, fault, &mut heard)))
	}

	/// Finds out what became of a transaction that was sent over a connection with this fault.
	fn search(
		&mut self,
		signed: &Signed,
		mut fault: Fault,
		heard: &mut impl FnMut(&str),
	) -> Outcome {
		for _ in 0..AGAIN {
			if !fault.is_of_connection() {
				break;
			}
			heard("the connection was lost; searching the blocks over a new one");
			if let Err(unreachable) = self.reconnect() {
				return Outcome::Unknown(unreachable);
			}
			let (connection, genesis) = (self.connection(), self.genesis());
			match self.once(search(&connection, genesis, signed)) {
				Ok(outcome) => return outcome,
				Err(again) => fault = again,
			}
		}
		Outcome::Unknown(fault)
	}
}

/// Signs a call with the next nonce of its account.
async fn sign(
	connection: &Connection,
	genesis: [u8; 32],
	call: &Call,
	account: &dyn Account,
) -> Result<Signed, Fault> {
	let born = final_block(connection).await?;
	let runtime = runtime_at(connection, genesis, born).await?;
	let address = AccountId32(account.public()).to_string();
	let nonce = connection.request("system_accountNextIndex", vec![json!(address)]).await?;
	let bytes = runtime.signed(call, account, nonce, born, ERA)?;
	Ok(Signed { bytes, last: born.number.saturating_add(ERA).saturating_sub(1) })
}

/// Sends a transaction and follows it. A fault means that nobody knows what became of it.
async fn send(
	connection: &Connection,
	genesis: [u8; 32],
	signed: &Signed,
	heard: &mut impl FnMut(&str),
) -> Result<Outcome, Fault> {
	let params = vec![json!(hex::encode(&signed.bytes))];
	let mut statuses = match connection.subscribe(FOLLOWING, params).await? {
		Ok(statuses) => statuses,
		Err(Error::User(error)) => {
			return match PoolRefusal::of(&error) {
				Some(refusal) => Ok(Outcome::Refused(refusal)),
				None => Err(Error::User(error).into()),
			}
		},
		Err(error) => return Err(error.into()),
	};
	let mut clock = Clock { number: 0, since: Instant::now() };
	let mut looked = Instant::now();
	loop {
		match next(&mut statuses).await? {
			Some(TransactionStatus::Finalized(hash)) => {
				let included = inclusion::result(connection, genesis, hash, &signed.bytes).await?;
				return Ok(ended(included));
			},
			Some(status) => {
				if let Some(loss) = loss(&status) {
					return Ok(Outcome::Lost(loss));
				}
				heard(word(&status));
			},
			None => {},
		}
		// A node that has news again and again is not believed for longer than one that has none.
		if looked.elapsed() >= LOOK {
			looked = Instant::now();
			let block = final_block(connection).await?;
			if let Some(outcome) = clock.outcome(block, signed.last, looked)? {
				return Ok(outcome);
			}
		}
	}
}

/// Sends the bytes of a transaction once more, and searches the final blocks in which they can be until they are
/// found, or the last of these blocks is final.
async fn search(
	connection: &Connection,
	genesis: [u8; 32],
	signed: &Signed,
) -> Result<Outcome, Fault> {
	let params = vec![json!(hex::encode(&signed.bytes))];
	// A pool that refuses them may have them already, or know them from a block: the blocks tell.
	let _: Result<Hash, Error> = connection.try_request("author_submitExtrinsic", params).await?;
	let mut searched = signed.last.saturating_sub(ERA);
	let mut clock = Clock { number: 0, since: Instant::now() };
	loop {
		let block = final_block(connection).await?;
		while searched < block.number.min(signed.last) {
			searched = searched.saturating_add(1);
			let hash = connection.request("chain_getBlockHash", vec![json!(searched)]).await?;
			let found = inclusion::find(connection, genesis, hash, &signed.bytes).await?;
			if let Some(included) = found {
				return Ok(ended(included));
			}
		}
		if let Some(outcome) = clock.outcome(block, signed.last, Instant::now())? {
			return Ok(outcome);
		}
		sleep(LOOK).await;
	}
}

/// Returns the outcome of a transaction that is in a final block.
fn ended((block, result): (Block, Result<Happenings, DispatchFailure>)) -> Outcome {
	match result {
		Ok(happenings) => Outcome::Finalized(block, happenings),
		Err(failure) => Outcome::Failed(block, failure),
	}
}

/// Returns the next news, or `None` if there are none for a while.
async fn next(
	statuses: &mut RpcSubscription<TransactionStatus<Hash>>,
) -> Result<Option<TransactionStatus<Hash>>, Fault> {
	match timeout(LOOK, statuses.next()).await {
		Err(_) => Ok(None),
		Ok(Some(status)) => Ok(Some(status?)),
		Ok(None) => Err(Fault::Lost("the node says nothing more about the transaction".into())),
	}
}

/// The last final block that was seen, and since when.
struct Clock {
	number: u64,
	since: Instant,
}

impl Clock {
	/// Returns the outcome of a transaction that nothing was heard of: it has expired when its last block
	/// was final at the look before, so that news of that block had the time to arrive.
	fn outcome(&mut self, block: Block, last: u64, now: Instant) -> Result<Option<Outcome>, Fault> {
		if self.number >= last && self.number > 0 {
			return Ok(Some(Outcome::Expired(last)));
		}
		if block.number > self.number {
			*self = Self { number: block.number, since: now };
			return Ok(None);
		}
		match now.duration_since(self.since) > STALLED {
			true => Err(Fault::Stalled(STALLED.as_secs())),
			false => Ok(None),
		}
	}
}

/// Returns how a status says that the transaction is lost.
pub(crate) const fn loss(status: &TransactionStatus<Hash>) -> Option<Loss> {
	match status {
		TransactionStatus::Usurped(_) => Some(Loss::Usurped),
		TransactionStatus::Dropped => Some(Loss::Dropped),
		TransactionStatus::Invalid => Some(Loss::Invalid),
		TransactionStatus::FinalityTimeout(_) => Some(Loss::FinalityTimeout),
		_ => None,
	}
}

/// Returns the word for a status that is not the last.
const fn word(status: &TransactionStatus<Hash>) -> &'static str {
	match status {
		TransactionStatus::InBlock(_) => "in a block, which is not final yet",
		TransactionStatus::Retracted(_) => "in a block that was taken back; waiting again",
		_ => "waiting for a block",
	}
}

#[cfg(test)]
mod tests {
	use super::{Clock, Duration, Instant, STALLED};
	use crate::{Block, Fault, Outcome};

	#[test]
	fn silence_is_expiry_only_one_look_after_the_last_block_and_never_an_answer_when_blocks_stall()
	{
		let start = Instant::now();
		let at = |number| Block { number, hash: [0; 32] };
		let later = |seconds| start.checked_add(Duration::from_secs(seconds)).unwrap();
		let mut clock = Clock { number: 0, since: start };
		assert_eq!(clock.outcome(at(9), 10, later(5)), Ok(None));
		assert_eq!(clock.outcome(at(10), 10, later(10)), Ok(None));
		assert_eq!(clock.outcome(at(10), 10, later(15)), Ok(Some(Outcome::Expired(10))));
		let mut clock = Clock { number: 9, since: start };
		assert_eq!(clock.outcome(at(9), 10, later(STALLED.as_secs())), Ok(None));
		let stalled = clock.outcome(at(9), 10, later(STALLED.as_secs() + 1));
		assert_eq!(stalled, Err(Fault::Stalled(STALLED.as_secs())));
	}
}
