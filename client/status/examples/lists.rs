// SPDX-License-Identifier: Apache-2.0

//! Reads list credentials, one a line, and prints what each says: for tests that compare this crate with others.
//!
//! ```text
//! lists < credentials > answers
//! ```
//!
//! An answer is the purpose, the number of places, and the places whose bits are set; or `refused` with the reason.

use std::{
	error::Error,
	io::{self, Read},
};
use testamur_status::read_list;

fn main() -> Result<(), Box<dyn Error>> {
	let mut input = String::new();
	io::stdin().read_to_string(&mut input)?;
	for line in input.lines() {
		match read_list(line.as_bytes()) {
			Ok(list) => {
				let set = (0..list.places()).filter(|place| list.get(*place) == Some(true));
				let set: Vec<String> = set.map(|place| place.to_string()).collect();
				println!("{} {} {}", list.purpose.word(), list.places(), set.join(","));
			},
			Err(fault) => println!("refused {fault}"),
		}
	}
	Ok(())
}
