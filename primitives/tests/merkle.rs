// SPDX-License-Identifier: Apache-2.0

//! Properties of the tree: paths prove the leaves that are in it, and nothing else.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::{collection::vec, prelude::*, sample::Index};
use testamur_primitives::{
	hash::Software,
	merkle::{root_of, Tree, TreeError},
	Leaf, Root,
};

/// Returns leaves that differ from each other.
fn leaves(size: u32) -> Vec<Leaf> {
	(0..size)
		.map(|i| {
			let mut leaf = [0; 32];
			leaf[..4].copy_from_slice(&i.to_be_bytes());
			Leaf(leaf)
		})
		.collect()
}

fn tree(leaves: &[Leaf]) -> Tree {
	Tree::new(leaves).expect("between one leaf and 2^32 - 1")
}

/// Computes the root by the recursive definition of RFC 9162, section 2.1.1.
fn root_by_definition(leaves: &[Leaf]) -> Root {
	match leaves {
		[leaf] => Root(leaf.0),
		_ => {
			let split = leaves.len().next_power_of_two() / 2;
			let (left, right) = leaves.split_at(split);
			let (left, right) = (root_by_definition(left), root_by_definition(right));
			testamur_primitives::hash::node::<Software>(&left, &right)
		},
	}
}

#[test]
fn the_empty_tree_does_not_exist() {
	assert_eq!(Tree::new(&[]), Err(TreeError::Empty));
	assert_eq!(root_of(Leaf([0; 32]), 0, 0, &[]), None);
}

#[test]
fn a_tree_with_two_equal_leaves_does_not_exist() {
	for (first, second, size) in [(0, 1, 2), (0, 4, 5), (2, 4, 5), (6, 69, 70)] {
		let mut leaves = leaves(size);
		leaves[second] = leaves[first];
		let (first, second) = (first as u32, second as u32);
		assert_eq!(Tree::new(&leaves), Err(TreeError::EqualLeaves { first, second }));
	}
	// The first pair is named.
	let leaves = [7, 8, 8, 7, 7].map(|n| Leaf([n; 32]));
	assert_eq!(Tree::new(&leaves), Err(TreeError::EqualLeaves { first: 1, second: 2 }));
}

#[test]
fn the_root_of_one_leaf_is_the_leaf() {
	let leaf = Leaf([7; 32]);
	assert_eq!(tree(&[leaf]).root(), Root(leaf.0));
	assert_eq!(tree(&[leaf]).path(0), Some(vec![]));
	assert_eq!(root_of(leaf, 0, 1, &[]), Some(Root(leaf.0)));
}

#[test]
fn every_leaf_of_every_size_proves_and_only_at_its_place() {
	for size in 1..=70 {
		let leaves = leaves(size);
		let tree = tree(&leaves);
		assert_eq!(tree.size(), size);
		assert_eq!(tree.root(), root_by_definition(&leaves), "size {size}");
		for (index, leaf) in (0..).zip(&leaves) {
			let path = tree.path(index).expect("in range");
			for claimed in 0..size + 2 {
				let proves = root_of(*leaf, claimed, size, &path) == Some(tree.root());
				assert_eq!(proves, claimed == index, "leaf {index} of {size} at {claimed}");
			}
		}
		assert_eq!(tree.path(size), None);
	}
}

/// Checks that a path whose length does not fit the place and the size is refused.
///
/// Other sizes may need a path of the same shape, since a complete subtree to the left looks the
/// same in every larger tree. The record of the batch binds the size.
#[test]
fn a_path_of_the_wrong_length_proves_nothing() {
	for size in 1..=70 {
		let leaves = leaves(size);
		let tree = tree(&leaves);
		for (index, leaf) in (0..).zip(&leaves) {
			let path = tree.path(index).expect("in range");
			let longer = [path.clone(), vec![Root([1; 32])]].concat();
			assert_eq!(root_of(*leaf, index, size, &longer), None, "leaf {index} of {size}");
			if let Some((_, shorter)) = path.split_last() {
				assert_eq!(root_of(*leaf, index, size, shorter), None, "leaf {index} of {size}");
			}
		}
	}
}

/// Checks the lengths of paths in a tree of 2^32 - 1 leaves.
///
/// It consists of complete trees of 2^31, 2^30, … leaves side by side: the path of the first leaf
/// has 32 steps, that of the last 31, since it skips one level.
#[test]
fn the_largest_tree_has_paths_of_32_steps() {
	let leaf = Leaf([0; 32]);
	let path = [Root([3; 32]); 33];
	let (size, last) = (u32::MAX, u32::MAX - 1);
	assert!(root_of(leaf, 0, size, &path[..32]).is_some());
	assert!(root_of(leaf, last, size, &path[..31]).is_some());
	assert_eq!(root_of(leaf, last, size, &path[..32]), None);
	assert_eq!(root_of(leaf, 0, size, &path), None);
	assert_eq!(root_of(leaf, size, size, &path[..32]), None);
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	#[test]
	fn any_leaf_of_any_tree_proves(size in 1u32..3_000, at: Index) {
		let leaves = leaves(size);
		let tree = tree(&leaves);
		let index = at.index(leaves.len());
		let path = tree.path(index as u32).expect("in range");
		prop_assert!(path.len() <= 32);
		prop_assert_eq!(root_of(leaves[index], index as u32, size, &path), Some(tree.root()));
	}

	#[test]
	fn another_leaf_does_not(size in 1u32..300, at: Index, forged: [u8; 32]) {
		let leaves = leaves(size);
		let tree = tree(&leaves);
		let index = at.index(leaves.len());
		prop_assume!(leaves[index] != Leaf(forged));
		let path = tree.path(index as u32).expect("in range");
		let root = root_of(Leaf(forged), index as u32, size, &path);
		prop_assert_ne!(root, Some(tree.root()));
	}

	#[test]
	fn another_sibling_does_not(size in 2u32..300, at: Index, which: Index, bit in 0usize..256) {
		let leaves = leaves(size);
		let tree = tree(&leaves);
		let index = at.index(leaves.len());
		let mut path = tree.path(index as u32).expect("in range");
		let sibling = which.index(path.len());
		path[sibling].0[bit / 8] ^= 1 << (bit % 8);
		prop_assert_ne!(root_of(leaves[index], index as u32, size, &path), Some(tree.root()));
	}

	#[test]
	fn another_order_of_siblings_does_not(size in 3u32..300, at: Index, a: Index, b: Index) {
		let leaves = leaves(size);
		let tree = tree(&leaves);
		let index = at.index(leaves.len());
		let mut path = tree.path(index as u32).expect("in range");
		let (a, b) = (a.index(path.len()), b.index(path.len()));
		prop_assume!(a != b);
		path.swap(a, b);
		prop_assert_ne!(root_of(leaves[index], index as u32, size, &path), Some(tree.root()));
	}

	#[test]
	fn an_inner_node_does_not_pass_for_a_leaf(size in 2u32..300, at: Index) {
		let leaves = leaves(size);
		let tree = tree(&leaves);
		let index = at.index(leaves.len()) as u32;
		let path = tree.path(index).expect("in range");
		let (sibling, above) = path.split_first().expect("size is at least 2");
		let left = index.is_multiple_of(2) && index + 1 < size;
		let leaf = Root(leaves[index as usize].0);
		let node = testamur_primitives::hash::node::<Software>(
			if left { &leaf } else { sibling },
			if left { sibling } else { &leaf },
		);
		prop_assert_ne!(root_of(Leaf(node.0), index, size, above), Some(tree.root()));
	}

	#[test]
	fn whatever_comes_in_there_is_an_answer(
		leaf: [u8; 32],
		index: u32,
		size: u32,
		path in vec(any::<[u8; 32]>(), 0..40),
	) {
		let path: Vec<Root> = path.into_iter().map(Root).collect();
		let root = root_of(Leaf(leaf), index, size, &path);
		prop_assert!(root.is_none() || (index < size && path.len() <= 32));
	}

	#[test]
	fn two_cohorts_have_two_roots(size in 1u32..300, at: Index, other: [u8; 32]) {
		let leaves = leaves(size);
		let mut changed = leaves.clone();
		let index = at.index(leaves.len());
		prop_assume!(leaves[index] != Leaf(other));
		changed[index] = Leaf(other);
		prop_assert_ne!(tree(&leaves).root(), tree(&changed).root());
		changed.pop();
		if let Ok(shorter) = Tree::new(&leaves[..leaves.len() - 1]) {
			prop_assert_ne!(tree(&leaves).root(), shorter.root());
		}
	}
}
