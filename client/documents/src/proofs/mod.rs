// SPDX-License-Identifier: Apache-2.0

//! Data Integrity proofs (W3C Recommendation *Verifiable Credential Data Integrity 1.0*) with the suites
//! of *Data Integrity EdDSA Cryptosuites 1.0*.
//!
//! * [`suite`]: the suites, and what each of them signs.
//! * [`signing`]: adds proofs to a document.
//! * [`verification`]: checks all proofs of a document.
//! * [`refusal`]: what is wrong with a document, and whether that makes it invalid.
//!
//! Every proof of a known suite is checked, and one that is broken makes the document invalid, whatever
//! stands beside it: nobody who signs leaves a broken proof there.

pub mod refusal;
pub mod signing;
pub mod suite;
pub mod verification;

pub use refusal::{ProofFault, Refusal};
pub use signing::{sign, Signer};
pub use suite::{canonical_statements, Suite};
pub use verification::{Controller, Report, SignedDocument, Standing};

/// The member of a document that holds its proofs.
pub(crate) const PROOF: &str = "proof";
/// The type of Data Integrity proofs.
pub(crate) const TYPE: &str = "DataIntegrityProof";
/// The purpose of a proof that makes a credential.
pub(crate) const PURPOSE: &str = "assertionMethod";
