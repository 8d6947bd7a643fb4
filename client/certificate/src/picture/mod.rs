// SPDX-License-Identifier: Apache-2.0

//! Pictures that are drawn for screens, in both of their kinds.
//!
//! * `shape`: the parts of a drawing.
//! * `svg`, `pixels`: a drawing as SVG, and in pixels.

pub(crate) mod pixels;
pub(crate) mod shape;
pub(crate) mod svg;
