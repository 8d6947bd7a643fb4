// SPDX-License-Identifier: Apache-2.0

//! Mutated files: nothing panics, and no file leads to the key of another account.
//!
//! A long run: `TESTAMUR_INPUTS=10000000 cargo test --release -p testamur-keystore mutated -- --nocapture`.

use super::{file, password, PASSWORD, SCHEMES};
use crate::{Fault, Keystore};
use testamur_mutation::{inputs, Numbers};

/// Pieces that matter to some part of the reader.
const PIECES: [&[u8]; 22] = [
	b"\"",
	b"{",
	b"}",
	b"[",
	b"]",
	b",",
	b":",
	b"null",
	b"0x",
	b"=",
	b"A",
	b"\\u0000",
	b"\xef\xbb\xbf",
	b"1e400",
	b"none",
	b"\"sr25519\"",
	b"\"ed25519\"",
	b"\"ethereum\"",
	b"\"batch-pkcs8\"",
	b"\"2\"",
	b"\"address\":",
	b"\"encoded\":",
];

#[test]
fn mutated_files_are_refused_or_lead_to_the_key_of_their_address() {
	let inputs = inputs(100_000);
	let mut numbers = Numbers::of_run();
	let seeds = SCHEMES.map(|scheme| {
		let good = file(scheme, 1);
		let keystore = Keystore::read(good.as_bytes()).unwrap();
		let key = keystore.derive(&password(PASSWORD)).unwrap();
		(good, keystore, key)
	});
	let (mut taken, mut opened, mut other_cost) = (0_u64, 0_u64, 0_u64);
	for _ in 0..inputs {
		let (good, original, key) = &seeds[numbers.below(seeds.len())];
		match Keystore::read(&numbers.mutated(good.clone().into_bytes(), &PIECES)) {
			Err(fault) => {
				other_cost += u64::from(matches!(fault, Fault::Cost { .. }));
				assert!(fault.to_string().len() < 300, "{fault}");
			},
			// A changed salt or cost would make another key of the password. This one opens as much.
			Ok(keystore) => {
				taken += 1;
				match keystore.unlock_with(key) {
					Ok(key) => {
						opened += 1;
						assert_eq!(key.public(), *original.account());
						assert_eq!(*keystore.account(), *original.account());
						assert_eq!(key.scheme(), original.scheme());
					},
					Err(Fault::WrongPassword | Fault::NotKey | Fault::OtherAccount { .. }) => {},
					Err(other) => panic!("{other}"),
				}
			},
		}
	}
	println!(
		"{inputs} inputs: {taken} taken, of which {opened} opened; {other_cost} with another cost"
	);
	assert!(taken > inputs / 100 && opened > 0 && opened < taken);
}
