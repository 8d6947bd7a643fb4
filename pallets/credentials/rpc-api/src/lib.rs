// SPDX-License-Identifier: Apache-2.0

//! # Credentials RPC: the contract
//!
//! The JSON-RPC methods to read and verify credentials, as servers and clients share them. The
//! crate needs neither a chain nor a database, so a client or a gateway may depend on it.
//! `docs/rpc.md` is the manual.
//!
//! * [`CredentialsApiServer`] and [`CredentialsApiClient`]: the methods, for each side.
//! * [`SIGNATURES`]: the names of the methods and of their parameters.
//! * [`params`], [`reference`](mod@reference) and [`questions`]: the parameters.
//! * [`json`]: the answers.
//! * [`mod@error`]: the errors and their codes; *cannot tell* is an error and never a verdict.
//! * [`hex`], [`multikey`] and [`time`]: the text forms of hashes, public keys and moments.

pub mod error;
pub mod json;
pub mod params;
pub mod questions;
pub mod reference;

#[cfg(any(feature = "client", feature = "server"))]
mod api;
mod signature;
#[cfg(test)]
mod tests;

#[cfg(feature = "client")]
pub use api::CredentialsApiClient;
#[cfg(feature = "server")]
pub use api::CredentialsApiServer;
pub use error::Error;
pub use signature::{Signature, SIGNATURES};
pub use testamur_json::{hex, multikey, time};
