// SPDX-License-Identifier: Apache-2.0

//! Tests that accounts agree to serve an institution by the signatures that wallets make.

use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use pallet_credentials::{Consent, Error, Permissions};
use sp_core::{ecdsa, ed25519, sr25519, Pair};
use sp_keyring::Sr25519Keyring::{Bob, Charlie};
use sp_runtime::{traits::IdentifyAccount, DispatchResult, MultiSigner};
use testamur_primitives::{InstitutionId, Post, Profile};
use testamur_runtime::{
	configs::CouncilCollective, AccountId, Credentials, Runtime, RuntimeOrigin, Signature, System,
};

use crate::chain;

const INSTITUTION: InstitutionId = InstitutionId(1);
const UNTIL: u64 = 86_400_000;

/// Runs a test in which Bob is the admin of the only institution.
fn with_institution(test: impl FnOnce()) {
	chain("development").execute_with(|| {
		let profile = Profile {
			name: b"University".to_vec().try_into().unwrap(),
			uri: Default::default(),
			country: *b"NL",
		};
		let council = pallet_collective::RawOrigin::<AccountId, CouncilCollective>::Members(1, 1);
		let admin = Bob.to_account_id();
		assert_ok!(Credentials::register_institution(council.into(), profile, admin, 100));
		test();
	});
}

fn enlist(operator: &AccountId, signature: Signature) -> DispatchResult {
	let permissions = Permissions { issue: true, ..Default::default() };
	let consent = Some(Consent { until: UNTIL, signature });
	let by = RuntimeOrigin::signed(Bob.to_account_id());
	frame_support::storage::with_storage_layer(|| {
		Credentials::set_operator(by, operator.clone(), permissions, consent)
	})
}

/// Returns the text that an account signs, and the same as wallets wrap it.
fn texts(who: &AccountId) -> [String; 2] {
	let text = Credentials::consent_text(who, INSTITUTION, Post::Operator, UNTIL).to_string();
	let wrapped = format!("<Bytes>{text}</Bytes>");
	[text, wrapped]
}

/// Checks that an account enlists with a signature of either text, and by no other signature.
fn assert_consents(signer: MultiSigner, sign: impl Fn(&[u8]) -> Signature) {
	let account = signer.into_account();
	for text in texts(&account) {
		let signature = sign(text.as_bytes());
		with_other_bytes(&signature).into_iter().for_each(|other| {
			assert_noop!(enlist(&account, other), Error::<Runtime>::ConsentInvalid);
		});
		frame_support::hypothetically!({
			assert_ok!(enlist(&account, signature.clone()));
			assert_eq!(System::account_nonce(&account), 1);
			let again = enlist(&account, signature);
			assert_eq!(again, Err(Error::<Runtime>::ConsentNotNeeded.into()));
		});
	}
	let other = sign(b"I agree to something else.");
	assert_noop!(enlist(&account, other), Error::<Runtime>::ConsentInvalid);
}

/// Returns a signature with other bytes, and the same bytes as signatures of other schemes.
fn with_other_bytes(signature: &Signature) -> Vec<Signature> {
	let mut bytes = [0; 65];
	// The first byte of the encoding names the scheme. Those of ECDSA have one byte more than the others.
	let encoded = signature.encode();
	bytes.iter_mut().zip(&encoded[1..]).for_each(|(to, from)| *to = *from);
	let mut all = of_every_scheme(bytes);
	all.retain(|other| other != signature);
	bytes[7] ^= 1;
	all.extend(of_every_scheme(bytes));
	all
}

/// Returns the signatures with some bytes, one of each scheme.
fn of_every_scheme(bytes: [u8; 65]) -> Vec<Signature> {
	let short = |bytes: [u8; 65]| bytes.first_chunk().copied().unwrap();
	vec![
		Signature::Ed25519(ed25519::Signature::from_raw(short(bytes))),
		Signature::Sr25519(sr25519::Signature::from_raw(short(bytes))),
		Signature::Ecdsa(ecdsa::Signature::from_raw(bytes)),
		Signature::Eth(ecdsa::KeccakSignature::from_raw(bytes)),
	]
}

#[test]
fn accounts_of_every_scheme_consent() {
	with_institution(|| {
		let pair = Charlie.pair();
		assert_consents(MultiSigner::Sr25519(pair.public()), |text| pair.sign(text).into());
		let pair = ed25519::Pair::from_seed(&[7; 32]);
		assert_consents(MultiSigner::Ed25519(pair.public()), |text| pair.sign(text).into());
		let pair = ecdsa::Pair::from_seed(&[7; 32]);
		assert_consents(MultiSigner::Ecdsa(pair.public()), |text| pair.sign(text).into());
		let pair = ecdsa::KeccakPair::from_seed(&[7; 32]);
		let sign = |text: &[u8]| Signature::Eth(pair.sign(text));
		assert_consents(MultiSigner::Eth(pair.public()), sign);
	});
}

#[test]
fn the_text_names_the_genesis_block_of_the_chain() {
	with_institution(|| {
		let hash = System::block_hash(0);
		let [text, _] = texts(&Charlie.to_account_id());
		assert!(text.contains(&format!("{hash:?}")), "{text}");
	});
}
