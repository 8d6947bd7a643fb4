// SPDX-License-Identifier: Apache-2.0

//! The anchor of `docs/anchor.md`: its encoding, its place in documents, and what is refused.
//!
//! * `world`: documents, a batch and anchors.
//! * `encoding`: the bytes and the text.
//! * `set`: anchors put into documents and taken out of them.
//! * `hostile`: changed bytes, and texts that nobody would write.
//! * `mutated`: anchors that are changed at random.
//! * `vectors`: makes and checks `tests/vectors-anchor.json`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod encoding;
mod hostile;
mod mutated;
mod set;
mod vectors;
mod world;
