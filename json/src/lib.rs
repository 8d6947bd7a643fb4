// SPDX-License-Identifier: Apache-2.0

//! # Testamur as JSON
//!
//! References to credentials and answers about them as JSON. The server of the RPC, its clients and
//! the verifier of proofs share them, so all of them write the same verdict as the same text.
//! `docs/rpc.md` is the manual.
//!
//! * [`answers`]: the answers. This is the only place where a verdict is serialized as JSON.
//! * [`reference`](mod@reference): the references of a question.
//! * [`hex`], [`multikey`] and [`time`]: the text forms of hashes, public keys and moments.
//! * [`place`]: errors that name the member at fault.
//!
//! The crate needs neither a node nor the standard library. Its exact text is tested with the contract
//! of the RPC, in `pallets/credentials/rpc-api/src/tests`.

#![cfg_attr(not(any(test, feature = "std")), no_std)]

extern crate alloc;

pub mod answers;
pub mod hex;
pub mod multikey;
pub mod place;
pub mod reference;
pub mod time;
