// SPDX-License-Identifier: Apache-2.0

//! SHA-256 in a runtime.

use testamur_primitives::hash::Sha256;

/// SHA-256 computed by the node, outside of wasm.
pub struct HostSha256;

impl Sha256 for HostSha256 {
	fn hash(bytes: &[u8]) -> [u8; 32] {
		sp_io::hashing::sha2_256(bytes)
	}
}
