// SPDX-License-Identifier: Apache-2.0

//! The keys of documents.

use super::{run, time, Act};
use crate::{
	arguments::{DocumentKeyCommand, End},
	files::read,
	problem::Problem,
	subjects::Subject,
};
use std::{path::Path, process::ExitCode};
use testamur_chain::Call;
use testamur_keystore::{Keystore, Scheme, MAX_BYTES};
use testamur_primitives::{records::KeyEnd, InstitutionId, KeyPurpose, PublicKey};

/// Runs a command about document keys.
pub(crate) fn document_key(command: &DocumentKeyCommand) -> Result<ExitCode, Problem> {
	use DocumentKeyCommand as Command;
	let (arguments, act) = match command {
		Command::Add { key, keystore, purpose, act } => {
			let stated = key.map(|key| key.0);
			// The parser of the arguments has seen to it that one of both is there.
			let key = match (stated, keystore) {
				(Some(key), _) => key,
				(None, Some(path)) => in_keystore(path)?,
				(None, None) => return Err(Problem::NoDocumentKey),
			};
			let purpose = KeyPurpose::from(*purpose);
			let what = match purpose {
				KeyPurpose::StatusLists => "status lists and nothing else",
				_ => "credentials",
			};
			let call = Call::add_document_key(key, purpose);
			let sentence = format!("the institution signs {what} with {key} from now on");
			(act, Act::new(call, sentence))
		},
		Command::Retire { key, act } => {
			let call = Call::retire_document_key(key.0);
			(act, Act::new(call, format!("the institution signs no more with {}", key.0)))
		},
		Command::Compromised { key, institution, since, act } => {
			let id = InstitutionId(institution.get());
			let sentence = format!(
				"what institution {institution} anchored with {} since {} is invalid",
				key.0,
				time(since.0)
			);
			(act, of(id, Call::declare_compromised(id, key.0, since.0), sentence))
		},
		Command::LiftCompromise { key, institution, act } => {
			let id = InstitutionId(institution.get());
			let sentence =
				format!("the key {} of institution {institution} was never compromised", key.0);
			(act, of(id, Call::lift_compromise(id, key.0), sentence))
		},
		Command::Reinstate { key, institution, end, act } => {
			let id = InstitutionId(institution.get());
			let (end, words) = match end {
				End::Never => (KeyEnd::Never, "no end".to_owned()),
				End::At(moment) => (KeyEnd::At(moment.0), format!("the end {}", time(moment.0))),
			};
			let sentence = format!("the key {} of institution {institution} has {words}", key.0);
			(act, of(id, Call::reinstate_document_key(id, key.0, end), sentence))
		},
	};
	run(arguments, &act)
}

/// Returns an act about a key of an institution.
fn of(id: InstitutionId, call: Call, sentence: String) -> Act {
	Act::new(call, sentence).about(Subject::Institution(id))
}

/// Returns the public key in a keystore, which stays locked.
fn in_keystore(path: &Path) -> Result<PublicKey, Problem> {
	let refused = |why: String| Problem::Key { path: path.to_path_buf(), why };
	let keystore =
		Keystore::read(&read(path, MAX_BYTES)?).map_err(|fault| refused(fault.to_string()))?;
	match keystore.scheme() {
		Scheme::Ed25519 => Ok(PublicKey::Ed25519(*keystore.account())),
		Scheme::Sr25519 => Err(refused("documents are signed with a key of ed25519".into())),
	}
}
