// SPDX-License-Identifier: Apache-2.0

//! Bakes credentials into pictures, and lists what a file carries: for tests that compare this crate with other
//! programs.
//!
//! ```text
//! carriers bake CREDENTIAL < picture > baked
//! carriers list < file
//! ```
//!
//! CREDENTIAL is the name of a file. A list has a line for each part: its name and its content, as an array of two
//! texts in JSON, or the word for the fault in the place of the content.

use std::{
	env,
	error::Error,
	fs,
	io::{self, Read, Write},
};
use testamur_carriers::{pdf, png, presentation, svg, zip::Archive, Fault, Kind};
use testamur_document::{canonical, value::Value};

type Parts = Vec<(String, Result<Vec<u8>, Fault>)>;

fn main() -> Result<(), Box<dyn Error>> {
	let arguments: Vec<String> = env::args().skip(1).collect();
	let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
	let mut file = Vec::new();
	io::stdin().read_to_end(&mut file)?;
	match arguments.as_slice() {
		["bake", credential] => {
			let credential = fs::read_to_string(credential)?;
			let baked = match Kind::of_content(&file) {
				Some(Kind::Png) => png::bake(&file, &credential)?,
				_ => svg::bake(std::str::from_utf8(&file)?, &credential)?.into_bytes(),
			};
			io::stdout().write_all(&baked)?;
		},
		["list"] => {
			for (name, content) in
				parts(&file).unwrap_or_else(|fault| vec![(String::new(), Err(fault))])
			{
				println!("{}", line(name, content));
			}
		},
		_ => return Err("call it with bake or list: see the head of its source".into()),
	}
	Ok(())
}

/// Returns the parts of a file.
fn parts(file: &[u8]) -> Result<Parts, Fault> {
	let one = |content| vec![(String::new(), Ok(content))];
	match Kind::of_content(file) {
		Some(Kind::Png) => png::extract(file).map(one),
		Some(Kind::Svg) => svg::extract(file).map(one),
		Some(Kind::Pdf) => {
			let all = pdf::attachments(file)?.into_iter();
			Ok(all.map(|attachment| (attachment.name, attachment.content)).collect())
		},
		Some(Kind::Zip) => {
			let archive = Archive::open(file)?;
			let all = archive.names().map(|name| (name.to_owned(), archive.read(name)));
			Ok(all.collect())
		},
		_ => {
			let all = presentation::credentials(file)?.into_iter();
			Ok(all.map(|part| (part.name, Ok(part.content))).collect())
		},
	}
}

/// Returns the line of a part.
fn line(name: String, content: Result<Vec<u8>, Fault>) -> String {
	let content = match content {
		Ok(content) => String::from_utf8_lossy(&content).into_owned(),
		Err(fault) => fault.word().to_owned(),
	};
	canonical::write(&Value::Array(vec![Value::String(name), Value::String(content)]))
}
