// SPDX-License-Identifier: Apache-2.0

//! Evidence of the answers to some questions.

use super::{
	finality::{short, Finality, Vouching},
	recorded::{record, Recording},
};
use crate::{
	at::{BlockRef, Resolved},
	block::Block,
	chain::Chain,
	questions::Asked,
};
use codec::Encode;
use pallet_credentials_rpc_api::{
	json::{Dated, Evidence, FinalBlock},
	params::At,
	Error,
};
use pallet_credentials_runtime_api::CredentialsApi;
use sc_client_api::Backend;
use sp_api::{CallApiAt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_core::H256;
use sp_runtime::{traits::Block as BlockT, AccountId32};
use sp_state_machine::{backend::AsTrieBackend, Backend as StateBackend};
use testamur_primitives::{keys, Moment, Verdict};
use testamur_proof::{
	check, evidence::CompactProof, AuthoritySet, Beginning, Hash, Header, Past, Refusal,
	Requirements, SetId, TrustRoot,
};

/// The hash function of a chain.
type HasherOf<B> = sp_runtime::traits::HashingFor<B>;
/// The storage of the nodes of a state in a database.
type StorageOf<B, Be> =
	<<Be as Backend<B>>::State as AsTrieBackend<HasherOf<B>>>::TrieBackendStorage;

/// A proof of what was read of the state of a block.
struct StateProof {
	header: Header,
	proof: CompactProof,
}

impl<B, Client, Be> Chain<B, Client, Be>
where
	B: BlockT<Hash = H256>,
	Client: ProvideRuntimeApi<B> + CallApiAt<B> + HeaderBackend<B>,
	Client::Api: CredentialsApi<B, AccountId32>,
	Be: Backend<B>,
{
	/// Returns evidence of the answers to some questions.
	///
	/// It carries the authorities that voted, unless their set is the one that the asker knows.
	pub(crate) fn prove(
		&self,
		finality: &dyn Finality,
		asked: &Asked,
		at: Option<At>,
		known_set: Option<SetId>,
	) -> Result<Dated<Evidence>, Error> {
		let Vouching { block, set, justification, past } = self.vouching(finality, at)?;
		let shown = self.open_block(Resolved { block: past.unwrap_or(block), finalized: true })?;
		let header = self.header_of(block)?;
		let (verdicts, StateProof { header, proof }, past) = match past {
			None => {
				let remembered = [keys::block_hash(0)];
				let (verdicts, proof) = self.prove_answers(&shown, header, asked, &remembered)?;
				(verdicts, proof, None)
			},
			Some(past) => {
				let remembered = [keys::block_hash(0), keys::block_hash(short(past.number))];
				let ((), proof) =
					self.prove_reads(block, header, |state| read_all(state, &remembered))?;
				let header = self.header_of(past)?;
				let (verdicts, past) = self.prove_answers(&shown, header, asked, &[])?;
				let StateProof { header, proof: past_proof } = past;
				(verdicts, proof, Some(Past { header, proof: past_proof }))
			},
		};
		let carried = (known_set != Some(set.id())).then(|| set.authorities().to_vec());
		let evidence = testamur_proof::Evidence {
			set_id: set.id(),
			authorities: carried,
			header,
			justification,
			proof,
			past,
		};
		let bytes = evidence.encode();
		let set_id = set.id();
		self.ensure_accepted(&bytes, set, asked, &verdicts)?;
		let final_block =
			FinalBlock { block_number: short(block.number), block_hash: block.hash.into() };
		Ok(shown.dated(Evidence::new(&bytes, set_id, final_block)))
	}

	/// Proves the answers to the questions as of a block that is open, and these values.
	fn prove_answers(
		&self,
		shown: &Block<'_, B, Client, Be>,
		header: Header,
		asked: &Asked,
		remembered: &[Vec<u8>],
	) -> Result<(Vec<Verdict>, StateProof), Error> {
		let described = [keys::now(), keys::storage_version(), keys::last_runtime_upgrade()];
		self.prove_reads(shown.block(), header, |state| {
			read_all(state, remembered)?;
			read_all(state, &described)?;
			shown.read(state, asked)
		})
	}

	/// Proves what a function reads of the state of a block.
	fn prove_reads<R>(
		&self,
		block: BlockRef,
		header: Header,
		read: impl FnOnce(&Recording<'_, StorageOf<B, Be>, HasherOf<B>>) -> Result<R, Error>,
	) -> Result<(R, StateProof), Error> {
		let state = self.state_of(block)?;
		let (result, proof) = record(&state, header.state_root.0.into(), read)?;
		Ok((result, StateProof { header, proof }))
	}

	/// Checks that a verifier that trusts this node's chain accepts the evidence, and answers the same.
	fn ensure_accepted(
		&self,
		evidence: &[u8],
		set: AuthoritySet,
		asked: &Asked,
		verdicts: &[Verdict],
	) -> Result<(), Error> {
		let refused = |refusal: Refusal| match refusal {
			Refusal::TooLarge { part, limit, .. } => {
				Error::too_much(asked.field(), format_args!("{limit} bytes or items of {part}"))
			},
			other => Error::not_provable(other),
		};
		// The number of the set was found by the block: here it is as if it had always been in office.
		let trusted = TrustRoot::pinned(Hash(self.genesis().0), set, Beginning::OF_CHAIN);
		let trusted = trusted.map_err(refused)?;
		let any_age = Requirements::new(Moment::MAX, None);
		let proven = check(evidence, &trusted, &any_age).map_err(refused)?;
		let answers = asked.read(proven.state(), proven.as_of().time);
		let answers = answers.map_err(|error| refused(error.into()))?;
		if answers != verdicts {
			return Err(Error::failed("a verifier would answer differently"));
		}
		Ok(())
	}
}

/// Reads values of a state, so that they are proven.
fn read_all<S: StateBackend<H>, H: sp_core::Hasher>(
	state: &S,
	keys: &[Vec<u8>],
) -> Result<(), Error> {
	keys.iter()
		.try_for_each(|key| state.storage(key).map(drop).map_err(Error::failed))
}
