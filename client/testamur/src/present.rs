// SPDX-License-Identifier: Apache-2.0

//! Presentations: credentials that a learner shows to somebody who asked for them, signed with her key.

use crate::{
	arguments::PresentArguments,
	clock::now,
	files::{ensure_new, read, write_private},
	keys::{read_keystore, seed, Passwords},
	output::{say, FOUND},
	problem::Problem,
	words::{count, name},
};
use std::{path::Path, process::ExitCode};
use testamur_documents::{
	anchor::{AnchorFault, Anchors},
	did_key::did_key,
	presentation::{subject_of, PresentationFault, Subject, MAX_CREDENTIAL},
	Contexts, Presentation, Suite,
};
use testamur_json::time::Time;
use testamur_primitives::PublicKey;
use testamur_verification::find_by_itself;

/// Makes a presentation.
pub(crate) fn run(arguments: &PresentArguments) -> Result<ExitCode, Problem> {
	let PresentArguments { key, key_password, challenge, domain, out, files } = arguments;
	ensure_new(out)?;
	let mut credentials = Vec::new();
	for path in files {
		credentials.push(text_of(path)?);
	}
	let keystore = read_keystore(key)?;
	// Who can write to the file can put another keystore in its place.
	let own = did_key(&PublicKey::Ed25519(*keystore.account()));
	say(&format!("The key in {} is that of {own}.", name(key)));
	for (path, credential) in files.iter().zip(&credentials) {
		if let Err(fault) = advise(path, credential, &own) {
			return refuse(&format!("{}: {fault}", name(path)));
		}
	}
	let unlocked = Passwords::default().unlock(&keystore, key, *key_password)?;
	let holder = seed(unlocked, key)?.holder();
	let texts: Vec<&str> = credentials.iter().map(String::as_str).collect();
	let presentation = Presentation { credentials: &texts, challenge, domain };
	let created = Time(now()?).to_second();
	let signed =
		presentation.sign(&Contexts::shipped(), &[Suite::EddsaRdfc2022], &created, &holder);
	match signed {
		Ok(signed) => {
			write_private(out, format!("{signed}\n").as_bytes())?;
			let what = count(files.len(), "credential");
			say(&format!("{} is written, with {what} for {domain}.", name(out)));
			Ok(ExitCode::SUCCESS)
		},
		Err(fault) => refuse(&fault.to_string()),
	}
}

/// Says why there is no presentation.
fn refuse(why: &str) -> Result<ExitCode, Problem> {
	say(&format!("Nothing was signed: {why}."));
	Ok(ExitCode::from(FOUND))
}

/// Reads a credential.
fn text_of(path: &Path) -> Result<String, Problem> {
	let bytes = read(path, MAX_CREDENTIAL)?;
	match String::from_utf8(bytes) {
		Ok(text) if text.len() <= MAX_CREDENTIAL => Ok(text),
		_ => Err(Problem::NotACredential(path.to_path_buf())),
	}
}

/// Says what whoever gets the presentation will miss in a credential.
fn advise(path: &Path, credential: &str, own: &str) -> Result<(), PresentationFault> {
	match subject_of(credential.as_bytes(), own)? {
		Subject::Holder => {},
		Subject::Other => say(&format!(
			"{} names somebody else than you as its learner, so the verifier may not take it.",
			name(path)
		)),
		Subject::Unnamed => say(&format!(
			"{} does not name your key as its learner: the verifier has to see in another way that it is \
			 yours.",
			name(path)
		)),
	}
	if !find_by_itself(&Contexts::shipped(), credential.as_bytes())
		.objections
		.is_empty()
	{
		say(&format!(
			"{} is damaged, or was changed, so the verifier will refuse it: \"testamur import\" says why.",
			name(path)
		));
	}
	if let Err(AnchorFault::NoAnchor) = Anchors::read(credential.as_bytes()) {
		say(&format!(
			"{} carries no anchor, so the verifier cannot look it up on the chain.",
			name(path)
		));
	}
	Ok(())
}
