// SPDX-License-Identifier: Apache-2.0

//! # Credentials Pallet
//!
//! Records who may issue which credentials, which were issued, and what became of them.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for calls, storage, events, errors and configuration.
//!
//! ## Overview
//!
//! A council registers *institutions*. It accredits some of them, for a scope and a time, and may
//! let them accredit others in turn. An accredited institution *anchors* credentials: it stores the
//! Merkle root of a cohort, whatever its size, and keeps the documents. Later it suspends,
//! reinstates, revokes or supersedes single credentials by their place in the batch, or revokes the
//! whole batch. Anyone can ask what a credential is worth, now or at an earlier block.
//!
//! To `pallet-allowance`, which takes the place of fees, institutions are the members of the chain:
//! the pallet implements [`Payers`](pallet_allowance::Payers) over them.
//!
//! ## Low Level / Implementation Details
//!
//! ### Authority is evaluated, not stored
//!
//! A grant records only its own terms and state. Whether it is in force is evaluated along the path
//! to the council's grant, at most [`MAX_PATH`](limits::MAX_PATH) long, whenever it is used or
//! read. So suspending or withdrawing a grant writes a single grant, however many are below it.
//!
//! ### Invariants
//!
//! Each is a function of the same name in `try_state.rs` or, by concern, in a file of `try_state/`.
//!
//! * `batches_were_authorized` (rule 1): as far as the records still show, a batch was anchored
//!   under a grant of its institution that covered its type and was in force with all above it.
//!   `attestations_were_authorized` says the same of a batch that is attested again.
//! * `grants_stay_within_their_parents` (rule 2): a child never exceeds its parent's terms as they
//!   were when the two were compared; depth is bounded.
//! * `withdrawals_are_single_records` (rule 3): nothing is in force below a withdrawn grant, though
//!   only that one was written.
//! * `voids_reach_back_only` (rule 4): only a withdrawn grant is void, and never from a moment in
//!   the future. How far an institution may reach back, and that only the council lifts a void or
//!   moves it forward, are properties of the calls, tested there and over random sequences.
//! * `revocation_is_final` (rule 5): codes are known, and superseded credentials keep a successor
//!   that is anchored. That no change leads back is a property of `Status::after`.
//! * `successors_form_no_ring` (rule 5): whoever follows successors of credentials, or those of
//!   batches, though not both in turn, comes to an end, and each of them is anchored.
//! * `suspension_leaves_records_alone` (rule 6): nothing was anchored by an institution after it
//!   was suspended or closed.
//! * `document_keys_are_numbered`, `document_keys_are_counted`, `document_keys_are_bounded`,
//!   `document_keys_are_well_formed` (rule 7): the keys of an institution have the numbers from 1,
//!   each has one for ever, few of them are in use or listed, and their times are in order.
//! * `accounts_match_institutions`, `holdings_match_accreditations`,
//!   `open_offers_match_accreditations`, `numbers_are_sequential`, `profiles_are_well_formed`,
//!   `types_are_well_formed`: indices and counters agree with the records, and readers see texts as
//!   they are.
//! * `scopes_name_types`, `states_match_answers`, `moments_are_past`: a grant names types that exist,
//!   its state follows from the answer of its holder, and what is on record has happened.
//! * `operators_have_permissions`: every operator may do something.
//! * `acts_are_pending_by_accounts`: what waits for a second account is bounded, one act of each
//!   account that serves the institution.
//! * `final_changes_alone_are_few`: an institution's accounts make few of the final changes that are
//!   counted in a period: those of accounts without the permission for grave acts and, where it
//!   demands dual authorization, those of every account.
//! * `relinquished_grants_stay_withdrawn`: nobody reinstates what its holder gave back.
//! * `institutions_have_logs`: each has a log, which its registration or a migration began, and nobody
//!   else has one.
//! * `status_lists_have_no_holes`, `parts_belong_to_lists`: from place 0, the batches of a status
//!   list follow each other to its end, and no part stands outside of such a walk.
//!
//! * `custodies_are_bounded` (rule 8): a custodian is another institution, and may do a bounded
//!   number of things for a bounded time. `custodial_changes_are_of_credentials`,
//!   `reissues_have_a_former` and `one_credential_leads_to_one`: each trace of a custodian is in the
//!   place of an institution that had one, what was issued again stands as the former credential
//!   does, which has ended, and one credential leads to at most one that has not.
//!
//! ### Privacy
//!
//! No learner's data, not even hashed identifiers, is an argument of any call. The chain sees
//! leaves of documents that carry a salt, roots, and bits.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
	not(any(test, feature = "runtime-benchmarks")),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::unwrap_used
	)
)]

extern crate alloc;

mod accounts;
mod accreditations;
mod answers;
mod authorization;
mod batches;
mod consents;
mod credential_types;
mod custody;
mod document_keys;
mod event_log;
mod final_changes;
mod genesis;
mod holdings;
mod institutions;
mod listings;
pub mod migrations;
mod own_state;
mod payers;
mod queries;
mod reach;
mod reinstatements;
mod reissues;
mod status_lists;
mod statuses;
mod successors;
mod types;
mod weight_of;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
#[allow(unreachable_pub, reason = "shared with the tests and the benchmarks only")]
mod mock;
#[cfg(feature = "runtime-benchmarks")]
mod signers;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "try-runtime"))]
mod try_state;

pub use genesis::{GenesisGrant, GenesisInstitution};
pub use pallet::*;
#[cfg(feature = "runtime-benchmarks")]
pub use signers::BenchmarkHelper;
pub use testamur_primitives::limits;
pub use types::{
	AccountRecord, Actor, Anchors, Consent, FinalChangesAlone, GraveAct, ListedRoots, OpenOffer,
	OpenOffersOf, PendingAct, PendingActs, Permission, Permissions, ReissueItem, ReissueItems,
	Role, StatusChangeAt, StatusChanges,
};
pub use weights::WeightInfo;

use testamur_primitives::{Institution, Moment};

/// Account of a runtime.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// Institution of a runtime.
pub type InstitutionOf<T> = Institution<AccountIdOf<T>>;
/// Consent of an account of a runtime.
pub type ConsentOf<T> = Consent<<T as Config>::OffchainSignature>;

#[frame_support::pallet]
#[allow(
	missing_docs,
	unused_qualifications,
	clippy::expect_used,
	reason = "what the macro generates has no docs, counts as qualified, and unwraps what it built"
)]
pub mod pallet {
	use super::*;
	use crate::weight_of::count;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{EnsureOrigin, Time},
		DefaultNoBound,
	};
	use frame_system::pallet_prelude::*;
	use pallet_event_log::EventRecorder;
	use sp_runtime::traits::{IdentifyAccount, Verify};
	use testamur_primitives::{
		records::{Anchor, KeyCounts, Name, Uri},
		status::StatusChunk,
		Accreditation, AccreditationId, Batch, CredentialPointer, CredentialType, CustodialChange,
		DocumentKey, Grantor, InstitutionId, KeyEnd, KeyPurpose, ListLabel, Loss, Profile,
		PublicKey, Reissue, RevocationReason, Root, Terms, TypeDefinition, TypeId,
	};

	/// Version of the storage layout, which verifiers of storage proofs rely on.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(2);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The consortium's decision, such as a motion with a majority of two thirds.
		type CouncilOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Accounts that sign, for benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self::AccountId, Self::OffchainSignature>;

		/// The log in which the events are recorded, each in those of the institutions that it
		/// concerns.
		type EventLog: EventRecorder<InstitutionId>;

		/// The signature of a text by an account, by which the account agrees to serve an
		/// institution.
		type OffchainSignature: Verify<Signer = Self::SigningPublicKey> + Parameter;

		/// The public key that checks such a signature.
		type SigningPublicKey: IdentifyAccount<AccountId = Self::AccountId>;

		/// The chain's clock, in milliseconds. It must not run backwards.
		type Time: Time<Moment = Moment>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Number of the next institution.
	#[pallet::storage]
	pub type NextInstitutionId<T> = StorageValue<_, u32>;

	/// Number of the next accreditation.
	#[pallet::storage]
	pub type NextAccreditationId<T> = StorageValue<_, u32>;

	/// Number of the next credential type.
	#[pallet::storage]
	pub type NextTypeId<T> = StorageValue<_, u32>;

	/// Registered institutions.
	// Hasher: sequential numbers that no caller chooses.
	#[pallet::storage]
	pub type Institutions<T: Config> = StorageMap<_, Twox64Concat, InstitutionId, InstitutionOf<T>>;

	/// The institution that an account serves.
	// Hasher: callers choose the accounts.
	#[pallet::storage]
	pub type Accounts<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, AccountRecord>;

	/// The grave acts of each institution to which one of two accounts has agreed.
	// Hasher: sequential numbers that no caller chooses.
	#[pallet::storage]
	pub type Acts<T: Config> =
		StorageMap<_, Twox64Concat, InstitutionId, PendingActs<T>, ValueQuery>;

	/// Accreditations of any state.
	// Hasher: sequential numbers that no caller chooses.
	#[pallet::storage]
	pub type Accreditations<T> = StorageMap<_, Twox64Concat, AccreditationId, Accreditation>;

	/// The holdings of each institution: its accreditations that are neither declined nor
	/// withdrawn, but for expired ones whose places were given to others. The end of the window is
	/// a part of the key, as a big-endian number, so those that end first come first.
	// Hasher: sequential numbers that no caller chooses; the end of the window as it is, for the
	// order. Callers choose ends, and cannot crowd the keys of one branch of the trie by them,
	// since the entries of one institution are few.
	#[pallet::storage]
	pub type Holdings<T> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, InstitutionId>,
			NMapKey<Identity, [u8; 8]>,
			NMapKey<Twox64Concat, AccreditationId>,
		),
		(),
	>;

	/// The offers to an institution, by another, that are among the holdings, not answered, and were
	/// not expired when the list was last written.
	// Hasher: sequential numbers that no caller chooses.
	#[pallet::storage]
	pub type OpenOffers<T> = StorageDoubleMap<
		_,
		Twox64Concat,
		InstitutionId,
		Twox64Concat,
		InstitutionId,
		OpenOffersOf,
		ValueQuery,
	>;

	/// Credential types of any state.
	// Hasher: sequential numbers that no caller chooses.
	#[pallet::storage]
	pub type CredentialTypes<T> = StorageMap<_, Twox64Concat, TypeId, CredentialType>;

	/// Anchored batches. The institution is in the key, so nobody can take a root from another.
	// Hasher: sequential numbers; roots that callers can grind.
	#[pallet::storage]
	pub type Batches<T> =
		StorageDoubleMap<_, Twox64Concat, InstitutionId, Blake2_128Concat, Root, Batch>;

	/// Statuses of a batch in chunks of 256. An absent chunk is all active.
	// Hasher: sequential numbers; roots that callers can grind; chunk numbers below size / 256.
	#[pallet::storage]
	pub type Statuses<T> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, InstitutionId>,
			NMapKey<Blake2_128Concat, Root>,
			NMapKey<Twox64Concat, u32>,
		),
		StatusChunk,
	>;

	/// The successor of each superseded or revoked credential that has one. The credential is named
	/// by institution, root and index.
	// Hasher: as for statuses.
	#[pallet::storage]
	pub type Successors<T> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, InstitutionId>,
			NMapKey<Blake2_128Concat, Root>,
			NMapKey<Twox64Concat, u32>,
		),
		CredentialPointer,
	>;

	/// The final changes of statuses that the accounts of each institution made alone, since the
	/// last period began. Those of an account with the permission for grave acts are counted only
	/// where dual authorization is demanded.
	// Hasher: sequential numbers that no caller chooses.
	#[pallet::storage]
	pub type FinalChanges<T> = StorageMap<_, Twox64Concat, InstitutionId, FinalChangesAlone>;

	/// The grants that their holders gave back, which nobody reinstates.
	// Hasher: sequential numbers that no caller chooses.
	#[pallet::storage]
	pub type Relinquished<T> = StorageMap<_, Twox64Concat, AccreditationId, ()>;

	/// The keys with which each institution signs its documents.
	// Hasher: sequential numbers; keys that callers can grind.
	#[pallet::storage]
	pub type DocumentKeys<T> =
		StorageDoubleMap<_, Twox64Concat, InstitutionId, Blake2_128Concat, PublicKey, DocumentKey>;

	/// The document keys of each institution by their numbers, from 1 without a gap.
	// Hasher: sequential numbers that no caller chooses.
	#[pallet::storage]
	pub type DocumentKeyNumbers<T> =
		StorageDoubleMap<_, Twox64Concat, InstitutionId, Twox64Concat, u32, PublicKey>;

	/// The numbers of document keys of each institution that ever added one.
	// Hasher: sequential numbers that no caller chooses.
	#[pallet::storage]
	pub type DocumentKeyCounts<T> =
		StorageMap<_, Twox64Concat, InstitutionId, KeyCounts, ValueQuery>;

	/// The number of places of each status list of an institution, by its label.
	// Hasher: sequential numbers; labels that callers choose.
	#[pallet::storage]
	pub type ListEnds<T> = StorageDoubleMap<
		_,
		Twox64Concat,
		InstitutionId,
		Blake2_128Concat,
		ListLabel,
		u32,
		ValueQuery,
	>;

	/// The root of the batch that begins at a place of a status list of an institution. From the
	/// sizes of the batches follow the places, so there is no need to iterate.
	// Hasher: sequential numbers; labels that callers choose; places, which callers choose by the
	// sizes of their own batches, and which crowd the keys of their own list only.
	#[pallet::storage]
	pub type ListParts<T> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, InstitutionId>,
			NMapKey<Blake2_128Concat, ListLabel>,
			NMapKey<Twox64Concat, u32>,
		),
		Root,
	>;

	/// The last change of each credential's status that a custodian made. The credential is named by
	/// institution, root and index.
	// Hasher: as for statuses.
	#[pallet::storage]
	pub type CustodialChanges<T> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, InstitutionId>,
			NMapKey<Blake2_128Concat, Root>,
			NMapKey<Twox64Concat, u32>,
		),
		CustodialChange,
	>;

	/// The batches of one credential that custodians anchored, each with the credential in whose place
	/// it was issued.
	// Hasher: sequential numbers; roots that callers can grind.
	#[pallet::storage]
	pub type Reissues<T> =
		StorageDoubleMap<_, Twox64Concat, InstitutionId, Blake2_128Concat, Root, Reissue>;

	/// The place that the migration of a state of the former layout has reached; absent before and
	/// after.
	#[pallet::storage]
	#[pallet::unbounded]
	pub type Migration<T> = StorageValue<_, migrations::Progress>;

	/// The time of the block in which that migration ended; absent on a chain that began with the
	/// present layout. Older records need not obey rules that came with it.
	#[pallet::storage]
	pub type TakenOver<T> = StorageValue<_, Moment>;

	#[pallet::event]
	pub enum Event<T: Config> {
		/// The council registered an institution.
		InstitutionRegistered {
			/// Its number.
			institution: InstitutionId,
			/// Its public profile.
			profile: Profile,
			/// Its admin.
			admin: T::AccountId,
			/// Its operations per period.
			allowance: u32,
		},
		/// An admin set its institution's home page.
		HomePageSet {
			/// The institution.
			institution: InstitutionId,
			/// The home page from now on.
			uri: Uri,
			/// The admin.
			by: T::AccountId,
		},
		/// The council suspended an institution.
		InstitutionSuspended {
			/// The institution.
			institution: InstitutionId,
		},
		/// The council reinstated an institution.
		InstitutionReinstated {
			/// The institution.
			institution: InstitutionId,
		},
		/// The council replaced an institution's admin, or the admin handed over.
		AdminReplaced {
			/// The institution.
			institution: InstitutionId,
			/// The account that no longer serves it.
			former: T::AccountId,
			/// The new admin.
			admin: T::AccountId,
			/// The originator.
			by: Actor<T::AccountId>,
		},
		/// The council set an institution's allowance.
		AllowanceSet {
			/// The institution.
			institution: InstitutionId,
			/// Its operations per period.
			allowance: u32,
		},
		/// An operator was added, or its permissions were changed.
		OperatorSet {
			/// The institution.
			institution: InstitutionId,
			/// The operator.
			operator: T::AccountId,
			/// Its permissions from now on.
			permissions: Permissions,
			/// The originator: the admin, or the second of two accounts.
			by: T::AccountId,
		},
		/// An admin, or the council, removed an operator; or it resigned, and is the originator.
		OperatorRemoved {
			/// The institution.
			institution: InstitutionId,
			/// The account that no longer serves it.
			operator: T::AccountId,
			/// The originator.
			by: Actor<T::AccountId>,
		},
		/// A credential type was registered.
		TypeRegistered {
			/// Its number.
			type_id: TypeId,
			/// The institution that may retire it; `None` for the council.
			owner: Option<InstitutionId>,
			/// Its definition.
			definition: TypeDefinition,
			/// The originator.
			by: Actor<T::AccountId>,
		},
		/// A credential type was retired.
		TypeRetired {
			/// The type.
			type_id: TypeId,
			/// The originator.
			by: Actor<T::AccountId>,
			/// The institution that registered it; `None` for the council.
			owner: Option<InstitutionId>,
		},
		/// A grant was offered.
		AccreditationOffered {
			/// Its number.
			accreditation: AccreditationId,
			/// The institution it was offered to.
			holder: InstitutionId,
			/// The council, or the institution with the grant by whose right it offered.
			grantor: Grantor,
			/// Its terms.
			terms: Terms,
			/// The originator.
			by: Actor<T::AccountId>,
		},
		/// The holder accepted a grant.
		AccreditationAccepted {
			/// The grant.
			accreditation: AccreditationId,
			/// The originator.
			by: T::AccountId,
			/// The institution that holds it.
			holder: InstitutionId,
			/// The council, or the institution that gave it.
			grantor: Grantor,
		},
		/// The holder declined a grant.
		AccreditationDeclined {
			/// The grant.
			accreditation: AccreditationId,
			/// The originator.
			by: T::AccountId,
			/// The institution that holds it.
			holder: InstitutionId,
			/// The council, or the institution that gave it.
			grantor: Grantor,
		},
		/// A grant was suspended, and with it all below it, or the council took over the suspension of
		/// its grantor.
		AccreditationSuspended {
			/// The grant.
			accreditation: AccreditationId,
			/// The originator.
			by: Actor<T::AccountId>,
			/// The institution that holds it.
			holder: InstitutionId,
			/// The council, or the institution that gave it.
			grantor: Grantor,
		},
		/// A suspended grant was reinstated, or the council reinstated a withdrawn one.
		AccreditationReinstated {
			/// The grant.
			accreditation: AccreditationId,
			/// The originator.
			by: Actor<T::AccountId>,
			/// The institution that holds it.
			holder: InstitutionId,
			/// The council, or the institution that gave it.
			grantor: Grantor,
		},
		/// A grant was withdrawn.
		AccreditationWithdrawn {
			/// The grant.
			accreditation: AccreditationId,
			/// The moment from which everything issued under it, or below it, is void.
			void_from: Option<Moment>,
			/// The originator.
			by: Actor<T::AccountId>,
			/// The institution that holds it.
			holder: InstitutionId,
			/// The council, or the institution that gave it.
			grantor: Grantor,
		},
		/// A grant's window was extended.
		AccreditationRenewed {
			/// The grant.
			accreditation: AccreditationId,
			/// The new end.
			valid_until: Moment,
			/// The originator.
			by: Actor<T::AccountId>,
			/// The institution that holds it.
			holder: InstitutionId,
			/// The council, or the institution that gave it.
			grantor: Grantor,
		},
		/// A grant's terms were narrowed.
		AccreditationNarrowed {
			/// The grant.
			accreditation: AccreditationId,
			/// The new terms.
			terms: Terms,
			/// The originator.
			by: Actor<T::AccountId>,
			/// The institution that holds it.
			holder: InstitutionId,
			/// The council, or the institution that gave it.
			grantor: Grantor,
		},
		/// Credentials were anchored.
		BatchAnchored {
			/// The issuer.
			institution: InstitutionId,
			/// The Merkle root over them.
			root: Root,
			/// The grant they were issued under.
			accreditation: AccreditationId,
			/// Their type.
			type_id: TypeId,
			/// Number of credentials.
			size: u32,
			/// First moment at which they are no longer valid.
			valid_until: Option<Moment>,
			/// The originator.
			by: T::AccountId,
		},
		/// All credentials of a batch were revoked, or a revoked batch was given another successor or
		/// lost its successor.
		BatchRevoked {
			/// The issuer.
			institution: InstitutionId,
			/// The batch.
			root: Root,
			/// The reason.
			reason: RevocationReason,
			/// The batch that takes its place.
			successor: Option<Root>,
			/// The originator.
			by: T::AccountId,
		},
		/// The status of credentials of a batch was changed.
		StatusesChanged {
			/// The issuer.
			institution: InstitutionId,
			/// The batch.
			root: Root,
			/// The changes, in this order.
			changes: StatusChanges,
			/// The originator.
			by: T::AccountId,
		},
		/// A batch that had lost its grant was attested under another one.
		BatchAttestedAgain {
			/// The issuer.
			institution: InstitutionId,
			/// The batch.
			root: Root,
			/// The grant under which it stands from now on.
			accreditation: AccreditationId,
			/// The grant under which it stood until now. The record of the batch keeps the one that was
			/// lost in the gravest way.
			former: AccreditationId,
			/// The way in which that one was lost.
			loss: Loss,
			/// The originator.
			by: T::AccountId,
		},
		/// An account agreed to a grave act, which waits for a second account of its institution.
		ActProposed {
			/// The institution.
			institution: InstitutionId,
			/// The act.
			act: GraveAct<T::AccountId>,
			/// The account that agreed first.
			by: T::AccountId,
			/// The first moment at which the other may no longer agree.
			until: Moment,
		},
		/// Two accounts of an institution, or the council, set whether its grave acts need two
		/// accounts.
		DualAuthorizationSet {
			/// The institution.
			institution: InstitutionId,
			/// True if they need two.
			required: bool,
			/// The originator, which is the second of the two accounts.
			by: Actor<T::AccountId>,
		},
		/// The council changed an institution's name or country.
		InstitutionRenamed {
			/// The institution.
			institution: InstitutionId,
			/// The legal name from now on.
			name: Name,
			/// The country of registration from now on.
			country: [u8; 2],
		},
		/// The moment from which a withdrawn grant is void was set, moved or lifted.
		AccreditationVoidMoved {
			/// The grant.
			accreditation: AccreditationId,
			/// The moment until now.
			former: Option<Moment>,
			/// The moment from which everything issued under it, or below it, is void now.
			void_from: Option<Moment>,
			/// The originator.
			by: Actor<T::AccountId>,
			/// The institution that holds it.
			holder: InstitutionId,
			/// The council, or the institution that gave it.
			grantor: Grantor,
		},
		/// The holder gave a grant back.
		AccreditationRelinquished {
			/// The grant.
			accreditation: AccreditationId,
			/// The originator.
			by: T::AccountId,
			/// The institution that holds it.
			holder: InstitutionId,
			/// The council, or the institution that gave it.
			grantor: Grantor,
		},
		/// The council reinstated a credential type.
		TypeReinstated {
			/// The type.
			type_id: TypeId,
			/// The institution that registered it; `None` for the council.
			owner: Option<InstitutionId>,
		},
		/// A document key was added.
		DocumentKeyAdded {
			/// The institution.
			institution: InstitutionId,
			/// Its number among the keys of the institution.
			number: u32,
			/// The key.
			key: PublicKey,
			/// Its purpose.
			purpose: KeyPurpose,
			/// The first moment at which it stands in the record.
			since: Moment,
			/// The originator.
			by: T::AccountId,
		},
		/// A document key was retired.
		DocumentKeyRetired {
			/// The institution.
			institution: InstitutionId,
			/// Its number among the keys of the institution.
			number: u32,
			/// The key.
			key: PublicKey,
			/// The first moment at which it no longer stands in the record.
			until: Moment,
			/// The originator.
			by: T::AccountId,
		},
		/// A document key was declared compromised, or the moment since which it is was moved.
		DocumentKeyCompromised {
			/// The institution.
			institution: InstitutionId,
			/// Its number among the keys of the institution.
			number: u32,
			/// The key.
			key: PublicKey,
			/// The moment until now.
			former: Option<Moment>,
			/// The moment since which it is compromised: what was anchored then or later does not count as
			/// signed with it.
			since: Moment,
			/// The originator.
			by: Actor<T::AccountId>,
		},
		/// The council found that a document key is not compromised.
		CompromiseLifted {
			/// The institution.
			institution: InstitutionId,
			/// Its number among the keys of the institution.
			number: u32,
			/// The key.
			key: PublicKey,
			/// The moment until now.
			former: Moment,
			/// The originator, which is the council.
			by: Actor<T::AccountId>,
		},
		/// Batches were appended to a status list, one after the other.
		BatchesListed {
			/// The issuer.
			institution: InstitutionId,
			/// The label of the list.
			label: ListLabel,
			/// The place of the first credential of the first of them.
			start: u32,
			/// The batches, in this order.
			roots: ListedRoots,
			/// The originator.
			by: T::AccountId,
		},
		/// The council moved the end of a document key forward, or took it away.
		DocumentKeyReinstated {
			/// The institution.
			institution: InstitutionId,
			/// Its number among the keys of the institution.
			number: u32,
			/// The key.
			key: PublicKey,
			/// Its end until now.
			former: Moment,
			/// The first moment at which it no longer stands in the record, if there is one.
			until: Option<Moment>,
			/// The originator, which is the council.
			by: Actor<T::AccountId>,
		},
		/// The council closed an institution.
		InstitutionClosed {
			/// The institution.
			institution: InstitutionId,
		},
		/// The council appointed a custodian to a closed institution, in the place of an earlier one.
		CustodianAppointed {
			/// The closed institution.
			institution: InstitutionId,
			/// The custodian, from now on.
			custodian: InstitutionId,
			/// The first moment at which the custody is over.
			until: Moment,
			/// The number of status changes that the custodian may make.
			status_changes: u32,
			/// The number of credentials that the custodian may issue again.
			reissues: u32,
		},
		/// The council ended a custody that was in force: it dismissed the custodian, appointed another
		/// one, or reinstated the institution.
		CustodianDismissed {
			/// The institution.
			institution: InstitutionId,
			/// The custodian until now.
			custodian: InstitutionId,
		},
		/// A custodian changed the status of credentials of a batch of a closed institution.
		StatusesChangedFor {
			/// The issuer, which is closed.
			institution: InstitutionId,
			/// The batch.
			root: Root,
			/// The changes, in this order.
			changes: StatusChanges,
			/// The custodian.
			custodian: InstitutionId,
			/// The originator, an account of the custodian.
			by: T::AccountId,
		},
		/// A custodian issued credentials of a closed institution again.
		CredentialsReissued {
			/// The issuer, which is closed.
			institution: InstitutionId,
			/// The credentials, in this order.
			items: ReissueItems,
			/// The custodian.
			custodian: InstitutionId,
			/// The originator, an account of the custodian.
			by: T::AccountId,
		},
		/// The records were taken over from a state of a former layout: the whole log begins here.
		/// The state of this block holds the records that were taken over.
		RegisterTakenOver {
			/// The former layout.
			layout: u16,
			/// The number of institutions.
			institutions: u32,
			/// The number of accreditations.
			accreditations: u32,
			/// The number of credential types.
			types: u32,
			/// The number of records that were damaged, and are as they were.
			damaged: u32,
		},
		/// The records of an institution were taken over: its log begins here.
		InstitutionTakenOver {
			/// The institution.
			institution: InstitutionId,
		},
	}

	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// The signer serves no institution. Have the institution's admin add it as an operator,
		/// with its consent.
		NotAMember,
		/// The signer serves the institution without this permission. Have the admin grant it.
		PermissionDenied,
		/// The account serves an institution already. Use one that serves none.
		AccountInUse,
		/// No operator of this institution has this account.
		OperatorNotFound,
		/// The institution has as many operators as one may have. Remove one first.
		TooManyOperators,
		/// The operator would have no permission. To take all permissions away, remove the
		/// operator.
		NoPermissions,
		/// No institution has this number.
		InstitutionNotFound,
		/// The institution is suspended. Only the council can reinstate it.
		InstitutionSuspended,
		/// The accreditation is suspended already.
		AlreadySuspended,
		/// The accreditation is not suspended.
		NotSuspended,
		/// The profile has no name. State the legal name of the institution.
		NameEmpty,
		/// The name is not UTF-8.
		NameNotUtf8,
		/// The country is not two capital letters. Use the ISO 3166-1 alpha-2 code.
		CountryInvalid,
		/// The type has no URI. State the address of its public definition.
		UriEmpty,
		/// The URI holds bytes outside ASCII. Percent-encode them (RFC 3986).
		UriNotAscii,
		/// The level is not one of the European Qualifications Framework, 1 to 8.
		LevelUnknown,
		/// The default validity is zero, or more than a thousand years. Leave it out for
		/// credentials that do not expire.
		ValidityOutOfRange,
		/// No credential type has this number.
		TypeNotFound,
		/// The type is retired. Register a new one, or have the council reinstate it.
		TypeRetired,
		/// The type belongs to another institution, or to the council.
		NotTypeOwner,
		/// All numbers are used up.
		IdsExhausted,
		/// No accreditation has this number.
		AccreditationNotFound,
		/// Another institution holds this accreditation.
		NotHolder,
		/// This accreditation was given by another. Only its grantor and the council may manage it.
		NotGrantor,
		/// An institution offers by the right of a grant of its own. Name it as the parent.
		ParentRequired,
		/// The council offers by its own right. Leave the parent out.
		CouncilNeedsNoParent,
		/// The institution holds a grant above this one. None can accredit itself, even through
		/// others.
		HolderOnPath,
		/// The institution holds as many accreditations as it may, not counting expired ones. Have
		/// some declined, given back or withdrawn.
		TooManyHeld,
		/// The window ends before it begins.
		WindowEmpty,
		/// The window would end in the past.
		WindowOver,
		/// The terms give no right at all.
		RightsEmpty,
		/// The terms have more levels of delegation than the chain supports.
		DelegationTooDeep,
		/// The scope lists no credential type.
		ScopeEmpty,
		/// The scope is wider than that of a grant above.
		ScopeExceeded,
		/// The rights reach deeper than a grant above allows.
		RightsExceeded,
		/// The window reaches outside that of a grant above.
		WindowExceeded,
		/// The offer was answered already.
		AlreadyAnswered,
		/// The accreditation, or one above it, was offered and not accepted.
		AccreditationNotAccepted,
		/// The accreditation, or one above it, was declined.
		AccreditationDeclined,
		/// The accreditation, or one above it, is suspended.
		AccreditationSuspended,
		/// The accreditation, or one above it, was withdrawn or given back.
		AccreditationWithdrawn,
		/// The window of the accreditation, or of one above it, has not begun.
		AccreditationNotYetValid,
		/// The window of the accreditation, or of one above it, is over. Have it renewed.
		AccreditationExpired,
		/// A grant above may no longer accredit so many levels below it.
		DelegationExceeded,
		/// The accreditation does not include the right to attest.
		NoRightToAttest,
		/// The accreditation, or one above it, does not cover this type.
		TypeOutOfScope,
		/// A withdrawal cannot void what has not been issued yet. Leave out the moment, or name an
		/// earlier one.
		VoidInFuture,
		/// A renewal must end later than the present window. To end it sooner, narrow it.
		RenewalNotLater,
		/// The new terms are not narrower than the present ones. To extend the window, renew it.
		NotNarrower,
		/// The first moment of a window never changes.
		StartFixed,
		/// The list is empty.
		NothingToDo,
		/// The batch has no credentials.
		BatchEmpty {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The institution has anchored this root already.
		AlreadyAnchored {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The credentials would have expired before they are anchored.
		ValidityOver {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The institution has anchored no such root.
		BatchNotFound,
		/// The whole batch was revoked, for good.
		BatchRevoked,
		/// The batch has no credential at this place.
		IndexOutOfRange {
			/// Place in the call, from 0.
			position: u16,
		},
		/// This change may not follow the present status. Revocation is final, superseded
		/// credentials can only be revoked, only suspended ones reinstated, only superseded or
		/// revoked ones given another successor, and only revoked ones left without one.
		TransitionNotAllowed {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The successor is not anchored.
		SuccessorNotFound {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The successor is not active, or is the credential or the batch itself.
		SuccessorNotActive {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The batch has not lost its grant, or a grant of its path is suspended. Only one that was
		/// withdrawn, voided, narrowed, or has ended, can be replaced. Wait until the suspension is
		/// decided.
		AccreditationNotLost,
		/// As many grave acts of the institution wait for a second account as may. Have the oldest
		/// decided, or wait until they lapse.
		TooManyPendingActs,
		/// The name holds a character that cannot be seen or that changes how others are shown,
		/// such as a control, one of zero width, or one that turns the direction of writing; or
		/// one that Unicode has not assigned. Take it out.
		NameUnprintable,
		/// The name begins or ends with white space, or has two spaces in a row, or another space
		/// than U+0020. Put single spaces between words.
		NameWhiteSpace,
		/// The name begins with a combining mark. Begin with the character that it belongs to.
		NameBeginsWithMark,
		/// The URI holds white space or a control character. Percent-encode it (RFC 3986).
		UriUnprintable,
		/// The account does not serve the institution yet. Have it sign its consent.
		ConsentMissing,
		/// The account serves the institution already. Leave its consent out.
		ConsentNotNeeded,
		/// The account did not sign this consent. Have it sign the text for this chain, this
		/// institution, this post, its present nonce and this end.
		ConsentInvalid,
		/// The consent is over. Have the account sign one that ends later.
		ConsentOver,
		/// The consent ends more than 30 days from now. Have the account sign one that ends
		/// sooner.
		ConsentTooLong,
		/// The admin cannot resign, since its institution would have none. Hand over to another
		/// account.
		AdminCannotResign,
		/// An institution may void what was issued in the last 30 days. Name a later moment, or ask the
		/// council.
		VoidTooFarBack,
		/// An institution may only move the moment from which a withdrawn accreditation is void further
		/// back. Ask the council to move it forward or to lift it.
		VoidNotEarlier,
		/// The accreditation is withdrawn already, and void from this very moment or, if none is
		/// named, not at all. Name another moment.
		VoidUnchanged,
		/// The institution has as many unanswered offers of this grantor as it may, not counting
		/// expired ones. Have some answered, or withdraw some.
		TooManyOpenOffers,
		/// The holder gave the accreditation back, so nobody reinstates it. Offer it another one.
		AccreditationGivenBack,
		/// The account is all zeroes, as if none were stated. State the account.
		AccountUnstated,
		/// The type has no kind. State `MicroCredential`, `Certificate` or `Badge`.
		KindUnstated,
		/// The content hash is all zeroes, as if none were stated. State the SHA-256 of the
		/// definition that is published at the URI.
		ContentHashUnstated,
		/// The window has no beginning. State `valid_from`, in milliseconds since 1970.
		StartUnstated,
		/// The root is all zeroes, as if none were stated. State the root.
		RootUnstated {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The anchoring does not say how long its credentials are valid. State `ByType`, `Never`
		/// or `Until` with a moment.
		ValidityUnstated {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The type has no default validity. State `Never` or `Until` with a moment.
		NoDefaultValidity {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The change names no credential. State `index`, its place in the batch.
		IndexUnstated {
			/// Place in the call, from 0.
			position: u16,
		},
		/// Nothing is to be changed. State `change`.
		ChangeUnstated {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The successor has no place. State its `index` in its batch.
		SuccessorIndexUnstated {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The successor is no longer valid. Name one that is.
		SuccessorExpired {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The successor was issued under an accreditation that was voided. Name another.
		SuccessorVoid {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The credential has no successor that it could lose. Leave this change out.
		NoSuccessor {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The accounts of the institution would make more revocations and supersessions alone than
		/// they may in a day. Make fewer, wait, or have an account make the call that also has the
		/// permission for grave acts; where grave acts take two accounts, have two make it.
		TooManyFinalChanges,
		/// The accreditation is void from a moment. Name the moment to which the void is moved; to
		/// reinstate the accreditation, have the council lift the void first.
		AccreditationVoid,
		/// The document key is all zeroes, as if none were stated. State the key.
		KeyUnstated,
		/// The document key is not a compressed point of P-256, which begins with 2 or 3. Compress
		/// it.
		KeyNotCompressed,
		/// The document key has no purpose. State `Credentials` or `StatusLists`.
		PurposeUnstated,
		/// The institution has added this document key before. A key is added once, whatever became
		/// of it: make a new one.
		KeyExists,
		/// The institution has no such document key.
		KeyNotFound,
		/// The document key is retired already.
		KeyRetired,
		/// The institution has as many document keys in use as it may. Retire one first.
		TooManyCurrentKeys,
		/// The institution has as many document keys, in use and retired, as one may have. Those that
		/// are compromised do not count: declare those compromised that nobody should trust.
		TooManyKeys,
		/// The document key was not added yet at that moment. Name the moment at which it was, or a
		/// later one.
		KeyNotYetAdded,
		/// The label is all zeroes, as if none were stated. State the 16 random bytes that the
		/// documents name.
		LabelUnstated,
		/// The call does not say where in the list its first batch begins. State `start`, which is 0
		/// for a new list.
		ListStartUnstated,
		/// Another batch has this place of the list. Sign the documents again with the place at which
		/// the list ends now, or with a fresh label.
		ListPlaceTaken,
		/// The list ends before this place. Append the batches that come before it first.
		ListGap,
		/// The institution has anchored no such root. Anchor it first, in the same transaction or
		/// before.
		ListedBatchNotFound {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The list would have more places than one may have. Sign the documents again with a fresh
		/// label.
		ListFull {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The council suspended the accreditation, and nobody else reinstates or withdraws it. Ask
		/// the council.
		SuspendedByCouncil,
		/// No document key is compromised since a moment in the future. Name an earlier one.
		CompromiseInFuture,
		/// An institution may declare its document keys compromised since a moment in the last 30 days.
		/// Name a later moment, or ask the council.
		CompromiseTooFarBack,
		/// An institution may only move the moment since which a document key is compromised further
		/// back. Ask the council to move it forward or to lift it.
		CompromiseNotEarlier,
		/// The document key is compromised since this very moment already. Name another one.
		CompromiseUnchanged,
		/// The document key is given no end, nor none at all. State `Never` or `At` with a moment.
		KeyEndUnstated,
		/// The document key is in use, and only its institution retires it.
		KeyNotRetired,
		/// The end of a document key is only moved forward. To have what it signed since a moment not
		/// count, declare it compromised since then.
		KeyEndNotLater,
		/// The end of a document key cannot lie in the future. State `Never`, and have the institution
		/// retire it.
		KeyEndInFuture,
		/// The document key is a point of Ed25519 of small order, for which anybody can make
		/// signatures. Make a key pair.
		KeyOfSmallOrder,
		/// The institution is closed. Only the council can reinstate it.
		InstitutionClosed,
		/// The institution is not closed, so it needs no custodian. Close it first.
		NotClosed,
		/// An institution cannot be its own custodian. Name another one.
		CustodianIsItself,
		/// The custodian is suspended or closed. Name one that is active.
		CustodianNotActive,
		/// The custody would end in the past. State `until`, in milliseconds since 1970.
		CustodyOver,
		/// The custody would last longer than five years. Name an earlier end, and appoint the
		/// custodian once more then.
		CustodyTooLong,
		/// The custodian could do nothing. State `status_changes`, `reissues` or both.
		CustodyEmpty,
		/// The custodian could do more than one appointment allows. State smaller numbers, and appoint
		/// it once more when they are used up.
		CustodyTooLarge,
		/// The signer's institution is not the custodian of this institution at present. The council
		/// appoints one, for a time, once the institution is closed.
		NotCustodian,
		/// The custodian may not make so many status changes any more. Make fewer, or ask the council.
		TooManyCustodialChanges,
		/// The custodian may not issue so many credentials again any more. Issue fewer, or ask the
		/// council.
		TooManyReissues,
		/// The closed institution has anchored no such credential.
		FormerNotFound {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The credential is suspended, or its institution ended it: it revoked it, by itself or with its
		/// whole batch, or superseded it. Only one that is active or that a custodian ended is issued
		/// again: reinstate a suspended one first, and in the place of a superseded one issue its
		/// successor again. One that was issued again itself since the closure and then revoked is not,
		/// either: issue the one in whose place it stood.
		FormerNotReissuable {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The credential has a successor that no custodian took back. Issue that one again, or take it
		/// back: from the last one of the chain to the first, revoke each and then forget its successor.
		/// If it was not issued again by a custodian, such as one of another institution, revoke the
		/// credential itself and forget its successor, by two status changes, and then issue it again.
		SuccessorStands {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The credential has expired, so one in its place would have as well.
		FormerExpired {
			/// Place in the call, from 0.
			position: u16,
		},
		/// The credential is void, so one in its place would be as well. The council can lift the void.
		FormerVoid {
			/// Place in the call, from 0.
			position: u16,
		},
		/// A former custodian ended the credential before the institution was closed the last time. It
		/// stays as the institution has left it. The council can reinstate the institution, which can
		/// still change it.
		EndedInFormerCustody {
			/// Place in the call, from 0.
			position: u16,
		},
	}

	/// Institutions that exist from the first block.
	#[pallet::genesis_config]
	#[derive(DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The institutions in the order of their numbers, which begin with 1.
		pub institutions: Vec<GenesisInstitution<T::AccountId>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::build_genesis(&self.institutions);
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Every block asks whether the state is being migrated.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			T::DbWeight::get().reads(1)
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers an institution with its first account, the admin.
		///
		/// ## Dispatch Origin
		/// The council.
		///
		/// ## Events
		/// [`Event::InstitutionRegistered`]
		#[pallet::call_index(0)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::register_institution(), 1))]
		pub fn register_institution(
			origin: OriginFor<T>,
			profile: Profile,
			admin: T::AccountId,
			allowance: u32,
		) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::do_register_institution(profile, admin, allowance).map_err(Into::into)
		}

		/// Sets the home page of the signer's institution. Its name is the council's to change.
		///
		/// ## Dispatch Origin
		/// Signed by the admin.
		///
		/// ## Events
		/// [`Event::HomePageSet`]
		#[pallet::call_index(1)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::set_home_page(), 1))]
		pub fn set_home_page(origin: OriginFor<T>, uri: Uri) -> DispatchResult {
			let member = Self::ensure_member(origin, Permission::Administer)?;
			Self::do_set_home_page(member, uri).map_err(Into::into)
		}

		/// Suspends an institution: none of its accounts may submit anything.
		///
		/// Its credentials stay verifiable, and grants it gave stay in force: to stop those,
		/// suspend the accreditation by whose right they were given.
		///
		/// ## Dispatch Origin
		/// The council.
		///
		/// ## Events
		/// [`Event::InstitutionSuspended`], or none if it is suspended already
		#[pallet::call_index(2)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::suspend_institution(), 1))]
		pub fn suspend_institution(
			origin: OriginFor<T>,
			institution: InstitutionId,
		) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::do_suspend_institution(institution).map_err(Into::into)
		}

		/// Reinstates a suspended or closed institution. The custody of a closed one ends.
		///
		/// ## Dispatch Origin
		/// The council.
		///
		/// ## Events
		/// [`Event::InstitutionReinstated`], or none if it is active; before it
		/// [`Event::CustodianDismissed`] if a custody was in force
		#[pallet::call_index(3)]
		#[pallet::weight(weight_of::logged_all::<T>(T::WeightInfo::reinstate_institution(), 2, 2))]
		pub fn reinstate_institution(
			origin: OriginFor<T>,
			institution: InstitutionId,
		) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::do_reinstate_institution(institution).map_err(Into::into)
		}

		/// Replaces the admin of an institution whose keys are lost or in the wrong hands.
		///
		/// The former admin no longer serves the institution. Operators stay; the new admin removes
		/// those it does not trust. An operator may become admin.
		///
		/// ## Dispatch Origin
		/// The council.
		///
		/// ## Events
		/// [`Event::AdminReplaced`], or none if the account is the admin already
		#[pallet::call_index(4)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::replace_admin(), 1))]
		pub fn replace_admin(
			origin: OriginFor<T>,
			institution: InstitutionId,
			admin: T::AccountId,
		) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::do_replace_admin(institution, admin).map_err(Into::into)
		}

		/// Sets how many operations an institution may spend in a period. With 0 it may submit
		/// nothing.
		///
		/// ## Dispatch Origin
		/// The council.
		///
		/// ## Events
		/// [`Event::AllowanceSet`], or none if that is the allowance already
		#[pallet::call_index(5)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::set_allowance(), 1))]
		pub fn set_allowance(
			origin: OriginFor<T>,
			institution: InstitutionId,
			allowance: u32,
		) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::do_set_allowance(institution, allowance).map_err(Into::into)
		}

		/// Adds an operator to the signer's institution, or changes the permissions of one.
		///
		/// An account that does not serve the institution yet is added with its consent: the
		/// signature of the text of [`Pallet::consent_text`]. The consent is used up, and the
		/// account's nonce is raised.
		///
		/// ## Dispatch Origin
		/// Signed by the admin. Where grave acts take two accounts
		/// ([`Pallet::set_dual_authorization`]), giving the permission for them takes two accounts that
		/// have it.
		///
		/// ## Errors
		/// [`Error::ConsentMissing`] and [`Error::ConsentNotNeeded`] say whether the account serves
		/// the institution.
		///
		/// ## Events
		/// [`Event::OperatorSet`]
		#[pallet::call_index(6)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::set_operator(), 1))]
		pub fn set_operator(
			origin: OriginFor<T>,
			operator: T::AccountId,
			permissions: Permissions,
			consent: Option<ConsentOf<T>>,
		) -> DispatchResult {
			let member = Self::ensure_admin_or_two(origin, permissions.grave)?;
			let act = GraveAct::of_operator(operator.clone(), permissions);
			let set =
				|member| Self::do_set_operator(member, operator, permissions, consent.as_ref());
			match act {
				Some(act) => Self::authorized_member(member, act, set),
				None => set(member),
			}
			.map_err(Into::into)
		}

		/// Removes an operator from an institution.
		///
		/// The council may do so too, even while the institution is suspended. So a suspended
		/// institution loses its stolen keys before it is reinstated, and an operator that cannot
		/// resign because of the suspension becomes free.
		///
		/// ## Dispatch Origin
		/// Signed by the admin, or the council.
		///
		/// ## Errors
		/// [`Error::PermissionDenied`] is also returned for the institution of others, and
		/// [`Error::OperatorNotFound`] for an admin.
		///
		/// ## Events
		/// [`Event::OperatorRemoved`], or none if the council names an account that does not serve
		/// that institution
		#[pallet::call_index(7)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::remove_operator(), 1))]
		pub fn remove_operator(
			origin: OriginFor<T>,
			institution: InstitutionId,
			operator: T::AccountId,
		) -> DispatchResult {
			let caller = Self::ensure_caller(origin, Permission::Administer)?;
			Self::do_remove_operator(caller, institution, operator).map_err(Into::into)
		}

		/// Registers a credential type. Its definition never changes: a new edition is a new type.
		///
		/// ## Dispatch Origin
		/// The council, or signed with the permission to issue or to accredit.
		///
		/// ## Events
		/// [`Event::TypeRegistered`]
		#[pallet::call_index(8)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::register_type(), 1))]
		pub fn register_type(origin: OriginFor<T>, definition: TypeDefinition) -> DispatchResult {
			let caller = Self::ensure_caller(origin, Permission::DefineTypes)?;
			Self::do_register_type(caller, definition).map_err(Into::into)
		}

		/// Retires a credential type: nothing more is anchored, and credentials of it stay as valid
		/// as they were.
		///
		/// ## Dispatch Origin
		/// The council, or signed for the owner with the permission for grave acts. It may take two
		/// accounts ([`Pallet::set_dual_authorization`]).
		///
		/// ## Events
		/// [`Event::TypeRetired`], or none if the council names one that is retired already
		#[pallet::call_index(9)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::retire_type(), 1))]
		pub fn retire_type(origin: OriginFor<T>, type_id: TypeId) -> DispatchResult {
			let caller = Self::ensure_caller(origin, Permission::Grave)?;
			let act = Some(GraveAct::RetireType { type_id });
			Self::authorized(caller, act, |caller| Self::do_retire_type(caller, type_id))
				.map_err(Into::into)
		}

		/// Offers a grant to an institution. It takes effect when it is accepted.
		///
		/// ## Dispatch Origin
		/// The council, without a parent; or signed with the permission to accredit, with the grant
		/// of the signer's institution by whose right it offers. Scope, window and depth must lie
		/// within those of every grant above.
		///
		/// ## Errors
		/// An institution's offer fails with [`Error::HolderOnPath`] if the holder has the parent
		/// or a grant above it, and with the error that names the lapse if the parent is not in
		/// force. It fails with [`Error::TooManyHeld`] before the council's does, for which the
		/// last places are kept, and with [`Error::TooManyOpenOffers`], which the council's never
		/// does.
		///
		/// ## Events
		/// [`Event::AccreditationOffered`]
		///
		/// ## Weight
		/// The declared weight is that of an offer for which the most expired grants of the holder
		/// must give up their places. The call refunds the difference to what was necessary.
		#[pallet::call_index(10)]
		#[pallet::weight(weight_of::logged::<T>(
			T::WeightInfo::offer_accreditation(weight_of::taken_out(parent.as_ref())),
			2,
		))]
		pub fn offer_accreditation(
			origin: OriginFor<T>,
			holder: InstitutionId,
			parent: Option<AccreditationId>,
			terms: Terms,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_caller(origin, Permission::Accredit)?;
			let taken_out = Self::do_offer(caller, holder, parent, terms)?;
			Ok(Some(weight_of::logged::<T>(T::WeightInfo::offer_accreditation(taken_out), 2))
				.into())
		}

		/// Accepts an offered grant.
		///
		/// ## Dispatch Origin
		/// Signed for the holder with the permission to accredit.
		///
		/// ## Events
		/// [`Event::AccreditationAccepted`]
		#[pallet::call_index(11)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::accept_accreditation(), 2))]
		pub fn accept_accreditation(
			origin: OriginFor<T>,
			accreditation: AccreditationId,
		) -> DispatchResult {
			let member = Self::ensure_member(origin, Permission::Accredit)?;
			Self::do_accept(member, accreditation).map_err(Into::into)
		}

		/// Declines an offered grant, for good.
		///
		/// ## Dispatch Origin
		/// Signed for the holder with the permission to accredit.
		///
		/// ## Events
		/// [`Event::AccreditationDeclined`]
		#[pallet::call_index(12)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::decline_accreditation(), 2))]
		pub fn decline_accreditation(
			origin: OriginFor<T>,
			accreditation: AccreditationId,
		) -> DispatchResult {
			let member = Self::ensure_member(origin, Permission::Accredit)?;
			Self::do_decline(member, accreditation).map_err(Into::into)
		}

		/// Suspends a grant: it is out of force for now, and so is every grant below it.
		///
		/// A suspension by the council takes the place of one by the grantor, and leaves its moment.
		///
		/// ## Dispatch Origin
		/// The council; or signed for the grantor with the permission to accredit, as long as the
		/// grant by whose right it was given is in force.
		///
		/// ## Errors
		/// An institution's call fails with the error that names the lapse if a grant above is not
		/// in force.
		///
		/// ## Events
		/// [`Event::AccreditationSuspended`], or none if the council names one that it has suspended, or
		/// that is withdrawn already
		#[pallet::call_index(13)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::suspend_accreditation(), 2))]
		pub fn suspend_accreditation(
			origin: OriginFor<T>,
			accreditation: AccreditationId,
		) -> DispatchResult {
			let caller = Self::ensure_caller(origin, Permission::Accredit)?;
			Self::do_suspend(caller, accreditation).map_err(Into::into)
		}

		/// Reinstates a suspended grant, or a withdrawn one, which is active afterwards.
		///
		/// ## Dispatch Origin
		/// The same as for [`Pallet::suspend_accreditation`]. Only the council reinstates a
		/// withdrawn grant, or one that it suspended itself.
		///
		/// ## Errors
		/// An institution's call fails with [`Error::SuspendedByCouncil`] if the council suspended the
		/// grant, whoever had suspended it before.
		///
		/// A withdrawn grant that is void is refused with [`Error::AccreditationVoid`] until the
		/// void is lifted, one that its holder gave back with [`Error::AccreditationGivenBack`], and
		/// one that was never accepted with [`Error::AccreditationNotAccepted`]. It takes its place
		/// again, and fails as an offer would if there is none.
		///
		/// ## Events
		/// [`Event::AccreditationReinstated`], or none if the council names one that is active
		///
		/// ## Weight
		/// The declared weight is that of a withdrawn grant for which the most expired grants of the
		/// holder must give up their places. The call refunds the difference to what was necessary.
		#[pallet::call_index(14)]
		#[pallet::weight(weight_of::logged::<T>(
			weight_of::reinstate_accreditation::<T::WeightInfo>(),
			2,
		))]
		pub fn reinstate_accreditation(
			origin: OriginFor<T>,
			accreditation: AccreditationId,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_caller(origin, Permission::Accredit)?;
			let weight = Self::do_reinstate(caller, accreditation)?;
			Ok(Some(weight_of::logged::<T>(weight, 2)).into())
		}

		/// Withdraws a grant: neither it nor any grant below it is in force, unless the council
		/// reinstates it. Without a void, an institution takes back its own unanswered offer whatever
		/// became of its grant.
		///
		/// With `void_from`, all credentials issued under it, or below it, at or after that moment
		/// are void; those issued before stay valid. The moment is at most
		/// [`MAX_REACH_BACK`](limits::MAX_REACH_BACK) before now, unless the council names it.
		///
		/// On a grant that is withdrawn, or was given back, the call moves that moment: the grantor
		/// may only move it further back, and the council may also move it forward. The council lifts
		/// a void by [`Pallet::lift_void`].
		///
		/// ## Dispatch Origin
		/// The council; or signed for the grantor with the permission for grave acts, as long as the
		/// grant by whose right it was given is in force. It may take two accounts
		/// ([`Pallet::set_dual_authorization`]). To withdraw an unanswered offer without a void, the
		/// permission to accredit and one account suffice.
		///
		/// ## Errors
		/// [`Error::SuspendedByCouncil`] is returned to an institution for a grant that the council
		/// suspended. [`Error::AccreditationVoid`] is returned, to the council as well, for a grant
		/// that is void if the call names no moment: a moment that was left out does not lift a void.
		///
		/// ## Events
		/// [`Event::AccreditationWithdrawn`], or [`Event::AccreditationVoidMoved`] if it was
		/// withdrawn before. None if the council names a declined offer, or a moment that counts
		/// already
		#[pallet::call_index(15)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::withdraw_accreditation(), 2))]
		pub fn withdraw_accreditation(
			origin: OriginFor<T>,
			accreditation: AccreditationId,
			void_from: Option<Moment>,
		) -> DispatchResult {
			let act = Self::act_of_withdrawal(accreditation, void_from);
			let caller = Self::ensure_caller(origin, Permission::to_manage(act.as_ref()))?;
			Self::authorized(caller, act, |caller| {
				Self::do_withdraw(caller, accreditation, void_from)
			})
			.map_err(Into::into)
		}

		/// Extends the window of a grant.
		///
		/// ## Dispatch Origin
		/// The same as for [`Pallet::suspend_accreditation`].
		///
		/// ## Errors
		/// All terms are compared with those above again, so [`Error::ScopeExceeded`] and
		/// [`Error::RightsExceeded`] are possible if a grant above was narrowed since. An expired
		/// grant that gave up its place takes one again, and fails as an offer would if there is
		/// none; an expired offer counts as an open one again, and fails as an offer would if there
		/// are too many.
		///
		/// ## Events
		/// [`Event::AccreditationRenewed`], or none if the council names an end that is ahead, and not
		/// later than the present one
		///
		/// ## Weight
		/// The declared weight is that of a renewal for which the most expired grants of the holder
		/// must give up their places. The call refunds the difference to what was necessary.
		#[pallet::call_index(16)]
		#[pallet::weight(weight_of::logged::<T>(
			T::WeightInfo::renew_accreditation(limits::MAX_TAKEN_OUT),
			2,
		))]
		pub fn renew_accreditation(
			origin: OriginFor<T>,
			accreditation: AccreditationId,
			valid_until: Moment,
		) -> DispatchResultWithPostInfo {
			let caller = Self::ensure_caller(origin, Permission::Accredit)?;
			let taken_out = Self::do_renew(caller, accreditation, valid_until)?;
			Ok(Some(weight_of::logged::<T>(T::WeightInfo::renew_accreditation(taken_out), 2))
				.into())
		}

		/// Narrows the terms of a grant, and thereby limits what every grant below it allows.
		///
		/// ## Dispatch Origin
		/// The council; or signed for the grantor with the permission for grave acts, as long as the
		/// grant by whose right it was given is in force. It may take two accounts
		/// ([`Pallet::set_dual_authorization`]).
		///
		/// ## Errors
		/// [`Error::NotNarrower`] is also returned to an institution for terms that are the same,
		/// and [`Error::WindowOver`] for an end that would move into the past.
		///
		/// ## Events
		/// [`Event::AccreditationNarrowed`], or none if the council names terms that the present ones
		/// are within
		#[pallet::call_index(17)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::narrow_accreditation(), 2))]
		pub fn narrow_accreditation(
			origin: OriginFor<T>,
			accreditation: AccreditationId,
			terms: Terms,
		) -> DispatchResult {
			let act = GraveAct::Narrow { accreditation, terms: terms.clone() };
			let caller = Self::ensure_caller(origin, Permission::to_manage(Some(&act)))?;
			Self::authorized(caller, Some(act), |caller| {
				Self::do_narrow(caller, accreditation, terms)
			})
			.map_err(Into::into)
		}

		/// Anchors a cohort of any size, or a single credential, as one batch.
		///
		/// ## Dispatch Origin
		/// Signed with the permission to issue.
		///
		/// ## Errors
		/// The error names the lapse if the grant, or one above it, is not in force.
		///
		/// ## Events
		/// [`Event::BatchAnchored`]
		///
		/// ## Weight
		/// The declared weight is that of the longest path of grants. The call refunds the
		/// difference to a shorter one.
		#[pallet::call_index(18)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::anchor(limits::MAX_PATH), 1))]
		pub fn anchor(
			origin: OriginFor<T>,
			accreditation: AccreditationId,
			type_id: TypeId,
			anchor: Anchor,
		) -> DispatchResultWithPostInfo {
			let member = Self::ensure_member(origin, Permission::Issue)?;
			let grants = Self::do_anchor(&member, accreditation, type_id, anchor)?;
			Ok(Some(weight_of::logged::<T>(T::WeightInfo::anchor(grants), 1)).into())
		}

		/// Anchors several batches of one type under one grant: all, or none.
		///
		/// ## Dispatch Origin
		/// Signed with the permission to issue.
		///
		/// ## Errors
		/// The errors are those of [`Pallet::anchor`], with the position of the batch at fault.
		///
		/// ## Events
		/// [`Event::BatchAnchored`] for each batch
		///
		/// ## Weight
		/// The weight is that of [`Pallet::anchor`] and grows with the number of batches.
		#[pallet::call_index(19)]
		#[pallet::weight(weight_of::logged_each::<T>(
			T::WeightInfo::anchor_many(count(anchors), limits::MAX_PATH),
			count(anchors),
		))]
		pub fn anchor_many(
			origin: OriginFor<T>,
			accreditation: AccreditationId,
			type_id: TypeId,
			anchors: Anchors,
		) -> DispatchResultWithPostInfo {
			let batches = count(&anchors);
			let member = Self::ensure_member(origin, Permission::Issue)?;
			let grants = Self::do_anchor_many(&member, accreditation, type_id, anchors)?;
			let weight = T::WeightInfo::anchor_many(batches, grants);
			Ok(Some(weight_of::logged_each::<T>(weight, batches)).into())
		}

		/// Changes the status of credentials of one batch, in this order: all, or none.
		///
		/// A superseded or revoked credential may be given a successor, or a better one, by
		/// `NameSuccessor`; its status stays. Of a revoked batch, every credential may. A successor
		/// must be valid at that moment: anchored, active, not expired and not void. Whose it is does
		/// not matter, since another institution may issue anew what this one revoked.
		///
		/// `ForgetSuccessor` takes the successor away from a revoked credential, or from one of a
		/// revoked batch that is not itself superseded. A superseded one can be given another, or be
		/// revoked first, in a revoked batch as well.
		///
		/// ## Dispatch Origin
		/// Signed with the permission to change statuses. The accreditation does not matter: an
		/// issuer can revoke even after its grant has ended.
		///
		/// The accounts of an institution without the permission for grave acts, all together, revoke
		/// and supersede at most [`MAX_FINAL_CHANGES_ALONE`](limits::MAX_FINAL_CHANGES_ALONE)
		/// credentials within [`FINAL_CHANGES_PERIOD`](limits::FINAL_CHANGES_PERIOD). An account that
		/// also has that permission is not limited.
		///
		/// Where grave acts take two accounts ([`Pallet::set_dual_authorization`]), every account of
		/// the institution counts towards that number. A call with more than are left takes two
		/// accounts that have the permission for grave acts as well.
		///
		/// ## Errors
		/// Each change is judged by the statuses as the changes before it leave them. The error
		/// names the position of the change at fault. [`Error::BatchRevoked`] is returned for every
		/// change of a revoked batch but `NameSuccessor`, `ForgetSuccessor`, and `Revoke` of a
		/// superseded credential for the reason of the batch.
		///
		/// ## Events
		/// [`Event::StatusesChanged`]
		///
		/// ## Weight
		/// The weight grows a little with the number of changes, and more with the number of chunks
		/// of 256 that they lie in and with the number of successors. Changes in the order of their
		/// places count each chunk once; a change in another chunk than the one before it counts
		/// that chunk again.
		#[pallet::call_index(20)]
		#[pallet::weight(weight_of::logged::<T>(weight_of::change_statuses::<T::WeightInfo>(changes), 1))]
		pub fn change_statuses(
			origin: OriginFor<T>,
			root: Root,
			changes: StatusChanges,
		) -> DispatchResult {
			let member = Self::ensure_member(origin, Permission::ChangeStatus)?;
			Self::do_change_statuses_authorized(member, root, changes).map_err(Into::into)
		}

		/// Revokes all credentials of a batch, for good and in one write.
		///
		/// The call may name the batch of the same institution that takes its place, which must be
		/// neither revoked nor expired nor void; the only credential of a batch of one must be active.
		/// On a revoked batch the call names such a batch, names a better one, or takes the named one
		/// away by naming none; the reason is that of the revocation then, whose time stays.
		///
		/// ## Dispatch Origin
		/// Signed with the permission for grave acts. It may take two accounts
		/// ([`Pallet::set_dual_authorization`]).
		///
		/// ## Errors
		/// [`Error::BatchRevoked`] means that the batch is revoked and the call would change its
		/// reason, or nothing. Errors about the successor have position 0.
		///
		/// ## Events
		/// [`Event::BatchRevoked`]
		#[pallet::call_index(21)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::revoke_batch(), 1))]
		pub fn revoke_batch(
			origin: OriginFor<T>,
			root: Root,
			reason: RevocationReason,
			successor: Option<Root>,
		) -> DispatchResult {
			let member = Self::ensure_member(origin, Permission::Grave)?;
			let act = GraveAct::RevokeBatch { root, reason, successor };
			Self::authorized_member(member, act, |member| {
				Self::do_revoke_batch(member, root, reason, successor)
			})
			.map_err(Into::into)
		}

		/// Attests a batch that has lost its grant again, under another grant of its institution that
		/// is in force and covers its type.
		///
		/// The batch is judged by that grant from now on. When and under which grant it was anchored,
		/// and how it lost that grant, stays on record.
		///
		/// ## Dispatch Origin
		/// Signed with the permission for grave acts. It may take two accounts
		/// ([`Pallet::set_dual_authorization`]).
		///
		/// ## Errors
		/// [`Error::AccreditationNotLost`] is also returned while the former grant, or one above it, is
		/// suspended, whatever became of the others; unless the batch is void. The error names the lapse
		/// if the new grant, or one above it, is not in force.
		///
		/// ## Events
		/// [`Event::BatchAttestedAgain`]
		#[pallet::call_index(22)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::attest_again(), 1))]
		pub fn attest_again(
			origin: OriginFor<T>,
			root: Root,
			accreditation: AccreditationId,
		) -> DispatchResult {
			let member = Self::ensure_member(origin, Permission::Grave)?;
			let act = GraveAct::AttestAgain { root, accreditation };
			Self::authorized_member(member, act, |member| {
				Self::do_attest_again(member, root, accreditation)
			})
			.map_err(Into::into)
		}

		/// Sets whether grave acts of an institution's accounts need two of them.
		///
		/// Then the call of one account is stored as pending, and takes effect once a second account
		/// makes the same call within [`AUTHORIZATION_WINDOW`](limits::AUTHORIZATION_WINDOW). The
		/// admin counts as one account. What is pending goes with an account that leaves. The
		/// council's calls are not affected.
		///
		/// ## Dispatch Origin
		/// The council; or signed for the institution with the permission for grave acts. This call
		/// itself always takes two accounts, for either setting.
		///
		/// ## Errors
		/// [`Error::PermissionDenied`] is also returned for the institution of others.
		///
		/// ## Events
		/// [`Event::ActProposed`], then [`Event::DualAuthorizationSet`]; none if the council sets what
		/// is set already
		#[pallet::call_index(23)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::set_dual_authorization(), 1))]
		pub fn set_dual_authorization(
			origin: OriginFor<T>,
			institution: InstitutionId,
			required: bool,
		) -> DispatchResult {
			let caller = Self::ensure_caller(origin, Permission::Grave)?;
			Self::do_set_dual_authorization(caller, institution, required).map_err(Into::into)
		}

		/// Changes the legal name and the country of an institution.
		///
		/// Verdicts on what it issued before show the new name as well, for blocks from now on.
		///
		/// ## Dispatch Origin
		/// The council.
		///
		/// ## Events
		/// [`Event::InstitutionRenamed`], or none if both are so already
		#[pallet::call_index(25)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::rename_institution(), 1))]
		pub fn rename_institution(
			origin: OriginFor<T>,
			institution: InstitutionId,
			name: Name,
			country: [u8; 2],
		) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::do_rename_institution(institution, name, country).map_err(Into::into)
		}

		/// Makes another account the admin of the signer's institution, which the former admin leaves.
		///
		/// The new admin serves no institution yet, or is an operator of this one. Either signs
		/// its consent to become the admin: the text of [`Pallet::consent_text`].
		///
		/// ## Dispatch Origin
		/// Signed by the admin. Where grave acts take two accounts
		/// ([`Pallet::set_dual_authorization`]), signed by two with the permission for them instead;
		/// the admin need not be one.
		///
		/// ## Errors
		/// [`Error::AccountInUse`] is also returned for the present admin.
		///
		/// ## Events
		/// [`Event::AdminReplaced`]
		#[pallet::call_index(26)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::hand_over(), 1))]
		pub fn hand_over(
			origin: OriginFor<T>,
			admin: T::AccountId,
			consent: ConsentOf<T>,
		) -> DispatchResult {
			let member = Self::ensure_admin_or_two(origin, true)?;
			let act = GraveAct::HandOver { admin: admin.clone() };
			Self::authorized_member(member, act, |member| {
				Self::do_hand_over(member, admin, &consent)
			})
			.map_err(Into::into)
		}

		/// Ends the signer's service as an operator of its institution.
		///
		/// The call works while the institution is suspended, too. The pool then refuses its
		/// transactions, however, unless the signer is a governor as well; the council can remove
		/// the operator.
		///
		/// ## Dispatch Origin
		/// Signed by an operator.
		///
		/// ## Events
		/// [`Event::OperatorRemoved`]
		#[pallet::call_index(27)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::resign(), 1))]
		pub fn resign(origin: OriginFor<T>) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_resign(operator).map_err(Into::into)
		}

		/// Gives a grant back, for good: neither it nor any grant below it is in force again. What
		/// was issued stays valid, unless the grantor or the council voids it afterwards.
		///
		/// ## Dispatch Origin
		/// Signed for the holder with the permission for grave acts. It may take two accounts
		/// ([`Pallet::set_dual_authorization`]). The grant may be expired, and grants above it need
		/// not be in force; a suspended one stays as it is.
		///
		/// ## Errors
		/// [`Error::AccreditationNotAccepted`] is returned for an offer, which is declined instead.
		///
		/// ## Events
		/// [`Event::AccreditationRelinquished`]
		#[pallet::call_index(28)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::relinquish_accreditation(), 2))]
		pub fn relinquish_accreditation(
			origin: OriginFor<T>,
			accreditation: AccreditationId,
		) -> DispatchResult {
			let member = Self::ensure_member(origin, Permission::Grave)?;
			let act = GraveAct::Relinquish { accreditation };
			Self::authorized_member(member, act, |member| {
				Self::do_relinquish(member, accreditation)
			})
			.map_err(Into::into)
		}

		/// Reinstates a retired credential type: it may be anchored again, under the grants that
		/// cover it.
		///
		/// ## Dispatch Origin
		/// The council.
		///
		/// ## Events
		/// [`Event::TypeReinstated`], or none if it is not retired
		#[pallet::call_index(29)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::reinstate_type(), 1))]
		pub fn reinstate_type(origin: OriginFor<T>, type_id: TypeId) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::do_reinstate_type(type_id).map_err(Into::into)
		}

		/// Adds a key with which the signer's institution signs its documents, from now on.
		///
		/// A key is added once: not again after it was retired or compromised. It has a number among
		/// the keys of the institution, which no other gets. Nothing proves that the institution holds
		/// the secret key: one that it does not hold is of no use to it.
		///
		/// ## Dispatch Origin
		/// Signed by the admin. Where grave acts take two accounts
		/// ([`Pallet::set_dual_authorization`]), signed by two with the permission for them instead.
		///
		/// ## Errors
		/// [`Error::TooManyCurrentKeys`] is about keys in use, [`Error::TooManyKeys`] about those and
		/// retired ones.
		///
		/// ## Events
		/// [`Event::DocumentKeyAdded`]
		#[pallet::call_index(24)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::add_document_key(), 1))]
		pub fn add_document_key(
			origin: OriginFor<T>,
			key: PublicKey,
			purpose: KeyPurpose,
		) -> DispatchResult {
			let member = Self::ensure_admin_or_two(origin, true)?;
			let act = GraveAct::AddDocumentKey { key, purpose };
			Self::authorized_member(member, act, |member| {
				Self::do_add_document_key(member, key, purpose)
			})
			.map_err(Into::into)
		}

		/// Retires a document key of the signer's institution: what is anchored from now on does not
		/// count as signed with it. What was anchored before stays as valid as it is.
		///
		/// One account suffices, so that a key that is in doubt is out of use at once. The council
		/// repairs what a thief spoils with this call ([`Pallet::reinstate_document_key`]).
		///
		/// ## Dispatch Origin
		/// Signed by the admin.
		///
		/// ## Events
		/// [`Event::DocumentKeyRetired`]
		#[pallet::call_index(30)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::retire_document_key(), 1))]
		pub fn retire_document_key(origin: OriginFor<T>, key: PublicKey) -> DispatchResult {
			let member = Self::ensure_member(origin, Permission::Administer)?;
			Self::do_retire_document_key(member, key).map_err(Into::into)
		}

		/// Declares that a document key is compromised since a moment: what it signed and was anchored
		/// then or later does not count as signed. What was anchored before stays as valid as it is.
		///
		/// The moment is at most [`MAX_REACH_BACK`](limits::MAX_REACH_BACK) before now, unless the
		/// council names it. Of a key that is compromised, the institution may only move it further
		/// back, and the council may also move it forward.
		///
		/// ## Dispatch Origin
		/// The council; or signed by the admin of the institution. Where grave acts take two accounts
		/// ([`Pallet::set_dual_authorization`]), signed by two with the permission for them instead.
		///
		/// ## Errors
		/// [`Error::PermissionDenied`] is also returned for the institution of others.
		///
		/// ## Events
		/// [`Event::DocumentKeyCompromised`], or none if the council names the moment that counts
		/// already
		#[pallet::call_index(31)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::declare_compromised(), 1))]
		pub fn declare_compromised(
			origin: OriginFor<T>,
			institution: InstitutionId,
			key: PublicKey,
			since: Moment,
		) -> DispatchResult {
			let caller = Self::ensure_keeper(origin, institution)?;
			let act = Some(GraveAct::DeclareCompromised { key, since });
			Self::authorized(caller, act, |caller| {
				Self::do_declare_compromised(caller, institution, key, since)
			})
			.map_err(Into::into)
		}

		/// Lifts the declaration that a document key is compromised: the key is in use again, unless
		/// it was retired.
		///
		/// ## Dispatch Origin
		/// The council.
		///
		/// ## Events
		/// [`Event::CompromiseLifted`], or none if the key is not compromised
		#[pallet::call_index(32)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::lift_compromise(), 1))]
		pub fn lift_compromise(
			origin: OriginFor<T>,
			institution: InstitutionId,
			key: PublicKey,
		) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::do_lift_compromise(institution, key).map_err(Into::into)
		}

		/// Appends batches to a status list of the signer's institution, one after the other: all,
		/// or none.
		///
		/// Documents name the list by its label, and their place in it, before they are signed: the
		/// credential at index `i` of the first batch has place `start + i`. So `start` must be where
		/// the list ends at present. A batch may be listed in the same transaction as it is
		/// anchored (`utility.batch_all`) or later, and in more than one list.
		///
		/// ## Dispatch Origin
		/// Signed with the permission to issue. The accreditation does not matter: a status can be
		/// published even after the grant has ended.
		///
		/// ## Events
		/// [`Event::BatchesListed`]
		///
		/// ## Weight
		/// The weight grows with the number of batches.
		#[pallet::call_index(33)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::list_batches(count(roots)), 1))]
		pub fn list_batches(
			origin: OriginFor<T>,
			label: ListLabel,
			start: Option<u32>,
			roots: ListedRoots,
		) -> DispatchResult {
			let member = Self::ensure_member(origin, Permission::Issue)?;
			Self::do_list_batches(member, label, start, roots).map_err(Into::into)
		}

		/// Lifts the void of a withdrawn grant: what was void by it alone is valid again. The grant
		/// stays withdrawn.
		///
		/// This is a call of its own, so that a moment which was left out lifts nothing.
		///
		/// ## Dispatch Origin
		/// The council.
		///
		/// ## Events
		/// [`Event::AccreditationVoidMoved`], or none if the grant is not void
		#[pallet::call_index(34)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::lift_void(), 2))]
		pub fn lift_void(origin: OriginFor<T>, accreditation: AccreditationId) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::do_lift_void(accreditation).map_err(Into::into)
		}

		/// Moves the end of a retired document key forward, to a moment that has passed, or takes it
		/// away, so that the key is in use again. What was anchored before the new end counts as signed
		/// with the key, unless it is compromised.
		///
		/// A thief of the admin's key could otherwise retire a key just before a cohort is anchored,
		/// and spoil its signatures for good.
		///
		/// ## Dispatch Origin
		/// The council.
		///
		/// ## Errors
		/// [`Error::TooManyCurrentKeys`] if the key would be in use, and there is no room for it.
		///
		/// ## Events
		/// [`Event::DocumentKeyReinstated`], or none if the key has this end already
		#[pallet::call_index(35)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::reinstate_document_key(), 1))]
		pub fn reinstate_document_key(
			origin: OriginFor<T>,
			institution: InstitutionId,
			key: PublicKey,
			end: KeyEnd,
		) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::do_reinstate_document_key(institution, key, end).map_err(Into::into)
		}

		/// Closes an institution that has ended: none of its accounts may submit anything, and the
		/// council may appoint a custodian to it.
		///
		/// Its credentials stay verifiable, and grants it gave stay in force: to stop those, withdraw
		/// the accreditation by whose right they were given.
		///
		/// ## Dispatch Origin
		/// The council.
		///
		/// ## Events
		/// [`Event::InstitutionClosed`], or none if it is closed already
		#[pallet::call_index(36)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::close_institution(), 1))]
		pub fn close_institution(
			origin: OriginFor<T>,
			institution: InstitutionId,
		) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::do_close_institution(institution).map_err(Into::into)
		}

		/// Appoints a custodian to a closed institution, in the place of an earlier one: another
		/// institution, which may make so many status changes and issue so many credentials again, for
		/// at most [`MAX_CUSTODY`](limits::MAX_CUSTODY).
		///
		/// A number of 0 means that the custodian may do nothing of that kind.
		///
		/// ## Dispatch Origin
		/// The council.
		///
		/// ## Events
		/// [`Event::CustodianAppointed`], or none if it has that custody already; before it
		/// [`Event::CustodianDismissed`] if another custodian was in office
		#[pallet::call_index(37)]
		#[pallet::weight(weight_of::logged_all::<T>(T::WeightInfo::appoint_custodian(), 2, 3))]
		pub fn appoint_custodian(
			origin: OriginFor<T>,
			institution: InstitutionId,
			custodian: InstitutionId,
			until: Moment,
			status_changes: u32,
			reissues: u32,
		) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::do_appoint_custodian(institution, custodian, until, status_changes, reissues)
				.map_err(Into::into)
		}

		/// Ends the custody of a closed institution now.
		///
		/// ## Dispatch Origin
		/// The council.
		///
		/// ## Events
		/// [`Event::CustodianDismissed`], or none if no custody is in force
		#[pallet::call_index(38)]
		#[pallet::weight(weight_of::logged::<T>(T::WeightInfo::dismiss_custodian(), 2))]
		pub fn dismiss_custodian(
			origin: OriginFor<T>,
			institution: InstitutionId,
		) -> DispatchResult {
			T::CouncilOrigin::ensure_origin(origin)?;
			Self::do_dismiss_custodian(institution).map_err(Into::into)
		}

		/// Changes the status of credentials of one batch of a closed institution, in this order: all,
		/// or none.
		///
		/// The verdict on each of them shows the custodian and the time from then on.
		///
		/// ## Dispatch Origin
		/// Signed for the custodian with the permission to change statuses. The final ones count among
		/// those of the custodian, and may take two of its accounts, as for
		/// [`Pallet::change_statuses`].
		///
		/// ## Errors
		/// Those of [`Pallet::change_statuses`]. [`Error::EndedInFormerCustody`] is returned for what a
		/// custodian had ended before the institution was closed the last time, and
		/// [`Error::SuccessorStands`] for another successor, or none, of a credential that was issued
		/// again, until what was issued is revoked.
		///
		/// ## Events
		/// [`Event::StatusesChangedFor`]
		///
		/// ## Weight
		/// The weight is that of [`Pallet::change_statuses`], and a trace of each change.
		#[pallet::call_index(39)]
		#[pallet::weight(weight_of::logged::<T>(
			weight_of::change_statuses_for::<T>(changes),
			2,
		))]
		pub fn change_statuses_for(
			origin: OriginFor<T>,
			institution: InstitutionId,
			root: Root,
			changes: StatusChanges,
		) -> DispatchResult {
			let member = Self::ensure_member(origin, Permission::ChangeStatus)?;
			Self::do_change_statuses_for(member, institution, root, changes).map_err(Into::into)
		}

		/// Issues credentials of a closed institution again, each as a batch of one: all, or none.
		///
		/// The new credential takes the place of the former one, which is superseded. It stands under
		/// the same accreditation since the same moment, and ends at the same. Its document is signed
		/// with a document key of the custodian, whose standing counts as of now.
		///
		/// The former credential is active; or a custodian ended it since the institution was closed, and
		/// it has no successor but one that a custodian has taken back since: revoked, with nothing in its
		/// place.
		///
		/// ## Dispatch Origin
		/// Signed for the custodian with the permission to issue. Each credential counts among the
		/// final changes of the custodian, and may take two of its accounts, as for
		/// [`Pallet::change_statuses`].
		///
		/// ## Errors
		/// [`Error::FormerNotReissuable`] is returned for what the institution itself ended or, before it
		/// was closed the last time, a custodian, and
		/// [`Error::FormerExpired`] and [`Error::FormerVoid`] where the new credential would be no more
		/// valid than the former one.
		///
		/// ## Events
		/// [`Event::CredentialsReissued`]
		///
		/// ## Weight
		/// The weight grows with the number of credentials.
		#[pallet::call_index(40)]
		#[pallet::weight(weight_of::logged::<T>(weight_of::reissue::<T>(items), 2))]
		pub fn reissue(
			origin: OriginFor<T>,
			institution: InstitutionId,
			items: ReissueItems,
		) -> DispatchResult {
			let member = Self::ensure_member(origin, Permission::Issue)?;
			Self::do_reissue(member, institution, items).map_err(Into::into)
		}
	}

	impl<T: Config> Pallet<T> {
		/// Returns the time of this block, which is 0 in the genesis block.
		pub fn now() -> Moment {
			T::Time::now()
		}

		/// Takes the next number of a sequence that begins with 1.
		pub(crate) fn next_id<Next: StorageValueNext>() -> Result<u32, Error<T>> {
			let id = Next::read().unwrap_or(1);
			Next::write(id.checked_add(1).ok_or(Error::<T>::IdsExhausted)?);
			Ok(id)
		}
	}

	/// A stored sequence of numbers.
	pub(crate) trait StorageValueNext {
		fn read() -> Option<u32>;
		fn write(next: u32);
	}

	impl<S: frame_support::StorageValue<u32, Query = Option<u32>>> StorageValueNext for S {
		fn read() -> Option<u32> {
			S::get()
		}

		fn write(next: u32) {
			S::put(next);
		}
	}
}
