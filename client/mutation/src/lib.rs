// SPDX-License-Identifier: Apache-2.0

//! # Mutated files, for tests
//!
//! Tests of parsers change good files at random, and want each to be refused or to be read within the rules. A
//! run is the same wherever it is made: its numbers follow from a seed.
//!
//! `TESTAMUR_INPUTS` states the number of inputs of a run, and `TESTAMUR_SEED` its seed.

use std::env;

/// The seed of a run, unless another one is stated.
const SEED: u64 = 20_261_128;
/// Maximum number of bytes that one change takes away.
const MAX_REMOVED: usize = 12;
/// Maximum number of changes of one file.
const MAX_CHANGES: usize = 6;

/// A generator of random numbers (splitmix64).
#[derive(Clone, Debug)]
pub struct Numbers(u64);

impl Numbers {
	/// Returns the generator of a run, by the seed that `TESTAMUR_SEED` states.
	#[must_use]
	pub fn of_run() -> Self {
		Self(stated("TESTAMUR_SEED", SEED))
	}

	/// Returns the next number.
	fn next(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mut mixed = self.0;
		mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		mixed ^ (mixed >> 31)
	}

	/// Returns a number below a bound, or 0 if the bound is 0.
	pub fn below(&mut self, bound: usize) -> usize {
		let number = self.next().checked_rem(bound as u64).unwrap_or_default();
		usize::try_from(number).unwrap_or_default()
	}

	/// Returns a byte.
	pub fn byte(&mut self) -> u8 {
		self.next().to_be_bytes()[0]
	}

	/// Returns one of several things, of which there is at least one.
	pub fn one_of<'a, T: ?Sized>(&mut self, several: &[&'a T]) -> &'a T {
		several[self.below(several.len())]
	}

	/// Returns a file with one to seven changes: bytes are put in, exchanged, removed, repeated or copied from
	/// elsewhere, and `pieces` are put in, which are what some part of its reader looks for.
	pub fn mutated(&mut self, mut bytes: Vec<u8>, pieces: &[&[u8]]) -> Vec<u8> {
		for _ in 0..=self.below(MAX_CHANGES) {
			let at = self.below(bytes.len() + 1);
			let end = (at + self.below(MAX_REMOVED)).min(bytes.len());
			let piece = match self.below(32) {
				0..4 => vec![self.byte()],
				4..8 => bytes[at..end].repeat(self.below(4)),
				8..12 => Vec::new(),
				12 => {
					bytes.truncate(at);
					continue;
				},
				13..17 => {
					let from = self.below(bytes.len() + 1);
					bytes[from..(from + self.below(40)).min(bytes.len())].to_vec()
				},
				17..21 => self.below(1_000).to_string().into_bytes(),
				_ => self.one_of(pieces).to_vec(),
			};
			// A change that keeps the length of a file keeps what its places lead to.
			let until = match self.below(3) {
				0 => at,
				1 => end,
				_ => (at + piece.len()).min(bytes.len()),
			};
			bytes.splice(at..until, piece);
		}
		bytes
	}
}

/// Returns the number of inputs of a run: `otherwise`, unless `TESTAMUR_INPUTS` states one.
///
/// # Panics
///
/// Panics if what is stated is no number.
#[must_use]
pub fn inputs(otherwise: u64) -> u64 {
	stated("TESTAMUR_INPUTS", otherwise)
}

fn stated(name: &str, otherwise: u64) -> u64 {
	match env::var(name) {
		Ok(stated) => stated
			.parse()
			.unwrap_or_else(|_| panic!("{name} states {stated:?}, which is no number")),
		Err(_) => otherwise,
	}
}

#[cfg(test)]
mod tests {
	use super::Numbers;

	#[test]
	fn numbers_are_those_of_the_generator() {
		// The first numbers of the reference implementation for the seed 1234567.
		let mut numbers = Numbers(1_234_567);
		assert_eq!(numbers.next(), 6_457_827_717_110_365_317);
		assert_eq!(numbers.next(), 3_203_168_211_198_807_973);
		assert_eq!(numbers.below(0), 0);
	}

	#[test]
	fn files_are_changed_in_the_same_way_from_the_same_seed() {
		let of = |seed| {
			let mut numbers = Numbers(seed);
			(0..100)
				.map(|_| numbers.mutated(b"a good file".to_vec(), &[b"piece"]))
				.collect::<Vec<_>>()
		};
		assert_eq!(of(1), of(1));
		assert_ne!(of(1), of(2));
		let changed = of(1).iter().filter(|file| *file != b"a good file").count();
		assert!(changed > 80, "{changed}");
		assert!(of(1).iter().any(|file| file.windows(5).any(|window| window == b"piece")));
		assert_eq!(
			Numbers(1).mutated(Vec::new(), &[b""]).len(),
			Numbers(1).mutated(Vec::new(), &[b""]).len()
		);
	}
}
