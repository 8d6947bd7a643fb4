// SPDX-License-Identifier: Apache-2.0

//! Mutated files: nothing panics, and whatever is taken keeps the rules of its columns.
//!
//! A long run: `TESTAMUR_INPUTS=1000000 cargo test --release -p testamur-roster mutated -- --nocapture`.

use crate::{kinds, Column, Columns, Encoding, Kind, Roster, MAX_FAULTS};
use testamur_mutation::{inputs, Numbers};

/// Good files, of which the mutations are made.
const SEEDS: [&str; 5] = [
	"\u{feff}number;name;born;email;score;page\r\n00731;\"Sol; Ana\";2001-04-03;ana@example.org;5.5;https://a.org\r\n",
	"number,name,text\n1,\"Ana \"\"A\"\" Sol\",\"one\ntwo\"\n2,محمد 张伟,\n,,\n",
	"sep=;\nnumber;name\n1;Ana\n2;Ben\n",
	"Student,ID,SIS User ID,SIS Login ID,Section,Score\n    Points Possible,,,,,10\n\"Sol, Ana\",1,007,a,G,9.5\n",
	"First name,Surname,ID number,Email address,Last downloaded from this course\nAna,Sol,1,a@b.org,17\n",
];
/// Pieces that matter to some part of a reader.
const PIECES: [&[u8]; 24] = [
	b"\"",
	b"\"\"",
	b",",
	b";",
	b"\t",
	b"\r",
	b"\n",
	b"\r\n",
	b"\0",
	b"\xef\xbb\xbf",
	b"\xff\xfe",
	b"\xfe\xff",
	b"\xe9",
	b"\xf0\x9f\x98",
	b"\xc2\xa0",
	b"\xe2\x80\xae",
	b"=",
	b"#N/A",
	b"1E+5",
	b"Points Possible",
	b"sep=",
	b"Manual Posting",
	b"\xc3\x83\xc2\xbc",
	b"-",
];

/// Returns a changed file, in one of the encodings that spreadsheets write.
fn mutated(numbers: &mut Numbers) -> Vec<u8> {
	let seed = numbers.one_of(&SEEDS);
	let bytes = match numbers.below(8) {
		0 => seed.encode_utf16().flat_map(u16::to_le_bytes).collect(),
		1 => format!("\u{feff}{seed}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
		_ => seed.as_bytes().to_vec(),
	};
	numbers.mutated(bytes, &PIECES)
}

fn columns(encoding: Encoding) -> Columns {
	Columns::new([
		Column::new("number", Kind::Identifier)
			.unique()
			.or("SIS User ID")
			.or("ID number"),
		Column::new("name", Kind::Text).required().or("Student").or("Surname"),
		Column::new("born", Kind::Date),
		Column::new("email", Kind::Email).unique().or("Email address"),
		Column::new("score", Kind::Decimal).or("Score"),
		Column::new("page", Kind::Uri),
		Column::new("text", Kind::Paragraphs),
	])
	.unwrap()
	.ignoring_others()
	.encoded_in(encoding)
}

#[test]
fn mutated_files_are_refused_or_keep_the_rules_of_their_columns() {
	let inputs = inputs(100_000);
	let mut numbers = Numbers::of_run();
	let (unicode, windows) = (columns(Encoding::Unicode), columns(Encoding::Windows1252));
	let (mut taken, mut rows) = (0_u64, 0);
	for _ in 0..inputs {
		let file = mutated(&mut numbers);
		let columns = if numbers.below(8) == 0 { &windows } else { &unicode };
		match Roster::read(&file, columns) {
			Ok(roster) => {
				taken += 1;
				rows += roster.len();
				check(&roster, columns);
			},
			Err(faults) => {
				assert!((1..=MAX_FAULTS).contains(&faults.listed().len()));
				let text = faults.to_string();
				assert!(text.len() <= 600 * faults.listed().len(), "{text}");
			},
		}
	}
	println!("{inputs} inputs: {taken} taken with {rows} rows, the others refused");
	assert!(taken > inputs / 20 && taken < inputs);
}

/// Checks that each cell of a list has the kind of its column.
fn check(roster: &Roster, columns: &Columns) {
	for row in roster.rows() {
		for (place, column) in columns.list().iter().enumerate() {
			match row.at(place) {
				Some(cell) => kinds::check(cell, &column.kind).unwrap(),
				None => assert!(!column.required),
			}
		}
	}
}
