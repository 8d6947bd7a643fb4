// SPDX-License-Identifier: Apache-2.0

//! Writing of all kinds, and characters that cannot be printed.

use super::{credential, plain, writer};
use crate::Fault;

/// Names in writing of many kinds. None needs a font that is not in Debian's package `fonts-noto-core`.
const NAMES: [&str; 14] = [
	"Ana Šolová-O’Brien",
	"Nguyễn Thị Ánh",
	"Μαρία Παπαδοπούλου",
	"Наталія Ґонґадзе",
	"محمد بن عبد الله الأحمد",
	"דָּוִד בֶּן־גּוּרְיוֹן",
	"प्रियंका शर्मा",
	"প্রিয়াঙ্কা সেন",
	"கவிதா சுப்பிரமணியன்",
	"สมชาย ใจดี",
	"អ៊ុំ សុខា",
	"ཚེ་རིང་",
	"ᏣᎳᎩ ⴰⵎⴰⵣⵉⵖ ይኩኖ",
	"Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
];

#[test]
fn names_in_any_writing_are_printed() {
	let mut writer = plain("{learner} – {title}");
	for name in NAMES {
		writer
			.write(&credential(name), None)
			.unwrap_or_else(|fault| panic!("{name}: {fault}"));
	}
}

#[test]
fn a_character_without_a_glyph_is_refused_with_what_to_install() {
	let folder = "/usr/share/fonts/truetype/noto";
	let design = format!(
		"[fonts]\ninstalled = false\nfiles = [\"{folder}/NotoSans-Regular.ttf\"]\n[[text]]\ntext = \"{{learner}}\""
	);
	let mut writer = writer(&design).unwrap();
	writer.write(&credential("Ana"), None).unwrap();
	for (name, letter, package) in
		[("王小明", '王', "fonts-noto-cjk"), ("محمد", 'م', "fonts-noto-core")]
	{
		let fault = writer.write(&credential(name), None).unwrap_err();
		assert!(
			matches!(&fault, Fault::NoGlyph { letter: found, .. } if *found == letter),
			"{fault}"
		);
		assert!(fault.to_string().contains(package), "{fault}");
	}
	// Nobody has assigned it.
	let fault = plain("{learner}").write(&credential("A\u{378}"), None).unwrap_err();
	assert!(matches!(fault, Fault::NoGlyph { letter: '\u{378}', .. }), "{fault}");
}

#[test]
fn a_character_that_has_no_shape_is_refused() {
	let mut writer = plain("{learner}");
	for letter in ['\u{1}', '\t', '\u{7f}', '\u{85}', '\u{2028}', '\u{e000}', '\u{feff}'] {
		let fault = writer.write(&credential(&format!("A{letter}B")), None).unwrap_err();
		assert!(matches!(fault, Fault::Unprintable { .. }), "{letter:?}: {fault}");
		assert!(fault.to_string().contains(&format!("U+{:04X}", u32::from(letter))), "{fault}");
	}
}

#[test]
fn characters_that_are_not_drawn_need_no_font() {
	let mut writer = plain("{learner}: {title}");
	for name in
		["A\u{200b}B", "A\u{ad}B", "م\u{200c}ح", "\u{2067}Ana\u{2069}", "A\u{200d}", "A\u{fe0f}"]
	{
		writer
			.write(&credential(name), None)
			.unwrap_or_else(|fault| panic!("{name:?}: {fault}"));
	}
}
