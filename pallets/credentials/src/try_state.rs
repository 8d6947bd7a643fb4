// SPDX-License-Identifier: Apache-2.0

//! The invariants, each a function that names the rule it checks.
//!
//! Numbers refer to the rules of the model in `docs/ARCHITECTURE.md`.

use crate::{
	holdings::holding_key, successors::successor_key, types::OpenOffer, Accounts, Accreditations,
	Acts, Batches, Config, CredentialTypes, Holdings, Institutions, NextAccreditationId,
	NextInstitutionId, NextTypeId, OpenOffers, Pallet, Role, Statuses, Successors,
};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;
use testamur_primitives::{
	authority::first_lapse,
	limits::{MAX_DELEGATION, MAX_HELD, MAX_OPERATORS},
	status::{StatusChunk, CHUNK_STATUSES},
	text::{check_name, check_uri},
	Accreditation, AccreditationState, CredentialPointer, Institution, Moment, Status, TypeId,
	TypeKind, TypeState,
};

mod custody;
mod document_keys;
mod event_log;
mod grants;
mod powers;
mod status_lists;
mod successors;

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// Checks every invariant.
	pub fn do_try_state() -> Check {
		Self::numbers_are_sequential()?;
		Self::accounts_match_institutions()?;
		Self::operators_have_permissions()?;
		Self::profiles_are_well_formed()?;
		Self::holdings_match_accreditations()?;
		Self::open_offers_match_accreditations()?;
		Self::types_are_well_formed()?;
		Self::batches_were_authorized()?;
		Self::attestations_were_authorized()?;
		Self::acts_are_pending_by_accounts()?;
		Self::final_changes_alone_are_few()?;
		Self::relinquished_grants_stay_withdrawn()?;
		Self::document_keys_are_numbered()?;
		Self::document_keys_are_counted()?;
		Self::document_keys_are_bounded()?;
		Self::document_keys_are_well_formed()?;
		Self::status_lists_have_no_holes()?;
		Self::parts_belong_to_lists()?;
		Self::custodies_are_bounded()?;
		Self::custodial_changes_are_of_credentials()?;
		Self::reissues_have_a_former()?;
		Self::one_credential_leads_to_one()?;
		Self::grants_stay_within_their_parents()?;
		Self::withdrawals_are_single_records()?;
		Self::voids_reach_back_only()?;
		Self::revocation_is_final()?;
		Self::successors_form_no_ring()?;
		Self::suspension_leaves_records_alone()?;
		Self::scopes_name_types()?;
		Self::states_match_answers()?;
		Self::moments_are_past()?;
		Self::institutions_have_logs()
	}

	/// Checks that numbers run from 1 without a gap, that no record was ever deleted, and that the
	/// next numbers are stored.
	fn numbers_are_sequential() -> Check {
		let missing = "numbers_are_sequential: a next number is not stored";
		let institutions = NextInstitutionId::<T>::get().ok_or(missing)?;
		let accreditations = NextAccreditationId::<T>::get().ok_or(missing)?;
		let types = NextTypeId::<T>::get().ok_or(missing)?;
		ensure!(
			sequential(Institutions::<T>::iter_keys().map(|id| id.0), institutions)
				&& sequential(Accreditations::<T>::iter_keys().map(|id| id.0), accreditations)
				&& sequential(CredentialTypes::<T>::iter_keys().map(|id| id.0), types),
			"numbers_are_sequential: numbers do not run from 1 to the last one given"
		);
		Ok(())
	}

	/// Checks that every account serves one institution that knows it, and can sign without a
	/// balance.
	fn accounts_match_institutions() -> Check {
		for (id, record) in Institutions::<T>::iter() {
			let admin = Accounts::<T>::get(&record.admin);
			ensure!(
				admin
					.is_some_and(|account| account.institution == id && account.role == Role::Admin),
				"accounts_match_institutions: an admin is not on record as one"
			);
			let operators = Accounts::<T>::iter_values()
				.filter(|account| account.institution == id && account.role != Role::Admin)
				.count();
			ensure!(
				u32::try_from(operators) == Ok(record.operators)
					&& record.operators <= MAX_OPERATORS,
				"accounts_match_institutions: operators are miscounted or too many"
			);
		}
		for (who, account) in Accounts::<T>::iter() {
			let institution = Institutions::<T>::get(account.institution);
			let known = institution
				.is_some_and(|record| (account.role == Role::Admin) == (record.admin == who));
			ensure!(known, "accounts_match_institutions: an account is not its institution's");
			let system = frame_system::Account::<T>::get(&who);
			ensure!(
				system.sufficients > 0 || system.providers > 0,
				"accounts_match_institutions: an account cannot sign"
			);
		}
		Ok(())
	}

	/// Checks that readers see the profile of each institution as it is. Names and URIs from before the
	/// rules for them are shown nevertheless.
	fn profiles_are_well_formed() -> Check {
		for Institution { profile, registered_at, .. } in Institutions::<T>::iter_values() {
			let is_legible = check_name(&profile.name).is_ok() && check_uri(&profile.uri).is_ok();
			ensure!(
				(is_legible || Self::predates_migration(registered_at))
					&& profile.country.iter().all(u8::is_ascii_uppercase),
				"profiles_are_well_formed: the profile of an institution is malformed"
			);
		}
		Ok(())
	}

	/// Checks that the holdings of an institution are its grants that are neither declined nor
	/// withdrawn, but for expired ones, which may have given up their places, and that their count
	/// is right.
	fn holdings_match_accreditations() -> Check {
		let now = Self::now();
		for (id, grant) in Accreditations::<T>::iter() {
			let ended = matches!(
				grant.state,
				AccreditationState::Declined { .. } | AccreditationState::Withdrawn { .. }
			);
			let held = Holdings::<T>::contains_key(holding_key(id, &grant));
			let may_lack_place = ended || grant.terms.is_over(now);
			ensure!(
				if held { !ended } else { may_lack_place },
				"holdings_match_accreditations: the index and a grant's state disagree"
			);
		}
		for key in Holdings::<T>::iter_keys() {
			let (_, _, id) = key;
			ensure!(
				Accreditations::<T>::get(id).is_some_and(|grant| holding_key(id, &grant) == key),
				"holdings_match_accreditations: an index entry points nowhere"
			);
		}
		for (id, record) in Institutions::<T>::iter() {
			let held = Holdings::<T>::iter_key_prefix((id,)).count();
			ensure!(
				u32::try_from(held) == Ok(record.held) && record.held <= MAX_HELD,
				"holdings_match_accreditations: grants are miscounted or too many"
			);
		}
		Ok(())
	}

	/// Checks that the lists of open offers hold the unanswered offers of institutions that are among
	/// the holdings, each once and with its end; expired ones may have left them, and those from
	/// before the limit may exceed it. The lists are bounded by their type.
	fn open_offers_match_accreditations() -> Check {
		let mut offers = BTreeSet::new();
		for (_, _, id) in Holdings::<T>::iter_keys() {
			let grant = Accreditations::<T>::get(id)
				.filter(|grant| grant.state == AccreditationState::Offered);
			offers.extend(grant.and_then(|grant| {
				let offer = OpenOffer { accreditation: id, valid_until: grant.terms.valid_until };
				Some((grant.holder, grant.grantor.institution()?, offer))
			}));
		}
		let mut listed = BTreeSet::new();
		for (holder, grantor, open) in OpenOffers::<T>::iter() {
			let is_new = |offer: OpenOffer| listed.insert((holder, grantor, offer));
			ensure!(
				!open.is_empty() && open.into_iter().all(is_new),
				"open_offers_match_accreditations: no offer, or one twice"
			);
		}
		let now = Self::now();
		let is_missing = |entry: &(_, _, OpenOffer)| {
			let (_, _, offer) = entry;
			let may_exceed = Accreditations::<T>::get(offer.accreditation)
				.is_some_and(|grant| Self::predates_migration(grant.offered_at));
			now < offer.valid_until && !listed.contains(entry) && !may_exceed
		};
		ensure!(
			listed.is_subset(&offers) && !offers.iter().any(is_missing),
			"open_offers_match_accreditations: the open offers are not those that are listed"
		);
		Ok(())
	}

	/// Checks that types have a well-formed definition and an owner that exists.
	fn types_are_well_formed() -> Check {
		for record in CredentialTypes::<T>::iter_values() {
			let owned = record.owner.is_none_or(Institutions::<T>::contains_key);
			let retired_later = match record.state {
				TypeState::Active => true,
				TypeState::Retired { at } => at >= record.registered_at,
			};
			ensure!(
				owned
					&& retired_later
					&& record.definition.has_known_level()
					&& !record.definition.uri.is_empty()
					&& (check_uri(&record.definition.uri).is_ok()
						|| Self::predates_migration(record.registered_at))
					&& record.definition.kind != TypeKind::Unstated,
				"types_are_well_formed: a credential type is malformed"
			);
		}
		Ok(())
	}

	/// Checks rule 1: a batch exists only if, when it was anchored, its grant belonged to the
	/// institution, allowed the type, was inside its window and active, and every grant above it
	/// too.
	///
	/// The state holds the present terms, not their history. Narrowing cuts terms after the fact,
	/// so scope and end are compared only where nothing was narrowed.
	fn batches_were_authorized() -> Check {
		for (institution, _, batch) in Batches::<T>::iter() {
			ensure!(batch.size > 0, "batches_were_authorized: a batch of no credentials");
			let credential_type = CredentialTypes::<T>::get(batch.type_id);
			ensure!(
				credential_type.is_some_and(|record| record.registered_at <= batch.issued_at),
				"batches_were_authorized: the type is younger than the batch"
			);
			ensure!(
				batch.valid_until.is_none_or(|end| end > batch.issued_at),
				"batches_were_authorized: a batch expired before it was anchored"
			);
			let path = Self::path(batch.accreditation);
			let own = path.first().map(|(_, grant)| grant);
			ensure!(
				own.is_some_and(|grant| grant.holder == institution),
				"batches_were_authorized: the grant is not the institution's"
			);
			ensure!(
				own.is_some_and(|grant| grant.terms.rights.attest || grant.narrowings > 0),
				"batches_were_authorized: the grant has no right to attest"
			);
			ensure!(
				path.last().is_some_and(|(_, root)| root.grantor.parent().is_none()),
				"batches_were_authorized: the path does not lead to the council"
			);
			ensure!(
				path.iter().all(|(_, grant)| could_allow(grant, batch.type_id, batch.issued_at)),
				"batches_were_authorized: a grant on the path was not in force"
			);
		}
		Ok(())
	}

	/// Checks rule 1 for batches that were attested again: the grant under which they stand could
	/// allow it then, and the one that they have lost was their institution's as well. The two may be
	/// one, if the batch came back to it.
	fn attestations_were_authorized() -> Check {
		for (institution, _, batch) in Batches::<T>::iter() {
			let Some(attestation) = batch.attested_again else { continue };
			let path = Self::path(attestation.accreditation);
			let own = path.first().map(|(_, grant)| grant);
			ensure!(
				own.is_some_and(|grant| grant.holder == institution)
					&& path
						.iter()
						.all(|(_, grant)| { could_allow(grant, batch.type_id, attestation.since) }),
				"attestations_were_authorized: the grant could not allow it"
			);
			ensure!(
				attestation.since >= batch.issued_at,
				"attestations_were_authorized: attested before it was anchored"
			);
			let former = Accreditations::<T>::get(attestation.former);
			ensure!(
				former.is_some_and(|grant| grant.holder == institution),
				"attestations_were_authorized: the lost grant was not the institution's"
			);
		}
		Ok(())
	}

	/// Checks that acts that wait for a second account are those of accounts that serve the
	/// institution, at most one of each, and that no empty list is stored.
	fn acts_are_pending_by_accounts() -> Check {
		for (institution, pending) in Acts::<T>::iter() {
			let mut accounts: Vec<_> = pending.iter().map(|act| &act.by).collect();
			accounts.sort_unstable();
			accounts.dedup();
			ensure!(
				Institutions::<T>::contains_key(institution)
					&& !pending.is_empty()
					&& accounts.len() == pending.len(),
				"acts_are_pending_by_accounts: no institution, no act, or two of an account"
			);
			let serves = |who: &T::AccountId| {
				Accounts::<T>::get(who).is_some_and(|account| account.institution == institution)
			};
			ensure!(
				accounts.into_iter().all(serves),
				"acts_are_pending_by_accounts: an act of an account that left"
			);
		}
		Ok(())
	}

	/// Checks rule 2: a child grant never exceeds its parent in scope and window, and is less deep.
	///
	/// A parent that was narrowed since is left out: then the path decides (rule 3).
	fn grants_stay_within_their_parents() -> Check {
		for (id, grant) in Accreditations::<T>::iter() {
			let terms = &grant.terms;
			ensure!(
				terms.rights.delegation <= MAX_DELEGATION
					&& !terms.rights.is_empty()
					&& terms.valid_from < terms.valid_until,
				"grants_stay_within_their_parents: terms are malformed"
			);
			let Some(parent_id) = grant.grantor.parent() else { continue };
			ensure!(
				parent_id < id,
				"grants_stay_within_their_parents: a grant is older than its parent"
			);
			let parent = Accreditations::<T>::get(parent_id);
			let parent = parent.ok_or("grants_stay_within_their_parents: no parent")?;
			ensure!(
				grant.grantor.institution() == Some(parent.holder) && grant.holder != parent.holder,
				"grants_stay_within_their_parents: the grantor does not hold the parent"
			);
			let comparable = parent.narrowings == grant.parent_narrowings;
			ensure!(
				parent.narrowings >= grant.parent_narrowings
					&& (!comparable || terms.excess_over(&parent.terms, 1).is_none()),
				"grants_stay_within_their_parents: a child exceeds its parent"
			);
		}
		Ok(())
	}

	/// Checks rule 3: a withdrawal is one record. A grant below a withdrawn one keeps its own
	/// state, and the path says that it is not in force.
	fn withdrawals_are_single_records() -> Check {
		let now = Self::now();
		for (id, grant) in Accreditations::<T>::iter() {
			if let AccreditationState::Withdrawn { at, .. } = grant.state {
				ensure!(
					grant.offered_at <= at && at <= now,
					"withdrawals_are_single_records: withdrawn before it was offered, or later than now"
				);
			}
			let path = Self::path(id);
			let withdrawn = path
				.iter()
				.any(|(_, grant)| matches!(grant.state, AccreditationState::Withdrawn { .. }));
			ensure!(
				!withdrawn || first_lapse(&path, now).is_some(),
				"withdrawals_are_single_records: in force below a withdrawn grant"
			);
		}
		Ok(())
	}

	/// Checks rule 4: only a withdrawn grant is void, and never from a moment in the future.
	fn voids_reach_back_only() -> Check {
		let now = Self::now();
		for grant in Accreditations::<T>::iter_values() {
			if let AccreditationState::Withdrawn { void_from: Some(from), .. } = grant.state {
				ensure!(from <= now, "voids_reach_back_only: void from a moment in the future");
			}
		}
		Ok(())
	}

	/// Checks rule 5: a credential that was revoked or superseded is on record as such, for good.
	///
	/// Codes are known, they lie within a batch, an all-active chunk is not stored, and a
	/// superseded credential has a successor that is anchored. That no change leads back is a
	/// property of [`Status::after`], tested there and over random sequences of calls.
	fn revocation_is_final() -> Check {
		for ((institution, root, chunk), statuses) in Statuses::<T>::iter() {
			let batch = Batches::<T>::get(institution, root);
			let batch = batch.ok_or("revocation_is_final: statuses of no batch")?;
			ensure!(
				statuses != StatusChunk::default(),
				"revocation_is_final: an all-active chunk is stored"
			);
			for place in 0..=u8::MAX {
				let status = statuses.get(place).ok_or("revocation_is_final: a reserved code")?;
				let index = u64::from(chunk)
					.saturating_mul(u64::from(CHUNK_STATUSES))
					.saturating_add(u64::from(place));
				ensure!(
					status == Status::Active || index < u64::from(batch.size),
					"revocation_is_final: a status behind the end of its batch"
				);
				let index = u32::try_from(index).unwrap_or(u32::MAX);
				let credential = CredentialPointer { institution, root, index };
				let superseded = status == Status::Superseded;
				ensure!(
					!superseded || Successors::<T>::contains_key(successor_key(&credential)),
					"revocation_is_final: superseded by nothing"
				);
			}
		}
		for ((institution, root, index), successor) in Successors::<T>::iter() {
			let status = Self::status_of(&CredentialPointer { institution, root, index });
			let revoked = Batches::<T>::get(institution, root).and_then(|batch| batch.revoked);
			ensure!(
				status.is_some_and(Status::may_have_successor) || revoked.is_some(),
				"revocation_is_final: a superseded credential became active"
			);
			let target = Batches::<T>::get(successor.institution, successor.root);
			ensure!(
				target.is_some_and(|batch| successor.index < batch.size),
				"revocation_is_final: a successor is not anchored"
			);
		}
		for batch in Batches::<T>::iter_values() {
			ensure!(
				batch.revoked.is_none_or(|revocation| revocation.at >= batch.issued_at),
				"revocation_is_final: a batch was revoked before it was anchored"
			);
		}
		Ok(())
	}

	/// Checks rule 6: an institution anchors nothing after it was suspended or closed. What it issued
	/// before is still there. What a custodian issued again states the time of the former credential.
	fn suspension_leaves_records_alone() -> Check {
		for (id, record) in Institutions::<T>::iter() {
			let Some(since) = record.state.idle_since() else { continue };
			let late = Batches::<T>::iter_prefix_values(id).any(|batch| batch.issued_at > since);
			ensure!(!late, "suspension_leaves_records_alone: anchored while suspended");
		}
		Ok(())
	}
}

/// Returns whether the record of a grant is consistent with its having been in force, for a type,
/// at a moment.
fn could_allow(grant: &Accreditation, type_id: TypeId, moment: Moment) -> bool {
	let accepted = grant.accepted_at.is_some_and(|at| at <= moment);
	let began = grant.terms.valid_from <= moment;
	let not_cut = grant.narrowings > 0
		|| (moment < grant.terms.valid_until && grant.terms.scope.covers(type_id));
	let not_ended = match grant.state {
		AccreditationState::Active => true,
		AccreditationState::Suspended { since, .. } => moment <= since,
		AccreditationState::Withdrawn { at, .. } => moment <= at,
		AccreditationState::Offered | AccreditationState::Declined { .. } => false,
	};
	accepted && began && not_cut && not_ended
}

/// Returns whether these numbers are 1 to `next` - 1, each once.
fn sequential(ids: impl Iterator<Item = u32>, next: u32) -> bool {
	let mut ids: Vec<u32> = ids.collect();
	ids.sort_unstable();
	ids.into_iter().eq(1..next)
}
