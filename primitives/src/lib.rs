// SPDX-License-Identifier: Apache-2.0

//! # Testamur primitives
//!
//! The rules that the chain, the node and every client share, in one `no_std` crate without FRAME
//! and without I/O.
//!
//! * [`hash`] and [`merkle`]: from a document digest to a leaf, and from a cohort to a root (RFC
//!   9162, section 2.1).
//! * [`reference`](mod@reference): names for credentials that name no person.
//! * [`status`]: the 4-bit status codes, their packing, and the allowed changes between them.
//! * [`public_key`]: the keys that sign documents, their text form, and whether they are points.
//! * [`status_list`] and [`status_bits`]: the lists that ordinary wallets read.
//! * [`records`]: the stored records, and [`former`] those of the layout before.
//! * [`authority`]: the rights that follow from a path of accreditations at a moment.
//! * [`verdict`]: the one function that turns records into a verdict.
//! * [`event_log`], [`frontier`] and [`log_tree`]: the entries of the log of events, the part of its
//!   tree that the chain stores, and the proofs over all of it (RFC 9162, section 2.1).
//! * [`keys`]: the storage keys of the records.
//! * [`damage`](mod@damage) and [`state`]: the reading of records, with damage told from absence;
//!   `cache` keeps what was read.
//! * [`evaluate`]: the one function that turns the state of a block into verdicts.
//! * [`register`](mod@register): answers about single records, from the state of a block.
//! * [`views`]: the answers of the runtime API that are not records.
//! * [`base58`] and [`base64url`]: bytes as text.
//! * [`text`]: the rules for names and URIs that a verdict shows.
//! * [`consent`]: the texts by which accounts agree to serve an institution.
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
pub mod base58;
pub mod base64url;
mod cache;
pub mod consent;
mod curve;
pub mod damage;
pub mod evaluate;
pub mod event_log;
pub mod former;
pub mod frontier;
pub mod hash;
pub mod ids;
pub mod keys;
pub mod limits;
pub mod log_tree;
pub mod merkle;
pub mod public_key;
pub mod records;
pub mod reference;
pub mod register;
pub mod state;
pub mod status;
pub mod status_bits;
pub mod status_list;
pub mod text;
pub mod verdict;
pub mod views;

pub use authority::{allows, first_lapse, loss, voids, Lapse};
pub use consent::{ConsentText, Post};
pub use damage::{Damage, RecordId};
pub use event_log::LogEntry;
pub use frontier::Frontier;
pub use hash::{Digest, Leaf, Root};
pub use ids::{AccreditationId, InstitutionId, ListLabel, Moment, TypeId};
pub use public_key::PublicKey;
pub use records::{
	Accreditation, AccreditationState, Attestation, Batch, BatchRevocation, CredentialType,
	CustodialChange, Custody, DocumentKey, Grantor, Institution, InstitutionState, KeyEnd,
	KeyPurpose, Loss, Payer, Profile, Reissue, Rights, Scope, Terms, TypeDefinition, TypeKind,
	TypeState,
};
pub use reference::{CredentialPointer, CredentialReference, SuccessorPointer};
pub use status::{RevocationReason, Status, StatusChange};
pub use status_bits::ListPurpose;
pub use status_list::{ListPart, StatusList};
pub use verdict::{verdict, BatchRecords, Records, Verdict};
