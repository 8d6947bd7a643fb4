// SPDX-License-Identifier: Apache-2.0

//! Text of strangers, such as the name of a file, on one line.

/// Returns a text as one line, without anything that a terminal would obey or that would begin another
/// line: names of files come from strangers.
#[must_use]
pub fn line(text: &str) -> String {
	text.chars().map(|letter| if is_shown(letter) { letter } else { '?' }).collect()
}

/// Returns whether a character stays in its line and shows as itself. It does unless it is a
/// control, separates lines, or turns the direction of writing.
#[must_use]
pub fn is_shown(letter: char) -> bool {
	!letter.is_control()
		&& !matches!(
			letter,
			'\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
		)
}

#[cfg(test)]
mod tests {
	use super::line;

	#[test]
	fn a_line_stays_one_line_and_keeps_its_letters() {
		assert_eq!(line("Ana Šolová, محمد, 水 🎓"), "Ana Šolová, محمد, 水 🎓");
		let hostile =
			"a\nb\rc\u{1b}[2Jd\u{7f}\u{85}\u{2028}\u{2029}\u{202e}\u{2066}\u{200f}\u{61c}";
		assert_eq!(line(hostile), "a?b?c?[2Jd????????");
	}
}
