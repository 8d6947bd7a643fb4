// SPDX-License-Identifier: Apache-2.0

//! The register as of one block, of which a node is asked for evidence as it is read.

use crate::{
	answers::AsOf,
	node::{At, Record, RecordNode},
};
use testamur_primitives::{state::CannotTell, Moment};
use testamur_proof::{
	proven::ProvenState,
	refusal::{Gap, Refusal},
	Proven, TrustRoot,
};
use testamur_verification::{prove, Because, Moments, NoAnswer, NoEvidence};

/// The most records in one question. A page of institutions lists what each of them holds as well.
const MAX_RECORDS: usize = 50;

/// The register as of one block.
pub struct Snapshot<'a, N> {
	node: &'a mut N,
	/// The trust, which learns from the node.
	trusted: TrustRoot,
	moments: Moments,
	/// The block, once something of it is proven.
	as_of: Option<testamur_proof::AsOf>,
}

/// A reason why there is no evidence.
enum Missing {
	/// It would be too large. Fewer records may have evidence.
	TooLarge(Because),
	/// Nothing is proven.
	Unproven(Because),
}

impl<'a, N: RecordNode> Snapshot<'a, N> {
	/// Returns the register as of the moment that is asked about, or as of the last final block.
	///
	/// # Errors
	///
	/// Refuses a node of another chain.
	pub fn new(node: &'a mut N, trusted: &TrustRoot, moments: Moments) -> Result<Self, Because> {
		let (found, own) = (node.genesis(), trusted.genesis());
		if found != own {
			return Err(Because::from(&Refusal::OtherChain { found, trusted: own }));
		}
		Ok(Self { node, trusted: trusted.clone(), moments, as_of: None })
	}

	/// Returns the block, or `None` before anything of it is proven.
	pub fn as_of(&self) -> Option<AsOf> {
		self.as_of.as_ref().map(AsOf::from)
	}

	/// Returns the moment for which windows are judged: the one that is asked about, or that of the block.
	pub(crate) fn moment(&self) -> Moment {
		let of_block = self.as_of.map_or(0, |as_of| as_of.time);
		self.moments.at.unwrap_or(of_block)
	}

	/// Reads something of each record from evidence of it. All evidence is of one block.
	pub(crate) fn read<T>(
		&mut self,
		records: &[Record],
		read: impl Fn(&ProvenState, Moment, Record) -> Result<T, CannotTell<Gap>>,
	) -> Result<Vec<T>, Because> {
		let mut found = Vec::with_capacity(records.len());
		let mut calls: Vec<&[Record]> = records.chunks(MAX_RECORDS).rev().collect();
		while let Some(call) = calls.pop() {
			let proven = match self.evidence(call) {
				Ok(proven) => proven,
				Err(Missing::TooLarge(_)) if call.len() > 1 => {
					let (half, rest) = call.split_at(call.len().div_ceil(2));
					calls.extend([rest, half]);
					continue;
				},
				Err(Missing::TooLarge(because) | Missing::Unproven(because)) => {
					return Err(because);
				},
			};
			let moment = self.moment();
			for record in call {
				let one = read(proven.state(), moment, *record);
				found.push(one.map_err(|error| Because::from(&Refusal::from(error)))?);
			}
		}
		Ok(found)
	}

	/// Returns what evidence of records proves, which is of the block of the evidence before it.
	fn evidence(&mut self, records: &[Record]) -> Result<Proven, Missing> {
		let at = match (self.as_of, self.moments.at) {
			(Some(as_of), _) => At::Block(as_of.hash),
			(None, Some(moment)) => At::Time(moment),
			(None, None) => At::Last,
		};
		let evidence = self.node.prove_records(records, at).map_err(|none| match none {
			NoEvidence::TooLarge(because) => Missing::TooLarge(because),
			NoEvidence::NoAnswer(NoAnswer { because, .. }) => Missing::Unproven(because),
		})?;
		let proven = prove(&evidence, &mut self.trusted, self.node, &self.moments);
		let proven = proven.map_err(|NoAnswer { because, .. }| Missing::Unproven(because))?;
		let found = *proven.as_of();
		match self.as_of {
			Some(as_of) if as_of.hash != found.hash => Err(Missing::Unproven(other_block())),
			_ => {
				self.as_of = Some(found);
				Ok(proven)
			},
		}
	}
}

fn other_block() -> Because {
	let message =
		"the node answers from another block than the one that was asked about: ask another node";
	Because::new("otherBlock", message)
}
