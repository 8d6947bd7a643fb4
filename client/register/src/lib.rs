// SPDX-License-Identifier: Apache-2.0

//! # The public register, by proof
//!
//! Anybody may ask who was accredited for what, by whom, and when. A node that nobody trusts answers with evidence of
//! the state of one block, and whatever the evidence does not show is not told. `docs/page.md` describes the view of
//! the web page that shows the answers.
//!
//! * `node`: what a node can be asked, as a trait.
//! * `snapshot`: the register as of one block, of which evidence is asked for as it is read.
//! * `listing`: pages of institutions, types and grants, of which none can be left out.
//! * `institution`, `credential_type`: one institution with its grants; one type with those who may issue it.
//! * `accredited`: the question whether an institution was accredited for a type at a moment.
//! * `objections`, `later`: what speaks against that, by the record of the moment; by a later record.
//! * `answers`: the answers, and what somebody asks about.
//!
//! The crate performs no I/O of its own.

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

mod accredited;
mod answers;
mod credential_type;
mod institution;
mod later;
mod listing;
mod node;
mod objections;
mod snapshot;

pub use accredited::{ask, Asked, Conclusion};
pub use answers::{AsOf, Day, Doubt, Grant, InstitutionEntry, Page, Period, Question};
pub use credential_type::{credential_type, TypeIssuer, TypeWithIssuers};
pub use institution::{institution, InstitutionWithGrants, Right};
pub use listing::{grants, institutions, types, Grants};
pub use node::{At, Record, RecordNode};
pub use objections::{Objection, Word};
pub use snapshot::Snapshot;
