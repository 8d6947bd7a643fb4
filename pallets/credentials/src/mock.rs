// SPDX-License-Identifier: Apache-2.0

//! A runtime for tests: accounts are numbers, the council is root, time is set by hand, and
//! transactions pass the gate of `pallet-allowance`.

use crate as pallet_credentials;
use crate::{Consent, Event, Permissions};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{ConstU32, ConstU64, PalletInfoAccess},
	weights::{constants::ParityDbWeight, RuntimeDbWeight},
};
use frame_system::EnsureRoot;
use sp_runtime::{
	testing::{TestSignature, UintAuthorityId},
	traits::IdentityLookup,
	BuildStorage,
};
use testamur_primitives::{
	records::{Anchor, Validity},
	AccreditationId, Grantor, InstitutionId, Moment, Post, Profile, Rights, Root, Scope, Terms,
	TypeDefinition, TypeId, TypeKind,
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
	pub type Credentials = pallet_credentials;
	#[runtime::pallet_index(3)]
	pub type Allowance = pallet_allowance;
	#[runtime::pallet_index(4)]
	pub type EventLog = pallet_event_log;
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
}

impl pallet_timestamp::Config for Test {
	type Moment = Moment;
	type OnTimestampSet = ();
	type MinimumPeriod = ConstU64<1>;
	type WeightInfo = ();
}

/// A council member that serves no institution.
pub const GOVERNOR: AccountId = 900;

pub struct Governors;
impl frame_support::traits::Contains<AccountId> for Governors {
	fn contains(who: &AccountId) -> bool {
		*who == GOVERNOR
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_allowance::BenchmarkHelper<AccountId> for Governors {
	fn member() -> AccountId {
		REGISTRAR
	}
}

/// Accounts of tests sign by stating their number and the text.
#[cfg(feature = "runtime-benchmarks")]
pub struct Signers;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_credentials::BenchmarkHelper<AccountId, TestSignature> for Signers {
	fn signer() -> AccountId {
		STRANGER
	}

	fn sign(signer: &AccountId, text: &[u8]) -> TestSignature {
		TestSignature(*signer, text.to_vec())
	}
}

impl pallet_credentials::Config for Test {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Signers;
	type CouncilOrigin = EnsureRoot<AccountId>;
	type EventLog = EventLog;
	type OffchainSignature = TestSignature;
	type SigningPublicKey = UintAuthorityId;
	type Time = Timestamp;
	type WeightInfo = pallet_credentials::weights::SubstrateWeight<Self>;
}

parameter_types! {
	pub RecordedPallets: Vec<u8> = vec![<Credentials as PalletInfoAccess>::index() as u8];
}

impl pallet_event_log::Config for Test {
	type RecordedPallets = RecordedPallets;
	type Subject = InstitutionId;
	type Time = Timestamp;
	type WeightInfo = pallet_event_log::weights::SubstrateWeight<Self>;
}

impl pallet_allowance::Config for Test {
	type AllowancePeriod = ConstU64<10>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Governors;
	type CarriedCalls = ();
	type GovernorAllowance = ConstU32<50>;
	type Governors = Governors;
	type MaxNesting = ConstU32<0>;
	type Payers = Credentials;
	type WeightInfo = pallet_allowance::weights::SubstrateWeight<Self>;
}

/// The time at which tests begin.
pub const START: Moment = 1_700_000_000_000;
/// A day in milliseconds.
pub const DAY: Moment = 24 * 60 * 60 * 1_000;

/// The cast: an agency that accredits, a university that issues, and a college that does not yet.
pub const AGENCY: InstitutionId = InstitutionId(1);
pub const UNIVERSITY: InstitutionId = InstitutionId(2);
pub const COLLEGE: InstitutionId = InstitutionId(3);
/// Admins.
pub const AGENCY_ADMIN: AccountId = 10;
pub const UNIVERSITY_ADMIN: AccountId = 20;
pub const COLLEGE_ADMIN: AccountId = 30;
/// Operators.
pub const AGENCY_ACCREDITER: AccountId = 11;
pub const REGISTRAR: AccountId = 21;
pub const STATUS_CLERK: AccountId = 22;
/// An account that serves no institution.
pub const STRANGER: AccountId = 99;

/// The agency's grant from the council, and the university's from the agency.
pub const AGENCY_GRANT: AccreditationId = AccreditationId(1);
pub const UNIVERSITY_GRANT: AccreditationId = AccreditationId(2);
/// The grantor of the university's grant.
pub const BY_AGENCY: Grantor =
	Grantor::Institution { institution: AGENCY, accreditation: AGENCY_GRANT };
/// Two types, of which the university's grant covers the first.
pub const COURSE: TypeId = TypeId(1);
pub const OTHER_COURSE: TypeId = TypeId(2);

pub fn council() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn profile(name: &str) -> Profile {
	Profile {
		name: name.as_bytes().to_vec().try_into().unwrap(),
		uri: b"https://example.org".to_vec().try_into().unwrap(),
		country: *b"NL",
	}
}

pub fn definition() -> TypeDefinition {
	TypeDefinition {
		kind: TypeKind::MicroCredential,
		content_hash: [7; 32],
		uri: b"https://example.org/type".to_vec().try_into().unwrap(),
		level: Some(6),
		workload: Some(300),
		default_validity: None,
	}
}

pub fn scope(types: &[TypeId]) -> Scope {
	let types: std::collections::BTreeSet<_> = types.iter().copied().collect();
	Scope::Types(types.try_into().unwrap())
}

/// Returns terms whose window began a day ago and has a hundred days.
pub fn terms(scope: Scope, attest: bool, delegation: u8) -> Terms {
	Terms {
		scope,
		rights: Rights { attest, delegation },
		valid_from: START - DAY,
		valid_until: START + 99 * DAY,
	}
}

pub fn root(n: u8) -> Root {
	Root([n; 32])
}

pub fn anchor(n: u8, size: u32) -> Anchor {
	Anchor { root: root(n), size, validity: Validity::Never }
}

/// All permissions.
pub const ALL: Permissions =
	Permissions { issue: true, change_status: true, accredit: true, grave: true };

/// Returns the consent of an account to take a post in an institution within a day.
pub fn consent(who: AccountId, institution: InstitutionId, post: Post) -> Consent<TestSignature> {
	let until = Credentials::now() + DAY;
	let text = Credentials::consent_text(&who, institution, post, until).to_string();
	Consent { until, signature: TestSignature(who, text.into_bytes()) }
}

/// Has an admin add an account to its operators, with the account's consent.
pub fn enlist(admin: AccountId, operator: AccountId, permissions: Permissions) {
	let institution = crate::Accounts::<Test>::get(admin).unwrap().institution;
	let consent = Some(consent(operator, institution, Post::Operator));
	assert_ok!(Credentials::set_operator(signed(admin), operator, permissions, consent));
}

/// Dispatches a call as a transaction would: a call that fails changes nothing.
pub fn dispatch(
	call: crate::Call<Test>,
	origin: RuntimeOrigin,
) -> frame_support::pallet_prelude::DispatchResult {
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

pub fn set_time(moment: Moment) {
	pallet_timestamp::Now::<Test>::put(moment);
}

/// Ends the block, so that its events are in the logs, and begins the next one.
pub fn end_block() {
	use frame_support::traits::Hooks;
	let number = System::block_number();
	EventLog::on_finalize(number);
	System::reset_events();
	System::set_block_number(number + 1);
}

/// A builder of the state in which a test begins.
#[derive(Default)]
pub struct ExtBuilder {
	cast: bool,
	accredited: bool,
	anchored: Vec<Anchor>,
}

impl ExtBuilder {
	/// Adds the agency, the university and the college with their operators, and two types.
	pub fn with_cast(mut self) -> Self {
		self.cast = true;
		self
	}

	/// Also accredits the agency to accredit, and the university to attest the first type.
	pub fn accredited(mut self) -> Self {
		self.accredited = true;
		self.with_cast()
	}

	/// Also anchors batches of the first type by the university.
	pub fn with_batches(mut self, anchors: &[Anchor]) -> Self {
		self.anchored = anchors.to_vec();
		self.accredited()
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let storage = RuntimeGenesisConfig::default().build_storage().unwrap();
		let mut ext = sp_io::TestExternalities::from(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			set_time(START);
			if self.cast {
				assemble_cast();
			}
			if self.accredited {
				accredit_cast();
			}
			for anchor in self.anchored {
				assert_ok!(Credentials::anchor(
					signed(REGISTRAR),
					UNIVERSITY_GRANT,
					COURSE,
					anchor
				));
			}
		});
		ext
	}

	/// Builds an empty chain at moment 0, where benchmarks begin.
	#[cfg(feature = "runtime-benchmarks")]
	pub fn for_benchmarks(self) -> sp_io::TestExternalities {
		let mut ext = self.build();
		ext.execute_with(|| set_time(0));
		ext
	}

	/// Runs a test, then checks every invariant.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Credentials::do_try_state().expect("every invariant holds after a test");
		});
	}
}

fn assemble_cast() {
	for (name, admin) in
		[("Agency", AGENCY_ADMIN), ("University", UNIVERSITY_ADMIN), ("College", COLLEGE_ADMIN)]
	{
		assert_ok!(Credentials::register_institution(council(), profile(name), admin, 100));
	}
	let accredit = Permissions { accredit: true, ..Default::default() };
	let issue = Permissions { issue: true, ..Default::default() };
	let change_status = Permissions { change_status: true, ..Default::default() };
	enlist(AGENCY_ADMIN, AGENCY_ACCREDITER, accredit);
	enlist(UNIVERSITY_ADMIN, REGISTRAR, issue);
	enlist(UNIVERSITY_ADMIN, STATUS_CLERK, change_status);
	for _ in [COURSE, OTHER_COURSE] {
		assert_ok!(Credentials::register_type(signed(REGISTRAR), definition()));
	}
}

fn accredit_cast() {
	let to_accredit = terms(Scope::Any, false, 2);
	assert_ok!(Credentials::offer_accreditation(council(), AGENCY, None, to_accredit));
	assert_ok!(Credentials::accept_accreditation(signed(AGENCY_ADMIN), AGENCY_GRANT));
	let to_attest = terms(scope(&[COURSE]), true, 0);
	let by = signed(AGENCY_ACCREDITER);
	assert_ok!(Credentials::offer_accreditation(by, UNIVERSITY, Some(AGENCY_GRANT), to_attest));
	assert_ok!(Credentials::accept_accreditation(signed(UNIVERSITY_ADMIN), UNIVERSITY_GRANT));
}
