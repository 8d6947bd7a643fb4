// SPDX-License-Identifier: Apache-2.0

//! A runtime for tests, with the pallets in the order of the real one: accounts are numbers, the
//! council is root, and real keys write blocks in the slots of Aura.

use crate as pallet_consortium;
use crate::{AdmittedOrLeaving, Event, KeyOwners, NoToken, Settings, UnitIdentification};
use codec::Encode;
use frame_support::{
	assert_ok, derive_impl, ord_parameter_types, parameter_types,
	traits::{ConstBool, ConstU32, ConstU64, FindAuthor, OnFinalize, OnInitialize},
	weights::{constants::ParityDbWeight, RuntimeDbWeight},
};
use frame_system::{EnsureRoot, EnsureSignedBy};
use pallet_session::{disabling::UpToLimitDisablingStrategy, historical};
use sp_consensus_aura::{
	digests::CompatibleDigestItem,
	sr25519::{AuthorityId, AuthoritySignature},
};
use sp_core::{proof_of_possession::ProofOfPossessionGenerator, sr25519, Pair as _, H256};
use sp_runtime::{
	traits::{IdentityLookup, OpaqueKeys},
	BuildStorage, ConsensusEngineId, Digest, DigestItem,
};

pub type AccountId = u64;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(4)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(5)]
	pub type Consortium = pallet_consortium;
	#[runtime::pallet_index(6)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(7)]
	pub type Historical = pallet_session::historical;
	#[runtime::pallet_index(8)]
	pub type Offences = pallet_offences;
}

sp_runtime::impl_opaque_keys! {
	pub struct SessionKeys {
		pub aura: Aura,
	}
}

parameter_types! {
	/// The weights of database accesses. A test sets them to see how many writes a weight includes.
	pub static DbWeight: RuntimeDbWeight = ParityDbWeight::get();
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type DbWeight = DbWeight;
	type BlockHashCount = ConstU64<100>;
}

/// The duration of a slot in milliseconds.
pub const SLOT: u64 = 3_000;

impl pallet_timestamp::Config for Test {
	type Moment = u64;
	type OnTimestampSet = Aura;
	type MinimumPeriod = ConstU64<{ SLOT / 2 }>;
	type WeightInfo = ();
}

/// The maximum number of validators in these tests.
pub const MAX_VALIDATORS: u32 = 10;
/// The number of sessions in history in these tests.
pub const HISTORY: u32 = 8;

impl pallet_aura::Config for Test {
	type AuthorityId = AuthorityId;
	type MaxAuthorities = ConstU32<MAX_VALIDATORS>;
	type DisabledValidators = Session;
	type AllowMultipleBlocksPerSlot = ConstBool<false>;
	type SlotDuration = ConstU64<SLOT>;
}

pub struct Author;
impl FindAuthor<AccountId> for Author {
	fn find_author<'a, I>(digests: I) -> Option<AccountId>
	where
		I: 'a + IntoIterator<Item = (ConsensusEngineId, &'a [u8])>,
	{
		let index = Aura::find_author(digests)?;
		Session::validators().get(index as usize).copied()
	}
}

impl pallet_authorship::Config for Test {
	type FindAuthor = Author;
	type EventHandler = Consortium;
}

ord_parameter_types! {
	/// The account with the root origin of the consortium.
	pub const Assembly: AccountId = 950;
}

impl pallet_consortium::Config for Test {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = AuraOnly;
	type CouncilOrigin = EnsureRoot<AccountId>;
	type KeyOwnerProofSystem = KeyOwners<Self>;
	type MaxValidators = ConstU32<MAX_VALIDATORS>;
	type ReportLongevity = ConstU64<1_200>;
	type ReportOffence = crate::ReportOnce<Self, Offences>;
	type RootOrigin = EnsureSignedBy<Assembly, AccountId>;
	type RuntimeCall = RuntimeCall;
	type SessionsInHistory = ConstU32<HISTORY>;
	type WeightInfo = pallet_consortium::weights::SubstrateWeight<Self>;
}

#[cfg(feature = "runtime-benchmarks")]
pub struct AuraOnly;
#[cfg(feature = "runtime-benchmarks")]
impl pallet_consortium::BenchmarkHelper<SessionKeys> for AuraOnly {
	fn session_keys(aura: AuthorityId, _: u32) -> SessionKeys {
		SessionKeys { aura }
	}

	fn owned_session_keys(owner: &[u8]) -> (SessionKeys, Vec<u8>) {
		let generated = SessionKeys::generate(owner, None);
		(generated.keys, generated.proof.encode())
	}
}

impl pallet_session::Config for Test {
	type Currency = NoToken<RuntimeHoldReason>;
	type DisablingStrategy = UpToLimitDisablingStrategy;
	type KeyDeposit = ConstU32<0>;
	type Keys = SessionKeys;
	type NextSessionRotation = Consortium;
	type RuntimeEvent = RuntimeEvent;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type SessionManager = historical::NoteHistoricalRoot<Self, Consortium>;
	type ShouldEndSession = Consortium;
	type ValidatorId = AccountId;
	type ValidatorIdOf = AdmittedOrLeaving<Self>;
	type WeightInfo = ();
}

impl historical::Config for Test {
	type FullIdentification = ();
	type FullIdentificationOf = UnitIdentification;
	type RuntimeEvent = RuntimeEvent;
}

impl pallet_offences::Config for Test {
	type IdentificationTuple = historical::IdentificationTuple<Self>;
	type OnOffenceHandler = Consortium;
	type RuntimeEvent = RuntimeEvent;
}

/// The first slot. The last of any set of up to seven validators is in turn in it.
pub const FIRST_SLOT: u64 = 419;
/// An account that is not a validator.
pub const STRANGER: AccountId = 99;

/// The settings of most tests: of four validators one may be missing.
pub const SETTINGS: Settings =
	Settings { session_length: LENGTH as u32, floor: 3, ceiling: 7, absent_sessions: 3 };
/// The number of blocks of a session in most tests.
pub const LENGTH: u64 = 20;

pub fn council() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

pub fn assembly() -> RuntimeOrigin {
	RuntimeOrigin::signed(Assembly::get())
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// Returns an Aura key of an account, which has one for each generation.
pub fn pair(who: AccountId, generation: u8) -> sr25519::Pair {
	let mut seed = [generation; 32];
	seed[..8].copy_from_slice(&who.to_le_bytes());
	sr25519::Pair::from_seed(&seed)
}

pub fn key(who: AccountId, generation: u8) -> AuthorityId {
	pair(who, generation).public().into()
}

pub fn session_keys(who: AccountId, generation: u8) -> SessionKeys {
	SessionKeys { aura: key(who, generation) }
}

/// Returns the proof that the owner of a key gives to an account.
pub fn ownership(of: AccountId, generation: u8, given_to: AccountId) -> Vec<u8> {
	let mut owner = pair(of, generation);
	owner.generate_proof_of_possession(&given_to.encode()).encode()
}

/// Sets session keys as the owner of an account does.
pub fn set_keys(who: AccountId, generation: u8) -> sp_runtime::DispatchResult {
	let proof = ownership(who, generation, who);
	Session::set_keys(signed(who), session_keys(who, generation), proof)
}

/// Admits a validator that sets its first keys at once.
pub fn join(who: AccountId) {
	assert_ok!(Consortium::admit_validator(council(), who));
	assert_ok!(set_keys(who, 0));
}

/// Dispatches a call as a transaction would: a call that fails changes nothing.
pub fn dispatch(call: crate::Call<Test>, origin: RuntimeOrigin) -> sp_runtime::DispatchResult {
	use sp_runtime::traits::Dispatchable;
	RuntimeCall::from(call)
		.dispatch(origin)
		.map(|_| ())
		.map_err(|error| error.error)
}

/// Returns the pallet's events so far.
pub fn events() -> Vec<Event<Test>> {
	System::read_events_for_pallet::<Event<Test>>()
}

/// Returns the pallet's last event.
pub fn last_event() -> Event<Test> {
	events().pop().expect("an event was deposited")
}

/// Returns the hash that the block of a number has in these tests.
pub fn hash_of(number: u64) -> H256 {
	sp_io::hashing::blake2_256(&number.encode()).into()
}

/// Returns the slot of the block that is being built.
pub fn slot() -> u64 {
	pallet_aura::CurrentSlot::<Test>::get().into()
}

/// Returns the validator that is in turn in a slot.
pub fn in_turn(slot: u64) -> AccountId {
	let running = Session::validators();
	running[(slot % running.len() as u64) as usize]
}

/// Returns whether a validator of the running set is disabled.
pub fn is_disabled(who: AccountId) -> bool {
	use frame_support::traits::DisabledValidators;
	let index = Session::validators().iter().position(|running| *running == who);
	index.is_some_and(|index| Session::is_disabled(index as u32))
}

/// Begins the block of the validator that is in turn in this slot.
pub fn block_in(slot: u64) {
	let before = System::block_number();
	if before > 0 {
		AllPalletsWithSystem::on_finalize(before);
	}
	let pre_digest =
		<DigestItem as CompatibleDigestItem<AuthoritySignature>>::aura_pre_digest(slot.into());
	System::initialize(&(before + 1), &hash_of(before), &Digest { logs: vec![pre_digest] });
	AllPalletsWithSystem::on_initialize(before + 1);
	assert_ok!(Timestamp::set(RuntimeOrigin::none(), slot * SLOT));
}

/// Begins the next block, in the first slot of a validator that is neither missing nor disabled.
pub fn block_without(missing: &[AccountId]) {
	let idle = |slot: &u64| {
		let author = in_turn(*slot);
		missing.contains(&author) || is_disabled(author)
	};
	let slot = (slot() + 1..).find(|slot| !idle(slot)).expect("one validator can write");
	block_in(slot);
}

/// Begins `count` blocks.
pub fn blocks(count: u64) {
	(0..count).for_each(|_| block_without(&[]));
}

/// Begins blocks until the next session has begun. The missing validators write none.
pub fn session_without(missing: &[AccountId]) {
	let session = Session::current_index();
	while Session::current_index() == session {
		block_without(missing);
	}
}

/// Runs `count` sessions in which all validators write blocks.
pub fn sessions(count: u32) {
	(0..count).for_each(|_| session_without(&[]));
}

/// A builder of the state in which a test begins: the first block of the first session.
pub struct ExtBuilder {
	settings: Settings,
	validators: Vec<AccountId>,
	with_keys: Vec<AccountId>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self { settings: SETTINGS, validators: vec![1, 2, 3, 4], with_keys: vec![1, 2, 3, 4] }
	}
}

impl ExtBuilder {
	/// Sets the validators and their keys.
	pub fn validators(mut self, validators: &[AccountId]) -> Self {
		self.validators = validators.to_vec();
		self.session_keys_of(validators)
	}

	/// Sets the accounts that have session keys.
	pub fn session_keys_of(mut self, accounts: &[AccountId]) -> Self {
		self.with_keys = accounts.to_vec();
		self
	}

	/// Sets the settings.
	pub fn settings(mut self, settings: Settings) -> Self {
		self.settings = settings;
		self
	}

	/// Builds the state before the first block.
	pub fn genesis(self) -> sp_io::TestExternalities {
		let keys = self.with_keys.iter().map(|who| (*who, *who, session_keys(*who, 0))).collect();
		RuntimeGenesisConfig {
			consortium: pallet_consortium::GenesisConfig {
				settings: self.settings,
				validators: self.validators,
			},
			session: pallet_session::GenesisConfig { keys, ..Default::default() },
			..Default::default()
		}
		.build_storage()
		.unwrap()
		.into()
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let mut ext = self.genesis();
		ext.execute_with(|| block_in(FIRST_SLOT));
		ext
	}

	/// Builds a chain with a keystore, where benchmarks begin.
	#[cfg(feature = "runtime-benchmarks")]
	pub fn for_benchmarks() -> sp_io::TestExternalities {
		let mut ext = Self::default().build();
		let keystore = sp_keystore::testing::MemoryKeystore::new();
		ext.register_extension(sp_keystore::KeystoreExt::new(keystore));
		ext
	}

	/// Runs a test, then checks every invariant.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Consortium::do_try_state().expect("every invariant holds after a test");
		});
	}
}
