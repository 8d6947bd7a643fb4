// SPDX-License-Identifier: Apache-2.0

//! A credential as an answer points at it.

use crate::hex::Hash;
use serde::{Deserialize, Serialize};
use testamur_primitives::reference;

/// A place in an anchored batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointer {
	/// The institution that anchored the batch.
	pub institution: u32,
	/// The batch's root.
	pub root: Hash,
	/// The place in the batch, from 0.
	pub index: u32,
}

impl From<reference::CredentialPointer> for Pointer {
	fn from(pointer: reference::CredentialPointer) -> Self {
		Self { institution: pointer.institution.0, root: pointer.root.into(), index: pointer.index }
	}
}
