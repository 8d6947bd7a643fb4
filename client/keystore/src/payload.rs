// SPDX-License-Identifier: Apache-2.0

//! The text that is encrypted: a key in the form that polkadot.js calls pkcs8.

use crate::fault::Fault;
use zeroize::Zeroizing;

/// The bytes before the secret key.
const HEADER: [u8; 16] = [48, 83, 2, 1, 1, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];
/// The bytes between the secret key and the public key.
const DIVIDER: [u8; 5] = [161, 35, 3, 33, 0];
/// The length of the text: the header, 64 bytes of a secret key, the divider, and a public key.
pub(crate) const PAYLOAD_BYTES: usize = 117;

/// The text that is encrypted.
pub(crate) type Payload = Zeroizing<[u8; PAYLOAD_BYTES]>;

/// Returns the text for a key.
pub(crate) fn write(secret: &[u8; 64], public: &[u8; 32]) -> Payload {
	let mut payload = Zeroizing::new([0; PAYLOAD_BYTES]);
	let bytes = HEADER.iter().chain(secret).chain(&DIVIDER).chain(public);
	for (place, byte) in payload.iter_mut().zip(bytes) {
		*place = *byte;
	}
	payload
}

/// Returns the secret and the public key in a text.
///
/// # Errors
///
/// Returns [`Fault::NotKey`] for any other text.
pub(crate) fn read(payload: &Payload) -> Result<(Zeroizing<[u8; 64]>, [u8; 32]), Fault> {
	let rest = payload.strip_prefix(&HEADER).ok_or(Fault::NotKey)?;
	let (secret, rest) = rest.split_first_chunk().ok_or(Fault::NotKey)?;
	let public = rest.strip_prefix(&DIVIDER).ok_or(Fault::NotKey)?;
	let public = <[u8; 32]>::try_from(public).map_err(|_| Fault::NotKey)?;
	Ok((Zeroizing::new(*secret), public))
}
