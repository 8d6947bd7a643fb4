// SPDX-License-Identifier: Apache-2.0

//! Document keys and status lists, rebuilt from the events alone.

use super::{rebuild::agree, *};
use crate::{
	Actor, Batches, DocumentKeyCounts, DocumentKeyNumbers, DocumentKeys, GraveAct, ListEnds,
	ListParts,
};
use testamur_primitives::{records::KeyCounts, DocumentKey, PublicKey};

/// Makes the change of document keys or status lists of which an event tells.
pub(super) fn apply(event: Event<Test>, now: Moment) {
	match event {
		Event::DocumentKeyAdded { institution, number, key, purpose, since, by } => {
			agree(&Actor::Account(by), GraveAct::AddDocumentKey { key, purpose }, now);
			let record =
				DocumentKey { number, purpose, since, until: None, compromised_since: None };
			DocumentKeys::<Test>::insert(institution, key, record);
			DocumentKeyNumbers::<Test>::insert(institution, number, key);
			count(institution);
		},
		Event::DocumentKeyRetired { institution, key, until, .. } => {
			change(institution, key, |record| record.until = Some(until));
		},
		Event::DocumentKeyCompromised { institution, key, since, by, .. } => {
			agree(&by, GraveAct::DeclareCompromised { key, since }, now);
			change(institution, key, |record| record.compromised_since = Some(since));
		},
		Event::DocumentKeyReinstated { institution, key, until, .. } => {
			change(institution, key, |record| record.until = until);
		},
		Event::CompromiseLifted { institution, key, .. } => {
			change(institution, key, |record| record.compromised_since = None);
		},
		Event::BatchesListed { institution, label, start, roots, .. } => {
			let mut end = start;
			for root in roots {
				ListParts::<Test>::insert((institution, label, end), root);
				end += Batches::<Test>::get(institution, root).unwrap().size;
			}
			ListEnds::<Test>::insert(institution, label, end);
		},
		other => unreachable!("{other:?}"),
	}
}

fn change(institution: InstitutionId, key: PublicKey, change: impl FnOnce(&mut DocumentKey)) {
	DocumentKeys::<Test>::mutate(institution, key, |record| change(record.as_mut().unwrap()));
	count(institution);
}

/// Counts the document keys of an institution from their records.
fn count(institution: InstitutionId) {
	let keys: Vec<_> = DocumentKeys::<Test>::iter_prefix_values(institution).collect();
	let number =
		|is: &dyn Fn(&DocumentKey) -> bool| keys.iter().filter(|key| is(key)).count() as u32;
	let is_trusted = |key: &DocumentKey| key.compromised_since.is_none();
	let counts = KeyCounts {
		given: keys.len() as u32,
		listed: number(&is_trusted),
		current: number(&|key| is_trusted(key) && key.until.is_none()),
	};
	DocumentKeyCounts::<Test>::insert(institution, counts);
}
