// SPDX-License-Identifier: Apache-2.0

//! Tests of the depth to which calls carry others, with trees as calls.

use crate::{is_nested_within, CarriedCalls};

/// A call that carries these calls.
struct Tree(Vec<Self>);

struct Trees;
impl CarriedCalls<Tree> for Trees {
	fn visit<'a>(Tree(carried): &'a Tree, visitor: &mut dyn FnMut(&'a Tree)) {
		carried.iter().for_each(visitor);
	}
}

/// Returns a call that carries one call, which carries one call, to this depth.
fn chain(depth: u32) -> Tree {
	(0..depth).fold(Tree(vec![]), |carried, _| Tree(vec![carried]))
}

fn within(call: &Tree, levels: u32) -> bool {
	is_nested_within::<Trees, _>(call, levels)
}

#[test]
fn the_depth_of_a_chain_is_its_length() {
	for depth in 0..6 {
		for levels in 0..6 {
			assert_eq!(within(&chain(depth), levels), depth <= levels, "{depth} in {levels}");
		}
	}
}

#[test]
fn the_deepest_call_counts_wherever_it_is() {
	for place in 0..3 {
		let mut carried: Vec<_> = (0..3).map(|_| chain(1)).collect();
		carried[place] = chain(3);
		let call = Tree(carried);
		assert!(within(&call, 4));
		assert!(!within(&call, 3));
	}
}

#[test]
fn many_calls_side_by_side_are_one_level() {
	assert!(within(&Tree((0..10_000).map(|_| chain(0)).collect()), 1));
}
