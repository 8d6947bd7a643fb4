// SPDX-License-Identifier: Apache-2.0

//! Whose key it was.
//!
//! For sessions that have ended, `pallet-session` remembers the root of a trie of keys. For the running
//! one it makes the trie anew, from the keys that are *registered*: who wants to cheat would register
//! others first, and nobody could prove any more whose key it cheats with. So here the trie of the
//! running session is made from the keys that it runs with.

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

/// Proves and checks whose key it was in a session.
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

/// Look at the state as if the running keys were those registered; nothing of it is kept.
fn with_running_keys<T: Config, Answer>(look: impl FnOnce() -> Answer) -> Answer {
	with_transaction_unchecked(|| {
		for (who, keys) in RunningKeys::<T>::get() {
			NextKeys::<T>::insert(who, keys);
		}
		TransactionOutcome::Rollback(look())
	})
}
