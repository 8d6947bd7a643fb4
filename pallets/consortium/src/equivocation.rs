// SPDX-License-Identifier: Apache-2.0

//! Equivocation in Aura: one validator wrote two blocks for one slot.
//!
//! The SDK has reports of this for BABE only; its Aura nodes only log it. The proof, the reporters
//! and the consequences are those of BABE and GRANDPA, with one additional rule: the clock numbers
//! the slots, and does so alike on every chain of that slot length, so two headers prove nothing
//! unless both descend from blocks of *this* chain. Otherwise the blocks that an operator wrote on
//! a test network with the same key could be used against it here.

use crate::{AuraProof, Call, Config, Pallet};
use alloc::{boxed::Box, vec, vec::Vec};
use codec::Encode;
use frame_support::{
	pallet_prelude::{TransactionSource, TransactionValidityWithRefund},
	traits::{Get, KeyOwnerProofSystem},
	weights::Weight,
};
use frame_system::{
	offchain::{CreateAuthorizedTransaction, SubmitTransaction},
	pallet_prelude::HeaderFor,
};
use pallet_session::historical::IdentificationTuple;
use sp_consensus_aura::{
	digests::CompatibleDigestItem,
	sr25519::{AuthorityId, AuthoritySignature},
};
use sp_consensus_slots::Slot;
use sp_runtime::{
	key_types::AURA,
	traits::{Header as _, One, Saturating},
	transaction_validity::{
		InvalidTransaction, TransactionPriority, TransactionValidityError, ValidTransaction,
	},
	DigestItem, Perbill, RuntimeAppPublic,
};
use sp_session::MembershipProof;
use sp_staking::{
	offence::{Kind, Offence, ReportOffence},
	SessionIndex,
};

/// Maximum length of a header in a proof, in bytes. The longest header of this chain, which
/// announces a hundred new authorities to Aura and GRANDPA, has less than 8 KiB.
pub const MAX_HEADER_LEN: usize = 16 * 1024;

/// The offence of a validator that wrote two blocks for one slot.
pub struct Equivocation<Offender> {
	/// The slot of both blocks.
	pub slot: Slot,
	/// The session in which the key was the validator's.
	pub session: SessionIndex,
	/// The number of validators of that session.
	pub validator_count: u32,
	/// The offender.
	pub offender: Offender,
}

impl<Offender: Clone> Offence<Offender> for Equivocation<Offender> {
	const ID: Kind = *b"aura:equivocatio";
	type Slot = Slot;

	fn offenders(&self) -> Vec<Offender> {
		vec![self.offender.clone()]
	}

	fn session_index(&self) -> SessionIndex {
		self.session
	}

	fn validator_set_count(&self) -> u32 {
		self.validator_count
	}

	fn slot(&self) -> Self::Slot {
		self.slot
	}

	fn slash_fraction(&self, _offenders: u32) -> Perbill {
		Perbill::one()
	}
}

/// The reason why a report is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
	/// The headers do not prove an equivocation: they are the same, of another slot or author,
	/// without a seal, too long, or not of this chain.
	InvalidEquivocationProof,
	/// The key did not belong to a validator in the session that the report names.
	NotAValidatorsKey,
	/// The report names a session before the last one.
	TooOld,
	/// The offence is known already.
	Known,
}

impl From<Rejection> for TransactionValidityError {
	fn from(rejection: Rejection) -> Self {
		match rejection {
			Rejection::InvalidEquivocationProof | Rejection::NotAValidatorsKey => {
				InvalidTransaction::BadProof.into()
			},
			Rejection::TooOld | Rejection::Known => InvalidTransaction::Stale.into(),
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Checks a report, and returns the offence that it proves.
	pub(crate) fn check_report(
		proof: &AuraProof<T>,
		key_owner_proof: MembershipProof,
	) -> Result<Equivocation<IdentificationTuple<T>>, Rejection> {
		if !proves_equivocation::<T>(proof) || !descend_from_this_chain::<T>(proof) {
			return Err(Rejection::InvalidEquivocationProof);
		}
		let (session, validator_count) = (key_owner_proof.session, key_owner_proof.validator_count);
		if !is_recent::<T>(session) {
			return Err(Rejection::TooOld);
		}
		let key = (AURA, proof.offender.clone());
		let offender = T::KeyOwnerProofSystem::check_proof(key, key_owner_proof)
			.ok_or(Rejection::NotAValidatorsKey)?;
		let offence = Equivocation { slot: proof.slot, session, validator_count, offender };
		if T::ReportOffence::is_known_offence(&offence.offenders(), &offence.slot) {
			return Err(Rejection::Known);
		}
		Ok(offence)
	}

	/// Checks whether the pool or a block may accept a report.
	///
	/// Only reports of this node itself or in a block are accepted. They cost their reporter
	/// nothing, so strangers could keep the node busy with them.
	pub(crate) fn authorize_report(
		source: TransactionSource,
		proof: &AuraProof<T>,
		key_owner_proof: &MembershipProof,
	) -> TransactionValidityWithRefund {
		if source == TransactionSource::External {
			return Err(InvalidTransaction::Call.into());
		}
		let _ = Self::check_report(proof, key_owner_proof.clone())?;
		let validity = ValidTransaction::with_tag_prefix("AuraEquivocation")
			.priority(TransactionPriority::MAX)
			.and_provides((&proof.offender, proof.slot))
			.longevity(T::ReportLongevity::get())
			.propagate(false)
			.into();
		Ok((validity, Weight::zero()))
	}
}

impl<T: Config + CreateAuthorizedTransaction<Call<T>>> Pallet<T> {
	/// Submits a report to the pool of this node.
	pub fn submit_report(
		equivocation_proof: AuraProof<T>,
		key_owner_proof: MembershipProof,
	) -> Option<()> {
		let call = Call::report_equivocation {
			equivocation_proof: Box::new(equivocation_proof),
			key_owner_proof,
		};
		let transaction = T::create_authorized_transaction(call.into());
		SubmitTransaction::<T, Call<T>>::submit_transaction(transaction).ok()
	}
}

/// Returns whether both headers are of the slot that the proof names, sealed with the key that it
/// names, and different.
fn proves_equivocation<T: Config>(proof: &AuraProof<T>) -> bool {
	let (first, second) = (&proof.first_header, &proof.second_header);
	let both = [first, second];
	both.into_iter().all(|header| header.encoded_size() <= MAX_HEADER_LEN)
		&& first.hash() != second.hash()
		&& both.into_iter().all(|header| {
			slot_of::<T>(header) == Some(proof.slot) && is_sealed_by::<T>(header, &proof.offender)
		})
}

/// Returns whether both headers build on blocks that this chain knows.
///
/// The hash of an unknown block reads as zero, on which anybody can build.
fn descend_from_this_chain<T: Config>(proof: &AuraProof<T>) -> bool {
	[&proof.first_header, &proof.second_header].into_iter().all(|header| {
		let parent = header.number().saturating_sub(One::one());
		frame_system::BlockHash::<T>::contains_key(parent)
			&& *header.parent_hash() == frame_system::BlockHash::<T>::get(parent)
	})
}

/// Returns whether a session is the running one or the one before.
///
/// Nodes report within seconds. An older key may have been given up and leaked since, and its
/// finder could make up two blocks today for which its former owner would be expelled.
fn is_recent<T: Config>(session: SessionIndex) -> bool {
	session.saturating_add(1) >= pallet_session::CurrentIndex::<T>::get()
}

/// Returns the slot that a header names first, which is the one that Aura reads.
fn slot_of<T: Config>(header: &HeaderFor<T>) -> Option<Slot> {
	header.digest().logs().iter().find_map(|item| {
		<DigestItem as CompatibleDigestItem<AuthoritySignature>>::as_aura_pre_digest(item)
	})
}

/// Returns whether the last item of the header's digest is this author's signature over the rest.
fn is_sealed_by<T: Config>(header: &HeaderFor<T>, author: &AuthorityId) -> bool {
	let mut unsealed = header.clone();
	let seal: Option<AuthoritySignature> =
		unsealed.digest_mut().pop().and_then(|item| item.as_aura_seal());
	seal.is_some_and(|seal| author.verify(&unsealed.hash().as_ref(), &seal))
}
