// SPDX-License-Identifier: Apache-2.0

//! Names and addresses on the web.

use testamur_primitives::{InstitutionId, ListLabel, ListPurpose};
use testamur_status::{Fault, Site};

fn site(did: &str, host: &str) -> Result<Site, Fault> {
	Site::new(did, host, InstitutionId(2))
}

#[test]
fn addresses_are_those_of_the_specification() {
	let label = ListLabel([0x5a; 16]);
	let one = site("did:web:uni.example", "https://status.example").unwrap();
	let path = format!("status/2/{}/suspension", "5a".repeat(16));
	assert_eq!(one.list_path(label, ListPurpose::Suspension), path);
	let address = format!("https://status.example/status/2/{}/revocation", "5a".repeat(16));
	assert_eq!(one.list_address(label, ListPurpose::Revocation), address);
	assert_eq!(one.did_path(), ".well-known/did.json");
	assert_eq!(one.did_address(), "https://uni.example/.well-known/did.json");
	let deep = site("did:web:gw.example%3A8443:i:2", "https://gw.example:8443").unwrap();
	assert_eq!(deep.did_path(), "i/2/did.json");
	assert_eq!(deep.did_address(), "https://gw.example:8443/i/2/did.json");
}

#[test]
fn no_file_lies_elsewhere_than_meant() {
	for did in [
		"",
		"did:web:",
		"did:key:z6Mk",
		"did:web:uni.example:",
		"did:web:uni.example::a",
		"did:web:uni.example:..",
		"did:web:uni.example:a/b",
		"did:web:uni.example:%2e%2e",
		"did:web:uni.example:2%2F..%2F3",
		"did:web:uni.example%3a8443",
		"did:web:uni.example%3A08443",
		"did:web:uni.example%3A0",
		"did:web:uni.example#k1",
		"did:web:uni example",
		"did:web:.well-known",
		"did:web:ünï.example",
	] {
		assert_eq!(site(did, "https://a.example"), Err(Fault::NotDidWeb(did.into())), "{did}");
	}
	for host in [
		"",
		"http://a.example",
		"https://",
		"https://a.example/",
		"https://a.example/status",
		"https://a.example?x",
		"https://a.example#x",
		"https://user@a.example",
		"https://a.example:0",
		"https://..",
	] {
		assert_eq!(site("did:web:a", host), Err(Fault::NotHost(host.into())), "{host}");
	}
}
