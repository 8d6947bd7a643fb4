// SPDX-License-Identifier: Apache-2.0

//! Tests of the folder of compiled runtimes.

use super::*;
use std::os::unix::fs::PermissionsExt;

/// Puts a file where wasmtime would have put a module.
fn compile(folder: &Path, name: &str, content: &[u8]) -> PathBuf {
	let compiler = folder.join(MODULES).join("wasmtime-1");
	fs::create_dir_all(&compiler).unwrap();
	let path = compiler.join(name);
	fs::write(&path, content).unwrap();
	path
}

fn set_age(path: &Path, seconds: u64) {
	let time = fs::metadata(path).unwrap().modified().unwrap() - Duration::from_secs(seconds);
	fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

#[test]
fn a_sealed_module_is_kept() {
	let folder = tempfile::tempdir().unwrap();
	let cache = ModuleCache::open(folder.path()).unwrap();
	let module = compile(folder.path(), "a", b"code");
	cache.seal();
	ModuleCache::open(folder.path()).unwrap();
	assert_eq!(fs::read(module).unwrap(), b"code");
}

#[test]
fn a_module_without_a_checksum_is_deleted() {
	let folder = tempfile::tempdir().unwrap();
	ModuleCache::open(folder.path()).unwrap();
	let module = compile(folder.path(), "a", b"code");
	ModuleCache::open(folder.path()).unwrap();
	assert!(!module.exists());
}

#[test]
fn a_damaged_module_is_deleted_and_may_come_back() {
	let folder = tempfile::tempdir().unwrap();
	let cache = ModuleCache::open(folder.path()).unwrap();
	let module = compile(folder.path(), "a", b"code");
	cache.seal();
	fs::write(&module, b"c0de").unwrap();
	let cache = ModuleCache::open(folder.path()).unwrap();
	assert!(!module.exists());

	compile(folder.path(), "a", b"code, compiled again");
	cache.seal();
	ModuleCache::open(folder.path()).unwrap();
	assert!(module.exists());
}

#[test]
fn a_truncated_checksum_vouches_for_nothing() {
	let folder = tempfile::tempdir().unwrap();
	let cache = ModuleCache::open(folder.path()).unwrap();
	let module = compile(folder.path(), "a", b"code");
	cache.seal();
	fs::write(cache.checksum_of(&module), [0; 8]).unwrap();
	ModuleCache::open(folder.path()).unwrap();
	assert!(!module.exists());
}

#[test]
fn only_the_newest_modules_are_kept() {
	let folder = tempfile::tempdir().unwrap();
	let cache = ModuleCache::open(folder.path()).unwrap();
	let modules: Vec<_> = (0..MAX_MODULES + 3)
		.map(|age| {
			let module = compile(folder.path(), &format!("m{age}"), b"code");
			set_age(&module, age as u64);
			module
		})
		.collect();
	cache.seal();
	let cache = ModuleCache::open(folder.path()).unwrap();
	for (age, module) in modules.iter().enumerate() {
		assert_eq!(module.exists(), age < MAX_MODULES, "{module:?}");
		assert_eq!(cache.checksum_of(module).exists(), age < MAX_MODULES, "{module:?}");
	}
}

#[test]
fn what_a_killed_process_left_unfinished_does_not_stay_in_the_way() {
	let folder = tempfile::tempdir().unwrap();
	ModuleCache::open(folder.path()).unwrap();
	let old = compile(folder.path(), "a.wip-atomic-write-mod", b"co");
	let new = compile(folder.path(), "b.wip-atomic-write-mod", b"co");
	set_age(&old, 3_600);
	ModuleCache::open(folder.path()).unwrap();
	assert!(!old.exists());
	assert!(new.exists());
}

#[test]
fn a_folder_that_others_can_write_is_refused() {
	for mode in [0o770, 0o707, 0o777] {
		let folder = tempfile::tempdir().unwrap();
		fs::set_permissions(folder.path(), PermissionsExt::from_mode(mode)).unwrap();
		let refused = ModuleCache::open(folder.path()).unwrap_err();
		assert!(matches!(refused, Error::Unsafe { .. }), "{mode:o}: {refused}");
	}
}

#[test]
fn a_folder_inside_that_others_can_write_is_refused() {
	let folder = tempfile::tempdir().unwrap();
	ModuleCache::open(folder.path()).unwrap();
	let modules = folder.path().join(MODULES);
	fs::set_permissions(&modules, PermissionsExt::from_mode(0o777)).unwrap();
	assert!(matches!(ModuleCache::open(folder.path()), Err(Error::Unsafe { .. })));
}

#[test]
fn a_file_in_place_of_the_folder_is_refused() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("file");
	fs::write(&file, b"").unwrap();
	assert!(matches!(ModuleCache::open(&file), Err(Error::Io { .. })));
}

#[test]
fn a_new_folder_is_private() {
	let folder = tempfile::tempdir().unwrap();
	let inner = folder.path().join("some/where");
	ModuleCache::open(&inner).unwrap();
	assert_eq!(fs::metadata(&inner).unwrap().mode() & 0o777, 0o700);
}
