// SPDX-License-Identifier: Apache-2.0

//! News for whoever waits.

/// The listener to what happens.
pub trait Watch {
	/// Hears that so many of all documents are signed.
	fn signed(&mut self, done: usize, all: usize);

	/// Hears that an allowance is used up until a block, and which one is the last final block.
	fn waiting(&mut self, last_final: u64, renewed_at: u64);

	/// Hears what happens to the transaction.
	fn anchoring(&mut self, news: &str);

	/// Hears that so many of all files are there.
	fn written(&mut self, done: usize, all: usize);
}

/// Nobody listens.
impl Watch for () {
	fn signed(&mut self, _: usize, _: usize) {}

	fn waiting(&mut self, _: u64, _: u64) {}

	fn anchoring(&mut self, _: &str) {}

	fn written(&mut self, _: usize, _: usize) {}
}
