// SPDX-License-Identifier: Apache-2.0

//! Addresses.

use crate::address::{decode, encode, AddressFault, SS58_PREFIX};
use proptest::prelude::*;
use testamur_primitives::base58;

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

#[test]
fn an_address_of_any_chain_is_read_and_one_of_this_chain_is_written() {
	let account = decode(ALICE).unwrap();
	assert_eq!(encode(&account), ALICE);
	// The same account on Polkadot (0), and on a chain whose prefix has two bytes (10041).
	for other in [
		"15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5",
		"yGHXkYLYqxijLKKfd9Q2CB9shRVu8rPNBS53wvwGTutYg4zTg",
	] {
		assert_eq!(decode(other), Ok(account), "{other}");
	}
}

#[test]
fn the_prefix_is_that_of_the_runtime() {
	let constants = include_str!("../../../../runtime/src/constants.rs");
	assert!(constants.contains(&format!("pub const SS58_PREFIX: u16 = {SS58_PREFIX};")));
}

#[test]
fn each_fault_of_an_address_is_named() {
	let with_first = |first: u8| {
		let mut bytes = base58::decode(ALICE).unwrap();
		bytes[0] = first;
		base58::encode(&bytes)
	};
	for (text, fault) in [
		(String::new(), AddressFault::Length),
		("1".repeat(51), AddressFault::Length),
		("5".repeat(1_000_000), AddressFault::Length),
		("5GrwvaEF".to_owned(), AddressFault::Length),
		(ALICE.replace('G', "0"), AddressFault::NotBase58),
		(format!("{ALICE} "), AddressFault::NotBase58),
		(with_first(46), AddressFault::Prefix),
		(with_first(47), AddressFault::Prefix),
		(with_first(128), AddressFault::Prefix),
		(with_first(255), AddressFault::Prefix),
		(with_first(64), AddressFault::Length),
		(with_first(0), AddressFault::Checksum),
		(ALICE.replace('Y', "Z"), AddressFault::Checksum),
	] {
		assert_eq!(decode(&text), Err(fault), "{}", &text[..text.len().min(60)]);
	}
}

proptest! {
	#[test]
	fn an_address_leads_back_to_its_account(account in any::<[u8; 32]>()) {
		prop_assert_eq!(decode(&encode(&account)), Ok(account));
	}
}

#[test]
fn a_changed_character_or_two_that_are_exchanged_are_noticed() {
	let address = ALICE.as_bytes();
	let decoded = |bytes: &[u8]| decode(std::str::from_utf8(bytes).unwrap());
	for at in 0..address.len() {
		let mut changed = address.to_vec();
		for letter in (b'!'..=b'~').filter(|letter| *letter != address[at]) {
			changed[at] = letter;
			assert!(decoded(&changed).is_err(), "{at}, {letter}");
		}
		let mut exchanged = address.to_vec();
		exchanged.swap(at, (at + 1) % address.len());
		assert!(exchanged == address || decoded(&exchanged).is_err(), "{at}");
	}
}
