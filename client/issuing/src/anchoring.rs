// SPDX-License-Identifier: Apache-2.0

//! Anchors the batch of a plan, once.

use crate::{
	chain::{Batch, Chain, Sent},
	disk::Disk,
	fault::Fault,
	files::Leaves,
	plan::{Anchoring, Plan},
	preflight::key_number,
	receipt::Receipt,
	session::{Session, RECEIPT},
	watch::Watch,
};

impl<D: Disk> Session<'_, D> {
	/// Returns the receipt, if an earlier run got one.
	///
	/// # Errors
	///
	/// Refuses a receipt that was changed or damaged.
	pub fn receipt(&self, plan: &Plan) -> Result<Option<Receipt>, Fault> {
		let receipt = self.journal.read_sealed::<Receipt>(RECEIPT)?;
		match receipt {
			Some(receipt) if !receipt.is_of(plan) => Err(Fault::Damaged {
				path: self.journal.path(RECEIPT),
				why: "it is that of another batch".into(),
			}),
			receipt => Ok(receipt),
		}
	}

	/// Anchors the batch unless it is anchored already, and returns when it is final.
	///
	/// The chain is asked before anything is sent, since an earlier run may have sent it. Where that one is
	/// still on its way, a second transaction fails, because an institution anchors a root once.
	///
	/// # Errors
	///
	/// Returns why the batch is not anchored, or why that is not known. The next run goes on from here.
	pub fn anchor(
		&self,
		plan: &Plan,
		chain: &mut impl Chain,
		watch: &mut impl Watch,
	) -> Result<Receipt, Fault> {
		if let Some(receipt) = self.receipt(plan)? {
			return Ok(receipt);
		}
		// A batch is anchored only if its documents are all there and lead to its root.
		Leaves::read(self, plan)?;
		let anchoring = plan.anchoring();
		let (sent, found) = match chain.batch(anchoring.institution, anchoring.root)? {
			Some(batch) => (Sent::AlreadyAnchored, Some(batch)),
			None => {
				// The key may have been retired, or stolen, since an earlier run signed with it.
				key_number(chain, anchoring.institution, plan.key())?;
				let sent = chain.anchor(&anchoring, &mut |news| watch.anchoring(news))?;
				let found = ask_again(chain, &anchoring, &sent)?;
				(sent, found)
			},
		};
		let Some(batch) = found else { return Err(not_found(sent)) };
		ensure_own(&batch, &anchoring)?;
		let receipt = Receipt::of(plan, &batch, &sent);
		self.journal.put_sealed(RECEIPT, &receipt)?;
		Ok(receipt)
	}
}

/// Asks for the batch after something was sent. Where there is no answer, it is not known what became of
/// it.
fn ask_again(
	chain: &mut impl Chain,
	anchoring: &Anchoring,
	sent: &Sent,
) -> Result<Option<Batch>, Fault> {
	match (chain.batch(anchoring.institution, anchoring.root), sent) {
		(Ok(batch), _) => Ok(batch),
		(Err(_), Sent::Refused(reason)) => Err(Fault::NotAnchored(reason.clone())),
		(Err(no_answer), _) => Err(Fault::Unknown(no_answer.0)),
	}
}

/// Returns the fault of a batch that is not there after something was sent.
fn not_found(sent: Sent) -> Fault {
	match sent {
		Sent::Refused(reason) => Fault::NotAnchored(reason),
		Sent::Unknown(reason) => Fault::Unknown(reason),
		Sent::Final(_) | Sent::AlreadyAnchored => {
			Fault::Unknown("the node does not know the batch that it has just named".into())
		},
	}
}

/// Checks that a batch is the one of the plan, and not one that somebody else anchored with its root.
fn ensure_own(batch: &Batch, anchoring: &Anchoring) -> Result<(), Fault> {
	let differs = [
		("grant", batch.accreditation != anchoring.accreditation),
		("type", batch.type_id != anchoring.type_id),
		("size", batch.size != anchoring.size),
		("validity", batch.valid_until != anchoring.valid_until),
	];
	if batch.is_revoked {
		return Err(Fault::Revoked);
	}
	match differs.into_iter().find(|(_, differs)| *differs) {
		Some((what, _)) => Err(Fault::Taken(what)),
		None => Ok(()),
	}
}
