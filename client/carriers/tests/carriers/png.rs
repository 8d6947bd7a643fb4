// SPDX-License-Identifier: Apache-2.0

//! PNG pictures.

use crate::{
	made::{chunk, picture},
	CREDENTIAL, TOKEN,
};
use miniz_oxide::deflate::compress_to_vec_zlib;
use testamur_carriers::{
	png::{bake, extract},
	Fault, Kind, MAX_CREDENTIAL, MAX_FILE,
};

/// Returns a chunk of text with a keyword.
fn text(keyword: &str, text: &str) -> Vec<u8> {
	chunk(b"iTXt", &[keyword.as_bytes(), &[0, 0, 0, 0, 0], text.as_bytes()].concat())
}

fn word(picture: &[u8]) -> &'static str {
	extract(picture).unwrap_err().word()
}

#[test]
fn a_credential_comes_out_as_it_was_baked() {
	for credential in [CREDENTIAL, TOKEN] {
		let plain = picture(&[chunk(b"gAMA", &[0, 0, 177, 143])]);
		let baked = bake(&plain, credential).unwrap();
		assert_eq!(extract(&baked).unwrap(), credential.as_bytes());
		// The chunk stands behind the header, which has 33 bytes with the signature, and nothing else changed.
		let added = text("openbadgecredential", credential);
		assert_eq!(baked, [&plain[..33], &added, &plain[33..]].concat());
		assert_eq!(bake(&baked, credential), Err(Fault::AlreadyBaked(Kind::Png)));
	}
	for other in ["", "{}", "https://example.org/badge", "[]"] {
		assert_eq!(bake(&picture(&[]), other), Err(Fault::NotACredential));
	}
}

#[test]
fn texts_of_others_are_read() {
	let head = b"openbadgecredential\0\x01\0en\0Nachweis\0";
	let compressed = [head.as_slice(), &compress_to_vec_zlib(CREDENTIAL.as_bytes(), 6)].concat();
	let translated =
		[b"openbadgecredential\0\0\0de\0Nachweis\0".as_slice(), CREDENTIAL.as_bytes()].concat();
	for data in [compressed, translated] {
		let picture = picture(&[text("Comment", "none"), chunk(b"iTXt", &data)]);
		assert_eq!(extract(&picture).unwrap(), CREDENTIAL.as_bytes());
	}
	let older = [text("openbadges", "{}"), text("openbadgecredential", TOKEN)];
	assert_eq!(extract(&picture(&older)).unwrap(), TOKEN.as_bytes());
	let behind = [picture(&[text("openbadgecredential", TOKEN)]), b"more".to_vec()].concat();
	assert_eq!(extract(&behind).unwrap(), TOKEN.as_bytes());
}

#[test]
fn pictures_without_one_credential_say_so() {
	assert_eq!(word(&picture(&[])), "noCredential");
	assert_eq!(word(&picture(&[text("openbadgecredential", "{}")])), "noCredential");
	assert_eq!(word(&picture(&[text("openbadgecredentials", TOKEN)])), "noCredential");
	assert_eq!(word(&picture(&[text("openbadges", "https://example.org/1")])), "olderBadge");
	let first = chunk(b"tEXt", b"openbadges\0https://example.org/1");
	assert_eq!(word(&picture(&[first])), "olderBadge");
	let one = text("openbadgecredential", TOKEN);
	assert_eq!(word(&picture(&[one.clone(), one])), "severalCredentials");
}

#[test]
fn what_is_damaged_or_no_picture_is_told() {
	let baked = bake(&picture(&[]), CREDENTIAL).unwrap();
	for length in 0..baked.len() {
		assert_eq!(word(&baked[..length]), "damagedFile", "{length}");
		assert!(bake(&baked[..length], CREDENTIAL).is_err());
	}
	for place in 0..baked.len() {
		for bit in 0..8 {
			let mut changed = baked.clone();
			changed[place] ^= 1 << bit;
			assert_eq!(word(&changed), "damagedFile", "{place}");
		}
	}
	let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF";
	let headless = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IEND", &[])].concat();
	let twice = picture(&[chunk(b"IHDR", &[0; 13])]);
	for bad in [jpeg.as_slice(), b"", &headless, &twice] {
		assert_eq!(word(bad), "damagedFile");
	}
	for content in [&b""[..], b"\0", b"\0\0\0", b"\x02\0\0\0{}", b"\x01\x01\0\0{}", b"\x01\0\0\0{}"]
	{
		let data = [b"openbadgecredential\0", content].concat();
		assert_eq!(word(&picture(&[chunk(b"iTXt", &data)])), "damagedFile", "{content:?}");
	}
}

#[test]
fn nothing_grows_beyond_its_bound() {
	let bomb = compress_to_vec_zlib(&vec![b' '; MAX_CREDENTIAL + 1], 9);
	assert!(bomb.len() < 10_000);
	let data = [b"openbadgecredential\0\x01\0\0\0".as_slice(), &bomb].concat();
	assert_eq!(word(&picture(&[chunk(b"iTXt", &data)])), "tooLarge");
	let long = " ".repeat(MAX_CREDENTIAL + 1);
	assert_eq!(word(&picture(&[text("openbadgecredential", &long)])), "tooLarge");
	assert_eq!(bake(&picture(&[]), &long), Err(Fault::NotACredential));
	let large = picture(&[chunk(b"zzZz", &vec![0; MAX_FILE])]);
	assert_eq!(word(&large), "tooLarge");
	let full = picture(&[chunk(b"zzZz", &vec![0; MAX_FILE - 100])]);
	assert!(matches!(bake(&full, CREDENTIAL), Err(Fault::TooLarge(..))));
}
