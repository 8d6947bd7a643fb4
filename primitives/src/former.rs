// SPDX-License-Identifier: Apache-2.0

//! The records of layout 1, as they were encoded before the layout was frozen, and what each of them
//! means in the present one.
//!
//! A migration stores the converted records. The conversions are pure, so that all readers agree on
//! what a record of layout 1 says. Types that have kept their bytes are those of
//! [`records`](crate::records).

use crate::{
	ids::{AccreditationId, InstitutionId, Moment, TypeId},
	keys,
	limits::MAX_SCOPE,
	records::{self, Grantor, Profile, TypeState, Uri},
	status::RevocationReason,
};
use alloc::vec::Vec;
use bounded_collections::{BoundedBTreeSet, ConstU32};
use codec::{Decode, DecodeAll, Encode};

/// The version of this layout.
pub const LAYOUT: u16 = 1;

/// Returns the bytes that the value of a state of layout 1 has in the present layout, or none at all
/// for a record that does not decode, which is thus damaged to every reader.
///
/// It converts the records of verdicts. All others are the same in both layouts, or are read by
/// nobody outside of the chain.
pub fn present_value<AccountId: Decode + Encode>(key: &[u8], value: Vec<u8>) -> Vec<u8> {
	fn convert<Former: Decode, Present: From<Former> + Encode>(value: &[u8]) -> Vec<u8> {
		let former = Former::decode_all(&mut &*value);
		former.map_or_else(|_| Vec::new(), |former| Present::from(former).encode())
	}
	let is_of = |map: &[u8]| key.starts_with(map);
	if is_of(&keys::institutions()) {
		convert::<Institution<AccountId>, records::Institution<AccountId>>(&value)
	} else if is_of(&keys::accreditations()) {
		convert::<Accreditation, records::Accreditation>(&value)
	} else if is_of(&keys::credential_types()) {
		convert::<CredentialType, records::CredentialType>(&value)
	} else if is_of(&keys::all_batches()) {
		convert::<Batch, records::Batch>(&value)
	} else {
		value
	}
}

/// An institution.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Institution<AccountId> {
	/// Its public profile.
	pub profile: Profile,
	/// The account that names operators and holds every permission.
	pub admin: AccountId,
	/// Its state.
	pub state: InstitutionState,
	/// The time at which the council registered it.
	pub registered_at: Moment,
	/// The operations that it may submit in a period.
	pub allowance: u32,
	/// The number of its operator accounts.
	pub operators: u32,
	/// The number of accreditations that it holds and that are neither declined nor withdrawn.
	pub held: u32,
}

impl<AccountId> From<Institution<AccountId>> for records::Institution<AccountId> {
	/// No institution had dual authorization, which did not exist.
	fn from(former: Institution<AccountId>) -> Self {
		let Institution { profile, admin, state, registered_at, allowance, operators, held } =
			former;
		Self {
			profile,
			admin,
			state: state.into(),
			registered_at,
			allowance,
			operators,
			held,
			dual_authorization: false,
			custody: None,
		}
	}
}

/// The state of an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum InstitutionState {
	/// It may act.
	Active,
	/// It may not submit anything.
	Suspended {
		/// The time at which the council suspended it.
		since: Moment,
	},
}

impl From<InstitutionState> for records::InstitutionState {
	fn from(former: InstitutionState) -> Self {
		match former {
			InstitutionState::Active => Self::Active,
			InstitutionState::Suspended { since } => Self::Suspended { since },
		}
	}
}

/// The credential types that a grant covers. The variants were in the other order.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Scope {
	/// All types, also those registered later.
	Any,
	/// Only these types.
	Types(BoundedBTreeSet<TypeId, ConstU32<MAX_SCOPE>>),
}

impl From<Scope> for records::Scope {
	fn from(former: Scope) -> Self {
		match former {
			Scope::Any => Self::Any,
			Scope::Types(types) => Self::Types(types),
		}
	}
}

/// The rights of the holder of a grant, which were two members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Rights {
	/// True if the holder may anchor credentials.
	pub attest: bool,
	/// The levels of accreditation that the holder may grant below its own.
	pub delegation: u8,
}

impl From<Rights> for records::Rights {
	fn from(Rights { attest, delegation }: Rights) -> Self {
		Self { attest, delegation }
	}
}

/// The terms of a grant.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Terms {
	/// The credential types that the grant covers.
	pub scope: Scope,
	/// The rights of the holder.
	pub rights: Rights,
	/// The first moment of the window.
	pub valid_from: Moment,
	/// The first moment after the window.
	pub valid_until: Moment,
}

impl From<Terms> for records::Terms {
	fn from(Terms { scope, rights, valid_from, valid_until }: Terms) -> Self {
		Self { scope: scope.into(), rights: rights.into(), valid_from, valid_until }
	}
}

/// The state of a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum AccreditationState {
	/// It is offered and not answered.
	Offered,
	/// The holder declined it.
	Declined {
		/// The time at which the holder declined it.
		at: Moment,
	},
	/// It is accepted, and nothing is held against it.
	Active,
	/// It is out of force for now, with everything below it.
	Suspended {
		/// The time at which it was suspended.
		since: Moment,
	},
	/// It is out of force for good, with everything below it.
	Withdrawn {
		/// The time at which it was withdrawn.
		at: Moment,
		/// Credentials issued under it, or below it, at or after this moment are void.
		void_from: Option<Moment>,
	},
}

/// A grant to an institution.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Accreditation {
	/// The institution that holds it.
	pub holder: InstitutionId,
	/// The council or the institution that gave it.
	pub grantor: Grantor,
	/// Its terms, as last renewed or narrowed.
	pub terms: Terms,
	/// Its state.
	pub state: AccreditationState,
	/// The time of the offer.
	pub offered_at: Moment,
	/// The time of the acceptance.
	pub accepted_at: Option<Moment>,
	/// The number of times its terms were narrowed.
	pub narrowings: u32,
	/// The number of times the parent's terms had been narrowed when these terms were last checked
	/// against them.
	pub parent_narrowings: u32,
}

impl From<Accreditation> for records::Accreditation {
	/// A suspension did not say whether the council or the grantor had suspended the grant, and both
	/// could end it. Those of the council's own grants were the council's. Any other counts as the
	/// grantor's, who can thus still end it.
	fn from(former: Accreditation) -> Self {
		let by_council = former.grantor == Grantor::Council;
		let state = match former.state {
			AccreditationState::Offered => records::AccreditationState::Offered,
			AccreditationState::Declined { at } => records::AccreditationState::Declined { at },
			AccreditationState::Active => records::AccreditationState::Active,
			AccreditationState::Suspended { since } => {
				records::AccreditationState::Suspended { since, by_council }
			},
			AccreditationState::Withdrawn { at, void_from } => {
				records::AccreditationState::Withdrawn { at, void_from }
			},
		};
		Self {
			holder: former.holder,
			grantor: former.grantor,
			terms: former.terms.into(),
			state,
			offered_at: former.offered_at,
			accepted_at: former.accepted_at,
			narrowings: former.narrowings,
			parent_narrowings: former.parent_narrowings,
		}
	}
}

/// The kind of a credential type. None was for *unstated*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum TypeKind {
	/// A record of the outcomes of a small volume of learning.
	MicroCredential,
	/// A certificate of a longer programme.
	Certificate,
	/// A badge.
	Badge,
}

impl From<TypeKind> for records::TypeKind {
	fn from(former: TypeKind) -> Self {
		match former {
			TypeKind::MicroCredential => Self::MicroCredential,
			TypeKind::Certificate => Self::Certificate,
			TypeKind::Badge => Self::Badge,
		}
	}
}

/// The public definition of a credential type.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct TypeDefinition {
	/// The kind.
	pub kind: TypeKind,
	/// The SHA-256 of the definition that is published at `uri`.
	pub content_hash: [u8; 32],
	/// The address at which the definition is published.
	pub uri: Uri,
	/// The level of the European Qualifications Framework.
	pub level: Option<u8>,
	/// The workload in hundredths of an ECTS credit.
	pub workload: Option<u32>,
	/// The time for which a credential is valid unless its anchoring says otherwise.
	pub default_validity: Option<u64>,
}

impl From<TypeDefinition> for records::TypeDefinition {
	fn from(former: TypeDefinition) -> Self {
		let TypeDefinition { kind, content_hash, uri, level, workload, default_validity } = former;
		Self { kind: kind.into(), content_hash, uri, level, workload, default_validity }
	}
}

/// A type of credentials.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct CredentialType {
	/// The institution that registered it; `None` for the council.
	pub owner: Option<InstitutionId>,
	/// Its definition.
	pub definition: TypeDefinition,
	/// Its state.
	pub state: TypeState,
	/// The time of the registration.
	pub registered_at: Moment,
}

impl From<CredentialType> for records::CredentialType {
	fn from(CredentialType { owner, definition, state, registered_at }: CredentialType) -> Self {
		Self { owner, definition: definition.into(), state, registered_at }
	}
}

/// The revocation of all credentials of a batch at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct BatchRevocation {
	/// The reason.
	pub reason: RevocationReason,
	/// The time.
	pub at: Moment,
}

impl From<BatchRevocation> for records::BatchRevocation {
	/// No batch took the place of a revoked one.
	fn from(BatchRevocation { reason, at }: BatchRevocation) -> Self {
		Self { reason, at, successor: None }
	}
}

/// One anchoring: a Merkle root over credentials of one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Batch {
	/// The grant under which it was anchored.
	pub accreditation: AccreditationId,
	/// The type of every credential in it.
	pub type_id: TypeId,
	/// The number of credentials.
	pub size: u32,
	/// The time of the anchoring.
	pub issued_at: Moment,
	/// The first moment at which its credentials are no longer valid; `None` for never.
	pub valid_until: Option<Moment>,
	/// The revocation of the whole batch.
	pub revoked: Option<BatchRevocation>,
}

impl From<Batch> for records::Batch {
	/// No batch was attested again.
	fn from(former: Batch) -> Self {
		let Batch { accreditation, type_id, size, issued_at, valid_until, revoked } = former;
		Self {
			accreditation,
			type_id,
			size,
			issued_at,
			valid_until,
			revoked: revoked.map(Into::into),
			attested_again: None,
		}
	}
}
