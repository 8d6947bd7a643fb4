// SPDX-License-Identifier: Apache-2.0

//! List credentials, made, and read whoever made them.

use crate::{
	records::set,
	world::{key, open, world, FakeNode, LABEL},
};
use flate2::{write::GzEncoder, Compression};
use proptest::prelude::*;
use serde_json::{json, Value};
use std::io::Write as _;
use testamur_documents::{list_key_name, Contexts, Controller, SignedDocument, Signer};
use testamur_primitives::{base64url, InstitutionId, ListPurpose, Status};
use testamur_status::{
	decode, encode, list, list_credential, read_list, Fault, List, Site, Validity, MAX_BYTES,
};

const DID: &str = "did:web:uni.example";
const CREATED: &str = "2027-01-15T08:00:00Z";
const VALIDITY: Validity = Validity { from: 1_800_000_000_123, ttl: 300_000 };

fn site() -> Site {
	Site::new(DID, "https://status.uni.example", InstitutionId(2)).unwrap()
}

/// Returns a list in which places 3 and 300 are suspended.
fn suspended() -> List {
	let mut state = world();
	set(&mut state, 3, Status::Suspended);
	set(&mut state, 300, Status::Suspended);
	let mut node = FakeNode::new(state);
	list(&mut open(&mut node).unwrap(), LABEL).unwrap()
}

fn credential(purpose: ListPurpose, validity: Validity) -> Result<String, Fault> {
	let signer = Signer::new(&[2; 32], &list_key_name(DID, 2));
	let contexts = Contexts::shipped();
	list_credential(&contexts, &site(), &suspended(), purpose, validity, (&signer, CREATED))
}

/// Returns a list credential of somebody else, after a change.
fn elsewhere(change: impl FnOnce(&mut Value)) -> Result<testamur_status::ReadList, Fault> {
	let mut credential = json!({
		"type": ["VerifiableCredential", "BitstringStatusListCredential"],
		"id": "https://other.example/1",
		"credentialSubject": {
			"type": "BitstringStatusList",
			"statusPurpose": "revocation",
			"encodedList": encode(&[0x40; 16_384]),
		},
	});
	change(&mut credential);
	read_list(credential.to_string().as_bytes())
}

fn gzip(bytes: &[u8]) -> String {
	let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
	encoder.write_all(bytes).unwrap();
	format!("u{}", base64url::encode(&encoder.finish().unwrap()))
}

#[test]
fn a_list_is_signed_and_read_back() {
	for purpose in ListPurpose::ALL {
		let text = credential(purpose, VALIDITY).unwrap();
		let contexts = Contexts::shipped();
		let signed = SignedDocument::read(&contexts, text.as_bytes()).unwrap();
		let keys = [(list_key_name(DID, 2), key(2))];
		assert_eq!(signed.verify(&Controller { id: DID, keys: &keys }).unwrap().proofs.len(), 1);
		let read = read_list(text.as_bytes()).unwrap();
		assert_eq!((read.purpose, read.places()), (purpose, 131_072));
		let address = site().list_address(LABEL, purpose);
		assert_eq!(read.id.as_deref(), Some(address.as_str()));
		let set: Vec<usize> = (0..1_000).filter(|place| read.get(*place) == Some(true)).collect();
		let expected: &[usize] = if purpose == ListPurpose::Suspension { &[3, 300] } else { &[] };
		assert_eq!(set, expected);
		assert_eq!(read.get(131_072), None);
		let json: Value = serde_json::from_str(&text).unwrap();
		assert_eq!(json["validFrom"], "2027-01-15T08:00:00Z");
		assert_eq!(json["validUntil"], "2027-01-15T08:10:00Z");
		let subject = &json["credentialSubject"];
		assert_eq!(subject["id"], format!("{address}#list"));
		assert_eq!(
			(&subject["ttl"], &subject["statusPurpose"]),
			(&json!(300_000), &json!(purpose.word()))
		);
	}
	for ttl in [0, 999, 31_536_000_001] {
		let refused = credential(ListPurpose::Revocation, Validity { ttl, ..VALIDITY });
		assert_eq!(refused, Err(Fault::Validity));
	}
}

#[test]
fn the_first_place_is_the_left_most_bit() {
	let read = elsewhere(|_| {}).unwrap();
	assert_eq!((read.get(0), read.get(1), read.get(9)), (Some(false), Some(true), Some(true)));
	assert_eq!(read.purpose, ListPurpose::Revocation);
	let as_array =
		elsewhere(|all| all["credentialSubject"]["statusPurpose"] = json!(["suspension"]));
	assert_eq!(as_array.unwrap().purpose, ListPurpose::Suspension);
	elsewhere(|all| all["credentialSubject"]["statusSize"] = json!(1)).unwrap();
}

#[test]
fn what_is_no_list_is_refused() {
	let subject = |name: &str, value: Value| {
		elsewhere(|all| all["credentialSubject"][name] = value).unwrap_err()
	};
	let list = |text: String| subject("encodedList", json!(text));
	for purpose in [json!(["revocation", "suspension"]), json!("message"), json!([]), json!(1)] {
		assert_eq!(subject("statusPurpose", purpose), Fault::Purpose);
	}
	assert!(matches!(subject("statusSize", json!(2)), Fault::NotAList(_)));
	assert!(matches!(subject("type", json!("Other")), Fault::NotAList(_)));
	assert!(matches!(elsewhere(|all| all["type"] = json!([])).unwrap_err(), Fault::NotAList(_)));
	let two = elsewhere(|all| all["credentialSubject"] = json!([{}, {}])).unwrap_err();
	assert!(matches!(two, Fault::NotAList(_)));
	assert_eq!(list(gzip(&[0; 16_383])), Fault::TooFewBits);
	assert_eq!(list(gzip(&[0; 16_384])[1..].to_owned()), Fault::NotEncoded);
	assert_eq!(list(format!("z{}", &gzip(&[0; 16_384])[1..])), Fault::NotEncoded);
	assert_eq!(list(format!("{}=", gzip(&[0; 16_384]))), Fault::NotEncoded);
	assert_eq!(subject("encodedList", Value::Null), Fault::NotEncoded);
	assert!(read_list(b"{\"id\":1,\"id\":2}").is_err());
	assert!(read_list(b"").is_err());
}

/// Checks that a file of some kilobytes does not become gigabytes.
#[test]
fn a_bomb_is_refused_within_bounds() {
	let bomb = gzip(&vec![0; 64 << 20]);
	assert!(bomb.len() < 100_000);
	assert_eq!(decode(&bomb), Err(Fault::TooLarge));
	assert_eq!(decode(&gzip(&vec![0; MAX_BYTES + 1])), Err(Fault::TooLarge));
	assert_eq!(decode(&gzip(&vec![0; MAX_BYTES])).unwrap().len(), MAX_BYTES);
	let long = format!("u{}", "A".repeat(5 << 20));
	assert_eq!(decode(&long), Err(Fault::TooLarge));
}

#[test]
fn a_changed_or_truncated_file_is_refused() {
	let good = encode(&[0x40; 16_384]);
	let bytes = base64url::decode(&good[1..]).unwrap();
	let text = |bytes: &[u8]| format!("u{}", base64url::encode(bytes));
	for end in 0..bytes.len() {
		assert!(decode(&text(&bytes[..end])).is_err(), "{end}");
	}
	let tail = [bytes.as_slice(), &[0]].concat();
	assert_eq!(decode(&text(&tail)).err(), Some(Fault::NotEncoded));
	let twice = [bytes.as_slice(), &bytes].concat();
	assert_eq!(decode(&text(&twice)).err(), Some(Fault::NotEncoded));
}

proptest! {
	#[test]
	fn bits_come_back_from_their_text(seed in any::<u64>(), more in 0_usize..1_000) {
		let mut state = seed;
		let bits: Vec<u8> = (0..16_384 + more)
			.map(|_| {
				state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
				u8::try_from(state >> 56).unwrap()
			})
			.collect();
		prop_assert_eq!(decode(&encode(&bits)).unwrap(), bits);
	}

	#[test]
	fn any_text_is_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
		let _ = decode(&format!("u{}", base64url::encode(&bytes)));
		let head = [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3][..], &bytes].concat();
		let _ = decode(&format!("u{}", base64url::encode(&head)));
		let _ = read_list(&bytes);
	}
}
