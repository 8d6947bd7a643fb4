// SPDX-License-Identifier: Apache-2.0

//! The runtime of a chain, as its metadata describes it: calls, storage keys, events and errors.

use crate::{
	account::{multi_signature, Account},
	anchoring::Anchoring,
	connection::Connection,
	failure::DispatchFailure,
	outcome::Block,
	Fault,
};
use serde::Deserialize;
use serde_json::json;
use subxt::{
	client::{ClientAtBlock, OfflineClient, OfflineClientAtBlockImpl},
	config::{substrate::SpecVersionForRange, DefaultExtrinsicParamsBuilder, SubstrateConfig},
	dynamic::{constant, storage, Value},
	error::DispatchError,
	events::Phase,
	metadata::Metadata,
	utils::{AccountId32, H256},
};
use testamur_json::hex;

/// The runtime of a chain.
pub(crate) struct Runtime {
	client: ClientAtBlock<SubstrateConfig, OfflineClientAtBlockImpl<SubstrateConfig>>,
}

/// The versions of a runtime.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Versions {
	spec_version: u32,
	transaction_version: u32,
}

impl Runtime {
	/// Reads the runtime as of a block.
	pub(crate) async fn read(
		connection: &Connection,
		genesis: [u8; 32],
		at: [u8; 32],
	) -> Result<Self, Fault> {
		let at = json!(hex::Hash(at));
		let versions: Versions =
			connection.request("state_getRuntimeVersion", vec![at.clone()]).await?;
		let metadata: String = connection.request("state_getMetadata", vec![at]).await?;
		let bytes = hex::decode(&metadata)
			.ok_or_else(|| Fault::not_understood("its metadata is no text"))?;
		let metadata = Metadata::decode_from(&bytes).map_err(Fault::not_understood)?.arc();
		let versions = SpecVersionForRange {
			block_range: 0..u64::MAX,
			spec_version: versions.spec_version,
			transaction_version: versions.transaction_version,
		};
		let config = SubstrateConfig::builder()
			.set_genesis_hash(H256(genesis))
			.set_metadata_for_spec_versions([(versions.spec_version, metadata)])
			.set_spec_version_for_block_ranges([versions])
			.build();
		let client = OfflineClient::new_with_config(config)
			.at_block(0_u64)
			.map_err(Fault::not_understood)?;
		Ok(Self { client })
	}

	/// Returns a signed transaction that can be in the `period` blocks from a block on.
	pub(crate) fn signed(
		&self,
		anchoring: &Anchoring,
		account: &dyn Account,
		nonce: u64,
		born: Block,
		period: u64,
	) -> Result<Vec<u8>, Fault> {
		let params = DefaultExtrinsicParamsBuilder::<SubstrateConfig>::new()
			.nonce(nonce)
			.mortal_from_unchecked(period, born.number, H256(born.hash))
			.build();
		let transactions = self.client.transactions();
		let call = anchoring.call();
		// A node could give another call the name of this one, and have the account sign that.
		let encoded = transactions.call_data(&call).map_err(Fault::not_understood)?;
		if encoded != anchoring.encoded() {
			return Err(Fault::not_understood(
				"its metadata makes another call of the anchoring: do not trust this node",
			));
		}
		let mut signable = transactions
			.create_v4_signable_offline(&call, params)
			.map_err(Fault::not_understood)?;
		let payload = signable.signer_payload().map_err(Fault::not_understood)?;
		let signature = multi_signature(account.sign(&payload));
		signable
			.sign_with_account_and_signature(&AccountId32(account.public()), &signature)
			.map(subxt::transactions::SubmittableTransaction::into_encoded)
			.map_err(Fault::not_understood)
	}

	/// Returns the key of the record of an account.
	pub(crate) fn account_key(&self, account: [u8; 32]) -> Result<Vec<u8>, Fault> {
		self.key("Credentials", "Accounts", Value::from_bytes(account))
	}

	/// Returns the key of the use that an institution has made of its allowance.
	pub(crate) fn usage_key(&self, institution: u32) -> Result<Vec<u8>, Fault> {
		let payer = Value::unnamed_variant("Member", [Value::u128(institution.into())]);
		self.key("Allowance", "Usages", payer)
	}

	fn key(&self, pallet: &str, map: &str, key: Value) -> Result<Vec<u8>, Fault> {
		let address = storage::<Vec<Value>, Value>(pallet, map);
		self.client
			.storage()
			.entry(address)
			.and_then(|entry| entry.fetch_key(vec![key]))
			.map_err(Fault::not_understood)
	}

	/// Returns the number of blocks in a period of allowances.
	pub(crate) fn period(&self) -> Result<u64, Fault> {
		let address = constant::<u32>("Allowance", "AllowancePeriod");
		let period = self.client.constants().entry(address).map_err(Fault::not_understood)?;
		Ok(period.into())
	}

	/// Returns how the transaction at a place in its block ended, by the events of the block.
	pub(crate) fn result(
		&self,
		events: Vec<u8>,
		place: u32,
	) -> Result<Result<(), DispatchFailure>, Fault> {
		let events = self.client.events().from_bytes(events);
		for event in events.iter() {
			let event = event.map_err(Fault::not_understood)?;
			if event.phase() != Phase::ApplyExtrinsic(place) || event.pallet_name() != "System" {
				continue;
			}
			match event.event_name() {
				"ExtrinsicSuccess" => return Ok(Ok(())),
				"ExtrinsicFailed" => {
					let metadata = self.client.metadata();
					let error = DispatchError::decode_from(event.field_bytes(), metadata)
						.map_err(Fault::not_understood)?;
					return Ok(Err(DispatchFailure::of(&error)));
				},
				_ => (),
			}
		}
		Err(Fault::not_understood("a block has no result of the transaction"))
	}
}
