// SPDX-License-Identifier: Apache-2.0

//! The memory that a large list takes. The test is alone in its process, whose peak Linux counts.

use std::fs;
use testamur_roster::{Column, Columns, Kind, Roster};

/// Most of what reading may add to the peak, as a multiple of the file.
const FILES: u64 = 2;

/// Returns the most memory that this process has had so far, in bytes, where the system tells.
fn peak() -> Option<u64> {
	let status = fs::read_to_string("/proc/self/status").ok()?;
	let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
	let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
	Some(kilobytes * 1_024)
}

#[test]
fn a_hundred_thousand_rows_take_less_than_twice_their_file() {
	let columns = Columns::new([
		Column::new("number", Kind::Identifier).required().unique(),
		Column::new("given_name", Kind::Text).required(),
		Column::new("family_name", Kind::Text).required(),
		Column::new("email", Kind::Email).unique(),
		Column::new("birth_date", Kind::Date),
		Column::new("score", Kind::Decimal),
		Column::new("result", Kind::OneOf(vec!["passed".to_owned(), "with merit".to_owned()])),
	])
	.unwrap();
	let mut file = String::from("number,given_name,family_name,email,birth_date,score,result\r\n");
	for row in 0..100_000 {
		let day = 1 + row % 28;
		file.push_str(&format!(
			"{row:08},Zoë {row},\"Sol, {row}\",learner.{row}@example.org,2001-04-{day:02},5.5,passed\r\n"
		));
	}
	let before = peak();
	let roster = Roster::read(file.as_bytes(), &columns).unwrap();
	let after = peak();
	assert_eq!(roster.len(), 100_000);
	if let (Some(before), Some(after)) = (before, after) {
		let (added, size) = (after - before, file.len() as u64);
		println!("{size} bytes of a file, {added} bytes more");
		assert!(added < FILES * size, "{added} bytes for a file of {size}");
	}
}
