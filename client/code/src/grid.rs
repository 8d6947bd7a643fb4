// SPDX-License-Identifier: Apache-2.0

//! A code (QR) as squares of a grid.

use crate::fault::CodeFault;
use qrcode::{
	bits::{encode_auto, Bits},
	canvas::{Canvas, MaskPattern},
	ec::construct_codewords,
	types::QrError,
	Color, EcLevel,
};

/// The white margin around a code, in squares, which its standard (ISO/IEC 18004) demands.
const QUIET: usize = 4;
/// The smallest side of a square that a telephone reads from paper, in millimetres: three dots of 300 an inch.
const SMALLEST: f32 = 0.25;
/// The side from which squares are so large that more of them may serve against dirt and folds, in
/// millimetres.
const LARGE: f32 = 0.4;
/// The pattern by which the squares of content are inverted. Readers take each of the eight. The choice that the
/// standard asks of writers is among scores of all eight, which takes most of the time of a certificate; this one is
/// for contents without a regular structure, as references are, where the scores hardly differ.
const MASK: MaskPattern = MaskPattern::LargeCheckerboard;

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
			let Ok(bits) = encode_auto(text.as_bytes(), level) else { continue };
			let square = side_of_square(&bits, millimetres);
			chosen = Some((bits, level, square));
			if square >= LARGE {
				break;
			}
		}
		let too_long = CodeFault::TooLong(text.len());
		let Some((bits, level, square)) = chosen else { return Err(too_long) };
		if square < SMALLEST {
			let wanted = (millimetres * SMALLEST / square).ceil();
			return Err(CodeFault::TooSmall { has: millimetres, wanted });
		}
		// The content has a version already, so that it fits.
		Self::draw(bits, level).map_err(|_| too_long)
	}

	/// Draws a content.
	fn draw(bits: Bits, level: EcLevel) -> Result<Self, QrError> {
		let (version, width) = (bits.version(), width(&bits));
		let (content, correction) = construct_codewords(&bits.into_bytes(), version, level)?;
		let mut canvas = Canvas::new(version, level);
		canvas.draw_all_functional_patterns();
		canvas.draw_data(&content, &correction);
		canvas.apply_mask(MASK);
		Ok(Self { side: with_margin(width), runs: runs(&canvas.into_colors(), width) })
	}
}

/// Returns the runs of dark squares in rows of a width.
fn runs(colours: &[Color], width: usize) -> Vec<(usize, usize, usize)> {
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
	runs
}

/// Returns the number of squares on a side of a content's code, without the margin.
fn width(bits: &Bits) -> usize {
	usize::try_from(bits.version().width()).unwrap_or_default()
}

fn with_margin(width: usize) -> usize {
	width.saturating_add(2 * QUIET)
}

/// Returns the side of a square in millimetres.
fn side_of_square(bits: &Bits, millimetres: f32) -> f32 {
	// A code has at most 177 squares on a side.
	let squares = u16::try_from(with_margin(width(bits))).unwrap_or(u16::MAX);
	millimetres / f32::from(squares)
}
