// SPDX-License-Identifier: Apache-2.0

//! The kinds of values: what each takes, and what it refuses with which words.

use super::{cells_of, fault_of, value_of};
use crate::{Columns, Kind, Problem, SpoiltCell, TextProblem, ValueProblem};

/// Returns a list of two columns with a cell in the first.
fn list_with(cell: &str) -> String {
	format!("value;other\n\"{}\";x\n", cell.replace('"', "\"\""))
}

fn taken(kind: &Kind, cells: &[&str]) {
	for cell in cells {
		let file = list_with(cell);
		assert_eq!(cells_of(file.as_bytes(), &value_of(kind.clone())), [[*cell]], "{kind:?}");
	}
}

fn problem(kind: &Kind, cell: &str) -> Problem {
	let fault = fault_of(list_with(cell).as_bytes(), &value_of(kind.clone()));
	assert_eq!((fault.line, fault.column.unwrap().number), (Some(2), 1));
	fault.problem
}

fn refused(kind: &Kind, cells: &[(&str, Problem)]) {
	for (cell, expected) in cells {
		assert_eq!(&problem(kind, cell), expected, "{cell:?} as {kind:?}");
	}
}

#[test]
fn names_in_every_script_are_taken_as_they_are() {
	taken(
		&Kind::Text,
		&[
			"Zoë O’Brien",
			"Seán Ó'Néill",
			"'t Hooft",
			"محمد عبد الله",
			"שרה לוי",
			"张伟",
			"Nguyễn Văn An",
			"Ana-Maria",
			"Ångström",
			"हिन्दी",
			"Null",
			"N.A.",
			"C# & F#",
			"#1",
			"5.5",
			"-5",
			"+5",
			"Â-B",
			"«QUÃ»",
			"E 7",
		],
	);
}

#[test]
fn text_that_does_not_look_like_what_it_is_is_refused() {
	for (cell, expected) in [
		("Ana\u{200b}", TextProblem::Invisible('\u{200b}')),
		("\u{202e}Ana", TextProblem::Invisible('\u{202e}')),
		("A\u{2066}na", TextProblem::Invisible('\u{2066}')),
		("A\u{ad}na", TextProblem::Invisible('\u{ad}')),
		("می\u{200c}خواهم", TextProblem::Invisible('\u{200c}')),
		("A\tna", TextProblem::Invisible('\t')),
		("A\0na", TextProblem::Invisible('\0')),
		("A\u{85}na", TextProblem::Invisible('\u{85}')),
		("Ana\u{a0}Sol", TextProblem::OtherSpace('\u{a0}')),
		("Ana\u{3000}Sol", TextProblem::OtherSpace('\u{3000}')),
		(" Ana", TextProblem::SpareSpace),
		("Ana ", TextProblem::SpareSpace),
		("Ana  Sol", TextProblem::SpareSpace),
		("Ana\nSol", TextProblem::LineBreak),
		("\u{301}Ana", TextProblem::LeadingMark),
	] {
		refused(&Kind::Text, &[(cell, expected.clone().into())]);
		refused(&Kind::Identifier, &[(cell, expected.into())]);
	}
}

#[test]
fn paragraphs_keep_their_lines_and_spaces() {
	taken(&Kind::Paragraphs, &["one\n\ntwo", "Voici\u{a0}: deux  mots ", "'quoted'"]);
	refused(
		&Kind::Paragraphs,
		&[
			("one\n\u{202e}two", TextProblem::Invisible('\u{202e}').into()),
			("one\u{1}", TextProblem::Invisible('\u{1}').into()),
			(" \n", TextProblem::SpareSpace.into()),
			("one\n\u{301}two", TextProblem::LeadingMark.into()),
			("=1+1\n", SpoiltCell::Formula.into()),
		],
	);
}

#[test]
fn what_a_spreadsheet_makes_of_any_cell_is_refused() {
	for kind in [Kind::Text, Kind::Identifier, Kind::Decimal, Kind::Date, Kind::Email] {
		for cell in [
			"=1+1",
			"=\"00731\"",
			"=HYPERLINK(\"x\")",
			"@SUM(A1)",
			"+A1",
			"-A1",
			"--",
			"＝1",
			"＋x",
			"＠x",
		] {
			refused(&kind, &[(cell, SpoiltCell::Formula.into())]);
		}
		for cell in [
			"#REF!",
			"#N/A",
			"#VALUE!",
			"#DIV/0!",
			"#NAME?",
			"#NUM!",
			"#NULL!",
			"#SPILL!",
			"#BEZUG!",
			"#NV",
			"#ÜBERLAUF!",
			"#ERROR!",
			"Err:502",
			"########",
		] {
			refused(&kind, &[(cell, SpoiltCell::FormulaError.into())]);
		}
		refused(&kind, &[("M\u{fffd}ller", SpoiltCell::LostLetter.into())]);
		refused(&kind, &[("MÃ¼ller", SpoiltCell::Garbled("Ã¼".to_owned()).into())]);
	}
}

#[test]
fn identifiers_that_a_spreadsheet_spoilt_are_refused() {
	taken(
		&Kind::Identifier,
		&[
			"00731",
			"0",
			"A-1",
			"AB 1234",
			"s1234567",
			"1234567890123456",
			"12345678901234567000x",
			"7E2",
			"1.5",
			"2024-03",
			"Mar",
			"DE/123",
			"00000000000000000000000000001",
			"-5",
		],
	);
	refused(
		&Kind::Identifier,
		&[
			("1E+05", SpoiltCell::Scientific.into()),
			("7.31E-02", SpoiltCell::Scientific.into()),
			("-7,31E+02", SpoiltCell::Scientific.into()),
			("731.0", SpoiltCell::AddedDecimals.into()),
			("731,00", SpoiltCell::AddedDecimals.into()),
			("123456789012345000", SpoiltCell::Rounded.into()),
			("1-Mar", SpoiltCell::TurnedIntoDate.into()),
			("Mar-01", SpoiltCell::TurnedIntoDate.into()),
			("01-Mar-24", SpoiltCell::TurnedIntoDate.into()),
			("'00731", SpoiltCell::Apostrophe.into()),
		],
	);
}

#[test]
fn addresses_of_mail_are_taken_or_refused() {
	taken(
		&Kind::Email,
		&[
			"ana@example.org",
			"a.b+c@sub.example.co",
			"o'neill@x-y.org",
			"A@EXAMPLE.ORG",
			"a@xn--bcher-kva.de",
		],
	);
	let why =
		|cell: &str, why| refused(&Kind::Email, &[(cell, ValueProblem::NotEmail(why).into())]);
	why("ana", "there is no @ in it");
	why("mailto:ana@example.org", "it begins with \"mailto:\"");
	for cell in ["Ana <ana@example.org>", "a@b.org;c@d.org", "a@b.org, c@d.org"] {
		why(cell, "there are several addresses, or a name beside it");
	}
	for cell in ["an a@b.org", " a@b.org", "a@b.org\n"] {
		why(cell, "there is a space or another character that cannot be seen in it");
	}
	for cell in ["anä@b.org", "a@bücher.de", "a\u{200b}@b.org", "a@b.org\u{a0}"] {
		why(cell, "there are other letters than those of ASCII in it");
	}
	for cell in ["a..b@c.org", ".a@b.org", "x@y@b.org", "\"a\"@b.org"] {
		why(cell, "the part before @ is none");
	}
	for cell in ["a@b", "a@b..org", "a@-b.org", "a@b.org.", "a@[1.2.3.4]", "a@"] {
		why(cell, "the part behind @ is no domain");
	}
	why(&format!("{}@b.org", "a".repeat(65)), "it is too long");
}

#[test]
fn days_of_the_calendar_are_taken_and_no_other_form() {
	taken(&Kind::Date, &["2001-04-03", "2024-02-29", "2000-02-29", "1900-01-01", "2199-12-31"]);
	let why = |cell: &str, why| refused(&Kind::Date, &[(cell, ValueProblem::NotDate(why).into())]);
	for cell in ["2001-02-29", "1900-02-29", "2001-04-31", "2001-01-00"] {
		why(cell, "there is no such day in this month");
	}
	why("2001-13-01", "there is no such month");
	why("2001-00-01", "there is no such month");
	why("0202-01-01", "its year is not between 1900 and 2199");
	why("2200-01-01", "its year is not between 1900 and 2199");
	why("2001-04-03T00:00:00Z", "something follows the day");
	why("2001-04-03 ", "there is a space at its beginning or its end");
	why(" 2001-04-03", "there is a space at its beginning or its end");
	why("20010403", "the hyphens are missing");
	why("2001", "it is a year alone");
	for cell in ["2001-4-3", "2001/04/03", "2001.04.03"] {
		why(cell, "month and day need two digits each, with hyphens between");
	}
	let ambiguous = "the first number can be the day in one country and the month in another";
	for cell in ["03/04/2001", "3.4.2001", "03-04-2001", "3. 4. 2001"] {
		why(cell, ambiguous);
	}
	why("31/12/2001", "the year comes first");
	why("12/31/2001", "the year comes first");
	why("1/2/01", "its year has not four digits, and its order is not known");
	let serial =
		"it seems to be the number by which a spreadsheet counts days, from 1900 or from 1904";
	for cell in ["36982", "36982.5"] {
		why(cell, serial);
	}
	for cell in ["3 April 2001", "Apr 2001", "２００１-04-03", "2001-04", "x"] {
		why(cell, "it has another form");
	}
}

#[test]
fn decimal_numbers_are_read_in_one_way_only() {
	taken(
		&Kind::Decimal,
		&["0", "5", "5.5", "5.50", "0.5", "-5.5", "-0.1", "123456789012345", "1.23456789012345"],
	);
	let why =
		|cell: &str, why| refused(&Kind::Decimal, &[(cell, ValueProblem::NotDecimal(why).into())]);
	for cell in ["5,5", "1,000", "-5,5"] {
		why(
			cell,
			"it has a comma, which is the decimal sign in one country and parts thousands in another",
		);
	}
	for cell in ["1.000.000", "1,000.5", "1.000,5", "1'000.5", "1 000 000", "1\u{202f}000,5"] {
		why(cell, "it has separators of thousands, or more than one decimal sign");
	}
	why("85.00 %", "it has a percent sign");
	why("+5", "it has the sign +");
	why(".5", "there is no digit on one side of the point");
	why("5.", "there is no digit on one side of the point");
	why("05", "it begins with a zero");
	why("00.5", "it begins with a zero");
	why("-0", "zero has no sign");
	why("-0.0", "zero has no sign");
	why("1234567890123456", "it has more than 15 digits");
	why("0.123456789012345", "it has more than 15 digits");
	why(" 5", "there is a space at its beginning or its end");
	why("1/2", "it is a fraction or a date");
	for cell in ["B+", "５", "٥", "NaN", "inf", "7E2", "0x5"] {
		why(cell, "there are other characters than digits and a point in it");
	}
	refused(
		&Kind::Decimal,
		&[("7.31E+02", SpoiltCell::Scientific.into()), ("'5", SpoiltCell::Apostrophe.into())],
	);
}

#[test]
fn whole_numbers_are_read_in_one_way_only() {
	taken(&Kind::Whole, &["0", "5", "9007199254740991"]);
	let why =
		|cell: &str, why| refused(&Kind::Whole, &[(cell, ValueProblem::NotWhole(why).into())]);
	why("5.0", "it has decimals");
	why("-5", "it has a sign");
	why("05", "it begins with a zero");
	why("9007199254740992", "it is greater than 9007199254740991");
	why("99999999999999999999999", "it is greater than 9007199254740991");
	why(
		"1,5",
		"it has a comma, which is the decimal sign in one country and parts thousands in another",
	);
	refused(&Kind::Whole, &[("5E+1", SpoiltCell::Scientific.into())]);
}

#[test]
fn uris_have_a_scheme_and_no_strange_characters() {
	taken(
		&Kind::Uri,
		&[
			"https://example.org/a?b=c#d",
			"did:key:z6Mk",
			"urn:uuid:1",
			"http://[::1]/",
			"mailto:a@b.org",
			"https://example.org/%C3%A9",
		],
	);
	let why = |cell: &str, why| refused(&Kind::Uri, &[(cell, ValueProblem::NotUri(why).into())]);
	why("asdasd", "its scheme is missing, such as https:");
	why("www.example.org", "its scheme is missing, such as https:");
	why("1a:b", "its scheme is none");
	why("://b", "its scheme is none");
	for cell in ["https:", "https://", "https:/a", "https:///a", "http://?a", "did:"] {
		why(cell, "there is no address behind its scheme");
	}
	why("https ://x", "there is a space or another character that cannot be seen in it");
	why(
		"https://é.org",
		"there are other letters than those of ASCII in it, which are written %XX",
	);
	for cell in ["https://a/<b>", "https://a/{b}", "https://a/\"", "https://a\\b"] {
		why(cell, "there is a character in it that no URI has");
	}
	for cell in ["https://a/%", "https://a/%4", "https://a/%zz"] {
		why(cell, "a percent sign stands for no character");
	}
}

#[test]
fn one_of_a_list_is_taken_to_the_letter() {
	let list: Vec<_> = ["passed", "with merit", "failed"].map(str::to_owned).into();
	let kind = Kind::OneOf(list);
	taken(&kind, &["passed", "with merit"]);
	for (cell, meant) in [("Passed", "passed"), ("pased", "passed"), ("With_Merit", "with merit")] {
		let Problem::Value(ValueProblem::NotListed { meant: Some(found), .. }) =
			problem(&kind, cell)
		else {
			panic!("{cell}");
		};
		assert_eq!(found, meant);
	}
	let far = problem(&kind, "A");
	assert_eq!(far.advice(), "Write one of: passed, with merit, failed.");
	let many = Kind::OneOf((0..20).map(|number| format!("entry {number}")).collect());
	assert!(problem(&many, "A").advice().ends_with("entry 9, …."));
}

#[test]
fn an_empty_cell_is_no_value_of_any_kind() {
	for kind in [Kind::Text, Kind::Date, Kind::Decimal, Kind::Uri, Kind::Paragraphs] {
		assert_eq!(cells_of(b"value;other\n;x\n", &value_of(kind)), [[""]]);
	}
}

#[test]
fn a_message_shows_no_character_that_cannot_be_seen_and_is_short() {
	let columns: Columns = value_of(Kind::Date);
	let cell = format!("\u{1b}[31m\u{202e}\u{a0}{}", "x".repeat(1_000));
	let text = fault_of(list_with(&cell).as_bytes(), &columns).to_string();
	assert!(
		text.starts_with("Line 2, column 1 (\"value\"), \"\\u{1b}[31m\\u{202e}\\u{a0}xxx"),
		"{text}"
	);
	assert!(text.contains("x…\""), "{text}");
	assert!(text.len() < 400);
}
