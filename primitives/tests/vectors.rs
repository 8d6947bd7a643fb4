// SPDX-License-Identifier: Apache-2.0

//! Comparison of this crate with an implementation that shares no code with it: `tests/client`,
//! which wrote `vectors.json`. The file also has values of the Certificate Transparency reference
//! implementation, which uses the same tree.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use codec::Encode;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use testamur_primitives::{
	hash::Software,
	log_tree::{is_consistent, LogTree},
	merkle::{root_of, Tree},
	status::StatusChunk,
	status_bits::{Bitstring, ListedStatus},
	Digest, InstitutionId, Leaf, ListPurpose, LogEntry, PublicKey, RevocationReason, Root, Status,
	StatusChange, SuccessorPointer,
};

fn vectors() -> Value {
	serde_json::from_str(include_str!("vectors.json")).expect("the file is JSON")
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
	value[name].as_array().unwrap_or_else(|| panic!("`{name}` is no list"))
}

fn number(value: &Value, name: &str) -> u32 {
	let number = value[name].as_u64().unwrap_or_else(|| panic!("`{name}` is no number"));
	number.try_into().expect("fits")
}

fn bytes(value: &Value) -> Vec<u8> {
	let digits = value.as_str().and_then(|text| text.strip_prefix("0x")).expect("0x-hex");
	let pairs = digits.as_bytes().chunks(2);
	pairs
		.map(|pair| {
			let pair = core::str::from_utf8(pair).expect("ASCII");
			u8::from_str_radix(pair, 16).expect("hex")
		})
		.collect()
}

fn hash(value: &Value) -> [u8; 32] {
	bytes(value).try_into().expect("32 bytes")
}

fn path(value: &Value) -> Vec<Root> {
	list(value, "path").iter().map(|sibling| Root(hash(sibling))).collect()
}

fn sha256(input: impl AsRef<[u8]>) -> [u8; 32] {
	Sha256::digest(input).into()
}

/// Returns leaf `i` of the trees in the file.
fn leaf(i: u32) -> Leaf {
	Digest(sha256(i.to_be_bytes())).leaf()
}

fn tree(size: u32) -> Tree {
	Tree::new(&(0..size).map(leaf).collect::<Vec<_>>()).expect("not empty")
}

#[test]
fn certificate_transparency_values_are_met() {
	let vectors = &vectors()["certificateTransparency"];
	let leaves: Vec<Leaf> = list(vectors, "inputs")
		.iter()
		.map(|input| Leaf(sha256([vec![0], bytes(input)].concat())))
		.collect();
	let roots = list(vectors, "roots");
	assert_eq!(roots.len(), 8);
	for (last, root) in roots.iter().enumerate() {
		let tree = Tree::new(&leaves[..=last]).expect("not empty");
		assert_eq!(tree.root(), Root(hash(root)), "root over {} leaves", last + 1);
	}
	for known in list(vectors, "paths") {
		let (size, index) = (number(known, "size"), number(known, "index"));
		let tree = Tree::new(&leaves[..size as usize]).expect("not empty");
		assert_eq!(tree.path(index), Some(path(known)));
		let root = root_of(leaves[index as usize], index, size, &path(known));
		assert_eq!(root, Some(Root(hash(&roots[size as usize - 1]))));
	}
}

#[test]
fn leaves_agree() {
	let vectors = vectors();
	for (i, known) in (0..).zip(list(&vectors, "leaves")) {
		assert_eq!(Digest(hash(&known["digest"])).leaf(), Leaf(hash(&known["leaf"])));
		assert_eq!(leaf(i), Leaf(hash(&known["leaf"])));
	}
}

#[test]
fn roots_and_all_paths_agree() {
	let vectors = vectors();
	let trees = list(&vectors, "trees");
	assert!((1..=70).all(|size| trees.iter().any(|known| number(known, "size") == size)));
	for known in trees {
		let size = number(known, "size");
		let tree = tree(size);
		assert_eq!(tree.root(), Root(hash(&known["root"])), "root over {size} leaves");
		let mut paths = Sha256::new();
		for index in 0..size {
			let path = tree.path(index).expect("in range");
			paths.update([u8::try_from(path.len()).expect("short")]);
			path.iter().for_each(|sibling| paths.update(sibling.0));
			assert_eq!(root_of(leaf(index), index, size, &path), Some(tree.root()));
		}
		let paths: [u8; 32] = paths.finalize().into();
		assert_eq!(paths, hash(&known["paths"]), "paths of a tree of {size} leaves");
	}
}

#[test]
fn shown_paths_agree() {
	let vectors = vectors();
	for known in list(&vectors, "paths") {
		let (size, index) = (number(known, "size"), number(known, "index"));
		assert_eq!(tree(size).path(index), Some(path(known)), "leaf {index} of {size}");
		assert_eq!(root_of(leaf(index), index, size, &path(known)), Some(tree(size).root()));
	}
}

#[test]
fn entries_of_logs_agree() {
	let vectors = vectors();
	for known in list(&vectors["log"], "entries") {
		let entry = LogEntry {
			sequence: known["sequence"].as_u64().expect("a number"),
			block: number(known, "block"),
			time: known["time"].as_u64().expect("a number"),
			event: sha256(bytes(&known["event"])),
		};
		assert_eq!(entry.encode(), bytes(&known["entry"]));
		assert_eq!(entry.leaf::<Software>(), Leaf(hash(&known["leaf"])));
	}
}

#[test]
fn logs_and_all_their_consistency_proofs_agree() {
	let vectors = vectors();
	let happened = |i: u32| LogEntry {
		sequence: i.into(),
		block: 1 + 7 * i,
		time: 3000 * u64::from(i),
		event: sha256(sha256(i.to_be_bytes())),
	};
	for known in list(&vectors["log"], "logs") {
		let size = number(known, "size");
		let leaves: Vec<_> = (0..size).map(|i| happened(i).leaf::<Software>()).collect();
		let log = LogTree::new(&leaves);
		assert_eq!(log.root_at(size.into()), Some(Root(hash(&known["root"]))));
		let mut proofs = Sha256::new();
		for former in 0..=size {
			let proof = log.consistency(former.into(), size.into()).expect("in range");
			proofs.update([u8::try_from(proof.len()).expect("short")]);
			proof.iter().for_each(|sibling| proofs.update(sibling.0));
		}
		let proofs: [u8; 32] = proofs.finalize().into();
		assert_eq!(proofs, hash(&known["proofs"]), "proofs of a log of {size}");
	}
	let transparency = &vectors["certificateTransparency"];
	let inputs = list(transparency, "inputs").iter();
	let leaves: Vec<_> =
		inputs.map(|input| Leaf(sha256([vec![0], bytes(input)].concat()))).collect();
	let log = LogTree::new(&leaves);
	for known in list(&vectors["log"], "consistency") {
		let (former, size) = (number(known, "former"), number(known, "size"));
		let proof: Vec<_> = list(known, "proof").iter().map(|it| Root(hash(it))).collect();
		assert_eq!(log.consistency(former.into(), size.into()), Some(proof.clone()));
		let root = |size: u32| Root(hash(&list(transparency, "roots")[size as usize - 1]));
		let (old, new) = (root(former), root(size));
		assert!(is_consistent::<Software>(former.into(), old, size.into(), new, &proof));
	}
}

#[test]
fn packing_agrees() {
	let vectors = vectors();
	for known in list(&vectors, "packed") {
		let codes = list(known, "codes");
		assert_eq!(codes.len(), 256);
		let mut chunk = StatusChunk::default();
		for (place, code) in (0u8..=255).zip(codes) {
			let code = code.as_u64().and_then(|code| code.try_into().ok()).expect("a code");
			chunk.set(place, Status::from_code(code).expect("not reserved"));
		}
		assert_eq!(chunk.0.to_vec(), bytes(&known["chunk"]));
		for (place, code) in (0u8..=255).zip(codes) {
			assert_eq!(Some(u64::from(chunk.code(place))), code.as_u64());
		}
	}
}

#[test]
fn transitions_agree() {
	let vectors = vectors();
	let transitions = list(&vectors, "transitions");
	assert_eq!(transitions.len(), 9 * 12, "every code with every change");
	for known in transitions {
		let from = u8::try_from(number(known, "from")).expect("a code");
		let change = change(known);
		let after = Status::from_code(from).and_then(|status| status.after(&change));
		let known_after = known["to"].as_u64();
		assert_eq!(after.map(|status| u64::from(status.code())), known_after, "{from}, {change:?}");
	}
}

fn change(known: &Value) -> StatusChange {
	let successor =
		SuccessorPointer { institution: InstitutionId(1), root: Root([1; 32]), index: Some(0) };
	match known["change"].as_str() {
		Some("unstated") => StatusChange::Unstated,
		Some("nameSuccessor") => StatusChange::NameSuccessor(successor),
		Some("forgetSuccessor") => StatusChange::ForgetSuccessor,
		Some("suspend") => StatusChange::Suspend,
		Some("reinstate") => StatusChange::Reinstate,
		Some("supersede") => StatusChange::Supersede(successor),
		Some("revoke") => StatusChange::Revoke(match known["reason"].as_str() {
			Some("unspecified") => RevocationReason::Unspecified,
			Some("issuedInError") => RevocationReason::IssuedInError,
			Some("misconduct") => RevocationReason::Misconduct,
			Some("learnerRequest") => RevocationReason::LearnerRequest,
			Some("requirementsNotMet") => RevocationReason::RequirementsNotMet,
			Some("keyCompromise") => RevocationReason::KeyCompromise,
			other => panic!("no reason {other:?}"),
		}),
		other => panic!("no change {other:?}"),
	}
}

#[test]
fn multikeys_agree() {
	let vectors = vectors();
	let known = list(&vectors, "multikeys");
	assert!(known.len() > 5);
	for known in known {
		let bytes = bytes(&known["key"]);
		let key = match known["algorithm"].as_str() {
			Some("Ed25519") => PublicKey::Ed25519(bytes.try_into().expect("32 bytes")),
			Some("P256") => PublicKey::P256(bytes.try_into().expect("33 bytes")),
			other => panic!("no algorithm {other:?}"),
		};
		let text = known["text"].as_str().expect("text");
		assert_eq!(key.to_string(), text);
		assert_eq!(text.parse(), Ok(key));
	}
	for text in list(&vectors, "notMultikeys") {
		let text = text.as_str().expect("text");
		assert!(text.parse::<PublicKey>().is_err(), "{text}");
	}
}

#[test]
fn bits_of_status_lists_agree() {
	let vectors = vectors();
	let known = list(&vectors, "listBits");
	assert_eq!(known.len(), 9 * 4, "every code, of a batch in every state");
	for known in known {
		let flag = |name: &str| known[name].as_bool().expect("a truth value");
		let code = u8::try_from(number(known, "code")).unwrap();
		let listed = ListedStatus {
			status: Status::from_code(code).unwrap(),
			batch_is_revoked: flag("batchRevoked"),
			is_void: flag("void"),
		};
		for purpose in ListPurpose::ALL {
			assert_eq!(purpose.is_set(listed), flag(purpose.word()), "{purpose:?}, {listed:?}");
		}
	}
	for known in list(&vectors, "bitstrings") {
		let mut bits = Bitstring::of_places(number(known, "end"));
		for place in list(known, "places") {
			bits.set(place.as_u64().unwrap().try_into().unwrap());
		}
		assert_eq!(bits.as_bytes().len(), number(known, "bytes") as usize);
		assert_eq!(sha256(bits.as_bytes()), hash(&known["sha256"]));
	}
}

#[test]
fn points_of_curves_agree() {
	let vectors = vectors();
	let known = list(&vectors, "points");
	let on_curve = known.iter().filter(|known| known["point"] == true).count();
	assert!(on_curve > 20 && known.len() - on_curve > 20);
	for known in known {
		let key: PublicKey = known["text"].as_str().unwrap().parse().unwrap();
		assert_eq!(Value::from(key.is_point()), known["point"], "{key}");
	}
}
