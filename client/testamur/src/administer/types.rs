// SPDX-License-Identifier: Apache-2.0

//! Credential types.

use super::{run, Act};
use crate::{
	arguments::{OneType, TypeCommand},
	files::read,
	problem::Problem,
	subjects::Subject,
};
use std::{path::Path, process::ExitCode};
use testamur_chain::Call;
use testamur_json::hex::Hash;
use testamur_primitives::{
	hash::{Sha256, Software},
	records::TypeDefinition,
	TypeId,
};

/// Maximum size of a definition, in bytes.
const MAX_DEFINITION: usize = 64 << 20;
/// The milliseconds of a day.
const DAY: u64 = 86_400_000;

/// Runs a command about credential types.
pub(crate) fn credential_type(command: &TypeCommand) -> Result<ExitCode, Problem> {
	match command {
		TypeCommand::Retire(one) => on(one, Call::retire_type, "is issued no more"),
		TypeCommand::Reinstate(one) => on(one, Call::reinstate_type, "is issued again"),
		TypeCommand::Register {
			kind,
			definition,
			content_hash,
			uri,
			level,
			ects,
			valid_days,
			act,
		} => {
			let stated = content_hash.map(|hash| hash.0).unwrap_or_default();
			let content_hash = definition.as_deref().map_or(Ok(stated), hash_of)?;
			let validity = |days: std::num::NonZeroU32| u64::from(days.get()).saturating_mul(DAY);
			let definition = TypeDefinition {
				kind: (*kind).into(),
				content_hash,
				uri: uri.0.clone(),
				level: *level,
				workload: ects.map(|ects| ects.0),
				default_validity: valid_days.map(validity),
			};
			let sentence = format!(
				"a credential type is registered, whose definition at {} has the SHA-256 {}",
				String::from_utf8_lossy(&uri.0),
				Hash(content_hash)
			);
			let call = Call::register_type(&definition);
			run(act, &Act::new(call, sentence).making("TypeRegistered", "type"))
		},
	}
}

fn on(one: &OneType, call: fn(TypeId) -> Call, becomes: &str) -> Result<ExitCode, Problem> {
	let number = one.type_id;
	let id = TypeId(number.get());
	let act = Act::new(call(id), format!("type {number} {becomes}")).about(Subject::Type(id));
	run(&one.act, &act)
}

/// Returns the hash of a definition.
fn hash_of(path: &Path) -> Result<[u8; 32], Problem> {
	let bytes = read(path, MAX_DEFINITION)?;
	match bytes.len() > MAX_DEFINITION {
		true => Err(Problem::LargeDefinition(path.to_path_buf())),
		false => Ok(Software::hash(&bytes)),
	}
}
