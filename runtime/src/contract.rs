// SPDX-License-Identifier: Apache-2.0

//! What the readers of another version of `CredentialsApi` go by (ADR 12).

use pallet_credentials_runtime_api::COMPATIBLE_SINCE;
use testamur_primitives::{evaluate::MEANING, views::Contract};

/// The contract that this runtime states. The rehearsed one states the next meaning, so that older
/// nodes ask it instead of evaluating records natively.
pub(crate) const CONTRACT: Contract = Contract {
	meaning: if cfg!(feature = "upgrade-rehearsal") { MEANING.saturating_add(1) } else { MEANING },
	compatible_since: COMPATIBLE_SINCE,
};
