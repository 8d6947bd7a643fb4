// SPDX-License-Identifier: Apache-2.0

//! A register with some history, and a node, which is honest unless it is told how to lie.

use crate::{
	chain::{put_system, time_of, trust, Final, Validators, GENESIS, MAX_AGE, NUMBER, TIME},
	records::{grant, institution, put_grant, register, Account, AGENCY, COURSE, UNIVERSITY},
	state::{Recording, State},
};
use codec::Encode;
use testamur_primitives::{
	keys, register as read, AccreditationId, CredentialReference, InstitutionId, Moment, TypeId,
};
use testamur_proof::{Evidence, Hash, SetId};
use testamur_register::{
	ask, Asked, At, Conclusion, Period, Question, Record, RecordNode, Snapshot, Word,
};
use testamur_verification::{Because, KeyPage, Moments, NoAnswer, NoEvidence, Node};

/// The block whose state is that of the past.
pub(crate) const PAST: u32 = 20;
/// The question whether the university was accredited for the course.
pub(crate) const OF_COURSE: Question =
	Question { institution: UNIVERSITY.0, credential_type: COURSE.0 };

/// The change of evidence by a liar.
type Lie = Box<dyn Fn(Evidence) -> Evidence>;

/// A node that has one final block and, perhaps, one of the past.
pub(crate) struct FakeNode {
	pub(crate) last: Final,
	/// The block of the past with its state; `None` where it is pruned.
	pub(crate) past: Option<Final>,
	pub(crate) genesis: Hash,
	/// The records that it leaves out of its proofs.
	pub(crate) hides: fn(Record) -> bool,
	/// The most records of which it makes evidence.
	pub(crate) most: usize,
	pub(crate) lie: Lie,
	/// True if it answers all questions from the last block.
	pub(crate) ignores_block: bool,
	/// The questions that it was asked.
	pub(crate) asked: Vec<(usize, At)>,
}

impl FakeNode {
	/// Returns a node whose last final block has a state.
	pub(crate) fn new(state: State) -> Self {
		Self {
			last: Final::new(state),
			past: None,
			genesis: GENESIS,
			hides: |_| false,
			most: usize::MAX,
			lie: Box::new(|evidence| evidence),
			ignores_block: false,
			asked: Vec::new(),
		}
	}

	/// Returns an archive node, which has the state of an earlier block as well.
	pub(crate) fn with_past(mut past: State, mut last: State) -> Self {
		put_system(&mut past, time_of(PAST));
		let validators = || Validators::new(0, 1..=4);
		let past = Final::of(validators(), PAST, past);
		put_system(&mut last, TIME);
		last.put(keys::block_hash(PAST), past.header.hash());
		let last = Final::of(validators(), NUMBER, last);
		Self { last, past: Some(past), ..Self::new(State::default()) }
	}

	/// Returns the block that a question is about.
	fn block(&self, at: At) -> Result<&Final, NoEvidence> {
		let past = self.past.as_ref();
		let found = match at {
			_ if self.ignores_block => Some(&self.last),
			At::Last => Some(&self.last),
			At::Time(moment) if moment >= TIME => Some(&self.last),
			At::Time(_) => past,
			At::Block(hash) => [Some(&self.last), past]
				.into_iter()
				.flatten()
				.find(|block| block.header.hash() == hash),
		};
		found.ok_or_else(|| {
			let because =
				Because::new("nodeCannotTell", "the state is pruned: ask an archive node");
			NoEvidence::NoAnswer(NoAnswer { because, is_gone: false })
		})
	}
}

impl Node for FakeNode {
	fn genesis(&self) -> Hash {
		self.genesis
	}

	fn document_keys(&mut self, _: InstitutionId, _: u32) -> Result<KeyPage, NoAnswer> {
		Ok(KeyPage::default())
	}

	fn prove(
		&mut self,
		_: &[CredentialReference],
		_: Option<Moment>,
	) -> Result<Vec<u8>, NoEvidence> {
		Err(NoEvidence::TooLarge(Because::new("unasked", "nobody asks this")))
	}

	fn hand_offs(&mut self, _: SetId) -> Result<Vec<u8>, NoAnswer> {
		Ok(Vec::new())
	}
}

impl RecordNode for FakeNode {
	fn prove_records(&mut self, records: &[Record], at: At) -> Result<Vec<u8>, NoEvidence> {
		self.asked.push((records.len(), at));
		if records.len() > self.most {
			return Err(NoEvidence::TooLarge(Because::new("evidenceTooLarge", "too large")));
		}
		let block = self.block(at)?;
		let recording = Recording::new(&block.built.state);
		for record in records.iter().filter(|record| !(self.hides)(**record)) {
			touch(&recording, *record);
		}
		let keys = recording.keys.into_inner();
		let prefixes = recording.prefixes.into_inner();
		let mut evidence = match block.header.number {
			PAST => self.last.evidence_of_past(block, &keys),
			_ => self.last.evidence(&keys, &prefixes),
		};
		if let Some(past) = &mut evidence.past {
			let keys = [crate::chain::system_keys(), keys].concat();
			past.proof = block.built.prove(&keys, &prefixes);
		}
		evidence.authorities = Some(self.last.validators.authorities());
		Ok((self.lie)(evidence).encode())
	}
}

/// Reads what the answer to a question takes, as a node does.
fn touch(state: &Recording<'_>, record: Record) {
	match record {
		Record::Institution(id) => {
			let id = InstitutionId(id);
			if read::institution::<_, Account>(state, id).unwrap().is_some() {
				read::accreditations_of::<_, Account>(state, id).unwrap();
			}
		},
		Record::Accreditation(id) => {
			read::accreditation(state, AccreditationId(id), 1).unwrap();
		},
		Record::Type(id) => {
			read::credential_type(state, TypeId(id)).unwrap();
		},
	}
}

pub(crate) fn clock() -> Moment {
	TIME + 10_000
}

/// Returns the moments of somebody who asks about the last final block.
pub(crate) const fn moments() -> Moments {
	Moments { clock, max_age: Some(MAX_AGE), at: None }
}

/// Opens the register as of the last final block.
pub(crate) fn open(node: &mut FakeNode) -> Snapshot<'_, FakeNode> {
	Snapshot::new(node, &trust(), moments()).unwrap()
}

/// Returns a register with so many institutions, grants of the agency and types.
pub(crate) fn crowd(count: u32) -> State {
	let mut state = register();
	state.put(keys::institution(AGENCY), institution("Agency", 1));
	for id in 3..=count {
		let holder = InstitutionId(id);
		state.put(keys::institution(holder), institution(&format!("School {id}"), 1));
		put_grant(&mut state, id, &grant(holder, Some(1), 0));
	}
	state.put(keys::next_institution(), count + 1);
	state.put(keys::next_accreditation(), count + 1);
	state
}

/// Returns the answers about a moment, and about the last final block.
pub(crate) fn answers(node: &mut FakeNode, moment: Moment) -> [Asked; 2] {
	let period = Period { first: moment, last: Some(moment) };
	ask(node, &trust(), &moments(), OF_COURSE, period).try_into().unwrap()
}

/// Returns the conclusion of an answer, with the words of what speaks against it, or of the doubt.
pub(crate) fn told(asked: &Asked) -> (Conclusion, Vec<Word>, Option<&str>) {
	let words = asked.objections.iter().map(|objection| objection.word).collect();
	(asked.conclusion, words, asked.doubt.as_ref().map(|doubt| doubt.word.as_str()))
}
