// SPDX-License-Identifier: Apache-2.0

//! Consents: the texts that an account signs before it begins to serve an institution.
//!
//! An account serves one institution, so whoever could enlist a foreign account would keep it from
//! serving any other. The account therefore signs a text first. It is a text and not a record, so
//! that a person can read in a wallet what the key agrees to.

use crate::ids::{InstitutionId, Moment};
use core::fmt;

/// A post in an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Post {
	/// An operator, with the permissions that the admin chooses.
	Operator,
	/// The admin.
	Admin,
}

/// A consent to serve an institution. Its text, in printable ASCII, is what the account signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentText {
	/// The hash of the chain's first block, so that no other chain takes the consent.
	pub genesis: [u8; 32],
	/// The institution.
	pub institution: InstitutionId,
	/// The post that the account agrees to take.
	pub post: Post,
	/// The nonce of the account. A consent raises it, so that none counts twice.
	pub nonce: u64,
	/// The first moment at which the consent is over.
	pub until: Moment,
}

impl fmt::Display for ConsentText {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let Self { genesis, institution, post, nonce, until } = self;
		let post = match post {
			Post::Operator => "an operator",
			Post::Admin => "the admin",
		};
		let institution = institution.0;
		write!(f, "I agree to become {post} of institution {institution} ")?;
		f.write_str("on the Testamur chain with genesis block 0x")?;
		genesis.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
		write!(f, ". This consent is for nonce {nonce} and ends at {until} (Unix milliseconds).")
	}
}
