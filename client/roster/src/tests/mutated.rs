// SPDX-License-Identifier: Apache-2.0

//! Mutated files: nothing panics, and whatever is taken keeps the rules of its columns.
//!
//! `TESTAMUR_INPUTS` states the number of inputs, 100,000 without it, and `TESTAMUR_SEED` the seed. A
//! long run: `TESTAMUR_INPUTS=1000000 cargo test --release -p testamur-roster mutated -- --nocapture`.

use crate::{kinds, Column, Columns, Encoding, Kind, Roster, MAX_FAULTS};
use std::env;

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

/// Random numbers of the splitmix64 generator: a run is the same wherever it is made.
struct Numbers(u64);

impl Numbers {
	fn below(&mut self, bound: usize) -> usize {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mut mixed = self.0;
		mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		usize::try_from((mixed ^ (mixed >> 31)) % bound.max(1) as u64).unwrap()
	}

	fn mutated(&mut self) -> Vec<u8> {
		let seed = SEEDS[self.below(SEEDS.len())];
		let mut bytes = match self.below(8) {
			0 => seed.encode_utf16().flat_map(u16::to_le_bytes).collect(),
			1 => format!("\u{feff}{seed}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
			_ => seed.as_bytes().to_vec(),
		};
		for _ in 0..=self.below(6) {
			let at = self.below(bytes.len() + 1);
			let end = (at + self.below(12)).min(bytes.len());
			let piece = match self.below(6) {
				0 => vec![u8::try_from(self.below(256)).unwrap()],
				1 => bytes[at..end].repeat(self.below(4)),
				2 => Vec::new(),
				_ => PIECES[self.below(PIECES.len())].to_vec(),
			};
			let until = if self.below(2) == 0 { at } else { end };
			bytes.splice(at..until, piece);
		}
		bytes
	}
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

fn stated(name: &str, otherwise: u64) -> u64 {
	env::var(name).map_or(otherwise, |stated| stated.parse().unwrap())
}

#[test]
fn mutated_files_are_refused_or_keep_the_rules_of_their_columns() {
	let inputs = stated("TESTAMUR_INPUTS", 100_000);
	let mut numbers = Numbers(stated("TESTAMUR_SEED", 20_261_128));
	let (unicode, windows) = (columns(Encoding::Unicode), columns(Encoding::Windows1252));
	let (mut taken, mut rows) = (0_u64, 0);
	for _ in 0..inputs {
		let file = numbers.mutated();
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
