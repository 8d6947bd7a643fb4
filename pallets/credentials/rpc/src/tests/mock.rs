// SPDX-License-Identifier: Apache-2.0

//! A node with a chain of empty blocks, and its answers to the requests of a client.

use super::{
	api::Api,
	samples::{self, time},
};
use crate::{Credentials, Finality, Sets};
use codec::{Compact, Encode};
use jsonrpsee::RpcModule;
use pallet_credentials_rpc_api::{time::Time, CredentialsApiServer, Signature, SIGNATURES};
use pallet_credentials_runtime_api::CredentialsApi;
use sc_client_api::{in_mem, Backend, BlockImportOperation, NewBlockState, TrieCacheContext};
use serde_json::{json, Value};
use sp_api::{
	ApiError, ApiRef, CallApiAt, CallApiAtParams, CallContext, ProvideRuntimeApi, RuntimeApiInfo,
};
use sp_blockchain::{BlockStatus, HeaderBackend, Info, Result as ChainResult};
use sp_consensus::SyncOracle;
use sp_core::{
	storage::{StateVersion::V1, Storage},
	H256,
};
use sp_runtime::{
	generic,
	traits::{BlakeTwo256, Header as _},
	AccountId32, Digest, Justifications, OpaqueExtrinsic,
};
use sp_version::RuntimeVersion;
use std::{
	collections::BTreeMap,
	sync::{
		atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering::SeqCst},
		Arc, Mutex,
	},
};
use testamur_primitives::{
	evaluate::MEANING,
	keys,
	views::{Contract, QueryError},
};

/// The name and the version of the rules of the mocked runtime.
pub(super) const SPEC: (&str, u32) = ("testamur", 5);
/// The version of the API that this crate was written for.
pub(super) const NEWEST: u32 = <dyn CredentialsApi<Block, AccountId32> as RuntimeApiInfo>::VERSION;

/// Returns whether a method proves something. It answers from the votes of validators.
pub(super) fn proves(signature: &Signature) -> bool {
	["_prove", "_authoritySets"].iter().any(|name| signature.method.contains(name))
}

/// Returns the methods that answer from the state of a block, which their last parameter names.
pub(super) fn answering() -> impl Iterator<Item = Signature> {
	SIGNATURES.into_iter().filter(|signature| !proves(signature))
}

/// Returns the version of a runtime as the state keeps it.
pub(super) fn last_upgrade((name, version): (&str, u32)) -> Vec<u8> {
	(Compact(version), name).encode()
}

/// Values by their keys.
pub(super) type State = BTreeMap<Vec<u8>, Vec<u8>>;

type Header = generic::Header<u32, BlakeTwo256>;
pub(super) type Block = generic::Block<Header, OpaqueExtrinsic>;

/// The behavior of the mocked node, which tests may change.
pub(super) struct Behavior {
	pub(super) syncing: AtomicBool,
	pub(super) traps: AtomicBool,
	pub(super) loses_a_verdict: AtomicBool,
	/// The error with which the runtime refuses every question.
	pub(super) refusal: Mutex<Option<QueryError>>,
	/// The version of the API that the runtime speaks; 0 for none.
	pub(super) version: AtomicU32,
	/// The number of blocks for which the runtime was asked for its contract.
	pub(super) contracts: AtomicUsize,
	pub(super) contract: Mutex<Contract>,
	/// The number of calls into the runtime so far.
	pub(super) calls: AtomicUsize,
	/// The version of the rules of the runtime, which is that of [`SPEC`] unless a test says otherwise.
	pub(super) spec_version: AtomicU32,
	/// What the engine of finality knows.
	pub(super) known: Mutex<Known>,
}

/// What the engine of finality of the mocked node knows.
#[derive(Default)]
pub(super) struct Known {
	/// The votes for the last block that validators finalized.
	pub(super) best: Option<Vec<u8>>,
	/// The number of the set that votes now.
	pub(super) current: u64,
	/// Its members, as a state holds them.
	pub(super) authorities: Vec<u8>,
	/// The sets before, with their last blocks.
	pub(super) ended: Vec<(u64, u32)>,
	/// The authorities of the genesis block.
	pub(super) first: Option<Vec<u8>>,
}

impl Finality for Behavior {
	fn best_justification(&self) -> Result<Option<Vec<u8>>, String> {
		match self.traps.load(SeqCst) {
			true => Err("the votes cannot be read".into()),
			false => Ok(self.known.lock().unwrap().best.clone()),
		}
	}

	fn sets(&self) -> Result<Sets, String> {
		let Known { current, authorities, ended, .. } = &*self.known.lock().unwrap();
		Ok(Sets { current: *current, authorities: authorities.clone(), ended: ended.clone() })
	}

	fn first_authorities(&self) -> Option<Vec<u8>> {
		self.known.lock().unwrap().first.clone()
	}
}

impl Default for Behavior {
	fn default() -> Self {
		Self {
			syncing: AtomicBool::default(),
			traps: AtomicBool::default(),
			loses_a_verdict: AtomicBool::default(),
			refusal: Mutex::default(),
			version: AtomicU32::new(NEWEST),
			contracts: AtomicUsize::default(),
			contract: Mutex::new(Contract { meaning: MEANING, compatible_since: 1 }),
			calls: AtomicUsize::default(),
			spec_version: AtomicU32::new(SPEC.1),
			known: Mutex::default(),
		}
	}
}

impl SyncOracle for Behavior {
	fn is_major_syncing(&self) -> bool {
		self.syncing.load(SeqCst)
	}

	fn is_offline(&self) -> bool {
		false
	}
}

/// The blocks of a chain.
pub(super) struct Blocks<'a> {
	/// The last block whose state is pruned; the genesis block keeps its own.
	pub(super) pruned: u32,
	/// The last finalized block.
	pub(super) finalized: u32,
	/// The last block.
	pub(super) best: u32,
	/// The state of a block of this number after blocks of these hashes.
	pub(super) state: &'a dyn Fn(u32, &[H256]) -> State,
	/// The items that a block of this number announces after blocks of these hashes.
	pub(super) digest: &'a dyn Fn(u32, &[H256]) -> Digest,
	/// The votes for a block that the database keeps.
	pub(super) votes: &'a dyn Fn(u32, H256) -> Option<Vec<u8>>,
}

pub(super) struct Node {
	pub(super) rpc: RpcModule<()>,
	/// The methods of the trait, with or without a signature.
	pub(super) trait_methods: Vec<&'static str>,
	pub(super) behavior: Arc<Behavior>,
	pub(super) hashes: Vec<H256>,
	pub(super) fork: H256,
}

impl Node {
	/// Creates a node with blocks 0 to `best`. Those to `finalized` are finalized, and the state of
	/// blocks 1 to `pruned` is pruned. A fork of one block builds on the genesis block.
	pub(super) fn new(pruned: u32, finalized: u32, best: u32) -> Self {
		Self::with_state(pruned, finalized, best, &State::new())
	}

	/// Creates such a node with values in the state of every block.
	pub(super) fn with_state(pruned: u32, finalized: u32, best: u32, values: &State) -> Self {
		Self::with_states(pruned, finalized, best, |_| values)
	}

	/// Creates such a node with values in the state of each block. The fork keeps those of the
	/// genesis block.
	pub(super) fn with_states<'a>(
		pruned: u32,
		finalized: u32,
		best: u32,
		values: impl Fn(u32) -> &'a State,
	) -> Self {
		let state = |number, _: &[H256]| values(number).clone();
		let (digest, votes) = (|_, _: &[H256]| Digest::default(), |_, _| None);
		Self::of(&Blocks { pruned, finalized, best, state: &state, digest: &digest, votes: &votes })
	}

	/// Creates a node with these blocks, and a fork of one block on the genesis block.
	pub(super) fn of(blocks: &Blocks<'_>) -> Self {
		let backend = Arc::new(in_mem::Backend::<Block>::new());
		let header = |parent, number, content, values: &State, digest| {
			let mut operation = backend.begin_operation().unwrap();
			let root = operation.reset_storage(storage(values), V1).unwrap();
			Header::new(number, content, root, parent, digest)
		};
		let mut hashes = vec![];
		for number in 0..=blocks.best {
			let parent = hashes.last().copied().unwrap_or_default();
			let values = (blocks.state)(number, &hashes);
			let digest = (blocks.digest)(number, &hashes);
			let header = header(parent, number, H256::zero(), &values, digest);
			let hash = header.hash();
			let votes = (blocks.votes)(number, hash).map(|votes| (*b"FRNK", votes).into());
			let state =
				if number <= blocks.finalized { NewBlockState::Final } else { NewBlockState::Best };
			if (1..=blocks.pruned).contains(&number) {
				backend.blockchain().insert(hash, header, votes, None, state, true).unwrap();
			} else {
				insert(&backend, header, votes, state, &values);
			}
			hashes.push(hash);
		}
		let values = (blocks.state)(0, &[]);
		let fork = header(hashes[0], 1, H256::repeat_byte(1), &values, Digest::default());
		let fork_hash = fork.hash();
		insert(&backend, fork, None, NewBlockState::Normal, &values);
		Self::over(backend, hashes, fork_hash)
	}

	/// Creates the methods over a database.
	fn over(backend: Arc<in_mem::Backend<Block>>, hashes: Vec<H256>, fork: H256) -> Self {
		let behavior = Arc::new(Behavior::default());
		let api = Api { behavior: behavior.clone(), backend: backend.clone() };
		let client = Arc::new(Client { backend: backend.clone(), behavior: behavior.clone(), api });
		let credentials = || {
			let (client, finality) = (client.clone(), behavior.clone());
			Credentials::new(client, backend.clone(), behavior.clone(), finality)
		};
		let trait_methods = CredentialsApiServer::into_rpc(credentials()).method_names().collect();
		let rpc = credentials().into_rpc();
		Self { rpc, trait_methods, behavior, hashes, fork }
	}

	/// Creates a node on which no state is pruned and every block is finalized.
	pub(super) fn archive() -> Self {
		Self::new(0, 9, 9)
	}

	pub(super) fn hash(&self, number: u32) -> Value {
		json!(self.hashes[number as usize])
	}

	/// Returns the member `asOf` of an answer from a finalized block.
	pub(super) fn as_of(&self, number: u32) -> Value {
		let time = Time(time(number));
		let time = if number == 0 { Value::Null } else { json!(time) };
		json!({
			"blockNumber": number, "blockHash": self.hash(number), "time": time, "finalized": true,
		})
	}

	/// Sends a request with these parameters, and returns the result or the error.
	pub(super) async fn ask(&self, method: &str, params: Value) -> Result<Value, Refusal> {
		let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
		self.ask_raw(&request.to_string()).await
	}

	/// Sends the text of a request, and returns the result or the error.
	pub(super) async fn ask_raw(&self, request: &str) -> Result<Value, Refusal> {
		let (response, _) = self.rpc.raw_json_request(request, 1).await.unwrap();
		let mut response: Value = serde_json::from_str(&response).unwrap();
		match response.get("error") {
			None => Ok(response["result"].take()),
			Some(error) => Err(Refusal {
				code: error["code"].as_i64().unwrap(),
				message: error["message"].as_str().unwrap().into(),
				field: error["data"]["field"].as_str().map(Into::into),
			}),
		}
	}

	/// Returns valid parameters for a method.
	pub(super) fn valid(signature: &Signature) -> Vec<Value> {
		let root = json!(H256::repeat_byte(7));
		let value = |name: &&str| match *name {
			"references" => json!([samples::reference()]),
			"root" => root.clone(),
			"label" => json!("0x07070707070707070707070707070707"),
			"records" => json!([{ "type": 4 }]),
			"from" if signature.method == "credentials_batches" => root.clone(),
			"from" if signature.method == "credentials_authoritySets" => json!(0),
			"from" => json!(256),
			"at" => Value::Null,
			_ => json!(1),
		};
		signature.params.iter().map(value).collect()
	}
}

/// Returns the storage of a block: these values, and the version of the last runtime upgrade, which
/// is that of the mocked runtime unless the values hold another.
fn storage(values: &State) -> Storage {
	let mut top = values.clone();
	top.entry(keys::last_runtime_upgrade()).or_insert_with(|| last_upgrade(SPEC));
	Storage { top, children_default: Default::default() }
}

fn insert(
	backend: &in_mem::Backend<Block>,
	header: Header,
	votes: Option<Justifications>,
	state: NewBlockState,
	values: &State,
) {
	let mut operation = backend.begin_operation().unwrap();
	operation.reset_storage(storage(values), V1).unwrap();
	operation.set_block_data(header, None, None, votes, state, true).unwrap();
	backend.commit_operation(operation).unwrap();
}

/// A JSON-RPC error.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
	pub(super) code: i64,
	pub(super) message: String,
	pub(super) field: Option<String>,
}

struct Client {
	backend: Arc<in_mem::Backend<Block>>,
	behavior: Arc<Behavior>,
	api: Api,
}

impl ProvideRuntimeApi<Block> for Client {
	type Api = Api;

	fn runtime_api(&self) -> ApiRef<'_, Self::Api> {
		self.api.clone().into()
	}
}

impl HeaderBackend<Block> for Client {
	fn header(&self, hash: H256) -> ChainResult<Option<Header>> {
		self.backend.blockchain().header(hash)
	}

	fn info(&self) -> Info<Block> {
		self.backend.blockchain().info()
	}

	fn status(&self, hash: H256) -> ChainResult<BlockStatus> {
		self.backend.blockchain().status(hash)
	}

	fn number(&self, hash: H256) -> ChainResult<Option<u32>> {
		self.backend.blockchain().number(hash)
	}

	fn hash(&self, number: u32) -> ChainResult<Option<H256>> {
		self.backend.blockchain().hash(number)
	}
}

impl CallApiAt<Block> for Client {
	type StateBackend = <in_mem::Backend<Block> as Backend<Block>>::State;

	fn call_api_at(&self, _: CallApiAtParams<'_, Block>) -> Result<Vec<u8>, ApiError> {
		unreachable!("the API is mocked")
	}

	fn runtime_version_at(&self, at: H256, _: CallContext) -> Result<RuntimeVersion, ApiError> {
		// The code is a part of the state.
		self.state_at(at)?;
		let id = <dyn CredentialsApi<Block, AccountId32> as RuntimeApiInfo>::ID;
		let version = self.behavior.version.load(SeqCst);
		let apis = if version == 0 { vec![] } else { vec![(id, version)] };
		Ok(RuntimeVersion {
			spec_name: SPEC.0.into(),
			spec_version: self.behavior.spec_version.load(SeqCst),
			apis: apis.into(),
			..Default::default()
		})
	}

	fn state_at(&self, at: H256) -> Result<Self::StateBackend, ApiError> {
		let state = self.backend.state_at(at, TrieCacheContext::Untrusted);
		state.map_err(|error| ApiError::UnknownBlock(error.to_string()))
	}

	fn initialize_extensions(
		&self,
		_: H256,
		_: &mut sp_api::__private::Extensions,
	) -> Result<(), ApiError> {
		unreachable!("the API is mocked")
	}
}
