// SPDX-License-Identifier: Apache-2.0

//! The files of a ZIP archive: taken out of one, and packed into one.
//!
//! An archive is checked as a whole before any of its files is read: no two files share bytes or a name, and all of
//! them together are no larger than archives of credentials can be. Names are shown and compared, and never used as
//! paths.

use crate::{
	fault::Fault,
	inflate::{inflate, NotInflated, Wrapping},
	kind::Kind,
	limits::{MAX_ARCHIVE, MAX_FILE, MAX_PARTS, MAX_RATIO},
	Part,
};
use rawzip::{
	crc32, path::EntryPath, CompressionMethod, DataDescriptorOutput, ZipArchive,
	ZipArchiveEntryWayfinder, ZipArchiveWriter, ZipFileHeaderRecord, ZipSliceArchive,
	ZipSliceEntry,
};
use std::{
	collections::{BTreeMap, BTreeSet},
	io::Write,
};

/// The bytes that the files of a small archive may have, whatever the size of the archive.
const SMALL: usize = 1 << 20;

/// Returns that an archive is damaged.
const fn damaged(why: &'static str) -> Fault {
	Fault::Damaged(Kind::Zip, why)
}

/// A file of an archive.
struct File {
	/// The place of its bytes.
	at: ZipArchiveEntryWayfinder,
	method: CompressionMethod,
	is_encrypted: bool,
	/// The checksum of its content.
	checksum: u32,
}

/// An archive.
pub struct Archive<'a> {
	archive: ZipSliceArchive<&'a [u8]>,
	/// The files, by their names.
	files: BTreeMap<String, File>,
}

impl<'a> Archive<'a> {
	/// Reads the list of an archive.
	///
	/// # Errors
	///
	/// Refuses bytes that are no archive, an archive that could mean two things, and one that exceeds the bounds.
	pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
		if bytes.len() > MAX_ARCHIVE {
			return Err(Fault::TooLarge(Kind::Zip, "a content", MAX_ARCHIVE));
		}
		let unread = |_| damaged("its list of files cannot be read");
		let archive = ZipArchive::from_slice(bytes).map_err(unread)?;
		let (mut files, mut ranges) = (BTreeMap::new(), Vec::new());
		let (mut count, mut all) = (0_usize, 0_u64);
		let mut entries = archive.entries();
		while let Some(entry) = entries.next_entry().map_err(unread)? {
			count = count.saturating_add(1);
			if count > MAX_PARTS {
				return Err(Fault::TooMany(Kind::Zip));
			}
			if entry.is_dir() {
				continue;
			}
			let found = archive.get_entry(entry.wayfinder()).map_err(unread)?;
			ensure_named_alike(&entry, &found)?;
			ranges.push(found.compressed_data_range());
			all = all.saturating_add(entry.uncompressed_size_hint());
			let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
			let file = File {
				at: entry.wayfinder(),
				method: entry.compression_method(),
				is_encrypted: entry.flags().is_encrypted(),
				checksum: entry.crc32(),
			};
			if files.insert(name, file).is_some() {
				return Err(damaged("two of its files have one name"));
			}
		}
		if u64::try_from(count).ok() != Some(archive.entries_hint()) {
			return Err(damaged("its list has another number of files than it says"));
		}
		ensure_apart(ranges)?;
		ensure_small(bytes.len(), all)?;
		Ok(Self { archive, files })
	}

	/// Returns the names of the files, in their order. They are by strangers.
	pub fn names(&self) -> impl Iterator<Item = &str> {
		self.files.keys().map(String::as_str)
	}

	/// Returns whether there is a file of a name.
	#[must_use]
	pub fn has(&self, name: &str) -> bool {
		self.files.contains_key(name)
	}

	/// Returns the content of a file.
	///
	/// # Errors
	///
	/// Returns why it cannot be read.
	pub fn read(&self, name: &str) -> Result<Vec<u8>, Fault> {
		let file = self.files.get(name).ok_or(Fault::NoCredential(Kind::Zip))?;
		if file.is_encrypted {
			return Err(Fault::Encrypted(Kind::Zip));
		}
		let unread = |_| damaged("one of its files cannot be read");
		let entry = self.archive.get_entry(file.at).map_err(unread)?;
		let too_large = Fault::TooLarge(Kind::Zip, "a file", MAX_FILE);
		let content = match file.method {
			CompressionMethod::STORE if entry.data().len() > MAX_FILE => return Err(too_large),
			CompressionMethod::STORE => entry.data().to_vec(),
			CompressionMethod::DEFLATE => {
				inflate(entry.data(), Wrapping::Raw, MAX_FILE).map_err(|why| match why {
					NotInflated::TooLarge => too_large,
					NotInflated::Damaged(_) => damaged("one of its files does not decompress"),
				})?
			},
			_ => return Err(Fault::NotSupported(Kind::Zip, "a rare kind of compression")),
		};
		let stated = file.at.uncompressed_size_hint();
		let is_whole = u64::try_from(content.len()).ok() == Some(stated);
		match is_whole && crc32(&content) == file.checksum {
			true => Ok(content),
			false => Err(damaged("one of its files does not fit its checksum")),
		}
	}
}

/// Returns an archive of files as they are, which are not compressed.
///
/// # Errors
///
/// Refuses files that [`Archive`] would not read: too large ones, too many, those without a name, and two of one name.
pub fn pack(files: &[Part]) -> Result<Vec<u8>, Fault> {
	let all = files.iter().map(|file| file.content.len()).fold(0, usize::saturating_add);
	if all > MAX_FILE {
		return Err(Fault::TooLarge(Kind::Zip, "files", MAX_FILE));
	}
	if files.len() > MAX_PARTS {
		return Err(Fault::TooMany(Kind::Zip));
	}
	let names: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
	if names.len() < files.len() {
		return Err(damaged("two of its files have one name"));
	}
	if names.iter().any(|name| name.is_empty() || name.ends_with('/')) {
		return Err(damaged("one of its files has no name"));
	}
	let unwritten = |_| damaged("one of its files cannot be written");
	let mut archive = ZipArchiveWriter::new(Vec::new());
	for Part { name, content } in files {
		let file = archive.new_file(EntryPath::verbatim(name.as_bytes()));
		let file = file.compression_method(CompressionMethod::STORE);
		let (mut entry, _) = file.start().map_err(unwritten)?;
		entry
			.write_all(content)
			.map_err(|_| damaged("one of its files cannot be written"))?;
		let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
		entry
			.finish(DataDescriptorOutput::new(crc32(content), size))
			.map_err(unwritten)?;
	}
	archive.finish().map_err(unwritten)
}

/// Checks that a file has the same name in the list and beside its bytes: programs differ in which one they show.
fn ensure_named_alike(
	listed: &ZipFileHeaderRecord<'_>,
	found: &ZipSliceEntry<'_>,
) -> Result<(), Fault> {
	let header = found.local_header();
	match header.file_path().as_bytes() == listed.file_path().as_bytes() {
		true => Ok(()),
		false => Err(damaged("one of its files has two names")),
	}
}

/// Checks that no two files share bytes, as in archives that seem small.
fn ensure_apart(mut ranges: Vec<(u64, u64)>) -> Result<(), Fault> {
	ranges.sort_unstable();
	let overlap = ranges.windows(2).any(|pair| match pair {
		[(_, end), (begin, _)] => end > begin,
		_ => false,
	});
	if overlap {
		Err(damaged("two of its files share bytes"))
	} else {
		Ok(())
	}
}

/// Checks that all files together have no more bytes than the archive can have with credentials in it.
fn ensure_small(archive: usize, files: u64) -> Result<(), Fault> {
	let most = archive.saturating_mul(MAX_RATIO).max(SMALL);
	match usize::try_from(files) {
		Ok(files) if files <= most => Ok(()),
		_ => Err(Fault::TooLarge(Kind::Zip, "files", most)),
	}
}
