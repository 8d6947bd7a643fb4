// SPDX-License-Identifier: Apache-2.0

//! Tests of records that obeyed the rules of their time and not those of the present layout.

use super::*;
use testamur_primitives::{Institution, Profile};

/// Returns a name that hides a direction of writing, which the former rules allowed.
fn misleading() -> Profile {
	Profile {
		name: "Uni\u{202e}ytisrev".as_bytes().to_vec().try_into().unwrap(),
		uri: b"https://example.org/a b".to_vec().try_into().unwrap(),
		country: *b"NL",
	}
}

#[test]
fn names_of_before_the_rules_are_read_as_they_are() {
	ExtBuilder::default().with_batches(&[anchor(1, 1)]).build_and_execute(|| {
		crate::Institutions::<Test>::mutate(UNIVERSITY, |record| {
			record.as_mut().unwrap().profile = misleading();
		});
		CredentialTypes::<Test>::mutate(COURSE, |record| {
			record.as_mut().unwrap().definition.uri = misleading().uri;
		});
		assert!(Credentials::do_try_state().is_err(), "no call stores such a name now");
		end_block();
		downgrade();
		migrate();
		assert_ok!(Credentials::do_try_state());
		let record = Credentials::institution(UNIVERSITY).unwrap().unwrap();
		assert_eq!(record.profile, misleading());
		assert_eq!(
			Credentials::credential_type(COURSE).unwrap().unwrap().definition.uri,
			misleading().uri
		);
		// An institution that is registered later has no such excuse.
		set_time(START + DAY);
		assert_ok!(Credentials::register_institution(council(), profile("New"), 77, 1));
		let id = InstitutionId(4);
		frame_support::hypothetically!({
			crate::Institutions::<Test>::mutate(id, |record| {
				record.as_mut().unwrap().profile = misleading();
			});
			assert!(Credentials::do_try_state().is_err());
		});
	});
}

/// Checks that a grant whose beginning was left out, which was then taken for 0, is narrowed like any
/// other, and that none is offered so now.
#[test]
fn a_grant_that_begins_at_0_is_narrowed() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		Accreditations::<Test>::mutate(AGENCY_GRANT, |record| {
			record.as_mut().unwrap().terms.valid_from = 0;
		});
		end_block();
		downgrade();
		migrate();
		let terms = Accreditations::<Test>::get(AGENCY_GRANT).unwrap().terms;
		assert_eq!(terms.valid_from, 0);
		let narrower = testamur_primitives::Terms { valid_until: terms.valid_until - 1, ..terms };
		let narrow = |terms| Credentials::narrow_accreditation(council(), AGENCY_GRANT, terms);
		let moved = testamur_primitives::Terms { valid_from: 1, ..narrower.clone() };
		assert_eq!(narrow(moved).unwrap_err(), Error::<Test>::StartFixed.into());
		assert_ok!(narrow(narrower.clone()));
		let offer = Credentials::offer_accreditation(council(), COLLEGE, None, narrower);
		assert_eq!(offer.unwrap_err(), Error::<Test>::StartUnstated.into());
	});
}

/// Checks that the account of zeroes, for which anybody can sign and which was enlisted where an argument
/// was left out, is removed.
#[test]
fn the_account_of_zeroes_is_removed() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let remove = || Credentials::remove_operator(council(), UNIVERSITY, 0);
		assert_eq!(remove().unwrap_err(), Error::<Test>::AccountUnstated.into());
		let record = crate::Accounts::<Test>::get(REGISTRAR).unwrap();
		crate::Accounts::<Test>::insert(0, record);
		crate::Institutions::<Test>::mutate(UNIVERSITY, |record| {
			record.as_mut().unwrap().operators += 1;
		});
		end_block();
		downgrade();
		migrate();
		assert_ok!(remove());
		assert!(!crate::Accounts::<Test>::contains_key(0));
		assert_ok!(Credentials::do_try_state());
	});
}

/// Checks that offers above the present limit can all be answered, and that no further one is made.
#[test]
fn more_offers_than_the_present_limit_can_be_answered() {
	ExtBuilder::default().accredited().build_and_execute(|| {
		let offer = || {
			let by = signed(AGENCY_ACCREDITER);
			let to_attest = terms(scope(&[COURSE]), true, 0);
			Credentials::offer_accreditation(by, COLLEGE, Some(AGENCY_GRANT), to_attest)
		};
		for _ in 0..MAX_OPEN_OFFERS {
			assert_ok!(offer());
		}
		// The former layout had no list, and so no limit.
		OpenOffers::<Test>::remove(COLLEGE, AGENCY);
		for _ in 0..3 {
			assert_ok!(offer());
		}
		end_block();
		downgrade();
		migrate();
		assert_ok!(Credentials::do_try_state());
		assert_eq!(OpenOffers::<Test>::get(COLLEGE, AGENCY).len(), MAX_OPEN_OFFERS as usize);
		assert_eq!(institution(COLLEGE).held, MAX_OPEN_OFFERS + 3);
		assert!(offer().is_err());
		set_time(START + 1);
		for id in 3..3 + MAX_OPEN_OFFERS + 3 {
			let by = signed(COLLEGE_ADMIN);
			assert_ok!(Credentials::accept_accreditation(by, AccreditationId(id)));
			assert_ok!(Credentials::do_try_state());
		}
		assert!(OpenOffers::<Test>::get(COLLEGE, AGENCY).is_empty());
		assert_ok!(offer());
	});
}

/// Checks that nobody but the admins can do what ends the rights or the credentials of many.
#[test]
fn no_operator_gets_the_permission_for_grave_acts() {
	ExtBuilder::default().with_batches(&[anchor(1, 1)]).build_and_execute(|| {
		end_block();
		downgrade();
		migrate();
		let grave = |who| {
			crate::Accounts::<Test>::get(who)
				.unwrap()
				.role
				.permits(crate::Permission::Grave)
		};
		assert!(grave(UNIVERSITY_ADMIN) && grave(AGENCY_ADMIN));
		assert!(![REGISTRAR, STATUS_CLERK, AGENCY_ACCREDITER].into_iter().any(grave));
		let Institution { dual_authorization, .. } = institution(UNIVERSITY);
		assert!(!dual_authorization);
	});
}
