// SPDX-License-Identifier: Apache-2.0

//! Tests that the sources of the tests name every error, event and message of an invariant.
//!
//! The docs of a call therefore mention only those errors that its caller would not expect.

use super::*;
use scale_info::{TypeDef, TypeInfo};

/// The sources of all tests that assert errors and events.
const SOURCES: [&str; 39] = [
	include_str!("accreditations/answers.rs"),
	include_str!("accreditations/offers.rs"),
	include_str!("accreditations/places.rs"),
	include_str!("accreditations/reinstatements.rs"),
	include_str!("accreditations/returns.rs"),
	include_str!("accreditations/states.rs"),
	include_str!("accreditations/terms.rs"),
	include_str!("accreditations/theft.rs"),
	include_str!("accreditations/voids.rs"),
	include_str!("arguments.rs"),
	include_str!("attestations.rs"),
	include_str!("attestations/inquiries.rs"),
	include_str!("authorization.rs"),
	include_str!("batches.rs"),
	include_str!("consents.rs"),
	include_str!("council.rs"),
	include_str!("credential_types.rs"),
	include_str!("custody/acts.rs"),
	include_str!("custody/appointments.rs"),
	include_str!("custody/closing.rs"),
	include_str!("custody/limits.rs"),
	include_str!("custody/theft.rs"),
	include_str!("custody/verdicts.rs"),
	include_str!("document_keys/calls.rs"),
	include_str!("document_keys/compromise.rs"),
	include_str!("document_keys/listing.rs"),
	include_str!("document_keys/reinstatements.rs"),
	include_str!("document_keys/theft.rs"),
	include_str!("document_keys/verdicts.rs"),
	include_str!("final_changes.rs"),
	include_str!("institutions.rs"),
	include_str!("migrations/mod.rs"),
	include_str!("queries.rs"),
	include_str!("roles.rs"),
	include_str!("scale.rs"),
	include_str!("status_lists.rs"),
	include_str!("statuses.rs"),
	include_str!("successors.rs"),
	include_str!("successors/forgotten.rs"),
];

/// Returns the names of an enum's variants, as metadata has them.
fn variants<Enum: TypeInfo + 'static>() -> Vec<String> {
	let TypeDef::Variant(variants) = Enum::type_info().type_def else {
		panic!("an enum");
	};
	let names = variants.variants.iter().map(|variant| variant.name.to_string());
	names.filter(|name| !name.starts_with("__")).collect()
}

/// Returns whether a test names a variant, as a whole word.
fn named(path: &str, variant: &str) -> bool {
	let name = format!("{path}{variant}");
	SOURCES.iter().any(|source| {
		let whole = |(at, _): (usize, _)| {
			let next = source[at + name.len()..].chars().next();
			!next.is_some_and(|next| next.is_alphanumeric())
		};
		source.match_indices(&name).any(whole)
	})
}

#[test]
fn every_error_is_tested() {
	let errors = variants::<Error<Test>>();
	assert!(errors.len() > 50);
	let untested: Vec<_> = errors.iter().filter(|name| !named("Error::<Test>::", name)).collect();
	assert!(untested.is_empty(), "no test asserts {untested:?}");
}

#[test]
fn every_event_is_tested() {
	let events = variants::<Event<Test>>();
	assert!(events.len() > 15);
	let untested: Vec<_> = events.iter().filter(|name| !named("Event::", name)).collect();
	assert!(untested.is_empty(), "no test asserts {untested:?}");
}

#[test]
fn every_message_of_the_invariants_is_tested() {
	let checks = [
		include_str!("../try_state.rs"),
		include_str!("../try_state/custody.rs"),
		include_str!("../try_state/document_keys.rs"),
		include_str!("../try_state/event_log.rs"),
		include_str!("../try_state/grants.rs"),
		include_str!("../try_state/powers.rs"),
		include_str!("../try_state/status_lists.rs"),
		include_str!("../try_state/successors.rs"),
	];
	let tests = [
		include_str!("try_state.rs"),
		include_str!("try_state/custody.rs"),
		include_str!("try_state/document_keys.rs"),
		include_str!("try_state/event_log.rs"),
		include_str!("try_state/grants.rs"),
		include_str!("try_state/powers.rs"),
		include_str!("try_state/status_lists.rs"),
	]
	.concat();
	let literals = |source: &'static str| source.split('"').skip(1).step_by(2);
	let messages: Vec<_> = checks
		.into_iter()
		.flat_map(literals)
		.filter(|text| text.contains(": "))
		.collect();
	assert!(messages.len() > 25);
	let untested: Vec<_> = messages.iter().filter(|message| !tests.contains(*message)).collect();
	assert!(untested.is_empty(), "no test reports {untested:?}");
}
