// SPDX-License-Identifier: Apache-2.0

//! Tests of a thief with an account of an accreditor that may do grave acts, and that narrows all
//! grants of the accreditor to less than their holders need, or gives the accreditor's own back.
//! Nothing widens a grant, so the repair is a new grant for each holder that lost its right, level by
//! level, and another attestation of each batch. The tests count the calls of both.

use super::{
	theft::{last, may_issue, School, OLD, RECENT, SCHOOLS, THEFT, THIEF},
	*,
};
use crate::Permissions;
use frame_support::{assert_noop, assert_ok};
use testamur_primitives::{
	verdict::{Findings, Verdict},
	Loss, Rights, Root, Scope,
};

/// The levels below the agency: schools, and as many faculties, each with a grant of a school.
struct World {
	schools: Vec<School>,
	faculties: Vec<School>,
	/// The number of calls of the repair so far.
	calls: u32,
}

/// Returns terms with these types, with or without the right to attest, and with so many levels of
/// accreditation below.
fn terms_of(scope: Scope, attest: bool, delegation: u8) -> Terms {
	Terms { rights: Rights { attest, delegation }, ..terms(scope, true, 0) }
}

fn both_courses() -> Scope {
	scope(&[COURSE, OTHER_COURSE])
}

impl World {
	/// Makes one call of the repair.
	fn call(&mut self, call: Call, by: RuntimeOrigin) {
		assert_ok!(dispatch(call, by));
		self.calls += 1;
	}

	/// Gives a holder a grant, by an offer and its acceptance.
	fn grant(&mut self, to: School, by: AccountId, parent: AccreditationId, delegation: u8) {
		self.call(
			offer(to.id, Some(parent), terms_of(both_courses(), true, delegation)),
			signed(by),
		);
		let accreditation = last();
		self.call(Call::accept_accreditation { accreditation }, signed(to.admin));
		let holders = self.schools.iter_mut().chain(&mut self.faculties);
		holders.filter(|it| it.id == to.id).for_each(|it| it.grant = accreditation);
	}

	/// Gives all schools a grant below the agency's.
	fn grant_to_schools(&mut self, parent: AccreditationId) {
		for school in self.schools.clone() {
			self.grant(school, AGENCY_ADMIN, parent, 1);
		}
	}

	/// Gives all faculties a grant below those that the schools have now.
	fn grant_to_faculties(&mut self) {
		for (school, faculty) in self.schools.clone().into_iter().zip(self.faculties.clone()) {
			self.grant(faculty, school.admin, school.grant, 0);
		}
	}

	fn attest_again(&mut self, holders: &[School]) {
		for holder in holders {
			for n in [OLD, RECENT] {
				let root = Root::from(holder.reference(n).leaf);
				let accreditation = holder.grant;
				self.call(Call::attest_again { root, accreditation }, signed(holder.admin));
			}
		}
	}

	/// Has the council take control, before the repair, and give it back without the thief.
	fn lock_the_thief_out(&mut self) {
		let accreditation = AGENCY_GRANT;
		self.call(Call::suspend_accreditation { accreditation }, council());
		self.call(Call::remove_operator { institution: AGENCY, operator: THIEF }, council());
		self.call(reinstate(accreditation), council());
	}

	fn verdicts(&self, holders: &[School]) -> Vec<Verdict> {
		let both = holders.iter().flat_map(|it| [OLD, RECENT].map(|n| it.reference(n)));
		Credentials::verify(both.collect()).unwrap()
	}

	/// Returns the numbers of schools and of faculties that may issue now.
	fn may_issue(&self) -> (usize, usize) {
		(may_issue(&self.schools), may_issue(&self.faculties))
	}

	/// Checks that every credential is valid, and returns the numbers of those of schools and of
	/// faculties that stand under a grant that no longer allows to issue them.
	fn stale(&self) -> (usize, usize) {
		let stale = |holders: &[School]| {
			let verdicts = self.verdicts(holders);
			assert!(verdicts.iter().all(|it| it.reasons.is_empty() && standing(it).0));
			verdicts.iter().filter(|it| !standing(it).1).count()
		};
		(stale(&self.schools), stale(&self.faculties))
	}

	/// Checks that the verdicts say what they said before the theft: all but the grants.
	fn assert_as(&self, before: &[Vec<Verdict>; 2]) {
		assert_eq!(self.may_issue(), (ALL_HOLDERS, ALL_HOLDERS));
		assert_eq!(self.stale(), (0, 0));
		for (holders, before) in [&self.schools, &self.faculties].into_iter().zip(before) {
			for (verdict, before) in self.verdicts(holders).iter().zip(before) {
				assert_eq!(verdict.reasons, before.reasons);
				assert_eq!(standing(verdict), standing(before));
				let (now, then) = (findings(verdict), findings(before));
				assert_eq!((now.issued_at, now.status), (then.issued_at, then.status));
			}
		}
	}

	/// Checks that the batches of these holders, and no others, show in which way they lost a grant.
	fn assert_loss(&self, holders: &[School], loss: Loss) {
		for verdict in self.verdicts(holders) {
			let former = findings(&verdict).accreditation.former.unwrap();
			assert_eq!((former.loss, former.voided), (loss, false));
		}
		let kept = |verdict: &Verdict| findings(verdict).accreditation.former.is_none();
		let others = [&self.schools, &self.faculties].into_iter().flatten();
		let others: Vec<_> =
			others.filter(|it| holders.iter().all(|one| one.id != it.id)).copied().collect();
		assert!(others.is_empty() || self.verdicts(&others).iter().all(kept));
	}
}

const ALL_HOLDERS: usize = SCHOOLS as usize;
/// The credentials of all schools, and of all faculties.
const ALL_CREDENTIALS: usize = 2 * ALL_HOLDERS;

fn findings(verdict: &Verdict) -> Findings {
	verdict.findings.clone().unwrap()
}

/// Returns whether the issuer was accredited then, and whether it is now.
fn standing(verdict: &Verdict) -> (bool, bool) {
	let found = findings(verdict).accreditation;
	(found.then, found.now)
}

/// Runs a test at the time of the theft, with the verdicts before it on schools and faculties.
fn at_the_theft(test: impl FnOnce(World, [Vec<Verdict>; 2])) {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let schools = (0..SCHOOLS).map(School::register).collect();
		let faculties = (SCHOOLS..2 * SCHOOLS).map(School::register).collect();
		let mut world = World { schools, faculties, calls: 0 };
		world.grant_to_schools(AGENCY_GRANT);
		world.grant_to_faculties();
		for (time, n) in [(START, OLD), (THEFT - DAY, RECENT)] {
			set_time(time);
			for holder in world.schools.iter().chain(&world.faculties) {
				assert_ok!(holder.issue(n));
			}
		}
		set_time(THEFT);
		let permissions = Permissions { grave: true, ..Default::default() };
		assert_ok!(Credentials::set_operator(signed(AGENCY_ADMIN), THIEF, permissions, None));
		world.calls = 0;
		let before = [world.verdicts(&world.schools), world.verdicts(&world.faculties)];
		assert_eq!((world.may_issue(), world.stale()), ((ALL_HOLDERS, ALL_HOLDERS), (0, 0)));
		test(world, before);
	});
}

/// Has the thief narrow the grant of every school to these terms, and checks that the agency does not
/// widen one again, and that the council finds it as narrow as it asks for.
fn narrow_all(world: &World, terms: &Terms) {
	for School { grant: accreditation, .. } in world.schools.iter().copied() {
		let former = grant(accreditation).terms;
		let narrow = |terms: &Terms| {
			let terms = terms.clone();
			Call::narrow_accreditation { accreditation, terms }
		};
		assert_ok!(dispatch(narrow(terms), signed(THIEF)));
		let by_agency = dispatch(narrow(&former), signed(AGENCY_ADMIN));
		assert_noop!(by_agency, Error::<Test>::NotNarrower);
		assert_ok!(dispatch(narrow(&former), council()));
		assert_eq!(&grant(accreditation).terms, terms);
	}
}

/// A narrower scope also binds the faculties, however wide theirs is.
#[test]
fn a_thief_narrows_the_scope_of_every_grant() {
	at_the_theft(|mut world, before| {
		narrow_all(&world, &terms_of(scope(&[OTHER_COURSE]), true, 1));
		assert_eq!(world.may_issue(), (0, 0));
		assert_eq!(world.stale(), (ALL_CREDENTIALS, ALL_CREDENTIALS));

		world.lock_the_thief_out();
		world.grant_to_schools(AGENCY_GRANT);
		world.grant_to_faculties();
		assert_eq!(world.may_issue(), (ALL_HOLDERS, ALL_HOLDERS));
		assert_eq!(world.calls, 3 + 4 * SCHOOLS);
		let holders = [world.schools.clone(), world.faculties.clone()].concat();
		world.attest_again(&holders);
		assert_eq!(world.calls, 3 + 8 * SCHOOLS);
		world.assert_as(&before);
		world.assert_loss(&holders, Loss::Narrowed);
	});
}

/// Without the right to attest, a school still accredits its faculties, which lose nothing.
#[test]
fn a_thief_takes_the_right_to_attest_from_every_grant() {
	at_the_theft(|mut world, before| {
		narrow_all(&world, &terms_of(both_courses(), false, 1));
		assert_eq!(world.may_issue(), (0, ALL_HOLDERS));
		assert_eq!(world.stale(), (ALL_CREDENTIALS, 0));

		world.lock_the_thief_out();
		world.grant_to_schools(AGENCY_GRANT);
		let schools = world.schools.clone();
		world.attest_again(&schools);
		assert_eq!(world.calls, 3 + 4 * SCHOOLS);
		world.assert_as(&before);
		world.assert_loss(&schools, Loss::Narrowed);
	});
}

/// Without the right to accredit, a school still issues, and its faculties do not. They need another
/// grant of the school, which needs another one of the agency first.
#[test]
fn a_thief_takes_the_right_to_accredit_from_every_grant() {
	at_the_theft(|mut world, before| {
		narrow_all(&world, &terms_of(both_courses(), true, 0));
		assert_eq!(world.may_issue(), (ALL_HOLDERS, 0));
		assert_eq!(world.stale(), (0, ALL_CREDENTIALS));

		world.lock_the_thief_out();
		world.grant_to_schools(AGENCY_GRANT);
		world.grant_to_faculties();
		let faculties = world.faculties.clone();
		world.attest_again(&faculties);
		assert_eq!(world.calls, 3 + 6 * SCHOOLS);
		world.assert_as(&before);
		world.assert_loss(&faculties, Loss::Narrowed);
	});
}

/// One call ends all rights below the accreditor, and nobody reinstates what it gave back.
#[test]
fn a_thief_gives_the_grant_of_an_accreditor_back() {
	at_the_theft(|mut world, before| {
		assert_ok!(Credentials::relinquish_accreditation(signed(THIEF), AGENCY_GRANT));
		assert_eq!(world.may_issue(), (0, 0));
		assert_eq!(world.stale(), (ALL_CREDENTIALS, ALL_CREDENTIALS));
		let again = dispatch(reinstate(AGENCY_GRANT), council());
		assert_noop!(again, Error::<Test>::AccreditationGivenBack);

		world.call(Call::remove_operator { institution: AGENCY, operator: THIEF }, council());
		world.call(offer(AGENCY, None, grant(AGENCY_GRANT).terms), council());
		let accreditation = last();
		world.call(Call::accept_accreditation { accreditation }, signed(AGENCY_ADMIN));
		world.grant_to_schools(accreditation);
		world.grant_to_faculties();
		let holders = [world.schools.clone(), world.faculties.clone()].concat();
		world.attest_again(&holders);
		assert_eq!(world.calls, 3 + 8 * SCHOOLS);
		world.assert_as(&before);
		world.assert_loss(&holders, Loss::Withdrawn);
	});
}

/// Checks that the council can let a school issue without the accreditor, and that its faculty needs
/// another grant all the same.
#[test]
fn a_grant_of_the_council_does_not_bring_back_what_is_below_the_old_one() {
	at_the_theft(|world, _| {
		assert_ok!(Credentials::relinquish_accreditation(signed(THIEF), AGENCY_GRANT));
		let school = world.schools[0];
		assert_ok!(dispatch(offer(school.id, None, terms_of(both_courses(), true, 1)), council()));
		assert_ok!(Credentials::accept_accreditation(signed(school.admin), last()));
		assert_eq!(world.may_issue(), (1, 0));
	});
}
