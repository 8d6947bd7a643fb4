// SPDX-License-Identifier: Apache-2.0

//! The parts of a wish, each of which is one call.

use crate::{
	fault::Fault,
	register::Register,
	wish::{stand, Obstacle, Stand},
};
use std::collections::BTreeMap;
use testamur_chain::{Call, StatusChangeAt};
use testamur_primitives::{
	limits::MAX_STATUS_CHANGES, CredentialReference, InstitutionId, Root, StatusChange,
};

/// A credential, what it is called, and the change that is wished for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
	/// The name by which the caller knows it, such as that of its file.
	pub name: String,
	/// The credential.
	pub reference: CredentialReference,
	/// The change.
	pub change: StatusChange,
}

/// The credentials of one call: all of one batch, in the order of their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
	/// The institution that anchored the batch.
	pub institution: InstitutionId,
	/// The batch.
	pub root: Root,
	/// The credentials.
	pub targets: Vec<Target>,
}

impl Part {
	/// Returns the call, for an account that serves an institution: its own, or the custodian of a closed one.
	pub(crate) fn call(&self, of: InstitutionId) -> Call {
		let changes: Vec<StatusChangeAt> = self
			.targets
			.iter()
			.map(|target| StatusChangeAt { index: target.reference.index, change: target.change })
			.collect();
		match self.institution == of {
			true => Call::change_statuses(self.root, &changes),
			false => Call::change_statuses_for(self.institution, self.root, &changes),
		}
	}

	/// Returns the references of its credentials.
	pub(crate) fn references(&self) -> Vec<CredentialReference> {
		self.targets.iter().map(|target| target.reference.clone()).collect()
	}
}

/// What is to be done for a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
	/// The institution that the account serves.
	pub account_of: InstitutionId,
	/// The calls that are to be sent.
	pub parts: Vec<Part>,
	/// The names of the credentials that are as they should be already.
	pub as_wished: Vec<String>,
}

impl Plan {
	/// Returns the number of credentials that will be changed.
	#[must_use]
	pub fn changes(&self) -> usize {
		self.parts.iter().map(|part| part.targets.len()).sum()
	}
}

/// Returns what is to be done, by what is on record now. Nothing is sent.
///
/// # Errors
///
/// Refuses an account that serves no institution, the credentials of institutions of which its own is not the
/// custodian, two different changes of one credential, and a wish that cannot be
/// fulfilled for some of them, with the names of all of those.
pub fn plan(register: &mut impl Register, targets: Vec<Target>) -> Result<Plan, Fault> {
	let account_of = register.institution()?.ok_or(Fault::NotAMember)?;
	let references: Vec<CredentialReference> =
		targets.iter().map(|target| target.reference.clone()).collect();
	let standings = register.standings(&references)?;
	if standings.len() != targets.len() {
		return Err(Fault::OtherNumber);
	}
	let mut places: BTreeMap<(InstitutionId, Root, u32), Target> = BTreeMap::new();
	let mut custodians = BTreeMap::new();
	let (mut as_wished, mut impossible) = (Vec::new(), Vec::<(String, Obstacle)>::new());
	for (target, standing) in targets.into_iter().zip(standings) {
		let Some((institution, root)) = target.reference.batch() else {
			impossible.push((target.name, Obstacle::NotAnchored));
			continue;
		};
		if !may_change(register, account_of, institution, &mut custodians)? {
			impossible.push((target.name, Obstacle::OfOthers(institution)));
			continue;
		}
		let place = (institution, root, target.reference.index);
		match stand(&standing, &target.change) {
			Stand::AsWished => as_wished.push(target.name),
			Stand::Impossible(obstacle) => impossible.push((target.name, obstacle)),
			Stand::Open => {
				let name = target.name.clone();
				let change = target.change;
				// Two files may carry one credential, such as a document and its certificate.
				match places.insert(place, target) {
					Some(other) if other.change != change => {
						return Err(Fault::Twice(other.name, name));
					},
					_ => {},
				}
			},
		}
	}
	match impossible.is_empty() {
		true => Ok(Plan { account_of, parts: parts(places), as_wished }),
		false => Err(Fault::Impossible(impossible)),
	}
}

/// Returns whether the institution of an account may change what another one anchored: it is the same, or its
/// custodian. Each institution is asked about once.
fn may_change(
	register: &mut impl Register,
	account_of: InstitutionId,
	institution: InstitutionId,
	custodians: &mut BTreeMap<InstitutionId, Option<InstitutionId>>,
) -> Result<bool, Fault> {
	if institution == account_of {
		return Ok(true);
	}
	let custodian = match custodians.get(&institution) {
		Some(known) => *known,
		None => {
			let found = register.custodian_of(institution)?;
			custodians.insert(institution, found);
			found
		},
	};
	Ok(custodian == Some(account_of))
}

/// Returns the parts of changes that are in the order of their batches and places.
fn parts(places: BTreeMap<(InstitutionId, Root, u32), Target>) -> Vec<Part> {
	let most = usize::try_from(MAX_STATUS_CHANGES).unwrap_or(usize::MAX);
	let mut parts: Vec<Part> = Vec::new();
	for ((institution, root, _), target) in places {
		match parts.last_mut() {
			Some(part)
				if (part.institution, part.root) == (institution, root)
					&& part.targets.len() < most =>
			{
				part.targets.push(target);
			},
			_ => parts.push(Part { institution, root, targets: vec![target] }),
		}
	}
	parts
}
