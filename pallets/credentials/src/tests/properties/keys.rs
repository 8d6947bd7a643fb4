// SPDX-License-Identifier: Apache-2.0

//! Document keys: calls at random, the rules of the model, and its opinion about the key that
//! signed a document.

use super::{
	calls::{around, member, Signer},
	dice::Dice,
	model::Model,
	rules::{require, Done},
	word, Tally,
};
use crate::mock::*;
use testamur_primitives::{
	verdict::{Outcome, Reason, Verdict},
	CredentialReference, DocumentKey, InstitutionId, KeyEnd, KeyPurpose, Moment, PublicKey,
};

type Call = crate::Call<Test>;

/// A document key of an institution. Its number is its place.
#[derive(Clone, PartialEq)]
pub(super) struct Key {
	pub(super) key: PublicKey,
	purpose: KeyPurpose,
	since: Moment,
	until: Option<Moment>,
	/// The moments since which it was declared compromised, and `None` for each time that this was
	/// lifted. The last counts.
	declared: Vec<Option<Moment>>,
}

impl Key {
	fn compromised_since(&self) -> Option<Moment> {
		self.declared.last().copied().flatten()
	}

	fn is_current(&self) -> bool {
		self.until.is_none() && self.compromised_since().is_none()
	}
}

/// The keys that take part: four of Ed25519 and two of P-256.
pub(super) fn pool() -> Vec<PublicKey> {
	let ed25519 = (1..=4).map(|n| PublicKey::Ed25519([n; 32]));
	ed25519.chain([2, 3].map(|n| PublicKey::P256([n; 33]))).collect()
}

/// Returns a key, and sometimes something that is none.
fn a_key(dice: &mut Dice) -> PublicKey {
	match dice.below(20) {
		0 => PublicKey::Ed25519([0; 32]),
		1 => PublicKey::P256([4; 33]),
		_ => dice.pick(&pool()).unwrap_or(PublicKey::Ed25519([1; 32])),
	}
}

/// Returns a call on the document keys of an institution.
pub(super) fn keeping(model: &Model, dice: &mut Dice) -> (Signer, Call) {
	let id = dice.number(model.institutions.len());
	let institution = InstitutionId(id);
	let own: Vec<_> = model
		.institution(id)
		.map(|body| body.keys.iter().map(|key| key.key).collect())
		.unwrap_or_default();
	let any = a_key(dice);
	let key = if dice.one_in(8) { any } else { dice.pick(&own).unwrap_or(any) };
	let signer = member(model, dice, id);
	match dice.below(15) {
		0..=3 => {
			let purposes =
				[KeyPurpose::Credentials, KeyPurpose::Credentials, KeyPurpose::StatusLists];
			let stated = dice.pick(&purposes).filter(|_| !dice.one_in(10));
			let purpose = stated.unwrap_or(KeyPurpose::Unstated);
			(signer, Call::add_document_key { key: any, purpose })
		},
		4 | 5 => (signer, Call::retire_document_key { key }),
		6..=9 => {
			let bound = model.now - 30 * DAY;
			let some = [model.now, model.now + 1, bound, bound - 1, 0, START];
			let near = around(model, dice, 8, 1);
			let some = if dice.one_in(3) { dice.pick(&some).unwrap_or(near) } else { near };
			// A key is often compromised from the beginning.
			let added = model
				.institution(id)
				.and_then(|body| body.keys.iter().find(|one| one.key == key).map(|one| one.since));
			let since = added.filter(|_| dice.one_in(2)).unwrap_or(some);
			let signer = if dice.one_in(3) { Signer::Council } else { signer };
			(signer, Call::declare_compromised { institution, key, since })
		},
		10 | 11 => (Signer::Council, Call::lift_compromise { institution, key }),
		_ => {
			let near = around(model, dice, 2, 1);
			let ends = [KeyEnd::Never, KeyEnd::At(near), KeyEnd::At(near), KeyEnd::At(model.now)];
			let end = dice.pick(&ends).filter(|_| !dice.one_in(10)).unwrap_or(KeyEnd::Unstated);
			(Signer::Council, Call::reinstate_document_key { institution, key, end })
		},
	}
}

impl Model {
	pub(super) fn run_on_keys(&mut self, signer: Signer, call: &Call) -> Done {
		match call {
			Call::add_document_key { key, purpose } => {
				let by = self.sets_operators(signer, true)?;
				self.add_key(by, *key, *purpose)
			},
			Call::retire_document_key { key } => {
				let by = self.member(signer, |_| false)?;
				let now = self.now;
				let record = self.key_mut(by, *key)?;
				require(record.until.is_none())?;
				record.until = Some(now);
				Some(())
			},
			Call::declare_compromised { institution, key, since } => {
				let by_council = signer == Signer::Council;
				if !by_council {
					require(self.sets_operators(signer, true)? == institution.0)?;
				}
				self.declare(institution.0, *key, *since, by_council)
			},
			Call::lift_compromise { institution, key } => {
				require(signer == Signer::Council)?;
				let record = self.key_mut(institution.0, *key)?;
				record.declared.push(None);
				Some(())
			},
			Call::reinstate_document_key { institution, key, end } => {
				require(signer == Signer::Council)?;
				self.reinstate_key(institution.0, *key, *end)
			},
			_ => self.run_on_custody(signer, call),
		}
	}

	fn key_mut(&mut self, institution: u32, key: PublicKey) -> Option<&mut Key> {
		let place = (institution as usize).checked_sub(1)?;
		self.institutions.get_mut(place)?.keys.iter_mut().find(|one| one.key == key)
	}

	fn add_key(&mut self, by: u32, key: PublicKey, purpose: KeyPurpose) -> Done {
		let since = self.now;
		let keys = &mut self.institutions[by as usize - 1].keys;
		require(pool().contains(&key) && purpose != KeyPurpose::Unstated)?;
		require(keys.iter().all(|one| one.key != key))?;
		require(keys.iter().filter(|one| one.is_current()).count() < 16)?;
		require(keys.iter().filter(|one| one.compromised_since().is_none()).count() < 128)?;
		keys.push(Key { key, purpose, since, until: None, declared: vec![] });
		Some(())
	}

	fn declare(
		&mut self,
		institution: u32,
		key: PublicKey,
		since: Moment,
		by_council: bool,
	) -> Done {
		let now = self.now;
		let record = self.key_mut(institution, key)?;
		let former = record.compromised_since();
		if !by_council {
			require(since <= now && now - since <= 30 * DAY)?;
			require(former.is_none_or(|former| since < former))?;
		}
		require(since <= now && record.since <= since)?;
		record.declared.push(Some(since));
		Some(())
	}

	fn reinstate_key(&mut self, institution: u32, key: PublicKey, end: KeyEnd) -> Done {
		let now = self.now;
		let record = self.key_mut(institution, key)?;
		let until = match end {
			KeyEnd::Unstated => return None,
			KeyEnd::Never => None,
			KeyEnd::At(moment) => Some(moment),
		};
		if record.until != until {
			let former = record.until?;
			require(until.is_none_or(|moment| former < moment && moment <= now))?;
			record.until = until;
		}
		Some(())
	}

	/// Returns the record of a key as the chain must have it.
	fn key(&self, institution: u32, key: PublicKey) -> Option<DocumentKey> {
		let keys = &self.institution(institution)?.keys;
		let (number, record) = (1..).zip(keys).find(|(_, record)| record.key == key)?;
		Some(DocumentKey {
			number,
			purpose: record.purpose,
			since: record.since,
			until: record.until,
			compromised_since: record.compromised_since(),
		})
	}

	/// Returns the words of the reasons that speak against a key for what was anchored at a moment.
	fn objections(key: Option<DocumentKey>, anchored: Moment) -> Vec<&'static str> {
		let Some(key) = key else { return vec!["keyNotAuthorized"] };
		let stood = anchored >= key.since && key.until.is_none_or(|until| anchored < until);
		let mut words = vec![];
		if !stood || key.purpose != KeyPurpose::Credentials {
			words.push("keyNotAuthorized");
		}
		if key.compromised_since.is_some_and(|since| anchored >= since) {
			words.push("keyCompromised");
		}
		words
	}
}

/// Checks the verdicts on what is anchored once more, each with a key that is said to have signed
/// it: nothing but what concerns the key may differ from the verdict without it.
pub(super) fn check_signed(
	model: &Model,
	references: &[CredentialReference],
	verdicts: &[Verdict],
	tally: &mut Tally,
) {
	let pool = pool();
	let anchored = (model.step..)
		.zip(references.iter().zip(verdicts))
		.filter(|(_, (_, verdict))| verdict.findings.is_some());
	let (signed, unsigned): (Vec<_>, Vec<_>) = anchored
		.map(|(turn, (reference, verdict))| {
			let signed_by = Some(pool[turn % pool.len()]);
			(CredentialReference { signed_by, ..reference.clone() }, verdict.clone())
		})
		.unzip();
	let answers = Credentials::verify(signed.clone()).unwrap();
	for ((reference, mut expected), answer) in signed.iter().zip(unsigned).zip(answers) {
		let findings = expected.findings.as_mut().unwrap();
		// A custodian signs what it issues again.
		let (signer, anchored) = match findings.reissue {
			Some(reissue) => (reissue.by, reissue.at),
			None => (reference.institution, findings.issued_at),
		};
		let record = model.key(signer.0, reference.signed_by.unwrap());
		let objections = Model::objections(record, anchored);
		findings.document_key = record;
		let both = [Reason::KeyNotAuthorized, Reason::KeyCompromised];
		let added = both.into_iter().filter(|reason| objections.contains(&word(reason)));
		expected.reasons.extend(added);
		if !expected.reasons.is_empty() {
			expected.outcome = Outcome::Invalid;
		}
		assert_eq!(answer, expected);
		*tally.keys.entry(objections).or_default() += 1;
	}
}

/// Checks that the listing of each institution is that of the model.
pub(super) fn check_listings(model: &Model) {
	for (institution, body) in (1..).zip(&model.institutions) {
		let page = Credentials::document_keys(InstitutionId(institution), 1, 100).unwrap().unwrap();
		let listed: Vec<_> = page.items.iter().map(|view| view.key).collect();
		let expected: Vec<_> = body.keys.iter().map(|key| key.key).collect();
		assert_eq!((listed, page.next), (expected, None));
		for view in page.items {
			assert_eq!(model.key(institution, view.key), Some(view.record));
		}
	}
}
