// SPDX-License-Identifier: Apache-2.0

//! The calls on document keys, as the comparison of weights makes them.

use super::*;
use testamur_primitives::{KeyEnd, KeyPurpose, PublicKey};

/// The document keys of the holder, of which the second is compromised and the third retired.
pub(super) const KEY: PublicKey = PublicKey::P256([2; 33]);
const COMPROMISED_KEY: PublicKey = PublicKey::P256([3; 33]);
const RETIRED_KEY: PublicKey = PublicKey::Ed25519([5; 32]);
const FRESH_KEY: PublicKey = PublicKey::Ed25519([4; 32]);

fn add(key: PublicKey) -> Call {
	Call::add_document_key { key, purpose: KeyPurpose::StatusLists }
}

fn retire(key: PublicKey) -> Call {
	Call::retire_document_key { key }
}

/// Returns a call that adds a fresh key.
pub(super) fn add_key() -> Call {
	add(FRESH_KEY)
}

/// Returns a call that declares a key of the holder compromised.
pub(super) fn declare(key: PublicKey) -> Call {
	Call::declare_compromised { institution: HOLDER, key, since: START }
}

/// Adds the keys of the holder.
pub(super) fn assemble_keys() {
	for key in [KEY, COMPROMISED_KEY, RETIRED_KEY] {
		assert_ok!(dispatch(add(key), signed(ADMIN)));
	}
	for call in [declare(COMPROMISED_KEY), retire(RETIRED_KEY)] {
		assert_ok!(dispatch(call, signed(ADMIN)));
	}
}

/// Returns every call on document keys with its signer.
pub(super) fn calls_on_keys() -> [(Call, RuntimeOrigin); 5] {
	let lift = Call::lift_compromise { institution: HOLDER, key: COMPROMISED_KEY };
	let (institution, key, end) = (HOLDER, RETIRED_KEY, KeyEnd::Never);
	let reinstate = Call::reinstate_document_key { institution, key, end };
	[
		(add_key(), signed(ADMIN)),
		(retire(KEY), signed(ADMIN)),
		(declare(KEY), signed(ADMIN)),
		(lift, council()),
		(reinstate, council()),
	]
}
