// SPDX-License-Identifier: Apache-2.0

//! Members of documents.

use testamur_document::value::{Object, Value};

/// An object to which members are added. A member without a value is left out.
#[derive(Default)]
pub(crate) struct Members(Object);

impl Members {
	/// Returns an object of a type, as Open Badges states it: in an array.
	pub(crate) fn of_type(name: &str) -> Self {
		Self::default().with("type", texts([name]))
	}

	/// Adds a member.
	pub(crate) fn with(mut self, name: &str, value: impl Into<Option<Value>>) -> Self {
		if let Some(value) = value.into() {
			self.0.insert(name.into(), value);
		}
		self
	}

	/// Adds a member that is a text.
	pub(crate) fn text(self, name: &str, value: &str) -> Self {
		self.with(name, text(value))
	}

	/// Adds a member that is a text, if there is one.
	pub(crate) fn maybe(self, name: &str, value: Option<&String>) -> Self {
		self.with(name, value.map(|value| text(value)))
	}

	/// Adds a member that is a list, unless it is empty.
	pub(crate) fn list(self, name: &str, items: Vec<Value>) -> Self {
		self.with(name, (!items.is_empty()).then_some(Value::Array(items)))
	}

	/// Returns the object.
	pub(crate) fn value(self) -> Value {
		Value::Object(self.0)
	}
}

/// Returns a text.
pub(crate) fn text(text: &str) -> Value {
	Value::String(text.to_owned())
}

/// Returns a list of texts.
pub(crate) fn texts<'a>(items: impl IntoIterator<Item = &'a str>) -> Value {
	Value::Array(items.into_iter().map(text).collect())
}
