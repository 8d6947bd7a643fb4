// SPDX-License-Identifier: Apache-2.0

//! Benchmarks of every call in its worst case: the longest paths, largest records, chunks in use.

mod custody;
mod world;

use crate::{
	limits::*, signers::consent, Accounts, Accreditations, Anchors, Batches, Call, Config,
	DocumentKeyNumbers, GraveAct, Holdings, ListEnds, OpenOffers, Pallet, Permission, Reissues,
	StatusChangeAt, Successors,
};
use alloc::vec;
use custody::*;
use frame_benchmarking::v2::*;
use frame_support::dispatch::RawOrigin;
use frame_system::pallet_prelude::OriginFor;
use testamur_primitives::{
	records::{Name, Uri},
	InstitutionId, KeyEnd, KeyPurpose, Post, RevocationReason, Terms, TypeId,
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
		assert_eq!(institution::<T>(InstitutionId(1))?.profile.uri, uri);
		Ok(())
	}

	#[benchmark]
	fn suspend_institution() -> Result<(), BenchmarkError> {
		let (institution, operator) = member::<T>(0)?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, institution);
		assert!(Pallet::<T>::ensure_permitted(operator, Permission::Issue).is_err());
		Ok(())
	}

	/// Measures `reinstate_institution` of a closed one, whose custody ends.
	#[benchmark]
	fn reinstate_institution() -> Result<(), BenchmarkError> {
		let Guarded { institution, .. } = guarded::<T>(1, 0)?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, institution);
		assert!(super::institution::<T>(institution)?.custody_at(Pallet::<T>::now()).is_none());
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
		assert_eq!(super::institution::<T>(institution)?.allowance, 7);
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
		assert!(!is_active::<T>(TypeId(1))?);
		Ok(())
	}

	/// Measures `offer_accreditation` where `e` expired offers give up their places.
	#[benchmark]
	fn offer_accreditation(e: Linear<0, MAX_TAKEN_OUT>) -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		let (stranger, _) = member::<T>(100)?;
		fill_places::<T>(stranger, e, &chain.scope)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.grantor), stranger, Some(chain.parent), terms(&chain.scope, 0));
		assert_eq!(Holdings::<T>::iter_key_prefix((stranger,)).count(), 1);
		assert_eq!(OpenOffers::<T>::iter_prefix(stranger).count(), 1 + e as usize);
		Ok(())
	}

	#[benchmark]
	fn accept_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(false)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.holder), chain.grant);
		assert!(is_in_force::<T>(chain.grant)?);
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
		assert!(!is_in_force::<T>(chain.grant)?);
		Ok(())
	}

	#[benchmark]
	fn reinstate_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		let grantor = RawOrigin::Signed(chain.grantor);
		Pallet::<T>::suspend_accreditation(grantor.clone().into(), chain.grant)?;
		#[extrinsic_call]
		_(grantor, chain.grant);
		assert!(is_in_force::<T>(chain.grant)?);
		Ok(())
	}

	#[benchmark]
	fn withdraw_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(false)?;
		let act = GraveAct::Withdraw { accreditation: chain.grant, void_from: Some(0) };
		agreed_by_admin::<T>(institution_of::<T>(&chain.grantor)?, act)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.grantor), chain.grant, Some(0));
		assert_eq!(Holdings::<T>::iter_key_prefix((chain.holder_id,)).count(), 0);
		Ok(())
	}

	/// Measures a renewal of an offer that takes a place again, for which `e` others give up theirs.
	#[benchmark]
	fn renew_accreditation(e: Linear<0, MAX_TAKEN_OUT>) -> Result<(), BenchmarkError> {
		let chain = renewable::<T>(e)?;
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
		agreed_by_admin::<T>(institution_of::<T>(&chain.grantor)?, act)?;
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
		read_by_the_check::<T>(&chain.holder)?;
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
		let anchors = Anchors::truncate_from((0..n).map(|n| super::anchor(n, u32::MAX)).collect());
		read_by_the_check::<T>(&chain.holder)?;
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
		let changes = revoking(c);
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
		let changes = superseding(institution, s);
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
		shrink_batch::<T>(institution, root(1));
		let (reason, successor) = (RevocationReason::KeyCompromise, Some(root(1)));
		let act = GraveAct::RevokeBatch { root: root(0), reason, successor };
		agreed_by_admin::<T>(institution, act)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), root(0), reason, successor);
		let batch = Batches::<T>::get(institution, root(0)).ok_or("anchored; qed")?;
		assert_eq!(batch.revoked.and_then(|revocation| revocation.successor), successor);
		Ok(())
	}

	/// Measures `attest_again` where the lost path and the new one are longest and share no grant.
	#[benchmark]
	fn attest_again() -> Result<(), BenchmarkError> {
		let chain = lost::<T>()?;
		let act = GraveAct::AttestAgain { root: root(1), accreditation: chain.grant };
		agreed_by_admin::<T>(chain.holder_id, act)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(chain.holder), root(1), chain.grant);
		let batch = Batches::<T>::get(chain.holder_id, root(1)).ok_or("anchored; qed")?;
		assert_eq!(batch.standing().0, chain.grant);
		Ok(())
	}

	#[benchmark]
	fn relinquish_accreditation() -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		agreed_by_admin::<T>(chain.holder_id, GraveAct::Relinquish { accreditation: chain.grant })?;
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
		assert_eq!(super::institution::<T>(institution)?.profile.name, name);
		Ok(())
	}

	#[benchmark]
	fn set_dual_authorization() -> Result<(), BenchmarkError> {
		let (institution, operator) = member::<T>(0)?;
		agreed_by_admin::<T>(institution, GraveAct::SetDualAuthorization { required: false })?;
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), institution, false);
		assert!(!super::institution::<T>(institution)?.dual_authorization);
		Ok(())
	}

	/// Measures `hand_over` by the second of two accounts. The first is the admin.
	#[benchmark]
	fn hand_over() -> Result<(), BenchmarkError> {
		let (institution, second) = member::<T>(0)?;
		let (admin, consent) = consent::<T>(institution, Post::Admin, END);
		agreed_by_admin::<T>(institution, GraveAct::HandOver { admin: admin.clone() })?;
		#[extrinsic_call]
		_(RawOrigin::Signed(second), admin.clone(), consent);
		assert_eq!(super::institution::<T>(institution)?.admin, admin);
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
		assert!(is_active::<T>(TypeId(1))?);
		Ok(())
	}

	/// Measures a reinstatement after a withdrawal, for which `e` expired offers give up their places.
	#[benchmark]
	fn reinstate_withdrawn(e: Linear<0, MAX_TAKEN_OUT>) -> Result<(), BenchmarkError> {
		let chain = chain::<T>(true)?;
		Pallet::<T>::withdraw_accreditation(council::<T>()?, chain.grant, None)?;
		fill_places::<T>(chain.holder_id, e, &chain.scope)?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		reinstate_accreditation(origin as OriginFor<T>, chain.grant);
		assert!(is_in_force::<T>(chain.grant)?);
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

	#[benchmark]
	fn close_institution() -> Result<(), BenchmarkError> {
		let Guarded { custodian, operator, .. } = guarded::<T>(1, 0)?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, custodian);
		assert!(Pallet::<T>::ensure_permitted(operator, Permission::Issue).is_err());
		Ok(())
	}

	/// Measures `appoint_custodian` in the place of another custodian.
	#[benchmark]
	fn appoint_custodian() -> Result<(), BenchmarkError> {
		let Guarded { institution, .. } = guarded::<T>(1, 0)?;
		let (origin, (other, _)) = (council::<T>()?, member::<T>(100)?);
		let until = Pallet::<T>::now() + MAX_CUSTODY;
		#[extrinsic_call]
		_(origin as OriginFor<T>, institution, other, until, 1, MAX_CUSTODIAL_ACTS);
		assert_eq!(custody::<T>(institution)?.custodian, other);
		Ok(())
	}

	#[benchmark]
	fn dismiss_custodian() -> Result<(), BenchmarkError> {
		let Guarded { institution, .. } = guarded::<T>(1, 0)?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, institution);
		assert_eq!(custody::<T>(institution)?.until, Pallet::<T>::now());
		Ok(())
	}

	/// Measures `n` changes in one chunk by the second of two accounts; each has a trace already.
	#[benchmark]
	fn change_statuses_for(n: Linear<1, MAX_STATUS_CHANGES>) -> Result<(), BenchmarkError> {
		let Guarded { institution, custodian, operator } = guarded::<T>(1, 0)?;
		let changes = list(0..n, |place| StatusChangeAt { index: Some(place), change: REVOKE });
		changes_for_agreed_by_admin::<T>(custodian, institution, &changes)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), institution, root(0), changes);
		assert_eq!(revoked::<T>(institution), n);
		Ok(())
	}

	/// Measures `n` reissues by the second of two accounts, in the place of successors that are void.
	#[benchmark]
	fn reissue(n: Linear<1, MAX_REISSUES>) -> Result<(), BenchmarkError> {
		let Guarded { institution, custodian, operator } = guarded::<T>(1, 2 * n)?;
		let items = reissues_agreed_by_admin::<T>(custodian, institution, n)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), institution, items);
		assert_eq!(Reissues::<T>::iter_prefix(institution).count(), n as usize);
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().for_benchmarks(),
		crate::mock::Test
	);
}
