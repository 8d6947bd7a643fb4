// SPDX-License-Identifier: Apache-2.0

//! Keeps compiled runtimes on disk, so that a node does not compile its runtime at every start.
//!
//! Compiling takes seconds, loading what was compiled takes a fraction of one. The files belong to
//! wasmtime, which names each by a hash of the WebAssembly, the compiler's version and its settings,
//! and executes it as machine code without a further check. Hence the two rules here: nobody
//! else may write the folder, and a file is loaded only if it still has the checksum that it had when
//! it was written. Whatever breaks a rule is deleted and compiled again.

use std::{
	ffi::OsStr,
	fs::{self, DirBuilder, Metadata},
	io,
	os::unix::fs::{DirBuilderExt, MetadataExt},
	path::{Path, PathBuf},
	time::{Duration, SystemTime},
};

use sc_executor::{HeapAllocStrategy, WasmExecutor, DEFAULT_HEAP_ALLOC_STRATEGY};
use sc_service::config::ExecutorConfiguration;
use sp_io::{hashing::blake2_256, SubstrateHostFunctions};

/// Executes the runtime as WebAssembly.
pub(crate) type Executor = WasmExecutor<SubstrateHostFunctions>;

/// Names the folder, for whoever does not want it where [`ModuleCache::default_folder`] puts it.
pub(crate) const FOLDER_VARIABLE: &str = "TESTAMUR_MODULE_CACHE";

/// The folder that wasmtime tends: from time to time it deletes whatever there is not its own.
const COMPILED: &str = "compiled";
/// The folder of wasmtime's files, which has one for each compiler in it.
const MODULES: &str = "compiled/modules";
/// The folder of the checksums: one file for each module, of the same name.
const CHECKSUMS: &str = "checksums";
/// The newest modules are kept. One takes about 4 MB, and a node needs one or, around an upgrade, two.
const MAX_MODULES: usize = 16;
/// wasmtime never overwrites a file that it began and could not finish. Nothing takes this long to
/// write, so an older one was left behind by a process that was killed.
const ABANDONED_AFTER: Duration = Duration::from_secs(60);
/// The bits of a mode that let the group, or everybody, write.
const WRITABLE_BY_OTHERS: u32 = 0o022;

/// A reason to go on without the folder.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
	/// There is no home of this user, and no other folder was named.
	#[error("this user has no home. Name a folder with --module-cache or {FOLDER_VARIABLE}")]
	NoHome,
	/// The file system refused.
	#[error("cannot use {path:?}: {error}")]
	Io { path: PathBuf, error: io::Error },
	/// Somebody else could put machine code into the folder.
	#[error(
		"{path:?} belongs to another user or can be written by others, who could make the node run \
		 their code. Delete it, or name another folder with --module-cache"
	)]
	Unsafe { path: PathBuf },
}

/// A folder of compiled runtimes that only this user can write.
#[derive(Clone, Debug)]
pub(crate) struct ModuleCache {
	folder: PathBuf,
	/// The user that this process runs as.
	user: u32,
}

impl ModuleCache {
	/// Opens the folder: creates it if necessary, and deletes each module that is damaged, that nobody
	/// vouches for, or that is one too many.
	pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
		let at = |path: &Path, error| Error::Io { path: path.into(), error };
		create_private(folder).map_err(|error| at(folder, error))?;
		let Some(user) = owner_of_private(folder).map_err(|error| at(folder, error))? else {
			return Err(Error::Unsafe { path: folder.into() });
		};
		for path in [COMPILED, MODULES, CHECKSUMS].map(|part| folder.join(part)) {
			create_private(&path).map_err(|error| at(&path, error))?;
			let metadata = fs::metadata(&path).map_err(|error| at(&path, error))?;
			if !is_private_to(user, &metadata) {
				return Err(Error::Unsafe { path });
			}
		}
		let cache = Self { folder: folder.into(), user };
		cache.clean().map_err(|error| at(folder, error))?;
		Ok(cache)
	}

	/// Opens the folder that was asked for, or else the one that the environment names, or else the
	/// default one. Without any of them the node works as well, and starts slowly: the reason is
	/// logged.
	pub(crate) fn open_or_warn(asked: Option<&Path>) -> Option<Self> {
		let folder = asked
			.map(Path::to_path_buf)
			.or_else(|| std::env::var_os(FOLDER_VARIABLE).map(PathBuf::from))
			.or_else(Self::default_folder)
			.ok_or(Error::NoHome);
		folder
			.and_then(|folder| Self::open(&folder))
			.inspect_err(|error| log::warn!("Compiled runtimes are not kept: {error}."))
			.ok()
	}

	/// Returns the folder for caches of this user: `~/.cache/testamur-node` on Linux.
	fn default_folder() -> Option<PathBuf> {
		let folders = directories::ProjectDirs::from("", "", "testamur-node")?;
		Some(folders.cache_dir().into())
	}

	/// Vouches for the modules that were compiled since the folder was opened. One that stays without
	/// its checksum is compiled again at the next start.
	pub(crate) fn seal(&self) {
		let sealed = self.modules().and_then(|modules| {
			modules.iter().try_for_each(|module| {
				let checksum = self.checksum_of(&module.path);
				if checksum.exists() {
					return Ok(());
				}
				// Another node may have deleted it meanwhile.
				let Some(code) = if_there(fs::read(&module.path))? else { return Ok(()) };
				// Written beside and renamed, so that a reader never finds half of it.
				let draft = checksum.with_extension(std::process::id().to_string());
				fs::write(&draft, blake2_256(&code))?;
				fs::rename(&draft, &checksum)
			})
		});
		if let Err(error) = sealed {
			log::warn!("The compiled runtime in {:?} is not kept: {error}.", self.folder);
		}
	}

	/// Deletes what must not or need not be loaded.
	fn clean(&self) -> io::Result<()> {
		let mut modules = self.modules()?;
		modules.sort_by_key(|module| std::cmp::Reverse(module.modified));
		for (position, module) in modules.iter().enumerate() {
			if position >= MAX_MODULES || !self.is_whole(&module.path) {
				self.remove(&module.path)?;
			}
		}
		Ok(())
	}

	/// Returns whether a module has the checksum that was recorded for it.
	fn is_whole(&self, module: &Path) -> bool {
		let recorded = fs::read(self.checksum_of(module));
		let found = fs::read(module).map(|bytes| blake2_256(&bytes));
		matches!((recorded, found), (Ok(recorded), Ok(found)) if recorded == found)
	}

	fn remove(&self, module: &Path) -> io::Result<()> {
		[module.to_path_buf(), module.with_extension("stats"), self.checksum_of(module)]
			.iter()
			.try_for_each(|path| if_there(fs::remove_file(path)).map(drop))
	}

	fn checksum_of(&self, module: &Path) -> PathBuf {
		self.folder.join(CHECKSUMS).join(module.file_name().unwrap_or_default())
	}

	/// Lists the modules of every version of the compiler, and deletes files that were left unfinished.
	fn modules(&self) -> io::Result<Vec<Module>> {
		let mut modules = Vec::new();
		for compiler in fs::read_dir(self.folder.join(MODULES))? {
			let compiler = compiler?;
			if !compiler.file_type()?.is_dir() {
				continue;
			}
			for file in fs::read_dir(compiler.path())? {
				let file = file?;
				// Another node may have deleted it meanwhile.
				let Some(metadata) = if_there(file.metadata())? else { continue };
				let (path, modified) = (file.path(), metadata.modified()?);
				if !metadata.is_file() || !is_private_to(self.user, &metadata) {
					return Err(io::Error::other(format!(
						"{path:?} is no file of this user alone"
					)));
				}
				match path.extension().and_then(OsStr::to_str) {
					None => modules.push(Module { path, modified }),
					Some(extension) if extension.starts_with("wip-") && is_abandoned(modified) => {
						if_there(fs::remove_file(&path))?;
					},
					Some(_) => (),
				}
			}
		}
		Ok(modules)
	}
}

/// A file of machine code.
struct Module {
	path: PathBuf,
	modified: SystemTime,
}

/// Creates a folder, with all above it, that only this user can enter. One that exists is left alone.
fn create_private(folder: &Path) -> io::Result<()> {
	DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Returns the user that this process runs as, if a folder is theirs and nobody else can write it.
///
/// The owner of a new file is this user, whoever that is. It is made only where nobody else could have
/// put a link in its place.
fn owner_of_private(folder: &Path) -> io::Result<Option<u32>> {
	let metadata = fs::metadata(folder)?;
	if metadata.mode() & WRITABLE_BY_OTHERS != 0 {
		return Ok(None);
	}
	let probe = folder.join(format!("probe-{}", std::process::id()));
	if_there(fs::remove_file(&probe))?;
	let user = fs::File::create_new(&probe)?.metadata()?.uid();
	if_there(fs::remove_file(&probe))?;
	Ok(is_private_to(user, &metadata).then_some(user))
}

/// Returns whether a file or folder belongs to a user, and nobody else can write it.
fn is_private_to(user: u32, metadata: &Metadata) -> bool {
	metadata.uid() == user && metadata.mode() & WRITABLE_BY_OTHERS == 0
}

fn is_abandoned(modified: SystemTime) -> bool {
	modified.elapsed().is_ok_and(|age| age > ABANDONED_AFTER)
}

/// Turns "there is no such file" into `None`: nodes that share the folder delete files, too.
fn if_there<T>(result: io::Result<T>) -> io::Result<Option<T>> {
	match result {
		Ok(value) => Ok(Some(value)),
		Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
		Err(error) => Err(error),
	}
}

/// Returns the executor of a node, as `sc_service::new_wasm_executor` sets it up, which besides keeps
/// what it compiles.
pub(crate) fn executor(config: &ExecutorConfiguration, cache: Option<&ModuleCache>) -> Executor {
	let strategy = config.default_heap_pages.map_or(DEFAULT_HEAP_ALLOC_STRATEGY, |pages| {
		HeapAllocStrategy::Static { extra_pages: pages as _ }
	});
	let builder = Executor::builder()
		.with_execution_method(config.wasm_method)
		.with_onchain_heap_alloc_strategy(strategy)
		.with_offchain_heap_alloc_strategy(strategy)
		.with_max_runtime_instances(config.max_runtime_instances)
		.with_runtime_cache_size(config.runtime_cache_size);
	match cache {
		Some(cache) => builder.with_cache_path(cache.folder.join(COMPILED)),
		None => builder,
	}
	.build()
}

/// Runs what needs an executor and no node, over the compiled runtimes of this user.
pub(crate) fn with_executor<T>(act: impl FnOnce(&Executor) -> T) -> T {
	let cache = ModuleCache::open_or_warn(None);
	let result = act(&executor(&ExecutorConfiguration::default(), cache.as_ref()));
	if let Some(cache) = cache {
		cache.seal();
	}
	result
}

#[cfg(test)]
mod tests;
