// SPDX-License-Identifier: Apache-2.0

//! The runtime of a chain, as its metadata describes it: calls, storage keys, events and errors.

use crate::{
	account::{multi_signature, Account},
	calls::{Call, COUNCIL},
	connection::Connection,
	failure::DispatchFailure,
	happenings::Happenings,
	outcome::Block,
	Fault,
};
use serde::Deserialize;
use serde_json::json;
use subxt::{
	client::{ClientAtBlock, OfflineClient, OfflineClientAtBlockImpl},
	config::{substrate::SpecVersionForRange, DefaultExtrinsicParamsBuilder, SubstrateConfig},
	dynamic::{constant, storage, transaction, Value},
	error::DispatchError,
	events::Phase,
	ext::scale_value::{scale::decode_as_type, Composite, ValueDef},
	metadata::Metadata,
	transactions::DynamicPayload,
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
		call: &Call,
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
		let payload = self.payload(call)?;
		// A node could give another call the name of this one, and have the account sign that.
		let encoded = transactions.call_data(&payload).map_err(Fault::not_understood)?;
		if encoded != call.bytes() {
			return Err(other_call(call));
		}
		let mut signable = transactions
			.create_v4_signable_offline(&payload, params)
			.map_err(Fault::not_understood)?;
		let signed = signable.signer_payload().map_err(Fault::not_understood)?;
		let signature = multi_signature(account.sign(&signed));
		signable
			.sign_with_account_and_signature(&AccountId32(account.public()), &signature)
			.map(subxt::transactions::SubmittableTransaction::into_encoded)
			.map_err(Fault::not_understood)
	}

	/// Returns a call as the library takes it, which is what the metadata makes of its bytes. It has to be the
	/// call that was meant.
	fn payload(&self, call: &Call) -> Result<DynamicPayload<Composite<()>>, Fault> {
		let metadata = self.client.metadata_ref();
		let mut rest = call.bytes();
		let decoded =
			decode_as_type(&mut rest, metadata.outer_enums().call_enum_ty(), metadata.types())
				.map_err(|_| other_call(call))?
				.remove_context();
		let is_whole = rest.is_empty();
		match named(decoded) {
			Some((pallet, name, arguments))
				if is_whole
					&& pallet == call.pallet()
					&& name == call.name()
					&& names(&arguments).eq(call.arguments().iter().copied()) =>
			{
				Ok(transaction(pallet, name, arguments))
			},
			_ => Err(other_call(call)),
		}
	}

	/// Returns the key of the record of an account.
	pub(crate) fn account_key(&self, account: [u8; 32]) -> Result<Vec<u8>, Fault> {
		self.key("Credentials", "Accounts", vec![Value::from_bytes(account)])
	}

	/// Returns the key of the use that an institution has made of its allowance.
	pub(crate) fn usage_key(&self, institution: u32) -> Result<Vec<u8>, Fault> {
		let payer = Value::unnamed_variant("Member", [Value::u128(institution.into())]);
		self.key("Allowance", "Usages", vec![payer])
	}

	/// Returns the key of the seats of the council.
	pub(crate) fn seats_key(&self) -> Result<Vec<u8>, Fault> {
		self.key(COUNCIL, "Members", vec![])
	}

	/// Returns the key of the votes on a motion, by the hash of its call.
	pub(crate) fn motion_key(&self, hash: [u8; 32]) -> Result<Vec<u8>, Fault> {
		self.key(COUNCIL, "Voting", vec![Value::from_bytes(hash)])
	}

	fn key(&self, pallet: &str, map: &str, keys: Vec<Value>) -> Result<Vec<u8>, Fault> {
		let address = storage::<Vec<Value>, Value>(pallet, map);
		self.client
			.storage()
			.entry(address)
			.and_then(|entry| entry.fetch_key(keys))
			.map_err(Fault::not_understood)
	}

	/// Returns the number of blocks in a period of allowances.
	pub(crate) fn period(&self) -> Result<u64, Fault> {
		let address = constant::<u32>("Allowance", "AllowancePeriod");
		let period = self.client.constants().entry(address).map_err(Fault::not_understood)?;
		Ok(period.into())
	}

	/// Returns how the transaction at a place in its block ended, and what it brought about, by the events of
	/// the block.
	pub(crate) fn result(
		&self,
		events: Vec<u8>,
		place: u32,
	) -> Result<Result<Happenings, DispatchFailure>, Fault> {
		let events = self.client.events().from_bytes(events);
		let mut happenings = Happenings::default();
		for event in events.iter() {
			let event = event.map_err(Fault::not_understood)?;
			if event.phase() != Phase::ApplyExtrinsic(place) {
				continue;
			}
			match (event.pallet_name(), event.event_name()) {
				("System", "ExtrinsicSuccess") => return Ok(Ok(happenings)),
				("System", "ExtrinsicFailed") => {
					let metadata = self.client.metadata();
					let error = DispatchError::decode_from(event.field_bytes(), metadata)
						.map_err(Fault::not_understood)?;
					return Ok(Err(DispatchFailure::of(&error)));
				},
				(pallet, name) => {
					happenings.push(pallet, name, event.field_bytes(), self.client.metadata());
				},
			}
		}
		Err(Fault::not_understood("a block has no result of the transaction"))
	}
}

/// Returns the fault of a node whose metadata has another call at the place of one.
fn other_call(call: &Call) -> Fault {
	Fault::not_understood(format!(
		"its metadata makes another call of {}.{}: do not trust this node, or take a program that is as new as \
		 the chain",
		call.pallet(),
		call.name()
	))
}

/// Returns the name of a pallet, that of a call, and the arguments of a call that was decoded.
fn named(call: Value) -> Option<(String, String, Composite<()>)> {
	let ValueDef::Variant(pallet) = call.value else { return None };
	let inner = pallet.values.into_values().next()?;
	let ValueDef::Variant(call) = inner.value else { return None };
	Some((pallet.name, call.name, call.values))
}

/// Returns the names of arguments, in their order.
fn names(arguments: &Composite<()>) -> impl Iterator<Item = &str> {
	let named = match arguments {
		Composite::Named(named) => named.as_slice(),
		Composite::Unnamed(_) => &[],
	};
	named.iter().map(|(name, _)| name.as_str())
}
