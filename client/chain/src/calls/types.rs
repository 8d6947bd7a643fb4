// SPDX-License-Identifier: Apache-2.0

//! The calls about credential types.

use super::Call;
use testamur_primitives::{records::TypeDefinition, TypeId};

impl Call {
	/// Returns the call that registers a credential type.
	#[must_use]
	pub fn register_type(definition: &TypeDefinition) -> Self {
		Self::new(8, "register_type", &["definition"], definition)
	}

	/// Returns the call of the owner of a type or of the council that retires it.
	#[must_use]
	pub fn retire_type(id: TypeId) -> Self {
		Self::new(9, "retire_type", &["type_id"], id)
	}

	/// Returns the call of the council that reinstates a retired type.
	#[must_use]
	pub fn reinstate_type(id: TypeId) -> Self {
		Self::new(29, "reinstate_type", &["type_id"], id)
	}
}
