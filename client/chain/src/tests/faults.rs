// SPDX-License-Identifier: Apache-2.0

//! Nodes that are not there, are none, or say nothing, and records that are malformed.

use crate::{membership::membership, Client, Fault, Membership};
use std::{io::Write, net::TcpListener, thread};
use testamur_primitives::InstitutionId;

#[test]
fn only_addresses_of_nodes_are_called() {
	for url in ["http://127.0.0.1:9944", "127.0.0.1:9944", "", "ws:/x", "file:///etc/passwd"] {
		let fault = Client::connect(url).err().unwrap();
		assert_eq!(fault, Fault::Address(url.to_owned()));
	}
}

#[test]
fn a_node_that_is_not_there_cannot_be_reached() {
	let listener = TcpListener::bind("127.0.0.1:0").unwrap();
	let url = format!("ws://{}", listener.local_addr().unwrap());
	drop(listener);
	assert!(
		matches!(Client::connect(&url), Err(Fault::Unreachable { url: named, .. }) if named == url)
	);
}

#[test]
fn a_server_that_is_no_node_cannot_be_reached() {
	let listener = TcpListener::bind("127.0.0.1:0").unwrap();
	let url = format!("ws://{}", listener.local_addr().unwrap());
	let server = thread::spawn(move || {
		let (mut stream, _) = listener.accept().unwrap();
		stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi").unwrap();
	});
	assert!(matches!(Client::connect(&url), Err(Fault::Unreachable { .. })));
	server.join().unwrap();
}

#[test]
fn the_record_of_an_account_is_read_to_its_last_byte() {
	let issuer = Membership { institution: InstitutionId(7), may_issue: true };
	assert_eq!(membership(&[7, 0, 0, 0, 0]), Ok(issuer));
	assert_eq!(membership(&[7, 0, 0, 0, 1, 1, 0, 0, 0]), Ok(issuer));
	let officer = Membership { may_issue: false, ..issuer };
	assert_eq!(membership(&[7, 0, 0, 0, 1, 0, 1, 1, 1]), Ok(officer));
	for malformed in
		[&[][..], &[7, 0, 0, 0], &[7, 0, 0, 0, 2], &[7, 0, 0, 0, 0, 0], &[7, 0, 0, 0, 1, 2]]
	{
		assert!(matches!(membership(malformed), Err(Fault::NotUnderstood(_))), "{malformed:?}");
	}
}
