// SPDX-License-Identifier: Apache-2.0

//! Credential types.

use super::Uri;
use crate::{
	ids::{InstitutionId, Moment},
	limits::MAX_EQF_LEVEL,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The kind of a credential type.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
#[cfg_attr(
	feature = "serde",
	derive(serde::Serialize, serde::Deserialize),
	serde(rename_all = "camelCase")
)]
pub enum TypeKind {
	/// No kind is stated. No type is registered with it: clients put the first variant in the place
	/// of an argument that they miss.
	Unstated,
	/// A record of the outcomes of a small volume of learning.
	MicroCredential,
	/// A certificate of a longer programme.
	Certificate,
	/// A badge.
	Badge,
}

/// The public definition of a credential type. It holds no data of learners.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct TypeDefinition {
	/// The kind.
	pub kind: TypeKind,
	/// The SHA-256 of the definition that is published at `uri`; not all zeroes.
	pub content_hash: [u8; 32],
	/// The address at which the definition is published; not empty.
	pub uri: Uri,
	/// The level of the European Qualifications Framework, 1 to 8.
	pub level: Option<u8>,
	/// The workload in hundredths of an ECTS credit.
	pub workload: Option<u32>,
	/// The time for which a credential is valid unless its anchoring says otherwise, in
	/// milliseconds.
	pub default_validity: Option<u64>,
}

impl TypeDefinition {
	/// Returns whether the level, if any, is one of the European Qualifications Framework.
	pub const fn has_known_level(&self) -> bool {
		match self.level {
			Some(level) => 1 <= level && level <= MAX_EQF_LEVEL,
			None => true,
		}
	}
}

/// The state of a credential type.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub enum TypeState {
	/// Credentials of it may be anchored.
	Active,
	/// Credentials of it may not be anchored, unless the council reinstates it. Those that were
	/// stay as valid as they are.
	Retired {
		/// The time at which it was retired.
		at: Moment,
	},
}

/// A type of credentials.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo
)]
pub struct CredentialType {
	/// The institution that registered it and may retire it; `None` for the council.
	pub owner: Option<InstitutionId>,
	/// Its definition, which never changes: a new edition is a new type.
	pub definition: TypeDefinition,
	/// Its state.
	pub state: TypeState,
	/// The time of the registration.
	pub registered_at: Moment,
}
