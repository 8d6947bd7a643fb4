// SPDX-License-Identifier: Apache-2.0

use std::{
	fs,
	os::unix::fs::{MetadataExt, PermissionsExt},
	path::{Path, PathBuf},
};

use crate::Running;

/// Starts a development chain that keeps what it compiles in a folder, and waits until it runs.
fn start(folder: &Path) -> Running {
	let folder = folder.to_str().unwrap();
	let node =
		Running::start(&["--dev", "--no-prometheus", "--port", "0", "--module-cache", folder]);
	node.says("Running");
	node
}

/// Returns the one module in the folder.
fn module(folder: &Path) -> PathBuf {
	let compilers = fs::read_dir(folder.join("compiled/modules")).unwrap();
	let files = compilers.flat_map(|compiler| fs::read_dir(compiler.unwrap().path()).unwrap());
	let modules: Vec<_> = files
		.map(|file| file.unwrap().path())
		.filter(|path| path.extension().is_none())
		.collect();
	assert_eq!(modules.len(), 1, "{modules:?}");
	modules[0].clone()
}

#[test]
fn a_runtime_is_compiled_once_and_again_when_it_is_damaged() {
	let folder = tempfile::tempdir().unwrap();
	drop(start(folder.path()));
	let module = module(folder.path());
	let (compiled, inode) = (fs::read(&module).unwrap(), fs::metadata(&module).unwrap().ino());

	drop(start(folder.path()));
	assert_eq!(fs::metadata(&module).unwrap().ino(), inode, "it was written a second time");

	let mut damaged = compiled.clone();
	damaged[compiled.len() / 2] ^= 0xff;
	fs::write(&module, &damaged).unwrap();
	drop(start(folder.path()));
	assert_ne!(fs::read(&module).unwrap(), damaged);
}

#[test]
fn a_folder_that_others_can_write_is_not_used() {
	let folder = tempfile::tempdir().unwrap();
	fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o777)).unwrap();
	let path = folder.path().to_str().unwrap();
	let node = Running::start(&["--dev", "--no-prometheus", "--port", "0", "--module-cache", path]);
	let warning = node.says("Compiled runtimes are not kept");
	assert!(warning.contains("can be written by others"), "{warning}");
	node.says("Running");
	assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
