// SPDX-License-Identifier: Apache-2.0

//! From a document to the statements that it makes: the expansion and the deserialization of JSON-LD
//! 1.1, for the contexts that are known.
//!
//! Each member and each value becomes at least one statement, or the document is refused. So nothing
//! stands in a document that its statements do not hold, apart from the order of values in a set and
//! from repetitions.

use super::{
	fault::{Fault, Reason},
	iri, literal,
	statement::{in_brackets, Node, Statement},
};
use crate::contexts::{
	self,
	active::Active,
	terms::{Coercion, Container, Meaning, Scoped, Term},
	Contexts, Scope,
};
use alloc::{vec, vec::Vec};
use testamur_document::value::{Object, Value};

const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const FIRST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
const REST: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
const NIL: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";

/// Returns the statements that a document makes, ascending and each of them once. Its contexts are
/// read already.
pub(crate) fn statements(document: &Object, scope: &Scope<'_>) -> Result<Vec<Statement>, Fault> {
	let contexts = scope.contexts;
	let mut expansion = Expansion { contexts, statements: Vec::new(), blank_nodes: 0 };
	expansion.node(described(document), &scope.active, None)?;
	let mut statements = expansion.statements;
	statements.sort_unstable();
	statements.dedup();
	Ok(statements)
}

/// The statements that were made so far.
struct Expansion<'a> {
	/// The contexts of documents inside of the document.
	contexts: &'a Contexts,
	statements: Vec<Statement>,
	/// The number of nodes without a name.
	blank_nodes: usize,
}

/// A property of a node, in a graph.
struct Property<'a> {
	subject: &'a Node,
	predicate: &'a str,
	graph: Option<&'a Node>,
}

/// The kinds of member that a node can have.
enum Member<'a> {
	Id,
	Type,
	Property(&'a Term, &'a str),
}

fn members(object: &Object) -> impl Iterator<Item = (&str, &Value)> + Clone {
	object.iter().map(|(name, value)| (name.as_str(), value))
}

/// Returns the members of a document without its contexts.
fn described(document: &Object) -> impl Iterator<Item = (&str, &Value)> + Clone {
	members(document).filter(|(name, _)| *name != contexts::MEMBER)
}

/// Returns what a member is, by its name.
fn member<'a>(name: &str, active: &Active<'a>) -> Result<Member<'a>, Fault> {
	match name {
		"@id" => return Ok(Member::Id),
		"@type" => return Ok(Member::Type),
		contexts::MEMBER => return Err(Fault::new(Reason::Context)),
		"@direction" => return Err(Fault::new(Reason::Direction)),
		keyword if keyword.starts_with('@') => return Err(Fault::new(Reason::Keyword)),
		_ => {},
	}
	let term = active.get(name).ok_or(Fault::new(Reason::Undefined))?;
	Ok(match &term.meaning {
		Meaning::Id => Member::Id,
		Meaning::Type => Member::Type,
		Meaning::Iri(iri) => Member::Property(term, iri),
	})
}

impl Expansion<'_> {
	/// Makes the statements about a node, and returns it.
	fn node<'d>(
		&mut self,
		members: impl Iterator<Item = (&'d str, &'d Value)> + Clone,
		active: &Active<'_>,
		graph: Option<&Node>,
	) -> Result<Node, Fault> {
		let types = types(members.clone(), active)?;
		let mut sorted = types.clone();
		sorted.sort_unstable();
		let typed = active
			.typed(&sorted)
			.map_err(|redefined| Fault::new(Reason::Redefined).of_member(redefined.0))?;
		let subject = match name(members.clone(), &typed)? {
			Some(name) => name,
			None => self.blank_node(),
		};
		for name in types {
			let of_node = Property { subject: &subject, predicate: TYPE, graph };
			let iri = vocabulary(name, active).map_err(|fault| fault.of_member("type"))?;
			self.state(&of_node, Node::iri(iri));
		}
		for (name, value) in members {
			let made = member(name, &typed).and_then(|member| match member {
				Member::Id | Member::Type => Ok(()),
				Member::Property(term, predicate) => {
					let property = Property { subject: &subject, predicate, graph };
					self.property(&property, term, value, &typed)
				},
			});
			made.map_err(|fault| fault.of_member(name))?;
		}
		Ok(subject)
	}

	/// Makes the statements of a document that stands inside of another one, where no definition of that
	/// one is in force: it has contexts of its own.
	fn document(&mut self, document: &Object, graph: &Node) -> Result<Node, Fault> {
		let unknown = |_| Fault::new(Reason::OwnContexts).of_member(contexts::MEMBER);
		let scope = self.contexts.of(document).map_err(unknown)?;
		self.node(described(document), &scope.active, Some(graph))
	}

	fn blank_node(&mut self) -> Node {
		let number = self.blank_nodes;
		self.blank_nodes = number.saturating_add(1);
		Node::Blank(number)
	}

	fn state(&mut self, property: &Property<'_>, object: Node) {
		self.statements.push(Statement {
			subject: property.subject.clone(),
			predicate: in_brackets(property.predicate),
			object,
			graph: property.graph.cloned(),
		});
	}

	/// Makes the statements of a property with all its values.
	fn property<'a>(
		&mut self,
		property: &Property<'_>,
		term: &'a Term,
		value: &Value,
		active: &Active<'a>,
	) -> Result<(), Fault> {
		if term.container == Container::List {
			return self.list(property, term, value, active);
		}
		let Value::Array(items) = value else {
			return self.item(property, term, value, active);
		};
		if items.is_empty() {
			return Err(Fault::new(Reason::Empty));
		}
		items.iter().enumerate().try_for_each(|(position, item)| {
			self.item(property, term, item, active).map_err(|fault| fault.of_item(position))
		})
	}

	/// Makes the statements of a property with one value.
	fn item<'a>(
		&mut self,
		property: &Property<'_>,
		term: &'a Term,
		value: &Value,
		active: &Active<'a>,
	) -> Result<(), Fault> {
		let object = match (term.container, value) {
			(Container::Graph, Value::Object(object)) => {
				let graph = self.blank_node();
				let before = self.statements.len();
				match term.scoped {
					Scoped::Nothing => self.document(object, &graph)?,
					_ => self.node(members(object), &active.in_node(term), Some(&graph))?,
				};
				if self.statements.len() == before {
					return Err(Fault::new(Reason::Empty));
				}
				graph
			},
			(Container::Graph, _) => return Err(Fault::new(Reason::Kind)),
			_ => self.object(term, value, active, property.graph)?,
		};
		self.state(property, object);
		Ok(())
	}

	/// Makes the statements of a list.
	fn list<'a>(
		&mut self,
		property: &Property<'_>,
		term: &'a Term,
		value: &Value,
		active: &Active<'a>,
	) -> Result<(), Fault> {
		let items = match value {
			Value::Array(items) => items.as_slice(),
			single => core::slice::from_ref(single),
		};
		let mut rest = Node::iri(NIL);
		for (position, item) in items.iter().enumerate().rev() {
			let first = self
				.object(term, item, active, property.graph)
				.map_err(|fault| fault.of_item(position))?;
			let cell = self.blank_node();
			let of_cell = |predicate| Property { subject: &cell, predicate, graph: property.graph };
			self.state(&of_cell(FIRST), first);
			self.state(&of_cell(REST), rest);
			rest = cell;
		}
		self.state(property, rest);
		Ok(())
	}

	/// Returns the object that a value stands for, after the statements about it are made.
	fn object<'a>(
		&mut self,
		term: &'a Term,
		value: &Value,
		active: &Active<'a>,
		graph: Option<&Node>,
	) -> Result<Node, Fault> {
		match value {
			Value::Object(object) if object.contains_key(&"@value".into()) => {
				value_object(object, &active.in_value(term))
			},
			Value::Object(_) if term.coercion == Coercion::Json => Err(Fault::new(Reason::Json)),
			Value::Object(object) => self.node(members(object), &active.in_node(term), graph),
			_ => scalar(value, term, active),
		}
	}
}

/// Returns the names of the types of a node, in their order.
fn types<'d>(
	members: impl Iterator<Item = (&'d str, &'d Value)>,
	active: &Active<'_>,
) -> Result<Vec<&'d str>, Fault> {
	let is_type = |name: &str| matches!(member(name, active), Ok(Member::Type));
	let Some((name, value)) = only(members.filter(|(name, _)| is_type(name)))? else {
		return Ok(Vec::new());
	};
	let text = |value: &'d Value| match value {
		Value::String(text) => Ok(text.as_str()),
		Value::Null => Err(Fault::new(Reason::Null)),
		_ => Err(Fault::new(Reason::Kind)),
	};
	let types = match value {
		Value::Array(items) if items.is_empty() => Err(Fault::new(Reason::Empty)),
		Value::Array(items) => items.iter().map(text).collect(),
		single => text(single).map(|text| vec![text]),
	};
	types.map_err(|fault| fault.of_member(name))
}

/// Returns the name of a node, if it has one.
fn name<'d>(
	members: impl Iterator<Item = (&'d str, &'d Value)>,
	active: &Active<'_>,
) -> Result<Option<Node>, Fault> {
	let is_name = |name: &str| matches!(member(name, active), Ok(Member::Id));
	let Some((name, value)) = only(members.filter(|(name, _)| is_name(name)))? else {
		return Ok(None);
	};
	let node = match value {
		Value::String(text) if iri::is_absolute(text) => Ok(Node::iri(text)),
		Value::String(_) => Err(Fault::new(Reason::NotAnIri)),
		_ => Err(Fault::new(Reason::Kind)),
	};
	node.map(Some).map_err(|fault| fault.of_member(name))
}

/// Returns the only member, and refuses two, such as `id` and `@id`.
fn only<'d>(
	mut members: impl Iterator<Item = (&'d str, &'d Value)>,
) -> Result<Option<(&'d str, &'d Value)>, Fault> {
	let first = members.next();
	match members.next() {
		Some((second, _)) => Err(Fault::new(Reason::Twice).of_member(second)),
		None => Ok(first),
	}
}

/// Returns the IRI of a type, or of another text that may be a term.
fn vocabulary<'d>(text: &'d str, active: &Active<'d>) -> Result<&'d str, Fault> {
	match active.get(text).map(|term| &term.meaning) {
		Some(Meaning::Iri(iri)) => Ok(iri),
		None if text.starts_with('@') => Err(Fault::new(Reason::Keyword)),
		None if iri::is_absolute(text) => Ok(text),
		None if text.contains(':') => Err(Fault::new(Reason::NotAnIri)),
		Some(Meaning::Id | Meaning::Type) | None => Err(Fault::new(Reason::Undefined)),
	}
}

/// Returns the literal that an object with `@value` stands for.
fn value_object(object: &Object, active: &Active<'_>) -> Result<Node, Fault> {
	let (mut value, mut datatype, mut language) = (None, None, None);
	for (name, part) in members(object) {
		let taken = match (name, part) {
			("@value", Value::String(_) | Value::Number(_) | Value::Bool(_)) => {
				value = Some(part);
				Ok(())
			},
			("@type", Value::String(text)) => {
				vocabulary(text, active).map(|iri| datatype = Some(iri))
			},
			("@language", Value::String(text)) => {
				language = Some(text);
				Ok(())
			},
			("@value" | "@type" | "@language", _) => Err(Fault::new(Reason::Kind)),
			("@direction", _) => Err(Fault::new(Reason::Direction)),
			_ => Err(Fault::new(Reason::Keyword)),
		};
		taken.map_err(|fault| fault.of_member(name))?;
	}
	match (value, language) {
		(Some(Value::String(text)), Some(language)) if datatype.is_none() => {
			literal::in_language(text, language)
				.map_err(|reason| Fault::new(reason).of_member("@language"))
		},
		(Some(value), None) => literal_of(value, datatype).map_err(Fault::new),
		_ => Err(Fault::new(Reason::Kind)),
	}
}

/// Returns what a value that is no object stands for under a term.
fn scalar<'a>(value: &Value, term: &'a Term, active: &Active<'a>) -> Result<Node, Fault> {
	match (value, &term.coercion) {
		(Value::Null, _) => Err(Fault::new(Reason::Null)),
		(Value::Array(_), _) => Err(Fault::new(Reason::Nested)),
		(_, Coercion::Json) => Err(Fault::new(Reason::Json)),
		(Value::String(text), Coercion::Id) if iri::is_absolute(text) => Ok(Node::iri(text)),
		(Value::String(_), Coercion::Id) => Err(Fault::new(Reason::NotAnIri)),
		(Value::String(text), Coercion::Vocab) => {
			vocabulary(text, &active.in_value(term)).map(Node::iri)
		},
		(_, Coercion::Id | Coercion::Vocab) => Err(Fault::new(Reason::Kind)),
		(value, Coercion::None) => literal_of(value, None).map_err(Fault::new),
		(value, Coercion::Datatype(datatype)) => {
			literal_of(value, Some(datatype)).map_err(Fault::new)
		},
	}
}

fn literal_of(value: &Value, datatype: Option<&str>) -> Result<Node, Reason> {
	match value {
		Value::String(text) => Ok(literal::typed(text, datatype)),
		Value::Number(value) => literal::number(*value, datatype),
		Value::Bool(value) => Ok(literal::boolean(*value, datatype)),
		Value::Null | Value::Array(_) | Value::Object(_) => Err(Reason::Kind),
	}
}
