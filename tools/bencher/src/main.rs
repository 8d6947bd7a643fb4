// SPDX-License-Identifier: Apache-2.0

//! `testamur-bencher`: the benchmark commands of the SDK, for a runtime in a file and for the
//! database of a stopped node.
//!
//! * `pallet`: the benchmarks of a runtime that was built with them.
//! * `overhead`: the cost of an empty block and of an empty transaction.
//! * `storage`: the cost of reading and writing a value in the database of a chain.
//!
//! The program knows nothing of Testamur. A node with these commands would have to be compiled with
//! the benchmarks of every pallet, and would depend on two hundred crates that no node needs.

#![allow(clippy::result_large_err, reason = "the errors of `sc-cli` are large")]

use std::sync::Arc;

use clap::Parser;
use frame_benchmarking_cli::{OverheadCmd, PalletCmd, StorageCmd};
use sc_cli::{ChainSpec, Result, SubstrateCli};
use sc_client_db::Backend;
use sc_executor::WasmExecutor;
use sc_service::{Configuration, GenericChainSpec, TFullClient};
use sp_io::SubstrateHostFunctions;
use sp_runtime::{
	generic,
	traits::{BlakeTwo256, HashingFor},
	OpaqueExtrinsic,
};

type Block = generic::Block<generic::Header<u32, BlakeTwo256>, OpaqueExtrinsic>;
/// The client of a database. It has no runtime API, since the measurement reads the state directly.
type Client = TFullClient<Block, (), WasmExecutor<SubstrateHostFunctions>>;

/// Measures the weights of a runtime.

#[derive(Parser)]
struct Cli {
	#[command(subcommand)]
	command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
	/// Run the benchmarks of a runtime's pallets.
	Pallet(PalletCmd),
	/// Measure an empty block and an empty transaction.
	Overhead(OverheadCmd),
	/// Measure reading and writing values of a chain's state.
	Storage(StorageCmd),
}

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Testamur Bencher".into()
	}

	fn impl_version() -> String {
		env!("CARGO_PKG_VERSION").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		"The Testamur developers".into()
	}

	fn support_url() -> String {
		"the issues of the Testamur repository".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, file: &str) -> std::result::Result<Box<dyn ChainSpec>, String> {
		Ok(Box::new(GenericChainSpec::<sc_service::NoExtension>::from_json_file(file.into())?))
	}
}

fn main() -> Result<()> {
	let cli = Cli::from_args();
	match &cli.command {
		Command::Pallet(cmd) => {
			init_log()?;
			cmd.run_with_spec::<HashingFor<Block>, ()>(None)
		},
		Command::Overhead(cmd) => {
			init_log()?;
			cmd.run_with_default_builder_and_spec::<Block, ()>(None)
		},
		Command::Storage(cmd) => {
			cli.create_runner(cmd)?.sync_run(|config| measure_storage(cmd, config))
		},
	}
}

/// Initializes the log of a command that creates no node of its own.
fn init_log() -> Result<()> {
	Ok(sc_cli::LoggerBuilder::new("info").init()?)
}

/// Measures the database that the configuration names, at its best block.
fn measure_storage(cmd: &StorageCmd, config: Configuration) -> Result<()> {
	let executor = sc_service::new_wasm_executor(&config.executor);
	let (client, backend, _keystore, _tasks) =
		sc_service::new_full_parts::<Block, (), _>(&config, None, executor, Vec::new())?;
	let (database, storage) = (backend.expose_db(), backend.expose_storage());
	let cache = backend.expose_shared_trie_cache();
	cmd.run::<Block, Backend<Block>, Client>(config, Arc::new(client), database, storage, cache)
}
