// SPDX-License-Identifier: Apache-2.0

//! Checkpoints: the last final block of a database, and the validators that finalize the blocks after it
//! (`docs/checkpoint.md`).

mod beginning;
mod start;

pub(crate) use start::WarpStart;

use beginning::{Beginning, History, Plans};
use codec::Encode;
use sc_cli::{CliConfiguration, DatabaseParams, Error, PruningParams, Result, SharedParams};
use sc_consensus_grandpa::{find_forced_change, find_scheduled_change, SharedAuthoritySet};
use sc_service::ChainSpec;
use serde::Serialize;
use serde_json::{json, Value};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::{sr25519::AuthorityId as Author, AuraApi};
use sp_consensus_grandpa::SetId;
use sp_core::bytes::to_hex;
use sp_runtime::traits::Header as _;
use std::{fs, path::PathBuf};
use testamur_primitives::Moment;
use testamur_proof::{AuthoritySet, Header};
use testamur_runtime::{opaque::Block, BlockNumber, Hash, Header as RuntimeHeader};

use pallet_credentials_rpc::Sets;

use crate::{components::FullClient, output::print, rpc::sets};

/// The authorities of finality, as GRANDPA keeps them in a database.
type Authorities = SharedAuthoritySet<Hash, BlockNumber>;

/// The arguments of the command.
#[derive(Debug, Clone, clap::Parser)]
pub(crate) struct CheckpointCmd {
	/// Write the raw specification of the chain with the checkpoint to this file, too.
	#[arg(long, value_name = "FILE")]
	specification: Option<PathBuf>,

	#[command(flatten)]
	shared_params: SharedParams,

	#[command(flatten)]
	pruning_params: PruningParams,

	#[command(flatten)]
	database_params: DatabaseParams,
}

impl CliConfiguration for CheckpointCmd {
	fn shared_params(&self) -> &SharedParams {
		&self.shared_params
	}

	fn pruning_params(&self) -> Option<&PruningParams> {
		Some(&self.pruning_params)
	}

	fn database_params(&self) -> Option<&DatabaseParams> {
		Some(&self.database_params)
	}
}

impl CheckpointCmd {
	/// Prints the checkpoint of a database as JSON, and to standard error what members compare.
	pub(crate) fn run(
		&self,
		client: &FullClient,
		authority_set: &Authorities,
		spec: &dyn ChainSpec,
	) -> Result<()> {
		let checkpoint = Checkpoint::of(client, authority_set)?;
		if let Some(path) = &self.specification {
			let text = checkpoint.specification(spec)?;
			fs::write(path, text).map_err(|error| {
				Error::Input(format!("{} cannot be written: {error}", path.display()))
			})?;
		}
		let text = serde_json::to_string_pretty(&checkpoint).map_err(failed)?;
		print(format_args!("{text}\n"))?;
		eprintln!("{}", checkpoint.to_compare());
		Ok(())
	}
}

/// A final block with the set of validators that finalizes the blocks after it.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Checkpoint {
	/// The hash of the genesis block.
	genesis: String,
	/// The keys of the validators for finality, in their order.
	authorities: Vec<String>,
	/// The number of their set.
	set_id: SetId,
	/// The hash of their set, as verifiers name it.
	set_hash: String,
	/// The first block that the set finalized, or else the first of which this database knows it.
	first: BlockNumber,
	/// The end of the slot of the block before that one, in milliseconds: with it ended the set before.
	/// It is left out where there is no such slot, as for set 0, and where the database does not know how
	/// the set began: nobody can go on from the set before with such a checkpoint.
	#[serde(skip_serializing_if = "Option::is_none")]
	former_until: Option<Moment>,
	/// The block in which the set was forced upon the chain; null if the set before handed over to it.
	forced_in: Option<BlockNumber>,
	/// True if the database knows how the set began.
	#[serde(skip)]
	is_known: bool,
	/// The number of the block.
	block_number: BlockNumber,
	/// The hash of the block.
	block_hash: String,
	/// The header of the block in SCALE.
	header: String,
	/// The keys of the validators that may write blocks after this one.
	authors: Vec<String>,
	/// The set of authorities as GRANDPA encodes it, for specifications.
	#[serde(skip)]
	encoded_set: Vec<u8>,
}

impl Checkpoint {
	/// Reads the checkpoint of a database.
	fn of(client: &FullClient, authority_set: &Authorities) -> Result<Self> {
		let info = client.info();
		let header = client.header(info.finalized_hash)?;
		let header =
			header.ok_or_else(|| Error::Input("the last final block is missing".into()))?;
		let authors = client.runtime_api().authorities(info.finalized_hash);
		let authors: Vec<Author> = authors.map_err(failed)?;
		let (sets, number) = (sets(authority_set).map_err(Error::Input)?, *header.number());
		let set = AuthoritySet::from_storage(sets.current, &sets.authorities);
		let set = set.map_err(|refusal| Error::Input(refusal.to_string()))?;
		let mut history = History {
			ended: &sets.ended,
			last_final: number,
			best: info.best_number,
			plans: |number| plans(client, number),
		};
		let beginning = history.beginning_of(set.id()).map_err(Error::Input)?;
		let (first, former_until, forced_in) = match beginning {
			Beginning::Known { first, forced_in } => {
				(first, slot_end(client, first.saturating_sub(1))?, forced_in)
			},
			// As far as this database goes back, no forced change is about to make plans void.
			Beginning::Unknown => (number.saturating_add(1), None, None),
		};
		Ok(Self {
			genesis: hex(info.genesis_hash),
			authorities: set.authorities().iter().map(|authority| hex(authority.key)).collect(),
			set_id: set.id(),
			set_hash: hex(set.hash().0),
			first,
			former_until,
			forced_in,
			is_known: beginning != Beginning::Unknown,
			block_number: number,
			block_hash: hex(header.hash()),
			header: hex(header.encode()),
			authors: authors.iter().map(hex).collect(),
			encoded_set: encode_set(&sets),
		})
	}

	/// Returns the raw specification of the chain with the checkpoint, in the member that the SDK has for
	/// it, of which light clients of chains with BABE know how to make use.
	fn specification(&self, spec: &dyn ChainSpec) -> Result<String> {
		let mut json: Value =
			serde_json::from_str(&spec.as_json(true).map_err(Error::Input)?).map_err(failed)?;
		json["lightSyncState"] = json!({
			"finalizedBlockHeader": self.header,
			"grandpaAuthoritySet": hex(&self.encoded_set),
			// No forks, no final number and no epochs of BABE, which this chain does not have.
			"babeEpochChanges": "0x000000",
			"babeFinalizedBlockWeight": 0,
		});
		serde_json::to_string_pretty(&json).map_err(failed)
	}

	/// Returns what members read to one another.
	fn to_compare(&self) -> String {
		format!(
			"Compare with other members, each of whom reads a database of their own:\n\
			 the chain            {}\n\
			 block {:<14} {}\n\
			 set {:<16} {}\n\
			 how the set began    {}\n\
			 Every honest database has the same hash for a block, and the same for a set and its beginning. \
			 If the others have other blocks, compare the chain, the set and its beginning.",
			self.genesis,
			self.block_number,
			self.block_hash,
			self.set_id,
			self.set_hash,
			self.beginning(),
		)
	}

	/// Returns how the set began, in words.
	fn beginning(&self) -> String {
		if !self.is_known {
			return "not known to this database, which was made by a warp sync: a verifier can begin \
			 with it, and not go on from the set before"
				.into();
		}
		let former = self.former_until.map_or_else(
			|| "no set before it".into(),
			|until| format!("the set before it until {until} ms"),
		);
		let forced = self
			.forced_in
			.map_or_else(|| "not forced".into(), |block| format!("forced in block {block}"));
		format!("with block {}, {former}, {forced}", self.first)
	}
}

/// Encodes a set of authorities as GRANDPA does, without changes that are not final yet, so that all members
/// make the same bytes.
fn encode_set(sets: &Sets) -> Vec<u8> {
	let mut encoded = sets.authorities.clone();
	sets.current.encode_to(&mut encoded);
	// Of the changes that wait for a block to be final there is no tree, and no final number. There are
	// no forced changes.
	encoded.extend([0, 0, 0]);
	sets.ended.encode_to(&mut encoded);
	encoded
}

fn failed(error: impl core::error::Error + Send + Sync + 'static) -> Error {
	Error::Application(Box::new(error))
}

/// Returns the header of a block of the best chain, if the database has it.
fn header_of(client: &FullClient, number: BlockNumber) -> Result<Option<RuntimeHeader>> {
	let Some(hash) = client.hash(number)? else { return Ok(None) };
	Ok(client.header(hash)?)
}

/// Returns the plans for the authorities in a block of the best chain, if the database has it.
fn plans(client: &FullClient, number: BlockNumber) -> std::result::Result<Option<Plans>, String> {
	let header = header_of(client, number).map_err(|error| error.to_string())?;
	let Some(header) = header else { return Ok(None) };
	let forced_after = find_forced_change::<Block>(&header).map(|(_, change)| change.delay);
	// One that is forced counts before one that is scheduled.
	let scheduled = forced_after.is_none() && find_scheduled_change::<Block>(&header).is_some();
	Ok(Some(Plans { scheduled, forced_after }))
}

/// Returns the end of the slot of a block, if the database has the block and it states a slot.
fn slot_end(client: &FullClient, number: BlockNumber) -> Result<Option<Moment>> {
	let Some(header) = header_of(client, number)? else { return Ok(None) };
	let header = Header::decode(&header.encode());
	let header = header.map_err(|refusal| Error::Input(refusal.to_string()))?;
	Ok(header.slot_end())
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
	to_hex(bytes.as_ref(), false)
}
