// SPDX-License-Identifier: Apache-2.0

//! The chain, through a node, in the terms of an issuer.

use testamur_chain::{
	answers::{self, InstitutionState, Scope, TypeState},
	Account, Call, Client, Fault, Outcome, PoolRefusal, Validity,
};
use testamur_changing::{Register, Standing};
use testamur_documents::anchor::Genesis;
use testamur_issuing::{
	Allowance, Anchoring, Batch, Block, Chain, Grant, Institution, KeyStanding, Membership,
	NoAnswer, Sent, Signed, TypeStanding,
};
use testamur_primitives::{
	AccreditationId, CredentialReference, InstitutionId, KeyPurpose, ListLabel, PublicKey, Root,
	TypeId,
};

/// A node, and the account that sends.
pub(crate) struct Node<'a> {
	client: Client,
	account: &'a dyn Account,
}

impl<'a> Node<'a> {
	pub(crate) fn new(client: Client, account: &'a dyn Account) -> Self {
		Self { client, account }
	}

	/// Returns the node, for questions about records.
	pub(crate) const fn client(&mut self) -> &mut Client {
		&mut self.client
	}
}

fn no_answer(fault: Fault) -> NoAnswer {
	NoAnswer(fault.to_string())
}

fn block(block: testamur_chain::Block) -> Block {
	Block { number: block.number, hash: block.hash }
}

impl Chain for Node<'_> {
	fn genesis(&self) -> Genesis {
		Genesis(self.client.genesis())
	}

	fn membership(&mut self) -> Result<Option<Membership>, NoAnswer> {
		let found = self.client.membership(self.account.public()).map_err(no_answer)?;
		Ok(found
			.map(|found| Membership { institution: found.institution, may_issue: found.may_issue }))
	}

	fn institution(&mut self, id: InstitutionId) -> Result<Option<Institution>, NoAnswer> {
		let found = self.client.institution(id).map_err(no_answer)?;
		Ok(found.map(|found| Institution {
			name: found.answer.name,
			country: found.answer.country,
			is_active: found.answer.state == InstitutionState::Active,
		}))
	}

	fn type_standing(&mut self, id: TypeId) -> Result<TypeStanding, NoAnswer> {
		let found = self.client.credential_type(id).map_err(no_answer)?;
		Ok(match found.map(|found| found.answer.summary.state) {
			None => TypeStanding::Unknown,
			Some(TypeState::Active) => TypeStanding::Active,
			Some(TypeState::Retired) => TypeStanding::Retired,
		})
	}

	fn grant(&mut self, id: AccreditationId, of: TypeId) -> Result<Option<Grant>, NoAnswer> {
		let found = self.client.accreditation(id).map_err(no_answer)?;
		Ok(found.map(|found| Grant {
			holder: InstitutionId(found.answer.holder),
			in_force: found.answer.in_force,
			allows: found.answer.rights.attest
				&& match &found.answer.scope {
					Scope::Any(_) => true,
					Scope::Types(types) => types.contains(&of.0),
				},
		}))
	}

	fn grant_for(
		&mut self,
		institution: InstitutionId,
		type_id: TypeId,
	) -> Result<Option<AccreditationId>, NoAnswer> {
		let found = self.client.is_authorized(institution, type_id).map_err(no_answer)?;
		Ok(found.answer.accreditation.map(AccreditationId))
	}

	fn key_standing(
		&mut self,
		institution: InstitutionId,
		key: PublicKey,
	) -> Result<KeyStanding, NoAnswer> {
		let found = self.client.document_key(institution, key).map_err(no_answer)?;
		Ok(match found.map(|found| found.record) {
			None => KeyStanding::Unknown,
			Some(record) if record.compromised_since.is_some() => KeyStanding::Compromised,
			Some(record) if record.until.is_some() => KeyStanding::Retired,
			Some(record) if record.purpose != KeyPurpose::Credentials => KeyStanding::OtherPurpose,
			Some(record) => KeyStanding::Good(record.number),
		})
	}

	fn allowance(&mut self, institution: InstitutionId) -> Result<Option<Allowance>, NoAnswer> {
		let found = self.client.allowance(institution).map_err(no_answer)?;
		Ok(found.map(|found| Allowance {
			of_period: found.of_period,
			left: found.left(),
			renewed_at: found.renewed_at,
			as_of: found.as_of,
		}))
	}

	fn batch(&mut self, institution: InstitutionId, root: Root) -> Result<Option<Batch>, NoAnswer> {
		let found = self.client.batch(institution, root).map_err(no_answer)?;
		Ok(found.map(|found| Batch {
			accreditation: AccreditationId(found.answer.accreditation),
			type_id: TypeId(found.answer.type_id),
			size: found.answer.size,
			valid_until: found.answer.valid_until.map(|until| until.0),
			issued_at: found.answer.issued_at.0,
			is_revoked: found.answer.revoked.is_some(),
			as_of: Block { number: found.as_of.block_number, hash: found.as_of.block_hash.0 },
		}))
	}

	fn first_listed(
		&mut self,
		institution: InstitutionId,
		list: ListLabel,
	) -> Result<Option<Root>, NoAnswer> {
		let at = self.client.final_block().map_err(no_answer)?.hash;
		let page = self.client.status_list(institution, list, 0, at).map_err(no_answer)?;
		let first = page.and_then(|page| page.answer.items.into_iter().next());
		Ok(first.map(|part| Root(part.root.0)))
	}

	fn final_block(&mut self) -> Result<u64, NoAnswer> {
		self.client.final_block().map(|block| block.number).map_err(no_answer)
	}

	fn sign(&mut self, anchoring: &Anchoring) -> Result<Signed, NoAnswer> {
		let Anchoring { accreditation, type_id, root, size, list, .. } = *anchoring;
		let validity = anchoring.valid_until.map_or(Validity::Never, Validity::Until);
		let call = Call::anchor(accreditation, type_id, root, size, validity);
		// The documents name the list, so that the batch is never anchored without it.
		let call = match list {
			Some(label) => Call::all(&[call, Call::list_batches(label, 0, &[root])]),
			None => call,
		};
		let signed = self.client.sign(&call, self.account).map_err(no_answer)?;
		Ok(Signed { bytes: signed.bytes, last: signed.last })
	}

	fn send(&mut self, signed: &Signed, heard: &mut dyn FnMut(&str)) -> Result<Sent, NoAnswer> {
		let signed = testamur_chain::Signed { bytes: signed.bytes.clone(), last: signed.last };
		self.client.send(&signed, heard).map(sent).map_err(no_answer)
	}
}

impl Register for Node<'_> {
	fn institution(&mut self) -> Result<Option<InstitutionId>, Fault> {
		let found = self.client.membership(self.account.public())?;
		Ok(found.map(|found| found.institution))
	}

	fn standings(&mut self, references: &[CredentialReference]) -> Result<Vec<Standing>, Fault> {
		let verdicts = self.client.verify(references)?;
		Ok(verdicts.into_iter().map(|verdict| verdict.answer.into()).collect())
	}

	fn batch_of(
		&mut self,
		institution: InstitutionId,
		root: Root,
	) -> Result<Option<answers::Batch>, Fault> {
		Ok(self.client.batch(institution, root)?.map(|batch| batch.answer))
	}

	fn custodian_of(&mut self, id: InstitutionId) -> Result<Option<InstitutionId>, Fault> {
		let found = self.client.institution(id)?;
		Ok(found
			.and_then(|found| found.answer.custody)
			.map(|it| InstitutionId(it.custodian)))
	}

	fn grant(&mut self, id: AccreditationId) -> Result<Option<answers::Accreditation>, Fault> {
		Ok(self.client.accreditation(id)?.map(|found| found.answer))
	}

	fn perform(&mut self, call: &Call, heard: &mut dyn FnMut(&str)) -> Result<Outcome, Fault> {
		let signed = self.client.sign(call, self.account)?;
		self.client.send(&signed, heard)
	}
}

/// Returns what an outcome means for a batch.
fn sent(outcome: Outcome) -> Sent {
	match outcome {
		Outcome::Finalized(at, _) => Sent::Final(block(at)),
		Outcome::Failed(_, failure) if failure.is_already_anchored() => Sent::AlreadyAnchored,
		Outcome::Failed(_, failure) => Sent::Failed(failure.to_string()),
		// The pool has these bytes, so that they can get into a block.
		Outcome::Refused(refusal @ PoolRefusal::AlreadyThere) => Sent::InPool(refusal.to_string()),
		Outcome::Refused(refusal) => Sent::Refused(refusal.to_string()),
		Outcome::Expired(last) => Sent::Expired(format!(
			"the transaction got into no block up to {last}, its last, as when others used up the \
			 allowance: run this again later"
		)),
		Outcome::Lost(loss) => Sent::Unknown(loss.to_string()),
		Outcome::Unknown(fault) => Sent::Unknown(fault.to_string()),
		other => Sent::Unknown(format!("the node said {other:?}")),
	}
}

#[cfg(test)]
mod tests {
	use super::{sent, Fault, Outcome, PoolRefusal, Sent};
	use testamur_chain::{Block, DispatchFailure, Happenings, Loss};

	/// Checks that nothing is called over that may be in a block, and nothing anchored that is not final.
	#[test]
	fn only_what_cannot_be_in_a_block_is_called_over() {
		let block = Block { number: 9, hash: [9; 32] };
		let failed = |name| Outcome::Failed(block, DispatchFailure::new("Credentials", name));
		assert!(
			matches!(sent(Outcome::Finalized(block, Happenings::default())), Sent::Final(at) if at.number == 9)
		);
		assert_eq!(sent(failed("AlreadyAnchored")), Sent::AlreadyAnchored);
		assert!(matches!(sent(failed("PermissionDenied")), Sent::Failed(_)));
		assert!(matches!(sent(Outcome::Expired(9)), Sent::Expired(why) if why.contains("up to 9")));
		for refusal in [PoolRefusal::QueueFull, PoolRefusal::Banned, PoolRefusal::OutOfTurn] {
			assert!(matches!(sent(Outcome::Refused(refusal)), Sent::Refused(_)));
		}
		let held = Outcome::Refused(PoolRefusal::AlreadyThere);
		assert!(matches!(sent(held), Sent::InPool(_)));
		let unknown = [
			Outcome::Lost(Loss::Usurped),
			Outcome::Lost(Loss::Dropped),
			Outcome::Lost(Loss::Invalid),
			Outcome::Lost(Loss::FinalityTimeout),
			Outcome::Unknown(Fault::Lost("the cable".into())),
		];
		for outcome in unknown {
			assert!(matches!(sent(outcome.clone()), Sent::Unknown(_)), "{outcome:?}");
		}
	}
}
