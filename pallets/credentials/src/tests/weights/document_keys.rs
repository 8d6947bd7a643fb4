// SPDX-License-Identifier: Apache-2.0

//! The calls on document keys, as the comparison of weights makes them.

use super::*;
use testamur_primitives::{KeyPurpose, PublicKey};

/// The document keys of the holder, of which the second is compromised.
pub(super) const KEY: PublicKey = PublicKey::P256([2; 33]);
const COMPROMISED_KEY: PublicKey = PublicKey::P256([3; 33]);
const FRESH_KEY: PublicKey = PublicKey::Ed25519([4; 32]);

fn add(key: PublicKey) -> Call {
	Call::add_document_key { key, purpose: KeyPurpose::StatusLists }
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
	for call in [add(KEY), add(COMPROMISED_KEY), declare(COMPROMISED_KEY)] {
		assert_ok!(dispatch(call, signed(ADMIN)));
	}
}

/// Returns every call on document keys with its signer.
pub(super) fn calls_on_keys() -> [(Call, RuntimeOrigin); 4] {
	let lift = Call::lift_compromise { institution: HOLDER, key: COMPROMISED_KEY };
	[
		(add_key(), signed(ADMIN)),
		(Call::retire_document_key { key: KEY }, signed(ADMIN)),
		(declare(KEY), signed(ADMIN)),
		(lift, council()),
	]
}
