// SPDX-License-Identifier: Apache-2.0

//! Shows the content of a chain specification, read back from its state, for people to compare.

use std::fmt;

use pallet_consortium::{Settings, NEVER_ABSENT};
use pallet_credentials::{Accreditations, Institutions};
use pallet_credentials_rpc::time::Time;
use sc_service::{ChainSpec, GenericChainSpec};
use sp_core::{crypto::Ss58Codec, storage::well_known_keys::CODE, H256};
use sp_version::RuntimeVersion;
use testamur_primitives::{Accreditation, AccreditationState, Grantor, Institution, Scope};
use testamur_runtime::{
	constants::{MINUTES, SLOT_DURATION},
	AccountId, Runtime,
};

use crate::chain_spec;

use super::{
	authorities::{self, Authorities},
	check::{is_control_or_bidi, Validator},
	error::Error,
	state::{is_own, GenesisState},
};

/// A specification in words.
pub(crate) struct Summary {
	pub(super) state: GenesisState,
	pub(super) sections: Vec<Section>,
}

/// A part of a summary.
pub(super) struct Section {
	pub(super) title: &'static str,
	pub(super) entries: Vec<Entry>,
}

/// A subject with its properties.
pub(super) struct Entry {
	pub(super) title: String,
	pub(super) fields: Vec<(String, String)>,
}

impl Summary {
	/// Summarizes a specification in JSON.
	pub(super) fn of_json(json: &[u8]) -> Result<Self, Error> {
		let mut spec: GenericChainSpec =
			GenericChainSpec::from_json_bytes(json.to_vec()).map_err(Error::Spec)?;
		Self::of(&mut spec)
	}

	/// Summarizes a specification, raw or not.
	pub(super) fn of(spec: &mut dyn ChainSpec) -> Result<Self, Error> {
		chain_spec::build_state(spec).map_err(Error::Runtime)?;
		let state = GenesisState::of(spec)?;
		let mut sections = vec![chain(spec), runtime(&state)];
		sections.extend(state.read(consortium));
		Ok(Self { state, sections })
	}

	/// Returns three lines that identify everything else.
	pub(super) fn digests(&self, json: &[u8]) -> String {
		let GenesisState { version, code_hash, genesis_hash, .. } = &self.state;
		format!(
			"SHA-256 of the file    {}\nGenesis hash           {genesis_hash:?}\nRuntime                \
			 {}, code hash {code_hash:?}\n",
			sp_core::bytes::to_hex(&sp_io::hashing::sha2_256(json), false).trim_start_matches("0x"),
			version_name(version),
		)
	}
}

impl fmt::Display for Summary {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		for (place, section) in self.sections.iter().enumerate() {
			let gap = if place == 0 { "" } else { "\n" };
			writeln!(f, "{gap}{}", section.title)?;
			for entry in &section.entries {
				let indent = if entry.title.is_empty() { "  " } else { "    " };
				if !entry.title.is_empty() {
					writeln!(f, "  {}", printable(&entry.title))?;
				}
				for (name, value) in &entry.fields {
					writeln!(f, "{indent}{name:16} {}", printable(value))?;
				}
			}
			if section.entries.is_empty() {
				writeln!(f, "  none")?;
			}
		}
		Ok(())
	}
}

/// Escapes the characters of a text from a file that would deceive a reader on a terminal.
pub(super) fn printable(text: &str) -> String {
	text.chars()
		.flat_map(|c| if is_control_or_bidi(c) { c.escape_default().collect() } else { vec![c] })
		.collect()
}

/// Returns the name and the number of a version, such as `testamur 1`.
pub(super) fn version_name(version: &RuntimeVersion) -> String {
	format!("{} {}", version.spec_name, version.spec_version)
}

fn chain(spec: &dyn ChainSpec) -> Section {
	let mut fields = vec![
		("name".into(), spec.name().into()),
		("id".into(), spec.id().into()),
		("kind".into(), format!("{:?}", spec.chain_type())),
		("protocol id".into(), spec.protocol_id().unwrap_or("none").into()),
	];
	fields.extend(spec.fork_id().map(|fork| ("fork id".into(), fork.into())));
	let boot_nodes = spec.boot_nodes().iter();
	fields.extend(boot_nodes.map(|node| ("boot node".into(), node.to_string())));
	// They could slip in another runtime than the one that was agreed.
	let substitutes = spec.code_substitutes();
	fields.extend(substitutes.iter().map(|(from, code)| {
		let hash = H256(sp_io::hashing::blake2_256(code));
		("CODE REPLACED".into(), format!("from block {from} on, by code with hash {hash:?}"))
	}));
	Section { title: "Chain", entries: vec![Entry { title: String::new(), fields }] }
}

fn runtime(state: &GenesisState) -> Section {
	let own = state.storage.top.get(CODE).is_some_and(|code| is_own(code));
	let same = if own {
		"the one of this binary"
	} else {
		"NOT the one of this binary, with whose types the rest was read"
	};
	let fields = vec![
		("genesis hash".into(), format!("{:?}", state.genesis_hash)),
		("runtime".into(), version_name(&state.version)),
		("code hash".into(), format!("{:?}", state.code_hash)),
		("is".into(), same.into()),
	];
	Section { title: "State", entries: vec![Entry { title: String::new(), fields }] }
}

/// Summarizes the council, the validators and the institutions of the state at hand.
fn consortium() -> Vec<Section> {
	let Authorities { council, settings, validators, contradictions } = authorities::read();
	let council = council
		.iter()
		.map(|who| Entry { title: who.to_ss58check(), fields: Vec::new() });
	let mut institutions: Vec<_> = Institutions::<Runtime>::iter().collect();
	institutions.sort_by_key(|(id, _)| *id);
	let institutions = institutions.into_iter().map(|(id, institution)| {
		let mut grants: Vec<_> = Accreditations::<Runtime>::iter()
			.filter(|(_, grant)| grant.holder == id)
			.collect();
		grants.sort_by_key(|(id, _)| *id);
		let grants = grants
			.into_iter()
			.map(|(id, grant)| (format!("grant {}", id.0), describe(&grant)));
		let mut fields = profile(&institution);
		fields.extend(grants);
		let name = String::from_utf8_lossy(&institution.profile.name).into_owned();
		Entry { title: format!("{} {name}", id.0), fields }
	});
	let mut sections = vec![
		Section { title: "Council, who decides", entries: council.collect() },
		Section {
			title: "Validators, who write and finalize blocks",
			entries: validators.iter().map(validator).collect(),
		},
		Section { title: "Set of validators", entries: vec![settings_entry(settings)] },
		Section { title: "Institutions from the first block on", entries: institutions.collect() },
	];
	if !contradictions.is_empty() {
		let entries = contradictions
			.iter()
			.map(|parts| Entry { title: (*parts).into(), fields: Vec::new() });
		let title = "CONTRADICTIONS: these do not agree, so do not start a node with it";
		sections.push(Section { title, entries: entries.collect() });
	}
	sections
}

fn validator(validator: &Validator) -> Entry {
	Entry {
		title: validator.account.to_ss58check(),
		fields: vec![
			("aura".into(), validator.aura.to_ss58check()),
			("grandpa".into(), validator.grandpa.to_ss58check()),
		],
	}
}

fn settings_entry(settings: Settings) -> Entry {
	let Settings { session_length, floor, ceiling, absent_sessions } = settings;
	let seconds = u64::from(session_length) * SLOT_DURATION / 1_000;
	let absent = match absent_sessions {
		NEVER_ABSENT => "never retired for it".into(),
		number => format!("{number} sessions in a row"),
	};
	let length = format!(
		"{session_length} blocks, {}",
		if session_length % MINUTES == 0 {
			format!("{} min", session_length / MINUTES)
		} else {
			format!("{seconds} s")
		}
	);
	Entry {
		title: String::new(),
		fields: vec![
			("floor".into(), floor.to_string()),
			("ceiling".into(), ceiling.to_string()),
			("session length".into(), length),
			("absent for".into(), absent),
		],
	}
}

fn profile(institution: &Institution<AccountId>) -> Vec<(String, String)> {
	let Institution { profile, admin, allowance, .. } = institution;
	let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
	let mut fields = vec![
		("country".into(), text(&profile.country)),
		("admin".into(), admin.to_ss58check()),
		("allowance".into(), format!("{allowance} operations a period")),
	];
	if !profile.uri.is_empty() {
		fields.insert(1, ("home page".into(), text(&profile.uri)));
	}
	fields
}

/// Describes a grant in one line.
fn describe(grant: &Accreditation) -> String {
	let rights = match (grant.terms.rights.attest, grant.terms.rights.delegation) {
		(true, 0) => "issues credentials".into(),
		(false, levels) => format!("accredits {levels} levels deep"),
		(true, levels) => format!("issues credentials and accredits {levels} levels deep"),
	};
	let scope = match &grant.terms.scope {
		Scope::Any => "of any type".into(),
		Scope::Types(types) => format!("of {} types", types.len()),
	};
	let grantor = match grant.grantor {
		Grantor::Council => "council".into(),
		Grantor::Institution { institution, .. } => format!("institution {}", institution.0),
	};
	let state = match grant.state {
		AccreditationState::Active => String::new(),
		state => format!(", {state:?}"),
	};
	let (from, until) = (Time(grant.terms.valid_from), Time(grant.terms.valid_until));
	format!("{rights}, {scope}, from {from} until {until}, by the {grantor}{state}")
}
