// SPDX-License-Identifier: Apache-2.0

//! # Presentations
//!
//! Credentials that a learner presents to somebody who asked for them: Verifiable Presentations of the
//! Verifiable Credentials Data Model 2.0, signed with the key that is the holder's name (`did:key`).
//!
//! * [`refusal`]: the reasons why a presentation is not made or does not stand.
//! * [`content`]: the credentials in a presentation, as they are written, and whom each is about.
//! * [`making`]: makes presentations.
//! * [`signed`]: checks presentations, but for the credentials in them, which are checked by themselves.

pub mod content;
pub mod making;
pub mod refusal;
pub mod signed;

pub use content::{credentials_in, is_presentation, subject_of, Subject};
pub use making::Presentation;
pub use refusal::PresentationFault;
pub use signed::{Presented, SignedPresentation};

/// The type of every presentation.
pub(crate) const TYPE: &str = "VerifiablePresentation";
/// The type of every credential.
pub(crate) const CREDENTIAL: &str = "VerifiableCredential";
/// The member with the credentials.
pub(crate) const MEMBER: &str = "verifiableCredential";
/// The member that names who presents them.
pub(crate) const HOLDER: &str = "holder";
/// Maximum number of bytes of a challenge, and of a domain.
pub const MAX_AUDIENCE: usize = 1_024;
/// Maximum number of bytes of a credential that is presented.
pub const MAX_CREDENTIAL: usize = 1 << 20;
/// Maximum number of credentials in a presentation.
pub const MAX_CREDENTIALS: usize = 64;
