// SPDX-License-Identifier: Apache-2.0

//! Anchors the batch of a plan, once.

use crate::{
	chain::{Batch, Block, Chain, NoAnswer, Sent, Signed},
	disk::Disk,
	fault::Fault,
	files::Leaves,
	plan::{Anchoring, Plan},
	preflight::{allowance, key_number},
	receipt::Receipt,
	session::{Session, RECEIPT},
	waiting::wait_for_batch,
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
	/// The signed transaction is recorded before it is sent. Where an earlier run recorded one that can still
	/// be in a block, the same bytes are sent again, and no second transaction beside them. Only when it has
	/// failed in a final block, or its last block is final and the batch is not there, is another one signed.
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
		let (batch, own) = match batch(chain, &anchoring)? {
			Some(batch) => (batch, None),
			None => match self.attempt(plan)? {
				Some(signed) => self.go_on(plan, &signed, chain, watch)?,
				None => self.begin(plan, chain, watch)?,
			},
		};
		let list = anchoring.list;
		let list = list.map(|list| chain.first_listed(anchoring.institution, list)).transpose()?;
		ensure_own(&batch, &anchoring, list.is_none_or(|first| first == Some(anchoring.root)))?;
		let receipt = Receipt::of(plan, &batch, own);
		self.journal.put_sealed(RECEIPT, &receipt)?;
		Ok(receipt)
	}

	/// Anchors the batch as [`Self::anchor`] does. Where the pool of the node holds the transaction that an earlier run
	/// sent, this waits until the batch is there, or until that transaction can get into no block any more.
	/// `pause` lets some seconds pass between two questions.
	///
	/// # Errors
	///
	/// Returns what [`Self::anchor`] returns, also if no block becomes final for a long time.
	pub fn anchor_after_pool(
		&self,
		plan: &Plan,
		chain: &mut impl Chain,
		watch: &mut impl Watch,
		mut pause: impl FnMut(),
	) -> Result<Receipt, Fault> {
		loop {
			let fault = match self.anchor(plan, chain, watch) {
				Err(fault @ Fault::Unknown { is_in_pool: true, .. }) => fault,
				outcome => return outcome,
			};
			let Fault::Unknown { last, .. } = fault else { return Err(fault) };
			watch.anchoring(
				"it waits in the pool of the node since an earlier run, and is waited for",
			);
			if !wait_for_batch(chain, &plan.anchoring(), last, &mut pause)? {
				return Err(fault);
			}
		}
	}

	/// Signs a transaction, records it and sends it.
	fn begin(
		&self,
		plan: &Plan,
		chain: &mut impl Chain,
		watch: &mut impl Watch,
	) -> Result<Anchored, Fault> {
		let anchoring = plan.anchoring();
		// The key may have been retired, or stolen, since an earlier run signed with it.
		let number = key_number(chain, anchoring.institution, plan.key()).map_err(of_plan)?;
		if number != plan.key_number {
			return Err(Fault::PlanKey("has another number in the record than in the documents"));
		}
		// A transaction that exceeds the allowance waits in the pool, and may expire there.
		allowance(chain, anchoring.institution)?;
		let signed = chain.sign(&anchoring)?;
		self.begin_attempt(plan, &signed)?;
		let sent = chain.send(&signed, &mut |news| watch.anchoring(news))?;
		self.ended(&anchoring, sent, chain, &Doubt { last: signed.last, seen: None })
	}

	/// Goes on with a transaction that an earlier run recorded, and may have sent.
	fn go_on(
		&self,
		plan: &Plan,
		signed: &Signed,
		chain: &mut impl Chain,
		watch: &mut impl Watch,
	) -> Result<Anchored, Fault> {
		let anchoring = plan.anchoring();
		let seen = chain.final_block()?;
		if seen >= signed.last {
			// It is in a final block by now or in none. An answer from before that look would not tell.
			return match batch(chain, &anchoring)? {
				Some(batch) => Ok((batch, None)),
				None => {
					self.end_attempt()?;
					self.begin(plan, chain, watch)
				},
			};
		}
		let doubt = Doubt { last: signed.last, seen: Some(seen) };
		let key = key_number(chain, anchoring.institution, plan.key());
		key.map_err(|fault| doubt.fault(&clause(&fault), false, chain))?;
		match chain.send(signed, &mut |news| watch.anchoring(news)) {
			Err(no_answer) => Err(doubt.fault(&no_answer.0, false, chain)),
			Ok(sent) => self.ended(&anchoring, sent, chain, &doubt),
		}
	}

	/// Returns the batch after something was sent, or why there is none.
	///
	/// A failure in a final block is certain, whatever the chain says about the batch. A refusal is not: a
	/// pool refuses what is in a block already, and holds a transaction before it has checked it, so that
	/// the pool of a block that is made meanwhile may take what that of the one before refused.
	fn ended(
		&self,
		anchoring: &Anchoring,
		sent: Sent,
		chain: &mut impl Chain,
		doubt: &Doubt,
	) -> Result<Anchored, Fault> {
		let found = batch(chain, anchoring);
		let is_over = matches!(sent, Sent::Failed(_));
		let is_in_pool = matches!(sent, Sent::InPool(_));
		let (own, why) = match sent {
			Sent::Final(block) => (Some(block), UNKNOWN_BATCH.to_owned()),
			Sent::AlreadyAnchored => (None, UNKNOWN_BATCH.to_owned()),
			// The node may have missed the news of its block, so the batch is asked for since.
			Sent::Expired(why) if matches!(found, Ok(None)) => return Err(self.failed(why)),
			Sent::Failed(why)
			| Sent::Expired(why)
			| Sent::InPool(why)
			| Sent::Refused(why)
			| Sent::Unknown(why) => (None, why),
		};
		match found {
			Ok(Some(batch)) => Ok((batch, own)),
			_ if is_over => Err(self.failed(why)),
			Ok(None) => Err(doubt.fault(&why, is_in_pool, chain)),
			Err(no_answer) => Err(doubt.fault(&no_answer.0, false, chain)),
		}
	}

	/// Records that nothing is under way, and returns the fault of a batch that was not anchored.
	fn failed(&self, why: String) -> Fault {
		self.end_attempt().err().unwrap_or(Fault::NotAnchored(why))
	}
}

/// A batch on the chain, and the block in which this run anchored it.
type Anchored = (Batch, Option<Block>);

/// The reason where a node contradicts itself.
const UNKNOWN_BATCH: &str = "the node does not know the batch that it has just named";

/// The blocks between which it is not known whether a transaction is in one.
struct Doubt {
	/// The last block in which it can be.
	last: u64,
	/// A final block that was seen before it was sent.
	seen: Option<u64>,
}

impl Doubt {
	/// Returns the fault that states these blocks.
	fn fault(&self, why: &str, is_in_pool: bool, chain: &mut impl Chain) -> Fault {
		let last_final = chain.final_block().ok().or(self.seen);
		Fault::Unknown { why: why.to_owned(), last: self.last, last_final, is_in_pool }
	}
}

/// Returns the fault of a plan whose key has ended: what is signed cannot take another one.
fn of_plan(fault: Fault) -> Fault {
	match fault {
		Fault::NoAnswer(_) => fault,
		fault => Fault::PlanKey(end_of_key(&fault)),
	}
}

/// Returns why a transaction is not sent again, without advice: what is signed cannot take another key.
fn clause(fault: &Fault) -> String {
	match fault {
		Fault::NoAnswer(no_answer) => no_answer.0.clone(),
		fault => format!("the key that signed the documents {}", end_of_key(fault)),
	}
}

/// Returns what became of a key, as a predicate.
const fn end_of_key(fault: &Fault) -> &'static str {
	match fault {
		Fault::KeyRetired(_) => "was retired",
		Fault::KeyCompromised(_) => "is compromised",
		_ => "is not one of the institution for credentials",
	}
}

/// Returns the batch of a root.
fn batch(chain: &mut impl Chain, anchoring: &Anchoring) -> Result<Option<Batch>, NoAnswer> {
	chain.batch(anchoring.institution, anchoring.root)
}

/// Checks that a batch is the one of the plan, and not one that somebody else anchored with its root. `is_listed` is
/// true unless the documents name a status list in which it is not.
fn ensure_own(batch: &Batch, anchoring: &Anchoring, is_listed: bool) -> Result<(), Fault> {
	let differs = [
		("grant", batch.accreditation != anchoring.accreditation),
		("type", batch.type_id != anchoring.type_id),
		("size", batch.size != anchoring.size),
		("validity", batch.valid_until != anchoring.valid_until),
		("status list, or none", !is_listed),
	];
	if batch.is_revoked {
		return Err(Fault::Revoked);
	}
	match differs.into_iter().find(|(_, differs)| *differs) {
		Some((what, _)) => Err(Fault::Taken(what)),
		None => Ok(()),
	}
}
