// SPDX-License-Identifier: Apache-2.0

//! Proofs of key ownership.
//!
//! For sessions that have ended, `pallet-session` stores the root of a trie of keys. For the
//! running one it builds the trie anew from the keys that are *registered*, so a validator that
//! rotates first could equivocate without proof. Here the trie of the running session is built from
//! its running keys.

use crate::{Config, RunningKeys};
use core::marker::PhantomData;
use frame_support::{
	storage::{with_transaction_unchecked, TransactionOutcome},
	traits::KeyOwnerProofSystem,
};
use pallet_session::{
	historical::{self, IdentificationTuple},
	NextKeys,
};
use sp_runtime::KeyTypeId;
use sp_session::MembershipProof;

/// A system of proofs of who owned a key in a session.
pub struct KeyOwners<T>(PhantomData<T>);

impl<T: Config, Key: AsRef<[u8]>> KeyOwnerProofSystem<(KeyTypeId, Key)> for KeyOwners<T> {
	type IdentificationTuple = IdentificationTuple<T>;
	type Proof = MembershipProof;

	fn prove(key: (KeyTypeId, Key)) -> Option<MembershipProof> {
		with_running_keys::<T, _>(|| historical::Pallet::<T>::prove(key))
	}

	fn check_proof(
		key: (KeyTypeId, Key),
		proof: MembershipProof,
	) -> Option<IdentificationTuple<T>> {
		with_running_keys::<T, _>(|| historical::Pallet::<T>::check_proof(key, proof))
	}
}

/// Runs `read` as if the running keys were the registered ones, and rolls all changes back.
fn with_running_keys<T: Config, Answer>(read: impl FnOnce() -> Answer) -> Answer {
	with_transaction_unchecked(|| {
		for (who, keys) in RunningKeys::<T>::get() {
			NextKeys::<T>::insert(who, keys);
		}
		TransactionOutcome::Rollback(read())
	})
}
