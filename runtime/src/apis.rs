// SPDX-License-Identifier: Apache-2.0

//! The runtime APIs, which nodes and tools call. Every function only forwards its call.

#![allow(clippy::use_self, reason = "`Self::metadata` would look like a function calling itself")]

#[cfg(feature = "runtime-benchmarks")]
use alloc::string::String;
use alloc::vec::Vec;

use codec::Encode;
use frame_support::{
	genesis_builder_helper,
	traits::KeyOwnerProofSystem,
	view_functions::{ViewFunctionDispatchError, ViewFunctionId},
};
use pallet_consortium::KeyOwners;
use pallet_consortium_runtime_api::OpaqueKeyOwnershipProof;
use sp_api::impl_runtime_apis;
use sp_consensus_aura::{sr25519::AuthorityId as AuraId, SlotDuration};
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_consensus_slots::{EquivocationProof, Slot};
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, ExtrinsicInclusionMode,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;
use testamur_primitives::{
	views::{
		AccreditationView, AllowanceUses, BatchView, Contract, DocumentKeyView, IssuerView, Page,
		QueryError, StatusListPage, Statuses, TypeView,
	},
	AccreditationId, Batch, CredentialReference, CredentialType, Frontier, Institution,
	InstitutionId, ListLabel, Moment, Payer, Root, TypeId, Verdict,
};

use crate::{
	allowance_uses, constants::SLOT_DURATION, contract::CONTRACT, genesis_config_presets,
	AccountId, Block, Consortium, Credentials, Executive, Grandpa, Header, InherentDataExt, Nonce,
	Runtime, RuntimeGenesisConfig, SessionKeys, System, UncheckedExtrinsic,
};

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			System::runtime_version()
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block);
		}

		fn initialize_block(header: &Header) -> ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: UncheckedExtrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(data: InherentData) -> Vec<UncheckedExtrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: InherentData,
		) -> CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			transaction: UncheckedExtrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, transaction, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &Header) {
			Executive::offchain_worker(header);
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(
			owner: Vec<u8>,
			seed: Option<Vec<u8>>,
		) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> SlotDuration {
			SlotDuration::from_millis(SLOT_DURATION)
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			Grandpa::grandpa_authorities()
		}

		fn current_set_id() -> sp_consensus_grandpa::SetId {
			pallet_grandpa::CurrentSetId::<Runtime>::get()
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			equivocation_proof: sp_consensus_grandpa::EquivocationProof<
				<Block as BlockT>::Hash,
				NumberFor<Block>,
			>,
			key_owner_proof: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			let key_owner_proof = key_owner_proof.decode()?;
			Grandpa::submit_unsigned_equivocation_report(equivocation_proof, key_owner_proof)
		}

		fn generate_key_ownership_proof(
			_set_id: sp_consensus_grandpa::SetId,
			authority_id: GrandpaId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			KeyOwners::<Runtime>::prove((sp_consensus_grandpa::KEY_TYPE, authority_id))
				.map(|proof| sp_consensus_grandpa::OpaqueKeyOwnershipProof::new(proof.encode()))
		}
	}

	impl pallet_consortium_runtime_api::ConsortiumApi<Block> for Runtime {
		fn generate_key_ownership_proof(
			_slot: Slot,
			authority: AuraId,
		) -> Option<OpaqueKeyOwnershipProof> {
			KeyOwners::<Runtime>::prove((sp_runtime::key_types::AURA, authority)).map(Into::into)
		}

		fn submit_report_equivocation(
			equivocation_proof: EquivocationProof<Header, AuraId>,
			key_owner_proof: OpaqueKeyOwnershipProof,
		) -> Option<()> {
			Consortium::submit_report(equivocation_proof, key_owner_proof.decode()?)
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			genesis_builder_helper::build_state::<RuntimeGenesisConfig>(config)
		}

		fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
			genesis_builder_helper::get_preset::<RuntimeGenesisConfig>(
				id,
				genesis_config_presets::get_preset,
			)
		}

		fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
			genesis_config_presets::preset_names()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl pallet_credentials_runtime_api::CredentialsApi<Block, AccountId> for Runtime {
		fn now() -> Moment {
			Credentials::now()
		}

		fn contract() -> Contract {
			CONTRACT
		}

		fn verify(references: Vec<CredentialReference>) -> Result<Vec<Verdict>, QueryError> {
			Credentials::verify(references)
		}

		fn institution(
			id: InstitutionId,
		) -> Result<Option<Institution<AccountId>>, QueryError> {
			Credentials::institution(id)
		}

		fn accreditation(
			id: AccreditationId,
		) -> Result<Option<AccreditationView>, QueryError> {
			Credentials::accreditation(id)
		}

		fn accreditations_of(
			holder: InstitutionId,
		) -> Result<Vec<AccreditationId>, QueryError> {
			Credentials::accreditations_of(holder)
		}

		fn credential_type(id: TypeId) -> Result<Option<CredentialType>, QueryError> {
			Credentials::credential_type(id)
		}

		fn batch(institution: InstitutionId, root: Root) -> Result<Option<Batch>, QueryError> {
			Credentials::batch(institution, root)
		}

		fn statuses(
			institution: InstitutionId,
			root: Root,
			first: u32,
			count: u32,
		) -> Result<Option<Statuses>, QueryError> {
			Credentials::statuses(institution, root, first, count)
		}

		fn issuers(
			credential_type: Option<TypeId>,
			from: u32,
			limit: u32,
		) -> Result<Page<IssuerView<AccountId>>, QueryError> {
			Credentials::issuers(credential_type, from, limit)
		}

		fn types(from: u32, limit: u32) -> Result<Page<TypeView>, QueryError> {
			Credentials::types(from, limit)
		}

		fn authorization(
			institution: InstitutionId,
			credential_type: TypeId,
		) -> Result<Option<AccreditationId>, QueryError> {
			Credentials::authorization(institution, credential_type)
		}

		fn allowance_uses(
			after: Option<Payer<AccountId>>,
			limit: u32,
		) -> Result<AllowanceUses<AccountId>, QueryError> {
			allowance_uses::allowance_uses(after, limit)
		}

		fn batches(
			institution: InstitutionId,
			from: Option<Root>,
			limit: u32,
		) -> Result<Option<Page<BatchView, Root>>, QueryError> {
			Credentials::batches(institution, from, limit)
		}

		fn accreditations_given(
			grantor: InstitutionId,
			from: u32,
			limit: u32,
		) -> Result<Option<Page<AccreditationView>>, QueryError> {
			Credentials::accreditations_given(grantor, from, limit)
		}

		fn document_keys(
			institution: InstitutionId,
			from: u32,
			limit: u32,
		) -> Result<Option<Page<DocumentKeyView>>, QueryError> {
			Credentials::document_keys(institution, from, limit)
		}

		fn status_list(
			institution: InstitutionId,
			label: ListLabel,
			from: u32,
			limit: u32,
		) -> Result<Option<StatusListPage>, QueryError> {
			Credentials::status_list(institution, label, from, limit)
		}

		fn event_log(
			institution: Option<InstitutionId>,
		) -> Result<Option<Frontier>, QueryError> {
			Credentials::event_log(institution)
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(
			extra: bool,
		) -> (Vec<frame_benchmarking::BenchmarkList>, Vec<frame_support::traits::StorageInfo>) {
			crate::benchmarks::list(extra)
		}

		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, String> {
			crate::benchmarks::dispatch(config)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(
			checks: frame_try_runtime::UpgradeCheckSelect,
		) -> (frame_support::weights::Weight, frame_support::weights::Weight) {
			let spent = Executive::try_runtime_upgrade(checks)
				.expect("a tool that asks for checks wants to see them fail");
			(spent, <Runtime as frame_system::Config>::BlockWeights::get().max_block)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> frame_support::weights::Weight {
			Executive::try_execute_block(block, state_root_check, signature_check, select)
				.expect("a tool that asks for checks wants to see them fail")
		}
	}
}
