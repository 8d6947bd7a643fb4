// SPDX-License-Identifier: Apache-2.0

//! Files of each kind, changed at random: nothing panics, and what comes out is bounded.
//!
//! A long run: `TESTAMUR_INPUTS=1000000 cargo test --release -p testamur-carriers mutated -- --nocapture`.

use crate::{
	made::{chunk, pdf, picture, zip, Form, DRAWING},
	CREDENTIAL, TOKEN,
};
use testamur_carriers::{
	pdf::attachments, png, presentation, svg, zip::Archive, Fault, Kind, MAX_CREDENTIAL, MAX_FILE,
};
use testamur_mutation::{inputs, Numbers};

/// Pieces that matter to some reader.
const PIECES: [&[u8]; 40] = [
	b"\0",
	b"\xff\xff\xff\xff",
	b"\x7f\xff\xff\xff",
	b"\0\0\0\0",
	b"iTXt",
	b"IDAT",
	b"IEND",
	b"openbadgecredential\0",
	b"<",
	b">",
	b"</",
	b"/>",
	b"<![CDATA[",
	b"]]>",
	b"&a;",
	b"&#x41;",
	b"xmlns:",
	b"<openbadges:credential>",
	b"verify=\"a.b.c\"",
	b"<!DOCTYPE a [",
	b"<!--",
	b"-->",
	b"PK\x01\x02",
	b"PK\x03\x04",
	b"PK\x05\x06",
	b"PK\x06\x07",
	b"obj ",
	b"endobj",
	b"stream\n",
	b"endstream",
	b"<<",
	b">>",
	b"[",
	b"]",
	b"/Prev 9",
	b"1 0 R",
	b"/Length 9",
	b"trailer",
	b"startxref\n9\n",
	b"99999999999",
];

/// Writes the checksums of a picture anew, so that more than the check of them is tried.
fn with_checksums(picture: &[u8]) -> Vec<u8> {
	let Some((signature, mut rest)) = picture.split_at_checked(8) else { return picture.to_vec() };
	let mut whole = signature.to_vec();
	while let Some((head, behind)) = rest.split_first_chunk::<8>() {
		let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
		let Some(data) = behind.get(..length) else { break };
		whole.extend(chunk(&[head[4], head[5], head[6], head[7]], data));
		rest = behind.get(length + 4..).unwrap_or_default();
	}
	[whole, rest.to_vec()].concat()
}

/// Reads mutated files, and checks that some were read and some refused.
fn run(
	kind: &str,
	files: &[Vec<u8>],
	read: impl Fn(&mut Numbers, Vec<u8>) -> Result<usize, Fault>,
) {
	let inputs = inputs(20_000);
	let mut numbers = Numbers::of_run();
	let mut taken = 0_u64;
	for _ in 0..inputs {
		let file = files[numbers.below(files.len())].clone();
		let file = numbers.mutated(file, &PIECES);
		match read(&mut numbers, file) {
			Ok(size) => {
				assert!(size <= MAX_FILE);
				taken += 1;
			},
			Err(fault) => assert!(fault.to_string().len() < 300, "{fault}"),
		}
	}
	println!("{kind}: {inputs} inputs, of which {taken} were read and the others refused");
	assert!(taken > inputs / 100 && taken < inputs, "{kind}: {taken}");
}

#[test]
fn mutated_png_pictures_are_refused_or_read() {
	let compressed = miniz_oxide::deflate::compress_to_vec_zlib(TOKEN.as_bytes(), 6);
	let text = [b"openbadgecredential\0\x01\0\0\0".as_slice(), &compressed].concat();
	let files = [
		png::bake(&picture(&[]), CREDENTIAL).unwrap(),
		picture(&[chunk(b"iTXt", &text), chunk(b"tEXt", b"openbadges\0{}")]),
	];
	run("PNG", &files, |numbers, file| {
		let file = if numbers.below(4) > 0 { with_checksums(&file) } else { file };
		let baked = png::bake(&file, TOKEN);
		assert!(baked.is_err() || png::extract(&baked?).unwrap() == TOKEN.as_bytes());
		png::extract(&file).map(|credential| credential.len())
	});
}

#[test]
fn mutated_svg_pictures_are_refused_or_read() {
	let files = [CREDENTIAL, TOKEN].map(|it| svg::bake(DRAWING, it).unwrap().into_bytes());
	run("SVG", &files, |_, file| {
		if let Ok(Ok(baked)) = std::str::from_utf8(&file).map(|text| svg::bake(text, TOKEN)) {
			assert_eq!(svg::extract(baked.as_bytes()).unwrap(), TOKEN.as_bytes());
		}
		svg::extract(&file).map(|credential| credential.len())
	});
}

#[test]
fn mutated_drawings_are_told_to_only_draw_or_refused() {
	let within = |added: &str| DRAWING.replacen("</svg>", &format!("{added}</svg>"), 1);
	let files = [
		DRAWING.to_owned(),
		within("<script>a()</script>"),
		within("<style>path{fill:url(#a)}</style>"),
		within("<a href='javascript:a()'/>"),
	];
	run("drawing", &files.map(String::into_bytes), |_, file| {
		let text = std::str::from_utf8(&file).map_err(|_| Fault::NoCredential(Kind::Svg))?;
		svg::ensure_inert(text).map(|()| text.len())
	});
}

#[test]
fn mutated_pdfs_are_refused_or_read() {
	let attached: [(&str, &[u8]); 2] =
		[("ana.json", CREDENTIAL.as_bytes()), ("a.testamur", b"bundle")];
	let files = [Form::Table, Form::Streams].map(|form| pdf(&attached, form));
	run("PDF", &files, |_, file| {
		let found = attachments(&file)?;
		assert!(found.iter().all(|it| it.content.as_ref().map_or(0, Vec::len) <= MAX_CREDENTIAL));
		Ok(found.len())
	});
}

#[test]
fn mutated_archives_are_refused_or_read() {
	let files = [
		zip(&[("ana.json", CREDENTIAL.as_bytes()), ("b/ana.testamur", b"bundle")]),
		zip(&[("", b""), ("a/", b""), ("c.png", &picture(&[]))]),
	];
	run("ZIP", &files, |_, file| {
		let archive = Archive::open(&file)?;
		let mut all = 0;
		for name in archive.names() {
			all += archive.read(name).map_or(0, |content| content.len());
		}
		Ok(all)
	});
}

#[test]
fn mutated_presentations_are_refused_or_read() {
	let files = [format!(
		"{{\"type\":[\"VerifiablePresentation\"],\"verifiableCredential\":[{CREDENTIAL},\"{TOKEN}\",\
		 {{\"type\":\"EnvelopedVerifiableCredential\",\"id\":\"data:application/vc+jwt,{TOKEN}\"}}]}}"
	)
	.into_bytes()];
	run("presentation", &files, |_, file| {
		let parts = presentation::credentials(&file)?;
		Ok(parts.iter().map(|part| part.content.len()).sum())
	});
}
