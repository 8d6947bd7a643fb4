// SPDX-License-Identifier: Apache-2.0

//! Measures how many certificates are made in a second.
//!
//! Arguments: a design, the number of certificates, and signed documents, which are taken in turn. The fonts
//! and pictures are read before the clock runs, and the files are kept in memory.

use std::{env, error::Error, fs, path::Path, time::Instant};
use testamur_certificate::{Credential, Design, Writer};

fn main() -> Result<(), Box<dyn Error>> {
	let arguments: Vec<String> = env::args().skip(1).collect();
	let [design, number, documents @ ..] = arguments.as_slice() else {
		return Err("state a design, a number and documents".into());
	};
	let number: u32 = number.parse()?;
	let read = |path: &String| -> Result<Credential, Box<dyn Error>> {
		Ok(Credential::read(&fs::read(path)?)?)
	};
	let credentials = documents.iter().map(read).collect::<Result<Vec<_>, _>>()?;
	let folder = Path::new(design).parent().unwrap_or_else(|| Path::new(""));
	let mut writer = Writer::new(Design::read(&fs::read(design)?)?, folder)?;
	let (begin, mut bytes) = (Instant::now(), 0);
	for (credential, _) in credentials.iter().cycle().zip(0..number) {
		bytes += writer.write(credential, None)?.len();
	}
	let seconds = begin.elapsed().as_secs_f64();
	let rate = f64::from(number) / seconds;
	println!("{number} certificates, {bytes} bytes, in {seconds:.2} s: {rate:.0} a second");
	Ok(())
}
