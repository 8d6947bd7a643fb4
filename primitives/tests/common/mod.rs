// SPDX-License-Identifier: Apache-2.0

//! The state in memory that the tests of verdicts read, and the records that most of them share.

use codec::Encode;
use std::{cell::RefCell, collections::BTreeMap};
use testamur_primitives::{
	evaluate::verify,
	hash::Software,
	state::{CannotTell, StateReader},
	verdict::Verdict,
	Accreditation, AccreditationState, CredentialReference, CredentialType, Custody, Grantor,
	Institution, InstitutionId, InstitutionState, Profile, Rights, Scope, Terms, TypeDefinition,
	TypeKind, TypeState,
};

/// The moment as of which verdicts are asked for, in milliseconds.
pub(crate) const NOW: u64 = 1_000;
pub(crate) const UNIVERSITY: InstitutionId = InstitutionId(2);

/// A state in memory that records the keys that are read.
#[derive(Clone, Default)]
pub(crate) struct Memory {
	pub(crate) values: BTreeMap<Vec<u8>, Vec<u8>>,
	pub(crate) read: RefCell<Vec<Vec<u8>>>,
	/// The keys that were read through `cached_value`.
	pub(crate) cached: RefCell<Vec<Vec<u8>>>,
	/// The key that cannot be read, if there is one.
	pub(crate) unreadable: Option<Vec<u8>>,
}

impl StateReader for Memory {
	type Error = &'static str;

	fn value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		self.read.borrow_mut().push(key.to_vec());
		match &self.unreadable {
			Some(unreadable) if unreadable == key => Err("pruned"),
			_ => Ok(self.values.get(key).cloned()),
		}
	}

	fn cached_value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
		self.cached.borrow_mut().push(key.to_vec());
		self.value(key)
	}
}

impl Memory {
	pub(crate) fn put(&mut self, key: Vec<u8>, record: impl Encode) {
		self.values.insert(key, record.encode());
	}

	pub(crate) fn verify(
		&self,
		references: &[CredentialReference],
	) -> Result<Vec<Verdict>, CannotTell<&'static str>> {
		verify::<_, [u8; 32], Software>(self, references, NOW)
	}

	pub(crate) fn judge(
		&self,
		reference: CredentialReference,
	) -> Result<Verdict, CannotTell<&'static str>> {
		self.verify(&[reference]).map(|mut verdicts| verdicts.remove(0))
	}
}

/// Returns the record of the university in this state, with this custody.
pub(crate) fn university(
	state: InstitutionState,
	custody: Option<Custody>,
) -> Institution<[u8; 32]> {
	Institution {
		profile: Profile {
			name: b"University".to_vec().try_into().unwrap(),
			uri: Default::default(),
			country: *b"NL",
		},
		admin: [7; 32],
		state,
		registered_at: 1,
		allowance: 1,
		operators: 0,
		held: 1,
		dual_authorization: false,
		custody,
	}
}

/// Returns the record of a type of credentials of the council.
pub(crate) fn course() -> CredentialType {
	let definition = TypeDefinition {
		kind: TypeKind::MicroCredential,
		content_hash: [1; 32],
		uri: b"https://example.org".to_vec().try_into().unwrap(),
		level: None,
		workload: None,
		default_validity: None,
	};
	CredentialType { owner: None, definition, state: TypeState::Active, registered_at: 1 }
}

/// Returns a grant for any type, in force at [`NOW`], with as many further levels below it.
pub(crate) fn grant(holder: InstitutionId, grantor: Grantor, delegation: u8) -> Accreditation {
	let rights = Rights { attest: true, delegation };
	Accreditation {
		holder,
		grantor,
		terms: Terms { scope: Scope::Any, rights, valid_from: 0, valid_until: 2 * NOW },
		state: AccreditationState::Active,
		offered_at: 1,
		accepted_at: Some(2),
		narrowings: 0,
		parent_narrowings: 0,
	}
}
