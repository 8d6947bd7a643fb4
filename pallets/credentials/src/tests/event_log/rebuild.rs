// SPDX-License-Identifier: Apache-2.0

//! The register rebuilt from the events alone, as an auditor would do it.
//!
//! Nothing here calls the logic of the pallet; the rules are stated again, as far as they say what an
//! event changes.

use super::{
	offers::{answer, wait_for_answer},
	*,
};
use crate::{
	holdings::holding_key, AccountRecord, Accounts, Accreditations, Actor, Acts, Batches,
	CredentialTypes, FinalChanges, FinalChangesAlone, GraveAct, Holdings, Institutions,
	NextAccreditationId, NextInstitutionId, NextTypeId, PendingAct, Permission, Relinquished, Role,
	Statuses, Successors,
};
use sp_runtime::traits::{BlakeTwo256, Hash};
use testamur_primitives::{
	authority::excess,
	limits::{FINAL_CHANGES_PERIOD, HELD_FOR_COUNCIL, MAX_FINAL_CHANGES_ALONE, MAX_HELD},
	records::{
		AccreditationState, Attestation, BatchRevocation, InstitutionState, Terms, TypeState,
	},
	status::chunk_of,
	Accreditation, AccreditationId, Batch, CredentialType, Institution, Root,
};

/// Returns all that the pallet stores after these events.
pub(super) fn register(log: &[Recorded]) -> Entries {
	sp_io::TestExternalities::default().execute_with(|| {
		NextInstitutionId::<Test>::put(1);
		NextAccreditationId::<Test>::put(1);
		NextTypeId::<Test>::put(1);
		for recorded in log {
			set_time(recorded.time);
			apply(recorded.decode(), recorded.time);
		}
		entries()
	})
}

/// Makes the change of the register of which an event tells.
fn apply(event: Event<Test>, now: Moment) {
	match event {
		Event::InstitutionRegistered { .. }
		| Event::HomePageSet { .. }
		| Event::InstitutionSuspended { .. }
		| Event::InstitutionReinstated { .. }
		| Event::AllowanceSet { .. }
		| Event::InstitutionRenamed { .. } => apply_to_institution(event, now),
		Event::AdminReplaced { .. }
		| Event::OperatorSet { .. }
		| Event::OperatorRemoved { .. }
		| Event::ActProposed { .. }
		| Event::DualAuthorizationSet { .. } => apply_to_accounts(event, now),
		Event::TypeRegistered { .. } | Event::TypeRetired { .. } | Event::TypeReinstated { .. } => {
			apply_to_type(event, now);
		},
		Event::BatchAnchored { .. }
		| Event::BatchRevoked { .. }
		| Event::StatusesChanged { .. }
		| Event::BatchAttestedAgain { .. } => apply_to_batch(event, now),
		Event::AccreditationOffered { .. }
		| Event::AccreditationAccepted { .. }
		| Event::AccreditationDeclined { .. }
		| Event::AccreditationSuspended { .. }
		| Event::AccreditationReinstated { .. } => apply_to_grant(event, now),
		Event::AccreditationWithdrawn { .. }
		| Event::AccreditationVoidMoved { .. }
		| Event::AccreditationRelinquished { .. } => apply_end(event, now),
		Event::AccreditationRenewed { .. } | Event::AccreditationNarrowed { .. } => {
			apply_terms(event, now);
		},
		Event::DocumentKeyAdded { .. }
		| Event::DocumentKeyRetired { .. }
		| Event::DocumentKeyCompromised { .. }
		| Event::CompromiseLifted { .. }
		| Event::DocumentKeyReinstated { .. }
		| Event::BatchesListed { .. } => documents::apply(event, now),
		Event::InstitutionClosed { .. }
		| Event::CustodianAppointed { .. }
		| Event::CustodianDismissed { .. }
		| Event::StatusesChangedFor { .. }
		| Event::CredentialsReissued { .. } => custody::apply(event, now),
		// The log of a chain that is not migrated begins at genesis.
		Event::RegisterTakenOver { .. } | Event::InstitutionTakenOver { .. } => {
			panic!("no records were taken over")
		},
		Event::__Ignore(_, never) => match never {},
	}
}

pub(super) fn change(id: InstitutionId, change: impl FnOnce(&mut Institution<AccountId>)) {
	Institutions::<Test>::mutate(id, |record| change(record.as_mut().unwrap()));
}

fn apply_to_institution(event: Event<Test>, now: Moment) {
	match event {
		Event::InstitutionRegistered { institution, profile, admin, allowance } => {
			NextInstitutionId::<Test>::put(institution.0 + 1);
			Accounts::<Test>::insert(admin, AccountRecord { institution, role: Role::Admin });
			let record = Institution {
				profile,
				admin,
				state: InstitutionState::Active,
				registered_at: now,
				allowance,
				operators: 0,
				held: 0,
				dual_authorization: false,
				custody: None,
			};
			Institutions::<Test>::insert(institution, record);
		},
		Event::HomePageSet { institution, uri, .. } => {
			change(institution, |record| record.profile.uri = uri);
		},
		Event::InstitutionSuspended { institution } => {
			change(institution, |it| it.state = InstitutionState::Suspended { since: now });
		},
		Event::InstitutionReinstated { institution } => {
			change(institution, |record| record.state = InstitutionState::Active);
		},
		Event::AllowanceSet { institution, allowance } => {
			change(institution, |record| record.allowance = allowance);
		},
		Event::InstitutionRenamed { institution, name, country } => change(institution, |record| {
			record.profile.name = name;
			record.profile.country = country;
		}),
		other => unreachable!("{other:?}"),
	}
}

fn apply_to_accounts(event: Event<Test>, now: Moment) {
	match event {
		Event::AdminReplaced { institution, former, admin, by } => {
			agree(&by, GraveAct::HandOver { admin }, now);
			if Accounts::<Test>::contains_key(admin) {
				change(institution, |record| record.operators -= 1);
			}
			leave(institution, former);
			Accounts::<Test>::insert(admin, AccountRecord { institution, role: Role::Admin });
			change(institution, |record| record.admin = admin);
		},
		Event::OperatorSet { institution, operator, permissions, by } => {
			if permissions.grave {
				agree(&Actor::Account(by), GraveAct::Entrust { operator, permissions }, now);
			}
			if !Accounts::<Test>::contains_key(operator) {
				change(institution, |record| record.operators += 1);
			}
			let role = Role::Operator(permissions);
			Accounts::<Test>::insert(operator, AccountRecord { institution, role });
		},
		Event::OperatorRemoved { institution, operator, .. } => {
			leave(institution, operator);
			change(institution, |record| record.operators -= 1);
		},
		Event::ActProposed { institution, act, by, until } => {
			Acts::<Test>::mutate(institution, |pending| {
				pending.retain(|one| now < one.until && one.by != by);
				let one = PendingAct { act: BlakeTwo256::hash_of(&act), by, until };
				pending.try_push(one).unwrap();
			});
		},
		Event::DualAuthorizationSet { institution, required, by } => {
			if let Actor::Account(who) = by {
				take_agreement(institution, who, &GraveAct::SetDualAuthorization { required }, now);
			}
			change(institution, |record| record.dual_authorization = required);
		},
		other => unreachable!("{other:?}"),
	}
}

/// Ends the service of an account, and drops the act that it proposed.
fn leave(institution: InstitutionId, who: AccountId) {
	Accounts::<Test>::remove(who);
	Acts::<Test>::mutate_exists(institution, |acts| {
		let mut pending = acts.take().unwrap_or_default();
		pending.retain(|one| one.by != who);
		*acts = (!pending.is_empty()).then_some(pending);
	});
}

/// Takes out the pending act of the account that agreed first, where the institution of the second
/// one demands two.
pub(super) fn agree(by: &Actor<AccountId>, act: GraveAct<AccountId>, now: Moment) {
	let Actor::Account(who) = *by else { return };
	let institution = Accounts::<Test>::get(who).unwrap().institution;
	if Institutions::<Test>::get(institution).unwrap().dual_authorization {
		take_agreement(institution, who, &act, now);
	}
}

fn take_agreement(
	institution: InstitutionId,
	who: AccountId,
	act: &GraveAct<AccountId>,
	now: Moment,
) {
	let act = BlakeTwo256::hash_of(act);
	let may_agree = |other: AccountId| {
		Accounts::<Test>::get(other).is_some_and(|account| {
			account.institution == institution && account.role.permits(Permission::Grave)
		})
	};
	Acts::<Test>::mutate_exists(institution, |acts| {
		let mut pending = acts.take().unwrap();
		pending.retain(|one| now < one.until);
		let last = pending.iter().rposition(|one| one.act == act && one.by != who);
		let first = pending.remove(last.expect("another account had agreed"));
		assert!(may_agree(first.by));
		*acts = (!pending.is_empty()).then_some(pending);
	});
}

fn apply_to_type(event: Event<Test>, now: Moment) {
	let set = |type_id, state| {
		CredentialTypes::<Test>::mutate(type_id, |record| record.as_mut().unwrap().state = state);
	};
	match event {
		Event::TypeRegistered { type_id, owner, definition, .. } => {
			NextTypeId::<Test>::put(type_id.0 + 1);
			let state = TypeState::Active;
			let record = CredentialType { owner, definition, state, registered_at: now };
			CredentialTypes::<Test>::insert(type_id, record);
		},
		Event::TypeRetired { type_id, by, .. } => {
			agree(&by, GraveAct::RetireType { type_id }, now);
			set(type_id, TypeState::Retired { at: now });
		},
		Event::TypeReinstated { type_id, .. } => set(type_id, TypeState::Active),
		other => unreachable!("{other:?}"),
	}
}

fn change_batch(institution: InstitutionId, root: Root, change: impl FnOnce(&mut Batch)) {
	Batches::<Test>::mutate(institution, root, |record| change(record.as_mut().unwrap()));
}

fn apply_to_batch(event: Event<Test>, now: Moment) {
	match event {
		Event::BatchAnchored {
			institution,
			root,
			accreditation,
			type_id,
			size,
			valid_until,
			..
		} => {
			let batch = Batch {
				accreditation,
				type_id,
				size,
				issued_at: now,
				valid_until,
				revoked: None,
				attested_again: None,
			};
			Batches::<Test>::insert(institution, root, batch);
		},
		Event::BatchRevoked { institution, root, reason, successor, by } => {
			agree(&Actor::Account(by), GraveAct::RevokeBatch { root, reason, successor }, now);
			change_batch(institution, root, |batch| {
				let at = batch.revoked.map_or(now, |former| former.at);
				batch.revoked = Some(BatchRevocation { reason, at, successor });
			});
		},
		Event::BatchAttestedAgain { institution, root, accreditation, former, loss, by } => {
			agree(&Actor::Account(by), GraveAct::AttestAgain { root, accreditation }, now);
			change_batch(institution, root, |batch| {
				// The event tells what was lost now, and the record keeps what was lost most gravely.
				let graver = batch.attested_again.filter(|last| last.loss < loss);
				let (former, loss) = graver.map_or((former, loss), |last| (last.former, last.loss));
				let attestation = Attestation { accreditation, since: now, former, loss };
				batch.attested_again = Some(attestation);
			});
		},
		Event::StatusesChanged { institution, root, changes, by } => {
			if !count_alone(by, custody::finals_among(&changes), now) {
				let changes = sp_io::hashing::blake2_256(&changes.encode());
				agree(&Actor::Account(by), GraveAct::ChangeStatuses { root, changes }, now);
			}
			for StatusChangeAt { index, change } in changes {
				change_status(institution, root, index.unwrap(), change);
			}
		},
		other => unreachable!("{other:?}"),
	}
}

/// Counts the final changes that an account makes alone, if they count, and returns false if they are
/// too many for one.
pub(super) fn count_alone(by: AccountId, finals: u32, now: Moment) -> bool {
	let institution = Accounts::<Test>::get(by).unwrap().institution;
	let takes_two = Institutions::<Test>::get(institution).unwrap().dual_authorization;
	let is_grave = Accounts::<Test>::get(by).unwrap().role.permits(Permission::Grave);
	if finals == 0 || is_grave && !takes_two {
		return true;
	}
	let former = FinalChanges::<Test>::get(institution)
		.filter(|former| now < former.since + FINAL_CHANGES_PERIOD)
		.unwrap_or(FinalChangesAlone { since: now, count: 0 });
	let count = former.count + finals;
	if count > MAX_FINAL_CHANGES_ALONE {
		return false;
	}
	FinalChanges::<Test>::insert(institution, FinalChangesAlone { count, ..former });
	true
}

pub(super) fn change_status(
	institution: InstitutionId,
	root: Root,
	index: u32,
	change: StatusChange,
) {
	let (chunk, place) = chunk_of(index);
	Statuses::<Test>::mutate_exists((institution, root, chunk), |statuses| {
		let mut chunk = statuses.unwrap_or_default();
		if let Some(status) = chunk.get(place).unwrap().after(&change) {
			chunk.set(place, status);
		}
		*statuses = (chunk != Default::default()).then_some(chunk);
	});
	if let Some(successor) = change.successor() {
		let successor = successor.credential().unwrap();
		Successors::<Test>::insert((institution, root, index), successor);
	}
	if change == StatusChange::ForgetSuccessor {
		Successors::<Test>::remove((institution, root, index));
	}
}

fn grant(id: AccreditationId) -> Accreditation {
	Accreditations::<Test>::get(id).unwrap()
}

fn apply_to_grant(event: Event<Test>, now: Moment) {
	match event {
		Event::AccreditationOffered { accreditation, holder, grantor, terms, .. } => {
			NextAccreditationId::<Test>::put(accreditation.0 + 1);
			let record = Accreditation {
				holder,
				grantor,
				terms,
				state: AccreditationState::Offered,
				offered_at: now,
				accepted_at: None,
				narrowings: 0,
				parent_narrowings: grantor.parent().map_or(0, |parent| grant(parent).narrowings),
			};
			take_place(accreditation, &record, now);
			Accreditations::<Test>::insert(accreditation, record);
		},
		Event::AccreditationAccepted { accreditation, .. } => {
			let record = grant(accreditation);
			answer(accreditation, &record);
			let accepted = Accreditation {
				state: AccreditationState::Active,
				accepted_at: Some(now),
				..record
			};
			Accreditations::<Test>::insert(accreditation, accepted);
		},
		Event::AccreditationDeclined { accreditation, .. } => {
			end(accreditation, AccreditationState::Declined { at: now });
		},
		Event::AccreditationSuspended { accreditation, by, .. } => {
			let former = grant(accreditation);
			// The council takes over a suspension of the grantor, which began before.
			let since = match former.state {
				AccreditationState::Suspended { since, .. } => since,
				_ => now,
			};
			let state = AccreditationState::Suspended { since, by_council: by == Actor::Council };
			Accreditations::<Test>::insert(accreditation, Accreditation { state, ..former });
		},
		Event::AccreditationReinstated { accreditation, .. } => {
			let former = grant(accreditation);
			let withdrawn = matches!(former.state, AccreditationState::Withdrawn { .. });
			let record = Accreditation { state: AccreditationState::Active, ..former };
			if withdrawn && !record.terms.is_over(now) {
				take_place(accreditation, &record, now);
			}
			Accreditations::<Test>::insert(accreditation, record);
		},
		other => unreachable!("{other:?}"),
	}
}

/// Ends a grant, which gives up its place.
fn end(accreditation: AccreditationId, state: AccreditationState) {
	let record = grant(accreditation);
	if Holdings::<Test>::take(holding_key(accreditation, &record)).is_some() {
		answer(accreditation, &record);
		change(record.holder, |holder| holder.held -= 1);
	}
	Accreditations::<Test>::insert(accreditation, Accreditation { state, ..record });
}

fn apply_end(event: Event<Test>, now: Moment) {
	match event {
		Event::AccreditationWithdrawn { accreditation, void_from, by, .. } => {
			let offered = grant(accreditation).state == AccreditationState::Offered;
			if !offered || void_from.is_some() {
				agree(&by, GraveAct::Withdraw { accreditation, void_from }, now);
			}
			end(accreditation, AccreditationState::Withdrawn { at: now, void_from });
		},
		Event::AccreditationVoidMoved { accreditation, void_from, by, .. } => {
			agree(&by, GraveAct::Withdraw { accreditation, void_from }, now);
			let AccreditationState::Withdrawn { at, .. } = grant(accreditation).state else {
				panic!("only a withdrawn grant is void");
			};
			end(accreditation, AccreditationState::Withdrawn { at, void_from });
		},
		Event::AccreditationRelinquished { accreditation, by, .. } => {
			agree(&Actor::Account(by), GraveAct::Relinquish { accreditation }, now);
			end(accreditation, AccreditationState::Withdrawn { at: now, void_from: None });
			Relinquished::<Test>::insert(accreditation, ());
		},
		other => unreachable!("{other:?}"),
	}
}

fn apply_terms(event: Event<Test>, now: Moment) {
	let (accreditation, terms, narrowed) = match event {
		Event::AccreditationRenewed { accreditation, valid_until, .. } => {
			(accreditation, Terms { valid_until, ..grant(accreditation).terms }, false)
		},
		Event::AccreditationNarrowed { accreditation, terms, by, .. } => {
			agree(&by, GraveAct::Narrow { accreditation, terms: terms.clone() }, now);
			(accreditation, terms, true)
		},
		other => unreachable!("{other:?}"),
	};
	let former = grant(accreditation);
	let narrowings = former.narrowings + u32::from(narrowed);
	let above = former.grantor.parent().map(Credentials::path).unwrap_or_default();
	let compared = !narrowed || excess(&terms, &above).is_none();
	let parent_narrowings = match above.first().filter(|_| compared) {
		Some((_, parent)) => parent.narrowings,
		None => former.parent_narrowings,
	};
	let place = holding_key(accreditation, &former);
	let record = Accreditation { terms, narrowings, parent_narrowings, ..former };
	if Holdings::<Test>::take(place).is_some() {
		wait_for_answer(accreditation, &record, now);
		Holdings::<Test>::insert(holding_key(accreditation, &record), ());
	} else if !narrowed {
		take_place(accreditation, &record, now);
	}
	Accreditations::<Test>::insert(accreditation, record);
}

/// Gives a grant a place among those of its holder. Where none is left, the expired ones that ended
/// first give up theirs.
fn take_place(accreditation: AccreditationId, record: &Accreditation, now: Moment) {
	let kept = if record.grantor == Grantor::Council { 0 } else { HELD_FOR_COUNCIL };
	let held = Institutions::<Test>::get(record.holder).unwrap().held;
	let wanted = (held + 1).saturating_sub(MAX_HELD - kept);
	let expired: Vec<_> = Holdings::<Test>::iter_key_prefix((record.holder,))
		.take_while(|(end, _)| Moment::from_be_bytes(*end) <= now)
		.take(wanted as usize)
		.collect();
	for (end, other) in &expired {
		Holdings::<Test>::remove((record.holder, *end, *other));
		answer(*other, &grant(*other));
	}
	change(record.holder, |holder| holder.held = held + 1 - expired.len() as u32);
	wait_for_answer(accreditation, record, now);
	Holdings::<Test>::insert(holding_key(accreditation, record), ());
}
