// SPDX-License-Identifier: Apache-2.0

//! Properties of logs: the frontier grows as the tree does, and proofs hold for nothing else than
//! what they are about.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use codec::{Decode, Encode, MaxEncodedLen};
use proptest::{collection::vec, prelude::*, sample::Index};
use sha2::{Digest as _, Sha256};
use testamur_primitives::{
	frontier::{Frontier, Full, Peaks},
	hash::{node, Software},
	log_tree::{is_consistent, LogTree},
	merkle::root_in_log,
	Leaf, LogEntry, Root,
};

/// Sizes up to this one are tried exhaustively.
const SIZES: u64 = 70;

fn sha256(bytes: &[u8]) -> [u8; 32] {
	Sha256::digest(bytes).into()
}

/// Returns the leaves of a log, which differ from each other.
fn leaves(size: u64) -> Vec<Leaf> {
	let entry = |sequence: u64| LogEntry {
		sequence,
		block: (sequence / 3) as u32,
		time: 3_000 * (sequence / 3),
		event: sha256(&sequence.encode()),
	};
	(0..size).map(|sequence| entry(sequence).leaf::<Software>()).collect()
}

fn frontier(leaves: &[Leaf]) -> Frontier {
	let mut frontier = Frontier::default();
	for leaf in leaves {
		frontier.push::<Software>(*leaf).unwrap();
	}
	frontier
}

/// Computes the root by the recursive definition of RFC 9162, section 2.1.1.
fn root_by_definition(leaves: &[Leaf]) -> Root {
	match leaves {
		[] => Root(sha256(&[])),
		[leaf] => Root(leaf.0),
		_ => {
			let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
			node::<Software>(&root_by_definition(left), &root_by_definition(right))
		},
	}
}

/// Computes a consistency proof by the recursive definition of section 2.1.4.1.
fn proof_by_definition(former: usize, leaves: &[Leaf], whole: bool) -> Vec<Root> {
	if former == leaves.len() {
		return if whole { vec![] } else { vec![root_by_definition(leaves)] };
	}
	let middle = leaves.len().next_power_of_two() / 2;
	let (left, right) = leaves.split_at(middle);
	let (mut proof, sibling) = if former <= middle {
		(proof_by_definition(former, left, whole), right)
	} else {
		(proof_by_definition(former - middle, right, false), left)
	};
	proof.push(root_by_definition(sibling));
	proof
}

#[test]
fn an_entry_has_this_leaf() {
	let entry = LogEntry { sequence: 0x0102, block: 0x0304, time: 0x0506, event: [7; 32] };
	let bytes = [
		vec![0x02, 0x01, 0, 0, 0, 0, 0, 0],
		vec![0x04, 0x03, 0, 0],
		vec![0x06, 0x05, 0, 0, 0, 0, 0, 0],
		vec![7; 32],
	]
	.concat();
	assert_eq!(entry.encode(), bytes);
	let leaf = entry.leaf::<Software>();
	assert_eq!(leaf, Leaf(sha256(&[vec![0], bytes].concat())));
	let others = [
		LogEntry { sequence: 0x0103, ..entry },
		LogEntry { block: 0x0305, ..entry },
		LogEntry { time: 0x0507, ..entry },
		LogEntry { event: [8; 32], ..entry },
	];
	assert!(others.iter().all(|other| other.leaf::<Software>() != leaf));
}

#[test]
fn the_frontier_of_every_size_is_that_of_the_tree() {
	let all = leaves(SIZES);
	let whole = LogTree::new(&all);
	let mut growing = Frontier::default();
	for size in 0..=SIZES {
		let (here, _) = all.split_at(size as usize);
		let root = root_by_definition(here);
		assert_eq!(growing, frontier(here));
		assert!(growing.is_well_formed());
		assert_eq!(growing.size(), size);
		assert_eq!(growing.root::<Software>(), root, "size {size}");
		assert_eq!(whole.root_at(size), Some(root), "size {size}");
		assert_eq!(LogTree::new(here).root_at(size), Some(root), "size {size}");
		if let Some(leaf) = all.get(size as usize) {
			growing.push::<Software>(*leaf).unwrap();
		}
	}
	assert_eq!(whole.root_at(SIZES + 1), None);
}

#[test]
fn a_frontier_keeps_its_bytes() {
	assert_eq!(Frontier::default().encode(), [0; 9]);
	let all = leaves(3);
	let first = node::<Software>(&Root(all[0].0), &Root(all[1].0));
	let bytes = [vec![3, 0, 0, 0, 0, 0, 0, 0, 8], first.0.to_vec(), all[2].0.to_vec()].concat();
	assert_eq!(frontier(&all).encode(), bytes);
	assert_eq!(Frontier::decode(&mut bytes.as_slice()), Ok(frontier(&all)));
	assert_eq!(Frontier::max_encoded_len(), 8 + 2 + 64 * 32);
}

#[test]
fn a_frontier_has_as_many_peaks_as_its_size_has_ones() {
	let peaks = |count: usize| Peaks::truncate_from(vec![Root([1; 32]); count]);
	for (size, ones) in [(0, 0), (1, 1), (2, 1), (3, 2), (0b1011, 3), (u64::MAX, 64)] {
		assert!(Frontier::new(size, peaks(ones)).is_some());
		assert!(Frontier::new(size, peaks(ones + 1)).is_none() || ones == 64);
		assert!(ones == 0 || Frontier::new(size, peaks(ones - 1)).is_none());
	}
	let damaged = (3u64, vec![Root([1; 32])]).encode();
	assert!(!Frontier::decode(&mut damaged.as_slice()).unwrap().is_well_formed());
}

#[test]
fn the_largest_log_takes_no_more() {
	let peaks = |count| Peaks::truncate_from(vec![Root([1; 32]); count]);
	let mut full = Frontier::new(u64::MAX, peaks(64)).unwrap();
	let before = full.clone();
	assert_eq!(full.push::<Software>(Leaf([2; 32])), Err(Full));
	assert_eq!(full, before);
	let mut last = Frontier::new(u64::MAX - 1, peaks(63)).unwrap();
	assert_eq!(last.push::<Software>(Leaf([2; 32])), Ok(()));
	assert_eq!((last.size(), last.peaks().len()), (u64::MAX, 64));
	let mut joined = Frontier::new((1 << 63) - 1, peaks(63)).unwrap();
	assert_eq!(joined.push::<Software>(Leaf([2; 32])), Ok(()));
	assert_eq!((joined.size(), joined.peaks().len()), (1 << 63, 1));
}

#[test]
fn every_entry_of_every_size_proves_and_only_at_its_place() {
	let all = leaves(SIZES);
	let whole = LogTree::new(&all);
	for size in 1..=SIZES {
		let root = whole.root_at(size);
		for (index, leaf) in (0..size).zip(&all) {
			let path = whole.inclusion(index, size).unwrap();
			for claimed in 0..size + 2 {
				let proves = root_in_log::<Software>(*leaf, claimed, size, &path) == root;
				assert_eq!(proves, claimed == index, "entry {index} of {size} at {claimed}");
			}
			let longer = [path.clone(), vec![Root([1; 32])]].concat();
			assert_eq!(root_in_log::<Software>(*leaf, index, size, &longer), None);
			if let Some((_, shorter)) = path.split_last() {
				assert_eq!(root_in_log::<Software>(*leaf, index, size, shorter), None);
			}
		}
		assert_eq!(whole.inclusion(size, size), None);
	}
	assert_eq!(whole.inclusion(0, SIZES + 1), None);
}

#[test]
fn every_pair_of_sizes_is_consistent_and_nothing_else_is() {
	let all = leaves(SIZES);
	let whole = LogTree::new(&all);
	let root = |size| whole.root_at(size).unwrap();
	for size in 0..=SIZES {
		for former in 0..=size {
			let proof = whole.consistency(former, size).unwrap();
			if former > 0 {
				let known = proof_by_definition(former as usize, &all[..size as usize], true);
				assert_eq!(proof, known, "{former} of {size}");
			}
			let consistent = |former_size, former_root, size, root, proof: &[Root]| {
				is_consistent::<Software>(former_size, former_root, size, root, proof)
			};
			let (old, new) = (root(former), root(size));
			assert!(consistent(former, old, size, new, &proof), "{former} of {size}");
			assert!(!consistent(former, Root([1; 32]), size, new, &proof));
			// Any log continues the empty one.
			let other = consistent(former, old, size, Root([1; 32]), &proof);
			assert_eq!(other, former == 0);
			let longer = [proof.clone(), vec![Root([1; 32])]].concat();
			assert!(!consistent(former, old, size, new, &longer));
			if let Some((_, shorter)) = proof.split_last() {
				assert!(!consistent(former, old, size, new, shorter));
			}
			for place in 0..proof.len() {
				let mut forged = proof.clone();
				forged[place].0[31] ^= 1;
				assert!(!consistent(former, old, size, new, &forged), "{former} of {size}");
			}
		}
		assert_eq!(whole.consistency(size + 1, size), None);
	}
	assert_eq!(whole.consistency(1, SIZES + 1), None);
}

/// Checks that a proof holds for no other sizes of the same log.
#[test]
fn a_consistency_proof_is_for_its_sizes() {
	let all = leaves(24);
	let whole = LogTree::new(&all);
	let root = |size| whole.root_at(size).unwrap();
	for (former, size) in [(3, 7), (4, 7), (6, 7), (6, 8), (13, 24), (16, 24)] {
		let proof = whole.consistency(former, size).unwrap();
		for (other_former, other_size) in (1..24).flat_map(|a| (a + 1..=24).map(move |b| (a, b))) {
			let (old, new) = (root(other_former), root(other_size));
			let holds = is_consistent::<Software>(other_former, old, other_size, new, &proof);
			assert_eq!(holds, (other_former, other_size) == (former, size));
		}
	}
}

/// Checks the examples of RFC 9162, section 2.1.5, over the tree of seven leaves that it draws.
#[test]
fn the_examples_of_the_standard_are_met() {
	let all = leaves(7);
	let whole = LogTree::new(&all);
	let [a, b, c, d, e, f, j] = [0, 1, 2, 3, 4, 5, 6].map(|place: usize| Root(all[place].0));
	let joined = |left: Root, right: Root| node::<Software>(&left, &right);
	let (g, h, i) = (joined(a, b), joined(c, d), joined(e, f));
	let (k, l) = (joined(g, h), joined(i, j));
	assert_eq!(whole.root_at(7), Some(joined(k, l)));
	assert_eq!(whole.inclusion(0, 7), Some(vec![b, h, l]));
	assert_eq!(whole.inclusion(3, 7), Some(vec![c, g, l]));
	assert_eq!(whole.inclusion(4, 7), Some(vec![f, j, k]));
	assert_eq!(whole.inclusion(6, 7), Some(vec![i, k]));
	assert_eq!(whole.consistency(3, 7), Some(vec![c, d, g, l]));
	assert_eq!(whole.consistency(4, 7), Some(vec![l]));
	assert_eq!(whole.consistency(6, 7), Some(vec![i, j, k]));
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(128))]

	#[test]
	fn any_continuation_of_any_log_is_consistent(size in 1u64..3_000, at: Index, of: Index) {
		let all = leaves(size);
		let whole = LogTree::new(&all);
		let present = of.index(all.len()) as u64 + 1;
		let former = at.index(present as usize + 1) as u64;
		let proof = whole.consistency(former, present).unwrap();
		let root = |size| whole.root_at(size).unwrap();
		prop_assert_eq!(frontier(&all[..former as usize]).root::<Software>(), root(former));
		let (old, new) = (root(former), root(present));
		prop_assert!(is_consistent::<Software>(former, old, present, new, &proof));
	}

	#[test]
	fn a_log_that_was_rewritten_is_not_consistent(size in 1u64..300, at: Index, of: Index) {
		let all = leaves(size);
		let former = of.index(all.len()) as u64 + 1;
		let mut rewritten = all.clone();
		rewritten[at.index(former as usize)] = Leaf([9; 32]);
		let old = LogTree::new(&all).root_at(former).unwrap();
		let forged = LogTree::new(&rewritten);
		let (proof, new) = (forged.consistency(former, size).unwrap(), forged.root_at(size).unwrap());
		prop_assert!(!is_consistent::<Software>(former, old, size, new, &proof));
	}

	#[test]
	fn an_event_left_out_added_or_moved_changes_the_root(size in 2u64..300, at: Index, to: Index) {
		let all = leaves(size);
		let root = frontier(&all).root::<Software>();
		let (place, other) = (at.index(all.len()), to.index(all.len()));
		let mut shorter = all.clone();
		let leaf = shorter.remove(place);
		prop_assert_ne!(frontier(&shorter).root::<Software>(), root);
		let mut longer = all;
		longer.insert(place, Leaf([9; 32]));
		prop_assert_ne!(frontier(&longer).root::<Software>(), root);
		let mut moved = shorter;
		moved.insert(other, leaf);
		prop_assert_eq!(frontier(&moved).root::<Software>() == root, place == other);
	}

	#[test]
	fn whatever_comes_in_there_is_an_answer(
		sizes: (u64, u64),
		roots: ([u8; 32], [u8; 32]),
		proof in vec(any::<[u8; 32]>(), 0..70),
	) {
		let proof: Vec<Root> = proof.into_iter().map(Root).collect();
		let (old, new) = (Root(roots.0), Root(roots.1));
		prop_assert!(!is_consistent::<Software>(sizes.0, old, sizes.1, new, &proof));
		let root = root_in_log::<Software>(Leaf(roots.0), sizes.0, sizes.1, &proof);
		prop_assert!(root.is_none() || (sizes.0 < sizes.1 && proof.len() <= 64));
	}
}

/// Prints what proofs over a million events of 100 bytes cost, for `docs/performance.md`.
#[test]
#[ignore = "prints figures, and takes a while where nothing is optimised"]
fn a_million_events_in_figures() {
	const EVENTS: u64 = 1_000_000;
	fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
		let start = std::time::Instant::now();
		let result = run();
		println!("{what}: {:.3} ms", start.elapsed().as_secs_f64() * 1_000.0);
		result
	}
	let event = |sequence: u64| [sequence.encode(), vec![7; 92]].concat();
	let leaf = |sequence: u64| {
		let event = sha256(&event(sequence));
		let block = (sequence / 3) as u32;
		LogEntry { sequence, block, time: 3_000 * sequence, event }.leaf::<Software>()
	};
	let all: Vec<_> = timed("a million events to leaves", || (0..EVENTS).map(leaf).collect());
	let frontier = timed("appending them to a frontier, as an audit does", || frontier(&all));
	println!("the frontier: {} peaks, {} bytes", frontier.peaks().len(), frontier.encode().len());
	let tree = timed("building the tree", || LogTree::new(&all));
	let root = frontier.root::<Software>();
	assert_eq!(tree.root_at(EVENTS), Some(root));
	let places: Vec<u64> = (0..1_000).map(|n| n * 999).collect();
	let paths: Vec<_> = timed("making a thousand inclusion paths", || {
		places.iter().map(|place| tree.inclusion(*place, EVENTS).unwrap()).collect()
	});
	timed("checking them", || {
		for (place, path) in places.iter().zip(&paths) {
			let proven = root_in_log::<Software>(all[*place as usize], *place, EVENTS, path);
			assert_eq!(proven, Some(root));
		}
	});
	println!("the longest path: {} hashes", paths.iter().map(Vec::len).max().unwrap());
	let proofs: Vec<_> = timed("making a thousand consistency proofs", || {
		places.iter().map(|former| tree.consistency(*former, EVENTS).unwrap()).collect()
	});
	let roots: Vec<_> = places.iter().map(|former| tree.root_at(*former).unwrap()).collect();
	timed("checking them", || {
		for ((former, old), proof) in places.iter().zip(&roots).zip(&proofs) {
			assert!(is_consistent::<Software>(*former, *old, EVENTS, root, proof));
		}
	});
	println!("the longest proof: {} hashes", proofs.iter().map(Vec::len).max().unwrap());
}
