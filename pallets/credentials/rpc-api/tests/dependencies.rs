// SPDX-License-Identifier: Apache-2.0

//! Tests of the dependencies that the crates of the RPC and of the chain must not have.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, env, process::Command};

/// Returns the names of the crates that a package of this workspace is built from, including
/// itself.
fn crates_of(package: &str) -> BTreeSet<String> {
	crates_of_kind(package, "normal,build")
}

/// Returns the names of the crates that a package reaches over these kinds of dependencies,
/// including itself.
fn crates_of_kind(package: &str, kinds: &str) -> BTreeSet<String> {
	let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
	let output = Command::new(cargo)
		.args(["tree", "--offline", "--locked", "--package", package])
		.args(["--edges", kinds, "--prefix", "none", "--format", "{lib}"])
		.current_dir(env!("CARGO_MANIFEST_DIR"))
		.output()
		.unwrap();
	assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
	let names: BTreeSet<String> = String::from_utf8(output.stdout)
		.unwrap()
		.lines()
		.map(|line| line.trim_end_matches(" (*)").to_owned())
		.collect();
	// The name of a package without a library is empty.
	let own = if package == "testamur-node" { String::new() } else { package.replace('-', "_") };
	assert!(names.contains(&own), "{names:?}");
	names
}

/// Checks that a client or a gateway can depend on the contract without building a node.
#[test]
fn the_contract_needs_no_node_and_no_state() {
	let crates = crates_of("pallet-credentials-rpc-api");
	let banned = |name: &&String| {
		let exact = ["sp_api", "sp_blockchain", "sp_io", "sp_runtime", "sp_state_machine"];
		let prefixes = ["sc_", "frame_", "pallet_", "testamur_"];
		let ours = ["pallet_credentials_rpc_api", "testamur_json", "testamur_primitives"];
		let by_prefix = prefixes.iter().any(|prefix| name.starts_with(prefix));
		exact.contains(&name.as_str()) || by_prefix && !ours.contains(&name.as_str())
	};
	let found: Vec<_> = crates.iter().filter(banned).collect();
	assert!(found.is_empty(), "{found:?}");
}

/// Checks that nothing on chain depends on a node or on a client.
#[test]
fn the_chain_needs_no_node_and_no_client() {
	let found: Vec<_> = crates_of_kind("testamur-runtime", "normal")
		.into_iter()
		.filter(|name| {
			let of_a_node = ["sc_", "jsonrpsee", "litep2p", "libp2p"];
			let ours = [
				"pallet_credentials_rpc",
				"pallet_credentials_rpc_api",
				"testamur_document",
				"testamur_json",
				"testamur_node",
			];
			of_a_node.iter().any(|prefix| name.starts_with(prefix)) || ours.contains(&name.as_str())
		})
		.collect();
	assert!(found.is_empty(), "{found:?}");
}

/// Checks that the server can work over every runtime that implements the runtime API.
#[test]
fn the_server_does_not_depend_on_the_runtime() {
	let crates = crates_of("pallet-credentials-rpc");
	for ours in ["testamur_runtime", "testamur_node", "pallet_credentials"] {
		assert!(!crates.contains(ours), "{ours}");
	}
	// The list contains the crates of a node where a package depends on them.
	assert!(crates.contains("sc_client_api"));
}

/// Checks that a tool or a web page can compute leaves without a chain and without a node, and that
/// no node can read a document.
#[test]
fn documents_need_hashing_only_and_nodes_need_no_documents() {
	let crates = crates_of_kind("testamur-document", "normal");
	let primitives = crates_of_kind("testamur-primitives", "normal");
	let more: Vec<_> = crates.difference(&primitives).collect();
	assert_eq!(more, ["testamur_document"]);
	let of_the_sdk = ["sc_", "sp_", "frame_", "pallet_"];
	let found: Vec<_> = crates
		.iter()
		.filter(|name| of_the_sdk.iter().any(|prefix| name.starts_with(prefix)))
		.collect();
	assert_eq!(found, ["sp_crypto_hashing"]);
	assert!(!crates_of("testamur-node").contains("testamur_document"));
}
