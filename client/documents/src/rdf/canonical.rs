// SPDX-License-Identifier: Apache-2.0

//! RDF Dataset Canonicalization (RDFC-1.0): the same text for the same statements, whatever their order
//! and however nodes without a name are numbered.
//!
//! The names of the steps are those of the recommendation, section 4.

use super::{
	fault::{Fault, Reason},
	statement::Statement,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	format,
	string::String,
	vec::Vec,
};
use core::cmp::Ordering;
use testamur_primitives::hash::{Sha256, Software};

/// Maximum number of orders of nodes that are tried before a document is refused. Statements can be
/// made so that their number grows faster than any power of the size; documents need a few.
const MAX_ORDERS: usize = 4_096;

/// Returns the canonical text of statements.
///
/// # Errors
///
/// Refuses statements whose nodes without a name are so alike that telling them apart would take too
/// long.
pub fn canonical(statements: &[Statement]) -> Result<String, Fault> {
	let labels = canonical_labels(statements)?;
	let lines: BTreeSet<String> = statements
		.iter()
		.map(|statement| {
			line(statement, |node, out| {
				if let Some(label) = labels.get(&node) {
					out.push_str(label);
				}
			})
		})
		.collect();
	Ok(lines.into_iter().collect())
}

/// Returns the canonical label of each node without a name.
///
/// # Errors
///
/// Refuses what [`canonical`] refuses.
pub(crate) fn canonical_labels(statements: &[Statement]) -> Result<BTreeMap<usize, String>, Fault> {
	let mut labels = Labels::new(statements);
	labels.issue_all()?;
	let numbers = labels.canonical.numbers.into_iter();
	Ok(numbers.map(|(node, number)| (node, canonical_label(number))).collect())
}

fn line(statement: &Statement, label: impl Fn(usize, &mut String)) -> String {
	let mut line = String::new();
	statement.write(&mut line, label);
	line
}

fn canonical_label(number: usize) -> String {
	format!("c14n{number}")
}

fn temporary_label(number: usize) -> String {
	format!("b{number}")
}

fn hash(text: &str) -> String {
	Software::hash(text.as_bytes())
		.iter()
		.flat_map(|byte| [byte >> 4, byte & 0x0f])
		.filter_map(|digit| char::from_digit(digit.into(), 16))
		.collect()
}

/// Numbers for nodes, in the order in which they were given.
#[derive(Clone, Default)]
struct Issuer {
	numbers: BTreeMap<usize, usize>,
	order: Vec<usize>,
}

impl Issuer {
	fn get(&self, node: usize) -> Option<usize> {
		self.numbers.get(&node).copied()
	}

	/// Returns the number of a node, which it is given if it has none.
	fn issue(&mut self, node: usize) -> usize {
		let next = self.order.len();
		let number = *self.numbers.entry(node).or_insert(next);
		if number == next {
			self.order.push(node);
		}
		number
	}
}

/// The state of the canonicalization.
struct Labels<'s> {
	/// The statements in which each node stands.
	statements: BTreeMap<usize, Vec<&'s Statement>>,
	first_degree: BTreeMap<usize, String>,
	canonical: Issuer,
	/// The number of orders of nodes that may still be tried.
	orders_left: usize,
}

impl<'s> Labels<'s> {
	fn new(all: &'s [Statement]) -> Self {
		let mut statements: BTreeMap<usize, Vec<&Statement>> = BTreeMap::new();
		for statement in all {
			let nodes: BTreeSet<usize> =
				statement.nodes().filter_map(|(_, node)| node.blank()).collect();
			for node in nodes {
				statements.entry(node).or_default().push(statement);
			}
		}
		let first_degree = statements
			.iter()
			.map(|(node, of_node)| (*node, first_degree(*node, of_node)))
			.collect();
		Self { statements, first_degree, canonical: Issuer::default(), orders_left: MAX_ORDERS }
	}

	/// Gives each node without a name its canonical number.
	fn issue_all(&mut self) -> Result<(), Fault> {
		let mut by_hash: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
		for (node, hash) in &self.first_degree {
			by_hash.entry(hash).or_default().push(*node);
		}
		let groups: Vec<Vec<usize>> = by_hash.into_values().collect();
		for group in &groups {
			if let [node] = group.as_slice() {
				self.canonical.issue(*node);
			}
		}
		groups
			.iter()
			.filter(|group| group.len() > 1)
			.try_for_each(|group| self.issue_group(group))
	}

	/// Gives the nodes with one hash of the first degree their canonical numbers.
	fn issue_group(&mut self, group: &[usize]) -> Result<(), Fault> {
		let mut found = Vec::new();
		for node in group {
			if self.canonical.get(*node).is_some() {
				continue;
			}
			let mut temporary = Issuer::default();
			temporary.issue(*node);
			found.push(self.n_degree(*node, temporary)?);
		}
		found.sort_by(|(first, _), (second, _)| first.cmp(second));
		for (_, temporary) in found {
			for node in temporary.order {
				self.canonical.issue(node);
			}
		}
		Ok(())
	}

	/// Returns the hash of a node over all that is reached from it, and the numbers that lead to it
	/// ("Hash N-Degree Quads").
	fn n_degree(&mut self, node: usize, mut issuer: Issuer) -> Result<(String, Issuer), Fault> {
		let mut data = String::new();
		for (hash, related) in self.related(node, &issuer) {
			data.push_str(&hash);
			let (path, chosen) = self.best_path(&related, &issuer)?;
			data.push_str(&path);
			issuer = chosen;
		}
		Ok((hash(&data), issuer))
	}

	/// Returns the nodes that stand in a statement with a node, by their hashes.
	fn related(&self, node: usize, issuer: &Issuer) -> BTreeMap<String, Vec<usize>> {
		let mut related: BTreeMap<String, Vec<usize>> = BTreeMap::new();
		for statement in self.statements.get(&node).into_iter().flatten() {
			let others = statement
				.nodes()
				.filter_map(|(place, other)| Some((place, other.blank()?)))
				.filter(|(_, other)| *other != node);
			for (place, other) in others {
				let hash = self.related_hash(place, other, statement, issuer);
				related.entry(hash).or_default().push(other);
			}
		}
		related
	}

	/// Returns the hash of a node by its place in a statement ("Hash Related Blank Node").
	fn related_hash(
		&self,
		place: &str,
		node: usize,
		statement: &Statement,
		issuer: &Issuer,
	) -> String {
		let mut input = String::from(place);
		if place != "g" {
			input.push_str(&statement.predicate);
		}
		match self.label(node, issuer) {
			Some(label) => {
				input.push_str("_:");
				input.push_str(&label);
			},
			None => input.push_str(self.first_degree.get(&node).map_or("", String::as_str)),
		}
		hash(&input)
	}

	/// Returns the label that a node has been given, by its canonical number or a temporary one.
	fn label(&self, node: usize, issuer: &Issuer) -> Option<String> {
		self.canonical
			.get(node)
			.map(canonical_label)
			.or_else(|| issuer.get(node).map(temporary_label))
	}

	/// Tries the nodes with one hash in every order, and returns the least path with its numbers.
	fn best_path(&mut self, nodes: &[usize], issuer: &Issuer) -> Result<(String, Issuer), Fault> {
		let mut best: Option<(String, Issuer)> = None;
		let mut order = nodes.to_vec();
		order.sort_unstable();
		loop {
			self.orders_left = self.orders_left.checked_sub(1).ok_or(Fault::new(Reason::Alike))?;
			let least = best.as_ref().map(|(path, _)| path.as_str());
			if let Some(found) = self.path(&order, issuer.clone(), least)? {
				best = Some(found);
			}
			if !next_order(&mut order) {
				return best.ok_or(Fault::new(Reason::Alike));
			}
		}
	}

	/// Returns the path through nodes in an order with the numbers that it leads to, or none if it is
	/// not less than another.
	fn path(
		&mut self,
		order: &[usize],
		mut issuer: Issuer,
		least: Option<&str>,
	) -> Result<Option<(String, Issuer)>, Fault> {
		let mut path = String::new();
		let mut open = Vec::new();
		for node in order {
			match self.canonical.get(*node) {
				Some(number) => push_label(&canonical_label(number), &mut path),
				None => {
					if issuer.get(*node).is_none() {
						open.push(*node);
					}
					push_label(&temporary_label(issuer.issue(*node)), &mut path);
				},
			}
			if cannot_be_less(&path, least) {
				return Ok(None);
			}
		}
		for node in open {
			let (hash, reached) = self.n_degree(node, issuer.clone())?;
			push_label(&temporary_label(issuer.issue(node)), &mut path);
			path.push('<');
			path.push_str(&hash);
			path.push('>');
			issuer = reached;
			if cannot_be_less(&path, least) {
				return Ok(None);
			}
		}
		let is_less = least.is_none_or(|least| path.as_str() < least);
		Ok(is_less.then_some((path, issuer)))
	}
}

fn push_label(label: &str, path: &mut String) {
	path.push_str("_:");
	path.push_str(label);
}

/// Returns whether a path that goes on is greater than another one, however it goes on.
fn cannot_be_less(path: &str, least: Option<&str>) -> bool {
	least.is_some_and(|least| path.len() >= least.len() && path > least)
}

/// Returns the hash of the statements in which a node stands ("Hash First Degree Quads").
fn first_degree(node: usize, statements: &[&Statement]) -> String {
	let mut lines: Vec<String> = statements
		.iter()
		.map(|statement| {
			line(statement, |other, out| out.push(if other == node { 'a' } else { 'z' }))
		})
		.collect();
	lines.sort_unstable();
	hash(&lines.concat())
}

/// Puts items into the next order, and returns whether there is one.
fn next_order(items: &mut [usize]) -> bool {
	let is_ascent = |pair: &[usize]| matches!(pair, [first, second] if first < second);
	let Some(pivot) = items.windows(2).rposition(is_ascent) else { return false };
	let (head, tail) = items.split_at_mut(pivot.saturating_add(1));
	let Some(last) = head.last_mut() else { return false };
	let greater = tail.iter().rposition(|item| (*item).cmp(last) == Ordering::Greater);
	if let Some(item) = greater.and_then(|place| tail.get_mut(place)) {
		core::mem::swap(item, last);
	}
	tail.reverse();
	true
}
