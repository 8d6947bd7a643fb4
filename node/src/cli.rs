// SPDX-License-Identifier: Apache-2.0

//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, ValueEnum};
use sc_cli::{
	BuildSpecCmd, ChainInfoCmd, ChainSpec, CheckBlockCmd, ExportBlocksCmd, ExportChainSpecCmd,
	ExportStateCmd, ImportBlocksCmd, KeySubcommand, PurgeChainCmd, RevertCmd, RunCmd, SubstrateCli,
};
use sc_storage_monitor::StorageMonitorParams;

use crate::{chain_spec, checkpoint::CheckpointCmd, genesis::GenesisCmd};

const DESCRIPTION: &str = "\
Testamur: a consortium chain for micro-credentials.

Institutions that trust each other run it, decide together who may issue what, and anchor \
credentials on it without fees and without personal data. Anyone can verify a credential by asking \
a node.";

const FIRST_STEPS: &str = "\
First steps:
  testamur-node --dev                        A chain of your own; gone when you stop it.
  testamur-node --dev --sealing instant      The same, with a block as soon as there is
                                             something to put into it.
  testamur-node --chain FILE --name NAME     Join the network that FILE describes.

Add --base-path DIR to keep the data, and --validator to write blocks.
All options: testamur-node --help. The RPC methods are described in docs/rpc.md.";

/// Options that `-h` shows. The other hundred are for operators, who find them with `--help`.
const COMMON_OPTIONS: [&str; 12] = [
	"base_path",
	"chain",
	"dev",
	"help",
	"name",
	"prometheus_port",
	"rpc_external",
	"rpc_port",
	"sealing",
	"state_pruning",
	"validator",
	"version",
];

/// The command line of the binary.
#[derive(Debug, Parser)]
pub(crate) struct Cli {
	#[command(subcommand)]
	pub(crate) subcommand: Option<Subcommand>,

	#[command(flatten)]
	pub(crate) run: RunArgs,
}

/// The options of a running node.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
	#[command(flatten)]
	pub(crate) base: RunCmd,

	/// Choose when blocks are made.
	#[arg(long, value_name = "MODE", value_enum, default_value_t = Sealing::Consensus)]
	pub(crate) sealing: Sealing,

	/// The folder where compiled runtimes are kept, so that the next start takes a moment instead of
	/// seconds. Nobody else may be able to write it. The variable TESTAMUR_MODULE_CACHE names it for
	/// all commands; the default is the folder for caches of this user.
	#[arg(long, value_name = "DIR")]
	pub(crate) module_cache: Option<PathBuf>,

	/// Begin a warp sync at this checkpoint, which `testamur-node checkpoint` has printed, and not at
	/// the first block: after a recovery, no votes lead from there to the present. The members must have
	/// agreed on the checkpoint, because whoever makes a false one can invent a chain.
	#[arg(long, value_name = "FILE")]
	pub(crate) warp_from: Option<PathBuf>,

	#[command(flatten)]
	pub(crate) storage_monitor: StorageMonitorParams,
}

/// The two ways to make blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sealing {
	/// Every three seconds by the validators in turn, final once two thirds of them agree.
	Consensus,
	/// At once when a transaction arrives, and final at once. Only on development chains.
	Instant,
}

/// The commands of the binary besides running a node.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Subcommand {
	/// Make, inspect and insert keys.
	#[command(subcommand)]
	Key(KeySubcommand),

	/// Make the first block of a consortium's chain, and see that it is what was agreed.
	#[command(subcommand)]
	Genesis(GenesisCmd),

	/// Write the specification of a chain to a file.
	ExportChainSpec(ExportChainSpecCmd),

	/// The older way to write a chain specification; prefer `export-chain-spec`.
	BuildSpec(BuildSpecCmd),

	/// Execute a block once more and see that it is valid.
	CheckBlock(CheckBlockCmd),

	/// Write blocks to a file.
	ExportBlocks(ExportBlocksCmd),

	/// Write the state of a block into a new chain specification.
	ExportState(ExportStateCmd),

	/// Read blocks from a file.
	ImportBlocks(ImportBlocksCmd),

	/// Print the last final block with the validators of the next one, at which a light client or a
	/// verifier of bundles can begin.
	Checkpoint(CheckpointCmd),

	/// Delete the database of a chain.
	PurgeChain(PurgeChainCmd),

	/// Go back by some blocks that are not yet final.
	Revert(RevertCmd),

	/// Show how far the database of a chain has come.
	ChainInfo(ChainInfoCmd),
}

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Testamur Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		DESCRIPTION.into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		"the issues of the Testamur repository".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn ChainSpec>, String> {
		chain_spec::load(id)
	}

	fn setup_command(command: clap::Command) -> clap::Command {
		command
			.name(Self::executable_name())
			.version(Self::impl_version())
			.author(Self::author())
			.about(DESCRIPTION)
			.after_help(FIRST_STEPS)
			.propagate_version(true)
			.args_conflicts_with_subcommands(true)
			.subcommand_negates_reqs(true)
			.mut_args(|arg| {
				let common = COMMON_OPTIONS.contains(&arg.get_id().as_str());
				arg.hide_short_help(!common)
			})
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	#[test]
	fn the_command_line_is_consistent() {
		Cli::setup_command(Cli::command()).debug_assert();
	}

	#[test]
	fn common_options_exist() {
		let mut command = Cli::setup_command(Cli::command());
		command.build();
		let known: Vec<_> = command.get_arguments().map(|arg| arg.get_id().as_str()).collect();
		for option in COMMON_OPTIONS {
			assert!(known.contains(&option), "no option {option}");
		}
	}

	#[test]
	fn consensus_is_the_default_sealing() {
		let cli = Cli::try_from_iter(["testamur-node", "--dev"]).unwrap();
		assert_eq!(cli.run.sealing, Sealing::Consensus);
	}
}
