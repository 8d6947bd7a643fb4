// SPDX-License-Identifier: Apache-2.0

//! Status lists in the model: random calls, the rules of their success, and the comparison with what
//! readers see.

use super::{
	calls::{a_batch, member, Signer},
	dice::Dice,
	model::Model,
	rules::{require, Done},
	Cohorts,
};
use crate::mock::*;
use testamur_primitives::{limits::MAX_LIST, InstitutionId, ListLabel, ListPart, Root};

type Call = crate::Call<Test>;

/// The labels that calls state. The first is refused.
const LABELS: [ListLabel; 3] = [ListLabel([0; 16]), ListLabel([1; 16]), ListLabel([2; 16])];

/// Returns a call that appends batches to a list, mostly where it ends.
pub(super) fn listing(model: &Model, cohorts: &Cohorts, dice: &mut Dice) -> (Signer, Call) {
	let label = if dice.one_in(20) { LABELS[0] } else { LABELS[1 + dice.below(2) as usize] };
	let (by, root, _) = a_batch(model, cohorts, dice);
	let own = model.batches.keys().filter(|(of, _)| *of == by).map(|(_, root)| *root);
	let own: Vec<_> = own.collect();
	let others = dice.below(3);
	let mut roots = vec![root];
	roots.extend((0..others).filter_map(|_| dice.pick(&own)));
	if dice.one_in(20) {
		roots.clear();
	}
	let end = model.end_of_list(by, label);
	let start = match dice.below(12) {
		0 => None,
		1 => Some(0),
		2 => Some(end + 1),
		3 => Some(end.saturating_sub(1)),
		_ => Some(end),
	};
	let call = Call::list_batches { label, start, roots: roots.try_into().unwrap() };
	(member(model, dice, by), call)
}

impl Model {
	/// Returns the number of places of a list by adding up its batches.
	fn end_of_list(&self, by: u32, label: ListLabel) -> u32 {
		let roots = self.lists.get(&(by, label)).into_iter().flatten();
		roots.map(|root| self.batches[&(by, *root)].size).sum()
	}

	pub(super) fn list_batches(
		&mut self,
		by: u32,
		label: ListLabel,
		start: Option<u32>,
		roots: &[Root],
	) -> Done {
		let end = self.end_of_list(by, label);
		require(label != LABELS[0] && !roots.is_empty() && start == Some(end))?;
		let mut places = u64::from(end);
		for root in roots {
			places += u64::from(self.batches.get(&(by, *root))?.size);
			require(places <= u64::from(MAX_LIST))?;
		}
		self.lists.entry((by, label)).or_default().extend(roots);
		Some(())
	}
}

/// Checks that a reader finds all batches of every list, in order, without a gap, and no other list.
pub(super) fn check_lists(model: &Model) {
	for institution in 0..=model.institutions.len() as u32 + 1 {
		for label in LABELS {
			let read = |from| Credentials::status_list(InstitutionId(institution), label, from, 2);
			let Some(roots) = model.lists.get(&(institution, label)) else {
				assert_eq!(read(0), Ok(None));
				continue;
			};
			let mut expected = Vec::new();
			let mut start = 0;
			for root in roots {
				let size = model.batches[&(institution, *root)].size;
				expected.push(ListPart { start, root: *root, size });
				start += size;
			}
			let (mut found, mut from) = (Vec::new(), Some(0));
			while let Some(place) = from {
				let page = read(place).unwrap().unwrap();
				assert_eq!(page.end, start);
				found.extend(page.parts);
				from = page.next;
			}
			assert_eq!(found, expected);
		}
	}
}
