// SPDX-License-Identifier: Apache-2.0

//! Accounts whose keys are at hand, so that benchmarks can sign consents.

use crate::{Config, Consent, ConsentOf, Pallet};
use alloc::format;
use sp_io::crypto::{sr25519_generate, sr25519_public_keys, sr25519_sign};
use sp_runtime::{traits::IdentifyAccount, AccountId32, KeyTypeId, MultiSignature, MultiSigner};
use testamur_primitives::{InstitutionId, Moment, Post};

/// Accounts that sign.
pub trait BenchmarkHelper<AccountId, Signature> {
	/// Returns an account that can sign.
	fn signer() -> AccountId;
	/// Returns the signature of a text by that account.
	fn sign(signer: &AccountId, text: &[u8]) -> Signature;
}

/// The kind of the keys of these accounts.
const SIGNERS: KeyTypeId = KeyTypeId(*b"cons");

/// Signers of a runtime whose accounts are keys.
impl BenchmarkHelper<AccountId32, MultiSignature> for () {
	fn signer() -> AccountId32 {
		MultiSigner::Sr25519(sr25519_generate(SIGNERS, None)).into_account()
	}

	fn sign(signer: &AccountId32, text: &[u8]) -> MultiSignature {
		let account = |key| MultiSigner::Sr25519(key).into_account();
		let signature = sr25519_public_keys(SIGNERS)
			.into_iter()
			.find(|key| account(*key) == *signer)
			.and_then(|key| sr25519_sign(SIGNERS, &key, text))
			.expect("the key of the signer was generated; qed");
		MultiSignature::Sr25519(signature)
	}
}

/// Returns an account with its consent, wrapped as wallets wrap it: that takes a second check of
/// the signature.
pub(crate) fn consent<T: Config>(
	institution: InstitutionId,
	post: Post,
	until: Moment,
) -> (T::AccountId, ConsentOf<T>) {
	let signer = T::BenchmarkHelper::signer();
	let text = Pallet::<T>::consent_text(&signer, institution, post, until);
	let text = format!("<Bytes>{text}</Bytes>");
	let signature = T::BenchmarkHelper::sign(&signer, text.as_bytes());
	(signer, Consent { until, signature })
}
