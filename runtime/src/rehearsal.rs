// SPDX-License-Identifier: Apache-2.0

//! The next version of this runtime, as far as a rehearsal of an upgrade needs one.
//!
//! It is compiled with the feature `upgrade-rehearsal` only, by `scripts/lib/rehearsal.sh`. It
//! differs from the present runtime in its version, in a migration with a visible effect, which
//! raises the ceiling of validators by one, once, and in the next version of `CredentialsApi`. That
//! version has the same functions, so older nodes can call it, but another meaning of the records,
//! so they may not evaluate them natively.

use alloc::borrow::Cow;
use core::marker::PhantomData;

use frame_support::{
	migrations::VersionedMigration, traits::UncheckedOnRuntimeUpgrade, weights::Weight,
};
use pallet_consortium::CurrentSettings;
use sp_version::RuntimeVersion;

use crate::{apis::RUNTIME_API_VERSIONS, Consortium, Runtime};

/// The version after the present one.
///
/// It is written out, since the macro that writes the version into the blob reads no expressions.
/// Without that, every node would have to compile the blob to learn its version.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("testamur"),
	impl_name: Cow::Borrowed("testamur"),
	authoring_version: 1,
	spec_version: 3,
	impl_version: 1,
	apis: RUNTIME_API_VERSIONS,
	transaction_version: 2,
	system_version: 1,
};

/// The migration of the consortium pallet's storage from version 1 to version 2.
pub(crate) type Migration = VersionedMigration<
	1,
	2,
	RaiseCeiling<Runtime>,
	Consortium,
	<Runtime as frame_system::Config>::DbWeight,
>;

/// A migration that raises the ceiling of validators by one.
pub struct RaiseCeiling<T>(PhantomData<T>);

impl UncheckedOnRuntimeUpgrade for RaiseCeiling<Runtime> {
	fn on_runtime_upgrade() -> Weight {
		CurrentSettings::<Runtime>::mutate(|settings| {
			settings.ceiling = settings.ceiling.saturating_add(1);
		});
		<Runtime as frame_system::Config>::DbWeight::get().reads_writes(1, 1)
	}
}
