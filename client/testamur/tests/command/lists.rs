// SPDX-License-Identifier: Apache-2.0

//! Lists in the encodings and forms in which they come, and hostile ones.

use crate::folder::{example, header, Ended, Folder};
use serde_json::json;

/// Returns the list of the example as a text.
fn list() -> String {
	String::from_utf8(example("list.csv")).unwrap()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
	"\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn lists_in_each_encoding_have_the_same_preview() {
	let folder = Folder::new();
	let expected = folder.check(list(), "").with(0).out;
	let marked = format!("\u{feff}{}", list()).into_bytes();
	let with_tabs = list().replace(',', "\t");
	for list in [
		marked,
		utf16(&list(), u16::to_le_bytes),
		utf16(&list(), u16::to_be_bytes),
		utf16(&with_tabs, u16::to_le_bytes),
		list().replace('\n', "\r\n").into_bytes(),
		list().replace('\n', "\r").into_bytes(),
		list().replace(',', ";").into_bytes(),
		format!("sep=;\n{}", list().replace(',', ";")).into_bytes(),
	] {
		let ended = folder.check(&list, "").with(0);
		// A statement of the separator is a line of its own.
		let line = |n| format!("line {n}\n");
		let out = match list.starts_with(b"sep=") {
			true => ended.out.replace(&line(3), &line(2)).replace(&line(4), &line(3)),
			false => ended.out,
		};
		assert_eq!(out, expected);
	}
}

#[test]
fn windows_1252_is_taken_on_the_word_of_the_caller_only() {
	let folder = Folder::new();
	let mut list = format!("{}\nJos", header()).into_bytes();
	list.extend_from_slice(b"\xe9,jose@example.org,00731,,2026-07-01,,,A\n");
	let ended = folder.check(&list, "");
	ended.refused(1, "Line 2, column 1 (\"name\"): ");
	let ended = folder.check(&list, "--encoding windows-1252").with(0);
	assert!(ended.out.contains("José"), "{ended:?}");
	// A list in Unicode is not taken for the other one.
	folder
		.check(self::list(), "--encoding windows-1252")
		.refused(1, "is in Unicode");
	// A byte that stands for no letter.
	list.extend_from_slice(b"\x81,j@example.org,1,,2026-07-01,,,A\n");
	folder
		.check(&list, "--encoding windows-1252")
		.refused(1, "Line 3, column 1 (\"name\")");
}

#[test]
fn bytes_that_are_no_text_are_refused_by_their_place() {
	let folder = Folder::new();
	let broken = |at: &str| list().replace(at, "\u{1}").into_bytes().into_iter();
	let utf8: Vec<_> = broken("Ana").map(|byte| if byte == 1 { 0xff } else { byte }).collect();
	folder.check(utf8, "").refused(1, "Line 2, column 1 (\"name\"): ");
	let mut half = utf16(&list(), u16::to_le_bytes);
	half.extend_from_slice(&[0x00, 0xd8]);
	folder.check(half, "").refused(1, "Line ");
	let mut cut = utf16(&list(), u16::to_be_bytes);
	cut.pop();
	folder.check(cut, "").refused(1, "Line 3, column 8 (\"grade\")");
	for (other, words) in [
		(&b"PK\x03\x04rest"[..], "a workbook"),
		(b"%PDF-1.7", "a PDF"),
		(b"<table>", "HTML"),
		(b"", "The file: "),
		(b"n\0a\0m\0e\0", "The file: "),
	] {
		folder.check(other, "").refused(1, words);
	}
}

#[test]
fn a_separator_is_stated_where_the_header_does_not_show_it() {
	let folder = Folder::new();
	let semicolons = list().replace(',', ";");
	folder.check(&semicolons, "--separator semicolon").with(0);
	folder.check(&semicolons, "--separator comma").refused(1, "Line 1");
}

#[test]
fn other_columns_are_passed_over_if_the_call_says_so() {
	let folder = Folder::new();
	let rows = list();
	let mut rows = rows.lines();
	let header = rows.next().unwrap();
	let rows: String = rows.map(|row| format!("Room 5,{row},12\n")).collect();
	let list = format!("Room,{header},Points of the first exercise\n{rows}");
	folder.check(&list, "").refused(1, "Line 1, column 1 (\"Room\"): ");
	let ended = folder.check(&list, "--pass-over").with(0);
	let sentence = "2 columns were passed over: Room, Points of the first exercise.\n";
	assert!(ended.out.contains(sentence), "{ended:?}");
	let preview = folder.check(&list, "--pass-over --json").with(0).json();
	assert_eq!(preview["passedOver"], json!(["Room", "Points of the first exercise"]));
	// A header that is like one of the template is a slip of the hand.
	let list = list.replace("grade", "grades");
	folder.check(&list, "--pass-over").refused(1, "(\"grades\"): ");
}

/// Checks that the files of gradebooks are taken as they were exported.
#[test]
fn the_headers_of_gradebooks_are_stated_in_the_call() {
	let folder = Folder::new();
	let headers = |pairs: &[(&str, &str)]| {
		let mut arguments = vec!["check", "--template", "water.toml", "--list", "book.csv"];
		let stated: Vec<_> =
			pairs.iter().map(|(name, it)| format!("--header={name}={it}")).collect();
		arguments.extend(stated.iter().map(String::as_str));
		arguments.push("--pass-over");
		Ended::from(folder.command(arguments).output().unwrap())
	};
	let canvas = "Student,ID,SIS User ID,SIS Login ID,Section,Mail,Passed on,Final Grade,Essay\n\
	              Points Possible,,,,,,,,10\n\
	              \"Sol, Ana\",17,00731,ana,A,ana@example.org,2026-07-01,A,9.5\n";
	folder.write("book.csv", canvas);
	let pairs = [
		("name", "Student"),
		("number", "SIS User ID"),
		("email", "Mail"),
		("award_date", "Passed on"),
		("grade", "Final Grade"),
	];
	let ended = headers(&pairs).with(0);
	let begin = "book.csv: 1 learner, without a fault.\nIt is a file of Canvas.\n\
	             4 columns were passed over: ID, SIS Login ID, Section, Essay.\n";
	assert!(ended.out.starts_with(begin), "{ended:?}");
	assert!(ended.out.contains("\n  name                Sol, Ana\n"), "{ended:?}");
	headers(&pairs[1..]).refused(1, "\"name\"");
	let moodle = "First name,Surname,Email address,number,name,award_date,grade,learner_id\n\
	              Ana,Sol,ana@example.org,00731,Ana Sol,2026-07-01,A,-\n";
	folder.write("book.csv", moodle);
	let ended = headers(&[("email", "Email address")]).with(0);
	assert!(ended.out.contains("\nIt is a file of Moodle.\n"), "{ended:?}");
	assert!(ended.out.contains("\n  learner_id          (empty)\n"), "{ended:?}");
	// An option that is stated in vain is told.
	let message = "--header nam: the template has no such column, but name, email, number, ";
	headers(&[("nam", "Student")]).refused(2, message);
	headers(&[("name", "email")])
		.refused(2, "--header: the header \"email\" stands for two columns");
	headers(&[("name", "=A1")]).refused(2, "--header: ");
	folder.check(list(), "--header name").refused(2, "expected NAME=HEADER");
}

/// Checks that what Canvas and Moodle export is taken to the byte, with the day of issuing stated in the call.
#[test]
fn exports_of_gradebooks_are_taken_as_they_are() {
	let folder = Folder::new();
	let template = String::from_utf8(example("template.toml")).unwrap();
	let run = |arguments: &str, pairs: &[&str]| {
		let stated: Vec<_> = pairs.iter().map(|pair| format!("--header={pair}")).collect();
		let call = format!("check --template book.toml --list book.csv --pass-over {arguments}");
		let words = call.trim_end().split(' ').chain(stated.iter().map(String::as_str));
		Ended::from(folder.command(words).output().unwrap())
	};
	folder.write("book.toml", template.replace("email = \"hashed\"\n", ""));
	let canvas = "Student,ID,SIS User ID,SIS Login ID,Section,Essay (318),Current Score,Unposted Current Score,\
	              Final Score,Unposted Final Score,Current Grade,Unposted Current Grade,Final Grade,\
	              Unposted Final Grade\n\
	              \"    Points Possible\",,,,,10.00,(read only),(read only),(read only),(read only),(read only),\
	              (read only),(read only),(read only)\n\
	              \"Sol, Ana\",17,00731,ana@uni.example,A,9.50,95.00,95.00,95.00,95.00,A,A,A,A\n";
	folder.write("book.csv", canvas);
	let pairs = ["name=Student", "number=SIS User ID", "grade=Final Grade"];
	run("", &pairs).refused(1, "\"award_date\"");
	let ended = run("--award-date 2026-07-01", &pairs).with(0);
	assert!(ended.out.contains("\n  award_date          2026-07-01\n"), "{ended:?}");
	for day in ["2026-02-30", "1.7.2026", "", "01826-07-01"] {
		run(&format!("--award-date={day}"), &pairs).refused(2, "--award-date ");
	}
	let own = canvas.replace("Section", "award_date").replace(",A,9.50", ",2026-06-30,9.50");
	folder.write("book.csv", own.replace("uni.example,A", "uni.example,2026-06-30"));
	let ended = run("", &pairs).with(0);
	assert!(ended.out.contains("\n  award_date          2026-06-30\n"), "{ended:?}");
	run("--award-date 2026-07-01", &pairs)
		.refused(2, "book.csv has a day of issuing in each row: leave out the option");

	let plain = template.replace("name = \"plain\"\n", "");
	folder.write("book.toml", plain);
	let moodle = "\u{feff}\"First name\",\"Last name\",\"ID number\",Institution,Department,\"Email address\",\
	              \"Quiz: Rivers (Letter)\",\"Last downloaded from this course\"\n\
	              Ana,Sol,00731,,,ana@example.org,A,1782900000\n";
	folder.write("book.csv", moodle);
	let pairs = ["number=ID number", "email=Email address", "grade=Quiz: Rivers (Letter)"];
	run("", &pairs).refused(1, "\"award_date\"");
	let ended = run("--award-date 2026-07-01", &pairs).with(0);
	assert!(ended.out.contains("\nIt is a file of Moodle.\n"), "{ended:?}");
	assert!(ended.out.contains("\n  award_date          2026-07-01\n"), "{ended:?}");
}

#[test]
fn a_list_cannot_write_to_the_terminal() {
	let folder = Folder::new();
	let hostile = "\u{1b}[2J\u{202e}\u{2028}x";
	let is_shown =
		|text: &str| text.chars().all(|c| c == '\n' || !c.is_control() && c < '\u{2000}');
	for list in [
		list().replace("Ana", hostile),
		list().replace("name", hostile),
		list().replace("A river.", "A river.\u{9b}2J"),
		format!("{hostile}\n{hostile}\n"),
	] {
		let ended = folder.check(&list, "--pass-over").with(1);
		assert!(is_shown(&ended.messages) && ended.out.is_empty(), "{ended:?}");
	}
	// A column that is passed over is shown, too.
	let more: String = list().lines().map(|line| format!("{line},\u{1b}[2Jx\n")).collect();
	let ended = folder.check(more, "--pass-over").with(0);
	assert!(is_shown(&ended.out.replace(['Š', 'á'], "")), "{ended:?}");
	assert!(ended.out.contains("1 column was passed over: \\u{1b}[2Jx."), "{ended:?}");
}

#[test]
fn the_lines_of_a_cell_are_shown_on_one() {
	let folder = Folder::new();
	let long = format!("\"A river.\nLearner 9, line 9\n{}\"", "deep ".repeat(100).trim());
	let ended = folder.check(list().replace("A river.", &long), "").with(0);
	assert!(ended.out.contains("  evidence_narrative  A river. Learner 9, line 9 deep deep"));
	assert!(ended.out.contains("…\n") && !ended.out.contains("\nLearner 9"), "{ended:?}");
	assert!(ended.out.contains("Learner 2, line 5\n"), "{ended:?}");
}

#[test]
fn no_more_is_read_than_a_list_or_a_template_may_have() {
	let folder = Folder::new();
	let large = |name: &str, size: usize| {
		let file = std::fs::File::create(folder.path(name)).unwrap();
		// A hole takes no room on the disk.
		file.set_len(u64::try_from(size).unwrap()).unwrap();
	};
	large("large.csv", 1 << 30);
	let ended = folder.run("check --template water.toml --list large.csv");
	assert!(ended.messages.contains("large.csv is refused, with 1 fault.\n"), "{ended:?}");
	ended.refused(1, "The file: it has more than 67108864 bytes");
	large("large.toml", 1 << 30);
	let call = "check --template large.toml --list cohort.csv";
	folder.run(call).refused(1, "it has more than 262144 bytes");
	#[cfg(unix)]
	folder
		.run("check --template /dev/zero --list cohort.csv")
		.refused(1, "it has more than 262144 bytes");
}
