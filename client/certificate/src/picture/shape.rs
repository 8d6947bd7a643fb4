// SPDX-License-Identifier: Apache-2.0

//! Parts of a drawing.

use crate::design::Colour;
use tiny_skia::{Path, PathBuilder, Pixmap};

/// The distance between an end of a curve that stands for a quarter of a circle and its control point, in radii.
const QUARTER: f32 = 0.552_284_8;

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
	pub(crate) left: f32,
	pub(crate) top: f32,
	pub(crate) width: f32,
	pub(crate) height: f32,
}

/// An area of one colour.
pub(crate) struct Shape {
	pub(crate) colour: Colour,
	pub(crate) path: Path,
}

/// A picture of pixels at a place.
pub(crate) struct Placed<'a> {
	pub(crate) picture: &'a Pixmap,
	/// The same as a file.
	pub(crate) png: &'a [u8],
	pub(crate) at: Area,
}

/// A square drawing: areas, the later ones above the earlier ones, and a picture above all of them.
pub(crate) struct Drawing<'a> {
	/// The number of units on a side.
	pub(crate) side: u16,
	/// The number of pixels on a side of a unit.
	pub(crate) scale: u16,
	pub(crate) shapes: Vec<Shape>,
	pub(crate) logo: Option<Placed<'a>>,
}

impl Drawing<'_> {
	/// Returns the number of pixels on a side.
	pub(crate) fn pixels(&self) -> u32 {
		u32::from(self.side).saturating_mul(self.scale.into())
	}
}

impl Area {
	/// Returns a box within this one, at a distance from its edges.
	pub(crate) fn inset(self, by: f32) -> Self {
		Self {
			left: self.left + by,
			top: self.top + by,
			width: self.width - 2.0 * by,
			height: self.height - 2.0 * by,
		}
	}

	/// Returns the path around the box, with corners at the top and at the bottom of these radii.
	pub(crate) fn rounded(self, above: f32, below: f32) -> Option<Path> {
		let Self { left, top, width, height } = self;
		let (right, bottom) = (left + width, top + height);
		let (far, near) = (above * (1.0 - QUARTER), below * (1.0 - QUARTER));
		let mut path = PathBuilder::new();
		path.move_to(left + above, top);
		path.line_to(right - above, top);
		path.cubic_to(right - far, top, right, top + far, right, top + above);
		path.line_to(right, bottom - below);
		path.cubic_to(right, bottom - near, right - near, bottom, right - below, bottom);
		path.line_to(left + below, bottom);
		path.cubic_to(left + near, bottom, left, bottom - near, left, bottom - below);
		path.line_to(left, top + above);
		path.cubic_to(left, top + far, left + far, top, left + above, top);
		path.close();
		path.finish()
	}
}
