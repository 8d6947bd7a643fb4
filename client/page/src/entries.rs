// SPDX-License-Identifier: Apache-2.0

//! The findings about the files that were handed over, in JSON. Each text is one line that nothing in it can leave.

use crate::stated::Stated;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use testamur_console::line;
use testamur_verification::{Conclusion, Finding, Listed, Shown, Verified};
use testamur_verifier::Failure;

/// A document, a presentation, or a file that is neither, with the findings about it.
#[derive(Serialize)]
struct Entry<'a> {
	#[serde(flatten)]
	listed: Listed<'a>,
	/// The rank of each finding: the one with the highest rank says what the document is worth.
	ranks: Vec<(u8, u32)>,
	/// The achievement as the document states it; null if it states nothing that can be shown.
	stated: Option<&'a Stated>,
}

/// Returns the entries of all that was read, with what the documents at these places say.
pub(crate) fn entries(
	verified: &[Verified],
	stated: &BTreeMap<usize, Stated>,
) -> Result<Vec<Value>, Failure> {
	let entries = verified.iter().enumerate().map(|(place, verified)| Entry {
		listed: Listed::from(verified),
		ranks: verified.findings.iter().map(|(_, finding)| rank(finding)).collect(),
		stated: stated.get(&place),
	});
	let values = entries.map(|entry| serde_json::to_value(entry).map(on_lines));
	values
		.collect::<Result<_, _>>()
		.map_err(|error| Failure::wrong("entries", error.to_string()))
}

/// Returns the rank of a finding among those about a document. Of equal ones, the later finding counts.
///
/// What speaks against a file needs no block. Among proven states, the later one counts, since the earlier one was
/// true before it; so a bundle that was made before a revocation does not outlast it, and a node that shows an earlier
/// block than the bundle does not hide it. A finding of which nothing can be told does not hide one that tells.
fn rank(finding: &Finding) -> (u8, u32) {
	match (finding.conclusion(), &finding.shown) {
		(Conclusion::CannotTell, _) => (0, 0),
		(_, Some(Shown { as_of, .. })) => (1, as_of.number),
		(_, None) => (2, 0),
	}
}

/// Returns a value each of whose texts is one line.
pub(crate) fn on_lines(value: Value) -> Value {
	match value {
		Value::String(text) => Value::String(line(&text)),
		Value::Array(items) => Value::Array(items.into_iter().map(on_lines).collect()),
		Value::Object(members) => Value::Object(
			members.into_iter().map(|(name, value)| (name, on_lines(value))).collect(),
		),
		other => other,
	}
}

#[cfg(test)]
mod tests {
	use super::rank;
	use testamur_primitives::{verdict::Outcome, Verdict};
	use testamur_proof::{AsOf, BlockId, Hash};
	use testamur_verification::{Because, Finding, Shown};

	/// Returns the finding that something speaks against a document, as of a block if one is proven.
	fn invalid(block: Option<u32>) -> Finding {
		let mut finding = Finding::default();
		finding.objections.push(Because::new("revoked", "it was revoked"));
		finding.shown = block.map(shown);
		finding
	}

	fn shown(number: u32) -> Shown {
		let (hash, finalized) = (Hash([1; 32]), BlockId { hash: Hash([1; 32]), number });
		let as_of = AsOf { number, hash, time: 1, age: 0, set_id: 0, finalized, runtime: 1 };
		let verdict = Verdict { outcome: Outcome::Invalid, reasons: Vec::new(), findings: None };
		Shown { verdict, as_of }
	}

	#[test]
	fn the_later_block_counts_and_what_cannot_be_told_hides_nothing() {
		let open = Finding::doubt(Because::new("unreachable", "the node is away"));
		let mut proven_and_open = open.clone();
		proven_and_open.shown = Some(shown(9));
		assert!(rank(&invalid(Some(7))) < rank(&invalid(Some(8))));
		assert!(rank(&open) < rank(&invalid(Some(7))));
		assert!(rank(&proven_and_open) < rank(&invalid(Some(7))));
		// What speaks against the file itself needs no block.
		assert!(rank(&invalid(Some(7))) < rank(&invalid(None)));
	}
}
