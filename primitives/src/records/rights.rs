// SPDX-License-Identifier: Apache-2.0

//! The SCALE form of rights, in which nothing can be left out.
//!
//! A client that misses a member of a record puts false or 0 in its place. For rights these would
//! be fewer rights than meant, and a grant that was narrowed by accident is never widened again. So
//! calls and records have one of the variants below.

use super::Rights;
use codec::{
	Decode, DecodeWithMemTracking, Encode, EncodeLike, Error, Input, MaxEncodedLen, Output,
};
use scale_info::{Type, TypeInfo};

/// The rights of the holder of a grant. Levels begin with 1; level 0 stands for no right at all.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo)]
enum StatedRights {
	/// Nothing is stated, which is always refused.
	Unstated,
	/// The holder may anchor credentials.
	Attest,
	/// The holder may accredit others, down to so many levels below it.
	Accredit(u8),
	/// The holder may do both.
	AttestAndAccredit(u8),
}

impl From<Rights> for StatedRights {
	fn from(Rights { attest, delegation }: Rights) -> Self {
		match (attest, delegation) {
			(false, 0) => Self::Unstated,
			(true, 0) => Self::Attest,
			(false, levels) => Self::Accredit(levels),
			(true, levels) => Self::AttestAndAccredit(levels),
		}
	}
}

impl From<StatedRights> for Rights {
	fn from(stated: StatedRights) -> Self {
		match stated {
			// A level of 0 is one that was left out, so it must not count as one right of the two.
			StatedRights::Unstated | StatedRights::AttestAndAccredit(0) => {
				Self { attest: false, delegation: 0 }
			},
			StatedRights::Attest => Self { attest: true, delegation: 0 },
			StatedRights::Accredit(delegation) => Self { attest: false, delegation },
			StatedRights::AttestAndAccredit(delegation) => Self { attest: true, delegation },
		}
	}
}

impl Encode for Rights {
	fn size_hint(&self) -> usize {
		Self::max_encoded_len()
	}

	fn encode_to<W: Output + ?Sized>(&self, output: &mut W) {
		StatedRights::from(*self).encode_to(output);
	}
}

impl EncodeLike for Rights {}

impl Decode for Rights {
	fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
		StatedRights::decode(input).map(Self::from)
	}
}

impl DecodeWithMemTracking for Rights {}

impl MaxEncodedLen for Rights {
	fn max_encoded_len() -> usize {
		StatedRights::max_encoded_len()
	}
}

impl TypeInfo for Rights {
	type Identity = Self;

	fn type_info() -> Type {
		StatedRights::type_info()
	}
}
