// SPDX-License-Identifier: Apache-2.0

//! Statements, and how they are written (canonical N-Quads).

use alloc::{format, string::String};

/// A statement: the subject has the object as its property, in a graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
	/// The subject, which is no literal.
	pub subject: Node,
	/// The property, as it is written.
	pub predicate: String,
	/// The object.
	pub object: Node,
	/// The graph, or none for the default graph.
	pub graph: Option<Node>,
}

/// A part of a statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
	/// A node without a name. The number tells it from others of the same document.
	Blank(usize),
	/// An IRI or a literal, as it is written.
	Text(String),
}

impl Node {
	/// Returns the node of an IRI.
	pub(crate) fn iri(iri: &str) -> Self {
		Self::Text(in_brackets(iri))
	}

	/// Returns the number of a node without a name.
	pub(crate) const fn blank(&self) -> Option<usize> {
		match self {
			Self::Blank(number) => Some(*number),
			Self::Text(_) => None,
		}
	}
}

/// Returns an IRI as it is written in a statement.
pub(crate) fn in_brackets(iri: &str) -> String {
	format!("<{iri}>")
}

impl Statement {
	/// Returns the parts that may be nodes without a name, with the letter that RDFC-1.0 has for each
	/// place.
	pub(crate) fn nodes(&self) -> impl Iterator<Item = (&'static str, &Node)> {
		[("s", Some(&self.subject)), ("o", Some(&self.object)), ("g", self.graph.as_ref())]
			.into_iter()
			.filter_map(|(place, node)| Some((place, node?)))
	}

	/// Writes the statement and the end of its line, with a label for each node without a name.
	pub(crate) fn write(&self, out: &mut String, label: impl Fn(usize, &mut String)) {
		let put = |node: &Node, out: &mut String| match node {
			Node::Blank(number) => {
				out.push_str("_:");
				label(*number, out);
			},
			Node::Text(text) => out.push_str(text),
		};
		put(&self.subject, out);
		out.push(' ');
		out.push_str(&self.predicate);
		out.push(' ');
		put(&self.object, out);
		if let Some(graph) = &self.graph {
			out.push(' ');
			put(graph, out);
		}
		out.push_str(" .\n");
	}
}
