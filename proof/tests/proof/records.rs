// SPDX-License-Identifier: Apache-2.0

//! Registers: the records of institutions, grants, types, batches and statuses in a state.

use crate::state::{Built, Recording, State};
use codec::Decode;
use testamur_primitives::{
	evaluate,
	hash::Software,
	keys,
	merkle::Tree,
	records::{
		AccreditationState, Batch, CredentialType, Custody, Grantor, Institution, InstitutionState,
		Profile, Rights, Scope, Terms, TypeDefinition, TypeKind, TypeState,
	},
	state::CannotTell,
	status::StatusChunk,
	Accreditation, AccreditationId, CredentialReference, Digest, InstitutionId, Leaf, Root, Status,
	TypeId, Verdict,
};

/// The institution that the council accredited.
pub(crate) const AGENCY: InstitutionId = InstitutionId(1);
/// The institution that the agency accredited, which issued the cohort.
pub(crate) const UNIVERSITY: InstitutionId = InstitutionId(2);
/// The type of the cohort.
pub(crate) const COURSE: TypeId = TypeId(1);
/// The size of the cohort, which has more statuses than a chunk.
pub(crate) const SIZE: u32 = 600;
/// The time at which the cohort was anchored.
pub(crate) const ISSUED: u64 = 1_700_000_000_000;

pub(crate) type Account = [u8; 32];

/// Returns the leaf of the document of a number.
pub(crate) fn leaf(n: u32) -> Leaf {
	let mut digest = [0xdd; 32];
	digest[..4].copy_from_slice(&n.to_be_bytes());
	Digest(digest).leaf()
}

/// Returns the tree over so many documents, the first of which has this number.
pub(crate) fn tree(first: u32, size: u32) -> Tree {
	Tree::new(&(first..first + size).map(leaf).collect::<Vec<_>>()).unwrap()
}

pub(crate) fn root() -> Root {
	tree(0, SIZE).root()
}

/// Returns the reference of a document at its place in a tree.
pub(crate) fn reference_in(tree: &Tree, first: u32, index: u32) -> CredentialReference {
	CredentialReference {
		institution: UNIVERSITY,
		leaf: leaf(first + index),
		index,
		size: tree.size(),
		path: tree.path(index).unwrap().try_into().unwrap(),
		signed_by: None,
	}
}

/// Returns the reference of a document of the cohort.
pub(crate) fn reference(index: u32) -> CredentialReference {
	reference_in(&tree(0, SIZE), 0, index)
}

pub(crate) fn institution(name: &str, held: u32) -> Institution<Account> {
	Institution {
		profile: Profile {
			name: name.as_bytes().to_vec().try_into().unwrap(),
			uri: b"https://example.org".to_vec().try_into().unwrap(),
			country: *b"NL",
		},
		admin: [7; 32],
		state: InstitutionState::Active,
		registered_at: 1,
		allowance: 100,
		operators: 0,
		held,
		dual_authorization: false,
		custody: None,
	}
}

pub(crate) fn custody() -> Custody {
	Custody { custodian: AGENCY, since: 1, until: u64::MAX, status_changes: 9, reissues: 9 }
}

pub(crate) fn credential_type() -> CredentialType {
	CredentialType {
		owner: Some(AGENCY),
		definition: TypeDefinition {
			kind: TypeKind::MicroCredential,
			content_hash: [1; 32],
			uri: b"https://example.org/course".to_vec().try_into().unwrap(),
			level: Some(6),
			workload: Some(500),
			default_validity: None,
		},
		state: TypeState::Active,
		registered_at: 1,
	}
}

pub(crate) fn grant(holder: InstitutionId, parent: Option<u32>, delegation: u8) -> Accreditation {
	let grantor = parent.map_or(Grantor::Council, |parent| Grantor::Institution {
		institution: AGENCY,
		accreditation: AccreditationId(parent),
	});
	Accreditation {
		holder,
		grantor,
		terms: Terms {
			scope: Scope::Any,
			rights: Rights { attest: true, delegation },
			valid_from: 1,
			valid_until: u64::MAX,
		},
		state: AccreditationState::Active,
		offered_at: 1,
		accepted_at: Some(2),
		narrowings: 0,
		parent_narrowings: 0,
	}
}

pub(crate) fn batch(size: u32, accreditation: u32) -> Batch {
	Batch {
		accreditation: AccreditationId(accreditation),
		type_id: COURSE,
		size,
		issued_at: ISSUED,
		valid_until: None,
		revoked: None,
		attested_again: None,
	}
}

/// Stores a grant, with the key by which its holder lists it.
pub(crate) fn put_grant(state: &mut State, id: u32, grant: &Accreditation) {
	let id = AccreditationId(id);
	state.put(keys::accreditation(id), grant);
	state.put(keys::holding(grant.holder, grant.terms.valid_until, id), ());
}

/// Returns a register with the cohort, of which nothing is revoked, and some thirty other batches.
pub(crate) fn register() -> State {
	let mut state = State::default();
	state.put(keys::institution(AGENCY), institution("Agency", 1));
	state.put(keys::institution(UNIVERSITY), institution("University", 1));
	state.put(keys::credential_type(COURSE), credential_type());
	put_grant(&mut state, 1, &grant(AGENCY, None, 1));
	put_grant(&mut state, 2, &grant(UNIVERSITY, Some(1), 0));
	state.put(keys::next_institution(), 3_u32);
	state.put(keys::next_accreditation(), 3_u32);
	state.put(keys::next_type(), 2_u32);
	state.put(keys::batch(UNIVERSITY, root()), batch(SIZE, 2));
	for n in 0..30 {
		let other = Root(leaf(10_000 + n).0);
		state.put(keys::batch(UNIVERSITY, other), batch(1, 2));
	}
	state
}

/// Sets the status of a credential of the cohort.
pub(crate) fn set(state: &mut State, index: u32, status: Status) {
	let key = keys::statuses(UNIVERSITY, root(), index / 256);
	let stored = state.0.get(&key).map(|chunk| StatusChunk::decode(&mut &chunk[..]).unwrap());
	let mut chunk = stored.unwrap_or_default();
	chunk.set(u8::try_from(index % 256).unwrap(), status);
	state.put(key, chunk);
}

/// Returns the verdicts over the plain state, and the keys that were read for them.
pub(crate) fn plain(
	state: &State,
	references: &[CredentialReference],
	now: u64,
) -> (Result<Vec<Verdict>, CannotTell<core::convert::Infallible>>, Vec<Vec<u8>>) {
	let recording = Recording::new(state);
	let verdicts = evaluate::verify::<_, Account, Software>(&recording, references, now);
	(verdicts, recording.keys.into_inner())
}

/// Returns the keys that verdicts on these references take.
pub(crate) fn keys_for(built: &Built, references: &[CredentialReference]) -> Vec<Vec<u8>> {
	plain(&built.state, references, crate::chain::TIME).1
}
