// SPDX-License-Identifier: Apache-2.0

use super::{super::text::RESERVED_IDS, *};
use pallet_consortium::NEVER_ABSENT;
use testamur_runtime::constants::MAX_AUTHORITIES;

#[test]
fn a_chain_has_a_name() {
	for (name, problem) in [
		("", Problem::Empty),
		("  ", Problem::Empty),
		(&"n".repeat(65), Problem::TooLong { length: 65, most: 64 }),
		("a\\nb", Problem::Unprintable),
		("a\\u001b[2J", Problem::Unprintable),
		("a\u{202e}b", Problem::Unprintable),
		("a  b", Problem::WhiteSpace),
	] {
		assert_wrong(&with("\"Example\"", &format!("\"{name}\"")), "name", problem);
	}
}

#[test]
fn an_id_is_no_path_and_no_other_chain() {
	for id in ["..", "a/b", "A", "1a", "-a", "a_b", "a b", "ä"] {
		assert_wrong(&with("example-1", id), "id", Problem::BadId);
	}
	for id in RESERVED_IDS {
		assert_wrong(&with("example-1", id), "id", Problem::ReservedId);
	}
	assert_wrong(&with("example-1", ""), "id", Problem::Empty);
}

#[test]
fn boot_nodes_are_addresses_with_a_peer_and_differ() {
	for node in ["", "node.example.org", "/ip4/127.0.0.1/tcp/30333", "/p2p/xyz"] {
		let text = with("boot_nodes = [", &format!("boot_nodes = [\"{node}\", "));
		let wrong = wrong(&text);
		assert!(matches!(wrong[..], [(_, Problem::BadBootNode(_))]), "{wrong:?}");
	}
	let line = good().lines().nth(2).unwrap().to_string();
	let node = line.split('"').nth(1).unwrap();
	let text = with("boot_nodes = [", &format!("boot_nodes = [\"{node}\", "));
	assert_wrong(&text, "boot_nodes 2", Problem::Duplicate { first: 3 });
}

#[test]
fn there_are_not_fewer_validators_than_the_floor_nor_more_than_the_ceiling() {
	let problem = Problem::BelowFloor { floor: 5, validators: 4 };
	assert_wrong(&with("floor = 3", "floor = 5"), "consortium, floor", problem);
	let problem = Problem::AboveCeiling { ceiling: 3, validators: 4 };
	assert_wrong(&with("ceiling = 7", "ceiling = 3"), "consortium, ceiling", problem);
	assert_wrong(&with("floor = 3", "floor = 0"), "consortium, floor", Problem::FloorZero);
	let problem = Problem::CeilingTooHigh { ceiling: 101, most: 100 };
	assert_wrong(&with("ceiling = 7", "ceiling = 101"), "consortium, ceiling", problem);
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
	let problem = Problem::SessionTooShort { blocks: 13, fewest: 14, ceiling: 7 };
	assert_wrong(&with("60 minutes", "13 blocks"), field, problem);
	let problem = Problem::SessionTooShort { blocks: 9, fewest: 10, ceiling: 4 };
	assert_wrong(
		&with("60 minutes", "9 blocks").replace("ceiling = 7", "ceiling = 4"),
		field,
		problem,
	);
	for text in ["60", "minutes", "", "-1 hours", "1.5 hours", "1 day", "4294967295 hours"] {
		assert_wrong(&with("60 minutes", text), field, Problem::BadDuration);
	}
	for (text, blocks) in [("1 minute", 20), ("2 hours", 2_400), ("14 blocks", 14)] {
		let settings = check(&with("60 minutes", text), NOW).unwrap().settings;
		assert_eq!(settings.session_length, blocks);
	}
}

#[test]
fn a_session_is_a_week_at_the_most() {
	let field = "consortium, session_length";
	for (text, blocks) in [("201601 blocks", 201_601), ("200 hours", 240_000)] {
		let problem = Problem::SessionTooLong { blocks, most: 201_600 };
		assert_wrong(&with("60 minutes", text), field, problem);
	}
	let settings = check(&with("60 minutes", "168 hours"), NOW).unwrap().settings;
	assert!(settings.are_consistent(MAX_AUTHORITIES));
}

#[test]
fn no_absent_sessions_stand_for_never() {
	let agreement = check(&with("absent_sessions = 12", "absent_sessions = 0"), NOW).unwrap();
	assert_eq!(agreement.settings.absent_sessions, NEVER_ABSENT);
}
