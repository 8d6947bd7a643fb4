// SPDX-License-Identifier: Apache-2.0

//! # Codes (QR)
//!
//! From a text to the dark squares of a code, of a size that telephones read from paper. Who draws the squares, in a
//! certificate, in a picture or on a page, is another matter.
//!
//! ```
//! use testamur_code::{CodeFault, Grid};
//!
//! let grid = Grid::new("https://hw.example.edu/", 40.0)?;
//! assert_eq!(grid.runs.first(), Some(&(4, 4, 7)));
//! # Ok::<(), CodeFault>(())
//! ```

#![cfg_attr(
	not(test),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unwrap_used
	)
)]

mod fault;
mod grid;
#[cfg(test)]
mod tests;

pub use fault::CodeFault;
pub use grid::Grid;
