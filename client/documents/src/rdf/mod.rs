// SPDX-License-Identifier: Apache-2.0

//! From a document to the statements that it makes, and to the one text of them that is signed.
//!
//! * [`fault`]: the reasons why a document makes no statements.
//! * [`statement`]: statements, and how they are written.
//! * `iri`: which texts are IRIs.
//! * `literal`: how values are written.
//! * `expansion`: from a document to statements (JSON-LD 1.1).
//! * [`canonical`]: the same text for the same statements (RDFC-1.0).

pub mod canonical;
mod expansion;
pub mod fault;
mod iri;
mod literal;
pub mod statement;

pub(crate) use expansion::statements;
pub use fault::{Fault, Reason};
pub use iri::is_absolute;
#[cfg(test)]
pub(crate) use literal::quoted;
