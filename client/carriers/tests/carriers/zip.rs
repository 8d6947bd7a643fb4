// SPDX-License-Identifier: Apache-2.0

//! ZIP archives.

use crate::made::zip;
use miniz_oxide::deflate::compress_to_vec;
use rawzip::{crc32, CompressionMethod, DataDescriptorOutput, ZipArchiveWriter};
use std::io::Write;
use testamur_carriers::{
	zip::{pack, Archive},
	Fault, Part, MAX_FILE, MAX_PARTS,
};

fn word(archive: &[u8]) -> &'static str {
	Archive::open(archive).err().map_or("", |fault| fault.word())
}

/// Returns an archive with a file that states another content than it has, by another method.
fn odd(method: CompressionMethod, bytes: &[u8], stated: &[u8], is_encrypted: bool) -> Vec<u8> {
	let mut archive = ZipArchiveWriter::new(Vec::new());
	let file = archive.new_file("a.json").compression_method(method).encrypted(is_encrypted);
	let (mut entry, _) = file.start().unwrap();
	entry.write_all(bytes).unwrap();
	let size = u64::try_from(stated.len()).unwrap();
	entry.finish(DataDescriptorOutput::new(crc32(stated), size)).unwrap();
	archive.finish().unwrap()
}

fn read(archive: &[u8]) -> Result<Vec<u8>, Fault> {
	Archive::open(archive)?.read("a.json")
}

#[test]
fn files_are_listed_and_read() {
	let bytes =
		zip(&[("b/Šolová.json", b"{}"), ("a.json", b"text"), ("../up", b""), ("/etc/c", b"c")]);
	let archive = Archive::open(&bytes).unwrap();
	let names: Vec<_> = archive.names().collect();
	assert_eq!(names, ["../up", "/etc/c", "a.json", "b/Šolová.json"]);
	assert!(archive.has("../up") && !archive.has("up"));
	assert_eq!(archive.read("a.json").unwrap(), b"text");
	assert_eq!(archive.read("../up").unwrap(), b"");
	assert!(archive.read("other").is_err());
	assert_eq!(Archive::open(&zip(&[])).unwrap().names().count(), 0);
	assert_eq!(read(&odd(CompressionMethod::STORE, b"text", b"text", false)).unwrap(), b"text");
}

#[test]
fn what_is_packed_is_read_again_or_refused() {
	let part =
		|name: &str, content: &[u8]| Part { name: name.to_owned(), content: content.to_vec() };
	let parts = [part("Šolová.json", b"{}"), part("a/b.json", b""), part("../up", b"text")];
	let packed = pack(&parts).unwrap();
	let archive = Archive::open(&packed).unwrap();
	assert_eq!(archive.names().count(), parts.len());
	for Part { name, content } in &parts {
		assert_eq!(archive.read(name).unwrap(), *content, "{name}");
	}
	assert_eq!(Archive::open(&pack(&[]).unwrap()).unwrap().names().count(), 0);
	let refused = |parts: &[Part]| pack(parts).unwrap_err().word();
	assert_eq!(refused(&[part("a", b"1"), part("a", b"2")]), "damagedFile");
	assert_eq!(refused(&[part("", b"")]), "damagedFile");
	assert_eq!(refused(&[part("folder/", b"")]), "damagedFile");
	assert_eq!(refused(&[part("a", &vec![0; MAX_FILE]), part("b", b"1")]), "tooLarge");
	let many: Vec<_> = (0..=MAX_PARTS).map(|number| part(&number.to_string(), b"")).collect();
	assert_eq!(refused(&many), "tooMany");
}

#[test]
fn what_is_damaged_or_means_two_things_is_told() {
	let good = zip(&[("a.json", b"{\"type\":\"VerifiableCredential\"}"), ("b.json", b"other")]);
	for length in 0..good.len() {
		assert_eq!(word(&good[..length]), "damagedFile", "{length}");
	}
	assert_eq!(word(&zip(&[("a.json", b"1"), ("a.json", b"2")])), "damagedFile");
	// The name in the list and the one beside the bytes are the same letters, of which one is changed.
	let place = good.windows(6).position(|window| window == b"a.json").unwrap();
	let mut renamed = good;
	renamed[place] = b'c';
	assert_eq!(word(&renamed), "damagedFile");
	let packed = compress_to_vec(b"text", 6);
	for bad in [
		odd(CompressionMethod::DEFLATE, &packed, b"texts", false),
		odd(CompressionMethod::DEFLATE, &packed, b"taxt", false),
		odd(CompressionMethod::DEFLATE, b"\xff\xff", b"text", false),
		odd(CompressionMethod::STORE, b"texs", b"text", false),
	] {
		assert_eq!(read(&bad).unwrap_err().word(), "damagedFile");
	}
	let encrypted = odd(CompressionMethod::DEFLATE, &packed, b"text", true);
	assert_eq!(read(&encrypted).unwrap_err().word(), "encrypted");
	let rare = odd(CompressionMethod::BZIP2, &packed, b"text", false);
	assert_eq!(read(&rare).unwrap_err().word(), "notSupported");
}

#[test]
fn nothing_grows_beyond_its_bound() {
	let zeros = vec![0; MAX_FILE + 1];
	let bomb = zip(&[("a.json", &zeros)]);
	assert!(bomb.len() < 100_000);
	assert_eq!(word(&bomb), "tooLarge");
	// A file that states few bytes and has many: no more than that is given, whatever it states.
	let lying = odd(CompressionMethod::DEFLATE, &compress_to_vec(&zeros, 9), b"text", false);
	assert_eq!(read(&lying).unwrap_err().word(), "tooLarge");
	let stored = odd(CompressionMethod::STORE, &zeros, &zeros, false);
	assert_eq!(read(&stored).unwrap_err().word(), "tooLarge");
	let names: Vec<_> = (0..=MAX_PARTS).map(|number| number.to_string()).collect();
	let many: Vec<_> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
	assert_eq!(word(&zip(&many)), "tooMany");
	assert_eq!(word(&zip(&many[1..])), "");
}

/// Returns the places of bytes.
fn places(bytes: &[u8], wanted: &[u8]) -> Vec<usize> {
	let windows = bytes.windows(wanted.len()).enumerate();
	windows
		.filter(|(_, window)| *window == wanted)
		.map(|(place, _)| place)
		.collect()
}

/// Checks an archive in which the bytes of one file are a part of another one.
#[test]
fn files_that_share_bytes_are_refused() {
	let inner = zip(&[("b.json", b"text")]);
	let inner = &inner[..places(&inner, b"PK\x01\x02")[0]];
	let mut archive = ZipArchiveWriter::new(Vec::new());
	for (name, bytes, content, method) in [
		("a.json", inner, inner, CompressionMethod::STORE),
		("b.json", &compress_to_vec(b"text", 6), b"text", CompressionMethod::DEFLATE),
	] {
		let (mut entry, _) = archive.new_file(name).compression_method(method).start().unwrap();
		entry.write_all(bytes).unwrap();
		let size = u64::try_from(content.len()).unwrap();
		entry.finish(DataDescriptorOutput::new(crc32(content), size)).unwrap();
	}
	let mut shared = archive.finish().unwrap();
	assert_eq!(word(&shared), "");
	// The place of a file stands 42 bytes behind the beginning of its entry in the list.
	let within = u32::try_from(places(&shared, b"PK\x03\x04")[1]).unwrap().to_le_bytes();
	let entry = places(&shared, b"PK\x01\x02")[1];
	shared[entry + 42..entry + 46].copy_from_slice(&within);
	assert_eq!(word(&shared), "damagedFile");
}
