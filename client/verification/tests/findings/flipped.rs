// SPDX-License-Identifier: Apache-2.0

//! Each byte of a good document changed: none of the results is valid.

use crate::world::{moments, World};
use codec::Encode;
use std::fs;
use testamur_verification::{inquire, Conclusion};

/// The bits that are changed, each by itself: the least, and the one between the cases of letters.
const BITS: [u8; 2] = [0x01, 0x20];

#[test]
fn no_document_with_a_changed_byte_is_valid() {
	let world = World::new(1);
	let good = world.documents[0].clone().into_bytes();
	let mut node = world.node();
	// All that can be read leads to the same place, of which the evidence is made once.
	let reference = world.read(0).unwrap().signed_by(world.key);
	node.bytes = Some(node.evidence(&[reference]).encode());
	let (mut read, mut invalid) = (0, 0);
	for place in 0..good.len() {
		for bit in BITS {
			let mut changed = good.clone();
			changed[place] ^= bit;
			fs::write(world.path(0), &changed).unwrap();
			// A document whose anchor was damaged leads nowhere, so nothing can be told about it.
			let Ok(document) = world.read(0) else { continue };
			read += 1;
			let found =
				inquire(&mut node, &[document], &world.trusted(), &moments()).swap_remove(0);
			assert_ne!(found.conclusion(), Conclusion::Valid, "{place}: {found:?}");
			invalid += usize::from(found.conclusion() == Conclusion::Invalid);
		}
	}
	// Most changes of the signature are seen as such.
	assert!(read > 300 && invalid > 200, "{read} {invalid}");
}
