// SPDX-License-Identifier: Apache-2.0

//! Tests of the runtime as a whole: its parts, and how they work together.

#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod allowance;
mod consents;
mod declared;
mod event_log;
mod genesis;
mod golden;
mod golden_types;
mod governance;
mod keys;
mod limits;
mod log_events;
mod membership;
mod migration;
mod nesting;
mod pause;
mod validators;
mod waiting;

use codec::Encode;
use frame_support::genesis_builder_helper;
use serde_json::Value;
use sp_core::Pair;
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{generic::Era, transaction_validity::TransactionValidity};
use testamur_runtime::{
	genesis_config_presets::get_preset, Executive, Nonce, Runtime, RuntimeCall,
	RuntimeGenesisConfig, SignedPayload, System, TxExtension, UncheckedExtrinsic, VERSION,
};

/// Builds the first block of a chain that starts from a preset.
fn chain(preset: &str) -> TestExternalities {
	chain_with(preset, Value::Object(Default::default()))
}

/// Builds the first block of a chain that starts from a preset with these changes.
fn chain_with(preset: &str, changes: Value) -> TestExternalities {
	let patch = get_preset(&preset.to_string()).expect("the preset exists");
	let default = genesis_builder_helper::get_preset::<RuntimeGenesisConfig>(&None, |_| None);

	let mut config: Value = serde_json::from_slice(&default.unwrap()).unwrap();
	merge(&mut config, serde_json::from_slice(&patch).unwrap());
	merge(&mut config, changes);

	let mut ext = TestExternalities::default();
	ext.execute_with(|| {
		let json = config.to_string().into_bytes();
		genesis_builder_helper::build_state::<RuntimeGenesisConfig>(json).unwrap();
		System::set_block_number(1);
	});
	ext
}

/// Applies a JSON merge patch (RFC 7386), as far as presets need it.
fn merge(target: &mut Value, patch: Value) {
	match (target, patch) {
		(Value::Object(target), Value::Object(patch)) => patch
			.into_iter()
			.for_each(|(key, value)| merge(target.entry(key).or_insert(Value::Null), value)),
		(target, patch) => *target = patch,
	}
}

/// Returns the extensions of a transaction.
fn extension(nonce: Nonce) -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(Era::Immortal),
		pallet_allowance::CheckMembership::new(),
		pallet_allowance::NonceInTurn::from(nonce),
		frame_system::CheckWeight::new(),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

/// Returns a transaction as a wallet would build it.
fn signed(signer: Sr25519Keyring, nonce: Nonce, call: RuntimeCall) -> UncheckedExtrinsic {
	let extension = extension(nonce);
	let genesis = System::block_hash(0);
	let (spec, transaction) = (VERSION.spec_version, VERSION.transaction_version);
	let implicit = ((), (), spec, transaction, genesis, genesis, (), (), (), None, ());
	let payload = SignedPayload::from_raw(call.clone(), extension.clone(), implicit);
	let signature = payload.using_encoded(|bytes| signer.pair().sign(bytes));

	UncheckedExtrinsic::new_signed(call, signer.to_account_id().into(), signature.into(), extension)
}

/// Returns the answer of the pool to a transaction.
fn submit(signer: Sr25519Keyring, nonce: Nonce, call: RuntimeCall) -> TransactionValidity {
	use sp_runtime::transaction_validity::TransactionSource::External;
	let transaction = signed(signer, nonce, call);
	frame_support::hypothetically!(Executive::validate_transaction(
		External,
		transaction,
		System::block_hash(0)
	))
}

/// Returns a call that changes nothing.
fn remark() -> RuntimeCall {
	frame_system::Call::<Runtime>::remark { remark: b"hello".to_vec() }.into()
}
