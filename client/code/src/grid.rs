// SPDX-License-Identifier: Apache-2.0

//! A code (QR) as squares of a grid.

use crate::fault::CodeFault;
use qrcode::{Color, EcLevel, QrCode};

/// The white margin around a code, in squares, which its standard (ISO/IEC 18004) demands.
const QUIET: usize = 4;
/// The smallest side of a square that a telephone reads from paper, in millimetres: three dots of 300 an inch.
const SMALLEST: f32 = 0.25;
/// The side from which squares are so large that more of them may serve against dirt and folds, in
/// millimetres.
const LARGE: f32 = 0.4;

/// A code, drawn on a square grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
	/// The number of squares on a side, with the white margin.
	pub side: usize,
	/// The runs of dark squares: the row, the first column, and the number.
	pub runs: Vec<(usize, usize, usize)>,
}

impl Grid {
	/// Returns the code of a text on a side of so many millimetres.
	///
	/// # Errors
	///
	/// Returns why a telephone would not read it.
	pub fn new(text: &str, millimetres: f32) -> Result<Self, CodeFault> {
		let mut chosen = None;
		for level in [EcLevel::H, EcLevel::Q, EcLevel::M, EcLevel::L] {
			let Ok(code) = QrCode::with_error_correction_level(text, level) else { continue };
			let square = side_of_square(&code, millimetres);
			chosen = Some((code, square));
			if square >= LARGE {
				break;
			}
		}
		let (code, square) = chosen.ok_or(CodeFault::TooLong(text.len()))?;
		if square < SMALLEST {
			let wanted = (millimetres * SMALLEST / square).ceil();
			return Err(CodeFault::TooSmall { has: millimetres, wanted });
		}
		Ok(Self::of(&code))
	}

	fn of(code: &QrCode) -> Self {
		let width = code.width();
		let colours = code.to_colors();
		let mut runs = Vec::new();
		for (row, squares) in colours.chunks(width.max(1)).enumerate() {
			let mut begin = None;
			for (column, square) in squares.iter().copied().chain([Color::Light]).enumerate() {
				match (square, begin) {
					(Color::Dark, None) => begin = Some(column),
					(Color::Light, Some(first)) => {
						let length = column.saturating_sub(first);
						runs.push((row.saturating_add(QUIET), first.saturating_add(QUIET), length));
						begin = None;
					},
					_ => {},
				}
			}
		}
		Self { side: with_margin(width), runs }
	}
}

fn with_margin(width: usize) -> usize {
	width.saturating_add(2 * QUIET)
}

/// Returns the side of a square in millimetres.
fn side_of_square(code: &QrCode, millimetres: f32) -> f32 {
	// A code has at most 177 squares on a side.
	let squares = u16::try_from(with_margin(code.width())).unwrap_or(u16::MAX);
	millimetres / f32::from(squares)
}
