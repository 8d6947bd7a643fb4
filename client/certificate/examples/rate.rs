// SPDX-License-Identifier: Apache-2.0

//! Measures how many certificates one thread makes in a second.
//!
//! Arguments: a design, the number of certificates, the size of the batch, and a document without an anchor. Each
//! certificate is that of another place in the batch, so that no two codes are the same. The fonts and pictures are
//! read before the clock runs, and the files are kept in memory.

use std::{env, error::Error, fs, path::Path, time::Instant};
use testamur_certificate::{Credential, Design, Writer};
use testamur_document::Document;
use testamur_documents::anchor::{attach, Anchor, Genesis, Order};
use testamur_primitives::{
	merkle::Tree, reference::InclusionPath, CredentialReference, Digest, InstitutionId,
};

fn main() -> Result<(), Box<dyn Error>> {
	let arguments: Vec<String> = env::args().skip(1).collect();
	let [design, number, size, document] = arguments.as_slice() else {
		return Err("state a design, a number, the size of a batch and a document".into());
	};
	let credentials = anchored(&fs::read(document)?, number.parse()?, size.parse()?)?;
	let folder = Path::new(design).parent().unwrap_or_else(|| Path::new(""));
	let mut writer = Writer::new(Design::read(&fs::read(design)?)?, folder)?;
	let (begin, mut bytes) = (Instant::now(), 0);
	for credential in &credentials {
		bytes += writer.write(credential, None)?.len();
	}
	let seconds = begin.elapsed().as_secs_f64();
	let rate = f64::from(u32::try_from(credentials.len())?) / seconds;
	println!("{number} certificates, {bytes} bytes, in {seconds:.2} s: {rate:.0} a second");
	Ok(())
}

/// Returns a document with an anchor for each of the first places of a batch, whose other leaves are hashes of
/// numbers.
fn anchored(text: &[u8], number: u32, size: u32) -> Result<Vec<Credential>, Box<dyn Error>> {
	let digest = Document::from_json(text).map_err(|fault| format!("{fault:?}"))?.digest();
	let leaf = digest.leaf();
	let other = |place: u32| {
		let mut bytes = [0; 32];
		bytes[..4].copy_from_slice(&place.to_le_bytes());
		Digest(bytes).leaf()
	};
	(0..number.min(size))
		.map(|index| {
			let leaves: Vec<_> = (0..size)
				.map(|place| if place == index { leaf } else { other(place) })
				.collect();
			let tree = Tree::new(&leaves).map_err(|fault| format!("{fault:?}"))?;
			let path = tree.path(index).ok_or("the batch has no such place")?;
			let path = InclusionPath::try_from(path).map_err(|_| "the path is too long")?;
			let institution = InstitutionId(7);
			let reference =
				CredentialReference { institution, leaf, index, size, path, signed_by: None };
			let anchor = Anchor::new(Genesis([9; 32]), &reference, digest, &[])?;
			Ok(Credential::read(attach(text, &anchor, Order::Last)?.as_bytes())?)
		})
		.collect()
}
