// SPDX-License-Identifier: Apache-2.0

//! The records about the institution, from the proven state of one block: the institution itself, its document
//! keys, its grants with the paths to the council, its batches and their types.

use codec::{Decode, Input};
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;
use testamur_json::{
	answers::{Accreditation, AsOf, Batch, CredentialType, DocumentKey, Institution, Issuer, Page},
	hex::Hash,
	multikey::Multikey,
};
use testamur_primitives::{
	keys, limits::MAX_HELD, register, state::read_required, verdict, AccreditationId,
	InstitutionId, RecordId, Root, TypeId,
};
use testamur_proof::proven::ProvenState;
use testamur_status::{document_keys, Fault, Register, Snapshot};
use testamur_verification::{Because, NoAnswer};
use testamur_verifier::as_of;

/// The most grants that are listed of one institution.
const MAX_GRANTS: usize = 2 * MAX_HELD as usize;

/// An account of the chain, which is shown in hexadecimal digits.
#[derive(Clone, Copy)]
struct Account([u8; 32]);

impl Decode for Account {
	fn decode<I: Input>(input: &mut I) -> Result<Self, codec::Error> {
		<[u8; 32]>::decode(input).map(Self)
	}
}

impl Serialize for Account {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		Hash(self.0).serialize(serializer)
	}
}

/// The records.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Record {
	/// The hash of the genesis block.
	genesis: Hash,
	/// The block.
	as_of: AsOf,
	institution: Institution<Account>,
	/// All document keys, from when until when they counted.
	document_keys: Vec<DocumentKey>,
	/// The grants that it holds, and those under which its batches stand or stood.
	accreditations: Vec<Accreditation>,
	/// The other institutions on the paths of those grants.
	grantors: Vec<Issuer>,
	types: Vec<CredentialType>,
	/// The batches of the documents in the folder.
	batches: Vec<Batch>,
}

impl Record {
	/// Reads the record of an institution with the batches of these roots.
	pub(crate) fn read<N: Register>(
		snapshot: &mut Snapshot<'_, N>,
		genesis: Hash,
		roots: &BTreeSet<Root>,
	) -> Result<Self, Fault> {
		let id = snapshot.institution();
		let document_keys = keys_of(snapshot)?;
		let batches = batches(snapshot, roots)?;
		let (record, held) = own(snapshot)?;
		let mut grants: BTreeSet<AccreditationId> = held.iter().copied().collect();
		let mut types: BTreeSet<TypeId> = BTreeSet::new();
		for batch in &batches {
			let again = batch.attested_again.iter();
			grants.insert(AccreditationId(batch.accreditation));
			grants.extend(again.clone().map(|it| AccreditationId(it.accreditation)));
			grants.extend(again.map(|it| AccreditationId(it.former)));
			types.insert(TypeId(batch.type_id));
		}
		let (accreditations, grantors) = accreditations(snapshot, &grants)?;
		let types = types.into_iter().map(|id| credential_type(snapshot, id));
		let types = types.collect::<Result<_, _>>()?;
		Ok(Self {
			genesis,
			as_of: as_of(snapshot.as_of()),
			institution: Institution::new(id, record, held),
			document_keys,
			accreditations,
			grantors,
			types,
			batches,
		})
	}

	/// Returns the name of the institution.
	pub(crate) fn name(&self) -> &str {
		&self.institution.name
	}

	/// Returns the document keys as a node answers with them.
	pub(crate) fn keys(&self) -> Page<DocumentKey> {
		Page { items: self.document_keys.clone(), next: None }
	}
}

/// Returns all document keys of an institution with their records.
pub(crate) fn keys_of<N: Register>(
	snapshot: &mut Snapshot<'_, N>,
) -> Result<Vec<DocumentKey>, Fault> {
	let keys = document_keys(snapshot)?.into_iter();
	Ok(keys
		.map(|(key, record)| DocumentKey { key: Multikey(key), record: record.into() })
		.collect())
}

type OwnRecord = testamur_primitives::records::Institution<Account>;

/// Returns the record of the institution and the grants that it holds.
fn own<N: Register>(
	snapshot: &mut Snapshot<'_, N>,
) -> Result<(OwnRecord, Vec<AccreditationId>), Fault> {
	let id = snapshot.institution();
	if !snapshot.cover_under(&keys::holdings(id), MAX_GRANTS)? {
		return Err(absent(
			"the node lists more grants than an institution can hold: ask another node",
		));
	}
	let held = snapshot.read(|state| register::accreditations_of::<_, Account>(state, id))?;
	let record =
		snapshot.read(|state| read_required::<_, OwnRecord>(state, RecordId::Institution(id)))?;
	Ok((record, held))
}

/// Returns the batches of these roots.
fn batches<N: Register>(
	snapshot: &mut Snapshot<'_, N>,
	roots: &BTreeSet<Root>,
) -> Result<Vec<Batch>, Fault> {
	let institution = snapshot.institution();
	let batch = |root: &Root| {
		let read = |state: &ProvenState| {
			read_required(state, RecordId::Batch { institution, root: *root })
		};
		Ok(Batch::new(institution, *root, snapshot.read(read)?))
	};
	roots.iter().map(batch).collect()
}

/// Returns grants with their paths, and the institutions on these, which gave them.
fn accreditations<N: Register>(
	snapshot: &mut Snapshot<'_, N>,
	grants: &BTreeSet<AccreditationId>,
) -> Result<(Vec<Accreditation>, Vec<Issuer>), Fault> {
	let (own, now) = (snapshot.institution(), snapshot.as_of().time);
	let (mut found, mut above) = (Vec::new(), BTreeSet::new());
	for id in grants {
		let view = snapshot.read(|state| register::accreditation(state, *id, now))?;
		let view =
			view.ok_or_else(|| absent("a grant that is on record is not: ask another node"))?;
		above.extend(view.path.iter().filter_map(|step| step.grantor.institution()));
		found.push(view.into());
	}
	above.remove(&own);
	let issuer = |id: InstitutionId| {
		let record: OwnRecord =
			snapshot.read(|state| read_required(state, RecordId::Institution(id)))?;
		let issuer = verdict::Issuer { id, profile: record.profile, state: record.state };
		Ok(Issuer::from(issuer))
	};
	let above = above.into_iter().map(issuer).collect::<Result<_, Fault>>()?;
	Ok((found, above))
}

/// Returns a credential type.
fn credential_type<N: Register>(
	snapshot: &mut Snapshot<'_, N>,
	id: TypeId,
) -> Result<CredentialType, Fault> {
	let record = snapshot.read(|state| read_required(state, RecordId::CredentialType(id)))?;
	Ok(CredentialType::new(id, record))
}

/// Returns that what the chain always stores is not there.
fn absent(message: &str) -> Fault {
	NoAnswer { because: Because::new("notProven", message), is_gone: false }.into()
}
