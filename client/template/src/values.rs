// SPDX-License-Identifier: Apache-2.0

//! The checks of single values, which templates, rows and finished documents share.

use crate::limits::{MAX_IRI, MAX_LINE, MAX_PARAGRAPHS};
use std::borrow::Cow;
use testamur_documents::rdf::is_absolute;
use testamur_primitives::text::{check_name, NameFault};
use testamur_roster::Kind;

/// The reason why a value is none, as a clause that follows its place.
pub(crate) type Why = Cow<'static, str>;

/// Two-letter codes of ISO 3166-1.
const COUNTRIES: &str =
	"AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ \
	BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE \
	DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR \
	GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP \
	KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT \
	MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
	PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG \
	TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";
/// Two-letter codes of ISO 639.
const LANGUAGES: &str =
	"aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co \
	cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi \
	ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw \
	ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc \
	oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv \
	sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// The addresses of the levels of the EQF begin so.
pub(crate) const EQF: &str = "http://data.europa.eu/snb/eqf/";
/// The addresses of the skills of ESCO begin so.
pub(crate) const ESCO: &str = "http://data.europa.eu/esco/skill/";

fn why(problem: &testamur_roster::Problem) -> Why {
	problem.what()
}

fn length(text: &str, most: usize) -> Result<(), Why> {
	if text.is_empty() {
		return Err("it is empty".into());
	}
	if text.len() > most && text.chars().count() > most {
		return Err(format!("it has more than {most} characters").into());
	}
	Ok(())
}

/// Checks a text of one line, by the rules for names that readers see as they are.
pub(crate) fn line(text: &str) -> Result<(), Why> {
	length(text, MAX_LINE)?;
	visible(text)
}

fn visible(text: &str) -> Result<(), Why> {
	check_name(text.as_bytes()).map(drop).map_err(|fault| match fault {
		NameFault::Unprintable => {
			"it has a line break or another character that cannot be seen".into()
		},
		NameFault::WhiteSpace => {
			"it has a space at an edge, two in a row, or one that is not that of the space bar"
				.into()
		},
		NameFault::LeadingMark => "it begins with a mark that belongs to a letter before it".into(),
		NameFault::Empty | NameFault::NotUtf8 => "it is empty".into(),
	})
}

/// Checks a text of several lines: each of them as a line, but for spaces.
pub(crate) fn paragraphs(text: &str) -> Result<(), Why> {
	length(text, MAX_PARAGRAPHS)?;
	if text.trim().is_empty() {
		return Err("it is empty".into());
	}
	if text.trim() != text {
		return Err("it has an empty line or a space at its beginning or its end".into());
	}
	for line in text.split('\n') {
		match check_name(line.as_bytes()) {
			Err(NameFault::Unprintable) => {
				return Err("it has a character that cannot be seen".into());
			},
			Err(NameFault::LeadingMark) => {
				return Err("a line begins with a mark that belongs to a letter before it".into());
			},
			Ok(_) | Err(NameFault::WhiteSpace | NameFault::Empty | NameFault::NotUtf8) => (),
		}
	}
	Ok(())
}

/// Checks an identifier: an IRI with its scheme, in ASCII.
pub(crate) fn iri(text: &str) -> Result<(), Why> {
	length(text, MAX_IRI)?;
	Kind::Uri.check(text).map_err(|problem| why(&problem))?;
	if !is_absolute(text) {
		return Err("it has brackets, or two signs #".into());
	}
	Ok(())
}

/// Checks the address of a page.
pub(crate) fn web(text: &str) -> Result<(), Why> {
	iri(text)?;
	let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
	let Some(rest) = rest else {
		return Err("it does not begin with https:// or http://".into());
	};
	let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
	if host.contains('@') {
		return Err("it has a user's name before the host".into());
	}
	let (name, port) = host.split_once(':').unwrap_or((host, "443"));
	let is_label = |label: &str| {
		(1..=63).contains(&label.len())
			&& label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
			&& !label.starts_with('-')
			&& !label.ends_with('-')
	};
	if !name.split('.').all(is_label) || port.parse::<u16>().is_err() {
		return Err("the host in it is none".into());
	}
	Ok(())
}

/// Checks the address of a skill of ESCO.
pub(crate) fn esco(text: &str) -> Result<(), Why> {
	let is_uuid = |uuid: &str| {
		let parts = uuid.split('-').map(str::len);
		parts.eq([8, 4, 4, 4, 12])
			&& uuid.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-'))
	};
	text.strip_prefix(ESCO).filter(|uuid| is_uuid(uuid)).map(drop).ok_or_else(|| {
		format!("it is not {ESCO} with the number of a skill, such as f0ca8a66-5a5b-…").into()
	})
}

/// Checks the address of a level of the EQF.
pub(crate) fn eqf(text: &str) -> Result<(), Why> {
	match text.strip_prefix(EQF).map(str::as_bytes) {
		Some([b'1'..=b'8']) => Ok(()),
		_ => Err(format!("it is not {EQF} with a level from 1 to 8").into()),
	}
}

/// Checks an address of mail.
pub(crate) fn email(text: &str) -> Result<(), Why> {
	Kind::Email.check(text).map_err(|problem| why(&problem))
}

/// Checks a day of the calendar.
pub(crate) fn date(text: &str) -> Result<(), Why> {
	Kind::Date.check(text).map_err(|problem| why(&problem))
}

/// Checks the tag of a language: two letters of ISO 639, or three where a language has no two.
pub(crate) fn language(text: &str) -> Result<(), Why> {
	if LANGUAGES.split_ascii_whitespace().any(|known| known == text) {
		return Ok(());
	}
	let is_lower = text.bytes().all(|byte| byte.is_ascii_lowercase());
	if text.len() == 3 && is_lower {
		return Ok(());
	}
	Err("it is no language of ISO 639 in small letters, such as en or de".into())
}

/// Checks the code of a country.
pub(crate) fn country(text: &str) -> Result<(), Why> {
	if COUNTRIES.split_ascii_whitespace().any(|known| known == text) {
		return Ok(());
	}
	let upper = text.to_ascii_uppercase();
	if COUNTRIES.split_ascii_whitespace().any(|known| known == upper) {
		return Err(format!("it is written {upper}").into());
	}
	if upper == "UK" || upper == "EL" {
		return Err("the code of this country in ISO 3166-1 is another: GB or GR".into());
	}
	Err("it is no country of ISO 3166-1, such as AT".into())
}

/// Checks the header of a column: small letters, digits and underscores, beginning with a letter.
pub(crate) fn column(text: &str) -> Result<(), Why> {
	let is_sign = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
	let is_header = (1..=40).contains(&text.len())
		&& text.bytes().all(is_sign)
		&& text.starts_with(|c: char| c.is_ascii_lowercase());
	if is_header {
		return Ok(());
	}
	Err("it is not a word of at most 40 small letters, digits and underscores".into())
}

/// Checks a plain decimal number as text.
pub(crate) fn decimal(text: &str) -> Result<f64, Why> {
	Kind::Decimal.check(text).map_err(|problem| why(&problem))?;
	text.parse().map_err(|_| "it is no number".into())
}

/// Checks a number of credits: above 0, at most `most`, with at most two decimals.
pub(crate) fn number(value: f64, most: f64) -> Result<(), Why> {
	let hundredths = (value * 100.0).round() / 100.0;
	if !value.is_finite() || value <= 0.0 || value > most {
		return Err(format!("it is not above 0 and at most {most}").into());
	}
	if hundredths != value {
		return Err("it has more than two decimals".into());
	}
	Ok(())
}

/// Checks a length of time in hours, such as `PT140H`.
pub(crate) fn hours(text: &str, most: u32) -> Result<(), Why> {
	let digits = text.strip_prefix("PT").and_then(|rest| rest.strip_suffix('H'));
	let hours = digits
		.filter(|digits| !digits.starts_with(['0', '+']))
		.and_then(|digits| digits.parse::<u32>().ok());
	match hours {
		Some(hours) if hours <= most => Ok(()),
		_ => Err(format!("it is not a number of hours from 1 to {most}, such as PT140H").into()),
	}
}

/// Checks that a text is one of a list, to the letter.
pub(crate) fn word(text: &str, list: &[&str]) -> Result<(), Why> {
	if list.contains(&text) {
		return Ok(());
	}
	let meant = testamur_roster::most_similar(text, list.iter().copied());
	match meant.and_then(|place| list.get(place)) {
		Some(meant) => Err(format!("it is none of the words; \"{meant}\" may be meant").into()),
		None => Err(format!("it is none of the words {}", list.join(", ")).into()),
	}
}
