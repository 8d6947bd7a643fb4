// SPDX-License-Identifier: Apache-2.0

//! The answers as JSON, which are those of `testamur-json` with the accounts of the SDK.

use sp_core::crypto::AccountId32;
pub use testamur_json::answers::*;

/// An institution, whose admin is written in SS58.
pub type Institution = testamur_json::answers::Institution<AccountId32>;
