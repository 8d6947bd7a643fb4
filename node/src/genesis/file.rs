// SPDX-License-Identifier: Apache-2.0

//! The shape of the file that a consortium agrees on.
//!
//! Every value keeps its place in the text, so that a diagnostic about it can name the line.

use serde::Deserialize;
use toml::{value::Datetime, Spanned};

use super::diagnostic::{Diagnostic, LineNumbers, Problem};

/// The file, as `template.toml` explains it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
	pub(crate) name: Spanned<String>,
	pub(crate) id: Spanned<String>,
	#[serde(default)]
	pub(crate) boot_nodes: Vec<Spanned<String>>,
	pub(crate) consortium: Spanned<Consortium>,
	#[serde(default)]
	pub(crate) council: Vec<CouncilMember>,
	#[serde(default)]
	pub(crate) validator: Vec<Validator>,
	#[serde(default)]
	pub(crate) accreditor: Vec<Accreditor>,
}

/// The rules by which the set of validators is kept.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Consortium {
	pub(crate) floor: Spanned<u32>,
	pub(crate) ceiling: Spanned<u32>,
	pub(crate) session_length: Spanned<String>,
	pub(crate) absent_sessions: Spanned<u32>,
}

/// A seat in the council.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CouncilMember {
	pub(crate) name: Spanned<String>,
	pub(crate) account: Spanned<String>,
}

/// A validator with its public session keys.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Validator {
	pub(crate) name: Spanned<String>,
	pub(crate) account: Spanned<String>,
	pub(crate) aura: Spanned<String>,
	pub(crate) grandpa: Spanned<String>,
}

/// An institution that accredits from the first block on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accreditor {
	pub(crate) name: Spanned<String>,
	pub(crate) country: Spanned<String>,
	pub(crate) uri: Option<Spanned<String>>,
	pub(crate) admin: Spanned<String>,
	pub(crate) allowance: Spanned<u32>,
	pub(crate) types: Spanned<String>,
	pub(crate) depth: Spanned<u8>,
	pub(crate) attest: Option<Spanned<bool>>,
	pub(crate) valid_from: Spanned<Datetime>,
	pub(crate) valid_until: Spanned<Datetime>,
}

/// Reads a text of the right shape.
///
/// # Errors
///
/// Names the first place where the shape is wrong. The diagnostic does not repeat what the text
/// says there: it might be a secret that was pasted into the wrong place.
pub(crate) fn parse(text: &str) -> Result<File, Diagnostic> {
	toml::from_str(text).map_err(|error| Diagnostic {
		line: error.span().map(|span| LineNumbers(text).of(span.start)),
		field: "the file".into(),
		problem: Problem::Shape(error.message().trim().replace('\n', "; ")),
	})
}
