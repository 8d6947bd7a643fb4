// SPDX-License-Identifier: Apache-2.0

//! # Testamur proofs
//!
//! Verification without a trusted server: from the bytes of a prover and the trust root of a
//! verifier to the verdicts that a node would give.
//!
//! A prover hands over [`Evidence`]: a header, the votes by which the validators finalized it, and a
//! proof of a part of its state. [`check`] follows every step from the [`TrustRoot`] to that state and
//! returns a [`Proven`] state, which answers by the functions of `testamur-primitives`, as a node
//! does. [`TrustRoot::learn`] follows the hand-offs from one set of validators to the next.
//!
//! * [`hash`](mod@hash), [`ids`], [`header`](mod@header): hashes, names of blocks and sets, and headers
//!   with what they announce.
//! * [`authorities`], [`justification`], [`signature`](mod@signature): who votes, the votes that make a
//!   block final, and their signatures. `ancestry`: the headers from later blocks down to that one.
//! * [`commit`]: the votes as a node keeps them, for provers.
//! * [`trust`], [`known_set`], [`hand_offs`]: what a verifier trusts, the rows of the table of known sets,
//!   and how it learns more.
//! * [`trie`]: proofs of a part of a state.
//! * [`evidence`]: what a prover hands over.
//! * [`bundle`] and [`claims`]: the files in which both are kept, and what a file claims.
//! * [`runtimes`]: the runtimes whose records this crate understands.
//! * [`proven`]: the check of evidence, and the state that follows from it.
//! * `registers`, `logs`: what that state says about records and about the log of events.
//! * [`refusal`]: the reasons for which evidence is refused.
//! * [`limits`]: the bounds that are checked before any work is done.
//!
//! The crate performs no I/O, reads no clock, draws no random numbers and needs no standard library,
//! so that it runs in a browser as it runs in a node. What evidence does not cover is *incomplete*,
//! and never absent.

#![no_std]
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

mod ancestry;
pub mod authorities;
pub mod bundle;
pub mod claims;
pub mod commit;
pub mod evidence;
pub mod hand_offs;
pub mod hash;
pub mod header;
pub mod ids;
pub mod justification;
pub mod known_set;
pub mod limits;
mod logs;
pub mod proven;
mod reader;
pub mod refusal;
mod registers;
pub mod runtimes;
pub mod signature;
pub mod trie;
pub mod trust;
mod words;

pub use authorities::{Authority, AuthoritySet};
pub use bundle::check_bundle;
pub use claims::Claims;
pub use commit::Commit;
pub use evidence::{Evidence, Past};
pub use hand_offs::{HandOff, HandOffs};
pub use hash::Hash;
pub use header::Header;
pub use ids::{BlockId, SetId};
pub use justification::{Justification, Vote};
pub use known_set::{Beginning, KnownSet};
pub use proven::{check, AsOf, Proven, Requirements};
pub use refusal::{Forgery, Refusal};
pub use trust::TrustRoot;
