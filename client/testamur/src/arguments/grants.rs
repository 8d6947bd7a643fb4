// SPDX-License-Identifier: Apache-2.0

//! The arguments of `accredit`, `type` and `document-key`.

use super::{
	administration::{ActArguments, CredentialKind, DocumentKey, End, Purpose, Web},
	texts::{admin, by, council},
	At, StatedHash,
};
use clap::{ArgGroup, Args, Subcommand};
use std::{num::NonZeroU32, path::PathBuf};

pub(super) const ACCREDIT: &str = "\
Example: an agency offers a school the right to issue types 1 and 4 for three years, and the school accepts
  testamur accredit offer 7 --parent 3 --types 1,4 --attest --from 2026-09-01T00:00:00Z \
--until 2029-09-01T00:00:00Z --node ws://127.0.0.1:9944 --account agency.json
  testamur accredit accept 12 --node ws://127.0.0.1:9944 --account school.json";

pub(super) const TYPE: &str = "\
Example: a micro-credential of 5.5 ECTS at level 5, whose definition is published
  testamur type register --kind micro-credential --definition water.pdf --uri https://hw.example.edu/water.pdf \
--level 5 --ects 5.5 --node ws://127.0.0.1:9944 --account school.json";

pub(super) const DOCUMENT_KEY: &str = "\
Example: the key in a keystore is added, and another one is declared compromised
  testamur document-key add --keystore documents.json --purpose credentials --node ws://127.0.0.1:9944 \
--account admin.json
  testamur document-key compromised z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK --institution 7 --since 2026-06-01T00:00:00Z \
--node ws://127.0.0.1:9944 --account admin.json";

/// The commands about grants.
#[derive(Debug, Subcommand)]
pub(crate) enum AccreditCommand {
	/// Offer a grant to an institution (an institution below a grant of its own, or the council).
	#[command(after_help = by("agency.json", "an agency offers institution 7 the right to issue types 1 and 4, below its own grant 3", "accredit offer 7 --parent 3 --types 1,4 --attest --from 2026-09-01T00:00:00Z --until 2029-09-01T00:00:00Z"))]
	Offer {
		/// The institution by its number.
		holder: NonZeroU32,
		/// The grant of one's own below which it is given; the council states none.
		#[arg(long, value_name = "NUMBER")]
		parent: Option<NonZeroU32>,
		#[command(flatten)]
		terms: TermsArguments,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Accept a grant (its holder).
	#[command(after_help = by("school.json", "the institution to which grant 12 is offered takes it", "accredit accept 12"))]
	Accept(OneGrant),
	/// Decline a grant, for good (its holder).
	#[command(after_help = by("school.json", "the institution to which grant 12 is offered does not want it", "accredit decline 12"))]
	Decline(OneGrant),
	/// Give a grant back (its holder).
	#[command(after_help = by("school.json", "the holder of grant 12 gives it back", "accredit relinquish 12"))]
	Relinquish(OneGrant),
	/// Suspend a grant and all below it (who gave it, or the council).
	#[command(after_help = by("agency.json", "the agency that gave grant 12 suspends it", "accredit suspend 12"))]
	Suspend(OneGrant),
	/// Reinstate a suspended grant (who gave it, or the council).
	#[command(after_help = by("agency.json", "the agency that suspended grant 12 reinstates it", "accredit reinstate 12"))]
	Reinstate(OneGrant),
	/// Withdraw a grant (who gave it, or the council).
	#[command(after_help = by("agency.json", "a key was stolen on 1 June, and what was issued since then is void", "accredit withdraw 12 --void-from 2026-06-01T00:00:00Z"))]
	Withdraw {
		/// The grant by its number.
		accreditation: NonZeroU32,
		/// Void what was issued under it, or below it, from this moment on, such as 2026-06-01T00:00:00Z.
		#[arg(long, value_name = "TIME")]
		void_from: Option<At>,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Move the end of a grant (who gave it, or the council).
	#[command(after_help = by("agency.json", "grant 12 is to last until September 2032", "accredit renew 12 --until 2032-09-01T00:00:00Z"))]
	Renew {
		/// The grant by its number.
		accreditation: NonZeroU32,
		/// The new end, such as 2029-09-01T00:00:00Z.
		#[arg(long, value_name = "TIME")]
		until: At,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Narrow the terms of a grant (who gave it, or the council).
	#[command(after_help = by("agency.json", "grant 12 is to cover type 1 alone", "accredit narrow 12 --types 1 --attest --from 2026-09-01T00:00:00Z --until 2029-09-01T00:00:00Z"))]
	Narrow {
		/// The grant by its number.
		accreditation: NonZeroU32,
		#[command(flatten)]
		terms: TermsArguments,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Lift the void of a grant (the council).
	#[command(after_help = council("what was issued under grant 12 is to count again", "accredit lift-void 12"))]
	LiftVoid(OneGrant),
}

/// A grant, and what is sent.
#[derive(Args, Debug)]
pub(crate) struct OneGrant {
	/// The grant by its number.
	pub(crate) accreditation: NonZeroU32,
	#[command(flatten)]
	pub(crate) act: ActArguments,
}

/// The terms of a grant.
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("scope").required(true).args(["types", "any_type"])))]
pub(crate) struct TermsArguments {
	/// The credential types, by their numbers.
	#[arg(long, value_name = "NUMBERS", value_delimiter = ',')]
	pub(crate) types: Vec<NonZeroU32>,

	/// All credential types, also those that are registered later.
	#[arg(long)]
	pub(crate) any_type: bool,

	/// The right to issue.
	#[arg(long)]
	pub(crate) attest: bool,

	/// The levels of grants that the holder may give below this one.
	#[arg(long, value_name = "NUMBER", default_value_t = 0)]
	pub(crate) levels: u8,

	/// The first moment, such as 2026-09-01T00:00:00Z.
	#[arg(long, value_name = "TIME")]
	pub(crate) from: At,

	/// The end, the first moment after the last.
	#[arg(long, value_name = "TIME")]
	pub(crate) until: At,
}

/// The commands about credential types.
#[derive(Debug, Subcommand)]
pub(crate) enum TypeCommand {
	/// Register a credential type. Its definition never changes (an institution, or the council).
	#[command(group(ArgGroup::new("content").required(true).args(["definition", "content_hash"])))]
	#[command(after_help = by("school.json", "a micro-credential of 5.5 ECTS at level 5, whose definition is published", "type register --kind micro-credential --definition water.pdf --uri https://hw.example.edu/water.pdf --level 5 --ects 5.5"))]
	Register {
		/// The kind.
		#[arg(long, value_enum)]
		kind: CredentialKind,
		/// The file with the definition, whose hash is registered.
		#[arg(long, value_name = "FILE")]
		definition: Option<PathBuf>,
		/// The SHA-256 of the definition, if the file is not at hand.
		#[arg(long, value_name = "HASH")]
		content_hash: Option<StatedHash>,
		/// The address at which the definition is published.
		#[arg(long, value_name = "URL")]
		uri: Web,
		/// The level of the European Qualifications Framework.
		#[arg(long, value_name = "1-8", value_parser = clap::value_parser!(u8).range(1..=8))]
		level: Option<u8>,
		/// The workload in ECTS credits, with at most two decimals, such as 5.5.
		#[arg(long, value_name = "CREDITS")]
		ects: Option<Hundredths>,
		/// The days for which a credential is valid unless its anchoring says otherwise.
		#[arg(long, value_name = "DAYS")]
		valid_days: Option<NonZeroU32>,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Retire a credential type: nothing more of it is issued (its owner, or the council).
	#[command(after_help = by("school.json", "type 4 is not taught any more", "type retire 4"))]
	Retire(OneType),
	/// Reinstate a retired type (the council).
	#[command(after_help = council("type 4 is taught again", "type reinstate 4"))]
	Reinstate(OneType),
}

/// A credential type, and what is sent.
#[derive(Args, Debug)]
pub(crate) struct OneType {
	/// The type by its number.
	pub(crate) type_id: NonZeroU32,
	#[command(flatten)]
	pub(crate) act: ActArguments,
}

/// A decimal number with at most two places, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hundredths(pub(crate) u32);

impl std::str::FromStr for Hundredths {
	type Err = &'static str;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
		let digits =
			|text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
		let wrong = "expected a number with at most two decimals, such as 5.5";
		if !digits(whole) || !digits(part) || part.len() > 2 {
			return Err(wrong);
		}
		let number: u32 =
			format!("{whole}{part:0<2}").parse().map_err(|_| "this number is too large")?;
		Ok(Self(number))
	}
}

/// The commands about document keys.
#[derive(Debug, Subcommand)]
pub(crate) enum DocumentKeyCommand {
	/// Add a key with which the institution signs (the admin).
	#[command(group(ArgGroup::new("public").required(true).args(["key", "keystore"])))]
	#[command(after_help = admin("the key in a keystore is to sign credentials", "document-key add --keystore documents.json --purpose credentials"))]
	Add {
		/// The public key, as a Multikey.
		#[arg(long, value_name = "MULTIKEY")]
		key: Option<DocumentKey>,
		/// The keystore of the key, which stays locked.
		#[arg(long, value_name = "FILE")]
		keystore: Option<PathBuf>,
		/// What it is for.
		#[arg(long, value_enum)]
		purpose: Purpose,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Retire a key: what was signed with it before stays valid (the admin).
	#[command(after_help = admin("a key is replaced by another one", "document-key retire z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"))]
	Retire {
		/// The public key, as a Multikey.
		#[arg(value_name = "MULTIKEY")]
		key: DocumentKey,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Declare a key compromised: what was anchored with it since then is invalid (the admin, or the council).
	#[command(after_help = admin("a key of institution 7 was stolen on 1 June", "document-key compromised z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK --institution 7 --since 2026-06-01T00:00:00Z"))]
	Compromised {
		/// The public key, as a Multikey.
		#[arg(value_name = "MULTIKEY")]
		key: DocumentKey,
		/// The institution by its number.
		#[arg(long, value_name = "NUMBER")]
		institution: NonZeroU32,
		/// The moment since which it is compromised, such as 2026-06-01T00:00:00Z.
		#[arg(long, value_name = "TIME")]
		since: At,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Lift such a declaration (the council).
	#[command(after_help = council("a key of institution 7 was declared compromised by mistake", "document-key lift-compromise z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK --institution 7"))]
	LiftCompromise {
		/// The public key, as a Multikey.
		#[arg(value_name = "MULTIKEY")]
		key: DocumentKey,
		/// The institution by its number.
		#[arg(long, value_name = "NUMBER")]
		institution: NonZeroU32,
		#[command(flatten)]
		act: ActArguments,
	},
	/// Give a retired key another end, or none (the council).
	#[command(after_help = council("a key of institution 7 was retired by mistake", "document-key reinstate z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK --institution 7 --end never"))]
	Reinstate {
		/// The public key, as a Multikey.
		#[arg(value_name = "MULTIKEY")]
		key: DocumentKey,
		/// The institution by its number.
		#[arg(long, value_name = "NUMBER")]
		institution: NonZeroU32,
		/// The end: "never", or the first moment at which the key no longer stands in the record.
		#[arg(long, value_name = "TIME")]
		end: End,
		#[command(flatten)]
		act: ActArguments,
	},
}

#[cfg(test)]
mod tests {
	use super::Hundredths;

	#[test]
	fn credits_are_read_to_two_decimals_and_nothing_else_is() {
		let read = |text: &str| text.parse::<Hundredths>().ok().map(|found| found.0);
		for (text, expected) in [("5.5", 550), ("5", 500), ("0.25", 25), ("30.00", 3_000)] {
			assert_eq!(read(text), Some(expected), "{text}");
		}
		for text in ["", ".", "5.", ".5", "5,5", "-1", "1.234", "1e3", "99999999999"] {
			assert_eq!(read(text), None, "{text}");
		}
	}
}
