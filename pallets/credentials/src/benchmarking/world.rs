// SPDX-License-Identifier: Apache-2.0

//! The states in which the benchmarks begin, and the arguments that they use.

use crate::{
	limits::*, Accounts, Accreditations, Acts, Anchors, Batches, Config, DocumentKeys,
	FinalChanges, FinalChangesAlone, GraveAct, Institutions, ListedRoots, OpenOffer, OpenOffers,
	OpenOffersOf, Pallet, PendingAct, PendingActs, Permissions, Role, StatusChangeAt,
	StatusChanges, Statuses,
};
use alloc::{vec, vec::Vec};
use codec::Encode;
use frame_benchmarking::{benchmarking::add_to_whitelist, v2::*};
use frame_support::{dispatch::RawOrigin, traits::EnsureOrigin};
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::traits::Hash;
use testamur_primitives::{
	keys,
	records::{Anchor, Name, Uri, Validity},
	status::CHUNK_STATUSES,
	views::AccreditationView,
	Accreditation, AccreditationId, AccreditationState, CredentialPointer, DocumentKey, Grantor,
	InstitutionId, KeyPurpose, ListLabel, Moment, Profile, PublicKey, RevocationReason, Rights,
	Root, Scope, Status, StatusChange, Terms, TypeDefinition, TypeId, TypeKind, TypeState,
};

pub(super) const ALL: Permissions =
	Permissions { issue: true, change_status: true, accredit: true, grave: true };
/// Beginning of every window, and the time of every benchmark that needs a grant: no window begins
/// at moment 0.
pub(super) const START: Moment = 1;
/// End of every window.
pub(super) const END: Moment = 1_000;

pub(super) fn council<T: Config>() -> Result<OriginFor<T>, BenchmarkError> {
	T::CouncilOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)
}

/// Returns a grant, with its lapse.
pub(super) fn grant<T: Config>(id: AccreditationId) -> Result<AccreditationView, BenchmarkError> {
	let found = Pallet::<T>::accreditation(id).map_err(|_| "readable; qed")?;
	Ok(found.ok_or("offered; qed")?)
}

pub(super) fn profile() -> Profile {
	Profile {
		name: Name::truncate_from(vec![b'n'; MAX_NAME as usize]),
		uri: Uri::truncate_from(vec![b'u'; MAX_URI as usize]),
		country: *b"NL",
	}
}

pub(super) fn definition() -> TypeDefinition {
	TypeDefinition {
		kind: TypeKind::MicroCredential,
		content_hash: [1; 32],
		uri: Uri::truncate_from(vec![b'u'; MAX_URI as usize]),
		level: Some(MAX_EQF_LEVEL),
		workload: Some(u32::MAX),
		default_validity: Some(END),
	}
}

pub(super) fn root(n: u32) -> Root {
	let mut root = Root([0xaa; 32]);
	root.0[..4].copy_from_slice(&n.to_le_bytes());
	root
}

pub(super) fn anchor(n: u32, size: u32) -> Anchor {
	Anchor { root: root(n), size, validity: Validity::ByType }
}

/// Registers an institution with an operator that has all permissions, and returns both.
pub(super) fn member<T: Config>(n: u32) -> Result<(InstitutionId, T::AccountId), BenchmarkError> {
	let admin: T::AccountId = account("admin", n, 0);
	let operator: T::AccountId = account("operator", n, 0);
	Pallet::<T>::register_institution(council::<T>()?, profile(), admin.clone(), u32::MAX)?;
	let institution = Accounts::<T>::get(&admin).ok_or("registered; qed")?.institution;
	// These operators have no keys, so they are enlisted without their consent.
	Pallet::<T>::enlist(&operator, institution, Role::Operator(ALL))
		.map_err(|_| "the account is a fresh one; qed")?;
	Pallet::<T>::mutate_institution(institution, |record| {
		record.operators += 1;
		Ok(())
	})
	.map_err(|_| "registered; qed")?;
	Ok((institution, operator))
}

/// Leaves a member and its institution out of what a benchmark charges its call for reading: the check of
/// each transaction by a member reads both before the call does, and pays for them.
///
/// What is left out is not charged for writing either, so this is for calls that write neither. A call
/// that another account makes by way of `as_derivative` is charged for two reads less than it makes.
pub(super) fn read_by_the_check<T: Config>(signer: &T::AccountId) -> Result<(), BenchmarkError> {
	let institution = Accounts::<T>::get(signer).ok_or("a member; qed")?.institution;
	add_to_whitelist(Accounts::<T>::hashed_key_for(signer).into());
	add_to_whitelist(Institutions::<T>::hashed_key_for(institution).into());
	Ok(())
}

/// Returns a document key of the longest kind.
pub(super) fn key(n: u32) -> PublicKey {
	let mut key = [2; 33];
	key[1..5].copy_from_slice(&n.to_le_bytes());
	PublicKey::P256(key)
}

/// Registers an institution with document keys 1 to `count`, and returns it with an operator.
pub(super) fn signing<T: Config>(
	count: u32,
) -> Result<(InstitutionId, T::AccountId), BenchmarkError> {
	let found = member::<T>(0)?;
	let admin: T::AccountId = account("admin", 0, 0);
	for n in 1..=count {
		let origin = RawOrigin::Signed(admin.clone()).into();
		Pallet::<T>::add_document_key(origin, key(n), KeyPurpose::StatusLists)?;
	}
	Ok(found)
}

/// Returns the record of document key 1 of an institution.
pub(super) fn document_key<T: Config>(
	institution: InstitutionId,
) -> Result<DocumentKey, BenchmarkError> {
	Ok(DocumentKeys::<T>::get(institution, key(1)).ok_or("added; qed")?)
}

/// The label of a status list.
pub(super) const LABEL: ListLabel = ListLabel([7; 16]);

/// Returns the roots of so many batches, as a call lists them.
pub(super) fn roots(count: u32) -> ListedRoots {
	ListedRoots::truncate_from((0..count).map(root).collect())
}

/// Anchors `count` batches of one credential each, and begins a status list with the first.
pub(super) fn to_be_listed<T: Config>(count: u32) -> Result<Chain<T>, BenchmarkError> {
	let chain = chain::<T>(true)?;
	let holder = || RawOrigin::Signed(chain.holder.clone());
	let anchors = Anchors::truncate_from((0..count).map(|n| anchor(n, 1)).collect());
	Pallet::<T>::anchor_many(holder().into(), chain.grant, TypeId(1), anchors)
		.map_err(|error| error.error)?;
	Pallet::<T>::list_batches(holder().into(), LABEL, Some(0), roots(1))?;
	Ok(chain)
}

/// Makes an institution demand two accounts for grave acts, and lets its admin agree to one. As many
/// others are pending as may.
pub(super) fn agreed_by_admin<T: Config>(
	institution: InstitutionId,
	act: GraveAct<T::AccountId>,
) -> Result<(), BenchmarkError> {
	let admin = Institutions::<T>::try_mutate(institution, |record| {
		let record = record.as_mut().ok_or("registered; qed")?;
		record.dual_authorization = true;
		Ok::<_, BenchmarkError>(record.admin.clone())
	})?;
	let until = Pallet::<T>::now() + AUTHORIZATION_WINDOW;
	let others = (1..MAX_PENDING_ACTS).map(|n| PendingAct {
		act: T::Hashing::hash_of(&n),
		by: account("proposer", n, 0),
		until,
	});
	let own = PendingAct { act: T::Hashing::hash_of(&act), by: admin, until };
	// The act that counts is the last that is found, and the others are moved when it is taken out.
	let pending: Vec<_> = [own].into_iter().chain(others).collect();
	let pending = PendingActs::<T>::try_from(pending).map_err(|_| "one each; qed")?;
	Acts::<T>::insert(institution, pending);
	Ok(())
}

/// Does the same for an operator, whose act is unlike any call of a benchmark.
pub(super) fn agreed_by_operator<T: Config>(
	institution: InstitutionId,
	operator: &T::AccountId,
) -> Result<(), BenchmarkError> {
	agreed_by_admin::<T>(institution, GraveAct::RetireType { type_id: TypeId(0) })?;
	Acts::<T>::mutate(institution, |pending| {
		if let Some(last) = pending.iter_mut().next_back() {
			last.by = operator.clone();
		}
	});
	Ok(())
}

/// Makes changes of batch 0 take two accounts, and lets the admin agree to them: as many final ones
/// were made alone as may.
pub(super) fn changes_agreed_by_admin<T: Config>(
	institution: InstitutionId,
	changes: &StatusChanges,
) -> Result<(), BenchmarkError> {
	let alone = FinalChangesAlone { since: Pallet::<T>::now(), count: MAX_FINAL_CHANGES_ALONE };
	FinalChanges::<T>::insert(institution, alone);
	let changes = sp_io::hashing::blake2_256(&changes.encode());
	agreed_by_admin::<T>(institution, GraveAct::ChangeStatuses { root: root(0), changes })
}

/// Registers as many types of the council as a scope may list, and returns that scope.
pub(super) fn largest_scope<T: Config>() -> Result<Scope, BenchmarkError> {
	for _ in 0..MAX_SCOPE {
		Pallet::<T>::register_type(council::<T>()?, definition())?;
	}
	let types: alloc::collections::BTreeSet<_> = (1..=MAX_SCOPE).map(TypeId).collect();
	Ok(Scope::Types(types.try_into().map_err(|_| "a scope of the largest size fits; qed")?))
}

pub(super) fn terms(scope: &Scope, delegation: u8) -> Terms {
	let rights = Rights { attest: true, delegation };
	Terms { scope: scope.clone(), rights, valid_from: START, valid_until: END }
}

/// A path of grants with the largest scope on every level.
pub(super) struct Chain<T: Config> {
	/// The accounts that hold and gave the lowest grant.
	pub(super) holder: T::AccountId,
	pub(super) holder_id: InstitutionId,
	pub(super) grantor: T::AccountId,
	/// The lowest grant and the one above.
	pub(super) grant: AccreditationId,
	pub(super) parent: AccreditationId,
	pub(super) scope: Scope,
}

/// Builds the longest path. The lowest grant is offered, and accepted if `accepted` is true.
pub(super) fn chain<T: Config>(accepted: bool) -> Result<Chain<T>, BenchmarkError> {
	path::<T>(MAX_PATH, accepted)
}

/// Builds a path of `grants` grants, at least two, so that an institution offers the lowest.
pub(super) fn path<T: Config>(grants: u32, accepted: bool) -> Result<Chain<T>, BenchmarkError> {
	frame_support::storage::unhashed::put(&keys::now(), &START);
	let scope = largest_scope::<T>()?;
	let mut grantor: Option<(T::AccountId, AccreditationId)> = None;
	let mut number = 0;
	loop {
		let (holder_id, holder) = member::<T>(number)?;
		number += 1;
		let delegation = (grants - number) as u8;
		let grant = AccreditationId(number);
		let (origin, parent) = match &grantor {
			None => (council::<T>()?, None),
			Some((who, parent)) => (RawOrigin::Signed(who.clone()).into(), Some(*parent)),
		};
		let offered = terms(&scope, delegation);
		Pallet::<T>::offer_accreditation(origin, holder_id, parent, offered)
			.map_err(|error| error.error)?;
		if accepted || delegation > 0 {
			Pallet::<T>::accept_accreditation(RawOrigin::Signed(holder.clone()).into(), grant)?;
		}
		match grantor.replace((holder.clone(), grant)) {
			Some((grantor, parent)) if delegation == 0 => {
				return Ok(Chain { holder, holder_id, grantor, grant, parent, scope })
			},
			_ => (),
		}
	}
}

/// Fills the places of an institution, and has `expired` expired offers among its holdings, each of
/// another grantor, whose list of open offers it leaves full. An offer of an institution needs so
/// many of them to give up their places.
pub(super) fn fill_places<T: Config>(
	holder: InstitutionId,
	expired: u32,
	scope: &Scope,
) -> Result<(), BenchmarkError> {
	let other = Accreditations::<T>::get(AccreditationId(1)).ok_or("given; qed")?;
	for n in 1_000..1_000 + expired {
		let (id, institution) = (AccreditationId(n), InstitutionId(n));
		let grantor = Grantor::Institution { institution, accreditation: id };
		let terms = Terms { valid_until: 0, ..terms(scope, 0) };
		let state = AccreditationState::Offered;
		let record = Accreditation { holder, grantor, terms, state, ..other.clone() };
		Pallet::<T>::add_holding(id, &record).map_err(|_| "there are places; qed")?;
		Accreditations::<T>::insert(id, record);
		let others = (1..MAX_OPEN_OFFERS).map(AccreditationId).chain([id]);
		let open = others.map(|accreditation| OpenOffer { accreditation, valid_until: 0 });
		OpenOffers::<T>::insert(holder, institution, OpenOffersOf::truncate_from(open.collect()));
	}
	let held = MAX_HELD - HELD_FOR_COUNCIL - 1 + expired;
	Institutions::<T>::mutate(holder, |record| record.iter_mut().for_each(|it| it.held = held));
	Ok(())
}

pub(super) const REVOKE: StatusChange = StatusChange::Revoke(RevocationReason::KeyCompromise);

/// Returns a list with one change for each place.
pub(super) fn list(
	places: core::ops::Range<u32>,
	change: impl FnMut(u32) -> StatusChangeAt,
) -> StatusChanges {
	StatusChanges::truncate_from(places.map(change).collect())
}

/// Returns the index of the first credential of a chunk.
pub(super) const fn in_chunk(chunk: u32) -> u32 {
	chunk * CHUNK_STATUSES
}

/// The issuer of batch 0.
pub(super) struct Issued<T: Config> {
	pub(super) institution: InstitutionId,
	pub(super) issuer: T::AccountId,
}

/// Anchors batch 0 with `chunks` chunks in use, and `successors` other batches with one chunk in
/// use and a path of grants of their own. Each of these has a credential that can be a successor.
pub(super) fn issued<T: Config>(chunks: u32, successors: u32) -> Result<Issued<T>, BenchmarkError> {
	let Chain { holder_id: institution, holder: issuer, grant, .. } = chain::<T>(true)?;
	let origin = || -> OriginFor<T> { RawOrigin::Signed(issuer.clone()).into() };
	let suspend = |index| StatusChangeAt { index: Some(index), change: StatusChange::Suspend };
	for batch in 0..=successors {
		let cohort = anchor(batch, (MAX_STATUS_CHANGES + 1) * CHUNK_STATUSES);
		Pallet::<T>::anchor(origin(), grant, TypeId(1), cohort).map_err(|error| error.error)?;
		// The last credential of each chunk is suspended, so the chunk is stored and the first is
		// active.
		let used = if batch == 0 { chunks } else { 1 };
		let changes = list(0..used, |chunk| suspend(in_chunk(chunk) + CHUNK_STATUSES - 1));
		Pallet::<T>::change_statuses(origin(), root(batch), changes)?;
		if batch > 0 {
			copy_path::<T>(institution, batch)?;
		}
	}
	Ok(Issued { institution, issuer })
}

/// Puts a batch under a copy of the longest path, so that no other batch shares its grants. Returns
/// the copy of the grant of the council.
pub(super) fn copy_path<T: Config>(
	institution: InstitutionId,
	batch: u32,
) -> Result<AccreditationId, BenchmarkError> {
	let copy = |id: u32| AccreditationId(batch * MAX_PATH + id);
	for id in 1..=MAX_PATH {
		let mut grant = Accreditations::<T>::get(AccreditationId(id)).ok_or("accepted; qed")?;
		if let Grantor::Institution { accreditation, .. } = &mut grant.grantor {
			*accreditation = copy(id - 1);
		}
		Accreditations::<T>::insert(copy(id), grant);
	}
	Batches::<T>::mutate(institution, root(batch), |batch| {
		if let Some(batch) = batch {
			batch.accreditation = copy(MAX_PATH);
		}
	});
	Ok(copy(1))
}

/// Has an offer give up its place after the grants above it were renewed, from the council's down.
/// To take one again, `e` expired offers must give up theirs.
pub(super) fn renewable<T: Config>(e: u32) -> Result<Chain<T>, BenchmarkError> {
	let chain = chain::<T>(false)?;
	for grant in 1..chain.parent.0 + 1 {
		Pallet::<T>::renew_accreditation(council::<T>()?, AccreditationId(grant), END * 2)
			.map_err(|error| error.error)?;
	}
	let record = Accreditations::<T>::get(chain.grant).ok_or("offered; qed")?;
	Pallet::<T>::remove_holding(chain.grant, &record).map_err(|_| "it is held; qed")?;
	fill_places::<T>(chain.holder_id, e, &chain.scope)?;
	Ok(chain)
}

/// Anchors batch 1 at the end of a path that was withdrawn at its top since. The path that is returned
/// shares no grant with it.
pub(super) fn lost<T: Config>() -> Result<Chain<T>, BenchmarkError> {
	let chain = chain::<T>(true)?;
	let holder = RawOrigin::Signed(chain.holder.clone());
	let cohort = anchor(1, u32::MAX);
	Pallet::<T>::anchor(holder.into(), chain.grant, TypeId(MAX_SCOPE), cohort)
		.map_err(|error| error.error)?;
	let top = copy_path::<T>(chain.holder_id, 1)?;
	Pallet::<T>::withdraw_accreditation(council::<T>()?, top, None)?;
	Ok(chain)
}

/// Returns the maximum number of changes in as many chunks, of which `successors` name a successor in
/// a batch of its own.
pub(super) fn superseding(institution: InstitutionId, successors: u32) -> StatusChanges {
	list(0..MAX_STATUS_CHANGES, |chunk| {
		let successor = CredentialPointer { institution, root: root(chunk + 1), index: 1 };
		let supersede = StatusChange::Supersede(successor.into());
		let change = if chunk < successors { supersede } else { REVOKE };
		StatusChangeAt { index: Some(in_chunk(chunk)), change }
	})
}

/// Returns so many revocations, each in a chunk of its own.
pub(super) fn revoking(chunks: u32) -> StatusChanges {
	list(0..chunks, |chunk| StatusChangeAt { index: Some(in_chunk(chunk)), change: REVOKE })
}

/// Makes a batch one of a single credential.
pub(super) fn shrink_batch<T: Config>(institution: InstitutionId, root: Root) {
	Batches::<T>::mutate(institution, root, |batch| {
		batch.iter_mut().for_each(|batch| batch.size = 1);
	});
}

/// Returns the record of an institution.
pub(super) fn institution<T: Config>(
	id: InstitutionId,
) -> Result<crate::InstitutionOf<T>, BenchmarkError> {
	Ok(Institutions::<T>::get(id).ok_or("registered; qed")?)
}

/// Returns the institution that an account serves.
pub(super) fn institution_of<T: Config>(
	who: &T::AccountId,
) -> Result<InstitutionId, BenchmarkError> {
	Ok(Accounts::<T>::get(who).ok_or("registered; qed")?.institution)
}

/// Returns whether a grant and all above it are in force.
pub(super) fn is_in_force<T: Config>(id: AccreditationId) -> Result<bool, BenchmarkError> {
	Ok(grant::<T>(id)?.lapse.is_none())
}

/// Returns whether a credential type is active.
pub(super) fn is_active<T: Config>(id: TypeId) -> Result<bool, BenchmarkError> {
	let found = Pallet::<T>::credential_type(id).map_err(|_| "readable; qed")?;
	Ok(found.ok_or("registered; qed")?.state == TypeState::Active)
}

/// Returns the number of credentials of batch 0 that are revoked.
pub(super) fn revoked<T: Config>(institution: InstitutionId) -> u32 {
	let chunks = Statuses::<T>::iter_prefix_values((institution, root(0)));
	let codes = chunks.flat_map(|chunk| (0..=u8::MAX).map(move |place| chunk.code(place)));
	codes.filter(|code| *code > Status::Superseded.code()).count() as u32
}
