// SPDX-License-Identifier: Apache-2.0

//! Tests of what a proven state says about the records of the register.

use crate::{
	chain::{requirements, trust, Final, TIME},
	properties::{random, Numbers},
	records::{batch, grant, put_grant, register, root, Account, AGENCY, COURSE, SIZE, UNIVERSITY},
	state::{Recording, State},
};
use codec::Encode;
use core::convert::Infallible;
use proptest::prelude::*;
use testamur_primitives::{
	keys,
	limits::MAX_CHUNKS,
	register as answers,
	state::{CannotTell, KeyReader},
	AccreditationId, AccreditationState, InstitutionId, ListLabel, ListPart, RecordId, Root,
	StatusList, TypeId,
};
use testamur_proof::{
	check,
	refusal::{Gap, Part},
	Proven, Refusal,
};

/// A question about the register.
#[derive(Clone, Copy, Debug)]
enum Question {
	Institution(u32),
	AccreditationsOf(u32),
	Accreditation(u32),
	Type(u32),
	Batch(u32, Root),
	Statuses(u32, Root),
	Authorization(u32, u32),
	List(u32),
	Log(Option<u32>),
}

const LABEL: ListLabel = ListLabel([4; 16]);

/// Returns every question about what is there, and some about what is not.
fn questions(roots: &[Root]) -> Vec<Question> {
	let mut all = vec![Question::Log(None)];
	for id in 0..5 {
		all.extend([
			Question::Institution(id),
			Question::AccreditationsOf(id),
			Question::Accreditation(id),
			Question::Type(id),
			Question::List(id),
			Question::Log(Some(id)),
		]);
		all.extend((0..3).map(|type_id| Question::Authorization(id, type_id)));
		for root in roots {
			all.extend([Question::Batch(id, *root), Question::Statuses(id, *root)]);
		}
	}
	all
}

/// Returns the answer of the functions of the runtime over a plain state.
fn plain<S: KeyReader<Error = Infallible>>(
	state: &S,
	question: Question,
) -> Result<Vec<u8>, CannotTell<Infallible>> {
	let institution = InstitutionId;
	Ok(match question {
		Question::Institution(id) => {
			answers::institution::<_, Account>(state, institution(id))?.encode()
		},
		Question::AccreditationsOf(id) => {
			answers::accreditations_of::<_, Account>(state, institution(id))?.encode()
		},
		Question::Accreditation(id) => {
			answers::accreditation(state, AccreditationId(id), TIME)?.encode()
		},
		Question::Type(id) => answers::credential_type(state, TypeId(id))?.encode(),
		Question::Batch(id, root) => answers::batch(state, institution(id), root)?.encode(),
		Question::Statuses(id, root) => {
			answers::statuses(state, institution(id), root, 0, MAX_CHUNKS)?.encode()
		},
		Question::Authorization(id, type_id) => {
			let type_id = TypeId(type_id);
			answers::authorization::<_, Account>(state, institution(id), type_id, TIME)?.encode()
		},
		Question::List(id) => match StatusList::open(state, institution(id), LABEL)? {
			Some(list) => Some(list.parts(0).collect::<Result<Vec<_>, _>>()?).encode(),
			None => None::<Vec<ListPart>>.encode(),
		},
		Question::Log(of) => answers::event_log::<_, Account>(state, of.map(institution))?.encode(),
	})
}

/// Returns the answer of a proven state.
fn shown(proven: &Proven, question: Question) -> Result<Vec<u8>, Refusal> {
	let institution = InstitutionId;
	Ok(match question {
		Question::Institution(id) => proven.institution(institution(id))?.encode(),
		Question::AccreditationsOf(id) => proven.accreditations_of(institution(id))?.encode(),
		Question::Accreditation(id) => proven.accreditation(AccreditationId(id))?.encode(),
		Question::Type(id) => proven.credential_type(TypeId(id))?.encode(),
		Question::Batch(id, root) => proven.batch(institution(id), root)?.encode(),
		Question::Statuses(id, root) => {
			proven.statuses(institution(id), root, 0, MAX_CHUNKS)?.encode()
		},
		Question::Authorization(id, type_id) => {
			proven.authorization(institution(id), TypeId(type_id))?.encode()
		},
		Question::List(id) => proven.status_list(institution(id), LABEL)?.encode(),
		Question::Log(of) => proven.event_log(of.map(institution))?.encode(),
	})
}

/// Adds a status list, logs, and another grant to a register.
fn complete(state: &mut State, roots: &[Root], sizes: &[u32]) {
	let mut end = 0;
	for (root, size) in roots.iter().zip(sizes) {
		state.put(keys::list_part(UNIVERSITY, LABEL, end), root);
		end += size;
	}
	state.put(keys::list_end(UNIVERSITY, LABEL), end);
	let log = crate::logs::frontier(&crate::logs::entries(5));
	state.put(keys::whole_log(), &log);
	state.put(keys::institution_log(UNIVERSITY), &log);
	state.put(keys::institution_log(AGENCY), &log);
}

fn prove(block: &Final, keys: &[Vec<u8>], prefixes: &[Vec<u8>]) -> Proven {
	let evidence = block.evidence(keys, prefixes).encode();
	check(&evidence, &trust(), &requirements()).unwrap()
}

/// Checks that a proof of what a question reads answers it as the plain state does, and that less of
/// it gives the same answer or none.
fn compare(block: &Final, question: Question) -> bool {
	let recording = Recording::new(&block.built.state);
	let expected = plain(&recording, question).map_err(|error| match error {
		CannotTell::Damaged(damage) => Refusal::Damaged(damage),
		other => panic!("{other:?}"),
	});
	let (keys, prefixes) = (recording.keys.into_inner(), recording.prefixes.into_inner());
	assert_eq!(shown(&prove(block, &keys, &prefixes), question), expected, "{question:?}");
	let mut less = vec![(keys.clone(), Vec::new()), (Vec::new(), prefixes.clone())];
	for left_out in 0..keys.len() {
		let mut keys = keys.clone();
		keys.remove(left_out);
		less.push((keys, prefixes.clone()));
	}
	let mut was_incomplete = false;
	for (keys, prefixes) in less {
		match shown(&prove(block, &keys, &prefixes), question) {
			Err(Refusal::Incomplete(_)) => was_incomplete = true,
			found => assert_eq!(found, expected, "{question:?}"),
		}
	}
	was_incomplete
}

#[test]
fn the_register_is_shown_as_the_runtime_answers() {
	let mut state = register();
	// More grants than one, so that the holdings have several keys.
	for id in 3..=6 {
		let mut record = grant(UNIVERSITY, Some(1), 0);
		record.terms.valid_until = TIME + u64::from(id);
		put_grant(&mut state, id, &record);
	}
	state.put(keys::next_accreditation(), 7_u32);
	let university = crate::records::institution("University", 5);
	state.put(keys::institution(UNIVERSITY), university);
	complete(&mut state, &[root()], &[SIZE]);
	let block = Final::new(state);
	let roots = [root(), Root([9; 32])];
	let incomplete: Vec<_> = questions(&roots)
		.into_iter()
		.map(|question| compare(&block, question))
		.collect();
	assert!(incomplete.iter().filter(|was| **was).count() > 20, "{incomplete:?}");
	let whole = prove(&block, &[], &[Vec::new()]);
	for question in questions(&roots) {
		assert_eq!(shown(&whole, question), Ok(plain(&block.built.state, question).unwrap()));
	}
	let held: Vec<_> = (2..=6).map(AccreditationId).collect();
	assert_eq!(whole.accreditations_of(UNIVERSITY), Ok(held));
	assert_eq!(whole.authorization(UNIVERSITY, COURSE), Ok(Some(AccreditationId(2))));
	let list = [ListPart { start: 0, root: root(), size: SIZE }];
	assert_eq!(whole.status_list(UNIVERSITY, LABEL), Ok(Some(list.into())));
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(25))]

	#[test]
	fn random_registers_are_shown_as_the_runtime_answers(seed in 1..u64::MAX) {
		let mut numbers = Numbers(seed);
		let (mut state, batches) = random(&mut numbers);
		let roots: Vec<_> = batches.iter().map(|batch| batch.root).collect();
		complete(&mut state, &roots, &batches.iter().map(|batch| batch.size).collect::<Vec<_>>());
		if numbers.one_in(2) {
			let keys: Vec<_> = state.0.keys().cloned().collect();
			let one = usize::try_from(numbers.below(keys.len() as u64)).unwrap();
			state.0.remove(&keys[one]);
		}
		let block = Final::new(state);
		for question in questions(&roots[..2]) {
			compare(&block, question);
		}
	}
}

/// Checks that a grant which is held cannot be hidden, neither to show another one nor none.
#[test]
fn no_holding_can_be_left_out() {
	let mut state = register();
	let mut withdrawn = grant(UNIVERSITY, Some(1), 0);
	withdrawn.state = AccreditationState::Withdrawn { at: 5, void_from: None };
	put_grant(&mut state, 3, &withdrawn);
	state.put(keys::next_accreditation(), 4_u32);
	let university = crate::records::institution("University", 2);
	state.put(keys::institution(UNIVERSITY), university);
	let block = Final::new(state);
	let records: Vec<_> = [
		keys::institution(UNIVERSITY),
		keys::credential_type(COURSE),
		keys::accreditation(AccreditationId(1)),
		keys::accreditation(AccreditationId(2)),
		keys::accreditation(AccreditationId(3)),
	]
	.into();
	let holdings = keys::holdings(UNIVERSITY);
	let whole = prove(&block, &records, std::slice::from_ref(&holdings));
	assert_eq!(whole.authorization(UNIVERSITY, COURSE), Ok(Some(AccreditationId(2))));
	let one = keys::holding(UNIVERSITY, u64::MAX, AccreditationId(3));
	for partial in [vec![], vec![one]] {
		let keys = [records.as_slice(), &partial].concat();
		let shown = prove(&block, &keys, &[]).authorization(UNIVERSITY, COURSE);
		// The two keys differ in their last bytes only, so one may lead to the other.
		let gap = Err(Gap::KeysUnder(holdings.clone()).into());
		assert!(shown == gap || shown == Ok(Some(AccreditationId(2))), "{shown:?}");
	}
	// The record of the institution says how many there are.
	let mut state = block.built.state;
	state.0.remove(&keys::holding(UNIVERSITY, u64::MAX, AccreditationId(3)));
	let block = Final::new(state);
	let shown = prove(&block, &records, &[holdings]).authorization(UNIVERSITY, COURSE);
	assert_eq!(shown, Err(Refusal::Damaged(RecordId::Holdings(UNIVERSITY).malformed())));
}

#[test]
fn more_chunks_than_one_answer_has_are_refused() {
	let block = Final::new(register());
	let found = u64::from(MAX_CHUNKS) + 1;
	let refusal = Refusal::TooLarge { part: Part::Chunks, found, limit: MAX_CHUNKS.into() };
	let shown = prove(&block, &[], &[]).statuses(UNIVERSITY, root(), 0, MAX_CHUNKS + 1);
	assert_eq!(shown, Err(refusal));
}

/// Checks that a list that no calls can have written is damage, and no endless walk.
#[test]
fn a_status_list_with_a_hole_is_damaged() {
	let mut state = register();
	let other = Root([5; 32]);
	complete(&mut state, &[root(), other], &[SIZE, 3]);
	state.put(keys::batch(UNIVERSITY, other), batch(2, 2));
	let block = Final::new(state);
	let missing = RecordId::StatusListPart { institution: UNIVERSITY, label: LABEL, start: 602 };
	let shown = prove(&block, &[], &[Vec::new()]).status_list(UNIVERSITY, LABEL);
	assert_eq!(shown, Err(Refusal::Damaged(missing.missing())));
}
