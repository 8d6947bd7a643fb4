// SPDX-License-Identifier: Apache-2.0

//! Random numbers from a seed.

/// A generator of numbers from a seed (splitmix64), the same on every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
	pub(super) fn roll(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mut mixed = self.0;
		mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		mixed ^ (mixed >> 31)
	}

	pub(super) fn below(&mut self, count: u64) -> u64 {
		self.roll() % count
	}

	pub(super) fn one_in(&mut self, count: u64) -> bool {
		self.below(count) == 0
	}

	pub(super) fn pick<Item: Clone>(&mut self, items: &[Item]) -> Option<Item> {
		let index = self.below(items.len().max(1) as u64);
		items.get(index as usize).cloned()
	}

	/// Returns the number of something that exists, or sometimes of nothing.
	pub(super) fn number(&mut self, existing: usize) -> u32 {
		if existing == 0 || self.one_in(24) {
			return self.pick(&[0, existing as u32 + 1, u32::MAX]).unwrap_or_default();
		}
		self.below(existing as u64) as u32 + 1
	}
}
