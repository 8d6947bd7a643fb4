// SPDX-License-Identifier: Apache-2.0

//! Makes the chain specification of an agreement.

use sc_service::{ChainType, GenericChainSpec};
use serde_json::{json, Value};

use super::{authorities, check::Agreement, error::Error};
use crate::chain_spec::{self, properties};

/// Returns the specification as it is written to a file.
///
/// It is raw: it holds the state itself and not the instructions to make it, so that a later
/// release, whose runtime might read the instructions differently, starts the same chain.
pub(crate) fn json(agreement: &Agreement) -> Result<String, Error> {
	let code = testamur_runtime::wasm_binary().map_err(|error| Error::Spec(error.into()))?;
	let mut spec: GenericChainSpec = GenericChainSpec::builder(code, None)
		.with_name(&agreement.name)
		.with_id(&agreement.id)
		// Nodes of different chains do not even begin to talk to each other.
		.with_protocol_id(&agreement.id)
		.with_chain_type(ChainType::Live)
		.with_boot_nodes(agreement.boot_nodes.clone())
		.with_properties(properties())
		.with_genesis_config_patch(patch(agreement))
		.build();
	chain_spec::build_state(&mut spec).map_err(Error::Runtime)?;
	let mut json = spec.as_json(true).map_err(Error::Runtime)?;
	json.push('\n');
	Ok(json)
}

/// Returns the differences of the first state from the defaults of the runtime.
pub(super) fn patch(agreement: &Agreement) -> Value {
	let Agreement { council, settings, validators, accreditors, .. } = agreement;
	let mut patch = authorities::patch(council, *settings, validators);
	patch["credentials"] = json!({ "institutions": accreditors });
	patch
}
