// SPDX-License-Identifier: Apache-2.0

//! The reasons why there is no code that a telephone reads.

use thiserror::Error;

/// A reason why there is no code that a telephone reads.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum CodeFault {
	/// The text has more bytes than fit.
	#[error("the code is to show {0} bytes, and at most 2,953 fit: show a shorter text")]
	TooLong(usize),
	/// The code is so small that a telephone would not read it.
	#[error("a telephone would not read the code on {has} mm: give it {wanted} mm, or show a shorter text")]
	TooSmall {
		/// Its side in millimetres.
		has: f32,
		/// The side that it needs.
		wanted: f32,
	},
}
