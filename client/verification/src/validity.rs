// SPDX-License-Identifier: Apache-2.0

//! The time for which a document says that it is valid (Verifiable Credentials 2.0, section 4.9).
//!
//! The chain knows one end for all credentials of a batch, which is the latest of theirs. Each document states its
//! own, and its beginning.

use crate::{
	finding::{Because, Finding},
	sentences::EXPIRED,
};
use testamur_document::value::Value;
use testamur_json::time::Time;
use testamur_primitives::Moment;

const FROM: &str = "validFrom";
const UNTIL: &str = "validUntil";

/// Adds what a document itself says against its validity at a moment, by its members. A time that it does not state
/// bounds nothing, and one that cannot be read is not known.
pub(crate) fn add_own_validity<'d>(
	finding: &mut Finding,
	member: impl Fn(&str) -> Option<&'d Value>,
	at: Moment,
) {
	let mut stated = |name| time(finding, name, member(name));
	let (from, until) = (stated(FROM), stated(UNTIL));
	if let Some(from) = from.filter(|from| at < from.0) {
		let message = format!("by its own words it is valid from {from} on, and not before");
		finding.objections.push(Because::new("notYetValid", message));
	}
	// The end of the batch may have passed as well, and says the same.
	let is_over = finding.objections.iter().any(|because| because.word == EXPIRED);
	if let Some(until) = until.filter(|until| !is_over && until.0 <= at) {
		let message = format!("by its own words its validity has ended on {until}");
		finding.objections.push(Because::new(EXPIRED, message));
	}
}

/// Returns the time that a member states, if there is one that can be read.
fn time(finding: &mut Finding, name: &str, value: Option<&Value>) -> Option<Time> {
	let read = match value? {
		Value::String(text) => Time::parse(text),
		_ => None,
	};
	if read.is_none() {
		let message = format!(
			"it states a time that cannot be read as its `{name}`, so that nobody knows whether it is valid: ask the \
			 institution for another file",
		);
		finding.add_doubt(Because::new("validityUnknown", message));
	}
	read
}
