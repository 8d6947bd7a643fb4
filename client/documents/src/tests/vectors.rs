// SPDX-License-Identifier: Apache-2.0

//! The vectors of the W3C: *Data Integrity EdDSA Cryptosuites 1.0*, appendix B, and the folder
//! `TestVectors` of `w3c/vc-di-eddsa` at abb673e.

use crate::{
	contexts::Contexts,
	proofs::{
		proof_set::ensure_signed,
		signing::{self, Signer, CREDENTIAL},
		suite::Suite,
	},
};
use ed25519_dalek::Signature;
use std::{format, string::String};
use testamur_document::{
	ijson,
	value::{Object, Value},
};
use testamur_primitives::{base58, PublicKey};

/// The part of `https://www.w3.org/ns/credentials/examples/v2` that the vectors use.
const EXAMPLES: &str = r#"{"@context":{
	"alumniOf":"https://www.w3.org/ns/credentials/examples#alumniOf",
	"AlumniCredential":"https://www.w3.org/ns/credentials/examples#AlumniCredential"
}}"#;

const ALUMNI: &str = r#"{
	"@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/credentials/examples/v2"],
	"id":"urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
	"type":["VerifiableCredential","AlumniCredential"],
	"name":"Alumni Credential",
	"description":"A minimum viable example of an Alumni Credential.",
	"issuer":"https://vc.example/issuers/5678",
	"validFrom":"2023-01-01T00:00:00Z",
	"credentialSubject":{"id":"did:example:abcdefgh","alumniOf":"The School of Examples"}
}"#;

const KEY: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const SECRET: &str = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
const CREATED: &str = "2023-02-24T23:36:38Z";

fn contexts() -> Contexts {
	let mut contexts = Contexts::shipped();
	contexts.add_remote("https://www.w3.org/ns/credentials/examples/v2", EXAMPLES);
	contexts
}

fn hex(bytes: &[u8]) -> String {
	bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn text(object: &Object, name: &str) -> String {
	match object.get(&name.into()) {
		Some(Value::String(text)) => text.clone(),
		other => panic!("{name}: {other:?}"),
	}
}

/// Returns the key pair of the vectors. The secret key has the prefix of its algorithm.
fn signer() -> Signer {
	let secret = base58::decode(&SECRET[1..]).unwrap();
	assert_eq!(secret[..2], [0x80, 0x26]);
	Signer::new(&secret[2..].try_into().unwrap(), &format!("did:key:{KEY}#{KEY}"))
}

/// Signs the document of the vectors again and returns the hashes and the signature.
fn signed_again(suite: Suite) -> (String, String, String) {
	let contexts = contexts();
	let document = ijson::parse_object(ALUMNI.as_bytes()).unwrap();
	let scope = contexts.of(&document).unwrap();
	let signer = signer();
	assert_eq!(signer.public_key(), KEY.parse::<PublicKey>().unwrap());
	let mut proof =
		signing::proof(&document, &scope, suite, CREATED, &signer, &CREDENTIAL).unwrap();
	let value = text(&proof, "proofValue");
	proof.remove(&"proofValue".into());
	let hash = |object| hex(&suite.hash(object, &scope).unwrap());
	(hash(&document), hash(&proof), value)
}

#[test]
fn the_vectors_of_eddsa_rdfc_2022_are_reproduced() {
	let (document, proof, value) = signed_again(Suite::EddsaRdfc2022);
	assert_eq!(document, "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017");
	assert_eq!(proof, "bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0");
	assert_eq!(
		value,
		"z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme"
	);
}

#[test]
fn the_vectors_of_eddsa_jcs_2022_are_reproduced() {
	let (document, proof, value) = signed_again(Suite::EddsaJcs2022);
	assert_eq!(document, "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19");
	assert_eq!(proof, "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db");
	assert_eq!(
		value,
		"z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
	);
}

/// The proofs of `signedProofSet2.json`: the name of each, its key and its value.
const PROOF_SET: [(&str, &str, &str); 2] = [
	(
		"urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544",
		"z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7",
		"z66vWyqwAghu52WbpRkCwFRTu6Msn92ArtjpJ3gGMSVoU5RADwBfszoDt1QWY8owqLPz4nTj7hAwV7xFti1p93zdr",
	),
	(
		"urn:uuid:8cc9022b-6b14-4cf3-8571-74972c5feb54",
		"z6MkhWqdDBPojHA7cprTGTt5yHv5yUi1B8cnXn8ReLumkw6E",
		"z2scr94SNNrGpP2bE7ajvKWeUHm7HJ2edDkxpARvFAQ8V3USzwEzibqrXKaLHBrWostswsfvg82twQR88BgtnsrXY",
	),
];

#[test]
fn the_proofs_of_the_set_of_the_vectors_stand() {
	let contexts = contexts();
	let document = ijson::parse_object(ALUMNI.as_bytes()).unwrap();
	let scope = contexts.of(&document).unwrap();
	let suite = Suite::EddsaRdfc2022;
	for (id, key, value) in PROOF_SET {
		let proof = format!(
			r#"{{"type":"DataIntegrityProof","id":"{id}","cryptosuite":"eddsa-rdfc-2022",
			"created":"{CREATED}","verificationMethod":"did:key:{key}#{key}",
			"proofPurpose":"assertionMethod"}}"#
		);
		let proof = ijson::parse_object(proof.as_bytes()).unwrap();
		let bytes =
			[suite.hash(&proof, &scope).unwrap(), suite.hash(&document, &scope).unwrap()].concat();
		let signature = Signature::from_slice(&base58::decode(&value[1..]).unwrap()).unwrap();
		ensure_signed(&key.parse().unwrap(), &bytes, &signature).unwrap();
	}
}
