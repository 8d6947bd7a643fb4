// SPDX-License-Identifier: Apache-2.0

//! Tests of what a proven state says about the log of events.

use crate::{
	chain::{requirements, trust, Final},
	records::{register, AGENCY, UNIVERSITY},
};
use codec::Encode;
use testamur_primitives::{
	hash::{Sha256, Software},
	keys,
	log_tree::LogTree,
	Frontier, InstitutionId, LogEntry,
};
use testamur_proof::{check, refusal::Gap, Forgery, Proven, Refusal};

/// Returns the bytes of the event of a number.
fn event(n: u64) -> Vec<u8> {
	(20_u8, n).encode()
}

/// Returns the entries of so many events.
pub(crate) fn entries(count: u64) -> Vec<LogEntry> {
	let entry = |n| LogEntry { sequence: n, block: 3, time: 9, event: Software::hash(&event(n)) };
	(0..count).map(entry).collect()
}

/// Returns the frontier of the log of these entries.
pub(crate) fn frontier(entries: &[LogEntry]) -> Frontier {
	let mut frontier = Frontier::default();
	for entry in entries {
		frontier.push::<Software>(entry.leaf::<Software>()).unwrap();
	}
	frontier
}

fn tree(entries: &[LogEntry]) -> LogTree {
	LogTree::new(&entries.iter().map(LogEntry::leaf::<Software>).collect::<Vec<_>>())
}

/// Returns a state with a whole log of eleven entries, of which an institution has the even ones.
fn proven() -> (Proven, Vec<LogEntry>, Vec<LogEntry>) {
	let whole = entries(11);
	let own: Vec<_> = whole.iter().step_by(2).copied().collect();
	let mut state = register();
	state.put(keys::whole_log(), frontier(&whole));
	state.put(keys::institution_log(UNIVERSITY), frontier(&own));
	state.put(keys::institution_log(AGENCY), frontier(&whole));
	let block = Final::new(state);
	let asked = [
		keys::whole_log(),
		keys::institution_log(UNIVERSITY),
		keys::institution(UNIVERSITY),
		keys::next_institution(),
		keys::institution(InstitutionId(3)),
		keys::institution_log(InstitutionId(3)),
	];
	let evidence = block.evidence(&asked, &[]).encode();
	(check(&evidence, &trust(), &requirements()).unwrap(), whole, own)
}

#[test]
fn an_event_is_shown_at_its_place_and_nowhere_else() {
	let (proven, whole, own) = proven();
	for (of, entries) in [(None, &whole), (Some(UNIVERSITY), &own)] {
		let (tree, size) = (tree(entries), entries.len() as u64);
		for (place, entry) in (0..).zip(entries) {
			let path = tree.inclusion(place, size).unwrap();
			let event = event(entry.sequence);
			let shown = |entry: &LogEntry, event: Option<&[u8]>, place, path: &[_]| {
				proven.ensure_in_log(of, entry, event, place, path)
			};
			assert_eq!(shown(entry, Some(&event), place, &path), Ok(()));
			assert_eq!(shown(entry, None, place, &path), Ok(()));
			let forged = Err(Refusal::from(Forgery::LogEntry));
			assert_eq!(shown(entry, Some(b"another"), place, &path), forged);
			assert_eq!(shown(entry, None, place + 1, &path), forged);
			assert_eq!(shown(entry, None, u64::MAX, &path), forged);
			let other = LogEntry { time: 10, ..*entry };
			assert_eq!(shown(&other, None, place, &path), forged);
			let longer = [path.as_slice(), &path[..1]].concat();
			assert_eq!(shown(entry, None, place, &longer), forged);
			assert_eq!(shown(entry, None, place, &path[1..]), forged);
		}
	}
	// An event that concerns others is not in the log of the institution.
	let path = tree(&whole).inclusion(1, 11).unwrap();
	let shown = proven.ensure_in_log(Some(UNIVERSITY), &whole[1], None, 1, &path);
	assert_eq!(shown, Err(Forgery::LogEntry.into()));
}

#[test]
fn a_list_of_events_is_the_whole_log_or_refused() {
	let (proven, whole, own) = proven();
	let listed = |of, entries: &[LogEntry]| proven.ensure_is_log(of, entries);
	assert_eq!(listed(None, &whole), Ok(()));
	assert_eq!(listed(Some(UNIVERSITY), &own), Ok(()));
	let forged = Err(Refusal::from(Forgery::LogList));
	assert_eq!(listed(None, &own), forged);
	assert_eq!(listed(None, &[]), forged);
	for place in 0..own.len() {
		let mut changed = own.clone();
		changed.remove(place);
		assert_eq!(listed(Some(UNIVERSITY), &changed), forged);
		changed.insert(place, LogEntry { block: 4, ..own[place] });
		assert_eq!(listed(Some(UNIVERSITY), &changed), forged);
		let mut more = own.clone();
		more.insert(place, own[place]);
		assert_eq!(listed(Some(UNIVERSITY), &more), forged);
		let mut swapped = own.clone();
		swapped.swap(place, (place + 1) % own.len());
		assert_eq!(listed(Some(UNIVERSITY), &swapped), forged);
	}
}

#[test]
fn without_a_log_there_is_no_event() {
	let (proven, whole, _) = proven();
	let nobody = Some(InstitutionId(3));
	assert_eq!(proven.event_log(nobody), Ok(None));
	assert_eq!(proven.ensure_is_log(nobody, &[]), Ok(()));
	assert_eq!(proven.ensure_is_log(nobody, &whole), Err(Forgery::LogList.into()));
	let shown = proven.ensure_in_log(nobody, &whole[0], None, 0, &[]);
	assert_eq!(shown, Err(Forgery::LogEntry.into()));
	// A log that the proof does not have is not an empty one.
	let gap = Err(Gap::Key(keys::institution_log(AGENCY)).into());
	assert_eq!(proven.ensure_is_log(Some(AGENCY), &[]), gap);
}
