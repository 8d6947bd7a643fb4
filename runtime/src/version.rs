// SPDX-License-Identifier: Apache-2.0

//! The version of the chain's rules.

use alloc::borrow::Cow;

use sp_version::RuntimeVersion;

use crate::apis::RUNTIME_API_VERSIONS;

/// The version of the chain's rules.
///
/// `spec_version` rises with every change of behavior, `transaction_version` only when signed bytes
/// change their meaning because a call, an argument or an extension has moved. The golden test
/// fails when that has happened.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("testamur"),
	impl_name: Cow::Borrowed("testamur"),
	authoring_version: 1,
	spec_version: 2,
	impl_version: 1,
	apis: RUNTIME_API_VERSIONS,
	transaction_version: 2,
	system_version: 1,
};
