// SPDX-License-Identifier: Apache-2.0

//! Presentations, signed with the key of a learner, and what whoever gets one will miss in it.

use super::key::{holder_of, password, refused, unlocked};
use serde::{Deserialize, Serialize};
use testamur_console::line;
use testamur_documents::{
	anchor::{AnchorFault, Anchors},
	presentation::{subject_of, PresentationFault, Subject, MAX_CREDENTIALS},
	Contexts, Presentation, Signer, Suite,
};
use testamur_json::time::Time;
use testamur_keystore::Keystore;
use testamur_primitives::Moment;
use testamur_verifier::{answer, Failure, Parts};

/// The question for a presentation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PresentQuestion {
	/// The time by the clock of the learner, in milliseconds.
	now: Moment,
	/// The text that the verifier chose for this presentation.
	challenge: String,
	/// The name of the verifier.
	domain: String,
}

/// A presentation.
#[derive(Serialize)]
struct Presented {
	/// Its text, as it is saved.
	presentation: String,
}

/// The question how credentials are related to a key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelateQuestion {
	/// The name of whoever has the key.
	did: String,
}

/// How credentials are related to a key, in their order.
#[derive(Serialize)]
struct Related {
	relations: Vec<Relation>,
}

/// How a credential is related to a key, and whether a verifier can look it up.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Relation {
	/// The learner whom it names: `holder`, `other` or `unnamed`.
	subject: &'static str,
	has_anchor: bool,
}

/// Signs a presentation.
///
/// The parts of the request are the question, the password, the file of the key, and each credential.
#[must_use]
pub fn present(request: &[u8]) -> Vec<u8> {
	let mut parts = Parts::new(request);
	answer(presented(&mut parts))
}

/// Returns how credentials are related to a key.
///
/// The parts of the request are the question and each credential.
#[must_use]
pub fn relate(request: &[u8]) -> Vec<u8> {
	let mut parts = Parts::new(request);
	answer(related(&mut parts))
}

fn presented(parts: &mut Parts<'_>) -> Result<Presented, Failure> {
	let PresentQuestion { now, challenge, domain } = parts.json("question")?;
	let password = password(parts)?;
	let keystore = Keystore::read(parts.bytes("key")?).map_err(|fault| refused(&fault))?;
	let credentials = credentials(parts)?;
	holder_of(&keystore)?;
	let presentation =
		Presentation { credentials: &credentials, challenge: &challenge, domain: &domain };
	let key = unlocked(&keystore, &password)?;
	let seed = key
		.ed25519_seed()
		.ok_or_else(|| Failure::wrong("key", "expected one of ed25519"))?;
	let (holder, created) = (Signer::of_did_key(&seed), Time(now).to_second());
	let signed =
		presentation.sign(&Contexts::shipped(), &[Suite::EddsaRdfc2022], &created, &holder);
	match signed {
		Ok(signed) => Ok(Presented { presentation: format!("{signed}\n") }),
		Err(fault) => Err(unsigned(&fault)),
	}
}

fn related(parts: &mut Parts<'_>) -> Result<Related, Failure> {
	let RelateQuestion { did } = parts.json("question")?;
	let credentials = credentials(parts)?;
	let relations = credentials.into_iter().map(|credential| relation(credential, &did));
	Ok(Related { relations: relations.collect::<Result<_, _>>()? })
}

fn relation(credential: &str, did: &str) -> Result<Relation, Failure> {
	let subject = match subject_of(credential.as_bytes(), did) {
		Ok(Subject::Holder) => "holder",
		Ok(Subject::Other) => "other",
		Ok(Subject::Unnamed) => "unnamed",
		Err(fault) => return Err(unsigned(&fault)),
	};
	let anchors = Anchors::read(credential.as_bytes());
	Ok(Relation { subject, has_anchor: !matches!(anchors, Err(AnchorFault::NoAnchor)) })
}

/// Returns the credentials that are left in a request, of which one more than fits is refused with its reason later.
fn credentials<'a>(parts: &mut Parts<'a>) -> Result<Vec<&'a str>, Failure> {
	let mut credentials = Vec::new();
	while !parts.is_empty() {
		let credential = core::str::from_utf8(parts.bytes("credential")?);
		credentials
			.push(credential.map_err(|error| Failure::wrong("credential", error.to_string()))?);
		if credentials.len() > MAX_CREDENTIALS {
			return Err(unsigned(&PresentationFault::TooManyCredentials));
		}
	}
	Ok(credentials)
}

/// Returns the failure for what cannot be presented.
fn unsigned(fault: &PresentationFault) -> Failure {
	let word = match fault {
		PresentationFault::Audience => "audience",
		PresentationFault::NoCredentials => "noCredentials",
		_ => "unsigned",
	};
	Failure::refused(word, line(&fault.to_string()))
}
