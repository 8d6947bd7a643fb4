// SPDX-License-Identifier: Apache-2.0

//! Benchmarks of every call in its worst case: the longest path of grants, the largest records,
//! chunks that are in use already.

use crate::{
	limits::*, signers::consent, AccountRecord, Accounts, Accreditations, Acts, Anchors, Batches,
	Call, Config, GraveAct, Holdings, Institutions, OpenOffers, Pallet, PendingAct, PendingActs,
	Permissions, Role, StatusChangeAt, StatusChanges, Statuses, Successors,
};
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{dispatch::RawOrigin, traits::EnsureOrigin};
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::traits::Hash;
use testamur_primitives::{
	keys,
	records::{Anchor, Name, Uri, Validity},
	status::CHUNK_STATUSES,
	Accreditation, AccreditationId, AccreditationState, CredentialPointer, Grantor, InstitutionId,
	Moment, Post, Profile, RevocationReason, Rights, Root, Scope, Status, StatusChange, Terms,
	TypeDefinition, TypeId, TypeKind,
};

const ALL: Permissions =
	Permissions { issue: true, change_status: true, accredit: true, grave: true };
/// Beginning of every window, and the time of every benchmark that needs a grant: no window begins
/// at moment 0.
const START: Moment = 1;
/// End of every window.
const END: Moment = 1_000;

fn council<T: Config>() -> Result<OriginFor<T>, BenchmarkError> {
	T::CouncilOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)
}

fn profile() -> Profile {
	Profile {
		name: Name::truncate_from(vec![b'n'; MAX_NAME as usize]),
		uri: Uri::truncate_from(vec![b'u'; MAX_URI as usize]),
		country: *b"NL",
	}
}

fn definition() -> TypeDefinition {
	TypeDefinition {
		kind: TypeKind::MicroCredential,
		content_hash: [1; 32],
		uri: Uri::truncate_from(vec![b'u'; MAX_URI as usize]),
		level: Some(MAX_EQF_LEVEL),
		workload: Some(u32::MAX),
		default_validity: Some(END),
	}
}

fn root(n: u32) -> Root {
	let mut root = Root([0xaa; 32]);
	root.0[..4].copy_from_slice(&n.to_le_bytes());
	root
}

fn anchor(n: u32, size: u32) -> Anchor {
	Anchor { root: root(n), size, validity: Validity::ByType }
}

/// Registers an institution with an operator that has all permissions, and returns both.
fn member<T: Config>(n: u32) -> Result<(InstitutionId, T::AccountId), BenchmarkError> {
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

/// Makes an institution demand two accounts for grave acts, and lets its admin agree to one. As many
/// others are pending as may.
fn agreed_by_admin<T: Config>(
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
	let pending: Vec<_> = others.chain([own]).collect();
	let pending = PendingActs::<T>::try_from(pending).map_err(|_| "one each; qed")?;
	Acts::<T>::insert(institution, pending);
	Ok(())
}

/// Registers as many types of the council as a scope may list, and returns that scope.
fn largest_scope<T: Config>() -> Result<Scope, BenchmarkError> {
	for _ in 0..MAX_SCOPE {
		Pallet::<T>::register_type(council::<T>()?, definition())?;
	}
	let types: alloc::collections::BTreeSet<_> = (1..=MAX_SCOPE).map(TypeId).collect();
	Ok(Scope::Types(types.try_into().map_err(|_| "a scope of the largest size fits; qed")?))
}

fn terms(scope: &Scope, delegation: u8) -> Terms {
	let rights = Rights { attest: true, delegation };
	Terms { scope: scope.clone(), rights, valid_from: START, valid_until: END }
}

/// A path of grants with the largest scope on every level.
struct Chain<T: Config> {
	/// The accounts that hold and gave the lowest grant.
	holder: T::AccountId,
	holder_id: InstitutionId,
	grantor: T::AccountId,
	/// The lowest grant and the one above.
	grant: AccreditationId,
	parent: AccreditationId,
	scope: Scope,
}

/// Builds the longest path. The lowest grant is offered, and accepted if `accepted` is true.
fn chain<T: Config>(accepted: bool) -> Result<Chain<T>, BenchmarkError> {
	path::<T>(MAX_PATH, accepted)
}

/// Builds a path of `grants` grants, at least two, so that an institution offers the lowest.
fn path<T: Config>(grants: u32, accepted: bool) -> Result<Chain<T>, BenchmarkError> {
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
/// another grantor. An offer of an institution needs so many of them to give up their places.
fn fill_places<T: Config>(
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
	}
	let held = MAX_HELD - HELD_FOR_COUNCIL - 1 + expired;
	Institutions::<T>::mutate(holder, |record| record.iter_mut().for_each(|it| it.held = held));
	Ok(())
}

const REVOKE: StatusChange = StatusChange::Revoke(RevocationReason::KeyCompromise);

/// Returns a list with one change for each place.
fn list(places: core::ops::Range<u32>, change: impl FnMut(u32) -> StatusChangeAt) -> StatusChanges {
	StatusChanges::truncate_from(places.map(change).collect())
}

/// Returns the index of the first credential of a chunk.
const fn in_chunk(chunk: u32) -> u32 {
	chunk * CHUNK_STATUSES
}

/// The issuer of batch 0.
struct Issued<T: Config> {
	institution: InstitutionId,
	issuer: T::AccountId,
}

/// Anchors batch 0 with `chunks` chunks in use, and `successors` other batches with one chunk in
/// use and a path of grants of their own. Each of these has a credential that can be a successor.
fn issued<T: Config>(chunks: u32, successors: u32) -> Result<Issued<T>, BenchmarkError> {
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

/// Puts a batch under a copy of the longest path, so that no other batch shares its grants.
fn copy_path<T: Config>(institution: InstitutionId, batch: u32) -> Result<(), BenchmarkError> {
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
	Ok(())
}

/// Returns the number of credentials of batch 0 that are revoked.
fn revoked<T: Config>(institution: InstitutionId) -> u32 {
	let chunks = Statuses::<T>::iter_prefix_values((institution, root(0)));
	let codes = chunks.flat_map(|chunk| (0..=u8::MAX).map(move |place| chunk.code(place)));
	codes.filter(|code| *code > Status::Superseded.code()).count() as u32
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register_institution() -> Result<(), BenchmarkError> {
		let origin = council::<T>()?;
		let admin: T::AccountId = account("admin", 0, 0);
		#[extrinsic_call]
		_(origin as OriginFor<T>, profile(), admin.clone(), u32::MAX);
		assert!(Accounts::<T>::contains_key(admin));
		Ok(())
	}

	#[benchmark]
	fn set_home_page() -> Result<(), BenchmarkError> {
		member::<T>(0)?;
		let admin: T::AccountId = account("admin", 0, 0);
		let uri = Uri::truncate_from(vec![b'v'; MAX_URI as usize]);
		#[extrinsic_call]
		_(RawOrigin::Signed(admin), uri.clone());
		let record = Institutions::<T>::get(InstitutionId(1)).ok_or("registered; qed")?;
		assert_eq!(record.profile.uri, uri);
		Ok(())
	}

	#[benchmark]
	fn suspend_institution() -> Result<(), BenchmarkError> {
		let (institution, operator) = member::<T>(0)?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, institution);
		let refused = Pallet::<T>::register_type(RawOrigin::Signed(operator).into(), definition());
		assert!(refused.is_err());
		Ok(())
	}

	#[benchmark]
	fn reinstate_institution() -> Result<(), BenchmarkError> {
		let (institution, operator) = member::<T>(0)?;
		Pallet::<T>::suspend_institution(council::<T>()?, institution)?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, institution);
		Pallet::<T>::register_type(RawOrigin::Signed(operator).into(), definition())?;
		Ok(())
	}

	#[benchmark]
	fn replace_admin() -> Result<(), BenchmarkError> {
		let (institution, _) = member::<T>(0)?;
		let origin = council::<T>()?;
		let admin: T::AccountId = account("successor", 0, 0);
		#[extrinsic_call]
		_(origin as OriginFor<T>, institution, admin.clone());
		assert!(Accounts::<T>::contains_key(admin));
		Ok(())
	}

	#[benchmark]
	fn set_allowance() -> Result<(), BenchmarkError> {
		let (institution, _) = member::<T>(0)?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, institution, 7);
		assert_eq!(Institutions::<T>::get(institution).map(|record| record.allowance), Some(7));
		Ok(())
	}

	#[benchmark]
	fn set_operator() -> Result<(), BenchmarkError> {
		let (institution, _) = member::<T>(0)?;
		let admin: T::AccountId = account("admin", 0, 0);
		let (operator, consent) = consent::<T>(institution, Post::Operator, END);
		#[extrinsic_call]
		_(RawOrigin::Signed(admin), operator.clone(), ALL, Some(consent));
		assert!(Accounts::<T>::contains_key(operator));
		Ok(())
	}

	#[benchmark]
	fn remove_operator() -> Result<(), BenchmarkError> {
		let (_, operator) = member::<T>(0)?;
		let admin: T::AccountId = account("admin", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(admin), operator.clone());
		assert!(!Accounts::<T>::contains_key(operator));
		Ok(())
	}

	#[benchmark]
	fn register_type() -> Result<(), BenchmarkError> {
		let (_, operator) = member::<T>(0)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), definition());
		assert!(Pallet::<T>::credential_type(TypeId(1)).is_some());
		Ok(())
	}

	#[benchmark]
	fn retire_type() -> Result<(), BenchmarkError> {
		let (institution, operator) = member::<T>(0)?;
		Pallet::<T>::register_type(RawOrigin::Signed(operator.clone()).into(), definition())?;
		agreed_by_admin::<T>(institution, GraveAct::RetireType { type_id: TypeId(1) })?;
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), TypeId(1));
		let record = Pallet::<T>::credential_type(TypeId(1)).ok_or("registered; qed")?;
		assert_ne!(record.state, testamur_primitives::TypeState::Active);
		Ok(())
	}

	/// Measures `offer_accreditation` where `e` expired offers give up their places.
	#[benchmark]
	fn offer_accreditation(e: Linear<0, MAX_TAKEN_OUT>) -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		let (stranger, _) = member::<T>(100)?;
		fill_places::<T>(stranger, e, &chain.scope)?;
		let offered = terms(&chain.scope, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.grantor), stranger, Some(chain.parent), offered);
		assert_eq!(Holdings::<T>::iter_key_prefix((stranger,)).count(), 1);
		assert_eq!(OpenOffers::<T>::iter_prefix(stranger).count(), 1);
		Ok(())
	}

	#[benchmark]
	fn accept_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(false)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.holder), chain.grant);
		assert!(Pallet::<T>::accreditation(chain.grant).is_some_and(|view| view.lapse.is_none()));
		Ok(())
	}

	#[benchmark]
	fn decline_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(false)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.holder), chain.grant);
		assert_eq!(Holdings::<T>::iter_key_prefix((chain.holder_id,)).count(), 0);
		Ok(())
	}

	#[benchmark]
	fn suspend_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.grantor), chain.grant);
		assert!(Pallet::<T>::accreditation(chain.grant).is_some_and(|view| view.lapse.is_some()));
		Ok(())
	}

	#[benchmark]
	fn reinstate_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		let grantor = RawOrigin::Signed(chain.grantor);
		Pallet::<T>::suspend_accreditation(grantor.clone().into(), chain.grant)?;
		#[extrinsic_call]
		_(grantor, chain.grant);
		assert!(Pallet::<T>::accreditation(chain.grant).is_some_and(|view| view.lapse.is_none()));
		Ok(())
	}

	#[benchmark]
	fn withdraw_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(false)?;
		let act = GraveAct::Withdraw { accreditation: chain.grant, void_from: 0 };
		let AccountRecord { institution, .. } =
			Accounts::<T>::get(&chain.grantor).ok_or("registered; qed")?;
		agreed_by_admin::<T>(institution, act)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.grantor), chain.grant, Some(0));
		assert_eq!(Holdings::<T>::iter_key_prefix((chain.holder_id,)).count(), 0);
		Ok(())
	}

	/// Measures `renew_accreditation` of an offer that gave up its place and takes one again, for
	/// which `e` expired offers give up theirs.
	#[benchmark]
	fn renew_accreditation(e: Linear<0, MAX_TAKEN_OUT>) -> Result<(), BenchmarkError> {
		let chain = chain::<T>(false)?;
		// The grants above are renewed first, from the council's down.
		for grant in 1..chain.parent.0 + 1 {
			Pallet::<T>::renew_accreditation(council::<T>()?, AccreditationId(grant), END * 2)
				.map_err(|error| error.error)?;
		}
		let record = Accreditations::<T>::get(chain.grant).ok_or("offered; qed")?;
		Pallet::<T>::remove_holding(chain.grant, &record).map_err(|_| "it is held; qed")?;
		fill_places::<T>(chain.holder_id, e, &chain.scope)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.grantor), chain.grant, END * 2);
		let view = Pallet::<T>::accreditation(chain.grant).ok_or("offered; qed")?;
		assert_eq!(view.terms.valid_until, END * 2);
		Ok(())
	}

	#[benchmark]
	fn narrow_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		let narrower = Terms { valid_until: END / 2, ..terms(&chain.scope, 0) };
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.grantor), chain.grant, narrower.clone());
		let view = Pallet::<T>::accreditation(chain.grant).ok_or("offered; qed")?;
		assert_eq!(view.terms, narrower);
		Ok(())
	}

	/// Measures `anchor` under a path of `p` grants.
	#[benchmark]
	fn anchor(p: Linear<2, MAX_PATH>) -> Result<(), BenchmarkError> {
		let chain = path::<T>(p, true)?;
		let cohort = super::anchor(0, u32::MAX);
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.holder), chain.grant, TypeId(MAX_SCOPE), cohort);
		assert!(Batches::<T>::contains_key(chain.holder_id, root(0)));
		Ok(())
	}

	/// Measures `n` batches under a path of `p` grants.
	#[benchmark]
	fn anchor_many(
		n: Linear<1, MAX_ANCHORS>,
		p: Linear<2, MAX_PATH>,
	) -> Result<(), BenchmarkError> {
		let chain = path::<T>(p, true)?;
		let anchors: Vec<_> = (0..n).map(|n| super::anchor(n, u32::MAX)).collect();
		let anchors = Anchors::truncate_from(anchors);
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.holder), chain.grant, TypeId(MAX_SCOPE), anchors);
		assert_eq!(Batches::<T>::iter_prefix(chain.holder_id).count(), n as usize);
		Ok(())
	}

	/// Measures `n` changes in one chunk, which is stored already.
	#[benchmark]
	fn change_statuses(n: Linear<1, MAX_STATUS_CHANGES>) -> Result<(), BenchmarkError> {
		let issued = issued::<T>(1, 0)?;
		let changes = list(0..n, |place| StatusChangeAt { index: Some(place), change: REVOKE });
		#[extrinsic_call]
		_(RawOrigin::Signed(issued.issuer), root(0), changes);
		assert_eq!(revoked::<T>(issued.institution), n);
		Ok(())
	}

	/// Measures `c` changes in as many chunks, which are stored already.
	#[benchmark]
	fn change_chunks(c: Linear<1, MAX_STATUS_CHANGES>) -> Result<(), BenchmarkError> {
		let issued = issued::<T>(c, 0)?;
		let revoke = |chunk| StatusChangeAt { index: Some(in_chunk(chunk)), change: REVOKE };
		let changes = list(0..c, revoke);
		#[extrinsic_call]
		change_statuses(RawOrigin::Signed(issued.issuer), root(0), changes);
		assert_eq!(revoked::<T>(issued.institution), c);
		Ok(())
	}

	/// Measures the maximum number of changes in as many chunks, of which `s` name a successor in a
	/// batch of its own under the longest path of its own.
	#[benchmark]
	fn change_successors(s: Linear<0, MAX_STATUS_CHANGES>) -> Result<(), BenchmarkError> {
		let Issued { institution, issuer } = issued::<T>(MAX_STATUS_CHANGES, s)?;
		let changes = list(0..MAX_STATUS_CHANGES, |chunk| {
			let successor = CredentialPointer { institution, root: root(chunk + 1), index: 1 };
			let change = if chunk < s { StatusChange::Supersede(successor.into()) } else { REVOKE };
			StatusChangeAt { index: Some(in_chunk(chunk)), change }
		});
		#[extrinsic_call]
		change_statuses(RawOrigin::Signed(issuer), root(0), changes);
		assert_eq!(Successors::<T>::iter_prefix((institution, root(0))).count(), s as usize);
		Ok(())
	}

	#[benchmark]
	fn revoke_batch() -> Result<(), BenchmarkError> {
		let Issued { institution, issuer } = issued::<T>(1, 1)?;
		let (reason, successor) = (RevocationReason::KeyCompromise, Some(root(1)));
		let act = GraveAct::RevokeBatch { root: root(0), reason, successor };
		agreed_by_admin::<T>(institution, act)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), root(0), reason, successor);
		let batch = Batches::<T>::get(institution, root(0)).ok_or("anchored; qed")?;
		assert_eq!(batch.revoked.and_then(|revocation| revocation.successor), successor);
		Ok(())
	}

	/// The batch stands under a grant at the end of the longest path, and moves to another one.
	#[benchmark]
	fn attest_again() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		let holder = RawOrigin::Signed(chain.holder);
		let cohort = super::anchor(0, u32::MAX);
		Pallet::<T>::anchor(holder.clone().into(), chain.grant, TypeId(1), cohort)?;
		let offered = terms(&chain.scope, 0);
		let grantor = RawOrigin::Signed(chain.grantor);
		Pallet::<T>::offer_accreditation(
			grantor.clone().into(),
			chain.holder_id,
			Some(chain.parent),
			offered,
		)?;
		let other = AccreditationId(chain.grant.0 + 1);
		Pallet::<T>::accept_accreditation(holder.clone().into(), other)?;
		Pallet::<T>::withdraw_accreditation(grantor.into(), chain.grant, None)?;
		#[extrinsic_call]
		_(holder, root(0), other);
		let batch = Batches::<T>::get(chain.holder_id, root(0)).ok_or("anchored; qed")?;
		assert_eq!(batch.standing().0, other);
		Ok(())
	}

	#[benchmark]
	fn relinquish_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.holder), chain.grant);
		assert_eq!(Holdings::<T>::iter_key_prefix((chain.holder_id,)).count(), 0);
		Ok(())
	}

	#[benchmark]
	fn rename_institution() -> Result<(), BenchmarkError> {
		let (institution, _) = member::<T>(0)?;
		let origin = council::<T>()?;
		let name = Name::truncate_from(vec![b'm'; MAX_NAME as usize]);
		#[extrinsic_call]
		_(origin as OriginFor<T>, institution, name.clone(), *b"SE");
		let record = Institutions::<T>::get(institution).ok_or("registered; qed")?;
		assert_eq!((record.profile.name, record.profile.country), (name, *b"SE"));
		Ok(())
	}

	#[benchmark]
	fn set_dual_authorization() -> Result<(), BenchmarkError> {
		let (institution, operator) = member::<T>(0)?;
		agreed_by_admin::<T>(institution, GraveAct::SetDualAuthorization { required: false })?;
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), institution, false);
		assert!(Institutions::<T>::get(institution).is_some_and(|it| !it.dual_authorization));
		Ok(())
	}

	#[benchmark]
	fn hand_over() -> Result<(), BenchmarkError> {
		let (institution, _) = member::<T>(0)?;
		let former: T::AccountId = account("admin", 0, 0);
		let (admin, consent) = consent::<T>(institution, Post::Admin, END);
		#[extrinsic_call]
		_(RawOrigin::Signed(former), admin.clone(), consent);
		let record = Institutions::<T>::get(institution).ok_or("registered; qed")?;
		assert_eq!(record.admin, admin);
		Ok(())
	}

	#[benchmark]
	fn resign() -> Result<(), BenchmarkError> {
		let (_, operator) = member::<T>(0)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(operator.clone()));
		assert!(!Accounts::<T>::contains_key(operator));
		Ok(())
	}

	#[benchmark]
	fn reinstate_type() -> Result<(), BenchmarkError> {
		Pallet::<T>::register_type(council::<T>()?, definition())?;
		Pallet::<T>::retire_type(council::<T>()?, TypeId(1))?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, TypeId(1));
		let record = Pallet::<T>::credential_type(TypeId(1)).ok_or("registered; qed")?;
		assert_eq!(record.state, testamur_primitives::TypeState::Active);
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().for_benchmarks(),
		crate::mock::Test
	);
}
