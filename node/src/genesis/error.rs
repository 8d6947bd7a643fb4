// SPDX-License-Identifier: Apache-2.0

//! The errors of the commands on the genesis of a chain.

use std::{fmt::Write, io, path::PathBuf};

use super::diagnostic::Diagnostic;

/// A failure of a command, with a way out of it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
	#[error("cannot read {path:?}: {error}")]
	Read { path: PathBuf, error: io::Error },
	#[error("{path:?} is not text in UTF-8. Is it the right file?")]
	NotText { path: PathBuf },
	#[error("{path:?} cannot become a chain:{}", list(diagnostics))]
	Invalid { path: PathBuf, diagnostics: Vec<Diagnostic> },
	#[error("{path:?} exists and is left as it is. Name another --output, or remove it first")]
	Exists { path: PathBuf },
	#[error("cannot write {path:?}: {error}")]
	Write { path: PathBuf, error: io::Error },
	#[error("cannot print the result: {0}")]
	Print(#[from] io::Error),
	#[error("{0}")]
	Spec(String),
	#[error("the runtime refuses this genesis: {0}")]
	Runtime(String),
	#[error("the specification holds no runtime that can be read: {0}")]
	NoRuntime(String),
	#[error("{spec:?} differs from {from:?} in {number} points. Do not start a node with it")]
	Differs { spec: PathBuf, from: PathBuf, number: usize },
}

/// Lists diagnostics, one to a line.
fn list(diagnostics: &[Diagnostic]) -> String {
	diagnostics.iter().fold(String::new(), |mut list, diagnostic| {
		let _ = write!(list, "\n  {diagnostic}.");
		list
	})
}
