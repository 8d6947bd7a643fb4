// SPDX-License-Identifier: Apache-2.0

//! News for whoever waits.

/// The listener to what happens.
pub trait Watch {
	/// Hears that so many of all documents are signed.
	fn signed(&mut self, done: usize, all: usize);

	/// Hears what happens to the transaction.
	fn anchoring(&mut self, news: &str);

	/// Hears that so many of all files are there.
	fn written(&mut self, done: usize, all: usize);
}

/// Nobody listens.
impl Watch for () {
	fn signed(&mut self, _: usize, _: usize) {}

	fn anchoring(&mut self, _: &str) {}

	fn written(&mut self, _: usize, _: usize) {}
}
