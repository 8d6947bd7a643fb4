// SPDX-License-Identifier: Apache-2.0

//! The facts on which the right to issue depends, and what speaks against it at the moment of their block.

use crate::{
	answers::Question,
	node::{Record, RecordNode},
	snapshot::Snapshot,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use testamur_json::time::Time;
use testamur_primitives::{
	authority::{first_lapse, objection, Objection as Refused, Step},
	records::{AccreditationState, InstitutionState, TypeState},
	register,
	state::{CannotTell, Grants},
	verdict::Path,
	AccreditationId, CredentialType, Institution, InstitutionId, Lapse, Moment, TypeId,
};
use testamur_proof::{
	proven::{AccountId, ProvenState},
	refusal::Gap,
};
use testamur_verification::Because;

/// A reason against the right to issue, without the record that it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Word {
	/// The institution was not registered.
	NotRegistered,
	/// The institution was suspended.
	InstitutionSuspended,
	/// The institution was closed.
	InstitutionClosed,
	/// The type was not registered.
	TypeNotRegistered,
	/// The type was retired.
	TypeRetired,
	/// The institution held no grant.
	NoGrant,
	/// The grant was not offered yet.
	NotYetOffered,
	/// The grant was offered and not accepted.
	NotAccepted,
	/// The grant was declined.
	Declined,
	/// The grant, or one above it, was suspended.
	Suspended,
	/// The grant, or one above it, was withdrawn or given back.
	Withdrawn,
	/// The window of the grant, or of one above it, had not begun.
	NotYetValid,
	/// The window of the grant, or of one above it, was over.
	Expired,
	/// A grant above it did not reach so many levels down.
	DelegationExceeded,
	/// The grant did not include the right to issue.
	NoRightToIssue,
	/// The grant, or one above it, did not cover the type.
	TypeOutOfScope,
}

/// A reason that speaks against the right to issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Objection {
	/// The reason.
	pub word: Word,
	/// The grant of the institution that it concerns, if it concerns one.
	pub accreditation: Option<u32>,
	/// The grant at fault: this grant, or one above it.
	pub by: Option<u32>,
	/// The time since when this is so, or until when it was so.
	pub at: Option<Time>,
}

impl Objection {
	/// Returns an objection that concerns no grant.
	pub(crate) fn general(word: Word, at: Option<Moment>) -> Self {
		Self { word, accreditation: None, by: None, at: at.and_then(Time::of_event) }
	}

	/// Returns an objection to a grant because of itself or of one above it.
	pub(crate) const fn to(grant: u32, word: Word, by: u32, at: Option<Moment>) -> Self {
		let at = match at {
			Some(at) => Some(Time(at)),
			None => None,
		};
		Self { word, accreditation: Some(grant), by: Some(by), at }
	}
}

/// The records of one block on which the right to issue depends.
pub(crate) struct Facts {
	pub(crate) institution: Option<Institution<AccountId>>,
	pub(crate) credential_type: Option<CredentialType>,
	/// The numbers of the grants of the institution, with their paths where they are on record.
	pub(crate) grants: Vec<(u32, Option<Path>)>,
}

/// A record on which the right to issue depends.
enum Fact {
	Institution(u32, Option<Box<Institution<AccountId>>>, Vec<AccreditationId>),
	Type(Option<Box<CredentialType>>),
	Grant(u32, Option<Path>),
}

impl Facts {
	/// Reads the facts about a question, with those grants of the institution that are known of, and all that it holds
	/// at the block of the snapshot.
	pub(crate) fn read<N: RecordNode>(
		snapshot: &mut Snapshot<'_, N>,
		question: Question,
		known: &[u32],
	) -> Result<Self, Because> {
		let known = BTreeMap::from([(question.institution, known.iter().copied().collect())]);
		let all = Self::read_each(snapshot, question.credential_type, known)?;
		let none = Self { institution: None, credential_type: None, grants: Vec::new() };
		Ok(all.into_iter().next().unwrap_or(none))
	}

	/// Reads the facts about a type and several institutions in their order, each with its grants that are known of.
	pub(crate) fn read_each<N: RecordNode>(
		snapshot: &mut Snapshot<'_, N>,
		type_id: u32,
		mut known: BTreeMap<u32, BTreeSet<u32>>,
	) -> Result<Vec<Self>, Because> {
		let mut institutions = BTreeMap::new();
		let mut credential_type = None;
		let numbers = known.keys().copied().map(Record::Institution);
		let records: Vec<_> = numbers.chain([Record::Type(type_id)]).collect();
		for fact in snapshot.read(&records, fact_in)? {
			match fact {
				Fact::Institution(id, record, held) => {
					institutions.insert(id, record.map(|record| *record));
					known.entry(id).or_default().extend(held.iter().map(|id| id.0));
				},
				Fact::Type(record) => credential_type = record.map(|record| *record),
				Fact::Grant(..) => (),
			}
		}
		let grants: BTreeSet<u32> = known.values().flatten().copied().collect();
		let grants: Vec<_> = grants.into_iter().map(Record::Accreditation).collect();
		let mut paths = BTreeMap::new();
		for fact in snapshot.read(&grants, fact_in)? {
			if let Fact::Grant(id, path) = fact {
				paths.insert(id, path);
			}
		}
		let facts = known.into_iter().map(|(id, grants)| Self {
			institution: institutions.remove(&id).flatten(),
			credential_type: credential_type.clone(),
			grants: grants.into_iter().map(|id| (id, paths.get(&id).cloned().flatten())).collect(),
		});
		Ok(facts.collect())
	}

	/// Returns the grant by which the institution may issue the type at a moment, or what speaks against it.
	pub(crate) fn judge(&self, type_id: TypeId, moment: Moment) -> Result<u32, Vec<Objection>> {
		let general = self.general();
		let mut objections = Vec::new();
		for (id, path) in &self.grants {
			let objection = match path {
				Some(path) => to_grant(*id, path, type_id, moment),
				None => Some(not_offered(*id, None)),
			};
			match objection {
				None if general.is_empty() => return Ok(*id),
				found => objections.extend(found),
			}
		}
		if self.grants.iter().all(|(_, path)| path.is_none()) && self.institution.is_some() {
			objections = vec![Objection::general(Word::NoGrant, None)];
		}
		Err([general, objections].concat())
	}

	/// Returns what speaks against any grant, in the state of the block.
	fn general(&self) -> Vec<Objection> {
		let of_institution = match self.institution.as_ref().map(|record| record.state) {
			None => Some(Objection::general(Word::NotRegistered, None)),
			Some(InstitutionState::Active) => None,
			Some(InstitutionState::Suspended { since }) => {
				Some(Objection::general(Word::InstitutionSuspended, Some(since)))
			},
			Some(InstitutionState::Closed { since }) => {
				Some(Objection::general(Word::InstitutionClosed, Some(since)))
			},
		};
		let of_type = match self.credential_type.as_ref().map(|record| record.state) {
			None => Some(Objection::general(Word::TypeNotRegistered, None)),
			Some(TypeState::Active) => None,
			Some(TypeState::Retired { at }) => {
				Some(Objection::general(Word::TypeRetired, Some(at)))
			},
		};
		of_institution.into_iter().chain(of_type).collect()
	}
}

/// Reads a fact in a state.
fn fact_in(state: &ProvenState, _: Moment, record: Record) -> Result<Fact, CannotTell<Gap>> {
	Ok(match record {
		Record::Institution(number) => {
			let id = InstitutionId(number);
			let found = register::institution::<_, AccountId>(state, id)?;
			// Evidence of the absence of an institution says nothing about what it might hold.
			let held = match &found {
				Some(record) => register::holdings(state, id, record.held)?,
				None => Vec::new(),
			};
			Fact::Institution(number, found.map(Box::new), held)
		},
		Record::Type(id) => Fact::Type(register::credential_type(state, TypeId(id))?.map(Box::new)),
		Record::Accreditation(id) => {
			let number = AccreditationId(id);
			let is_there = register::accreditation(state, number, 0)?.is_some();
			let path = is_there.then(|| Grants::new(state).path(number)).transpose()?;
			Fact::Grant(id, path)
		},
	})
}

/// Returns that a grant was not offered yet.
pub(crate) const fn not_offered(id: u32, at: Option<Moment>) -> Objection {
	Objection::to(id, Word::NotYetOffered, id, at)
}

/// Returns what speaks against a grant at a moment, in the state of that moment.
fn to_grant(id: u32, path: &[Step], type_id: TypeId, moment: Moment) -> Option<Objection> {
	let refused = objection(path, Some(type_id), moment)?;
	let lapsed = first_lapse(path, moment);
	let by = lapsed.map_or(id, |(by, _)| by.0);
	let (word, at) = match refused {
		Refused::NoRightToAttest => (Word::NoRightToIssue, None),
		Refused::TypeOutOfScope => (Word::TypeOutOfScope, None),
		Refused::NotInForce(lapse) => {
			let record = path.iter().find(|(step, _)| step.0 == by).map(|(_, record)| record);
			let terms = record.map(|record| &record.terms);
			let since = record.and_then(|record| since(record.state));
			match lapse {
				Lapse::Offered => (Word::NotAccepted, None),
				Lapse::Declined => (Word::Declined, since),
				Lapse::Suspended => (Word::Suspended, since),
				Lapse::Withdrawn => (Word::Withdrawn, since),
				Lapse::NotYetValid => (Word::NotYetValid, terms.map(|terms| terms.valid_from)),
				Lapse::Expired => (Word::Expired, terms.map(|terms| terms.valid_until)),
				Lapse::DelegationExceeded | Lapse::BrokenPath => (Word::DelegationExceeded, None),
			}
		},
	};
	Some(Objection::to(id, word, by, at))
}

/// Returns the time since when a grant is in a state that puts it out of force.
const fn since(state: AccreditationState) -> Option<Moment> {
	match state {
		AccreditationState::Offered | AccreditationState::Active => None,
		AccreditationState::Declined { at } | AccreditationState::Withdrawn { at, .. } => Some(at),
		AccreditationState::Suspended { since, .. } => Some(since),
	}
}
