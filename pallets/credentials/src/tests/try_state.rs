// SPDX-License-Identifier: Apache-2.0

//! Tests of the invariant checks: each breaks the state in one way and expects the message for it.
//!
//! No storage causes this message:
//! "withdrawals_are_single_records: in force below a withdrawn grant".
//! That check holds the code that evaluates paths to rule 3, and only a change of that code fails it.

mod document_keys;
mod event_log;

use super::*;
use crate::{
	holdings::holding_key, AccountRecord, Accounts, Accreditations, Batches, CredentialTypes,
	Holdings, Institutions, NextAccreditationId, NextInstitutionId, NextTypeId, OpenOffer,
	OpenOffers, OpenOffersOf, Role, Statuses, Successors,
};
use frame_support::assert_ok;
use testamur_primitives::{
	status::StatusChunk, Accreditation, AccreditationId, AccreditationState, Attestation, Batch,
	BatchRevocation, CredentialType, Grantor, Institution, InstitutionState, Loss, Moment, Profile,
	RevocationReason, Root, Status, TypeId, TypeKind, TypeState,
};

mod custody;
mod grants;
mod powers;
mod status_lists;

/// Checks that a state with a batch of five passes, and that the broken state is reported.
fn reports(message: &'static str, break_it: impl FnOnce()) {
	ExtBuilder::default().with_batches(&[anchor(1, 5)]).build().execute_with(|| {
		assert_broken(message, break_it);
	});
}

/// Checks the same without any batch, so that only the checks of the grants can fail.
fn reports_of_grants(message: &'static str, break_it: impl FnOnce()) {
	ExtBuilder::default().accredited().build().execute_with(|| {
		assert_broken(message, break_it);
	});
}

fn assert_broken(message: &'static str, break_it: impl FnOnce()) {
	assert_ok!(Credentials::do_try_state());
	break_it();
	assert_eq!(Credentials::do_try_state(), Err(message.into()));
}

fn edit_institution(id: InstitutionId, edit: impl FnOnce(&mut Institution<AccountId>)) {
	Institutions::<Test>::mutate(id, |record| edit(record.as_mut().unwrap()));
}

/// Edits a grant. Its holding and the list of open offers follow, so that other checks can fail.
fn edit_grant(id: AccreditationId, edit: impl FnOnce(&mut Accreditation)) {
	let mut record = Accreditations::<Test>::get(id).unwrap();
	let held = Holdings::<Test>::take(holding_key(id, &record)).is_some();
	edit(&mut record);
	if held {
		Holdings::<Test>::insert(holding_key(id, &record), ());
	}
	if let (Some(grantor), AccreditationState::Offered) =
		(record.grantor.institution(), record.state)
	{
		let offer = OpenOffer { accreditation: id, valid_until: record.terms.valid_until };
		list_open(record.holder, grantor, &[offer]);
	}
	Accreditations::<Test>::insert(id, record);
}

fn list_open(holder: InstitutionId, grantor: InstitutionId, open: &[OpenOffer]) {
	OpenOffers::<Test>::insert(holder, grantor, OpenOffersOf::truncate_from(open.to_vec()));
}

/// Removes a grant from the holdings of its holder without counting.
fn remove_holding(id: AccreditationId) {
	let record = Accreditations::<Test>::get(id).unwrap();
	Holdings::<Test>::remove(holding_key(id, &record));
}

fn edit_type(edit: impl FnOnce(&mut CredentialType)) {
	CredentialTypes::<Test>::mutate(COURSE, |record| edit(record.as_mut().unwrap()));
}

fn edit_batch(edit: impl FnOnce(&mut Batch)) {
	Batches::<Test>::mutate(UNIVERSITY, root(1), |record| edit(record.as_mut().unwrap()));
}

fn revocation(at: Moment, successor: Option<Root>) -> BatchRevocation {
	BatchRevocation { reason: RevocationReason::Unspecified, at, successor }
}

/// Stores a raw status code at a place of the batch's only chunk.
fn put_code(place: usize, code: u8) {
	let mut chunk = StatusChunk::default();
	chunk.0[place / 2] = if place.is_multiple_of(2) { code } else { code << 4 };
	Statuses::<Test>::insert((UNIVERSITY, root(1), 0), chunk);
}

#[test]
fn numbers_are_sequential() {
	let message = "numbers_are_sequential: numbers do not run from 1 to the last one given";
	reports(message, || NextInstitutionId::<Test>::put(5));
	reports(message, || NextAccreditationId::<Test>::put(4));
	reports(message, || NextTypeId::<Test>::put(2));
	reports(message, || Institutions::<Test>::remove(COLLEGE));
	reports(message, || Accreditations::<Test>::remove(UNIVERSITY_GRANT));
	reports(message, || CredentialTypes::<Test>::remove(OTHER_COURSE));
	let message = "numbers_are_sequential: a next number is not stored";
	reports(message, NextInstitutionId::<Test>::kill);
	reports(message, NextAccreditationId::<Test>::kill);
	reports(message, NextTypeId::<Test>::kill);
}

#[test]
fn accounts_match_institutions() {
	let message = "accounts_match_institutions: an admin is not on record as one";
	reports(message, || Accounts::<Test>::remove(AGENCY_ADMIN));
	reports(message, || edit_institution(AGENCY, |record| record.admin = STRANGER));
	reports(message, || {
		let record = AccountRecord { institution: COLLEGE, role: Role::Admin };
		Accounts::<Test>::insert(AGENCY_ADMIN, record);
	});

	let message = "accounts_match_institutions: operators are miscounted or too many";
	reports(message, || edit_institution(AGENCY, |record| record.operators += 1));
	reports(message, || Accounts::<Test>::remove(REGISTRAR));
	reports(message, || {
		let record = AccountRecord { institution: COLLEGE, role: Role::Operator(ALL) };
		(1_000..1_065).for_each(|who| Accounts::<Test>::insert(who, record));
		edit_institution(COLLEGE, |record| record.operators = 65);
	});

	let message = "accounts_match_institutions: an account is not its institution's";
	let stray = |institution, role| {
		Accounts::<Test>::insert(STRANGER, AccountRecord { institution, role });
	};
	reports(message, || stray(COLLEGE, Role::Admin));
	reports(message, || stray(InstitutionId(77), Role::Operator(ALL)));

	let message = "accounts_match_institutions: an account cannot sign";
	reports(message, || frame_system::Account::<Test>::remove(REGISTRAR));
}

#[test]
fn holdings_match_accreditations() {
	let message = "holdings_match_accreditations: the index and a grant's state disagree";
	reports(message, || remove_holding(UNIVERSITY_GRANT));
	reports(message, || {
		let state = AccreditationState::Withdrawn { at: START, void_from: None };
		edit_grant(UNIVERSITY_GRANT, |grant| grant.state = state);
	});

	let message = "holdings_match_accreditations: an index entry points nowhere";
	let end = (START + 99 * DAY).to_be_bytes();
	for key in [
		(COLLEGE, end, AccreditationId(77)),
		(COLLEGE, end, UNIVERSITY_GRANT),
		(UNIVERSITY, (START + 98 * DAY).to_be_bytes(), UNIVERSITY_GRANT),
	] {
		reports(message, || Holdings::<Test>::insert(key, ()));
	}

	let message = "holdings_match_accreditations: grants are miscounted or too many";
	reports(message, || edit_institution(UNIVERSITY, |record| record.held = 0));
	reports(message, || edit_institution(COLLEGE, |record| record.held = 1));
}

#[test]
fn holdings_match_accreditations_without_expired_ones() {
	ExtBuilder::default().accredited().build().execute_with(|| {
		let give_up_place = || {
			remove_holding(UNIVERSITY_GRANT);
			edit_institution(UNIVERSITY, |record| record.held = 0);
		};
		set_time(START + 99 * DAY - 1);
		let message = "holdings_match_accreditations: the index and a grant's state disagree";
		frame_support::hypothetically!(assert_broken(message, give_up_place));
		set_time(START + 99 * DAY);
		assert_ok!(Credentials::do_try_state());
		give_up_place();
		assert_ok!(Credentials::do_try_state());
	});
}

#[test]
fn open_offers_match_accreditations() {
	let useless = "open_offers_match_accreditations: no offer, or one twice";
	let wrong = "open_offers_match_accreditations: the open offers are not those that are listed";
	let list = |open: &[OpenOffer]| list_open(COLLEGE, AGENCY, open);
	reports(useless, || list(&[]));
	ExtBuilder::default().accredited().build().execute_with(|| {
		let terms = terms(scope(&[COURSE]), true, 0);
		let offer = OpenOffer { accreditation: AccreditationId(3), valid_until: terms.valid_until };
		let (by, parent) = (signed(AGENCY_ADMIN), Some(AGENCY_GRANT));
		assert_ok!(Credentials::offer_accreditation(by, COLLEGE, parent, terms));
		let answered = OpenOffer { accreditation: UNIVERSITY_GRANT, ..offer };
		let other_end = OpenOffer { valid_until: START, ..offer };
		for (message, open) in [
			(useless, vec![offer, offer]),
			(wrong, vec![offer, answered]),
			(wrong, vec![other_end]),
		] {
			frame_support::hypothetically!(assert_broken(message, || list(&open)));
		}
		assert_broken(wrong, || OpenOffers::<Test>::remove(COLLEGE, AGENCY));
	});
}

#[test]
fn holdings_match_accreditations_up_to_the_bound() {
	ExtBuilder::default().with_cast().build().execute_with(|| {
		let terms = terms(testamur_primitives::Scope::Any, true, 0);
		for _ in 0..128 {
			assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, terms.clone()));
		}
		let message = "holdings_match_accreditations: grants are miscounted or too many";
		assert_broken(message, || {
			edit_institution(COLLEGE, |record| record.held = 127);
			assert_ok!(Credentials::offer_accreditation(council(), COLLEGE, None, terms));
			edit_institution(COLLEGE, |record| record.held = 129);
		});
	});
}

#[test]
fn profiles_are_well_formed() {
	let message = "profiles_are_well_formed: the profile of an institution is malformed";
	let edit = |edit: fn(&mut Profile)| {
		reports(message, || edit_institution(COLLEGE, |record| edit(&mut record.profile)));
	};
	edit(|profile| profile.name = Default::default());
	edit(|profile| profile.name = b"a  b".to_vec().try_into().unwrap());
	edit(|profile| profile.uri = b"a b".to_vec().try_into().unwrap());
	edit(|profile| profile.country = *b"nl");
}

#[test]
fn types_are_well_formed() {
	let message = "types_are_well_formed: a credential type is malformed";
	reports(message, || edit_type(|record| record.owner = Some(InstitutionId(77))));
	reports(message, || edit_type(|record| record.state = TypeState::Retired { at: START - 1 }));
	reports(message, || edit_type(|record| record.definition.level = Some(9)));
	reports(message, || edit_type(|record| record.definition.uri = Default::default()));
	reports(message, || edit_type(|record| record.definition.kind = TypeKind::Unstated));
	let spaced = b"a b".to_vec().try_into().unwrap();
	reports(message, || edit_type(|record| record.definition.uri = spaced));
}

#[test]
fn batches_were_authorized() {
	let message = "batches_were_authorized: a batch of no credentials";
	reports(message, || edit_batch(|batch| batch.size = 0));

	let message = "batches_were_authorized: the type is younger than the batch";
	reports(message, || edit_type(|record| record.registered_at = START + 1));
	reports(message, || edit_batch(|batch| batch.type_id = TypeId(77)));

	let message = "batches_were_authorized: a batch expired before it was anchored";
	reports(message, || edit_batch(|batch| batch.valid_until = Some(START)));

	let message = "batches_were_authorized: the grant is not the institution's";
	reports(message, || edit_batch(|batch| batch.accreditation = AGENCY_GRANT));
	reports(message, || edit_batch(|batch| batch.accreditation = AccreditationId(77)));

	let message = "batches_were_authorized: the grant has no right to attest";
	reports(message, || {
		edit_grant(UNIVERSITY_GRANT, |grant| grant.terms.rights.attest = false);
	});

	let message = "batches_were_authorized: the path does not lead to the council";
	reports(message, || {
		let grantor =
			Grantor::Institution { institution: AGENCY, accreditation: AccreditationId(77) };
		edit_grant(AGENCY_GRANT, |grant| grant.grantor = grantor);
	});
}

#[test]
fn batches_were_authorized_by_grants_in_force() {
	let reports = |edit: fn(&mut Accreditation)| {
		for id in [UNIVERSITY_GRANT, AGENCY_GRANT] {
			let message = "batches_were_authorized: a grant on the path was not in force";
			reports(message, || edit_grant(id, edit));
		}
	};
	reports(|grant| grant.state = AccreditationState::Offered);
	reports(|grant| {
		grant.state = AccreditationState::Suspended { since: START - 1, by_council: true }
	});
	reports(|grant| grant.accepted_at = Some(START + 1));
	reports(|grant| grant.accepted_at = None);
	reports(|grant| grant.terms.valid_from = START + 1);
	reports(|grant| grant.terms.valid_until = START);
	reports(|grant| grant.terms.scope = scope(&[OTHER_COURSE]));
}

#[test]
fn batches_were_authorized_by_grants_that_had_not_ended() {
	for state in [
		AccreditationState::Withdrawn { at: START - 1, void_from: None },
		AccreditationState::Declined { at: START + 1 },
	] {
		let message = "batches_were_authorized: a grant on the path was not in force";
		reports(message, || {
			edit_grant(UNIVERSITY_GRANT, |grant| grant.state = state);
			remove_holding(UNIVERSITY_GRANT);
			edit_institution(UNIVERSITY, |record| record.held = 0);
		});
	}
}

#[test]
fn grants_stay_within_their_parents() {
	let message = "grants_stay_within_their_parents: terms are malformed";
	let reports_terms = |edit: fn(&mut Accreditation)| {
		reports_of_grants(message, || edit_grant(AGENCY_GRANT, edit));
	};
	reports_terms(|grant| grant.terms.rights.delegation = 5);
	reports_terms(|grant| grant.terms.rights.delegation = 0);
	reports_terms(|grant| grant.terms.valid_until = grant.terms.valid_from);

	let given_by = |id, institution, accreditation| {
		let grantor = Grantor::Institution { institution, accreditation };
		edit_grant(id, |grant| grant.grantor = grantor);
	};
	let message = "grants_stay_within_their_parents: a grant is older than its parent";
	reports_of_grants(message, || given_by(AGENCY_GRANT, UNIVERSITY, UNIVERSITY_GRANT));
	reports_of_grants(message, || given_by(UNIVERSITY_GRANT, UNIVERSITY, UNIVERSITY_GRANT));

	let message = "grants_stay_within_their_parents: no parent";
	reports_of_grants(message, || given_by(AGENCY_GRANT, AGENCY, AccreditationId(0)));

	let message = "grants_stay_within_their_parents: the grantor does not hold the parent";
	reports_of_grants(message, || given_by(UNIVERSITY_GRANT, COLLEGE, AGENCY_GRANT));
}

#[test]
fn grants_stay_within_their_parents_and_are_not_given_to_oneself() {
	let message = "grants_stay_within_their_parents: the grantor does not hold the parent";
	reports_of_grants(message, || {
		edit_grant(UNIVERSITY_GRANT, |grant| grant.holder = AGENCY);
		edit_institution(UNIVERSITY, |record| record.held = 0);
		edit_institution(AGENCY, |record| record.held = 2);
	});
}

#[test]
fn grants_stay_within_their_parents_terms() {
	let reports = |id, edit: fn(&mut Accreditation)| {
		let message = "grants_stay_within_their_parents: a child exceeds its parent";
		reports_of_grants(message, || edit_grant(id, edit));
	};
	reports(UNIVERSITY_GRANT, |grant| grant.terms.valid_from -= 1);
	reports(UNIVERSITY_GRANT, |grant| grant.terms.valid_until += 1);
	reports(UNIVERSITY_GRANT, |grant| grant.terms.rights.delegation = 2);
	reports(AGENCY_GRANT, |grant| grant.terms.scope = scope(&[OTHER_COURSE]));
	reports(UNIVERSITY_GRANT, |grant| grant.parent_narrowings = 1);
}

#[test]
fn withdrawals_are_single_records_with_a_moment_that_can_be() {
	let message =
		"withdrawals_are_single_records: withdrawn before it was offered, or later than now";
	for moment in [START - 1, START + 1] {
		reports_of_grants(message, || {
			assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, None));
			let state = AccreditationState::Withdrawn { at: moment, void_from: None };
			edit_grant(AGENCY_GRANT, |grant| grant.state = state);
		});
	}
}

#[test]
fn voids_reach_back_only() {
	reports_of_grants("voids_reach_back_only: void from a moment in the future", || {
		assert_ok!(Credentials::withdraw_accreditation(council(), AGENCY_GRANT, None));
		let state = AccreditationState::Withdrawn { at: START, void_from: Some(START + 1) };
		edit_grant(AGENCY_GRANT, |grant| grant.state = state);
	});
}

#[test]
fn revocation_is_final_in_chunks() {
	reports("revocation_is_final: statuses of no batch", || {
		let chunk = StatusChunk([0x11; 128]);
		Statuses::<Test>::insert((UNIVERSITY, root(2), 0), chunk);
	});
	reports("revocation_is_final: an all-active chunk is stored", || put_code(0, 0));
	reports("revocation_is_final: a reserved code", || put_code(4, 9));
	reports("revocation_is_final: a reserved code", || put_code(3, 15));

	let message = "revocation_is_final: a status behind the end of its batch";
	reports(message, || put_code(5, Status::Suspended.code()));
	reports(message, || {
		let chunk = StatusChunk([0x11; 128]);
		Statuses::<Test>::insert((UNIVERSITY, root(1), 1), chunk);
	});
	reports(message, || {
		let chunk = StatusChunk([0x11; 128]);
		Statuses::<Test>::insert((UNIVERSITY, root(1), u32::MAX), chunk);
	});

	let message = "revocation_is_final: superseded by nothing";
	reports(message, || put_code(4, Status::Superseded.code()));
}

#[test]
fn revocation_is_final_in_successors() {
	let link = |from, to| Successors::<Test>::insert((UNIVERSITY, root(1), from), to);
	let message = "revocation_is_final: a superseded credential became active";
	reports(message, || link(0, credential(1, 1)));
	reports(message, || {
		put_code(0, Status::Suspended.code());
		link(0, credential(1, 1));
	});

	let message = "revocation_is_final: a successor is not anchored";
	for missing in [credential(2, 0), credential(1, 5)] {
		reports(message, || {
			put_code(0, Status::Superseded.code());
			link(0, missing);
		});
	}
}

#[test]
fn revocation_is_final_in_batches() {
	reports("revocation_is_final: a batch was revoked before it was anchored", || {
		let revoked = revocation(START - 1, None);
		edit_batch(|batch| batch.revoked = Some(revoked));
	});
}

#[test]
fn successors_form_no_ring() {
	let link = |from, to| {
		Successors::<Test>::insert((UNIVERSITY, root(1), from), credential(1, to));
	};
	let message = "successors_form_no_ring: credentials that succeed each other";
	for ring in [vec![0], vec![0, 1], vec![0, 1, 4]] {
		reports(message, || {
			edit_batch(|batch| batch.revoked = Some(revocation(START, None)));
			for (place, from) in ring.iter().enumerate() {
				link(*from, ring[(place + 1) % ring.len()]);
			}
		});
	}
	let message = "successors_form_no_ring: a batch is succeeded by nothing";
	reports(message, || {
		edit_batch(|batch| batch.revoked = Some(revocation(START, Some(root(2)))));
	});
	let message = "successors_form_no_ring: batches that succeed each other";
	reports(message, || {
		edit_batch(|batch| batch.revoked = Some(revocation(START, Some(root(1)))));
	});
	reports(message, || {
		let other = Batches::<Test>::get(UNIVERSITY, root(1)).unwrap();
		let revoked = Some(revocation(START, Some(root(1))));
		Batches::<Test>::insert(UNIVERSITY, root(2), Batch { revoked, ..other });
		edit_batch(|batch| batch.revoked = Some(revocation(START, Some(root(2)))));
	});
}

#[test]
fn suspension_leaves_records_alone() {
	let since = START - 1;
	for state in [InstitutionState::Suspended { since }, InstitutionState::Closed { since }] {
		reports("suspension_leaves_records_alone: anchored while suspended", || {
			edit_institution(UNIVERSITY, |record| record.state = state);
		});
	}
}

#[test]
fn attestations_were_authorized() {
	let attestation = Attestation {
		accreditation: UNIVERSITY_GRANT,
		since: START,
		former: UNIVERSITY_GRANT,
		loss: Loss::Withdrawn,
	};
	let edit = |attestation| edit_batch(|batch| batch.attested_again = Some(attestation));
	let not_allowed = "attestations_were_authorized: the grant could not allow it";
	for accreditation in [AGENCY_GRANT, AccreditationId(99)] {
		reports(not_allowed, || edit(Attestation { accreditation, ..attestation }));
	}
	reports(not_allowed, || edit(Attestation { since: START + 99 * DAY, ..attestation }));
	let lost = "attestations_were_authorized: the lost grant was not the institution's";
	for former in [AGENCY_GRANT, AccreditationId(99)] {
		reports(lost, || edit(Attestation { former, ..attestation }));
	}
	let too_early = "attestations_were_authorized: attested before it was anchored";
	let later = START + 1;
	reports(too_early, || {
		edit_batch(|batch| batch.issued_at = later);
		edit(attestation);
	});
}
