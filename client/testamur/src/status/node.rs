// SPDX-License-Identifier: Apache-2.0

//! A node, as the making of status lists asks it.

use crate::verify::{bytes, no_answer, RpcNode};
use testamur_primitives::{InstitutionId, ListLabel, Root};
use testamur_proof::Hash;
use testamur_status::{PartsPage, Register};
use testamur_verification::NoAnswer;

impl Register for RpcNode {
	fn prove_institution(&mut self, id: InstitutionId) -> Result<Vec<u8>, NoAnswer> {
		let answer = self.0.prove_institution(id).map_err(|fault| no_answer(&fault))?;
		bytes(&answer.evidence)
	}

	fn read_proof(&mut self, keys: &[Vec<u8>], block: Hash) -> Result<Vec<Vec<u8>>, NoAnswer> {
		self.0.read_proof(keys, block.0).map_err(|fault| no_answer(&fault))
	}

	fn keys_under(
		&mut self,
		prefix: &[u8],
		after: &[u8],
		block: Hash,
	) -> Result<Vec<Vec<u8>>, NoAnswer> {
		self.0.keys_under(prefix, after, block.0).map_err(|fault| no_answer(&fault))
	}

	fn list_parts(
		&mut self,
		institution: InstitutionId,
		label: ListLabel,
		from: u32,
		block: Hash,
	) -> Result<PartsPage, NoAnswer> {
		let page = self.0.status_list(institution, label, from, block.0);
		let page = page.map_err(|fault| no_answer(&fault))?;
		Ok(page.map_or_else(PartsPage::default, |page| PartsPage {
			parts: page.answer.items.iter().map(|part| (part.start, Root(part.root.0))).collect(),
			next: page.answer.next,
		}))
	}
}
