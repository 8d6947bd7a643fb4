// SPDX-License-Identifier: Apache-2.0

//! Anchors put into the proof set of a document, and taken out of it.
//!
//! Only the member `proof` changes, which no digest covers. Everything else stays as it was written, to
//! the byte, and so does each other proof.

use super::{
	content::Anchor,
	fault::AnchorFault,
	proof::{checked, is_anchor, proofs, read_proof, to_proof},
};
use crate::parts::{Member, Part};
use alloc::{
	format,
	string::{String, ToString},
	vec::Vec,
};
use testamur_document::{Document, Fault};

/// The place of an anchor in a proof set. A set has no order, and readers that take the first proof for
/// the only one exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
	/// Before the other proofs.
	First,
	/// Behind the other proofs.
	Last,
}

/// Returns the text of a document in JSON with its anchor in the proof set, signed before or not.
///
/// The text stays as it is if it has this anchor already.
pub fn attach(document: &[u8], anchor: &Anchor, order: Order) -> Result<String, AnchorFault> {
	anchor.reference(Document::from_json(document)?.digest())?;
	let text = core::str::from_utf8(document).map_err(|_| Fault::NotUtf8)?;
	let found = proofs(text);
	for other in found.iter().copied().filter(is_anchor) {
		match read_proof(other)? {
			other if other == *anchor => return Ok(text.into()),
			other if other.genesis() == anchor.genesis() => {
				return Err(AnchorFault::SeveralAnchors)
			},
			_ => (),
		}
	}
	let own = to_proof(anchor);
	let mut set: Vec<&str> = found.iter().map(|proof| proof.text).collect();
	match order {
		Order::First => set.insert(0, &own),
		Order::Last => set.push(&own),
	}
	let attached = with_proofs(text, &set);
	// A list around a proof nests it one level deeper, which can be one too many.
	checked(attached.as_bytes())?;
	Ok(attached)
}

/// Returns the text of a document in JSON without its anchors, for readers that refuse proofs which they
/// do not know. Anchors that are malformed are taken out, too.
pub fn strip(document: &[u8]) -> Result<String, AnchorFault> {
	let text = checked(document)?;
	let (anchors, others): (Vec<_>, Vec<_>) = proofs(text).into_iter().partition(is_anchor);
	if anchors.is_empty() {
		return Ok(text.into());
	}
	let set: Vec<&str> = others.iter().map(|proof| proof.text).collect();
	Ok(with_proofs(text, &set))
}

/// Returns a text with other proofs.
fn with_proofs(text: &str, set: &[&str]) -> String {
	let members = Part::new(text, 0).members();
	let place = members.iter().position(|member| member.name == "proof");
	let proof = place.and_then(|place| members.get(place)).map(|member| member.value);
	match (proof, written(set)) {
		(Some(value), Some(set)) => replaced(text, value.start, value.end(), &set),
		(None, Some(set)) => added(text, &members, &set),
		(_, None) => removed(text, &members, place),
	}
}

/// Returns the value of `proof` for a set: a single proof by itself, and nothing for none.
fn written(set: &[&str]) -> Option<String> {
	match set {
		[] => None,
		[single] if single.starts_with('{') => Some((*single).into()),
		several => Some(format!("[{}]", several.join(","))),
	}
}

/// Returns a text with a member `proof` behind its last one.
fn added(text: &str, members: &[Member<'_>], value: &str) -> String {
	// There is a last one, since every document has a salt.
	let end = members.last().map_or(text.len(), |last| last.whole.end());
	replaced(text, end, end, &format!(",\"proof\":{value}"))
}

/// Returns a text without the member at a place, and without the comma before or behind it.
fn removed(text: &str, members: &[Member<'_>], place: Option<usize>) -> String {
	let whole = |place: usize| members.get(place).map(|member| member.whole);
	let Some((place, own)) = place.and_then(|place| Some((place, whole(place)?))) else {
		return text.into();
	};
	let before = place.checked_sub(1).and_then(whole);
	let (from, to) = match (before, whole(place.saturating_add(1))) {
		(Some(before), _) => (before.end(), own.end()),
		(None, Some(behind)) => (own.start, behind.start),
		(None, None) => (own.start, own.end()),
	};
	replaced(text, from, to, "")
}

/// Returns a text with something else from one place to another.
fn replaced(text: &str, from: usize, to: usize, with: &str) -> String {
	let part = |part: Option<&str>| part.unwrap_or_default().to_string();
	[part(text.get(..from)), with.into(), part(text.get(to..))].concat()
}
