// SPDX-License-Identifier: Apache-2.0

//! Tests of a thief with an account that may accredit and do grave acts: the damage that it does in
//! one block, and how the council repairs it, each step with its verdicts. Without the permission
//! for grave acts, it withdraws and narrows nothing.

use super::*;
use crate::{NextAccreditationId, Permissions};
use frame_support::{assert_noop, assert_ok};
use testamur_primitives::{
	limits::{MAX_OPEN_OFFERS, MAX_REACH_BACK},
	records::{Anchor, Validity},
	verdict::Reason,
	CredentialReference, Digest, Root, Scope,
};

/// The schools with a grant of the agency. Their institutions have the numbers from 4.
pub(in crate::tests) const SCHOOLS: u32 = 60;
/// The account with which the thief acts: the agency's operator, which may do grave acts as well.
pub(in crate::tests) const THIEF: AccountId = AGENCY_ACCREDITER;
/// The credentials that each school issued long before the theft and shortly before it.
pub(in crate::tests) const OLD: u8 = 1;
pub(in crate::tests) const RECENT: u8 = 2;
/// A credential that is issued after the repair.
pub(in crate::tests) const NEW: u8 = 3;
/// The time of the theft.
pub(in crate::tests) const THEFT: Moment = START + 60 * DAY;

#[derive(Clone, Copy)]
pub(in crate::tests) struct School {
	pub id: InstitutionId,
	pub admin: AccountId,
	pub grant: AccreditationId,
}

impl School {
	/// Registers a school without a grant. The first has number 0.
	pub(in crate::tests) fn register(n: u32) -> Self {
		let (id, admin) = (InstitutionId(4 + n), 1_000 + u64::from(n));
		assert_ok!(Credentials::register_institution(council(), profile("School"), admin, 100));
		Self { id, admin, grant: MISSING }
	}

	pub(in crate::tests) fn reference(&self, n: u8) -> CredentialReference {
		CredentialReference {
			institution: self.id,
			leaf: Digest([n; 32]).leaf(),
			index: 0,
			size: 1,
			path: Default::default(),
			signed_by: None,
		}
	}

	pub(in crate::tests) fn issue(&self, n: u8) -> sp_runtime::DispatchResult {
		let root = Root::from(self.reference(n).leaf);
		let anchor = Anchor { root, size: 1, validity: Validity::Never };
		let call = Call::anchor { accreditation: self.grant, type_id: COURSE, anchor };
		dispatch(call, signed(self.admin))
	}
}

/// Returns the number of the grant that was offered last.
pub(in crate::tests) fn last() -> AccreditationId {
	AccreditationId(NextAccreditationId::<Test>::get().unwrap() - 1)
}

/// Has the agency give a school a grant below another.
fn accredit(school: &mut School, parent: AccreditationId) {
	let both = scope(&[COURSE, OTHER_COURSE]);
	let terms = Terms { valid_until: START + 99 * DAY, ..terms(both, true, 0) };
	assert_ok!(dispatch(offer(school.id, Some(parent), terms), signed(AGENCY_ADMIN)));
	school.grant = last();
	assert_ok!(Credentials::accept_accreditation(signed(school.admin), school.grant));
}

/// Runs a test at the time of the theft.
pub(in crate::tests) fn at_the_theft(test: impl FnOnce(Vec<School>)) {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let school = |n| {
			let mut school = School::register(n);
			accredit(&mut school, AGENCY_GRANT);
			assert_ok!(school.issue(OLD));
			school
		};
		let schools: Vec<_> = (0..SCHOOLS).map(school).collect();
		set_time(THEFT - DAY);
		for school in &schools {
			assert_ok!(school.issue(RECENT));
		}
		set_time(THEFT);
		let permissions = Permissions { accredit: true, grave: true, ..Default::default() };
		assert_ok!(Credentials::set_operator(signed(AGENCY_ADMIN), THIEF, permissions, None));
		test(schools);
	});
}

/// Checks that credential `n` of each school has these reasons against it.
pub(in crate::tests) fn assert_verdicts(schools: &[School], n: u8, reasons: &[Reason]) {
	let references = schools.iter().map(|school| school.reference(n)).collect();
	for verdict in Credentials::verify(references).unwrap() {
		assert_eq!(verdict.reasons, reasons, "credential {n}");
	}
}

fn assert_all_valid(schools: &[School]) {
	assert_verdicts(schools, OLD, &[]);
	assert_verdicts(schools, RECENT, &[]);
}

/// Returns the number of schools that may issue now.
pub(in crate::tests) fn may_issue(schools: &[School]) -> usize {
	let may = |school: &&School| Credentials::authorization(school.id, COURSE).unwrap().is_some();
	schools.iter().filter(may).count()
}

/// Has the council take control of the agency and remove the thief's account.
fn lock_the_thief_out() {
	assert_ok!(Credentials::suspend_accreditation(council(), AGENCY_GRANT));
	assert_ok!(Credentials::remove_operator(council(), AGENCY, THIEF));
}

/// Has the agency accredit every school anew, and sees them issue.
fn accredit_anew(schools: &mut [School], parent: AccreditationId) {
	for school in schools.iter_mut() {
		accredit(school, parent);
		assert_ok!(school.issue(NEW));
	}
	assert_eq!(may_issue(schools), schools.len());
	assert_verdicts(schools, NEW, &[]);
}

#[test]
fn a_thief_voids_one_month_and_the_council_lifts_it() {
	at_the_theft(|mut schools| {
		assert_all_valid(&schools);
		let bound = THEFT - MAX_REACH_BACK;
		for school in &schools {
			for from in [0, START, bound - 1] {
				let too_far = dispatch(withdraw(school.grant, Some(from)), signed(THIEF));
				assert_noop!(too_far, Error::<Test>::VoidTooFarBack);
			}
			assert_ok!(dispatch(withdraw(school.grant, Some(bound)), signed(THIEF)));
		}
		// What is left: what was issued more than a month ago. Nobody may issue.
		assert_verdicts(&schools, OLD, &[]);
		assert_verdicts(&schools, RECENT, &[Reason::Voided]);
		assert_eq!(may_issue(&schools), 0);
		// The agency itself cannot undo it.
		let lifted = dispatch(withdraw(schools[0].grant, None), signed(AGENCY_ADMIN));
		assert_noop!(lifted, Error::<Test>::AccreditationVoid);

		assert_ok!(Credentials::suspend_accreditation(council(), AGENCY_GRANT));
		let again = || dispatch(withdraw(schools[0].grant, Some(bound)), signed(THIEF));
		assert_noop!(again(), Error::<Test>::AccreditationSuspended);
		for school in &schools {
			assert_ok!(dispatch(lift(school.grant), council()));
		}
		assert_all_valid(&schools);

		assert_ok!(Credentials::remove_operator(council(), AGENCY, THIEF));
		assert_ok!(Credentials::reinstate_accreditation(council(), AGENCY_GRANT));
		assert_noop!(again(), Error::<Test>::NotAMember);
		accredit_anew(&mut schools, AGENCY_GRANT);
		assert_all_valid(&schools);
	});
}

#[test]
fn a_month_of_voids_does_not_grow_while_the_thief_goes_on() {
	at_the_theft(|schools| {
		let void = |from| dispatch(withdraw(schools[0].grant, Some(from)), signed(THIEF));
		assert_ok!(void(THEFT - MAX_REACH_BACK));
		set_time(THEFT + 20 * DAY);
		for from in [0, START, THEFT - MAX_REACH_BACK - 1, THEFT - MAX_REACH_BACK + 20 * DAY - 1] {
			assert_noop!(void(from), Error::<Test>::VoidTooFarBack);
		}
		assert_noop!(void(THEFT - DAY), Error::<Test>::VoidNotEarlier);
	});
}

#[test]
fn a_thief_gives_the_grant_of_its_accreditor_back() {
	at_the_theft(|mut schools| {
		assert_ok!(Credentials::relinquish_accreditation(signed(THIEF), AGENCY_GRANT));
		assert_all_valid(&schools);
		assert_eq!(may_issue(&schools), 0);
		// Nothing is left with which the thief could do more.
		let void = dispatch(withdraw(schools[0].grant, Some(THEFT)), signed(THIEF));
		assert_noop!(void, Error::<Test>::AccreditationWithdrawn);

		assert_ok!(Credentials::remove_operator(council(), AGENCY, THIEF));
		let to_accredit = grant(AGENCY_GRANT).terms;
		assert_ok!(Credentials::offer_accreditation(council(), AGENCY, None, to_accredit));
		let given = last();
		assert_ok!(Credentials::accept_accreditation(signed(AGENCY_ADMIN), given));
		accredit_anew(&mut schools, given);
		assert_all_valid(&schools);
	});
}

#[test]
fn a_thief_withdraws_all_and_the_council_reinstates_it() {
	at_the_theft(|schools| {
		for school in &schools {
			assert_ok!(dispatch(withdraw(school.grant, None), signed(THIEF)));
		}
		assert_all_valid(&schools);
		assert_eq!(may_issue(&schools), 0);

		lock_the_thief_out();
		for school in &schools {
			assert_ok!(dispatch(reinstate(school.grant), council()));
		}
		assert_ok!(Credentials::reinstate_accreditation(council(), AGENCY_GRANT));
		// Each goes on under the grant that it had.
		for school in &schools {
			assert_ok!(school.issue(NEW));
		}
		assert_verdicts(&schools, NEW, &[]);
		assert_all_valid(&schools);
		assert_eq!(may_issue(&schools), schools.len());
	});
}

/// A thief that may only accredit ends nothing: what it stops goes on once it is suspended itself.
#[test]
fn a_thief_without_the_permission_for_grave_acts_stops_what_goes_on_again() {
	at_the_theft(|schools| {
		let permissions = Permissions { accredit: true, ..Default::default() };
		assert_ok!(Credentials::set_operator(signed(AGENCY_ADMIN), THIEF, permissions, None));
		for School { grant: accreditation, .. } in schools.iter().copied() {
			let terms = Terms { valid_until: THEFT, ..grant(accreditation).terms };
			for call in [
				withdraw(accreditation, None),
				withdraw(accreditation, Some(THEFT)),
				Call::narrow_accreditation { accreditation, terms },
			] {
				let refused = dispatch(call, signed(THIEF));
				assert_noop!(refused, Error::<Test>::PermissionDenied);
			}
			let call = Call::suspend_accreditation { accreditation };
			assert_ok!(dispatch(call, signed(THIEF)));
		}
		assert_all_valid(&schools);
		assert_eq!(may_issue(&schools), 0);

		lock_the_thief_out();
		for school in &schools {
			assert_ok!(dispatch(reinstate(school.grant), council()));
		}
		assert_ok!(Credentials::reinstate_accreditation(council(), AGENCY_GRANT));
		assert_eq!(may_issue(&schools), schools.len());
		assert_all_valid(&schools);
	});
}

#[test]
fn a_thief_suspends_and_narrows_all_that_its_accreditor_gave() {
	at_the_theft(|mut schools| {
		let (suspended, narrowed) = schools.split_at(schools.len() / 2);
		for School { grant: accreditation, .. } in suspended.iter().copied() {
			let call = Call::suspend_accreditation { accreditation };
			assert_ok!(dispatch(call, signed(THIEF)));
		}
		for School { grant: accreditation, .. } in narrowed.iter().copied() {
			let terms = Terms { valid_until: THEFT, ..grant(accreditation).terms };
			let call = Call::narrow_accreditation { accreditation, terms };
			assert_ok!(dispatch(call, signed(THIEF)));
		}
		assert_all_valid(&schools);
		assert_eq!(may_issue(&schools), 0);

		lock_the_thief_out();
		for School { grant, .. } in suspended {
			assert_ok!(Credentials::reinstate_accreditation(council(), *grant));
		}
		for School { grant, .. } in narrowed {
			assert_ok!(Credentials::renew_accreditation(council(), *grant, START + 99 * DAY));
		}
		assert_ok!(Credentials::reinstate_accreditation(council(), AGENCY_GRANT));
		assert_eq!(may_issue(&schools), schools.len());
		accredit_anew(&mut schools, AGENCY_GRANT);
		assert_all_valid(&schools);
	});
}

#[test]
fn a_thief_floods_schools_with_offers() {
	at_the_theft(|mut schools| {
		let flood = |school: &School| {
			let mut offers = vec![];
			loop {
				let call = offer(school.id, Some(AGENCY_GRANT), grant(school.grant).terms);
				match dispatch(call, signed(THIEF)) {
					Ok(()) => offers.push(last()),
					Err(error) => {
						assert_eq!(error, Error::<Test>::TooManyOpenOffers.into());
						return offers;
					},
				}
			}
		};
		let offers: Vec<_> = schools.iter().flat_map(flood).collect();
		assert_eq!(offers.len(), (SCHOOLS * MAX_OPEN_OFFERS) as usize);
		assert_all_valid(&schools);
		assert_eq!(may_issue(&schools), schools.len());

		lock_the_thief_out();
		for id in offers {
			assert_ok!(Credentials::withdraw_accreditation(council(), id, None));
		}
		assert_ok!(Credentials::reinstate_accreditation(council(), AGENCY_GRANT));
		accredit_anew(&mut schools, AGENCY_GRANT);
	});
}

/// A thief with an account of a school that may accredit and do grave acts can end its grants, and
/// no more.
#[test]
fn a_thief_gives_the_grant_of_a_school_back() {
	at_the_theft(|mut schools| {
		let permissions = Permissions { accredit: true, grave: true, ..Default::default() };
		let (first, thief) = (schools[0], 77);
		enlist(first.admin, thief, permissions);
		assert_ok!(Credentials::relinquish_accreditation(signed(thief), first.grant));
		for call in [
			withdraw(first.grant, None),
			withdraw(schools[1].grant, None),
			Call::reinstate_accreditation { accreditation: first.grant },
		] {
			assert_noop!(dispatch(call, signed(thief)), Error::<Test>::NotGrantor);
		}
		let any = terms(Scope::Any, true, 0);
		let to_others = offer(schools[1].id, Some(first.grant), any);
		let refused = dispatch(to_others, signed(thief));
		assert_noop!(refused, Error::<Test>::AccreditationWithdrawn);
		assert_all_valid(&schools);
		assert_eq!(may_issue(&schools), schools.len() - 1);

		assert_ok!(Credentials::remove_operator(signed(first.admin), first.id, thief));
		accredit(&mut schools[0], AGENCY_GRANT);
		assert_eq!(may_issue(&schools), schools.len());
		assert_ok!(schools[0].issue(NEW));
		assert_all_valid(&schools);
	});
}
