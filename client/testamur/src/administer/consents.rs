// SPDX-License-Identifier: Apache-2.0

//! The consent of an account to serve an institution, which it signs and the admin uses.

use super::time;
use crate::{
	arguments::SenderArguments,
	clock::now,
	files::{self, write_new},
	output::{json, print, say, FOUND},
	problem::Problem,
	sender::{ask, connect, ensure_one_input, Keys},
};
use serde::{Deserialize, Serialize};
use std::{path::Path, process::ExitCode};
use testamur_chain::{Account, Consent, Signature};
use testamur_json::hex::{self, Hash};
use testamur_keystore::address;
use testamur_primitives::{ConsentText, InstitutionId, Moment, Post};

/// Maximum size of the file with a consent, in bytes.
const MAX_BYTES: usize = 4_096;
/// The milliseconds of a day.
const DAY: u64 = 86_400_000;

/// A consent in a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
	/// The address of the account.
	account: String,
	/// The text that it signed.
	text: String,
	/// The first moment at which the consent is over.
	until: Moment,
	/// The scheme of the signature.
	scheme: Scheme,
	/// The signature, in hexadecimal digits.
	signature: String,
}

/// The scheme of a signature.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Scheme {
	Ed25519,
	Sr25519,
}

/// A consent, and the account that gave it.
pub(super) struct Signed {
	pub(super) account: [u8; 32],
	pub(super) consent: Consent,
}

/// Signs a consent, and writes it to a new file.
pub(super) fn sign(
	sender: &SenderArguments,
	institution: InstitutionId,
	as_admin: bool,
	days: u32,
	out: &Path,
) -> Result<ExitCode, Problem> {
	ensure_one_input(sender, &[], &[])?;
	let mut client = connect(sender)?;
	let account = Keys::default().account(sender)?;
	let until = now()?.saturating_add(u64::from(days).saturating_mul(DAY));
	let post = if as_admin { Post::Admin } else { Post::Operator };
	let nonce = client.nonce(account.public())?;
	let text =
		ConsentText { genesis: client.genesis(), institution, post, nonce, until }.to_string();
	let genesis = Hash(client.genesis());
	print(format!("To be signed: {text}\nOn the chain with the genesis block {genesis}.\n"))?;
	if !sender.yes && !ask("Sign this? [y/N]") {
		say("Nothing was signed.");
		return Ok(ExitCode::from(FOUND));
	}
	let (scheme, signature) = match account.sign(text.as_bytes()) {
		Signature::Ed25519(bytes) => (Scheme::Ed25519, bytes),
		Signature::Sr25519(bytes) => (Scheme::Sr25519, bytes),
	};
	let file = File {
		account: address::encode(&account.public()),
		text,
		until,
		scheme,
		signature: hex::encode(&signature),
	};
	write_new(out, json(&file).as_bytes())?;
	print(format!(
		"Signed. It ends at {}, and with the next transaction of this account. Give {} to the admin.\n",
		time(until),
		out.display()
	))?;
	Ok(ExitCode::SUCCESS)
}

/// Reads a consent from a file. The chain checks its signature.
pub(super) fn read(path: &Path) -> Result<Signed, Problem> {
	let refused = |why: String| Problem::Consent { path: path.to_path_buf(), why };
	let bytes = files::read(path, MAX_BYTES)?;
	let file: File = serde_json::from_slice(&bytes).map_err(|error| refused(error.to_string()))?;
	let account = address::decode(&file.account).map_err(|fault| refused(fault.to_string()))?;
	let signature = hex::decode(&file.signature)
		.and_then(|bytes| <[u8; 64]>::try_from(bytes).ok())
		.ok_or_else(|| refused("its signature has other than 64 bytes".into()))?;
	let signature = match file.scheme {
		Scheme::Ed25519 => Signature::Ed25519(signature),
		Scheme::Sr25519 => Signature::Sr25519(signature),
	};
	Ok(Signed { account, consent: Consent { until: file.until, signature } })
}
