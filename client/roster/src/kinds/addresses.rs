// SPDX-License-Identifier: Apache-2.0

//! Addresses of mail, and URIs.

use crate::problem::{Problem, ValueProblem};
use testamur_primitives::text;

/// Maximum length of an address of mail, and of the part before its `@` (RFC 5321, section 4.5.3.1).
const MAX_ADDRESS: usize = 254;
const MAX_LOCAL_PART: usize = 64;
/// Maximum length of a label of a domain (RFC 1035, section 2.3.4).
const MAX_LABEL: usize = 63;

/// Checks that a cell is an address of mail: the dotted form of RFC 5321 without quotation marks, at a
/// domain of two labels or more.
pub(super) fn check_email(cell: &str) -> Result<(), Problem> {
	why_no_email(cell).map_or(Ok(()), |why| Err(ValueProblem::NotEmail(why).into()))
}

fn why_no_email(cell: &str) -> Option<&'static str> {
	if !cell.is_ascii() {
		return Some("there are other letters than those of ASCII in it");
	}
	if cell.starts_with("mailto:") {
		return Some("it begins with \"mailto:\"");
	}
	if cell.contains([';', ',', '<', '>']) {
		return Some("there are several addresses, or a name beside it");
	}
	if cell.contains(|c: char| !c.is_ascii_graphic()) {
		return Some("there is a space or another character that cannot be seen in it");
	}
	let Some((local, domain)) = cell.rsplit_once('@') else {
		return Some("there is no @ in it");
	};
	let is_atom = |atom: &str| {
		let is_sign = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
		!atom.is_empty() && atom.chars().all(is_sign)
	};
	if !local.split('.').all(is_atom) {
		return Some("the part before @ is none");
	}
	if !domain.contains('.') || !domain.split('.').all(is_label) {
		return Some("the part behind @ is no domain");
	}
	let is_long = cell.len() > MAX_ADDRESS || local.len() > MAX_LOCAL_PART;
	is_long.then_some("it is too long")
}

fn is_label(label: &str) -> bool {
	let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
	let is_edge = |place: Option<&u8>| place.is_some_and(u8::is_ascii_alphanumeric);
	let bytes = label.as_bytes();
	bytes.len() <= MAX_LABEL
		&& is_edge(bytes.first())
		&& is_edge(bytes.last())
		&& label.bytes().all(is_sign)
}

/// Checks that a cell is a URI with its scheme, of the characters that RFC 3986 has.
pub(super) fn check_uri(cell: &str) -> Result<(), Problem> {
	why_no_uri(cell).map_or(Ok(()), |why| Err(ValueProblem::NotUri(why).into()))
}

fn why_no_uri(cell: &str) -> Option<&'static str> {
	match text::check_uri(cell.as_bytes()) {
		Ok(()) => (),
		Err(text::UriFault::NotAscii) => {
			return Some(
				"there are other letters than those of ASCII in it, which are written %XX",
			);
		},
		Err(text::UriFault::Unprintable) => {
			return Some("there is a space or another character that cannot be seen in it");
		},
	}
	if cell.contains(['<', '>', '"', '{', '}', '|', '\\', '^', '`']) {
		return Some("there is a character in it that no URI has");
	}
	let Some((scheme, rest)) = cell.split_once(':') else {
		return Some("its scheme is missing, such as https:");
	};
	let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
	if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.chars().all(is_sign) {
		return Some("its scheme is none");
	}
	let is_web = ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
	let host = rest.strip_prefix("//").unwrap_or_default();
	if rest.is_empty() || (is_web && (host.is_empty() || host.starts_with(['/', '?', '#', ':']))) {
		return Some("there is no address behind its scheme");
	}
	let is_escape = |part: &str| part.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
	(!cell.split('%').skip(1).all(is_escape)).then_some("a percent sign stands for no character")
}
