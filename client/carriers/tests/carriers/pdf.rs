// SPDX-License-Identifier: Apache-2.0

//! PDFs.

use crate::{
	made::{pdf, Form, Objects},
	CREDENTIAL,
};
use testamur_carriers::{
	pdf::{attachments, Attachment},
	Fault, MAX_CREDENTIAL,
};

const FORMS: [Form; 2] = [Form::Table, Form::Streams];

fn word(file: &[u8]) -> &'static str {
	attachments(file).unwrap_err().word()
}

/// Returns the names and contents of the attachments of a file.
fn read(file: &[u8]) -> Vec<(String, Vec<u8>)> {
	let all = attachments(file).unwrap().into_iter();
	all.map(|Attachment { name, content }| (name, content.unwrap())).collect()
}

/// Returns a file whose only attachment is a stream with these members and bytes.
fn with_stream(members: &str, bytes: &[u8]) -> Vec<u8> {
	let mut objects = Objects::default();
	objects.add(1, "<</Names<</EmbeddedFiles 2 0 R>>>>".into());
	objects.add(2, "<</Names[(a.json) 3 0 R]>>".into());
	objects.add(3, "<</EF<</F 4 0 R>>>>".into());
	objects.add_raw(4, members, bytes);
	objects.with_table("/Root 1 0 R")
}

/// Returns a file with this catalog and these further objects, from number 2 on.
fn with_catalog(catalog: &str, more: &[&str]) -> Vec<u8> {
	let mut objects = Objects::default();
	objects.add(1, catalog.into());
	for (number, value) in (2..).zip(more) {
		objects.add(number, (*value).into());
	}
	objects.with_table("/Root 1 0 R")
}

#[test]
fn attachments_come_out_of_each_form() {
	for form in FORMS {
		let all =
			[("ana.json", CREDENTIAL.as_bytes()), ("Šolová (1).testamur", b"bundle"), ("c", b"")];
		let found = read(&pdf(&all, form));
		let wanted = all.map(|(name, content)| (name.to_owned(), content.to_vec()));
		assert_eq!(found, wanted, "{form:?}");
		assert_eq!(attachments(&pdf(&[], form)), Ok(vec![]));
		// Mail programs leave lines before a file and behind it.
		let mailed = [b"\r\n\r\n".to_vec(), pdf(&all, form), b"\r\n--\r\n".to_vec()].concat();
		assert_eq!(read(&mailed).len(), 3);
	}
}

#[test]
fn a_later_save_goes_before_an_earlier_one() {
	let mut file = pdf(&[("ana.json", b"first")], Form::Table);
	let place = file.len();
	file.extend(b"5 0 obj\n<</Length 6 0 R>>stream\nsecond\nendstream\nendobj\n");
	let length = file.len();
	file.extend(b"6 0 obj 6 endobj\n");
	let before = file.windows(10).rposition(|window| window == b"startxref\n").unwrap() + 10;
	let digits = file[before..].iter().take_while(|byte| byte.is_ascii_digit());
	let former: String = digits.map(|digit| char::from(*digit)).collect();
	let table = file.len();
	file.extend(
		format!(
			"xref\n5 2\n{place:010} 00000 n\r\n{length:010} 00000 n\r\ntrailer<</Root 1 0 R/Prev {former}>>\n\
			 startxref {table}\n%%EOF"
		)
		.into_bytes(),
	);
	assert_eq!(read(&file), [("ana.json".to_owned(), b"second".to_vec())]);
}

#[test]
fn trees_of_names_have_branches_and_end() {
	let leaf = "<</Names[(a)5 0 R<62>5 0 R]>>";
	let description = "<</F(first)/UF<FEFF00e9>/EF<</F 6 0 R>>>>";
	let mut objects = Objects::default();
	objects.add(1, "<</Names<</EmbeddedFiles 2 0 R>>/AF 7 0 R>>".into());
	objects.add(2, "<</Kids[3 0 R 4 0 R 2 0 R]>>".into());
	objects.add(3, leaf.into());
	objects.add(4, "<</Kids[3 0 R 2 0 R 0 0 R]>>".into());
	objects.add(5, description.into());
	objects.add_raw(6, "", b"content");
	objects.add(7, "[5 0 R null 8 0 R (text)]".into());
	objects.add(8, "<</EF<</UF 10 0 R>>/F(b\\\\\\(\\051\\n)>>".into());
	objects.add_raw(10, "/Filter null", b"more");
	let found = read(&objects.with_table("/Root 1 0 R"));
	let names: Vec<_> =
		found.iter().map(|(name, content)| (name.as_str(), content.len())).collect();
	assert_eq!(names, [("é", 7), ("b\\()\n", 4)]);
}

#[test]
fn what_is_damaged_is_told_and_never_read_wrongly() {
	for form in FORMS {
		let good = pdf(&[("ana.json", CREDENTIAL.as_bytes())], form);
		for length in 0..good.len() - 2 {
			match attachments(&good[..length]) {
				Err(fault) => assert_eq!(fault.word(), "damagedFile", "{length} {fault}"),
				// The last line is no part of what is read.
				Ok(found) => assert!(length > good.len() - 9 && found.len() == 1, "{length}"),
			}
		}
	}
	assert_eq!(word(b"%PDF-1.7\nstartxref\n5\n%%EOF"), "damagedFile");
	assert_eq!(word(b"%PDF-1.7\nstartxref\n99999999999999999999999\n%%EOF"), "damagedFile");
	assert_eq!(word(b""), "damagedFile");
	assert_eq!(word(&with_catalog("[1 0 R]", &[])), "damagedFile");
	let other_length = with_stream("/Length 3", b"content");
	assert_eq!(
		attachments(&other_length).unwrap()[0].content.as_ref().unwrap_err().word(),
		"damagedFile"
	);
	for lost in
		["<</Names 9 0 R>>", "<</AF 9 0 R>>", "<</AF[9 0 R]>>", "<</AF[<</EF<</F 9 0 R>>>>]>>"]
	{
		let found = attachments(&with_catalog(lost, &[]));
		let is_told =
			found.is_err() || found.is_ok_and(|all| all.iter().all(|it| it.content.is_err()));
		assert!(is_told, "{lost}");
	}
	let loops = with_catalog("<</AF 2 0 R>>", &["3 0 R", "2 0 R"]);
	assert_eq!(word(&loops), "tooComplex");
}

#[test]
fn what_is_encrypted_or_rare_is_told() {
	let mut objects = Objects::default();
	objects.add(1, "<</Names<<>>>>".into());
	assert_eq!(word(&objects.with_table("/Root 1 0 R/Encrypt 9 0 R")), "encrypted");
	let content = |file: &[u8]| attachments(file).unwrap().remove(0).content;
	for members in [
		"/Filter/LZWDecode",
		"/Filter[/ASCIIHexDecode/FlateDecode]",
		"/Filter[/Crypt]",
		"/Filter 1",
	] {
		let found = content(&with_stream(members, b"bytes"));
		assert_eq!(found.unwrap_err().word(), "notSupported", "{members}");
	}
	assert_eq!(content(&with_stream("/Filter[]", b"bytes")).unwrap(), b"bytes");
	let broken = content(&with_stream("/Filter/FlateDecode", b"bytes"));
	assert_eq!(broken.unwrap_err().word(), "damagedFile");
}

#[test]
fn nothing_grows_beyond_its_bound() {
	let content = |file: &[u8]| attachments(file).unwrap().remove(0).content;
	let bomb = vec![b' '; MAX_CREDENTIAL + 1];
	assert!(matches!(content(&pdf(&[("a.json", &bomb)], Form::Table)), Err(Fault::TooLarge(..))));
	assert_eq!(content(&with_stream("", &bomb)).unwrap_err().word(), "tooLarge");
	// Many attachments of some megabytes share one budget.
	let part = vec![b' '; MAX_CREDENTIAL];
	let names: Vec<_> = (0..40).map(|number| format!("{number}.json")).collect();
	let many: Vec<_> = names.iter().map(|name| (name.as_str(), part.as_slice())).collect();
	let found = attachments(&pdf(&many, Form::Streams)).unwrap();
	let read = found.iter().filter(|it| it.content.is_ok()).count();
	assert!((15..25).contains(&read), "{read}");

	let deep = format!("<</AF {}{}>>", "[".repeat(100_000), "]".repeat(100_000));
	assert_eq!(word(&with_catalog(&deep, &[])), "tooComplex");
	let wide = format!("<</AF[{}]>>", "0 ".repeat(200_000));
	assert_eq!(word(&with_catalog(&wide, &[])), "tooComplex");
	let long = format!("<</AF[{}]>>", "null ".repeat(20_000));
	assert_eq!(word(&with_catalog(&long, &[])), "tooMany");
}

/// Checks tables that state more than they have, or have more than a file can need.
#[test]
fn tables_are_bounded() {
	let table = |rows: &str| {
		let file = format!("%PDF-1.7\n{rows}");
		file.replace("HERE", "9").into_bytes()
	};
	let many: String = (0..300_000).map(|_| "0 0 n ").collect();
	let many = table(&format!("xref 0 300000 {many}trailer<<>> startxref HERE "));
	assert_eq!(word(&many), "tooComplex");
	let stated = table("xref 0 4000000000 trailer<<>> startxref HERE ");
	assert_eq!(word(&stated), "damagedFile");
	let to_itself = table("xref trailer<</Prev 9/XRefStm 9>> startxref HERE ");
	assert_eq!(word(&to_itself), "damagedFile");
	let mut chain = "%PDF-1.7\nxref trailer<<>> ".to_owned();
	let mut former = 9;
	for _ in 0..2_000 {
		let place = chain.len();
		chain.push_str(&format!("xref trailer<</Prev {former}>> "));
		former = place;
	}
	chain.push_str(&format!("startxref {former} "));
	assert_eq!(word(chain.as_bytes()), "tooComplex");
	let mut empty = Objects::default();
	empty.add(1, "<<>>".into());
	let zero = String::from_utf8_lossy(&empty.with_streams("/Root 1 0 R")).into_owned();
	assert!(zero.contains("/W[1 4 2]"));
	let zero = zero.replace("/W[1 4 2]", "/W[0 0 0]");
	assert_eq!(word(zero.as_bytes()), "damagedFile");
}

/// Returns a file with attachments whose streams all go on to the end of the last one, behind which white space
/// follows.
fn overlapping(count: usize, white: usize) -> Vec<u8> {
	let head =
		|number: usize, length: usize| format!("{number:05} 0 obj<</Length {length:09}>>stream\n");
	let size = head(0, 0).len();
	let described: String = (2..count + 2).map(|it| format!("<</EF<</F {it} 0 R>>>>")).collect();
	let catalog = format!("%PDF-1.7\n00001 0 obj<</AF[{described}]>>\n");
	let streams: String = (0..count).map(|it| head(it + 2, (count - it - 1) * size)).collect();
	let rows: String = (0..count).map(|it| format!("{} 0 n ", catalog.len() + it * size)).collect();
	let body = [catalog.as_str(), &streams, &" ".repeat(white), "endstream\n"].concat();
	let table = format!("xref 1 {} 9 0 n {rows}trailer<</Root 1 0 R>> startxref ", count + 1);
	let begin = body.len();
	[body, table, format!("{begin} ")].concat().into_bytes()
}

#[test]
fn parts_that_overlap_share_one_budget() {
	let found = attachments(&overlapping(5, 100)).unwrap();
	assert!(found.len() == 5 && found.iter().all(|it| it.content.is_ok()));
	let found = attachments(&overlapping(300, 1 << 20)).unwrap();
	let read = found.iter().take_while(|it| it.content.is_ok()).count();
	assert!((100..140).contains(&read), "{read}");
	let beyond = |it: &Attachment| it.content.as_ref().unwrap_err().word();
	assert!(found[read..].iter().all(|it| beyond(it) == "tooComplex"));
}

#[test]
fn all_values_of_a_file_are_bounded_and_so_is_what_does_not_decompress() {
	let node = format!("<</Limits[{}]>>", "0 ".repeat(90_000));
	let tree = |nodes: usize| {
		let kids: String = (2..nodes + 2).map(|number| format!("{number} 0 R ")).collect();
		let catalog = format!("<</Names<</EmbeddedFiles<</Kids[{kids}]>>>>>>");
		attachments(&with_catalog(&catalog, &vec![node.as_str(); nodes]))
	};
	assert_eq!(tree(10), Ok(vec![]));
	assert_eq!(tree(12).unwrap_err().word(), "tooComplex");
	let bomb = vec![b' '; MAX_CREDENTIAL + 1];
	let names: Vec<_> = (0..40).map(|number| format!("{number}.json")).collect();
	let bombs: Vec<_> = names.iter().map(|name| (name.as_str(), bomb.as_slice())).collect();
	let found = attachments(&pdf(&bombs, Form::Table)).unwrap();
	let is_tried =
		|it: &&Attachment| matches!(it.content, Err(Fault::TooLarge(_, "an attachment", _)));
	assert_eq!(found.iter().filter(is_tried).count(), 21);
}
