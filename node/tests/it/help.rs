// SPDX-License-Identifier: Apache-2.0

use crate::said;

#[test]
fn help_says_what_it_is_and_how_to_begin() {
	for flag in ["-h", "--help"] {
		let help = said(&[flag]);
		assert!(help.starts_with("Testamur: a consortium chain for micro-credentials."), "{help}");
		// At the end, where a terminal stands after a long text.
		let first_steps = help.split("First steps:").nth(1).expect("first steps are listed");
		assert!(first_steps.contains("testamur-node --dev "));
		assert!(first_steps.contains("--sealing instant"));
		assert!(first_steps.contains("docs/rpc.md"));
	}
}

#[test]
fn short_help_fits_on_a_screen() {
	assert!(said(&["-h"]).lines().count() <= 50);
}

#[test]
fn long_help_lists_everything() {
	let help = said(&["--help"]);
	for option in ["--sealing", "--state-pruning", "--db-storage-threshold", "--prometheus-port"] {
		assert!(help.contains(option), "no {option}");
	}
	assert!(!help.contains("benchmark"), "benchmarks are not part of the node");
}

#[test]
fn the_version_names_the_release() {
	let version = said(&["--version"]);
	assert!(version.starts_with(&format!("testamur-node {}", env!("CARGO_PKG_VERSION"))));
}
