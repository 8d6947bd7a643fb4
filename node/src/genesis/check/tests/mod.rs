// SPDX-License-Identifier: Apache-2.0

//! Tests that break each rule once.

mod chain;
mod members;

use super::*;
use crate::genesis::file;
use pallet_credentials::GenesisGrant;
use sp_core::{crypto::Ss58Codec, Pair};

/// A moment at which every grant below is in force: 2027-01-01.
const NOW: Moment = 1_798_761_600_000;

/// Reads and checks a text as `genesis build` does.
fn check(text: &str, now: Moment) -> Result<Agreement, Vec<Diagnostic>> {
	let file = file::parse(text).map_err(|diagnostic| vec![diagnostic])?;
	super::check(&file, LineNumbers(text), now)
}

fn secret(n: u8) -> [u8; 32] {
	sp_io::hashing::blake2_256(&[n])
}

fn account(n: u8) -> String {
	sr25519::Pair::from_seed(&secret(n)).public().to_ss58check()
}

fn grandpa(n: u8) -> String {
	ed25519::Pair::from_seed(&secret(n)).public().to_ss58check()
}

/// Returns a file that keeps all rules: four members, each with a validator, and one accreditor.
fn good() -> String {
	let mut text = String::from(
		"name = \"Example\"\n\
		 id = \"example-1\"\n\
		 boot_nodes = [\"/dns/node.example.org/tcp/30333/p2p/\
		 12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp\"]\n\
		 [consortium]\n\
		 floor = 3\n\
		 ceiling = 7\n\
		 session_length = \"60 minutes\"\n\
		 absent_sessions = 12\n",
	);
	for n in 1..=4 {
		let (account, aura, grandpa) = (account(n), account(n + 100), grandpa(n + 100));
		text += &format!(
			"[[council]]\nname = \"Member {n}\"\naccount = \"{account}\"\n\
			 [[validator]]\nname = \"Validator {n}\"\naccount = \"{account}\"\n\
			 aura = \"{aura}\"\ngrandpa = \"{grandpa}\"\n",
		);
	}
	text + &accreditor("Agency", 50)
}

fn accreditor(name: &str, admin: u8) -> String {
	format!(
		"[[accreditor]]\nname = \"{name}\"\ncountry = \"NL\"\nadmin = \"{}\"\nallowance = 100\n\
		 types = \"any\"\ndepth = 2\n\
		 valid_from = 2026-09-01T00:00:00Z\nvalid_until = 2031-09-01T00:00:00+02:00\n",
		account(admin),
	)
}

/// Returns the good file with each occurrence of a piece replaced.
fn with(piece: &str, by: &str) -> String {
	let text = good();
	assert!(text.contains(piece), "{piece}");
	text.replace(piece, by)
}

/// Returns each problem with its field.
fn wrong(text: &str) -> Vec<(String, Problem)> {
	let diagnostics = check(text, NOW).expect_err("nothing is wrong");
	assert!(diagnostics.is_sorted_by_key(|diagnostic| diagnostic.line));
	diagnostics
		.into_iter()
		.map(|diagnostic| (diagnostic.field, diagnostic.problem))
		.collect()
}

/// Asserts that the file has this problem and no other.
#[track_caller]
fn assert_wrong(text: &str, field: &str, problem: Problem) {
	assert_eq!(wrong(text), [(field.to_string(), problem)]);
}

#[test]
fn what_keeps_all_rules_is_taken_as_it_is() {
	let agreement = check(&good(), NOW).unwrap();
	assert_eq!(agreement.name, "Example");
	assert_eq!(agreement.id, "example-1");
	assert_eq!(agreement.boot_nodes.len(), 1);
	assert_eq!(
		agreement.settings,
		Settings { session_length: 1_200, floor: 3, ceiling: 7, absent_sessions: 12 }
	);
	assert_eq!(agreement.council.len(), 4);
	assert_eq!(agreement.validators.len(), 4);
	assert_eq!(agreement.validators[1].aura.to_ss58check(), account(102));
	assert_eq!(agreement.validators[1].grandpa.to_ss58check(), grandpa(102));
	assert_eq!(
		agreement.accreditors,
		[GenesisInstitution {
			name: "Agency".into(),
			uri: String::new(),
			country: "NL".into(),
			admin: AccountId::from_ss58check(&account(50)).unwrap(),
			allowance: 100,
			grants: vec![GenesisGrant {
				attest: false,
				delegation: 2,
				valid_from: 1_788_220_800_000,
				valid_until: 1_945_980_000_000,
			}],
		}]
	);
	assert_eq!(agreement.warnings, []);
}

#[test]
fn hex_is_read_as_well_as_addresses() {
	let bytes = sr25519::Pair::from_seed(&secret(101)).public();
	let hex = sp_core::bytes::to_hex(bytes.as_ref(), false);
	let agreement = check(&with(&account(101), &hex), NOW).unwrap();
	assert_eq!(agreement, check(&good(), NOW).unwrap());
}

#[test]
fn the_template_has_the_right_shape_and_lacks_only_what_is_to_be_filled_in() {
	let empty = wrong(crate::genesis::TEMPLATE);
	let fields: Vec<_> = empty.iter().map(|(field, _)| field.as_str()).collect();
	let to_fill_in = [
		"name",
		"id",
		"consortium, floor",
		"council 1, name",
		"council 1, account",
		"validator 1, name",
		"validator 1, account",
		"validator 1, aura",
		"validator 1, grandpa",
		"accreditor 1, name",
		"accreditor 1, country",
		"accreditor 1, admin",
	];
	assert_eq!(fields, to_fill_in);
}

#[test]
fn the_template_filled_in_keeps_all_rules() {
	let mut values = vec![
		"Example".to_string(),
		"example".into(),
		"Member".into(),
		account(1),
		"Validator".into(),
		account(1),
		account(2),
		grandpa(2),
		"Agency".into(),
		"NL".into(),
		"https://example.org".into(),
		account(3),
	];
	let mut filled = crate::genesis::TEMPLATE.replace("floor = 3", "floor = 1");
	values.reverse();
	let lines: Vec<_> = filled
		.lines()
		.map(|line| match line.strip_suffix("= \"\"") {
			Some(field) if !line.starts_with('#') => {
				format!("{field}= \"{}\"", values.pop().expect("a value for each field"))
			},
			_ => line.to_string(),
		})
		.collect();
	filled = lines.join("\n");
	assert!(values.is_empty());
	let agreement = check(&filled, NOW).unwrap();
	assert_eq!(agreement.accreditors[0].uri, "https://example.org");
}

#[test]
fn mistakes_are_told_all_at_once_with_their_lines() {
	let text = with("id = \"example-1\"", "id = \"../etc\"")
		.replace("country = \"NL\"", "country = \"Netherlands\"")
		.replace("floor = 3", "floor = 0");
	let diagnostics = check(&text, NOW).unwrap_err();
	let told: Vec<_> = diagnostics.iter().map(ToString::to_string).collect();
	assert_eq!(told.len(), 3);
	assert!(told[0].starts_with("line 2, id: an id begins with a letter"), "{}", told[0]);
	assert!(told[1].starts_with("line 5, consortium, floor: a floor of 0"), "{}", told[1]);
	let line = text.lines().position(|line| line.contains("Netherlands")).unwrap() + 1;
	assert!(told[2].starts_with(&format!("line {line}, accreditor 1, country:")), "{}", told[2]);
}

#[test]
fn shapes_are_told_with_their_line_and_without_their_values() {
	let cases = [
		("floor = 3", "floor = -3", 5, "invalid value"),
		("floor = 3", "floor = \"three\"", 5, "invalid type"),
		("floor = 3", "flor = 3", 5, "unknown field `flor`"),
		("floor = 3\n", "", 4, "missing field `floor`"),
		("name = \"Example\"", "name = Example", 1, "invalid string"),
		("id = \"example-1\"", "id = \"example-1\"\nid = \"other\"", 3, "duplicate key"),
		("[[council]]", "[council]", 9, ""),
	];
	for (piece, by, line, message) in cases {
		let diagnostics = check(&with(piece, by), NOW).unwrap_err();
		let [diagnostic] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
		let told = diagnostic.to_string();
		assert!(matches!(diagnostic.problem, Problem::Shape(_)), "{told}");
		assert!(told.contains(message), "{by}: {told}");
		if !message.is_empty() {
			assert_eq!(diagnostic.line, Some(line), "{by}: {told}");
		}
	}
	let seed = "0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
	let told = check(&with("floor = 3", &format!("floor = {seed}")), NOW).unwrap_err();
	assert!(!told[0].to_string().contains("e5be9a"), "{}", told[0]);
}

#[test]
fn texts_that_are_no_files_are_refused() {
	for text in ["", "\0", "{}", "[[[[", "name", "\u{feff}name = 1", &"[".repeat(100_000)] {
		assert!(matches!(wrong(text)[0].1, Problem::Shape(_)), "{text:.20}");
	}
}

#[test]
fn the_chain_takes_what_passes() {
	let agreement = check(&good(), NOW).unwrap();
	let patch = crate::genesis::spec::patch(&agreement);
	let config: testamur_runtime::RuntimeGenesisConfig =
		serde_json::from_value(complete(patch)).unwrap();
	let storage = sp_runtime::BuildStorage::build_storage(&config).unwrap();
	sp_state_machine::BasicExternalities::new(storage).execute_with(|| {
		let found = crate::genesis::authorities::read();
		assert_eq!(found.contradictions, Vec::<&str>::new());
		assert_eq!(found.settings, agreement.settings);
		assert_eq!(found.validators.len(), 4);
	});
}

/// Lays a patch over the default genesis, as the runtime does.
fn complete(patch: serde_json::Value) -> serde_json::Value {
	let default = testamur_runtime::RuntimeGenesisConfig::default();
	let mut config = serde_json::to_value(default).unwrap();
	sc_chain_spec::json_merge(&mut config, patch);
	config
}
