// SPDX-License-Identifier: Apache-2.0

//! The gate of the transaction pool: members only, each within its allowance.

use crate::{
	allowance::{cost, priority, Usage},
	is_nested_within, AccountIdOf, Config, Pallet, PayerOf, Refusal, Usages, WeightInfo,
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

/// The transaction extension that accepts transactions of members within their allowance, and
/// charges the allowance.
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

/// A payer and its usage with a transaction in it, which `prepare` stores.
type Charge<T> = (PayerOf<T>, Usage<BlockNumberFor<T>>);

impl<T> TransactionExtension<T::RuntimeCall> for CheckMembership<T>
where
	T: Config + Send + Sync,
	T::RuntimeCall: Dispatchable<Info = DispatchInfo> + GetDispatchInfo,
	DispatchOriginOf<T::RuntimeCall>: AsSystemOriginSigner<T::AccountId> + Clone,
{
	const IDENTIFIER: &'static str = "CheckMembership";
	type Implicit = ();
	type Val = Option<Charge<T>>;
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
		ensure!(is_flat, Refusal::NestedTooDeeply.into_error(source));
		// A transaction without a signer is refused later, unless another extension authorizes it.
		let Some(who) = origin.as_system_origin_signer() else {
			return Ok((ValidTransaction::default(), None, origin));
		};
		let (payer, usage) = charge::<T>(who, cost(info.total_weight(), len))
			.map_err(|refusal| refusal.into_error(source))?;
		let validity = ValidTransaction { priority: priority(&payer), ..Default::default() };
		Ok((validity, Some((payer, usage)), origin))
	}

	fn prepare(
		self,
		charge: Self::Val,
		_origin: &DispatchOriginOf<T::RuntimeCall>,
		_call: &T::RuntimeCall,
		_info: &DispatchInfoOf<T::RuntimeCall>,
		_len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		if let Some((payer, usage)) = charge {
			Usages::<T>::insert(payer, usage);
		}
		Ok(())
	}
}

/// Returns the payer of a transaction of `who`, and its usage with that transaction in it.
fn charge<T: Config>(who: &AccountIdOf<T>, cost: u32) -> Result<Charge<T>, Refusal> {
	let (payer, allowance) = Pallet::<T>::payer(who)?;
	let usage = Pallet::<T>::spend(&payer, allowance, cost)?;
	Ok((payer, usage))
}

impl Refusal {
	/// Converts the refusal to an error for the pool or, while a block is built, for its author.
	///
	/// With the author's error, a transaction that is only early waits for the next period instead
	/// of being banned.
	fn into_error(self, source: TransactionSource) -> TransactionValidityError {
		match (self, source) {
			(Self::AllowanceUsedUp, TransactionSource::InBlock) => {
				InvalidTransaction::ExhaustsResources.into()
			},
			_ => InvalidTransaction::Custom(self.code()).into(),
		}
	}
}
