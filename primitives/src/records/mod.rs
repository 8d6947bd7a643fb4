// SPDX-License-Identifier: Apache-2.0

//! The stored records.
//!
//! They are SCALE encoded, and verifiers read them from storage proofs, so their shape is frozen
//! like a call index: a change needs a migration and a new storage version.

mod batches;
mod custody;
mod document_keys;
mod grants;
mod institutions;
mod rights;
mod types;

pub use batches::{Anchor, Attestation, Batch, BatchRevocation, Loss, Validity};
pub use custody::{CustodialChange, Custody, Reissue};
pub use document_keys::{DocumentKey, KeyCounts, KeyEnd, KeyPurpose};
pub use grants::{Accreditation, AccreditationState, Excess, Grantor, Rights, Scope, Terms};
pub use institutions::{Institution, InstitutionState, Payer, Profile};
pub use types::{CredentialType, TypeDefinition, TypeKind, TypeState};

use crate::limits::{MAX_NAME, MAX_URI};
use bounded_collections::{BoundedVec, ConstU32};

/// A name in UTF-8.
pub type Name = BoundedVec<u8, ConstU32<MAX_NAME>>;
/// A URI (RFC 3986), in ASCII.
pub type Uri = BoundedVec<u8, ConstU32<MAX_URI>>;
