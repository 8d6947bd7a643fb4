// SPDX-License-Identifier: Apache-2.0

//! Executes the command line.

use std::{
	future::Future,
	net::{SocketAddr, TcpListener},
	sync::Arc,
};

use sc_cli::{CliConfiguration, Error, Result, Runner, SubstrateCli};
use sc_consensus::DefaultImportQueue;
use sc_consensus_grandpa::SharedAuthoritySet;
use sc_service::{ChainType, Configuration, PruningMode};
use testamur_runtime::{opaque::Block, BlockNumber, Hash};

use crate::{
	chain_spec,
	checkpoint::WarpStart,
	cli::{Cli, RunArgs, Sealing, Subcommand},
	components::{FullBackend, FullClient},
	exposure,
	module_cache::ModuleCache,
	output::end_without_reader,
	service::{self, Partial},
};

/// Executes the command that the command line names, or runs a node.
pub(crate) fn run() -> Result<()> {
	let cli = Cli::from_args();
	end_without_reader();

	match &cli.subcommand {
		None => run_node(&cli, &cli.run),
		Some(Subcommand::Key(cmd)) => cmd.run(&cli),
		Some(Subcommand::Genesis(cmd)) => cmd.run(&Cli::executable_name()),
		Some(Subcommand::ExportChainSpec(cmd)) => {
			let mut spec = cli.load_spec(&cmd.chain)?;
			if cmd.raw {
				chain_spec::build_state(spec.as_mut())?;
			}
			cmd.run(spec)
		},
		Some(Subcommand::BuildSpec(cmd)) => runner(&cli, cmd)?.sync_run(|mut config| {
			if cmd.raw {
				chain_spec::build_state(config.chain_spec.as_mut())?;
			}
			cmd.run(config.chain_spec, config.network)
		}),
		Some(Subcommand::CheckBlock(cmd)) => {
			on_database(&cli, cmd, |database, _| cmd.run(database.client, database.import_queue))
		},
		Some(Subcommand::ExportBlocks(cmd)) => {
			on_database(&cli, cmd, |database, config| cmd.run(database.client, config.database))
		},
		Some(Subcommand::ExportState(cmd)) => {
			on_database(&cli, cmd, |database, config| cmd.run(database.client, config.chain_spec))
		},
		Some(Subcommand::ImportBlocks(cmd)) => {
			on_database(&cli, cmd, |database, _| cmd.run(database.client, database.import_queue))
		},
		Some(Subcommand::Checkpoint(cmd)) => on_database(&cli, cmd, |database, config| {
			let Database { client, authority_set, .. } = database;
			let printed = cmd.run(&client, &authority_set, &*config.chain_spec);
			async { printed }
		}),
		Some(Subcommand::PurgeChain(cmd)) => {
			runner(&cli, cmd)?.sync_run(|config| cmd.run(config.database))
		},
		Some(Subcommand::Revert(cmd)) => on_database(&cli, cmd, |database, _| {
			let revert_votes = Box::new(|client, _, blocks| {
				sc_consensus_grandpa::revert(client, blocks)?;
				Ok(())
			});
			cmd.run(database.client, database.backend, Some(revert_votes))
		}),
		Some(Subcommand::ChainInfo(cmd)) => {
			runner(&cli, cmd)?.sync_run(|config| cmd.run::<Block>(&config))
		},
	}
}

/// Returns what runs a command of the SDK.
fn runner<Cmd: CliConfiguration>(cli: &Cli, cmd: &Cmd) -> Result<Runner<Cli>> {
	let runner = cli.create_runner(cmd)?;
	// The runner has set a hook of its own.
	end_without_reader();
	Ok(runner)
}

/// An open database of a chain.
struct Database {
	client: Arc<FullClient>,
	backend: Arc<FullBackend>,
	import_queue: DefaultImportQueue<Block>,
	authority_set: SharedAuthoritySet<Hash, BlockNumber>,
}

/// Opens the database of a chain and runs a command on it.
fn on_database<Work: Future<Output = Result<()>>>(
	cli: &Cli,
	cmd: &impl CliConfiguration,
	work: impl FnOnce(Database, Configuration) -> Work,
) -> Result<()> {
	runner(cli, cmd)?.async_run(|mut config| {
		let cache = ModuleCache::open_or_warn(None);
		let Partial { client, backend, import_queue, task_manager, other, .. } =
			service::partial(&mut config, None, cache.as_ref(), true)?;
		let authority_set = other.grandpa_link.shared_authority_set().clone();
		let database = Database { client, backend, import_queue, authority_set };
		Ok((work(database, config), task_manager))
	})
}

fn run_node(cli: &Cli, args: &RunArgs) -> Result<()> {
	exposure::check_options(&args.base)?;
	let mut runner = cli.create_runner(&args.base)?;
	exposure::check_endpoints(runner.config_mut())?;
	service::check_network(runner.config())?;
	check_sealing(args.sealing, runner.config())?;
	keep_history_on_development_chains(runner.config_mut());
	if args.base.rpc_params.rpc_port.is_some() {
		require_rpc_port(runner.config_mut())?;
	}
	if args.base.prometheus_params.prometheus_port.is_some() {
		require_metrics_port(runner.config())?;
	}

	let RunArgs { sealing, module_cache, storage_monitor, warp_from, .. } = args;
	let warp_start = warp_from.as_deref().map(WarpStart::read).transpose()?;
	let cache = ModuleCache::open_or_warn(module_cache.as_deref());
	let limits = service::pool_limits(&args.base.pool_config, args.base.is_dev()?);
	let ended = runner.run_node_until_exit(|config| async move {
		service::start(config, *sealing, storage_monitor, limits, cache.as_ref(), warp_start)
	});
	ended.map_err(Error::from)
}

/// Refuses instant sealing on chains of several nodes, where no other node would accept blocks
/// without seals and votes.
fn check_sealing(sealing: Sealing, config: &Configuration) -> Result<()> {
	match (sealing, config.chain_spec.chain_type()) {
		(Sealing::Consensus, _) | (Sealing::Instant, ChainType::Development) => Ok(()),
		(Sealing::Instant, _) => Err(Error::Input(format!(
			"--sealing instant is for development chains, and {} is none: its validators make \
			 blocks together. Leave the option out, or use --dev",
			config.chain_spec.name(),
		))),
	}
}

/// Sets a development chain to keep all of its states, so that it can answer questions about the
/// past. On other chains the operator decides with `--state-pruning`.
fn keep_history_on_development_chains(config: &mut Configuration) {
	if config.chain_spec.chain_type() == ChainType::Development {
		config.state_pruning.get_or_insert(PruningMode::ArchiveCanonical);
	}
}

/// Makes the node stop if the RPC port is taken, instead of moving to a random one. The operator
/// chose the port, so clients rely on it.
fn require_rpc_port(config: &mut Configuration) -> Result<()> {
	for endpoint in config.rpc.addr.iter_mut().flatten() {
		endpoint.retry_random_port = false;
		if endpoint.is_optional {
			continue;
		}
		require_port(endpoint.listen_addr, "RPC", "--rpc-port")?;
	}
	Ok(())
}

/// Makes the node stop if the port for metrics is taken, instead of going on without any. The operator
/// chose the port, so alerts rely on it.
fn require_metrics_port(config: &Configuration) -> Result<()> {
	match &config.prometheus_config {
		Some(prometheus) => require_port(prometheus.port, "metrics", "--prometheus-port"),
		None => Ok(()),
	}
}

/// Checks that an address is free to listen on.
fn require_port(address: SocketAddr, purpose: &str, option: &str) -> Result<()> {
	TcpListener::bind(address).map(drop).map_err(|error| {
		Error::Input(format!(
			"cannot listen for {purpose} on {address}: {error}. Stop what listens there, or choose \
			 another {option}"
		))
	})
}
