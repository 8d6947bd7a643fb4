// SPDX-License-Identifier: Apache-2.0

//! Pictures: what is printed, and what is refused.

use super::credential;
use crate::{Design, Fault, Writer};
use std::fs;

/// A picture of four dots, with a part of it that one sees through.
const PNG: &[u8] = include_bytes!("../../tests/data/emblem.png");

const DESIGN: &str = "[background]\nfile = \"a.png\"\n[[image]]\nfile = \"a.png\"\nx = 10\ny = 10\nwidth = 20\n\
                      alt = \"Emblem\"\n[[image]]\nfile = \"a.png\"\nx = 10\ny = 40\nwidth = 20\nheight = 5\n";

fn writer(picture: &[u8]) -> Result<Writer, Fault> {
	let folder = tempfile::tempdir().unwrap();
	fs::write(folder.path().join("a.png"), picture).unwrap();
	Writer::new(Design::read(DESIGN.as_bytes())?, folder.path())
}

#[test]
fn pictures_are_printed_and_told() {
	let pdf = writer(PNG).unwrap().write(&credential("Ana"), None).unwrap();
	let count = |part: &[u8]| pdf.windows(part.len()).filter(|bytes| *bytes == part).count();
	// The file is there once, with its transparency.
	assert_eq!((count(b"/Subtype/Image"), count(b"/Alt(Emblem)")), (2, 1));
}

#[test]
fn what_is_no_picture_is_refused_by_its_name() {
	for (bytes, why) in [
		(&b""[..], "it is neither a PNG nor a JPEG"),
		(b"<svg/>", "it is neither a PNG nor a JPEG"),
		(b"\x89PNG\r\n\x1a\n", ""),
		(b"\xff\xd8\xff", ""),
		(&PNG[..40], ""),
	] {
		let fault = writer(bytes).err().unwrap();
		assert!(matches!(&fault, Fault::Picture { .. }), "{fault}");
		assert!(fault.to_string().contains(why) && fault.to_string().contains("a.png"), "{fault}");
	}
}

#[test]
fn a_picture_with_too_many_dots_is_not_decoded() {
	let mut bomb = PNG.to_vec();
	bomb[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
	// The checksum of these sides, without which the picture would be called damaged.
	bomb[29..33].copy_from_slice(&[0x6c, 0x84, 0x30, 0xe3]);
	let fault = writer(&bomb).err().unwrap();
	assert!(fault.to_string().contains("it has too many dots"), "{fault}");
}

#[test]
fn no_part_of_a_picture_makes_it_panic() {
	for end in 0..PNG.len() {
		assert!(writer(&PNG[..end]).is_err() || end > PNG.len() - 13, "{end}");
	}
	for at in 0..PNG.len() {
		let mut changed = PNG.to_vec();
		changed[at] ^= 0x55;
		let _ = writer(&changed);
	}
}
