// SPDX-License-Identifier: Apache-2.0

use crate::{complained, Running};

#[test]
fn unsafe_methods_are_not_served_to_others() {
	for exposed in
		[&["--rpc-external"][..], &["--unsafe-rpc-external"], &["--rpc-external", "--validator"]]
	{
		let mut args = vec!["--chain", "local", "--tmp", "--rpc-methods", "unsafe"];
		args.extend(exposed);
		let complaint = complained(&args);
		let refused = ["unsafe RPC methods would be served", "--rpc-external makes a validator"];
		assert!(refused.iter().any(|reason| complaint.contains(reason)), "{args:?}: {complaint}");
	}
}

#[test]
fn unsafe_methods_are_not_served_on_an_endpoint_of_its_own_either() {
	for address in ["0.0.0.0:0", "[::]:0"] {
		let endpoint = format!("listen-addr={address},methods=unsafe");
		let complaint = complained(&["--dev", "--tmp", "--experimental-rpc-endpoint", &endpoint]);
		assert!(complaint.contains("unsafe RPC methods would be served"), "{complaint}");
	}
}

#[test]
fn a_validator_answers_no_strangers() {
	let complaint = complained(&["--chain", "local", "--tmp", "--validator", "--rpc-external"]);
	assert!(complaint.contains("without --validator for the public"), "{complaint}");
	assert!(!complaint.contains("unsafe"), "{complaint}");
}

#[test]
fn a_public_endpoint_has_limits() {
	let endpoint = "listen-addr=0.0.0.0:0,methods=safe";
	let node = Running::start(&["--dev", "--tmp", "--experimental-rpc-endpoint", endpoint]);
	node.says("at most 600 calls a minute");
	node.says("at most 32 calls in a batch");
}
