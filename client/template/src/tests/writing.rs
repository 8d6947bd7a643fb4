// SPDX-License-Identifier: Apache-2.0

//! Templates that are written are those that are read.

use super::{faults, read};
use crate::{
	blank_template, example_template,
	schema::{Shape, SECTIONS},
	Problem,
};
use std::collections::BTreeSet;
use testamur_roster::Separator;

#[test]
fn the_example_is_a_template() {
	let template = read(&example_template());
	assert_eq!(template.achievement_name(), "Water chemistry for practitioners");
	assert_eq!(template.issuer_id(), "did:web:hw.example.edu");
}

#[test]
fn a_blank_template_is_refused_at_each_key_that_has_to_be_filled_in() {
	let found = faults(&blank_template());
	let keys: BTreeSet<_> = found.iter().map(|fault| fault.key.clone()).collect();
	for section in SECTIONS.iter().filter(|section| section.required) {
		for key in section.keys.iter().filter(|key| key.required) {
			let path = format!("{}.{}", section.name, key.name);
			let is_fixed = matches!(key.shape, Shape::Whole(..));
			assert_eq!(keys.contains(&path), !is_fixed, "{path}");
		}
	}
	// The rest are the rules of which one of several keys has to be stated.
	let rules = ["learning.ects", "learning.eqf_level", "learner.name"];
	let is_rule = |key: &&String| rules.contains(&key.as_str());
	assert_eq!(keys.iter().filter(is_rule).count(), 3);
	for fault in &found {
		assert!(fault.place.is_some(), "{fault}");
	}
}

#[test]
fn a_template_has_each_section_and_each_key_with_its_meaning() {
	for text in [blank_template(), example_template()] {
		for section in SECTIONS {
			assert!(text.contains(&section.heading()), "{}", section.heading());
			for key in section.keys {
				assert!(text.contains(&format!("{} = ", key.name)), "{}", key.name);
				assert!(key.about.ends_with('.'), "{}", key.about);
				assert!(text.contains(key.about), "{}", key.about);
			}
		}
	}
}

#[test]
fn every_example_is_a_value_of_its_key() {
	for section in SECTIONS {
		for key in section.keys {
			let text = format!("{}\n{} = {}\n", section.heading(), key.name, key.example);
			let path = format!("{}.{}", section.name, key.name);
			let found = faults(&text);
			let at_key = found.iter().filter(|fault| fault.key == path);
			for fault in at_key {
				assert!(matches!(fault.problem, Problem::Conflict { .. }), "{fault}");
			}
		}
	}
}

#[test]
fn the_blank_list_has_the_columns_of_the_template() {
	let list = read(&example_template()).blank_list(Separator::Semicolon);
	let header = "name;email;number;learner_id;award_date;evidence_url;evidence_narrative;grade";
	assert_eq!(String::from_utf8(list).unwrap(), format!("\u{feff}{header}\r\n"));
}
