// SPDX-License-Identifier: Apache-2.0

//! What is done to whole batches.

use crate::{
	carrying::{judge, Done},
	fault::Fault,
	register::Register,
};
use testamur_chain::{
	answers::{Batch, Scope},
	Call,
};
use testamur_primitives::{AccreditationId, InstitutionId, RevocationReason, Root, TypeId};

/// What is wished for a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchWish {
	/// It is revoked with all its credentials, and this batch takes its place, if there is one.
	Revoke(RevocationReason, Option<Root>),
	/// It is attested again, under this grant.
	AttestAgain(AccreditationId),
}

impl BatchWish {
	fn call(self, root: Root) -> Call {
		match self {
			Self::Revoke(reason, successor) => Call::revoke_batch(root, reason, successor),
			Self::AttestAgain(grant) => Call::attest_again(root, grant),
		}
	}

	/// Returns whether this is a revocation for a reason.
	fn is_for(self, reason: RevocationReason) -> bool {
		matches!(self, Self::Revoke(wanted, _) if wanted == reason)
	}

	/// Returns whether a batch is as it should be.
	fn is_fulfilled(self, batch: &Batch) -> bool {
		match self {
			Self::Revoke(reason, successor) => batch.revoked.as_ref().is_some_and(|revoked| {
				let named = revoked.successor.map(|root| Root(root.0));
				revoked.reason == reason && named == successor
			}),
			// A batch that was never attested again may have lost the grant under which it was anchored.
			Self::AttestAgain(grant) => {
				batch.attested_again.is_some_and(|again| again.accreditation == grant.0)
			},
		}
	}
}

/// Returns the grant under which a batch stands now.
fn present_grant(batch: &Batch) -> AccreditationId {
	let again = batch.attested_again.map(|attestation| attestation.accreditation);
	AccreditationId(again.unwrap_or(batch.accreditation))
}

/// A batch that is to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenBatch {
	/// The institution of the account, which anchored it.
	pub institution: InstitutionId,
	/// The batch.
	pub root: Root,
	/// The number of its credentials.
	pub size: u32,
	/// The type of its credentials.
	pub type_id: TypeId,
	/// The grant under which it stands.
	pub accreditation: AccreditationId,
}

/// Returns which of some batches are to be changed, by what is on record now. Nothing is sent.
///
/// # Errors
///
/// Refuses an account that serves no institution, the batches of others, one that is revoked for another reason, and a
/// grant under which a batch cannot be attested.
pub fn open_batches(
	register: &mut impl Register,
	roots: &[(InstitutionId, Root)],
	wish: BatchWish,
) -> Result<Vec<OpenBatch>, Fault> {
	let own = register.institution()?.ok_or(Fault::NotAMember)?;
	let mut open = Vec::new();
	for (institution, root) in roots {
		let none = || Fault::NoSuchBatch(own.0, format!("{root:?}"));
		if *institution != own {
			return Err(none());
		}
		let batch = register.batch_of(own, *root)?.ok_or_else(none)?;
		if wish.is_fulfilled(&batch) {
			continue;
		}
		// A batch that is revoked for the same reason may be given another successor.
		if batch.revoked.as_ref().is_some_and(|revoked| !wish.is_for(revoked.reason)) {
			return Err(Fault::RevokedOtherwise(format!("{root:?}")));
		}
		if let BatchWish::AttestAgain(grant) = wish {
			ensure_grant(register, grant, own, batch.type_id)?;
		}
		let (accreditation, type_id) = (present_grant(&batch), TypeId(batch.type_id));
		let size = batch.size;
		open.push(OpenBatch { institution: own, root: *root, size, type_id, accreditation });
	}
	Ok(open)
}

/// Checks that an institution may attest credentials of a type under a grant.
fn ensure_grant(
	register: &mut impl Register,
	AccreditationId(grant): AccreditationId,
	own: InstitutionId,
	type_id: u32,
) -> Result<(), Fault> {
	let found = register.grant(AccreditationId(grant))?.ok_or(Fault::NoSuchGrant(grant))?;
	if found.holder != own.0 {
		return Err(Fault::GrantOfOthers { grant, holder: found.holder });
	}
	if !found.in_force {
		return Err(Fault::GrantNotInForce(grant));
	}
	let covers = match &found.scope {
		Scope::Any(_) => true,
		Scope::Types(types) => types.contains(&type_id),
	};
	match found.rights.attest && covers {
		true => Ok(()),
		false => Err(Fault::GrantForOthers { grant, type_id }),
	}
}

/// Sends what is wished for a batch, and looks whether it was done.
///
/// # Errors
///
/// Returns why it was not done, or why that is not known.
pub fn carry_out_for_batch<R: Register>(
	register: &mut R,
	batch: &OpenBatch,
	wish: BatchWish,
	heard: &mut dyn FnMut(&str),
) -> Result<Done, Fault> {
	let outcome = register.perform(&wish.call(batch.root), heard)?;
	judge(register, outcome, |register| {
		let found = register.batch_of(batch.institution, batch.root)?;
		Ok(found.is_some_and(|found| wish.is_fulfilled(&found)))
	})
}
