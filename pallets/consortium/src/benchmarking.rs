// SPDX-License-Identifier: Apache-2.0

//! Benchmarks of every call and hook with the maximum number of validators, and with headers of the
//! maximum length.

use crate::{
	AccountIdOf, AuraProof, Authored, BenchmarkHelper, Call, Config, CurrentSettings, KeysSince,
	Leaving, Pallet, RunningKeys, SessionEndRequested, Settings, Validators, MAX_HEADER_LEN,
	MIN_SESSION_LENGTH, TURNS_IN_SESSION,
};
use alloc::{boxed::Box, vec, vec::Vec};
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
	dispatch::RawOrigin,
	pallet_prelude::TransactionSource,
	traits::{EnsureOrigin, Get, KeyOwnerProofSystem},
};
use frame_system::pallet_prelude::{BlockNumberFor, HeaderFor, OriginFor};
use pallet_authorship::EventHandler;
use pallet_session::{SessionInterface, ShouldEndSession};
use sp_consensus_aura::{
	digests::CompatibleDigestItem,
	sr25519::{AuthorityId as AuraId, AuthoritySignature},
};
use sp_runtime::{
	key_types::AURA,
	traits::{Hash, Header as _, One, Zero},
	Digest, DigestItem, Perbill, RuntimeAppPublic, Saturating,
};
use sp_session::MembershipProof;
use sp_staking::offence::{OffenceDetails, OnOffenceHandler};

/// The slot of the blocks that are reported.
const SLOT: u64 = 7;

fn council<T: Config>() -> Result<OriginFor<T>, BenchmarkError> {
	T::CouncilOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)
}

/// Returns settings with the widest bounds.
fn settings<T: Config>() -> Settings {
	let ceiling = T::MaxValidators::get();
	let session_length = (ceiling * TURNS_IN_SESSION).max(MIN_SESSION_LENGTH);
	Settings { session_length, floor: 1, ceiling, absent_sessions: 1 }
}

fn validator<T: Config>(number: u32) -> AccountIdOf<T> {
	account("validator", number, 0)
}

/// Makes a running set of `count` validators. Their keys are in the keystore.
fn running<T: Config>(count: u32) -> Result<Vec<AuraId>, BenchmarkError> {
	CurrentSettings::<T>::put(settings::<T>());
	Validators::<T>::kill();
	let (mut keys, mut running_keys) = (Vec::new(), Vec::new());
	for number in 0..count {
		let who = validator::<T>(number);
		let key = AuraId::generate_pair(None);
		Pallet::<T>::admit_validator(council::<T>()?, who.clone())?;
		let session_keys = T::BenchmarkHelper::session_keys(key.clone(), number);
		<pallet_session::Pallet<T> as SessionInterface>::set_keys(&who, session_keys.clone())?;
		KeysSince::<T>::insert(&who, 0);
		running_keys.push((who, session_keys));
		keys.push(key);
	}
	let set: Vec<_> = (0..count).map(validator::<T>).collect();
	pallet_session::Validators::<T>::put(set);
	RunningKeys::<T>::put(running_keys);
	Ok(keys)
}

/// Admits a validator with session keys, and returns it.
fn keyed<T: Config>() -> Result<AccountIdOf<T>, BenchmarkError> {
	let who = validator::<T>(0);
	Pallet::<T>::admit_validator(council::<T>()?, who.clone())?;
	let (keys, proof) = who.using_encoded(T::BenchmarkHelper::owned_session_keys);
	let origin = RawOrigin::Signed(who.clone());
	pallet_session::Pallet::<T>::set_keys(origin.into(), keys, proof)?;
	Ok(who)
}

/// Returns a sealed header of the maximum length on the first block. Its hash depends on `content`.
fn header<T: Config>(content: u8, author: &AuraId) -> Result<HeaderFor<T>, BenchmarkError> {
	let parent = T::Hashing::hash(b"parent");
	frame_system::BlockHash::<T>::insert(BlockNumberFor::<T>::zero(), parent);
	let of_length = |filler: usize| {
		let slot =
			<DigestItem as CompatibleDigestItem<AuthoritySignature>>::aura_pre_digest(SLOT.into());
		let logs = vec![slot, DigestItem::Other(vec![0; filler])];
		let content = T::Hashing::hash(&[content]);
		HeaderFor::<T>::new(One::one(), content, content, parent, Digest { logs })
	};
	// A seal takes 71 bytes: kind, engine, length, signature. The length of any filler of this
	// order takes two bytes.
	let some = MAX_HEADER_LEN / 2;
	let rest = of_length(some).encoded_size() + 71 - some;
	let mut header = of_length(MAX_HEADER_LEN - rest);
	let signature = author.sign(&header.hash()).ok_or("the key is in the keystore; qed")?;
	header.digest_mut().push(DigestItem::aura_seal(signature));
	Ok(header)
}

/// Returns a report about the last of `count` validators.
fn report<T: Config>(count: u32) -> Result<(AuraProof<T>, MembershipProof), BenchmarkError> {
	let keys = running::<T>(count)?;
	let offender = keys.last().ok_or("there is one at least; qed")?.clone();
	let (first_header, second_header) = (header::<T>(1, &offender)?, header::<T>(2, &offender)?);
	assert_eq!(first_header.encoded_size(), MAX_HEADER_LEN);
	let owner = T::KeyOwnerProofSystem::prove((AURA, offender.clone())).ok_or("it runs; qed")?;
	Ok((AuraProof::<T> { offender, slot: SLOT.into(), first_header, second_header }, owner))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn admit_validator() -> Result<(), BenchmarkError> {
		running::<T>(T::MaxValidators::get() - 1)?;
		let newcomer: T::AccountId = account("newcomer", 0, 0);
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, newcomer.clone());
		assert!(Pallet::<T>::is_validator(&newcomer));
		Ok(())
	}

	#[benchmark]
	fn retire_validator() -> Result<(), BenchmarkError> {
		running::<T>(T::MaxValidators::get())?;
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, validator::<T>(0));
		assert!(Leaving::<T>::get().contains(&validator::<T>(0)));
		Ok(())
	}

	#[benchmark]
	fn configure() -> Result<(), BenchmarkError> {
		running::<T>(T::MaxValidators::get())?;
		let changed = Settings { absent_sessions: 7, ..settings::<T>() };
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>, changed);
		assert_eq!(CurrentSettings::<T>::get(), changed);
		Ok(())
	}

	#[benchmark]
	fn end_session() -> Result<(), BenchmarkError> {
		let origin = council::<T>()?;
		#[extrinsic_call]
		_(origin as OriginFor<T>);
		assert!(SessionEndRequested::<T>::get());
		Ok(())
	}

	#[benchmark]
	fn authorize_report(n: Linear<2, { T::MaxValidators::get() }>) -> Result<(), BenchmarkError> {
		let (proof, owner) = report::<T>(n)?;
		let checked;
		#[block]
		{
			checked = Pallet::<T>::authorize_report(TransactionSource::Local, &proof, &owner);
		}
		assert!(checked.is_ok());
		Ok(())
	}

	#[benchmark]
	fn report_equivocation(
		n: Linear<2, { T::MaxValidators::get() }>,
	) -> Result<(), BenchmarkError> {
		let (proof, owner) = report::<T>(n)?;
		#[extrinsic_call]
		_(RawOrigin::Authorized, Box::new(proof), owner);
		assert!(Leaving::<T>::get().contains(&validator::<T>(n - 1)));
		Ok(())
	}

	#[benchmark]
	fn on_offence() -> Result<(), BenchmarkError> {
		running::<T>(T::MaxValidators::get())?;
		let offender = (validator::<T>(0), ());
		let details = [OffenceDetails { offender, reporters: vec![] }];
		#[block]
		{
			Pallet::<T>::on_offence(&details, &[Perbill::one()], 0);
		}
		assert!(Leaving::<T>::get().contains(&validator::<T>(0)));
		assert_eq!(pallet_session::Pallet::<T>::disabled_validators(), [0]);
		Ok(())
	}

	/// Measures `dispatch_as_root` with a cheap call that returns an error.
	#[benchmark]
	fn dispatch_as_root() -> Result<(), BenchmarkError> {
		let root = T::RootOrigin::try_successful_origin();
		let origin = root.map_err(|()| BenchmarkError::Weightless)?;
		let call = Box::new(Call::<T>::resign {}.into());
		let before = frame_system::Pallet::<T>::event_count();
		#[extrinsic_call]
		_(origin as OriginFor<T>, call);
		assert_eq!(frame_system::Pallet::<T>::event_count(), before + 1);
		Ok(())
	}

	#[benchmark]
	fn on_initialize() -> Result<(), BenchmarkError> {
		let author: T::AccountId = validator::<T>(0);
		CurrentSettings::<T>::put(settings::<T>());
		let now = frame_system::Pallet::<T>::block_number().saturating_add(One::one());
		let ends;
		#[block]
		{
			<Pallet<T> as EventHandler<_, _>>::note_author(author.clone());
			ends = Pallet::<T>::should_end_session(now);
		}
		assert!(!ends);
		assert_eq!(Authored::<T>::get(author), 1);
		Ok(())
	}

	/// Measures `set_keys` of `pallet-session`, whose own benchmarks need staking. The keys replace
	/// others of the same account.
	#[benchmark]
	fn set_session_keys() -> Result<(), BenchmarkError> {
		let who = keyed::<T>()?;
		let (keys, proof) = who.using_encoded(T::BenchmarkHelper::owned_session_keys);
		let origin = RawOrigin::Signed(who.clone());
		#[block]
		{
			pallet_session::Pallet::<T>::set_keys(origin.into(), keys.clone(), proof)?;
		}
		assert!(pallet_session::NextKeys::<T>::get(who) == Some(keys));
		Ok(())
	}

	/// Measures `purge_keys` of `pallet-session`.
	#[benchmark]
	fn purge_session_keys() -> Result<(), BenchmarkError> {
		let who = keyed::<T>()?;
		let origin = RawOrigin::Signed(who.clone());
		#[block]
		{
			pallet_session::Pallet::<T>::purge_keys(origin.into())?;
		}
		assert!(!pallet_session::NextKeys::<T>::contains_key(who));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::for_benchmarks(),
		crate::mock::Test
	);
}
