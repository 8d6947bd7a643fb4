// SPDX-License-Identifier: Apache-2.0

//! The random order of a batch: the place of a credential says nothing about its place in the list. The random label of
//! its status list.

use crate::fault::Fault;

/// A cryptographically secure source of random bytes.
pub trait Randomness {
	/// Fills a buffer, or returns why there are no random bytes.
	fn fill(&mut self, buffer: &mut [u8]) -> Result<(), String>;
}

/// Returns the numbers below `count` in a random order, each order as likely as any other.
pub(crate) fn shuffled(count: u32, random: &mut impl Randomness) -> Result<Vec<u32>, Fault> {
	let mut order: Vec<u32> = (0..count).collect();
	for place in (1..count).rev() {
		let other = below(place.saturating_add(1), random)?;
		let index = |number: u32| usize::try_from(number).unwrap_or_default();
		order.swap(index(place), index(other));
	}
	Ok(order)
}

/// Returns the label of a new status list, which is not one of zeroes: those are no label.
pub(crate) fn label(random: &mut impl Randomness) -> Result<[u8; 16], Fault> {
	let mut label = [0; 16];
	while label == [0; 16] {
		random.fill(&mut label).map_err(Fault::Randomness)?;
	}
	Ok(label)
}

/// Returns a number below `bound`, which is not 0, each as likely as any other.
fn below(bound: u32, random: &mut impl Randomness) -> Result<u32, Fault> {
	// The numbers from here on would make the small ones likelier.
	let even = u32::MAX.saturating_sub(u32::MAX.checked_rem(bound).unwrap_or_default());
	loop {
		let mut bytes = [0; 4];
		random.fill(&mut bytes).map_err(Fault::Randomness)?;
		let number = u32::from_le_bytes(bytes);
		if number < even {
			return Ok(number.checked_rem(bound).unwrap_or_default());
		}
	}
}
