// SPDX-License-Identifier: Apache-2.0

//! The client, which connects again where a connection was lost.

use crate::{
	connection::{Connection, Params},
	metadata::Runtime,
	outcome::Block,
	Fault,
};
use serde::{de::DeserializeOwned, Deserialize};
use serde_json::json;
use std::{future::Future, time::Duration};
use testamur_json::hex::{self, Hash};

/// The number of times that a question is asked on a new connection.
pub(crate) const AGAIN: u32 = 3;
/// Time between two attempts to connect.
const PAUSE: Duration = Duration::from_secs(2);

/// A client of one node.
pub struct Client {
	executor: tokio::runtime::Runtime,
	url: String,
	genesis: [u8; 32],
	connection: Connection,
}

/// The parts of a header that are looked at.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Header {
	number: String,
	/// The hash of the block before.
	pub(crate) parent_hash: Hash,
}

impl Header {
	/// Returns the number of the block.
	pub(crate) fn number(&self) -> Result<u64, Fault> {
		let digits = self.number.strip_prefix("0x").unwrap_or(&self.number);
		u64::from_str_radix(digits, 16).map_err(Fault::not_understood)
	}
}

impl Client {
	/// Connects to a node by its address, `ws://` or `wss://`.
	///
	/// # Errors
	///
	/// Returns why there is no connection.
	pub fn connect(url: &str) -> Result<Self, Fault> {
		let executor = tokio::runtime::Builder::new_multi_thread()
			.worker_threads(1)
			.enable_all()
			.build()
			.map_err(|error| Fault::Machine(error.to_string()))?;
		let (connection, genesis) = executor.block_on(open(url))?;
		Ok(Self { executor, url: url.to_owned(), genesis, connection })
	}

	/// Returns the hash of the first block, which names the chain.
	#[must_use]
	pub const fn genesis(&self) -> [u8; 32] {
		self.genesis
	}

	/// Returns the last final block that the node knows.
	///
	/// # Errors
	///
	/// Returns why there is no answer.
	pub fn final_block(&mut self) -> Result<Block, Fault> {
		self.again(|connection, _| async move { final_block(&connection).await })
	}

	/// Returns the answer to a question, on a new connection if the present one is lost. A question
	/// changes nothing, so it can be asked several times.
	pub(crate) fn ask<T: DeserializeOwned>(
		&mut self,
		method: &'static str,
		params: &Params,
	) -> Result<T, Fault> {
		self.again(|connection, _| {
			let params = params.clone();
			async move { connection.request(method, params).await }
		})
	}

	/// Runs questions on the connection, and from their beginning on a new one if it is lost.
	pub(crate) fn again<T, Answer: Future<Output = Result<T, Fault>>>(
		&mut self,
		questions: impl Fn(Connection, [u8; 32]) -> Answer,
	) -> Result<T, Fault> {
		let mut attempt = 0_u32;
		loop {
			let outcome = self.executor.block_on(questions(self.connection.clone(), self.genesis));
			match outcome {
				Err(fault) if fault.is_of_connection() && attempt < AGAIN => self.reconnect()?,
				outcome => return outcome,
			}
			attempt = attempt.saturating_add(1);
		}
	}

	/// Runs what must not be done twice, on the present connection.
	pub(crate) fn once<T>(&self, act: impl Future<Output = T>) -> T {
		self.executor.block_on(act)
	}

	/// Returns the connection.
	pub(crate) fn connection(&self) -> Connection {
		self.connection.clone()
	}

	/// Connects again, to the same chain.
	pub(crate) fn reconnect(&mut self) -> Result<(), Fault> {
		let mut attempt = 0_u32;
		let (connection, genesis) = loop {
			match self.executor.block_on(open(&self.url)) {
				Err(Fault::Unreachable { .. }) if attempt < AGAIN => std::thread::sleep(PAUSE),
				opened => break opened?,
			}
			attempt = attempt.saturating_add(1);
		};
		if genesis != self.genesis {
			return Err(Fault::OtherChain);
		}
		self.connection = connection;
		Ok(())
	}
}

/// Connects, and returns the connection with the hash of the first block.
async fn open(url: &str) -> Result<(Connection, [u8; 32]), Fault> {
	let connection = Connection::open(url).await?;
	let genesis: Hash = connection.request("chain_getBlockHash", vec![json!(0)]).await?;
	Ok((connection, genesis.0))
}

/// Returns the last final block.
pub(crate) async fn final_block(connection: &Connection) -> Result<Block, Fault> {
	let hash: Hash = connection.request("chain_getFinalizedHead", vec![]).await?;
	Ok(Block { number: header_of(connection, hash).await?.number()?, hash: hash.0 })
}

/// Returns the header of a block.
pub(crate) async fn header_of(connection: &Connection, block: Hash) -> Result<Header, Fault> {
	let header: Option<Header> = connection.request("chain_getHeader", vec![json!(block)]).await?;
	header.ok_or_else(|| Fault::not_understood("a block has no header"))
}

/// Returns the runtime as of a block.
pub(crate) async fn runtime_at(
	connection: &Connection,
	genesis: [u8; 32],
	block: Block,
) -> Result<Runtime, Fault> {
	Runtime::read(connection, genesis, block.hash).await
}

/// Returns a value of the state of a block.
pub(crate) async fn state(
	connection: &Connection,
	key: &[u8],
	block: [u8; 32],
) -> Result<Option<Vec<u8>>, Fault> {
	let params = vec![json!(hex::encode(key)), json!(Hash(block))];
	let value: Option<String> = connection.request("state_getStorage", params).await?;
	let decoded = |text: String| {
		hex::decode(&text).ok_or_else(|| Fault::not_understood("a value of the state is no text"))
	};
	value.map(decoded).transpose()
}
