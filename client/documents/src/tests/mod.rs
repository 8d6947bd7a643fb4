// SPDX-License-Identifier: Apache-2.0

//! Tests of the crate. Those that only need what it exports are in `tests/`.

mod canonicalization;
mod contexts;
mod nquads;
mod rdf_canon;
mod vectors;
