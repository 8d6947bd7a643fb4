// SPDX-License-Identifier: Apache-2.0

//! Benchmarks of every call in its worst case: the longest path of grants, the largest records,
//! chunks that are in use already.

mod world;

use crate::{
	limits::*, signers::consent, AccountRecord, Accounts, Accreditations, Anchors, Batches, Call,
	Config, DocumentKeyNumbers, GraveAct, Holdings, Institutions, ListEnds, OpenOffers, Pallet,
	StatusChangeAt, Successors,
};
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::dispatch::RawOrigin;
use frame_system::pallet_prelude::OriginFor;
use testamur_primitives::{
	records::{Name, Uri},
	AccreditationId, CredentialPointer, InstitutionId, KeyEnd, KeyPurpose, Post, RevocationReason,
	StatusChange, Terms, TypeId,
};
use world::*;

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
		agreed_by_admin::<T>(institution, GraveAct::RetireType { type_id: TypeId(1) })?;
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

	/// Measures `set_operator` by the second of two accounts, who admit a third to grave acts.
	#[benchmark]
	fn set_operator() -> Result<(), BenchmarkError> {
		let (institution, second) = member::<T>(0)?;
		let (operator, consent) = consent::<T>(institution, Post::Operator, END);
		let act = GraveAct::Entrust { operator: operator.clone(), permissions: ALL };
		agreed_by_admin::<T>(institution, act)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(second), operator.clone(), ALL, Some(consent));
		assert!(Accounts::<T>::contains_key(operator));
		Ok(())
	}

	#[benchmark]
	fn remove_operator() -> Result<(), BenchmarkError> {
		let (institution, operator) = member::<T>(0)?;
		agreed_by_operator::<T>(institution, &operator)?;
		let admin: T::AccountId = account("admin", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(admin), institution, operator.clone());
		assert!(!Accounts::<T>::contains_key(operator));
		Ok(())
	}

	#[benchmark]
	fn register_type() -> Result<(), BenchmarkError> {
		let (_, operator) = member::<T>(0)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), definition());
		assert!(Pallet::<T>::credential_type(TypeId(1)).map_err(|_| "readable; qed")?.is_some());
		Ok(())
	}

	#[benchmark]
	fn retire_type() -> Result<(), BenchmarkError> {
		let (institution, operator) = member::<T>(0)?;
		Pallet::<T>::register_type(RawOrigin::Signed(operator.clone()).into(), definition())?;
		agreed_by_admin::<T>(institution, GraveAct::RetireType { type_id: TypeId(1) })?;
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), TypeId(1));
		let record = Pallet::<T>::credential_type(TypeId(1))
			.map_err(|_| "readable; qed")?
			.ok_or("registered; qed")?;
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
		assert_eq!(OpenOffers::<T>::iter_prefix(stranger).count(), 1 + e as usize);
		Ok(())
	}

	#[benchmark]
	fn accept_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(false)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.holder), chain.grant);
		assert!(grant::<T>(chain.grant)?.lapse.is_none());
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
		assert!(grant::<T>(chain.grant)?.lapse.is_some());
		Ok(())
	}

	#[benchmark]
	fn reinstate_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		let grantor = RawOrigin::Signed(chain.grantor);
		Pallet::<T>::suspend_accreditation(grantor.clone().into(), chain.grant)?;
		#[extrinsic_call]
		_(grantor, chain.grant);
		assert!(grant::<T>(chain.grant)?.lapse.is_none());
		Ok(())
	}

	#[benchmark]
	fn withdraw_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(false)?;
		let act = GraveAct::Withdraw { accreditation: chain.grant, void_from: Some(0) };
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
		assert_eq!(grant::<T>(chain.grant)?.terms.valid_until, END * 2);
		Ok(())
	}

	#[benchmark]
	fn narrow_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(false)?;
		let narrower = Terms { valid_until: END / 2, ..terms(&chain.scope, 0) };
		let act = GraveAct::Narrow { accreditation: chain.grant, terms: narrower.clone() };
		let AccountRecord { institution, .. } =
			Accounts::<T>::get(&chain.grantor).ok_or("registered; qed")?;
		agreed_by_admin::<T>(institution, act)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.grantor), chain.grant, narrower.clone());
		assert_eq!(grant::<T>(chain.grant)?.terms, narrower);
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

	/// Measures `n` changes in one chunk, which is stored already. They take two accounts.
	#[benchmark]
	fn change_statuses(n: Linear<1, MAX_STATUS_CHANGES>) -> Result<(), BenchmarkError> {
		let issued = issued::<T>(1, 0)?;
		let changes = list(0..n, |place| StatusChangeAt { index: Some(place), change: REVOKE });
		changes_agreed_by_admin::<T>(issued.institution, &changes)?;
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
		changes_agreed_by_admin::<T>(institution, &changes)?;
		#[extrinsic_call]
		change_statuses(RawOrigin::Signed(issuer), root(0), changes);
		assert_eq!(Successors::<T>::iter_prefix((institution, root(0))).count(), s as usize);
		Ok(())
	}

	/// Measures `revoke_batch` with a successor of one credential, whose status is read as well.
	#[benchmark]
	fn revoke_batch() -> Result<(), BenchmarkError> {
		let Issued { institution, issuer } = issued::<T>(1, 1)?;
		Batches::<T>::mutate(institution, root(1), |batch| {
			batch.iter_mut().for_each(|batch| batch.size = 1);
		});
		let (reason, successor) = (RevocationReason::KeyCompromise, Some(root(1)));
		let act = GraveAct::RevokeBatch { root: root(0), reason, successor };
		agreed_by_admin::<T>(institution, act)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), root(0), reason, successor);
		let batch = Batches::<T>::get(institution, root(0)).ok_or("anchored; qed")?;
		assert_eq!(batch.revoked.and_then(|revocation| revocation.successor), successor);
		Ok(())
	}

	/// Measures `attest_again` of a batch that moves from the end of one longest path to the end of
	/// another, which shares no grant with the first. The first was lost at its top.
	#[benchmark]
	fn attest_again() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		let (institution, holder) = (chain.holder_id, RawOrigin::Signed(chain.holder));
		let cohort = super::anchor(1, u32::MAX);
		Pallet::<T>::anchor(holder.clone().into(), chain.grant, TypeId(MAX_SCOPE), cohort)?;
		let top = copy_path::<T>(institution, 1)?;
		Pallet::<T>::withdraw_accreditation(council::<T>()?, top, None)?;
		let act = GraveAct::AttestAgain { root: root(1), accreditation: chain.grant };
		agreed_by_admin::<T>(institution, act)?;
		#[extrinsic_call]
		_(holder, root(1), chain.grant);
		let batch = Batches::<T>::get(institution, root(1)).ok_or("anchored; qed")?;
		assert_eq!(batch.standing().0, chain.grant);
		Ok(())
	}

	#[benchmark]
	fn relinquish_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		let act = GraveAct::Relinquish { accreditation: chain.grant };
		agreed_by_admin::<T>(chain.holder_id, act)?;
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

	/// Measures `hand_over` by the second of two accounts. The first is the admin.
	#[benchmark]
	fn hand_over() -> Result<(), BenchmarkError> {
		let (institution, second) = member::<T>(0)?;
		let (admin, consent) = consent::<T>(institution, Post::Admin, END);
		let act = GraveAct::HandOver { admin: admin.clone() };
		agreed_by_admin::<T>(institution, act)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(second), admin.clone(), consent);
		let record = Institutions::<T>::get(institution).ok_or("registered; qed")?;
		assert_eq!(record.admin, admin);
		Ok(())
	}

	#[benchmark]
	fn resign() -> Result<(), BenchmarkError> {
		let (institution, operator) = member::<T>(0)?;
		agreed_by_operator::<T>(institution, &operator)?;
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
		let record = Pallet::<T>::credential_type(TypeId(1))
			.map_err(|_| "readable; qed")?
			.ok_or("registered; qed")?;
		assert_eq!(record.state, testamur_primitives::TypeState::Active);
		Ok(())
	}

	/// Measures `reinstate_accreditation` of a withdrawn grant that takes a place again, for which
	/// `e` expired offers give up theirs.
	#[benchmark]
	fn reinstate_withdrawn(e: Linear<0, MAX_TAKEN_OUT>) -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		Pallet::<T>::withdraw_accreditation(council::<T>()?, chain.grant, None)?;
		fill_places::<T>(chain.holder_id, e, &chain.scope)?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		reinstate_accreditation(origin as OriginFor<T>, chain.grant);
		assert!(grant::<T>(chain.grant)?.lapse.is_none());
		Ok(())
	}

	#[benchmark]
	fn add_document_key() -> Result<(), BenchmarkError> {
		let (institution, operator) = signing::<T>(MAX_CURRENT_KEYS - 1)?;
		let purpose = KeyPurpose::StatusLists;
		agreed_by_admin::<T>(institution, GraveAct::AddDocumentKey { key: key(0), purpose })?;
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), key(0), purpose);
		assert!(DocumentKeyNumbers::<T>::contains_key(institution, MAX_CURRENT_KEYS));
		Ok(())
	}

	#[benchmark]
	fn retire_document_key() -> Result<(), BenchmarkError> {
		let (institution, _) = signing::<T>(MAX_CURRENT_KEYS)?;
		let admin: T::AccountId = account("admin", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(admin), key(1));
		assert!(document_key::<T>(institution)?.until.is_some());
		Ok(())
	}

	#[benchmark]
	fn declare_compromised() -> Result<(), BenchmarkError> {
		let (institution, operator) = signing::<T>(MAX_CURRENT_KEYS)?;
		let since = Pallet::<T>::now();
		agreed_by_admin::<T>(institution, GraveAct::DeclareCompromised { key: key(1), since })?;
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), institution, key(1), since);
		assert_eq!(document_key::<T>(institution)?.compromised_since, Some(since));
		Ok(())
	}

	#[benchmark]
	fn lift_compromise() -> Result<(), BenchmarkError> {
		let (institution, _) = signing::<T>(MAX_CURRENT_KEYS)?;
		let since = Pallet::<T>::now();
		Pallet::<T>::declare_compromised(council::<T>()?, institution, key(1), since)?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, institution, key(1));
		assert_eq!(document_key::<T>(institution)?.compromised_since, None);
		Ok(())
	}

	#[benchmark]
	fn reinstate_document_key() -> Result<(), BenchmarkError> {
		let (institution, _) = signing::<T>(MAX_CURRENT_KEYS)?;
		let admin: T::AccountId = account("admin", 0, 0);
		Pallet::<T>::retire_document_key(RawOrigin::Signed(admin).into(), key(1))?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, institution, key(1), KeyEnd::Never);
		assert_eq!(document_key::<T>(institution)?.until, None);
		Ok(())
	}

	/// Each batch is appended to a list that has one already.
	#[benchmark]
	fn list_batches(n: Linear<1, MAX_ANCHORS>) -> Result<(), BenchmarkError> {
		let Chain { holder, holder_id, .. } = to_be_listed::<T>(n)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(holder), LABEL, Some(1), roots(n));
		assert_eq!(ListEnds::<T>::get(holder_id, LABEL), 1 + n);
		Ok(())
	}

	#[benchmark]
	fn lift_void() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		Pallet::<T>::withdraw_accreditation(council::<T>()?, chain.grant, Some(0))?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, chain.grant);
		assert!(Accreditations::<T>::get(chain.grant).is_some_and(|grant| !grant.voids(END)));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().for_benchmarks(),
		crate::mock::Test
	);
}
