// SPDX-License-Identifier: Apache-2.0

use super::*;
use pallet_credentials::limits;

#[test]
fn somebody_decides() {
	let mut text = good();
	while let Some(start) = text.find("[[council]]") {
		let end = text[start..].find("[[validator]]").unwrap();
		text.replace_range(start..start + end, "");
	}
	assert_wrong(&text, "council", Problem::NoCouncil);

	let crowd: String = (0..97)
		.map(|n| {
			let account = sp_core::bytes::to_hex(&[n; 32], false);
			format!("[[council]]\nname = \"More {n}\"\naccount = \"{account}\"\n")
		})
		.collect();
	assert_wrong(&(good() + &crowd), "council", Problem::CouncilTooLarge(101, 100));
}

#[test]
fn names_are_told_apart() {
	let line = |text: &str, piece: &str| text.lines().position(|l| l.contains(piece)).unwrap() + 1;
	for (one, other, field) in [
		("Member 1", "Member 2", "council 2, name"),
		("Validator 1", "Validator 4", "validator 4, name"),
	] {
		let text = with(other, one);
		assert_wrong(&text, field, Problem::Duplicate { first: line(&text, one) });
	}
	let text = good() + &accreditor("Agency", 51);
	let first = line(&text, "Agency");
	assert_wrong(&text, "accreditor 2, name", Problem::Duplicate { first });
	assert_wrong(&with("Member 1", " "), "council 1, name", Problem::Empty);
}

#[test]
fn nobody_has_two_seats() {
	let text = with("Member 1", "Member 0").replacen(&account(2), &account(1), 1);
	let wrong = wrong(&text);
	assert!(
		matches!(&wrong[..], [(field, Problem::Duplicate { .. })] if field == "council 2, account")
	);
}

#[test]
fn accounts_of_validators_and_admins_differ() {
	let piece = format!("name = \"Validator 2\"\naccount = \"{}\"", account(2));
	let by = format!("name = \"Validator 2\"\naccount = \"{}\"", account(1));
	let found = wrong(&with(&piece, &by));
	let expected = "validator 2, account";
	assert!(matches!(&found[..], [(field, Problem::Duplicate { .. })] if field == expected));

	let found = wrong(&(good() + &accreditor("Ministry", 50)));
	let expected = "accreditor 2, admin";
	assert!(matches!(&found[..], [(field, Problem::Duplicate { .. })] if field == expected));
}

#[test]
fn no_two_session_keys_are_the_same() {
	let found = wrong(&with(&account(103), &account(102)));
	let expected = "validator 3, aura";
	assert!(matches!(&found[..], [(field, Problem::Duplicate { .. })] if field == expected));
	let found = wrong(&with(&grandpa(104), &grandpa(101)));
	let expected = "validator 4, grandpa";
	assert!(matches!(&found[..], [(field, Problem::Duplicate { .. })] if field == expected));
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
	assert!(found.iter().all(|(_, problem)| *problem == Problem::Duplicate { first: 3 }));
}

#[test]
fn keys_are_keys() {
	assert_wrong(&with(&account(101), ""), "validator 1, aura", Problem::Empty);
	assert_wrong(&with(&grandpa(101), "5Grw"), "validator 1, grandpa", Problem::NotAKey);
	let no_point = format!("0x{}", "ff".repeat(32));
	for (key, field, scheme) in [
		(account(102), "validator 2, aura", "sr25519"),
		(grandpa(102), "validator 2, grandpa", "ed25519"),
	] {
		assert_wrong(&with(&key, &no_point), field, Problem::NoSuchPoint { scheme });
	}
}

#[test]
fn profiles_follow_the_rules_of_the_chain() {
	for country in ["", "nl", "NLD", "N1", "Ñ"] {
		let text = with("\"NL\"", &format!("\"{country}\""));
		assert_wrong(&text, "accreditor 1, country", Problem::BadCountry);
	}
	let long = Problem::TooLong { length: 129, most: limits::MAX_NAME };
	assert_wrong(&with("Agency", &"a".repeat(129)), "accreditor 1, name", long);
	for (name, problem) in [
		("Age\u{200b}ncy", Problem::Unprintable),
		("Agency\u{e0041}", Problem::Unprintable),
		("The  Agency", Problem::WhiteSpace),
		("Agency ", Problem::WhiteSpace),
		("The\u{a0}Agency", Problem::WhiteSpace),
		("\u{301}Agency", Problem::LeadingMark),
	] {
		assert_wrong(&with("Agency", name), "accreditor 1, name", problem);
	}
	let with_uri = |uri: &str| with("country", &format!("uri = \"{uri}\"\ncountry"));
	assert_wrong(&with_uri("https://exämple.org"), "accreditor 1, uri", Problem::UriNotAscii);
	for uri in [" ", "https://example.org/a b", "https://example.org\\n"] {
		assert_wrong(&with_uri(uri), "accreditor 1, uri", Problem::UriUnprintable);
	}
	assert!(check(&with_uri(""), NOW).is_ok());
	let long = Problem::TooLong { length: 257, most: limits::MAX_URI };
	assert_wrong(&with_uri(&"u".repeat(257)), "accreditor 1, uri", long);
}

#[test]
fn grants_follow_the_rules_of_the_chain() {
	assert_wrong(&with("\"any\"", "\"none\""), "accreditor 1, types", Problem::TypesNotAny);
	let problem = Problem::TooDeep { depth: 5, most: limits::MAX_DELEGATION };
	assert_wrong(&with("depth = 2", "depth = 5"), "accreditor 1, depth", problem);
	assert_wrong(&with("depth = 2", "depth = 0"), "accreditor 1, depth", Problem::NoRights);
	let agreement = check(&with("depth = 2", "depth = 0\nattest = true"), NOW).unwrap();
	assert!(agreement.accreditors[0].grants[0].attest);

	let text = with("2031-09-01T00:00:00+02:00", "2026-09-01T00:00:00Z");
	assert_wrong(&text, "accreditor 1, valid_until", Problem::WindowEmpty);
	for time in ["2026-09-01", "2026-09-01T00:00:00", "00:00:00", "1970-01-01T00:00:00Z"] {
		let text = with("2026-09-01T00:00:00Z", time);
		assert_wrong(&text, "accreditor 1, valid_from", Problem::BadTime);
	}
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
	assert_eq!(few(1), [Warning::SmallCouncil(1), Warning::FewValidators(1)]);
	assert_eq!(few(2), [Warning::SmallCouncil(2), Warning::FewValidators(2)]);
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
