// SPDX-License-Identifier: Apache-2.0

//! Mutations of bytes, as a fuzzer makes them without knowing what they mean.

use crate::properties::Numbers;

/// Numbers at the edges of encodings.
const EDGES: [u8; 10] = [0, 1, 2, 3, 4, 0x7f, 0x80, 0xfc, 0xfe, 0xff];

/// Changes bytes up to four times: flips, edges, removals, copies, cuts and random bytes.
pub(crate) fn mutate(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
	for _ in 0..=numbers.below(3) {
		let place = numbers.place(bytes.len() + 1);
		let end = (place + numbers.place(40)).min(bytes.len());
		match numbers.below(8) {
			0..=2 => {
				if let Some(byte) = bytes.get_mut(place) {
					*byte ^= 1 << numbers.below(8);
				}
			},
			3 => {
				if let Some(byte) = bytes.get_mut(place) {
					*byte = *numbers.one_of(&EDGES);
				}
			},
			4 => drop(bytes.drain(place..end)),
			5 => {
				let copy = bytes[place..end].to_vec();
				let to = numbers.place(bytes.len() + 1);
				bytes.splice(to..to, copy);
			},
			6 => bytes.truncate(place.max(1)),
			_ => {
				let new: Vec<u8> = (place..end).map(|_| numbers.byte()).collect();
				bytes.splice(place..end, new);
			},
		}
	}
}
