// SPDX-License-Identifier: Apache-2.0

//! A template that is wrong is refused at its place, with what to do.

use super::{example_with, faults, read};
use crate::{example_template, Problem, Template, MAX_BYTES, MAX_FAULTS, MAX_ITEMS};

/// Checks that the example with a text exchanged has one fault, and returns its message from the key on.
fn only_fault(old: &str, new: &str) -> String {
	let found = faults(&example_with(old, new));
	assert_eq!(found.len(), 1, "{found:?}");
	let message = found[0].to_string();
	assert!(found[0].place.is_some(), "{message}");
	message
		.split_once(", ")
		.and_then(|(_, rest)| rest.split_once(", "))
		.unwrap()
		.1
		.to_owned()
}

fn assert_fault(old: &str, new: &str, begin: &str) {
	let message = only_fault(old, new);
	let message = message
		.replace("this is no URI: ", "")
		.replace("this is no address of mail: ", "");
	assert!(message.starts_with(begin), "{message}");
}

#[test]
fn a_fault_has_line_and_column() {
	let text = "[template]\nversion = 1\n  language = \"ENG\"\n";
	let found = faults(text);
	let message = found[0].to_string();
	assert!(
		message.starts_with("Line 3, column 14, template.language: it is no language"),
		"{message}"
	);
	assert!(message.ends_with("Write it like this: language = \"en\""), "{message}");
	let found = faults("\u{feff}[template]\nä = 1\n");
	assert_eq!(found[0].to_string().split(':').next(), Some("Line 2, column 1"));
}

#[test]
fn advice_has_one_line_also_for_a_text_of_several() {
	let text = example_template();
	let from = text.find("description = \"\"\"").unwrap();
	let end = text[from + 17..].find("\"\"\"").unwrap() + from + 20;
	let emptied = format!("{}description = \"\"{}", &text[..from], &text[end..]);
	let found = faults(&emptied);
	let message = found[0].to_string();
	assert!(
		message.contains("Write it like this: description = \"\"\"") && !message.contains('\n'),
		"{message}"
	);
}

#[test]
fn unknown_names_are_refused_with_the_one_that_may_be_meant() {
	let template = "[issuer]\nnam = \"A\"\n[isuer]\n[xyz]\n[quality]\neqf_level = 5\n";
	let found = faults(template);
	let meant = |key: &str| match &found.iter().find(|fault| fault.key == key).unwrap().problem {
		Problem::Unknown { meant } => meant.clone(),
		other => panic!("{other:?}"),
	};
	assert_eq!(meant("issuer.nam").as_deref(), Some("name"));
	assert_eq!(meant("isuer").as_deref(), Some("[issuer]"));
	assert_eq!(meant("xyz"), None);
	assert_eq!(meant("quality.eqf_level").as_deref(), Some("it in the section [learning]"));
}

#[test]
fn sections_that_are_missing_are_named() {
	let found = faults("");
	let keys: Vec<_> = found.iter().map(|fault| fault.key.as_str()).collect();
	let expected = [
		"[template]",
		"[issuer]",
		"[achievement]",
		"[learning]",
		"[assessment]",
		"[quality]",
		"[learner]",
	];
	assert_eq!(keys, expected);
	assert!(found[0].to_string().starts_with("The template, [template]: it is missing. "));
}

#[test]
fn each_mandatory_key_is_missed() {
	for (section, key) in crate::schema::SECTIONS.iter().flat_map(|section| {
		section.keys.iter().filter(|key| key.required).map(move |key| (section, key))
	}) {
		let line = format!("{} = {}\n", key.name, key.example);
		let heading = section.heading();
		let example = example_template();
		let (before, after) = example.split_once(&format!("\n{heading}\n")).unwrap();
		let text = format!("{before}\n{heading}\n{}", after.replacen(&line, "", 1));
		let found = faults(&text);
		let path = format!("{}.{}", section.name, key.name);
		let missing = found.iter().find(|fault| fault.key == path).unwrap();
		assert!(matches!(missing.problem, Problem::Missing { .. }), "{missing}");
	}
}

#[test]
fn values_of_another_kind_are_refused() {
	assert_fault("ects = 5.5", "ects = \"5.5\"", "learning.ects: a number without quotation");
	assert_fault("eqf_level = 5", "eqf_level = 5.0", "learning.eqf_level: a whole number");
	assert_fault("country = \"AT\"", "country = [\"AT\"]", "issuer.country: a text in");
	assert_fault(
		"tags = [\"water\", \"chemistry\"]",
		"tags = \"water\"",
		"achievement.tags: a list",
	);
	assert_fault("tags = [\"water\", \"chemistry\"]", "tags = [1]", "achievement.tags: a list");
	assert_fault("id = true", "id = \"yes\"", "learner.id: true or false");
	assert_fault("hours = 140", "hours = 2026-01-01", "learning.hours: a whole number");
	assert_fault("[validity]", "[[validity]]", "[validity]: a section of its own");
	assert_fault("months = 60", "until = 2031", "validity.until: a day such as");
	let found =
		faults(&format!("skill = [{{}}]\n{}", example_template().replace("[[skill]]", "[x]")));
	assert!(found
		.iter()
		.any(|fault| fault.to_string().contains("[[skill]]: a section of its own")));
}

#[test]
fn values_beyond_their_bounds_are_refused() {
	assert_fault("eqf_level = 5", "eqf_level = 9", "learning.eqf_level: it is not from 1 to 8");
	assert_fault("eqf_level = 5", "eqf_level = 0", "learning.eqf_level: it is not from 1 to 8");
	assert_fault("eqf_level = 5", "eqf_level = -1", "learning.eqf_level: it is not from 1");
	for number in ["0", "-1", "501", "inf", "nan", "5.123", "9223372036854775807"] {
		let message = only_fault("ects = 5.5", &format!("ects = {number}"));
		assert!(message.starts_with("learning.ects: "), "{message}");
	}
	assert_fault("months = 60", "months = 0", "validity.months: it is not from 1 to 1200");
	assert_fault("version = 1", "version = 2", "template.version: it is not from 1 to 1");
	let long = format!("name = \"{}\"", "ä".repeat(301));
	let message = only_fault("name = \"analyse water samples\"", &long);
	assert!(message.starts_with("skill.name: it has more than 300 characters"), "{message}");
	let tags: Vec<_> = (0..=MAX_ITEMS).map(|number| format!("\"{number}\"")).collect();
	let tags = format!("tags = [{}]", tags.join(","));
	assert_fault(
		"tags = [\"water\", \"chemistry\"]",
		&tags,
		"achievement.tags: there are more than 50",
	);
	let skills = "[[skill]]\n".repeat(MAX_ITEMS + 1);
	assert_eq!(Template::read(skills.as_bytes()).unwrap_err().listed().len(), MAX_FAULTS);
}

#[test]
fn values_that_are_none_are_refused() {
	let cases = [
		("country = \"AT\"", "country = \"at\"", "issuer.country: it is written AT"),
		("country = \"AT\"", "country = \"UK\"", "issuer.country: the code of this country"),
		("country = \"AT\"", "country = \"XX\"", "issuer.country: it is no country"),
		(
			"type = \"MicroCredential\"",
			"type = \"Microcredental\"",
			"achievement.type: it is none of the words; \"MicroCredential\"",
		),
		(
			"participation = \"blended\"",
			"participation = \"\"",
			"learning.participation: it is none",
		),
		("locality = \"Linz\"", "locality = \"\"", "issuer.locality: it is empty"),
		("locality = \"Linz\"", "locality = \" Linz\"", "issuer.locality: it has a space"),
		(
			"locality = \"Linz\"",
			"locality = \"Li\\u202Enz\"",
			"issuer.locality: it has a line break",
		),
		(
			"url = \"https://hw.example.edu/\"",
			"url = \"www.hw.example.edu\"",
			"issuer.url: its scheme",
		),
		(
			"url = \"https://hw.example.edu/\"",
			"url = \"ftp://hw.example.edu\"",
			"issuer.url: it does not begin",
		),
		(
			"url = \"https://hw.example.edu/\"",
			"url = \"https://hw.exa mple.edu\"",
			"issuer.url: there is a space",
		),
		(
			"url = \"https://hw.example.edu/\"",
			"url = \"https://a@b.org\"",
			"issuer.url: it has a user",
		),
		(
			"url = \"https://hw.example.edu/\"",
			"url = \"https://[::1]/\"",
			"issuer.url: it has brackets",
		),
	];
	for (old, new, begin) in cases {
		assert_fault(old, new, begin);
	}
}

#[test]
fn identifiers_and_lists_that_are_none_are_refused() {
	let cases = [
		("id = \"did:web:hw.example.edu\"", "id = \"asdasd\"", "issuer.id: its scheme is missing"),
		("id = \"did:web:hw.example.edu\"", "id = \"urn:uuid:1\"", "issuer.id: it begins neither"),
		("id = \"did:web:hw.example.edu\"", "id = \"did:web:a#b\"", "issuer.id: it has the sign #"),
		(
			"email = \"registrar@hw.example.edu\"",
			"email = \"registrar\"",
			"issuer.email: there is no @",
		),
		("skill/f0ca8a66-", "skill/F0CA8A66-", "skill.url: it is not http"),
		(
			"outcomes = [\"takes water samples\", \"analyses them by titration\"]",
			"outcomes = []",
			"learning.outcomes: it is empty",
		),
		(
			"methods = [\"written examination\", \"three reports\"]",
			"methods = [\"a\", \"a\"]",
			"assessment.methods: \"a\" stands twice",
		),
		(
			"methods = [\"written examination\", \"three reports\"]",
			"methods = [\"a\", \"\"]",
			"assessment.methods: item 2 of the list: it is empty",
		),
		("column = \"grade\"", "column = \"Grade\"", "result.column: it is not a word"),
		("language = \"de\"", "language = \"de-AT\"", "translation.language: it is no language"),
	];
	for (old, new, begin) in cases {
		assert_fault(old, new, begin);
	}
}

#[test]
fn values_that_exclude_each_other_are_refused() {
	let cases = [
		(
			"eqf_level = 5",
			"eqf_level = 5\nno_level = \"None.\"",
			"learning.no_level: there are a level",
		),
		("eqf_level = 5\n", "\n", "learning.eqf_level: the level (element 8) is missing"),
		(
			"integration = \"stackable\"",
			"integration = \"stand-alone\"",
			"learning.part_of: it counts",
		),
		(
			"months = 60",
			"months = 60\nuntil = 2031-12-31",
			"validity.months: it does not state one end",
		),
		("months = 60", "column = false", "validity.months: it does not state one end"),
		("type = \"LetterGrade\"", "type = \"Percent\"", "result."),
		("pass = \"C\"", "pass = \"D\"", "result.pass: it is no value of the scale"),
		("values = [\"C\", \"B\", \"A\"]\n", "\n", "result.type: the scale is missing"),
		(
			"values = [\"C\", \"B\", \"A\"]",
			"values = [\"C\", \"=A\"]",
			"result.values: a value begins with a sign",
		),
		("column = \"grade\"", "column = \"email\"", "result.column: this column has another"),
		("language = \"de\"", "language = \"en\"", "translation.language: \"en\" stands twice"),
		(
			"\"https://frameworks.example.org/water/3\"",
			"\"http://data.europa.eu/snb/eqf/3\"",
			"alignment.url: it is a level",
		),
		(
			"\"https://frameworks.example.org/water/3\"",
			"\"http://data.europa.eu/esco/skill/x\"",
			"alignment.url: it is a skill",
		),
	];
	for (old, new, begin) in cases {
		let found = faults(&example_with(old, new));
		let is_it = |fault: &crate::Fault| fault.to_string().contains(&format!(", {begin}"));
		assert!(found.iter().any(is_it), "{begin}: {found:?}");
	}
	let without_workload = example_with("ects = 5.5\n", "\n").replace("hours = 140\n", "\n");
	assert!(faults(&without_workload)[0]
		.to_string()
		.contains("the workload (element 7) is missing"));
	let without_learner = ["name = \"plain\"", "email = \"hashed\"", "number = \"hashed\""]
		.iter()
		.fold(example_template(), |text, line| text.replace(line, ""));
	read(&without_learner);
	let nobody = without_learner.replace("id = true", "id = false");
	assert!(faults(&nobody)[0].to_string().contains("nothing identifies the learner"));
}

#[test]
fn what_is_no_toml_is_refused_at_its_place() {
	let cases = [
		("[issuer\n", "Line 1, column "),
		("[issuer]\nname = Ana\n", "Line 2, column 8"),
		("[issuer]\nname = \"a\"\nname = \"b\"\n", "Line 3, column 1"),
		("[issuer]\nname = “Ana”\n", "Line 2, column 8"),
		("a = \"\u{1}\"", "Line 1, column "),
	];
	for (text, begin) in cases {
		let found = faults(text);
		assert_eq!(found.len(), 1);
		let message = found[0].to_string();
		assert!(message.starts_with(begin), "{message}");
		assert!(message.contains("it is no TOML here"), "{message}");
	}
	let read = |bytes: &[u8]| Template::read(bytes).unwrap_err().to_string();
	assert_eq!(
		read(b"[issuer]\nname = \"M\xfcller\""),
		"Line 2, column 10: it is not UTF-8 here. Save the template as UTF-8."
	);
	assert!(read(&vec![b' '; MAX_BYTES + 1]).contains("it has more than 262144 bytes"));
	for deep in
		["a=".to_owned() + &"[".repeat(10_000), "a.".repeat(10_000) + "a=1", "[".repeat(9_999)]
	{
		assert!(read(deep.as_bytes()).contains("it is no TOML here"));
	}
}

#[test]
fn inline_and_dotted_sections_are_the_same() {
	let text = example_template();
	let validity = text.replace("[validity]\n", "").replace("months = 60", "");
	let inline = format!("validity = {{ months = 60 }}\n{validity}");
	let dotted = format!("validity.months = 60\n{validity}");
	assert_eq!(read(&inline), read(&text));
	assert_eq!(read(&dotted), read(&text));
}
