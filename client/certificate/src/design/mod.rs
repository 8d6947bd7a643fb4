// SPDX-License-Identifier: Apache-2.0

//! An institution's design: how its certificates look.
//!
//! * `form`: the keys of a design as they stand in TOML.
//! * `values`: colours, sizes of paper and texts with values in braces.
//! * `fault`: what can be wrong with a design.

mod fault;
mod form;
mod values;

pub use fault::{DesignFault, Place};
pub(crate) use form::{Align, Badge, Code, Dates, Fonts, Frame, Image, Page, Role, Text, Weight};
pub(crate) use values::{Colour, Field, Part, Wording};

use crate::limits::{MAX_DESIGN, MAX_ITEMS};

/// The example of a design, with explanations.
const EXAMPLE: &str = include_str!("example.toml");

/// A design, which has been checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Design(pub(crate) form::Form);

impl Design {
	/// Reads the bytes of a design, which is TOML.
	///
	/// # Errors
	///
	/// Returns the first fault with its place.
	pub fn read(bytes: &[u8]) -> Result<Self, DesignFault> {
		if bytes.len() > MAX_DESIGN {
			return Err(DesignFault::TooLarge);
		}
		let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
		let text = std::str::from_utf8(bytes).map_err(|_| DesignFault::NotUtf8)?;
		let mut form: form::Form = toml_edit::de::from_str(text).map_err(|error| {
			let at = error.span().map(|span| span.start);
			DesignFault::Form {
				place: at.map(|at| Place::of(text, at)),
				why: error.message().to_owned(),
			}
		})?;
		form.check()?;
		if form.texts.is_empty() {
			form.texts = Self::default().0.texts;
		}
		Ok(Self(form))
	}
}

impl Default for Design {
	/// Returns the design of the example, which stands on its own.
	fn default() -> Self {
		Self::read(EXAMPLE.as_bytes()).unwrap_or_else(|_| Self(form::Form::default()))
	}
}

/// Returns a design with explanations, for an institution to change.
#[must_use]
pub const fn example_design() -> &'static str {
	EXAMPLE
}

/// Checks that a list of a design is not too long.
fn is_short<T>(items: &[T]) -> bool {
	items.len() <= MAX_ITEMS
}
