// SPDX-License-Identifier: Apache-2.0

//! The gate of the transaction pool: members only, each within its allowance.
//!
//! The pool validates what it holds again after each block, and forgets what it is told is invalid.
//! A transaction that exceeds what is left of the allowance is therefore valid in the pool, and only
//! the author of a block is told that it is too early. The author leaves it in the pool, until a
//! period has room for it. [`NonceInTurn`](crate::NonceInTurn) gives it a low priority, and bounds how
//! many wait.

use crate::{
	allowance::{cost, Usage},
	is_nested_within, Config, Pallet, PayerOf, Refusal, Usages, WeightInfo,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::{fmt, marker::PhantomData};
use frame_support::{
	dispatch::{DispatchInfo, GetDispatchInfo},
	ensure,
	pallet_prelude::TransactionSource,
	traits::Get,
	weights::Weight,
};
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{
		AsSystemOriginSigner, DispatchInfoOf, DispatchOriginOf, Dispatchable, Implication,
		TransactionExtension, ValidateResult,
	},
	transaction_validity::{InvalidTransaction, TransactionValidityError, ValidTransaction},
};

/// The transaction extension that lets in transactions of members, holds back those that exceed the
/// allowance of this period, and charges the allowance for the others.
///
/// It also refuses transactions whose calls are nested too deeply, whoever signed them.
///
/// A runtime puts it before the check of the nonce, which would refuse a stranger too, but with a
/// misleading error about fees.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct CheckMembership<T>(PhantomData<T>);

impl<T> CheckMembership<T> {
	/// Creates the extension, which carries no data.
	pub const fn new() -> Self {
		Self(PhantomData)
	}
}

impl<T> Default for CheckMembership<T> {
	fn default() -> Self {
		Self::new()
	}
}

impl<T> Clone for CheckMembership<T> {
	fn clone(&self) -> Self {
		Self::new()
	}
}

impl<T> PartialEq for CheckMembership<T> {
	fn eq(&self, _: &Self) -> bool {
		true
	}
}

impl<T> Eq for CheckMembership<T> {}

impl<T> fmt::Debug for CheckMembership<T> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("CheckMembership")
	}
}

/// The answer to the author of a block about a transaction that has to wait for the next period: the
/// author skips it and what depends on it, and does not ban it.
const TOO_EARLY: InvalidTransaction = InvalidTransaction::ExhaustsResources;

/// The result of the check, which tells `prepare` what to charge.
pub enum Admission<T: Config> {
	/// The transaction has no signer, and nobody pays for it.
	Unsigned,
	/// The transaction is within the allowance: its payer, with its usage with the transaction in it.
	Within(PayerOf<T>, Usage<BlockNumberFor<T>>),
	/// The transaction has to wait for the next period.
	Early,
}

impl<T> TransactionExtension<T::RuntimeCall> for CheckMembership<T>
where
	T: Config + Send + Sync,
	T::RuntimeCall: Dispatchable<Info = DispatchInfo> + GetDispatchInfo,
	DispatchOriginOf<T::RuntimeCall>: AsSystemOriginSigner<T::AccountId> + Clone,
{
	const IDENTIFIER: &'static str = "CheckMembership";
	type Implicit = ();
	type Val = Admission<T>;
	type Pre = ();

	fn weight(&self, _: &T::RuntimeCall) -> Weight {
		<T as Config>::WeightInfo::check_membership()
	}

	fn validate(
		&self,
		origin: DispatchOriginOf<T::RuntimeCall>,
		call: &T::RuntimeCall,
		info: &DispatchInfoOf<T::RuntimeCall>,
		len: usize,
		(): Self::Implicit,
		_implication: &impl Implication,
		source: TransactionSource,
	) -> ValidateResult<Self::Val, T::RuntimeCall> {
		let is_flat = is_nested_within::<T::CarriedCalls, _>(call, T::MaxNesting::get());
		ensure!(is_flat, Refusal::NestedTooDeeply);
		// A transaction without a signer is refused later, unless another extension authorizes it.
		let Some(who) = origin.as_system_origin_signer() else {
			return Ok((ValidTransaction::default(), Admission::Unsigned, origin));
		};
		let (payer, allowance) = Pallet::<T>::payer(who)?;
		let cost = cost(info.total_weight(), len);
		let Some(usage) = Pallet::<T>::spend(&payer, allowance, cost)? else {
			ensure!(source != TransactionSource::InBlock, TOO_EARLY);
			return Ok((ValidTransaction::default(), Admission::Early, origin));
		};
		Ok((ValidTransaction::default(), Admission::Within(payer, usage), origin))
	}

	fn prepare(
		self,
		admission: Self::Val,
		_origin: &DispatchOriginOf<T::RuntimeCall>,
		_call: &T::RuntimeCall,
		_info: &DispatchInfoOf<T::RuntimeCall>,
		_len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		match admission {
			Admission::Unsigned => Ok(()),
			Admission::Within(payer, usage) => {
				Usages::<T>::insert(payer, usage);
				Ok(())
			},
			Admission::Early => Err(TOO_EARLY.into()),
		}
	}
}
