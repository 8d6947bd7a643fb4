// SPDX-License-Identifier: Apache-2.0

use serde_json::Value;

use crate::{complained, said};

fn export(chain: &str, raw: bool) -> Value {
	let mut args = vec!["export-chain-spec", "--chain", chain];
	args.extend(raw.then_some("--raw"));
	serde_json::from_str(&said(&args)).unwrap()
}

/// Returns the configuration of the first state.
fn genesis(spec: &Value) -> &Value {
	&spec["genesis"]["runtimeGenesis"]["patch"]
}

#[test]
fn the_development_chain_is_run_by_one() {
	let spec = export("dev", false);
	assert_eq!(spec["id"], "testamur-dev");
	assert_eq!(spec["chainType"], "Development");
	assert_eq!(genesis(&spec)["councilMembership"]["members"].as_array().unwrap().len(), 1);
	assert_eq!(genesis(&spec)["session"]["keys"].as_array().unwrap().len(), 1);
	assert_eq!(genesis(&spec)["consortium"]["validators"].as_array().unwrap().len(), 1);
}

#[test]
fn the_local_chain_is_run_by_four() {
	let spec = export("local", false);
	assert_eq!(spec["id"], "testamur-local");
	assert_eq!(spec["chainType"], "Local");
	assert_eq!(genesis(&spec)["councilMembership"]["members"].as_array().unwrap().len(), 4);
	assert_eq!(genesis(&spec)["session"]["keys"].as_array().unwrap().len(), 4);
	assert_eq!(genesis(&spec)["consortium"]["validators"].as_array().unwrap().len(), 4);
}

#[test]
fn chains_have_no_token_to_show() {
	for chain in ["dev", "local"] {
		let properties = &export(chain, false)["properties"];
		assert_eq!(properties["ss58Format"], 42);
		assert_eq!(properties["tokenSymbol"], "");
		assert_eq!(properties["tokenDecimals"], 0);
	}
}

#[test]
fn a_raw_specification_holds_the_runtime_and_can_be_loaded_again() {
	let spec = export("dev", true);
	// The well-known key `:code`.
	let code = spec["genesis"]["raw"]["top"]["0x3a636f6465"].as_str().unwrap();
	assert!(code.len() > 100_000);

	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("chain.json");
	std::fs::write(&file, spec.to_string()).unwrap();
	assert_eq!(export(file.to_str().unwrap(), true), spec);
}

#[test]
fn a_chain_must_be_named() {
	let complaint = complained(&["chain-info"]);
	for way_out in ["--dev", "--chain local", "--chain FILE"] {
		assert!(complaint.contains(way_out), "{complaint}");
	}
}

#[test]
fn an_unknown_chain_is_named_in_the_complaint() {
	let complaint = complained(&["export-chain-spec", "--chain", "kusama"]);
	assert!(complaint.contains("\"kusama\" is neither"), "{complaint}");
}
