// SPDX-License-Identifier: Apache-2.0

//! Tests of the exact JSON of a verdict and of an accreditation.

use super::samples::{accreditation, full_verdict, path, time};
use crate::{
	hex::Hash,
	json::{Accreditation, AsOf, CredentialType, Dated, Institution, Verdict},
	time::Time,
};
use serde_json::Value;
use sp_core::crypto::AccountId32;
use testamur_primitives::{
	limits::{MAX_NAME, MAX_PATH, MAX_REFERENCES, MAX_URI},
	records, AccreditationId, InstitutionId, TypeId,
};

/// The answer to a verification as text, including the order of members.
const FULL_VERDICT: &str = include_str!("verdict.golden.json");
/// The answer to a question about an accreditation as text, including the order of members.
const ACCREDITATION: &str = include_str!("accreditation.golden.json");

fn dated<T>(answer: T) -> Dated<T> {
	let hash = "0x3baf7a7b95a8f68f9c3bbe207342d5b86e925b6e6132a976ac54490a656fb48a";
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
fn what_the_genesis_block_records_has_no_time() {
	let mut view = accreditation(AccreditationId(3));
	(view.offered_at, view.accepted_at) = (0, Some(0));
	let view = serde_json::to_value(Accreditation::from(view)).unwrap();
	assert_eq!((&view["offeredAt"], &view["acceptedAt"]), (&Value::Null, &Value::Null));
	let profile = full_verdict().findings.unwrap().institution.profile;
	let institution = records::Institution {
		profile,
		admin: AccountId32::new([1; 32]),
		state: records::InstitutionState::Active,
		registered_at: 0,
		allowance: 1,
		operators: 0,
		held: 0,
		dual_authorization: false,
		custody: None,
	};
	let institution = Institution::new(InstitutionId(1), institution, vec![]);
	let institution = serde_json::to_value(institution).unwrap();
	assert_eq!(institution["registeredAt"], Value::Null);
	let definition = full_verdict().findings.unwrap().credential_type.definition;
	let credential_type = records::CredentialType {
		owner: None,
		definition,
		state: records::TypeState::Active,
		registered_at: 0,
	};
	let credential_type = CredentialType::new(TypeId(1), credential_type);
	let credential_type = serde_json::to_value(credential_type).unwrap();
	assert_eq!(credential_type["registeredAt"], Value::Null);
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
