// SPDX-License-Identifier: Apache-2.0

//! Which rules these are.

use alloc::borrow::Cow;

use sp_version::RuntimeVersion;

use crate::apis::RUNTIME_API_VERSIONS;

/// The version of the chain's rules.
///
/// `spec_version` rises with every change of behaviour, `transaction_version` only when signed
/// bytes change their meaning: a call, an argument or an extension that moved. The golden test
/// says when that happened.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("testamur"),
	impl_name: Cow::Borrowed("testamur"),
	authoring_version: 1,
	spec_version: 1,
	impl_version: 1,
	apis: RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};
