// SPDX-License-Identifier: Apache-2.0

//! Data Integrity proofs (W3C Recommendation *Verifiable Credential Data Integrity 1.0*) with the suites
//! of *Data Integrity EdDSA Cryptosuites 1.0*.
//!
//! * [`suite`]: the suites, and what each of them signs.
//! * [`purpose`]: what a proof is made for, and for whom.
//! * [`signing`]: adds proofs to a document.
//! * [`proof_set`]: checks all proofs of a text.
//! * [`document`]: a credential with its proofs.
//! * [`refusal`]: what is wrong with a document, and whether that makes it invalid.
//!
//! Every proof of a known suite is checked, and one that is broken makes the document invalid, whatever
//! stands beside it: nobody who signs leaves a broken proof there.

pub mod document;
pub mod proof_set;
pub mod purpose;
pub mod refusal;
pub mod signing;
pub mod suite;

pub use document::SignedDocument;
pub use proof_set::{Controller, Report, Standing};
pub use purpose::Audience;
pub use refusal::{ProofFault, Refusal};
pub use signing::{sign, Signer};
pub use suite::{canonical_statements, Suite};

/// The member of a document that holds its proofs.
pub(crate) const PROOF: &str = "proof";
/// The type of Data Integrity proofs.
pub(crate) const TYPE: &str = "DataIntegrityProof";
