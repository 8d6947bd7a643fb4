// SPDX-License-Identifier: Apache-2.0

//! # Testamur primitives
//!
//! What the chain, the node and every client must agree on, in one `no_std` crate without FRAME and
//! without I/O.
//!
//! * [`hash`] and [`merkle`]: how a document digest becomes a leaf and a cohort becomes a root
//!   (RFC 9162, section 2.1).
//! * [`reference`](mod@reference): how a credential is named without naming a person.
//! * [`status`]: the 4-bit status codes, how they are packed, and which may follow which.
//! * [`records`]: the records as they stand in storage.
//! * [`authority`]: what a path of accreditations allows at a moment.
//! * [`verdict`]: the one function that says what the records mean.
//! * [`keys`] and [`gather`]: where the records stand, and which of them make a verdict.
//!
//! Nothing here reads a clock, a database or a network, so a node and an offline verifier that hold
//! the same records cannot disagree.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
	not(test),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unwrap_used
	)
)]

extern crate alloc;

pub mod authority;
pub mod gather;
pub mod hash;
pub mod ids;
pub mod keys;
pub mod limits;
pub mod merkle;
pub mod records;
pub mod reference;
pub mod status;
pub mod verdict;

pub use authority::{allows, first_lapse, voids, Lapse};
pub use hash::{Digest, Leaf, Root};
pub use ids::{AccreditationId, InstitutionId, Moment, TypeId};
pub use records::{
	Accreditation, AccreditationState, Batch, BatchRevocation, CredentialType, Grantor,
	Institution, InstitutionState, Payer, Profile, Rights, Scope, Terms, TypeDefinition, TypeKind,
	TypeState,
};
pub use reference::{CredentialPointer, CredentialReference};
pub use status::{RevocationReason, Status, StatusChange};
pub use verdict::{verdict, BatchRecords, Records, Verdict};
