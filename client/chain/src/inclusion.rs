// SPDX-License-Identifier: Apache-2.0

//! The result of a transaction in its block.

use crate::{
	client::{header_of, runtime_at, state},
	connection::Connection,
	failure::DispatchFailure,
	happenings::Happenings,
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
) -> Result<(Block, Result<Happenings, DispatchFailure>), Fault> {
	let found = find(connection, genesis, hash, transaction).await?;
	found.ok_or_else(|| Fault::not_understood("a block does not hold the transaction"))
}

/// Returns how a transaction ended in a block, with the block, or `None` if it is not in that block.
pub(crate) async fn find(
	connection: &Connection,
	genesis: [u8; 32],
	hash: Hash,
	transaction: &[u8],
) -> Result<Option<(Block, Result<Happenings, DispatchFailure>)>, Fault> {
	let body: Option<SignedBlock> = connection.request("chain_getBlock", vec![json!(hash)]).await?;
	let body = body.ok_or_else(|| Fault::not_understood("a final block is unknown"))?.block;
	let wanted = hex::encode(transaction);
	let place = body
		.extrinsics
		.iter()
		.position(|extrinsic| extrinsic.eq_ignore_ascii_case(&wanted))
		.and_then(|place| u32::try_from(place).ok());
	let Some(place) = place else { return Ok(None) };
	let header = header_of(connection, hash).await?;
	let block = Block { number: header.number()?, hash: hash.0 };
	let key = hex::decode(EVENTS).unwrap_or_default();
	let events = state(connection, &key, block.hash).await?.unwrap_or_default();
	// Events are those of the runtime with which the block was made, which is that of its parent.
	let before = block.number.saturating_sub(1);
	let made_with = Block { number: before, hash: header.parent_hash.0 };
	let runtime = runtime_at(connection, genesis, made_with).await?;
	Ok(Some((block, runtime.result(events, place)?)))
}
