// SPDX-License-Identifier: Apache-2.0

//! Begins warp syncs at the first block, or at a checkpoint where no votes lead there from the first block.

use std::{error::Error, sync::Arc};

use sc_consensus_grandpa::warp_proof::NetworkProvider;
use sc_network_sync::strategy::warp::{
	EncodedProof, VerificationResult, Verifier, WarpSyncProvider,
};
use testamur_runtime::{opaque::Block, Hash};

use crate::{
	checkpoint::WarpStart,
	components::{FullBackend, GrandpaLink},
};

type Failure = Box<dyn Error + Send + Sync>;

/// Returns the provider of proofs for others, and of verifiers for this node, which begin at `start`.
pub(super) fn provider(
	backend: &Arc<FullBackend>,
	grandpa_link: &GrandpaLink,
	start: Option<WarpStart>,
) -> Arc<dyn WarpSyncProvider<Block>> {
	let of_set = |authorities| NetworkProvider::new(backend.clone(), authorities, Vec::new());
	let proofs = of_set(grandpa_link.shared_authority_set().clone());
	match start {
		None => Arc::new(proofs),
		Some(WarpStart { block, authorities, .. }) => {
			Arc::new(FromCheckpoint { proofs, verifiers: of_set(authorities.into()), block })
		},
	}
}

/// A provider whose verifiers begin at a checkpoint.
struct FromCheckpoint<Provider> {
	proofs: Provider,
	/// The provider of verifiers that know the set of the checkpoint.
	verifiers: Provider,
	block: Hash,
}

impl<Provider: WarpSyncProvider<Block>> WarpSyncProvider<Block> for FromCheckpoint<Provider> {
	fn generate(&self, start: Hash) -> Result<EncodedProof, Failure> {
		self.proofs.generate(start)
	}

	fn create_verifier(&self) -> Box<dyn Verifier<Block>> {
		Box::new(CheckpointVerifier {
			verifier: self.verifiers.create_verifier(),
			begin: Some(self.block),
		})
	}
}

/// A verifier that asks for proofs from a checkpoint on.
struct CheckpointVerifier {
	verifier: Box<dyn Verifier<Block>>,
	/// The block of the checkpoint, until something after it is proven.
	begin: Option<Hash>,
}

impl Verifier<Block> for CheckpointVerifier {
	fn verify(&mut self, proof: &EncodedProof) -> Result<VerificationResult<Block>, Failure> {
		let result = self.verifier.verify(proof)?;
		self.begin = None;
		Ok(result)
	}

	fn next_proof_context(&self) -> Hash {
		self.begin.unwrap_or_else(|| self.verifier.next_proof_context())
	}

	fn status(&self) -> Option<String> {
		self.verifier.status()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// A provider whose verifier accepts one proof.
	struct Fake(&'static str);

	impl WarpSyncProvider<Block> for Fake {
		fn generate(&self, _: Hash) -> Result<EncodedProof, Failure> {
			Ok(EncodedProof(self.0.into()))
		}

		fn create_verifier(&self) -> Box<dyn Verifier<Block>> {
			Box::new(FakeVerifier(self.0))
		}
	}

	struct FakeVerifier(&'static str);

	impl Verifier<Block> for FakeVerifier {
		fn verify(&mut self, proof: &EncodedProof) -> Result<VerificationResult<Block>, Failure> {
			match proof.0 == b"good" {
				true => Ok(VerificationResult::Partial(Vec::new())),
				false => Err("bad".into()),
			}
		}

		fn next_proof_context(&self) -> Hash {
			Hash::repeat_byte(9)
		}

		fn status(&self) -> Option<String> {
			Some(self.0.into())
		}
	}

	#[test]
	fn a_warp_sync_begins_at_the_checkpoint_and_goes_on_from_what_was_proven() {
		let block = Hash::repeat_byte(1);
		let provider = FromCheckpoint { proofs: Fake("own"), verifiers: Fake("set"), block };
		assert_eq!(provider.generate(block).unwrap().0, b"own");
		let mut verifier = provider.create_verifier();
		assert_eq!(verifier.status().as_deref(), Some("set"));
		assert_eq!(verifier.next_proof_context(), block);
		assert!(verifier.verify(&EncodedProof(b"forged".to_vec())).is_err());
		assert_eq!(verifier.next_proof_context(), block);
		assert!(verifier.verify(&EncodedProof(b"good".to_vec())).is_ok());
		assert_eq!(verifier.next_proof_context(), Hash::repeat_byte(9));
	}
}
