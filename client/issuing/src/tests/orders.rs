// SPDX-License-Identifier: Apache-2.0

//! The random order.

use super::cohorts::Seeded;
use crate::{order::shuffled, Fault, Randomness};
use proptest::prelude::*;
use std::collections::BTreeMap;

proptest! {
	#[test]
	fn an_order_has_each_number_once(count in 1..2_000_u32, seed: u64) {
		let mut order = shuffled(count, &mut Seeded::new(seed)).unwrap();
		order.sort_unstable();
		prop_assert_eq!(order, (0..count).collect::<Vec<_>>());
	}
}

#[test]
fn each_order_is_as_likely_as_any_other() {
	let mut counts = BTreeMap::new();
	let mut random = Seeded::new(7);
	for _ in 0..24_000 {
		*counts.entry(shuffled(4, &mut random).unwrap()).or_insert(0_i64) += 1;
	}
	assert_eq!(counts.len(), 24);
	// Six standard deviations of a count whose mean is 1,000.
	for (order, count) in counts {
		assert!((count - 1_000).abs() < 190, "{order:?}: {count}");
	}
}

#[test]
fn numbers_that_would_make_some_orders_likelier_are_drawn_again() {
	/// Returns the largest number first, and then 0.
	struct Large(bool);

	impl Randomness for Large {
		fn fill(&mut self, buffer: &mut [u8]) -> Result<(), String> {
			buffer.fill(if std::mem::replace(&mut self.0, false) { 0xff } else { 0 });
			Ok(())
		}
	}
	assert_eq!(shuffled(2, &mut Large(true)).unwrap(), [1, 0]);
}

#[test]
fn there_is_no_order_without_random_bytes() {
	/// A source without bytes.
	struct Dry;

	impl Randomness for Dry {
		fn fill(&mut self, _: &mut [u8]) -> Result<(), String> {
			Err("no entropy".into())
		}
	}
	assert!(matches!(shuffled(2, &mut Dry), Err(Fault::Randomness(_))));
	assert_eq!(shuffled(1, &mut Dry).unwrap(), [0]);
}
