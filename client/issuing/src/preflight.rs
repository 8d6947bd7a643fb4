// SPDX-License-Identifier: Apache-2.0

//! Asks whether the institution may issue, by which grant and with which key. The chain decides in the end; this
//! says it before anything is signed.

use crate::{
	chain::{Allowance, Chain, Institution, KeyStanding, TypeStanding},
	fault::Fault,
};
use testamur_documents::key_name;
use testamur_primitives::{AccreditationId, InstitutionId, PublicKey, TypeId};
use testamur_template::Template;

/// The cost of anchoring a batch of any size, in operations of an allowance.
pub const COST: u32 = 1;

/// The type, and the grant under which credentials of it are to be issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
	/// The type of all credentials.
	pub type_id: TypeId,
	/// The grant, if the caller states one.
	pub grant: Option<AccreditationId>,
}

/// The permission of the chain: an institution, a grant and a document key by which it may issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
	/// The institution.
	pub institution: InstitutionId,
	/// Its legal name, as the chain has it.
	pub name: String,
	/// Its country, as the chain has it.
	pub country: String,
	/// The type.
	pub type_id: TypeId,
	/// The grant.
	pub accreditation: AccreditationId,
	/// The number of the document key.
	pub key_number: u32,
	/// The allowance and its use.
	pub allowance: Allowance,
}

impl Offer {
	/// Returns the name of the document key in the documents of an issuer.
	#[must_use]
	pub fn method(&self, issuer: &str) -> String {
		key_name(issuer, self.key_number)
	}

	/// Checks that the documents of a template name the country in which the institution is registered. Its name is
	/// not compared, since it differs from one language to another.
	///
	/// # Errors
	///
	/// Returns both countries if they differ.
	pub fn ensure_country(&self, template: &Template) -> Result<(), Fault> {
		let stated = template.issuer_country();
		match stated == self.country {
			true => Ok(()),
			false => Err(Fault::OtherCountry {
				institution: self.institution,
				name: self.name.clone(),
				country: self.country.clone(),
				stated: stated.to_owned(),
			}),
		}
	}
}

/// Asks the chain whether the account may issue, and returns how.
///
/// # Errors
///
/// Returns the first reason against it, or why the chain does not answer.
pub fn preflight(
	chain: &mut impl Chain,
	request: &Request,
	key: PublicKey,
) -> Result<Offer, Fault> {
	let membership = chain.membership()?.ok_or(Fault::NotAMember)?;
	let id = membership.institution;
	if !membership.may_issue {
		return Err(Fault::MayNotIssue(id));
	}
	let institution = chain.institution(id)?.ok_or(Fault::NotAMember)?;
	if !institution.is_active {
		return Err(Fault::Idle(id));
	}
	match chain.type_standing(request.type_id)? {
		TypeStanding::Active => {},
		TypeStanding::Unknown => return Err(Fault::NoSuchType(request.type_id)),
		TypeStanding::Retired => return Err(Fault::TypeRetired(request.type_id)),
	}
	let accreditation = grant(chain, id, request)?;
	let key_number = key_number(chain, id, key)?;
	let allowance = allowance(chain, id)?;
	let (Institution { name, country, .. }, type_id) = (institution, request.type_id);
	Ok(Offer { institution: id, name, country, type_id, accreditation, key_number, allowance })
}

/// Returns the allowance of an institution, which has to suffice for a batch.
pub(crate) fn allowance(chain: &mut impl Chain, id: InstitutionId) -> Result<Allowance, Fault> {
	let allowance = chain.allowance(id)?.ok_or(Fault::NotAMember)?;
	if allowance.of_period < COST {
		return Err(Fault::NoAllowance(id));
	}
	match allowance.left < COST {
		true => Err(Fault::AllowanceUsedUp(allowance)),
		false => Ok(allowance),
	}
}

/// Returns the number of a document key with which an institution signs credentials now.
pub(crate) fn key_number(
	chain: &mut impl Chain,
	id: InstitutionId,
	key: PublicKey,
) -> Result<u32, Fault> {
	match chain.key_standing(id, key)? {
		KeyStanding::Good(number) => Ok(number),
		KeyStanding::Unknown => Err(Fault::KeyUnknown(id)),
		KeyStanding::OtherPurpose => Err(Fault::KeyOfLists(id)),
		KeyStanding::Retired => Err(Fault::KeyRetired(id)),
		KeyStanding::Compromised => Err(Fault::KeyCompromised(id)),
	}
}

/// Returns the grant that was stated if it allows the type, or else one that the chain names. What is named
/// is asked about as well: a grant that does not allow the type would fail the anchoring of what is signed.
fn grant(
	chain: &mut impl Chain,
	institution: InstitutionId,
	request: &Request,
) -> Result<AccreditationId, Fault> {
	let type_id = request.type_id;
	if let Some(id) = request.grant {
		let grant = chain.grant(id, type_id)?.filter(|grant| grant.holder == institution);
		return match grant.ok_or(Fault::GrantOfOthers(id, institution))? {
			grant if !grant.in_force => Err(Fault::GrantLapsed(id)),
			grant if !grant.allows => Err(Fault::GrantForOthers(id, type_id)),
			_ => Ok(id),
		};
	}
	let named = chain.grant_for(institution, type_id)?;
	let id = named.ok_or(Fault::NoGrant(institution, type_id))?;
	match chain.grant(id, type_id)? {
		Some(grant) if grant.holder == institution && grant.in_force && grant.allows => Ok(id),
		_ => Err(Fault::Contradiction(id)),
	}
}
