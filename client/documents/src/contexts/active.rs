// SPDX-License-Identifier: Apache-2.0

//! The definitions that are in force at a place of a document.

use super::terms::{Scoped, Term, Terms};
use alloc::{boxed::Box, vec::Vec};

/// The definitions that are in force at a place of a document.
#[derive(Clone, Default)]
pub(crate) struct Active<'a> {
	/// Later ones go before earlier ones.
	layers: Vec<&'a Terms>,
	/// Those that are in force again inside of the next node, because a type brought the last ones.
	outside: Option<Box<Self>>,
}

/// A term that a context defines differently, although another one protects it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Redefined<'a>(pub(crate) &'a str);

impl<'a> Active<'a> {
	/// Adds a context of the document itself.
	pub(crate) fn push(&mut self, terms: &'a Terms) {
		self.layers.push(terms);
	}

	/// Returns the definition of a term.
	pub(crate) fn get(&self, name: &str) -> Option<&'a Term> {
		self.layers.iter().rev().find_map(|terms| terms.get(name))
	}

	/// Returns what is in force inside of a node that is the value of a property.
	pub(crate) fn in_node(&self, property: &'a Term) -> Self {
		self.outside.as_deref().unwrap_or(self).in_value(property)
	}

	/// Returns what is in force for a value of a property that is no node.
	pub(crate) fn in_value(&self, property: &'a Term) -> Self {
		let mut inside = self.clone();
		match &property.scoped {
			Scoped::Same => {},
			Scoped::Nothing => inside = Self::default(),
			// A property may define protected terms again (JSON-LD 1.1 API, section 5.1.2, step 8).
			Scoped::More(terms) => inside.push(terms),
		}
		inside
	}

	/// Returns what is in force for the members of a node of these types, which are in the order of
	/// their names.
	pub(crate) fn typed(&self, types: &[&str]) -> Result<Self, Redefined<'a>> {
		let mut typed = self.clone();
		for name in types {
			let Some(Scoped::More(terms)) = self.get(name).map(|term| &term.scoped) else {
				continue;
			};
			typed.ensure_not_redefined(terms)?;
			typed.outside.get_or_insert_with(|| Box::new(self.clone()));
			typed.push(terms);
		}
		Ok(typed)
	}

	/// Checks that a context defines no protected term in another way.
	fn ensure_not_redefined(&self, terms: &'a Terms) -> Result<(), Redefined<'a>> {
		let redefined = terms.iter().find(|(name, term)| {
			self.get(name).is_some_and(|known| known.is_protected && !known.is_same(term))
		});
		redefined.map_or(Ok(()), |(name, _)| Err(Redefined(name)))
	}
}
