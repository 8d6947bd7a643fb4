// SPDX-License-Identifier: Apache-2.0

//! Anchors put into the proof set of a document, and taken out of it.

use crate::world::{
	anchor, anchor_at, digest, document, elsewhere, genesis, salt, signature, signed,
};
use proptest::{collection::vec, prelude::*};
use serde_json::Value;
use testamur_document::Fault;
use testamur_documents::anchor::{
	attach, sidecar, strip, AnchorFault, Anchors, Order, CRYPTOSUITE,
};

const ORDERS: [Order; 2] = [Order::First, Order::Last];

fn attached(text: &str, order: Order) -> String {
	attach(text.as_bytes(), &anchor(text), order).unwrap()
}

fn stripped(text: &str) -> String {
	strip(text.as_bytes()).unwrap()
}

fn proofs(text: &str) -> Value {
	let mut document: Value = serde_json::from_str(text).unwrap();
	document["proof"].take()
}

#[test]
fn an_anchor_stands_before_or_behind_a_signature() {
	let text = signed("Ada");
	for (order, place) in ORDERS.into_iter().zip([0, 1]) {
		let attached = attached(&text, order);
		let set = proofs(&attached);
		assert_eq!(set.as_array().unwrap().len(), 2);
		assert_eq!(set[place]["cryptosuite"], CRYPTOSUITE);
		assert_eq!(set[1 - place], proofs(&text));
		assert!(attached.contains(&signature("Ada")), "the signature is written as it was");
		assert_eq!(Anchors::read(attached.as_bytes()).unwrap().all(), [anchor(&text)]);
		assert_eq!(digest(&attached), digest(&text));
		assert_eq!(stripped(&attached), text);
	}
}

#[test]
fn a_document_can_be_anchored_before_it_is_signed() {
	let text = document("Ada");
	for order in ORDERS {
		let attached = attached(&text, order);
		assert_eq!(proofs(&attached)["cryptosuite"], CRYPTOSUITE);
		assert!(attached.starts_with(text.trim_end().trim_end_matches(['}', '\n'])), "{attached}");
		assert_eq!(digest(&attached), digest(&text));
		assert_eq!(stripped(&attached), text);
	}
}

#[test]
fn a_set_keeps_its_other_proofs_and_their_order() {
	let set = |proofs: &str| {
		document("Ada").replace("\"credits\"", &format!("\"proof\": {proofs}, \"credits\""))
	};
	let [first, second] = ["first", "second"].map(signature);
	let text = set(&format!("[ {first} ,\n{second} ]"));
	for (order, expected) in ORDERS.into_iter().zip([[1, 2], [0, 1]]) {
		let attached = attached(&text, order);
		assert_eq!(
			[&proofs(&attached)[expected[0]], &proofs(&attached)[expected[1]]],
			[&proofs(&text)[0], &proofs(&text)[1]]
		);
		assert_eq!(stripped(&attached), set(&format!("[{first},{second}]")));
	}
	// A set of one is the proof by itself, and an empty one is none.
	assert_eq!(stripped(&attached(&set(&format!("[{first}]")), Order::Last)), set(&first));
	for empty in ["[]", "null", "[ ]"] {
		let attached = attached(&set(empty), Order::Last);
		assert_eq!(proofs(&attached)["cryptosuite"], CRYPTOSUITE);
		assert_eq!(
			stripped(&attached),
			document("Ada").replace(",\n  \"credits\"", ", \"credits\"")
		);
	}
	// What is no proof stays what it is.
	for (odd, left) in [("5", "[5]"), ("[[1]]", "[[1]]"), ("\"a\"", "[\"a\"]"), ("[[]]", "[[]]")] {
		assert_eq!(stripped(&attached(&set(odd), Order::Last)), set(left));
	}
}

#[test]
fn the_member_is_found_wherever_it_stands_and_however_it_is_written() {
	let salt = salt("Ada");
	let proof = signature("Ada");
	for text in [
		format!("{{\"proof\":{proof},\"salt\":\"{salt}\"}}"),
		format!("{{\"salt\":\"{salt}\",\"\\u0070roof\" : {proof} , \"a\":{{\"proof\":[1]}}}}"),
		format!("{{\"a\":\"\\\"proof\\\":{{\",\"salt\":\"{salt}\",\"proof\":{proof}}}"),
		format!("{{\"salt\":\"{salt}\"}}"),
	] {
		for order in ORDERS {
			let attached = attached(&text, order);
			assert_eq!(Anchors::read(attached.as_bytes()).unwrap().all(), [anchor(&text)]);
			assert_eq!(stripped(&attached), text);
		}
	}
	// Alone and first, it leaves no comma behind.
	let anchor = anchor(&document("Ada"));
	assert_eq!(stripped(&sidecar(&anchor)), "{}\n");
	let first = sidecar(&anchor).replace("}}", "},\n \"a\":1}");
	assert_eq!(stripped(&first), "{\"a\":1}\n");
}

#[test]
fn an_anchor_is_attached_once() {
	let text = attached(&signed("Ada"), Order::Last);
	assert_eq!(attached(&text, Order::First), text);
	let again = attach(text.as_bytes(), &anchor_at(&text, 0, 1, 0), Order::Last);
	assert_eq!(again, Err(AnchorFault::SeveralAnchors));
	let foreign = attach(text.as_bytes(), &anchor(&document("Eve")), Order::Last);
	assert_eq!(foreign, Err(AnchorFault::OtherDocument));
}

#[test]
fn a_document_can_be_anchored_on_two_chains() {
	let text = signed("Ada");
	let both =
		attach(attached(&text, Order::Last).as_bytes(), &elsewhere(&text), Order::Last).unwrap();
	let anchors = Anchors::read(both.as_bytes()).unwrap();
	assert_eq!(anchors.of(genesis("main")), Ok(&anchor(&text)));
	assert_eq!(anchors.of(genesis("other")), Ok(&elsewhere(&text)));
	assert_eq!(anchors.of(genesis("third")), Err(AnchorFault::OtherChain));
	assert_eq!(stripped(&both), text);
}

#[test]
fn a_sidecar_holds_what_the_document_would() {
	let text = signed("Ada");
	let beside = sidecar(&anchor(&text));
	assert_eq!(
		Anchors::read(beside.as_bytes()),
		Anchors::read(attached(&text, Order::Last).as_bytes())
	);
	assert_eq!(proofs(&beside), proofs(&attached(&text, Order::First))[0]);
}

#[test]
fn depth_is_that_of_the_leaf_rule() {
	let deep = format!("{}1{}", "[".repeat(98), "]".repeat(98));
	let text = |proof: &str| {
		let salt = salt("Ada");
		format!("{{\"salt\":\"{salt}\",\"proof\":{{\"a\":{proof}}}}}")
	};
	let deepest = text(&deep);
	assert_eq!(
		attach(deepest.as_bytes(), &anchor(&deepest), Order::Last),
		Err(AnchorFault::Document(Fault::TooDeep))
	);
	let less = text(&deep[1..deep.len() - 1]);
	assert_eq!(stripped(&attached(&less, Order::Last)), less);
}

/// Returns JSON with odd white space, numbers and escapes.
fn value() -> impl Strategy<Value = String> {
	let number = "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?([eE][+-]?[0-2])?";
	let string = "\"([a-zä\u{1F600}{}\\[\\],: ]|\\\\[\"\\\\/bfnrt]|\\\\u00[0-9a-f]{2}){0,6}\"";
	let leaf = prop_oneof![number, string, Just("null".to_string()), Just("true".to_string())];
	leaf.prop_recursive(3, 24, 4, |inner| {
		let space = "[ \n\t]{0,2}";
		let items = vec((space, inner.clone(), space), 0..4);
		let list = items.prop_map(|items| {
			let items: Vec<_> = items.iter().map(|(a, item, b)| format!("{a}{item}{b}")).collect();
			format!("[{}]", items.join(","))
		});
		let members = vec((space, inner, space), 0..4).prop_map(|members| {
			let member = |(place, (a, value, b)): (usize, &(String, String, String))| {
				format!("{a}\"member {place}\"{b}:{value}")
			};
			format!("{{{}}}", members.iter().enumerate().map(member).collect::<Vec<_>>().join(","))
		});
		prop_oneof![list, members]
	})
}

proptest! {
	#[test]
	fn nothing_else_of_a_document_changes(
		before in value(),
		proof in prop_oneof![value(), Just(signature("Ada")), Just(format!("[{},{}]", signature("Ada"), signature("Eve")))],
		behind in value(),
		is_last in any::<bool>(),
	) {
		let (salt, order) = (salt("Ada"), if is_last { Order::Last } else { Order::First });
		let head = format!("{{\"a\": {before} ,\"salt\":\"{salt}\",\"proof\": ");
		let tail = format!(" , \"b\":{behind} }}\n");
		let text = format!("{head}{proof}{tail}");
		let attached = attached(&text, order);
		prop_assert!(attached.starts_with(&head) && attached.ends_with(&tail), "{}", attached);
		prop_assert!(proof.starts_with('[') || proof == "null" || attached.contains(&proof));
		prop_assert_eq!(digest(&attached), digest(&text));
		let anchors = Anchors::read(attached.as_bytes()).unwrap();
		prop_assert_eq!(anchors.all(), [anchor(&text)]);
		let bare = stripped(&attached);
		prop_assert_eq!(Anchors::read(bare.as_bytes()), Err(AnchorFault::NoAnchor));
		prop_assert_eq!(digest(&bare), digest(&text));
		prop_assert_eq!(&stripped(&bare), &bare);
		if bare.contains(&head) {
			prop_assert_eq!(self::attached(&bare, order), attached);
		}
	}
}
