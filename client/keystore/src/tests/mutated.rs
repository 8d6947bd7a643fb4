// SPDX-License-Identifier: Apache-2.0

//! Mutated files: nothing panics, and no file leads to the key of another account.
//!
//! `TESTAMUR_INPUTS` states the number of inputs, 100,000 without it, and `TESTAMUR_SEED` the seed. A
//! long run: `TESTAMUR_INPUTS=10000000 cargo test --release -p testamur-keystore mutated -- --nocapture`.

use super::{file, password, PASSWORD, SCHEMES};
use crate::{Fault, Keystore};
use std::env;

/// Pieces that matter to some part of the reader.
const PIECES: [&str; 22] = [
	"\"",
	"{",
	"}",
	"[",
	"]",
	",",
	":",
	"null",
	"0x",
	"=",
	"A",
	"\\u0000",
	"\u{feff}",
	"1e400",
	"none",
	"\"sr25519\"",
	"\"ed25519\"",
	"\"ethereum\"",
	"\"batch-pkcs8\"",
	"\"2\"",
	"\"address\":",
	"\"encoded\":",
];

/// Random numbers of the splitmix64 generator: a run is the same wherever it is made.
struct Numbers(u64);

impl Numbers {
	fn below(&mut self, bound: usize) -> usize {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mut mixed = self.0;
		mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		usize::try_from((mixed ^ (mixed >> 31)) % bound.max(1) as u64).unwrap()
	}

	/// Returns a file in which single bytes, whole pieces or ranges are exchanged, removed or repeated.
	fn mutated(&mut self, good: &str) -> Vec<u8> {
		let mut bytes = good.as_bytes().to_vec();
		if self.below(16) == 0 {
			bytes = (0..self.below(400)).map(|_| u8::try_from(self.below(256)).unwrap()).collect();
		}
		for _ in 0..=self.below(3) {
			let at = self.below(bytes.len() + 1);
			let end = (at + self.below(8)).min(bytes.len());
			let piece = match self.below(6) {
				0 => vec![u8::try_from(self.below(256)).unwrap()],
				1 => bytes[at..end].repeat(self.below(4)),
				2 => Vec::new(),
				3 => vec![b"0aA+/z"[self.below(6)]],
				_ => PIECES[self.below(PIECES.len())].as_bytes().to_vec(),
			};
			let until = if self.below(2) == 0 { (at + piece.len()).min(bytes.len()) } else { end };
			bytes.splice(at..until.max(at), piece);
		}
		bytes
	}
}

fn stated(name: &str, otherwise: u64) -> u64 {
	env::var(name).map_or(otherwise, |stated| stated.parse().unwrap())
}

#[test]
fn mutated_files_are_refused_or_lead_to_the_key_of_their_address() {
	let inputs = stated("TESTAMUR_INPUTS", 100_000);
	let mut numbers = Numbers(stated("TESTAMUR_SEED", 20_261_128));
	let seeds = SCHEMES.map(|scheme| {
		let good = file(scheme, 1);
		let keystore = Keystore::read(good.as_bytes()).unwrap();
		let key = keystore.derive(&password(PASSWORD)).unwrap();
		(good, keystore, key)
	});
	let (mut taken, mut opened, mut other_cost) = (0_u64, 0_u64, 0_u64);
	for _ in 0..inputs {
		let (good, original, key) = &seeds[numbers.below(seeds.len())];
		match Keystore::read(&numbers.mutated(good)) {
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
