// SPDX-License-Identifier: Apache-2.0

//! `testamur-node`: a node of the Testamur consortium chain.
//!
//! The node only wires components together: the rules of the chain are in the runtime, the answers
//! about credentials in `pallet-credentials-rpc`. Start reading at [`command::run`].

#![allow(clippy::result_large_err, reason = "the errors of `sc-cli` and `sc-service` are large")]

mod banner;
mod chain_spec;
mod checkpoint;
mod cli;
mod command;
mod components;
mod exposure;
mod genesis;
mod module_cache;
mod output;
mod rpc;
mod service;
mod watch;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("Error: {error}");
			ExitCode::FAILURE
		},
	}
}
