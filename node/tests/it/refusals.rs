// SPDX-License-Identifier: Apache-2.0

use std::net::TcpListener;

use crate::complained;

#[test]
fn instant_sealing_is_refused_where_validators_agree() {
	let complaint = complained(&["--chain", "local", "--tmp", "--sealing", "instant"]);
	assert!(complaint.contains("Testamur Local Testnet"), "{complaint}");
	assert!(complaint.contains("use --dev"), "{complaint}");
}

#[test]
fn an_unknown_way_of_sealing_is_refused() {
	let complaint = complained(&["--dev", "--sealing", "sometimes"]);
	assert!(complaint.contains("consensus, instant"), "{complaint}");
}

#[test]
fn a_network_stack_that_is_not_in_the_node_is_refused() {
	let complaint = complained(&["--dev", "--tmp", "--network-backend", "libp2p"]);
	assert!(complaint.contains("uses litep2p"), "{complaint}");
}

#[test]
fn a_port_that_was_asked_for_is_not_replaced() {
	let taken = TcpListener::bind("127.0.0.1:0").unwrap();
	let port = taken.local_addr().unwrap().port().to_string();
	for option in ["--rpc-port", "--prometheus-port"] {
		let complaint = complained(&["--dev", "--tmp", option, &port]);
		assert!(complaint.contains(&format!("127.0.0.1:{port}")), "{complaint}");
		assert!(complaint.contains(option), "{complaint}");
	}
}

#[test]
fn a_warp_sync_begins_at_a_checkpoint_only() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("checkpoint.json");
	let path = file.to_str().unwrap();
	let begin = ["--chain", "local", "--tmp", "--sync", "warp", "--warp-from", path];
	let complaint = complained(&begin);
	assert!(complaint.contains("is no checkpoint to begin at"), "{complaint}");
	std::fs::write(&file, "{}").unwrap();
	let complaint = complained(&begin);
	assert!(complaint.contains("`testamur-node checkpoint` prints one"), "{complaint}");
}
