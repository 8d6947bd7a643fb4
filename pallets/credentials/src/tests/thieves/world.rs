// SPDX-License-Identifier: Apache-2.0

//! The world of the thieves: the agency with credentials of its own and schools below it, and what a
//! reader sees of a theft there.

use super::*;
use crate::{Accounts, Accreditations, Acts, DocumentKeys};
use testamur_primitives::{
	merkle::Tree,
	verdict::{Reason, Verdict},
	Accreditation, AccreditationState, CredentialReference, CredentialType, Digest, KeyPurpose,
	Lapse, Moment, Post, PublicKey, Terms, TypeState,
};

/// The number of credentials of each of the agency's own cohorts.
pub(super) const SIZE: u32 = 300;
/// Two honest operators of the agency with the permission for grave acts.
pub(super) const WARDENS: [AccountId; 2] = [61, 62];
/// An account of the thief that serves nobody, and the admin that the council appoints.
pub(super) const ACCOMPLICE: AccountId = 66;
pub(super) const NEW_ADMIN: AccountId = 67;
/// The agency's own document key.
pub(super) const DOCUMENT_KEY: PublicKey = PublicKey::Ed25519([1; 32]);

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
	/// Credentials of schools that are void, those whose issuer is not accredited now, and schools
	/// that may not issue.
	pub(super) voided: usize,
	pub(super) stale: usize,
	pub(super) idle: usize,
	/// Unanswered offers to the schools, and grants of schools that last longer than they did.
	pub(super) offers: usize,
	pub(super) renewed: usize,
	/// True if a grant that the agency looks into is in force, and if an offer to it is gone.
	pub(super) released: bool,
	pub(super) declined: bool,
	/// Credentials under an inquiry that are valid.
	pub(super) cleared: usize,
	/// True if the agency has accepted what it was offered, has taken back what it had offered, has ended
	/// a grant that it looks into, and has voided a grant that it had withdrawn before.
	pub(super) accepted: bool,
	pub(super) taken_back: bool,
	pub(super) cut_off: bool,
	pub(super) avenged: bool,
	/// Own batches that had lost their grant and are not valid. They are valid at first, under
	/// whichever grant, so the damage is done by the repair of another one.
	pub(super) moved: usize,
	/// True if the agency may not issue itself, and if its type is retired.
	pub(super) cannot_issue: bool,
	pub(super) retired: bool,
	/// Types that the agency did not define, and whether its home page is another one.
	pub(super) types: usize,
	pub(super) defaced: bool,
	/// Wardens that no longer serve the agency, and whether an accomplice does.
	pub(super) dismissed: usize,
	pub(super) infiltrated: bool,
	/// Own credentials that do not count as signed with the agency's document key.
	pub(super) unsigned: usize,
	/// True if that key is not in use, and the keys of the thief that are listed.
	pub(super) keyless: bool,
	pub(super) impostors: usize,
	/// Acts that wait for a second account.
	pub(super) pending: usize,
}

/// Returns the leaf of a credential: a false one, or one of an own cohort.
pub(super) fn digest(kind: u8, index: u32) -> Digest {
	let mut bytes = [kind; 32];
	bytes[..4].copy_from_slice(&index.to_be_bytes());
	Digest(bytes)
}

/// Returns a document key of the thief.
pub(super) fn thiefs_key(n: u32) -> PublicKey {
	PublicKey::Ed25519(digest(66, n).0)
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

	/// Returns the number of credentials that do not count as signed with the agency's document key.
	fn unsigned(&self) -> usize {
		let of_keys = [Reason::KeyNotAuthorized, Reason::KeyCompromised];
		let is_unsigned = |it: &&Verdict| it.reasons.iter().any(|reason| of_keys.contains(reason));
		self.verdicts_on(Some(DOCUMENT_KEY)).iter().filter(is_unsigned).count()
	}

	/// Returns the verdicts on documents that were signed with this key, or whose key is not asked for.
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
	/// A grant that the agency gave and suspended, and an offer to the agency.
	pub(super) looked_into: AccreditationId,
	pub(super) offered: AccreditationId,
	/// An offer to the agency that it has not decided on, one of its own, and the grant above that.
	pub(super) undecided: AccreditationId,
	pub(super) own_offer: AccreditationId,
	pub(super) above: AccreditationId,
	/// A grant that the agency gave and withdrew, without a void.
	pub(super) withdrawn: AccreditationId,
	/// A cohort that is suspended, because the agency looks into it.
	pub(super) inquiry: Cohort,
	/// Two cohorts that a thief ends: the first by single credentials, the second as a whole. Each of
	/// the first half of the third leads to one of the other half.
	pub(super) cohorts: [Cohort; 3],
	/// The calls of the repair so far.
	pub(super) calls: u32,
}

/// The number of credentials that lead to another one.
pub(super) const LED_ON: u32 = 10;
/// The number of own batches that had lost their grant before the theft.
pub(super) const MOVED: u32 = 3;
/// The end of the grants of schools, and that of the grant above them.
pub(super) const END: Moment = START + 98 * DAY;
pub(super) const LAST_END: Moment = START + 99 * DAY;

/// Returns whether a credential of the third cohort is superseded. The others that lead on are revoked.
pub(super) const fn is_superseded(index: u32) -> bool {
	index < LED_ON / 2
}

/// Returns the root of a batch that had lost its grant before the theft.
pub(super) fn old_root(n: u32) -> Root {
	Root::from(digest(8, n).leaf())
}

/// Returns the honest successor of a credential of the third cohort.
pub(super) fn honest(world: &World, index: u32) -> SuccessorPointer {
	world.cohorts[2].pointer(LED_ON + index).into()
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
		let cohorts = [(1, SIZE), (2, SIZE), (3, 2 * LED_ON)].map(|(n, size)| Cohort::of(n, size));
		let mut world = Self {
			schools,
			own_grant: AccreditationId(0),
			own_type: TypeId(3),
			looked_into: AccreditationId(0),
			offered: AccreditationId(0),
			undecided: AccreditationId(0),
			own_offer: AccreditationId(0),
			above: AGENCY_GRANT,
			withdrawn: AccreditationId(0),
			inquiry: Cohort::of(5, LED_ON),
			cohorts,
			calls: 0,
		};
		world.issue_old_batches();
		world.accredit_agency();
		assert_ok!(Credentials::add_document_key(by(), DOCUMENT_KEY, KeyPurpose::Credentials));
		for cohort in world.cohorts.iter().chain([&world.inquiry]) {
			assert_ok!(Credentials::anchor(by(), world.own_grant, COURSE, cohort.anchor()));
		}
		for call in world.inquiry.changes(LED_ON, |_| StatusChange::Suspend) {
			assert_ok!(dispatch(call, by()));
		}
		let end = |index| match is_superseded(index) {
			true => StatusChange::Supersede(honest(&world, index)),
			false => REVOKE,
		};
		let lead_on = |index| StatusChange::NameSuccessor(honest(&world, index));
		let ends = world.cohorts[2].changes(LED_ON, end);
		for call in ends.into_iter().chain(world.cohorts[2].changes(LED_ON, lead_on)) {
			assert_ok!(dispatch(call, by()));
		}
		assert_ok!(Credentials::register_type(by(), definition()));
		world.give_and_take();
		world.enlist_wardens();
		set_time(THEFT);
		world.calls = 0;
		world
	}

	/// Anchors batches under a grant that the agency loses.
	fn issue_old_batches(&mut self) {
		self.accredit_agency();
		for n in 0..MOVED {
			let anchor = Anchor { root: old_root(n), size: 1, validity: Validity::Never };
			let by = signed(AGENCY_ADMIN);
			assert_ok!(Credentials::anchor(by, self.own_grant, COURSE, anchor));
		}
		assert_ok!(Credentials::withdraw_accreditation(council(), self.own_grant, None));
	}

	/// Gives a grant that the agency suspends, and offers the agency one. The grants of schools end a
	/// little earlier than the one above them.
	fn give_and_take(&mut self) {
		let by = || signed(AGENCY_ADMIN);
		let (parent, given) = (Some(AGENCY_GRANT), terms(scope(&[COURSE]), true, 0));
		assert_ok!(Credentials::offer_accreditation(by(), COLLEGE, parent, given));
		self.looked_into = last();
		assert_ok!(Credentials::accept_accreditation(signed(COLLEGE_ADMIN), self.looked_into));
		assert_ok!(Credentials::suspend_accreditation(by(), self.looked_into));
		self.offer_to_agency();
		self.undecided = self.offered;
		self.offer_to_agency();
		self.offer_to_college();
		self.withdrawn = self.own_offer;
		let accept = Call::accept_accreditation { accreditation: self.withdrawn };
		self.call(accept, signed(COLLEGE_ADMIN));
		assert_ok!(Credentials::withdraw_accreditation(by(), self.withdrawn, None));
		self.offer_to_college();
		for School { grant: accreditation, .. } in self.schools.clone() {
			self.call(shorten(accreditation), by());
		}
	}

	pub(super) fn offer_to_agency(&mut self) {
		let terms = terms(scope(&[OTHER_COURSE]), true, 0);
		self.call(Call::offer_accreditation { holder: AGENCY, parent: None, terms }, council());
		self.offered = last();
	}

	pub(super) fn offer_to_college(&mut self) {
		let (holder, parent) = (COLLEGE, Some(self.above));
		let terms = terms(scope(&[COURSE]), true, 0);
		self.call(Call::offer_accreditation { holder, parent, terms }, signed(admin()));
		self.own_offer = last();
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
		let led_on = (0..LED_ON).zip(self.cohorts[2].verdicts());
		let diverted = led_on.filter(|(index, verdict)| {
			let status = &verdict.findings.as_ref().unwrap().status;
			status.successor.map(SuccessorPointer::from) != Some(honest(self, *index))
		});
		let forged = (0..=MAX_ANCHORS).map(forged_reference).collect();
		let moved = (0..MOVED).map(|n| reference(digest(8, n))).collect();
		let schools = self.schools.iter().flat_map(|it| [OLD, RECENT].map(|n| it.reference(n)));
		let below = Credentials::verify(schools.collect()).unwrap();
		let is_stale = |it: &&Verdict| !it.findings.as_ref().unwrap().accreditation.now;
		let stale = below.iter().filter(is_stale).count();
		let is_valid = |verdicts: Vec<Verdict>| {
			verdicts.iter().filter(|verdict| verdict.reasons.is_empty()).count()
		};
		let grant = |id| Accreditations::<Test>::get(id).unwrap();
		let lasts_longer = |it: &&School| {
			let record = grant(it.grant);
			record.lapse(THEFT) != Some(Lapse::Withdrawn) && record.terms.valid_until > END
		};
		let is_void = |id| {
			matches!(grant(id).state, AccreditationState::Withdrawn { void_from: Some(_), .. })
		};
		let own_type = crate::CredentialTypes::<Test>::get(self.own_type).unwrap();
		let serves = |who: &AccountId| Accounts::<Test>::contains_key(who);
		Damage {
			ended: own(Reason::Revoked),
			suspended: own(Reason::Suspended),
			diverted: diverted.count(),
			forged: is_valid(Credentials::verify(forged).unwrap()),
			voided: 2 * SCHOOLS as usize - is_valid(below),
			stale,
			idle: SCHOOLS as usize - may_issue(&self.schools),
			offers: self.open_offers().len(),
			renewed: self.schools.iter().filter(lasts_longer).count(),
			released: grant(self.looked_into).state == AccreditationState::Active,
			declined: grant(self.offered).state != AccreditationState::Offered,
			cleared: is_valid(self.inquiry.verdicts()),
			accepted: grant(self.undecided).state == AccreditationState::Active,
			taken_back: grant(self.own_offer).lapse(THEFT) == Some(Lapse::Withdrawn),
			cut_off: grant(self.looked_into).lapse(THEFT) == Some(Lapse::Withdrawn),
			avenged: is_void(self.withdrawn),
			moved: MOVED as usize - is_valid(Credentials::verify(moved).unwrap()),
			cannot_issue: Credentials::authorization(AGENCY, COURSE).unwrap().is_none(),
			retired: own_type.state != TypeState::Active,
			types: self.foreign_types().len(),
			defaced: institution(AGENCY).profile.uri != profile("Agency").uri,
			dismissed: WARDENS.iter().filter(|who| !serves(who)).count(),
			infiltrated: serves(&ACCOMPLICE),
			unsigned: self.cohorts.iter().map(Cohort::unsigned).sum(),
			keyless: !DocumentKeys::<Test>::get(AGENCY, DOCUMENT_KEY).unwrap().is_current(),
			impostors: thiefs_keys().len(),
			pending: Acts::<Test>::get(AGENCY).len(),
		}
	}
}

/// Returns the keys of the thief that the agency's record lists.
pub(super) fn thiefs_keys() -> Vec<PublicKey> {
	let keys = DocumentKeys::<Test>::iter_prefix(AGENCY);
	let listed = keys.filter(|(key, record)| *key != DOCUMENT_KEY && record.is_listed());
	listed.map(|(key, _)| key).collect()
}

/// Returns the call that ends the grant of a school when it did before the theft.
pub(super) fn shorten(accreditation: AccreditationId) -> Call {
	let terms =
		Terms { valid_until: END, ..Accreditations::<Test>::get(accreditation).unwrap().terms };
	Call::narrow_accreditation { accreditation, terms }
}

pub(super) fn forged_reference(n: u32) -> CredentialReference {
	reference(digest(9, n))
}

/// Returns the reference to a single credential of the agency.
fn reference(digest: Digest) -> CredentialReference {
	CredentialReference {
		institution: AGENCY,
		leaf: digest.leaf(),
		index: 0,
		size: 1,
		path: Default::default(),
		signed_by: None,
	}
}

impl World {
	/// Returns the unanswered offers of the agency.
	pub(super) fn open_offers(&self) -> Vec<AccreditationId> {
		let is_open = |(id, grant): &(AccreditationId, Accreditation)| {
			let known = [self.offered, self.undecided, self.own_offer];
			grant.state == AccreditationState::Offered && !known.contains(id)
		};
		let grants = Accreditations::<Test>::iter().filter(is_open);
		grants.map(|(id, _)| id).collect()
	}

	/// Returns the types in use that the agency has not defined itself.
	pub(super) fn foreign_types(&self) -> Vec<TypeId> {
		let is_foreign = |(id, record): &(TypeId, CredentialType)| {
			*id > self.own_type && record.state == TypeState::Active
		};
		let types = crate::CredentialTypes::<Test>::iter().filter(is_foreign);
		types.map(|(id, _)| id).collect()
	}
}
