// SPDX-License-Identifier: Apache-2.0

//! The next version of this runtime, as far as a rehearsal of an upgrade needs one.
//!
//! Compiled with the feature `upgrade-rehearsal` only, by `scripts/lib/rehearsal.sh`. It differs from
//! the runtime of today in its version and in a migration that changes something everybody can see:
//! it raises the ceiling of validators by one, once.

use alloc::borrow::Cow;
use core::marker::PhantomData;

use frame_support::{
	migrations::VersionedMigration, traits::UncheckedOnRuntimeUpgrade, weights::Weight,
};
use pallet_consortium::CurrentSettings;
use sp_version::RuntimeVersion;

use crate::{apis::RUNTIME_API_VERSIONS, Consortium, Runtime};

/// The version after the one of today.
///
/// Written out, since the macro that writes the version into the blob reads no expressions. Without
/// that, every node would have to compile the blob before it could tell its version.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("testamur"),
	impl_name: Cow::Borrowed("testamur"),
	authoring_version: 1,
	spec_version: 2,
	impl_version: 1,
	apis: RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// Runs when the storage of the consortium's pallet is at version 1, and leaves it at 2.
pub(crate) type Migration = VersionedMigration<
	1,
	2,
	RaiseCeiling<Runtime>,
	Consortium,
	<Runtime as frame_system::Config>::DbWeight,
>;

/// The ceiling of validators, one higher.
pub struct RaiseCeiling<T>(PhantomData<T>);

impl UncheckedOnRuntimeUpgrade for RaiseCeiling<Runtime> {
	fn on_runtime_upgrade() -> Weight {
		CurrentSettings::<Runtime>::mutate(|settings| {
			settings.ceiling = settings.ceiling.saturating_add(1);
		});
		<Runtime as frame_system::Config>::DbWeight::get().reads_writes(1, 1)
	}
}
