// SPDX-License-Identifier: Apache-2.0

//! The world of the thieves: the agency with credentials of its own and schools below it, and what a
//! reader sees of a theft there.

use super::*;
use crate::{Accounts, Accreditations, Acts, DocumentKeys};
use testamur_primitives::{
	merkle::Tree,
	verdict::{Reason, Verdict},
	AccreditationState, CredentialReference, Digest, KeyPurpose, Post, PublicKey, TypeState,
};

/// The number of credentials of each of the agency's own cohorts.
pub(super) const SIZE: u32 = 300;
/// Two honest operators of the agency with the permission for grave acts.
pub(super) const WARDENS: [AccountId; 2] = [61, 62];
/// An account of the thief that serves nobody, and the admin that the council appoints.
pub(super) const ACCOMPLICE: AccountId = 66;
pub(super) const NEW_ADMIN: AccountId = 67;

/// The agency's key for documents, and the thief's.
pub(super) const DOCUMENT_KEY: PublicKey = PublicKey::Ed25519([1; 32]);
pub(super) const THIEFS_KEY: PublicKey = PublicKey::Ed25519([66; 32]);

#[derive(Clone, Copy, Debug)]
pub(super) enum Key {
	Operator(Permissions),
	Admin,
	Governor,
}

impl Key {
	pub(super) fn account(self) -> AccountId {
		match self {
			Self::Operator(_) => THIEF,
			Self::Admin => AGENCY_ADMIN,
			Self::Governor => GOVERNOR,
		}
	}
}

/// What a thief did. Nothing is the default.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Damage {
	/// Own credentials that are revoked, and that are suspended.
	pub(super) ended: usize,
	pub(super) suspended: usize,
	/// Superseded ones that lead to a foreign credential.
	pub(super) diverted: usize,
	/// False credentials that are valid.
	pub(super) forged: usize,
	/// Credentials of schools that are void, and schools that may not issue.
	pub(super) voided: usize,
	pub(super) idle: usize,
	/// Unanswered offers to the schools.
	pub(super) offers: usize,
	/// True if the agency may not issue itself, and if its type is retired.
	pub(super) cannot_issue: bool,
	pub(super) retired: bool,
	/// Wardens that no longer serve the agency, and whether an accomplice does.
	pub(super) dismissed: usize,
	pub(super) infiltrated: bool,
	/// Own credentials whose signature does not count any more.
	pub(super) unsigned: usize,
	/// True if the agency's key for documents is not in use, and if one of the thief is.
	pub(super) keyless: bool,
	pub(super) impostor: bool,
	/// Acts that wait for a second account.
	pub(super) pending: usize,
}

/// Returns the leaf of a credential: a false one, or one of an own cohort.
pub(super) fn digest(kind: u8, index: u32) -> Digest {
	let mut bytes = [kind; 32];
	bytes[..4].copy_from_slice(&index.to_be_bytes());
	Digest(bytes)
}

/// One of the agency's own cohorts.
#[derive(Clone)]
pub(super) struct Cohort {
	tree: Tree,
	digests: Vec<Digest>,
}

impl Cohort {
	pub(super) fn of(kind: u8, size: u32) -> Self {
		let digests: Vec<_> = (0..size).map(|index| digest(kind, index)).collect();
		let leaves: Vec<_> = digests.iter().map(Digest::leaf).collect();
		Self { tree: Tree::new(&leaves).unwrap(), digests }
	}

	pub(super) fn root(&self) -> Root {
		self.tree.root()
	}

	pub(super) fn anchor(&self) -> Anchor {
		Anchor { root: self.root(), size: self.tree.size(), validity: Validity::Never }
	}

	pub(super) fn pointer(&self, index: u32) -> CredentialPointer {
		CredentialPointer { institution: AGENCY, root: self.root(), index }
	}

	pub(super) fn verdicts(&self) -> Vec<Verdict> {
		self.verdicts_on(None)
	}

	/// Returns the verdicts on documents that the agency's key signed.
	pub(super) fn signed_verdicts(&self) -> Vec<Verdict> {
		self.verdicts_on(Some(DOCUMENT_KEY))
	}

	fn verdicts_on(&self, signed_by: Option<PublicKey>) -> Vec<Verdict> {
		let reference = |(index, digest): (u32, &Digest)| CredentialReference {
			institution: AGENCY,
			leaf: digest.leaf(),
			index,
			size: self.tree.size(),
			path: self.tree.path(index).unwrap().try_into().unwrap(),
			signed_by,
		};
		Credentials::verify((0..).zip(&self.digests).map(reference).collect()).unwrap()
	}

	pub(super) fn count(&self, reason: Reason) -> usize {
		self.verdicts().iter().filter(|it| it.reasons.contains(&reason)).count()
	}

	/// Returns one call for each 256 changes of the first credentials.
	pub(super) fn changes(&self, count: u32, change: impl Fn(u32) -> StatusChange) -> Vec<Call> {
		let root = self.root();
		let all: Vec<_> = (0..count).map(|index| (index, change(index))).collect();
		let call = |list: &[_]| Call::change_statuses { root, changes: changes(list) };
		all.chunks(256).map(call).collect()
	}
}

/// The agency with its own credentials, and the schools below it.
pub(super) struct World {
	pub(super) schools: Vec<School>,
	/// The grant under which the agency issues itself, and its own type.
	pub(super) own_grant: AccreditationId,
	pub(super) own_type: TypeId,
	/// Two cohorts that a thief ends: the first by single credentials, the second as a whole. Of the
	/// third, the first half is superseded by the other one.
	pub(super) cohorts: [Cohort; 3],
	/// The calls of the repair so far.
	pub(super) calls: u32,
}

/// The number of credentials that are superseded.
pub(super) const SUPERSEDED: u32 = 10;

/// Returns the honest successor of a credential of the third cohort.
pub(super) fn honest(world: &World, index: u32) -> SuccessorPointer {
	world.cohorts[2].pointer(SUPERSEDED + index).into()
}

/// Returns the credential to which the thief diverts a reader.
pub(super) fn foreign(world: &World) -> SuccessorPointer {
	let school = &world.schools[0];
	let root = Root::from(school.reference(OLD).leaf);
	CredentialPointer { institution: school.id, root, index: 0 }.into()
}

/// Returns the account that is the agency's admin.
pub(super) fn admin() -> AccountId {
	institution(AGENCY).admin
}

impl World {
	/// Gives the agency a grant to issue by itself, and cohorts, a day before the theft.
	pub(super) fn prepare(schools: Vec<School>) -> Self {
		set_time(THEFT - DAY);
		let by = || signed(AGENCY_ADMIN);
		let cohorts =
			[(1, SIZE), (2, SIZE), (3, 2 * SUPERSEDED)].map(|(n, size)| Cohort::of(n, size));
		let mut world =
			Self { schools, own_grant: AccreditationId(0), own_type: TypeId(3), cohorts, calls: 0 };
		world.accredit_agency();
		assert_ok!(Credentials::add_document_key(by(), DOCUMENT_KEY, KeyPurpose::Credentials));
		for cohort in &world.cohorts {
			assert_ok!(Credentials::anchor(by(), world.own_grant, COURSE, cohort.anchor()));
		}
		let supersede = |index| StatusChange::Supersede(honest(&world, index));
		for call in world.cohorts[2].changes(SUPERSEDED, supersede) {
			assert_ok!(dispatch(call, by()));
		}
		assert_ok!(Credentials::register_type(by(), definition()));
		world.enlist_wardens();
		set_time(THEFT);
		world.calls = 0;
		world
	}

	pub(super) fn call(&mut self, call: Call, by: RuntimeOrigin) {
		assert_ok!(dispatch(call, by));
		self.calls += 1;
	}

	pub(super) fn accredit_agency(&mut self) {
		let terms = terms(Scope::Any, true, 0);
		self.call(Call::offer_accreditation { holder: AGENCY, parent: None, terms }, council());
		self.own_grant = last();
		let accreditation = self.own_grant;
		self.call(Call::accept_accreditation { accreditation }, signed(admin()));
	}

	pub(super) fn enlist_wardens(&mut self) {
		let permissions = Permissions { grave: true, ..Default::default() };
		for operator in WARDENS {
			if !Accounts::<Test>::contains_key(operator) {
				let consent = Some(consent(operator, AGENCY, Post::Operator));
				let call = Call::set_operator { operator, permissions, consent };
				self.call(call, signed(admin()));
			}
		}
	}

	/// Returns the damage, as readers of the chain see it.
	pub(super) fn damage(&self) -> Damage {
		let own = |reason| self.cohorts[..2].iter().map(|it| it.count(reason)).sum();
		let superseded = (0..SUPERSEDED).zip(self.cohorts[2].verdicts());
		let diverted = superseded.filter(|(index, verdict)| {
			let status = &verdict.findings.as_ref().unwrap().status;
			status.successor.map(SuccessorPointer::from) != Some(honest(self, *index))
		});
		let forged = (0..MAX_ANCHORS).map(forged_reference).collect();
		let schools = self.schools.iter().flat_map(|it| [OLD, RECENT].map(|n| it.reference(n)));
		let is_valid = |verdicts: Vec<Verdict>| {
			verdicts.iter().filter(|verdict| verdict.reasons.is_empty()).count()
		};
		let valid_below = is_valid(Credentials::verify(schools.collect()).unwrap());
		let own_type = crate::CredentialTypes::<Test>::get(self.own_type).unwrap();
		let signed = self.cohorts.iter().flat_map(Cohort::signed_verdicts);
		let is_in_use =
			|key| DocumentKeys::<Test>::get(AGENCY, key).is_some_and(|record| record.is_current());
		let serves = |who: &AccountId| Accounts::<Test>::contains_key(who);
		Damage {
			ended: own(Reason::Revoked),
			suspended: own(Reason::Suspended),
			diverted: diverted.count(),
			forged: is_valid(Credentials::verify(forged).unwrap()),
			voided: 2 * SCHOOLS as usize - valid_below,
			idle: SCHOOLS as usize - may_issue(&self.schools),
			offers: open_offers().len(),
			cannot_issue: Credentials::authorization(AGENCY, COURSE).unwrap().is_none(),
			retired: own_type.state != TypeState::Active,
			dismissed: WARDENS.iter().filter(|who| !serves(who)).count(),
			infiltrated: serves(&ACCOMPLICE),
			unsigned: signed.filter(is_unsigned).count(),
			keyless: !is_in_use(DOCUMENT_KEY),
			impostor: is_in_use(THIEFS_KEY),
			pending: Acts::<Test>::get(AGENCY).len(),
		}
	}
}

/// Returns whether something speaks against the key that signed a document.
fn is_unsigned(verdict: &Verdict) -> bool {
	let of_keys = [Reason::KeyNotAuthorized, Reason::KeyCompromised];
	verdict.reasons.iter().any(|reason| of_keys.contains(reason))
}

pub(super) fn forged_reference(n: u32) -> CredentialReference {
	CredentialReference {
		institution: AGENCY,
		leaf: digest(9, n).leaf(),
		index: 0,
		size: 1,
		path: Default::default(),
		signed_by: None,
	}
}

/// Returns the unanswered offers of the agency.
pub(super) fn open_offers() -> Vec<AccreditationId> {
	let is_open = |state| state == AccreditationState::Offered;
	let grants = Accreditations::<Test>::iter().filter(|(_, grant)| is_open(grant.state));
	grants.map(|(id, _)| id).collect()
}
