// SPDX-License-Identifier: Apache-2.0

//! Random registers: verdicts over a proof are those over the plain state, and where a proof does not
//! cover something there is no verdict.

use crate::{
	chain::{requirements, system_keys, trust, Final, TIME},
	records::{
		batch, credential_type, custody, grant, institution, plain, put_grant, reference_in, tree,
		AGENCY, COURSE, UNIVERSITY,
	},
	state::State,
};
use codec::Encode;
use proptest::prelude::*;
use testamur_primitives::{
	keys,
	records::{AccreditationState, InstitutionState},
	state::CannotTell,
	status::StatusChunk,
	AccreditationId, Attestation, BatchRevocation, CredentialPointer, CredentialReference,
	CustodialChange, DocumentKey, KeyPurpose, Loss, PublicKey, Reissue, RevocationReason, Root,
	Status, TypeState,
};
use testamur_proof::{check, refusal::Gap, Refusal};

/// A source of numbers that follow from a seed (xorshift, Marsaglia 2003).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
	pub(crate) fn next(&mut self) -> u64 {
		self.0 ^= self.0 << 13;
		self.0 ^= self.0 >> 7;
		self.0 ^= self.0 << 17;
		self.0
	}

	/// Returns a number below `bound`.
	pub(crate) fn below(&mut self, bound: u64) -> u64 {
		self.next() % bound
	}

	pub(crate) fn one_in(&mut self, chances: u64) -> bool {
		self.below(chances) == 0
	}

	pub(crate) fn byte(&mut self) -> u8 {
		self.next().to_le_bytes()[3]
	}

	/// Returns a place in what has so many places.
	pub(crate) fn place(&mut self, count: usize) -> usize {
		usize::try_from(self.below(count.max(1) as u64)).unwrap()
	}

	pub(crate) fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
		&items[self.place(items.len())]
	}

	/// Returns a moment around that of the block.
	fn moment(&mut self) -> u64 {
		TIME - 500 + self.below(1_000)
	}
}

/// A batch of a random register.
pub(crate) struct Anchored {
	first: u32,
	pub(crate) size: u32,
	pub(crate) root: Root,
}

fn signer() -> PublicKey {
	PublicKey::Ed25519(crate::chain::key(77))
}

fn put_grants(state: &mut State, numbers: &mut Numbers) {
	put_grant(state, 1, &grant(AGENCY, None, 2));
	for id in 2..=5 {
		let mut record = grant(UNIVERSITY, Some(1), 1);
		record.state = match numbers.below(5) {
			0 => AccreditationState::Suspended { since: 5, by_council: false },
			1 => AccreditationState::Withdrawn { at: 5, void_from: None },
			2 => AccreditationState::Withdrawn { at: 5, void_from: Some(numbers.moment()) },
			_ => AccreditationState::Active,
		};
		record.terms.valid_until = numbers.moment();
		put_grant(state, id, &record);
	}
}

fn put_institutions(state: &mut State, numbers: &mut Numbers) {
	let mut university = institution("University", 4);
	if numbers.one_in(2) {
		university.state = InstitutionState::Closed { since: 9 };
		university.custody = Some(custody());
	}
	state.put(keys::institution(AGENCY), institution("Agency", 1));
	state.put(keys::institution(UNIVERSITY), university);
	let mut course = credential_type();
	if numbers.one_in(4) {
		course.state = TypeState::Retired { at: 8 };
	}
	state.put(keys::credential_type(COURSE), course);
	for holder in [AGENCY, UNIVERSITY] {
		let record = DocumentKey {
			number: 1,
			purpose: KeyPurpose::Credentials,
			since: numbers.moment(),
			until: None,
			compromised_since: None,
		};
		if numbers.one_in(2) {
			let compromised = numbers.one_in(2).then_some(record.since + 100);
			let record = DocumentKey { compromised_since: compromised, ..record };
			state.put(keys::document_key(holder, signer()), record);
		}
	}
}

fn put_batch(state: &mut State, numbers: &mut Numbers, first: u32) -> Anchored {
	let size = [1, 2, 3, 300][usize::try_from(numbers.below(4)).unwrap()];
	let root = tree(first, size).root();
	let mut record = batch(size, 2 + u32::try_from(numbers.below(4)).unwrap());
	record.issued_at = numbers.moment();
	record.valid_until = numbers.one_in(2).then(|| numbers.moment());
	if numbers.one_in(4) {
		let reason = RevocationReason::IssuedInError;
		record.revoked = Some(BatchRevocation { reason, at: 9, successor: None });
	}
	if numbers.one_in(3) {
		record.attested_again = Some(Attestation {
			accreditation: AccreditationId(2),
			since: numbers.moment(),
			former: record.accreditation,
			loss: Loss::Withdrawn,
		});
	}
	if size == 1 && numbers.one_in(2) {
		let reissue = Reissue { by: AGENCY, at: numbers.moment(), former: root, index: 0 };
		state.put(keys::reissue(UNIVERSITY, root), reissue);
	}
	state.put(keys::batch(UNIVERSITY, root), record);
	for chunk in 0..size.div_ceil(256) {
		if numbers.one_in(2) {
			put_statuses(state, numbers, root, chunk, size);
		}
	}
	Anchored { first, size, root }
}

fn put_statuses(state: &mut State, numbers: &mut Numbers, root: Root, chunk: u32, size: u32) {
	let mut statuses = StatusChunk::default();
	for index in (chunk * 256..size.min((chunk + 1) * 256)).take(40) {
		let status = match numbers.below(4) {
			0 => Status::Active,
			1 => Status::Suspended,
			2 => Status::Superseded,
			_ => Status::Revoked(RevocationReason::LearnerRequest),
		};
		statuses.set(u8::try_from(index % 256).unwrap(), status);
		let pointer = CredentialPointer { institution: UNIVERSITY, root, index: 0 };
		// Where a superseded credential lacks its successor, the state is damaged.
		if status == Status::Superseded && !numbers.one_in(20) || numbers.one_in(4) {
			state.put(keys::successor(UNIVERSITY, root, index), pointer);
		}
		if numbers.one_in(4) {
			let change = CustodialChange { by: AGENCY, at: 9, ended: true };
			state.put(keys::custodial_change(UNIVERSITY, root, index), change);
		}
	}
	state.put(keys::statuses(UNIVERSITY, root, chunk), statuses);
}

/// Returns a random register and its batches. Some have a record that is missing or damaged.
pub(crate) fn random(numbers: &mut Numbers) -> (State, Vec<Anchored>) {
	let mut state = State::default();
	put_institutions(&mut state, numbers);
	put_grants(&mut state, numbers);
	state.put(keys::next_institution(), 3_u32);
	state.put(keys::next_accreditation(), 6_u32);
	state.put(keys::next_type(), 2_u32);
	let batches: Vec<_> = (0..6).map(|n| put_batch(&mut state, numbers, 1_000 * n)).collect();
	let keys: Vec<_> = state.0.keys().cloned().collect();
	let key = &keys[usize::try_from(numbers.below(keys.len() as u64)).unwrap()];
	match numbers.below(8) {
		0 => drop(state.0.remove(key)),
		1 => drop(state.0.get_mut(key).unwrap().pop()),
		_ => (),
	}
	(state, batches)
}

/// Returns references to credentials of the batches, and some to what does not exist.
fn references(numbers: &mut Numbers, batches: &[Anchored]) -> Vec<CredentialReference> {
	let mut asked = Vec::new();
	for Anchored { first, size, .. } in batches {
		let tree = tree(*first, *size);
		for _ in 0..2 {
			let index = u32::try_from(numbers.below((*size).into())).unwrap();
			let mut reference = reference_in(&tree, *first, index);
			reference.signed_by = numbers.one_in(2).then(signer);
			match numbers.below(10) {
				0 => reference.leaf = crate::records::leaf(99_999),
				1 => reference.index += 1,
				2 => reference.institution = AGENCY,
				_ => (),
			}
			asked.push(reference);
		}
	}
	asked
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(120))]

	#[test]
	fn verdicts_over_a_proof_are_those_over_the_state(seed in 1..u64::MAX) {
		let mut numbers = Numbers(seed);
		let (state, batches) = random(&mut numbers);
		let block = Final::new(state);
		let asked = references(&mut numbers, &batches);
		for one in asked.iter().map(std::slice::from_ref).chain([asked.as_slice()]) {
			let (expected, keys) = plain(&block.built.state, one, TIME);
			let evidence = block.evidence(&keys, &[]).encode();
			let shown = check(&evidence, &trust(), &requirements()).unwrap();
			let expected = expected.map_err(|error| match error {
				CannotTell::Damaged(damage) => Refusal::Damaged(damage),
				other => panic!("{other:?}"),
			});
			prop_assert_eq!(shown.verify(one), expected);
		}
	}

	/// Checks that without the path to some key there is the same verdict or none.
	#[test]
	fn what_a_proof_leaves_out_is_never_taken_for_absent(seed in 1..u64::MAX) {
		let mut numbers = Numbers(seed);
		let (state, batches) = random(&mut numbers);
		let block = Final::new(state);
		let asked = references(&mut numbers, &batches);
		for one in asked.iter().map(std::slice::from_ref) {
			let (expected, keys) = plain(&block.built.state, one, TIME);
			for left_out in 0..keys.len() {
				let mut keys = keys.clone();
				keys.remove(left_out);
				let evidence = block.evidence(&keys, &[]).encode();
				let shown = check(&evidence, &trust(), &requirements()).unwrap();
				match (shown.verify(one), &expected) {
					(Ok(found), Ok(expected)) => prop_assert_eq!(&found, expected),
					(Err(Refusal::Damaged(found)), Err(CannotTell::Damaged(expected))) => {
						prop_assert_eq!(&found, expected);
					},
					(Err(Refusal::Incomplete(Gap::Key(key))), _) => {
						prop_assert!(!system_keys().contains(&key));
					},
					other => prop_assert!(false, "{other:?}"),
				}
			}
		}
	}
}

/// Checks that the random registers reach what the properties are about.
#[test]
fn random_registers_have_every_reason() {
	let mut reasons = std::collections::BTreeSet::new();
	let (mut damaged, mut valid) = (0, 0);
	for seed in 1..200 {
		let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed));
		let (state, batches) = random(&mut numbers);
		for one in references(&mut numbers, &batches) {
			match plain(&state, &[one], TIME).0 {
				Ok(verdicts) if verdicts[0].reasons.is_empty() => valid += 1,
				Ok(verdicts) => reasons.extend(verdicts[0].reasons.clone()),
				Err(_) => damaged += 1,
			}
		}
	}
	assert_eq!(reasons.len(), 8, "{reasons:?}");
	assert!(damaged > 10 && valid > 10, "{damaged} {valid}");
}
