// SPDX-License-Identifier: Apache-2.0

//! Makes files of each kind, good ones and parts of bad ones.

use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use rawzip::{crc32, path::EntryPath, CompressionMethod, DataDescriptorOutput, ZipArchiveWriter};
use std::io::Write;

/// A picture of lines.
pub(crate) const DRAWING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg \
	xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><rect width=\"1\" height=\"1\"/></svg>\n";

/// Returns a chunk of a PNG picture.
pub(crate) fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
	let checked = [name.as_slice(), data].concat();
	let length = u32::try_from(data.len()).unwrap().to_be_bytes();
	[length.as_slice(), &checked, &crc32(&checked).to_be_bytes()].concat()
}

/// Returns a PNG picture of one pixel, with more chunks behind its header.
pub(crate) fn picture(more: &[Vec<u8>]) -> Vec<u8> {
	let header = chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
	let pixel = chunk(b"IDAT", &compress_to_vec_zlib(&[0, 127], 6));
	let signature = b"\x89PNG\r\n\x1a\n".to_vec();
	[signature, header, more.concat(), pixel, chunk(b"IEND", &[])].concat()
}

/// Returns a ZIP archive with compressed files.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
	let mut archive = ZipArchiveWriter::new(Vec::new());
	for (name, content) in files {
		// Names are written as they are, however hostile.
		let file = archive.new_file(EntryPath::verbatim(name.as_bytes()));
		let file = file.compression_method(CompressionMethod::DEFLATE);
		let (mut entry, _) = file.start().unwrap();
		entry.write_all(&compress_to_vec(content, 6)).unwrap();
		let size = u64::try_from(content.len()).unwrap();
		entry.finish(DataDescriptorOutput::new(crc32(content), size)).unwrap();
	}
	archive.finish().unwrap()
}

/// The form of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
	/// A table of text, as PDFs have had it from the beginning.
	Table,
	/// A table and objects in compressed streams, as programs write it today.
	Streams,
}

/// Returns a PDF of one empty page with attachments.
pub(crate) fn pdf(attachments: &[(&str, &[u8])], form: Form) -> Vec<u8> {
	let mut objects = Objects::default();
	let (mut tree, mut associated) = (String::new(), String::new());
	for (place, (name, content)) in attachments.iter().enumerate() {
		let (description, stream) = (4 + 2 * place, 5 + 2 * place);
		let name = text(name);
		tree.push_str(&format!("{name} {description} 0 R "));
		associated.push_str(&format!("{description} 0 R "));
		objects.add(
			description,
			format!(
				"<</Type/Filespec/F {name}/UF {name}/AFRelationship/Data/EF<</F {stream} 0 R/UF {stream} 0 R>>>>"
			),
		);
		objects.add_stream(stream, "/Type/EmbeddedFile", content);
	}
	let catalog = format!(
		"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[{tree}]>>>>/AF[{associated}]>>"
	);
	objects.add(1, catalog);
	objects.add(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>".into());
	objects.add(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<<>>>>".into());
	match form {
		Form::Table => objects.with_table("/Root 1 0 R"),
		Form::Streams => objects.with_streams("/Root 1 0 R"),
	}
}

/// Returns a text of a PDF: in letters if it can be, and in hexadecimal digits of UTF-16 otherwise.
fn text(name: &str) -> String {
	if name.is_ascii() && !name.contains(['(', ')', '\\']) {
		return format!("({name})");
	}
	let digits: String = name.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
	format!("<FEFF{digits}>")
}

/// The objects of a PDF.
#[derive(Default)]
pub(crate) struct Objects {
	values: Vec<(usize, String)>,
	streams: Vec<(usize, Vec<u8>)>,
}

impl Objects {
	/// Adds an object.
	pub(crate) fn add(&mut self, number: usize, value: String) {
		self.values.push((number, value));
	}

	/// Adds a compressed stream, with members of its dictionary.
	pub(crate) fn add_stream(&mut self, number: usize, members: &str, content: &[u8]) {
		let content = compress_to_vec_zlib(content, 6);
		let members = format!("{members}/Filter/FlateDecode");
		self.add_raw(number, &members, &content);
	}

	/// Adds a stream with its bytes as they stand in the file.
	pub(crate) fn add_raw(&mut self, number: usize, members: &str, bytes: &[u8]) {
		let head = format!("<<{members}/Length {}>>stream\r\n", bytes.len());
		self.streams.push((number, [head.as_bytes(), bytes, b"\nendstream"].concat()));
	}

	/// Returns a file with a table of text, whose trailer has these members.
	pub(crate) fn with_table(self, trailer: &str) -> Vec<u8> {
		let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
		let values = self.values.into_iter().map(|(number, value)| (number, value.into_bytes()));
		let places = write(&mut file, values.chain(self.streams).collect());
		let begin = file.len();
		let mut table = "xref\n0 1\n0000000000 65535 f\r\n".to_owned();
		for (number, place) in &places {
			table.push_str(&format!("{number} 1\n{place:010} 00000 n\r\n"));
		}
		let size = 1 + places.iter().map(|(number, _)| number).max().unwrap();
		let end = format!("trailer\n<</Size {size}{trailer}>>\nstartxref\n{begin}\n%%EOF\n");
		file.extend([table, end].concat().into_bytes());
		file
	}

	/// Returns a file with a table in a stream, and the objects that are no streams in another one.
	pub(crate) fn with_streams(mut self, trailer: &str) -> Vec<u8> {
		let last = self.values.iter().map(|(number, _)| *number).max().unwrap();
		let container =
			last.max(self.streams.iter().map(|(number, _)| *number).max().unwrap_or(0)) + 1;
		let (mut head, mut body) = (String::new(), String::new());
		for (number, value) in &self.values {
			head.push_str(&format!("{number} {} ", body.len()));
			body.push_str(&format!("{value}\n"));
		}
		let members = format!("/Type/ObjStm/N {}/First {}", self.values.len(), head.len());
		self.add_stream(container, &members, [head, body].concat().as_bytes());
		let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
		let places = write(&mut file, core::mem::take(&mut self.streams));
		let mut rows = vec![[0_u8; 7]; container + 2];
		let row = |kind: u8, field: usize| {
			let field = u32::try_from(field).unwrap().to_be_bytes();
			[&[kind], field.as_slice(), &[0, 0]].concat().try_into().unwrap()
		};
		for (number, _) in &self.values {
			rows[*number] = row(2, container);
		}
		let begin = file.len();
		for (number, place) in places.into_iter().chain([(container + 1, begin)]) {
			rows[number] = row(1, place);
		}
		let members = format!(
			"/Type/XRef/W[1 4 2]/Size {}{trailer}/DecodeParms<</Columns 7/Predictor 12>>",
			rows.len()
		);
		self.add_stream(container + 1, &members, &predicted(&rows));
		write(&mut file, self.streams);
		file.extend(format!("startxref\n{begin}\n%%EOF\n").into_bytes());
		file
	}
}

/// Returns rows as a difference from the row above.
fn predicted(rows: &[[u8; 7]]) -> Vec<u8> {
	let above = core::iter::once([0; 7]).chain(rows.iter().copied());
	let coded = rows.iter().zip(above).flat_map(|(row, above)| {
		let bytes = row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above));
		core::iter::once(2).chain(bytes.collect::<Vec<_>>())
	});
	coded.collect()
}

/// Writes objects, and returns their places.
fn write(file: &mut Vec<u8>, objects: Vec<(usize, Vec<u8>)>) -> Vec<(usize, usize)> {
	let mut places = Vec::new();
	for (number, value) in objects {
		places.push((number, file.len()));
		file.extend(format!("{number} 0 obj\n").into_bytes());
		file.extend(value);
		file.extend(b"\nendobj\n");
	}
	places
}
