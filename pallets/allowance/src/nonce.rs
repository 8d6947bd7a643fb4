// SPDX-License-Identifier: Apache-2.0

//! Pool priority by nonce distance and by what is left of the allowance.
//!
//! Allowances are charged on inclusion only, so a full pool must be defended by priority: the
//! further a transaction is ahead of its account's next nonce, the lower is its priority. So an
//! account that fills the pool, with a stolen key or not, makes way for the next transaction of
//! every other account. How many may queue at all is decided in `queue.rs`.

use crate::{allowance::cost, queue::Queued, Config, Pallet};
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::fmt;
use frame_support::{dispatch::DispatchInfo, pallet_prelude::TransactionSource, weights::Weight};
use frame_system::CheckNonce;
use scale_info::{Type, TypeInfo};
use sp_runtime::{
	traits::{
		AsSystemOriginSigner, DispatchInfoOf, DispatchOriginOf, Dispatchable, Implication,
		PostDispatchInfoOf, TransactionExtension, ValidateResult,
	},
	transaction_validity::TransactionValidityError,
	DispatchResult, SaturatedConversion, Saturating,
};

/// [`CheckNonce`] with a priority by the distance from the account's next nonce and by what is left of
/// the allowance, and a bound on what an account queues.
///
/// Its encoding and its metadata are those of `CheckNonce`, since clients know that extension by
/// name.
#[derive(Encode, Decode, DecodeWithMemTracking)]
pub struct NonceInTurn<T: frame_system::Config>(CheckNonce<T>);

impl<T: frame_system::Config> NonceInTurn<T> {
	/// Creates the extension of a transaction with this nonce.
	pub fn from(nonce: T::Nonce) -> Self {
		Self(CheckNonce::from(nonce))
	}

	/// Returns the number of transactions of `who` that have to come first.
	fn distance(&self, who: &T::AccountId) -> u64 {
		let CheckNonce(nonce) = self.0;
		// The account was read a moment ago, so this read comes from the overlay.
		let next = frame_system::Pallet::<T>::account_nonce(who);
		nonce.saturating_sub(next).saturated_into()
	}
}

impl<T: frame_system::Config> Clone for NonceInTurn<T> {
	fn clone(&self) -> Self {
		Self(self.0.clone())
	}
}

impl<T: frame_system::Config> PartialEq for NonceInTurn<T> {
	fn eq(&self, other: &Self) -> bool {
		self.0 == other.0
	}
}

impl<T: frame_system::Config> Eq for NonceInTurn<T> {}

impl<T: frame_system::Config> fmt::Debug for NonceInTurn<T> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		self.0.fmt(f)
	}
}

impl<T: frame_system::Config> TypeInfo for NonceInTurn<T>
where
	CheckNonce<T>: TypeInfo,
{
	type Identity = CheckNonce<T>;

	fn type_info() -> Type {
		CheckNonce::<T>::type_info()
	}
}

impl<T: frame_system::Config> TransactionExtension<T::RuntimeCall> for NonceInTurn<T>
where
	T: Config,
	T::RuntimeCall: Dispatchable<Info = DispatchInfo>,
	DispatchOriginOf<T::RuntimeCall>: AsSystemOriginSigner<T::AccountId> + Clone,
	CheckNonce<T>: TransactionExtension<T::RuntimeCall, Implicit = ()> + TypeInfo,
{
	const IDENTIFIER: &'static str = CheckNonce::<T>::IDENTIFIER;
	type Implicit = ();
	type Val = <CheckNonce<T> as TransactionExtension<T::RuntimeCall>>::Val;
	type Pre = <CheckNonce<T> as TransactionExtension<T::RuntimeCall>>::Pre;

	fn weight(&self, call: &T::RuntimeCall) -> Weight {
		self.0.weight(call)
	}

	fn validate(
		&self,
		origin: DispatchOriginOf<T::RuntimeCall>,
		call: &T::RuntimeCall,
		info: &DispatchInfoOf<T::RuntimeCall>,
		len: usize,
		implicit: Self::Implicit,
		implication: &impl Implication,
		source: TransactionSource,
	) -> ValidateResult<Self::Val, T::RuntimeCall> {
		let (mut validity, val, origin) =
			self.0.validate(origin, call, info, len, implicit, implication, source)?;
		// Blocks have no use for a priority, and nothing more is read for them.
		let signer = origin.as_system_origin_signer();
		if let Some(who) = signer.filter(|_| source != TransactionSource::InBlock) {
			let cost = cost(info.total_weight(), len);
			let queued = Queued { cost, ahead: self.distance(who) };
			validity.priority = Pallet::<T>::rank(who, queued)?;
		}
		Ok((validity, val, origin))
	}

	fn prepare(
		self,
		val: Self::Val,
		origin: &DispatchOriginOf<T::RuntimeCall>,
		call: &T::RuntimeCall,
		info: &DispatchInfoOf<T::RuntimeCall>,
		len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		self.0.prepare(val, origin, call, info, len)
	}

	fn post_dispatch_details(
		pre: Self::Pre,
		info: &DispatchInfoOf<T::RuntimeCall>,
		post_info: &PostDispatchInfoOf<T::RuntimeCall>,
		len: usize,
		result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		CheckNonce::<T>::post_dispatch_details(pre, info, post_info, len, result)
	}
}
