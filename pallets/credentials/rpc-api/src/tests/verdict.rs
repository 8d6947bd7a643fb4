// SPDX-License-Identifier: Apache-2.0

//! Tests of the exact JSON of a verdict and of an accreditation.

use super::samples::{accreditation, full_verdict, path, time};
use crate::{
	hex::Hash,
	json::{Accreditation, AsOf, Dated, Verdict},
	time::Time,
};
use testamur_primitives::{
	limits::{MAX_NAME, MAX_PATH, MAX_REFERENCES, MAX_URI},
	AccreditationId,
};

/// The answer to a verification as text, including the order of members.
const FULL_VERDICT: &str = include_str!("verdict.golden.json");
/// The answer to a question about an accreditation as text, including the order of members.
const ACCREDITATION: &str = include_str!("accreditation.golden.json");

fn dated<T>(answer: T) -> Dated<T> {
	let hash = "0x0c3e3acc3250fb3322c4093bab31047e4e0bc47b92c81aa1d6d91e55b290384a";
	let as_of = AsOf {
		block_number: 9,
		block_hash: Hash::parse(hash).unwrap(),
		time: Some(Time(time(9))),
		finalized: true,
	};
	Dated { answer, as_of }
}

#[test]
fn a_full_verdict_has_the_documented_shape() {
	let verdict = Verdict::from(full_verdict());
	let text = serde_json::to_string_pretty(&dated(verdict)).unwrap();
	assert_eq!(text, FULL_VERDICT.trim_end());
}

#[test]
fn an_accreditation_has_the_documented_shape() {
	let accreditation = Accreditation::from(accreditation(AccreditationId(3)));
	let text = serde_json::to_string_pretty(&dated(accreditation)).unwrap();
	assert_eq!(text, ACCREDITATION.trim_end());
}

#[test]
fn a_client_reads_what_a_server_writes() {
	let text = serde_json::to_string(&dated(Verdict::from(full_verdict()))).unwrap();
	let read: Dated<Verdict> = serde_json::from_str(&text).unwrap();
	assert_eq!(serde_json::to_string(&read).unwrap(), text);
}

/// Checks the longest answer against the default limit of a server, which is 15 MiB.
#[test]
fn the_longest_answer_fits_the_server_limit() {
	const SERVER_LIMIT: usize = 15 * 1024 * 1024;
	let mut verdict = full_verdict();
	let findings = verdict.findings.as_mut().unwrap();
	// Each of these is written as six characters.
	findings.institution.profile.name = vec![1; MAX_NAME as usize].try_into().unwrap();
	let uri = vec![1; MAX_URI as usize];
	findings.institution.profile.uri = uri.clone().try_into().unwrap();
	findings.credential_type.definition.uri = uri.try_into().unwrap();
	findings.accreditation.path = path().into_iter().cycle().take(MAX_PATH as usize).collect();
	let length = serde_json::to_string(&dated(Verdict::from(verdict))).unwrap().len();
	assert!((length + 1) * (MAX_REFERENCES as usize) < SERVER_LIMIT, "{length} bytes each");
}
