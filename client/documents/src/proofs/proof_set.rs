// SPDX-License-Identifier: Apache-2.0

//! The proofs of a document or of a presentation, and the check of all of them.

use super::{
	purpose::{self, Expected},
	suite::{signed_bytes, Suite},
	ProofFault, Refusal, PROOF, TYPE,
};
use crate::{
	contexts::{self, Contexts, Scope},
	rdf,
};
use alloc::{
	string::{String, ToString},
	vec,
	vec::Vec,
};
use core::cell::OnceCell;
use ed25519_dalek::{Signature, VerifyingKey};
use testamur_document::{
	ijson,
	value::{text, Object, Value},
};
use testamur_primitives::{base58, PublicKey};

/// The members that a proof of any purpose may have.
const MEMBERS: [&str; 9] = [
	contexts::MEMBER,
	"created",
	"cryptosuite",
	"id",
	"nonce",
	purpose::MEMBER,
	"proofValue",
	"type",
	"verificationMethod",
];
/// The maximum length of the digits of a signature.
const MAX_DIGITS: usize = 88;

/// The expected signer, with all keys that count.
#[derive(Clone, Copy, Debug)]
pub struct Controller<'a> {
	/// The name of the signer: the issuer of a credential, or the holder of a presentation.
	pub id: &'a str,
	/// The keys that the signer signs with, each with its name: that of the signer, `#`, and a fragment.
	pub keys: &'a [(String, PublicKey)],
}

/// The finding about a proof that does not speak against its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
	/// The signature is that of the signer.
	Good {
		/// The suite.
		suite: Suite,
		/// The name of the key.
		method: String,
		/// The key, which a verifier names to a node as `signedBy`.
		key: PublicKey,
		/// The moment that the proof states, which nothing else confirms.
		created: Option<String>,
	},
	/// The proof was not checked, since its suite or type, which is named, is not known.
	Skipped(String),
}

/// The findings about a document that its signer signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
	/// The proofs, in their order. At least one of them is good.
	pub proofs: Vec<Standing>,
}

/// A document or a presentation with its proofs, which are not checked yet.
pub(crate) struct ProofSet<'c> {
	/// The text without its proofs.
	content: Object,
	proofs: Vec<Value>,
	scope: Scope<'c>,
}

impl<'c> ProofSet<'c> {
	/// Reads a text in JSON.
	///
	/// # Errors
	///
	/// Refuses a text that could mean two things, unknown contexts, and a text without a proof.
	pub(crate) fn read(contexts: &'c Contexts, text: &[u8]) -> Result<Self, Refusal> {
		let mut content = ijson::parse_object(text).map_err(Refusal::Text)?;
		let scope = contexts.of(&content).map_err(Refusal::Context)?;
		let proofs = match content.remove(&PROOF.into()) {
			Some(Value::Array(proofs)) => proofs,
			Some(proof) => vec![proof],
			None => Vec::new(),
		};
		if proofs.is_empty() {
			return Err(Refusal::NoProof);
		}
		Ok(Self { content, proofs, scope })
	}

	/// Returns the text without its proofs.
	pub(crate) const fn content(&self) -> &Object {
		&self.content
	}

	/// Returns the names of the keys of all proofs, in the order of the proofs. One of an unknown suite or
	/// without a name has `None`.
	pub(crate) fn methods(&self) -> impl Iterator<Item = Option<&str>> {
		self.proofs.iter().map(|proof| match proof {
			Value::Object(proof) if matches!(suite_of(proof), Ok(Ok(_))) => {
				text(proof, "verificationMethod")
			},
			_ => None,
		})
	}

	/// Checks every proof of a known suite.
	///
	/// # Errors
	///
	/// A proof that does not stand refuses all of it, whatever stands beside that proof. If there are
	/// several, the first that makes the text invalid is returned, or else the first.
	pub(crate) fn verify(
		&self,
		controller: &Controller<'_>,
		expected: &Expected<'_>,
	) -> Result<Report, Refusal> {
		let mut proofs = Vec::new();
		let mut refused: Option<Refusal> = None;
		for (position, standing) in self.examine(controller, expected).into_iter().enumerate() {
			match standing {
				Ok(standing) => proofs.push(standing),
				Err(fault) => {
					let known = refused.as_ref().map(Refusal::is_invalid);
					if known.is_none() || known == Some(false) && fault.is_invalid() {
						refused = Some(Refusal::Proof(position, fault));
					}
				},
			}
		}
		if let Some(refused) = refused {
			return Err(refused);
		}
		let unknown = |standing: &Standing| match standing {
			Standing::Skipped(name) => Some(name.clone()),
			Standing::Good { .. } => None,
		};
		let names: Option<Vec<String>> = proofs.iter().map(unknown).collect();
		match names {
			Some(names) => Err(Refusal::UnknownSuites(names)),
			None => Ok(Report { proofs }),
		}
	}

	/// Returns the finding about each proof, in their order.
	pub(crate) fn examine(
		&self,
		controller: &Controller<'_>,
		expected: &Expected<'_>,
	) -> Vec<Result<Standing, ProofFault>> {
		let hashes = Hashes { signed: self, statements: OnceCell::new(), text: OnceCell::new() };
		let proofs = self.proofs.iter();
		proofs
			.map(|proof| self.standing(proof, controller, expected, &hashes))
			.collect()
	}

	/// Checks a proof.
	fn standing(
		&self,
		proof: &Value,
		controller: &Controller<'_>,
		expected: &Expected<'_>,
		hashes: &Hashes<'_, '_>,
	) -> Result<Standing, ProofFault> {
		let Value::Object(proof) = proof else { return Err(ProofFault::Malformed) };
		let suite = match suite_of(proof)? {
			Ok(suite) => suite,
			Err(name) => return Ok(Standing::Skipped(name.to_string())),
		};
		ensure_form(proof, self.content.get(&contexts::MEMBER.into()), expected)?;
		let (method, key) = key_of(proof, controller)?;
		let signature = signature(proof)?;
		let mut configuration = proof.clone();
		configuration.remove(&"proofValue".into());
		let document = hashes.of(suite)?;
		let configuration =
			suite.hash(&configuration, &self.scope).map_err(ProofFault::NotCovered)?;
		ensure_signed(key, &signed_bytes(configuration, document), &signature)?;
		expected.ensure_audience(proof)?;
		Ok(Standing::Good {
			suite,
			method: method.to_string(),
			key: *key,
			created: text(proof, "created").map(String::from),
		})
	}
}

/// The hashes of a document for each suite, which several proofs share.
struct Hashes<'s, 'c> {
	signed: &'s ProofSet<'c>,
	statements: OnceCell<Result<[u8; 32], rdf::Fault>>,
	text: OnceCell<Result<[u8; 32], rdf::Fault>>,
}

impl Hashes<'_, '_> {
	fn of(&self, suite: Suite) -> Result<[u8; 32], ProofFault> {
		let known = match suite {
			Suite::EddsaRdfc2022 => &self.statements,
			Suite::EddsaJcs2022 => &self.text,
		};
		known
			.get_or_init(|| suite.hash(&self.signed.content, &self.signed.scope))
			.clone()
			.map_err(ProofFault::NotCovered)
	}
}

/// Returns the suite of a proof, or the name of a type or a suite that is not known.
fn suite_of(proof: &Object) -> Result<Result<Suite, &str>, ProofFault> {
	let kind = text(proof, "type").ok_or(ProofFault::Malformed)?;
	if kind != TYPE {
		return Ok(Err(kind));
	}
	let name = text(proof, "cryptosuite").ok_or(ProofFault::Malformed)?;
	Ok(Suite::of_name(name).ok_or(name))
}

/// Returns the name of the node that a member holds: a text, or the `id` of an object.
pub(crate) fn id_of<'o>(object: &'o Object, member: &str) -> Option<&'o str> {
	match object.get(&member.into()) {
		Some(Value::Object(node)) => text(node, "id"),
		_ => text(object, member),
	}
}

/// Checks what a proof says besides its key and its value.
fn ensure_form(
	proof: &Object,
	contexts: Option<&Value>,
	expected: &Expected<'_>,
) -> Result<(), ProofFault> {
	let is_known = |name: &str| MEMBERS.contains(&name) || expected.takes(name);
	let unknown = proof.keys().find(|name| !is_known(name.as_str()));
	if let Some(name) = unknown {
		return Err(ProofFault::Member(name.as_str().to_string()));
	}
	// A proof may state the contexts for which it was made. The standard lets a document have more of
	// them, whose terms would then be signed without their meaning.
	let stated = proof.get(&contexts::MEMBER.into());
	if stated.is_some() && stated != contexts {
		return Err(ProofFault::ContextsChanged);
	}
	if text(proof, purpose::MEMBER) != Some(expected.word()) {
		return Err(ProofFault::Purpose(expected.word()));
	}
	let is_created = match proof.get(&"created".into()) {
		None => true,
		Some(Value::String(moment)) => is_moment(moment),
		Some(_) => false,
	};
	is_created.then_some(()).ok_or(ProofFault::Created)
}

/// Returns the name of the key of a proof, and the key.
fn key_of<'p, 'k>(
	proof: &'p Object,
	controller: &Controller<'k>,
) -> Result<(&'p str, &'k PublicKey), ProofFault> {
	let method = text(proof, "verificationMethod").ok_or(ProofFault::MethodMissing)?;
	let is_own = method.split_once('#').is_some_and(|(owner, _)| owner == controller.id);
	if !is_own {
		return Err(ProofFault::ForeignMethod);
	}
	controller
		.keys
		.iter()
		.find(|(name, _)| name == method)
		.map(|(_, key)| (method, key))
		.ok_or(ProofFault::UnknownMethod)
}

/// Returns the signature of a proof.
fn signature(proof: &Object) -> Result<Signature, ProofFault> {
	text(proof, "proofValue")
		.and_then(|value| value.strip_prefix('z'))
		.filter(|digits| digits.len() <= MAX_DIGITS)
		.and_then(base58::decode)
		.and_then(|bytes| Signature::from_slice(&bytes).ok())
		.ok_or(ProofFault::Value)
}

/// Checks a signature strictly: the key and the commitment are points of large order in the one form
/// that RFC 8032 allows, so every program that checks comes to the same result.
pub(crate) fn ensure_signed(
	key: &PublicKey,
	bytes: &[u8],
	signature: &Signature,
) -> Result<(), ProofFault> {
	let PublicKey::Ed25519(key) = key else { return Err(ProofFault::Algorithm) };
	let point = VerifyingKey::from_bytes(key).map_err(|_| ProofFault::NotAPoint)?;
	if point.is_weak() || point.to_edwards().compress().to_bytes() != *key {
		return Err(ProofFault::NotAPoint);
	}
	point.verify_strict(bytes, signature).map_err(|_| ProofFault::Signature)
}

/// Returns whether a text is a moment in the way of RFC 3339, with an upper-case `T` and `Z`.
pub(crate) fn is_moment(text: &str) -> bool {
	let shape = |text: &str, shape: &str| {
		text.len() == shape.len()
			&& text.bytes().zip(shape.bytes()).all(|(byte, expected)| match expected {
				b'0' => byte.is_ascii_digit(),
				other => byte == other,
			})
	};
	let Some((moment, rest)) = text.split_at_checked("0000-00-00T00:00:00".len()) else {
		return false;
	};
	let fraction_end = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
	let (fraction, zone) = rest.split_at(fraction_end);
	let is_fraction = fraction.is_empty()
		|| fraction.strip_prefix('.').is_some_and(|digits| {
			!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
		});
	let zone = zone.replacen('-', "+", 1);
	shape(moment, "0000-00-00T00:00:00") && is_fraction && (zone == "Z" || shape(&zone, "+00:00"))
}
