// SPDX-License-Identifier: Apache-2.0

//! The check that a text is an IRI (RFC 3987).

/// Returns whether a text is an absolute IRI that every program writes as it stands.
///
/// Programs drop, escape or keep what is none, so a statement with it would not be signed, or not in
/// the same way. Addresses with brackets, as those of IPv6, are not taken.
pub fn is_absolute(text: &str) -> bool {
	let Some((scheme, rest)) = text.split_once(':') else { return false };
	is_scheme(scheme)
		&& !rest.is_empty()
		&& rest.chars().all(is_allowed)
		&& rest.matches('#').count() <= 1
		&& rest.split('%').skip(1).all(is_escape)
}

fn is_scheme(scheme: &str) -> bool {
	scheme.starts_with(|c: char| c.is_ascii_alphabetic())
		&& scheme
			.chars()
			.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// Returns whether a text, which follows a percent sign, begins with two hexadecimal digits.
fn is_escape(text: &str) -> bool {
	text.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2
}

/// Returns whether a character may stand behind the scheme: one of RFC 3986, or of `ucschar` in RFC
/// 3987.
fn is_allowed(c: char) -> bool {
	match c {
		'\u{a0}'..='\u{d7ff}'
		| '\u{f900}'..='\u{fdcf}'
		| '\u{fdf0}'..='\u{ffef}'
		| '\u{10000}'..='\u{dffff}'
		| '\u{e1000}'..='\u{efffd}' => true,
		_ => c.is_ascii_alphanumeric() || "!#$%&'()*+,-./:;=?@_~".contains(c),
	}
}
