// SPDX-License-Identifier: Apache-2.0

use std::{fs, path::Path};

use serde_json::Value;

use crate::{complained, said, Running};

/// Returns a folder with the first block of the local chain in it.
fn begun() -> tempfile::TempDir {
	let folder = tempfile::tempdir().unwrap();
	let node = Running::start(&args("local", folder.path()));
	node.says("Running");
	drop(node);
	folder
}

fn args<'a>(chain: &'a str, folder: &'a Path) -> [&'a str; 7] {
	let folder = folder.to_str().unwrap();
	["--chain", chain, "--base-path", folder, "--no-prometheus", "--port", "0"]
}

/// Returns each file in a folder with its content.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
	let mut files = vec![];
	for entry in fs::read_dir(folder).unwrap() {
		let path = entry.unwrap().path();
		files.push((path.display().to_string(), fs::read(&path).unwrap()));
	}
	files.sort();
	files
}

fn database(folder: &Path) -> std::path::PathBuf {
	folder.join("chains/testamur-local/paritydb/full")
}

#[test]
fn a_database_of_another_chain_is_refused_and_left_alone() {
	let folder = begun();
	let mut spec: Value =
		serde_json::from_str(&said(&["export-chain-spec", "--chain", "local"])).unwrap();
	let members = &mut spec["genesis"]["runtimeGenesis"]["patch"]["councilMembership"]["members"];
	members.as_array_mut().unwrap().pop();
	let file = folder.path().join("other.json");
	fs::write(&file, spec.to_string()).unwrap();

	let complaint = complained(&args(file.to_str().unwrap(), folder.path()));
	for word in ["database", "another chain than the chain specification", "Nothing was changed"] {
		assert!(complaint.contains(word), "{word}: {complaint}");
	}
	// It still serves its own chain.
	Running::start(&args("local", folder.path())).says("Running");
}

#[test]
fn a_database_in_use_is_refused() {
	let folder = tempfile::tempdir().unwrap();
	let node = Running::start(&args("local", folder.path()));
	node.says("Running");
	let complaint = complained(&args("local", folder.path()));
	assert!(complaint.contains("is in use: another node runs on it"), "{complaint}");
}

#[test]
fn a_damaged_database_is_refused_and_left_alone() {
	let folder = begun();
	let path = database(folder.path());
	fs::write(path.join("metadata"), "garbage").unwrap();
	let before = files(&path);
	let complaint = complained(&args("local", folder.path()));
	for word in ["database", "cannot be read", "keystore"] {
		assert!(complaint.contains(word), "{word}: {complaint}");
	}
	assert!(files(&path) == before, "the database was changed");
}
