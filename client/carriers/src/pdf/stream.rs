// SPDX-License-Identifier: Apache-2.0

//! The content of a stream.

use super::{
	budget::{Budget, TOO_LARGE},
	damaged,
	object::{Dictionary, Object},
};
use crate::{
	fault::Fault,
	inflate::{inflate, NotInflated, Wrapping},
	kind::Kind,
};

/// The most bytes of a row of a predictor, which is that of a table of objects with every width.
const MAX_ROW: usize = 1 << 10;

const OTHER_FILTER: Fault = Fault::NotSupported(Kind::Pdf, "a rare kind of compression");

/// Returns the content of a stream of at most `most` bytes, by the filters that its dictionary names. The members
/// of the dictionary are values and not references.
pub(super) fn content(
	dictionary: &Dictionary,
	bytes: &[u8],
	most: usize,
	budget: &mut Budget,
) -> Result<Vec<u8>, Fault> {
	let (filter, parameters) = match (dictionary.get("Filter"), dictionary.get("DecodeParms")) {
		(Some(Object::Array(filters)), parameters) => {
			let parameters = match parameters {
				Some(Object::Array(parameters)) => parameters.first(),
				other => other,
			};
			// Several filters are for text mail and for pictures.
			match filters.as_slice() {
				[] => (None, None),
				[filter] => (Some(filter), parameters),
				_ => return Err(OTHER_FILTER),
			}
		},
		(filter, parameters) => (filter, parameters),
	};
	match filter {
		None | Some(Object::Other) if bytes.len() > most => {
			Err(Fault::TooLarge(Kind::Pdf, "an attachment", most))
		},
		None | Some(Object::Other) => {
			budget.decode(bytes.len())?;
			Ok(bytes.to_vec())
		},
		Some(filter) if filter.is_name("FlateDecode") => {
			budget.look_at(bytes.len())?;
			let left = budget.decoded();
			let content =
				inflate(bytes, Wrapping::Zlib, most.min(left)).map_err(|why| match why {
					NotInflated::TooLarge => {
						// Decompression that fails takes time as well, so it counts.
						let _ = budget.decode(most.min(left));
						if left < most {
							TOO_LARGE
						} else {
							Fault::TooLarge(Kind::Pdf, "an attachment", most)
						}
					},
					NotInflated::Damaged(count) => {
						let _ = budget.decode(count);
						damaged("a part of it does not decompress")
					},
				})?;
			budget.decode(content.len())?;
			match parameters {
				Some(Object::Dictionary(parameters)) => unpredicted(content, parameters),
				_ => Ok(content),
			}
		},
		Some(_) => Err(OTHER_FILTER),
	}
}

/// Undoes the prediction of bytes, which tables of objects use.
fn unpredicted(content: Vec<u8>, parameters: &Dictionary) -> Result<Vec<u8>, Fault> {
	let number = |name, otherwise| parameters.count(name).unwrap_or(otherwise);
	let row = number("Columns", 1);
	match number("Predictor", 1) {
		1 => Ok(content),
		10..=15 if number("Colors", 1) == 1 && number("BitsPerComponent", 8) == 8 => {
			if row == 0 || row > MAX_ROW {
				return Err(OTHER_FILTER);
			}
			rows(&content, row)
		},
		_ => Err(OTHER_FILTER),
	}
}

/// Undoes the prediction of rows, each of which has a byte before it that says how it was predicted, as in PNG.
fn rows(content: &[u8], row: usize) -> Result<Vec<u8>, Fault> {
	let mut plain: Vec<u8> = Vec::with_capacity(content.len());
	let mut above = vec![0; row];
	for coded in content.chunks(row.saturating_add(1)) {
		let Some((kind, coded)) = coded.split_first() else { continue };
		let mut current = Vec::with_capacity(row);
		let (mut left, mut above_left) = (0_u8, 0_u8);
		for (byte, above) in coded.iter().zip(&above) {
			let predicted = match kind {
				0 => 0,
				1 => left,
				2 => *above,
				3 => u8::midpoint(left, *above),
				4 => paeth(left, *above, above_left),
				_ => return Err(damaged("a part of it is predicted in a way that there is not")),
			};
			left = byte.wrapping_add(predicted);
			above_left = *above;
			current.push(left);
		}
		plain.extend_from_slice(&current);
		current.resize(row, 0);
		above = current;
	}
	Ok(plain)
}

/// Returns the one of three neighbours that is nearest to their linear prediction.
fn paeth(left: u8, above: u8, above_left: u8) -> u8 {
	let wide = |byte: u8| i16::from(byte);
	let estimate = wide(left).saturating_add(wide(above)).saturating_sub(wide(above_left));
	let distance = |byte: u8| estimate.abs_diff(wide(byte));
	if distance(left) <= distance(above) && distance(left) <= distance(above_left) {
		left
	} else if distance(above) <= distance(above_left) {
		above
	} else {
		above_left
	}
}

#[cfg(test)]
mod tests {
	use super::rows;

	#[test]
	fn rows_are_restored_from_each_prediction() {
		for (coded, plain) in [
			(vec![0, 1, 2, 3], vec![1, 2, 3]),
			(vec![1, 1, 1, 1], vec![1, 2, 3]),
			(vec![0, 1, 2, 3, 2, 1, 1, 1], vec![1, 2, 3, 2, 3, 4]),
			(vec![0, 10, 20, 30, 3, 1, 1, 1], vec![10, 20, 30, 6, 14, 23]),
			(vec![0, 10, 20, 30, 4, 1, 1, 1], vec![10, 20, 30, 11, 21, 31]),
			(vec![2, 255, 255, 255, 2, 2, 2], vec![255, 255, 255, 1, 1]),
		] {
			assert_eq!(rows(&coded, 3), Ok(plain));
		}
		assert!(rows(&[5, 1, 2, 3], 3).is_err());
	}
}
