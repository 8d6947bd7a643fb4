// SPDX-License-Identifier: Apache-2.0

//! The result of a transaction in its block.

use crate::{
	client::{number_of, runtime_at, state},
	connection::Connection,
	failure::DispatchFailure,
	outcome::Block,
	Fault,
};
use serde::Deserialize;
use serde_json::json;
use testamur_json::hex::{self, Hash};

/// The key of the events of a block: `twox128("System") ‖ twox128("Events")`.
const EVENTS: &str = "0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7";

/// The answer with a block.
#[derive(Debug, Deserialize)]
struct SignedBlock {
	block: Body,
}

/// The transactions of a block, in hexadecimal digits.
#[derive(Debug, Deserialize)]
struct Body {
	extrinsics: Vec<String>,
}

/// Returns how a transaction ended in its block, with the block.
pub(crate) async fn result(
	connection: &Connection,
	genesis: [u8; 32],
	hash: Hash,
	transaction: &[u8],
) -> Result<(Block, Result<(), DispatchFailure>), Fault> {
	let block = Block { number: number_of(connection, hash).await?, hash: hash.0 };
	let body: Option<SignedBlock> = connection.request("chain_getBlock", vec![json!(hash)]).await?;
	let body = body.ok_or_else(|| Fault::not_understood("a final block is unknown"))?.block;
	let wanted = hex::encode(transaction);
	let place = body
		.extrinsics
		.iter()
		.position(|extrinsic| extrinsic.eq_ignore_ascii_case(&wanted))
		.and_then(|place| u32::try_from(place).ok())
		.ok_or_else(|| Fault::not_understood("a block does not hold the transaction"))?;
	let key = hex::decode(EVENTS).unwrap_or_default();
	let events = state(connection, &key, block.hash).await?.unwrap_or_default();
	// Events are those of the runtime with which the block was made, which is that of its parent.
	let parent = parent_of(connection, hash).await?;
	let made_with = Block { number: block.number.saturating_sub(1), hash: parent };
	let runtime = runtime_at(connection, genesis, made_with).await?;
	Ok((block, runtime.result(events, place)?))
}

/// The parts of a header that are looked at.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Header {
	parent_hash: Hash,
}

async fn parent_of(connection: &Connection, block: Hash) -> Result<[u8; 32], Fault> {
	let header: Option<Header> = connection.request("chain_getHeader", vec![json!(block)]).await?;
	header
		.map(|header| header.parent_hash.0)
		.ok_or_else(|| Fault::not_understood("a block has no header"))
}
