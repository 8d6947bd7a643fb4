// SPDX-License-Identifier: Apache-2.0

//! The code (QR) as a picture of its own, for a screen or for a paper that somebody else designs.

use crate::{
	design::{Code, Colour},
	fault::Fault,
	picture::{
		pixels,
		shape::{Area, Drawing, Shape},
		svg::{self, Words},
	},
};
use testamur_code::Grid;
use tiny_skia::{Path, PathBuilder, Rect};

/// The pixels on a side of a square.
const SCALE: u16 = 8;
/// The colour of the white margin and of the light squares, which are a part of the code.
const LIGHT: Colour = Colour([255; 3]);

/// The code of a credential, in both kinds of pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodePicture {
	/// The picture as PNG.
	pub png: Vec<u8>,
	/// The picture as SVG.
	pub svg: String,
}

impl CodePicture {
	/// Draws a code with its white margin.
	pub(crate) fn draw(code: &Code, grid: &Grid) -> Result<Self, Fault> {
		// A code has at most 185 squares on a side, with its margin.
		let side = u16::try_from(grid.side).unwrap_or(u16::MAX);
		let all = Area { left: 0.0, top: 0.0, width: side.into(), height: side.into() };
		let areas = [(LIGHT, all.rounded(0.0, 0.0)), (code.colour, path(&grid.runs))];
		let shape =
			|(colour, path): (Colour, Option<Path>)| path.map(|path| Shape { colour, path });
		let drawing = Drawing {
			side,
			scale: SCALE,
			shapes: areas.into_iter().filter_map(shape).collect(),
			logo: None,
		};
		let words = Words { title: &code.alt, language: None, description: None };
		Ok(Self { png: pixels::write(&drawing, words.title)?, svg: svg::write(&drawing, &words) })
	}
}

/// Returns the path around runs of squares: the row, the first column, and the number of each.
fn path(runs: &[(usize, usize, usize)]) -> Option<Path> {
	let mut path = PathBuilder::new();
	let length = |number: usize| f32::from(u16::try_from(number).unwrap_or(u16::MAX));
	for (row, first, number) in runs {
		if let Some(rect) = Rect::from_xywh(length(*first), length(*row), length(*number), 1.0) {
			path.push_rect(rect);
		}
	}
	path.finish()
}
