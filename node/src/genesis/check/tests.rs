// SPDX-License-Identifier: Apache-2.0

//! Each rule broken once.

use super::{text::RESERVED_IDS, *};
use pallet_credentials::{limits, GenesisGrant};
use sp_core::{crypto::Ss58Codec, Pair};
use testamur_runtime::constants::MAX_AUTHORITIES;

/// A moment at which every grant below is in force: 2027-01-01.
const NOW: Moment = 1_798_761_600_000;

fn secret(n: u8) -> [u8; 32] {
	sp_io::hashing::blake2_256(&[n])
}

fn account(n: u8) -> String {
	sr25519::Pair::from_seed(&secret(n)).public().to_ss58check()
}

fn grandpa(n: u8) -> String {
	ed25519::Pair::from_seed(&secret(n)).public().to_ss58check()
}

/// A file that keeps all rules: four members, each with a validator, and one accreditor.
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

/// The good file with a piece of it replaced, wherever it stands.
fn with(piece: &str, by: &str) -> String {
	let text = good();
	assert!(text.contains(piece), "{piece}");
	text.replace(piece, by)
}

/// All that is wrong, as field and mistake.
fn wrong(text: &str) -> Vec<(String, What)> {
	let mistakes = check(text, NOW).expect_err("nothing is wrong");
	assert!(mistakes.is_sorted_by_key(|mistake| mistake.line));
	mistakes.into_iter().map(|mistake| (mistake.field, mistake.what)).collect()
}

/// The one thing that is wrong.
#[track_caller]
fn assert_wrong(text: &str, field: &str, what: What) {
	assert_eq!(wrong(text), [(field.to_string(), what)]);
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
	let mistakes = check(&text, NOW).unwrap_err();
	let told: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
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
		let mistakes = check(&with(piece, by), NOW).unwrap_err();
		let [mistake] = mistakes.as_slice() else { panic!("{mistakes:?}") };
		let told = mistake.to_string();
		assert!(matches!(mistake.what, What::Shape(_)), "{told}");
		assert!(told.contains(message), "{by}: {told}");
		if !message.is_empty() {
			assert_eq!(mistake.line, Some(line), "{by}: {told}");
		}
	}
	let seed = "0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
	let told = check(&with("floor = 3", &format!("floor = {seed}")), NOW).unwrap_err();
	assert!(!told[0].to_string().contains("e5be9a"), "{}", told[0]);
}

#[test]
fn texts_that_are_no_files_are_refused() {
	for text in ["", "\0", "{}", "[[[[", "name", "\u{feff}name = 1", &"[".repeat(100_000)] {
		assert!(matches!(wrong(text)[0].1, What::Shape(_)), "{text:.20}");
	}
}

#[test]
fn a_chain_has_a_name() {
	for (name, what) in [
		("", What::Empty),
		("  ", What::Empty),
		(&"n".repeat(65), What::TooLong { length: 65, most: 64 }),
		("a\\nb", What::ControlCharacter),
		("a\\u001b[2J", What::ControlCharacter),
		("a\u{202e}b", What::ControlCharacter),
	] {
		assert_wrong(&with("\"Example\"", &format!("\"{name}\"")), "name", what);
	}
}

#[test]
fn an_id_is_no_path_and_no_other_chain() {
	for id in ["..", "a/b", "A", "1a", "-a", "a_b", "a b", "ä"] {
		assert_wrong(&with("example-1", id), "id", What::BadId);
	}
	for id in RESERVED_IDS {
		assert_wrong(&with("example-1", id), "id", What::ReservedId);
	}
	assert_wrong(&with("example-1", ""), "id", What::Empty);
}

#[test]
fn boot_nodes_are_addresses_with_a_peer_and_differ() {
	for node in ["", "node.example.org", "/ip4/127.0.0.1/tcp/30333", "/p2p/xyz"] {
		let text = with("boot_nodes = [", &format!("boot_nodes = [\"{node}\", "));
		let wrong = wrong(&text);
		assert!(matches!(wrong[..], [(_, What::BadBootNode(_))]), "{wrong:?}");
	}
	let line = good().lines().nth(2).unwrap().to_string();
	let node = line.split('"').nth(1).unwrap();
	let text = with("boot_nodes = [", &format!("boot_nodes = [\"{node}\", "));
	assert_wrong(&text, "boot_nodes 2", What::Duplicate { first: 3 });
}

#[test]
fn there_are_not_fewer_validators_than_the_floor_nor_more_than_the_ceiling() {
	let what = What::BelowFloor { floor: 5, validators: 4 };
	assert_wrong(&with("floor = 3", "floor = 5"), "consortium, floor", what);
	let what = What::AboveCeiling { ceiling: 3, validators: 4 };
	assert_wrong(&with("ceiling = 7", "ceiling = 3"), "consortium, ceiling", what);
	assert_wrong(&with("floor = 3", "floor = 0"), "consortium, floor", What::FloorZero);
	let what = What::CeilingTooHigh { ceiling: 101, most: 100 };
	assert_wrong(&with("ceiling = 7", "ceiling = 101"), "consortium, ceiling", what);
}

#[test]
fn settings_that_pass_are_those_that_the_chain_takes() {
	for (floor, ceiling, blocks) in [(4, 4, 10), (1, 100, 200), (3, 7, 14), (4, 6, 12)] {
		let text = with("floor = 3", &format!("floor = {floor}"))
			.replace("ceiling = 7", &format!("ceiling = {ceiling}"))
			.replace("60 minutes", &format!("{blocks} blocks"));
		let settings = check(&text, NOW).unwrap().settings;
		assert!(settings.are_consistent(MAX_AUTHORITIES));
	}
}

#[test]
fn a_session_gives_everyone_two_turns() {
	let field = "consortium, session_length";
	let what = What::SessionTooShort { blocks: 13, fewest: 14, ceiling: 7 };
	assert_wrong(&with("60 minutes", "13 blocks"), field, what);
	let what = What::SessionTooShort { blocks: 9, fewest: 10, ceiling: 4 };
	assert_wrong(
		&with("60 minutes", "9 blocks").replace("ceiling = 7", "ceiling = 4"),
		field,
		what,
	);
	for text in ["60", "minutes", "", "-1 hours", "1.5 hours", "1 day", "4294967295 hours"] {
		assert_wrong(&with("60 minutes", text), field, What::BadDuration);
	}
	for (text, blocks) in [("1 minute", 20), ("2 hours", 2_400), ("14 blocks", 14)] {
		let settings = check(&with("60 minutes", text), NOW).unwrap().settings;
		assert_eq!(settings.session_length, blocks);
	}
}

#[test]
fn somebody_decides() {
	let mut text = good();
	while let Some(start) = text.find("[[council]]") {
		let end = text[start..].find("[[validator]]").unwrap();
		text.replace_range(start..start + end, "");
	}
	assert_wrong(&text, "council", What::NoCouncil);

	let crowd: String = (0..97)
		.map(|n| {
			let account = sp_core::bytes::to_hex(&[n; 32], false);
			format!("[[council]]\nname = \"More {n}\"\naccount = \"{account}\"\n")
		})
		.collect();
	assert_wrong(&(good() + &crowd), "council", What::CouncilTooLarge(101, 100));
}

#[test]
fn names_are_told_apart() {
	let line = |text: &str, piece: &str| text.lines().position(|l| l.contains(piece)).unwrap() + 1;
	for (one, other, field) in [
		("Member 1", "Member 2", "council 2, name"),
		("Validator 1", "Validator 4", "validator 4, name"),
	] {
		let text = with(other, one);
		assert_wrong(&text, field, What::Duplicate { first: line(&text, one) });
	}
	let text = good() + &accreditor("Agency", 51);
	let first = line(&text, "Agency");
	assert_wrong(&text, "accreditor 2, name", What::Duplicate { first });
	assert_wrong(&with("Member 1", " "), "council 1, name", What::Empty);
}

#[test]
fn nobody_has_two_seats() {
	let text = with("Member 1", "Member 0").replacen(&account(2), &account(1), 1);
	let wrong = wrong(&text);
	assert!(
		matches!(&wrong[..], [(field, What::Duplicate { .. })] if field == "council 2, account")
	);
}

#[test]
fn accounts_of_validators_and_admins_differ() {
	let piece = format!("name = \"Validator 2\"\naccount = \"{}\"", account(2));
	let by = format!("name = \"Validator 2\"\naccount = \"{}\"", account(1));
	let found = wrong(&with(&piece, &by));
	let expected = "validator 2, account";
	assert!(matches!(&found[..], [(field, What::Duplicate { .. })] if field == expected));

	let found = wrong(&(good() + &accreditor("Ministry", 50)));
	let expected = "accreditor 2, admin";
	assert!(matches!(&found[..], [(field, What::Duplicate { .. })] if field == expected));
}

#[test]
fn no_two_session_keys_are_the_same() {
	let found = wrong(&with(&account(103), &account(102)));
	let expected = "validator 3, aura";
	assert!(matches!(&found[..], [(field, What::Duplicate { .. })] if field == expected));
	let found = wrong(&with(&grandpa(104), &grandpa(101)));
	let expected = "validator 4, grandpa";
	assert!(matches!(&found[..], [(field, What::Duplicate { .. })] if field == expected));
}

#[test]
fn duplicates_in_one_line_are_seen() {
	let (account, aura, grandpa) = (account(9), account(10), grandpa(10));
	let one = format!(
		"{{ name = \"V\", account = \"{account}\", aura = \"{aura}\", grandpa = \"{grandpa}\" }}"
	);
	let text = format!(
		"name = \"N\"\nid = \"n\"\nvalidator = [{one}, {one}]\n\
		 council = [{{ name = \"M\", account = \"{account}\" }}]\n\
		 [consortium]\nfloor = 1\nceiling = 2\nsession_length = \"10 blocks\"\n\
		 absent_sessions = 0\n",
	);
	let found = wrong(&text);
	assert_eq!(found.len(), 4, "{found:?}");
	assert!(found.iter().all(|(_, what)| *what == What::Duplicate { first: 3 }));
}

#[test]
fn keys_are_keys() {
	assert_wrong(&with(&account(101), ""), "validator 1, aura", What::Empty);
	assert_wrong(&with(&grandpa(101), "5Grw"), "validator 1, grandpa", What::NotAKey);
	let no_point = format!("0x{}", "ff".repeat(32));
	for (key, field, scheme) in [
		(account(102), "validator 2, aura", "sr25519"),
		(grandpa(102), "validator 2, grandpa", "ed25519"),
	] {
		assert_wrong(&with(&key, &no_point), field, What::NoSuchPoint { scheme });
	}
}

#[test]
fn profiles_follow_the_rules_of_the_chain() {
	for country in ["", "nl", "NLD", "N1", "Ñ"] {
		let text = with("\"NL\"", &format!("\"{country}\""));
		assert_wrong(&text, "accreditor 1, country", What::BadCountry);
	}
	let long = What::TooLong { length: 129, most: limits::MAX_NAME };
	assert_wrong(&with("Agency", &"a".repeat(129)), "accreditor 1, name", long);
	let with_uri = |uri: &str| with("country", &format!("uri = \"{uri}\"\ncountry"));
	assert_wrong(&with_uri("https://exämple.org"), "accreditor 1, uri", What::UriNotAscii);
	let long = What::TooLong { length: 257, most: limits::MAX_URI };
	assert_wrong(&with_uri(&"u".repeat(257)), "accreditor 1, uri", long);
}

#[test]
fn grants_follow_the_rules_of_the_chain() {
	assert_wrong(&with("\"any\"", "\"none\""), "accreditor 1, types", What::TypesNotAny);
	let what = What::TooDeep { depth: 5, most: limits::MAX_DELEGATION };
	assert_wrong(&with("depth = 2", "depth = 5"), "accreditor 1, depth", what);
	assert_wrong(&with("depth = 2", "depth = 0"), "accreditor 1, depth", What::NoRights);
	let agreement = check(&with("depth = 2", "depth = 0\nattest = true"), NOW).unwrap();
	assert!(agreement.accreditors[0].grants[0].attest);

	let text = with("2031-09-01T00:00:00+02:00", "2026-09-01T00:00:00Z");
	assert_wrong(&text, "accreditor 1, valid_until", What::WindowEmpty);
	for time in ["2026-09-01", "2026-09-01T00:00:00", "00:00:00"] {
		let text = with("2026-09-01T00:00:00Z", time);
		assert_wrong(&text, "accreditor 1, valid_from", What::BadTime);
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

/// A patch laid over the default genesis, as the runtime does.
fn complete(patch: serde_json::Value) -> serde_json::Value {
	let default = testamur_runtime::RuntimeGenesisConfig::default();
	let mut config = serde_json::to_value(default).unwrap();
	sc_chain_spec::json_merge(&mut config, patch);
	config
}

#[test]
fn a_small_network_is_warned_of() {
	let text = good();
	let (head, rest) = text.split_at(text.find("[[council]]").unwrap());
	let blocks: Vec<_> = rest.split_inclusive('\n').collect();
	// A council member and a validator are eight lines.
	let few = |number: usize| {
		let text =
			format!("{head}{}", blocks[..8 * number].concat()).replace("floor = 3", "floor = 1");
		check(&text, NOW).unwrap().warnings
	};
	assert_eq!(few(1), [Warning::FewValidators(1)]);
	assert_eq!(few(3), [Warning::FewValidators(3)]);
	assert_eq!(few(4), []);
}

#[test]
fn keys_that_everybody_has_are_warned_of() {
	let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
	let text = with(&account(101), alice);
	let line = text.lines().position(|line| line.contains(alice)).unwrap() + 1;
	let field = "validator 1, aura".into();
	assert_eq!(check(&text, NOW).unwrap().warnings, [Warning::PublicSecret { line, field }]);
}

#[test]
fn what_is_over_and_what_can_do_nothing_is_warned_of() {
	let line = |text: &str, piece: &str| text.lines().position(|l| l.contains(piece)).unwrap() + 1;
	let text = good();
	let over = Warning::WindowOver {
		line: line(&text, "valid_until"),
		field: "accreditor 1, valid_until".into(),
	};
	assert_eq!(check(&text, 1_945_979_999_999).unwrap().warnings, []);
	assert_eq!(check(&text, 1_945_980_000_000).unwrap().warnings, [over]);

	let text = with("allowance = 100", "allowance = 0");
	let warning = Warning::NoAllowance {
		line: line(&text, "allowance"),
		field: "accreditor 1, allowance".into(),
	};
	assert_eq!(check(&text, NOW).unwrap().warnings, [warning]);
}
